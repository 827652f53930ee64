//! Things that stand wider apart, or closer together, than the picture has them: rows below each other, or what stands side by side; the
//! same things in the same order, and nothing between them that came or went.

use super::say;
use super::scene::{InPicture, Scene};
use super::words::called;
use super::{Kind, Severity};
use crate::outline::Rect;

/// So many gaps between rows tell a pattern.
const GAPS: usize = 4;
/// The share (0 to 1) of gaps that must say the same.
const AGREED: f64 = 0.8;
/// A gap that grew by less than this, reference pixels, is as it was.
const GROWN: f64 = 3.0;
/// So many gaps in a row between things side by side tell a pattern.
const BESIDE: usize = 3;
/// They grew alike up to so much, reference pixels.
const ALIKE: f64 = 1.5;

/// Where a thing stood and where it stands, reference pixels.
type Stands = (Rect, Rect);

/// The remark on things that stand otherwise apart; `None` where they don't. For pictures of the same renderer only: another one's
/// letters are of another height.
pub(super) fn finding(scene: &Scene) -> Option<InPicture> {
    if !scene.has_all_and_nothing_new() {
        return None;
    }
    let things: Vec<Stands> = scene.kept().map(|pair| (scene.then[pair.then].bounds, scene.now[pair.now].bounds)).collect();
    rows_apart(scene, things.clone()).or_else(|| neighbours_apart(scene, &things))
}

const fn how(wider: bool) -> &'static str {
    if wider { "wider apart" } else { "closer together" }
}

fn rows_apart(scene: &Scene, mut rows: Vec<Stands>) -> Option<InPicture> {
    rows.sort_by(|a, b| a.0.y.total_cmp(&b.0.y));
    rows.dedup_by(|later, row| later.0.y < row.0.bottom());
    let gaps: Vec<f64> = rows.windows(2).map(|two| (two[1].1.y - two[0].1.y) - (two[1].0.y - two[0].0.y)).collect();
    let share = |grown: &dyn Fn(&f64) -> bool| {
        super::place::count(gaps.iter().filter(|gap| grown(gap)).count()) / super::place::count(gaps.len())
    };
    let how = match gaps.len() >= GAPS {
        true if share(&|gap| *gap >= GROWN) >= AGREED => how(true),
        true if share(&|gap| *gap <= -GROWN) >= AGREED => how(false),
        _ => return None,
    };
    Some(remark(scene, &rows, &format!("the rows stand {how} than in the picture; their words are the same")))
}

/// Things side by side: some gaps in a row that grew or shrank alike.
fn neighbours_apart(scene: &Scene, things: &[Stands]) -> Option<InPicture> {
    let masked = scene.masked_target().into_iter().chain(scene.landmarks.iter().copied());
    let all: Vec<Stands> = things.iter().copied().chain(masked).collect();
    let side_by_side = |one: &Stands| -> Vec<Stands> {
        let is_beside = |other: &&Stands| (other.0.centre().1 - one.0.centre().1).abs() <= one.0.height.min(other.0.height) / 2.0;
        let mut row: Vec<Stands> = all.iter().filter(is_beside).copied().collect();
        row.sort_by(|a, b| a.0.x.total_cmp(&b.0.x));
        row.dedup_by(|later, thing| later.0.x < thing.0.right());
        row
    };
    let row = all.iter().map(side_by_side).max_by_key(Vec::len)?;
    let gap = |two: &[Stands]| (two[1].1.x - two[0].1.right()) - (two[1].0.x - two[0].0.right());
    let gaps: Vec<f64> = row.windows(2).map(gap).collect();
    let told = |some: &[f64]| some.iter().all(|gap| gap.abs() >= GROWN && (gap - some[0]).abs() <= ALIKE);
    let at = gaps.windows(BESIDE).position(told)?;
    let those = &row[at..=at + BESIDE];
    let first = scene.then.iter().find(|item| item.bounds == those[0].0).map(called).unwrap_or_default();
    let sentence =
        format!("'{first}' and what stands beside it stand {} than in the picture; they are the same", how(gaps[at] > 0.0));
    Some(remark(scene, those, &sentence))
}

fn remark(scene: &Scene, things: &[Stands], sentence: &str) -> InPicture {
    let finding = say::finding(scene.case, Kind::Restyled, Severity::Cosmetic, ("", ""), sentence);
    InPicture::on_all(finding, things)
}
