//! The form of a walk file as data. The check of every key and value, the reader's look-ups and the JSON Schema all work from this
//! one table, so that they can't come apart.

mod actions;
mod shapes;
mod words;

pub(super) use actions::{ACTIONS, VERBS};
pub(super) use shapes::{ALL, CONDITION, CROP, FILE, INTERRUPTION, LOCATOR, MARK, PICTURE, STAGE, VARIANT, VIEWPORT};
pub(super) use shapes::{BLOCK, BUDGET, CLEAN_UP, MASK, STAND_IN};

/// A sort of table.
#[derive(Debug)]
pub(super) struct Shape {
    /// What messages call it, with its article (`a stage`).
    pub(super) called: &'static str,
    /// Its name in the schema.
    pub(super) name: &'static str,
    /// What it is, for the schema.
    pub(super) about: &'static str,
    /// Its keys, in the order in which they are best written.
    pub(super) keys: &'static [Key],
    /// One of these must be there at least; empty: no such rule.
    pub(super) any_of: &'static [&'static str],
}

impl Shape {
    /// The key of this name.
    pub(super) fn key(&self, name: &str) -> Option<&'static Key> {
        self.keys.iter().find(|key| key.name == name)
    }
}

/// A key of a table.
#[derive(Debug)]
pub(super) struct Key {
    /// As it is written.
    pub(super) name: &'static str,
    /// What may stand there.
    pub(super) kind: Kind,
    /// Whether it may be left out.
    pub(super) need: Need,
    /// What it is, for the schema.
    pub(super) about: &'static str,
}

/// Whether a key may be left out.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Need {
    /// No.
    Must,
    /// Yes.
    May,
}

/// What may stand at a key.
#[derive(Debug)]
pub(super) enum Kind {
    /// Words, never empty.
    Text(Format),
    /// A whole number.
    Whole {
        /// The least.
        least: i64,
        /// The most.
        most: i64,
    },
    /// Any number.
    Number {
        /// The least.
        least: f64,
        /// The most.
        most: f64,
    },
    /// `true` or `false`.
    Flag,
    /// One of several words.
    Word {
        /// What such a word is called (`role`).
        called: &'static str,
        /// The words.
        words: &'static [&'static str],
    },
    /// One table.
    Table(&'static Shape),
    /// A list that isn't empty.
    List(&'static Kind),
    /// One, or a list of them that isn't empty.
    OneOrList(&'static Kind),
    /// A locator, a list of alternatives, or the name of a control.
    Control(Named),
    /// One action: a table whose verb says which.
    Action,
    /// A number, or four of them: top, right, bottom, left.
    Padding,
    /// A table whose keys are free names.
    Names(&'static Kind),
}

/// Which names a control may be given by.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Named {
    /// A name of `[controls]`.
    Controls,
    /// The same, or `target`.
    ControlsOrTarget,
    /// None: it must be written out.
    Nothing,
}

/// What words must look like.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Format {
    /// Anything.
    Any,
    /// A path of the site: `/…`, never `//…`.
    Path,
    /// An address pattern: `/…`, perhaps with `*` at the end.
    PathPattern,
    /// Words, perhaps with `*` at the end.
    Pattern,
    /// `https://host`.
    Origin,
    /// `https://host/path`.
    Address,
    /// The name of an environment variable.
    Environment,
    /// A variable's name: lowercase letters, digits, `-`, `_`.
    Name,
    /// A file name without folder.
    File,
    /// `METHOD /path`.
    Request,
    /// `Header-Name: 8 days`.
    Expiry,
    /// `#rrggbb`.
    Colour,
}

/// A key that may be left out.
const fn may(name: &'static str, kind: Kind, about: &'static str) -> Key {
    Key { name, kind, need: Need::May, about }
}

/// A key that must be there.
const fn must(name: &'static str, kind: Kind, about: &'static str) -> Key {
    Key { name, kind, need: Need::Must, about }
}
