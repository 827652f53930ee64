//! Walking, on pages made of data: a screen that comes in several forms, and is answered in one of them.

use std::time::Duration;

use guidewalk::browser::scripted::{Control, ScriptedPage};
use guidewalk::walk::{Found, StageEnd, Stop};

use super::walk::{SETTINGS, SIGN_IN, Screens, at, control, itinerary, screen, site, walked, walked_along};

const CONFIRM: &str = r#"
[[interruption]]
name    = "sudo"
when    = { heading = "Confirm access" }
step    = 4
target  = { role = "textbox", name = "Password" }
guarded = true
times   = 6

[[interruption.variant]]
name  = "password"
when  = { shown = { role = "textbox", name = "Password" } }
times = 2
do    = [{ fill = "target", with = "{password}" }, { click = { role = "button", name = "Confirm" } }]

[[interruption.variant]]
name  = "number"
when  = { shown = { role = "textbox", name = "Number" } }
times = 2
do    = [{ fill = { role = "textbox", name = "Number" }, with = "12" }, { click = { role = "button", name = "Verify" } }]
"#;

/// The site with a screen before the settings that wants something.
fn with_screen(controls: Vec<Control>) -> Screens {
    let mut screens = site();
    at(&mut screens, "home", "Settings").goes = Some("confirm access".to_owned());
    screens.extend([screen("/confirm", "Confirm access", controls)]);
    screens
}

#[test]
fn an_answer_that_is_slow_to_come_is_waited_for_and_not_sent_twice() {
    let confirm = Control { takes: Duration::from_millis(4500), ..control("button", "Confirm", "settings") };
    let screens = with_screen(vec![control("textbox", "Password", ""), confirm]);
    let mut plan = itinerary(&[SIGN_IN, SETTINGS, CONFIRM]);
    plan.timeout = Duration::from_secs(9);
    let walked = walked_along(&plan, &ScriptedPage::new(screens, "login"), &(), &Stop::default());
    assert_eq!((&walked.of("4.sudo").end, &walked.of("2.1").end), (&StageEnd::Done, &StageEnd::Done));
    assert_eq!((walked.did("typed open sesame into Password"), walked.did("pressed Confirm")), (2, 1));
}

#[test]
fn an_answer_that_never_comes_is_not_given_again() {
    let screens = with_screen(vec![control("textbox", "Password", ""), control("button", "Confirm", "")]);
    let walked = walked(&[SIGN_IN, SETTINGS, CONFIRM], screens);
    assert!(matches!(walked.of("4.sudo").end, StageEnd::WrongScreen { .. }), "{:?}", walked.of("4.sudo").end);
    assert_eq!(walked.did("pressed Confirm"), 1);
}

#[test]
fn another_form_that_follows_is_filled_in_too() {
    let mut screens = with_screen(vec![control("textbox", "Password", ""), control("button", "Confirm", "more")]);
    let more =
        screen("/confirm", "Confirm access", vec![control("textbox", "Number", ""), control("button", "Verify", "settings")]);
    screens.insert("more".to_owned(), more.1);
    let walked = walked(&[SIGN_IN, SETTINGS, CONFIRM], screens);
    assert_eq!((&walked.of("4.sudo").end, &walked.of("2.1").end), (&StageEnd::Done, &StageEnd::Done));
    assert_eq!((walked.did("pressed Confirm"), walked.did("pressed Verify")), (1, 1));
}

#[test]
fn a_screen_in_a_form_that_the_guide_does_not_show_is_not_its_screen() {
    let screens = with_screen(vec![control("textbox", "Number", ""), control("button", "Verify", "settings")]);
    let walked = walked(&[SIGN_IN, SETTINGS, CONFIRM], screens);
    let sudo = walked.of("4.sudo");
    let because = "the screen \"sudo\" came up in another form than the guide shows, without the textbox \"Password\"";
    assert_eq!(sudo.end, StageEnd::NotShown { because: because.to_owned() });
    assert_eq!((sudo.frames.len(), &walked.of("2.1").end), (0, &StageEnd::Done));
}

#[test]
fn a_button_of_a_guarded_screen_under_another_name_is_told_and_not_pressed() {
    let screens = with_screen(vec![control("textbox", "Password", ""), control("button", "Confirm it", "settings")]);
    let walked = walked(&[SIGN_IN, SETTINGS, CONFIRM], screens);
    assert_eq!((&walked.of("4.sudo").end, &walked.of("4.sudo-pressed").end), (&StageEnd::Guarded, &StageEnd::Guarded));
    let target = walked.of("4.sudo-pressed").target.as_ref().unwrap();
    assert_eq!((target.found, target.wanted_name.as_str(), target.name.as_str()), (Found::Healed, "Confirm", "Confirm it"));
    assert_eq!(walked.did("pressed Confirm it"), 0);
}
