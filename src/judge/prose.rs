//! The labels that the guide's sentences quote, looked for on all screens of the step.

use super::case::StepCase;
use super::say;
use super::words::{core, folded, holds_phrase};
use super::{Finding, Kind, Severity};
use crate::guide::Label;
use crate::outline::{Item, Outline, normalised};
use crate::walk::TargetSeen;

/// How a quoted label stands on the page.
enum Standing {
    /// Word for word.
    Exact,
    /// In other letter case or with other punctuation at its end: the page's words.
    Nearly(String),
    /// Not at all.
    Absent,
}

/// Findings on labels that the page doesn't have as they are quoted; `known` are findings that may speak of one already.
pub(super) fn findings(case: &StepCase, known: &[Finding]) -> Vec<Finding> {
    let frames = case.frames();
    if frames.is_empty() {
        return Vec::new();
    }
    let outlines = frames.into_iter().chain(case.after).map(|frame| &frame.outline);
    let page: Vec<String> = outlines.flat_map(words_of).collect();
    case.step.labels.iter().filter_map(|label| judged(case, label, &page, known)).collect()
}

fn judged(case: &StepCase, label: &Label, page: &[String], known: &[Finding]) -> Option<Finding> {
    let spoken_of =
        known.iter().any(|finding| !finding.was.is_empty() && folded(&finding.was) == folded(&normalised(&label.text)));
    match standing(&normalised(&label.text), page) {
        Standing::Exact => None,
        Standing::Nearly(_) if spoken_of => None,
        Standing::Nearly(now) => Some(nearly(case, label, &now)),
        Standing::Absent if spoken_of || !case.is_complete() => None,
        Standing::Absent => absent(case, label),
    }
}

fn nearly(case: &StepCase, label: &Label, now: &str) -> Finding {
    let was = core(&label.text);
    let sentence = format!("the guide says '{was}'; the page spells it '{now}'");
    let mut finding = say::at_line(case, Kind::Prose, Severity::Cosmetic, (was, now), (&sentence, label.line));
    finding.patch = say::patch(case, label, now);
    finding
}

/// Words in bold or code that were never on a page are emphasis, not labels; words in quotes are labels.
fn absent(case: &StepCase, label: &Label) -> Option<Finding> {
    let was = core(&label.text);
    let (severity, sentence) = match (was_there(case, was), is_quoted(case, label)) {
        (Some(true), _) => {
            (Severity::Breaking, format!("the guide says '{was}'; none of the step's screens has these words any more"))
        }
        (None, true) => (Severity::Breaking, format!("the guide says '{was}'; none of the step's screens has these words")),
        (Some(false), true) => {
            let sentence =
                format!("the guide says '{was}'; neither its own picture nor any of the step's screens has these words");
            (Severity::Misleading, sentence)
        }
        (Some(false) | None, false) => return None,
    };
    Some(say::at_line(case, Kind::Prose, severity, (was, ""), (&sentence, label.line)))
}

/// Whether the words were on the page once: the walk file names them, or an own picture of the step shows them. `None` where
/// there is no own picture to know it from.
fn was_there(case: &StepCase, words: &str) -> Option<bool> {
    let wanted = |target: &TargetSeen| folded(&target.wanted_name) == folded(words);
    if case.outcomes.iter().filter_map(|outcome| outcome.target.as_ref()).any(wanted) {
        return Some(true);
    }
    let loaded = case.references.iter().filter_map(|reference| reference.loaded.as_ref().ok());
    let entries: Vec<_> = loaded.filter_map(|loaded| loaded.taken.as_ref()).collect();
    let stored: Vec<String> = entries.iter().flat_map(|entry| entry.items.iter()).flat_map(item_words).collect();
    (!entries.is_empty()).then(|| !matches!(standing(words, &stored), Standing::Absent))
}

/// Whether the guide puts the label in quotes, rather than in bold or code.
fn is_quoted(case: &StepCase, label: &Label) -> bool {
    let before = case.guide.source.get(..label.span.start).and_then(|source| source.chars().next_back());
    !matches!(before, Some('*' | '_' | '`' | '>'))
}

fn standing(label: &str, page: &[String]) -> Standing {
    let wanted = core(label);
    let closing = label.trim_end_matches(['.', ',', ' ']);
    if wanted.is_empty() || page.iter().any(|words| words == closing || holds_phrase(words, closing)) {
        return Standing::Exact;
    }
    let folded_label = folded(label);
    let alike = page.iter().filter(|words| folded(words) == folded_label).min_by_key(|words| words.len());
    if let Some(words) = alike {
        return if core(words) == wanted && closing == wanted {
            Standing::Exact
        } else {
            Standing::Nearly(core(words).to_owned())
        };
    }
    page.iter().find_map(|words| phrase_in_other_case(words, &folded_label)).map_or(Standing::Absent, |found| {
        if found == wanted && closing == wanted { Standing::Exact } else { Standing::Nearly(found) }
    })
}

/// The page's own spelling of a phrase that it has in another letter case.
fn phrase_in_other_case(words: &str, folded_label: &str) -> Option<String> {
    let lower = words.to_lowercase();
    if lower.len() != words.len() || !holds_phrase(&lower, folded_label) {
        return None;
    }
    let at = lower.find(folded_label)?;
    words.get(at..at + folded_label.len()).map(ToOwned::to_owned)
}

fn words_of(outline: &Outline) -> Vec<String> {
    outline.items.iter().flat_map(item_words).collect()
}

fn item_words(item: &Item) -> Vec<String> {
    [&item.text, &item.name, &item.value].map(|words| normalised(words)).into_iter().filter(|words| !words.is_empty()).collect()
}
