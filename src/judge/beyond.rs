//! What has no partner and need not be new: it was there, beyond the picture's edge or under a menu.

use super::course::is_labelled_field;
use super::moved::share_columns;
use super::pairs::{Pair, displacement, overlap};
use super::scene::{SHARE_NOW, Scene};
use crate::outline::{Item, ItemKind, Rect};
use crate::references::share_inside;

/// What came in above others pushes them by so much of its height at least.
const PUSHED: f64 = 0.8;
/// So much of what stands above the first thing is seen in a picture at least, reference pixels.
const LEAST_EDGE: f64 = 4.0;

/// What stands no further apart is parts of one thing, reference pixels.
const ONE_THING: f64 = 24.0;
/// A menu reaches so far around its entries, reference pixels.
const AROUND_ENTRIES: f64 = 8.0;

/// Whether a thing without a partner came into the region with its neighbours, from beyond the picture's edge.
pub(super) fn the_edge(scene: &Scene, j: usize) -> bool {
    let nearest = scene.pairing.pairs.iter().filter(|pair| pair.in_order).min_by_key(|pair| pair.now.abs_diff(j));
    let Some(pair) = nearest else { return false };
    let (x, y) = displacement(&scene.then[pair.then].bounds, &scene.now[pair.now].bounds);
    let freed = height_of_what_left_below(scene, j);
    share_inside(&scene.now[j].bounds.moved(-x, freed - y), &scene.region()) < SHARE_NOW
}

/// Whether a new thing stands in the same part of the page and the same column above a target that the picture shows and below something
/// else of it: had the target been there, the picture would have it.
pub(super) fn came_before_the_target(scene: &Scene, j: usize) -> bool {
    let now = &scene.now[j];
    let is_in_its_column = |other: &Item| other.within == now.within && share_columns(&other.bounds, &now.bounds);
    let kin = || scene.kept().filter(|pair| is_in_its_column(&scene.now[pair.now]));
    let is_above = |pair: &Pair| scene.now[pair.now].bounds.bottom() <= now.bounds.y + 1.0;
    let is_target_below = |pair: &Pair| scene.was_target(pair.then) && now.bounds.bottom() <= scene.now[pair.now].bounds.y + 1.0;
    kin().any(is_above) && kin().any(is_target_below)
}

/// Whether a new thing pushed down all that the picture shows: it stands above that, in the same part of the page and where the picture
/// was taken, and so near that the picture would show its lower edge, had it been there.
pub(super) fn pushed_the_rest(scene: &Scene, j: usize) -> bool {
    let now = &scene.now[j];
    let mut below = scene.pairing.pairs.iter().filter(|pair| pair.in_order && pair.now > j && scene.was_in_picture(pair.then));
    let Some(first) = below.next() else { return false };
    let (then, first) = (&scene.then[first.then], &scene.now[first.now]);
    let (_, down) = scene.went_on_page(&then.bounds, &first.bounds);
    let (x, y) = scene.went_on_page(&now.bounds, &now.bounds);
    let is_seen = |at: &Rect| scene.region().intersection(at).is_some_and(|edge| edge.height >= LEAST_EDGE);
    // A sentence above a button that came with it.
    let goes_on_below = |other: &Item| {
        let gap = other.bounds.y - now.bounds.bottom();
        let is_below = (0.0..ONE_THING).contains(&gap) && share_columns(&other.bounds, &now.bounds);
        is_below && other.within == now.within && is_seen(&other.bounds)
    };
    let is_near = is_seen(&now.bounds) || scene.pairing.new.iter().any(|k| goes_on_below(&scene.now[*k]));
    let is_pushed = is_near && down >= PUSHED * now.bounds.height && now.bounds.bottom() <= first.bounds.y + 1.0;
    is_pushed && stands_in_its_part(now, first) && share_inside(&now.bounds.moved(x, y), &scene.region()) >= SHARE_NOW
}

/// Whether a thing stands in the same part of the page as another, or in one that this one is a part of: a panel, and a list in it.
fn stands_in_its_part(one: &Item, other: &Item) -> bool {
    one.within == other.within || !one.within.is_empty() && other.within.starts_with(&one.within)
}

/// Whether the picture has an open menu there that is gone, elsewhere, or smaller: what it covered shows now, and may have been there
/// all the time.
pub(super) fn a_menu(scene: &Scene, j: usize) -> bool {
    let at = &scene.now[j].bounds;
    let moved = scene.pairing.pairs.iter().filter(|pair| scene.now[pair.now].bounds.intersection(at).is_none());
    let left = scene.pairing.lost.iter().copied().chain(moved.map(|pair| pair.then));
    let entries = left.map(|i| &scene.then[i]).filter(|item| is_entry(item));
    let covered: f64 = entries.map(|entry| share_inside(at, &entry.bounds)).sum();
    let menu =
        |items: &[Item]| items.iter().filter(|item| is_entry(item)).map(|item| item.bounds).reduce(|all, one| all.union(&one));
    let lies_under = |menu: Option<Rect>| menu.is_some_and(|menu| share_inside(at, &menu.grown(AROUND_ENTRIES)) >= SHARE_NOW);
    let has_shrunk = lies_under(menu(&scene.then)) && !lies_under(menu(&scene.now));
    (covered >= SHARE_NOW || has_shrunk) && !is_entry(&scene.now[j])
}

/// Whether a control is an entry of a menu.
pub(super) fn is_entry(item: &Item) -> bool {
    matches!(item.role.as_str(), "menuitem" | "menuitemradio" | "menuitemcheckbox" | "option")
}

/// The height that was freed at the picture's lower end, by things that stood below all that is still there: what comes after those
/// today slid up by as much; but not what stands in place of one of them.
fn height_of_what_left_below(scene: &Scene, j: usize) -> f64 {
    let kept = || scene.pairing.pairs.iter().filter(|pair| pair.in_order);
    let Some(floor) = kept().map(|pair| scene.then[pair.then].bounds.bottom()).reduce(f64::max) else { return 0.0 };
    let replaces = |i: &usize| {
        let (then, now) = (&scene.then[*i], &scene.now[j]);
        let row = then.bounds.bottom().min(now.bounds.bottom()) - then.bounds.y.max(now.bounds.y);
        let is_in_its_row = row > 0.5 * then.bounds.height.min(now.bounds.height);
        // What unfolds stands for what it hides.
        let holds_it =
            now.opens() && is_in_its_row && (matches!(then.kind, ItemKind::Control | ItemKind::Heading) || then.role == "label");
        let controls = then.kind == ItemKind::Control && now.kind == ItemKind::Control;
        // A box to tick is smaller than the row that it stands in.
        let is_in_its_place = overlap(&then.bounds, &now.bounds) > 0.5
            || (is_labelled_field(&now.role) && then.bounds.holds_centre_of(&now.bounds));
        holds_it || (controls && is_in_its_place)
    };
    let is_beside = kept().any(|pair| scene.now[pair.now].bounds.bottom() > scene.now[j].bounds.y);
    if is_beside || scene.pairing.lost.iter().any(replaces) {
        return 0.0;
    }
    let below = scene.pairing.lost.iter().map(|i| scene.then[*i].bounds).filter(|bounds| bounds.y >= floor);
    let (top, bottom) = below.fold((f64::MAX, f64::MIN), |(top, bottom), one| (top.min(one.y), bottom.max(one.bottom())));
    (bottom - top).max(0.0)
}
