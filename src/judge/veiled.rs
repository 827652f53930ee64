//! What is seen of things whose own look is masked: that a target's button has more in it now, by the pixels around the mask, and that
//! something is larger or smaller, by the mask itself.

use super::pixels::area;
use super::scene::{InPicture, Scene};
use super::{Kind, Severity, say};
use crate::outline::Rect;
use crate::picture::{Area, Picture, Tolerance, diff};
use crate::references::share_inside;

/// A target's box that grew or shrank by less has the same in it, pixels.
const LEAST_GROWTH: f64 = 6.0;
/// A stroke differs from what was there by more than this in one channel, 0 to 255.
const STROKE_DELTA: u8 = 48;
/// What became so many times as large, or as small, is of another size.
const OTHER_SIZE: f64 = 1.25;
/// A thing of which this share (0 to 1) lies in the picture is seen whole.
const WHOLE: f64 = 0.99;
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

/// What a mask hides that is larger or smaller than it was, in height and width: a name is only longer.
pub(super) fn resized(scene: &Scene, spoken_of: &[Rect]) -> Option<InPicture> {
    let is_other = |was: f64, is: f64| !(1.0 / OTHER_SIZE..OTHER_SIZE).contains(&(is / was.max(1.0)));
    let is_news = |(then, now): &(Rect, Rect)| {
        let is_known = spoken_of.iter().any(|known| known.holds_centre_of(then) || known.holds_centre_of(now));
        let is_seen = share_inside(then, &scene.region()) >= WHOLE;
        is_other(then.width, now.width) && is_other(then.height, now.height) && is_seen && !is_known
    };
    let (then, now) = scene.masks_of_both().into_iter().find(is_news)?;
    let size = if now.width > then.width { "larger" } else { "smaller" };
    let sentence = format!("what differs for each reader, at {:.0},{:.0}, is {size} than in the picture", then.x, then.y);
    let finding = say::finding(scene.case, Kind::Restyled, Severity::Cosmetic, ("", ""), &sentence);
    Some(InPicture { finding, then: Some(then), now: Some(now), on_target: false, icon_only: false })
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
