//! A mark's place, stroke, corners and head, set so that what is drawn again looks most like what the author drew.
//!
//! What tells a mark from the page looks at whole pixels that are surely its own; the smoothed ones beside them, which make half of a
//! thin stroke, are not counted. So the mark is drawn with each length a little shorter and longer, and the likest are kept.

use super::blob::Mask;
use super::{Drawing, Head, MarkKind, paint::short, real, whole};
use crate::picture::{Area, Picture, index};

/// How often all lengths are tried: one that is wrong makes others look wrong.
const ROUNDS: usize = 3;
/// A stroke has at least this many pixels.
const LEAST_STROKE: f64 = 1.0;
/// The page around a mark begins so many pixels beside what could be its paint.
const BESIDE: i64 = 1;
/// How far the page is looked for, pixels.
const REACH: i64 = 8;
/// What differs more than this in a channel, 0 to 255, counts no more: it is the page's own, not the mark's.
const MOST: u8 = 120;
/// A mark is looked at in squares of this side, pixels, and in so many of them at most.
const SQUARES: (i64, usize) = (16, 36);
/// Marks that take up more pixels than these are left as they were found.
const LARGEST: u64 = 4_000_000;

/// Makes one length of a drawing longer, or shorter where it is given less than nothing.
type Change = Box<dyn Fn(&mut Drawing, f64)>;

/// What of a drawing is tried, how far to both sides, and in which steps; pixels.
struct Length {
    reach: f64,
    step: f64,
    change: Change,
}

/// Parts of a picture, each with the page as it would be without the mark.
struct Patches<'a> {
    picture: &'a Picture,
    parts: Vec<(Area, Picture)>,
}

/// The drawing with the lengths that fit its picture best.
pub(super) fn fitted(drawing: &Drawing, picture: &Picture) -> Drawing {
    let lengths = lengths(drawing);
    let Some(area) = drawing.area().grown(4).intersection(&picture.area()) else { return drawing.clone() };
    if lengths.is_empty() || area.pixels() > LARGEST {
        return drawing.clone();
    }
    let patches = Patches::new(picture, area, drawing, &lengths);
    let mut best = drawing.clone();
    for _ in 0..ROUNDS {
        let before = best.clone();
        for length in &lengths {
            best = patches.likest(&best, length.tried(&best));
        }
        if best == before {
            break;
        }
    }
    best
}

/// What can be tried of a kind.
fn lengths(drawing: &Drawing) -> Vec<Length> {
    let edges = || (0..4).map(|side| Length::new(1.0, 0.25, move |drawing, by| move_edge(drawing, side, by)));
    let stroke = || Length::new(1.25, 0.25, |drawing, by| drawing.stroke = (drawing.stroke + by).max(LEAST_STROKE));
    let radius = Length::new(5.0, 0.5, |drawing, by| drawing.radius = (drawing.radius + by).max(drawing.stroke / 2.0));
    match (drawing.kind, drawing.corners) {
        (MarkKind::Box | MarkKind::RoundedBox, Some(_)) => corners().chain([stroke()]).collect(),
        (MarkKind::Box | MarkKind::RoundedBox, None) if drawing.radius > 0.0 => edges().chain([stroke(), radius]).collect(),
        (MarkKind::Box | MarkKind::Ellipse, _) => edges().chain([stroke()]).collect(),
        (MarkKind::Arrow, _) => [stroke()].into_iter().chain(heads()).collect(),
        (MarkKind::Redaction, _) => edges().collect(),
        _ => Vec::new(),
    }
}

fn corners() -> impl Iterator<Item = Length> {
    (0..4).flat_map(|at| {
        [(1.0, 0.0), (0.0, 1.0)].map(|(across, down)| {
            Length::new(1.5, 0.25, move |drawing, by| {
                if let Some(corners) = &mut drawing.corners {
                    corners[at] = (short(corners[at].0 + across * by), short(corners[at].1 + down * by));
                }
            })
        })
    })
}

fn heads() -> [Length; 2] {
    let head = |change: fn(&mut Head, f64)| {
        Length::new(2.0, 0.5, move |drawing, by| {
            if let Some(head) = &mut drawing.head {
                change(head, by);
            }
        })
    };
    [
        head(|head, by| head.length = short(head.length + by).max(1.0)),
        head(|head, by| head.width = short(head.width + by).max(1.0)),
    ]
}

/// Moves the left, top, right or lower edge, inwards where that is less.
fn move_edge(drawing: &mut Drawing, side: usize, by: f64) {
    let (at, length) = (side % 2, 2 + side % 2);
    if side < 2 {
        drawing.bounds[at] += by;
        drawing.bounds[length] -= by;
    } else {
        drawing.bounds[length] += by;
    }
}

impl Length {
    fn new(reach: f64, step: f64, change: impl Fn(&mut Drawing, f64) + 'static) -> Self {
        Self { reach, step, change: Box::new(change) }
    }

    fn changed(&self, drawing: &Drawing, by: f64) -> Drawing {
        let mut changed = drawing.clone();
        (self.change)(&mut changed, by);
        changed
    }

    /// The drawing with the length a little shorter and longer.
    fn tried<'a>(&'a self, drawing: &'a Drawing) -> impl Iterator<Item = Drawing> + 'a {
        let steps = whole(self.reach / self.step);
        (-steps..=steps).filter(|i| *i != 0).map(move |i| self.changed(drawing, real(i) * self.step))
    }
}

impl<'a> Patches<'a> {
    /// The squares that hold the mark's paint, cleared of what could be paint: what the drawing covers with any of the lengths.
    fn new(picture: &'a Picture, area: Area, drawing: &Drawing, lengths: &[Length]) -> Self {
        let ends = lengths.iter().flat_map(|length| [-length.reach, length.reach].map(|by| length.changed(drawing, by)));
        let paint = Paint::of(area, std::iter::once(drawing.clone()).chain(ends));
        let side = SQUARES.0;
        let squares = (area.y..area.bottom()).step_by(index(side));
        let squares = squares.flat_map(|y| (area.x..area.right()).step_by(index(side)).map(move |x| Area::new(x, y, side, side)));
        let squares = squares.filter_map(|square| square.intersection(&area));
        let painted: Vec<Area> = squares.filter(|square| paint.is_in(*square)).collect();
        let every = painted.len().div_ceil(SQUARES.1).max(1);
        let parts = painted.into_iter().step_by(every).map(|part| (part, paint.cleared(picture, part))).collect();
        Self { picture, parts }
    }

    /// The drawing that looks most like the picture: another one only where it is clearly nearer.
    fn likest(&self, found: &Drawing, others: impl Iterator<Item = Drawing>) -> Drawing {
        let least = self.misfit(found);
        let nearest = others.map(|other| (self.misfit(&other), other)).min_by_key(|(misfit, _)| *misfit);
        nearest.filter(|(misfit, _)| misfit * 50 < least * 49).map_or_else(|| found.clone(), |(_, other)| other)
    }

    /// How much the parts with the drawing on them differ from the picture.
    fn misfit(&self, drawing: &Drawing) -> u64 {
        let differs = |(part, page): &(Area, Picture)| {
            let mut drawn = page.clone();
            drawing.moved(-real(part.x), -real(part.y)).paint(&mut drawn, (page, page.area()));
            difference(&drawn, self.picture, *part)
        };
        self.parts.iter().map(differs).sum()
    }
}

/// How much a picture differs from a part of another.
fn difference(one: &Picture, other: &Picture, part: Area) -> u64 {
    let apart = |one: &[u8; 4], two: &[u8; 4]| (0..3).map(|i| u64::from(one[i].abs_diff(two[i]).min(MOST))).sum::<u64>();
    let rows = (0..part.height).zip(part.rows()).map(|(y, row)| {
        let one = one.row(index(y), 0, index(part.width)).as_chunks::<4>().0;
        let other = other.row(index(row), index(part.x), index(part.right())).as_chunks::<4>().0;
        one.iter().zip(other).map(|(one, two)| apart(one, two)).sum::<u64>()
    });
    rows.sum()
}

/// Where a mark's paint could lie.
struct Paint {
    area: Area,
    near: Mask,
}

impl Paint {
    /// What one of the drawings covers, and what is beside it.
    fn of(area: Area, drawings: impl Iterator<Item = Drawing>) -> Self {
        let blank = Picture::filled(area.pixel_width(), area.pixel_height(), [0, 0, 0, 255]);
        let mut covered = blank.clone();
        for drawing in drawings {
            let white = Drawing { colour: [255; 3], ..drawing };
            white.moved(-real(area.x), -real(area.y)).paint(&mut covered, (&blank, blank.area()));
        }
        let mut covers = Mask::empty(area);
        let is_covered = |(x, y): &(i64, i64)| covered.pixel(*x, *y).is_some_and(|pixel| pixel[0] > 0);
        points(area.width, area.height).filter(is_covered).for_each(|(x, y)| covers.set(area.x + x, area.y + y, true));
        Self { area, near: covers.grown(BESIDE) }
    }

    /// Whether it could lie on a pixel of the picture; outside the area nothing is known.
    fn at(&self, x: i64, y: i64) -> bool {
        !self.area.holds(x, y) || self.near.get(x, y)
    }

    fn is_in(&self, part: Area) -> bool {
        part.rows().any(|y| part.columns().any(|x| self.at(x, y)))
    }

    /// A part of a picture without the paint on it: each pixel that could be paint is as the nearest that can't.
    fn cleared(&self, picture: &Picture, part: Area) -> Picture {
        let mut page = picture.crop(part, [255; 4]);
        for (x, y) in points(part.width, part.height).filter(|(x, y)| self.at(part.x + x, part.y + y)) {
            let at = (part.x + x, part.y + y);
            let nearest =
                (1..=REACH).flat_map(ring).map(|(across, down)| (at.0 + across, at.1 + down)).find(|(x, y)| !self.at(*x, *y));
            if let Some(pixel) = nearest.and_then(|(x, y)| picture.pixel(x, y)) {
                page.put(x, y, pixel);
            }
        }
        page
    }
}

fn points(width: i64, height: i64) -> impl Iterator<Item = (i64, i64)> {
    (0..height).flat_map(move |y| (0..width).map(move |x| (x, y)))
}

/// What lies so far from a pixel, level and upright first.
fn ring(far: i64) -> impl Iterator<Item = (i64, i64)> {
    (0..=far).flat_map(move |side| {
        [(far, side), (-far, side), (side, far), (side, -far), (far, -side), (-far, -side), (-side, far), (-side, -far)]
    })
}

#[cfg(test)]
mod tests {
    use super::super::find;
    use super::*;

    const RED: [u8; 3] = [224, 27, 36];

    /// A page with rows of something like words and a grey panel.
    fn page() -> Picture {
        let mut page = Picture::filled(420, 260, [255; 4]);
        page.fill(Area::new(200, 0, 220, 260), [246, 248, 250, 255]);
        for (row, letter) in (0..6).flat_map(|row| (0..30).map(move |letter| (row, letter))) {
            page.fill(Area::new(24 + letter * 9, 24 + row * 40, 2 + letter % 3, 11), [40, 45, 50, 255]);
        }
        page
    }

    fn found_again(first: &Drawing) -> Drawing {
        let page = page();
        let mut picture = page.clone();
        first.paint(&mut picture, (&page, page.area()));
        let found = find(&picture, &page, page.area());
        let [mark] = found.as_slice() else { panic!("{first:?}: {found:?}") };
        Drawing::of(mark, &picture).fitted(&picture)
    }

    #[test]
    fn a_thin_shaft_is_as_wide_again_as_it_was_drawn() {
        for (stroke, tail) in
            [(2.0, (230.0, 190.0)), (2.5, (231.0, 133.0)), (3.0, (236.0, 164.0)), (3.0, (217.5, 190.5)), (4.0, (230.0, 50.0))]
        {
            let head = Some(Head { length: stroke * 4.5, width: stroke * 4.5, open: false });
            let plain = Drawing::plain(MarkKind::Arrow, [120.0, 120.0, 110.0, 70.0], RED);
            let again = found_again(&Drawing { stroke, ends: Some([tail, (120.0, 122.0)]), head, ..plain });
            assert!((again.stroke - stroke).abs() <= 0.3, "{stroke} {tail:?}: {again:?}");
        }
    }

    #[test]
    fn corners_are_as_round_again_as_they_were_drawn() {
        for (radius, bounds) in [
            (5.0, [60.0, 90.0, 160.0, 60.0]),
            (7.0, [60.0, 90.0, 26.0, 26.0]),
            (7.0, [61.0, 92.0, 120.0, 34.0]),
            (9.0, [60.0, 90.0, 60.0, 30.0]),
            (14.0, [60.0, 90.0, 160.0, 60.0]),
        ] {
            let plain = Drawing::plain(MarkKind::RoundedBox, bounds, RED);
            let again = found_again(&Drawing { stroke: 3.0, radius, ..plain });
            assert!((again.radius - radius).abs() <= 1.0, "{radius} {bounds:?}: {again:?}");
        }
    }

    #[test]
    fn edges_between_pixels_are_where_they_were_drawn() {
        let bounds = [60.5, 89.75, 160.0, 60.5];
        let plain = |kind| Drawing { stroke: 2.5, ..Drawing::plain(kind, bounds, RED) };
        for first in [plain(MarkKind::Ellipse), Drawing { radius: 10.0, ..plain(MarkKind::RoundedBox) }] {
            let again = found_again(&first);
            let apart = first.bounds.iter().zip(again.bounds).map(|(one, two)| (one - two).abs());
            assert!(apart.fold(0.0, f64::max) <= 0.3, "{first:?}: {again:?}");
            assert!((first.stroke - again.stroke).abs() <= 0.3 && (first.radius - again.radius).abs() <= 1.0, "{again:?}");
        }
    }

    #[test]
    fn the_corners_of_a_box_drawn_by_hand_are_where_they_were() {
        let corners = [(61.5, 94.0), (218.5, 91.5), (215.0, 148.5), (64.0, 146.0)];
        let plain = Drawing::plain(MarkKind::Box, [60.0, 90.0, 160.0, 60.0], RED);
        let again = found_again(&Drawing { stroke: 2.0, radius: 1.0, corners: Some(corners), ..plain });
        for ((x, y), (u, v)) in corners.into_iter().zip(again.corners.unwrap()) {
            assert!((x - u).hypot(y - v) <= 0.8, "{again:?}");
        }
    }
}
