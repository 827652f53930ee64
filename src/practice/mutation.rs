//! Mutations: one real change of the path each, with the truth about it beside it.
//!
//! A new one is one entry in [`CASES`]: a change of the [`Content`] before templates are filled in, or typed edits of the
//! finished pages, and what a perfect judge would then find in the practice guide's pictures of `2024-01`.

use super::content::Content;
use super::lists;
use super::named::UnknownName;
use crate::judge::{Kind, Severity};
use std::{fmt, str::FromStr};

/// What a perfect judge finds because of a mutation, on top of what the edition alone gives.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Truth {
    /// The step of the practice guide.
    pub step: u32,
    /// What kind of finding it is.
    pub kind: Kind,
    /// How much it matters.
    pub severity: Severity,
}

/// One exact replacement in a finished page; it must fit where its page is served.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Edit {
    /// The page's `route-pattern`, without its `(.:format)`.
    pub(crate) route: &'static str,
    pub(crate) find: &'static str,
    pub(crate) put: &'static str,
}

#[derive(Debug)]
enum Change {
    Data(fn(&mut Content)),
    Html(&'static [Edit]),
}

#[derive(Debug)]
struct Case {
    name: &'static str,
    about: &'static str,
    change: Change,
    truths: &'static [Truth],
}

const fn truth(step: u32, kind: Kind, severity: Severity) -> Truth {
    Truth { step, kind, severity }
}

/// All mutations. Each must leave the rest of the path as it is.
static CASES: &[Case] = &[
    Case {
        name: "rename-developer-settings",
        about: "\"Developer settings\" is called \"Developer options\"",
        change: Change::Data(|content| rename(content, "Developer settings", "Developer options")),
        truths: &[truth(4, Kind::Renamed, Severity::Breaking)],
    },
    Case {
        name: "rename-generate-token",
        about: "\"Generate token\" is called \"Create token\"",
        change: Change::Data(|content| say(content, "generate_token", "Create token")),
        truths: &[truth(10, Kind::Renamed, Severity::Breaking)],
    },
    Case {
        name: "remove-tokens-classic",
        about: "\"Tokens (classic)\" is gone from the developer sidebar; its page is still there",
        change: Change::Data(|content| drop(take(content, "Tokens (classic)"))),
        truths: &[truth(5, Kind::Missing, Severity::Breaking)],
    },
    Case {
        name: "move-developer-settings",
        about: "\"Developer settings\" stands at the top of the sidebar",
        change: Change::Data(move_developer_settings),
        truths: &[truth(4, Kind::Moved, Severity::Breaking)],
    },
    Case {
        name: "add-near-twin",
        about: "\"Settings beta\" stands above \"Settings\" in the user panel",
        change: Change::Data(add_near_twin),
        truths: &[truth(3, Kind::Added, Severity::Misleading)],
    },
    Case {
        name: "reword-note-caption",
        about: "the sentence below \"Note\" is another",
        change: Change::Data(|content| say(content, "note_caption", "A name by which you will know this token.")),
        truths: &[truth(8, Kind::Reworded, Severity::Cosmetic)],
    },
    Case {
        name: "restyle-generate-token",
        about: "\"Generate token\" is grey",
        change: Change::Html(&[Edit {
            route: "/settings/tokens/new",
            find: "class=\"btn btn-primary x-generate\"",
            put: "class=\"btn x-generate\"",
        }]),
        truths: &[truth(10, Kind::Restyled, Severity::Cosmetic)],
    },
    Case {
        name: "announcement-before-settings",
        about: "a page of news with \"Continue\" comes up before the settings, once for each sign-in",
        change: Change::Data(|content| content.announced = true),
        truths: &[truth(3, Kind::ExtraStep, Severity::Breaking)],
    },
];

fn say(content: &mut Content, name: &'static str, word: &'static str) {
    content.words.insert(name, word);
}

fn rename(content: &mut Content, from: &str, to: &str) {
    if let Some((items, at)) = content.siblings_mut(from) {
        to.clone_into(&mut items[at].label);
    }
}

fn take(content: &mut Content, label: &str) -> Option<lists::Item> {
    content.siblings_mut(label).map(|(items, at)| items.remove(at))
}

fn move_developer_settings(content: &mut Content) {
    if let Some(item) = take(content, "Developer settings") {
        content.sidebar.retain(|group| !group.items.is_empty());
        content.sidebar[0].items.insert(0, item);
    }
}

fn add_near_twin(content: &mut Content) {
    if let Some((items, at)) = content.siblings_mut("Settings") {
        items.insert(at, lists::item("Settings beta", "/settings/beta", "flask"));
    }
}

/// One real change of the path.
#[derive(Debug, Clone, Copy)]
pub struct Mutation(&'static Case);

impl Mutation {
    /// All mutations there are.
    pub fn all() -> impl Iterator<Item = Self> {
        CASES.iter().map(Self)
    }

    /// The name that people type.
    #[must_use]
    pub fn name(self) -> &'static str {
        self.0.name
    }

    /// What it changes, in words.
    #[must_use]
    pub fn about(self) -> &'static str {
        self.0.about
    }

    /// What a perfect judge finds because of it.
    #[must_use]
    pub fn truths(self) -> &'static [Truth] {
        self.0.truths
    }

    /// Changes the content, where that is how it works.
    pub(crate) fn apply(self, content: &mut Content) {
        if let Change::Data(change) = self.0.change {
            change(content);
        }
    }

    /// The replacements in finished pages, where that is how it works.
    pub(crate) fn edits(self) -> &'static [Edit] {
        match self.0.change {
            Change::Html(edits) => edits,
            Change::Data(_) => &[],
        }
    }
}

impl PartialEq for Mutation {
    fn eq(&self, other: &Self) -> bool {
        self.0.name == other.0.name
    }
}

impl Eq for Mutation {}

impl fmt::Display for Mutation {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.name())
    }
}

impl FromStr for Mutation {
    type Err = UnknownName;

    fn from_str(given: &str) -> Result<Self, UnknownName> {
        let found = Self::all().find(|mutation| mutation.name() == given);
        found.ok_or_else(|| UnknownName::new("mutation", given, Self::all().map(Self::name)))
    }
}
