//! The pictures that a walk file names: when they show what, which part of the page, what is drawn on them.

use super::Target;
use crate::picture::MarkKind;

/// A picture of the guide that a stage shows.
#[derive(Debug, Clone, PartialEq)]
pub struct PictureSpec {
    /// File name without folder (`02.png`).
    pub file: String,
    /// When it shows what the picture shows.
    pub moment: Moment,
    /// The part to cut out when the picture is made anew; `None`: the viewport.
    pub crop: Option<Crop>,
    /// What is drawn on it then.
    pub marks: Vec<MarkSpec>,
}

/// A moment of a stage.
#[derive(
    Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, serde::Serialize, serde::Deserialize, schemars::JsonSchema,
)]
#[serde(rename_all = "kebab-case")]
pub enum Moment {
    /// The stage's screen is there, nothing has been done.
    Before,
    /// The actions are done and `until` holds.
    After,
}

/// The part of a page that a picture shows: the smallest rectangle around `around`, grown by `padding`. A fixed `width` or
/// `height` replaces that side's length: the middle stays, then the rectangle is pushed inside the page.
#[derive(Debug, Clone, PartialEq)]
pub struct Crop {
    /// All of these are inside.
    pub around: Vec<Target>,
    /// Added outside: top, right, bottom, left, CSS pixels; negative takes away.
    pub padding: [f64; 4],
    /// Fixed width in CSS pixels, instead of what `around` needs.
    pub width: Option<f64>,
    /// Fixed height in CSS pixels.
    pub height: Option<f64>,
}

/// A mark that is drawn on a new picture; lengths in CSS pixels.
#[derive(Debug, Clone, PartialEq)]
pub struct MarkSpec {
    /// What it is.
    pub kind: MarkKind,
    /// What it is about. Default: the stage's target.
    pub at: Target,
    /// Red, green, blue.
    pub colour: [u8; 3],
    /// The width of its stroke.
    pub stroke: f64,
    /// The radius of a box's corners.
    pub radius: f64,
    /// The room between the control and the mark.
    pub margin: f64,
    /// The side that an arrow comes from.
    pub from: Side,
    /// How long an arrow is.
    pub length: f64,
    /// What stands in a badge, 1 to 99.
    pub number: u32,
}

/// A side of a control.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Side {
    /// Its left.
    Left,
    /// Its right.
    #[default]
    Right,
    /// Its top.
    Above,
    /// Its foot.
    Below,
}
