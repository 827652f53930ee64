//! What an author drew on a picture: found by its shape and colour, and by not being on the page under it.
//!
//! Strokes (`frame`, `line`) and badges (`badge`) are shapes of one strong colour (`colour`, `blob`); washes and covers
//! (`wash`, `hidden`) are told by what they do to the page. `own` sorts out what is the page's own. `paint` draws them again.

mod badge;
pub(super) mod blob;
mod colour;
mod cut;
mod digits;
mod fit;
mod frame;
mod grain;
mod head;
mod hidden;
mod line;
mod own;
mod paint;
mod place;
mod shapes;
mod slant;
mod spotlight;
mod texture;
#[cfg(test)]
mod tests;
mod wash;

use serde::{Deserialize, Serialize};

use super::{Area, Picture, whole};
pub use head::Head;
pub use paint::Drawing;

/// What kind of mark it is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum MarkKind {
    /// A frame with sharp corners, perhaps drawn by hand.
    Box,
    /// A frame with round corners.
    RoundedBox,
    /// An ellipse or circle around something.
    Ellipse,
    /// A line with a head.
    Arrow,
    /// A line below something.
    Underline,
    /// A filled circle with a number or letter in it.
    Badge,
    /// A transparent colour over something.
    Highlighter,
    /// Words made unreadable: blurred or pixelated.
    Blur,
    /// Words covered with one colour.
    Redaction,
    /// All but one part made darker; drawn as a walk file says, and never looked for in a person's picture.
    Spotlight,
}

impl MarkKind {
    /// The kind's name, as [`crate::judge::MarkStyle`] has it.
    #[must_use]
    pub const fn name(self) -> &'static str {
        match self {
            Self::Box => "box",
            Self::RoundedBox => "rounded-box",
            Self::Ellipse => "ellipse",
            Self::Arrow => "arrow",
            Self::Underline => "underline",
            Self::Badge => "badge",
            Self::Highlighter => "highlighter",
            Self::Blur => "blur",
            Self::Redaction => "redaction",
            Self::Spotlight => "spotlight",
        }
    }

    /// The kind of this name.
    #[must_use]
    pub fn named(name: &str) -> Option<Self> {
        const ALL: [MarkKind; 10] = [
            MarkKind::Box,
            MarkKind::RoundedBox,
            MarkKind::Ellipse,
            MarkKind::Arrow,
            MarkKind::Underline,
            MarkKind::Badge,
            MarkKind::Highlighter,
            MarkKind::Blur,
            MarkKind::Redaction,
            MarkKind::Spotlight,
        ];
        ALL.into_iter().find(|kind| kind.name() == name)
    }

    /// Whether it goes around something and leaves its inside free.
    #[must_use]
    pub const fn is_frame(self) -> bool {
        matches!(self, Self::Box | Self::RoundedBox | Self::Ellipse)
    }

    /// In which order marks of one picture are drawn, the lowest first: who hides something points at it, or at its neighbour,
    /// afterwards.
    #[must_use]
    pub const fn layer(self) -> u8 {
        match self {
            Self::Spotlight => 0,
            Self::Blur | Self::Redaction => 1,
            Self::Highlighter => 2,
            _ => 3,
        }
    }

    /// Whether it makes what is under it unreadable.
    #[must_use]
    pub const fn hides(self) -> bool {
        matches!(self, Self::Blur | Self::Redaction)
    }
}

/// One mark; everything in pixels of the picture that it is on.
#[derive(Debug, Clone, PartialEq)]
pub struct Mark {
    /// What it is.
    pub kind: MarkKind,
    /// The outer edge of its stroke.
    pub bounds: Area,
    /// Red, green, blue of its stroke or filling; of a blur the mean of what it shows.
    pub colour: [u8; 3],
    /// The width of its stroke; 0 for what has none.
    pub stroke: f64,
    /// The radius of a frame's outer corners, of a badge its own; 0 for what has none.
    pub radius: f64,
    /// Of an arrow: tail, tip. Of an underline: left end, right end. The middle of the stroke.
    pub ends: Option<[(f64, f64); 2]>,
    /// How sure it is that an author drew it, 0 to 1.
    pub confidence: f64,
}

/// What a mark points at.
#[derive(Debug, Clone, Copy, PartialEq)]
pub enum Pointed {
    /// What lies in this area: the inside of a frame, under a highlighter, above an underline.
    At(Area),
    /// What is nearest to this point: the tip of an arrow, the middle of a badge.
    Near(f64, f64),
    /// Nothing: it hides.
    Nothing,
}

/// How far above an underline the words are looked for, in strokes and at least in pixels.
const ABOVE_UNDERLINE: (f64, i64) = (6.0, 26);

impl Mark {
    /// Whether the mark's paint lies on a pixel, one pixel around it for smoothing included. Of a frame only the stroke is paint.
    #[must_use]
    pub fn covers(&self, x: i64, y: i64) -> bool {
        if !self.bounds.grown(1).holds(x, y) {
            return false;
        }
        let point = (real(x) + 0.5, real(y) + 0.5);
        match self.kind {
            MarkKind::Box | MarkKind::RoundedBox => {
                let depth = self.depth_in_rounded(point);
                depth >= -1.0 && depth <= self.stroke + 1.0
            }
            MarkKind::Ellipse => {
                let depth = self.depth_in_ellipse(point);
                depth >= -1.5 && depth <= self.stroke + 1.5
            }
            MarkKind::Badge => self.depth_in_ellipse(point) >= -1.0,
            MarkKind::Arrow => self.on_arrow(point),
            MarkKind::Spotlight => false,
            MarkKind::Underline | MarkKind::Highlighter | MarkKind::Blur | MarkKind::Redaction => true,
        }
    }

    /// What the mark points at.
    #[must_use]
    pub fn target(&self) -> Pointed {
        match (self.kind, self.ends) {
            (MarkKind::Arrow, Some([_, (x, y)])) => Pointed::Near(x, y),
            (MarkKind::Underline, Some([left, right])) => {
                let (top, bottom) = (left.1.min(right.1), left.1.max(right.1));
                let height = whole(self.stroke * ABOVE_UNDERLINE.0).max(ABOVE_UNDERLINE.1);
                let floor = whole(bottom - self.stroke / 2.0);
                let ceiling = whole(top) - height;
                Pointed::At(Area::new(self.bounds.x, ceiling, self.bounds.width, floor - ceiling))
            }
            (MarkKind::Box | MarkKind::RoundedBox | MarkKind::Ellipse, _) => Pointed::At(self.inside()),
            (MarkKind::Highlighter | MarkKind::Spotlight, _) => Pointed::At(self.bounds),
            (MarkKind::Badge, _) => {
                let (x, y) = middle(self.bounds);
                Pointed::Near(x, y)
            }
            _ => Pointed::Nothing,
        }
    }

    /// The bounds without the stroke.
    #[must_use]
    pub fn inside(&self) -> Area {
        self.bounds.grown(-whole(self.stroke))
    }

    /// How deep a point lies in the frame's outer edge, pixels; negative outside.
    fn depth_in_rounded(&self, (x, y): (f64, f64)) -> f64 {
        let (cx, cy) = middle(self.bounds);
        let radius = self.radius.max(0.0);
        let from_edge_x = (x - cx).abs() - real(self.bounds.width) / 2.0;
        let from_edge_y = (y - cy).abs() - real(self.bounds.height) / 2.0;
        let (corner_x, corner_y) = (from_edge_x + radius, from_edge_y + radius);
        if corner_x > 0.0 && corner_y > 0.0 { radius - corner_x.hypot(corner_y) } else { -from_edge_x.max(from_edge_y) }
    }

    /// How deep a point lies in the ellipse within the bounds, pixels, to first order; negative outside.
    fn depth_in_ellipse(&self, (x, y): (f64, f64)) -> f64 {
        let (cx, cy) = middle(self.bounds);
        let (a, b) = ((real(self.bounds.width) / 2.0).max(0.5), (real(self.bounds.height) / 2.0).max(0.5));
        let (u, v) = ((x - cx) / a, (y - cy) / b);
        let level = u.hypot(v);
        if level < 1e-6 {
            return a.min(b);
        }
        // The level's slope tells how many pixels a step of it is.
        let slope = (u / a).hypot(v / b) / level;
        (1.0 - level) / slope.max(1e-6)
    }

    fn on_arrow(&self, point: (f64, f64)) -> bool {
        let Some([tail, tip]) = self.ends else { return true };
        let length = (tip.0 - tail.0).hypot(tip.1 - tail.1).max(1.0);
        let along = ((point.0 - tail.0) * (tip.0 - tail.0) + (point.1 - tail.1) * (tip.1 - tail.1)) / length;
        let across = ((point.0 - tail.0) * (tip.1 - tail.1) - (point.1 - tail.1) * (tip.0 - tail.0)).abs() / length;
        // A head is up to six strokes long and as wide as long.
        let head = (self.stroke * 6.0).max(16.0);
        across <= self.stroke / 2.0 + 2.0 || (along > length - head && across <= (length - along).max(0.0) * 0.75 + 3.0)
    }
}

/// The middle of an area, pixels.
pub(super) fn middle(area: Area) -> (f64, f64) {
    (real(area.x) + real(area.width) / 2.0, real(area.y) + real(area.height) / 2.0)
}

/// A count or coordinate as a fraction.
#[expect(clippy::cast_precision_loss, reason = "coordinates of pictures are far below 2^52")]
pub(super) const fn real(value: i64) -> f64 {
    value as f64
}

/// The share of two areas' union that both cover, 0 to 1.
pub(super) fn overlap(one: Area, two: Area) -> f64 {
    let Some(common) = one.intersection(&two) else { return 0.0 };
    let common = real(common.width * common.height);
    common / (real(one.width * one.height) + real(two.width * two.height) - common).max(1.0)
}

/// The marks on `reference`. `page` is the part of the live page that the reference shows, brought to its scale: the same width
/// and height; `known` says which of its pixels exist. The page may lie two pixels off, have other fonts and another theme, and may
/// have changed. In reading order.
#[must_use]
pub fn find(reference: &Picture, page: &Picture, known: Area) -> Vec<Mark> {
    let Some(known) = known.intersection(&reference.area()).and_then(|known| known.intersection(&page.area())) else {
        return find_alone(reference);
    };
    let under = own::Under::new(reference, page, known);
    let marks = shapes::drawn_beside(reference, |x, y| under.shows_too(x, y));
    let marks = marks.into_iter().filter(|mark| under.is_foreign(mark)).collect();
    let mut marks = cut::joined(marks, reference.area());
    let covers: Vec<Mark> = hidden::redactions(reference, &under, &marks);
    marks.extend(covers);
    // A wash on a dark page is no light one, and a page of the other theme can't tell its grounds.
    let washes = if under.other_theme { Vec::new() } else { wash::highlighters(reference, &under, &marks) };
    marks.extend(washes);
    let blurs = hidden::blurs(&under, &marks);
    marks.extend(blurs);
    in_order(marks)
}

/// The marks that can be told without knowing the page: strong coloured frames, arrows and badges that no page has.
#[must_use]
pub fn find_alone(reference: &Picture) -> Vec<Mark> {
    let marks = shapes::drawn(reference).into_iter().filter(|mark| own::is_surely_drawn(reference, mark)).collect();
    in_order(cut::joined(marks, reference.area()))
}

fn in_order(mut marks: Vec<Mark>) -> Vec<Mark> {
    marks.sort_by_key(|mark| (mark.bounds.y, mark.bounds.x, mark.kind));
    marks
}
