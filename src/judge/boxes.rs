//! The box around a control's words, as a picture shows it: its edges, its fill, and the arrow at its end. Both sides are looked at in
//! the same way, so that what the look forgives it forgives both.

use super::colours::middle;
use crate::outline::Rect;
use crate::picture::{Area, Picture, strokes, whole};

/// What differs by more from the colour inside a box, 0 to 255, is its edge.
const EDGE: u8 = 7;
/// Or so many times the mean difference beside the words, and then at most so much.
const NOISE: u32 = 3;
const MOST_NOISE: u32 = 40;
/// A box is no further around its words than so many times their height: to the left, upwards and downwards, to the right.
const REACH: [f64; 3] = [5.0, 2.0, 30.0];
/// So much of its upper and lower edge (0 to 1) is there.
const WHOLE: f64 = 0.8;
/// Fills that differ by more from what lies around them, 0 to 255, are two.
const OTHER_FILL: i16 = 4;
/// What differs by more inside a box, 0 to 255, is an arrow.
const ARROW: u8 = 60;
/// An arrow further behind the words than so many times their height stands at the box's end.
const APART: f64 = 1.5;

/// A control's box has its edges within this share of its height, and within so many pixels.
const EDGES_APART: f64 = 0.15;
const LEAST_APART: f64 = 3.0;
/// A control's box is no higher than so many times its words, and no wider than the words and so many times their height.
const TIGHT_DOWN: f64 = 4.0;
const TIGHT_ACROSS: f64 = 8.0;

/// The box around words.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(super) struct Boxed {
    /// Its inside, pixels of the picture.
    pub(super) bounds: Rect,
    /// How much its inside differs from what lies around it, in each channel.
    fill: [i16; 3],
    /// How far behind the words an arrow stands, in heights of the words.
    arrow: Option<f64>,
}

impl Boxed {
    /// Whether an arrow stands at its end, as in a list box.
    pub(super) fn is_list(&self) -> bool {
        self.arrow.is_some_and(|apart| apart > APART)
    }

    /// Whether it is a control's own box and no more: its edges are the control's.
    pub(super) fn is_of(&self, control: &Rect) -> bool {
        let far = (EDGES_APART * control.height).max(LEAST_APART);
        let edges = |at: &Rect| [at.x, at.y, at.right(), at.bottom()];
        edges(&self.bounds).iter().zip(edges(control)).all(|(one, two)| (one - two).abs() <= far)
    }

    /// Whether it is drawn as tightly around words as a control's is.
    pub(super) fn is_tight(&self, words: &Rect) -> bool {
        self.bounds.height <= TIGHT_DOWN * words.height && self.bounds.width <= words.width + TIGHT_ACROSS * words.height
    }

    /// Whether it is another sort of box than one of today: two of its width, its fill and its arrow are others. `words` are then's
    /// and now's. A box is as wide as its words need, or as wide as it always is.
    pub(super) fn is_another_than(&self, now: &Self, words: (&Rect, &Rect)) -> bool {
        let forgiven = (0.3 * words.0.height).max(4.0) + 0.06 * words.0.width.max(words.1.width);
        let (wider, more) = (now.bounds.width - self.bounds.width, words.1.width - words.0.width);
        let other_width = wider.abs() > forgiven && (wider - more).abs() > forgiven;
        let other_fill = self.fill.iter().zip(now.fill).any(|(one, two)| (one - two).abs() > OTHER_FILL);
        let other_arrow = self.is_list() != now.is_list();
        [other_width, other_fill, other_arrow].into_iter().filter(|sign| *sign).count() >= 2
    }
}

/// The box around words in a picture; `None` where there is none.
pub(super) fn around(picture: &Picture, words: &Rect) -> Option<Boxed> {
    let area = Area::nearest(words.x, words.y, words.width, words.height);
    if area.width < 4 || area.height < 4 {
        return None;
    }
    let gap = (area.height / 4).max(2);
    let rows = [area.y - gap, area.bottom() - 1 + gap];
    let along = rows.iter().flat_map(|y| (area.x..area.right()).map(|x| (x, *y)));
    let along: Vec<[u8; 4]> = along.filter_map(|(x, y)| picture.pixel(x, y)).collect();
    let inside = middle(along.iter().copied())?;
    let edge = edge(&along, inside);
    let differs = |x: i64, y: i64| picture.pixel(x, y).is_none_or(|pixel| (0..3).any(|i| pixel[i].abs_diff(inside[i]) > edge));
    let [left, upright, right] = REACH.map(|reach| whole(reach * words.height));
    let columns = [1, 2, 3].map(|quarter| area.x + area.width * quarter / 4);
    let left = (1..left).map(|by| area.x - by).find(|x| rows.iter().all(|y| differs(*x, *y)))?;
    let right = (0..right).map(|by| area.right() + by).find(|x| rows.iter().all(|y| differs(*x, *y)))?;
    let top = (1..upright).map(|by| rows[0] - by).find(|y| columns.iter().all(|x| differs(*x, *y)))?;
    let bottom = (1..upright).map(|by| rows[1] + by).find(|y| columns.iter().all(|x| differs(*x, *y)))?;
    let bounds = Area::new(left + 1, top + 1, right - left - 1, bottom - top - 1);
    let is_in = picture.area().intersection(&bounds.grown(gap + 1)) == Some(bounds.grown(gap + 1));
    if !is_in || ![top, bottom].iter().all(|y| is_line(bounds, *y, differs)) {
        return None;
    }
    let beyond = (bounds.x + bounds.height / 2..bounds.right() - bounds.height / 2).map(|x| (x, bounds.y - 1 - gap));
    let beyond = middle(beyond.filter_map(|(x, y)| picture.pixel(x, y)))?;
    let fill = [0, 1, 2].map(|i| i16::from(inside[i]) - i16::from(beyond[i]));
    Some(Boxed { bounds: Rect::from(bounds), fill, arrow: arrow(picture, area, bounds) })
}

/// What is an edge inside a box: more than what JPEG makes of one colour there.
fn edge(along: &[[u8; 4]], inside: [u8; 3]) -> u8 {
    let apart = |pixel: &[u8; 4]| (0..3).map(|i| u32::from(pixel[i].abs_diff(inside[i]))).max().unwrap_or(0);
    let mean = along.iter().map(apart).sum::<u32>() / u32::try_from(along.len().max(1)).unwrap_or(u32::MAX);
    u8::try_from((mean * NOISE).min(MOST_NOISE)).unwrap_or(EDGE).max(EDGE)
}

/// Whether a row differs from the inside along most of a box, its corners left out.
fn is_line(bounds: Area, y: i64, differs: impl Fn(i64, i64) -> bool) -> bool {
    let corner = bounds.height / 4;
    let columns: Vec<i64> = (bounds.x + corner..bounds.right() - corner).collect();
    let there = columns.iter().filter(|x| differs(**x, y)).count();
    super::place::count(there) >= WHOLE * super::place::count(columns.len())
}

/// How far behind the words the last thing in their box stands, where it is as small as an arrow.
fn arrow(picture: &Picture, words: Area, bounds: Area) -> Option<f64> {
    let from = words.right() + words.height / 4;
    let behind = Area::new(from, bounds.y + 1, bounds.right() - 1 - from, bounds.height - 2);
    let last = strokes(picture, behind, ARROW).into_iter().max_by_key(|stroke| stroke.bounds.right())?.bounds;
    let is_small = last.width <= words.height * 3 / 2 && last.height <= words.height * 3 / 2 && last.width >= 3;
    let apart = Rect::from(last).x - Rect::from(words).right();
    is_small.then(|| apart / Rect::from(words).height)
}

#[cfg(test)]
mod tests {
    use super::*;

    const WHITE: [u8; 4] = [255; 4];
    const INK: [u8; 4] = [40, 40, 50, 255];

    /// A box of a width and fill with words in it and an arrow at a place.
    fn control(width: i64, fill: [u8; 4], words: i64, arrow: i64) -> (Picture, Rect) {
        let mut picture = Picture::filled(300, 60, WHITE);
        picture.fill(Area::new(20, 12, width, 32), [209, 217, 224, 255]);
        picture.fill(Area::new(21, 13, width - 2, 30), fill);
        for x in (34..34 + words).step_by(4) {
            picture.fill(Area::new(x, 22, 2, 12), INK);
        }
        picture.fill(Area::new(arrow, 26, 8, 4), INK);
        #[expect(clippy::cast_precision_loss, reason = "small")]
        let words = Rect::new(34.0, 22.0, words as f64, 12.0);
        (picture, words)
    }

    fn is_another(then: &(Picture, Rect), now: &(Picture, Rect)) -> bool {
        let (one, two) = (around(&then.0, &then.1).unwrap(), around(&now.0, &now.1).unwrap());
        one.is_another_than(&two, (&then.1, &now.1))
    }

    #[test]
    fn a_list_box_that_became_a_button_is_another_and_longer_words_are_not() {
        let list = control(150, WHITE, 48, 154);
        let grey = [246, 248, 250, 255];
        assert!(around(&list.0, &list.1).unwrap().is_list());
        assert!(is_another(&list, &control(200, grey, 140, 180)));
        assert!(is_another(&list, &control(100, grey, 48, 90)));
        // A list box is as wide as it always is, a button as its words need.
        assert!(!is_another(&list, &control(150, WHITE, 56, 154)));
        assert!(!is_another(&control(100, grey, 48, 90), &control(106, grey, 54, 96)));
        assert!(!is_another(&control(100, grey, 48, 90), &control(100, [243, 244, 246, 255], 48, 90)));
    }

    #[test]
    fn a_row_around_a_link_is_not_its_own_box() {
        let (row, words) = control(240, WHITE, 48, 240);
        let found = around(&row, &words).unwrap();
        assert!(found.is_of(&Rect::new(20.0, 12.0, 240.0, 32.0)));
        assert!(!found.is_of(&Rect::new(34.0, 20.0, 48.0, 16.0)));
        assert!(!found.is_tight(&words));
        let (button, words) = control(100, WHITE, 48, 90);
        assert!(around(&button, &words).unwrap().is_tight(&words));
    }

    #[test]
    fn words_on_the_page_have_no_box() {
        let mut picture = Picture::filled(300, 60, WHITE);
        picture.fill(Area::new(34, 22, 2, 12), INK);
        assert_eq!(around(&picture, &Rect::new(34.0, 22.0, 40.0, 12.0)), None);
    }
}
