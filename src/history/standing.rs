//! What all nights together say of each step: whether it is true and since when, and what has gone on for too long.

use std::collections::{BTreeMap, BTreeSet};

use jiff::civil::Date;

use super::{Doubt, Fact, Night, NightStep};
use crate::judge::Status;

/// After so many nights on which a step could not be judged it is named.
const TOO_LONG: usize = 14;
/// Among the last so many nights flickering is counted.
const RECENT: usize = 14;
/// So often it may flicker before it is named.
const FLICKERS: usize = 3;

/// What is known of a guide.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Standing {
    /// Every step that the guide has now.
    pub steps: BTreeMap<u32, StepStanding>,
    /// The nights in a row, up to the last, on which the walks were held up.
    pub streak: Option<Streak>,
    /// The last night on which everything was verified, and true.
    pub verified: Option<Date>,
}

/// Nights in a row on which the walks were held up.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Streak {
    /// The first.
    pub since: Date,
    /// How many.
    pub nights: usize,
    /// What held the last one up.
    pub reason: String,
}

/// What is known of a step.
#[derive(Debug, Clone, PartialEq)]
pub struct StepStanding {
    /// Its heading.
    pub heading: String,
    /// Whether it is true.
    pub state: State,
    /// Since when.
    pub since: Option<Date>,
    /// When it was last seen to be true.
    pub last_current: Option<Date>,
    /// On how many nights it was blocked.
    pub blocked: usize,
    /// What has gone on for too long.
    pub warnings: BTreeSet<Warning>,
    not_judged: Vec<Status>,
    flickered: Vec<bool>,
}

/// Whether a step is true, as far as is known.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum State {
    /// It never was seen.
    Unknown,
    /// It is.
    Current,
    /// It isn't; why.
    Drifted(BTreeSet<Fact>),
}

/// What has gone on for too long.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Warning {
    /// The screen has not come up for 14 nights.
    NotShown,
    /// The picture could not be judged for 14 nights.
    Unsure,
    /// It flickered on three of the last 14 nights.
    Flickers,
}

impl Warning {
    /// What is said of it.
    #[must_use]
    pub const fn says(self) -> &'static str {
        match self {
            Self::NotShown => "its screen has not come up for 14 nights, so nothing is known of it",
            Self::Unsure => "its picture could not be judged for 14 nights",
            Self::Flickers => "it flickered on three of the last 14 nights: look at both frames",
        }
    }
}

impl Standing {
    /// Everything that is not true any more.
    #[must_use]
    pub fn facts(&self) -> BTreeSet<Fact> {
        self.steps.values().flat_map(|step| step.state.facts()).cloned().collect()
    }

    /// What has gone on for too long, by step.
    pub fn warnings(&self) -> impl Iterator<Item = (u32, &StepStanding, Warning)> {
        self.steps.iter().flat_map(|(number, step)| step.warnings.iter().map(move |warning| (*number, step, *warning)))
    }
}

impl State {
    /// What is not true any more.
    pub fn facts(&self) -> impl Iterator<Item = &Fact> {
        let facts = if let Self::Drifted(facts) = self { Some(facts) } else { None };
        facts.into_iter().flatten()
    }
}

/// What the nights, oldest first, say together.
#[must_use]
pub fn standing(nights: &[Night]) -> Standing {
    let mut standing = Standing::default();
    for night in nights {
        for step in &night.steps {
            let known = standing.steps.entry(step.step).or_insert_with(|| StepStanding::of(step));
            known.add(step, night.night);
        }
        if !night.steps.is_empty() {
            let is_there = |number: &u32| night.steps.iter().any(|step| step.step == *number);
            standing.steps.retain(|number, _| is_there(number));
        }
        standing.streak = streak(standing.streak.take(), night);
        let is_true = standing.steps.values().all(|step| !matches!(step.state, State::Drifted(_)));
        if night.verdict == crate::judge::Verdict::Current && night.held_up.is_none() && is_true {
            standing.verified = Some(night.night);
        }
    }
    standing.steps.values_mut().for_each(StepStanding::warn);
    standing
}

fn streak(before: Option<Streak>, night: &Night) -> Option<Streak> {
    let reason = night.held_up.clone()?;
    let (since, nights) = before.map_or((night.night, 0), |before| (before.since, before.nights));
    Some(Streak { since, nights: nights + 1, reason })
}

impl StepStanding {
    fn of(step: &NightStep) -> Self {
        Self {
            heading: step.heading.clone(),
            state: State::Unknown,
            since: None,
            last_current: None,
            blocked: 0,
            warnings: BTreeSet::new(),
            not_judged: Vec::new(),
            flickered: Vec::new(),
        }
    }

    fn add(&mut self, step: &NightStep, night: Date) {
        self.heading.clone_from(&step.heading);
        self.flickered.push(step.doubt == Some(Doubt::Flickers));
        let seen = match step.status {
            Status::Current => State::Current,
            Status::Drifted | Status::NoPicture => State::Drifted(step.facts.iter().cloned().collect()),
            Status::Blocked => {
                self.blocked += 1;
                return;
            }
            Status::NotReached | Status::Skipped => return,
            Status::NotShown | Status::Unsure => {
                self.not_judged.push(step.status);
                return;
            }
        };
        self.not_judged.clear();
        let was_drifted = matches!(self.state, State::Drifted(_));
        if self.since.is_none() || was_drifted != matches!(seen, State::Drifted(_)) {
            self.since = Some(night);
        }
        if seen == State::Current {
            self.last_current = Some(night);
        }
        self.state = seen;
    }

    fn warn(&mut self) {
        if self.not_judged.len() >= TOO_LONG {
            let last = self.not_judged.last();
            self.warnings.extend(last.map(|last| if *last == Status::Unsure { Warning::Unsure } else { Warning::NotShown }));
        }
        if self.flickered.iter().rev().take(RECENT).filter(|flickered| **flickered).count() >= FLICKERS {
            self.warnings.insert(Warning::Flickers);
        }
    }
}

#[cfg(test)]
mod tests {
    use jiff::civil::date;

    use super::*;
    use crate::history::tests::{fact, night};

    const TRUE: Status = Status::Current;
    const GONE: Status = Status::Drifted;
    const HELD: Status = Status::Blocked;

    fn of(statuses: &[Status]) -> Standing {
        let nights: Vec<Night> = (1..).zip(statuses).map(|(day, status)| night(day, &[*status])).collect();
        standing(&nights)
    }

    #[test]
    fn a_step_has_drifted_since_the_first_of_the_nights_that_saw_it_so() {
        let known = of(&[TRUE, TRUE, GONE, HELD, GONE, HELD]);
        let step = &known.steps[&1];
        assert_eq!((step.since, step.last_current), (Some(date(2026, 11, 3)), Some(date(2026, 11, 2))));
        assert_eq!(known.facts(), BTreeSet::from([fact(1, "Save", "Keep")]), "a blocked night takes nothing back");
        assert_eq!((step.blocked, known.verified), (2, Some(date(2026, 11, 2))));
        assert_eq!(of(&[TRUE, GONE, TRUE]).steps[&1].since, Some(date(2026, 11, 3)));
    }

    #[test]
    fn nights_that_were_held_up_are_counted_in_a_row() {
        assert_eq!(of(&[HELD, TRUE]).streak, None);
        let streak = of(&[HELD, TRUE, HELD, HELD, HELD]).streak.unwrap();
        assert_eq!((streak.since, streak.nights, streak.reason.as_str()), (date(2026, 11, 3), 3, "site-down"));
    }

    #[test]
    fn fourteen_nights_without_a_look_are_named_and_thirteen_are_not() {
        let unseen = |nights: usize, status| {
            let statuses: Vec<Status> = [TRUE].into_iter().chain(std::iter::repeat_n(status, nights)).collect();
            of(&statuses).steps[&1].warnings.clone()
        };
        assert_eq!(unseen(13, Status::NotShown), BTreeSet::new());
        assert_eq!(unseen(14, Status::NotShown), BTreeSet::from([Warning::NotShown]));
        assert_eq!(unseen(14, Status::Unsure), BTreeSet::from([Warning::Unsure]));
        assert_eq!(unseen(20, HELD), BTreeSet::new());
    }

    #[test]
    fn a_step_that_left_the_guide_is_forgotten() {
        let known = standing(&[night(1, &[TRUE, GONE]), night(2, &[TRUE])]);
        assert_eq!(known.steps.len(), 1);
        assert_eq!(known.facts(), BTreeSet::new());
    }

    #[test]
    fn what_flickers_often_is_named() {
        let mut nights: Vec<Night> = (1..=5).map(|day| night(day, &[Status::Unsure])).collect();
        for night in &mut nights[..3] {
            night.steps[0].doubt = Some(Doubt::Flickers);
        }
        assert_eq!(standing(&nights).steps[&1].warnings, BTreeSet::from([Warning::Flickers]));
        assert_eq!(standing(&nights[1..]).steps[&1].warnings, BTreeSet::new());
    }
}
