//! What stands beside a target whose own look is masked: only the pixels around the mask can tell that its button has more in it now.

use super::pixels::area;
use super::scene::{InPicture, Scene};
use super::{Kind, Severity, say};
use crate::outline::Rect;
use crate::picture::{Area, Picture, Tolerance, diff};

/// A target's box that grew or shrank by less has the same in it, pixels.
const LEAST_GROWTH: f64 = 6.0;
/// A stroke differs from what was there by more than this in one channel, 0 to 255.
const STROKE_DELTA: u8 = 48;
/// What is drawn there has at least so many pixels.
const LEAST_PIXELS: u64 = 12;

/// The masked target, where its box has another size and something else is drawn in it beside the mask. `crop` is the page where the
/// reference lies, of the reference's size; `spoken_of` are places that findings explain.
pub(super) fn finding(scene: &Scene, (reference, crop): (&Picture, &Picture), spoken_of: &[Rect]) -> Option<InPicture> {
    let (then, now) = scene.masked_target()?;
    if spoken_of.iter().any(|known| known.holds_centre_of(&then) || known.holds_centre_of(&now)) {
        return None;
    }
    let grew = (now.width - then.width).abs().max((now.height - then.height).abs());
    let there = area(&then.union(&now), 0).intersection(&reference.area())?;
    (grew > LEAST_GROWTH && draws_another(scene, (reference, crop), there)).then(|| restyled(scene, then, now))
}

fn draws_another(scene: &Scene, (reference, crop): (&Picture, &Picture), there: Area) -> bool {
    let tolerance = Tolerance {
        channel_delta: STROKE_DELTA,
        least_cluster_pixels: LEAST_PIXELS,
        smoothed_edges_count: true,
        ..Tolerance::default()
    };
    let masks: Vec<Area> = scene.masks.iter().map(|mask| area(mask, 1).moved(-there.x, -there.y)).collect();
    !diff(&reference.crop(there, [255; 4]), &crop.crop(there, [255; 4]), &tolerance, &masks).clusters.is_empty()
}

fn restyled(scene: &Scene, then: Rect, now: Rect) -> InPicture {
    let words = scene.name_of_target();
    let sentence = format!("'{words}' looks different: something else stands in it beside what differs for each reader");
    let finding = say::finding(scene.case, Kind::Restyled, Severity::Cosmetic, (&words, &words), &sentence);
    InPicture { finding, then: Some(then), now: Some(now), on_target: true, icon_only: false }
}
