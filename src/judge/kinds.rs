//! Things that became another sort of thing under the same words.

use super::say::{self, role_in_words};
use super::scene::Scene;
use super::words::{called, pattern, shown};
use super::{Finding, Kind, Severity};
use crate::outline::{Item, ItemKind};

/// A heading that can be pressed now, or a control that became a heading: the same words, and only the pixels know whether a reader sees
/// it.
pub(super) fn became_pressable(scene: &Scene, then: &Item, now: &Item) -> Option<Finding> {
    let is_one = |one: &Item, other: &Item| one.kind == ItemKind::Heading && other.kind == ItemKind::Control;
    if !(is_one(then, now) || is_one(now, then)) || pattern(&shown(then)) != pattern(&shown(now)) {
        return None;
    }
    let in_words = |item: &Item| match item.kind {
        ItemKind::Control => role_in_words(&item.role, &item.states).to_owned(),
        _ => "heading".to_owned(),
    };
    let (was, is) = (in_words(then), in_words(now));
    let sentence = format!("the {was} '{}' is a {is} now", called(then));
    Some(say::finding(scene.case, Kind::Restyled, Severity::Misleading, (&called(then), &called(now)), &sentence))
}

/// Whether a field or list became another sort of control; between link and button only the look counts.
pub(super) fn became_another_field(then: &Item, now: &Item) -> bool {
    let sort = |item: &Item| match item.role.as_str() {
        "textbox" | "searchbox" | "spinbutton" => "field",
        "combobox" | "listbox" => "list",
        "checkbox" | "switch" | "menuitemcheckbox" => "tick",
        "radio" | "menuitemradio" => "option",
        _ => "action",
    };
    then.kind == ItemKind::Control && now.kind == ItemKind::Control && sort(then) != sort(now)
}
