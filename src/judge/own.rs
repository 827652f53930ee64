//! A picture that guidewalk made itself: found again on a frame, then compared as text and, where the same renderer drew both,
//! pixel by pixel.

use super::case::{FoundAgain, Registration, StepCase};
use super::place::{self, Place};
use super::scene::{InPicture, Scene};
use super::{Finding, Kind, Severity, below, contents, edge, pixels, say, spread};
use crate::outline::{ItemKind, Rect};
use crate::picture::{self, Area, Drawing, Picture, Placement, difference_picture, register};
use crate::references::{Entry, Loaded, Source};
use crate::walk::Frame;
use crate::walkfile::Moment;

/// A frame that has less than this share (0 to 1) of a reference's words shows another screen.
const OTHER_SCREEN: f64 = 0.25;
/// Two scales that differ by less are one.
const SAME_SCALE: f64 = 1e-6;
/// With this confidence (0 to 1) the recipe's frame is taken without looking at others.
const SURE: f64 = 0.6;

/// What became of one reference.
pub(super) enum Compared {
    /// It was laid on a frame.
    Laid(Box<Laid>),
    /// Its screen was seen and shows something else.
    NotThere(Finding),
    /// Its screen was seen, laid out so much otherwise that only the words were compared.
    ByWords(Vec<Finding>),
    /// Its screen was not seen.
    NotSeen,
    /// It could not be judged, in words.
    Unsure(String),
}

/// A reference laid on a frame.
pub(super) struct Laid {
    pub(super) found: Vec<InPicture>,
    pub(super) shows: String,
    pub(super) source: Source,
    /// Pixels of the frame's picture.
    pub(super) region: Rect,
    pub(super) registration: Registration,
    pub(super) masked_share: f64,
    pub(super) difference_png: Option<Vec<u8>>,
    /// The reference's own pixels.
    pub(super) area: Area,
    /// What the author drew.
    pub(super) drawings: Vec<Drawing>,
    /// The controls that both have.
    pub(super) controls: Vec<FoundAgain>,
    /// Where the reference has the things that both have, and where the frame's picture has them.
    pub(super) things: Vec<(Rect, Rect)>,
    /// Boxes of then and now in the frame's picture: a finding's `now` in the reference's pixels goes through it.
    pub(super) to_frame: ToFrame,
}

impl Laid {
    /// What was found on a scene; `crop` is the frame's picture as the reference shows it, of its size.
    pub(super) fn of(scene: &Scene, found: Vec<InPicture>, crop: Option<&Picture>) -> Self {
        let difference_png = crop.filter(|_| !found.is_empty()).and_then(|crop| drawn(&found, crop));
        let (x, y) = (scene.place.x - scene.origin.0, scene.place.y - scene.origin.1);
        let (scale, confidence) = (scene.place.scale, scene.place.confidence);
        let device = crate::references::device_scale(&scene.frame.outline);
        Self {
            shows: scene.frame.id.clone(),
            source: scene.source,
            region: scene.in_frame(&scene.region()),
            registration: Registration { scale, x, y, confidence, ambiguous: false },
            masked_share: masked_share(scene),
            difference_png,
            area: Area::new(0, 0, i64::from(scene.entry.size[0]), i64::from(scene.entry.size[1])),
            drawings: scene.entry.recipe.framing.as_ref().map(|framing| framing.marks.clone()).unwrap_or_default(),
            controls: found_again(scene),
            things: things(scene),
            to_frame: ToFrame { scale, x, y, device, origin: scene.origin },
            found,
        }
    }

    /// Says more exactly where the reference lies.
    pub(super) fn lies_at(&mut self, placement: Placement) {
        let Placement { scale, x, y, .. } = placement;
        self.registration = Registration { scale, x, y, ..self.registration };
        self.to_frame = ToFrame { scale, x, y, ..self.to_frame };
        self.region = self.to_frame.reference(&Rect::from(self.area));
    }
}

fn found_again(scene: &Scene) -> Vec<FoundAgain> {
    let things = scene.pairing.pairs.iter().map(|pair| (&scene.then[pair.then], &scene.now[pair.now]));
    let controls = things.filter(|(then, _)| then.kind == ItemKind::Control);
    controls
        .map(|(then, now)| FoundAgain {
            name: now.name.clone(),
            reference_box: then.bounds,
            frame_box: scene.in_frame(&now.bounds),
        })
        .collect()
}

/// The things of then and now: those that are paired, and what one mask covers each time.
fn things(scene: &Scene) -> Vec<(Rect, Rect)> {
    let paired = scene.pairing.pairs.iter().map(|pair| (scene.then[pair.then].bounds, scene.now[pair.now].bounds));
    let masked = scene.masked_target().into_iter().chain(scene.landmarks.iter().copied());
    paired.chain(masked).map(|(then, now)| (then, scene.in_frame(&now))).collect()
}

/// Brings boxes into the frame's picture.
#[derive(Debug, Clone, Copy)]
pub(super) struct ToFrame {
    scale: f64,
    x: f64,
    y: f64,
    device: f64,
    origin: (f64, f64),
}

impl ToFrame {
    /// A box of the reference.
    pub(super) fn reference(&self, bounds: &Rect) -> Rect {
        bounds.scaled(self.scale).moved(self.x, self.y)
    }

    /// A box of the page in CSS pixels.
    pub(super) fn page(&self, bounds: &Rect) -> Rect {
        bounds.scaled(self.device).moved(-self.origin.0, -self.origin.1)
    }
}

/// Compares a reference of our own with the step's frames.
pub(super) fn compare(case: &StepCase, loaded: &Loaded, entry: &Entry) -> Compared {
    let frames = case.frames();
    let by_recipe = |frame: &&Frame| frame.stage == entry.recipe.stage && moment_name(frame.moment) == entry.recipe.moment;
    let of_recipe = frames.iter().copied().find(by_recipe);
    let Some((frame, place)) = best_frame(case, entry, of_recipe, &frames) else {
        return nowhere(case, entry, of_recipe.is_some(), frames.is_empty());
    };
    let scene = Scene::new(case, entry, frame, place);
    let png = match (scene.source, &frame.page_png) {
        (Source::Page, Some(png)) => png,
        _ => &frame.viewport_png,
    };
    match picture::decode(png) {
        Ok(page) => Compared::Laid(Box::new(laid(&scene, loaded, &page))),
        Err(trouble) => Compared::Unsure(format!("the frame {} can't be read: {trouble}", frame.id)),
    }
}

fn moment_name(moment: Moment) -> &'static str {
    match moment {
        Moment::Before => "before",
        Moment::After => "after",
    }
}

/// The recipe's frame when the reference surely lies on it, else the frame on which it lies best.
fn best_frame<'a>(
    case: &StepCase<'a>,
    entry: &Entry,
    of_recipe: Option<&'a Frame>,
    frames: &[&'a Frame],
) -> Option<(&'a Frame, Place)> {
    let laid =
        |frame: &'a Frame| place::find(entry, frame).filter(|place| is_there(entry, frame, place)).map(|place| (frame, place));
    // The moment that was pictured may lie behind what blocked the step: then no other moment stands in for it.
    if of_recipe.is_none() && case.is_blocked() {
        return None;
    }
    let first = of_recipe.and_then(laid);
    if first.as_ref().is_some_and(|(_, place)| place.confidence >= SURE) {
        return first;
    }
    let others = frames.iter().copied().chain(case.after).filter(|frame| of_recipe.is_none_or(|known| known.id != frame.id));
    let best = others.filter_map(laid).max_by(|a, b| a.1.confidence.total_cmp(&b.1.confidence));
    // The recipe says which moment was pictured: another frame has to fit much better.
    match (first, best) {
        (Some(first), Some(best)) if best.1.confidence > first.1.confidence + 0.3 => Some(best),
        (Some(first), _) => Some(first),
        (None, Some(best)) if best.1.confidence >= SURE || (of_recipe.is_none() && case.is_complete()) => Some(best),
        (None, _) => None,
    }
}

/// Whether a frame shows the reference's screen: it has enough of its words, or its target where the stage is the same.
fn is_there(entry: &Entry, frame: &Frame, place: &Place) -> bool {
    let target_seen = entry.recipe.target.is_some() && frame.target.is_some() && frame.stage == entry.recipe.stage;
    let least = if target_seen { OTHER_SCREEN / 3.0 } else { OTHER_SCREEN };
    let wordless = place.words == 0 && (target_seen || frame.stage == entry.recipe.stage);
    wordless || (place.words > 0 && place.found_share >= least)
}

fn nowhere(case: &StepCase, entry: &Entry, recipe_seen: bool, no_frames: bool) -> Compared {
    if no_frames || (!recipe_seen && !case.is_complete()) {
        return Compared::NotSeen;
    }
    if !recipe_seen {
        let because = format!("no frame of the step shows what its picture shows; it was taken at stage {}", entry.recipe.stage);
        return Compared::Unsure(because);
    }
    let titles = case.frames().first().map(|frame| frame.outline.title.clone()).unwrap_or_default();
    let sentence = format!("the screen '{titles}' shows nothing of what the step's picture shows");
    Compared::NotThere(say::finding(case, Kind::WrongScreen, Severity::Breaking, ("", &titles), &sentence))
}

fn laid(scene: &Scene, loaded: &Loaded, page: &Picture) -> Laid {
    let region = scene.in_frame(&scene.region());
    let crop = crop_of(scene, loaded, page, &region);
    let is_lossy = scene.entry.recipe.framing.as_ref().is_some_and(|framing| framing.lossy);
    let same_renderer = scene.entry.renderer.differences(scene.case.renderer).is_empty() && !is_lossy;
    let mut found = Vec::new();
    if crop.as_ref() != Some(&loaded.picture) {
        found = contents::findings(scene);
        // What has no words came or went only where the pixels say so too; icons are drawn alike by all renderers.
        let sharp = crop.as_ref().filter(|_| !is_lossy);
        found.retain(|found| !found.icon_only || sharp.is_some_and(|crop| pixels::confirms(found, &loaded.picture, crop)));
        let spoken_of: Vec<Rect> = found.iter().flat_map(|found| [found.then, found.now]).flatten().collect();
        if let Some(crop) = &crop {
            found.extend(below::finding(scene).or_else(|| spread::finding(scene)).filter(|_| same_renderer));
            found.extend(edge::finding(scene).filter(|_| same_renderer));
            found.extend(if same_renderer {
                pixels::findings(scene, &loaded.picture, crop, page, &spoken_of)
            } else {
                pixels::from_far_away(scene, &loaded.picture, crop)
            });
        }
    }
    Laid::of(scene, found, crop.as_ref())
}

/// The frame's picture as the reference shows it, of its size and scale; `None` where the page was not drawn as finely.
fn crop_of(scene: &Scene, loaded: &Loaded, page: &Picture, region: &Rect) -> Option<Picture> {
    let (width, height) = (loaded.picture.width(), loaded.picture.height());
    let at = |page: &Picture, corner: &Rect| {
        let corner = Area::nearest(corner.x, corner.y, 1.0, 1.0);
        page.crop(Area::new(corner.x, corner.y, i64::from(width), i64::from(height)), [255; 4])
    };
    let scale = scene.place.scale;
    let cut = if (scale - 1.0).abs() < SAME_SCALE {
        at(page, region)
    } else if scale > 1.0 {
        register::resampled(page, &Placement::at(scale, region.x, region.y), width, height)
    } else {
        let fine = scene.frame.fine.as_ref().filter(|fine| (fine.scale - scene.entry.renderer.scale).abs() < SAME_SCALE)?;
        at(&picture::decode(&fine.png).ok()?, &scene.place.in_document(&scene.region()).scaled(1.0 / scale))
    };
    Some(framed(cut, scene.entry, &loaded.picture))
}

/// The page's part with what an author put around it and drew on it, as the reference has that.
fn framed(crop: Picture, entry: &Entry, reference: &Picture) -> Picture {
    let Some(framing) = &entry.recipe.framing else { return crop };
    let shows = pixels::area(&framing.shows, 0);
    let mut framed = picture::surrounded(&crop.crop(shows, [255; 4]), reference, shows);
    framing.marks.iter().for_each(|mark| mark.paint(&mut framed, (reference, mark.area())));
    framed
}

fn drawn(found: &[InPicture], crop: &Picture) -> Option<Vec<u8>> {
    let boxes: Vec<Area> =
        found.iter().filter_map(|found| found.now.or(found.then)).map(|bounds| pixels::area(&bounds, 2)).collect();
    difference_picture(crop, &boxes).encode_png().ok()
}

/// The share of the reference that masks of then or now cover, by a grid of points.
fn masked_share(scene: &Scene) -> f64 {
    const POINTS: u32 = 64;
    if scene.masks.is_empty() {
        return 0.0;
    }
    let region = scene.region();
    let at = |i: u32, length: f64| (f64::from(i) + 0.5) * length / f64::from(POINTS);
    let covered =
        |x: f64, y: f64| scene.masks.iter().any(|mask| x >= mask.x && x < mask.right() && y >= mask.y && y < mask.bottom());
    let points = (0..POINTS).flat_map(|row| (0..POINTS).map(move |column| (column, row)));
    let hits = points.filter(|(column, row)| covered(at(*column, region.width), at(*row, region.height))).count();
    place::count(hits) / f64::from(POINTS * POINTS)
}
