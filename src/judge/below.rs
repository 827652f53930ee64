//! A column of texts that stands below what it stood beside, or beside what it stood below: what is said of the rows of a list.

use super::pairs::Pair;
use super::say;
use super::scene::{InPicture, Scene};
use super::words::called;
use super::{Kind, Severity};
use crate::outline::{ItemKind, Rect};

/// So many texts tell a column.
const TEXTS: usize = 4;
/// Texts that begin this near to each other are in one column, reference pixels.
const IN_LINE: f64 = 2.0;
/// Boxes may overlap so much and still stand apart, reference pixels.
const SLACK: f64 = 2.0;

/// Where a thing stood and where it stands, reference pixels.
type Stands = (Rect, Rect);

/// The remark on such a column; `None` where there is none.
pub(super) fn finding(scene: &Scene) -> Option<InPicture> {
    let stands = |pair: &Pair| (scene.then[pair.then].bounds, scene.now[pair.now].bounds);
    let things: Vec<Stands> = scene.kept().map(stands).collect();
    let is_text = |pair: &&Pair| scene.then[pair.then].kind == ItemKind::Text;
    let texts: Vec<(usize, Stands)> = scene.kept().filter(is_text).map(|pair| (pair.then, stands(pair))).collect();
    let turned = |(was, is): &Stands| (*is, *was);
    let today: Vec<Stands> = things.iter().map(turned).collect();
    let went_below = |text: &Stands| has_gone_below(text, &things);
    let came_beside = |text: &Stands| has_gone_below(&turned(text), &today);
    let (column, stand, stood) = column(&texts, &went_below)
        .map(|column| (column, "below", "beside"))
        .or_else(|| column(&texts, &came_beside).map(|column| (column, "beside", "below")))?;
    let first = called(&scene.then[column[0].0]);
    let sentence = format!("'{first}' and the texts under it stand {stand} what they stood {stood}; their words are the same");
    let finding = say::finding(scene.case, Kind::Moved, Severity::Cosmetic, ("", ""), &sentence);
    Some(InPicture::on_all(finding, &column.iter().map(|(_, stands)| *stands).collect::<Vec<_>>()))
}

/// The texts that went, where they are enough, and were in line with the first of them or are.
fn column(texts: &[(usize, Stands)], went: &dyn Fn(&Stands) -> bool) -> Option<Vec<(usize, Stands)>> {
    let gone: Vec<(usize, Stands)> = texts.iter().filter(|(_, stands)| went(stands)).copied().collect();
    let (_, first) = gone.first()?;
    let in_line = |one: &Rect, two: &Rect| (one.x - two.x).abs() <= IN_LINE;
    let column = gone.iter().filter(|(_, each)| in_line(&each.0, &first.0) || in_line(&each.1, &first.1));
    let column: Vec<(usize, Stands)> = column.copied().collect();
    (column.len() >= TEXTS).then_some(column)
}

/// Whether a text that stood to the right of another thing, in its row, stands directly below it.
fn has_gone_below((was, is): &Stands, things: &[Stands]) -> bool {
    things.iter().any(|(other_was, other_is)| {
        let was_in_row = other_was.right() <= was.x + SLACK && is_in_row(was, other_was);
        let is_below = other_is.bottom() <= is.y + SLACK && is.y - other_is.bottom() < is.height;
        was_in_row && is_below && is.x < other_is.right() && other_is.x < is.right()
    })
}

/// Whether the middle of one of two boxes is as high as the other.
fn is_in_row(one: &Rect, two: &Rect) -> bool {
    let holds = |outer: &Rect, inner: &Rect| (outer.y..outer.bottom()).contains(&inner.centre().1);
    holds(one, two) || holds(two, one)
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Rows of a name and what is said of it: beside the name, or below it.
    fn rows(are_below: bool) -> Vec<(Rect, Rect)> {
        let row = |at: f64| if are_below { (at * 48.0, at * 48.0 + 20.0, 33.0) } else { (at * 28.0, at * 28.0 + 1.0, 263.0) };
        (0..5)
            .map(|at| row(f64::from(at)))
            .map(|(y, about_y, x)| (Rect::new(33.0, y, 90.0, 20.0), Rect::new(x, about_y, 300.0, 18.0)))
            .collect()
    }

    fn gone(then: &[(Rect, Rect)], now: &[(Rect, Rect)]) -> usize {
        let things: Vec<Stands> = then.iter().zip(now).flat_map(|(was, is)| [(was.0, is.0), (was.1, is.1)]).collect();
        let texts: Vec<(usize, Stands)> = things.iter().copied().enumerate().filter(|(at, _)| at % 2 == 1).collect();
        column(&texts, &|text| has_gone_below(text, &things)).map_or(0, |column| column.len())
    }

    #[test]
    fn what_is_said_of_rows_went_below_their_names_or_stayed_beside_them() {
        assert_eq!(gone(&rows(false), &rows(true)), 5);
        assert_eq!(gone(&rows(false), &rows(false)), 0);
        assert_eq!(gone(&rows(true), &rows(true)), 0);
        assert_eq!(gone(&rows(false)[..3], &rows(true)[..3]), 0);
    }
}
