//! What the pages say, as data: the words of an edition, its lists and looks, before any template is filled in.

use super::edition::{Developer, Edition, Eras, Expiration, Wording};
use super::lists::{self, Group, Item};
use super::scopes::{self, Scope};
use serde::Serialize;
use std::collections::BTreeMap;

/// Everything that templates show and that a mutation may change.
#[derive(Debug, Clone, Serialize)]
pub(crate) struct Content {
    pub(crate) eras: Eras,
    /// Words of controls and sentences, by a name that templates know.
    pub(crate) words: BTreeMap<&'static str, &'static str>,
    pub(crate) panel: Vec<Group>,
    pub(crate) sidebar: Vec<Group>,
    pub(crate) developer: Vec<Item>,
    pub(crate) scopes: Vec<Scope>,
}

impl Content {
    /// The content of an edition, unchanged.
    pub(crate) fn of(edition: Edition) -> Self {
        let eras = edition.eras();
        Self {
            words: words(&eras),
            panel: lists::panel(&eras),
            sidebar: lists::sidebar(&eras),
            developer: lists::developer(&eras),
            scopes: scopes::offered(eras.wording),
            eras,
        }
    }

    /// The entry of that label in panel or sidebars, with whatever stands beside it.
    pub(crate) fn siblings_mut(&mut self, label: &str) -> Option<(&mut Vec<Item>, usize)> {
        let groups = self.panel.iter_mut().chain(&mut self.sidebar).map(|group| &mut group.items);
        groups.chain(std::iter::once(&mut self.developer)).find_map(|items| find(items, label))
    }
}

fn find<'list>(items: &'list mut Vec<Item>, label: &str) -> Option<(&'list mut Vec<Item>, usize)> {
    if let Some(at) = items.iter().position(|item| item.label == label) {
        return Some((items, at));
    }
    items.iter_mut().find_map(|item| find(&mut item.children, label))
}

fn words(eras: &Eras) -> BTreeMap<&'static str, &'static str> {
    let mut words = BTreeMap::from([
        ("sign_in", "Sign in"),
        ("confirm", "Confirm"),
        ("generate_new_token", "Generate new token"),
        ("fine_grained_item", "Generate new token"),
        ("fine_grained_item_about", "Fine-grained, repo-scoped"),
        ("classic_item", "Generate new token (classic)"),
        ("classic_item_about", "For general use"),
        ("note", "Note"),
        ("note_caption", "What’s this token for?"),
        ("expiration", "Expiration"),
        ("default_days", "30"),
        ("select_scopes", "Select scopes"),
        ("generate_token", "Generate token"),
        ("cancel", "Cancel"),
        ("copy_now", "Make sure to copy your personal access token now. You won’t be able to see it again!"),
        ("copy_token", "Copy token"),
        ("delete", "Delete"),
        ("delete_for_good", "I understand, delete this token"),
        ("custom", if eras.expiration == Expiration::Menu { "Custom" } else { "Custom..." }),
        ("never", if eras.wording == Wording::Early { "The token will never expire!" } else { "" }),
    ]);
    words.extend(headings(eras.developer));
    words
}

fn headings(developer: Developer) -> [(&'static str, &'static str); 5] {
    match developer {
        Developer::Flat => [
            ("list_heading", "Personal access tokens"),
            ("list_title", "Personal Access Tokens"),
            ("new_heading", "New personal access token"),
            ("new_title", "New Personal Access Token"),
            ("edit_heading", "Edit personal access token"),
        ],
        Developer::Group => [
            ("list_heading", "Personal access tokens (classic)"),
            ("list_title", "Personal Access Tokens (Classic)"),
            ("new_heading", "New personal access token (classic)"),
            ("new_title", "New Personal Access Token (Classic)"),
            ("edit_heading", "Edit personal access token (classic)"),
        ],
    }
}
