//! Which pairs stand elsewhere relative to their neighbours. What an insertion, a removal or longer words merely pushed along
//! has not moved.

use super::pairs::{Pair, Pairing, displacement};
use super::words::{called, pattern};
use crate::outline::{Item, ItemKind, Rect};
use crate::picture::median;

/// Displacements this near to each other are the same, reference pixels.
const SAME: f64 = 4.0;
/// In a region where nothing else changed, this much is a move, reference pixels.
const FAR: f64 = 12.0;
/// A group that goes no further together, has more room around it: nobody looks in vain for it. Reference pixels.
pub(super) const NUDGE: f64 = 24.0;
/// Boxes may overlap this much and still stand beside each other, reference pixels.
const SLACK: f64 = 2.0;

/// The pairs that moved, as indices of `pairing.pairs`. Landmarks, then and now, are things that are known again by other means
/// than their words: what changed sides with one of them has moved. `is_whole` says that nothing came or went. Where a control that
/// `is_target` accepts changed places with one other thing and little else changed, it is the one that readers look for.
pub(super) fn moved(
    (then, now): (&[Item], &[Item]),
    pairing: &Pairing,
    landmarks: &[(Rect, Rect)],
    is_whole: bool,
    is_target: &dyn Fn(usize) -> bool,
) -> Vec<usize> {
    let boxes: Vec<(Rect, Rect)> = pairing.pairs.iter().map(|pair| (then[pair.then].bounds, now[pair.now].bounds)).collect();
    let mut moved: Vec<usize> =
        (0..boxes.len()).filter(|i| !pairing.pairs[*i].in_order && left_its_place(*i, &boxes, &pairing.pairs)).collect();
    let mut steady: Vec<usize> = (0..boxes.len()).filter(|i| pairing.pairs[*i].in_order).collect();
    while let Some(worst) = most_flipped(&steady, &boxes) {
        steady.retain(|i| *i != worst);
        moved.push(worst);
    }
    moved = targets_for(&moved, &steady, &boxes, &|i| is_target(pairing.pairs[i].then)).unwrap_or(moved);
    let (left, stayed): (Vec<usize>, Vec<usize>) =
        steady.iter().partition(|i| landmarks.iter().any(|landmark| flipped(&boxes[**i], landmark)));
    // Where most changed sides with a landmark, it is the landmark that went.
    if left.len() <= stayed.len() {
        moved.extend(left);
        steady = stayed;
    }
    let is_control = |i: usize| {
        let item = &then[pairing.pairs[i].then];
        item.kind == ItemKind::Control && item.role != "link"
    };
    let beside = came_beside(&steady, &boxes, &is_control);
    steady.retain(|i| !beside.contains(i));
    moved.extend(beside);
    let changed_places_with = |i: usize| {
        let mut with = (0..boxes.len()).filter(|j| flipped(&boxes[i], &boxes[*j]));
        with.next().filter(|_| with.next().is_none())
    };
    // Where much is gone or reads otherwise, a place among others says little of any one.
    let renamed = pairing.pairs.iter().filter(|pair| pattern(&called(&then[pair.then])) != pattern(&called(&now[pair.now])));
    let settled = (pairing.lost.len() + renamed.count()) * 4 <= boxes.len();
    // Text that changed places with the target has moved itself: readers look for the target, and find it.
    let is_text = |i: usize| then[pairing.pairs[i].then].kind == ItemKind::Text;
    // And what left the group that it was indented under.
    let indent = |item: &Item| item.words_at.map_or(0.0, |words| words.x - item.bounds.x);
    let is_indented_otherwise =
        |i: usize| (indent(&then[pairing.pairs[i].then]) - indent(&now[pairing.pairs[i].now])).abs() > SAME;
    let is_looked_for = |i: &usize| is_target(pairing.pairs[*i].then);
    for i in moved.iter_mut().filter(|i| settled && !is_text(**i) && !is_looked_for(i) && !is_indented_otherwise(**i)) {
        *i = changed_places_with(*i).filter(is_looked_for).unwrap_or(*i);
    }
    // What a mask covers may be wider than it was, and push what stands beside it.
    if is_whole && moved.is_empty() && !landmarks.iter().any(is_resized) {
        moved.extend(strayed(&steady, &boxes));
    }
    moved.sort_unstable();
    moved.dedup();
    moved
}

/// Whether a pair out of order is also seen elsewhere: it went another way than its neighbours in reading order.
fn left_its_place(i: usize, boxes: &[(Rect, Rect)], pairs: &[Pair]) -> bool {
    let own = displacement(&boxes[i].0, &boxes[i].1);
    let neighbour = |at: Option<usize>| at.map(|at| displacement(&boxes[at].0, &boxes[at].1));
    let before = neighbour((0..i).rev().find(|at| pairs[*at].in_order));
    let after = neighbour((i + 1..boxes.len()).find(|at| pairs[*at].in_order));
    let around: Vec<(f64, f64)> = [before, after].into_iter().flatten().collect();
    let within = |own: f64, values: Vec<f64>| {
        let (low, high) = (values.iter().copied().fold(f64::MAX, f64::min), values.iter().copied().fold(f64::MIN, f64::max));
        own >= low - SAME && own <= high + SAME
    };
    around.is_empty()
        || !(within(own.0, around.iter().map(|d| d.0).collect()) && within(own.1, around.iter().map(|d| d.1).collect()))
}

/// The pair that changed sides with the most others; of equals the one that went farthest from the way most went.
fn most_flipped(steady: &[usize], boxes: &[(Rect, Rect)]) -> Option<usize> {
    let flips = |i: usize| steady.iter().filter(|j| flipped(&boxes[i], &boxes[**j])).count();
    let way = |i: usize| displacement(&boxes[i].0, &boxes[i].1);
    let (x, y) = (median(steady.iter().map(|i| way(*i).0).collect()), median(steady.iter().map(|i| way(*i).1).collect()));
    let strayed = |i: usize| (way(i).0 - x).hypot(way(i).1 - y);
    steady
        .iter()
        .map(|i| (flips(*i), *i))
        .filter(|(flips, _)| *flips > 0)
        .max_by(|a, b| a.0.cmp(&b.0).then(strayed(a.1).total_cmp(&strayed(b.1))))
        .map(|(_, i)| i)
}

/// Two groups that changed places: either has moved as well as the other. Where the targets are in the one that stayed, and it is not
/// much larger, readers will say that the targets moved. `None` where it isn't so.
fn targets_for(
    left: &[usize],
    steady: &[usize],
    boxes: &[(Rect, Rect)],
    is_target: &dyn Fn(usize) -> bool,
) -> Option<Vec<usize>> {
    // Rows of a list have several things each, of which those in one column change sides.
    let passed = |i: usize, j: usize| flipped(&boxes[i], &boxes[j]);
    let kept_sides = |i: usize, j: usize| {
        let (one, two) = (&boxes[i], &boxes[j]);
        !passed(i, j) && share_columns(&one.0, &two.0) && share_columns(&one.1, &two.1)
    };
    let changed_places = |i: &usize| left.iter().any(|j| passed(*i, *j)) && !left.iter().any(|j| kept_sides(*i, *j));
    let passed_by: Vec<usize> = steady.iter().copied().filter(changed_places).collect();
    let in_one_row = |i: usize, j: usize| share_rows(&boxes[i].0, &boxes[j].0) && share_rows(&boxes[i].1, &boxes[j].1);
    let others: Vec<usize> = steady.iter().copied().filter(|i| passed_by.iter().any(|j| in_one_row(*i, *j))).collect();
    let targets: Vec<usize> = others.iter().copied().filter(|i| is_target(*i)).collect();
    let is_about = left.len() > 1 && others.len() <= left.len() + 1 && !left.iter().any(|i| is_target(*i));
    (is_about && !targets.is_empty()).then_some(targets)
}

/// Whether two that stood one above the other, or side by side, changed sides.
pub(super) fn flipped(one: &(Rect, Rect), two: &(Rect, Rect)) -> bool {
    let column = share_columns(&one.0, &two.0) && share_columns(&one.1, &two.1);
    let row = share_rows(&one.0, &two.0) && share_rows(&one.1, &two.1);
    let above = |a: &Rect, b: &Rect| a.bottom() <= b.y + SLACK;
    let left = |a: &Rect, b: &Rect| a.right() <= b.x + SLACK;
    let turned = |before: &dyn Fn(&Rect, &Rect) -> bool| {
        (before(&one.0, &two.0) && before(&two.1, &one.1)) || (before(&two.0, &one.0) && before(&one.1, &two.1))
    };
    (column && turned(&above)) || (row && turned(&left))
}

/// The controls, links left out, that stood below another and stand beside one now. A link goes to another line with the words around.
fn came_beside(steady: &[usize], boxes: &[(Rect, Rect)], is_control: &dyn Fn(usize) -> bool) -> Vec<usize> {
    let came = |i: usize, j: usize| {
        let ((then, now), (other_then, other_now)) = (&boxes[i], &boxes[j]);
        let was_below = share_columns(then, other_then) && other_then.bottom() <= then.y + SLACK;
        let is_beside = share_rows(now, other_now) && !share_columns(now, other_now);
        let (x, y) = displacement(then, now);
        let (other_x, other_y) = displacement(other_then, other_now);
        was_below && is_beside && (x - other_x).abs() > FAR && (y - other_y).abs() > FAR
    };
    let controls = || steady.iter().copied().filter(|i| is_control(*i));
    controls().filter(|i| controls().any(|j| j != *i && came(*i, j))).collect()
}

/// Whether two boxes stand one above the other.
pub(super) fn share_columns(one: &Rect, two: &Rect) -> bool {
    one.x + SLACK < two.right() && two.x + SLACK < one.right()
}

/// Whether two boxes stand side by side.
pub(super) fn share_rows(one: &Rect, two: &Rect) -> bool {
    one.y + SLACK < two.bottom() && two.y + SLACK < one.bottom()
}

/// Those that went clearly another way than most, in a region where nothing came or went. A neighbour in the same row that
/// became wider or narrower explains a shift to the side.
fn strayed(steady: &[usize], boxes: &[(Rect, Rect)]) -> Vec<usize> {
    let way = |i: usize| displacement(&boxes[i].0, &boxes[i].1);
    let (x, y) = (median(steady.iter().map(|i| way(*i).0).collect()), median(steady.iter().map(|i| way(*i).1).collect()));
    let off = |i: &usize| (way(*i).0 - x).abs() > FAR || (way(*i).1 - y).abs() > FAR;
    let strays: Vec<usize> = steady.iter().copied().filter(off).collect();
    // Where many went another way, or something grew, they were pushed.
    if steady.len() < 3 || strays.len() * 3 > steady.len() || steady.iter().any(|i| is_resized(&boxes[*i])) {
        return Vec::new();
    }
    // The room around a group grew.
    let (first_x, first_y) = strays.first().map_or((0.0, 0.0), |i| way(*i));
    let went_along = |i: &usize| (way(*i).0 - first_x).abs() <= SAME && (way(*i).1 - first_y).abs() <= SAME;
    if strays.len() > 1 && (first_x - x).abs().max((first_y - y).abs()) <= NUDGE && strays.iter().all(went_along) {
        return Vec::new();
    }
    // What came into another's place pushed it out.
    let far = |i: usize| (way(i).0 - x).hypot(way(i).1 - y);
    let took_its_place = |i: usize, j: usize| boxes[j].1.intersection(&boxes[i].0.moved(x, y)).is_some() && far(j) > far(i);
    strays.iter().copied().filter(|i| !strays.iter().any(|j| j != i && took_its_place(*i, *j))).collect()
}

/// Whether a thing is larger or smaller than it was.
fn is_resized((then, now): &(Rect, Rect)) -> bool {
    (then.width - now.width).abs() > SAME || (then.height - now.height).abs() > SAME
}

#[cfg(test)]
mod tests {
    use super::*;

    fn list(names: &[&str]) -> Vec<Item> {
        (0u32..)
            .zip(names)
            .map(|(i, name)| Item {
                kind: ItemKind::Control,
                role: "link".to_owned(),
                name: (*name).to_owned(),
                text: (*name).to_owned(),
                value: String::new(),
                bounds: Rect::new(10.0, 10.0 + 32.0 * f64::from(i), 200.0, 24.0),
                states: vec![],
                leads_to: String::new(),
                within: vec![],
                hooks: vec![],
                words_at: None,
                lines: Vec::new(),
            })
            .collect()
    }

    fn moved_names(then: &[&str], now: &[&str]) -> Vec<String> {
        let (then, now) = (list(then), list(now));
        let pairing = super::super::pairs::pair(&then, &now, None, &|_| false);
        let is_target = |i: usize| then[i].name == "Developer settings";
        moved((&then, &now), &pairing, &[], pairing.lost.is_empty() && pairing.new.is_empty(), &is_target)
            .into_iter()
            .map(|i| then[pairing.pairs[i].then].name.clone())
            .collect()
    }

    #[test]
    fn an_insertion_moves_nothing_and_a_jump_moves_one() {
        let then = ["Profile", "Account", "Emails", "Sessions", "Developer settings"];
        assert!(moved_names(&then, &["Profile", "Account", "Models", "Emails", "Sessions", "Developer settings"]).is_empty());
        assert!(moved_names(&then, &["Profile", "Emails", "Sessions", "Developer settings"]).is_empty());
        let jumped = ["Developer settings", "Profile", "Account", "Emails", "Sessions"];
        assert_eq!(moved_names(&then, &jumped), ["Developer settings"]);
        assert_eq!(moved_names(&then, &["Profile", "Emails", "Account", "Sessions", "Developer settings"]).len(), 1);
        let swapped = ["Profile", "Account", "Emails", "Developer settings", "Sessions"];
        assert_eq!(moved_names(&then, &swapped), ["Developer settings"]);
        assert_eq!(moved_names(&then, &["Sessions", "Profile", "Account", "Emails", "Developer settings"]), ["Sessions"]);
        let exchanged = ["Emails", "Sessions", "Developer settings", "Profile", "Account"];
        assert_eq!(moved_names(&then, &exchanged), ["Developer settings"]);
    }

    #[test]
    fn a_field_that_came_beside_another_moved_and_a_link_that_came_up_a_line_did_not() {
        for (role, moves) in [("textbox", 1), ("link", 0)] {
            let mut then = list(&["Note", "Expiration", "Scopes"]);
            then.iter_mut().for_each(|item| item.role = role.to_owned());
            let mut now = then.clone();
            now[1].bounds = now[0].bounds.moved(240.0, 0.0);
            now[2].bounds = then[1].bounds;
            let pairing = super::super::pairs::pair(&then, &now, None, &|_| false);
            assert_eq!(moved((&then, &now), &pairing, &[], true, &|_| false).len(), moves, "{role}");
        }
    }

    #[test]
    fn what_changed_sides_with_a_landmark_moved() {
        let then = list(&["Heading", "Copy", "Delete"]);
        let mut now = then.clone();
        now[1].bounds = then[1].bounds.moved(-400.0, 0.0);
        let pairing = super::super::pairs::pair(&then, &now, None, &|_| false);
        let token = Rect::new(-150.0, 42.0, 100.0, 24.0);
        assert_eq!(moved((&then, &now), &pairing, &[(token, token)], true, &|_| false).len(), 1);
        assert!(moved((&then, &then), &pairing, &[(token, token)], true, &|_| false).is_empty());
    }

    #[test]
    fn a_group_with_more_room_around_it_has_not_moved_and_one_that_went_far_has() {
        let then = list(&["Note", "What for", "Expiration", "Scopes", "More", "Generate", "Cancel"]);
        let pairing = super::super::pairs::pair(&then, &then, None, &|_| false);
        let count = |by: f64| {
            let mut now = then.clone();
            now[5..].iter_mut().for_each(|item| item.bounds = item.bounds.moved(by, by));
            moved((&then, &now), &pairing, &[], true, &|i| i == 5).len()
        };
        assert_eq!((count(16.0), count(60.0)), (0, 2));
    }

    #[test]
    fn what_a_masked_thing_pushes_aside_has_not_moved_and_what_goes_aside_alone_has() {
        let then = list(&["Heading", "Copy", "Delete", "Done"]);
        let mut now = then.clone();
        now[1].bounds = then[1].bounds.moved(40.0, 0.0);
        let pairing = super::super::pairs::pair(&then, &now, None, &|_| false);
        let token = Rect::new(-150.0, 42.0, 100.0, 24.0);
        let wider = Rect { width: 140.0, ..token };
        let count = |is: Rect| moved((&then, &now), &pairing, &[(token, is)], true, &|_| false).len();
        assert_eq!((count(token), count(wider)), (1, 0));
    }

    #[test]
    fn of_two_that_changed_places_the_one_that_left_its_group_moved_and_not_the_target() {
        for (indent, name) in [(44.0, "Fine-grained"), (20.0, "Tokens")] {
            let mut then = list(&["Apps", "Tokens", "Fine-grained", "Classic"]);
            let words = |item: &Item, indent: f64| Some(Rect { x: item.bounds.x + indent, width: 80.0, ..item.bounds });
            then.iter_mut().for_each(|item| item.words_at = words(item, 20.0));
            then[2].words_at = words(&then[2], indent);
            let mut now = vec![then[0].clone(), then[2].clone(), then[1].clone(), then[3].clone()];
            now.iter_mut().zip(&then).for_each(|(item, at)| item.bounds = at.bounds);
            now.iter_mut().for_each(|item| item.words_at = words(item, 20.0));
            let pairing = super::super::pairs::pair(&then, &now, None, &|i| i == 1);
            let moved = moved((&then, &now), &pairing, &[], true, &|i| i == 1);
            assert_eq!(moved.into_iter().map(|i| &*then[pairing.pairs[i].then].name).collect::<Vec<_>>(), [name]);
        }
    }

    #[test]
    fn what_came_into_the_place_of_a_field_has_moved_and_the_field_that_it_pushed_down_has_not() {
        let then = list(&["Note", "What for", "Expiration", "30 days", "It will expire", "Scopes"]);
        let mut now = then.clone();
        let line = Rect { width: 230.0, height: 14.0, ..then[3].bounds };
        now[4].bounds = line;
        now[3].bounds = then[3].bounds.moved(0.0, 20.0);
        let mut beside = then.clone();
        beside[4].bounds = line.moved(160.0, 6.0);
        let pairing = super::super::pairs::pair(&beside, &now, None, &|_| false);
        let moved = moved((&beside, &now), &pairing, &[], true, &|i| i == 3);
        assert_eq!(moved.into_iter().map(|i| pairing.pairs[i].then).collect::<Vec<_>>(), [4]);
    }

    /// A row of a list: its box, its name and what it is for, of which the box is as far in as its name.
    fn row(name: &str, indent: f64, y: f64) -> Vec<Item> {
        let text = |words: &str, x: f64, width: f64| Item {
            kind: ItemKind::Text,
            role: "label".to_owned(),
            text: String::new(),
            bounds: Rect::new(x, y, width, 16.0),
            ..list(&[words]).remove(0)
        };
        let tick = Item {
            role: "checkbox".to_owned(),
            bounds: Rect::new(12.0 + indent, y + 1.0, 14.0, 14.0),
            ..list(&[name]).remove(0)
        };
        vec![tick, text(&format!("{name} in short"), 33.0 + indent, 100.0), text(&format!("{name} at length"), 263.0, 300.0)]
    }

    #[test]
    fn of_two_rows_that_changed_places_the_target_moved_though_it_stood_further_in() {
        let then = [row("write", 0.0, 0.0), row("read", 20.0, 28.0), row("delete", 0.0, 59.0), row("admin", 0.0, 90.0)].concat();
        let now = [row("write", 0.0, 0.0), row("delete", 0.0, 31.0), row("read", 0.0, 62.0), row("admin", 0.0, 90.0)].concat();
        let is_target = |i: usize| then[i].name == "read" && then[i].role == "checkbox";
        let pairing = super::super::pairs::pair(&then, &now, None, &|i| is_target(i));
        let moved: Vec<usize> =
            moved((&then, &now), &pairing, &[], pairing.lost.is_empty() && pairing.new.is_empty(), &is_target)
                .into_iter()
                .map(|i| pairing.pairs[i].then)
                .collect();
        assert_eq!(moved, [3]);
    }
}
