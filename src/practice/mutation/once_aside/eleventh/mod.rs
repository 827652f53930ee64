//! The eleventh set that was set aside once.

mod added;
mod looks;
mod places;
mod screens;
mod unseen;
mod words;

use super::case::{self, Case};

/// All of the eleventh set.
pub(super) const TABLES: [&[Case]; 6] = [words::CASES, places::CASES, added::CASES, looks::CASES, screens::CASES, unseen::CASES];
