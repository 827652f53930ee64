//! A reference laid on a frame: the things of then and now in the reference's pixels, paired.

use super::Finding;
use super::case::StepCase;
use super::pairs::{self, Pairing, overlap};
use super::place::{self, Place};
use super::words::{called, says_the_same};
use crate::outline::{Item, ItemKind, Rect, normalised};
use crate::references::{Entry, LEAST_SHARE_MASKED, Source, device_scale, share_inside};
use crate::walk::Frame;

/// Things this far outside the region (in heights and widths of it) still are partners for what moved a little.
const AROUND_REGION: f64 = 0.6;
/// The same at least, pixels.
pub(super) const AROUND_PIXELS: f64 = 160.0;
/// A thing of today is in the region from this share of it on, 0 to 1.
pub(super) const SHARE_NOW: f64 = 0.6;
/// A thing of then was in the picture from this share of it on, 0 to 1.
const SHARE_THEN: f64 = 0.5;

/// What is narrower or lower than this is there for screen readers only, pixels.
const LEAST_SIDE: f64 = 3.0;

/// A finding in the picture, with its places.
#[derive(Debug, Clone)]
pub(super) struct InPicture {
    /// The finding, its boxes and frame still empty.
    pub(super) finding: Finding,
    /// Where it was, reference pixels.
    pub(super) then: Option<Rect>,
    /// Where it is, reference pixels; may be outside the reference.
    pub(super) now: Option<Rect>,
    /// Whether it is about a target of the step.
    pub(super) on_target: bool,
    /// Whether only the pixels know it: a thing without visible words came or went, or one of the same words can be pressed now.
    pub(super) icon_only: bool,
}

impl InPicture {
    /// A finding on several things: around where they stood, and around where they stand.
    pub(super) fn on_all(finding: Finding, things: &[(Rect, Rect)]) -> Self {
        let around = things.iter().copied().reduce(|all, one| (all.0.union(&one.0), all.1.union(&one.1)));
        let (then, now) = around.unzip();
        Self { finding, then, now, on_target: false, icon_only: false }
    }
}

/// A reference laid on a frame.
pub(super) struct Scene<'a> {
    pub(super) case: &'a StepCase<'a>,
    pub(super) entry: &'a Entry,
    pub(super) frame: &'a Frame,
    pub(super) place: Place,
    pub(super) source: Source,
    /// The picture's top left corner in device pixels of the document.
    pub(super) origin: (f64, f64),
    pub(super) then: Vec<Item>,
    pub(super) now: Vec<Item>,
    pub(super) pairing: Pairing,
    /// Masks of then and now, reference pixels.
    pub(super) masks: Vec<Rect>,
    /// What one mask covered then and covers now, reference pixels: known again without a look at it.
    pub(super) landmarks: Vec<(Rect, Rect)>,
}

impl<'a> Scene<'a> {
    /// Lays a reference on a frame at a place that was found.
    pub(super) fn new(case: &'a StepCase<'a>, entry: &'a Entry, frame: &'a Frame, place: Place) -> Self {
        let device = device_scale(&frame.outline);
        let (source, origin) = source_of(entry, frame, &place, device);
        let masks_now = frame.masks.iter().map(|mask| place.in_reference(&mask.bounds.scaled(device)));
        let masks: Vec<Rect> = entry.masks.iter().map(|mask| mask.bounds).chain(masks_now).collect();
        // A mask of both times hides what lies under it at its own time: what it hid may have moved.
        let (unknown_then, unknown_now) = one_sided_masks(entry, frame, &place, device);
        let under = |item: &Item, masks: &[Rect]| masks.iter().any(|mask| share_inside(&item.bounds, mask) >= LEAST_SHARE_MASKED);
        let hiding = entry.masks.iter().filter(|mask| !place::compares_words(&mask.reason, entry, frame));
        let masks_then: Vec<Rect> = hiding.map(|mask| mask.bounds).chain(unknown_then).collect();
        let shows = |item: &&Item| !under(item, &masks_then) && !is_too_small(item);
        let then: Vec<Item> = entry.items.iter().filter(shows).cloned().collect();
        let now = todays_things(case, (entry, frame), &place, &then);
        let now: Vec<Item> = now.into_iter().filter(|item| !under(item, &unknown_now) && !is_too_small(item)).collect();
        let forced = known_pair(entry, frame, &then, &now, &place);
        let weighty = |i: usize| is_target(case, entry, &then[i]);
        let pairing = pairs::pair(&then, &now, forced, &weighty);
        let mut scene = Self {
            case,
            entry,
            frame,
            place,
            source,
            origin,
            then,
            now,
            pairing,
            masks,
            landmarks: landmarks(entry, frame, &place, device),
        };
        scene.drop_twins_elsewhere(forced);
        scene
    }

    /// The whole reference, its pixels.
    pub(super) fn region(&self) -> Rect {
        size_of(self.entry)
    }

    /// A box in the reference's pixels in pixels of the frame's picture.
    pub(super) fn in_frame(&self, bounds: &Rect) -> Rect {
        self.place.in_document(bounds).moved(-self.origin.0, -self.origin.1)
    }

    /// How far a box went on the page itself since the picture was taken, reference pixels: the page may have moved under the picture.
    pub(super) fn went_on_page(&self, then: &Rect, now: &Rect) -> (f64, f64) {
        let region = self.entry.recipe.region.scaled(device_scale(&self.frame.outline));
        let was = then.scaled(self.place.scale).moved(region.x, region.y);
        let is = self.place.in_document(now);
        ((is.x - was.x) / self.place.scale, (is.y - was.y) / self.place.scale)
    }

    /// Whether a thing of then is a target of the step.
    pub(super) fn was_target(&self, then: usize) -> bool {
        is_target(self.case, self.entry, &self.then[then])
    }

    /// Where the picture's stage has its target today, reference pixels.
    pub(super) fn target_today(&self) -> Option<Rect> {
        target_today((self.entry, self.frame), &self.place)
    }

    /// Where the stage's target was and is, reference pixels, when a mask hides it from the lists of things.
    pub(super) fn masked_target(&self) -> Option<(Rect, Rect)> {
        let (was, is) = (self.entry.recipe.target?, self.target_today()?);
        at_box(&self.then, &was).is_none().then_some((was, is))
    }

    /// What the picture's stage calls its target today.
    pub(super) fn name_of_target(&self) -> String {
        let outcomes = self.case.outcomes.iter().filter(|outcome| outcome.id == self.entry.recipe.stage);
        outcomes.filter_map(|outcome| outcome.target.as_ref()).map(|target| target.name.clone()).next().unwrap_or_default()
    }

    /// Whether a thing of then was in the picture, not merely touched by its edge.
    pub(super) fn was_in_picture(&self, then: usize) -> bool {
        share_inside(&self.then[then].bounds, &self.region()) >= SHARE_THEN
    }

    /// Whether a thing of today is in the region, and its words are.
    pub(super) fn is_in_region(&self, now: usize) -> bool {
        let item = &self.now[now];
        [Some(item.bounds), item.words_at].iter().flatten().all(|at| share_inside(at, &self.region()) >= SHARE_NOW)
    }

    /// The pairs that stand in the same order among the others, of what the picture shows.
    pub(super) fn kept(&self) -> impl Iterator<Item = &pairs::Pair> {
        self.pairing.pairs.iter().filter(|pair| pair.in_order && self.was_in_picture(pair.then))
    }

    /// Whether all that the picture shows is there, and nothing came into it.
    pub(super) fn has_all_and_nothing_new(&self) -> bool {
        let lacks = self.pairing.lost.iter().any(|i| self.was_in_picture(*i));
        !lacks && !self.pairing.new.iter().any(|j| self.is_in_region(*j))
    }

    /// Whether a thing without a partner lies under a mask of its time that the other time has, too: what that is about is there, in
    /// other pieces.
    pub(super) fn is_there_by_mask(&self, item: &Item, is_of_then: bool) -> bool {
        let device = device_scale(&self.frame.outline);
        let covers = |bounds: &Rect| share_inside(&item.bounds, bounds) >= LEAST_SHARE_MASKED;
        let (then, now) = (&self.entry.masks, &self.frame.masks);
        if is_of_then {
            then.iter().any(|mask| covers(&mask.bounds) && now.iter().any(|other| other.reason == mask.reason))
        } else {
            let at = |bounds: &Rect| self.place.in_reference(&bounds.scaled(device));
            now.iter().any(|mask| covers(&at(&mask.bounds)) && then.iter().any(|other| other.reason == mask.reason))
        }
    }

    /// What masks of one reason cover, then and now, where there are as many of them: each with the one that is nearest to it.
    pub(super) fn masks_of_both(&self) -> Vec<(Rect, Rect)> {
        let device = device_scale(&self.frame.outline);
        let todays = |reason: &str| -> Vec<Rect> {
            let same = self.frame.masks.iter().filter(|mask| mask.reason == reason);
            same.map(|mask| self.place.in_reference(&mask.bounds.scaled(device))).collect()
        };
        let nearest = |then: &Rect, all: Vec<Rect>| {
            let far = |now: &Rect| {
                let ((x, y), (other_x, other_y)) = (then.centre(), now.centre());
                (x - other_x).hypot(y - other_y)
            };
            all.into_iter().min_by(|one, two| far(one).total_cmp(&far(two)))
        };
        let of_reason = |reason: &str| self.entry.masks.iter().filter(|mask| mask.reason == reason).count();
        let paired = self.entry.masks.iter().filter_map(|mask| {
            let all = todays(&mask.reason);
            let as_many = all.len() == of_reason(&mask.reason);
            Some((mask.bounds, nearest(&mask.bounds, all).filter(|_| as_many)?))
        });
        paired.collect()
    }

    /// Equal words far outside the region are another thing, except a target that the walk found there.
    fn drop_twins_elsewhere(&mut self, forced: Option<(usize, usize)>) {
        let region = self.region();
        let near = region.grown(region.height.min(region.width) * 0.1 + 24.0);
        let (now, case, entry, then) = (&self.now, self.case, self.entry, &self.then);
        let far = |pair: &pairs::Pair| {
            let known = forced == Some((pair.then, pair.now)) || is_target(case, entry, &then[pair.then]);
            !pair.in_order && !known && near.intersection(&now[pair.now].bounds).is_none()
        };
        let (lost, new): (Vec<usize>, Vec<usize>) =
            self.pairing.pairs.iter().filter(|pair| far(pair)).map(|pair| (pair.then, pair.now)).unzip();
        self.pairing.pairs.retain(|pair| !far(pair));
        self.pairing.lost.extend(lost);
        self.pairing.new.extend(new);
    }
}

/// What is there for screen readers only.
fn is_too_small(item: &Item) -> bool {
    item.bounds.width.min(item.bounds.height) < LEAST_SIDE
}

/// The frame's things in the reference's pixels, as far as they are near the picture, or the step's targets that went farther.
fn todays_things(case: &StepCase, (entry, frame): (&Entry, &Frame), place: &Place, then: &[Item]) -> Vec<Item> {
    let near = grown_region(&size_of(entry));
    let target = target_today((entry, frame), place);
    let is_in_sight = |item: &Item| target.is_some_and(|target| overlap(&target, &item.bounds) > 0.5);
    let all = place::visible(frame, device_scale(&frame.outline), Some(entry));
    let far = targets_elsewhere(case, entry, then, &all);
    let in_reference = |item: Item| {
        let bounds = place.in_reference(&item.bounds);
        Item { bounds, words_at: item.words_at.map(|at| place.in_reference(&at)), ..item }
    };
    let all = all.into_iter().map(in_reference).enumerate();
    let counts = |(j, item): &(usize, Item)| near.intersection(&item.bounds).is_some() || is_in_sight(item) || far.contains(j);
    all.filter(counts).map(|(_, item)| item).collect()
}

/// What the step's targets that the picture shows are today, as places in the list of today's things: controls that say the same and do
/// the same, wherever they stand, if there is one alone.
fn targets_elsewhere(case: &StepCase, entry: &Entry, then: &[Item], todays: &[Item]) -> Vec<usize> {
    let is_it = |target: &Item, item: &Item| {
        item.kind == ItemKind::Control
            && (&item.role, &item.leads_to) == (&target.role, &target.leads_to)
            && says_the_same(target, item)
    };
    let alone = |target: &Item| {
        let mut same = todays.iter().enumerate().filter(|(_, item)| is_it(target, item)).map(|(j, _)| j);
        same.next().filter(|_| same.next().is_none())
    };
    then.iter().filter(|item| is_target(case, entry, item)).filter_map(alone).collect()
}

/// Masks of today, then those of then, that the other time doesn't know; reference pixels. Not those whose words are compared.
fn one_sided_masks(entry: &Entry, frame: &Frame, place: &Place, device: f64) -> (Vec<Rect>, Vec<Rect>) {
    let hides = |reason: &str| !place::compares_words(reason, entry, frame);
    let todays = frame.masks.iter().filter(|mask| !entry.masks.iter().any(|known| known.reason == mask.reason));
    let todays = todays.filter(|mask| hides(&mask.reason));
    let old = entry.masks.iter().filter(|mask| !frame.masks.iter().any(|known| known.reason == mask.reason));
    let old = old.filter(|mask| hides(&mask.reason));
    let in_reference = |mask: &crate::walk::MaskedArea| place.in_reference(&mask.bounds.scaled(device));
    (todays.map(in_reference).collect(), old.map(|mask| mask.bounds).collect())
}

/// What masks cover that stand once then and once now.
fn landmarks(entry: &Entry, frame: &Frame, place: &Place, device: f64) -> Vec<(Rect, Rect)> {
    let now_of = |reason: &str| {
        let mut same = frame.masks.iter().filter(|mask| mask.reason == reason);
        same.next().filter(|_| same.next().is_none()).map(|mask| place.in_reference(&mask.bounds.scaled(device)))
    };
    let is_alone = |reason: &str| entry.masks.iter().filter(|mask| mask.reason == reason).count() == 1;
    let once = entry.masks.iter().filter(|mask| is_alone(&mask.reason));
    once.filter_map(|mask| Some((mask.bounds, now_of(&mask.reason)?))).collect()
}

fn size_of(entry: &Entry) -> Rect {
    Rect::new(0.0, 0.0, f64::from(entry.size[0]), f64::from(entry.size[1]))
}

fn grown_region(region: &Rect) -> Rect {
    let x = (region.width * AROUND_REGION).max(AROUND_PIXELS);
    let y = (region.height * AROUND_REGION).max(AROUND_PIXELS);
    Rect::new(region.x - x, region.y - y, region.width + 2.0 * x, region.height + 2.0 * y)
}

/// The frame's picture that shows the region, and its corner in device pixels of the document: the one that the reference was
/// cut from where it can be, else the other.
fn source_of(entry: &Entry, frame: &Frame, place: &Place, device: f64) -> (Source, (f64, f64)) {
    let [width, height] = frame.outline.viewport;
    let window = Rect::new(frame.outline.scroll[0], frame.outline.scroll[1], width, height).scaled(device);
    let region = place.in_document(&size_of(entry));
    let in_window = share_inside(&region, &window.grown(1.0)) > 0.999;
    let page = frame.page_png.is_some() && (entry.recipe.source == Source::Page || !in_window);
    if page { (Source::Page, (0.0, 0.0)) } else { (Source::Viewport, (window.x, window.y)) }
}

/// Where a frame has its target, reference pixels, if it is of the picture's stage.
fn target_today((entry, frame): (&Entry, &Frame), place: &Place) -> Option<Rect> {
    let target = frame.target.filter(|_| frame.stage == entry.recipe.stage)?;
    Some(place.in_reference(&target.scaled(device_scale(&frame.outline))))
}

/// The stage's target of then and now, where the walk knows both.
fn known_pair(entry: &Entry, frame: &Frame, then: &[Item], now: &[Item], place: &Place) -> Option<(usize, usize)> {
    let (was, is) = (entry.recipe.target?, target_today((entry, frame), place)?);
    let (was, is) = (at_box(then, &was)?, at_box(now, &is)?);
    // What a person's mark points at may be the target of another of the step's stages.
    let has = |items: &[Item], item: &Item| {
        let mut controls = items.iter().filter(|other| other.kind == ItemKind::Control);
        controls.any(|other| says_the_same(other, item))
    };
    let says_another = has_words(&then[was]) && has_words(&now[is]) && !says_the_same(&then[was], &now[is]);
    let is_another = says_another && (has(then, &now[is]) || has(now, &then[was]));
    (entry.recipe.veiled || !is_another).then_some((was, is))
}

fn has_words(item: &Item) -> bool {
    !called(item).is_empty()
}

/// The control that lies in a box.
fn at_box(items: &[Item], bounds: &Rect) -> Option<usize> {
    let controls = items.iter().enumerate().filter(|(_, item)| item.kind == ItemKind::Control);
    let fit = controls.map(|(i, item)| (i, overlap(&item.bounds, bounds))).filter(|(_, overlap)| *overlap > 0.5);
    fit.max_by(|a, b| a.1.total_cmp(&b.1)).map(|(i, _)| i)
}

fn is_target(case: &StepCase, entry: &Entry, item: &Item) -> bool {
    if item.kind != ItemKind::Control {
        return false;
    }
    if entry.recipe.target.is_some_and(|target| overlap(&target, &item.bounds) > 0.5) {
        return true;
    }
    let words = [called(item), normalised(&item.name)];
    let targets = case.outcomes.iter().filter_map(|outcome| outcome.target.as_ref());
    let names = targets.flat_map(|target| [&target.wanted_name, &target.pictured_name]);
    names.filter(|name| !name.is_empty()).any(|name| words.contains(&normalised(name)))
}
