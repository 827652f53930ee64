//! A record with a step of every status, and its pictures, drawn here.

use std::io::Cursor;

use guidewalk::judge::{Finding, Kind, Severity, Status};
use guidewalk::outline::Rect;
use guidewalk::record::{
    BrowserRef, CleanUpRef, GuideRef, JudgedAs, Record, Registration, SCHEMA, StageRecord, StepRecord, TargetRecord, Verdict,
};
use guidewalk::store::RecordFolder;
use guidewalk::walk::{Found, Waited};
use guidewalk::walkfile::Reason;
use image::{ImageFormat, Rgb, RgbImage};

/// A step without anything.
pub(crate) fn step(number: u32, heading: &str, status: Status) -> StepRecord {
    StepRecord {
        step: number,
        heading: heading.into(),
        line: 10 + 7 * number,
        status,
        reason: None,
        because: None,
        healed: false,
        judged_as: JudgedAs::Person,
        reference: Some(format!("../assets/{number:02}.png")),
        reference_digest: None,
        shows: None,
        frame: None,
        difference: None,
        staged: None,
        variants: vec![],
        url: None,
        seconds: 0.8,
        masked_share: 0.0,
        registration: None,
        marks: vec![],
        mark_styles: vec![],
        stages: vec![],
        findings: vec![],
    }
}

pub(crate) fn finding(kind: Kind, severity: Severity, was: &str, now: &str, message: &str) -> Finding {
    Finding {
        kind,
        severity,
        was: was.into(),
        now: now.into(),
        message: message.into(),
        frame_id: None,
        reference_box: None,
        frame_box: None,
        guide_line: None,
        patch: None,
    }
}

/// The step that drifted in several ways.
fn drifted() -> StepRecord {
    let mut step = step(2, "Navigate to the Settings Menu", Status::Drifted);
    let renamed = Finding {
        reference_box: Some(Rect::new(10.0, 20.0, 30.0, 10.0)),
        frame_box: Some(Rect::new(110.0, 60.0, 30.0, 10.0)),
        guide_line: Some(29),
        patch: Some("--- guide.md\n+++ guide.md\n@@ -29 +29 @@\n-Select 'Settings'.\n+Select 'Preferences'.\n".into()),
        ..finding(
            Kind::Renamed,
            Severity::Breaking,
            "Settings",
            "Preferences",
            "The menu entry is called “Preferences” now; say so in the sentence and take a new picture.",
        )
    };
    let added = finding(
        Kind::Added,
        Severity::Misleading,
        "",
        "Copilot settings",
        "The picture doesn't show the entry “Copilot settings”.",
    );
    let reworded = finding(Kind::Reworded, Severity::Cosmetic, "Your profile", "Profile", "The word “Your” is gone.");
    step.findings = vec![renamed, added, reworded];
    step.healed = true;
    step.masked_share = 0.14;
    step.registration = Some(Registration { scale: 1.0, x: 100.0, y: 40.0, confidence: 0.93, ambiguous: false });
    step.frame = Some("frames/2.1.png".into());
    step.difference = Some("differences/2.png".into());
    step.stages = vec![StageRecord {
        id: "2.1".into(),
        frame: Some("frames/2.1.png".into()),
        page: None,
        outline: None,
        url: "https://site.test/settings".into(),
        target: Some(TargetRecord { bounds: Some(Rect::new(110.0, 60.0, 30.0, 10.0)), found: Found::Healed }),
        waited: vec![Waited { for_what: "the menu".into(), seconds: 2.4, seen: "it came".into() }],
        log: vec!["looked for the link \"Settings\"".into()],
    }];
    step
}

/// Every status once, `current` twice.
pub(crate) fn record() -> Record {
    let with = |mut step: StepRecord, because: &str, reason: Option<Reason>| {
        step.because = Some(because.into());
        step.reason = reason;
        step
    };
    let mut current = step(1, "Click on the Profile Image", Status::Current);
    current.frame = Some("frames/1.1.png".into());
    current.registration = Some(Registration { scale: 1.0, x: 0.0, y: 0.0, confidence: 0.98, ambiguous: false });
    Record {
        schema: SCHEMA,
        tool: "guidewalk 0.1.0".into(),
        complete: true,
        guide: GuideRef { path: "_posts/2024-01-10-A-Token.md".into(), title: "Generating a Token: A Quick Guide".into() },
        guide_digest: "0".repeat(64),
        site: "https://site.test".into(),
        practice: None,
        started: "2026-11-23T15:51:33Z".into(),
        seconds: 74.3,
        browser: BrowserRef { name: "chrome".into(), version: "156.0.8078.79".into(), viewport: [1280, 800], scale: 1.0 },
        verdict: Verdict::Drifted,
        attempts: 2,
        times: std::collections::BTreeMap::new(),
        clean_up: CleanUpRef { done: false, left_behind: vec!["token “guidewalk 7f3a”".into()] },
        remarks: vec!["10.png lies in the folder of pictures, and no step shows it.".into()],
        steps: vec![
            current,
            drifted(),
            step(3, "Go to Developer Settings, which is the last entry of the long sidebar on the left", Status::NoPicture),
            with(step(4, "Generate", Status::Blocked), "the site asked for a pause of 60 s", Some(Reason::RateLimited)),
            with(step(5, "Confirm Access", Status::NotShown), "sudo mode was still granted", None),
            with(step(6, "Choose Scopes", Status::Unsure), "only 2 words of the picture could be read", None),
            with(step(7, "Save the Token", Status::NotReached), "step 4 could not be carried out", None),
            step(8, "Use the Token", Status::Skipped),
            step(9, "Delete the Token", Status::Current),
        ],
    }
}

/// The pictures that [`record`] names.
pub(crate) fn write_pictures(folder: &RecordFolder) {
    for name in ["frames/1.1.png", "frames/2.1.png"] {
        folder.write_file(name, &png(320, 200, [240, 240, 245])).unwrap();
    }
    for name in ["references/01.png", "references/02.png", "differences/2.png"] {
        folder.write_file(name, &png(120, 60, [230, 240, 230])).unwrap();
    }
}

/// A plain picture with a frame around it.
fn png(width: u32, height: u32, colour: [u8; 3]) -> Vec<u8> {
    let is_edge = |x, y| x == 0 || y == 0 || x == width - 1 || y == height - 1;
    let picture = RgbImage::from_fn(width, height, |x, y| Rgb(if is_edge(x, y) { [90, 90, 90] } else { colour }));
    let mut bytes = Cursor::new(Vec::new());
    picture.write_to(&mut bytes, ImageFormat::Png).unwrap();
    bytes.into_inner()
}
