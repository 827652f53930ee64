//! The nights as lines for a terminal.

use super::{cells, dates, day};
use crate::history::{Night, State, StepStanding, standing};
use crate::judge::Verdict;
use crate::report::words::{self, SHOWN_AT_ONCE, harmless};

/// The nights of a guide as a table: a line for each step with its strip, what is not true any more, and what has gone on for too
/// long.
#[must_use]
pub fn nights(nights: &[Night]) -> String {
    let Some(last) = nights.last() else { return String::new() };
    let known = standing(nights);
    let mut out = format!("{}\n{}\n{}\n\n", harmless(&last.guide.title), harmless(&last.guide.path), sum(nights));
    let shown = dates(nights);
    if let (Some(first), Some(last)) = (shown.first(), shown.last()) {
        out.push_str(&format!("step  state    since        last true    nights from {} to {}\n", day(*first), day(*last)));
    }
    for (number, step) in &known.steps {
        out.push_str(&line(*number, step, nights));
    }
    out.push_str("\n. current  X drifted  B blocked  n not reached  ? unsure  ~ flickering  - not shown\n");
    for (number, step) in known.steps.iter().filter(|(_, step)| matches!(step.state, State::Drifted(_))) {
        out.push_str(&drifted(*number, step));
    }
    if let Some(streak) = &known.streak {
        out.push_str(&format!(
            "\nheld up on {} in a row, since {}: {}\n",
            count(streak.nights, "night"),
            streak.since,
            streak.reason
        ));
    }
    for (number, _, warning) in known.warnings() {
        out.push_str(&format!("\nstep {number}: {}\n", warning.says()));
    }
    out
}

fn line(number: u32, step: &StepStanding, nights: &[Night]) -> String {
    let state = match step.state {
        State::Unknown => "unknown",
        State::Current => "current",
        State::Drifted(_) => "drifted",
    };
    let date = |date: Option<jiff::civil::Date>| date.map_or_else(|| "-".to_owned(), |date| date.to_string());
    let strip: String = cells(nights, number).iter().map(|cell| cell.map_or(' ', super::Cell::sign)).collect();
    let (since, last) = (date(step.since), date(step.last_current));
    format!("{number:>4}  {state:<7}  {since:<11}  {last:<11}  {}\n", strip.trim_end())
}

/// What is not true any more of a step, as much as one wants to read in a terminal.
fn drifted(number: u32, step: &StepStanding) -> String {
    let mut out = format!("\nstep {number}, {}\n", harmless(&step.heading));
    let facts: Vec<_> = step.state.facts().collect();
    for fact in facts.iter().take(SHOWN_AT_ONCE) {
        out.push_str(&format!("  {}, {}: {}\n", fact.severity, fact.kind, harmless(&fact.says)));
    }
    if let Some(more) = facts.len().checked_sub(SHOWN_AT_ONCE).filter(|more| *more > 0) {
        out.push_str(&format!("  … and {more} more\n"));
    }
    out
}

fn sum(nights: &[Night]) -> String {
    let of = |wanted: Verdict| nights.iter().filter(|night| night.verdict == wanted).count();
    let held = nights.iter().filter(|night| night.held_up.is_some()).count();
    let mut seconds: Vec<f64> =
        nights.iter().filter(|night| night.walks > 0).map(|night| night.seconds / f64::from(night.walks)).collect();
    seconds.sort_by(f64::total_cmp);
    let took =
        seconds.get(seconds.len() / 2).map_or_else(String::new, |middle| format!("; a walk took {}", words::duration(*middle)));
    format!(
        "{}: {} current, {} drifted, {} not verified; held up on {held}{took}",
        count(nights.len(), "night"),
        of(Verdict::Current),
        of(Verdict::Drifted),
        of(Verdict::Unverified)
    )
}

fn count(number: usize, what: &str) -> String {
    if number == 1 { format!("1 {what}") } else { format!("{number} {what}s") }
}
