//! Labels of fields: texts beside a control that are its visible name. What happens to both is one change, said once.

use super::Finding;
use super::contents::control_renamed;
use super::course::{is_labelled_field, renamed};
use super::scene::Scene;
use super::words::pattern;
use crate::outline::{Item, ItemKind, normalised};

/// Whether a text is the label of a field, or its beginning, then and now.
pub(super) fn name_a_field(scene: &Scene, then: &Item, now: &Item) -> bool {
    let field = |items: &[Item], words: &str| items.iter().any(|item| is_field(item) && begins_with(&item.name, words));
    then.kind == ItemKind::Text && field(&scene.then, &then.name) && field(&scene.now, &now.name)
}

/// A field whose label is another, where the texts alone don't show that they are one label.
pub(super) fn renamed_field(scene: &Scene, then: &Item, now: &Item, on_target: bool) -> Option<Finding> {
    if !is_field(then) || !is_field(now) {
        return None;
    }
    let (was, is) = (label_of(then, &scene.then, &scene.pairing.lost)?, label_of(now, &scene.now, &scene.pairing.new)?);
    if pattern(&was) == pattern(&is) {
        return None;
    }
    Some(if on_target { renamed(scene.case, &was, &is, "") } else { control_renamed(scene.case, &was, &is) })
}

/// The text among those that begins the name of a field.
fn label_of(field: &Item, items: &[Item], among: &[usize]) -> Option<String> {
    let labels = among.iter().map(|i| &items[*i]).filter(|item| is_label(item) && begins_with(&field.name, &item.name));
    labels.map(|item| normalised(&item.name)).next()
}

/// What came or went, without the labels of fields that came or went, or that are there under another name.
pub(super) fn without_those_of_fields(scene: &Scene, mut lost: Vec<usize>, mut new: Vec<usize>) -> (Vec<usize>, Vec<usize>) {
    let fields = |items: &[Item], at: &[usize]| names(at.iter().map(|i| &items[*i]));
    let (gone, come) = (fields(&scene.then, &lost), fields(&scene.now, &new));
    let renamed = scene
        .pairing
        .pairs
        .iter()
        .filter(|pair| normalised(&scene.then[pair.then].name) != normalised(&scene.now[pair.now].name));
    let before = names(renamed.clone().map(|pair| &scene.then[pair.then]));
    let after = names(renamed.map(|pair| &scene.now[pair.now]));
    let belongs = |item: &Item, own: &[String], others: &[String]| {
        let words = normalised(&item.name);
        is_label(item) && (own.iter().any(|name| name.contains(&words)) || others.iter().any(|name| begins_with(name, &words)))
    };
    lost.retain(|i| !belongs(&scene.then[*i], &gone, &before));
    new.retain(|j| !belongs(&scene.now[*j], &come, &after));
    (lost, new)
}

fn names<'a>(items: impl Iterator<Item = &'a Item>) -> Vec<String> {
    items.filter(|item| is_field(item)).map(|item| normalised(&item.name)).filter(|name| !name.is_empty()).collect()
}

fn is_field(item: &Item) -> bool {
    item.kind == ItemKind::Control && is_labelled_field(&item.role)
}

fn is_label(item: &Item) -> bool {
    item.kind == ItemKind::Text && item.role == "label"
}

fn begins_with(name: &str, words: &str) -> bool {
    let (name, words) = (normalised(name), normalised(words));
    !words.is_empty() && name.strip_prefix(&words).is_some_and(|rest| rest.is_empty() || rest.starts_with(' '))
}
