//! Findings with their sentences, lines and patches.

use super::case::StepCase;
use super::words::{core, folded, holds_phrase, phrases};
use super::{Finding, Kind, Severity};
use crate::guide::{self, Edit, Label, PictureLink};
use crate::outline::{Item, normalised};

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

/// Whether a step quotes a box to tick or choose, whose name goes on with what it is for.
pub(super) fn is_quoted_box(case: &StepCase, item: &Item) -> bool {
    let name = normalised(&item.name);
    let begins = |label: &Label| match core(&normalised(&label.text)) {
        "" => false,
        quoted => name.strip_prefix(quoted).is_some_and(|rest| rest.is_empty() || rest.starts_with(' ')),
    };
    matches!(item.role.as_str(), "checkbox" | "radio" | "switch") && case.step.labels.iter().any(begins)
}

/// The label of the step whose words a control's old and new words both hold: what the guide says is still true.
pub(super) fn label_in_both<'a>(case: &StepCase<'a>, was: &str, now: &str) -> Option<&'a Label> {
    let holds = |words: &str, part: &str| holds_phrase(&normalised(words), core(&normalised(part)));
    let targets = case.outcomes.iter().filter_map(|outcome| outcome.target.as_ref()).map(|target| target.wanted_name.as_str());
    let is_kept = |part: &str| !holds(was, part) || holds(now, part);
    let quoted = case.step.labels.iter().filter(|label| holds(was, &label.text));
    let longest = quoted.max_by_key(|label| label.text.len())?;
    (is_kept(&longest.text) && targets.into_iter().all(is_kept)).then_some(longest)
}

/// A patch of the guide that puts `now` in the place of a quoted label, its end punctuation kept, and of the same words in the
/// alternative texts of the step's pictures; `None` where the source doesn't hold the label as it is quoted, or `now` would need
/// escaping.
pub(super) fn patch(case: &StepCase, label: &Label, now: &str) -> Option<String> {
    let source = case.guide.source.get(label.span.clone())?;
    let old = core(&label.text);
    let at = source.find(old).filter(|_| !old.is_empty())?;
    if now.is_empty() || now == old || now.contains(NEEDS_ESCAPING) || now.contains(['\n', '\r']) {
        return None;
    }
    let start = label.span.start + at;
    let edit = |start: usize| Edit { span: start..start + old.len(), with: now.to_owned() };
    let in_pictures = case.step.pictures.iter().flat_map(|link| in_alternative(&case.guide.source, link, old));
    let edits: Vec<Edit> = std::iter::once(start).chain(in_pictures).map(edit).collect();
    let edited = guide::edited(&case.guide.source, &edits).or_else(|_| guide::edited(&case.guide.source, &edits[..1])).ok()?;
    Some(guide::patch(case.guide_shown_as, &case.guide.source, &edited))
}

/// The same for words that the step may quote or not.
pub(super) fn patch_where_quoted(case: &StepCase, was: &str, now: &str) -> Option<String> {
    label_of(case, was).and_then(|label| patch(case, label, now))
}

/// Where a picture's alternative text, as it is written in the line of the picture, has these words.
fn in_alternative(source: &str, link: &PictureLink, words: &str) -> Vec<usize> {
    let line = usize::try_from(link.line).unwrap_or(usize::MAX);
    let before: usize = source.split_inclusive('\n').take(line.saturating_sub(1)).map(str::len).sum();
    let text = source[before..].split('\n').next().unwrap_or_default();
    let forms = [("![", "]"), ("alt=\"", "\""), ("alt='", "'")];
    let begin = forms.iter().find_map(|(open, close)| {
        let whole = format!("{open}{}{close}", link.alt);
        text.find(&whole).map(|at| at + open.len())
    });
    let Some(begin) = begin.filter(|_| !link.alt.is_empty()) else { return Vec::new() };
    phrases(&link.alt, words).into_iter().map(|at| before + begin + at).collect()
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
