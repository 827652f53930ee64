//! What comes in over a picture's edge, and targets that went alone.

use guidewalk::outline::{ItemKind, Rect};
use guidewalk::walk::{Found, StageEnd};

use super::page::{Case, Page, take, told};
use super::{judged, news};

/// A heading and, at its right, a button: all that the picture shows.
fn list_head() -> Page {
    let mut page = Page::new();
    page.put(ItemKind::Control, "link", "Home", 20.0, 8.0);
    page.put(ItemKind::Heading, "heading", "Access keys", 20.0, 50.0);
    page.put(ItemKind::Control, "button", "Developer settings", 300.0, 50.0);
    page.text("Keys that you have made", 20.0, 200.0);
    page
}

#[test]
fn a_target_that_left_alone_has_moved_and_the_heading_beside_it_is_still_there() {
    let then = list_head();
    let mut today = then.clone();
    today.find("Developer settings").bounds.y = 860.0;
    let target = Some("Developer settings");
    let taken = take(&then, Rect::new(0.0, 40.0, 600.0, 60.0), target);
    let lines = told(&Case::new(&taken, &today, target).judge());
    let about_target: Vec<_> = lines.iter().filter(|line| !line.starts_with("prose")).collect();
    assert_eq!(about_target, ["moved breaking Developer settings → Developer settings"]);
}

#[test]
fn what_slid_up_into_the_picture_because_its_last_field_is_gone_is_not_new() {
    let mut then = Page::new();
    then.put(ItemKind::Control, "link", "Home", 20.0, 8.0);
    then.put(ItemKind::Heading, "heading", "New access key", 20.0, 50.0);
    then.text("What is this key for?", 20.0, 90.0);
    then.put(ItemKind::Control, "button", "Expiration", 20.0, 130.0);
    then.link("Read more about scopes", 20.0, 180.0);
    let taken = take(&then, Rect::new(0.0, 40.0, 600.0, 130.0), None);
    let mut today = then.clone();
    today.items.retain(|item| item.name != "Expiration");
    today.find("Read more about scopes").bounds.y = 134.0;
    let lines = told(&Case::new(&taken, &today, None).judge());
    let others: Vec<_> = lines.iter().filter(|line| !line.starts_with("prose")).collect();
    assert_eq!(others, ["missing misleading Expiration → "]);
    // What stands in place of what is gone, or at the height of what is still there, is new.
    let mut today = then.clone();
    today.items.retain(|item| !item.name.starts_with("Read more"));
    let replaced = today.find("Expiration");
    (replaced.name, replaced.text, replaced.role) = ("End of life".into(), "End of life".into(), "link".into());
    let lines = told(&Case::new(&taken, &today, None).judge());
    assert!(lines.iter().any(|line| line.ends_with("→ End of life")), "{lines:?}");
    let mut today = then.clone();
    today.link("Read it again", 320.0, 90.0);
    let lines = told(&Case::new(&taken, &today, None).judge());
    assert!(lines.contains(&"added misleading  → Read it again".to_owned()), "{lines:?}");
}

#[test]
fn a_target_out_of_reach_is_missing_and_nothing_else_is_said_of_it() {
    let then = list_head();
    let mut today = then.clone();
    let button = today.find("Developer settings");
    button.bounds = Rect::new(20.0, 86.0, 40.0, 24.0);
    button.text.clear();
    let target = Some("Developer settings");
    let taken = take(&then, Rect::new(0.0, 40.0, 600.0, 60.0), target);
    let mut case = Case::new(&taken, &today, target).seen(Found::Missing, "Developer settings", "Developer settings");
    case.outcome.end = StageEnd::TargetMissing;
    let lines = told(&case.judge());
    let about_target: Vec<_> = lines.iter().filter(|line| !line.starts_with("prose")).collect();
    assert_eq!(about_target, ["missing breaking Developer settings → "]);
}

#[test]
fn what_an_open_menu_covered_is_not_new_when_the_menu_is_gone() {
    let mut then = list_head();
    then.put(ItemKind::Control, "menuitem", "For all repositories and organizations", 300.0, 80.0);
    then.put(ItemKind::Control, "menuitem", "For general use", 300.0, 104.0);
    let taken = take(&then, Rect::new(0.0, 40.0, 640.0, 100.0), Some("Developer settings"));
    let mut today = list_head();
    today.put(ItemKind::Control, "button", "Delete", 310.0, 82.0);
    let lines = told(&Case::new(&taken, &today, Some("Developer settings")).judge());
    assert!(lines.contains(&"missing misleading For general use → ".to_owned()), "{lines:?}");
    assert!(!lines.iter().any(|line| line.starts_with("added")), "{lines:?}");
}

/// Rows of a name and a text each, the texts in a column.
fn rows(texts_at: impl Fn(f64) -> f64) -> Page {
    let mut page = Page::new();
    page.put(ItemKind::Control, "link", "Home", 20.0, 8.0);
    page.put(ItemKind::Heading, "heading", "Select scopes", 20.0, 50.0);
    let scopes = [
        ("repo", "Full control"),
        ("gist", "Make gists"),
        ("user", "Read all of a user"),
        ("hooks", "Hooks"),
        ("audit", "The log"),
    ];
    for (i, (scope, text)) in (0u32..).zip(scopes) {
        let y = 90.0 + 32.0 * f64::from(i);
        page.put(ItemKind::Control, "checkbox", scope, 20.0, y);
        page.text(text, 150.0, y);
        let bounds = &mut page.items.last_mut().unwrap().bounds;
        bounds.x = texts_at(bounds.width);
    }
    page
}

#[test]
fn texts_of_a_column_that_are_set_at_its_other_edge_have_moved_together() {
    let (then, pushed) = (rows(|_| 150.0), rows(|_| 180.0));
    let taken = take(&then, Rect::new(0.0, 40.0, 600.0, 300.0), None);
    let news = |today: &Page| {
        let lines = told(&Case::new(&taken, today, None).judge());
        lines.into_iter().filter(|line| line.starts_with("moved")).collect::<Vec<_>>()
    };
    assert_eq!(news(&rows(|width| 590.0 - width)), ["moved cosmetic  → "]);
    assert_eq!(news(&pushed), Vec::<String>::new(), "all of the column went as far");
}

#[test]
fn a_button_of_the_same_words_that_became_wider_looks_different() {
    let then = list_head();
    let taken = take(&then, Rect::new(0.0, 40.0, 600.0, 60.0), Some("Developer settings"));
    let mut today = then.clone();
    today.find("Developer settings").bounds.width += 20.0;
    let lines = told(&Case::new(&taken, &today, Some("Developer settings")).judge());
    assert!(lines.contains(&"restyled cosmetic Developer settings → Developer settings".to_owned()), "{lines:?}");
}

#[test]
fn what_went_down_as_a_whole_is_found_where_it_went_though_some_of_its_words_stand_twice() {
    let mut then = Page::new();
    then.put(ItemKind::Heading, "heading", "Confirm access", 200.0, 110.0);
    for words in ["Password", "Code", "Name"] {
        let y = 150.0 + 30.0 * f64::from(u32::try_from(then.items.len()).unwrap());
        then.text(words, 120.0, y);
        then.put(ItemKind::Control, "textbox", words, 260.0, y);
    }
    then.put(ItemKind::Control, "button", "Go on", 120.0, 400.0);
    then.text("Ask again in some hours", 120.0, 440.0);
    let mut today = then.clone();
    today.items.iter_mut().for_each(|item| item.bounds.y += 16.0);
    let judgement = Case::new(&take(&then, Rect::new(100.0, 90.0, 400.0, 400.0), None), &today, None).judge();
    assert_eq!(judgement.registration.map(|place| (place.x, place.y)), Some((100.0, 106.0)));
}

/// A form that says who is signed in; a mask covers that line.
fn signed_in(says: &str, veiled: bool) -> Page {
    let mut page = Page { veiled, ..list_head() };
    page.text(says, 20.0, 300.0);
    page.masks.push(page.items.last().unwrap().bounds);
    page
}

#[test]
fn words_under_a_mask_are_compared_where_stand_ins_took_the_place_of_what_differs() {
    let told = |then: bool, now: bool| {
        let (was, is) = (signed_in("Signed in as @your-name", then), signed_in("Logged in as @your-name", now));
        news(&judged(&was, &is))
    };
    assert_eq!(told(true, true), ["reworded cosmetic Signed in as @your-name → Logged in as @your-name"]);
    assert_eq!([told(false, false), told(true, false), told(false, true)], [const { Vec::<String>::new() }; 3]);
}

#[test]
fn a_line_under_such_a_mask_that_is_gone_is_missing_and_without_stand_ins_nobody_knows() {
    for (veiled, told) in [(true, 1), (false, 0)] {
        assert_eq!(news(&judged(&signed_in("Signed in as @your-name", veiled), &list_head())).len(), told, "{veiled}");
    }
}

#[test]
fn a_name_under_such_a_mask_that_became_another_kind_of_thing_is_still_there() {
    let form = |kind: ItemKind, words: &str| {
        let mut page = Page { veiled: true, ..list_head() };
        page.put(kind, "", words, 20.0, 300.0);
        page.masks.push(Rect::new(20.0, 300.0, 240.0, 24.0));
        page
    };
    let name = form(ItemKind::Text, "your-name");
    assert_eq!(news(&judged(&name, &form(ItemKind::Heading, "Somebody, called otherwise"))), Vec::<String>::new());
    assert_eq!(news(&judged(&name, &list_head())).len(), 1);
}

#[test]
fn a_box_to_tick_in_the_place_of_the_last_entry_is_new() {
    let list = |last: &[&str]| {
        let mut page = Page::new();
        for (row, entry) in ["Profile", "Account", "Emails", "Sessions"].iter().chain(last).enumerate() {
            page.link(entry, 20.0, 32.0f64.mul_add(f64::from(u8::try_from(row).unwrap()), 60.0));
        }
        page
    };
    let mut today = list(&[]);
    let tick = today.put(ItemKind::Control, "checkbox", "Developer mode", 24.0, 60.0 + 4.0 * 32.0 + 6.0);
    tick.text.clear();
    (tick.bounds.width, tick.bounds.height) = (13.0, 13.0);
    today.put(ItemKind::Text, "label", "Developer mode", 44.0, 60.0 + 4.0 * 32.0);
    let news = news(&judged(&list(&["Developer settings"]), &today));
    assert!(news.iter().any(|told| told.starts_with("added misleading") && told.contains("Developer mode")), "{news:?}");
}

#[test]
fn a_field_that_pushes_down_all_that_the_picture_shows_is_new_though_it_stands_above_it() {
    let list = |top: f64| {
        let mut page = Page::new();
        for (row, entry) in ["Profile", "Account", "Emails", "Sessions", "Developer settings"].iter().enumerate() {
            page.link(entry, 20.0, 32.0f64.mul_add(f64::from(u8::try_from(row).unwrap()), top));
            page.items.last_mut().unwrap().within = vec!["navigation Settings".into()];
        }
        page
    };
    let told = |within: &str| {
        let mut today = list(100.0);
        let field = today.put(ItemKind::Control, "textbox", "Search settings", 20.0, 60.0);
        field.text.clear();
        (field.bounds.width, field.bounds.height) = (240.0, 34.0);
        field.within = vec![within.into()];
        today.items.rotate_right(1);
        news(&judged(&list(60.0), &today))
    };
    assert_eq!(told("navigation Settings"), ["added misleading  → Search settings"]);
    assert_eq!(told("banner"), Vec::<String>::new());
}

#[test]
fn what_went_aside_alone_has_moved_though_other_things_stand_around_the_picture() {
    let buttons = |cancel: f64| {
        let mut page = Page::new();
        for row in 0..6 {
            page.text(
                &format!("Scope {}", "abcdef".chars().nth(row).unwrap()),
                20.0,
                32.0f64.mul_add(f64::from(u8::try_from(row).unwrap()), 60.0),
            );
        }
        page.put(ItemKind::Control, "button", "Developer settings", 20.0, 260.0);
        page.link("Cancel", cancel, 260.0);
        page.text("Practice site", 20.0, 520.0);
        page
    };
    assert_eq!(news(&judged(&buttons(240.0), &buttons(500.0))), ["moved cosmetic Cancel → Cancel"]);
}

#[test]
fn entries_that_came_in_above_the_target_are_new_though_they_pushed_it_out_of_the_picture() {
    let sidebar = |entries: &[&str]| {
        let mut page = Page::new();
        page.put(ItemKind::Control, "link", "Home", 20.0, 8.0);
        for (i, entry) in (0u32..).zip(entries) {
            page.link(entry, 20.0, 50.0 + 32.0 * f64::from(i));
        }
        page
    };
    let then = sidebar(&["GitHub Apps", "OAuth Apps", "Developer settings", "Below"]);
    let target = Some("Developer settings");
    let taken = take(&then, Rect::new(0.0, 40.0, 300.0, 104.0), target);
    let today = sidebar(&["GitHub Apps", "OAuth Apps", "Logs", "Events", "Developer settings", "Below"]);
    let lines = told(&Case::new(&taken, &today, target).judge());
    let added: Vec<_> = lines.iter().filter(|line| line.starts_with("added")).collect();
    assert_eq!(added, ["added misleading  → Logs", "added misleading  → Events"]);
}

/// A masked picture at the top of a panel, and what stands below it.
fn panel(side: f64, below: f64) -> Page {
    let mut page = Page::new();
    page.put(ItemKind::Control, "link", "Home", 20.0, 8.0);
    page.put(ItemKind::Image, "img", "avatar", 20.0, 50.0).bounds = Rect::new(20.0, 50.0, side, side);
    page.masks.push(Rect::new(20.0, 50.0, side, side));
    for (i, entry) in (0u8..).zip(["Your profile", "Your stars", "Developer settings"]) {
        page.link(entry, 20.0, below + 32.0 * f64::from(i));
    }
    page
}

#[test]
fn a_masked_picture_that_is_much_larger_looks_different_and_one_of_another_day_does_not() {
    let told = |side: f64| news(&judged(&panel(32.0, 200.0), &panel(side, 200.0)));
    assert_eq!((told(72.0), told(36.0)), (vec!["restyled cosmetic  → ".to_owned()], Vec::new()));
}

#[test]
fn what_pushed_down_a_list_and_stands_in_the_panel_around_it_is_new_though_the_picture_went_with_the_list() {
    let panel = |entries_at: f64, card: Option<&str>| {
        let mut page = Page::new();
        page.put(ItemKind::Control, "link", "Home", 20.0, 8.0);
        if let Some(words) = card {
            page.text(words, 20.0, 90.0);
            page.items.last_mut().unwrap().within = vec!["dialog Panel".into()];
        }
        for (i, entry) in (0u8..).zip(["Your profile", "Your stars", "Developer settings"]) {
            page.link(entry, 20.0, entries_at + 32.0 * f64::from(i));
            page.items.last_mut().unwrap().within = vec!["dialog Panel".into(), "navigation".into()];
        }
        page
    };
    let taken = take(&panel(90.0, None), Rect::new(0.0, 60.0, 300.0, 160.0), None);
    let lines = told(&Case::new(&taken, &panel(130.0, Some("More comes with Team")), None).judge());
    assert!(lines.contains(&"added cosmetic  → More comes with Team".to_owned()), "{lines:?}");
    // A sentence that left the picture altogether is told with the button below it.
    let mut today = panel(170.0, Some("More comes with Team"));
    today.put(ItemKind::Control, "button", "Start a trial", 20.0, 130.0).within = vec!["dialog Panel".into()];
    let button = today.items.pop().unwrap();
    today.items.insert(2, button);
    let lines = told(&Case::new(&taken, &today, None).judge());
    let added: Vec<_> = lines.iter().filter(|line| line.starts_with("added")).collect();
    assert_eq!(added, ["added misleading  → Start a trial", "added cosmetic  → More comes with Team"]);
}
