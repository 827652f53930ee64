//! What changed beside all things: pixels without words, where nothing went anywhere, so that it is known what lay where.

use super::pixels::{all_stand_still, area};
use super::scene::{InPicture, Scene};
use super::{Kind, Severity, say};
use crate::outline::{Item, Rect};
use crate::picture::{Area, Cluster, Picture, Tolerance, diff};

/// Fewer changed pixels beside all things are never a finding.
const LEAST_BACKGROUND_PIXELS: u64 = 24;
/// Less than this at the picture's edge belongs to what lies beside the picture, pixels.
const LEAST_EDGE_PIXELS: u64 = 64;
/// A scroll bar is no wider than this, pixels.
const SCROLL_BAR_PIXELS: i64 = 20;

/// Changes beside all things; only where all things went the same way, so that it is known what lay where.
pub(super) fn finding(scene: &Scene, (reference, crop): (&Picture, &Picture), spoken_of: &[Rect]) -> Option<InPicture> {
    if !all_stand_still(scene) {
        return None;
    }
    let things = scene.then.iter().chain(&scene.now).map(|item| area(&item.bounds, margin(item)));
    let known = spoken_of.iter().chain(&scene.masks).map(|bounds| area(bounds, 3));
    let outside = outside_of_frame(scene, reference);
    let masks: Vec<Area> = things.chain(known).chain(outside).collect();
    let tolerance = Tolerance {
        channel_delta: 16,
        least_cluster_pixels: LEAST_BACKGROUND_PIXELS,
        least_cluster_side_pixels: 3,
        ..Tolerance::default()
    };
    let mut difference = diff(reference, crop, &tolerance, &masks);
    difference.clusters.retain(|cluster| !went_aside(reference, crop, cluster.bounds) && !is_box_of(scene, cluster, spoken_of));
    let edge = reference.area().grown(-1);
    let is_at_the_edge = |cluster: &Cluster| {
        let bounds = &cluster.bounds;
        bounds.x < edge.x || bounds.y < edge.y || bounds.right() > edge.right() || bounds.bottom() > edge.bottom()
    };
    let largest =
        difference.clusters.iter().find(|cluster| cluster.changed_pixels >= LEAST_EDGE_PIXELS || !is_at_the_edge(cluster))?;
    let bounds = Rect::from(largest.bounds);
    let more = match difference.clusters.len() {
        1 => String::new(),
        n => format!(", and {} more such places", n - 1),
    };
    let sentence = format!("something without words looks different at {},{}{more}", largest.bounds.x, largest.bounds.y);
    let finding = say::finding(scene.case, Kind::Restyled, Severity::Cosmetic, ("", ""), &sentence);
    Some(InPicture { finding, then: Some(bounds), now: Some(bounds), on_target: false, icon_only: false })
}

/// Whether what changed is the box around things that findings explain, and around nothing else.
fn is_box_of(scene: &Scene, cluster: &Cluster, spoken_of: &[Rect]) -> bool {
    let bounds = Rect::from(cluster.bounds);
    let is_explained = |at: &Rect| spoken_of.iter().any(|known| known.holds_centre_of(at));
    let mut held =
        scene.then.iter().chain(&scene.now).map(|item| &item.bounds).filter(|at| bounds.holds_centre_of(at)).peekable();
    held.peek().is_some() && held.all(is_explained)
}

/// Whether what lies in a place only went a little to the left or right, as the edges of a page do that a scroll bar made narrower.
fn went_aside(reference: &Picture, crop: &Picture, place: Area) -> bool {
    let lies_in = |one: &Picture, two: &Picture, by: i64| {
        let Some(there) = place.moved(by, 0).intersection(&two.area()) else { return false };
        let here = there.moved(-by, 0);
        here.width * 2 > place.width
            && diff(&one.crop(here, [255; 4]), &two.crop(there, [255; 4]), &Tolerance::default(), &[]).clusters.is_empty()
    };
    let ways = (1..=SCROLL_BAR_PIXELS).flat_map(|by| [-by, by]);
    ways.into_iter().any(|by| lies_in(reference, crop, by) && lies_in(crop, reference, -by))
}

/// How far around a thing its own pixels reach: a focused one has a ring.
fn margin(item: &Item) -> i64 {
    if item.states.iter().any(|state| state == "focused") { 8 } else { 3 }
}

/// The parts of the reference that the frame's picture doesn't reach.
fn outside_of_frame(scene: &Scene, reference: &Picture) -> Vec<Area> {
    if scene.source == crate::references::Source::Page {
        return Vec::new();
    }
    let device = crate::references::device_scale(&scene.frame.outline);
    let [width, height] = scene.frame.outline.viewport;
    let corner = Rect::new(scene.origin.0, scene.origin.1, width * device, height * device);
    let window = area(&scene.place.in_reference(&corner), 0);
    let whole = reference.area();
    vec![
        Area::new(0, 0, window.x, whole.height),
        Area::new(window.right(), 0, whole.width - window.right(), whole.height),
        Area::new(0, 0, whole.width, window.y),
        Area::new(0, window.bottom(), whole.width, whole.height - window.bottom()),
    ]
}
