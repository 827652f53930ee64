//! What is done to a page while a frame of it is taken, what is asked with that, and what comes back.

use serde::{Deserialize, Serialize};

use crate::outline::{Outline, Rect};
use crate::walkfile::Locator;

/// What is done to the page while a frame is taken, and what is asked with it.
#[derive(Debug, Clone, Default, PartialEq, Serialize)]
pub struct Dressing {
    /// The stage's target, for its box.
    pub target: Option<Vec<Locator>>,
    /// Areas whose boxes are wanted.
    pub masks: Vec<MaskAsk>,
    /// Elements that are replaced or covered.
    pub stand_ins: Vec<StandInAsk>,
    /// Words that are replaced wherever they stand, one after the other.
    pub words: Vec<WordsAsk>,
    /// Regions whose boxes are wanted.
    pub pictures: Vec<PictureAsk>,
}

/// See [`Dressing::masks`].
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct MaskAsk {
    /// What.
    pub target: Vec<Locator>,
    /// Why.
    pub reason: String,
}

/// See [`Dressing::stand_ins`].
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct StandInAsk {
    /// What.
    pub target: Vec<Locator>,
    /// The words shown instead; `None`: covered.
    pub text: Option<String>,
    /// Why.
    pub reason: String,
}

/// See [`Dressing::words`].
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct WordsAsk {
    /// A regular expression that both Rust and the page's own language read alike.
    pub words: String,
    /// What stands there instead.
    pub text: String,
}

/// See [`Dressing::pictures`].
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct PictureAsk {
    /// File name.
    pub file: String,
    /// What it is cut around.
    pub around: Vec<Vec<Locator>>,
    /// What its marks are about, one entry each.
    pub marks: Vec<Vec<Locator>>,
}

/// Whether the page is at rest.
#[derive(Debug, Clone, Default, PartialEq, Deserialize)]
pub struct Rest {
    /// All fonts are there.
    pub fonts: bool,
    /// Visible images still under way.
    pub images: u32,
    /// Finite animations still running.
    pub running: u32,
    /// Whether the document and what it needs is loaded.
    pub loaded: bool,
    /// Where the page says that it has not finished: parts that are busy, motion without end. CSS pixels of the document.
    pub unfinished: Vec<Rect>,
}

impl Rest {
    /// Nothing is under way.
    #[must_use]
    pub const fn is_still(&self) -> bool {
        self.fonts && self.images == 0 && self.running == 0
    }
}

/// A page dressed for a frame.
#[derive(Debug, Clone, Default, PartialEq, Deserialize)]
pub struct Dressed {
    /// Whether it is at rest.
    pub rest: Rest,
    /// The boxes that were asked for.
    pub prepared: Prepared,
    /// What is visible.
    pub outline: Outline,
    /// Changes of the document until then; see [`super::Page::is_unmoved`].
    #[serde(default)]
    pub changes: u64,
    /// Whether another control has the focus than when the page was dressed before, if it was not undressed meanwhile: pictures
    /// taken since then may show its ring.
    #[serde(default)]
    pub refocused: bool,
}

/// See [`Dressed::prepared`].
#[derive(Debug, Clone, Default, PartialEq, Deserialize)]
pub struct Prepared {
    /// Masks, covers and stand-ins.
    pub masks: Vec<MaskBox>,
    /// For each picture the boxes of what it is cut around; `None` where one isn't there.
    pub pictures: Vec<PictureBoxes>,
    /// The target's box.
    pub target: Option<Rect>,
}

/// See [`Prepared::masks`].
#[derive(Debug, Clone, PartialEq, Deserialize)]
pub struct MaskBox {
    /// Where.
    #[serde(rename = "box")]
    pub bounds: Rect,
    /// Why.
    pub reason: String,
    /// Whether stand-ins took the place of the words that differ in it.
    #[serde(default)]
    pub veiled: bool,
}

/// See [`Prepared::pictures`].
#[derive(Debug, Clone, PartialEq, Deserialize)]
pub struct PictureBoxes {
    /// File name.
    pub file: String,
    /// Boxes in the order in which they were asked for.
    pub boxes: Vec<Option<Rect>>,
    /// Boxes of what its marks are about, in that order too.
    #[serde(default)]
    pub marks: Vec<Option<Rect>>,
}
