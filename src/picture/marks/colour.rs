//! The strong colours of a picture.

use crate::picture::{Area, Picture};

/// A pixel whose channels spread less than this, 0 to 255, has no strong colour.
const LEAST_SPREAD: u8 = 40;
/// A colour starts from pixels that spread at least this.
const CLEAR_SPREAD: u8 = 84;
/// How far a pixel's hue may lie from the ink's, in steps of 2 degrees.
const HUE_REACH: i16 = 11;
/// A pixel belongs to an ink from this share of the ink's own spread: half of it is a smoothed edge on white.
const LEAST_SHARE: f64 = 0.42;
/// An ink has at least this many clear pixels.
const LEAST_PIXELS: u32 = 60;
/// How many inks are looked at.
const MOST_INKS: usize = 8;
/// How many steps of 2 degrees a circle has.
const HUES: usize = 180;

/// A pixel with a strong colour.
#[derive(Debug, Clone, Copy)]
pub(super) struct Coloured {
    pub x: i64,
    pub y: i64,
    /// Steps of 2 degrees, 0 to 179.
    pub hue: u8,
    /// Largest channel less the smallest.
    pub spread: u8,
}

/// One strong colour of a picture.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(super) struct Ink {
    pub hue: u8,
    /// The spread of its full colour.
    pub spread: u8,
}

impl Ink {
    /// Whether a pixel is of this ink, at least by half.
    pub(super) fn is(self, hue: u8, spread: u8) -> bool {
        hue_distance(self.hue, hue) <= HUE_REACH && f64::from(spread) >= f64::from(self.spread) * LEAST_SHARE
    }

    /// How much of a pixel the ink covers, 0 to 1, by its colour.
    pub(super) fn share(self, pixel: [u8; 4]) -> f64 {
        match hue_of(pixel) {
            Some((hue, spread)) if hue_distance(self.hue, hue) <= HUE_REACH + 4 => {
                (f64::from(spread) / f64::from(self.spread)).min(1.0)
            }
            _ => 0.0,
        }
    }
}

/// Hue in steps of 2 degrees and spread of a pixel; `None` where it has no strong colour.
pub(super) fn hue_of([red, green, blue, alpha]: [u8; 4]) -> Option<(u8, u8)> {
    let (most, least) = (red.max(green).max(blue), red.min(green).min(blue));
    let spread = most - least;
    if spread < LEAST_SPREAD || alpha < 128 {
        return None;
    }
    let (r, g, b, s) = (i32::from(red), i32::from(green), i32::from(blue), i32::from(spread));
    let steps = if most == red {
        30 * (g - b) / s
    } else if most == green {
        60 + 30 * (b - r) / s
    } else {
        120 + 30 * (r - g) / s
    };
    Some((u8::try_from(steps.rem_euclid(180)).unwrap_or(0), spread))
}

/// The distance of two hues around the circle, steps of 2 degrees.
pub(super) fn hue_distance(one: u8, two: u8) -> i16 {
    let apart = (i16::from(one) - i16::from(two)).abs();
    apart.min(180 - apart)
}

/// Every pixel with a strong colour, row by row.
pub(super) fn coloured(picture: &Picture, area: Area) -> Vec<Coloured> {
    let mut found = Vec::new();
    let Some(area) = area.intersection(&picture.area()) else { return found };
    for y in area.rows() {
        let row = picture.row(super::super::index(y), super::super::index(area.x), super::super::index(area.right()));
        for (x, pixel) in (area.x..).zip(row.as_chunks::<4>().0) {
            if pixel[0] == pixel[1] && pixel[1] == pixel[2] {
                continue;
            }
            if let Some((hue, spread)) = hue_of(*pixel) {
                found.push(Coloured { x, y, hue, spread });
            }
        }
    }
    found
}

/// The inks of a picture, the most used first.
pub(super) fn inks(coloured: &[Coloured]) -> Vec<Ink> {
    let mut counts = [0u32; HUES];
    for pixel in coloured.iter().filter(|pixel| pixel.spread >= CLEAR_SPREAD) {
        counts[usize::from(pixel.hue)] += 1;
    }
    let mut inks = Vec::new();
    while inks.len() < MOST_INKS {
        let around = |hue: usize| (0..7).map(|by| counts[(hue + HUES + by - 3) % HUES]).sum::<u32>();
        let Some(best) = (0..HUES).max_by_key(|hue| around(*hue)).filter(|hue| around(*hue) >= LEAST_PIXELS) else { break };
        let Ok(hue) = u8::try_from(best) else { break };
        let spread = full_spread(coloured, hue);
        inks.push(Ink { hue, spread });
        for by in 0..17 {
            counts[(best + HUES + by - 8) % HUES] = 0;
        }
    }
    inks
}

/// The spread that nine of ten clear pixels of a hue stay below.
fn full_spread(coloured: &[Coloured], hue: u8) -> u8 {
    let mut counts = [0u32; 256];
    let mut all = 0u32;
    for pixel in coloured.iter().filter(|pixel| pixel.spread >= CLEAR_SPREAD && hue_distance(pixel.hue, hue) <= HUE_REACH) {
        counts[usize::from(pixel.spread)] += 1;
        all += 1;
    }
    let mut above = 0;
    for spread in (0..=255u8).rev() {
        above += counts[usize::from(spread)];
        if above * 10 >= all {
            return spread;
        }
    }
    CLEAR_SPREAD
}
