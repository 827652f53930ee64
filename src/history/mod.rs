//! What the nights said about a guide. A line of JSON for each night lies in the state folder (`file`); `calm` makes a night's line
//! of its walks, so that noise is no news; `standing` is what all nights together say of each step.

mod calm;
mod file;
mod standing;

pub use calm::{Look, Looks, Next};
pub use file::{Guide, all, file_of};
pub use standing::{Standing, State, StepStanding, Streak, Warning, standing};

use jiff::civil::Date;
use serde::{Deserialize, Serialize};

use crate::judge::{Finding, Severity, Status, Verdict};
use crate::record::{GuideRef, Record, StepRecord};
use crate::secrets::Scrubber;
use crate::store;
use crate::walkfile::Reason;

/// The version of the shape that this build writes.
pub const SCHEMA: u32 = 1;

/// The kind of the fact that a picture is missing.
const NO_PICTURE: &str = "no-picture";

/// The JSON Schema of a line.
#[must_use]
pub fn schema() -> serde_json::Value {
    schemars::schema_for!(Night).to_value()
}

/// What one night said about a guide.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, schemars::JsonSchema)]
pub struct Night {
    /// Version of this shape.
    pub schema: u32,
    /// The night, by the date on which it began.
    #[schemars(with = "String")]
    pub night: Date,
    /// When its first walk began, RFC 3339, UTC.
    pub started: String,
    /// How long its walks took together.
    pub seconds: f64,
    /// How many walks there were.
    pub walks: u32,
    /// `guidewalk` and its version.
    pub tool: String,
    /// The guide.
    pub guide: GuideRef,
    /// The origin that was walked.
    pub site: String,
    /// What it means for the guide.
    pub verdict: Verdict,
    /// What held the walks up, where a step could not be seen for it: the name of a reason, or `account-waits`.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub held_up: Option<String>,
    /// Every step of the guide; none where nothing was walked.
    pub steps: Vec<NightStep>,
}

/// What one night said about a step.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, schemars::JsonSchema)]
pub struct NightStep {
    /// Its number in the guide.
    pub step: u32,
    /// Its heading.
    pub heading: String,
    /// Its status; `drifted` only where that was seen twice, or the night before as well.
    pub status: Status,
    /// Why it is `blocked`.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub reason: Option<Reason>,
    /// Why what was seen does not count.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub doubt: Option<Doubt>,
    /// What is not true any more.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub facts: Vec<Fact>,
    /// What some walks of the night saw and others didn't.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub wavering: Vec<Fact>,
    /// Where doubt can be looked at: what each walk saw.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub seen: Vec<Seen>,
}

/// Why what was seen does not count.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, schemars::JsonSchema)]
#[serde(rename_all = "kebab-case")]
pub enum Doubt {
    /// One walk of the night saw it so, another otherwise.
    Flickers,
    /// It was seen once, and the second walk did not get there.
    Once,
}

impl Doubt {
    /// What is said of it.
    #[must_use]
    pub const fn says(self) -> &'static str {
        match self {
            Self::Flickers => "it flickers: one walk saw it so, another otherwise",
            Self::Once => "it was seen once only, so it doesn't count yet",
        }
    }
}

/// What one walk of a night saw at a step.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, schemars::JsonSchema)]
pub struct Seen {
    /// The record of the walk.
    pub record: String,
    /// The status there.
    pub status: Status,
    /// The frame, relative to the record.
    pub frame: Option<String>,
}

/// One thing that is not true any more: the same as long as it stays so, whatever the night.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize, schemars::JsonSchema)]
pub struct Fact {
    /// The step.
    pub step: u32,
    /// The kind of finding, or `no-picture`.
    pub kind: String,
    /// How much it matters.
    pub severity: Severity,
    /// The words of then; empty where there were none.
    pub was: String,
    /// The words of now; empty where there are none.
    pub now: String,
    /// Was and now in one phrase.
    pub says: String,
}

impl Fact {
    /// A short name, which stays the same as long as the fact does.
    #[must_use]
    pub fn name(&self) -> String {
        store::digest(format!("{}\n{}\n{}\n{}", self.step, self.kind, self.was, self.now).as_bytes())[..10].to_owned()
    }

    /// Whether it follows from this finding of its step.
    #[must_use]
    pub fn is_of(&self, finding: &Finding) -> bool {
        self.kind == finding.kind.name() && self.was == finding.was && self.now == finding.now
    }

    /// Whether the walk of this record saw it.
    #[must_use]
    pub fn is_seen_in(&self, record: &Record) -> bool {
        let is_missing = |step: &StepRecord| self.kind == NO_PICTURE && step.status == Status::NoPicture;
        let mut steps = record.steps.iter().filter(|step| step.step == self.step);
        steps.any(|step| is_missing(step) || step.findings.iter().any(|finding| self.is_of(finding)))
    }
}

impl Fact {
    /// The same without any secret that the scrubber knows.
    pub(crate) fn cleaned(&self, scrubber: &Scrubber) -> Self {
        Self { was: scrubber.clean(&self.was), now: scrubber.clean(&self.now), says: scrubber.clean(&self.says), ..self.clone() }
    }
}

impl Night {
    /// Whether something could not be verified.
    #[must_use]
    pub fn is_verified(&self) -> bool {
        self.verdict != Verdict::Unverified && self.held_up.is_none()
    }

    /// Everything that is not true any more.
    pub fn facts(&self) -> impl Iterator<Item = &Fact> {
        self.steps.iter().flat_map(|step| &step.facts)
    }
}

#[cfg(test)]
pub(crate) mod tests {
    use super::*;

    /// A night in November 2026 with these statuses of the steps; those that drifted have a fact each.
    pub(crate) fn night(day: i8, statuses: &[Status]) -> Night {
        let steps = (1..).zip(statuses).map(|(step, status)| NightStep {
            step,
            heading: format!("Do {step}"),
            status: *status,
            reason: (*status == Status::Blocked).then_some(Reason::SiteDown),
            doubt: None,
            facts: if *status == Status::Drifted { vec![fact(step, "Save", "Keep")] } else { Vec::new() },
            wavering: Vec::new(),
            seen: Vec::new(),
        });
        let steps: Vec<NightStep> = steps.collect();
        let any = |wanted: &[Status]| statuses.iter().any(|status| wanted.contains(status));
        Night {
            schema: SCHEMA,
            night: jiff::civil::date(2026, 11, day),
            started: format!("2026-11-{day:02}T03:00:00Z"),
            seconds: 20.0 + f64::from(day),
            walks: 1,
            tool: "guidewalk 0.1.0".into(),
            guide: GuideRef { path: "docs/guide.md".into(), title: "A guide".into() },
            site: "https://site.test".into(),
            verdict: if any(&[Status::Drifted, Status::NoPicture]) {
                Verdict::Drifted
            } else if any(&[Status::Blocked, Status::Unsure, Status::NotReached]) {
                Verdict::Unverified
            } else {
                Verdict::Current
            },
            held_up: any(&[Status::Blocked]).then(|| "site-down".into()),
            steps,
        }
    }

    /// A record with these statuses of the steps; a drifted step was renamed, a blocked one found the site down.
    pub(crate) fn record(statuses: &[Status]) -> Record {
        let steps = (1_u32..).zip(statuses).map(|(step, status)| {
            serde_json::json!({
                "step": step, "heading": format!("Do {step}"), "line": 10 * step, "status": status,
                "reason": (*status == Status::Blocked).then_some(Reason::SiteDown),
                "healed": false, "judged_as": "person", "reference": format!("{step:02}.png"), "reference_digest": null,
                "shows": null, "frame": format!("frames/{step}.1.png"), "difference": null, "staged": null, "url": null,
                "seconds": 1.0, "masked_share": 0.0, "registration": null, "marks": [], "mark_styles": [], "stages": [],
                "findings": if *status == Status::Drifted {
                    vec![serde_json::json!({
                        "kind": "renamed", "severity": "breaking", "was": "Save", "now": "Keep", "message": "It is called Keep now.",
                        "frame_id": null, "reference_box": null, "frame_box": null, "guide_line": null, "patch": null
                    })]
                } else { Vec::new() },
            })
        });
        let record = serde_json::json!({
            "schema": 1, "tool": "guidewalk 0.1.0", "complete": true, "guide": { "path": "docs/guide.md", "title": "A guide" },
            "guide_digest": "", "site": "https://site.test", "started": "2026-11-09T03:00:00Z", "seconds": 21.0,
            "browser": { "name": "chrome", "version": "156", "viewport": [1280, 800], "scale": 1.0 },
            "verdict": "unverified", "attempts": 1, "clean_up": { "done": true, "left_behind": [] },
            "steps": steps.collect::<Vec<_>>(),
        });
        serde_json::from_value(record).unwrap()
    }

    pub(crate) fn fact(step: u32, was: &str, now: &str) -> Fact {
        let says = format!("“{was}” → “{now}”");
        Fact { step, kind: "renamed".into(), severity: Severity::Breaking, was: was.into(), now: now.into(), says }
    }

    #[test]
    fn a_fact_keeps_its_name_whatever_is_said_of_it() {
        let one = fact(3, "Save", "Keep");
        assert_eq!(one.name(), Fact { says: "otherwise".into(), severity: Severity::Misleading, ..one.clone() }.name());
        assert_ne!(one.name(), fact(4, "Save", "Keep").name());
    }

    #[test]
    fn a_line_is_as_its_schema_says() {
        let line = serde_json::to_value(night(3, &[Status::Drifted, Status::Blocked])).unwrap();
        assert_eq!(line["night"], "2026-11-03");
        assert!(jsonschema::validator_for(&schema()).unwrap().is_valid(&line));
    }
}
