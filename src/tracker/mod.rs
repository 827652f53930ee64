//! What people hear of a guide: one issue that lives as long as the guide does, one pull request, a command for any other tracker. What
//! is told is [`News`]; it is told again only when its [`Stamp`] is another. The same night twice changes nothing.

mod api;
mod command;
mod issue;
mod pull;
mod section;
mod words;

pub use api::{ApiError, Github, Pace};
pub use command::{Told, change, run_with_words};
pub use issue::{Did, KeptIssue, keep_issue};
pub use pull::{DidPull, File, KeptPull, Proposal, keep_pull, open_pull};
pub use words::{Links, PictureLinks, message, proposal, title};

use std::collections::BTreeSet;

use serde::{Deserialize, Serialize};

use crate::history::{Fact, Standing, State, Streak};
use crate::secrets::Scrubber;

/// After so many nights in a row that were held up, people are told.
pub const TOO_MANY_HELD_UP: usize = 3;

/// What there is to tell of a guide.
#[derive(Debug, Clone, PartialEq)]
pub struct News {
    /// The guide, as its repository names it: the same on every machine.
    pub guide: String,
    /// Its title.
    pub title: String,
    /// The site that it is about.
    pub site: String,
    /// What is known of it.
    pub known: Standing,
    /// When the night's last walk began, RFC 3339.
    pub walked: String,
}

/// What was told, as short as it can be compared.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
pub struct Stamp {
    /// The names of the facts.
    pub facts: BTreeSet<String>,
    /// What holds the walks up, where that has gone on for too long.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub held_up: Option<String>,
}

impl News {
    /// The same without any secret that the scrubber knows, before its words are written in a form that would hide one.
    #[must_use]
    pub(crate) fn cleaned(&self, scrubber: &Scrubber) -> Self {
        let mut news = self.clone();
        news.title = scrubber.clean(&news.title);
        for step in news.known.steps.values_mut() {
            step.heading = scrubber.clean(&step.heading);
            if let State::Drifted(facts) = &step.state {
                step.state = State::Drifted(facts.iter().map(|fact| fact.cleaned(scrubber)).collect());
            }
        }
        news
    }

    /// The facts.
    #[must_use]
    pub fn facts(&self) -> BTreeSet<Fact> {
        self.known.facts()
    }

    /// The nights in a row that were held up, where they are too many.
    #[must_use]
    pub fn held_up(&self) -> Option<&Streak> {
        self.known.streak.as_ref().filter(|streak| streak.nights >= TOO_MANY_HELD_UP)
    }

    /// What is told.
    #[must_use]
    pub fn stamp(&self) -> Stamp {
        let facts = self.facts().iter().map(Fact::name).collect();
        Stamp { facts, held_up: self.held_up().map(|streak| streak.reason.clone()) }
    }
}

impl Stamp {
    /// Whether there is nothing to tell.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.facts.is_empty() && self.held_up.is_none()
    }

    /// Whether this says something that `told` did not.
    #[must_use]
    pub fn has_more_than(&self, told: &Self) -> bool {
        !self.facts.is_subset(&told.facts) || (self.held_up.is_some() && told.held_up.is_none())
    }
}
