//! Placements without words: the reference's edges, slid over the frame's on a coarse level at each of the usual scales.

use super::Fit;
use super::edges::Edges;
use super::patches::sums;
use super::plane::{Plane, count};
use crate::picture::Mark;

/// The frame is looked at with so many pixels across.
const ACROSS: f64 = 320.0;
/// And the reference with at most so many in all.
const MOST_IN_TEMPLATE: f64 = 1600.0;
/// One part in so many of the reference may lie beyond the frame: a shadow, or a border.
const BEYOND: usize = 4;
/// A smaller template than this says nothing, coarse pixels.
const LEAST_SIDE: usize = 6;
/// So many places of each scale are kept.
const KEPT: usize = 2;
/// So many places in all.
const KEPT_IN_ALL: usize = 8;
/// Edges that come to less than this in all are none.
const LEAST_EDGES: f32 = 8.0;

/// A correlation (-1 to 1) and where it is.
type Peak = (f32, usize, usize);

/// The best placements by edges alone, best first, each at one of the scales. What an author drew is not looked at.
pub(super) fn proposals(reference: &Plane, frame: &Plane, scales: &[f64], drawn: &[Mark]) -> Vec<Fit> {
    let (edges, edges_of_frame) = (Edges::of(reference).without(drawn), Edges::of(frame));
    let least_step = (count(frame.width) / ACROSS).max(1.0);
    let pixels = count(reference.width * reference.height);
    let mut found: Vec<(f32, Fit)> = Vec::new();
    for scale in scales.iter().copied() {
        let step = least_step.max(scale * (pixels / MOST_IN_TEMPLATE).sqrt());
        let template = strength(&edges.reduced(step / scale));
        let (beyond, above) = (template.width / BEYOND, template.height / BEYOND);
        let there = strength(&edges_of_frame.reduced(step)).with_rim(beyond, above);
        let small = template.width < LEAST_SIDE || template.height < LEAST_SIDE;
        if small || template.width > there.width || template.height > there.height {
            continue;
        }
        let fits = peaks(&template, &there).into_iter();
        found.extend(fits.map(|(score, x, y)| (score, place(scale, step, (x, beyond), (y, above)))));
    }
    found.sort_by(|a, b| b.0.total_cmp(&a.0));
    found.into_iter().take(KEPT_IN_ALL).map(|(_, fit)| fit).collect()
}

/// The placement at a coarse place of a frame with a rim.
fn place(scale: f64, step: f64, (x, beyond): (usize, usize), (y, above): (usize, usize)) -> Fit {
    Fit { scale, x: (count(x) - count(beyond)) * step, y: (count(y) - count(above)) * step }
}

/// The best correlation (-1 to 1) of a patch's edges anywhere in a larger one's; `None` where the patch has none.
pub(super) fn best_in(patch: &Edges, around: &Edges) -> Option<f64> {
    let (patch, around) = (strength(patch), strength(around));
    if patch.width > around.width || patch.height > around.height || patch.values.iter().sum::<f32>() < LEAST_EDGES {
        return None;
    }
    peaks(&patch, &around).first().map(|(score, ..)| f64::from(*score))
}

fn strength(edges: &Edges) -> Plane {
    let values = edges.across.values.iter().zip(&edges.down.values).map(|(across, down)| across + down).collect();
    Plane { width: edges.across.width, height: edges.across.height, values }
}

/// The places of the highest normalised correlation, highest first.
fn peaks(template: &Plane, frame: &Plane) -> Vec<Peak> {
    #[expect(clippy::cast_precision_loss, reason = "sizes of pictures")]
    let area = (template.width * template.height) as f32;
    let mean = template.values.iter().sum::<f32>() / area;
    let pattern: Vec<f32> = template.values.iter().map(|value| value - mean).collect();
    let length = pattern.iter().map(|value| value * value).sum::<f32>().sqrt().max(1e-3);
    let mut best: Vec<Peak> = Vec::new();
    for y in 0..=frame.height - template.height {
        for x in 0..=frame.width - template.width {
            let (mut product, mut sum, mut squares) = (0.0f32, 0.0f32, 0.0f32);
            for (line, row) in pattern.chunks_exact(template.width).enumerate() {
                let (p, s, q) = sums(row, &frame.row(y + line)[x..x + template.width]);
                (product, sum, squares) = (product + p, sum + s, squares + q);
            }
            let spread = (squares - sum * sum / area).max(0.0).sqrt();
            insert(&mut best, (product / (length * spread.max(0.2 * length)), x, y));
        }
    }
    best
}

/// Keeps the highest, places beside each other once.
fn insert(best: &mut Vec<Peak>, one: Peak) {
    let near = |other: &&mut Peak| other.1.abs_diff(one.1) <= 3 && other.2.abs_diff(one.2) <= 3;
    if let Some(known) = best.iter_mut().find(near) {
        if one.0 > known.0 {
            *known = one;
        }
    } else if best.len() < KEPT || best.last().is_some_and(|last| one.0 > last.0) {
        best.push(one);
    } else {
        return;
    }
    best.sort_by(|a, b| b.0.total_cmp(&a.0));
    best.truncate(KEPT);
}
