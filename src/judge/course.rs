//! What the walk itself says about a step: its status, and findings on targets and screens.

use super::case::{Judgement, StepCase};
use super::say;
use super::words::{called, folded};
use super::{Finding, Kind, Severity, Status};
use crate::outline::{Item, Rect, normalised};
use crate::walk::{Found, Frame, StageEnd, StageOutcome, TargetSeen};

/// A finding with where it is on the page, CSS pixels of the document.
#[derive(Debug, Clone)]
pub(super) struct Seen {
    /// The finding, its boxes still empty.
    pub(super) finding: Finding,
    /// Where.
    pub(super) bounds: Option<Rect>,
    /// Whether it is about a target of the step.
    pub(super) on_target: bool,
    /// What the guide's picture calls a target that the walk misses; may be empty.
    pub(super) pictured_name: String,
    /// What the control is called that the walk tried in place of a missing target; empty where it tried none.
    pub(super) tried: String,
}

impl Seen {
    /// A finding about a screen as a whole.
    pub(super) const fn of_screen(finding: Finding) -> Self {
        Self { finding, bounds: None, on_target: false, pictured_name: String::new(), tried: String::new() }
    }

    /// Whether it says that a target can't be reached where it is: then nothing else about its looks or place counts.
    pub(super) fn is_out_of_reach(&self) -> bool {
        self.on_target && self.finding.kind == Kind::Missing && self.bounds.is_some()
    }
}

/// The status that the walk gives the step, with its reason; the worst of its stages.
pub(super) fn walked(case: &StepCase) -> Judgement {
    let mut judgement = Judgement::of(Status::Current);
    if case.outcomes.is_empty() {
        judgement.status = Status::Unsure;
        judgement.because = Some("no stage of the walk file carries this step".to_owned());
    }
    let unpressed =
        "its control was recognised by likeness only, and such a one is not pressed; if it is the same, give the walk file \
                     its new name"
            .to_owned();
    for outcome in case.outcomes {
        judgement.healed |= outcome.target.as_ref().is_some_and(|target| target.found == Found::Healed);
        let (status, reason, because) = match &outcome.end {
            StageEnd::Blocked { reason, message } => (Status::Blocked, Some(*reason), Some(message)),
            StageEnd::NotReached { because } => (Status::NotReached, None, Some(because)),
            StageEnd::NotShown { because } => (Status::NotShown, None, Some(because)),
            StageEnd::Skipped => (Status::Skipped, None, None),
            StageEnd::Guarded => (Status::NotReached, None, Some(&unpressed)),
            StageEnd::Done | StageEnd::TargetMissing | StageEnd::WrongScreen { .. } => continue,
        };
        if status > judgement.status {
            (judgement.status, judgement.reason, judgement.because) = (status, reason, because.cloned());
        }
    }
    judgement
}

/// The findings that the walk made by walking.
pub(super) fn findings(case: &StepCase) -> Vec<Seen> {
    let mut found = Vec::new();
    for outcome in case.outcomes {
        for extra in &outcome.extra {
            let title = if extra.title.is_empty() { &extra.url } else { &extra.title };
            let way_on = match extra.passed_by.as_str() {
                "" => "the walk did not answer it".to_owned(),
                how => format!("the walk went on by {how}"),
            };
            let sentence = format!("a screen comes up that the guide doesn't mention: '{title}' ({}); {way_on}", extra.url);
            let mut finding = say::finding(case, Kind::ExtraStep, Severity::Breaking, ("", title), &sentence);
            finding.frame_id.clone_from(&extra.frame_id);
            found.push(Seen::of_screen(finding));
        }
        // A dialog that stayed is why the target can't be used: said once.
        let lies_under_extra = outcome.extra.iter().any(|extra| extra.passed_by.is_empty());
        if let Some(target) = outcome.target.as_ref().filter(|target| target.bounds.is_none() || !lies_under_extra) {
            found.extend(on_target(case, outcome, target));
        }
        if outcome.new_window {
            let sentence = "what it leads to comes up in a new window, which the guide doesn't say";
            let mut finding = say::finding(case, Kind::WrongScreen, Severity::Misleading, ("", "a new window"), sentence);
            finding.frame_id = outcome.frames.first().map(|frame| frame.id.clone());
            found.push(Seen::of_screen(finding));
        }
        if let StageEnd::WrongScreen { expected, got } = &outcome.end {
            let sentence = format!("the step should lead to {expected}; it leads to {got}");
            let mut finding = say::finding(case, Kind::WrongScreen, Severity::Breaking, (expected, got), &sentence);
            finding.frame_id = outcome.frames.last().map(|frame| frame.id.clone());
            found.push(Seen::of_screen(finding));
        }
    }
    found
}

fn on_target(case: &StepCase, outcome: &StageOutcome, target: &TargetSeen) -> Option<Seen> {
    let finding = match target.found {
        Found::Missing if outcome.end == StageEnd::TargetMissing => Some(missing(case, target)),
        Found::Healed => Some(healed(case, outcome, target)),
        Found::Alternative => quoted_otherwise(case, outcome, target),
        Found::AsNamed => shows_a_sign(case, target),
        Found::Missing => None,
    }?;
    let frame_id = frame_of_target(outcome).map(|frame| frame.id.clone());
    let pictured_name = target.pictured_name.clone();
    let tried = if target.found == Found::Missing && target.bounds.is_none() { target.name.clone() } else { String::new() };
    Some(Seen { finding: Finding { frame_id, ..finding }, bounds: target.bounds, on_target: true, pictured_name, tried })
}

/// The first frame that shows the target, else the first.
fn frame_of_target(outcome: &StageOutcome) -> Option<&Frame> {
    outcome.frames.iter().find(|frame| frame.target.is_some()).or_else(|| outcome.frames.first())
}

fn missing(case: &StepCase, target: &TargetSeen) -> Finding {
    let role = say::role_in_words(&target.wanted_role, &[]);
    if target.bounds.is_some() {
        let sentence = format!("the {role} '{}' is there and can't be used: {}", target.wanted_name, target.evidence.join("; "));
        let is_disabled = target.evidence.iter().any(|line| line == crate::walk::DISABLED);
        let (kind, now) = if is_disabled { (Kind::Restyled, target.name.as_str()) } else { (Kind::Missing, "") };
        return say::finding(case, kind, Severity::Breaking, (&target.wanted_name, now), &sentence);
    }
    let nearest = match target.evidence.as_slice() {
        [] => "and nothing like it".to_owned(),
        lines => format!("nearest: {}", lines.iter().take(3).cloned().collect::<Vec<_>>().join("; ")),
    };
    let sentence = format!("the {role} '{}' is not there any more; {nearest}", target.wanted_name);
    say::finding(case, Kind::Missing, Severity::Breaking, (&target.wanted_name, ""), &sentence)
}

fn healed(case: &StepCase, outcome: &StageOutcome, target: &TargetSeen) -> Finding {
    let (was, place) = (&target.wanted_name, in_brackets(&target.place));
    let item = item_of(outcome, target);
    let sees_name = !target.text.is_empty() || item.is_some_and(|item| is_labelled_field(&item.role));
    let now = if target.text.is_empty() { &target.name } else { &target.text };
    if same_words(was, &target.name) || same_words(was, &target.text) {
        return recognised_elsewhere(case, target, &place);
    }
    if !sees_name && say::label_of(case, was).is_none() {
        let sentence = format!(
            "the control that the walk file calls '{was}' is now named '{now}'{place}; no reader sees the name, only the walk file \
             needs the new one"
        );
        return say::finding(case, Kind::Renamed, Severity::Cosmetic, (was, now), &sentence);
    }
    let lost = was.strip_prefix(now.as_str()).map(str::trim).filter(|lost| !lost.is_empty());
    if let Some(lost) =
        lost.filter(|_| say::label_of(case, was).is_none() && item.is_some_and(|item| is_labelled_field(&item.role)))
    {
        let sentence = format!("'{now}' has lost the words '{lost}' behind its name{place}");
        return say::finding(case, Kind::Reworded, Severity::Cosmetic, (was, now), &sentence);
    }
    renamed(case, was, now, &place)
}

/// The sentence and patch of a renamed target.
pub(super) fn renamed(case: &StepCase, was: &str, now: &str, place: &str) -> Finding {
    let label = say::label_of(case, was);
    if label.is_none()
        && let Some(kept) = say::label_in_both(case, was, now)
    {
        let sentence = format!("'{}' is there, and what stands with it is other words: '{was}' now reads '{now}'", kept.text);
        return say::finding(case, Kind::Reworded, Severity::Cosmetic, (was, now), &sentence);
    }
    let sentence = match label {
        Some(label) => format!("the guide says '{}'; the page now says '{now}'{place}", label.text),
        None => format!("'{was}' is now called '{now}'{place}; the guide's picture or words show the old name"),
    };
    let severity = if folded(was) == folded(now) { Severity::Cosmetic } else { Severity::Breaking };
    let mut finding = say::finding(case, Kind::Renamed, severity, (was, now), &sentence);
    finding.patch = label.and_then(|label| say::patch(case, label, now));
    finding
}

/// A target under its old name that was found by likeness: of another kind, or at another place.
fn recognised_elsewhere(case: &StepCase, target: &TargetSeen, place: &str) -> Finding {
    let (was, now) = (say::role_in_words(&target.wanted_role, &[]), say::role_in_words(&target.role, &[]));
    if was == now {
        let sentence = format!("'{}' is not where it was; it is now elsewhere{place}", target.wanted_name);
        let words = (target.wanted_name.as_str(), target.wanted_name.as_str());
        return say::finding(case, Kind::Moved, Severity::Breaking, words, &sentence);
    }
    let sentence = format!("the {was} '{}' became a {now}{place}", target.wanted_name);
    say::finding(case, Kind::Restyled, Severity::Misleading, (was, now), &sentence)
}

/// A target that an alternative of the walk file found, when the guide quotes the first name and the page shows another.
fn quoted_otherwise(case: &StepCase, outcome: &StageOutcome, target: &TargetSeen) -> Option<Finding> {
    let label = say::label_of(case, &target.wanted_name)?;
    let shows = |words: &str| super::words::holds_phrase(&normalised(words), super::words::core(&label.text));
    let differs = !target.text.is_empty() && !same_words(&target.wanted_name, &target.text);
    let elsewhere = outcome.frames.iter().flat_map(|frame| &frame.outline.items).any(|item| shows(&called(item)));
    (differs && !elsewhere).then(|| renamed(case, &target.wanted_name, &target.text, &in_brackets(&target.place)))
}

/// A target that shows a mere sign (`→`) to those who look, whatever its name is. Where the step has a picture, the picture tells
/// whether it always did.
fn shows_a_sign(case: &StepCase, target: &TargetSeen) -> Option<Finding> {
    let is_sign = !target.text.is_empty() && !target.text.chars().any(char::is_alphanumeric);
    if !is_sign || target.wanted_name.is_empty() || !case.references.is_empty() {
        return None;
    }
    let (was, now) = (&target.wanted_name, &target.text);
    let sentence = format!("'{was}' shows no words, only '{now}'{}", in_brackets(&target.place));
    Some(say::finding(case, Kind::Renamed, Severity::Breaking, (was, now), &sentence))
}

fn item_of<'a>(outcome: &'a StageOutcome, target: &TargetSeen) -> Option<&'a Item> {
    let frame = frame_of_target(outcome)?;
    frame.outline.controls().find(|item| item.role == target.role && item.name == target.name)
}

pub(super) fn same_words(one: &str, two: &str) -> bool {
    normalised(one) == normalised(two)
}

/// Whether controls of a role have their name beside them as a label, where readers see it.
pub(super) fn is_labelled_field(role: &str) -> bool {
    matches!(role, "textbox" | "searchbox" | "spinbutton" | "combobox" | "listbox" | "checkbox" | "radio" | "switch" | "slider")
}

pub(super) fn in_brackets(place: &str) -> String {
    if place.is_empty() { String::new() } else { format!(" ({place})") }
}
