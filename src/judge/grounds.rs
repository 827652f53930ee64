//! What things stand on: a card, a bar or a panel that came or went around them, where they were pushed aside by it, so that no
//! comparison at a fixed place sees it.

use std::collections::HashMap;

use super::contents::shortened;
use super::pairs::Pair;
use super::say;
use super::scene::{InPicture, Scene};
use super::words::called;
use super::{Kind, Severity};
use crate::outline::{Item, ItemKind, Rect};
use crate::picture::{Area, Picture, differs};

/// So far outside of a thing its ground is looked at, pixels.
const BESIDE: i64 = 5;
/// This share (0 to 1) of the pixels around a thing has one colour, else it has no ground of its own.
const ONE_COLOUR: f64 = 0.7;
/// Grounds further apart than this in any channel (0 to 255) are two colours.
const OTHER: u8 = 5;

/// Things that stand on another ground; only where the same renderer drew both.
pub(super) fn finding(scene: &Scene, pairs: &[Pair], (reference, page): (&Picture, &Picture)) -> Option<InPicture> {
    let is_masked = |bounds: &Rect| scene.masks.iter().any(|mask| mask.grown(8.0).intersection(bounds).is_some());
    let is_plain =
        |item: &Item| item.kind != ItemKind::Image && !item.is_under() && !item.states.iter().any(|state| state == "focused");
    let stands_otherwise = |pair: &&Pair| {
        let (then, now) = (&scene.then[pair.then], &scene.now[pair.now]);
        let grounds = around(reference, &then.bounds).zip(around(page, &scene.in_frame(&now.bounds)));
        let is_other = |(one, two): ([u8; 4], [u8; 4])| differs(&one, &two, OTHER);
        is_plain(then) && is_plain(now) && !is_masked(&then.bounds) && grounds.is_some_and(is_other)
    };
    let changed: Vec<&Pair> = pairs.iter().filter(stands_otherwise).collect();
    let first = changed.first()?;
    let stand = match changed.len() {
        1 => "stands".to_owned(),
        n => format!("and {} more stand", n - 1),
    };
    let name = shortened(&called(&scene.then[first.then]));
    let sentence = format!("'{name}' {stand} on another ground: a card, a bar or a panel came or went around it");
    let finding = say::finding(scene.case, Kind::Restyled, Severity::Cosmetic, ("", ""), &sentence);
    let things: Vec<(Rect, Rect)> =
        changed.iter().map(|pair| (scene.then[pair.then].bounds, scene.now[pair.now].bounds)).collect();
    Some(InPicture::on_all(finding, &things))
}

/// The colour around a thing; `None` where it is not one, or less than half of it is in the picture.
fn around(picture: &Picture, bounds: &Rect) -> Option<[u8; 4]> {
    let ring = Area::nearest(bounds.x, bounds.y, bounds.width, bounds.height).grown(BESIDE);
    let level = (ring.x..ring.right()).flat_map(|x| [(x, ring.y), (x, ring.bottom() - 1)]);
    let upright = (ring.y..ring.bottom()).flat_map(|y| [(ring.x, y), (ring.right() - 1, y)]);
    let mut counts: HashMap<[u8; 4], usize> = HashMap::new();
    let (mut all, mut seen) = (0, 0);
    for (x, y) in level.chain(upright) {
        all += 1;
        if let Some(pixel) = picture.pixel(x, y) {
            seen += 1;
            *counts.entry(pixel).or_default() += 1;
        }
    }
    let (colour, most) = counts.into_iter().max_by_key(|(colour, count)| (*count, *colour))?;
    let share = super::place::count(most) / super::place::count(seen);
    (seen * 2 >= all && share >= ONE_COLOUR).then_some(colour)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_ground_of_a_thing_is_the_one_colour_around_it() {
        let (white, grey) = ([255; 4], [246, 248, 250, 255]);
        let mut picture = Picture::filled(200, 100, white);
        let button = Rect::new(60.0, 40.0, 80.0, 20.0);
        picture.fill(Area::new(60, 40, 80, 20), [30, 120, 60, 255]);
        assert_eq!(around(&picture, &button), Some(white));
        picture.fill(Area::new(40, 30, 120, 40), grey);
        assert_eq!(around(&picture, &button), Some(grey));
        picture.fill(Area::new(0, 0, 100, 100), [9, 9, 9, 255]);
        assert_eq!(around(&picture, &button), None);
    }
}
