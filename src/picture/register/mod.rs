//! Where a picture lies on another one: found from words that both have, or from edges alone; refined on small squares to a
//! fraction of a pixel; verified by how many words and squares agree.
//!
//! A point of the reference lies in the frame at `scale × point + (x, y)`. Brightness counts only by where it changes, so that light
//! and dark themes fit each other; what an author drew on the picture disagrees in its own squares and is outvoted.

mod coarse;
mod edges;
mod patches;
mod plane;
mod refine;
mod words;

use std::cell::OnceCell;

use super::{Picture, marks};
use edges::Edges;
use plane::{Plane, Window};
use refine::Verified;
use words::Words;

/// A word with its box, pixels of the picture that it is in.
#[derive(Debug, Clone, PartialEq)]
pub struct WordBox {
    /// The word.
    pub text: String,
    /// Left edge.
    pub x: f64,
    /// Top edge.
    pub y: f64,
    /// Width.
    pub width: f64,
    /// Height.
    pub height: f64,
}

/// How a reference lies on a frame.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Placement {
    /// Frame pixels in a reference pixel.
    pub scale: f64,
    /// Where the reference's left edge lies, frame pixels.
    pub x: f64,
    /// Where its top edge lies, frame pixels.
    pub y: f64,
    /// From 0 to 1.
    pub confidence: f64,
    /// Whether it lies as well somewhere else.
    pub ambiguous: bool,
    /// The share (0 to 1) of the reference's words that the frame has at their place; 1 where it has none.
    pub words_agreeing: f64,
    /// The share (0 to 1) of the reference's words that the frame has anywhere; 1 where it has none.
    pub words_found: f64,
    /// The share (0 to 1) of its textured squares that the frame has at their place.
    pub squares_agreeing: f64,
}

impl Placement {
    /// A placement that is known, and not found: nothing speaks against it.
    #[must_use]
    pub const fn at(scale: f64, x: f64, y: f64) -> Self {
        let [confidence, words_agreeing, words_found, squares_agreeing] = [1.0; 4];
        Self { scale, x, y, confidence, ambiguous: false, words_agreeing, words_found, squares_agreeing }
    }

    /// Whether the frame shows another screen, if nothing else says that it is the picture's.
    #[must_use]
    pub fn is_doubtful(&self) -> bool {
        self.confidence < LEAST_CONFIDENCE
    }
}

/// Below this confidence, 0 to 1, the frame shows another screen, unless more is known of it.
const LEAST_CONFIDENCE: f64 = 0.3;
/// Below that nothing is said at all.
const LEAST_TOLD: f64 = 0.1;
/// So many proposals are refined and verified.
const MOST_PROPOSALS: usize = 6;
/// A second place this much worse (0 to 1) is as good.
const AS_GOOD: f64 = 0.06;

/// A proposed placement.
#[derive(Debug, Clone, Copy, PartialEq)]
struct Fit {
    scale: f64,
    x: f64,
    y: f64,
}

/// A placement with more confidence than this needs no other scale than the usual ones to be tried.
const ENOUGH: f64 = 0.6;
/// What is found among all scales counts where its confidence is so much higher.
const CLEARLY_BETTER: f64 = 0.1;
/// How much larger each scale is than the one before it, where all are tried: squares are found again half of that aside.
const RUNG: f64 = 1.06;

/// Lays a reference on a frame. `None` where nothing of it is there; see [`Placement::is_doubtful`].
#[must_use]
pub fn register(reference: &Picture, its_words: &[WordBox], frame: &Picture, frames_words: &[WordBox]) -> Option<Placement> {
    let (brightness, page) = (Plane::brightness(reference), Plane::brightness(frame));
    let words = Words::of(its_words, frames_words);
    let marks = OnceCell::new();
    let drawn = || marks.get_or_init(|| marks::find_alone(reference)).as_slice();
    let mut proposals = words.proposals(MOST_PROPOSALS);
    if proposals.len() < 2 {
        proposals.extend(coarse::proposals(&brightness, &page, &words::USUAL, drawn()));
    }
    let verify = |fit: Fit| {
        let (fit, squares) = refine::refined(&brightness, &page, words.settled(fit))?;
        Some(Verified { fit, squares, words: words.agreeing(fit) })
    };
    let mut verified: Vec<Verified> = proposals.into_iter().filter_map(verify).collect();
    let so_far = verified.iter().map(Verified::confidence).fold(0.0, f64::max);
    if words.are_few() && so_far < ENOUGH {
        // Of all scales some fit by chance.
        let others = coarse::proposals(&brightness, &page, &ladder(), drawn()).into_iter().filter_map(verify);
        verified.extend(others.filter(|one| one.confidence() > so_far + CLEARLY_BETTER));
    }
    verified.sort_by(|a, b| b.confidence().total_cmp(&a.confidence()));
    let best = *verified.first()?;
    let elsewhere = |other: &&Verified| {
        let size = f64::from(reference.width().min(reference.height())) * best.fit.scale;
        (other.fit.x - best.fit.x).hypot(other.fit.y - best.fit.y) > size.min(24.0)
    };
    let second = verified.iter().skip(1).filter(elsewhere).map(Verified::confidence).fold(0.0, f64::max);
    let confidence = best.confidence();
    (confidence >= LEAST_TOLD).then(|| Placement {
        scale: best.fit.scale,
        x: best.fit.x,
        y: best.fit.y,
        confidence,
        ambiguous: second > confidence - AS_GOOD,
        words_agreeing: best.words.map_or(1.0, |(share, _)| share),
        words_found: words.found_anywhere(),
        squares_agreeing: best.squares,
    })
}

/// All scales, each a little larger than the one before it.
fn ladder() -> Vec<f64> {
    let (least, most) = words::SCALES;
    std::iter::successors(Some(least), |scale| Some(scale * RUNG)).take_while(|scale| *scale < most).collect()
}

/// Where a picture of another font is looked for beside where it was laid, frame pixels.
const ASIDE: [f64; 4] = [-12.0, 12.0, -24.0, 24.0];
/// Where so many squares (0 to 1) agree, letters are of the same font.
const SAME_FONT: f64 = 0.9;
/// The scale of a picture in another font may be wrong by this, as a share of it.
const SCALE_ASIDE: std::ops::RangeInclusive<f64> = 0.004..=0.1;
/// So many times as much must speak for another scale.
const CLEARLY_LIKELIER: f64 = 1.2;
/// Starts that lie nearer to each other lead to the same place, frame pixels.
const SAME_START: f64 = 4.0;

/// A placement at a scale that is known: where most of the reference's squares say it lies, looked for from where its middle and its
/// sides were laid before, and beside that.
#[must_use]
pub fn at_scale(reference: &Picture, frame: &Picture, placement: &Placement, scale: f64) -> Placement {
    let (brightness, page) = (Plane::brightness(reference), Plane::brightness(frame));
    let wider = |size: u32| f64::from(size) * (placement.scale - scale);
    match likeliest(&brightness, &page, placement, scale) {
        Some((fit, _)) => Placement { scale, x: fit.x, y: fit.y, ..*placement },
        None => Placement {
            scale,
            x: placement.x + wider(reference.width()) / 2.0,
            y: placement.y + wider(reference.height()) / 2.0,
            ..*placement
        },
    }
}

/// A placement at the usual scale near its own at which clearly more of the reference lies where it says: in another font letters
/// are wider or narrower, and tell a wrong scale; boxes, lines and icons tell the right one.
#[must_use]
pub fn at_likeliest_scale(reference: &Picture, frame: &Picture, placement: &Placement) -> Placement {
    if placement.squares_agreeing >= SAME_FONT {
        return *placement;
    }
    let (brightness, page) = (Plane::brightness(reference), Plane::brightness(frame));
    let support = |scale: f64| likeliest(&brightness, &page, placement, scale);
    let least = support(placement.scale).map_or(0.0, |(_, support)| support * CLEARLY_LIKELIER);
    let near = words::USUAL.into_iter().filter(|usual| SCALE_ASIDE.contains(&(usual / placement.scale - 1.0).abs()));
    let best = near.filter_map(support).max_by(|one, two| one.1.total_cmp(&two.1)).filter(|(_, support)| *support > least);
    best.map_or(*placement, |(fit, _)| Placement { scale: fit.scale, x: fit.x, y: fit.y, ..*placement })
}

/// Where most of the reference's squares say that it lies at a scale, and how much says so; looked for as [`at_scale`] does.
fn likeliest(reference: &Plane, frame: &Plane, placement: &Placement, scale: f64) -> Option<(Fit, f64)> {
    let wider = |size: usize| plane::count(size) * (placement.scale - scale);
    let anchors = [0.5, 0.0, 1.0].into_iter().flat_map(|y| [0.5, 0.0, 1.0].into_iter().map(move |x| (x, y, 0.0)));
    let beside = ASIDE.into_iter().map(|aside| (0.5, 0.5, aside));
    let mut fits: Vec<Fit> = Vec::new();
    for (x, y, aside) in anchors.chain(beside) {
        let (x, y) = (x * wider(reference.width) + aside, y * wider(reference.height));
        let fit = Fit { scale, x: placement.x + x, y: placement.y + y };
        if fits.iter().all(|other| (other.x - fit.x).hypot(other.y - fit.y) >= SAME_START) {
            fits.push(fit);
        }
    }
    fits.into_iter().filter_map(|fit| refine::shifted(reference, frame, fit)).max_by(|one, two| one.1.total_cmp(&two.1))
}

/// The frame's part at the reference's scale and size; beyond the frame its edge goes on.
#[must_use]
pub fn resampled(frame: &Picture, placement: &Placement, width: u32, height: u32) -> Picture {
    let window = Window { x: placement.x, y: placement.y, step: placement.scale, width: width as usize, height: height as usize };
    let values = plane::sampled::<4, u8>(frame.rgba(), (frame.width() as usize, frame.height() as usize), window);
    #[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "clamped to a byte")]
    let bytes = values.into_iter().map(|value| value.round().clamp(0.0, 255.0) as u8).collect();
    Picture::from_rgba(width, height, bytes).unwrap_or_else(|| Picture::filled(width, height, [255; 4]))
}

/// How well (-1 to 1) the edges in an area of one picture lie in another of the same scale, at most `reach` pixels aside; `None`
/// where the area has no edges.
#[must_use]
pub fn likeness(one: &Picture, area: super::Area, two: &Picture, reach: i64) -> Option<f64> {
    let area = area.intersection(&one.area())?;
    let (patch, around) = (one.crop(area, [255; 4]), two.crop(area.grown(reach.max(0)), [255; 4]));
    coarse::best_in(&Edges::of(&Plane::brightness(&patch)), &Edges::of(&Plane::brightness(&around)))
}

/// The sum of the strengths of all edges in an area; 0 where it lies outside.
#[must_use]
pub fn ink(picture: &Picture, area: super::Area) -> f64 {
    let Some(area) = area.intersection(&picture.area()).filter(|area| area.pixels() > 0) else { return 0.0 };
    let edges = Edges::of(&Plane::brightness(&picture.crop(area, [255; 4])));
    edges.across.values.iter().chain(&edges.down.values).map(|value| f64::from(*value)).sum()
}
