//! What an entry of the tables is made of.

use super::Truth;
use crate::judge::{Kind, Severity};
use crate::practice::content::Content;
use crate::practice::edition::Edition;
use crate::practice::lists::Item;

/// Every edition.
pub(super) const ALL: &[Edition] = &Edition::ALL;
/// The editions before the newest.
pub(super) const EARLY: &[Edition] = &[Edition::June2022, Edition::January2024];
/// The editions with a side panel, a group of tokens and a menu above the list.
pub(super) const LATE: &[Edition] = &[Edition::January2024, Edition::November2026];
/// The oldest edition alone.
pub(super) const JUNE_2022: &[Edition] = &[Edition::June2022];
/// The edition of the pictures alone.
pub(super) const JANUARY_2024: &[Edition] = &[Edition::January2024];

/// The newest edition alone.
pub(super) const NOVEMBER_2026: &[Edition] = &[Edition::November2026];

/// An entry of a table.
#[derive(Debug)]
pub(super) struct Case {
    pub(super) name: &'static str,
    pub(super) about: &'static str,
    /// The change of a real site that it is taken from, or `invented`.
    pub(super) source: &'static str,
    pub(super) editions: &'static [Edition],
    /// What it touches: two that touch the same can't be combined.
    pub(super) parts: &'static [Part],
    pub(super) changes: &'static [Change],
    pub(super) truths: &'static [Truth],
    /// The steps that no walk can reach.
    pub(super) unreached: &'static [u32],
}

/// A part of the path's pages.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Part {
    SignIn,
    Home,
    Header,
    Panel,
    Sidebar,
    DeveloperSidebar,
    ListHead,
    Sudo,
    NoteAndExpiration,
    Scopes,
    FormFoot,
    MadeToken,
}

/// How a change is made.
#[derive(Debug)]
pub(super) enum Change {
    /// Before templates are filled in.
    Content(fn(&mut Content)),
    /// In finished pages.
    Pages(&'static [Edit]),
    /// In finished pages of some editions.
    PagesOf(&'static [Edition], &'static [Edit]),
    /// At the end of the style sheet.
    Style(&'static str),
    /// On the way to a page.
    Detour(Detour),
}

/// One exact replacement in a finished page; it must fit where its page is served.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Edit {
    /// The page's `route-pattern`, without its `(.:format)`; [`Edit::ANYWHERE`] is every page.
    pub(crate) route: &'static str,
    pub(crate) find: &'static str,
    pub(crate) put: &'static str,
}

impl Edit {
    /// Every page.
    pub(crate) const ANYWHERE: &'static str = "*";

    /// Whether it is to be made in the page of a route.
    pub(crate) fn is_for(&self, route: &str) -> bool {
        self.route == Self::ANYWHERE || self.route == route
    }
}

/// What happens on the way to a page.
#[derive(Debug, Clone, Copy)]
pub(crate) enum Detour {
    /// A screen in between, once for each sign-in.
    Screen { before: &'static str, screen: Screen },
    /// A dialog over the page, once for each sign-in.
    Dialog { over: &'static str, screen: Screen },
    /// Another page answers, always.
    Redirect { from: &'static str, to: &'static str },
    /// There is no such page any more.
    Gone { at: &'static str },
}

/// A screen or dialog that nobody asked for.
#[derive(Debug, Clone, Copy, serde::Serialize)]
pub(crate) struct Screen {
    pub(crate) heading: &'static str,
    pub(crate) sentence: &'static str,
    /// What leads on.
    pub(crate) button: &'static str,
}

/// A truth in every edition.
pub(super) const fn truth(step: u32, kind: Kind, severity: Severity, names: &'static str) -> Truth {
    Truth { step, kind, severity, names, editions: ALL }
}

impl Truth {
    /// The same in some editions only.
    pub(super) const fn only(self, editions: &'static [Edition]) -> Self {
        Self { editions, ..self }
    }
}

pub(super) const fn edit(route: &'static str, find: &'static str, put: &'static str) -> Edit {
    Edit { route, find, put }
}

/// Another word for a control or sentence.
pub(super) fn say(content: &mut Content, name: &'static str, word: &'static str) {
    content.words.insert(name, word);
}

/// Another label for an entry.
pub(super) fn rename(content: &mut Content, from: &str, to: &str) {
    if let Some((items, at)) = content.siblings_mut(from) {
        to.clone_into(&mut items[at].label);
    }
}

/// Takes an entry away; a group that is then empty goes with it.
pub(super) fn take(content: &mut Content, label: &str) -> Option<Item> {
    let item = content.siblings_mut(label).map(|(items, at)| items.remove(at));
    content.sidebar.retain(|group| !group.items.is_empty());
    content.panel.retain(|group| !group.items.is_empty());
    item
}

/// Puts an entry before another.
pub(super) fn put_before(content: &mut Content, label: &str, item: Item) {
    if let Some((items, at)) = content.siblings_mut(label) {
        items.insert(at, item);
    }
}
