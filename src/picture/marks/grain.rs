//! What is made unreadable: in blocks, or softly.

use super::{real, whole};
use crate::picture::{Area, Picture, index};

/// In blocks are areas of whose neighbouring pixels at least this share is equal, 0 to 1.
const BLOCKS: f64 = 0.6;
/// A block's side, pixels.
const SIDES: (f64, f64) = (4.0, 32.0);
/// A soft blur reaches so far, as a share of the area's height; at least so many pixels.
const SOFT: (f64, i64) = (0.25, 3);
/// Averages of averages come near to a bell curve.
const ROUNDS: usize = 3;

/// The side of the blocks of a hidden area; 0 where it is blurred softly.
pub(super) fn of(picture: &Picture, area: Area) -> f64 {
    let Some(area) = area.grown(-2).intersection(&picture.area()) else { return 0.0 };
    let (mut equal, mut steps) = (0, 0);
    for y in area.rows() {
        for x in area.columns().skip(1) {
            equal += i32::from(picture.pixel(x, y) == picture.pixel(x - 1, y));
            steps += 1;
        }
    }
    if f64::from(equal) < f64::from(steps) * BLOCKS {
        return 0.0;
    }
    // Where colours change from column to column most rows agree: the distance of such columns is a block's side.
    let changes = |x: i64| area.rows().filter(|y| picture.pixel(x, *y) != picture.pixel(x - 1, *y)).count();
    let edges: Vec<i64> = area.columns().skip(1).filter(|x| changes(*x) * 3 > index(area.height)).collect();
    let mut sides: Vec<i64> = edges.windows(2).map(|pair| pair[1] - pair[0]).collect();
    sides.sort_unstable();
    sides.get(sides.len() / 2).map_or(0.0, |side| real(*side).clamp(SIDES.0, SIDES.1))
}

/// Makes an area unreadable: in blocks of so many pixels, or softly where it is 0.
pub(super) fn hide(picture: &mut Picture, area: Area, grain: f64) {
    let Some(area) = area.intersection(&picture.area()) else { return };
    if grain >= SIDES.0 {
        let side = whole(grain);
        for y in (area.y..area.bottom()).step_by(index(side)) {
            for x in (area.x..area.right()).step_by(index(side)) {
                let Some(block) = Area::new(x, y, side, side).intersection(&area) else { continue };
                let colour = mean(picture, block);
                picture.fill(block, colour);
            }
        }
        return;
    }
    let reach = whole(real(area.height) * SOFT.0).max(SOFT.1);
    for _ in 0..ROUNDS {
        for by in [(reach, 0), (0, reach)] {
            let before = picture.clone();
            for y in area.rows() {
                for x in area.columns() {
                    let around = Area::new(x - by.0, y - by.1, 2 * by.0 + 1, 2 * by.1 + 1);
                    let Some(around) = around.intersection(&before.area()) else { continue };
                    picture.put(x, y, mean(&before, around));
                }
            }
        }
    }
}

/// The mean colour of an area inside a picture.
fn mean(picture: &Picture, area: Area) -> [u8; 4] {
    let mut sums = [0u64; 4];
    for pixel in area.rows().flat_map(|y| area.columns().filter_map(move |x| picture.pixel(x, y))) {
        sums.iter_mut().zip(pixel).for_each(|(sum, channel)| *sum += u64::from(channel));
    }
    sums.map(|sum| u8::try_from(sum / area.pixels().max(1)).unwrap_or(u8::MAX))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn striped() -> Picture {
        let mut picture = Picture::filled(120, 40, [255; 4]);
        for x in (0..120).step_by(4) {
            picture.fill(Area::new(x, 0, 2, 40), [20, 20, 20, 255]);
        }
        picture
    }

    #[test]
    fn blocks_stay_blocks_and_a_soft_blur_stays_soft_and_both_are_unreadable() {
        let area = Area::new(10, 8, 96, 24);
        for grain in [8.0, 0.0] {
            let mut picture = striped();
            hide(&mut picture, area, grain);
            let inside = area.grown(-4);
            let steps = inside.columns().map(|x| {
                let [one, two] = [picture.pixel(x, 20), picture.pixel(x + 1, 20)].map(|pixel| pixel.unwrap()[0]);
                one.abs_diff(two)
            });
            assert!(steps.max().unwrap() < 60, "grain {grain}");
            assert_eq!(picture.pixel(2, 2), striped().pixel(2, 2));
        }
    }

    #[test]
    fn the_side_of_blocks_is_known_again() {
        let mut picture = Picture::filled(120, 40, [255; 4]);
        for (n, x) in (0..120).step_by(8).enumerate() {
            let level = u8::try_from(40 + (n * 53) % 180).unwrap();
            picture.fill(Area::new(x, 0, 8, 40), [level, level, level, 255]);
        }
        assert_eq!(of(&picture, picture.area()), 8.0);
        assert_eq!(of(&striped(), Area::new(0, 0, 120, 40)), 0.0);
    }
}
