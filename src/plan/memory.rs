//! What is known of a walk's controls from the time when the guide's pictures were made. Words and boxes only, no pixels: with
//! them a control is recognised that goes by another name today.

use std::collections::BTreeMap;

use crate::outline::{Item, ItemKind, Rect, normalised};
use crate::references::{Entry, References};
use crate::walkfile::{Locator, Matching, Target, Walk};

/// Boxes that differ by less (CSS pixels) are one.
const SAME_PLACE: f64 = 2.0;

/// A control as it was when its picture was made.
#[derive(Debug, Clone, PartialEq)]
pub struct Remembered {
    /// The control; its box is in pixels of the picture.
    pub control: Item,
    /// Everything else that the picture shows, boxes likewise.
    pub others: Vec<Item>,
}

/// The targets that the guide's own pictures show, by the id of their stage (`5.2`) or interruption (`7.sudo`).
pub(super) fn remembered(walk: &Walk, references: &References) -> BTreeMap<String, Remembered> {
    let stages = walk.stages.iter().filter_map(|stage| Some((stage.id.clone(), stage.step, stage.target.as_ref()?)));
    let interruptions = walk.interruptions.iter().filter_map(|interruption| {
        let step = interruption.step?;
        Some((format!("{step}.{}", interruption.name), step, interruption.target.as_ref()?))
    });
    let all = stages.chain(interruptions);
    all.filter_map(|(id, step, target)| {
        let known = entries(references, step);
        let found = known
            .iter()
            .find_map(|entry| at_its_place(entry, &id))
            .or_else(|| known.iter().find_map(|entry| by_name(entry, target)));
        found.map(|remembered| (id, remembered))
    })
    .collect()
}

fn entries(references: &References, step: u32) -> Vec<&Entry> {
    let loaded = references.of_step(step).into_iter().filter_map(|reference| reference.loaded.as_ref().ok());
    loaded.filter_map(|loaded| loaded.taken.as_ref().or(loaded.hint.as_ref())).collect()
}

/// The target of the stage that the picture was taken at.
fn at_its_place(entry: &Entry, id: &str) -> Option<Remembered> {
    let target = entry.recipe.target.filter(|_| entry.recipe.stage == id)?;
    let at = entry.items.iter().position(|item| item.kind == ItemKind::Control && same_place(&item.bounds, &target))?;
    Some(without(entry, at))
}

/// A control that bears one of the names that the walk file knows.
fn by_name(entry: &Entry, target: &Target) -> Option<Remembered> {
    let is_named = |item: &Item| item.kind == ItemKind::Control && target.alternatives.iter().any(|locator| names(locator, item));
    let at = entry.items.iter().position(is_named)?;
    Some(without(entry, at))
}

fn without(entry: &Entry, at: usize) -> Remembered {
    let mut others = entry.items.clone();
    let control = others.remove(at);
    Remembered { control, others }
}

fn same_place(a: &Rect, b: &Rect) -> bool {
    let apart = [a.x - b.x, a.y - b.y, a.width - b.width, a.height - b.height];
    apart.iter().all(|by| by.abs() < SAME_PLACE)
}

/// Whether role and name are what the locator asks for.
fn names(locator: &Locator, item: &Item) -> bool {
    let (Some(role), Some(name)) = (&locator.role, &locator.name) else { return false };
    let has = normalised(&item.name);
    *role == item.role
        && match locator.matching {
            Matching::Exact => has == normalised(name),
            Matching::Prefix => has.starts_with(&normalised(name)),
            Matching::Regex => regex::Regex::new(name).is_ok_and(|pattern| pattern.is_match(&has)),
        }
}
