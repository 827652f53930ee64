//! Walking, on pages made of data: what keeps a walk from the screens that it should look at, and what is said of them then.

use std::collections::BTreeSet;

use guidewalk::browser::scripted::{Control, Screen, ScriptedPage};
use guidewalk::walk::{StageEnd, Stop};
use guidewalk::walkfile::Reason;

use super::walk::{
    COOKIES, MAKE, SETTINGS, SIGN_IN, Screens, Walked, at, control, itinerary, reason_of, screen, site, walked, walked_along,
};

/// A walk of which only some steps are wanted.
fn walked_for(steps: &[u32], stages: &[&str], screens: Screens) -> Walked {
    let mut plan = itinerary(stages);
    plan.steps = Some(steps.iter().copied().collect::<BTreeSet<u32>>());
    walked_along(&plan, &ScriptedPage::new(screens, "login"), &(), &Stop::default())
}

/// The site with a screen that comes up behind the press on "Settings".
fn with_cookies() -> Screens {
    let mut screens = site();
    at(&mut screens, "home", "Settings").goes = Some("cookies".to_owned());
    screens.extend([screen("/cookies", "Cookies", vec![control("button", "Refuse", "settings")])]);
    screens
}

#[test]
fn a_screen_that_alone_is_wanted_is_walked_to() {
    let cookies = COOKIES.replace("step = 4", "step = 3");
    let make = MAKE.replace("step    = 3", "step    = 4");
    let stages = [SIGN_IN, SETTINGS, &make, &cookies];
    let met = walked_for(&[3], &stages, with_cookies());
    assert_eq!(met.of("3.cookies").end, StageEnd::Done);
    assert_eq!(met.of("4.1").end, StageEnd::Skipped);
    let silent = walked_for(&[3], &stages, site());
    assert!(matches!(silent.of("3.cookies").end, StageEnd::NotShown { .. }), "{:?}", silent.of("3.cookies").end);
    assert_eq!(silent.did("pressed Make key"), 0);
}

#[test]
fn a_screen_that_the_walk_never_came_to_is_not_said_to_have_stayed_away() {
    let mut screens = site();
    at(&mut screens, "home", "Settings").goes = Some("oops".to_owned());
    let (name, oops) = screen("/oops", "Oops", Vec::new());
    screens.insert(name, Screen { status: 500, ..oops });
    let blocked = walked(&[SIGN_IN, SETTINGS, MAKE, COOKIES], screens);
    assert_eq!(reason_of(&blocked.of("4.cookies").end), Some(Reason::SiteDown));
    let mut screens = site();
    screens.get_mut("settings").unwrap().controls.remove(0);
    let broken = walked(&[SIGN_IN, SETTINGS, MAKE, COOKIES], screens);
    assert!(matches!(broken.of("4.cookies").end, StageEnd::NotReached { .. }), "{:?}", broken.of("4.cookies").end);
}

const SLOW_DOWN: &str = r#"
[[stage]]
step = 4
at   = "/made"

[[blocked]]
reason = "rate-limited"
when   = { heading = "Slow down" }
"#;

#[test]
fn what_blocks_the_way_round_a_break_ends_the_walk() {
    let mut screens = site();
    screens.get_mut("home").unwrap().controls.remove(0);
    screens.remove("settings");
    screens.extend([screen("/settings", "Slow down", Vec::new())]);
    let walked = walked(&[SIGN_IN, SETTINGS, MAKE, SLOW_DOWN], screens);
    assert_eq!(walked.ends()[..2], [&StageEnd::Done, &StageEnd::TargetMissing]);
    let reasons: Vec<_> = walked.ends().into_iter().skip(2).map(reason_of).collect();
    assert_eq!(reasons, [Some(Reason::RateLimited), Some(Reason::RateLimited)]);
    assert_eq!((walked.did("opened /made"), walked.end.refused), (0, Some(Reason::RateLimited)));
}

const KEY: &str = r#"
[[stage]]
step    = 4
target  = { role = "button", name = "Delete" }
guarded = true
do      = [
  { choose = { role = "listbox", name = "Life" }, option = "7 days" },
  { read = { role = "button", name = "abc" }, into = "token" },
]
"#;

#[test]
fn what_is_replaced_while_it_is_used_is_looked_for_again() {
    let mut screens = site();
    at(&mut screens, "login", "Password").stale_for = 2;
    let stale = |role: &str, name: &str| Control { stale_for: 1, ..control(role, name, "") };
    screens.get_mut("made").unwrap().controls.extend([stale("listbox", "Life"), stale("button", "abc")]);
    let walked = walked(&[SIGN_IN, SETTINGS, MAKE, KEY], screens);
    assert_eq!(walked.ends(), [&StageEnd::Done; 4]);
    assert_eq!((walked.did("typed open sesame into Password"), walked.did("pressed Sign in")), (1, 1));
    assert_eq!(walked.did("chose 7 days in Life"), 1);
}

#[test]
fn what_is_replaced_again_and_again_says_nothing_about_the_guide() {
    let mut screens = site();
    at(&mut screens, "login", "Password").stale_for = 9;
    let walked = walked(&[SIGN_IN, SETTINGS], screens);
    assert_eq!(reason_of(&walked.of("1.1").end), Some(Reason::PageError));
    assert_eq!(walked.did("pressed Sign in"), 0);
}

const WITHOUT_ACCOUNT: &str = r#"
title = "A way that asks nobody who they are"
site  = "https://example.org"

[[stage]]
step   = 1
at     = "/"
target = { role = "link", name = "Settings" }
do     = [{ click = "target" }]
until  = { heading = "Settings" }

[[stage]]
step    = 2
at      = "/settings"
target  = { role = "button", name = "Make key" }
guarded = true
do      = [{ press = "Enter" }]

[[clean-up]]
do = [{ open = "/settings" }]
"#;

#[test]
fn where_nobody_signs_in_a_walk_goes_on_and_takes_back_all_the_same() {
    let mut screens = site();
    screens.get_mut("home").unwrap().controls.remove(0);
    let walked = walked(&[WITHOUT_ACCOUNT], screens);
    assert_eq!(walked.ends(), [&StageEnd::TargetMissing, &StageEnd::Done]);
    assert_eq!(walked.did, ["opened /", "opened /settings", "pressed Enter", "opened /settings"]);
    assert!(walked.end.clean && walked.end.cookies.is_empty(), "{:?}", walked.end);
}

#[test]
fn what_a_step_leads_to_is_pictured_where_the_next_one_is_left_out() {
    let walked = walked_for(&[2], &[SIGN_IN, SETTINGS, MAKE], site());
    let frames: Vec<&str> = walked.of("2.1").frames.iter().map(|frame| frame.id.as_str()).collect();
    assert_eq!(frames, ["2.1", "2.1-after"]);
    assert_eq!(walked.did("pressed Make key"), 0);
}

#[test]
fn a_page_that_is_not_found_is_loaded_again_once() {
    let mut screens = site();
    screens.get_mut("settings").unwrap().missing_for = 1;
    let came = walked(&[SIGN_IN, SETTINGS, MAKE], screens);
    assert_eq!(came.ends(), [&StageEnd::Done; 3]);
    assert_eq!(came.did("opened /settings"), 1);
    assert!(came.end.remarks.iter().any(|remark| remark.contains("404 at /settings")), "{:?}", came.end.remarks);
    let mut screens = site();
    screens.get_mut("settings").unwrap().missing_for = 9;
    let gone = walked(&[SIGN_IN, SETTINGS], screens);
    assert!(matches!(gone.of("2.1").end, StageEnd::WrongScreen { .. }), "{:?}", gone.of("2.1").end);
    assert_eq!(gone.did("opened /settings"), 1);
}

#[test]
fn a_link_that_says_where_it_leads_tells_a_page_in_between() {
    let mut screens = site();
    at(&mut screens, "home", "Settings").goes = Some("news".to_owned());
    screens.extend([screen("/news", "News", Vec::new())]);
    let silent = walked(&[SIGN_IN, SETTINGS, MAKE], screens.clone());
    assert!(matches!(silent.of("2.1").end, StageEnd::WrongScreen { .. }), "{:?}", silent.of("2.1").end);
    at(&mut screens, "home", "Settings").leads_to = "/settings".to_owned();
    let told = walked(&[SIGN_IN, SETTINGS, MAKE], screens);
    assert_eq!(told.of("2.1").end, StageEnd::Done);
    assert_eq!(told.of("2.1").extra[0].passed_by, "opening /settings");
}

const CONFIRM: &str = r#"
[[interruption]]
name    = "confirm"
when    = { heading = "Confirm access" }
step    = 4
target  = { id = "confirm_password" }
guarded = true
do      = [{ fill = "target", with = "{password}" }]
"#;

#[test]
fn behind_a_page_in_between_a_screen_of_the_guide_is_known_under_another_heading_and_not_answered() {
    let mut screens = site();
    at(&mut screens, "home", "Settings").goes = Some("news".to_owned());
    let field = Control { hook: Some("confirm_password".to_owned()), ..control("textbox", "Password", "") };
    screens.extend([screen("/news", "News", vec![control("button", "Continue", "nowhere")])]);
    screens.insert("settings".to_owned(), screen("/settings", "Verify it's you", vec![field]).1);
    let walked = walked(&[SIGN_IN, SETTINGS, MAKE, CONFIRM], screens);
    assert_eq!(walked.of("2.1").end, StageEnd::Done, "what came is told of");
    assert_eq!(walked.of("2.1").extra[0].title, "News");
    assert_eq!(walked.of("4.confirm").end, StageEnd::Guarded, "nothing secret is typed on a likeness");
    assert_eq!(walked.did("typed open sesame into Password"), 1, "at the sign-in alone: {:?}", walked.did);
}

#[test]
fn what_comes_up_while_a_frame_is_taken_is_answered_and_another_frame_taken() {
    let mut screens = site();
    screens.get_mut("home").unwrap().comes_up = Some("cookies".to_owned());
    let settings = || control("link", "Settings", "settings");
    screens.extend([screen("/", "Cookies", vec![settings(), control("button", "Refuse", "again")])]);
    screens.insert("again".to_owned(), screen("/", "Home", vec![settings(), control("link", "News", "")]).1);
    let walked = walked(&[SIGN_IN, SETTINGS, MAKE, COOKIES], screens);
    assert_eq!(walked.of("2.1").end, StageEnd::Done);
    assert_eq!(walked.did("pressed Refuse"), 1);
    let shown = &walked.of("2.1").frames[0].outline;
    assert!(shown.items.iter().any(|item| item.name == "News"), "the frame is of the page behind it: {shown:?}");
}
