//! Marks that the picture's edge cuts: an ellipse that leaves it on both sides, a badge of which a part is seen.

use super::blob::Blob;
use super::frame::Sides;
use super::{Mark, MarkKind, real, whole};
use crate::picture::{Area, Picture};

/// An ellipse that is cut has bent by this share (0 to 1) of its height at least where the picture ends: a band doesn't bend.
const LEAST_BENT: f64 = 0.06;
/// A curve is so many times as high as its stroke at least.
const CURVED: f64 = 3.0;
/// A badge's diameter is between these, pixels.
const DIAMETERS: (f64, f64) = (17.0, 90.0);
/// At least so much of a badge is seen, pixels.
const LEAST_SEEN: i64 = 7;
/// The share of what is seen of a badge that has its colour; the rest is the glyph.
const LEAST_FILLED: f64 = 0.75;

/// From where to where each row or column of a hole reaches.
type Extents = [(i64, i64)];

/// The ellipse around a hole that the picture's left and right edge cut, or its upper and lower one. The hole is known by its bounds
/// and the extents of its rows and columns.
pub(super) fn ellipse(
    picture: &Picture,
    blob: &Blob,
    (area, rows, columns): (Area, &Extents, &Extents),
    [left, right, top, bottom]: Sides,
) -> Option<Mark> {
    let is_stroke = |one: f64, two: f64| one > 1.0 && two > 1.0 && (one - two).abs() <= one.min(two);
    let whole_picture = picture.area();
    let (stroke, level) = if left == 0.0 && right == 0.0 && is_stroke(top, bottom) {
        (f64::midpoint(top, bottom), area.x == 0 && area.right() == whole_picture.right())
    } else if top == 0.0 && bottom == 0.0 && is_stroke(left, right) {
        (f64::midpoint(left, right), false)
    } else {
        return None;
    };
    let upright = !level && area.y == 0 && area.bottom() == whole_picture.bottom();
    if !level && !upright {
        return None;
    }
    let (from, length, extents) =
        if level { (real(area.x), real(area.width), columns) } else { (real(area.y), real(area.height), rows) };
    // The hole lost a pixel on each side to the filling of gaps.
    let (start, half) = long_axis(extents, length)?;
    let (start, half, thick) = (from + start, half + 1.0 + stroke, whole(stroke) + 1);
    let (start, size) = (whole(start - half), whole(2.0 * half));
    let bounds = if level {
        Area::new(start, area.y - thick, size, area.height + 2 * thick)
    } else {
        Area::new(area.x - thick, start, area.width + 2 * thick, size)
    };
    let colour = blob.colour(picture);
    Some(Mark { kind: MarkKind::Ellipse, bounds, colour, stroke, radius: 0.0, ends: None, confidence: 0.0 })
}

/// The middle (from the first extent on) and half the length of an ellipse of which these extents across are seen.
fn long_axis(extents: &Extents, length: f64) -> Option<(f64, f64)> {
    let across = |(from, to): &(i64, i64)| real(to - from + 1);
    let most = extents.iter().map(across).fold(0.0, f64::max);
    let ends = [across(extents.first()?) / most, across(extents.last()?) / most];
    if ends.iter().any(|end| *end > 1.0 - LEAST_BENT || *end <= 0.0) {
        return None;
    }
    // Where an ellipse is `end` as wide as in its middle, it is so many half axes away from it.
    let [before, behind] = ends.map(|end| (1.0 - end * end).sqrt());
    let half = length / (before + behind);
    Some((half * before, half))
}

/// Marks with those two curves made one that are an ellipse of which the picture's left and right edge leave the middle.
pub(super) fn joined(mut marks: Vec<Mark>, picture: Area) -> Vec<Mark> {
    let spans = |mark: &Mark| {
        let curved = real(mark.bounds.height) >= CURVED * mark.stroke.max(1.0);
        mark.kind == MarkKind::Underline && curved && mark.bounds.x <= 2 && mark.bounds.right() >= picture.right() - 2
    };
    let same_colour = |one: &Mark, two: &Mark| one.colour.iter().zip(two.colour).all(|(one, two)| one.abs_diff(two) < 32);
    let halves = |upper: &Mark, lower: &Mark| {
        let heights = [upper.bounds.height, lower.bounds.height].map(real);
        let alike = (heights[0] - heights[1]).abs() <= 0.4 * heights[0].max(heights[1]);
        spans(upper) && spans(lower) && upper.bounds.bottom() < lower.bounds.y && alike && same_colour(upper, lower)
    };
    let pairs = (0..marks.len()).flat_map(|i| (0..marks.len()).map(move |j| (i, j)));
    let Some((upper, lower)) = pairs.clone().find(|(i, j)| halves(&marks[*i], &marks[*j])) else { return marks };
    let (above, below) = (marks[upper].clone(), marks[lower].clone());
    let height = below.bounds.bottom() - above.bounds.y;
    let end = real(below.bounds.y - above.bounds.bottom()) / real(height);
    let half = real(picture.width) / 2.0 / (1.0 - end * end).sqrt();
    let bounds = Area::new(whole(real(picture.width) / 2.0 - half), above.bounds.y, whole(2.0 * half), height);
    marks[upper] = Mark { kind: MarkKind::Ellipse, bounds, ends: None, ..above };
    marks.remove(lower);
    marks
}

/// A badge of which the picture's edge leaves a part.
pub(super) fn badge(picture: &Picture, blob: &Blob) -> Option<Mark> {
    let (area, seen) = (picture.area(), blob.bounds);
    let touched = [seen.x == 0, seen.right() == area.right(), seen.y == 0, seen.bottom() == area.bottom()];
    if touched.iter().filter(|touched| **touched).count() != 1 {
        return None;
    }
    let upright = touched[0] || touched[1];
    let (depth, along) = if upright { (seen.width, seen.height) } else { (seen.height, seen.width) };
    if depth < LEAST_SEEN || depth >= along {
        return None;
    }
    let (depth, along) = (real(depth), real(along));
    // A chord with its height tells the circle; where more than half is seen, the widest place is no chord.
    let radius = if 2.0 * depth >= along { along / 2.0 } else { (along * along / 4.0 + depth * depth) / (2.0 * depth) };
    let inwards = if touched[0] || touched[2] { depth - radius } else { radius - depth };
    let edge = [0.0, real(area.right()), 0.0, real(area.bottom())];
    let edge = touched.iter().zip(edge).find(|(touched, _)| **touched).map_or(0.0, |(_, at)| at) + inwards;
    let middle = if upright { real(seen.y) + along / 2.0 } else { real(seen.x) + along / 2.0 };
    let (cx, cy) = if upright { (edge, middle) } else { (middle, edge) };
    if !(DIAMETERS.0..=DIAMETERS.1).contains(&(2.0 * radius)) || !is_disc(blob, area, (cx, cy, radius)) {
        return None;
    }
    let bounds = Area::nearest(cx - radius, cy - radius, 2.0 * radius, 2.0 * radius);
    let colour = blob.colour(picture);
    Some(Mark { kind: MarkKind::Badge, bounds, colour, stroke: 0.0, radius, ends: None, confidence: 0.6 })
}

/// Whether a blob fills what is seen of a circle, and nothing else.
fn is_disc(blob: &Blob, picture: Area, (cx, cy, radius): (f64, f64, f64)) -> bool {
    let apart = |x: i64, y: i64| (real(x) + 0.5 - cx).hypot(real(y) + 0.5 - cy);
    let outside = blob.pixels.iter().filter(|(x, y)| apart(*x, *y) > radius + 1.5).count();
    let bounds = blob.bounds.intersection(&picture).unwrap_or(blob.bounds);
    let inside = bounds.rows().flat_map(|y| bounds.columns().map(move |x| (x, y))).filter(|(x, y)| apart(*x, *y) < radius - 1.0);
    let (inside, set) = (inside.count(), blob.pixels.iter().filter(|(x, y)| apart(*x, *y) < radius - 1.0).count());
    let of = |n: usize| real(i64::try_from(n).unwrap_or(0));
    of(set) >= LEAST_FILLED * of(inside) && of(outside) <= 0.03 * of(blob.pixels.len())
}
