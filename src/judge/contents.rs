//! What the words and controls of a picture say, then and now, as text.

use super::case::StepCase;
use super::course::{is_labelled_field, renamed};
use super::labels;
use super::moved::{NUDGE, flipped, moved, share_rows};
use super::pairs::{Pair, displacement, overlap};
use super::say::{self, role_in_words};
use super::scene::{AROUND_PIXELS, InPicture, Scene};
use super::words::{called, folded, is_the_same_but_for_a_line, pattern, shown};
use super::{Finding, Kind, Severity, beyond, kinds};
use crate::outline::{Item, ItemKind, Rect, normalised};

/// What went to the side by more than this many times its own size went far.
const FAR_ASIDE: f64 = 1.5;
/// What went no further stayed, reference pixels.
const STAYS: f64 = 4.0;

/// All findings on words and controls.
pub(super) fn findings(scene: &Scene) -> Vec<InPicture> {
    let mut found: Vec<InPicture> = scene.pairing.pairs.iter().filter_map(|pair| of_pair(scene, *pair)).collect();
    let (lost, new) = without_reflowed_text(scene);
    let (lost, new) = labels::without_those_of_fields(scene, lost, new);
    found.extend(lost.into_iter().filter_map(|i| gone(scene, i)));
    found.extend(new.into_iter().filter_map(|j| added(scene, j)));
    let is_whole = scene.has_all_and_nothing_new();
    let mut moved = moved((&scene.then, &scene.now), &scene.pairing, &scene.landmarks, is_whole, &|i| scene.was_target(i));
    let target = masked_target_elsewhere(scene).or_else(|| masked_target_passed(scene, &mut moved));
    found.extend(target);
    let is_pushed = found.iter().any(|one| one.finding.kind == Kind::Added);
    let went = |pair: Pair| {
        went_far_away(scene, pair)
            || went_aside_alone(scene, pair)
            || went_to_another_part(scene, pair)
            || !is_pushed && left_the_picture(scene, pair)
    };
    let far = (0..scene.pairing.pairs.len()).filter(|i| !moved.contains(i) && went(scene.pairing.pairs[*i]));
    moved.extend(far.collect::<Vec<_>>());
    found.extend(moved.into_iter().filter_map(|i| elsewhere(scene, scene.pairing.pairs[i])));
    found
}

/// How much a change of a thing matters: the target most, then other controls and headings.
fn severity(item: &Item, on_target: bool) -> Severity {
    match item.kind {
        ItemKind::Control if on_target => Severity::Breaking,
        ItemKind::Control | ItemKind::Heading => Severity::Misleading,
        ItemKind::Text | ItemKind::Image => Severity::Cosmetic,
    }
}

fn of_pair(scene: &Scene, pair: Pair) -> Option<InPicture> {
    let (then, now) = (&scene.then[pair.then], &scene.now[pair.now]);
    if !scene.was_in_picture(pair.then) {
        return None;
    }
    let on_target = scene.was_target(pair.then);
    if let Some(finding) = kinds::became_pressable(scene, then, now) {
        return Some(InPicture { finding, then: Some(then.bounds), now: Some(now.bounds), on_target, icon_only: true });
    }
    let finding = if kinds::became_another_field(then, now) {
        let (was, is) = (role_in_words(&then.role, &then.states), role_in_words(&now.role, &now.states));
        let sentence = format!("the {was} '{}' became a {is}", called(then));
        say::finding(scene.case, Kind::Restyled, Severity::Misleading, (was, is), &sentence)
    } else {
        words_changed(scene, then, now, on_target)?
    };
    Some(InPicture { finding, then: Some(then.bounds), now: Some(now.bounds), on_target, icon_only: false })
}

fn words_changed(scene: &Scene, then: &Item, now: &Item, on_target: bool) -> Option<Finding> {
    if then.kind == ItemKind::Image {
        return None;
    }
    let (was, is) = (shown(then), shown(now));
    if pattern(&was) == pattern(&is) {
        return labels::renamed_field(scene, then, now, on_target).or_else(|| value_changed(scene, (then, now), on_target));
    }
    if is.is_empty() && then.kind == ItemKind::Control {
        return Some(lost_its_words(scene, then, now, on_target));
    }
    if was.is_empty() && then.kind == ItemKind::Control && !is_labelled_field(&now.role) {
        let sentence = format!("'{}' showed an icon and now says '{is}'", called(then));
        return Some(say::finding(scene.case, Kind::Restyled, Severity::Cosmetic, (&called(then), &is), &sentence));
    }
    if was.is_empty() || is.is_empty() {
        return None;
    }
    Some(match then.kind {
        ItemKind::Control if on_target => renamed(scene.case, &was, &is, ""),
        ItemKind::Control if say::label_of(scene.case, &was).is_none() && is_the_same_but_for_a_line(then, now) => {
            let sentence = format!("'{}' now says '{}'", shortened(&was), shortened(&is));
            reworded(scene, Severity::Cosmetic, (&was, &is), &sentence)
        }
        ItemKind::Control => control_renamed(scene.case, &was, &is),
        _ if labels::name_a_field(scene, then, now) => control_renamed(scene.case, &was, &is),
        ItemKind::Heading => {
            let sentence = format!("the heading '{was}' now reads '{is}'");
            let severity = cosmetic_if_same(&was, &is, Severity::Misleading);
            reworded(scene, severity, (&was, &is), &sentence)
        }
        ItemKind::Text | ItemKind::Image => {
            let sentence = format!("the text '{}' now reads '{}'", shortened(&was), shortened(&is));
            reworded(scene, Severity::Cosmetic, (&was, &is), &sentence)
        }
    })
}

/// Text that changed; a sentence of the guide that quotes it can be changed with it.
fn reworded(scene: &Scene, severity: Severity, (was, is): (&str, &str), sentence: &str) -> Finding {
    let patch = say::patch_where_quoted(scene.case, was, is);
    Finding { patch, ..say::finding(scene.case, Kind::Reworded, severity, (was, is), sentence) }
}

/// A control other than the target has another name. One that the guide quotes is renamed there too.
pub(super) fn control_renamed(case: &StepCase, was: &str, is: &str) -> Finding {
    if say::label_of(case, was).is_some() {
        return renamed(case, was, is, "");
    }
    let sentence = format!("'{was}' in the picture is now called '{is}'; the picture shows the old name");
    say::finding(case, Kind::Renamed, cosmetic_if_same(was, is, Severity::Misleading), (was, is), &sentence)
}

/// A control without its words: only an icon is left.
fn lost_its_words(scene: &Scene, then: &Item, now: &Item, on_target: bool) -> Finding {
    let was = shown(then);
    let quoted = say::label_of(scene.case, &was).is_some();
    let severity = if on_target || quoted { Severity::Breaking } else { Severity::Misleading };
    let sentence = format!("'{was}' has lost its words; only an icon stands there");
    let mut finding = say::finding(scene.case, Kind::Renamed, severity, (&was, &called(now)), &sentence);
    finding.patch = None;
    finding
}

/// Whether a target stands nowhere near the picture any more.
fn went_far_away(scene: &Scene, pair: Pair) -> bool {
    let around = scene.region().grown(AROUND_PIXELS);
    scene.was_target(pair.then) && around.intersection(&scene.now[pair.now].bounds).is_none()
}

/// Whether the target stands in another part of the page (in the text instead of the sidebar), beside and above or below where it
/// stood.
fn went_to_another_part(scene: &Scene, pair: Pair) -> bool {
    let (then, now) = (&scene.then[pair.then], &scene.now[pair.now]);
    let apart = |a: f64, a_end: f64, b: f64, b_end: f64| a_end <= b || b_end <= a;
    let (was, is) = (then.bounds, now.bounds);
    scene.was_target(pair.then)
        && left_its_group(scene, pair)
        && apart(was.x, was.right(), is.x, is.right())
        && apart(was.y, was.bottom(), is.y, is.bottom())
}

/// Whether the target went up or down out of the picture's part of the page, and something else that the picture shows stayed.
fn left_the_picture(scene: &Scene, pair: Pair) -> bool {
    let bounds = |pair: &Pair| (scene.then[pair.then].bounds, scene.now[pair.now].bounds);
    let went = |pair: &Pair| scene.went_on_page(&bounds(pair).0, &bounds(pair).1);
    let (then, now) = bounds(&pair);
    let is_out = scene.region().intersection(&now).is_none() && went(&pair).1.abs() > FAR_ASIDE * then.height;
    let stays = |other: &Pair| other.then != pair.then && went(other).0.abs().max(went(other).1.abs()) <= STAYS;
    scene.was_target(pair.then) && is_out && scene.kept().any(stays)
}

/// Whether the target, or another control whose row stayed, went to the side alone, by more than its own size: along no edge of
/// anything else in the picture, which would have pushed it or taken it along, and not with the page's edge.
fn went_aside_alone(scene: &Scene, pair: Pair) -> bool {
    let (then, now) = (scene.then[pair.then].bounds, scene.now[pair.now].bounds);
    let far = FAR_ASIDE * then.width.max(then.height);
    let by = |edge_then: f64, edge_now: f64| ((now.x - then.x) - (edge_now - edge_then)).abs();
    // What opens by the target's press goes where the target goes.
    let is_in_its_menu = |other: &&Pair| beyond::is_entry(&scene.then[other.then]) && !beyond::is_entry(&scene.then[pair.then]);
    let others = scene.pairing.pairs.iter().filter(|other| other.then != pair.then && !is_in_its_menu(other));
    let others = others.map(|other| (scene.then[other.then].bounds, scene.now[other.now].bounds));
    let mut edges =
        others.chain(scene.landmarks.iter().copied()).flat_map(|(was, is)| [(was.x, is.x), (was.right(), is.right())]);
    let (on_page, _) = scene.went_on_page(&then, &now);
    let is_looked_for = scene.was_target(pair.then) || left_its_row(scene, pair);
    is_looked_for && on_page.abs() > far && (now.x - then.x).abs() > far && edges.all(|(was, is)| by(was, is) > far)
}

/// Whether another control of the picture that stood in a control's row still does, and has stayed.
fn left_its_row(scene: &Scene, pair: Pair) -> bool {
    let is_control = |pair: &Pair| scene.then[pair.then].kind == ItemKind::Control;
    let bounds = |pair: &Pair| (scene.then[pair.then].bounds, scene.now[pair.now].bounds);
    let ((then, now), is_in_sight) = (bounds(&pair), scene.was_in_picture(pair.then));
    let stays = |other: &Pair| {
        let (was, is) = bounds(other);
        let (x, y) = scene.went_on_page(&was, &is);
        share_rows(&was, &then) && share_rows(&is, &now) && x.abs().max(y.abs()) <= STAYS
    };
    is_in_sight && is_control(&pair) && scene.kept().any(|other| other.then != pair.then && is_control(other) && stays(other))
}

/// The stage's target where a mask covers what it looks like: far from where the picture has it.
fn masked_target_elsewhere(scene: &Scene) -> Option<InPicture> {
    let (then, now) = scene.masked_target()?;
    let apart = (then.x - now.x).abs().max((then.y - now.y).abs());
    // Both beside its neighbours and on the page: neighbours may have gone another way.
    let (across, down) = scene.went_on_page(&then, &now);
    let went = across.abs().max(down.abs());
    (apart.min(went) > FAR_ASIDE * then.width.max(then.height)).then(|| masked_target_moved(scene, then, now))
}

/// The target that a mask hides, where one control changed sides with it and nothing else moved: readers look for the target. The
/// control is then no other that moved.
fn masked_target_passed(scene: &Scene, moved: &mut Vec<usize>) -> Option<InPicture> {
    let (then, now) = scene.masked_target()?;
    let [only] = moved.as_slice() else { return None };
    let pair = scene.pairing.pairs[*only];
    let (was, is) = (&scene.then[pair.then], &scene.now[pair.now]);
    if was.kind != ItemKind::Control || !flipped(&(was.bounds, is.bounds), &(then, now)) {
        return None;
    }
    moved.clear();
    Some(masked_target_moved(scene, then, now))
}

fn masked_target_moved(scene: &Scene, then: Rect, now: Rect) -> InPicture {
    let words = scene.name_of_target();
    let sentence = format!("'{words}' is not where the picture shows it");
    let finding = say::finding(scene.case, Kind::Moved, Severity::Breaking, (&words, &words), &sentence);
    InPicture { finding, then: Some(then), now: Some(now), on_target: true, icon_only: false }
}

fn cosmetic_if_same(was: &str, is: &str, otherwise: Severity) -> Severity {
    if folded(was) == folded(is) { Severity::Cosmetic } else { otherwise }
}

/// Another value in a field or list, or another mark.
fn value_changed(scene: &Scene, (then, now): (&Item, &Item), on_target: bool) -> Option<Finding> {
    let (was, is) = (normalised(&then.value), normalised(&now.value));
    if was.is_empty() && !is.is_empty() {
        let sentence = format!("in '{}' now stands '{}', which the picture doesn't show", called(then), shortened(&is));
        return Some(say::finding(scene.case, Kind::Added, Severity::Cosmetic, ("", &is), &sentence));
    }
    if is.is_empty() && !was.is_empty() {
        let sentence =
            format!("in '{}' the picture shows '{}'; the page doesn't have it there any more", called(then), shortened(&was));
        return Some(say::finding(scene.case, Kind::Missing, Severity::Cosmetic, (&was, ""), &sentence));
    }
    if pattern(&was) != pattern(&is) {
        let sentence = format!("'{}' showed '{}' and now shows '{}'", called(then), shortened(&was), shortened(&is));
        return Some(say::finding(scene.case, Kind::Reworded, Severity::Cosmetic, (&was, &is), &sentence));
    }
    let marks = |item: &Item| -> Vec<String> {
        let kept = |state: &&String| matches!(state.as_str(), "checked" | "disabled" | "selected");
        item.states.iter().filter(kept).cloned().collect()
    };
    if (on_target || say::is_quoted_box(scene.case, then)) && now.is_off() && !then.is_off() {
        let sentence = format!("'{}' is there and can't be used: it is disabled now", called(then));
        return Some(say::finding(scene.case, Kind::Restyled, Severity::Breaking, (&called(then), &called(now)), &sentence));
    }
    let (was, is) = (marks(then).join(", "), marks(now).join(", "));
    if was == is {
        return None;
    }
    let or_not = |states: &str| if states.is_empty() { "plain".to_owned() } else { states.to_owned() };
    let sentence = format!("'{}' was {} and is now {}", called(then), or_not(&was), or_not(&is));
    Some(say::finding(scene.case, Kind::Restyled, Severity::Cosmetic, (&was, &is), &sentence))
}

/// What has no partner, without texts whose words are all still there in other pieces.
fn without_reflowed_text(scene: &Scene) -> (Vec<usize>, Vec<usize>) {
    let (mut lost, mut new) = (scene.pairing.lost.clone(), scene.pairing.new.clone());
    let is_text = |item: &Item| matches!(item.kind, ItemKind::Text);
    let all = |items: &[Item]| {
        format!(" {} ", pattern(&items.iter().filter(|item| is_text(item)).map(called).collect::<Vec<_>>().join(" ")))
    };
    let (all_then, all_now) = (all(&scene.then), all(&scene.now));
    let held = |words: &str, all: &str| !words.is_empty() && all.contains(&format!(" {words} "));
    lost.retain(|i| !(is_text(&scene.then[*i]) && held(&pattern(&called(&scene.then[*i])), &all_now)));
    new.retain(|j| !(is_text(&scene.now[*j]) && held(&pattern(&called(&scene.now[*j])), &all_then)));
    (lost, new)
}

fn gone(scene: &Scene, i: usize) -> Option<InPicture> {
    let then = &scene.then[i];
    let words = called(then);
    let is_there = scene.is_there_by_mask(then, true);
    if !scene.was_in_picture(i) || is_there || words.is_empty() || then.kind == ItemKind::Image || is_only_volatile(&words) {
        return None;
    }
    let on_target = scene.was_target(i);
    let what = if then.kind == ItemKind::Text { "text" } else { role_in_words(&then.role, &then.states) };
    let sentence = format!("the picture shows the {what} '{}'; the page doesn't have it there any more", shortened(&words));
    let finding = say::finding(scene.case, Kind::Missing, severity(then, on_target), (&words, ""), &sentence);
    Some(InPicture { finding, then: Some(then.bounds), now: None, on_target, icon_only: is_wordless(then) })
}

fn added(scene: &Scene, j: usize) -> Option<InPicture> {
    let now = &scene.now[j];
    let words = called(now);
    let is_masked_target = scene.masked_target().is_some_and(|(_, is)| overlap(&is, &now.bounds) > 0.5);
    if is_masked_target
        || !is_in_the_picture(scene, j)
        || beyond::a_menu(scene, j)
        || now.is_under()
        || scene.is_there_by_mask(now, false)
        || words.is_empty()
        || now.kind == ItemKind::Image
        || is_only_volatile(&words)
    {
        return None;
    }
    let what = if now.kind == ItemKind::Text { "text" } else { role_in_words(&now.role, &now.states) };
    let stands_in = if now.is_field() && !now.value.is_empty() {
        format!(" (in it stands '{}')", shortened(&normalised(&now.value)))
    } else {
        String::new()
    };
    let finding = newly_there(scene.case, severity(now, false), (what, &words), &stands_in);
    Some(InPicture { finding, then: None, now: Some(now.bounds), on_target: false, icon_only: is_wordless(now) })
}

/// Whether a new thing stands where the picture was taken, and didn't come there from beyond its edge.
fn is_in_the_picture(scene: &Scene, j: usize) -> bool {
    let is_in_reach = scene.is_in_region(j) || beyond::came_before_the_target(scene, j);
    beyond::pushed_the_rest(scene, j) || is_in_reach && !beyond::the_edge(scene, j)
}

fn newly_there(case: &StepCase, severity: Severity, (what, words): (&str, &str), more: &str) -> Finding {
    let sentence = format!("the page now has the {what} '{}'{more}, which the picture doesn't show", shortened(words));
    say::finding(case, Kind::Added, severity, ("", words), &sentence)
}

/// What looks like the target under another name is another control, where the walk tried it and it is not the target.
pub(super) fn unless_tried(case: &StepCase, one: InPicture, tried: &[String]) -> InPicture {
    if !one.on_target || one.finding.kind != Kind::Renamed || !tried.contains(&normalised(&one.finding.now)) {
        return one;
    }
    let finding = newly_there(case, Severity::Misleading, ("control", &one.finding.now), "");
    InPicture { finding, then: None, on_target: false, ..one }
}

/// Whether a reader sees no words of a control; a field has its label.
fn is_wordless(item: &Item) -> bool {
    shown(item).is_empty() && (item.name.is_empty() || !is_labelled_field(&item.role))
}

/// Whether words are dates, times, counts and nothing else.
pub(super) fn is_only_volatile(words: &str) -> bool {
    let pattern = pattern(words);
    let rest = ["<date>", "<time>", "<ago>", "<id>", "#"].iter().fold(pattern, |rest, placeholder| rest.replace(placeholder, ""));
    !rest.chars().any(char::is_alphanumeric)
}

fn elsewhere(scene: &Scene, pair: Pair) -> Option<InPicture> {
    let (then, now) = (&scene.then[pair.then], &scene.now[pair.now]);
    let words = called(then);
    if !scene.was_in_picture(pair.then) || words.is_empty() || then.kind == ItemKind::Image {
        return None;
    }
    let on_target = scene.was_target(pair.then);
    let (x, y) = displacement(&then.bounds, &now.bounds);
    // Another place in its row or column is the order of siblings.
    let stays_near = (x.abs() <= then.bounds.width || y.abs() <= then.bounds.height / 2.0) && !left_its_group(scene, pair);
    let is_nudged = pair.in_order && x.abs().max(y.abs()) <= NUDGE;
    let is_looked_for = on_target || say::label_of(scene.case, &words).is_some();
    let severity = match then.kind {
        ItemKind::Control if is_looked_for && !is_nudged => Severity::Breaking,
        ItemKind::Control | ItemKind::Heading if !on_target && !stays_near => Severity::Misleading,
        _ => Severity::Cosmetic,
    };
    let sentence =
        format!("'{}' is not where the picture shows it; it now stands {}", shortened(&words), whereabouts(scene, pair));
    let finding = say::finding(scene.case, Kind::Moved, severity, (&words, &words), &sentence);
    Some(InPicture { finding, then: Some(then.bounds), now: Some(now.bounds), on_target, icon_only: false })
}

/// Whether a thing stands in another part of the page than all that were in its part: what went with one of these is still with it.
fn left_its_group(scene: &Scene, pair: Pair) -> bool {
    let groups = |pair: &Pair| (&scene.then[pair.then].within, &scene.now[pair.now].within);
    let (was, is) = groups(&pair);
    let went_along = |other: &Pair| other.then != pair.then && groups(other) == (was, is);
    was != is && !scene.pairing.pairs.iter().any(went_along)
}

/// Where a thing stands, by its neighbour in reading order.
fn whereabouts(scene: &Scene, pair: Pair) -> String {
    let named = |j: usize| scene.now.get(j).map(called).filter(|words| !words.is_empty());
    let before = pair.now.checked_sub(1).and_then(named);
    match (before, named(pair.now + 1)) {
        (Some(before), _) => format!("after '{}'", shortened(&before)),
        (None, Some(after)) => format!("before '{}'", shortened(&after)),
        (None, None) => "elsewhere".to_owned(),
    }
}

/// At most eighty characters of a text, cut at a word.
pub(super) fn shortened(words: &str) -> String {
    if words.chars().count() <= 80 {
        return words.to_owned();
    }
    let head: String = words.chars().take(80).collect();
    format!("{}...", head.rsplit_once(' ').map_or(head.as_str(), |(head, _)| head))
}
