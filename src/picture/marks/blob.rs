//! Connected pixels of one ink.

use std::collections::VecDeque;

use super::colour::{Coloured, Ink};
use crate::picture::{Area, Picture};

/// Pixels of a blob are joined this far, pixels.
const REACH: i64 = 2;

/// Whether each pixel of an area is set.
#[derive(Debug, Clone)]
pub(super) struct Mask {
    pub area: Area,
    bits: Vec<bool>,
}

impl Mask {
    pub(super) fn empty(area: Area) -> Self {
        Self { area, bits: vec![false; usize::try_from(area.pixels()).unwrap_or(0)] }
    }

    fn index(&self, x: i64, y: i64) -> Option<usize> {
        self.area.holds(x, y).then(|| usize::try_from((y - self.area.y) * self.area.width + x - self.area.x).unwrap_or(0))
    }

    /// Outside the area nothing is set.
    pub(super) fn get(&self, x: i64, y: i64) -> bool {
        self.index(x, y).is_some_and(|i| self.bits[i])
    }

    pub(super) fn set(&mut self, x: i64, y: i64, on: bool) {
        if let Some(i) = self.index(x, y) {
            self.bits[i] = on;
        }
    }

    /// The same with every pixel set that is no further from a set one than so much, across and down; its area is as much larger.
    pub(super) fn grown(&self, by: i64) -> Self {
        let mut grown = Self::empty(self.area.grown(by));
        for (x, y) in self.pixels() {
            (y - by..=y + by).for_each(|near_y| (x - by..=x + by).for_each(|near_x| grown.set(near_x, near_y, true)));
        }
        grown
    }

    /// Every set pixel, row by row.
    pub(super) fn pixels(&self) -> impl Iterator<Item = (i64, i64)> {
        let area = self.area;
        (0i64..).zip(&self.bits).filter(|(_, bit)| **bit).map(move |(i, _)| (area.x + i % area.width, area.y + i / area.width))
    }
}

/// The smallest area around points.
pub(in crate::picture) fn bounds(mut points: impl Iterator<Item = (i64, i64)>) -> Option<Area> {
    let (x, y) = points.next()?;
    let (mut left, mut top, mut right, mut bottom) = (x, y, x, y);
    for (x, y) in points {
        (left, right) = (left.min(x), right.max(x));
        (top, bottom) = (top.min(y), bottom.max(y));
    }
    Some(Area::new(left, top, right - left + 1, bottom - top + 1))
}

/// Connected pixels of one ink.
#[derive(Debug, Clone)]
pub(super) struct Blob {
    pub ink: Ink,
    pub bounds: Area,
    pub pixels: Vec<(i64, i64)>,
}

impl Blob {
    /// Its pixels in an area one larger on every side than its bounds.
    pub(super) fn mask(&self) -> Mask {
        let mut mask = Mask::empty(self.bounds.grown(1));
        for (x, y) in &self.pixels {
            mask.set(*x, *y, true);
        }
        mask
    }

    /// The colour of its clearest pixels: the median of each channel over the stronger half.
    pub(super) fn colour(&self, picture: &Picture) -> [u8; 3] {
        let mut seen: Vec<(u8, [u8; 3])> = self
            .pixels
            .iter()
            .step_by((self.pixels.len() / 2000).max(1))
            .filter_map(|(x, y)| picture.pixel(*x, *y))
            .map(|[r, g, b, _]| (r.max(g).max(b) - r.min(g).min(b), [r, g, b]))
            .collect();
        seen.sort_unstable();
        let strong = &seen[seen.len() / 2..];
        let channel = |i: usize| {
            let mut values: Vec<u8> = strong.iter().map(|(_, colour)| colour[i]).collect();
            values.sort_unstable();
            values.get(values.len() / 2).copied().unwrap_or(0)
        };
        [channel(0), channel(1), channel(2)]
    }
}

/// The blobs of an ink with at least `least_pixels`, within a picture's area.
pub(super) fn blobs(coloured: &[Coloured], ink: Ink, area: Area, least_pixels: usize) -> Vec<Blob> {
    let of_ink = coloured.iter().filter(|pixel| ink.is(pixel.hue, pixel.spread)).map(|pixel| (pixel.x, pixel.y));
    joined(of_ink, ink, area, least_pixels)
}

/// Points joined to blobs.
pub(super) fn joined(points: impl Iterator<Item = (i64, i64)>, ink: Ink, area: Area, least_pixels: usize) -> Vec<Blob> {
    let parts = connected(points.collect(), area, REACH).into_iter().filter(|pixels| pixels.len() >= least_pixels);
    parts.filter_map(|pixels| Some(Blob { ink, bounds: bounds(pixels.iter().copied())?, pixels })).collect()
}

/// Points of an area, those together that are connected over gaps smaller than `reach`.
pub(in crate::picture) fn connected(points: Vec<(i64, i64)>, area: Area, reach: i64) -> Vec<Vec<(i64, i64)>> {
    let mut open = Mask::empty(area);
    for (x, y) in &points {
        open.set(*x, *y, true);
    }
    let mut found = Vec::new();
    for start in points {
        if !open.get(start.0, start.1) {
            continue;
        }
        open.set(start.0, start.1, false);
        let (mut pixels, mut queue) = (Vec::new(), VecDeque::from([start]));
        while let Some((x, y)) = queue.pop_front() {
            pixels.push((x, y));
            for ny in y - reach..=y + reach {
                for nx in x - reach..=x + reach {
                    if open.get(nx, ny) {
                        open.set(nx, ny, false);
                        queue.push_back((nx, ny));
                    }
                }
            }
        }
        found.push(pixels);
    }
    found
}

/// What a mask encloses: connected pixels that are not set and can't reach the mask's edge. The picture's own edge encloses too.
pub(super) fn holes(mask: &Mask, picture: Area) -> Vec<Vec<(i64, i64)>> {
    let mut seen = mask.clone();
    let area = mask.area;
    let rim = area
        .columns()
        .flat_map(|x| [(x, area.y), (x, area.bottom() - 1)])
        .chain(area.rows().flat_map(|y| [(area.x, y), (area.right() - 1, y)]));
    for (x, y) in rim.filter(|(x, y)| picture.holds(*x, *y)) {
        if !seen.get(x, y) {
            flood(&mut seen, (x, y), picture);
        }
    }
    let mut found = Vec::new();
    let inner: Vec<(i64, i64)> =
        area.rows().flat_map(|y| area.columns().map(move |x| (x, y))).filter(|(x, y)| picture.holds(*x, *y)).collect();
    for (x, y) in inner {
        if !seen.get(x, y) {
            found.push(flood(&mut seen, (x, y), picture));
        }
    }
    found
}

/// Sets everything that is connected with `start` over sides, and returns it.
fn flood(seen: &mut Mask, start: (i64, i64), picture: Area) -> Vec<(i64, i64)> {
    seen.set(start.0, start.1, true);
    let mut filled = vec![start];
    let mut next = 0;
    while let Some((x, y)) = filled.get(next).copied() {
        next += 1;
        for (nx, ny) in [(x + 1, y), (x - 1, y), (x, y + 1), (x, y - 1)] {
            if seen.area.holds(nx, ny) && picture.holds(nx, ny) && !seen.get(nx, ny) {
                seen.set(nx, ny, true);
                filled.push((nx, ny));
            }
        }
    }
    filled
}
