//! A guide's pictures on disk, and what `taken.json` knows about them.

#![expect(clippy::unwrap_used, reason = "helpers of tests")]

use std::collections::BTreeMap;
use std::path::Path;

use guidewalk::guide;
use guidewalk::outline::{Item, ItemKind, Outline, Rect};
use guidewalk::picture::{self, Area, Format, Picture};
use guidewalk::references::{self, MaskEntry, Renderer, Shot, Source, TakenFile, Unusable};

const GUIDE: &str =
    "# G\n\n## Step 1: One\n\n![a](a.png)\n\n![b](b.png)\n\n![c](https://example.org/c.png)\n\n## Step 2: Two\n\n![d](d.png)\n";

fn picture() -> Picture {
    let mut picture = Picture::filled(64, 48, [255; 4]);
    picture.fill(Area::new(8, 8, 20, 10), [200, 30, 30, 255]);
    picture
}

fn taken() -> references::Taken {
    let item = Item {
        kind: ItemKind::Control,
        role: "button".into(),
        name: "Save".into(),
        text: "Save".into(),
        value: String::new(),
        bounds: Rect::new(8.0, 8.0, 20.0, 10.0),
        states: vec![],
        leads_to: String::new(),
        within: vec![],
        hooks: vec![],
        words_at: None,
        lines: Vec::new(),
    };
    let secret = Item { name: "practice-walker".into(), bounds: Rect::new(40.0, 8.0, 10.0, 10.0), ..item.clone() };
    let outline =
        Outline { viewport: [64.0, 48.0], page: [64.0, 48.0], scale: 1.0, items: vec![item, secret], ..Outline::default() };
    let png = picture().encode_png().unwrap();
    let masks = [MaskEntry { bounds: Rect::new(38.0, 6.0, 14.0, 14.0), reason: "the account's name".to_owned(), veiled: false }];
    let shot = Shot {
        stage: "1.1",
        moment: "before",
        viewport_png: &png,
        page_png: None,
        outline: &outline,
        masks: &masks,
        target: Some(Rect::new(8.0, 8.0, 20.0, 10.0)),
    };
    let cut = references::cut(&shot, Rect::new(4.0, 4.0, 50.0, 40.0)).unwrap();
    references::take(&shot, cut, Format::Png, &Renderer::default()).unwrap()
}

#[test]
fn a_taken_picture_knows_its_anchor_and_masks_and_not_what_they_hide() {
    let entry = taken().entry;
    assert_eq!((entry.size, entry.recipe.source), ([50, 40], Source::Viewport));
    assert_eq!(entry.recipe.anchor.unwrap().name, "Save");
    assert_eq!(entry.recipe.target, Some(Rect::new(4.0, 4.0, 20.0, 10.0)));
    assert_eq!(entry.masks[0].bounds, Rect::new(34.0, 2.0, 14.0, 14.0));
    assert_eq!(entry.items.len(), 1);
}

#[test]
fn pictures_are_ours_by_their_pixels_whatever_their_bytes() {
    let folder = tempfile::tempdir().unwrap();
    let at = |name: &str| folder.path().join(name);
    let taken = taken();
    let known = TakenFile {
        schema: 1,
        pictures: BTreeMap::from([("a.png".to_owned(), taken.entry.clone()), ("d.png".to_owned(), taken.entry.clone())]),
    };
    let json = known.to_json().unwrap();
    assert_eq!(serde_json::from_str::<TakenFile>(&json).unwrap(), known);
    std::fs::write(at("taken.json"), json).unwrap();
    // Written by another encoder: other bytes, the same pixels.
    let pixels = picture::decode(&taken.bytes).unwrap();
    image::save_buffer(at("a.png"), pixels.rgba(), 50, 40, image::ExtendedColorType::Rgba8).unwrap();
    assert_ne!(std::fs::read(at("a.png")).unwrap(), taken.bytes);
    std::fs::write(at("d.png"), picture().encode_png().unwrap()).unwrap();
    std::fs::write(at("guide.md"), GUIDE).unwrap();
    let guide = guide::parse(GUIDE, &at("guide.md"), &guide::Settings::default()).unwrap();
    let references = references::read(&guide);
    assert_eq!(references.remarks, Vec::<String>::new());
    let [a, b, c] = references.of_step(1)[..] else { panic!("three pictures") };
    assert_eq!(a.loaded.as_ref().unwrap().taken.as_ref(), Some(&taken.entry));
    assert!(matches!(&b.loaded, Err(Unusable::Missing(path)) if path.ends_with("b.png")));
    assert!(matches!(&c.loaded, Err(Unusable::Remote(_))));
    let edited = references.of_step(2)[0].loaded.as_ref().unwrap();
    assert!(edited.taken.is_none() && edited.hint.is_some());
}

#[test]
fn a_damaged_taken_json_is_told_and_the_pictures_are_read() {
    let folder = tempfile::tempdir().unwrap();
    std::fs::write(folder.path().join("taken.json"), "{").unwrap();
    std::fs::write(folder.path().join("a.png"), picture().encode_png().unwrap()).unwrap();
    let path = folder.path().join("guide.md");
    let references = references::read(&guide::parse(GUIDE, &path, &guide::Settings::default()).unwrap());
    assert!(references.remarks[0].contains("taken.json is damaged"), "{:?}", references.remarks);
    assert!(references.pictures[0].loaded.is_ok());
    assert!(references::read_taken(Path::new("/nowhere")).unwrap().pictures.is_empty());
}
