//! Reference × frames × words → findings → verdict. A pure function: bytes in, findings out.
//!
//! [`judge_step`] asks three witnesses about a step: the walk (was the target there, under its name, did the right screen come),
//! the guide's own sentences (are the labels that they quote on the page), and its pictures (do they still show the screen). What
//! several of them say about one thing becomes one finding. A picture that a person made is read and laid on the frames first.

mod background;
mod below;
mod beside;
mod beyond;
mod boxes;
mod by_sight;
mod by_words;
mod case;
mod colours;
mod compare;
mod contents;
mod course;
mod detail;
mod edge;
mod elsewhere;
mod finding;
mod grounds;
mod hairlines;
mod kinds;
mod labels;
mod lean;
mod leftover;
mod looks;
mod moved;
mod own;
mod pairs;
mod person;
mod pixels;
mod place;
mod prose;
mod recognise;
mod redrawn;
mod say;
mod scene;
mod spread;
mod token;
mod valued;
mod veiled;
mod verdict;
mod words;

pub use case::{FoundAgain, JudgedAs, Judgement, MASKED_SHARE_WARNING, MarkStyle, Registration, StepCase};
pub use compare::{CompareError, compare};
pub use detail::{scale_of, settled_scale};
pub use finding::{Finding, Kind, Severity, Status};
pub use verdict::{Aftermath, EXIT_CURRENT, EXIT_DRIFTED, EXIT_UNVERIFIED, Strictness, Verdict, Weighed, status, verdict};
pub use words::says_the_same;

use course::Seen;
use own::{Compared, Laid};
use scene::InPicture;

use crate::outline::{Outline, Rect, normalised};
use crate::references::{Reference, Unusable, device_scale};
use crate::walk::StageEnd;

/// Judges one step.
#[must_use]
pub fn judge_step(case: &StepCase) -> Judgement {
    let mut judgement = course::walked(case);
    if judgement.status == Status::Skipped {
        return judgement;
    }
    let mut walked = course::findings(case);
    let mut laid: Option<(Laid, Vec<InPicture>)> = None;
    for reference in case.references {
        judge_picture(case, reference, &mut judgement, &mut walked, &mut laid);
    }
    let (frame, found) = match laid {
        Some((laid, found)) => (Some(laid), found),
        None => (None, Vec::new()),
    };
    judgement.findings = joined(case, walked, found, frame.as_ref(), &mut judgement);
    let prose = prose::findings(case, &judgement.findings);
    judgement.findings.extend(prose);
    judgement.findings.sort_by_key(|finding| std::cmp::Reverse(finding.severity));
    judgement.status = status(judgement.status, &judgement.findings);
    judgement
}

/// Judges one picture of the step; what is found in it is added to `laid`, or to `walked` where it lies on no frame.
fn judge_picture(
    case: &StepCase,
    reference: &Reference,
    judgement: &mut Judgement,
    walked: &mut Vec<Seen>,
    laid: &mut Option<(Laid, Vec<InPicture>)>,
) {
    let loaded = match &reference.loaded {
        Ok(loaded) => loaded,
        Err(trouble @ Unusable::Missing(_)) => return worse(judgement, Status::NoPicture, trouble.to_string()),
        // The guide has the picture, this machine doesn't: that says nothing about the guide.
        Err(trouble) => return worse(judgement, Status::Unsure, trouble.to_string()),
    };
    if !case.outcomes.is_empty() && case.frames().is_empty() {
        return;
    }
    let (judged_as, compared) = match (&loaded.taken, case.reader) {
        (Some(entry), _) => (JudgedAs::Own, own::compare(case, loaded, entry)),
        (None, Some(reader)) => (JudgedAs::Person, person::compare(case, loaded, reader)),
        (None, None) => (JudgedAs::Person, Compared::Unsure(unread(reference))),
    };
    match compared {
        Compared::Laid(one) => {
            judgement.judged_as = judged_as;
            let mut one = *one;
            let found = std::mem::take(&mut one.found);
            // With several pictures the one that found most is shown; the others' findings keep their boxes in the reference.
            match laid {
                None => *laid = Some((one, found)),
                Some((shown, known)) if known.is_empty() && !found.is_empty() => (*shown, *known) = (one, found),
                Some((_, known)) => known.extend(found.into_iter().map(|found| InPicture { now: None, ..found })),
            }
        }
        Compared::NotThere(finding) => {
            judgement.judged_as = judged_as;
            if !walked.iter().any(|seen| matches!(seen.finding.kind, Kind::WrongScreen | Kind::Missing)) {
                walked.push(Seen::of_screen(finding));
            }
        }
        Compared::ByWords(found) => {
            judgement.judged_as = judged_as;
            walked.extend(found.into_iter().map(Seen::of_screen));
        }
        Compared::NotSeen => {}
        Compared::Unsure(because) => {
            judgement.judged_as = judged_as;
            worse(judgement, Status::Unsure, because);
        }
    }
}

fn unread(reference: &Reference) -> String {
    format!(
        "the picture {} was made by a person, and Tesseract is not there to read it; hint: `guidewalk doctor` says how to get it",
        reference.file
    )
}

fn worse(judgement: &mut Judgement, status: Status, because: String) {
    if status > judgement.status {
        (judgement.status, judgement.because) = (status, Some(because));
    }
}

/// The findings of walk and picture with frames and boxes; what both say about a target is said once.
fn joined(
    case: &StepCase,
    walked: Vec<Seen>,
    pictured: Vec<InPicture>,
    laid: Option<&Laid>,
    judgement: &mut Judgement,
) -> Vec<Finding> {
    judgement.shows = laid.map(|laid| laid.shows.clone()).or_else(|| first_shown(case, &walked));
    let tried: Vec<String> = walked.iter().map(|seen| normalised(&seen.tried)).filter(|tried| !tried.is_empty()).collect();
    let pictured: Vec<InPicture> = pictured.into_iter().map(|one| contents::unless_tried(case, one, &tried)).collect();
    let mut findings: Vec<Finding> = Vec::new();
    let mut taken = vec![false; pictured.len()];
    for seen in walked {
        let twins: Vec<usize> = (0..pictured.len()).filter(|i| !taken[*i] && is_same(&seen, &pictured[*i])).collect();
        let is_target = |i: &usize| normalised(&pictured[*i].finding.was) == normalised(&seen.pictured_name);
        let twins: Vec<usize> = match twins.as_slice() {
            all if seen.is_out_of_reach() => all.to_vec(),
            [] => Vec::new(),
            // A field is in the picture under its label, and under the value that it shows.
            [first, rest @ ..] => std::iter::once(*first).chain(rest.iter().copied().filter(is_target)).collect(),
        };
        twins.iter().for_each(|i| taken[*i] = true);
        let mut finding = seen.finding;
        if let (Some(bounds), true) = (&seen.bounds, finding.frame_id == judgement.shows) {
            finding.frame_box = Some(match laid {
                Some(laid) => laid.to_frame.page(bounds),
                None => in_viewport(case, judgement.shows.as_deref(), bounds),
            });
        }
        if let Some(i) = twins.first().copied() {
            finding.reference_box = pictured[i].then;
            let pictures_box = pictured[i].now.and_then(|now| laid.map(|laid| laid.to_frame.reference(&now)));
            finding.frame_box = finding.frame_box.or(pictures_box);
        }
        findings.push(finding);
    }
    for (one, _) in pictured.into_iter().zip(taken).filter(|(_, taken)| !taken) {
        findings.push(in_picture(one, laid));
    }
    if let Some(laid) = laid {
        judgement.source = laid.source;
        judgement.region = Some(laid.region);
        judgement.registration = Some(laid.registration);
        judgement.masked_share = laid.masked_share;
        // Of a mark that the picture's edge cuts, what is seen.
        let seen = laid.drawings.iter().filter_map(|drawing| Some((drawing.area().intersection(&laid.area)?, drawing)));
        (judgement.marks, judgement.mark_styles) = seen.map(|(area, drawing)| (Rect::from(area), person::style(drawing))).unzip();
        judgement.drawings.clone_from(&laid.drawings);
        judgement.controls.clone_from(&laid.controls);
        judgement.things.clone_from(&laid.things);
        judgement.difference_png.clone_from(&laid.difference_png);
    }
    findings
}

fn in_picture(one: InPicture, laid: Option<&Laid>) -> Finding {
    let mut finding = one.finding;
    finding.reference_box = one.then;
    finding.frame_box = one.now.and_then(|now| laid.map(|laid| laid.to_frame.reference(&now)));
    finding.frame_id = laid.map(|laid| laid.shows.clone());
    finding
}

/// Whether walk and picture speak of the same change of a target.
fn is_same(seen: &Seen, one: &InPicture) -> bool {
    let same_words = normalised(&seen.finding.was) == normalised(&one.finding.was);
    let alike = seen.finding.kind == one.finding.kind
        || seen.is_out_of_reach()
        || (seen.finding.kind == Kind::Renamed && matches!(one.finding.kind, Kind::Missing | Kind::Reworded));
    seen.on_target && alike && (same_words || one.on_target)
}

/// The frame of the first finding, else the step's first.
fn first_shown(case: &StepCase, walked: &[Seen]) -> Option<String> {
    let named = walked.iter().find_map(|seen| seen.finding.frame_id.clone());
    let first = || case.frames().first().map(|frame| frame.id.clone());
    let blocked = || {
        let stopped = case.outcomes.iter().filter(|outcome| matches!(outcome.end, StageEnd::Blocked { .. }));
        stopped.filter_map(|outcome| outcome.frames.last()).map(|frame| frame.id.clone()).next()
    };
    named.or_else(first).or_else(blocked)
}

/// A box of the page in pixels of a frame's window.
fn in_viewport(case: &StepCase, frame: Option<&str>, bounds: &Rect) -> Rect {
    let outline = case.frames().into_iter().find(|one| Some(one.id.as_str()) == frame).map(|frame| &frame.outline);
    let to_window = |outline: &Outline| bounds.moved(-outline.scroll[0], -outline.scroll[1]).scaled(device_scale(outline));
    outline.map_or(*bounds, to_window)
}
