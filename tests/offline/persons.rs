//! Pictures as people make them: cropped, scaled, in another theme, and what is told of them.

use std::path::Path;

use guidewalk::judge::{self, Kind, Status};
use guidewalk::outline::{Item, ItemKind, Outline, Rect};
use guidewalk::picture::{self, Area, Library, Picture, Placement, Tesseract, WordBox, register};

use crate::program;

const PICTURES: &str = "snapshots/guides/generating-a-token/assets/img/posts/generating-a-token";

fn practice(name: &str) -> Picture {
    picture::decode(&std::fs::read(program::in_repository(PICTURES).join(name)).unwrap()).unwrap()
}

/// A part of a picture at another scale, as a person would cut it: `scale` pixels of the picture in one of the part.
fn cut(from: &Picture, part: Area, scale: f64) -> Picture {
    let at = |value: i64| f64::from(i32::try_from(value).unwrap());
    let side = |value: i64| Area::nearest(0.0, 0.0, at(value) / scale, 1.0).width;
    let side = |value: i64| u32::try_from(side(value)).unwrap();
    register::resampled(from, &Placement::at(scale, at(part.x), at(part.y)), side(part.width), side(part.height))
}

fn turned_over(picture: &Picture) -> Picture {
    let rgba = picture.rgba().as_chunks::<4>().0.iter().flat_map(|[r, g, b, a]| [255 - r, 255 - g, 255 - b, *a]).collect();
    Picture::from_rgba(picture.width(), picture.height(), rgba).unwrap()
}

fn library() -> Library {
    Library::new(Tesseract::new(Path::new("tesseract"), "eng"), None)
}

fn words(library: &Library, picture: &Picture) -> Vec<WordBox> {
    let reading = library.frame(picture).unwrap();
    let word = |word: picture::ReadWord| {
        let [x, y, width, height] = word.bounds;
        WordBox { text: word.text, x, y, width, height }
    };
    reading.words.into_iter().map(word).collect()
}

#[track_caller]
fn lies(placement: Option<Placement>, scale: f64, x: f64, y: f64) {
    let found = placement.expect("it lies there");
    let right = (found.scale / scale - 1.0).abs() < 0.01 && (found.x - x).abs() < 3.0 && (found.y - y).abs() < 3.0;
    assert!(right && found.confidence > 0.6, "{found:?}");
}

#[test]
fn a_part_is_found_at_other_scales_and_in_the_other_theme() {
    let (library, frame) = (library(), practice("03.png"));
    let known = words(&library, &frame);
    for (part, scale) in
        [(Area::new(0, 180, 312, 400), 0.5), (Area::new(10, 0, 280, 500), 0.8), (Area::new(0, 600, 312, 400), 1.0)]
    {
        let person = cut(&frame, part, scale);
        let (x, y) = (part.x as f64, part.y as f64);
        lies(register::register(&person, &words(&library, &person), &frame, &known), scale, x, y);
        let dark = turned_over(&person);
        lies(register::register(&dark, &words(&library, &dark), &frame, &known), scale, x, y);
    }
}

#[test]
fn without_any_word_edges_are_enough_and_another_screen_is_none() {
    let frame = practice("02.png");
    let part = Area::new(0, 80, 320, 300);
    lies(register::register(&cut(&frame, part, 1.0), &[], &frame, &[]), 1.0, 0.0, 80.0);
    // At any scale, and with a border that reaches beyond the screen.
    let top = cut(&frame, Area::new(0, 0, 320, 300), 1.67);
    let mut bordered = Picture::filled(top.width() + 28, top.height() + 28, [225, 225, 225, 255]);
    for (x, y) in (0..i64::from(top.height())).flat_map(|y| (0..i64::from(top.width())).map(move |x| (x, y))) {
        bordered.fill(Area::new(x + 14, y + 14, 1, 1), top.pixel(x, y).unwrap());
    }
    for (person, off) in [(&top, 0.0), (&bordered, -14.0 * 1.67)] {
        lies(register::register(person, &[], &frame, &[]), 1.67, off, off);
    }
    let library = library();
    let other = practice("07_1.png");
    let found = register::register(&other, &words(&library, &other), &frame, &words(&library, &frame));
    assert!(found.is_none_or(|found| found.confidence < 0.4), "{found:?}");
}

/// The picture as a narrower font has it: every word of a line but the first stands further left.
fn narrower(picture: &Picture, words: &[WordBox], by: f64) -> Picture {
    let mut narrow = picture.clone();
    let around = |word: &WordBox| Area::nearest(word.x - 1.0, word.y - 2.0, word.width + 2.0, word.height + 4.0);
    let area = |word: &WordBox| around(word).intersection(&picture.area()).unwrap();
    let ground = |area: Area| picture.pixel(area.x, area.y).unwrap();
    words.iter().for_each(|word| narrow.fill(area(word), ground(area(word))));
    for word in words {
        let of_line = words.iter().filter(|other| (other.y - word.y).abs() < word.height);
        let first = of_line.map(|other| other.x).fold(word.x, f64::min);
        let from = area(word);
        let left = Area::nearest((word.x - first) * by, 0.0, 0.0, 0.0).x;
        for (x, y) in (from.y..from.bottom()).flat_map(|y| (from.x..from.right()).map(move |x| (x, y))) {
            narrow.fill(Area::new(x - left, y, 1, 1), picture.pixel(x, y).unwrap());
        }
    }
    narrow
}

#[test]
fn at_a_known_scale_boxes_and_icons_tell_the_place_and_letters_of_another_font_do_not() {
    let (library, frame) = (library(), practice("07_1.png"));
    let part = Area::new(0, 100, 900, 320);
    let person = cut(&frame, part, 0.5);
    let person = narrower(&person, &words(&library, &person), 0.07);
    for (scale, x, y) in [(0.5, 24.0, 0.0), (0.5, -20.0, 3.0), (0.47, 10.0, 0.0), (0.52, -16.0, -2.0)] {
        let laid = Placement::at(scale, part.x as f64 + x, part.y as f64 + y);
        let found = register::at_scale(&person, &frame, &laid, 0.5);
        let right = (found.x - part.x as f64).abs() < 0.5 && (found.y - part.y as f64).abs() < 0.5;
        assert!(right && (found.scale - 0.5).abs() < 1e-9, "from {laid:?}: {found:?}");
    }
}

#[test]
fn letters_of_another_font_do_not_tell_the_scale() {
    let (library, frame) = (library(), practice("07_1.png"));
    let part = Area::new(0, 100, 900, 320);
    let person = cut(&frame, part, 0.5);
    let narrow = narrower(&person, &words(&library, &person), 0.07);
    for measured in [0.47, 0.48, 0.52] {
        let laid = Placement { squares_agreeing: 0.5, ..Placement::at(measured, part.x as f64, part.y as f64) };
        let found = register::at_likeliest_scale(&narrow, &frame, &laid);
        assert!((found.scale - 0.5).abs() < 1e-9 && (found.y - part.y as f64).abs() < 1.0, "from {measured}: {found:?}");
    }
    // A scale that is none of the usual ones stays.
    let odd = cut(&frame, part, 0.53);
    let laid = Placement { squares_agreeing: 0.8, ..Placement::at(0.53, part.x as f64, part.y as f64) };
    assert_eq!(register::at_likeliest_scale(&odd, &frame, &laid), laid);
}

/// A link with the words that it has in the picture, as an outline holds it.
fn link(words: &str, y: f64) -> Item {
    Item {
        kind: ItemKind::Control,
        role: "link".to_owned(),
        name: words.to_owned(),
        text: words.to_owned(),
        value: String::new(),
        bounds: Rect::new(24.0, y - 16.0, 264.0, 32.0),
        words_at: Some(Rect::new(44.0, y - 10.0, 8.0 * words.len() as f64, 20.0)),
        lines: Vec::new(),
        states: Vec::new(),
        leads_to: String::new(),
        within: Vec::new(),
        hooks: Vec::new(),
    }
}

/// The settings' list as the page's script would tell it, from what a reader finds in the picture.
fn outline(library: &Library, frame: &Picture) -> Outline {
    let size = [f64::from(frame.width()), f64::from(frame.height())];
    let reading = library.frame(frame).unwrap();
    let entries = ["Account", "Appearance", "Notifications", "Emails", "Sessions", "Organizations", "Codespaces", "Packages"];
    let items = entries.iter().map(|entry| {
        let word = reading.words.iter().find(|word| word.text == *entry).unwrap_or_else(|| panic!("{entry} can't be read"));
        link(entry, word.bounds[1] + word.bounds[3] / 2.0)
    });
    Outline { viewport: size, page: size, scale: 1.0, items: items.collect(), ..Outline::default() }
}

fn told(person: &Picture, frame: &Picture, outline: Outline, library: &Library) -> (Status, Vec<(Kind, String, String)>) {
    let judged =
        judge::compare((Path::new("03.png"), person.clone()), frame.encode_png().unwrap(), Some(outline), Some(library)).unwrap();
    (judged.status, judged.findings.into_iter().map(|finding| (finding.kind, finding.was, finding.now)).collect())
}

#[test]
fn the_same_list_is_current_at_another_scale_and_a_renamed_entry_is_told_with_both_names() {
    let (library, frame) = (library(), practice("03.png"));
    let outline = outline(&library, &frame);
    let person = cut(&frame, Area::new(0, 0, 312, 620), 0.5);
    let (status, found) = told(&person, &frame, outline.clone(), &library);
    assert!(found.iter().all(|(kind, ..)| *kind != Kind::Renamed && *kind != Kind::Added), "{found:?}");
    assert_eq!(status, Status::Current);
    // Today's page says "Mail" where it said "Emails": the words are painted over in the frame, as the outline says.
    let mut today = outline;
    let entry = today.items.iter_mut().find(|item| item.name == "Emails").unwrap();
    let at = entry.words_at.unwrap();
    (entry.name, entry.text) = ("Account".to_owned(), "Account".to_owned());
    let source = today.items.iter().find(|item| item.name == "Account").unwrap().words_at.unwrap();
    let painted = paint_over(&frame, source, at);
    let (status, found) = told(&person, &painted, today, &library);
    assert_eq!(status, Status::Drifted);
    assert!(found.contains(&(Kind::Renamed, "Emails".to_owned(), "Account".to_owned())), "{found:?}");
}

/// The words of one entry painted over those of another.
fn paint_over(frame: &Picture, from: Rect, to: Rect) -> Picture {
    let area = |rect: Rect| Area::nearest(rect.x, rect.y, 120.0, 20.0);
    let words = frame.crop(area(from), [255; 4]);
    let mut painted = frame.clone();
    let target = area(to);
    for y in 0..target.height {
        for x in 0..target.width {
            let colour = words.pixel(x, y).unwrap();
            painted.fill(Area::new(target.x + x, target.y + y, 1, 1), colour);
        }
    }
    painted
}

#[test]
fn a_picture_is_read_once_and_what_is_no_frame_is_said() {
    let folder = program::folder();
    let library = Library::new(Tesseract::new(Path::new("tesseract"), "eng"), Some(folder.path()));
    let picture = practice("06.png");
    let reading = library.reference(&picture, &picture.digest()).unwrap();
    assert!(reading.words.iter().any(|word| word.text == "Confirm"));
    let again = Library::new(Tesseract::new(Path::new("/nowhere/tesseract"), "eng"), Some(folder.path()));
    assert_eq!(*again.reference(&picture, &picture.digest()).unwrap(), *reading);
    let nothing = judge::compare((Path::new("06.png"), picture), b"nothing".to_vec(), None, Some(&library));
    assert!(nothing.unwrap_err().to_string().starts_with("the frame: not a PNG"));
}

/// An entry of a menu whose words begin at `x`.
fn entry(words: &str, x: f64, y: f64) -> Item {
    let words_at = Some(Rect::new(x, y - 8.0, 6.6 * words.len() as f64, 16.0));
    Item { bounds: Rect::new(10.0, y - 16.0, 296.0, 32.0), words_at, ..link(words, y) }
}

fn menu(frame: &Picture, entries: Vec<Item>) -> Outline {
    let size = [f64::from(frame.width()), f64::from(frame.height())];
    Outline { viewport: size, page: size, scale: 1.0, items: entries, ..Outline::default() }
}

#[test]
fn a_pill_beside_an_entry_that_is_gone_is_a_part_of_its_old_name() {
    let (library, frame) = (library(), practice("04.png"));
    let names = ["GitHub Apps", "OAuth Apps", "Personal access tokens", "Fine-grained tokens", "Tokens (classic)"];
    let rows = (0..).zip(names).map(|(row, name)| entry(name, 48.0, 32.0 + 32.0 * f64::from(row)));
    let outline = menu(&frame, rows.collect());
    let mut today = frame.clone();
    today.fill(Area::new(240, 114, 54, 28), [255; 4]);
    for scale in [0.5, 0.8, 1.0] {
        let person = cut(&frame, frame.area(), scale);
        let (status, found) = told(&person, &today, outline.clone(), &library);
        let pill = (Kind::Renamed, "Fine-grained tokens Beta".to_owned(), "Fine-grained tokens".to_owned());
        assert_eq!((status, found), (Status::Drifted, vec![pill]), "at {scale}");
        // The page that still has it is as it was, whatever its outline says of the pill.
        let (status, found) = told(&person, &frame, outline.clone(), &library);
        assert_eq!((status, found), (Status::Current, vec![]), "at {scale}");
    }
}

#[test]
fn entries_that_lost_a_word_are_paired_by_the_words_that_they_kept() {
    let (library, frame) = (library(), practice("02.png"));
    let kept = ["profile", "repositories", "projects", "stars", "gists", "organizations", "enterprises", "sponsors"];
    let mut today = frame.clone();
    // Today's menu begins with the second entry and says no "Your".
    let mut entries = Vec::new();
    for (row, words) in (0..).zip(&kept[1..]) {
        let (old, new) = (120.0 + 32.0 * f64::from(row), 88.0 + 32.0 * f64::from(row));
        today = paint_over(&today, Rect::new(74.0, old - 10.0, 0.0, 0.0), Rect::new(41.0, new - 10.0, 0.0, 0.0));
        entries.push(entry(words, 41.0, new));
    }
    today.fill(Area::new(36, 300, 150, 26), [255; 4]);
    for (words, y) in [("Try Enterprise", 359.0), ("Feature preview", 391.0), ("Settings", 423.0), ("Sign out", 613.0)] {
        entries.push(entry(words, 41.0, y));
    }
    let outline = menu(&today, entries);
    let (status, found) = told(&cut(&frame, frame.area(), 0.8), &today, outline, &library);
    assert_eq!(status, Status::Drifted);
    for words in &kept[1..] {
        let renamed = (Kind::Renamed, format!("Your {words}"), (*words).to_owned());
        assert!(found.contains(&renamed), "{words}: {found:?}");
    }
    assert!(found.iter().any(|(kind, was, _)| *kind == Kind::Missing && was == "Your profile"), "{found:?}");
}

#[test]
fn of_two_of_one_name_the_nearer_takes_the_words_and_one_outside_the_picture_none() {
    let (library, frame) = (library(), practice("03.png"));
    let person = cut(&frame, Area::new(0, 100, 312, 520), 0.5);
    // Today the entry stands half a row lower, and above the picture's part is another of its name, which comes first on the page.
    let mut today = outline(&library, &frame);
    let entry = today.items.iter_mut().find(|item| item.name == "Account").unwrap();
    let was = entry.words_at.unwrap();
    (entry.bounds, entry.words_at) = (entry.bounds.moved(0.0, 14.0), Some(was.moved(0.0, 14.0)));
    let painted = paint_over(&frame, was, was.moved(0.0, 14.0));
    today.items.insert(0, link("Account", 40.0));
    let (_, found) = told(&person, &painted, today, &library);
    assert!(found.iter().all(|(kind, ..)| !matches!(kind, Kind::Added | Kind::Missing | Kind::Renamed)), "{found:?}");
}

#[test]
fn a_field_that_the_picture_has_not_is_new_and_called_by_what_stands_in_it() {
    let (library, frame) = (library(), practice("03.png"));
    let mut today = outline(&library, &frame);
    let field = today.items.iter_mut().find(|item| item.name == "Notifications").unwrap();
    let at = field.words_at.unwrap();
    (field.role, field.name, field.text) = ("searchbox".to_owned(), "Filter".to_owned(), String::new());
    field.value = "Notifications".to_owned();
    let (status, found) = told(&cut(&frame, Area::new(0, 0, 312, 620), 0.5), &frame, today.clone(), &library);
    assert_eq!((status, found.len()), (Status::Current, 0), "{found:?}");
    let mut without = frame.clone();
    without.fill(Area::nearest(at.x - 30.0, at.y - 4.0, 220.0, 28.0), [255; 4]);
    let person = cut(&without, Area::new(0, 0, 312, 620), 0.5);
    let (status, found) = told(&person, &frame, today, &library);
    assert!(found.contains(&(Kind::Added, String::new(), "Filter".to_owned())), "{found:?}");
    assert_eq!(status, Status::Drifted);
}
