//! Placements from words that both pictures have. Distances between words give the scale whatever the font is; a single word gives
//! the place for each of the usual scales.

use std::collections::{BTreeMap, HashMap};

use super::plane::count;
use super::{Fit, WordBox};

/// Words that stand on the frame more often than this say nothing about the place.
const MOST_TWINS: usize = 8;
/// Two words further apart than this tell the scale, reference pixels.
const LEAST_APART: f64 = 36.0;
/// The scales that are looked at, frame pixels in a reference pixel.
pub(super) const SCALES: (f64, f64) = (0.3, 3.2);
/// The scales of screens and of pictures that were made smaller.
pub(super) const USUAL: [f64; 12] = [1.0, 0.5, 0.8, 2.0, 0.667, 1.25, 0.4, 1.5, 0.75, 1.333, 2.5, 0.9];
/// A word in another font is wider or narrower by no more than this, as a share of its width.
const OTHER_FONT: f64 = 0.3;
/// Fewer words hardly tell the place.
const FEW: usize = 4;
/// At most so many pairs are tried.
const MOST_PAIRS: usize = 4000;
/// With this much support, pairs of words are enough.
const WELL_SUPPORTED: f64 = 3.0;

/// A word with the letters and digits by which it is compared.
type Known<'a> = (String, &'a WordBox);

/// A word of the reference that the frame may have here.
struct Match {
    then: usize,
    now: usize,
    weight: f64,
}

/// The words of both pictures, as they are compared.
pub(super) struct Words<'a> {
    reference: Vec<Known<'a>>,
    frame: Vec<Known<'a>>,
}

impl<'a> Words<'a> {
    pub(super) fn of(reference: &'a [WordBox], frame: &'a [WordBox]) -> Self {
        Self { reference: known(reference), frame: known(frame) }
    }

    /// The best placements by words, best first.
    pub(super) fn proposals(&self, most: usize) -> Vec<Fit> {
        let (reference, frame) = (&self.reference, &self.frame);
        let matches = matches(reference, frame);
        let mut fits: Vec<(f64, Fit)> = Vec::new();
        let pairs = matches.len() * matches.len().saturating_sub(1) / 2;
        let step = (pairs / MOST_PAIRS).max(1);
        let all = (0..matches.len()).flat_map(|i| (i + 1..matches.len()).map(move |j| (i, j)));
        for (i, j) in all.step_by(step) {
            let fit = from_pair(reference, frame, &matches[i], &matches[j]);
            fits.extend(fit.map(|fit| (support(reference, frame, &matches, fit), fit)));
        }
        if fits.iter().all(|(support, _)| *support < WELL_SUPPORTED) {
            for one in &matches {
                let (then, now) = (reference[one.then].1, frame[one.now].1);
                // A word's own width tells its scale nearly, and to a few of a hundred where the font is the same.
                let by_width = now.width / then.width.max(1.0);
                let apart = |scale: f64| (scale / by_width).ln().abs();
                let usual = USUAL.into_iter().filter(|scale| apart(*scale) < OTHER_FONT);
                for scale in usual.chain(std::iter::once(by_width).filter(|scale| (SCALES.0..SCALES.1).contains(scale))) {
                    let fit = Fit { scale, x: now.x - then.x * scale, y: middle(now) - middle(then) * scale };
                    fits.push((support(reference, frame, &matches, fit) - apart(scale), fit));
                }
            }
        }
        fits.sort_by(|a, b| b.0.total_cmp(&a.0));
        apart(fits.into_iter().map(|(_, fit)| fit), most)
    }

    /// Whether the reference has hardly a word.
    pub(super) fn are_few(&self) -> bool {
        self.reference.len() < FEW
    }

    /// The placement on which most words agree by least squares: two words tell the scale roughly, all of them well.
    pub(super) fn settled(&self, fit: Fit) -> Fit {
        let mut fit = fit;
        for slack in [1.5, 1.0, 0.6] {
            // Then and now, weighed: heights of lines are surer than starts of words.
            let mut rows: Vec<(f64, f64, f64, bool)> = Vec::new();
            for (key, then) in &self.reference {
                let far = |now: &WordBox| {
                    (middle(now) - middle(then) * fit.scale - fit.y).abs() + 0.3 * (now.x - then.x * fit.scale - fit.x).abs()
                };
                let twins = self.frame.iter().filter(|(other, now)| key == other && is_at(then, now, fit)).map(|(_, now)| *now);
                let Some(now) = twins.min_by(|a, b| far(a).total_cmp(&far(b))) else { continue };
                let height = (then.height * fit.scale).max(10.0);
                let off = |then: f64, now: f64, shift: f64| (now - then * fit.scale - shift).abs() / (height * slack);
                let weight = |off: f64| (1.0 - off * off).max(0.0).powi(2);
                rows.push((middle(then), middle(now), weight(off(middle(then), middle(now), fit.y)), true));
                rows.push((then.x, now.x, 0.3 * weight(off(then.x, now.x, fit.x)), false));
            }
            let Some(better) = least_squares(&rows) else { return fit };
            fit = better;
        }
        fit
    }

    /// The share (0 to 1) of the reference's words that the frame has anywhere.
    pub(super) fn found_anywhere(&self) -> f64 {
        let (reference, frame) = (&self.reference, &self.frame);
        let found = reference.iter().filter(|(key, _)| frame.iter().any(|(other, _)| key == other)).count();
        if reference.is_empty() { 1.0 } else { count(found) / count(reference.len()) }
    }

    /// The share (0 to 1) of the reference's words that the frame has at their place, and how many they are; `None` where the reference
    /// has none.
    pub(super) fn agreeing(&self, fit: Fit) -> Option<(f64, usize)> {
        let (reference, frame) = (&self.reference, &self.frame);
        if reference.is_empty() {
            return None;
        }
        let is_there = |(key, then): &&Known| frame.iter().any(|(other, now)| key == other && is_at(then, now, fit));
        let there = reference.iter().filter(is_there).count();
        Some((count(there) / count(reference.len()), reference.len()))
    }
}

/// The first ones that are not nearly the same as one before.
fn apart(fits: impl Iterator<Item = Fit>, most: usize) -> Vec<Fit> {
    let mut kept: Vec<Fit> = Vec::new();
    for fit in fits {
        let same = |other: &Fit| {
            (other.x - fit.x).abs() < 16.0 && (other.y - fit.y).abs() < 16.0 && (other.scale / fit.scale - 1.0).abs() < 0.04
        };
        if !kept.iter().any(same) {
            kept.push(fit);
        }
        if kept.len() == most {
            break;
        }
    }
    kept
}

/// Scale and both shifts of rows (then, now, weight, whether down); `None` where they are too few or too near to each other.
fn least_squares(rows: &[(f64, f64, f64, bool)]) -> Option<Fit> {
    let mean = |down: bool| {
        let (sum, then, now) = rows
            .iter()
            .filter(|row| row.3 == down)
            .fold((0.0, 0.0, 0.0), |(sum, then, now), row| (sum + row.2, then + row.2 * row.0, now + row.2 * row.1));
        (sum > 1e-6).then(|| (then / sum, now / sum))
    };
    let ((down_then, down_now), (across_then, across_now)) = (mean(true)?, mean(false)?);
    let (mut spread, mut common) = (0.0, 0.0);
    for (then, now, weight, down) in rows {
        let (a, b) = if *down { (then - down_then, now - down_now) } else { (then - across_then, now - across_now) };
        spread += weight * a * a;
        common += weight * a * b;
    }
    let scale = common / spread;
    (spread > LEAST_APART * LEAST_APART && (SCALES.0..SCALES.1).contains(&scale)).then_some(Fit {
        scale,
        x: across_now - across_then * scale,
        y: down_now - down_then * scale,
    })
}

fn known(words: &[WordBox]) -> Vec<Known<'_>> {
    let key = |word: &WordBox| word.text.chars().filter(|c| c.is_alphanumeric()).flat_map(char::to_lowercase).collect::<String>();
    words.iter().map(|word| (key(word), word)).filter(|(key, _)| key.chars().count() >= 2).collect()
}

fn matches(reference: &[Known], frame: &[Known]) -> Vec<Match> {
    let mut by_key: HashMap<&str, Vec<usize>> = HashMap::new();
    for (at, (key, _)) in frame.iter().enumerate() {
        by_key.entry(key).or_default().push(at);
    }
    let mut matches = Vec::new();
    for (then, (key, _)) in reference.iter().enumerate() {
        let twins = by_key.get(key.as_str()).map(Vec::as_slice).unwrap_or_default();
        if twins.len() <= MOST_TWINS {
            matches.extend(twins.iter().map(|now| Match { then, now: *now, weight: 1.0 / count(twins.len()) }));
        }
    }
    matches
}

fn from_pair(reference: &[Known], frame: &[Known], one: &Match, two: &Match) -> Option<Fit> {
    if one.then == two.then || one.now == two.now {
        return None;
    }
    let (a, b) = (reference[one.then].1, reference[two.then].1);
    let (c, d) = (frame[one.now].1, frame[two.now].1);
    let (then_x, then_y) = (b.x - a.x, middle(b) - middle(a));
    let (now_x, now_y) = (d.x - c.x, middle(d) - middle(c));
    // In other fonts the heights of lines are surer than the starts of words.
    let scale = if then_y.abs() >= LEAST_APART {
        now_y / then_y
    } else if then_x.abs() >= LEAST_APART * 2.0 {
        now_x / then_x
    } else {
        return None;
    };
    if scale < SCALES.0 || scale > SCALES.1 {
        return None;
    }
    let slack = 10.0 + 0.06 * then_x.abs().max(then_y.abs());
    if (now_x / scale - then_x).abs() > slack || (now_y / scale - then_y).abs() > slack / 2.0 {
        return None;
    }
    let x = f64::midpoint(c.x - a.x * scale, d.x - b.x * scale);
    let y = f64::midpoint(middle(c) - middle(a) * scale, middle(d) - middle(b) * scale);
    Some(Fit { scale, x, y })
}

/// How many words say so; one that stands once on the frame tells more than one of eight, and each counts once.
fn support(reference: &[Known], frame: &[Known], matches: &[Match], fit: Fit) -> f64 {
    // Summed in one order, so that places that are as good come in one order too.
    let mut best: BTreeMap<usize, f64> = BTreeMap::new();
    for one in matches.iter().filter(|one| is_at(reference[one.then].1, frame[one.now].1, fit)) {
        let worth = best.entry(one.then).or_default();
        *worth = worth.max(0.5 + 0.5 * one.weight);
    }
    best.values().sum()
}

fn is_at(then: &WordBox, now: &WordBox, fit: Fit) -> bool {
    let (x, y) = (then.x * fit.scale + fit.x, middle(then) * fit.scale + fit.y);
    let height = (then.height * fit.scale).max(10.0);
    (y - middle(now)).abs() <= 0.7 * height && (x - now.x).abs() <= 3.0 * height
}

fn middle(word: &WordBox) -> f64 {
    word.y + word.height / 2.0
}
