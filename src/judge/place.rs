//! Where a picture of our own lies on a frame: the displacement that most of its controls and words agree on.

use std::collections::HashMap;

use super::pairs::overlap;
use super::words::{called, likeness, pattern};
use crate::outline::{Item, Rect};
use crate::references::{Entry, LEAST_SHARE_MASKED, device_scale, share_inside};
use crate::walk::Frame;

/// Displacements this near to each other are one, pixels.
const SAME_PLACE: f64 = 3.0;
/// What the stage's target weighs against one word that is alone on the page.
const TARGET_WEIGHT: f64 = 1.5;
/// What the anchor control weighs.
const ANCHOR_WEIGHT: f64 = 1.0;
/// Words that stand on a page more often than this say nothing about the place.
const MOST_TWINS: usize = 12;
/// A name this much like another (0 to 1) counts as half found.
const LIKE: f64 = 0.5;

/// How a reference lies on a frame.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(super) struct Place {
    /// Frame pixels in a reference pixel.
    pub(super) scale: f64,
    /// A point of the reference lies at `scale × point + (x, y)`, device pixels of the whole document.
    pub(super) x: f64,
    /// See `x`.
    pub(super) y: f64,
    /// From 0 to 1.
    pub(super) confidence: f64,
    /// The share (0 to 1) of the reference's words that the frame has anywhere.
    pub(super) found_share: f64,
    /// How many words the reference has.
    pub(super) words: usize,
}

impl Place {
    /// A box of the reference in device pixels of the document.
    pub(super) fn in_document(&self, bounds: &Rect) -> Rect {
        bounds.scaled(self.scale).moved(self.x, self.y)
    }

    /// A box in device pixels of the document in the reference.
    pub(super) fn in_reference(&self, bounds: &Rect) -> Rect {
        bounds.moved(-self.x, -self.y).scaled(1.0 / self.scale)
    }
}

struct Vote {
    x: f64,
    y: f64,
    weight: f64,
    /// Whether it is of the stage's target.
    of_target: bool,
    /// Where the reference has the only thing of these words; `None` for twins and other signs.
    word: Option<Rect>,
}

/// Finds a picture of our own on a frame. `None` where nothing says that it is there.
pub(super) fn find(entry: &Entry, frame: &Frame) -> Option<Place> {
    let device = device_scale(&frame.outline);
    let then = if entry.renderer.scale > 0.0 { entry.renderer.scale } else { 1.0 };
    let scale = device / then;
    let items = visible(frame, device, Some(entry));
    let (votes, found, words) = votes(entry, frame, &items, scale);
    let start = entry.recipe.region.scaled(device);
    let Some((best, agreeing)) = strongest(&votes, (start.x, start.y)) else {
        let bare = words == 0;
        return bare.then_some(Place { scale, x: start.x, y: start.y, confidence: 0.3, found_share: 0.0, words });
    };
    let stayed = shares_its_place_otherwise(&votes, best, &start, scale);
    let best = stayed.as_ref().unwrap_or(best);
    let total: f64 = count(words) + entry.recipe.target.map_or(0.0, |_| TARGET_WEIGHT);
    let found_share = if words == 0 { 1.0 } else { (found / count(words)).min(1.0) };
    let agreement = (agreeing / total.max(1.0)).min(1.0);
    let confidence = (0.5 * found_share + 0.5 * agreement.sqrt()).clamp(0.0, 1.0);
    Some(Place { scale, x: best.x, y: best.y, confidence, found_share, words })
}

/// Whether what masks of a reason cover is compared as text: stand-ins took the place of the words that differ in it, then and now.
pub(super) fn compares_words(reason: &str, entry: &Entry, frame: &Frame) -> bool {
    let then = entry.masks.iter().filter(|mask| mask.reason == reason).all(|mask| mask.veiled);
    let now = frame.masks.iter().filter(|mask| mask.reason == reason).all(|mask| mask.veiled);
    entry.recipe.veiled && then && now
}

/// The frame's items that no mask covers, boxes in device pixels of the document. With a picture of our own, words that have
/// stand-ins on both sides are among them.
pub(super) fn visible(frame: &Frame, device: f64, own: Option<&Entry>) -> Vec<Item> {
    let hides = |reason: &str| !own.is_some_and(|entry| compares_words(reason, entry, frame));
    let hiding: Vec<&Rect> = frame.masks.iter().filter(|mask| hides(&mask.reason)).map(|mask| &mask.bounds).collect();
    let masked = |item: &&Item| hiding.iter().any(|mask| share_inside(&item.bounds, mask) >= LEAST_SHARE_MASKED);
    let items = frame.outline.items.iter().filter(|item| !masked(item));
    items
        .map(|item| Item {
            bounds: item.bounds.scaled(device),
            words_at: item.words_at.map(|at| at.scaled(device)),
            ..item.clone()
        })
        .collect()
}

fn votes(entry: &Entry, frame: &Frame, items: &[Item], scale: f64) -> (Vec<Vote>, f64, usize) {
    let mut by_words: HashMap<String, Vec<&Item>> = HashMap::new();
    for item in items {
        by_words.entry(pattern(&called(item))).or_default().push(item);
    }
    let is_target = |bounds: &Rect| entry.recipe.target.is_some_and(|target| overlap(&target, bounds) > 0.5);
    let mut votes = Vec::new();
    let (mut found, mut words) = (0.0, 0);
    for item in &entry.items {
        let key = pattern(&called(item));
        if key.is_empty() {
            continue;
        }
        words += 1;
        let twins = by_words.get(&key).map(Vec::as_slice).unwrap_or_default();
        found += if !twins.is_empty() {
            1.0
        } else if by_words.keys().any(|other| likeness(&key, other) >= LIKE) {
            0.5
        } else {
            0.0
        };
        if twins.len() <= MOST_TWINS {
            let weight = 1.0 / count(twins.len());
            let cast = twins.iter().map(|twin| vote(&item.bounds, &twin.bounds, scale, weight));
            let word = (twins.len() == 1).then_some(item.bounds);
            votes.extend(cast.map(|vote| Vote { of_target: is_target(&item.bounds), word, ..vote }));
        }
    }
    if let Some(anchor) = &entry.recipe.anchor {
        let mut same = items.iter().filter(|item| item.role == anchor.role && item.name == anchor.name);
        if let (Some(only), None) = (same.next(), same.next()) {
            votes.push(Vote { of_target: is_target(&anchor.bounds), ..vote(&anchor.bounds, &only.bounds, scale, ANCHOR_WEIGHT) });
        }
    }
    if let (Some(then), Some(now)) = (&entry.recipe.target, &frame.target) {
        let same_stage = frame.stage == entry.recipe.stage;
        let now = now.scaled(device_scale(&frame.outline));
        if same_stage {
            votes.push(Vote { of_target: true, ..vote(then, &now, scale, TARGET_WEIGHT) });
        }
    }
    (votes, found, words)
}

fn vote(then: &Rect, now: &Rect, scale: f64, weight: f64) -> Vote {
    Vote { x: now.x - then.x * scale, y: now.y - then.y * scale, weight, of_target: false, word: None }
}

/// Where the picture was taken, if all its words still stand there, in another order: then its place has not gone with the most of
/// them.
fn shares_its_place_otherwise(votes: &[Vote], best: &Vote, start: &Rect, scale: f64) -> Option<Vote> {
    let apart = |one: &Vote, (x, y): (f64, f64)| (x - one.x).abs().max((y - one.y).abs());
    let words: Vec<&Vote> = votes.iter().filter(|vote| vote.word.is_some()).collect();
    let stands_there = |vote: &&Vote| {
        let now = vote.word.map(|then| then.scaled(scale).moved(vote.x, vote.y));
        now.is_some_and(|now| share_inside(&now, start) > 0.99)
    };
    let agree = words.iter().filter(|vote| apart(vote, (best.x, best.y)) <= SAME_PLACE).count();
    let went = apart(best, (start.x, start.y)) > SAME_PLACE;
    let is_reordered = words.len() >= 3 && 4 * agree < 3 * words.len() && words.iter().all(stands_there);
    (went && is_reordered).then_some(Vote { x: start.x, y: start.y, weight: best.weight, of_target: false, word: None })
}

/// The vote with most others beside it, and their weight; of equals the one nearest to where the picture was taken. A target that
/// went alone, while others stand where they stood on the page, doesn't take the picture's place along.
fn strongest(votes: &[Vote], start: (f64, f64)) -> Option<(&Vote, f64)> {
    let apart = |one: &Vote, two: &Vote| (two.x - one.x).abs().max((two.y - one.y).abs());
    let support = |one: &Vote| -> f64 {
        votes
            .iter()
            .map(|two| (two.weight, apart(one, two)))
            .filter(|(_, apart)| *apart <= SAME_PLACE)
            // Those that agree to the pixel count a little more, so that of near places the exact one is taken.
            .map(|(weight, apart)| if apart <= 0.6 { weight } else { weight * 0.9 })
            .sum()
    };
    let distance = |vote: &Vote| (vote.x - start.0).hypot(vote.y - start.1);
    let better = |one: &(&Vote, f64), two: &(&Vote, f64)| {
        let by_support = if (one.1 - two.1).abs() < 1e-9 { std::cmp::Ordering::Equal } else { one.1.total_cmp(&two.1) };
        by_support.then_with(|| distance(two.0).total_cmp(&distance(one.0)))
    };
    let best = |of: &dyn Fn(&Vote) -> bool| votes.iter().filter(|vote| of(vote)).map(|vote| (vote, support(vote))).max_by(better);
    let found = best(&|_| true)?;
    let went_alone = votes.iter().all(|vote| vote.of_target || apart(found.0, vote) > SAME_PLACE);
    let stayed = |vote: &Vote| !vote.of_target && distance(vote) <= SAME_PLACE;
    if went_alone { best(&stayed).or(Some(found)) } else { Some(found) }
}

#[expect(clippy::cast_precision_loss, reason = "counts of items on a page")]
pub(super) fn count(n: usize) -> f64 {
    n as f64
}
