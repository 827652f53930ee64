//! What stands in a control's row beside its words in the picture, where the page is blank: a pill with a word, an icon. Such small
//! words are passed over by readers that look for lines; here they are read alone, without the outline around them.

use super::recognise::Recogniser;
use super::token::{said, take};
use super::words::shown;
use crate::outline::{Item, ItemKind, Rect};
use crate::picture::{Area, Picture, Stroke, strokes, whole};
use crate::references::share_inside;

/// What differs by more from its ground, 0 to 255, was drawn to be seen.
const STRONG: u8 = 48;
/// And a page where nothing differs by more is blank.
const BLANK: u8 = 24;
/// Parts of one thing are no further apart than this share (0 to 1) of the words' height.
const TOGETHER: f64 = 0.6;
/// A row is no higher than so many lines of its words.
const MOST_LINES: f64 = 4.0;
/// Of a single line even an icon is made words; surer than this, 0 to 100, are real ones.
const SURELY_READ: f64 = 80.0;
/// What is lower than this share (0 to 1) of the words' height is no sign.
const LEAST_HEIGHT: f64 = 0.35;

/// Something beside a control's words that is gone.
pub(super) struct GoneBeside {
    /// What it said; empty where that is no word.
    pub(super) words: String,
    /// Where it stood, the picture's pixels.
    pub(super) bounds: Rect,
}

/// Strokes that stand together.
struct Group<'a> {
    strokes: Vec<&'a Stroke>,
    bounds: Area,
}

impl Recogniser<'_> {
    /// What stood beside the words of a control that is in the picture at today's place.
    pub(super) fn gone_beside(&self, item: &Item) -> Option<GoneBeside> {
        let words = item.words_at.filter(|_| item.kind == ItemKind::Control && !shown(item).is_empty())?;
        let is_row = item.bounds.height <= MOST_LINES * words.height && !item.is_under();
        if !is_row || share_inside(&item.bounds, &self.seen.known) < 0.999 {
            return None;
        }
        let row = Area::nearest(item.bounds.x, item.bounds.y, item.bounds.width, item.bounds.height).grown(-2);
        let (then, now) = (strokes(self.seen.reference, row, STRONG), strokes(self.seen.crop, row, BLANK));
        let own =
            Rect::new(words.x - TOGETHER * words.height, words.y, words.width + 2.0 * TOGETHER * words.height, words.height);
        let reach = whole(words.height / 2.0);
        let is_met =
            |group: &Group, by: &[Stroke]| by.iter().any(|other| other.bounds.grown(reach).intersection(&group.bounds).is_some());
        // What stands elsewhere in the row today may be the same.
        if beside(&now, row, &own).iter().any(|group| !is_met(group, &then)) {
            return None;
        }
        let is_sign = |group: &&Group| {
            let bounds = Rect::from(group.bounds);
            bounds.height >= LEAST_HEIGHT * words.height && !self.is_covered(&bounds) && !self.is_masked(&bounds)
        };
        let groups = beside(&then, row, &own);
        let gone: Vec<&Group> = groups.iter().filter(|group| !is_met(group, &now)).filter(is_sign).collect();
        let bounds = gone.iter().map(|group| Rect::from(group.bounds)).reduce(|all, one| all.union(&one))?;
        let read: Vec<String> = gone.iter().map(|group| self.read(group)).filter(|words| !words.is_empty()).collect();
        Some(GoneBeside { words: read.join(" "), bounds })
    }

    fn is_masked(&self, at: &Rect) -> bool {
        self.seen.masks.iter().any(|mask| mask.intersection(at).is_some())
    }

    /// What a group says; empty where that is no word.
    fn read(&self, group: &Group) -> String {
        let bounds = Rect::from(group.bounds);
        let known: Vec<_> = self.tokens.iter().filter(|token| bounds.holds_centre_of(&token.bounds)).collect();
        if known.iter().any(|token| token.taken.get()) {
            return String::new();
        }
        let reading = self.seen.reader.line(&alone(self.seen.reference, group)).unwrap_or_default();
        take(&known);
        let words: Vec<&str> =
            reading.words.iter().filter(|word| word.sure >= SURELY_READ).map(|word| word.text.as_str()).collect();
        let words = if words.is_empty() { said(&known) } else { words.join(" ") };
        // A count or a single letter is no name.
        if words.chars().filter(|c| c.is_alphabetic()).count() >= 2 { words } else { String::new() }
    }
}

/// The groups of strokes in a row that are not the row's own words and lie wholly in it, from left to right.
fn beside<'a>(strokes: &'a [Stroke], row: Area, words: &Rect) -> Vec<Group<'a>> {
    let inner = row.grown(-1);
    let mut whole_ones: Vec<&Stroke> =
        strokes.iter().filter(|stroke| inner.intersection(&stroke.bounds) == Some(stroke.bounds)).collect();
    whole_ones.sort_by_key(|stroke| stroke.bounds.x);
    let mut groups: Vec<Group> = Vec::new();
    for stroke in whole_ones {
        match groups.last_mut() {
            Some(group) if stroke.bounds.x - group.bounds.right() <= whole(TOGETHER * words.height) => {
                group.bounds = group.bounds.union(&stroke.bounds);
                group.strokes.push(stroke);
            }
            _ => groups.push(Group { strokes: vec![stroke], bounds: stroke.bounds }),
        }
    }
    groups.retain(|group| Rect::from(group.bounds).intersection(words).is_none());
    groups
}

/// A group's strokes on a plain ground, without the one that goes around the others.
fn alone(picture: &Picture, group: &Group) -> Picture {
    let around = group.strokes.iter().find(|stroke| stroke.bounds == group.bounds);
    let Some(around) = around else { return picture.crop(group.bounds.grown(2), [255; 4]) };
    if 2 * around.pixels.len() > usize::try_from(around.bounds.pixels()).unwrap_or(0) {
        // Letters cut out of a fill are in its middle.
        return picture.crop(group.bounds.grown(-group.bounds.height / 6), [255; 4]);
    }
    let ground = picture.pixel(group.bounds.x - 1, group.bounds.y - 1).unwrap_or([255; 4]);
    let mut alone = Picture::filled(group.bounds.pixel_width(), group.bounds.pixel_height(), ground);
    let inside = group.strokes.iter().filter(|stroke| !std::ptr::eq(**stroke, *around)).flat_map(|stroke| &stroke.pixels);
    for (x, y) in inside.flat_map(|(x, y)| (y - 1..=y + 1).flat_map(move |y| (x - 1..=x + 1).map(move |x| (x, y)))) {
        if let Some(colour) = picture.pixel(x, y) {
            alone.fill(Area::new(x - group.bounds.x, y - group.bounds.y, 1, 1), colour);
        }
    }
    alone
}
