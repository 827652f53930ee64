//! Things that became another sort of thing under the same words, and things that stand side by side.

use guidewalk::outline::{ItemKind, Rect};
use guidewalk::walk::{Found, StageEnd};

use super::page::{Case, Page, take, told};

/// What is said of a page of today beside the picture of another, apart from the guide's own words.
fn said(then: &Page, today: &Page) -> Vec<String> {
    let taken = take(then, Rect::new(0.0, 40.0, 600.0, 300.0), None);
    let lines = told(&Case::new(&taken, today, None).judge());
    lines.into_iter().filter(|line| !line.starts_with("prose")).collect()
}

fn settings() -> Page {
    let mut page = Page::new();
    page.put(ItemKind::Control, "link", "Home", 20.0, 8.0);
    page.put(ItemKind::Heading, "heading", "Archives", 20.0, 50.0);
    page.link("Security log", 20.0, 90.0);
    page.put(ItemKind::Control, "textbox", "Note", 20.0, 140.0).text.clear();
    page
}

#[test]
fn a_heading_that_can_be_pressed_is_told_where_a_reader_sees_it() {
    let then = settings();
    let mut today = then.clone();
    let heading = today.find("Archives");
    (heading.kind, heading.role) = (ItemKind::Control, "combobox".into());
    assert_eq!(said(&then, &today), ["restyled misleading Archives → Archives"]);
    // Other markup, and nothing else to be seen.
    let mut today = then.clone();
    let heading = today.find("Archives");
    (heading.kind, heading.role) = (ItemKind::Control, "tab".into());
    assert_eq!(said(&then, &today), Vec::<String>::new());
}

#[test]
fn words_that_came_into_an_empty_field_are_new_and_those_that_left_it_are_gone() {
    let (then, mut today) = (settings(), settings());
    today.find("Note").value = "Name".into();
    assert_eq!(said(&then, &today), ["added cosmetic  → Name"]);
    assert_eq!(said(&today, &then), ["missing cosmetic Name → "]);
}

/// Four buttons side by side, with so much room between them.
fn tools(room: f64) -> Page {
    let mut page = settings();
    for (i, name) in (0u32..).zip(["Make", "Pull", "Mine", "Post"]) {
        page.put(ItemKind::Control, "button", name, 250.0 + (56.0 + room) * f64::from(i), 50.0);
    }
    page
}

#[test]
fn buttons_that_stand_closer_together_are_told_once() {
    let lines = said(&tools(8.0), &tools(-1.0));
    assert!(lines.contains(&"restyled cosmetic  → ".to_owned()), "{lines:?}");
    assert_eq!(said(&tools(8.0), &tools(8.0)), Vec::<String>::new());
}

#[test]
fn what_was_tried_in_place_of_the_target_is_another_control() {
    let then = settings();
    let mut today = then.clone();
    let link = today.find("Security log");
    (link.name, link.text) = ("Older log".into(), "Older log".into());
    let target = Some("Security log");
    let taken = take(&then, Rect::new(0.0, 40.0, 600.0, 300.0), target);
    let judged = |end: StageEnd, found: Found| {
        let mut case = Case::new(&taken, &today, None).seen(found, "Security log", "Older log");
        case.outcome.end = end;
        told(&case.judge()).into_iter().filter(|line| !line.starts_with("prose")).collect::<Vec<_>>()
    };
    let lines = judged(StageEnd::TargetMissing, Found::Missing);
    assert_eq!(lines, ["missing breaking Security log → ", "added misleading  → Older log"]);
    let lines = judged(StageEnd::Done, Found::Healed);
    assert_eq!(lines, ["renamed breaking Security log → Older log"]);
}
