//! A mark's stroke, corners and head, set so that what is drawn again looks most like what the author drew.
//!
//! What tells a mark from the page looks at the pixels that are surely its own; the smoothed ones beside them, which make half of a
//! thin stroke, are not counted. So the mark is drawn with lengths a little shorter and longer, and the likest are kept.

use super::{Drawing, Head, MarkKind, paint::short, real, whole};
use crate::picture::{Area, Picture};

/// How far from what was found the lengths are tried, pixels, and in which steps.
const STROKE: (f64, f64) = (1.25, 0.25);
const RADIUS: (f64, f64) = (5.0, 0.5);
const HEAD: (f64, f64) = (2.0, 0.5);
/// A stroke has at least this many pixels.
const LEAST_STROKE: f64 = 1.0;
/// The page around a mark begins so many pixels beside what could be its paint.
const BESIDE: i64 = 2;
/// How far the page is looked for, pixels.
const REACH: i64 = 8;
/// What differs more than this in a channel, 0 to 255, counts no more: it is the page's own, not the mark's.
const MOST: u8 = 120;
/// An arrow that takes up more pixels than these is left as it was found.
const LARGEST: u64 = 400_000;

/// Parts of a picture, each with the page as it would be without the mark.
struct Patches<'a> {
    picture: &'a Picture,
    parts: Vec<(Area, Picture)>,
}

/// The drawing with the lengths that fit its picture best.
pub(super) fn fitted(drawing: Drawing, picture: &Picture) -> Drawing {
    match drawing.kind {
        MarkKind::Box | MarkKind::RoundedBox if drawing.radius > 0.0 && drawing.corners.is_none() => {
            with_corners(drawing, picture)
        }
        MarkKind::Arrow => with_shaft(drawing, picture),
        _ => drawing,
    }
}

fn with_corners(drawing: Drawing, picture: &Picture) -> Drawing {
    let area = drawing.area();
    let most = real(area.width.min(area.height)) / 2.0;
    let widest = Drawing { radius: (drawing.radius + RADIUS.0).min(most), ..drawing.clone() };
    let side = whole(widest.radius + drawing.stroke).clamp(1, whole(most).max(1));
    let corners = [
        (area.x, area.y),
        (area.right() - side, area.y),
        (area.x, area.bottom() - side),
        (area.right() - side, area.bottom() - side),
    ];
    let parts = corners.map(|(x, y)| Area::new(x, y, side, side).grown(BESIDE));
    let sharpest = Drawing { radius: (drawing.radius - RADIUS.0).max(0.0), ..drawing.clone() };
    let patches = Patches::new(picture, &parts, &[&drawing, &widest, &sharpest]);
    let radii = around(drawing.radius, RADIUS).filter(|radius| (drawing.stroke / 2.0..=most).contains(radius));
    patches.likest(drawing.clone(), radii.map(|radius| Drawing { radius, ..drawing.clone() }))
}

fn with_shaft(drawing: Drawing, picture: &Picture) -> Drawing {
    let area = drawing.area().grown(BESIDE + 4);
    if area.pixels() > LARGEST {
        return drawing;
    }
    let Some(head) = drawing.head else { return drawing };
    let larger = Head { length: head.length + HEAD.0, width: head.width + HEAD.0, ..head };
    let widest = Drawing { stroke: drawing.stroke + STROKE.0, head: Some(larger), ..drawing.clone() };
    let patches = Patches::new(picture, &[area], &[&widest]);
    let strokes = around(drawing.stroke, STROKE).filter(|stroke| *stroke >= LEAST_STROKE);
    let drawing = patches.likest(drawing.clone(), strokes.map(|stroke| Drawing { stroke, ..drawing.clone() }));
    let heads =
        around(head.length, HEAD).flat_map(|length| around(head.width, HEAD).map(move |width| Head { length, width, ..head }));
    patches.likest(drawing.clone(), heads.map(|head| Drawing { head: Some(head), ..drawing.clone() }))
}

/// Lengths from less to more around one that was found.
fn around(found: f64, (reach, step): (f64, f64)) -> impl Iterator<Item = f64> {
    let steps = whole(reach / step);
    (-steps..=steps).map(move |i| short(found + real(i) * step)).filter(|length| *length > 0.0)
}

impl<'a> Patches<'a> {
    /// The parts of a picture, cleared of what could be paint: what one of the drawings covers.
    fn new(picture: &'a Picture, parts: &[Area], drawings: &[&Drawing]) -> Self {
        let parts = parts.iter().filter_map(|part| part.intersection(&picture.area()));
        Self { picture, parts: parts.map(|part| (part, cleared(picture, part, drawings))).collect() }
    }

    /// The drawing that looks most like the picture: another one only where it is clearly nearer.
    fn likest(&self, found: Drawing, others: impl Iterator<Item = Drawing>) -> Drawing {
        let least = self.misfit(&found);
        let nearest = others.map(|other| (self.misfit(&other), other)).min_by_key(|(misfit, _)| *misfit);
        nearest.filter(|(misfit, _)| misfit * 20 < least * 19).map_or(found, |(_, other)| other)
    }

    /// How much the parts with the drawing on them differ from the picture.
    fn misfit(&self, drawing: &Drawing) -> u64 {
        self.parts
            .iter()
            .map(|(part, page)| difference(&painted(drawing, *part, page), &self.picture.crop(*part, [255; 4])))
            .sum()
    }
}

/// A part of the page with the drawing on it.
fn painted(drawing: &Drawing, part: Area, page: &Picture) -> Picture {
    let mut picture = page.clone();
    let before = page.area();
    drawing.moved(-real(part.x), -real(part.y)).paint(&mut picture, (page, before));
    picture
}

fn difference(one: &Picture, two: &Picture) -> u64 {
    let (one, two) = (one.rgba.as_chunks::<4>().0, two.rgba.as_chunks::<4>().0);
    let apart = |one: &[u8; 4], two: &[u8; 4]| (0..3).map(|i| u64::from(one[i].abs_diff(two[i]).min(MOST))).sum::<u64>();
    one.iter().zip(two).map(|(one, two)| apart(one, two)).sum()
}

/// A part of a picture without the paint on it: each pixel that could be paint is as the nearest that can't.
fn cleared(picture: &Picture, part: Area, drawings: &[&Drawing]) -> Picture {
    let blank = Picture::filled(picture_side(part.width), picture_side(part.height), [0, 0, 0, 255]);
    let mut covered = blank.clone();
    for drawing in drawings {
        let white = Drawing { colour: [255; 3], ..(*drawing).clone() };
        white.moved(-real(part.x), -real(part.y)).paint(&mut covered, (&blank, blank.area()));
    }
    let is_paint = |x: i64, y: i64| {
        let near = (-BESIDE..=BESIDE).flat_map(|down| (-BESIDE..=BESIDE).map(move |across| (across, down)));
        near.into_iter().any(|(across, down)| covered.pixel(x + across, y + down).is_some_and(|pixel| pixel[0] > 0))
    };
    let free: Vec<bool> =
        (0..part.height).flat_map(|y| (0..part.width).map(move |x| (x, y))).map(|(x, y)| !is_paint(x, y)).collect();
    let is_free = |x: i64, y: i64| {
        (0..part.width).contains(&x) && (0..part.height).contains(&y) && free[crate::picture::index(y * part.width + x)]
    };
    let mut page = picture.crop(part, [255; 4]);
    for (x, y) in (0..part.height).flat_map(|y| (0..part.width).map(move |x| (x, y))) {
        if is_free(x, y) {
            continue;
        }
        let nearest = (1..=REACH).find_map(|far| ring(far).find(|(across, down)| is_free(x + across, y + down)));
        if let Some(pixel) = nearest.and_then(|(across, down)| picture.pixel(part.x + x + across, part.y + y + down)) {
            page.put(x, y, pixel);
        }
    }
    page
}

/// What lies so far from a pixel, level and upright first.
fn ring(far: i64) -> impl Iterator<Item = (i64, i64)> {
    (0..=far).flat_map(move |side| {
        [(far, side), (-far, side), (side, far), (side, -far), (far, -side), (-far, -side), (-side, far), (-side, -far)]
    })
}

fn picture_side(length: i64) -> u32 {
    u32::try_from(length).unwrap_or(1)
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
        Drawing::of(mark, &picture)
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
}
