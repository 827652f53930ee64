//! One picture against one frame, with everything that is true of the pair.

use fastrand::Rng;
use guidewalk::judge::Kind;
use guidewalk::outline::{Item, ItemKind, Rect};

use crate::marker::KINDS;
use crate::person::{Around, Lies, Saved, Wish};
use crate::place;
use crate::takes::Shot;

/// How a picture was cut and drawn, as placements are counted.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub(crate) enum Class {
    Same,
    OtherFont,
    OneRow,
}

/// What a perfect judge says of a picture.
#[derive(Debug, Clone)]
pub(crate) enum Says {
    /// Nobody can say from what is known here.
    Unjudged,
    Current,
    /// With what is found, where it is known: kind, and words that the finding has.
    Drifted(Vec<(Kind, &'static str)>),
    /// Current, with a cosmetic remark.
    Remarked(Kind),
}

/// One pair.
#[derive(Debug, Clone)]
pub(crate) struct Case {
    pub(crate) name: String,
    /// Set aside: nothing is tuned on it.
    pub(crate) aside: bool,
    pub(crate) class: Class,
    pub(crate) wish: Wish,
    /// What the picture was made from.
    pub(crate) source: Shot,
    /// What it is held against.
    pub(crate) frame: Shot,
    /// How the source lies on the frame, CSS pixels; `None` where the frame is another screen.
    pub(crate) moved: Option<(f64, f64)>,
    /// Whether the place is known well enough to be counted.
    pub(crate) placed: bool,
    pub(crate) says: Says,
    /// The control that the step names: in the source and in the frame, pixels of each.
    pub(crate) control: Option<(Rect, Rect)>,
}

/// Scales that people bring pictures to.
const SCALES: [f64; 12] = [0.4, 0.5, 0.6, 0.75, 0.8, 1.0, 1.0, 1.25, 1.5, 2.0, 2.5, 3.0];
/// What cuts of one row are not made smaller than: nobody could read them.
const LEAST_OF_A_ROW: f64 = 0.75;
/// A thing with so much on each side of it.
fn around(one: &Item, wide: f64, high: f64) -> Rect {
    let bounds = one.bounds;
    Rect::new(bounds.x - wide, bounds.y - high, bounds.width + 2.0 * wide, bounds.height + 2.0 * high)
}

/// A part of the frame as a person chooses it: the whole window, a half, a few things, one row.
pub(crate) fn part(shot: &Shot, chance: &mut Rng) -> Option<(Rect, bool)> {
    let window = Rect::new(shot.origin[0], shot.origin[1], shot.outline.viewport[0], shot.outline.viewport[1]);
    let things = place::seen(shot, &window);
    let controls: Vec<_> = things.iter().filter(|item| item.kind == ItemKind::Control && item.bounds.width > 12.0).collect();
    let one = controls.get(chance.usize(0..controls.len().max(1)))?;
    let (part, row) = match chance.u8(0..10) {
        0 | 1 => (window, false),
        2..=4 => {
            let (width, height) = (window.width * (0.3 + chance.f64() * 0.5), window.height * (0.3 + chance.f64() * 0.5));
            let (x, y) = (chance.f64() * (window.width - width), chance.f64() * (window.height - height));
            (Rect::new(window.x + x, window.y + y, width, height), false)
        }
        5 | 6 => (around(one, 80.0 + chance.f64() * 160.0, 60.0 + chance.f64() * 120.0), false),
        _ => (around(one, 14.0 + chance.f64() * 60.0, 6.0 + chance.f64() * 12.0), true),
    };
    Some((part.intersection(&window)?, row))
}

/// What a person does with the part, picked by the seed. `named` is drawn for first, where it is given.
pub(crate) fn wish(shot: &Shot, part: &Rect, row: bool, named: Option<Rect>, seed: u64) -> Wish {
    let mut chance = Rng::with_seed(seed);
    let mut scale = SCALES[chance.usize(0..SCALES.len())];
    if row {
        scale = scale.max(LEAST_OF_A_ROW);
    }
    let cut = shot.in_picture(part);
    let things: Vec<Rect> = place::seen(shot, part)
        .iter()
        .filter(|item| item.bounds.width > 10.0 && item.bounds.width < 400.0 && item.bounds.height < 80.0)
        .map(|item| shot.in_picture(&item.bounds))
        .collect();
    let mut marks = Vec::new();
    if let Some(target) = named.filter(|_| chance.u8(0..3) > 0) {
        marks.push((KINDS[chance.usize(0..6)], target));
    } else if named.is_none() && !things.is_empty() && chance.u8(0..5) < 2 {
        let kinds = if row { 6 } else { KINDS.len() };
        marks.push((KINDS[chance.usize(0..kinds)], things[chance.usize(0..things.len())]));
    }
    let around = match chance.u8(0..12) {
        0 | 1 => Around::Border,
        2 => Around::Shadow,
        3 if !row => Around::Browser,
        _ => Around::Nothing,
    };
    let saved = match chance.u8(0..10) {
        0..=2 => Saved::Jpeg([95, 85, 75, 60][chance.usize(0..4)]),
        3 => Saved::Palette,
        _ => Saved::Png,
    };
    // What is seen twice as dense is made smaller again, as people do.
    Wish { cut, scale: scale / shot.density().max(1.0).min(if scale < 0.8 { 1.0 } else { 9.0 }), marks, around, saved, seed }
}

impl Case {
    /// How the picture lies on the frame, from how it lies on its source.
    pub(crate) fn truth(&self, on_source: &Lies) -> Option<Lies> {
        self.moved.map(|by| place::carried(on_source, &self.source, &self.frame, by))
    }
}
