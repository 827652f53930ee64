//! The words that all reports share: so that text and HTML can't say different things about the same record.

use crate::judge::{Finding, Status};
use crate::record::{Record, StepRecord, Verdict};

/// All statuses, worst first: the order of every summary.
pub(super) const STATUSES: [Status; 8] = [
    Status::Drifted,
    Status::NoPicture,
    Status::Blocked,
    Status::Unsure,
    Status::NotReached,
    Status::NotShown,
    Status::Skipped,
    Status::Current,
];

/// How many steps have the status.
pub(super) fn count(record: &Record, status: Status) -> usize {
    record.steps.iter().filter(|step| step.status == status).count()
}

/// What a status means, for someone who reads it for the first time.
pub(super) const fn meaning(status: Status) -> &'static str {
    match status {
        Status::Current => "The step can be carried out as written, and its picture still shows the screen.",
        Status::Skipped => "This step was left out of the walk on request.",
        Status::NotShown => "This screen comes up only sometimes, and it did not come up this time. Not a fault.",
        Status::NotReached => "An earlier step could not be carried out, so the walk never came here.",
        Status::Unsure => "The screen was seen, but the picture could not be judged with confidence.",
        Status::Blocked => "The walk was held up by something that says nothing about the guide.",
        Status::NoPicture => "The guide names a picture that is not there.",
        Status::Drifted => "A reader who follows this step will meet something else than the guide says.",
    }
}

/// Whether someone has to do something about the step.
pub(super) const fn needs_attention(status: Status) -> bool {
    !matches!(status, Status::Current | Status::Skipped | Status::NotShown)
}

/// The verdict in a few words, and in one sentence with numbers.
pub(super) fn verdict(record: &Record) -> (&'static str, String) {
    let wrong = numbers(record, |step| matches!(step.status, Status::Drifted | Status::NoPicture));
    let open = numbers(record, |step| matches!(step.status, Status::Blocked | Status::Unsure | Status::NotReached));
    let walked = record.steps.len() - count(record, Status::Skipped) - count(record, Status::NotShown);
    match record.verdict {
        _ if !record.complete => ("This walk did not finish", "What stands here was found before it ended.".into()),
        Verdict::Drifted if open.is_empty() => {
            ("This guide is no longer true", format!("{} not match what the site shows.", subject(&wrong, "does", "do")))
        }
        Verdict::Drifted => (
            "This guide is no longer true",
            format!(
                "{} not match what the site shows; {} not be checked.",
                subject(&wrong, "does", "do"),
                lower(&subject(&open, "could", "could"))
            ),
        ),
        Verdict::Unverified if open.is_empty() => ("Not everything could be checked", "No drift was seen.".into()),
        Verdict::Unverified => (
            "Not everything could be checked",
            format!("No drift was seen, but {} not be checked.", lower(&subject(&open, "could", "could"))),
        ),
        Verdict::Current if walked == 1 => {
            ("This guide is true", "The one step that was walked matches what the site shows.".into())
        }
        Verdict::Current => ("This guide is true", format!("All {walked} steps that were walked match what the site shows.")),
    }
}

/// Which steps got a new picture, in a sentence.
pub(super) fn new_pictures(record: &Record) -> Option<String> {
    let steps = numbers(record, |step| step.staged.is_some());
    (!steps.is_empty()).then(|| format!("{} a new picture in the record.", subject(&steps, "has", "have")))
}

fn numbers(record: &Record, which: impl Fn(&StepRecord) -> bool) -> Vec<u32> {
    record.steps.iter().filter(|step| which(step)).map(|step| step.step).collect()
}

/// `Step 4 does`, `Steps 4, 5 and 8 do`.
fn subject(steps: &[u32], one: &str, several: &str) -> String {
    match steps {
        [] => format!("No step {one}"),
        [step] => format!("Step {step} {one}"),
        [first @ .., last] => {
            let first: Vec<String> = first.iter().map(u32::to_string).collect();
            format!("Steps {} and {last} {several}", first.join(", "))
        }
    }
}

fn lower(sentence: &str) -> String {
    let mut characters = sentence.chars();
    characters.next().map(|first| first.to_lowercase().chain(characters).collect()).unwrap_or_default()
}

/// How many findings of a step are shown at once; the rest is folded away, or left to the report.
pub(crate) const SHOWN_AT_ONCE: usize = 6;

/// Where a finding is in the guide: `guide.md:25`.
pub(super) fn place(record: &Record, step: &StepRecord, finding: &Finding) -> String {
    format!("{}:{}", harmless(&record.guide.path), finding.guide_line.unwrap_or(step.line))
}

/// A sentence on the step besides its findings: why it is blocked, what is odd about it.
pub(super) fn remarks(step: &StepRecord) -> Vec<String> {
    let mut remarks = Vec::new();
    match (step.reason, &step.because) {
        (Some(reason), Some(because)) => remarks.push(format!("{}: {because}", reason.name())),
        (Some(reason), None) => remarks.push(reason.name().to_owned()),
        (None, Some(because)) => remarks.push(because.clone()),
        (None, None) => {}
    }
    if let (Status::NoPicture, None, Some(reference)) = (step.status, &step.because, &step.reference) {
        remarks.push(format!("The guide shows {reference} here, and there is no such picture."));
    }
    if step.healed {
        remarks.push("A control was not found under its name; the walk went on with one that is like it.".into());
    }
    if step.masked_share > 0.1 {
        remarks.push(format!("{:.0} % of the picture's part of the screen was not compared.", step.masked_share * 100.0));
    }
    remarks
}

/// `3.2 s`, `2 min 5 s`.
pub(super) fn duration(seconds: f64) -> String {
    if seconds < 60.0 {
        return format!("{seconds:.1} s");
    }
    let minutes = (seconds / 60.0).floor();
    format!("{minutes:.0} min {:.0} s", (seconds - minutes * 60.0).floor())
}

/// `23 November 2026, 15:51 UTC`; as it stands where it is no time.
pub(super) fn time(started: &str) -> String {
    let parsed: Result<jiff::Timestamp, _> = started.parse();
    parsed.map_or_else(|_| started.to_owned(), |time| time.strftime("%-d %B %Y, %H:%M UTC").to_string())
}

/// Words from a page or a guide without what could steer a terminal or turn the writing around.
pub(crate) fn harmless(words: &str) -> String {
    let steers = |c: char| c.is_control() || matches!(c, '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}');
    words.chars().map(|c| if steers(c) { ' ' } else { c }).collect()
}
