//! Mutations: one real change of the path each, with the truth about it beside it.
//!
//! A new one is one entry in a table of this folder: changes of the [`Content`](super::content::Content) before templates are
//! filled in, typed edits of the finished pages, style rules, or a detour on the way to a page; and what a perfect judge would
//! then find in the practice guide's pictures of `2024-01`, on top of what the edition alone gives.
//!
//! Where a screen comes in between, the truth is at the step that leads to it; where a dialog lies over a step's own page, it is
//! at that step: its target can't be reached without answering the dialog. A target that is there and can't be used is restyled
//! and breaks the step. A control that hides behind another that must be opened first is missing from the screen. A page that
//! opens in a window of its own is a wrong screen that misleads and doesn't break: what follows holds in the new window.

mod aside;
mod case;
mod looks;
mod once_aside;
mod places;
mod screens;
mod unseen;
mod words;

pub(crate) use case::{Detour, Edit, Screen};

use super::content::Content;
use super::edition::Edition;
use super::named::UnknownName;
use crate::judge::{Kind, Severity};
use case::{Case, Change};
use sha2::{Digest, Sha256};
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
    /// Words that the finding's `was` or `now` has; empty where the control has none that are the same everywhere.
    pub names: &'static str,
    /// The editions in which it is so.
    editions: &'static [Edition],
}

/// One real change of the path.
#[derive(Debug, Clone, Copy)]
pub struct Mutation(&'static Case);

impl Mutation {
    /// All mutations there are.
    pub fn all() -> impl Iterator<Item = Self> {
        let tables = [words::CASES, places::CASES, looks::CASES, screens::CASES, unseen::CASES];
        tables.into_iter().chain(once_aside::tables()).chain(aside::TABLES).flatten().map(Self)
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

    /// Which change of a real site it is taken from, or `invented`.
    #[must_use]
    pub fn source(self) -> &'static str {
        self.0.source
    }

    /// The editions that it can be made in.
    #[must_use]
    pub fn editions(self) -> &'static [Edition] {
        self.0.editions
    }

    /// What a perfect judge finds because of it in an edition; nothing where no reader can see it.
    pub fn truths_in(self, edition: Edition) -> impl Iterator<Item = Truth> {
        self.0.truths.iter().copied().filter(move |truth| truth.editions.contains(&edition))
    }

    /// Whether its change can't be seen by a reader, so that nothing is true of it but that all is as it was.
    #[must_use]
    pub fn is_unseen(self) -> bool {
        self.0.truths.is_empty()
    }

    /// Set aside: guidewalk is never tuned on it; what is measured on it is what counts. Of those that were written last it is a
    /// quarter, by a hash of their names.
    #[must_use]
    pub fn is_aside(self) -> bool {
        self.is_of_last_set() && Sha256::digest(self.name())[0].is_multiple_of(4)
    }

    /// Of those that were written last: what guidewalk makes of them is being measured.
    #[must_use]
    pub fn is_of_last_set(self) -> bool {
        aside::TABLES.into_iter().flatten().any(|case| std::ptr::eq(case, self.0))
    }

    /// Once set aside, and tuned on since it had been looked at.
    #[must_use]
    pub fn was_aside(self) -> bool {
        once_aside::tables().flatten().any(|case| std::ptr::eq(case, self.0))
    }

    /// The steps that no walk can reach because of it.
    #[must_use]
    pub fn unreached(self) -> &'static [u32] {
        self.0.unreached
    }

    /// Whether it can't be made together with another: both change one part of a page, or one hides what the other changes.
    #[must_use]
    pub fn clashes_with(self, other: Self) -> bool {
        let share = self.0.parts.iter().any(|part| other.0.parts.contains(part));
        share || self.hides(other) || other.hides(self)
    }

    fn hides(self, other: Self) -> bool {
        // What a control that can't be used leads to is never met.
        let is_dead_end = |step: u32| {
            let dead = |truth: &Truth| (truth.step, truth.kind, truth.severity) == (step, Kind::Restyled, Severity::Breaking);
            self.0.truths.iter().any(dead)
        };
        if other.0.truths.iter().any(|truth| matches!(truth.kind, Kind::ExtraStep | Kind::WrongScreen) && is_dead_end(truth.step))
        {
            return true;
        }
        let hidden = |step: u32| self.0.unreached.contains(&step);
        other.0.truths.iter().any(|truth| hidden(truth.step)) || other.0.unreached.iter().copied().any(hidden)
    }

    /// Changes the content, where that is how it works.
    pub(crate) fn apply(self, content: &mut Content) {
        for change in self.0.changes {
            if let Change::Content(change) = change {
                change(content);
            }
        }
    }

    /// The replacements in finished pages of an edition.
    pub(crate) fn edits(self, edition: Edition) -> impl Iterator<Item = Edit> {
        let lists = self.0.changes.iter().filter_map(move |change| match change {
            Change::Pages(edits) => Some(*edits),
            Change::PagesOf(editions, edits) if editions.contains(&edition) => Some(*edits),
            _ => None,
        });
        lists.flatten().copied()
    }

    /// Rules that come at the end of the style sheet.
    pub(crate) fn style(self) -> impl Iterator<Item = &'static str> {
        self.0.changes.iter().filter_map(|change| if let Change::Style(rules) = change { Some(*rules) } else { None })
    }

    /// What happens on the way to a page.
    pub(crate) fn detours(self) -> impl Iterator<Item = Detour> {
        self.0.changes.iter().filter_map(|change| if let Change::Detour(detour) = change { Some(*detour) } else { None })
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
