//! A guide's nights for people and programs: as text, as a strip for each step, as a badge.

mod badge;
mod strip;
mod text;

pub use badge::{badge, badge_json};
pub use strip::strip;
pub use text::nights;

use std::collections::BTreeMap;

use jiff::civil::Date;

use crate::history::{Doubt, Night};
use crate::judge::Status;

/// So many nights are shown, up to the last.
const SHOWN: i32 = 60;

/// What is shown of a step in a night.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Cell {
    Status(Status),
    Flickers,
}

impl Cell {
    fn name(self) -> &'static str {
        match self {
            Self::Status(status) => status.name(),
            Self::Flickers => "flickering",
        }
    }

    /// Its sign in text.
    const fn sign(self) -> char {
        match self {
            Self::Status(Status::Current) => '.',
            Self::Status(Status::Drifted | Status::NoPicture) => 'X',
            Self::Status(Status::Blocked) => 'B',
            Self::Status(Status::NotReached) => 'n',
            Self::Status(Status::Unsure) => '?',
            Self::Status(Status::NotShown | Status::Skipped) => '-',
            Self::Flickers => '~',
        }
    }

    /// Its colour in pictures: the same as in reports.
    const fn colour(self) -> &'static str {
        match self {
            Self::Status(Status::Current) => "#2da44e",
            Self::Status(Status::Drifted | Status::NoPicture) => "#cf222e",
            Self::Status(Status::Blocked) => "#d4a72c",
            Self::Status(Status::NotReached) => "#eac54f",
            Self::Status(Status::Unsure) => "#bf8700",
            Self::Status(Status::NotShown | Status::Skipped) => "#afb8c1",
            Self::Flickers => "#8250df",
        }
    }
}

/// What each night said of a step, from the first date that is shown to the last; `None` where nothing was walked.
fn cells(nights: &[Night], step: u32) -> Vec<Option<Cell>> {
    let of_night = |night: &Night| {
        let step = night.steps.iter().find(|known| known.step == step)?;
        Some(if step.doubt == Some(Doubt::Flickers) { Cell::Flickers } else { Cell::Status(step.status) })
    };
    let waits =
        |night: &Night| night.held_up.is_some().then_some(Cell::Status(Status::Blocked)).filter(|_| night.steps.is_empty());
    let known: BTreeMap<Date, Option<Cell>> =
        nights.iter().map(|night| (night.night, of_night(night).or_else(|| waits(night)))).collect();
    dates(nights).into_iter().map(|date| known.get(&date).copied().flatten()).collect()
}

/// The dates that are shown, without gaps.
fn dates(nights: &[Night]) -> Vec<Date> {
    let (Some(first), Some(last)) = (nights.first(), nights.last()) else { return Vec::new() };
    let days = (last.night - first.night).get_days().min(SHOWN - 1);
    (0..=days).rev().filter_map(|back| last.night.checked_sub(jiff::Span::new().days(back)).ok()).collect()
}

/// `5 November`.
fn day(date: Date) -> String {
    date.strftime("%-d %B").to_string()
}
