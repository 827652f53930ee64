//! Pictures with further files: a dark one, a finer one, one in another format. They are made again together.

use std::collections::BTreeMap;
use std::path::Path;

use guidewalk::judge::Status;
use guidewalk::picture::{self, Area, Drawing, Format, MarkKind, Picture};
use guidewalk::references;

use crate::walking;
use crate::{folders, program};

const GUIDE: &str = "_posts/2024-01-10-Generating-a-Token.md";
const PICTURES: &str = "assets/img/posts/generating-a-token";
/// What is drawn on the third picture.
const RED: [u8; 3] = [224, 27, 36];

fn read(folder: &Path, name: &str) -> Picture {
    picture::decode(&std::fs::read(folder.join(PICTURES).join(name)).unwrap()).unwrap()
}

/// The practice guide with further files for two of its pictures; of these a person made one, with a box on it. None of the
/// further files is there yet.
fn guide_with_variants(folder: &Path) {
    let own = walking::guide_of_this_browser();
    folders::copy(own.parent().unwrap().parent().unwrap(), folder).unwrap();
    let mut marked = read(folder, "03.png");
    let plain = marked.clone();
    let height = f64::from(marked.height());
    let mark = Drawing { stroke: 3.0, ..Drawing::plain(MarkKind::Box, [20.0, height - 44.0, 150.0, 34.0], RED) };
    mark.paint(&mut marked, (&plain, mark.area()));
    std::fs::write(folder.join(PICTURES).join("03.png"), marked.encode(Format::Png).unwrap()).unwrap();
    let address = |name: &str| format!("{{{{ \"/{PICTURES}/{name}\" }}}}");
    let text = std::fs::read_to_string(folder.join(GUIDE)).unwrap();
    let lines = text.lines().map(|line| {
        match [("02", "The open menu"), ("03", "The sidebar of the settings")]
            .into_iter()
            .find(|(_, alt)| line.starts_with(&format!("![{alt}]")))
        {
            None => line.to_owned(),
            Some((name, alt)) => format!(
                "<picture>\n  <source media=\"(prefers-color-scheme: dark)\" srcset='{}'>\n  \
             <source type=\"image/webp\" srcset='{}'>\n  <img src='{}' srcset='{} 2x' alt=\"{alt}\">\n</picture>",
                address(&format!("{name}-dark.png")),
                address(&format!("{name}.webp")),
                address(&format!("{name}.png")),
                address(&format!("{name}@2x.png")),
            ),
        }
    });
    std::fs::write(folder.join(GUIDE), lines.collect::<Vec<_>>().join("\n") + "\n").unwrap();
}

fn files(folder: &Path) -> BTreeMap<String, Vec<u8>> {
    let entries = std::fs::read_dir(folder.join(PICTURES)).unwrap().flatten();
    entries.map(|entry| (entry.file_name().into_string().unwrap(), std::fs::read(entry.path()).unwrap())).collect()
}

/// The mean brightness, 0 to 255.
fn brightness(picture: &Picture) -> f64 {
    let sum: u64 = picture.rgba().as_chunks::<4>().0.iter().map(|[_, green, ..]| u64::from(*green)).sum();
    sum as f64 / (picture.rgba().len() / 4) as f64
}

/// Where a picture is red.
fn red(picture: &Picture) -> Option<Area> {
    let area = picture.area();
    let places = (0..area.bottom()).flat_map(|y| (0..area.right()).map(move |x| (x, y)));
    let is_red = |(x, y): &(i64, i64)| picture.pixel(*x, *y).is_some_and(|[r, g, b, _]| [r, g, b] == RED);
    places.filter(is_red).map(|(x, y)| Area::new(x, y, 1, 1)).reduce(|one, two| one.union(&two))
}

/// Each further file shows what its picture shows: as it should, in its theme, as fine.
fn show_the_same(folder: &Path) {
    let taken = references::read_taken(&folder.join(PICTURES)).unwrap();
    for name in ["02", "03"] {
        let file = |ending: &str| format!("{name}{ending}");
        let [plain, dark, fine, webp] = [".png", "-dark.png", "@2x.png", ".webp"].map(|ending| read(folder, &file(ending)));
        let size = (plain.width(), plain.height());
        assert_eq!((dark.width(), dark.height()), size, "{name}");
        assert_eq!((fine.width(), fine.height()), (size.0 * 2, size.1 * 2), "{name}");
        assert_eq!(webp, plain, "{name}: another format shows the same pixels");
        assert!(brightness(&plain) > 200.0 && brightness(&dark) < 80.0, "{} {}", brightness(&plain), brightness(&dark));
        assert!((brightness(&plain) - brightness(&fine)).abs() < 3.0, "{name}: the finer one shows something else");
        let drawn_with = |ending: &str| &taken.pictures[&file(ending)].renderer;
        assert_eq!((drawn_with("-dark.png").theme.as_str(), drawn_with("@2x.png").scale), ("dark", 2.0), "{name}");
    }
}

#[test]
fn a_pictures_further_files_are_made_with_it_and_show_the_same() {
    let folder = program::folder();
    guide_with_variants(folder.path());
    walking::regenerated(folder.path(), GUIDE, "2024-01", &[]);
    show_the_same(folder.path());
    // What a person drew on one is on all of them, in its place.
    let [plain, dark, fine] = ["03.png", "03-dark.png", "03@2x.png"].map(|name| red(&read(folder.path(), name)).unwrap());
    assert_eq!(dark, plain);
    let near = |one: i64, two: i64| (one - two * 2).abs() <= 2;
    assert!(near(fine.x, plain.x) && near(fine.y, plain.y) && near(fine.width, plain.width), "{fine:?} {plain:?}");
    let first = files(folder.path());
    walking::regenerated(folder.path(), GUIDE, "2024-01", &["user-name:5", "dates:3", "avatar:9"]);
    let changed: Vec<_> = files(folder.path()).into_iter().filter(|(name, bytes)| first.get(name) != Some(bytes)).collect();
    assert!(changed.is_empty(), "changed: {:?}", changed.iter().map(|(name, _)| name).collect::<Vec<_>>());
    let walked = walking::check(&[&folder.path().join(GUIDE).to_string_lossy(), "--practice=2024-01"]);
    assert_eq!(walked.steps(Status::Current).len(), 11, "{}", walked.in_words());
    // On today's site the list of the settings is longer, and so is each of its pictures.
    let before = read(folder.path(), "03.png").height();
    walking::regenerated(folder.path(), GUIDE, "2026-11", &[]);
    assert!(read(folder.path(), "03.png").height() > before);
    show_the_same(folder.path());
}
