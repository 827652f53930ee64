//! How strongly brightness changes, in a way that neither light against dark nor contrast matters much.

use super::plane::Plane;
use crate::picture::Mark;

/// Changes of brightness below this, 0 to 255, are noise of JPEG and palettes.
const NOISE: f32 = 4.0;

/// Strength of change to the right and downwards, one number each for a pixel.
#[derive(Debug, Clone)]
pub(super) struct Edges {
    pub across: Plane,
    pub down: Plane,
}

impl Edges {
    /// Edges of a grid of brightness.
    pub(super) fn of(plane: &Plane) -> Self {
        let (width, height) = (plane.width, plane.height);
        let mut across = vec![0.0f32; width * height];
        let mut down = vec![0.0f32; width * height];
        for y in 0..height {
            let row = plane.row(y);
            let (above, below) = (plane.row(y.saturating_sub(1)), plane.row((y + 1).min(height - 1)));
            let line = y * width..(y + 1) * width;
            for (target, (a, b)) in down[line.clone()].iter_mut().zip(above.iter().zip(below)) {
                *target = strength(b - a);
            }
            if width > 2 {
                for (target, ends) in across[line][1..].iter_mut().zip(row.windows(3)) {
                    *target = strength(ends[2] - ends[0]);
                }
            }
        }
        Self { across: Plane { width, height, values: across }, down: Plane { width, height, values: down } }
    }

    /// The same with no edges where marks were painted.
    pub(super) fn without(mut self, drawn: &[Mark]) -> Self {
        let width = self.across.width;
        let is_in = |at: i64, size: usize| usize::try_from(at).ok().filter(|at| *at < size);
        for mark in drawn {
            let around = mark.bounds.grown(2);
            for (x, y) in around.rows().flat_map(|y| around.columns().map(move |x| (x, y))).filter(|(x, y)| mark.covers(*x, *y)) {
                if let (Some(x), Some(y)) = (is_in(x, width), is_in(y, self.across.height)) {
                    (self.across.values[y * width + x], self.down.values[y * width + x]) = (0.0, 0.0);
                }
            }
        }
        self
    }

    pub(super) fn reduced(&self, step: f64) -> Self {
        Self { across: self.across.reduced(step), down: self.down.reduced(step) }
    }
}

fn strength(change: f32) -> f32 {
    (change.abs() - NOISE).max(0.0).sqrt()
}
