//! What a press did to a page, or didn't.

use super::act::Done;
use super::attend::script_failure;
use super::walker::Halt;
use crate::browser::Observation;

/// A press that led nowhere because a script of the page failed at it, or had failed before and nothing moved at all.
pub(super) fn dead_press(last: &Done, seen: &Observation) -> Option<Halt> {
    let before = last.before.as_ref().filter(|before| before.url == seen.url)?;
    let failed = seen.errors.len() > before.errors.len() || unchanged(before, seen);
    failed.then(|| script_failure(&seen.errors, "the press led nowhere")).flatten()
}

/// Whether nothing moved on the page.
pub(super) fn unchanged(before: &Observation, now: &Observation) -> bool {
    before.url == now.url && before.changes == now.changes && before.headings == now.headings
}

/// Whether the same screen is there as before a press, whatever unfolded on it.
pub(super) fn stayed(last: &Done, now: &Observation) -> bool {
    last.before.as_ref().is_some_and(|before| before.url == now.url && before.headings == now.headings)
}
