//! What a walk hands on: for each stage its frames, or why there are none. Plain data: the judge reads it, nothing here decides.

use std::time::Duration;

use super::detail::Fine;
use crate::outline::{Outline, Rect, Theme};
use crate::walkfile::{MarkSpec, Moment, Reason};

/// What the browser showed at one moment of a stage.
#[derive(Debug, Clone)]
pub struct Frame {
    /// Its name in records and file names: `2.1`, or `2.1-after`; an interruption's is `7.sudo`.
    pub id: String,
    /// The stage that it belongs to.
    pub stage: String,
    /// When.
    pub moment: Moment,
    /// The window's inside as PNG, device pixels.
    pub viewport_png: Vec<u8>,
    /// The whole page as PNG, device pixels; `None` where the page fits the window.
    pub page_png: Option<Vec<u8>>,
    /// The same page drawn finer, where pictures of it need that.
    pub fine: Option<Fine>,
    /// The same page in other themes, where pictures of it need that.
    pub themed: Vec<(Theme, Fine)>,
    /// What was visible, boxes in CSS pixels from the document's top left corner.
    pub outline: Outline,
    /// What is never compared: masks, covers and stand-ins, as the outline's boxes.
    pub masks: Vec<MaskedArea>,
    /// The stage's target at that moment, as the outline's boxes.
    pub target: Option<Rect>,
    /// The parts of the page that the walk file wants as pictures at this moment.
    pub pictures: Vec<PictureRegion>,
    /// Whether the walk had made something by then: what it made may show where no stand-in covers it.
    pub delicate: bool,
}

/// A part of a page that the walk file wants as one of the guide's pictures.
#[derive(Debug, Clone, PartialEq)]
pub struct PictureRegion {
    /// The picture's file name without folder.
    pub file: String,
    /// Where: CSS pixels from the document's top left corner.
    pub region: Rect,
    /// What is drawn on it, and the box of what that is about, as `region`; `None` where nothing like that is there.
    pub marks: Vec<(MarkSpec, Option<Rect>)>,
}

/// An area of a frame that is never compared.
#[derive(Debug, Clone, PartialEq)]
pub struct MaskedArea {
    /// Where: CSS pixels from the document's top left corner.
    pub bounds: Rect,
    /// Why.
    pub reason: String,
    /// Whether stand-ins took the place of the words that differ in it: what it covers says the same for everybody, and is compared
    /// as text with a picture of which that is true, too.
    pub veiled: bool,
}

/// How a target was found.
#[derive(Debug, Clone, Copy, PartialEq, Eq, serde::Serialize, serde::Deserialize, schemars::JsonSchema)]
#[serde(rename_all = "kebab-case")]
pub enum Found {
    /// By the first alternative.
    AsNamed,
    /// By another alternative of the walk file.
    Alternative,
    /// By likeness; always a finding.
    Healed,
    /// Not at all.
    Missing,
}

/// The evidence on a target that is there and can't be pressed.
pub(crate) const DISABLED: &str = "it is disabled";

/// The stage's target as it was met.
#[derive(Debug, Clone, PartialEq)]
pub struct TargetSeen {
    /// How.
    pub found: Found,
    /// The role and name that the walk file's first alternative asks for.
    pub wanted_role: String,
    /// See `wanted_role`.
    pub wanted_name: String,
    /// The name that a missing one had when the guide's picture was made; empty where no picture tells.
    pub pictured_name: String,
    /// Its role now; empty where it is missing.
    pub role: String,
    /// Its accessible name now; of a missing one, that of the control that was tried in its place.
    pub name: String,
    /// The words that a sighted reader sees on it now.
    pub text: String,
    /// Where: CSS pixels from the document's top left corner.
    pub bounds: Option<Rect>,
    /// In words, where on the page it is (`left sidebar, last entry`); may be empty.
    pub place: String,
    /// For a heal: why this is thought to be the same control. For a miss: the nearest controls as walk-file lines.
    pub evidence: Vec<String>,
}

/// How a stage ended.
#[derive(Debug, Clone, PartialEq)]
pub enum StageEnd {
    /// Carried out; `until` held.
    Done,
    /// The target was recognised only by likeness and is guarded: not pressed.
    Guarded,
    /// No such control, and nothing like it.
    TargetMissing,
    /// Carried out, but the screen that should follow did not come.
    WrongScreen {
        /// What `until` asked for, in words.
        expected: String,
        /// What came instead: heading or title, and address.
        got: String,
    },
    /// For a reason that says nothing about the guide.
    Blocked {
        /// Which.
        reason: Reason,
        /// In a sentence.
        message: String,
    },
    /// A stage before it could not be carried out, and there was no way around.
    NotReached {
        /// In words.
        because: String,
    },
    /// A conditional screen that was not asked for.
    NotShown {
        /// In words.
        because: String,
    },
    /// Left out by `--step`.
    Skipped,
}

/// A wait: for what, how long, what was there at its end.
#[derive(Debug, Clone, PartialEq, serde::Serialize, serde::Deserialize, schemars::JsonSchema)]
pub struct Waited {
    /// In words.
    pub for_what: String,
    /// Seconds.
    pub seconds: f64,
    /// In words: `it came`, or what was seen last.
    pub seen: String,
}

/// A screen in between that the guide does not mention.
#[derive(Debug, Clone, PartialEq)]
pub struct ExtraScreen {
    /// Its heading or title.
    pub title: String,
    /// Its address without origin.
    pub url: String,
    /// How the walk went on.
    pub passed_by: String,
    /// The frame that shows it.
    pub frame_id: Option<String>,
}

/// What became of one stage, or of an interruption that carries a step.
#[derive(Debug, Clone)]
pub struct StageOutcome {
    /// `5.2`, or `7.sudo`.
    pub id: String,
    /// The guide's step.
    pub step: u32,
    /// How it ended.
    pub end: StageEnd,
    /// Its frames in order of time. May hold the next stage's first frame again as this one's `After`.
    pub frames: Vec<Frame>,
    /// Its target.
    pub target: Option<TargetSeen>,
    /// Screens in between that came up on its way.
    pub extra: Vec<ExtraScreen>,
    /// Whether it went on in a window that it had opened.
    pub new_window: bool,
    /// The address at its end, without secrets.
    pub url: String,
    /// How long it took.
    pub took: Duration,
    /// Its waits that were longer than a moment.
    pub waited: Vec<Waited>,
    /// What was tried, line by line, for those who want it.
    pub log: Vec<String>,
}
