//! What reports draw on pictures.

use super::{Area, Picture};

/// How far towards white unchanged areas of a difference picture are faded, 0 to 255.
const FADE: u16 = 176;
/// The colour around changed areas.
const CHANGED: [u8; 4] = [207, 34, 110, 255];

/// Draws the outline of a box, `stroke_pixels` wide, outside of the box's own pixels.
pub fn draw_box(picture: &mut Picture, area: Area, colour: [u8; 4], stroke_pixels: i64) {
    let outer = area.grown(stroke_pixels);
    picture.fill(Area::new(outer.x, outer.y, outer.width, stroke_pixels), colour);
    picture.fill(Area::new(outer.x, area.bottom(), outer.width, stroke_pixels), colour);
    picture.fill(Area::new(outer.x, area.y, stroke_pixels, area.height), colour);
    picture.fill(Area::new(area.right(), area.y, stroke_pixels, area.height), colour);
}

/// The picture of a difference: `now` faded, with the changed areas in full and outlined.
#[must_use]
pub fn difference_picture(now: &Picture, changed: &[Area]) -> Picture {
    let mut faded = now.clone();
    for (i, byte) in faded.rgba.iter_mut().enumerate() {
        let kept = u16::from(*byte);
        *byte = if i % 4 == 3 { 255 } else { u8::try_from((kept * (255 - FADE) + 255 * FADE) / 255).unwrap_or(255) };
    }
    for area in changed.iter().filter_map(|area| area.intersection(&now.area())) {
        for y in area.rows() {
            for x in area.columns() {
                if let Some(colour) = now.pixel(x, y) {
                    faded.put(x, y, colour);
                }
            }
        }
    }
    for area in changed {
        draw_box(&mut faded, *area, CHANGED, 2);
    }
    faded
}
