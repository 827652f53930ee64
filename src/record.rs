//! The versioned shape of a record: what `record.json` holds, the stable interface for everything that comes after a walk.
//! Boxes are `[x, y, width, height]` in pixels of the picture they are in. No files are read or written here.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

use crate::judge::{Finding, Status};
pub use crate::judge::{JudgedAs, MarkStyle, Registration, Verdict};
use crate::outline::Rect;
use crate::walk::{Found, Waited};
use crate::walkfile::Reason;

/// The version of the shape that this build writes.
pub const SCHEMA: u32 = 1;

/// The JSON Schema of `record.json`.
#[must_use]
pub fn schema() -> serde_json::Value {
    schemars::schema_for!(Record).to_value()
}

/// What one walk found.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, schemars::JsonSchema)]
pub struct Record {
    /// Version of this shape.
    pub schema: u32,
    /// `guidewalk` and its version.
    pub tool: String,
    /// False until the last write: a killed walk leaves a readable record.
    pub complete: bool,
    /// The guide.
    pub guide: GuideRef,
    /// SHA-256 of the guide's bytes, hex.
    pub guide_digest: String,
    /// The origin that was walked.
    pub site: String,
    /// What the practice site was asked to be (`edition 2026-11, noise markup:7`); `None` for a real site.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub practice: Option<String>,
    /// Start, RFC 3339, UTC.
    pub started: String,
    /// Duration of the walk with its judgement.
    pub seconds: f64,
    /// The browser.
    pub browser: BrowserRef,
    /// The whole guide's verdict.
    pub verdict: Verdict,
    /// How many sessions were needed; above 1 a browser died.
    pub attempts: u32,
    /// Where the time went, seconds: `session` (start and end), `pages` (questions to the browser, which loads meanwhile),
    /// `pictures`, `input`, `pauses` (between two looks); and beside these, on a thread of its own, `judging` and `writing`.
    #[serde(default, skip_serializing_if = "BTreeMap::is_empty")]
    pub times: BTreeMap<String, f64>,
    /// What became of what the walk made.
    pub clean_up: CleanUpRef,
    /// What is odd about the guide or the walk as a whole, in sentences.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub remarks: Vec<String>,
    /// Every step of the guide, always, in order.
    pub steps: Vec<StepRecord>,
}

/// Which guide.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, schemars::JsonSchema)]
pub struct GuideRef {
    /// As given.
    pub path: String,
    /// Its title.
    pub title: String,
}

/// Which browser.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, schemars::JsonSchema)]
pub struct BrowserRef {
    /// `chrome`, `firefox` …, as the driver says.
    pub name: String,
    /// Its version.
    pub version: String,
    /// The window's inside, CSS pixels.
    pub viewport: [u32; 2],
    /// Device pixels in a CSS pixel.
    pub scale: f64,
}

/// What became of what the walk made.
#[derive(Debug, Clone, PartialEq, Default, Serialize, Deserialize, schemars::JsonSchema)]
pub struct CleanUpRef {
    /// Whether everything was taken back.
    pub done: bool,
    /// What was not, in words.
    pub left_behind: Vec<String>,
}

/// One step of the guide.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, schemars::JsonSchema)]
pub struct StepRecord {
    /// Its number in the guide.
    pub step: u32,
    /// Its heading.
    pub heading: String,
    /// Its heading's line in the guide, from 1.
    pub line: u32,
    /// Its status.
    pub status: Status,
    /// Why it is `blocked`.
    pub reason: Option<Reason>,
    /// One sentence on the status, where it needs one (`not-reached`, `not-shown`, `unsure`, `blocked`).
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub because: Option<String>,
    /// Whether a control was found by likeness only.
    pub healed: bool,
    /// Who made the reference.
    pub judged_as: JudgedAs,
    /// The reference's path relative to the guide's folder, or as the guide writes it; in the record folder its copy is
    /// `references/<file name>`.
    pub reference: Option<String>,
    /// SHA-256 of the reference's decoded pixels, hex.
    pub reference_digest: Option<String>,
    /// The stage or interruption whose frame was judged.
    pub shows: Option<String>,
    /// The frame that was judged, relative to the record folder.
    pub frame: Option<String>,
    /// The picture of the difference, relative to the record folder.
    pub difference: Option<String>,
    /// The new picture, relative to the record folder.
    pub staged: Option<String>,
    /// The further files of the picture that were made with it.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub variants: Vec<VariantRecord>,
    /// The address.
    pub url: Option<String>,
    /// How long its stages took.
    pub seconds: f64,
    /// The share of the region that was not compared, 0 to 1.
    pub masked_share: f64,
    /// How the reference lies on the frame; `None` where it isn't there.
    pub registration: Option<Registration>,
    /// The author's marks, reference pixels.
    pub marks: Vec<Rect>,
    /// Their styles, in the same order.
    pub mark_styles: Vec<MarkStyle>,
    /// The stages that carry it.
    pub stages: Vec<StageRecord>,
    /// What was found.
    pub findings: Vec<Finding>,
}

/// A file that may be shown in a picture's place, made again with it: in another theme, finer, or in another format.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, schemars::JsonSchema)]
pub struct VariantRecord {
    /// The file's path relative to the guide's folder; in the record folder its copy is `references/<file name>`.
    pub reference: String,
    /// SHA-256 of the decoded pixels that it had, hex; `None` where it wasn't there.
    pub reference_digest: Option<String>,
    /// The new picture, relative to the record folder.
    pub staged: String,
}

/// One stage of a step.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, schemars::JsonSchema)]
pub struct StageRecord {
    /// `2.1`, or `7.sudo`.
    pub id: String,
    /// Its first frame, relative to the record folder.
    pub frame: Option<String>,
    /// The same of the whole page.
    pub page: Option<String>,
    /// What was visible, relative to the record folder.
    pub outline: Option<String>,
    /// The address.
    pub url: String,
    /// Its target.
    pub target: Option<TargetRecord>,
    /// Waits that were longer than a moment.
    pub waited: Vec<Waited>,
    /// What was tried, line by line.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub log: Vec<String>,
}

/// A stage's target.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, schemars::JsonSchema)]
pub struct TargetRecord {
    /// Where in the frame; `None` where it is missing.
    #[serde(rename = "box")]
    pub bounds: Option<Rect>,
    /// How it was found.
    pub found: Found,
}
