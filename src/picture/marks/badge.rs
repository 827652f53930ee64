//! Badges: a filled circle with a number or letter in it.

use super::blob::{Blob, Mask, holes, joined};
use super::{Mark, MarkKind, middle, real};
use crate::picture::{Area, Picture};

/// A badge's diameter is between these, pixels.
const DIAMETERS: (i64, i64) = (17, 90);
/// What is thicker than this, pixels, is no stroke.
const LEAST_HALF: i32 = 5;
/// The share of the ring around a badge that may have its colour: a frame's stroke, not a square's corners.
const MOST_AROUND: f64 = 0.28;
/// A hole of a glyph is at most this share of the badge's bounds.
const MOST_GLYPH: f64 = 0.5;

/// The badges in a blob.
pub(super) fn badges(picture: &Picture, blob: &Blob) -> Vec<Mark> {
    if blob.bounds.width < DIAMETERS.0 || blob.bounds.height < DIAMETERS.0 || blob.pixels.len() < 120 {
        return Vec::new();
    }
    let mut filled = blob.mask();
    for hole in holes(&filled, picture.area()) {
        let small =
            hole.len() < 1200 && super::blob::bounds(hole.iter().copied()).is_some_and(|area| area.width.max(area.height) < 46);
        for (x, y) in if small { hole } else { Vec::new() } {
            filled.set(x, y, true);
        }
    }
    let depth = depths(&filled);
    let thick = filled.pixels().filter(|(x, y)| depth.at(*x, *y) >= LEAST_HALF * 3);
    joined(thick, blob.ink, filled.area, 9).iter().filter_map(|core| badge(picture, blob, &filled, core.bounds)).collect()
}

/// A badge whose thick core has these bounds.
fn badge(picture: &Picture, blob: &Blob, filled: &Mask, core: Area) -> Option<Mark> {
    let bounds = core.grown(i64::from(LEAST_HALF) - 1);
    let (width, height) = (bounds.width, bounds.height);
    let round = width.max(height) * 100 <= width.min(height) * 118 + 100;
    if !round || width.max(height) > DIAMETERS.1 || width.min(height) < DIAMETERS.0 {
        return None;
    }
    let mark = Mark {
        kind: MarkKind::Badge,
        bounds,
        colour: blob.colour(picture),
        stroke: 0.0,
        radius: real(width + height) / 4.0,
        ends: None,
        confidence: 0.8,
    };
    let ((cx, cy), radius) = (middle(bounds), mark.radius);
    let (mut inside, mut set, mut glyph, mut off_centre) = (0i64, 0i64, 0i64, 0i64);
    let (mut ring, mut ring_set) = (0i64, 0i64);
    for y in bounds.grown(3).rows() {
        for x in bounds.grown(3).columns() {
            let from_middle = (real(x) + 0.5 - cx).hypot(real(y) + 0.5 - cy);
            if from_middle < radius - 1.0 {
                inside += 1;
                set += i64::from(filled.get(x, y));
                let free = picture.pixel(x, y).is_some_and(|pixel| blob.ink.share(pixel) < 0.5);
                glyph += i64::from(free);
                off_centre += i64::from(free && from_middle > radius * 0.8);
            } else if from_middle > radius + 1.2 && from_middle < radius + 3.0 {
                ring += 1;
                ring_set += i64::from(filled.get(x, y));
            }
        }
    }
    let inside_share = real(set) / real(inside).max(1.0);
    let glyph_share = real(glyph) / real(inside).max(1.0);
    let has_glyph = (0.03..MOST_GLYPH).contains(&glyph_share) && off_centre * 5 <= glyph + 5;
    (inside_share > 0.95 && real(ring_set) < real(ring) * MOST_AROUND && has_glyph).then_some(mark)
}

/// Three times the distance to the nearest pixel that is not set, by steps of 3 straight and 4 diagonally.
struct Depths {
    area: Area,
    values: Vec<i32>,
}

impl Depths {
    fn at(&self, x: i64, y: i64) -> i32 {
        if !self.area.holds(x, y) {
            return 0;
        }
        usize::try_from((y - self.area.y) * self.area.width + x - self.area.x).map_or(0, |i| self.values[i])
    }

    fn lower(&mut self, x: i64, y: i64, around: [(i64, i64, i32); 4]) {
        let least = around.iter().map(|(dx, dy, step)| self.at(x + dx, y + dy) + step).min().unwrap_or(0);
        if let Ok(i) = usize::try_from((y - self.area.y) * self.area.width + x - self.area.x) {
            self.values[i] = self.values[i].min(least);
        }
    }
}

fn depths(mask: &Mask) -> Depths {
    let area = mask.area;
    let values = area.rows().flat_map(|y| area.columns().map(move |x| if mask.get(x, y) { i32::MAX / 2 } else { 0 })).collect();
    let mut depths = Depths { area, values };
    for y in area.rows() {
        for x in area.columns() {
            depths.lower(x, y, [(-1, 0, 3), (0, -1, 3), (-1, -1, 4), (1, -1, 4)]);
        }
    }
    for y in area.rows().rev() {
        for x in area.columns().rev() {
            depths.lower(x, y, [(1, 0, 3), (0, 1, 3), (1, 1, 4), (-1, 1, 4)]);
        }
    }
    depths
}
