//! Whether a new picture shows nothing that the old one doesn't: then the old file stays as it is, whoever wrote its bytes.

use crate::judge;
use crate::outline::{Item, Rect};
use crate::picture::{self, Area, Picture};
use crate::references::{Entry, Loaded, Taken};

/// Smoothing of letters reaches over their boxes by so much, pixels; of a file that changes pixels, a block's side.
const REACH: i64 = 2;
const LOSSY_REACH: i64 = 16;
/// A browser rounds the smoothing of an edge one way or the other, by how it cut the page into tiles: by so many levels of a channel,
/// 0 to 255, at most. A file that changes pixels may make more of that.
const ROUNDING: u8 = 3;
const LOSSY_ROUNDING: u8 = 8;
/// Boxes that cover each other by this share (0 to 1) of the smaller are of one thing.
const SAME_PLACE: f64 = 0.5;

/// The old file's bytes and entry, where the new picture differs from it in nothing but what differs from day to day. `None` for a
/// picture that guidewalk didn't make.
pub(super) fn kept(new: &Taken, loaded: &Loaded) -> Option<Taken> {
    let old = loaded.taken.as_ref()?;
    let pixels = picture::decode(&new.bytes).ok()?;
    let bytes = || std::fs::read(&loaded.path).ok();
    if pixels == loaded.picture {
        // A browser's minor version is no news.
        let same_renderer = old.renderer.differences(&new.entry.renderer).is_empty();
        let entry = if same_renderer { Entry { renderer: old.renderer.clone(), ..new.entry.clone() } } else { new.entry.clone() };
        let items = if have_the_same(old, &entry) { old.items.clone() } else { entry.items };
        let entry = Entry { digest: old.digest.clone(), items, ..entry };
        return Some(Taken { bytes: bytes()?, entry });
    }
    let is_lossy = old.recipe.framing.as_ref().is_some_and(|framing| framing.lossy);
    let (reach, rounding) = if is_lossy { (LOSSY_REACH, LOSSY_ROUNDING) } else { (REACH, ROUNDING) };
    let is_same = says_the_same(old, &new.entry)
        && old.renderer.differences(&new.entry.renderer).is_empty()
        && is_equal_outside((&loaded.picture, &pixels), &volatile(old, &new.entry), reach, rounding);
    if is_same { Some(Taken { bytes: bytes()?, entry: old.clone() }) } else { None }
}

/// Whether both pictures have the same things, but for what a script says late.
fn have_the_same(old: &Entry, new: &Entry) -> bool {
    let is_same = |(one, two): (&Item, &Item)| {
        one.lasting_states().eq(two.lasting_states()) && Item { states: two.states.clone(), ..one.clone() } == *two
    };
    old.items.len() == new.items.len() && old.items.iter().zip(&new.items).all(is_same)
}

/// Whether both pictures have the same things, but for words that change from day to day.
fn says_the_same(old: &Entry, new: &Entry) -> bool {
    let is_like = |(one, two): (&Item, &Item)| {
        let is_alike = one.kind == two.kind && one.role == two.role && one.lasting_states().eq(two.lasting_states());
        is_alike && judge::says_the_same(one, two)
    };
    old.size == new.size && old.items.len() == new.items.len() && old.items.iter().zip(&new.items).all(is_like)
}

/// Where words stand that are others today, and what is never compared.
fn volatile(old: &Entry, new: &Entry) -> Vec<Rect> {
    let changed = old.items.iter().zip(&new.items).filter(|(one, two)| one.name != two.name || one.text != two.text);
    let words = changed.flat_map(|(one, two)| [one.bounds, two.bounds]);
    // A mask of one time alone hides what the other one shows; and what one hid that was no stand-in yet is shown by the picture.
    let masks = old.masks.iter().filter(|mask| {
        old.recipe.veiled
            && new.masks.iter().any(|other| {
                let smaller = mask.bounds.area().min(other.bounds.area());
                mask.bounds.intersection(&other.bounds).is_some_and(|part| part.area() >= SAME_PLACE * smaller)
            })
    });
    words.chain(masks.map(|mask| mask.bounds)).collect()
}

/// Whether two pictures are equal but for some boxes, grown by so many pixels, and for how their edges were rounded.
fn is_equal_outside((one, two): (&Picture, &Picture), volatile: &[Rect], reach: i64, rounding: u8) -> bool {
    if one.area() != two.area() {
        return false;
    }
    let areas = volatile.iter().map(|bounds| Area::nearest(bounds.x, bounds.y, bounds.width, bounds.height).grown(reach));
    let areas: Vec<Area> = areas.collect();
    let is_free = |x: i64, y: i64| !areas.iter().any(|area| area.holds(x, y));
    let area = one.area();
    let is_as_before = |x: i64, y: i64| {
        let (before, now) = (one.pixel(x, y), two.pixel(x, y));
        before == now || !is_free(x, y) || (is_within(before, now, rounding) && is_on_edge(one, x, y, rounding))
    };
    (0..area.height).all(|y| (0..area.width).all(|x| is_as_before(x, y)))
}

/// Whether no channel of two pixels differs by more than so much.
fn is_within(one: Option<[u8; 4]>, two: Option<[u8; 4]>, most: u8) -> bool {
    one.zip(two).is_none_or(|(one, two)| one.iter().zip(two).all(|(one, two)| one.abs_diff(two) <= most))
}

/// Whether a pixel differs from one beside it by more than rounding does.
fn is_on_edge(picture: &Picture, x: i64, y: i64, rounding: u8) -> bool {
    let beside = [(x - 1, y), (x + 1, y), (x, y - 1), (x, y + 1)];
    beside.iter().any(|(other_x, other_y)| !is_within(picture.pixel(x, y), picture.pixel(*other_x, *other_y), rounding))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::outline::ItemKind;
    use crate::picture::Format;
    use crate::references::{MaskEntry, Recipe, Renderer, Source};

    fn button(states: &[&str], name: &str) -> Item {
        Item {
            kind: ItemKind::Control,
            role: "button".to_owned(),
            name: name.to_owned(),
            text: String::new(),
            value: String::new(),
            bounds: Rect::new(2.0, 2.0, 8.0, 8.0),
            words_at: None,
            lines: Vec::new(),
            states: states.iter().map(|state| (*state).to_owned()).collect(),
            leads_to: String::new(),
            within: Vec::new(),
            hooks: Vec::new(),
        }
    }

    fn entry(item: Item) -> Entry {
        let recipe = Recipe {
            stage: "1".to_owned(),
            moment: "before".to_owned(),
            source: Source::Viewport,
            region: Rect::new(0.0, 0.0, 20.0, 20.0),
            anchor: None,
            target: None,
            veiled: true,
            framing: None,
        };
        let masks = Vec::<MaskEntry>::new();
        Entry {
            digest: "of the old one".to_owned(),
            size: [20, 20],
            recipe,
            renderer: Renderer::default(),
            masks,
            items: vec![item],
        }
    }

    /// What is kept of an entry where the pixels are the same.
    fn kept_items(old: Item, new: Item) -> Vec<Item> {
        let folder = tempfile::tempdir().unwrap();
        let picture = Picture::filled(20, 20, [255; 4]);
        let (path, bytes) = (folder.path().join("01.png"), picture.encode(Format::Png).unwrap());
        std::fs::write(&path, &bytes).unwrap();
        let loaded = Loaded { path, picture, digest: String::new(), taken: Some(entry(old)), hint: None };
        let kept = kept(&Taken { bytes: bytes.clone(), entry: entry(new) }, &loaded).unwrap();
        assert_eq!(kept.bytes, bytes);
        kept.entry.items
    }

    #[test]
    fn what_a_script_says_late_is_no_news_and_another_name_is() {
        let (early, late) = (button(&[], "Menu"), button(&["collapsed"], "Menu"));
        assert_eq!(kept_items(early.clone(), late.clone()), std::slice::from_ref(&early));
        assert_eq!(kept_items(late.clone(), early.clone()), std::slice::from_ref(&late));
        let open = button(&["expanded"], "Menu");
        assert_eq!(kept_items(early.clone(), open.clone()), [open]);
        let renamed = button(&["collapsed"], "More");
        assert_eq!(kept_items(early, renamed.clone()), [renamed]);
    }

    #[test]
    fn an_edge_that_was_rounded_otherwise_is_no_news_and_another_colour_is() {
        let mut before = Picture::filled(20, 20, [246, 248, 250, 255]);
        before.fill(Area::new(5, 5, 10, 10), [212, 220, 226, 255]);
        let is_kept = |now: &Picture| is_equal_outside((&before, now), &[], REACH, ROUNDING);
        let mut rounded = before.clone();
        rounded.put(5, 5, [213, 220, 225, 255]);
        assert!(is_kept(&rounded));
        rounded.put(14, 14, [218, 220, 226, 255]);
        assert!(!is_kept(&rounded), "more than rounding");
        let mut brighter = before.clone();
        brighter.fill(Area::new(5, 5, 10, 10), [214, 222, 228, 255]);
        assert!(!is_kept(&brighter), "a whole field of another colour");
    }
}
