//! Findings with their sentences, lines and patches.

use super::case::StepCase;
use super::words::{core, folded};
use super::{Finding, Kind, Severity};
use crate::guide::{self, Edit, Label};
use crate::outline::normalised;

/// What can't stand in a guide's text as it is.
const NEEDS_ESCAPING: &[char] = &['*', '_', '[', ']', '<', '>', '`', '|', '\\', '{', '}', '\'', '"'];

/// A finding whose message is `Step 4: <sentence>. <guide>:<line>`; the line is the quoted label's that says `was`, else the
/// picture's, else the heading's.
pub(super) fn finding(case: &StepCase, kind: Kind, severity: Severity, (was, now): (&str, &str), sentence: &str) -> Finding {
    let line = label_of(case, was).map_or_else(|| line_of_picture(case), |label| label.line);
    at_line(case, kind, severity, (was, now), (sentence, line))
}

/// The same with a line of the guide.
pub(super) fn at_line(
    case: &StepCase,
    kind: Kind,
    severity: Severity,
    (was, now): (&str, &str),
    (sentence, line): (&str, u32),
) -> Finding {
    Finding {
        kind,
        severity,
        was: was.to_owned(),
        now: now.to_owned(),
        message: format!("Step {}: {sentence}. {}:{line}", case.step.number, case.guide_shown_as),
        frame_id: None,
        reference_box: None,
        frame_box: None,
        guide_line: Some(line),
        patch: None,
    }
}

fn line_of_picture(case: &StepCase) -> u32 {
    case.references.first().map_or(case.step.line, |reference| reference.link.line)
}

/// The label of the step that quotes these words, letter case and end punctuation aside; the exact one first.
pub(super) fn label_of<'a>(case: &StepCase<'a>, words: &str) -> Option<&'a Label> {
    let words = normalised(words);
    let exact = |label: &&Label| core(&normalised(&label.text)) == core(&words);
    let loose = |label: &&Label| !folded(&words).is_empty() && folded(&normalised(&label.text)) == folded(&words);
    case.step.labels.iter().find(exact).or_else(|| case.step.labels.iter().find(loose))
}

/// A patch of the guide that puts `now` in the place of a quoted label, its end punctuation kept; `None` where the source
/// doesn't hold the label as it is quoted, or `now` would need escaping.
pub(super) fn patch(case: &StepCase, label: &Label, now: &str) -> Option<String> {
    let source = case.guide.source.get(label.span.clone())?;
    let old = core(&label.text);
    let at = source.find(old).filter(|_| !old.is_empty())?;
    if now.is_empty() || now == old || now.contains(NEEDS_ESCAPING) || now.contains(['\n', '\r']) {
        return None;
    }
    let start = label.span.start + at;
    let edit = Edit { span: start..start + old.len(), with: now.to_owned() };
    let edited = guide::edited(&case.guide.source, &[edit]).ok()?;
    Some(guide::patch(case.guide_shown_as, &case.guide.source, &edited))
}

/// `link`, `menu button` …: a role in a reader's words.
pub(super) fn role_in_words(role: &str, states: &[String]) -> &'static str {
    let opens = states.iter().any(|state| state == "expanded" || state == "collapsed");
    match role {
        "button" if opens => "menu button",
        "button" => "button",
        "combobox" | "listbox" => "list box",
        "textbox" | "searchbox" | "spinbutton" => "text field",
        "checkbox" | "switch" | "menuitemcheckbox" => "check box",
        "radio" | "menuitemradio" => "option button",
        "link" => "link",
        "menuitem" => "menu entry",
        "tab" => "tab",
        "heading" => "heading",
        "img" | "image" => "picture",
        "" => "text",
        _ => "control",
    }
}
