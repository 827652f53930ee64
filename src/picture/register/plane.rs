//! A grid of numbers that a picture is seen as, and how it is brought to another scale.

use super::super::Picture;

/// Numbers in rows: one for each pixel.
#[derive(Debug, Clone)]
pub(super) struct Plane {
    pub width: usize,
    pub height: usize,
    pub values: Vec<f32>,
}

/// A window in a grid: its left top corner, how many source pixels one of its own pixels spans, and how many it has.
#[derive(Debug, Clone, Copy)]
pub(super) struct Window {
    pub x: f64,
    pub y: f64,
    pub step: f64,
    pub width: usize,
    pub height: usize,
}

impl Plane {
    /// Brightness (0 to 255) of every pixel; what is transparent is seen on white.
    pub(super) fn brightness(picture: &Picture) -> Self {
        let values = picture
            .rgba()
            .as_chunks::<4>()
            .0
            .iter()
            .map(|&[r, g, b, a]| {
                let luma = 0.299 * f32::from(r) + 0.587 * f32::from(g) + 0.114 * f32::from(b);
                if a == 255 { luma } else { 255.0 + (luma - 255.0) * f32::from(a) / 255.0 }
            })
            .collect();
        Self { width: picture.width() as usize, height: picture.height() as usize, values }
    }

    /// What lies in a window, at the window's scale: averaged where it is made smaller, interpolated where larger; beyond the
    /// edge the edge goes on.
    pub(super) fn sampled(&self, window: Window) -> Self {
        let values = sampled::<1, f32>(&self.values, (self.width, self.height), window);
        Self { width: window.width, height: window.height, values }
    }

    /// The whole grid, one pixel for `step` × `step`.
    pub(super) fn reduced(&self, step: f64) -> Self {
        if (step - 1.0).abs() < 1e-9 {
            return self.clone();
        }
        let (width, height) = (whole_part(self.width as f64 / step), whole_part(self.height as f64 / step));
        self.sampled(Window { x: 0.0, y: 0.0, step, width: width.max(1), height: height.max(1) })
    }

    /// The same with so many more columns on both sides and rows above and below, all of them 0.
    pub(super) fn with_rim(&self, columns: usize, rows: usize) -> Self {
        let width = self.width + 2 * columns;
        let mut values = vec![0.0; width * (self.height + 2 * rows)];
        for (line, row) in values.chunks_exact_mut(width).skip(rows).zip(self.values.chunks_exact(self.width)) {
            line[columns..columns + self.width].copy_from_slice(row);
        }
        Self { width, height: self.height + 2 * rows, values }
    }

    pub(super) fn row(&self, y: usize) -> &[f32] {
        &self.values[y * self.width..(y + 1) * self.width]
    }
}

/// A number that is known to be small and not negative, without its fraction.
#[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "`as` saturates")]
pub(super) fn whole_part(value: f64) -> usize {
    value as usize
}

/// A count or coordinate as a fraction.
#[expect(clippy::cast_precision_loss, reason = "counts and coordinates of pictures are far below 2^52")]
pub(super) const fn count(n: usize) -> f64 {
    n as f64
}

/// The same number with fewer digits.
#[expect(clippy::cast_possible_truncation, reason = "digits are lost, nothing else")]
pub(super) fn single(value: f64) -> f32 {
    value as f32
}

/// Source pixels and their weights for one pixel of a window.
struct Taps {
    start: usize,
    weights: Vec<f32>,
}

/// Channel-interleaved values of a window; see [`Plane::sampled`].
pub(super) fn sampled<const CHANNELS: usize, T: Copy + Into<f32>>(
    values: &[T],
    (width, height): (usize, usize),
    window: Window,
) -> Vec<f32> {
    let columns = taps(window.x, window.step, window.width, width);
    let rows = taps(window.y, window.step, window.height, height);
    let first = rows.iter().map(|tap| tap.start).min().unwrap_or(0);
    let last = rows.iter().map(|tap| tap.start + tap.weights.len()).max().unwrap_or(0);
    let line = window.width * CHANNELS;
    let mut narrow = vec![0.0f32; line * last.saturating_sub(first)];
    for y in first..last {
        let source = &values[y * width * CHANNELS..(y + 1) * width * CHANNELS];
        let target = &mut narrow[(y - first) * line..(y - first + 1) * line];
        for (pixel, tap) in target.as_chunks_mut::<CHANNELS>().0.iter_mut().zip(&columns) {
            for (weight, from) in tap.weights.iter().zip(source.as_chunks::<CHANNELS>().0[tap.start..].iter()) {
                for (sum, value) in pixel.iter_mut().zip(from) {
                    *sum += weight * (*value).into();
                }
            }
        }
    }
    let mut result = vec![0.0f32; line * window.height];
    for (target, tap) in result.chunks_exact_mut(line.max(1)).zip(&rows) {
        for (k, weight) in tap.weights.iter().enumerate() {
            let start = (tap.start + k - first) * line;
            for (sum, value) in target.iter_mut().zip(&narrow[start..start + line]) {
                *sum += weight * value;
            }
        }
    }
    result
}

fn taps(from: f64, step: f64, count: usize, length: usize) -> Vec<Taps> {
    let last = length.saturating_sub(1) as f64;
    (0..count)
        .map(|i| {
            let left = from + i as f64 * step;
            let (low, high) = if step >= 1.0 {
                (left.floor(), (left + step - 1e-9).floor())
            } else {
                let base = (left + step / 2.0 - 0.5).floor();
                (base - 1.0, base + 2.0)
            };
            let (start, end) = (low.clamp(0.0, last), high.clamp(0.0, last));
            let mut weights = vec![0.0f32; whole_part(end - start) + 1];
            for k in 0..=whole_part(high - low) {
                let at = low + k as f64;
                let weight = if step >= 1.0 {
                    ((at + 1.0).min(left + step) - at.max(left)) / step
                } else {
                    cubic(at - (left + step / 2.0 - 0.5))
                };
                weights[whole_part(at.clamp(0.0, last) - start)] += single(weight);
            }
            Taps { start: whole_part(start), weights }
        })
        .collect()
}

/// The cubic of Catmull and Rom: passes through the pixels and keeps edges sharp.
fn cubic(x: f64) -> f64 {
    let x = x.abs();
    if x < 1.0 {
        1.5f64.mul_add(x, -2.5) * x * x + 1.0
    } else if x < 2.0 {
        ((-0.5f64).mul_add(x, 2.5) * x - 4.0).mul_add(x, 2.0)
    } else {
        0.0
    }
}
