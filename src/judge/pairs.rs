//! Which thing of then is which thing of now: first by words in reading order, then by words out of order, then by likeness.

use std::collections::{HashMap, HashSet};

use super::words::{called, likeness, pattern, shown};
use crate::outline::{Item, ItemKind, Rect};

/// A thing of then and the same thing of now, as indices of their lists.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Pair {
    /// Index among the things of then.
    pub(super) then: usize,
    /// Index among the things of now.
    pub(super) now: usize,
    /// Whether both stand in the same order among the others.
    pub(super) in_order: bool,
}

/// All pairs, in the order of then, and what has no partner.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub(super) struct Pairing {
    pub(super) pairs: Vec<Pair>,
    pub(super) lost: Vec<usize>,
    pub(super) new: Vec<usize>,
}

/// Two things are taken for the same from this score on.
const LEAST_SCORE: f64 = 0.6;
/// Names this much alike (0 to 1) may be one name changed.
const LEAST_LIKENESS: f64 = 0.45;
/// Boxes that overlap this much (0 to 1) are in one place.
const SAME_PLACE: f64 = 0.5;
/// Lines of text that begin this near to each other are in one place, reference pixels.
const NEAR: f64 = 4.0;
/// Neither words nor place: no key.
const NO_KEY: u32 = 0;
/// The key of what the walk knows to be the same.
const FORCED: u32 = 1;

/// Pairs the things of then with those of now; all boxes in the reference's pixels. `forced` is a pair that the walk knows,
/// `weighty` says which things of then should rather keep their order than others.
pub(super) fn pair(then: &[Item], now: &[Item], forced: Option<(usize, usize)>, weighty: &dyn Fn(usize) -> bool) -> Pairing {
    let (keys_then, keys_now) = keys(then, now, forced);
    let mut pairs = in_order(then, now, (&keys_then, &keys_now), weighty);
    out_of_order(then, now, (&keys_then, &keys_now), &mut pairs);
    by_likeness(then, now, &mut pairs);
    pairs.sort_unstable_by_key(|pair| pair.then);
    let lost = (0..then.len()).filter(|i| !pairs.iter().any(|pair| pair.then == *i)).collect();
    let new = (0..now.len()).filter(|i| !pairs.iter().any(|pair| pair.now == *i)).collect();
    Pairing { pairs, lost, new }
}

/// A number for each thing: equal for equal words and sort.
fn keys(then: &[Item], now: &[Item], forced: Option<(usize, usize)>) -> (Vec<u32>, Vec<u32>) {
    let mut numbers: HashMap<(bool, String), u32> = HashMap::new();
    let mut key = |item: &Item| {
        let words = pattern(&called(item));
        if words.is_empty() || item.kind == ItemKind::Image {
            return NO_KEY;
        }
        let next = u32::try_from(numbers.len()).unwrap_or(u32::MAX - 2).saturating_add(2);
        *numbers.entry((item.kind == ItemKind::Control, words)).or_insert(next)
    };
    let mut keys_then: Vec<u32> = then.iter().map(&mut key).collect();
    let mut keys_now: Vec<u32> = now.iter().map(&mut key).collect();
    if let Some((a, b)) = forced {
        keys_then[a] = FORCED;
        keys_now[b] = FORCED;
    }
    (keys_then, keys_now)
}

/// The heaviest common subsequence of both lists.
fn in_order(then: &[Item], now: &[Item], (keys_then, keys_now): (&[u32], &[u32]), weighty: &dyn Fn(usize) -> bool) -> Vec<Pair> {
    let columns = now.len() + 1;
    let mut best = vec![0.0f64; (then.len() + 1) * columns];
    let weight = |i: usize, j: usize| {
        let near = overlap(&then[i].bounds, &now[j].bounds) * 0.25;
        let role = if then[i].role == now[j].role { 0.1 } else { 0.0 };
        1.0 + near + role + if weighty(i) { 2.0 } else { 0.0 }
    };
    let same = |i: usize, j: usize| keys_then[i] != NO_KEY && keys_then[i] == keys_now[j];
    for i in (0..then.len()).rev() {
        for j in (0..now.len()).rev() {
            let without = best[(i + 1) * columns + j].max(best[i * columns + j + 1]);
            let with = if same(i, j) { best[(i + 1) * columns + j + 1] + weight(i, j) } else { 0.0 };
            best[i * columns + j] = without.max(with);
        }
    }
    let (mut pairs, mut i, mut j) = (Vec::new(), 0, 0);
    while i < then.len() && j < now.len() {
        let here = best[i * columns + j];
        if same(i, j) && (here - best[(i + 1) * columns + j + 1] - weight(i, j)).abs() < 1e-9 {
            pairs.push(Pair { then: i, now: j, in_order: true });
            (i, j) = (i + 1, j + 1);
        } else if (here - best[(i + 1) * columns + j]).abs() < 1e-9 {
            i += 1;
        } else {
            j += 1;
        }
    }
    pairs
}

fn free(length: usize, taken: impl Fn(usize) -> bool) -> Vec<usize> {
    (0..length).filter(|i| !taken(*i)).collect()
}

/// Equal words that stand in another order, the nearest first.
fn out_of_order(then: &[Item], now: &[Item], (keys_then, keys_now): (&[u32], &[u32]), pairs: &mut Vec<Pair>) {
    let lost = free(then.len(), |i| keys_then[i] == NO_KEY || pairs.iter().any(|pair| pair.then == i));
    for i in lost {
        let taken = |j: &usize| pairs.iter().any(|pair| pair.now == *j);
        let same = (0..now.len()).filter(|j| keys_now[*j] == keys_then[i] && !taken(j));
        let distance = |j: &usize| {
            let ((ax, ay), (bx, by)) = (then[i].bounds.centre(), now[*j].bounds.centre());
            (ax - bx).hypot(ay - by)
        };
        if let Some(j) = same.min_by(|a, b| distance(a).total_cmp(&distance(b))) {
            pairs.push(Pair { then: i, now: j, in_order: false });
        }
    }
}

/// What has no equal is paired with what is most alike between the same neighbours, or in the same place.
fn by_likeness(then: &[Item], now: &[Item], pairs: &mut Vec<Pair>) {
    let anchors: Vec<Pair> = pairs.iter().copied().filter(|pair| pair.in_order).collect();
    let lost = free(then.len(), |i| pairs.iter().any(|pair| pair.then == i));
    let new = free(now.len(), |j| pairs.iter().any(|pair| pair.now == j));
    let telling = telling_hooks(then, now);
    // What stands in another part of the page is not the same for its place alone, where the part that it was in is there.
    let left_its_part = |i: usize, j: usize| {
        let was = &then[i].within;
        *was != now[j].within && anchors.iter().any(|pair| then[pair.then].within == *was && now[pair.now].within == *was)
    };
    let mut candidates = Vec::new();
    for i in &lost {
        let before = anchors.iter().rev().find(|pair| pair.then < *i);
        let after = anchors.iter().find(|pair| pair.then > *i);
        let shift = |pair: Option<&Pair>| pair.map(|pair| displacement(&then[pair.then].bounds, &now[pair.now].bounds));
        for j in &new {
            let between = before.is_none_or(|pair| *j > pair.now) && after.is_none_or(|pair| *j < pair.now);
            // What came past a neighbour stands where that went, as rows do that come in from above.
            let expected = match (before, after) {
                (Some(pair), _) if *j < pair.now => [shift(before), None, None],
                (_, Some(pair)) if *j > pair.now => [shift(after), None, None],
                _ => [shift(before), shift(after), Some((0.0, 0.0))],
            };
            let place = expected.into_iter().flatten().map(|by| in_one_place(&then[*i], &now[*j], by)).fold(0.0, f64::max);
            let score = score(&then[*i], &now[*j], place, &telling);
            if left_its_part(*i, *j) && !have_something_in_common(&then[*i], &now[*j], &telling) {
                continue;
            }
            if (between || place >= SAME_PLACE) && score >= LEAST_SCORE {
                candidates.push((have_something_in_common(&then[*i], &now[*j], &telling), score, *i, *j, between));
            }
        }
    }
    // In a list that lost an entry every other one stands in another's place: what two have in common counts first.
    candidates.sort_by(|a, b| b.0.cmp(&a.0).then(b.1.total_cmp(&a.1)).then((a.2, a.3).cmp(&(b.2, b.3))));
    for (_, _, i, j, between) in candidates {
        if !pairs.iter().any(|pair| pair.then == i || pair.now == j) {
            pairs.push(Pair { then: i, now: j, in_order: between });
        }
    }
}

/// How much two things stand in one place, 0 to 1, where the first is moved by so much. One line of text in the other's place begins
/// where that began, however long it is.
fn in_one_place(then: &Item, now: &Item, (x, y): (f64, f64)) -> f64 {
    let was = then.bounds.moved(x, y);
    let are_lines = then.kind == ItemKind::Text && now.kind == ItemKind::Text;
    let begins = (was.x - now.bounds.x).abs() <= NEAR && (was.y - now.bounds.y).abs() <= NEAR;
    let in_its_place = are_lines && begins && (was.height - now.bounds.height).abs() <= NEAR;
    overlap(&was, &now.bounds).max(if in_its_place { SAME_PLACE } else { 0.0 })
}

/// How much speaks for two things being one: likeness of words, role, address, hooks and place; 0 where too little does.
fn score(then: &Item, now: &Item, place: f64, telling: &HashSet<&str>) -> f64 {
    let is_control = |item: &Item| item.kind == ItemKind::Control;
    let is_image = |item: &Item| item.kind == ItemKind::Image;
    if is_image(then) != is_image(now) {
        return 0.0;
    }
    let alike = words_alike(then, now);
    let nameless = shown(then).is_empty() && shown(now).is_empty() && then.value.is_empty() && now.value.is_empty();
    let same_address = have_one_address(then, now);
    // A link that leads elsewhere now, or a control that leads nowhere in its place.
    let other_address = !then.leads_to.is_empty() && !same_address && (!now.leads_to.is_empty() || is_control(now));
    let same_hook = have_one_hook(then, now, telling);
    let same_role = then.role == now.role && then.kind == now.kind;
    // In the same place, and of another role with other words, stands another control.
    let in_place = place >= SAME_PLACE && is_control(then) == is_control(now) && (then.leads_to.is_empty() || same_role);
    if other_address && !nameless && alike < LEAST_LIKENESS {
        return 0.0;
    }
    if !(alike >= LEAST_LIKENESS || same_address || same_hook || in_place || (nameless && place > 0.2)) {
        return 0.0;
    }
    if is_control(then) != is_control(now) && alike < 0.99 {
        return 0.0;
    }
    // A button that opens a menu now, with words of its own, is not the one that did something.
    if then.opens() != now.opens() && !have_something_in_common(then, now, telling) {
        return 0.0;
    }
    let bonus = |holds: bool, worth: f64| if holds { worth } else { 0.0 };
    alike + place * 0.5 + bonus(same_role, 0.2) + bonus(same_address, 0.5) + bonus(same_hook, 0.3) + bonus(nameless, 0.3)
}

/// Whether more than the place speaks for two things being one.
fn have_something_in_common(then: &Item, now: &Item, telling: &HashSet<&str>) -> bool {
    words_alike(then, now) >= LEAST_LIKENESS || have_one_address(then, now) || have_one_hook(then, now, telling)
}

fn have_one_address(then: &Item, now: &Item) -> bool {
    !then.leads_to.is_empty() && then.leads_to == now.leads_to
}

fn have_one_hook(then: &Item, now: &Item, telling: &HashSet<&str>) -> bool {
    then.hooks.iter().any(|hook| telling.contains(hook.as_str()) && now.hooks.contains(hook))
}

/// The hooks that no two things of then have, nor of now: the boxes of a list share their name.
fn telling_hooks<'a>(then: &'a [Item], now: &'a [Item]) -> HashSet<&'a str> {
    let once = |items: &'a [Item]| {
        let (mut seen, mut again) = (HashSet::new(), HashSet::new());
        for hook in items.iter().flat_map(|item| &item.hooks) {
            if !seen.insert(hook.as_str()) {
                again.insert(hook.as_str());
            }
        }
        (seen, again)
    };
    let ((all, twice_then), (_, twice_now)) = (once(then), once(now));
    all.into_iter().filter(|hook| !twice_then.contains(hook) && !twice_now.contains(hook)).collect()
}

/// The likeness of the words of two things, whichever of their words are the most alike.
fn words_alike(then: &Item, now: &Item) -> f64 {
    let words = |item: &Item| [pattern(&item.text), pattern(&item.name), pattern(&item.value)];
    let (one, two) = (words(then), words(now));
    let mut best: f64 = 0.0;
    for a in one.iter().filter(|words| !words.is_empty()) {
        for b in two.iter().filter(|words| !words.is_empty()) {
            best = best.max(if a == b { 1.0 } else { likeness(a, b) });
        }
    }
    best
}

/// How far a box went, from top left corner to top left corner.
pub(super) fn displacement(then: &Rect, now: &Rect) -> (f64, f64) {
    (now.x - then.x, now.y - then.y)
}

/// The share of two boxes' union that both cover, 0 to 1.
pub(super) fn overlap(one: &Rect, two: &Rect) -> f64 {
    let both = one.intersection(two).map_or(0.0, |both| both.area());
    let all = one.area() + two.area() - both;
    if all <= 0.0 { 0.0 } else { both / all }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// A check box of a list, whose boxes all have one name in their form.
    fn row(name: &str, y: f64) -> Item {
        Item {
            kind: ItemKind::Control,
            role: "checkbox".to_owned(),
            name: name.to_owned(),
            text: name.to_owned(),
            value: String::new(),
            bounds: Rect::new(10.0, y, 200.0, 20.0),
            words_at: None,
            lines: Vec::new(),
            states: Vec::new(),
            leads_to: String::new(),
            within: Vec::new(),
            hooks: vec!["[name=\"scopes[]\"]".to_owned()],
        }
    }

    fn rows(names: &[&str], top: f64) -> Vec<Item> {
        let ys = (0u8..).map(|row| top + 28.0 * f64::from(row));
        names.iter().zip(ys).map(|(name, y)| row(name, y)).collect()
    }

    #[test]
    fn rows_that_come_into_the_picture_from_above_are_not_those_that_left_it() {
        let then = rows(&["read:gpg_key", "admin:ssh_signing_key", "write:ssh_signing_key", "Generate token"], 0.0);
        let now = rows(&["admin:gpg_key", "write:gpg_key", "read:gpg_key", "Generate token"], 0.0);
        let pairing = pair(&then, &now, None, &|_| false);
        assert_eq!((pairing.lost, pairing.new), (vec![1, 2], vec![0, 1]));
    }

    #[test]
    fn a_name_that_all_boxes_of_a_list_have_tells_of_none() {
        let (then, now) = (rows(&["repo", "gist"], 0.0), rows(&["notifications", "workflow"], 100.0));
        assert!(telling_hooks(&then, &now).is_empty());
        assert!(pair(&then, &now, None, &|_| false).pairs.is_empty());
        assert_eq!(telling_hooks(&then[..1], &now[..1]).len(), 1);
    }
}
