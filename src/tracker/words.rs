//! What is said in an issue, a pull request and a message: short, and with everything that is needed to decide. Words of pages stay
//! words in it.

use std::collections::{BTreeMap, BTreeSet};

use jiff::civil::Date;

use super::{News, Stamp};
use crate::history::{Fact, State, StepStanding};
use crate::report::markdown::{code, plain};

/// So many facts are named one by one: a text has its limits.
const SHOWN: usize = 12;

/// Where more can be seen.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Links {
    /// The guide's page.
    pub guide: Option<String>,
    /// The night's report.
    pub report: Option<String>,
    /// The pull request with the new pictures: its number and page.
    pub pull: Option<(u64, String)>,
    /// Pictures of steps.
    pub pictures: BTreeMap<u32, PictureLinks>,
}

/// A step's pictures.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct PictureLinks {
    /// The guide's.
    pub was: Option<String>,
    /// The site's now.
    pub now: Option<String>,
}

/// The title of an issue.
#[must_use]
pub fn title(news: &News) -> String {
    let title = news.title.split_whitespace().collect::<Vec<_>>().join(" ");
    match news.facts().is_empty() {
        false => format!("The guide “{title}” is not true any more"),
        true => format!("The guide “{title}” can't be checked"),
    }
}

/// The text of an issue.
pub(super) fn body(news: &News, links: &Links) -> String {
    let guide = links.guide.as_ref().map_or_else(|| code(&news.guide), |url| format!("[{}]({url})", code(&news.guide)));
    if news.stamp().is_empty() {
        return format!("The guide {guide} is true: guidewalk has walked it on {}.\n\n{}", code(&news.site), footer());
    }
    let mut out = String::new();
    let drifted: Vec<(&u32, &StepStanding)> =
        news.known.steps.iter().filter(|(_, step)| matches!(step.state, State::Drifted(_))).collect();
    if !drifted.is_empty() {
        out.push_str(&format!("The guide {guide} is not true any more on {}.\n\n", code(&news.site)));
    }
    for (number, step) in drifted {
        out.push_str(&of_step(*number, step, links.pictures.get(number)));
    }
    if let Some(streak) = news.held_up() {
        out.push_str(&format!(
            "The guide {guide} could not be checked since {}: {}. This says nothing about the guide.\n\n",
            day(streak.since),
            code(&streak.reason)
        ));
    }
    for (number, step, warning) in news.known.warnings() {
        out.push_str(&format!("Step {number}, {}: {}.\n\n", plain(&step.heading), warning.says()));
    }
    if let Some((number, url)) = &links.pull {
        out.push_str(&format!(
            "**[Pull request {number}]({url})** has the new pictures and sentences: look at it once, and merge it.\n\n"
        ));
    }
    if let Some(report) = &links.report {
        out.push_str(&format!("[The report]({report}) shows every screen.\n\n"));
    }
    out + &footer()
}

fn of_step(number: u32, step: &StepStanding, pictures: Option<&PictureLinks>) -> String {
    let mut since = step.since.map_or_else(String::new, |since| format!("since {}", day(since)));
    if let Some(last) = step.last_current {
        since.push_str(&format!(", last true on {}", day(last)));
    }
    let mut out = format!("### Step {number}: {}\n\n{since}\n\n", plain(&step.heading));
    let facts: Vec<&Fact> = step.state.facts().collect();
    out.push_str(&list(&facts, line));
    out.push('\n');
    let picture = |link: &Option<String>, alt: &str| {
        link.as_ref().map_or_else(|| "none".to_owned(), |url| format!("<img alt=\"{alt}\" width=\"380\" src=\"{url}\">"))
    };
    if let Some(links) = pictures.filter(|links| links.was.is_some() || links.now.is_some()) {
        let (was, now) = (picture(&links.was, "The guide's picture"), picture(&links.now, "The site now"));
        out.push_str(&format!("| the guide's picture | the site now |\n|---|---|\n| {was} | {now} |\n\n"));
    }
    out
}

fn line(fact: &Fact) -> String {
    format!("**{}**, {}: {}", fact.severity, plain(&fact.kind), plain(&fact.says))
}

/// Facts in a list, the worst first.
fn list(facts: &[&Fact], line: impl Fn(&Fact) -> String) -> String {
    let mut facts = facts.to_vec();
    facts.sort_by_key(|fact| std::cmp::Reverse(fact.severity));
    let mut out: String = facts.iter().take(SHOWN).map(|fact| format!("- {}\n", line(fact))).collect();
    if let Some(more) = facts.len().checked_sub(SHOWN).filter(|more| *more > 0) {
        out.push_str(&format!("- … and {more} more, in the report\n"));
    }
    out
}

fn with_step(fact: &Fact) -> String {
    format!("step {}: {}", fact.step, line(fact))
}

fn footer() -> String {
    "<sub>guidewalk keeps this text: it changes when the facts change, and the issue is closed when the guide is true. What you write \
     above, below or in comments stays. Closed as “not planned”, it stays closed until something else changes.</sub>"
        .to_owned()
}

/// What is said when there is something new.
pub(super) fn what_is_new(news: &News, told: &Stamp, is_reopened: bool) -> String {
    let facts = news.facts();
    let new: Vec<&Fact> = facts.iter().filter(|fact| !told.facts.contains(&fact.name())).collect();
    let mut out = match (new.is_empty(), is_reopened) {
        (false, _) => "This is new:\n\n".to_owned(),
        (true, true) if !facts.is_empty() => "A later walk still found this:\n\n".to_owned(),
        (true, _) => String::new(),
    };
    let shown: Vec<&Fact> = if new.is_empty() && is_reopened { facts.iter().collect() } else { new };
    out.push_str(&list(&shown, with_step));
    if let Some(streak) = news.held_up().filter(|_| told.held_up.is_none()) {
        out.push_str(&format!(
            "\nThe guide could not be checked on {} nights in a row, since {}: {}.\n",
            streak.nights,
            day(streak.since),
            code(&streak.reason)
        ));
    }
    out
}

/// What is said when the issue is closed.
pub(super) fn true_again(news: &News) -> String {
    match news.known.verified {
        Some(verified) => format!("All of the guide is true again: seen on {}.", day(verified)),
        None => "Nothing that was told here is so any more.".to_owned(),
    }
}

/// A pull request's title and text.
#[must_use]
pub fn proposal(news: &News, steps: &BTreeSet<u32>) -> (String, String) {
    let names: Vec<String> = steps.iter().map(u32::to_string).collect();
    let which = if names.len() == 1 { "step" } else { "steps" };
    let title = news.title.split_whitespace().collect::<Vec<_>>().join(" ");
    let title = format!("Bring “{title}” up to date: {which} {}", names.join(", "));
    let mut body =
        format!("What the site shows now, for {}. Each step was seen so on more than one walk.\n\n", code(&news.guide));
    let facts = news.facts();
    let facts: Vec<&Fact> = facts.iter().filter(|fact| steps.contains(&fact.step)).collect();
    body.push_str(&list(&facts, with_step));
    body.push_str(
        "\n<sub>guidewalk keeps this branch: it changes when the facts change. Once somebody else has committed on it, it is left \
         alone; closed, it stays closed until something else changes.</sub>",
    );
    (title, body)
}

/// A message for mail or chat: its first line is its subject. `None` where `told` says all of it.
#[must_use]
pub fn message(news: &News, told: &Stamp, links: &Links) -> Option<String> {
    let stamp = news.stamp();
    let is_over = stamp.is_empty() && !told.is_empty();
    if !stamp.has_more_than(told) && !is_over {
        return None;
    }
    let subject = match (is_over, stamp.facts.is_subset(&told.facts)) {
        (true, _) => format!("The guide “{}” is true again", news.title),
        (false, true) => format!("The guide “{}” can't be checked", news.title),
        (false, false) => title(news),
    };
    let mut out = format!("{}\n\n", crate::report::harmless(&subject));
    for fact in news.facts() {
        let new = if told.facts.contains(&fact.name()) { "" } else { ", new" };
        out.push_str(&format!("step {}, {}{new}: {}\n", fact.step, fact.severity, crate::report::harmless(&fact.says)));
    }
    if let Some(streak) = news.held_up() {
        out.push_str(&format!("could not be checked since {}: {}\n", day(streak.since), streak.reason));
    }
    let pull = links.pull.as_ref().map(|(_, url)| url);
    for (name, url) in [("pull request", pull), ("report", links.report.as_ref())] {
        out.push_str(&url.map_or_else(String::new, |url| format!("\n{name}: {url}")));
    }
    Some(format!("{}\n", out.trim_end()))
}

/// `5 November 2026`.
fn day(date: Date) -> String {
    date.strftime("%-d %B %Y").to_string()
}
