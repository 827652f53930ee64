//! What stands out from its ground in a small area: letters, outlines, icons, each by itself.

use std::collections::HashMap;

use super::marks::blob::{bounds, connected};
use super::{Area, Picture};

/// Colours are counted in steps of so many levels, 0 to 255: what JPEG made of one colour is one.
const STEP: u8 = 8;

/// Connected pixels that differ from their ground.
#[derive(Debug, Clone)]
pub struct Stroke {
    /// The smallest area around them.
    pub bounds: Area,
    /// All of them.
    pub pixels: Vec<(i64, i64)>,
}

/// The strokes in an area: connected pixels of which any channel differs by more than `delta` (0 to 255) from the colour that most
/// of the area has. What crosses the area's edge is cut there.
#[must_use]
pub fn strokes(picture: &Picture, area: Area, delta: u8) -> Vec<Stroke> {
    let Some(area) = area.intersection(&picture.area()) else { return Vec::new() };
    let ground = ground(picture, area);
    let differs = |pixel: [u8; 4]| ground.iter().zip(pixel).any(|(ground, channel)| ground.abs_diff(channel) > delta);
    let all = area.rows().flat_map(|y| area.columns().map(move |x| (x, y)));
    let points = all.filter(|(x, y)| picture.pixel(*x, *y).is_some_and(differs)).collect();
    let parts = connected(points, area, 1).into_iter();
    parts.filter_map(|pixels| Some(Stroke { bounds: bounds(pixels.iter().copied())?, pixels })).collect()
}

/// The colour that most pixels of an area have: red, green, blue.
fn ground(picture: &Picture, area: Area) -> [u8; 3] {
    let mut counts: HashMap<[u8; 3], (u32, [u32; 3])> = HashMap::new();
    for pixel in area.rows().flat_map(|y| area.columns().filter_map(move |x| picture.pixel(x, y))) {
        let colour = [pixel[0], pixel[1], pixel[2]];
        let (count, sums) = counts.entry(colour.map(|channel| channel / STEP)).or_default();
        *count += 1;
        sums.iter_mut().zip(colour).for_each(|(sum, channel)| *sum += u32::from(channel));
    }
    let most = counts.into_iter().max_by_key(|(colour, (count, _))| (*count, *colour));
    most.map_or([255; 3], |(_, (count, sums))| sums.map(|sum| u8::try_from(sum / count.max(1)).unwrap_or(255)))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_outline_and_what_it_holds_are_strokes_of_their_own() {
        let mut picture = Picture::filled(60, 20, [240, 240, 240, 255]);
        crate::picture::draw_box(&mut picture, Area::new(12, 5, 30, 10), [0, 120, 0, 255], 1);
        picture.fill(Area::new(18, 8, 2, 4), [0, 120, 0, 255]);
        picture.fill(Area::new(50, 8, 4, 4), [250, 250, 250, 255]);
        let found: Vec<Area> = strokes(&picture, picture.area(), 40).iter().map(|stroke| stroke.bounds).collect();
        assert_eq!(found, [Area::new(11, 4, 32, 12), Area::new(18, 8, 2, 4)]);
        assert_eq!(strokes(&picture, picture.area(), 8).len(), 3);
    }
}
