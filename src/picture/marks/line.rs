//! Arrows and underlines: a straight stroke, with or without a head.

use super::blob::Blob;
use super::{Mark, MarkKind, real, whole};
use crate::picture::median;
use crate::picture::{Area, Picture};

/// An arrow is at least this long, pixels.
const LEAST_ARROW: f64 = 26.0;
/// An underline is at least this long, pixels.
const LEAST_UNDERLINE: f64 = 18.0;
/// A stroke is between these, pixels.
const STROKES: (f64, f64) = (1.5, 10.0);
/// A head is so many times as wide as the shaft, at least.
const LEAST_HEAD: f64 = 1.9;
/// An underline rises at most this share of its length.
const MOST_SLANT: f64 = 0.13;

/// Something may lie over a shaft for so many pixels.
const MOST_GAP: i64 = 14;
/// Behind a gap, a shaft goes on for at least so many pixels.
const LEAST_RUN: i64 = 5;

/// A blob seen along its longest direction.
struct Profile {
    centre: (f64, f64),
    direction: (f64, f64),
    /// The first and last place along the direction, from the centre.
    span: (f64, f64),
    /// For each pixel along it: ink, and the least and greatest distance to the side.
    slices: Vec<Slice>,
}

#[derive(Clone, Copy)]
struct Slice {
    ink: f64,
    side: (f64, f64),
}

impl Slice {
    fn extent(&self) -> f64 {
        if self.ink > 0.0 { self.side.1 - self.side.0 + 1.0 } else { 0.0 }
    }
}

/// The arrow or underline that a blob is.
pub(super) fn line(picture: &Picture, blob: &Blob) -> Option<Mark> {
    let longest = real(blob.bounds.width).hypot(real(blob.bounds.height));
    if longest < LEAST_UNDERLINE || blob.pixels.len() < 28 {
        return None;
    }
    let profile = profile(picture, blob)?;
    let length = profile.span.1 - profile.span.0;
    let stroke = median(profile.slices.iter().map(|slice| slice.ink).collect());
    let mark = Mark {
        kind: MarkKind::Arrow,
        bounds: blob.bounds,
        colour: blob.colour(picture),
        stroke,
        radius: 0.0,
        ends: None,
        confidence: 0.85,
    };
    if let Some((ends, shaft)) = arrow_ends(&profile, length) {
        let [tail, tip] = ends;
        let tail = followed(picture, blob, tail, tip, shaft);
        let reached = Area::nearest(tail.0 - shaft / 2.0, tail.1 - shaft / 2.0, shaft, shaft);
        return Some(Mark { ends: Some([tail, tip]), stroke: shaft, bounds: mark.bounds.union(&reached), ..mark });
    }
    underline(&profile, length, stroke).map(|ends| Mark { kind: MarkKind::Underline, ends: Some(ends), confidence: 0.75, ..mark })
}

/// The blob along its principal direction.
fn profile(picture: &Picture, blob: &Blob) -> Option<Profile> {
    let weighed: Vec<(f64, f64, f64)> = blob
        .pixels
        .iter()
        .filter_map(|(x, y)| Some((real(*x) + 0.5, real(*y) + 0.5, blob.ink.share(picture.pixel(*x, *y)?))))
        .collect();
    let (centre, direction) = principal(&weighed)?;
    let along = |x: f64, y: f64| (x - centre.0) * direction.0 + (y - centre.1) * direction.1;
    let across = |x: f64, y: f64| (y - centre.1) * direction.0 - (x - centre.0) * direction.1;
    let span =
        weighed.iter().fold((f64::MAX, f64::MIN), |(from, to), (x, y, _)| (from.min(along(*x, *y)), to.max(along(*x, *y))));
    let count = usize::try_from(whole(span.1 - span.0)).ok()? + 1;
    let mut slices = vec![Slice { ink: 0.0, side: (f64::MAX, f64::MIN) }; count];
    for (x, y, ink) in &weighed {
        let Some(slice) = usize::try_from(whole(along(*x, *y) - span.0)).ok().and_then(|i| slices.get_mut(i)) else { continue };
        slice.ink += ink;
        slice.side = (slice.side.0.min(across(*x, *y)), slice.side.1.max(across(*x, *y)));
    }
    Some(Profile { centre, direction, span, slices })
}

/// Centre of weighed points and the direction in which they spread most.
fn principal(weighed: &[(f64, f64, f64)]) -> Option<((f64, f64), (f64, f64))> {
    let all: f64 = weighed.iter().map(|(.., weight)| weight).sum();
    if all <= 0.0 {
        return None;
    }
    let mean = |value: fn(&(f64, f64, f64)) -> f64| weighed.iter().map(|point| value(point) * point.2).sum::<f64>() / all;
    let (cx, cy) = (mean(|point| point.0), mean(|point| point.1));
    let (mut xx, mut xy, mut yy) = (0.0, 0.0, 0.0);
    for (x, y, weight) in weighed {
        xx += weight * (x - cx) * (x - cx);
        xy += weight * (x - cx) * (y - cy);
        yy += weight * (y - cy) * (y - cy);
    }
    let angle = 0.5 * (2.0 * xy).atan2(xx - yy);
    Some(((cx, cy), (angle.cos(), angle.sin())))
}

/// Tail and tip, and the shaft's stroke, where one end has a head and the rest is an even shaft.
fn arrow_ends(profile: &Profile, length: f64) -> Option<([(f64, f64); 2], f64)> {
    if length < LEAST_ARROW {
        return None;
    }
    let backwards: Vec<Slice> = profile.slices.iter().rev().copied().collect();
    let forwards = head(&profile.slices);
    let at_start = head(&backwards);
    let (tip_first, shaft) = match (at_start, forwards) {
        (Some((one, shaft)), Some((two, _))) if one > two => (true, shaft),
        (_, Some((_, shaft))) => (false, shaft),
        (Some((_, shaft)), None) => (true, shaft),
        (None, None) => return None,
    };
    let slices = &profile.slices;
    let ends = [end_of(profile, slices, true), end_of(profile, slices, false)];
    Some((if tip_first { [ends[1], ends[0]] } else { ends }, shaft))
}

/// How many times wider than the shaft the head at the end of these slices is, and the shaft's stroke.
fn head(slices: &[Slice]) -> Option<(f64, f64)> {
    let count = slices.len();
    // The half without the head is shaft.
    let tail_half = &slices[..count / 2];
    let shaft = median(tail_half.iter().map(|slice| slice.ink).collect());
    let shaft_extent = median(tail_half.iter().map(Slice::extent).collect());
    let widest_of_tail = tail_half.iter().map(Slice::extent).fold(0.0, f64::max);
    let (widest_at, widest) = slices
        .iter()
        .enumerate()
        .skip(count / 3)
        .map(|(i, slice)| (i, slice.extent()))
        .max_by(|one, two| one.1.total_cmp(&two.1))?;
    let behind = count - 1 - widest_at;
    let tip_extent = slices[count.saturating_sub(2)..].iter().map(Slice::extent).fold(0.0, f64::max);
    let reach = real(i64::try_from(behind).unwrap_or(0));
    let solid = tail_half.iter().filter(|slice| slice.extent() <= shaft + 2.6 && slice.ink >= slice.extent() * 0.45).count();
    let is_head = solid * 4 >= tail_half.len() * 3
        && (STROKES.0..=STROKES.1).contains(&shaft)
        && widest >= shaft_extent * LEAST_HEAD
        && widest >= shaft + 5.0
        && widest_of_tail <= shaft_extent.max(shaft) * 1.9 + 1.5
        && reach >= widest * 0.25
        && reach <= widest * 2.6
        && tip_extent <= widest * 0.75
        && narrows(&slices[widest_at..], widest);
    is_head.then_some((widest / shaft_extent.max(1.0), shaft))
}

/// Whether a head gets narrower towards its tip: at half way about half.
fn narrows(head: &[Slice], widest: f64) -> bool {
    let at = |share: usize| head.get(head.len() * share / 4).map_or(0.0, Slice::extent);
    (0.25..=0.85).contains(&(at(2) / widest)) && at(3) <= at(1) + 1.0
}

/// The middle of the blob at its first or last place.
fn end_of(profile: &Profile, slices: &[Slice], first: bool) -> (f64, f64) {
    let near: Vec<&Slice> = if first { slices.iter().take(4).collect() } else { slices.iter().rev().take(4).collect() };
    let sides: Vec<f64> =
        near.iter().filter(|slice| slice.ink > 0.0).map(|slice| f64::midpoint(slice.side.0, slice.side.1)).collect();
    let across = median(sides);
    let along = if first { profile.span.0 - 0.5 } else { profile.span.1 + 0.5 };
    (
        profile.centre.0 + along * profile.direction.0 - across * profile.direction.1,
        profile.centre.1 + along * profile.direction.1 + across * profile.direction.0,
    )
}

/// Left and right end, where all of it is one even, nearly level stroke.
fn underline(profile: &Profile, length: f64, stroke: f64) -> Option<[(f64, f64); 2]> {
    let level = profile.direction.1.abs() <= profile.direction.0.abs() * MOST_SLANT;
    let extents: Vec<f64> = profile.slices.iter().map(Slice::extent).collect();
    let thick = extents.iter().filter(|extent| **extent > stroke * 1.35 + 1.6).count();
    let gaps = profile.slices.iter().filter(|slice| slice.ink < stroke * 0.4).count();
    let even = (thick + gaps) * 10 <= extents.len();
    let long = length >= LEAST_UNDERLINE && length >= stroke * 5.0;
    if !(level && even && long && (STROKES.0..=STROKES.1).contains(&stroke)) {
        return None;
    }
    let (one, two) = (end_of(profile, &profile.slices, true), end_of(profile, &profile.slices, false));
    Some(if one.0 <= two.0 { [one, two] } else { [two, one] })
}

/// Where a shaft really ends, when something lies over it: from `tail` on away from `tip`, as long as its ink goes on behind a gap.
fn followed(picture: &Picture, blob: &Blob, tail: (f64, f64), tip: (f64, f64), stroke: f64) -> (f64, f64) {
    let length = (tail.0 - tip.0).hypot(tail.1 - tip.1).max(1.0);
    let step = ((tail.0 - tip.0) / length, (tail.1 - tip.1) / length);
    let inked = |far: i64| {
        let (x, y) = (tail.0 + step.0 * real(far), tail.1 + step.1 * real(far));
        let near = whole(stroke / 2.0).max(1);
        (-near..=near).any(|side| {
            let (x, y) = (whole(x - step.1 * real(side) - 0.5), whole(y + step.0 * real(side) - 0.5));
            picture.pixel(x, y).is_some_and(|pixel| blob.ink.share(pixel) > 0.5)
        })
    };
    let (mut end, mut run) = (0, 0);
    for far in 1..=i64::from(picture.width().max(picture.height())) {
        run = if inked(far) { run + 1 } else { 0 };
        if run >= LEAST_RUN {
            end = far;
        } else if far - end > MOST_GAP {
            break;
        }
    }
    (tail.0 + step.0 * real(end), tail.1 + step.1 * real(end))
}
