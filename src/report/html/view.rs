//! What the page says about a record, in the order in which it says it.

use std::path::Path;

use serde::Serialize;

use super::panel::{Panel, Side, panel, region, shown_width, whole};
use super::pictures::{Kept, Picture, Pictures};
use crate::judge::{Finding, Kind, Status};
use crate::record::{JudgedAs, Record, StageRecord, StepRecord, Verdict};
use crate::report::words;
use crate::walk::Found;

#[derive(Debug, Serialize)]
pub(super) struct View {
    title: String,
    verdict: &'static str,
    sentence: String,
    tone: &'static str,
    facts: Vec<(&'static str, String)>,
    counts: Vec<Count>,
    attention: usize,
    notes: Vec<String>,
    left_behind: Vec<String>,
    steps: Vec<Step>,
    /// How many findings of a step stand in the open.
    shown_at_once: usize,
    meanings: Vec<(&'static str, &'static str)>,
    kinds: Vec<(&'static str, &'static str)>,
}

#[derive(Debug, Serialize)]
struct Count {
    status: &'static str,
    count: usize,
    meaning: &'static str,
}

#[derive(Debug, Serialize)]
struct Step {
    number: u32,
    heading: String,
    status: &'static str,
    meaning: &'static str,
    needs_attention: bool,
    place: String,
    url: Option<String>,
    seconds: String,
    remarks: Vec<String>,
    findings: Vec<FindingView>,
    pictures: Shown,
    stages: Vec<Stage>,
}

#[derive(Debug, Serialize)]
struct FindingView {
    kind: &'static str,
    severity: &'static str,
    change: String,
    message: String,
    place: String,
    patch: Vec<(&'static str, String)>,
    is_marked: bool,
}

/// The pictures of a step, as far as there are any.
#[derive(Debug, Default, Serialize)]
struct Shown {
    reference: Option<Panel>,
    reference_name: String,
    frame: Option<Panel>,
    frame_caption: &'static str,
    /// The two can be laid over each other.
    in_register: bool,
    difference: Option<Panel>,
    whole: Option<Panel>,
    staged: Option<Panel>,
    /// What can't be shown, in sentences.
    absent: Vec<String>,
}

#[derive(Debug, Serialize)]
struct Stage {
    id: String,
    url: String,
    target: Option<&'static str>,
    waited: Vec<String>,
    log: Vec<String>,
}

/// The whole page, with the pictures that it shows.
pub(super) fn of(record: &Record, folder: &Path) -> (View, Vec<Picture>) {
    let mut pictures = Pictures::new(folder, Kept::Inside);
    let (verdict, sentence) = words::verdict(record);
    let steps: Vec<Step> = record.steps.iter().map(|step| self::step(record, step, &mut pictures)).collect();
    let view = View {
        title: record.guide.title.clone(),
        verdict,
        sentence,
        tone: match record.verdict {
            _ if !record.complete => "unverified",
            Verdict::Current => "current",
            Verdict::Drifted => "drifted",
            Verdict::Unverified => "unverified",
        },
        facts: facts(record),
        counts: counts(record),
        attention: steps.iter().filter(|step| step.needs_attention).count(),
        notes: notes(record),
        left_behind: record.clean_up.left_behind.clone(),
        steps,
        shown_at_once: words::SHOWN_AT_ONCE,
        meanings: words::STATUSES.map(|status| (status.name(), words::meaning(status))).to_vec(),
        kinds: KINDS.map(|kind| (kind.name(), kind_meaning(kind))).to_vec(),
    };
    (view, pictures.into_all())
}

fn facts(record: &Record) -> Vec<(&'static str, String)> {
    let browser = &record.browser;
    let [width, height] = browser.viewport;
    let density = if browser.scale == 1.0 { String::new() } else { format!(" at {}×", browser.scale) };
    let practice = record.practice.as_ref().map(|of| format!(" (practice site, {of})")).unwrap_or_default();
    vec![
        ("Guide", record.guide.path.clone()),
        ("Site", format!("{}{practice}", record.site)),
        ("Walked", format!("{}, in {}", words::time(&record.started), words::duration(record.seconds))),
        ("Browser", format!("{} {}, {width} × {height}{density}", browser.name, browser.version)),
    ]
}

fn counts(record: &Record) -> Vec<Count> {
    let all = words::STATUSES.into_iter().map(|status| Count {
        status: status.name(),
        count: words::count(record, status),
        meaning: words::meaning(status),
    });
    all.filter(|count| count.count > 0).collect()
}

fn notes(record: &Record) -> Vec<String> {
    let mut notes = record.remarks.clone();
    if record.attempts > 1 {
        notes.push(format!("The browser ended on its way; {} sessions were needed.", record.attempts));
    }
    if !record.clean_up.done && record.clean_up.left_behind.is_empty() {
        notes.push("Clean-up was not finished.".into());
    }
    notes
}

fn step(record: &Record, step: &StepRecord, pictures: &mut Pictures) -> Step {
    Step {
        number: step.step,
        heading: step.heading.clone(),
        status: step.status.name(),
        meaning: words::meaning(step.status),
        needs_attention: words::needs_attention(step.status),
        place: format!("{}:{}", record.guide.path, step.line),
        url: step.url.clone().filter(|url| !url.is_empty()),
        seconds: words::duration(step.seconds),
        remarks: words::remarks(step),
        findings: step.findings.iter().map(|finding| self::finding(record, step, finding)).collect(),
        pictures: shown(record, step, pictures),
        stages: step.stages.iter().map(stage).collect(),
    }
}

fn finding(record: &Record, step: &StepRecord, finding: &Finding) -> FindingView {
    let patch = finding.patch.as_deref().unwrap_or_default().lines().map(|line| {
        let kind = match line.as_bytes().first() {
            // Before the edit's own lines, which begin with the same characters.
            _ if line.starts_with("+++") || line.starts_with("---") => "head",
            Some(b'+') => "added",
            Some(b'-') => "removed",
            Some(b'@') => "head",
            _ => "same",
        };
        (kind, line.to_owned())
    });
    let place = words::place(record, step, finding);
    FindingView {
        kind: finding.kind.name(),
        severity: finding.severity.name(),
        change: finding.change(),
        // The place stands below the sentence.
        message: finding.message.strip_suffix(&place).unwrap_or(&finding.message).trim_end().to_owned(),
        place,
        patch: patch.collect(),
        is_marked: finding.reference_box.is_some() || finding.frame_box.is_some(),
    }
}

fn stage(stage: &StageRecord) -> Stage {
    let waits = stage.waited.iter().map(|wait| format!("{:.1} s for {}: {}", wait.seconds, wait.for_what, wait.seen));
    Stage {
        id: stage.id.clone(),
        url: stage.url.clone(),
        target: stage.target.as_ref().map(|target| match target.found {
            Found::AsNamed => "its control was found under its name",
            Found::Alternative => "its control was found another way that the walk file knows",
            Found::Healed => "its control was found by likeness only",
            Found::Missing => "its control was not found",
        }),
        waited: waits.collect(),
        log: stage.log.clone(),
    }
}

fn shown(record: &Record, step: &StepRecord, pictures: &mut Pictures) -> Shown {
    let mut shown = Shown { frame_caption: "The site now", ..Shown::default() };
    let mut load = |path: Option<&str>, absent: &mut Vec<String>| {
        let picture = pictures.get(path?);
        if picture.is_none() {
            absent.push(format!("{} can't be shown: it is not in the record, or no browser shows its kind.", path?));
        }
        picture
    };
    let copy = step.reference.as_deref().map(|reference| format!("references/{}", file_name(reference)));
    let missing = step.status == Status::NoPicture;
    let reference = load(copy.as_deref().filter(|_| !missing), &mut shown.absent);
    let frame = load(step.frame.as_deref(), &mut shown.absent);
    let difference = load(step.difference.as_deref(), &mut shown.absent);
    let staged = load(step.staged.as_deref(), &mut shown.absent);
    shown.reference_name = reference_name(step);
    let scale = record.browser.scale;
    let of = format!("step {}: {}", step.step, step.heading);
    let registered = step.registration.zip(reference.as_ref()).map(|(registration, reference)| region(reference, registration));
    let part = registered.or(frame.as_ref().map(whole)).or(reference.as_ref().map(whole));
    let width = part.map_or(0.0, |part| shown_width(part, scale));
    if let Some(picture) = &reference {
        let width = if registered.is_some() { width } else { shown_width(whole(picture), scale) };
        let marks = Some((&step.findings[..], Side::Reference));
        shown.reference = Some(panel(picture, whole(picture), width, format!("The guide's picture at {of}"), marks));
    }
    if let Some(picture) = &frame {
        shown.in_register = registered.is_some();
        if reference.is_some() && registered.is_none() && step.judged_as != JudgedAs::None {
            shown.frame_caption = "The site now: the picture is not on this screen";
        }
        let marks = Some((&step.findings[..], Side::Frame));
        let alt = format!("The same part of the site now, at {of}");
        shown.frame = Some(panel(picture, registered.unwrap_or(whole(picture)), width, alt, marks));
        let alt = format!("The whole screen at {of}");
        let whole_frame = panel(picture, whole(picture), shown_width(whole(picture), scale), alt, marks);
        shown.whole = Some(whole_frame.outlining(registered));
    }
    shown.difference = difference.map(|picture| plain(&picture, width, format!("What differs at {of}")));
    shown.staged = staged.map(|picture| plain(&picture, width, format!("The new picture for {of}")));
    shown
}

fn plain(picture: &Picture, width: f64, alt: String) -> Panel {
    let width = if width > 0.0 { width } else { shown_width(whole(picture), 1.0) };
    panel(picture, whole(picture), width, alt, None)
}

fn reference_name(step: &StepRecord) -> String {
    let by = match step.judged_as {
        JudgedAs::Own => ", made by guidewalk",
        JudgedAs::Person => ", made by a person",
        JudgedAs::None => "",
    };
    step.reference.as_deref().map(|reference| format!("{}{by}", file_name(reference))).unwrap_or_default()
}

fn file_name(path: &str) -> &str {
    path.rsplit('/').next().unwrap_or(path)
}

const KINDS: [Kind; 9] = [
    Kind::Renamed,
    Kind::Missing,
    Kind::Moved,
    Kind::Added,
    Kind::Reworded,
    Kind::Restyled,
    Kind::WrongScreen,
    Kind::ExtraStep,
    Kind::Prose,
];

/// What a kind of finding means; here, because the page's help is the only place that says it.
const fn kind_meaning(kind: Kind) -> &'static str {
    match kind {
        Kind::Renamed => "the same control, under another name",
        Kind::Missing => "a control or text that is gone",
        Kind::Moved => "the same control, elsewhere",
        Kind::Added => "a control or text that the picture doesn't show",
        Kind::Reworded => "text that changed",
        Kind::Restyled => "the same content that looks different, or another kind of control",
        Kind::WrongScreen => "the step leads elsewhere",
        Kind::ExtraStep => "a screen in between that the guide doesn't mention",
        Kind::Prose => "a label in the guide's sentence that is on none of the step's screens",
    }
}
