//! What a judgement is made from, and what comes out.

use serde::{Deserialize, Serialize};

use super::{Finding, Status};
use crate::guide::{Guide, Step};
use crate::outline::Rect;
use crate::picture::{Drawing, Library};
use crate::references::{Reference, Renderer, Source};
use crate::walk::{Frame, StageEnd, StageOutcome};
use crate::walkfile::Reason;

/// All that is known about one step.
#[derive(Debug, Clone, Copy)]
pub struct StepCase<'a> {
    /// The guide.
    pub guide: &'a Guide,
    /// Its path as messages and patches show it.
    pub guide_shown_as: &'a str,
    /// The step.
    pub step: &'a Step,
    /// The step's pictures.
    pub references: &'a [&'a Reference],
    /// Its stages, and the interruptions that carry it, in the order of the walk.
    pub outcomes: &'a [&'a StageOutcome],
    /// The next stage's first frame: it shows what this step leads to.
    pub after: Option<&'a Frame>,
    /// What draws pictures today.
    pub renderer: &'a Renderer,
    /// Reads pictures that people made; without it they can't be judged.
    pub reader: Option<&'a Library>,
}

/// What was found out about one step.
#[derive(Debug, Clone, PartialEq)]
pub struct Judgement {
    /// Its status.
    pub status: Status,
    /// Why it is `blocked`.
    pub reason: Option<Reason>,
    /// One sentence on the status, where it needs one.
    pub because: Option<String>,
    /// Whether a control was found by likeness only.
    pub healed: bool,
    /// Who made the reference.
    pub judged_as: JudgedAs,
    /// The frame that the reference was compared with, else the first that shows a finding, else the first.
    pub shows: Option<String>,
    /// Which picture of that frame; boxes of findings and `region` are in its pixels.
    pub source: Source,
    /// The part of that picture which the reference shows.
    pub region: Option<Rect>,
    /// The picture of the difference, PNG, of the reference's size; `None` where nothing was found in the picture.
    pub difference_png: Option<Vec<u8>>,
    /// The share (0 to 1) of the reference that was not compared. Above [`MASKED_SHARE_WARNING`] it is worth a warning.
    pub masked_share: f64,
    /// How the reference lies on the frame.
    pub registration: Option<Registration>,
    /// The author's marks, reference pixels.
    pub marks: Vec<Rect>,
    /// Their styles, in the same order.
    pub mark_styles: Vec<MarkStyle>,
    /// The controls of the reference that were found again. Records don't keep them.
    pub controls: Vec<FoundAgain>,
    /// Where the reference has each thing that was found again, and where the frame's picture has it. Records don't keep it.
    pub things: Vec<(Rect, Rect)>,
    /// The author's marks, with all that is needed to draw them again. Records don't keep it.
    pub drawings: Vec<Drawing>,
    /// What was found, worst first.
    pub findings: Vec<Finding>,
}

/// A control that the reference and the frame both have.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct FoundAgain {
    /// What it is called today.
    pub name: String,
    /// Where the reference has it, reference pixels.
    pub reference_box: Rect,
    /// Where the frame has it, pixels of the frame's picture.
    pub frame_box: Rect,
}

/// A masked share above this, 0 to 1, is worth a warning.
pub const MASKED_SHARE_WARNING: f64 = 0.1;

/// Who made the reference, as the judge saw it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, schemars::JsonSchema)]
#[serde(rename_all = "kebab-case")]
pub enum JudgedAs {
    /// Guidewalk, with an entry in `taken.json`.
    Own,
    /// A person.
    Person,
    /// There is no picture, or it was not judged.
    None,
}

/// How the reference lies on the frame: a point of the reference lies in the frame at `scale × point + (x, y)`.
#[derive(Debug, Clone, Copy, PartialEq, Serialize, Deserialize, schemars::JsonSchema)]
pub struct Registration {
    /// Frame pixels in a reference pixel.
    pub scale: f64,
    /// Pixels of the frame.
    pub x: f64,
    /// Pixels of the frame.
    pub y: f64,
    /// From 0 to 1.
    pub confidence: f64,
    /// Whether it lies elsewhere on the frame nearly as well, as one of several rows alike does.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub ambiguous: bool,
}

/// How an author drew a mark.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, schemars::JsonSchema)]
pub struct MarkStyle {
    /// `box`, `rounded-box`, `ellipse`, `arrow`, `underline`, `badge`, `highlighter`, `blur`, `redaction`.
    pub kind: String,
    /// `#rrggbb`.
    pub colour: String,
    /// Stroke, reference pixels.
    pub width: f64,
    /// Corner radius, reference pixels.
    pub radius: f64,
}

impl Judgement {
    /// A judgement that knows nothing but a status.
    pub(super) const fn of(status: Status) -> Self {
        Self {
            status,
            reason: None,
            because: None,
            healed: false,
            judged_as: JudgedAs::None,
            shows: None,
            source: Source::Viewport,
            region: None,
            difference_png: None,
            masked_share: 0.0,
            registration: None,
            marks: Vec::new(),
            mark_styles: Vec::new(),
            controls: Vec::new(),
            things: Vec::new(),
            drawings: Vec::new(),
            findings: Vec::new(),
        }
    }
}

impl<'a> StepCase<'a> {
    /// The outcomes that were met on the guide's own screens: not what was never reached.
    fn seen(&self) -> impl Iterator<Item = &'a StageOutcome> {
        self.outcomes
            .iter()
            .copied()
            .filter(|outcome| !matches!(outcome.end, StageEnd::NotReached { .. } | StageEnd::NotShown { .. } | StageEnd::Skipped))
    }

    /// The frames that show the guide's own screens, without those of screens in between, each once. Of a stage that was blocked
    /// these are the ones from before, which show its target: the page that blocked it says nothing about the guide.
    pub(super) fn frames(&self) -> Vec<&'a Frame> {
        let mut frames: Vec<&Frame> = Vec::new();
        for outcome in self.seen() {
            let extra = |frame: &&Frame| outcome.extra.iter().any(|screen| screen.frame_id.as_deref() == Some(&frame.id));
            let blocked = matches!(outcome.end, StageEnd::Blocked { .. });
            let counts = |frame: &&Frame| !extra(frame) && (!blocked || frame.target.is_some());
            for frame in outcome.frames.iter().filter(counts) {
                if !frames.iter().any(|known| known.id == frame.id) {
                    frames.push(frame);
                }
            }
        }
        frames
    }

    /// Whether a stage could not be carried out for a reason that says nothing about the guide.
    pub(super) fn is_blocked(&self) -> bool {
        self.outcomes.iter().any(|outcome| matches!(outcome.end, StageEnd::Blocked { .. }))
    }

    /// Whether every stage was carried out.
    pub(super) fn is_complete(&self) -> bool {
        !self.outcomes.is_empty() && self.outcomes.iter().all(|outcome| outcome.end == StageEnd::Done)
    }
}
