//! New pictures that the author would have made: of a guide with a person's pictures, on the site that they show.

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};

use guidewalk::judge::Status;
use guidewalk::picture::{self, Area, Drawing, Format, Head, MarkKind, Picture, Placement, register};
use guidewalk::references::{self, TakenFile};
use guidewalk::walkfile::GITHUB_PAT;

use crate::walking::{self, Seat};
use crate::{folders, program};

const GUIDE: &str = "_posts/2024-01-10-Generating-a-Token.md";
const PICTURES: &str = "assets/img/posts/generating-a-token";
/// Whose account it is that made the guide's own pictures.
const NAMES: [&str; 2] = ["practice-walker", "Practice Walker"];

/// The practice guide as a person would have it: one picture twice as large, one a JPEG, one with a border, one with a box and an
/// arrow; and nothing that knows how they were made.
fn persons_guide(folder: &Path) -> BTreeMap<String, Picture> {
    let own = walking::guide_of_this_browser();
    folders::copy(own.parent().unwrap().parent().unwrap(), folder).unwrap();
    let at = |name: &str| folder.join(PICTURES).join(name);
    let read = |name: &str| picture::decode(&std::fs::read(at(name)).unwrap()).unwrap();
    let write =
        |name: &str, picture: &Picture, format: Format| std::fs::write(at(name), picture.encode(format).unwrap()).unwrap();
    std::fs::remove_file(at("taken.json")).unwrap();
    let twice = read("03.png");
    let twice = register::resampled(&twice, &Placement::at(0.5, 0.0, 0.0), twice.width() * 2, twice.height() * 2);
    write("03.png", &twice, Format::Png);
    let mut marked = read("04.png");
    for mark in marks(&marked) {
        mark.paint(&mut marked, (&twice, Area::new(0, 0, 1, 1)));
    }
    write("04.png", &marked, Format::Png);
    let mut bordered = read("08.png");
    let inside = bordered.area().grown(-2);
    let page = bordered.crop(inside, [255; 4]);
    bordered.fill(bordered.area(), [150, 150, 150, 255]);
    write("08.png", &picture::surrounded(&page, &bordered, inside), Format::Png);
    write("05.jpg", &read("05.png"), Format::Jpeg(80));
    std::fs::remove_file(at("05.png")).unwrap();
    let guide = std::fs::read_to_string(folder.join(GUIDE)).unwrap();
    std::fs::write(folder.join(GUIDE), guide.replace("/05.png\"", "/05.jpg\"")).unwrap();
    let names = std::fs::read_dir(folder.join(PICTURES)).unwrap().map(|entry| entry.unwrap().file_name().into_string().unwrap());
    names.map(|name| (name.clone(), read(&name))).collect()
}

/// Around the last line of a picture, and at it.
fn marks(picture: &Picture) -> [Drawing; 2] {
    let (width, height) = (f64::from(picture.width()), f64::from(picture.height()));
    let bounds = [30.0, height - 44.0, 140.0, 34.0];
    let frame = Drawing { stroke: 3.0, radius: 9.0, ..Drawing::plain(MarkKind::RoundedBox, bounds, [224, 27, 36]) };
    let arrow = Drawing {
        kind: MarkKind::Arrow,
        bounds: [178.0, height - 71.0, width - 198.0, 44.0],
        colour: [53, 132, 228],
        ends: Some([(width - 20.0, height - 70.0), (178.0, height - 27.0)]),
        head: Some(Head { length: 15.0, width: 14.0, open: false }),
        radius: 0.0,
        ..frame.clone()
    };
    [frame, arrow]
}

fn files(folder: &Path) -> BTreeMap<PathBuf, Vec<u8>> {
    let pictures = std::fs::read_dir(folder.join(PICTURES)).unwrap().map(|entry| entry.unwrap().path());
    pictures.chain([folder.join(GUIDE)]).map(|path| (path.clone(), std::fs::read(path).unwrap())).collect()
}

#[test]
fn a_persons_pictures_are_made_again_as_they_were_and_the_same_whoever_walks_on_whatever_day() {
    let folder = program::folder();
    let before = persons_guide(folder.path());
    walking::regenerated(folder.path(), GUIDE, "2024-01", &[]);
    let taken = references::read_taken(&folder.path().join(PICTURES)).unwrap();
    let json = taken.to_json().unwrap();
    assert!(NAMES.iter().all(|name| !json.contains(name)), "an account's name is in taken.json");
    assert_eq!(taken.pictures.len(), 10);
    for (name, old) in &before {
        let bytes = std::fs::read(folder.path().join(PICTURES).join(name)).unwrap();
        let new = picture::decode(&bytes).unwrap();
        assert_eq!((new.width(), new.height()), (old.width(), old.height()), "{name}");
        assert!(Format::of(&bytes).unwrap().fits(name.rsplit('.').next().unwrap()), "{name}");
        assert!(picture::coarse_difference(old, &new, 16, &[]) < 0.25, "{name} looks otherwise");
    }
    as_they_were_drawn(&taken, &before);
    let first = files(folder.path());
    walking::regenerated(folder.path(), GUIDE, "2024-01", &["user-name:5", "dates:3", "avatar:9"]);
    let changed: Vec<_> = files(folder.path()).into_iter().filter(|(path, bytes)| first.get(path) != Some(bytes)).collect();
    assert!(changed.is_empty(), "changed: {:?}", changed.iter().map(|(path, _)| path).collect::<Vec<_>>());
    let walked = walking::check(&[&folder.path().join(GUIDE).to_string_lossy(), "--practice=2024-01"]);
    assert_eq!(walked.steps(Status::Current).len(), 11, "{}", walked.in_words());
}

/// The scale, the border and the marks are those of the person's pictures.
fn as_they_were_drawn(taken: &TakenFile, before: &BTreeMap<String, Picture>) {
    assert!((taken.pictures["03.png"].renderer.scale - 2.0).abs() < f64::EPSILON);
    let framing = |name: &str| taken.pictures[name].recipe.framing.clone().unwrap();
    let size = before["08.png"].area();
    let shows = framing("08.png").shows;
    let sides = [shows.x, shows.y, shows.right(), shows.bottom()];
    assert_eq!(
        sides,
        [2.0, 2.0, f64::from(before["08.png"].width()) - 2.0, f64::from(before["08.png"].height()) - 2.0],
        "{size:?}"
    );
    let drawn = framing("04.png").marks;
    assert_eq!(drawn.len(), 2, "{drawn:?}");
    for mark in marks(&before["04.png"]) {
        let again = drawn.iter().find(|again| again.kind == mark.kind).unwrap();
        let both = mark.area().intersection(&again.area()).unwrap().pixels();
        assert!(both * 10 >= mark.area().union(&again.area()).pixels() * 9, "{mark:?} {again:?}");
        assert_eq!(again.colour, mark.colour);
    }
}

/// The walk of GitHub's way with marks on two pictures, one of which the guide does not have yet.
fn marked_walk(folder: &Path) -> PathBuf {
    let first = "picture = { file = \"01.png\",";
    let fourth = GITHUB_PAT.lines().find(|line| line.starts_with("file") && line.ends_with("\"04.png\"")).unwrap();
    let marks = "marks = [{ kind = \"box\", radius = 6 }, { kind = \"badge\", number = 4 }, { kind = \"arrow\", length = 60 }]";
    let walk = GITHUB_PAT
        .replacen(first, &format!("{first} marks = [{{ kind = \"ellipse\" }}, {{ kind = \"spotlight\", radius = 16 }}],"), 1)
        .replacen(fourth, &format!("{fourth}\n{marks}"), 1);
    let path = folder.join("marked.walk.toml");
    std::fs::write(&path, walk).unwrap();
    path
}

#[test]
fn a_picture_that_nobody_had_made_yet_gets_the_marks_that_the_walk_file_names() {
    let folder = program::folder();
    let own = walking::guide_of_this_browser();
    folders::copy(own.parent().unwrap().parent().unwrap(), folder.path()).unwrap();
    let walk = marked_walk(folder.path()).to_string_lossy().into_owned();
    let at = |name: &str| folder.path().join(PICTURES).join(name);
    std::fs::remove_file(at("04.png")).unwrap();
    let regenerate = |more: &[&str]| {
        let arguments = [&["regenerate", GUIDE, "--practice=2024-01", "--walk", &walk, "--accept", "--quiet"], more].concat();
        let seat = Seat::take();
        let ran = program::run(&mut program::guidewalk(folder.path(), &arguments), walking::LIMIT);
        drop(seat);
        assert!(matches!(ran.code, Some(0 | 1)), "{}{}", ran.stdout, ran.stderr);
    };
    // The picture that is missing, and the one that shall look otherwise.
    regenerate(&[]);
    regenerate(&["--step", "2", "--all"]);
    let kinds = |name: &str| {
        let taken = references::read_taken(&folder.path().join(PICTURES)).unwrap();
        let framing = taken.pictures[name].recipe.framing.clone();
        framing.map(|framing| framing.marks.iter().map(|mark| mark.kind).collect::<Vec<_>>()).unwrap_or_default()
    };
    assert_eq!(kinds("04.png"), [MarkKind::RoundedBox, MarkKind::Badge, MarkKind::Arrow]);
    assert_eq!(kinds("01.png"), [MarkKind::Spotlight, MarkKind::Ellipse]);
    let walked = walking::check(&[&folder.path().join(GUIDE).to_string_lossy(), "--practice=2024-01", "--walk", &walk]);
    assert_eq!(walked.steps(Status::Current).len(), 11, "{}", walked.in_words());
    let then = [at("01.png"), at("04.png")].map(|path| std::fs::read(path).unwrap());
    regenerate(&["--all"]);
    assert_eq!([at("01.png"), at("04.png")].map(|path| std::fs::read(path).unwrap()), then, "nothing has changed");
}
