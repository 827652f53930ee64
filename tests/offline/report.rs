//! What reports say about a record.

use guidewalk::judge::{Finding, Kind, Severity, Status};
use guidewalk::record::{self, CleanUpRef, Record, Verdict};
use guidewalk::report::{self, Ending, Style};
use guidewalk::store::RecordFolder;

use crate::common::assert_text;
use crate::example;

const ENDING: Ending<'_> = Ending { record: ".guidewalk/A-Token/2026-11-23T15-51-33Z", next: Some("guidewalk review") };

fn text(record: &Record) -> String {
    report::text(record, Style::default(), &ENDING)
}

fn page(record: &Record) -> String {
    let place = tempfile::tempdir().unwrap();
    let folder = RecordFolder::at(&place.path().join("record")).unwrap();
    example::write_pictures(&folder);
    report::html(record, folder.path()).unwrap()
}

/// A walk on which nothing was wrong.
fn current() -> Record {
    let mut record = example::record();
    record.steps.retain(|step| matches!(step.status, Status::Current | Status::NotShown));
    record.verdict = Verdict::Current;
    record.clean_up = CleanUpRef { done: true, left_behind: vec![] };
    record.remarks.clear();
    record.attempts = 1;
    record
}

#[test]
fn every_status_has_its_line_and_every_finding_its_sentence() {
    assert_text("report_of_every_status", &text(&example::record()));
}

#[test]
fn a_true_guide_needs_few_words() {
    let ending = Ending { next: None, ..ENDING };
    assert_text("report_of_a_true_guide", &report::text(&current(), Style::default(), &ending));
}

#[test]
fn a_walk_that_was_killed_says_that_it_did_not_finish() {
    let mut record = current();
    record.complete = false;
    record.clean_up.done = false;
    assert_text("report_of_a_killed_walk", &text(&record));
}

/// A step with nine findings, the worst last, their places at the ends of their sentences.
fn crowded() -> Record {
    let mut record = current();
    let place = format!("{}:17", record.guide.path);
    let sentence = |name: &str| format!("The entry '{name}' is another now. {place}");
    let mut findings: Vec<Finding> = (1..=8)
        .map(|number| format!("Entry {number}"))
        .map(|name| example::finding(Kind::Added, Severity::Misleading, "", &name, &sentence(&name)))
        .collect();
    findings.push(example::finding(Kind::Missing, Severity::Breaking, "Settings", "", &sentence("Settings")));
    record.steps[0].findings = findings;
    record.steps[0].status = Status::Drifted;
    record.verdict = Verdict::Drifted;
    record
}

#[test]
fn a_terminal_shows_the_six_worst_findings_of_a_step_and_counts_the_rest() {
    assert_text("report_of_a_crowded_step", &text(&crowded()));
}

#[test]
fn the_page_folds_away_what_comes_after_six_findings() {
    let page = page(&crowded());
    assert!(page.contains("… and 3 more</a>"), "among what needs attention");
    assert!(page.contains("<summary>3 more</summary>"));
    assert_eq!(page.matches("is another now.</p>").count(), 9, "the place is not in the sentence");
    assert_eq!(page.matches("<p class=\"place\">").count(), 9);
    assert!(page.contains("aria-hidden=\"true\">9</span>"), "numbers go on");
}

#[test]
fn no_line_is_wider_than_a_terminal() {
    for line in text(&example::record()).lines() {
        assert!(console::measure_text_width(line) <= 80, "{line}");
    }
}

#[test]
fn colour_changes_nothing_but_colour() {
    let record = example::record();
    let coloured = report::text(&record, Style { colour: true }, &ENDING);
    assert!(coloured.contains("\u{1b}["));
    assert_eq!(console::strip_ansi_codes(&coloured), text(&record));
}

#[test]
fn the_counts_add_up() {
    let record = example::record();
    let text = text(&record);
    let (all, counts) = text.split_once(" steps: ").unwrap();
    let counts = counts.split("\nnote:").next().unwrap().split(",");
    let sum: usize = counts.map(|count| count.split_whitespace().next().unwrap().parse::<usize>().unwrap()).sum();
    assert_eq!(sum, record.steps.len());
    assert!(all.ends_with("\n9"));
}

#[test]
fn new_pictures_are_told_by_their_steps() {
    let mut record = example::record();
    record.steps.iter_mut().for_each(|step| step.staged = None);
    assert!(!text(&record).contains("a new picture in the record"));
    for step in [1, 3] {
        record.steps[step].staged = Some("staged/01.png".into());
    }
    assert!(text(&record).contains("\nSteps 2 and 4 have a new picture in the record.\n"), "{}", text(&record));
}

#[test]
fn words_of_a_page_cannot_steer_the_terminal() {
    let mut record = example::record();
    record.steps[1].findings[0].now = "Pre\u{1b}]0;owned\u{7}ferences".into();
    record.guide.title = "A\u{1b}[2Jguide".into();
    assert!(!text(&record).contains(|c: char| c.is_control() && c != '\n'));
}

#[test]
fn json_is_the_record() {
    let record = example::record();
    let read: Record = serde_json::from_str(&report::json(&record).unwrap()).unwrap();
    assert_eq!(read, record);
}

#[test]
fn the_schema_describes_what_is_written() {
    let schema = record::schema();
    let json = serde_json::to_value(example::record()).unwrap();
    let validator = jsonschema::validator_for(&schema).unwrap();
    let errors: Vec<String> = validator.iter_errors(&json).map(|error| error.to_string()).collect();
    assert!(errors.is_empty(), "{errors:?}");
    assert!(!validator.is_valid(&serde_json::json!({ "schema": 1 })));
}

#[test]
fn the_page_loads_nothing_from_anywhere() {
    let page = page(&example::record());
    for load in ["src=", "href=\"http", "href='http", "url(", "@import", "<link", "<iframe", "<base"] {
        assert!(!page.contains(load), "{load}");
    }
    assert!(page.contains("default-src 'none'"));
}

#[test]
fn the_page_allows_exactly_its_own_script_and_style() {
    use base64::Engine;
    use sha2::{Digest, Sha256};
    let page = page(&example::record());
    for name in ["script", "style"] {
        let (_, rest) = page.split_once(&format!("<{name}>")).unwrap();
        let (text, rest) = rest.split_once(&format!("</{name}>")).unwrap();
        let hash = base64::engine::general_purpose::STANDARD.encode(Sha256::digest(text.as_bytes()));
        assert!(page.contains(&format!("{name}-src 'sha256-{hash}'")), "{name}");
        assert!(!rest.contains(&format!("<{name}")), "there is only one {name}");
    }
    assert!(!page.contains(" style=\""), "the policy would not let it work");
}

#[test]
fn what_a_page_or_a_guide_says_stays_words() {
    let evil = "<script>alert(1)</script>\" onload='x' {{ 7 * 7 }}";
    let mut record = example::record();
    record.guide.title = evil.into();
    record.guide.path = evil.into();
    record.site = evil.into();
    record.remarks = vec![evil.into()];
    record.clean_up.left_behind = vec![evil.into()];
    let step = &mut record.steps[1];
    (step.heading, step.url, step.because) = (evil.into(), Some(evil.into()), Some(evil.into()));
    step.reference = Some(format!("../{evil}.png"));
    step.stages[0].log = vec![evil.into()];
    step.stages[0].url = evil.into();
    let patch = Some(format!("+{evil}"));
    step.findings = vec![Finding { patch, ..example::finding(Kind::Renamed, Severity::Breaking, evil, evil, evil) }];
    let page = page(&record);
    assert_eq!(page.matches("<script").count(), 1);
    assert!(!page.contains("onload='x'") && !page.contains("<script>alert"));
    assert!(page.contains("{{ 7 * 7 }}"));
}

#[test]
fn a_step_shows_both_pictures_in_register() {
    let page = page(&example::record());
    // The reference lies 100 to the right and 40 down on the frame; the frame is cut there.
    assert!(page.contains("viewBox=\"100 40 120 60\""), "the frame's part");
    assert!(page.contains("viewBox=\"0 0 120 60\""), "the reference");
}

#[test]
fn a_picture_is_embedded_once_however_often_it_is_shown() {
    let page = page(&example::record());
    assert_eq!(page.matches("data:image/png;base64,").count(), 5);
    assert!(page.matches("<use href=\"#picture-").count() > 5);
}

#[test]
fn a_picture_that_is_not_there_is_said_to_be_missing() {
    let mut record = example::record();
    record.steps[0].frame = Some("../../etc/passwd".into());
    let page = page(&record);
    assert!(page.contains("&#x2f;passwd can&#x27;t be shown"), "in its place");
}

#[test]
fn the_page_is_well_formed() {
    let page = page(&example::record());
    let mut open: Vec<&str> = Vec::new();
    let (before, rest) = page.split_once("<style>").unwrap();
    let (_, rest) = rest.split_once("</style>").unwrap();
    let (between, _) = rest.split_once("<script>").unwrap();
    for tag in before.split('<').skip(1).chain(between.split('<').skip(1)) {
        let (inside, _) = tag.split_once('>').unwrap();
        let name = inside.trim_start_matches('/').split([' ', '/']).next().unwrap();
        let is_void = matches!(name, "meta" | "input" | "!doctype") || inside.ends_with('/') || name.is_empty();
        if inside.starts_with('/') {
            assert_eq!(open.pop(), Some(name), "closed in the wrong order");
        } else if !is_void {
            open.push(name);
        }
    }
    assert_eq!(open, ["html", "body"], "what stands around the script");
}
