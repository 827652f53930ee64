//! What the pixels of a picture say beyond its words: things of the same words that look different.

use super::contents::shortened;
use super::lean::leans_otherwise;
use super::pairs::{Pair, displacement};
use super::redrawn::{ICONS, LETTERING, is_redrawn};
use super::say::{self, role_in_words};
use super::scene::{InPicture, Scene};
use super::words::called;
use super::{Finding, Kind, Severity, background, grounds, hairlines, veiled};
use crate::outline::{Item, ItemKind, Rect, normalised};
use crate::picture::{Area, Cluster, Picture, Tolerance, align, coarse_difference, diff, differs};

/// How far a patch is looked for around its place, pixels.
const REACH_PIXELS: i64 = 2;
/// A switch is longer than a tick's box by more than this.
const OBLONG: f64 = 1.4;
/// Fewer changed pixels of a thing are never a finding.
const LEAST_CHANGED_PIXELS: u64 = 10;
/// Nor is a smaller share of its pixels, 0 to 1.
const LEAST_CHANGED_SHARE: f64 = 0.012;
/// When this share (0 to 1) of all words looks different, the lettering as a whole does.
const ALL_OVER: f64 = 0.6;
/// Fewer things that look different are told one by one.
const FEW: usize = 6;
/// A line of running text is no higher, pixels.
const LINE_PIXELS: f64 = 30.0;
/// Nor is a line of a heading, pixels.
const HEADING_PIXELS: f64 = 48.0;
/// The same words in the same type never differ in width by more than this share, 0 to 1.
const OTHER_WIDTH: f64 = 0.03;
/// An icon is no wider or higher, pixels.
const ICON_SIDE: i64 = 24;
/// Another icon changes at least so many pixels.
const ICON_PIXELS: u64 = 30;
/// Another icon changes at least this share of its area, 0 to 1.
const ICON_DENSITY: f64 = 0.15;
/// A stroke of an icon differs from what was there by more than this in one channel, 0 to 255.
const STROKE_DELTA: u8 = 48;
/// An icon of thin strokes has at least so many pixels.
const THIN_ICON_PIXELS: u64 = 12;
/// An icon is no narrower or lower, pixels.
const LEAST_ICON_SIDE: i64 = 5;
/// The cells of the look from far away, pixels.
const CELL_PIXELS: i64 = 16;
/// From this share of such cells on (0 to 1) the picture as a whole looks different.
const OTHER_LOOK: f64 = 0.25;

/// A displacement this far from whole pixels redraws all edges.
const OFF_GRID: f64 = 0.06;
/// Patches whose mean colours differ by no more than this in any channel (0 to 255) have the same ink.
const SAME_INK: f64 = 4.0;

/// A thing whose pixels changed.
struct Changed {
    pair: Pair,
    /// Whether its box or fill came or went.
    other_shape: bool,
}

/// Compares pixels where the same renderer made both. `spoken_of` are places (reference pixels) that findings explain.
pub(super) fn findings(scene: &Scene, reference: &Picture, crop: &Picture, page: &Picture, spoken_of: &[Rect]) -> Vec<InPicture> {
    if reference == crop {
        return Vec::new();
    }
    let pairs: Vec<Pair> = scene.pairing.pairs.iter().copied().filter(|pair| is_comparable(scene, *pair, spoken_of)).collect();
    let changed: Vec<Changed> = pairs.iter().filter_map(|pair| look(scene, *pair, reference, page)).collect();
    if changed.len() >= FEW && share(changed.len(), pairs.len()) >= ALL_OVER {
        return vec![all_over(scene, coarse(scene, reference, crop))];
    }
    let mut found: Vec<InPicture> = changed.iter().map(|changed| restyled(scene, changed)).collect();
    found.extend(veiled::finding(scene, (reference, crop), spoken_of).or_else(|| veiled::resized(scene, spoken_of)));
    let beside_all = background::finding(scene, (reference, crop), spoken_of);
    let known: Vec<Rect> = found.iter().flat_map(|one| [one.then, one.now]).flatten().chain(spoken_of.iter().copied()).collect();
    let lines = || hairlines::finding(scene, (reference, crop), &known);
    let is_unspoken = |pair: &Pair| !known.iter().any(|at| at.intersection(&scene.then[pair.then].bounds).is_some());
    let unspoken: Vec<Pair> = pairs.into_iter().filter(is_unspoken).collect();
    found.extend(beside_all.or_else(lines).or_else(|| grounds::finding(scene, &unspoken, (reference, page))));
    found
}

/// Whether the pixels agree that something came or went at a finding's place.
pub(super) fn confirms(found: &InPicture, reference: &Picture, crop: &Picture) -> bool {
    let Some(place) = found.then.or(found.now).and_then(|bounds| area(&bounds, 2).intersection(&reference.area())) else {
        return true;
    };
    let (one, two) = (reference.crop(place, [255; 4]), crop.crop(place, [255; 4]));
    !diff(&one, &two, &Tolerance::default(), &[]).clusters.is_empty() && !is_redrawn(&one, &two, LETTERING)
}

/// The rough look alone, for another renderer.
pub(super) fn from_far_away(scene: &Scene, reference: &Picture, crop: &Picture) -> Vec<InPicture> {
    let uniform = all_stand_still(scene);
    if reference == crop || !uniform || coarse(scene, reference, crop) < OTHER_LOOK {
        return Vec::new();
    }
    vec![all_over(scene, 1.0)]
}

fn coarse(scene: &Scene, reference: &Picture, crop: &Picture) -> f64 {
    let masks: Vec<Area> = scene.masks.iter().map(|mask| area(mask, 1)).collect();
    coarse_difference(reference, crop, CELL_PIXELS, &masks)
}

fn all_over(scene: &Scene, coarse: f64) -> InPicture {
    let what = if coarse >= OTHER_LOOK { "colours and lettering look" } else { "the lettering looks" };
    let sentence = format!("{what} different throughout; words and controls are the same");
    let finding = say::finding(scene.case, Kind::Restyled, Severity::Cosmetic, ("", ""), &sentence);
    InPicture { finding, then: Some(scene.region()), now: Some(scene.region()), on_target: false, icon_only: false }
}

/// Pairs with the same words and marks, in the picture, apart from what findings explain.
fn is_comparable(scene: &Scene, pair: Pair, spoken_of: &[Rect]) -> bool {
    let (then, now) = (&scene.then[pair.then], &scene.now[pair.now]);
    let same = |one: &str, two: &str| normalised(one) == normalised(two);
    let marks = |item: &Item| {
        let seen = item.lasting_states().filter(|state| !matches!(*state, "required" | "under"));
        seen.map(str::to_owned).collect::<Vec<_>>()
    };
    scene.was_in_picture(pair.then)
        && !is_hidden_aside(then, now)
        && !came_under(scene, then, now)
        && same(&then.text, &now.text)
        && same(&then.value, &now.value)
        && (then.kind == ItemKind::Control || same(&then.name, &now.name) || then.kind == ItemKind::Image)
        && marks(then) == marks(now)
        && !spoken_of.iter().any(|known| known.holds_centre_of(&then.bounds))
}

/// Whether a thing lies under something opaque and went another way than what lies over it: its pixels are not its own.
fn is_hidden_aside(then: &Item, now: &Item) -> bool {
    let (x, y) = displacement(&then.bounds, &now.bounds);
    x.abs().max(y.abs()) > 1.0 && now.is_under()
}

/// Whether another thing lies over it now that didn't: that one is spoken of.
fn came_under(scene: &Scene, then: &Item, now: &Item) -> bool {
    let lies_over = |other: &Item| !other.is_under() && other.bounds.intersection(&now.bounds).is_some();
    now.is_under() && !then.is_under() && scene.now.iter().any(lies_over)
}

/// Compares one thing at its own displacement.
fn look(scene: &Scene, pair: Pair, reference: &Picture, page: &Picture) -> Option<Changed> {
    let (then, now) = (&scene.then[pair.then], &scene.now[pair.now]);
    let resized = (then.bounds.width - now.bounds.width).abs() > 6.0 || (then.bounds.height - now.bounds.height).abs() > 6.0;
    if resized && matches!(then.kind, ItemKind::Text | ItemKind::Heading) {
        return is_set_otherwise(then, now).then_some(Changed { pair, other_shape: false });
    }
    let boxed = |bounds: &Rect, picture: &Picture| has_box(picture, &area(bounds, 0));
    let (had, has) = (boxed(&then.bounds, reference), boxed(&scene.in_frame(&now.bounds), page));
    let is_pressed = then.kind == ItemKind::Control && !then.is_field();
    // A button without words is known by its icon, whatever is around it.
    let by_icon = then.text.is_empty() && matches!(then.role.as_str(), "button" | "link");
    // The same words or icon want the same room: something came into the button, or went.
    if resized && is_pressed && (by_icon || had && has && !then.text.is_empty()) {
        return Some(Changed { pair, other_shape: false });
    }
    let patch = area(&then.bounds, 1).intersection(&reference.area())?;
    let (dx, dy) = displacement(&then.bounds, &now.bounds);
    #[expect(clippy::cast_precision_loss, reason = "coordinates of a picture are far below 2^52")]
    let there = scene.in_frame(&Rect::new(patch.x as f64 + dx, patch.y as f64 + dy, 1.0, 1.0));
    let there = Area::nearest(there.x, there.y, 1.0, 1.0);
    let best = align(reference, patch, page, (there.x, there.y), REACH_PIXELS)?;
    let todays = Area::new(there.x + best.x, there.y + best.y, patch.width, patch.height);
    let (one, two) = (reference.crop(patch, [255; 4]), page.crop(todays, [255; 4]));
    let masks: Vec<Area> = scene.masks.iter().map(|mask| area(mask, 1).moved(-patch.x, -patch.y)).collect();
    let other_icon = is_pressed && has_other_icon(&one, &two, &beside_words(then, patch, &masks));
    let off_grid = (dx - dx.round()).abs().max((dy - dy.round()).abs()) > OFF_GRID;
    if (resized && then.kind != ItemKind::Control) || !(other_icon || has_other_strokes(one, two, &masks, off_grid)) {
        return None;
    }
    Some(Changed { pair, other_shape: is_pressed && had != has && !by_icon || is_reshaped(then, now) })
}

/// Whether a mark that is ticked became oblong, or stopped being so, as a switch is.
fn is_reshaped(then: &Item, now: &Item) -> bool {
    let length = |item: &Item| item.bounds.width / item.bounds.height.max(1.0);
    matches!(then.role.as_str(), "checkbox" | "radio") && !(1.0 / OBLONG..OBLONG).contains(&(length(now) / length(then)))
}

/// Whether enough of two patches differs, and not only as the same strokes do that are drawn again, aside of the grid or not.
fn has_other_strokes(mut one: Picture, mut two: Picture, masks: &[Area], off_grid: bool) -> bool {
    let difference = diff(&one, &two, &Tolerance::default(), masks);
    let changed_pixels: u64 = difference.clusters.iter().map(|cluster| cluster.changed_pixels).sum();
    let spread = ratio(changed_pixels, difference.compared_pixels) >= LEAST_CHANGED_SHARE;
    if changed_pixels < LEAST_CHANGED_PIXELS || !(spread || difference.clusters.iter().any(is_an_icon)) {
        return false;
    }
    for mask in masks {
        one.fill(*mask, [255; 4]);
        two.fill(*mask, [255; 4]);
    }
    // Half a pixel aside, lettering is drawn with other edges and the same ink.
    let is_aside = off_grid && ink_apart(&one, &two) <= SAME_INK;
    leans_otherwise(&one, &two) || !is_aside && !is_redrawn(&one, &two, LETTERING)
}

/// Whether one line of the same words became wider or narrower: it is set in another size or face.
fn is_set_otherwise(then: &Item, now: &Item) -> bool {
    let most = if then.kind == ItemKind::Heading { HEADING_PIXELS } else { LINE_PIXELS };
    let one_line = |item: &Item| item.bounds.height <= most;
    let width = now.bounds.width / then.bounds.width.max(1.0);
    one_line(then) && one_line(now) && (width - 1.0).abs() > OTHER_WIDTH
}

/// Whether changed pixels are as many and as near to each other as an icon's are.
fn is_an_icon(cluster: &Cluster) -> bool {
    let area = u64::try_from(cluster.bounds.width * cluster.bounds.height).unwrap_or(u64::MAX);
    let is_small = cluster.bounds.width.max(cluster.bounds.height) <= ICON_SIDE;
    is_small && cluster.changed_pixels >= ICON_PIXELS && ratio(cluster.changed_pixels, area) >= ICON_DENSITY
}

/// What is passed over where a control's icons are looked for, from its patch's corner: its words, and what is masked.
fn beside_words(then: &Item, patch: Area, masks: &[Area]) -> Vec<Area> {
    let words = then.words_at.map(|words| area(&words, 2).moved(-patch.x, -patch.y));
    masks.iter().copied().chain(words).collect()
}

/// Whether an icon of thin strokes came, went or is another: few pixels, each of which the smoothing of edges might have made, and
/// together no other drawing of the same strokes.
fn has_other_icon(one: &Picture, two: &Picture, masks: &[Area]) -> bool {
    let tolerance = Tolerance {
        channel_delta: STROKE_DELTA,
        least_cluster_pixels: THIN_ICON_PIXELS,
        least_cluster_side_pixels: LEAST_ICON_SIDE,
        smoothed_edges_count: true,
        ..Tolerance::default()
    };
    let is_new = |cluster: &Cluster| {
        let Some(place) = cluster.bounds.grown(2).intersection(&one.area()) else { return false };
        !is_redrawn(&one.crop(place, [255; 4]), &two.crop(place, [255; 4]), ICONS)
    };
    let is_small = |cluster: &&Cluster| cluster.bounds.width.max(cluster.bounds.height) <= ICON_SIDE;
    diff(one, two, &tolerance, masks).clusters.iter().filter(is_small).any(is_new)
}

/// How far the mean colours of two patches of one size are apart, in the channel that differs most: 0 to 255.
fn ink_apart(one: &Picture, two: &Picture) -> f64 {
    let mean = |picture: &Picture| {
        let area = picture.area();
        let mut sums = [0u64; 3];
        for y in 0..area.height {
            for pixel in (0..area.width).filter_map(|x| picture.pixel(x, y)) {
                sums.iter_mut().zip(pixel).for_each(|(sum, channel)| *sum += u64::from(channel));
            }
        }
        let pixels = u64::try_from(area.width * area.height).unwrap_or(1);
        sums.map(|sum| ratio(sum, pixels))
    };
    mean(one).iter().zip(mean(two)).map(|(one, two)| (one - two).abs()).fold(0.0, f64::max)
}

/// Whether a control is set off by a fill or a frame: most pixels along its edge differ from those just outside.
fn has_box(picture: &Picture, bounds: &Area) -> bool {
    let (mut edge, mut set_off) = (0usize, 0usize);
    let inner = bounds.grown(-2);
    if inner.width < 4 || inner.height < 4 {
        return false;
    }
    let mut compare = |inside: [(i64, i64); 2], outside: (i64, i64)| {
        let Some(ground) = picture.pixel(outside.0, outside.1) else { return };
        edge += 1;
        let stands_out = |at: &(i64, i64)| picture.pixel(at.0, at.1).is_some_and(|pixel| differs(&pixel, &ground, 12));
        set_off += usize::from(inside.iter().any(stands_out));
    };
    for x in (inner.x + inner.width / 8..inner.right() - inner.width / 8).step_by(2) {
        compare([(x, bounds.y), (x, bounds.y + 1)], (x, bounds.y - 3));
        compare([(x, bounds.bottom() - 1), (x, bounds.bottom() - 2)], (x, bounds.bottom() + 2));
    }
    share(set_off, edge) > 0.7
}

fn restyled(scene: &Scene, changed: &Changed) -> InPicture {
    let (then, now) = (&scene.then[changed.pair.then], &scene.now[changed.pair.now]);
    let (was, is) = (role_in_words(&then.role, &then.states), role_in_words(&now.role, &now.states));
    let name = shortened(&called(then));
    let finding: Finding = if then.kind == ItemKind::Control && (then.role != now.role && was != is) {
        let sentence = format!("the {was} '{name}' became a {is} and looks different");
        say::finding(scene.case, Kind::Restyled, Severity::Misleading, (was, is), &sentence)
    } else if changed.other_shape {
        let sentence = format!(
            "the {was} '{name}' looks like another kind of control: its shape is another, or its box or fill came or went"
        );
        say::finding(scene.case, Kind::Restyled, Severity::Misleading, (&called(then), &called(now)), &sentence)
    } else {
        let what = if then.kind == ItemKind::Image { "a picture or icon" } else { was };
        let named = if name.is_empty() { String::new() } else { format!(" '{name}'") };
        let sentence = format!("the {what}{named} looks different; its words are the same");
        say::finding(scene.case, Kind::Restyled, Severity::Cosmetic, (&called(then), &called(now)), &sentence)
    };
    let on_target = scene.was_target(changed.pair.then);
    InPicture { finding, then: Some(then.bounds), now: Some(now.bounds), on_target, icon_only: false }
}

/// Whether all pairs in the picture stand where they stood.
pub(super) fn all_stand_still(scene: &Scene) -> bool {
    let mut ways = scene.pairing.pairs.iter().filter(|pair| scene.was_in_picture(pair.then)).map(|pair| {
        let (then, now) = (&scene.then[pair.then].bounds, &scene.now[pair.now].bounds);
        displacement(then, now)
    });
    ways.all(|(x, y)| x.abs() <= 1.0 && y.abs() <= 1.0)
}

/// A rectangle's pixels with a margin.
pub(super) fn area(bounds: &Rect, margin_pixels: i64) -> Area {
    Area::nearest(bounds.x, bounds.y, bounds.width, bounds.height).grown(margin_pixels)
}

fn share(part: usize, all: usize) -> f64 {
    super::place::count(part) / super::place::count(all.max(1))
}

#[expect(clippy::cast_precision_loss, reason = "pixel counts are far below 2^52")]
fn ratio(part: u64, all: u64) -> f64 {
    part as f64 / all.max(1) as f64
}
