//! Two pictures seen from far away.

use super::diff::brightness;
use super::{Area, Picture, index};

/// A cell of this brightness difference (0 to 255) looks different from far away.
const CELL_DELTA: i64 = 36;

/// The share (0 to 1) of square cells whose mean brightness differs clearly, as far as both pictures reach. Letters and their
/// smoothing vanish in a cell of 16 pixels; areas, pictures and themes don't. Cells that a mask touches are left out.
#[must_use]
pub fn coarse_difference(a: &Picture, b: &Picture, cell_pixels: i64, masks: &[Area]) -> f64 {
    let Some(common) = a.area().intersection(&b.area()) else { return 1.0 };
    let cell = cell_pixels.max(1);
    let (mut cells, mut changed) = (0u32, 0u32);
    for top in (0..common.height).step_by(index(cell)) {
        for left in (0..common.width).step_by(index(cell)) {
            let Some(area) = Area::new(left, top, cell, cell).intersection(&common) else { continue };
            if masks.iter().any(|mask| mask.intersection(&area).is_some()) {
                continue;
            }
            cells += 1;
            changed += u32::from((mean(a, area) - mean(b, area)).abs() > CELL_DELTA);
        }
    }
    if cells == 0 { 0.0 } else { f64::from(changed) / f64::from(cells) }
}

fn mean(picture: &Picture, area: Area) -> i64 {
    let sum: i64 = area
        .rows()
        .flat_map(|y| picture.row(index(y), index(area.x), index(area.right())).as_chunks::<4>().0)
        .map(|pixel| i64::from(brightness(*pixel)))
        .sum();
    sum / i64::try_from(area.pixels().max(1)).unwrap_or(1)
}
