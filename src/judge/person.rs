//! A picture that a person made: read, laid on the frame where it lies best, freed of what its author drew, and turned into what
//! guidewalk knows of its own pictures, so that both are compared by the same rules.

use std::cell::OnceCell;
use std::collections::HashSet;

use super::case::{MarkStyle, StepCase};
use super::detail::settled_scale;
use super::own::{Compared, Laid};
use super::place::{self, Place};
use super::recognise::{self, Seen};
use super::scene::{InPicture, Scene};
use super::token::compact;
use super::{Kind, Severity, by_words, contents, looks, say};
use crate::outline::{Item, ItemKind, Rect};
use crate::picture::{
    self, Area, Drawing, Library, Mark, MarkKind, Picture, Placement, Pointed, Reading, WordBox, marks, register, strokes,
};
use crate::references::{Entry, Loaded, Recipe, Renderer, Source, device_scale, share_inside};
use crate::walk::Frame;
use crate::walkfile::Moment;

/// Below this confidence, 0 to 1, nothing is said of a picture but that it is unsure.
const LEAST_SURE: f64 = 0.5;
/// Below that, where the frame has this share (0 to 1) of the picture's words anywhere, it is the screen, changed all over.
const SAME_WORDS: f64 = 0.4;
/// Fewer longer words prove nothing when they are not there: icons are read as letters too.
const FEWEST_WORDS: usize = 4;
/// Where the page has this share (0 to 1) of the picture's words, its screen is there, whether or not its place was found.
const ITS_WORDS: f64 = 0.4;
/// And with this share it is no other one.
const ALL_ITS_WORDS: f64 = 0.8;
/// Where the page has this share (0 to 1) of so many longer words, all is there that the picture says.
const NEARLY_ALL: f64 = 0.9;
const MANY_WORDS: usize = 6;
/// What of a reference lies on the frame's picture counts so much.
const COVERED: f64 = 0.2;
/// From this confidence on, with the target in the picture, no other frame is looked at.
const SURE: f64 = 0.9;
/// A frame that shows the stage's target in the picture counts so much more.
const SHOWS_TARGET: f64 = 0.05;
/// A word that is read less surely (0 to 100) says nothing about the place.
const SURELY_READ: f64 = 50.0;
/// New is what lies by this share (0 to 1) in the part of the picture that shows the page.
const KNOWN: f64 = 0.9;
/// And where the picture has nothing this near around it, if it lies above or below all that the picture has of the page, pixels.
const AROUND_NEW: i64 = 12;
/// What differs by no more from its ground, 0 to 255, is nothing.
const BLANK: u8 = 24;
/// What an arrow points at is no farther from its tip, pixels.
const AT_TIP: f64 = 14.0;
/// A line of text is no higher, CSS pixels; higher boxes hold several.
const LINE: f64 = 30.0;

/// A reference laid on one picture of a frame.
struct Lying<'a> {
    frame: &'a Frame,
    source: Source,
    pixels: Picture,
    placement: Placement,
    worth: f64,
}

/// Compares a person's picture with the step's frames.
pub(super) fn compare(case: &StepCase, loaded: &Loaded, reader: &Library) -> Compared {
    let reading = match reader.reference(&loaded.picture, &loaded.digest) {
        Ok(reading) => reading,
        Err(trouble) => return Compared::Unsure(format!("the picture can't be read: {trouble}")),
    };
    let frames = case.frames();
    let Some(mut lying) = best(case, &frames, &loaded.picture, &reading) else {
        return nowhere(case, &frames, &reading, reader);
    };
    lying.placement = register::at_likeliest_scale(&loaded.picture, &lying.pixels, &lying.placement);
    if lying.placement.confidence < LEAST_SURE && lying.placement.words_found < SAME_WORDS {
        let because = format!(
            "the picture lies on {} with a confidence of {:.2} only, which is too little to judge it",
            lying.frame.id, lying.placement.confidence
        );
        return by_words_or_unsure(case, lying.frame, (&reading, reader), because);
    }
    let laid = laid(case, loaded, &reading, &lying, reader);
    let has_all_words = lying.placement.words_found >= NEARLY_ALL
        && surely_read(&reading).filter(|word| is_long(&word.text)).count() >= MANY_WORDS;
    let is_roughly_laid = lying.placement.confidence < LEAST_SURE && !has_all_words;
    if is_roughly_laid && laid.found.iter().all(|one| one.finding.severity == Severity::Cosmetic) {
        // Where a screen has changed so much that it is hardly known again, more than trifles are found; unless all that the picture
        // says is said today.
        let because = format!(
            "the picture lies on {} with a confidence of {:.2} only, and nothing there says why",
            lying.frame.id, lying.placement.confidence
        );
        return by_words_or_unsure(case, lying.frame, (&reading, reader), because);
    }
    Compared::Laid(Box::new(laid))
}

/// What the words alone say of a picture that lies nowhere surely.
fn by_words_or_unsure(case: &StepCase, frame: &Frame, (reading, reader): (&Reading, &Library), because: String) -> Compared {
    by_words::findings(case, frame, reading, reader).map_or(Compared::Unsure(because), Compared::ByWords)
}

fn nowhere(case: &StepCase, frames: &[&Frame], reading: &Reading, reader: &Library) -> Compared {
    if frames.is_empty() || !case.is_complete() {
        return Compared::NotSeen;
    }
    if surely_read(reading).filter(|word| is_long(&word.text)).count() < FEWEST_WORDS {
        // Words would be missed; that edges alone are not found again proves nothing.
        return Compared::Unsure(
            "the picture shows hardly a word, and was not found on the step's screens by its edges".to_owned(),
        );
    }
    let mut all = frames.iter().copied().chain(case.after);
    if let Some(frame) = all.find(|frame| share_of_words(reading, frame) >= ITS_WORDS) {
        let because = format!("{} has the picture's words, but where the picture lies on it was not found", frame.id);
        return by_words_or_unsure(case, frame, (reading, reader), because);
    }
    let title = frames.first().map(|frame| frame.outline.title.clone()).unwrap_or_default();
    let named = if title.is_empty() { String::new() } else { format!(" ('{title}')") };
    let sentence = format!("no screen of the step{named} shows what its picture shows");
    Compared::NotThere(say::finding(case, Kind::WrongScreen, Severity::Breaking, ("", &title), &sentence))
}

/// The frame's picture on which the reference lies best: window or whole page of any of the step's frames, and of what comes after.
fn best<'a>(case: &StepCase<'a>, frames: &[&'a Frame], reference: &Picture, reading: &Reading) -> Option<Lying<'a>> {
    let words: Vec<WordBox> = surely_read(reading).map(word_box).collect();
    let after = case.after.filter(|after| frames.iter().all(|frame| frame.id != after.id));
    let mut best: Option<Lying> = None;
    for frame in frames.iter().copied().chain(after) {
        for source in [Source::Viewport, Source::Page] {
            let lying = lay(frame, source, reference, &words);
            best = [best, lying].into_iter().flatten().max_by(|a, b| a.worth.total_cmp(&b.worth));
            if best.as_ref().is_some_and(|best| best.worth >= SURE + SHOWS_TARGET + 0.98 * COVERED && !best.placement.ambiguous) {
                return best;
            }
        }
    }
    best
}

fn surely_read(reading: &Reading) -> impl Iterator<Item = &picture::ReadWord> {
    reading.words.iter().filter(|word| word.sure >= SURELY_READ)
}

fn is_long(word: &str) -> bool {
    word.chars().filter(|c| c.is_alphabetic()).count() > 2
}

/// The share (0 to 1) of the picture's longer words that a frame has anywhere.
fn share_of_words(reading: &Reading, frame: &Frame) -> f64 {
    let shown = frame.outline.items.iter().map(super::words::shown);
    let there: HashSet<String> = shown.flat_map(|words| words.split(' ').map(compact).collect::<Vec<_>>()).collect();
    let words: Vec<String> = surely_read(reading).filter(|word| is_long(&word.text)).map(|word| compact(&word.text)).collect();
    place::count(words.iter().filter(|word| there.contains(*word)).count()) / place::count(words.len().max(1))
}

fn word_box(word: &picture::ReadWord) -> WordBox {
    let [x, y, width, height] = word.bounds;
    WordBox { text: word.text.clone(), x, y, width, height }
}

/// How surely and how well a reference lies on one picture of a frame; `None` where nothing is to be said of it.
pub(super) fn laid_on(frame: &Frame, source: Source, reference: &Picture, reading: &Reading) -> Option<(Placement, f64)> {
    let words: Vec<WordBox> = surely_read(reading).map(word_box).collect();
    let lying = lay(frame, source, reference, &words)?;
    (lying.placement.confidence >= LEAST_SURE).then_some((lying.placement, lying.worth))
}

fn lay<'a>(frame: &'a Frame, source: Source, reference: &Picture, words: &[WordBox]) -> Option<Lying<'a>> {
    let png = match source {
        Source::Viewport => &frame.viewport_png,
        Source::Page => frame.page_png.as_ref()?,
    };
    let pixels = picture::decode(png).ok()?;
    let placement = register::register(reference, words, &pixels, &words_of(frame, source))?;
    let (x, y) = corner(frame, source);
    let target = frame.target.map(|target| target.scaled(device_scale(&frame.outline)).moved(-x, -y));
    let shown = Rect::new(placement.x, placement.y, f64::from(reference.width()), f64::from(reference.height()));
    let shown = Rect::new(shown.x, shown.y, shown.width * placement.scale, shown.height * placement.scale);
    // That the walk found its control there says that it is the screen, if the picture's words are there too; nearly all of many
    // words say it alone.
    let least = if target.is_some() { ITS_WORDS } else { ALL_ITS_WORDS };
    let is_its_screen = words.len() >= FEWEST_WORDS && placement.words_found >= least;
    if placement.is_doubtful() && !is_its_screen {
        return None;
    }
    let shows_target = target.is_some_and(|target| share_inside(&target, &shown) > 0.5);
    let page = Rect::new(0.0, 0.0, f64::from(pixels.width()), f64::from(pixels.height()));
    let worth = placement.confidence + COVERED * share_inside(&shown, &page) + if shows_target { SHOWS_TARGET } else { 0.0 };
    Some(Lying { frame, source, pixels, placement, worth })
}

/// The top left corner of a frame's picture, device pixels of the document.
fn corner(frame: &Frame, source: Source) -> (f64, f64) {
    match source {
        Source::Viewport => {
            let device = device_scale(&frame.outline);
            (frame.outline.scroll[0] * device, frame.outline.scroll[1] * device)
        }
        Source::Page => (0.0, 0.0),
    }
}

/// The words of a frame, each where it stands in its line if all letters were equally wide; pixels of the frame's picture.
fn words_of(frame: &Frame, source: Source) -> Vec<WordBox> {
    let device = device_scale(&frame.outline);
    let (left, top) = corner(frame, source);
    let in_picture = |at: Rect| at.scaled(device).moved(-left, -top);
    let items = frame.outline.items.iter().filter(|item| !item.is_under());
    items.flat_map(lines_of).flat_map(|(words, at)| spread(&words, &in_picture(at))).collect()
}

/// The lines of a thing's words, and where they stand; of words in several lines of which no more is known, the first.
fn lines_of(item: &Item) -> Vec<(Vec<String>, Rect)> {
    let mut words = super::words::shown(item).split(' ').map(str::to_owned).collect::<Vec<_>>().into_iter();
    if !item.lines.is_empty() && item.lines.iter().map(|line| line.words).sum::<usize>() == words.len() {
        return item.lines.iter().map(|line| (words.by_ref().take(line.words).collect(), line.bounds)).collect();
    }
    let at = item.words_at.unwrap_or(item.bounds);
    if at.height <= LINE || item.kind == ItemKind::Heading {
        return vec![(words.collect(), at)];
    }
    vec![(words.take(1).collect(), Rect { height: at.height.min(LINE * 1.5), ..at })]
}

/// The words of a line, each with its share of the line.
fn spread(words: &[String], at: &Rect) -> Vec<WordBox> {
    let length = |word: &String| place::count(word.chars().count());
    let letters = (words.iter().map(length).sum::<f64>() + place::count(words.len().saturating_sub(1))).max(1.0);
    let mut before = 0.0;
    let placed = words.iter().map(|word| {
        let x = at.x + at.width * before / letters;
        before += length(word) + 1.0;
        WordBox { text: word.clone(), x, y: at.y, width: at.width * length(word) / letters, height: at.height }
    });
    placed.collect()
}

fn laid(case: &StepCase, loaded: &Loaded, reading: &Reading, lying: &Lying, reader: &Library) -> Laid {
    let reference = &loaded.picture;
    let crop = register::resampled(&lying.pixels, &lying.placement, reference.width(), reference.height());
    let known = known(lying, reference);
    let drawn = marks::find(reference, &crop, known);
    let (x, y) = corner(lying.frame, lying.source);
    let placement = lying.placement;
    let place = Place {
        scale: placement.scale,
        x: placement.x + x,
        y: placement.y + y,
        confidence: placement.confidence,
        found_share: placement.words_agreeing,
        words: reading.words.len(),
    };
    let device = device_scale(&lying.frame.outline);
    let in_reference = |rect: &Rect| place.in_reference(rect);
    let now: Vec<Item> = place::visible(lying.frame, device, None)
        .into_iter()
        .map(|item| Item { bounds: in_reference(&item.bounds), words_at: item.words_at.map(|at| in_reference(&at)), ..item })
        .collect();
    let masks: Vec<Rect> = lying.frame.masks.iter().map(|mask| in_reference(&mask.bounds.scaled(device))).collect();
    let is_sure = placement.confidence >= LEAST_SURE;
    let seen = Seen { reference, crop: &crop, known: Rect::from(known), marks: &drawn, masks: &masks, reading, reader, is_sure };
    let told = recognise::things(&seen, &now);
    let then = told.items;
    let target = pointed_at(&drawn, &then).or_else(|| {
        let target = in_reference(&lying.frame.target?.scaled(device));
        then.iter().map(|item| item.bounds).find(|bounds| super::pairs::overlap(bounds, &target) > 0.5)
    });
    let entry = entry(loaded, lying, &place, then, target);
    let scene = Scene::new(case, &entry, lying.frame, place);
    let mut found = contents::findings(&scene);
    found.extend(looks::findings(&scene, &told.looks));
    let mut drawings: Vec<Drawing> = drawn.iter().map(|mark| Drawing::of(mark, reference)).collect();
    drawings.sort_by_key(|drawing| drawing.kind.layer());
    let shows = OnceCell::new();
    let shows = || *shows.get_or_init(|| Rect::from(picture::shown(reference, &crop, &drawings)));
    let is_known = |found: &InPicture| match (found.then, found.now) {
        (None, Some(at)) => share_inside(&at, &shows()) > KNOWN && may_be_new(&at, &seen, &scene),
        _ => true,
    };
    let is_seen = |found: &InPicture| found.then.or(found.now).is_none_or(|at| !is_hidden(&at, &drawn));
    found.retain(|found| !found.icon_only && is_known(found) && is_seen(found));
    let mut laid = Laid::of(&scene, found, Some(&crop));
    laid.drawings = drawings;
    laid.lies_at(exactly(lying, reference, device));
    laid.registration.ambiguous = placement.ambiguous;
    laid
}

/// Where a reference lies to a pixel, at the scale that it has: letters of another font pull it aside, boxes and icons say where it is.
/// What is found does not hang on it.
fn exactly(lying: &Lying, reference: &Picture, device: f64) -> Placement {
    let measured = device / lying.placement.scale;
    let settled = settled_scale(measured, reference.width().max(reference.height()));
    register::at_scale(reference, &lying.pixels, &lying.placement, device / settled)
}

/// Whether what the page has and the picture hasn't can be new: the picture shows the page there, and not what lies around it, such as
/// a browser's own bars.
fn may_be_new(at: &Rect, seen: &Seen, scene: &Scene) -> bool {
    // What the picture has of the page; an address in a browser's bar is not among it.
    let both = scene.pairing.pairs.iter().map(|pair| (&scene.then[pair.then], &scene.now[pair.now]));
    let same = both.filter(|(then, now)| compact(&super::words::shown(then)) == compact(&super::words::shown(now)));
    let is_read = |item: &&Item| {
        compact(&super::words::shown(item)).len() > 1 && share_inside(&recognise::zone(item), &seen.known.grown(-1.0)) > 0.97
    };
    let things = same.map(|(then, _)| then).filter(is_read).map(|item| item.bounds);
    let Some(things) = things.reduce(|all, one| all.union(&one)) else { return false };
    let is_among_things = at.bottom() > things.y && at.y < things.bottom();
    let area = Area::nearest(at.x, at.y - at.height, at.width, 3.0 * at.height).grown(AROUND_NEW);
    let is_blank = || strokes(seen.reference, area, BLANK).is_empty();
    share_inside(at, &seen.known) > KNOWN && (is_among_things || is_blank())
}

/// The part of the reference that lies on the frame's picture.
fn known(lying: &Lying, reference: &Picture) -> Area {
    let placement = lying.placement;
    let frame = Rect::new(0.0, 0.0, f64::from(lying.pixels.width()), f64::from(lying.pixels.height()));
    let frame = frame.moved(-placement.x, -placement.y).scaled(1.0 / placement.scale);
    let area = Area::nearest(frame.x, frame.y, frame.width, frame.height);
    area.intersection(&reference.area()).unwrap_or(Area::new(0, 0, 0, 0))
}

/// Whether what an author made unreadable lies over a place.
fn is_hidden(at: &Rect, marks: &[Mark]) -> bool {
    marks.iter().filter(|mark| mark.kind.hides()).any(|mark| share_inside(at, &Rect::from(mark.bounds)) > 0.3)
}

/// The control that a mark points at: the only one in a frame, or the one at an arrow's tip.
fn pointed_at(marks: &[Mark], then: &[Item]) -> Option<Rect> {
    marks.iter().find_map(|mark| {
        let area = match mark.target() {
            Pointed::At(area) => area,
            Pointed::Near(x, y) if mark.kind == MarkKind::Arrow => return at_tip(then, (x, y)),
            _ => return None,
        };
        let inside = Rect::from(area).grown(4.0);
        let controls = then.iter().filter(|item| item.kind == ItemKind::Control);
        let mut within = controls.filter(|item| share_inside(&item.bounds, &inside) > 0.8);
        match (within.next(), within.next()) {
            (Some(only), None) => Some(only.bounds),
            _ => None,
        }
    })
}

/// The smallest control that an arrow's tip lies in, else the nearest one.
fn at_tip(then: &[Item], (x, y): (f64, f64)) -> Option<Rect> {
    let far = |bounds: &Rect| {
        let (beside, above) = ((bounds.x - x).max(x - bounds.right()).max(0.0), (bounds.y - y).max(y - bounds.bottom()).max(0.0));
        beside.hypot(above)
    };
    let controls = then.iter().filter(|item| item.kind == ItemKind::Control).map(|item| item.bounds);
    let near = controls.filter(|bounds| far(bounds) <= AT_TIP);
    near.min_by(|one, two| far(one).total_cmp(&far(two)).then(one.area().total_cmp(&two.area())))
}

/// What guidewalk would know of the picture if it had taken it itself.
fn entry(loaded: &Loaded, lying: &Lying, place: &Place, items: Vec<Item>, target: Option<Rect>) -> Entry {
    let size = [loaded.picture.width(), loaded.picture.height()];
    let device = device_scale(&lying.frame.outline);
    let whole = Rect::new(0.0, 0.0, f64::from(size[0]), f64::from(size[1]));
    let recipe = Recipe {
        stage: lying.frame.stage.clone(),
        moment: if lying.frame.moment == Moment::Before { "before" } else { "after" }.to_owned(),
        source: lying.source,
        region: place.in_document(&whole).scaled(1.0 / device),
        anchor: None,
        target,
        veiled: false,
        framing: None,
    };
    Entry { digest: loaded.digest.clone(), size, recipe, renderer: Renderer::default(), masks: Vec::new(), items }
}

/// How an author's mark looks, as records hold it.
pub(super) fn style(drawing: &Drawing) -> MarkStyle {
    let [red, green, blue] = drawing.colour;
    MarkStyle {
        kind: drawing.kind.name().to_owned(),
        colour: format!("#{red:02x}{green:02x}{blue:02x}"),
        width: drawing.stroke,
        radius: if drawing.kind == MarkKind::Box { 0.0 } else { drawing.radius },
    }
}
