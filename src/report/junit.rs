//! A record as JUnit XML, which the usual viewers of test results open: the guide is a suite, each step a case.

use std::time::Duration;

use anyhow::{Context, Result};
use quick_junit::{NonSuccessKind, Property, Report, TestCase, TestCaseStatus, TestSuite};

use crate::judge::{Finding, Status};
use crate::record::{Record, StepRecord};
use crate::report::words::{self, harmless};

/// The record as JUnit XML: what has drifted fails, what could not be verified is an error, what did not come up is skipped.
///
/// # Errors
/// When it can't be put together.
pub fn junit(record: &Record) -> Result<String> {
    let mut suite = TestSuite::new(harmless(&record.guide.title));
    suite.set_time(seconds(record.seconds));
    let browser = format!("{} {}", record.browser.name, record.browser.version);
    let facts = [("guide", &record.guide.path), ("site", &record.site), ("started", &record.started), ("browser", &browser)];
    suite.add_properties(facts.map(|(name, value)| Property::new(name, harmless(value))));
    suite.add_test_cases(record.steps.iter().map(|step| case(record, step)));
    let notes: Vec<String> = record.clean_up.left_behind.iter().map(|left| format!("left behind: {left}")).collect();
    let notes: Vec<String> = notes.iter().chain(&record.remarks).map(|note| harmless(note)).collect();
    if !notes.is_empty() {
        suite.set_system_out(notes.join("\n"));
    }
    let mut report = Report::new("guidewalk");
    report.set_time(seconds(record.seconds)).add_test_suite(suite);
    report.to_string().map(|xml| with_older_root(&xml)).context("cannot put the record into XML")
}

/// Jenkins' schema (junit-10.xsd of its xUnit plugin) knows no sum of what was skipped at the root; each suite has its own.
fn with_older_root(xml: &str) -> String {
    const SUM: &str = " skipped=\"";
    let root = xml.find("<testsuites").unwrap_or_default();
    let end = xml[root..].find('>').map_or(root, |at| root + at);
    let Some(at) = xml[root..end].find(SUM).map(|at| root + at) else { return xml.to_owned() };
    let after = xml[at + SUM.len()..].find('"').map_or(at, |quote| at + SUM.len() + quote + 1);
    format!("{}{}", &xml[..at], &xml[after..])
}

fn case(record: &Record, step: &StepRecord) -> TestCase {
    let mut status = match step.status {
        Status::Current => TestCaseStatus::success(),
        Status::NotShown | Status::Skipped => TestCaseStatus::skipped(),
        Status::Drifted | Status::NoPicture => TestCaseStatus::non_success(NonSuccessKind::Failure),
        Status::Blocked | Status::Unsure | Status::NotReached => TestCaseStatus::non_success(NonSuccessKind::Error),
    };
    let told = told(record, step);
    if step.status != Status::Current {
        let message = told.first().cloned().unwrap_or_else(|| words::meaning(step.status).to_owned());
        status.set_message(message);
    }
    if !matches!(step.status, Status::Current | Status::Skipped | Status::NotShown) {
        status.set_type(step.status.name()).set_description(told.join("\n"));
    }
    let mut case = TestCase::new(format!("step {}: {}", step.step, harmless(&step.heading)), status);
    case.set_classname(harmless(&record.guide.path)).set_time(seconds(step.seconds));
    if step.status == Status::Current && !told.is_empty() {
        case.set_system_out(told.join("\n"));
    }
    case
}

/// Everything that is to be said of a step, the worst first.
fn told(record: &Record, step: &StepRecord) -> Vec<String> {
    let mut findings: Vec<&Finding> = step.findings.iter().collect();
    findings.sort_by_key(|finding| std::cmp::Reverse(finding.severity));
    let findings = findings.into_iter().map(|finding| {
        let place = words::place(record, step, finding);
        format!("{} {}: {} ({place})", finding.severity, finding.kind, harmless(&finding.change()))
    });
    findings.chain(words::remarks(step).iter().map(|remark| harmless(remark))).collect()
}

fn seconds(seconds: f64) -> Duration {
    Duration::try_from_secs_f64(seconds).unwrap_or_default()
}
