//! A record in the forms that other programs read: JUnit XML, Markdown, GitHub's workflow commands.

use std::collections::BTreeMap;
use std::time::Duration;

use guidewalk::judge::{Finding, Kind, Severity};
use guidewalk::record::Record;
use guidewalk::report;
use guidewalk::store::RecordFolder;
use quick_xml::Reader;
use quick_xml::events::{BytesStart, Event};

use crate::common::assert_text;
use crate::{example, program};

const EVIL: &str = "]]>\u{1b}[2J</failure>\n::error file=x::y\r\n| # @someone `x` %0A <script>alert(1)</script>";

/// A record whose words want to be more than words.
fn evil() -> Record {
    let mut record = example::record();
    record.guide.title = EVIL.into();
    record.guide.path = EVIL.into();
    record.site = EVIL.into();
    record.remarks = vec![EVIL.into()];
    record.clean_up.left_behind = vec![EVIL.into()];
    let step = &mut record.steps[1];
    (step.heading, step.because) = (EVIL.into(), Some(EVIL.into()));
    step.findings = vec![Finding { ..example::finding(Kind::Renamed, Severity::Breaking, EVIL, EVIL, EVIL) }];
    record
}

#[test]
fn markdown_has_a_row_for_each_step_that_needs_attention() {
    assert_text("markdown_of_every_status", &report::markdown(&example::record()));
}

#[test]
fn annotations_stand_at_the_lines_of_the_guide_the_worst_first() {
    assert_text("annotations_of_every_status", &report::annotations(&example::record(), "_posts/2024-01-10-A-Token.md"));
}

#[test]
fn junit_has_a_case_for_each_step() {
    assert_text("junit_of_every_status", &report::junit(&example::record()).unwrap());
}

#[test]
fn words_of_a_page_stay_words_in_every_form() {
    let record = evil();
    // A command begins at the beginning of a line, and nowhere else.
    let annotations = report::annotations(&record, EVIL);
    for line in annotations.split(['\n', '\r']).filter(|line| !line.is_empty()) {
        let file = line.trim_start_matches("::error").trim_start_matches("::warning");
        assert!(file.starts_with(" file=]]>") && !file.contains('\u{1b}'), "{line:?}");
    }
    let markdown = report::markdown(&record);
    assert!(!markdown.contains("<script") && !markdown.contains("@someone") && !markdown.contains('\u{1b}'), "{markdown}");
    assert!(markdown.lines().filter(|line| line.starts_with('|')).all(|line| row_cells(line) == 3), "{markdown}");
    assert_eq!(junit_faults(&report::junit(&record).unwrap()), Vec::<String>::new());
}

/// The cells of a table's row: bars that are not escaped, less the outer ones.
fn row_cells(line: &str) -> usize {
    line.replace("\\|", "").matches('|').count() - 1
}

/// An element's attributes that may be there, those that must, and its children in their order.
type Rule = (&'static [&'static str], &'static [&'static str], &'static [&'static str]);

/// What Jenkins and its relatives allow in JUnit files (jenkins-junit.xsd, and junit-10.xsd of the xUnit plugin).
fn rule(element: &str) -> Option<Rule> {
    Some(match element {
        "testsuites" => (&["name", "time", "tests", "failures", "errors"], &[], &["testsuite"]),
        "testsuite" => (
            &["skipped", "time", "timestamp", "hostname", "id", "package"],
            &["name", "tests", "failures", "errors"],
            &["properties", "testcase", "system-out", "system-err"],
        ),
        "properties" => (&[], &[], &["property"]),
        "property" => (&[], &["name", "value"], &[]),
        "testcase" => (
            &["assertions", "time", "classname", "status"],
            &["name"],
            &["skipped", "error", "failure", "system-out", "system-err"],
        ),
        "failure" | "error" => (&["type", "message"], &[], &[]),
        "skipped" => (&["message"], &[], &[]),
        "system-out" | "system-err" => (&[], &[], &[]),
        _ => return None,
    })
}

/// An element that is open: its name, and how far its children came.
struct Open {
    name: String,
    child: usize,
}

/// Where a JUnit file breaks the schema's rules, or its sums are wrong.
fn junit_faults(xml: &str) -> Vec<String> {
    let (mut reader, mut open, mut faults) = (Reader::from_str(xml), Vec::<Open>::new(), Vec::new());
    let (mut told, mut counted) = (BTreeMap::<String, usize>::new(), BTreeMap::<String, usize>::new());
    loop {
        let event = match reader.read_event() {
            Ok(event) => event,
            Err(error) => return vec![format!("no XML: {error}")],
        };
        match event {
            Event::Start(start) => {
                let element = entered(&start, open.last_mut(), &mut faults, &mut told, &mut counted);
                open.push(element);
            }
            Event::Empty(start) => drop(entered(&start, open.last_mut(), &mut faults, &mut told, &mut counted)),
            Event::End(_) => drop(open.pop()),
            Event::Eof => break,
            _ => {}
        }
    }
    for (attribute, element) in [("tests", "testcase"), ("failures", "failure"), ("errors", "error"), ("skipped", "skipped")] {
        if told.get(attribute) != counted.get(element).or(Some(&0)) {
            faults.push(format!("{attribute}: {told:?}, and there are {counted:?}"));
        }
    }
    faults
}

fn entered(
    start: &BytesStart<'_>,
    parent: Option<&mut Open>,
    faults: &mut Vec<String>,
    told: &mut BTreeMap<String, usize>,
    counted: &mut BTreeMap<String, usize>,
) -> Open {
    let name = String::from_utf8(start.name().as_ref().to_vec()).unwrap();
    let Some((may, must, _)) = rule(&name) else { panic!("{name} is no element of the schema") };
    let mut attributes = BTreeMap::new();
    for attribute in start.attributes().map(Result::unwrap) {
        let key = String::from_utf8(attribute.key.as_ref().to_vec()).unwrap();
        if !may.contains(&key.as_str()) && !must.contains(&key.as_str()) {
            faults.push(format!("{name} has no attribute {key}"));
        }
        attributes.insert(key, String::from_utf8(attribute.value.to_vec()).unwrap());
    }
    faults.extend(must.iter().filter(|key| !attributes.contains_key(**key)).map(|key| format!("{name} lacks {key}")));
    *counted.entry(name.clone()).or_default() += 1;
    if name == "testsuite" {
        told.extend(attributes.iter().filter_map(|(key, value)| Some((key.clone(), value.parse().ok()?))));
    }
    match parent {
        None if name != "testsuites" => faults.push(format!("{name} stands outermost")),
        Some(parent) => match rule(&parent.name).unwrap().2.iter().position(|child| *child == name) {
            Some(place) if place >= parent.child => parent.child = place,
            _ => faults.push(format!("{name} may not stand there in {}", parent.name)),
        },
        None => {}
    }
    Open { name, child: 0 }
}

#[test]
fn junit_keeps_the_rules_of_the_usual_schema_and_the_check_of_that_can_fail() {
    let xml = report::junit(&example::record()).unwrap();
    assert_eq!(junit_faults(&xml), Vec::<String>::new());
    let broken = xml.replace("failures=\"2\"", "failures=\"1\"").replace("<testcase name=", "<testcase colour=");
    assert!(junit_faults(&broken).len() > 9, "{:?}", junit_faults(&broken));
}

#[test]
fn report_writes_every_form_and_none_shows_a_token() {
    const TOKEN: &str = "ghp_0123456789abcdefghijABCDEFGHIJ012345";
    let place = program::folder();
    let folder = RecordFolder::at(&place.path().join("record")).unwrap();
    let mut record = example::record();
    record.steps[1].findings[0].now = TOKEN.into();
    record.remarks = vec![TOKEN.into()];
    folder.write_record(&record).unwrap();
    for (form, sign) in [
        ("text", "drifted"),
        ("html", "<!doctype html>"),
        ("json", "\"schema\": 1"),
        ("junit", "<testsuites "),
        ("markdown", "## This guide is no longer true"),
        ("annotations", "::error file=_posts/2024-01-10-A-Token.md,line=29,"),
        ("github", "::error file="),
    ] {
        let ran =
            program::run(&mut program::guidewalk(place.path(), &["report", "record", "--format", form]), Duration::from_secs(60));
        assert_eq!(ran.code, Some(0), "{form}: {}", ran.stderr);
        assert!(ran.stdout.contains(sign), "{form}: {}", ran.stdout);
        assert!(!ran.stdout.contains(&TOKEN[8..]), "{form}");
    }
}
