//! Rows that stand wider apart, or closer together, than the picture has them: the same things in the same order, and nothing between
//! them that came or went.

use super::say;
use super::scene::{InPicture, Scene};
use super::{Kind, Severity};
use crate::outline::Rect;

/// So many gaps tell a pattern.
const GAPS: usize = 4;
/// The share (0 to 1) of gaps that must say the same.
const AGREED: f64 = 0.8;
/// A gap that grew by less than this, reference pixels, is as it was.
const GROWN: f64 = 3.0;

/// The remark on rows that stand otherwise apart; `None` where they don't. For pictures of the same renderer only: another one's letters
/// are of another height.
pub(super) fn finding(scene: &Scene) -> Option<InPicture> {
    let pairing = &scene.pairing;
    let in_picture = |i: &usize| scene.was_in_picture(*i);
    if pairing.lost.iter().any(in_picture) || pairing.new.iter().any(|j| scene.is_in_region(*j)) {
        return None;
    }
    let kept = pairing.pairs.iter().filter(|pair| pair.in_order && scene.was_in_picture(pair.then));
    let mut rows: Vec<(Rect, Rect)> = kept.map(|pair| (scene.then[pair.then].bounds, scene.now[pair.now].bounds)).collect();
    rows.sort_by(|a, b| a.0.y.total_cmp(&b.0.y));
    rows.dedup_by(|later, row| later.0.y < row.0.bottom());
    let gaps: Vec<f64> = rows.windows(2).map(|two| (two[1].1.y - two[0].1.y) - (two[1].0.y - two[0].0.y)).collect();
    let share = |grown: &dyn Fn(&f64) -> bool| {
        super::place::count(gaps.iter().filter(|gap| grown(gap)).count()) / super::place::count(gaps.len())
    };
    let how = match gaps.len() >= GAPS {
        true if share(&|gap| *gap >= GROWN) >= AGREED => "wider apart",
        true if share(&|gap| *gap <= -GROWN) >= AGREED => "closer together",
        _ => return None,
    };
    let around = |boxes: &dyn Fn(&(Rect, Rect)) -> Rect| rows.iter().map(boxes).reduce(|all, one| all.union(&one));
    let (then, now) = (around(&|row| row.0), around(&|row| row.1));
    let sentence = format!("the rows stand {how} than in the picture; their words are the same");
    let finding = say::finding(scene.case, Kind::Restyled, Severity::Cosmetic, ("", ""), &sentence);
    Some(InPicture { finding, then, now, on_target: false, icon_only: false })
}
