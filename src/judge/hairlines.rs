//! Lines between things, of a pixel or two: rules between rows, borders of panels. Where one is gone the rows shift by a pixel each, so
//! that each is looked for where the things that stand next to it went.

use std::collections::HashMap;

use super::pairs::displacement;
use super::say;
use super::scene::{InPicture, Scene};
use super::words::called;
use super::{Kind, Severity};
use crate::outline::{Item, ItemKind, Rect};
use crate::picture::{Area, Picture, differs, whole};

/// Shorter lines, level and upright, are strokes of letters and icons; pixels.
const LEAST_LENGTH: (i64, i64) = (60, 40);
/// A line differs from what lies on both sides of it by at least this in one channel, 0 to 255.
const SET_OFF: u8 = 8;
/// And its own pixels by no more.
const ONE_COLOUR: u8 = 4;
/// A level line is looked for so far around the place where its neighbours went, pixels.
const REACH: f64 = 4.0;
/// And an upright one so far: a scroll bar takes the right edge of a box along, and not what stands in it.
const REACH_ASIDE: f64 = 20.0;
/// No lines are looked for nearer to a picture's edge, pixels.
const EDGE: f64 = 3.0;
/// Of a line at least this share (0 to 1) is there.
const SAME: f64 = 0.6;
/// What a focused control draws around itself reaches so far, pixels.
const RING: f64 = 8.0;

/// Lines of one direction.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Way {
    Level,
    Upright,
}

/// Lines that came or went; only where the same renderer drew both. `crop` is the page where the reference lies, of its size;
/// `spoken_of` are places (reference pixels) that findings explain.
pub(super) fn finding(scene: &Scene, (reference, crop): (&Picture, &Picture), spoken_of: &[Rect]) -> Option<InPicture> {
    let changed = [Way::Level, Way::Upright].into_iter().flat_map(|way| {
        let (then, now) = (lines(reference, way), lines(crop, way));
        let sides = [Side { scene, way, is_then: true }, Side { scene, way, is_then: false }];
        let gone = without_partner(sides[0], &then, &now, spoken_of).into_iter().map(|at| (at, true));
        let new = without_partner(sides[1], &now, &then, spoken_of).into_iter().map(|at| (at, false));
        gone.chain(new).collect::<Vec<_>>()
    });
    let changed: Vec<(Rect, bool)> = changed.collect();
    let (first, is_gone) = *changed.first()?;
    let what = match (is_gone, changed.iter().all(|(_, gone)| *gone == is_gone)) {
        (true, true) => "a line that the picture shows is gone",
        (false, true) => "a line is new",
        (_, false) => "lines came and went",
    };
    let things = if is_gone { &scene.then } else { &scene.now };
    let near = things
        .iter()
        .filter(|item| !called(item).is_empty())
        .min_by(|a, b| apart(&a.bounds, &first).total_cmp(&apart(&b.bounds, &first)));
    let near = near.map(|item| format!(", at '{}'", super::contents::shortened(&called(item)))).unwrap_or_default();
    let more = match changed.len() {
        1 => String::new(),
        n => format!("; {n} such lines in all"),
    };
    let finding = say::finding(scene.case, Kind::Restyled, Severity::Cosmetic, ("", ""), &format!("{what}{near}{more}"));
    let place = |is_then: bool| (is_gone == is_then).then_some(first);
    Some(InPicture { finding, then: place(true), now: place(false), on_target: false, icon_only: false })
}

/// The lines of a picture.
fn lines(picture: &Picture, way: Way) -> Vec<Rect> {
    let (width, height) = (picture.area().width, picture.area().height);
    let (along, across, least) = match way {
        Way::Level => (width, height, LEAST_LENGTH.0),
        Way::Upright => (height, width, LEAST_LENGTH.1),
    };
    let pixel = |at: i64, side: i64| match way {
        Way::Level => picture.pixel(at, side),
        Way::Upright => picture.pixel(side, at),
    };
    let mut found = Vec::new();
    for side in 2..across - 3 {
        let mut begin = None;
        for at in 0..=along {
            let here = pixel(at, side).filter(|here| is_set_off(*here, &|by| pixel(at, side + by)));
            let goes_on = match (begin, here) {
                (Some((_, colour)), Some(here)) => !differs(&here, &colour, ONE_COLOUR),
                _ => false,
            };
            if goes_on {
                continue;
            }
            if let Some((from, _)) = begin
                && at - from >= least
            {
                found.push(Rect::from(match way {
                    Way::Level => Area::new(from, side, at - from, 1),
                    Way::Upright => Area::new(side, from, 1, at - from),
                }));
            }
            begin = here.map(|here| (at, here));
        }
    }
    found
}

/// Whether a pixel is the first of one or two that differ from what lies before and behind them.
fn is_set_off(here: [u8; 4], beside: &dyn Fn(i64) -> Option<[u8; 4]>) -> bool {
    let other = |by: i64| beside(by).is_some_and(|one| differs(&here, &one, SET_OFF));
    other(-1) && (other(1) || other(2))
}

/// Then or now.
#[derive(Clone, Copy)]
struct Side<'a> {
    scene: &'a Scene<'a>,
    way: Way,
    is_then: bool,
}

/// The stage's target, then and now, reference pixels: what became of it is told by what the walk met.
fn targets(scene: &Scene) -> Vec<Rect> {
    scene.entry.recipe.target.into_iter().chain(scene.target_today()).collect()
}

/// The lines of one side that the other lacks.
fn without_partner(side: Side, own: &[Rect], others: &[Rect], spoken_of: &[Rect]) -> Vec<Rect> {
    let targets = targets(side.scene);
    let known = || spoken_of.iter().chain(&side.scene.masks).chain(&targets);
    let is_known = |at: &Rect| known().any(|known| known.grown(3.0).intersection(at).is_some());
    let across = |at: &Rect| if side.way == Way::Level { whole(at.y) } else { whole(at.x) };
    // Where one line stood between two things and two stand now, one is new. Pieces of one line are one.
    let mut partners: HashMap<i64, i64> = HashMap::new();
    let mut lacking = Vec::new();
    for at in own.iter().filter(|at| !is_known(at) && !side.is_a_things(at)) {
        let Some(went) = side.neighbours_went(at) else { continue };
        let is_free = |other: &&Rect| match partners.get(&across(other)) {
            Some(partner) => *partner == across(at),
            None => true,
        };
        match others.iter().filter(|other| is_it(side.way, at, &went, other)).find(is_free) {
            Some(other) => {
                partners.insert(across(other), across(at));
            }
            None => lacking.push(*at),
        }
    }
    lacking
}

/// Whether a line of the other side is the one, where its neighbours went so far.
fn is_it(way: Way, at: &Rect, went: &Went, other: &Rect) -> bool {
    let at = match way {
        Way::Level => at.moved(went.along, 0.0),
        Way::Upright => at.moved(0.0, went.along),
    };
    let (by, reach, both, length) = match way {
        Way::Level => {
            let both = at.right().min(other.right()) - at.x.max(other.x);
            (other.y - at.y, REACH, both, at.width.min(other.width))
        }
        Way::Upright => {
            let both = at.bottom().min(other.bottom()) - at.y.max(other.y);
            (other.x - at.x, REACH_ASIDE, both, at.height.min(other.height))
        }
    };
    by >= went.least - reach && by <= went.most + reach && both >= SAME * length
}

/// How far the things on both sides of a line went: across its way, at least and at most, and along it; pixels.
#[derive(Debug, Clone, Copy)]
struct Went {
    least: f64,
    most: f64,
    along: f64,
}

impl Side<'_> {
    fn things(&self) -> &[Item] {
        if self.is_then { &self.scene.then } else { &self.scene.now }
    }

    /// Whether a line is a thing's own: a stroke of its words or its picture, or the ring around what has the keyboard.
    fn is_a_things(&self, at: &Rect) -> bool {
        let both = self.scene.then.iter().chain(&self.scene.now);
        let focused = both.filter(|item| item.states.iter().any(|state| state == "focused"));
        let own = self.things().iter().filter_map(|item| match item.kind {
            ItemKind::Image => Some(item.bounds),
            ItemKind::Text | ItemKind::Heading => Some(item.words_at.unwrap_or(item.bounds)),
            ItemKind::Control => item.words_at,
        });
        own.map(|own| own.grown(2.0)).chain(focused.map(|item| item.bounds.grown(RING))).any(|own| own.intersection(at).is_some())
    }

    /// How far the things on both sides of a line went; `None` where something that came or
    /// went stands next to it, or where nothing says where it should be.
    fn neighbours_went(&self, at: &Rect) -> Option<Went> {
        let middle = at.centre();
        let is_before = |item: &Item| match self.way {
            Way::Level => item.bounds.centre().1 < middle.1,
            Way::Upright => item.bounds.centre().0 < middle.0,
        };
        let is_beside = |item: &Item| match self.way {
            Way::Level => item.bounds.x < at.right() && at.x < item.bounds.right(),
            Way::Upright => item.bounds.y < at.bottom() && at.y < item.bounds.bottom(),
        };
        let next = |before: bool| {
            let all = self.things().iter().enumerate().filter(|(_, item)| is_beside(item) && is_before(item) == before);
            all.min_by(|a, b| apart(&a.1.bounds, at).total_cmp(&apart(&b.1.bounds, at))).map(|(i, _)| i)
        };
        let ways: Vec<(f64, f64)> =
            [next(true), next(false)].into_iter().flatten().map(|i| self.way_of(i)).collect::<Option<_>>()?;
        let across = || ways.iter().map(|(across, _)| *across);
        let went = Went { least: across().reduce(f64::min)?, most: across().reduce(f64::max)?, along: ways[0].1 };
        self.stays_inside(at, &went).then_some(went)
    }

    /// How far a thing went across a line's way and along it, to the other side of time.
    fn way_of(&self, i: usize) -> Option<(f64, f64)> {
        let pair = self.scene.kept().find(|pair| if self.is_then { pair.then == i } else { pair.now == i })?;
        let (x, y) = displacement(&self.scene.then[pair.then].bounds, &self.scene.now[pair.now].bounds);
        let (x, y) = if self.is_then { (x, y) } else { (-x, -y) };
        Some(if self.way == Way::Level { (y, x) } else { (x, y) })
    }

    /// Whether the place where a line should be lies in the picture, and not at its edge.
    fn stays_inside(&self, at: &Rect, went: &Went) -> bool {
        let [width, height] = self.scene.entry.size.map(f64::from);
        let inside = |from: f64, to: f64, reach: f64, all: f64| {
            let (first, last) = (from + went.least.min(0.0), to + went.most.max(0.0));
            first >= REACH + EDGE && last <= all - reach - EDGE
        };
        match self.way {
            Way::Level => inside(at.y, at.bottom(), REACH, height),
            // No right edge of a box is at the picture's left edge.
            Way::Upright => inside(at.x, at.right(), REACH_ASIDE, width),
        }
    }
}

/// How far two boxes are apart, pixels.
fn apart(one: &Rect, two: &Rect) -> f64 {
    let across = (one.x - two.right()).max(two.x - one.right()).max(0.0);
    across.hypot((one.y - two.bottom()).max(two.y - one.bottom()).max(0.0))
}

#[cfg(test)]
mod tests {
    use super::*;

    const WHITE: [u8; 4] = [255; 4];
    const GREY: [u8; 4] = [216, 222, 228, 255];

    fn with(lines: &[Area]) -> Picture {
        let mut picture = Picture::filled(200, 120, WHITE);
        lines.iter().for_each(|line| picture.fill(*line, GREY));
        picture
    }

    #[test]
    fn lines_of_a_pixel_or_two_are_found_and_bars_fills_and_strokes_are_not() {
        let picture =
            with(&[Area::new(10, 20, 150, 1), Area::new(10, 40, 150, 2), Area::new(10, 60, 150, 9), Area::new(20, 90, 30, 1)]);
        let found = lines(&picture, Way::Level);
        assert_eq!(found, [Rect::new(10.0, 20.0, 150.0, 1.0), Rect::new(10.0, 40.0, 150.0, 1.0)]);
        assert!(lines(&picture, Way::Upright).is_empty());
        assert_eq!(lines(&with(&[Area::new(50, 30, 1, 60)]), Way::Upright), [Rect::new(50.0, 30.0, 1.0, 60.0)]);
    }

    #[test]
    fn a_line_is_the_same_where_its_neighbours_went() {
        let at = Rect::new(10.0, 20.0, 150.0, 1.0);
        let went = |least: f64, most: f64, along: f64| Went { least, most, along };
        let is_at = |went: Went, x: f64, width: f64| is_it(Way::Level, &at, &went, &Rect::new(x, 29.0, width, 1.0));
        assert!(is_at(went(8.0, 10.0, 0.0), 0.0, 140.0) && is_at(went(9.0, 9.0, 300.0), 310.0, 150.0));
        assert!(!is_at(went(0.0, 1.0, 0.0), 0.0, 140.0) && !is_at(went(9.0, 9.0, 0.0), 120.0, 70.0));
    }

    #[test]
    fn a_scroll_bar_takes_an_upright_line_along() {
        let (at, still) = (Rect::new(180.0, 20.0, 1.0, 60.0), Went { least: 0.0, most: 0.0, along: 0.0 });
        assert!(is_it(Way::Upright, &at, &still, &at.moved(-15.0, 0.0)));
        assert!(!is_it(Way::Upright, &at, &still, &at.moved(-40.0, 0.0)));
    }
}
