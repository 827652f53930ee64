//! The ninth set that was set aside once.

mod looks;
mod places;
mod screens;
mod unseen;
mod words;

use super::case::{self, Case};

/// All of the ninth set.
pub(super) const TABLES: [&[Case]; 5] = [words::CASES, places::CASES, looks::CASES, screens::CASES, unseen::CASES];
