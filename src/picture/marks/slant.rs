//! Boxes that were drawn by hand: their corners are no right angles.

use super::{Mark, real};
use crate::picture::Picture;

/// A pixel is the box's when no channel differs from its colour by more, 0 to 255.
const NEAR: u8 = 72;
/// A corner that lies so much deeper in one direction than in the other is slanted, pixels: a round one lies as deep in both.
const UNEQUAL: i64 = 2;
/// So many corners of a slanted box do.
const LEAST: usize = 2;

/// The corners of a slanted box, the middle of its stroke: top left, top right, bottom right, bottom left. `None` where it is none,
/// or the picture's edge cuts it.
pub(super) fn corners(mark: &Mark, picture: &Picture) -> Option<[(f64, f64); 4]> {
    let area = mark.bounds.intersection(&picture.area()).filter(|area| *area == mark.bounds)?;
    let is_ink = |pixel: [u8; 4]| pixel.iter().zip(mark.colour).all(|(one, two)| one.abs_diff(two) <= NEAR);
    let near = area.grown(2);
    let points = near.rows().flat_map(|y| near.columns().map(move |x| (x, y)));
    let ink: Vec<(i64, i64)> = points.filter(|(x, y)| picture.pixel(*x, *y).is_some_and(is_ink)).collect();
    let (left, top) = (ink.iter().map(|(x, _)| *x).min()?, ink.iter().map(|(_, y)| *y).min()?);
    let (right, foot) = (ink.iter().map(|(x, _)| *x).max()?, ink.iter().map(|(_, y)| *y).max()?);
    // Of a round corner many pixels are outermost: their middle.
    let outermost = |across: i64, down: i64| {
        let depth = |(x, y): &(i64, i64)| across * x + down * y;
        let least = ink.iter().map(depth).min()?;
        let all: Vec<(i64, i64)> = ink.iter().copied().filter(|point| depth(point) <= least + 1).collect();
        let count = i64::try_from(all.len()).ok()?;
        let (x, y) = all.iter().fold((0, 0), |sum, point| (sum.0 + point.0, sum.1 + point.1));
        Some((x / count, y / count))
    };
    let [one, two, three, four] = [outermost(1, 1)?, outermost(-1, 1)?, outermost(-1, -1)?, outermost(1, -1)?];
    let depths = [
        (one.0 - left, one.1 - top),
        (right - two.0, two.1 - top),
        (right - three.0, foot - three.1),
        (four.0 - left, foot - four.1),
    ];
    let slanted = depths.iter().filter(|(across, down)| (across - down).abs() >= UNEQUAL).count();
    let half = mark.stroke / 2.0;
    let middle = |(x, y): (i64, i64), across: f64, down: f64| {
        // The pixel's own outer edge, then half a stroke inwards.
        (real(x) + 0.5 + across * (half - 0.5), real(y) + 0.5 + down * (half - 0.5))
    };
    (slanted >= LEAST)
        .then(|| [middle(one, 1.0, 1.0), middle(two, -1.0, 1.0), middle(three, -1.0, -1.0), middle(four, 1.0, -1.0)])
}
