//! Placements without words: the reference's edges, slid over the frame's on a coarse level at each of the usual scales.

use super::Fit;
use super::edges::Edges;
use super::plane::{Plane, count};
use super::words::USUAL;

/// The frame is looked at with so many pixels across.
const ACROSS: f64 = 320.0;
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

/// The best placements by edges alone, best first.
pub(super) fn proposals(reference: &Plane, frame: &Plane) -> Vec<Fit> {
    let step = (count(frame.width) / ACROSS).max(1.0);
    let there = strength(&Edges::of(frame).reduced(step));
    let edges = Edges::of(reference);
    let mut found: Vec<(f32, Fit)> = Vec::new();
    for scale in USUAL {
        let template = strength(&edges.reduced(step / scale));
        let small = template.width < LEAST_SIDE || template.height < LEAST_SIDE;
        if small || template.width > there.width || template.height > there.height {
            continue;
        }
        let fits = peaks(&template, &there).into_iter();
        found.extend(fits.map(|(score, x, y)| (score, Fit { scale, x: count(x) * step, y: count(y) * step })));
    }
    found.sort_by(|a, b| b.0.total_cmp(&a.0));
    found.into_iter().take(KEPT_IN_ALL).map(|(_, fit)| fit).collect()
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
                let there = &frame.row(y + line)[x..x + template.width];
                for (a, b) in row.iter().zip(there) {
                    product += a * b;
                    sum += b;
                    squares += b * b;
                }
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
