//! A spotlight: all of a picture but one part is darker.

use super::{Drawing, real, whole};
use crate::picture::Picture;

/// How much of its colour lies over the rest, 0 to 1.
const SHADE: f64 = 0.5;

/// Lays the colour over all but the drawing's bounds, whose corners are round.
pub(super) fn darken(picture: &mut Picture, drawing: &Drawing) {
    let [x, y, width, height] = drawing.bounds;
    let radius = drawing.radius.min(width / 2.0).min(height / 2.0);
    // How far a point is outside the rounded bounds, pixels; negative inside.
    let outside = |u: f64, v: f64| {
        let beside = (u - x - width / 2.0).abs() - width / 2.0 + radius;
        let above = (v - y - height / 2.0).abs() - height / 2.0 + radius;
        beside.max(0.0).hypot(above.max(0.0)) + beside.max(above).min(0.0) - radius
    };
    for row in 0..i64::from(picture.height()) {
        for column in 0..i64::from(picture.width()) {
            let share = (outside(real(column) + 0.5, real(row) + 0.5) + 0.5).clamp(0.0, 1.0) * SHADE;
            let Some(pixel) = picture.pixel(column, row).filter(|_| share > 0.0) else { continue };
            let mixed = [0, 1, 2].map(|at| f64::from(pixel[at]) * (1.0 - share) + f64::from(drawing.colour[at]) * share);
            let [red, green, blue] = mixed.map(|channel| u8::try_from(whole(channel)).unwrap_or(u8::MAX));
            picture.put(column, row, [red, green, blue, pixel[3]]);
        }
    }
}
