//! A proposed placement, made exact on small squares of the reference and judged by how many of them agree.

use super::Fit;
use super::patches::{Found, Patches};
use super::plane::{Plane, count};

/// Sides of squares, working pixels.
const SIDE: usize = 16;
/// At most so many squares are looked for.
const MOST: usize = 72;
/// Working pixels that squares are looked for around their place, in each round.
const REACHES: [usize; 4] = [9, 5, 3, 2];
/// A square this much alike (-1 to 1) was found.
const FOUND: f64 = 0.55;
/// A square less alike says nothing about the place.
const ALIKE: f64 = 0.4;
/// And this near to where the others say, working pixels.
const NEAR: f64 = 1.5;
/// Where the scale is known, squares that lie this near to each other say the same, working pixels.
const SAME: f64 = 0.75;
/// A reference is looked at with at most so many working pixels.
const MOST_PIXELS: f64 = 700_000.0;
/// Squares spread less than this (the sum of squared distances, working pixels) don't tell the scale.
const LEAST_SPREAD: f64 = 2000.0;

/// What one square says of one direction: its weights in shift across, shift down and stretch, what it says, and how alike it is.
type Row = ([f64; 3], f64, f64);

/// A placement with what speaks for it.
#[derive(Debug, Clone, Copy)]
pub(super) struct Verified {
    pub fit: Fit,
    /// The share of squares that agree, 0 to 1.
    pub squares: f64,
    /// The share of words that agree, and how many words there are.
    pub words: Option<(f64, usize)>,
}

impl Verified {
    /// From 0 to 1: words and squares each can be sure alone, together they are surer; few words prove less than many.
    pub(super) fn confidence(&self) -> f64 {
        let squares = self.squares.clamp(0.0, 1.0);
        let Some((share, words)) = self.words else { return squares };
        1.0 - (1.0 - share * (count(words) / 5.0).min(1.0)) * (1.0 - squares)
    }
}

/// The placement made exact, and the share (0 to 1) of squares that agree with it. `None` where the reference has no texture.
pub(super) fn refined(reference: &Plane, frame: &Plane, fit: Fit) -> Option<(Fit, f64)> {
    let (patches, fit) = refined_by(reference, frame, fit, adjusted)?;
    let found = patches.find(frame, fit, 2);
    let seen = found.iter().flatten().count();
    let good = found.iter().flatten().filter(|one| one.likeness >= FOUND && one.dx.abs().max(one.dy.abs()) <= NEAR).count();
    let share = if seen * 3 < patches.list.len() { 0.0 } else { count(good) / count(seen.max(1)) };
    Some((fit, share))
}

/// The placement made exact at its own scale, and how much speaks for it (of two of one picture, the larger is the better one).
pub(super) fn shifted(reference: &Plane, frame: &Plane, fit: Fit) -> Option<(Fit, f64)> {
    let (patches, fit) = refined_by(reference, frame, fit, moved)?;
    let found: Vec<Found> = patches.find(frame, fit, 2).into_iter().flatten().collect();
    let support = [across(&patches, &found), down(&patches, &found)].iter().map(|told| heap(told, 0.0)).sum();
    Some((fit, support))
}

/// A placement made better by what was found for the squares.
type Better = fn(&Patches, &[Found], Fit) -> Fit;

fn refined_by(reference: &Plane, frame: &Plane, fit: Fit, better: Better) -> Option<(Patches, Fit)> {
    let pixels = count(reference.width * reference.height);
    let unit = (MOST_PIXELS / pixels).sqrt().min(1.0).min(fit.scale.max(0.4));
    let patches = Patches::cut(reference, unit, SIDE, MOST);
    if patches.list.is_empty() {
        return None;
    }
    let mut fit = fit;
    for reach in REACHES {
        let found: Vec<Found> = patches.find(frame, fit, reach).into_iter().flatten().collect();
        fit = better(&patches, &found, fit);
    }
    Some((patches, fit))
}

/// The placement that most squares agree on, at its own scale. Letters of another font lie here and there; boxes, lines and icons lie
/// where they lay, and look the same: what lies together and is alike counts, for each direction on its own.
fn moved(patches: &Patches, found: &[Found], fit: Fit) -> Fit {
    let per_working = fit.scale / patches.unit;
    let [x, y] = [across(patches, found), down(patches, found)].map(|told| together(&told).unwrap_or(0.0) * per_working);
    Fit { x: fit.x + x, y: fit.y + y, ..fit }
}

/// How far aside squares lie, of those that tell it, and how alike they are.
fn across(patches: &Patches, found: &[Found]) -> Vec<(f64, f64)> {
    let those = found.iter().filter(|one| one.likeness >= ALIKE && patches.list[one.patch].tells_x);
    those.map(|one| (one.dx, one.likeness)).collect()
}

/// How far down they lie.
fn down(patches: &Patches, found: &[Found]) -> Vec<(f64, f64)> {
    let those = found.iter().filter(|one| one.likeness >= ALIKE && patches.list[one.patch].tells_y);
    those.map(|one| (one.dy, one.likeness)).collect()
}

/// Where most of the values lie together, each as heavy as it is alike (0 to 1). `None` where there is none.
fn together(values: &[(f64, f64)]) -> Option<f64> {
    let (at, _) = values.iter().map(|(at, _)| (*at, heap(values, *at))).max_by(|one, two| one.1.total_cmp(&two.1))?;
    let centre = |at: f64| values.iter().map(|one| weight(one, at) * one.0).sum::<f64>() / heap(values, at).max(1e-9);
    Some(centre(centre(at)))
}

/// How heavy values are together around one of them.
fn heap(values: &[(f64, f64)], at: f64) -> f64 {
    values.iter().map(|one| weight(one, at)).sum()
}

fn weight((value, likeness): &(f64, f64), at: f64) -> f64 {
    let far = (value - at) / SAME;
    likeness.powi(4) * (1.0 - far * far).max(0.0).powi(2)
}

/// The placement that most squares agree on, its scale too.
fn adjusted(patches: &Patches, found: &[Found], fit: Fit) -> Fit {
    let good: Vec<&Found> = found.iter().filter(|one| one.likeness >= ALIKE).collect();
    if good.len() < 3 {
        return fit;
    }
    let half = count(patches.side) / 2.0;
    let at = |one: &Found| (count(patches.list[one.patch].x) + half, count(patches.list[one.patch].y) + half);
    let sum = good.iter().map(|one| at(one)).fold((0.0, 0.0), |sum, at| (sum.0 + at.0, sum.1 + at.1));
    let (mx, my) = (sum.0 / count(good.len()), sum.1 / count(good.len()));
    // Displacement = shift + stretch × (place − middle), for each direction that a square tells.
    let rows: Vec<Row> = good
        .iter()
        .flat_map(|one| {
            let ((x, y), patch) = (at(one), &patches.list[one.patch]);
            let across = patch.tells_x.then_some(([1.0, 0.0, x - mx], one.dx, one.likeness));
            let down = patch.tells_y.then_some(([0.0, 1.0, y - my], one.dy, one.likeness));
            across.into_iter().chain(down)
        })
        .collect();
    let [dx, dy, stretch] = robust(&rows);
    let per_working = fit.scale / patches.unit;
    Fit {
        scale: fit.scale * (1.0 + stretch),
        x: fit.x + (dx - stretch * mx) * per_working,
        y: fit.y + (dy - stretch * my) * per_working,
    }
}

/// Least squares in which what is far off weighs less and less (Tukey's biweight), from where most say it lies.
fn robust(rows: &[Row]) -> [f64; 3] {
    let median = |axis: usize| {
        let mut values: Vec<f64> = rows.iter().filter(|(row, ..)| row[axis] > 0.5).map(|(_, value, _)| *value).collect();
        values.sort_by(f64::total_cmp);
        values.get(values.len() / 2).copied().unwrap_or(0.0)
    };
    let stretches = rows.iter().map(|(row, ..)| row[2] * row[2]).sum::<f64>() > LEAST_SPREAD;
    let mut solution = [median(0), median(1), 0.0];
    for limit in [4.0, 4.0, 4.0, 1.6, 1.6, 1.6, 1.6] {
        solution = weighted(rows, solution, limit, stretches);
    }
    solution
}

fn weighted(rows: &[Row], last: [f64; 3], limit: f64, stretches: bool) -> [f64; 3] {
    let mut normal = [[0.0f64; 3]; 3];
    let mut right = [0.0f64; 3];
    for (row, value, likeness) in rows {
        let rest = value - (row[0] * last[0] + row[1] * last[1] + row[2] * last[2]);
        let far = (rest / limit).abs();
        if far >= 1.0 {
            continue;
        }
        let weight = (1.0 - far * far).powi(2) * likeness;
        for i in 0..3 {
            right[i] += weight * row[i] * value;
            for j in 0..3 {
                normal[i][j] += weight * row[i] * row[j];
            }
        }
    }
    if !stretches {
        (normal[0][2], normal[1][2]) = (0.0, 0.0);
        (normal[2], right[2]) = ([0.0, 0.0, 1.0], 0.0);
    }
    solved(normal, right).unwrap_or(last)
}

/// Three equations by elimination; `None` where they don't tell.
fn solved(mut rows: [[f64; 3]; 3], mut right: [f64; 3]) -> Option<[f64; 3]> {
    for i in 0..3 {
        let pivot = (i..3).max_by(|a, b| rows[*a][i].abs().total_cmp(&rows[*b][i].abs()))?;
        rows.swap(i, pivot);
        right.swap(i, pivot);
        if rows[i][i].abs() < 1e-6 {
            return None;
        }
        for j in i + 1..3 {
            let factor = rows[j][i] / rows[i][i];
            let above = rows[i];
            rows[j].iter_mut().zip(above).for_each(|(value, above)| *value -= factor * above);
            right[j] -= factor * right[i];
        }
    }
    let mut solution = [0.0; 3];
    for i in (0..3).rev() {
        let known: f64 = (i + 1..3).map(|k| rows[i][k] * solution[k]).sum();
        solution[i] = (right[i] - known) / rows[i][i];
    }
    Some(solution)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_most_squares_say_is_taken_and_strays_are_not() {
        // Shift 2, -1 and a stretch of 1 %, with every fifth square far off.
        let rows: Vec<Row> = (0..40)
            .flat_map(|i| {
                let (x, y) = (f64::from(i % 8) * 40.0 - 140.0, f64::from(i / 8) * 40.0 - 80.0);
                let stray = if i % 5 == 0 { 6.0 } else { 0.0 };
                [([1.0, 0.0, x], 2.0 + 0.01 * x + stray, 1.0), ([0.0, 1.0, y], -1.0 + 0.01 * y - stray, 1.0)]
            })
            .collect();
        let [x, y, stretch] = robust(&rows);
        assert!((x - 2.0).abs() < 0.05 && (y + 1.0).abs() < 0.05 && (stretch - 0.01).abs() < 0.0005, "{x} {y} {stretch}");
    }

    #[test]
    fn what_lies_together_and_is_alike_tells_the_place_and_letters_do_not() {
        let boxes = [(1.4, 0.9), (1.5, 0.85), (1.6, 0.95), (1.45, 0.84)];
        let letters = [(-6.3, 0.91), (-5.3, 0.89), (-1.9, 0.88), (5.0, 0.88), (0.0, 0.87), (-2.2, 0.86), (0.3, 0.83), (0.6, 0.8)];
        let all: Vec<_> = letters.into_iter().chain(boxes).collect();
        assert!(together(&all).is_some_and(|at| (at - 1.5).abs() < 0.1), "{:?}", together(&all));
        assert_eq!(together(&[]), None);
    }
}
