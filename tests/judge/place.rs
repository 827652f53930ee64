//! Where a part of one frame is on another, from what both outlines say: the truth that no picture is needed for.

use std::collections::HashMap;

use guidewalk::outline::{Item, Rect};

use crate::person::Lies;
use crate::takes::Shot;

/// How a part of one frame is found on another.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Moved {
    /// CSS pixels of the document, to the right and down.
    pub(crate) by: (f64, f64),
    /// How much of what the part shows is on the other frame at this place, 0 to 1.
    pub(crate) share: f64,
    /// How many things the part shows.
    pub(crate) things: usize,
    /// Whether everything in it is there with the same words and values, and nothing else is.
    pub(crate) same: bool,
}

/// Places that differ by no more are one; CSS pixels.
const CLOSE: f64 = 2.0;

/// Lays the outlines over each other where the part is.
pub(crate) fn moved(from: &Shot, to: &Shot, part: &Rect) -> Moved {
    let inside = seen(from, part);
    let names = unique(&to.outline.items);
    let own = unique(&from.outline.items);
    let steps: Vec<(f64, f64)> = inside
        .iter()
        .filter(|item| own.get(&key(item)).is_some_and(Option::is_some))
        .filter_map(|item| names.get(&key(item)).copied().flatten().map(|other| (*item, other)))
        .map(|(item, other)| (other.bounds.x - item.bounds.x, other.bounds.y - item.bounds.y))
        .collect();
    let by = (middle(steps.iter().map(|step| step.0)), middle(steps.iter().map(|step| step.1)));
    let close = |step: &&(f64, f64)| (step.0 - by.0).abs() <= CLOSE && (step.1 - by.1).abs() <= CLOSE;
    let there = steps.iter().filter(close).count();
    let share = if inside.is_empty() { 0.0 } else { ratio(there, inside.len()) };
    let shown = seen(to, &part.moved(by.0, by.1));
    let words = |items: &[&Item]| -> Vec<String> { items.iter().map(|item| words(item)).collect() };
    Moved { by, share, things: inside.len(), same: words(&inside) == words(&shown) }
}

/// How a picture that lies so on one frame lies on the other.
pub(crate) fn carried(lies: &Lies, from: &Shot, to: &Shot, by: (f64, f64)) -> Lies {
    let (then, now) = (from.density(), to.density());
    let across = |at: f64, origin: f64, by: f64, target: f64| (at / then + origin + by - target) * now;
    Lies {
        scale: lies.scale * now / then,
        x: across(lies.x, from.origin[0], by.0, to.origin[0]),
        y: across(lies.y, from.origin[1], by.1, to.origin[1]),
    }
}

/// What of the document lies in the part and can be seen.
pub(crate) fn seen<'a>(shot: &'a Shot, part: &Rect) -> Vec<&'a Item> {
    shot.outline.items.iter().filter(|item| !item.is_under() && part.holds_centre_of(&item.bounds)).collect()
}

fn key(item: &Item) -> (String, String) {
    (item.role.clone(), item.name.clone())
}

fn words(item: &Item) -> String {
    format!("{} {} {} {} {:?}", item.role, item.name, item.text, item.value, item.states)
}

/// The things by role and name; those that are there more than once are nothing.
fn unique(items: &[Item]) -> HashMap<(String, String), Option<&Item>> {
    let mut all: HashMap<_, Option<&Item>> = HashMap::new();
    for item in items.iter().filter(|item| !item.is_under() && !item.name.is_empty()) {
        all.entry(key(item)).and_modify(|one| *one = None).or_insert(Some(item));
    }
    all
}

fn middle(values: impl Iterator<Item = f64>) -> f64 {
    let mut values: Vec<f64> = values.collect();
    values.sort_by(f64::total_cmp);
    values.get(values.len() / 2).copied().unwrap_or(0.0)
}

#[expect(clippy::cast_precision_loss, reason = "hundreds at most")]
fn ratio(hit: usize, of: usize) -> f64 {
    hit as f64 / of as f64
}
