//! A column of texts that stands at another edge than the picture has it: the same words in the same rows, set to the right, to the
//! left or in the middle.

use super::pairs::displacement;
use super::place::count;
use super::say;
use super::scene::{InPicture, Scene};
use super::words::called;
use super::{Kind, Severity};
use crate::outline::{ItemKind, Rect};
use crate::picture::median;

/// So many texts tell a column.
const TEXTS: usize = 4;
/// Edges this near to each other are in one line, reference pixels.
const IN_LINE: f64 = 2.0;
/// A text that went to the side by less than this, reference pixels, is where it was.
const ASIDE: f64 = 12.0;
/// The share (0 to 1) of a column's texts that must say the same.
const AGREED: f64 = 0.8;

/// A text's box then and now, and its place among the things of then.
type Placed = (Rect, Rect, usize);

/// Where an edge of a box, or its middle, is.
type Edge = fn(&Rect) -> f64;

/// The remark on such a column; `None` where there is none. For pictures of the same renderer only: another one's letters are of
/// another width.
pub(super) fn finding(scene: &Scene) -> Option<InPicture> {
    let texts = scene.kept().filter(|pair| scene.then[pair.then].kind == ItemKind::Text);
    let boxes: Vec<Placed> = texts.map(|pair| (scene.then[pair.then].bounds, scene.now[pair.now].bounds, pair.then)).collect();
    let is_alike = |(then, now, _): &&Placed| {
        let (aside, down) = displacement(then, now);
        (then.width - now.width).abs() <= IN_LINE && aside.abs() > ASIDE && down.abs() <= ASIDE
    };
    let went: Vec<&Placed> = boxes.iter().filter(is_alike).collect();
    let edges: [(&str, Edge); 3] =
        [("at the right", |at| at.right()), ("at the left", |at| at.x), ("in the middle", |at| at.centre().0)];
    let in_line = |places: Vec<f64>| {
        let usual = median(places.clone());
        let near = places.iter().filter(|place| (**place - usual).abs() <= IN_LINE).count();
        places.len() >= TEXTS && count(near) >= AGREED * count(places.len())
    };
    let of =
        |edge: fn(&Rect) -> f64, today: bool| went.iter().map(|(then, now, _)| edge(if today { now } else { then })).collect();
    // A column that was in line at this edge already was pushed.
    let (place, _) = edges.into_iter().find(|(_, edge)| in_line(of(*edge, true)) && !in_line(of(*edge, false)))?;
    let first = went.first()?;
    let sentence =
        format!("'{}' and what stands below it are set {place} now; their words are the same", called(&scene.then[first.2]));
    let finding = say::finding(scene.case, Kind::Moved, Severity::Cosmetic, ("", ""), &sentence);
    Some(InPicture::on_all(finding, &went.iter().map(|(then, now, _)| (*then, *now)).collect::<Vec<_>>()))
}
