//! Small textured squares of the reference, and where each of them lies best in the frame.

use super::Fit;
use super::edges::Edges;
use super::plane::{Plane, Window, single, whole_part};

/// Mean strength of edges in a square below which it can't be found again.
const LEAST_TEXTURE: f32 = 0.35;
/// The share of a square's edges that must run in a direction for the square to say something about the place across it.
const INFORMATIVE: f32 = 0.12;

/// A square of the reference at working scale.
#[derive(Debug, Clone)]
pub(super) struct Patch {
    /// Left edge, working pixels.
    pub x: usize,
    pub y: usize,
    /// Its edges, mean taken away and length 1: first those across, then those down.
    pattern: Vec<f32>,
    /// Whether it tells where it lies from left to right.
    pub tells_x: bool,
    pub tells_y: bool,
}

/// The reference at working scale, cut into squares.
#[derive(Debug, Clone)]
pub(super) struct Patches {
    pub list: Vec<Patch>,
    /// Side of a square, working pixels.
    pub side: usize,
    /// Working pixels in a pixel of the reference.
    pub unit: f64,
}

/// Where a square was found, working pixels from where the fit lays it.
#[derive(Debug, Clone, Copy)]
pub(super) struct Found {
    pub patch: usize,
    pub dx: f64,
    pub dy: f64,
    /// Correlation there, -1 to 1.
    pub likeness: f64,
}

impl Patches {
    /// At most `most` textured squares of the reference (its brightness), spread over it, at `unit` working pixels for a pixel.
    pub(super) fn cut(brightness: &Plane, unit: f64, side: usize, most: usize) -> Self {
        let plane = brightness.reduced(1.0 / unit);
        let edges = Edges::of(&plane);
        let side = side.min(plane.width).min(plane.height);
        let stride = if plane.width * plane.height < 60_000 { side / 2 } else { side }.max(1);
        let mut all: Vec<(f32, Patch)> = Vec::new();
        for y in (0..=plane.height - side).step_by(stride) {
            for x in (0..=plane.width - side).step_by(stride) {
                all.extend(patch(&edges, x, y, side));
            }
        }
        Self { list: spread(all, (plane.width, plane.height), most), side, unit }
    }

    /// Where each square lies best, at most `reach` working pixels from where the fit lays it. `None` for those of which a third
    /// or more lies outside the frame.
    pub(super) fn find(&self, frame: &Plane, fit: Fit, reach: usize) -> Vec<Option<Found>> {
        self.list.iter().enumerate().map(|(number, patch)| self.find_one(number, patch, frame, fit, reach)).collect()
    }

    fn find_one(&self, number: usize, patch: &Patch, frame: &Plane, fit: Fit, reach: usize) -> Option<Found> {
        let step = fit.scale / self.unit;
        let place = |p: usize, offset: f64| (p as f64).mul_add(step, offset);
        let (left, top) = (place(patch.x, fit.x), place(patch.y, fit.y));
        let length = self.side as f64 * step;
        let third = length / 3.0;
        let outside = left < -third
            || top < -third
            || left + length > frame.width as f64 + third
            || top + length > frame.height as f64 + third;
        if outside {
            return None;
        }
        let margin = (reach + 1) as f64 * step;
        let size = self.side + 2 * (reach + 1);
        let region = frame.sampled(Window { x: left - margin, y: top - margin, step, width: size, height: size });
        let edges = Edges::of(&region);
        let (likeness, x, y) = best(&patch.pattern, self.side, &edges, reach);
        Some(Found { patch: number, dx: x - reach as f64, dy: y - reach as f64, likeness })
    }
}

/// A square with its texture; `None` where there is too little.
fn patch(edges: &Edges, x: usize, y: usize, side: usize) -> Option<(f32, Patch)> {
    let mut pattern = Vec::with_capacity(2 * side * side);
    let mut energy = [0.0f32; 2];
    for (plane, energy) in [&edges.across, &edges.down].into_iter().zip(&mut energy) {
        let start = pattern.len();
        for line in y..y + side {
            pattern.extend_from_slice(&plane.row(line)[x..x + side]);
        }
        let mean = pattern[start..].iter().sum::<f32>() / single((side * side) as f64);
        for value in &mut pattern[start..] {
            *value -= mean;
            *energy += *value * *value;
        }
    }
    let total = energy[0] + energy[1];
    let texture = (total / single((side * side) as f64)).sqrt();
    if texture < LEAST_TEXTURE {
        return None;
    }
    let length = total.sqrt();
    pattern.iter_mut().for_each(|value| *value /= length);
    let (tells_x, tells_y) = (energy[0] > INFORMATIVE * total, energy[1] > INFORMATIVE * total);
    // Squares that tell both are worth more than those that tell one.
    let worth = (energy[0] * energy[1] / total.max(1e-6)).sqrt() + 0.1 * texture;
    Some((worth, Patch { x, y, pattern, tells_x, tells_y }))
}

/// The most telling squares, one for each block of the picture, blocks as small as their number allows.
fn spread(mut all: Vec<(f32, Patch)>, (width, height): (usize, usize), most: usize) -> Vec<Patch> {
    if all.len() > most {
        let mut block = ((width * height) as f64 / most as f64).sqrt() * 0.6;
        loop {
            let mut best: std::collections::BTreeMap<(usize, usize), usize> = std::collections::BTreeMap::new();
            for (i, (worth, patch)) in all.iter().enumerate() {
                let key = (whole_part(patch.y as f64 / block), whole_part(patch.x as f64 / block));
                let entry = best.entry(key).or_insert(i);
                if *worth > all[*entry].0 {
                    *entry = i;
                }
            }
            if best.len() <= most {
                let kept: std::collections::BTreeSet<usize> = best.into_values().collect();
                let mut i = 0;
                all.retain(|_| {
                    i += 1;
                    kept.contains(&(i - 1))
                });
                break;
            }
            block *= 1.15;
        }
    }
    all.into_iter().map(|(_, patch)| patch).collect()
}

/// The best correlation of a pattern in a region that is `reach` + 1 larger on every side, and where, to a fraction of a pixel.
fn best(pattern: &[f32], side: usize, edges: &Edges, reach: usize) -> (f64, f64, f64) {
    let count = 2 * reach + 1;
    let mut scores = vec![0.0f32; count * count];
    let area = single((side * side) as f64);
    for oy in 0..count {
        for ox in 0..count {
            let (mut product, mut spread) = (0.0f32, 0.0f32);
            for (half, plane) in pattern.chunks_exact(side * side).zip([&edges.across, &edges.down]) {
                let (mut sum, mut squares) = (0.0f32, 0.0f32);
                for (line, row) in half.chunks_exact(side).enumerate() {
                    let there = &plane.row(oy + 1 + line)[ox + 1..ox + 1 + side];
                    let (p, s, q) = sums(row, there);
                    product += p;
                    sum += s;
                    squares += q;
                }
                spread += squares - sum * sum / area;
            }
            scores[oy * count + ox] = product / spread.max(0.02 * area).sqrt();
        }
    }
    let (at, score) =
        scores.iter().copied().enumerate().fold((0, f32::MIN), |best, (i, s)| if s > best.1 { (i, s) } else { best });
    let (x, y) = (at % count, at / count);
    let peak = |before: Option<f32>, after: Option<f32>| match (before, after) {
        (Some(a), Some(b)) => {
            let bend = a + b - 2.0 * score;
            if bend < -1e-6 { f64::from(0.5 * (a - b) / bend).clamp(-0.5, 0.5) } else { 0.0 }
        }
        _ => 0.0,
    };
    let across = peak(x.checked_sub(1).map(|_| scores[at - 1]), (x + 1 < count).then(|| scores[at + 1]));
    let down = peak(y.checked_sub(1).map(|_| scores[at - count]), (y + 1 < count).then(|| scores[at + count]));
    (f64::from(score), x as f64 + across, y as f64 + down)
}

/// Sum of products, sum and sum of squares of the second, eight at a time so that the processor does them at once.
pub(super) fn sums(one: &[f32], two: &[f32]) -> (f32, f32, f32) {
    let mut lanes = [[0.0f32; 8]; 3];
    let (one, one_rest) = one.as_chunks::<8>();
    let (two, two_rest) = two.as_chunks::<8>();
    for (a, b) in one.iter().zip(two) {
        for i in 0..8 {
            lanes[0][i] += a[i] * b[i];
            lanes[1][i] += b[i];
            lanes[2][i] += b[i] * b[i];
        }
    }
    let mut total = lanes.map(|lane| lane.iter().sum::<f32>());
    for (a, b) in one_rest.iter().zip(two_rest) {
        total[0] += a * b;
        total[1] += b;
        total[2] += b * b;
    }
    (total[0], total[1], total[2])
}
