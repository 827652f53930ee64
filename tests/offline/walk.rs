//! Walking, on pages made of data: what a walk does, and what it says, when the way is not as it was.

use std::collections::BTreeMap;
use std::time::Duration;

use guidewalk::browser::scripted::{Control, Screen, ScriptedPage};
use guidewalk::plan::Itinerary;
use guidewalk::secrets::{Credentials, Mailbox, Scrubber, Secret};
use guidewalk::walk::{self, Company, Event, Found, Listener, StageEnd, StageOutcome, Stop, WalkEnd};
use guidewalk::walkfile::{self, Reason};

pub(crate) const SIGN_IN: &str = r#"
title = "A short way"
site  = "https://example.org"

[secrets]
password = "PASSWORD"

[[stage]]
step    = 1
at      = "/login"
target  = { role = "button", name = "Sign in" }
guarded = true
do      = [{ fill = { role = "textbox", name = "Password" }, with = "{password}" }, { click = "target" }]
until   = { heading = "Home" }
"#;

pub(crate) const SETTINGS: &str = r#"
[[stage]]
step   = 2
at     = "/"
target = { role = "link", name = "Settings" }
do     = [{ click = "target" }]
until  = { heading = "Settings" }
"#;

pub(crate) const MAKE: &str = r#"
[[stage]]
step    = 3
at      = "/settings"
target  = { role = "button", name = "Make key" }
guarded = true
do      = [{ click = "target" }]
until   = { heading = "Made" }
"#;

pub(crate) type Screens = BTreeMap<String, Screen>;

pub(crate) fn control(role: &str, name: &str, goes: &str) -> Control {
    let goes = (!goes.is_empty()).then(|| goes.to_owned());
    Control { role: role.to_owned(), name: name.to_owned(), goes, ..Control::default() }
}

pub(crate) fn screen(path: &str, heading: &str, controls: Vec<Control>) -> (String, Screen) {
    let screen = Screen { path: path.to_owned(), heading: heading.to_owned(), status: 200, controls, ..Screen::default() };
    (heading.to_lowercase(), screen)
}

/// The way as the walk file expects it.
pub(crate) fn site() -> Screens {
    let password = control("textbox", "Password", "");
    BTreeMap::from([
        screen("/login", "Login", vec![password, control("button", "Sign in", "home")]),
        screen("/", "Home", vec![control("link", "Settings", "settings"), control("link", "Inbox", "")]),
        screen("/settings", "Settings", vec![control("button", "Make key", "made"), control("link", "Profile", "")]),
        screen("/made", "Made", vec![control("button", "Delete", "settings")]),
    ])
}

/// The control of this name on a screen.
pub(crate) fn at<'s>(screens: &'s mut Screens, screen: &str, name: &str) -> &'s mut Control {
    screens.get_mut(screen).unwrap().controls.iter_mut().find(|control| control.name == name).unwrap()
}

/// A walk that is over.
pub(crate) struct Walked {
    pub(crate) end: WalkEnd,
    outcomes: Vec<StageOutcome>,
    pub(crate) did: Vec<String>,
}

impl Walked {
    pub(crate) fn of(&self, stage: &str) -> &StageOutcome {
        self.outcomes.iter().find(|outcome| outcome.id == stage).unwrap()
    }

    pub(crate) fn ends(&self) -> Vec<&StageEnd> {
        self.outcomes.iter().map(|outcome| &outcome.end).collect()
    }

    pub(crate) fn did(&self, what: &str) -> usize {
        self.did.iter().filter(|line| *line == what).count()
    }
}

fn password() -> BTreeMap<String, Secret> {
    BTreeMap::from([("password".to_owned(), Secret::new("open sesame".to_owned()))])
}

pub(crate) fn walked(stages: &[&str], screens: Screens) -> Walked {
    walked_with(stages, &ScriptedPage::new(screens, "login"), &(), &Stop::default())
}

fn walked_with(stages: &[&str], page: &ScriptedPage, listener: &dyn Listener, stop: &Stop) -> Walked {
    walked_along(&itinerary(stages), page, listener, stop)
}

/// A walk of these stages, every step wanted.
pub(crate) fn itinerary(stages: &[&str]) -> Itinerary {
    let source = stages.concat();
    let walk = walkfile::parse(&source, "short.walk.toml").unwrap_or_else(|error| panic!("{error}"));
    Itinerary {
        remembered: BTreeMap::new(),
        site: walk.site.clone(),
        api: walk.site.clone(),
        walk,
        credentials: Credentials::new(password(), Mailbox::None, None).unwrap(),
        kept: Vec::new(),
        run: "run-1".to_owned(),
        date: "2026-11-23".to_owned(),
        headings: BTreeMap::new(),
        steps: None,
        timeout: Duration::from_millis(700),
        rehearses: false,
    }
}

pub(crate) fn walked_along(plan: &Itinerary, page: &ScriptedPage, listener: &dyn Listener, stop: &Stop) -> Walked {
    let scrubber = Scrubber::default();
    let (sender, mut receiver) = tokio::sync::mpsc::unbounded_channel();
    let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build().unwrap();
    let times = guidewalk::clock::Times::default();
    let end = runtime.block_on(walk::walk(
        page,
        plan,
        Company { listener, stop, scrubber: &scrubber, ledger: &(), times: &times, detail: None },
        &sender,
    ));
    let outcomes = std::iter::from_fn(|| receiver.try_recv().ok()).collect();
    Walked { end, outcomes, did: page.log() }
}

#[test]
fn a_way_that_is_as_it_was_is_walked_to_its_end() {
    let walked = walked(&[SIGN_IN, SETTINGS, MAKE], site());
    assert_eq!(walked.ends(), [&StageEnd::Done, &StageEnd::Done, &StageEnd::Done]);
    let did = ["opened /login", "typed open sesame into Password", "pressed Sign in", "pressed Settings", "pressed Make key"];
    assert_eq!(walked.did, did);
    let frames: Vec<&str> = walked.outcomes.iter().flat_map(|outcome| &outcome.frames).map(|frame| frame.id.as_str()).collect();
    assert_eq!(frames, ["1.1", "2.1", "3.1", "3.1-after"]);
    assert!(walked.end.clean && walked.end.remarks.is_empty(), "{:?}", walked.end);
    let log: String = walked.outcomes.iter().flat_map(|outcome| outcome.log.clone()).collect();
    assert!(!log.contains("sesame"), "{log}");
}

#[test]
fn a_renamed_control_is_found_by_likeness_and_reported() {
    let mut screens = site();
    at(&mut screens, "home", "Settings").name = "Settings page".to_owned();
    let walked = walked(&[SIGN_IN, SETTINGS, MAKE], screens);
    assert_eq!(walked.ends(), [&StageEnd::Done, &StageEnd::Done, &StageEnd::Done]);
    let target = walked.of("2.1").target.as_ref().unwrap();
    assert_eq!((target.found, target.wanted_name.as_str(), target.name.as_str()), (Found::Healed, "Settings", "Settings page"));
    assert!(target.evidence.iter().any(|line| line == r#"target = { role = "link", name = "Settings page" }"#), "{target:?}");
}

#[test]
fn a_guarded_control_that_is_only_alike_is_not_pressed() {
    let mut screens = site();
    at(&mut screens, "settings", "Make key").name = "Make a key".to_owned();
    let walked = walked(&[SIGN_IN, SETTINGS, MAKE], screens);
    assert_eq!(walked.of("3.1").end, StageEnd::Guarded);
    assert_eq!(walked.of("3.1").target.as_ref().unwrap().found, Found::Healed);
    assert_eq!(walked.did("pressed Make a key"), 0);
}

#[test]
fn a_first_press_that_did_nothing_is_repeated() {
    let mut screens = site();
    at(&mut screens, "home", "Settings").deaf_for = 1;
    let walked = walked(&[SIGN_IN, SETTINGS], screens);
    assert_eq!(walked.of("2.1").end, StageEnd::Done);
    assert_eq!(walked.did("pressed Settings"), 2);
}

#[test]
fn a_guarded_press_that_did_nothing_is_not_repeated() {
    let mut screens = site();
    at(&mut screens, "settings", "Make key").deaf_for = 1;
    let walked = walked(&[SIGN_IN, SETTINGS, MAKE], screens);
    assert!(matches!(walked.of("3.1").end, StageEnd::WrongScreen { .. }), "{:?}", walked.of("3.1").end);
    assert_eq!(walked.did("pressed Make key"), 1);
}

#[test]
fn a_dialog_in_between_is_left_by_escape_and_reported() {
    let mut screens = site();
    at(&mut screens, "home", "Settings").goes = Some("tour".to_owned());
    let close = Control { within: vec!["dialog Tour".to_owned()], ..control("button", "Begin", "nowhere") };
    let (name, tour) = screen("/settings", "Tour", vec![close]);
    screens.insert(name, Screen { escape: Some("settings".to_owned()), ..tour });
    let walked = walked(&[SIGN_IN, SETTINGS, MAKE], screens);
    assert_eq!(walked.ends(), [&StageEnd::Done, &StageEnd::Done, &StageEnd::Done]);
    let extra = &walked.of("2.1").extra;
    assert_eq!((extra.len(), extra[0].title.as_str(), extra[0].passed_by.as_str()), (1, "Tour", "Escape"));
    assert_eq!(walked.did("pressed Begin"), 0);
}

#[test]
fn a_page_in_between_is_left_by_the_next_stages_own_address() {
    let mut screens = site();
    at(&mut screens, "home", "Settings").goes = Some("news".to_owned());
    screens.extend([screen("/news", "News", vec![control("button", "Continue", "nowhere")])]);
    let walked = walked(&[SIGN_IN, SETTINGS, MAKE], screens);
    assert_eq!(walked.ends(), [&StageEnd::Done, &StageEnd::Done, &StageEnd::Done]);
    assert_eq!(walked.of("2.1").extra[0].passed_by, "opening /settings");
    assert_eq!(walked.did("pressed Continue"), 0);
}

pub(crate) const COOKIES: &str = r#"
[[interruption]]
name = "cookies"
when = { heading = "Cookies" }
step = 4
do   = [{ click = { role = "button", name = "Refuse" } }]
"#;

#[test]
fn a_screen_that_may_come_up_at_any_time_is_dealt_with() {
    let mut screens = site();
    at(&mut screens, "home", "Settings").goes = Some("cookies".to_owned());
    screens.extend([screen("/cookies", "Cookies", vec![control("button", "Refuse", "settings")])]);
    let met = walked(&[SIGN_IN, SETTINGS, MAKE, COOKIES], screens);
    assert_eq!(met.of("4.cookies").end, StageEnd::Done);
    assert_eq!(met.of("4.cookies").frames.len(), 1);
    assert_eq!(met.of("3.1").end, StageEnd::Done);
    let silent = walked(&[SIGN_IN, SETTINGS, MAKE, COOKIES], site());
    assert!(matches!(silent.of("4.cookies").end, StageEnd::NotShown { .. }), "{:?}", silent.of("4.cookies").end);
}

#[test]
fn where_a_screen_of_the_guide_leads_is_that_screens_matter() {
    let mut screens = site();
    at(&mut screens, "home", "Settings").goes = Some("cookies".to_owned());
    screens.extend([
        screen("/cookies", "Cookies", vec![control("button", "Refuse", "elsewhere")]),
        screen("/elsewhere", "Elsewhere", Vec::new()),
    ]);
    let met = walked(&[SIGN_IN, SETTINGS, MAKE, COOKIES], screens);
    assert_eq!(met.of("4.cookies").end, StageEnd::Done);
    assert!(matches!(met.of("4.cookies-then").end, StageEnd::WrongScreen { .. }), "{:?}", met.of("4.cookies-then").end);
    assert_eq!(met.of("2.1").end, StageEnd::Done);
}

const CONSENT: &str = r#"
[[interruption]]
name = "consent"
when = { shown = { role = "button", name = "Reject" } }
do   = [{ click = { role = "button", name = "Reject" } }]
"#;

#[test]
fn a_screen_that_lies_under_another_waits_for_its_turn() {
    let mut screens = site();
    let reject = control("button", "Reject", "made");
    screens.get_mut("settings").unwrap().controls.push(Control { under: "dialog".to_owned(), ..reject });
    let met = walked(&[SIGN_IN, SETTINGS, MAKE, CONSENT], screens);
    assert_eq!(met.ends(), [&StageEnd::Done, &StageEnd::Done, &StageEnd::Done]);
    assert_eq!(met.did("pressed Reject"), 0);
    assert!(met.of("2.1").log.iter().any(|line| line.contains("left for later")), "{:?}", met.of("2.1").log);
}

pub(crate) fn reason_of(end: &StageEnd) -> Option<Reason> {
    match end {
        StageEnd::Blocked { reason, .. } => Some(*reason),
        _ => None,
    }
}

#[test]
fn a_site_that_is_down_blocks_after_one_reload() {
    let mut screens = site();
    at(&mut screens, "home", "Settings").goes = Some("oops".to_owned());
    let (name, oops) = screen("/oops", "Oops", Vec::new());
    screens.insert(name, Screen { status: 500, ..oops });
    let walked = walked(&[SIGN_IN, SETTINGS, MAKE], screens);
    let reasons: Vec<_> = walked.ends().into_iter().map(reason_of).collect();
    assert_eq!(reasons, [None, Some(Reason::SiteDown), Some(Reason::SiteDown)]);
    assert_eq!(walked.did("opened /oops"), 1);
    assert!(walked.end.remarks.iter().any(|remark| remark.contains("500")), "{:?}", walked.end.remarks);
}

#[test]
fn a_browser_that_ended_blocks_what_follows() {
    let page = ScriptedPage::new(site(), "login");
    page.die_after(3);
    let walked = walked_with(&[SIGN_IN, SETTINGS, MAKE], &page, &(), &Stop::default());
    let reasons: Vec<_> = walked.ends().into_iter().map(reason_of).collect();
    assert_eq!(reasons, [None, Some(Reason::BrowserDied), Some(Reason::BrowserDied)]);
    assert_eq!(walked.end.died.as_deref(), Some("the browser ended"));
}

#[test]
fn where_a_control_is_gone_the_walk_goes_on_from_the_next_address() {
    let mut screens = site();
    screens.get_mut("home").unwrap().controls.remove(0);
    let walked = walked(&[SIGN_IN, SETTINGS, MAKE], screens);
    assert_eq!(walked.ends(), [&StageEnd::Done, &StageEnd::TargetMissing, &StageEnd::Done]);
    assert_eq!(walked.did("opened /settings"), 1);
}

#[test]
fn what_has_no_address_is_not_reached_when_the_way_to_it_is_broken() {
    let mut screens = site();
    screens.get_mut("home").unwrap().controls.remove(0);
    let without_address = MAKE.replace("at      = \"/settings\"\n", "");
    let walked = walked(&[SIGN_IN, SETTINGS, &without_address], screens);
    assert_eq!(walked.of("2.1").end, StageEnd::TargetMissing);
    let because = "step 2: the link \"Settings\" was not found".to_owned();
    assert_eq!(walked.of("3.1").end, StageEnd::NotReached { because });
}

#[test]
fn a_stage_whose_unless_holds_is_not_needed() {
    let signed_in = SIGN_IN.replace("guarded = true", "guarded = true\nunless = { heading = \"Home\" }");
    let mut screens = site();
    screens.get_mut("login").unwrap().path = "/elsewhere".to_owned();
    screens.get_mut("home").unwrap().path = "/login".to_owned();
    let walked = walked(&[&signed_in, SETTINGS], screens);
    assert!(matches!(walked.of("1.1").end, StageEnd::NotShown { .. }), "{:?}", walked.of("1.1").end);
    assert_eq!(walked.of("2.1").end, StageEnd::Done);
    assert_eq!(walked.did, ["opened /login", "pressed Settings"]);
}

#[test]
fn two_controls_of_one_name_are_an_error_that_shows_both() {
    let mut screens = site();
    let twin = Control { within: vec!["navigation Footer".to_owned()], ..control("link", "Settings", "") };
    screens.get_mut("home").unwrap().controls.push(twin);
    let walked = walked(&[SIGN_IN, SETTINGS], screens);
    assert_eq!(walked.of("2.1").end, StageEnd::TargetMissing);
    let log = walked.of("2.1").log.join("\n");
    assert!(log.contains("2 controls match") && log.contains("navigation Footer"), "{log}");
    assert_eq!(walked.did("pressed Settings"), 0);
}

/// Ends the walk when a stage begins.
struct Ender<'a>(&'a Stop, &'a str);

impl Listener for Ender<'_> {
    fn hear(&self, event: &Event) {
        if matches!(event, Event::StageStarted { stage, .. } if stage == self.1) {
            self.0.request(15);
        }
    }
}

#[test]
fn a_signal_ends_the_walk_and_what_was_made_is_taken_back() {
    let (look, clean_up) = (
        "\n[[stage]]\nstep = 4\ntarget = { role = \"button\", name = \"Delete\" }\n",
        "\n[[clean-up]]\ndo = [{ click = { role = \"button\", name = \"Delete\" } }]\n",
    );
    let stop = Stop::default();
    let page = ScriptedPage::new(site(), "login");
    let walked = walked_with(&[SIGN_IN, SETTINGS, MAKE, look, clean_up], &page, &Ender(&stop, "4.1"), &stop);
    assert_eq!(walked.of("3.1").end, StageEnd::Done);
    assert_eq!(reason_of(&walked.of("4.1").end), Some(Reason::Interrupted));
    assert_eq!(walked.did("pressed Delete"), 1);
    assert!(walked.end.clean, "{:?}", walked.end);
}

#[test]
fn a_signal_before_anything_was_made_takes_nothing_back() {
    let clean_up = "\n[[clean-up]]\ndo = [{ open = \"/settings\" }]\n";
    let stop = Stop::default();
    let page = ScriptedPage::new(site(), "login");
    let walked = walked_with(&[SIGN_IN, SETTINGS, MAKE, clean_up], &page, &Ender(&stop, "2.1"), &stop);
    let reasons: Vec<_> = walked.ends().into_iter().map(reason_of).collect();
    assert_eq!(reasons, [None, Some(Reason::Interrupted), Some(Reason::Interrupted)]);
    assert_eq!(walked.did("opened /settings"), 0);
}
