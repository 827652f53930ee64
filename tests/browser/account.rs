//! What is kept of an account between nights: one walk at a time, nothing left behind, the sign-in, and a pause after a refusal.

use std::path::Path;
use std::process::Command;

use guidewalk::account::Kept;
use guidewalk::judge::Status;
use guidewalk::practice::{Edition, Fault, Feature, Noise, Options, Site, SudoMode};
use guidewalk::walkfile::Reason;
use rustix::process::{Pid, Signal, kill_process};

use crate::going::Going;
use crate::program::{self, Ran};
use crate::walking::{self, LEFT_ALONE, LIMIT, Seat, Walked};

/// A state folder that several walks share.
struct Nights {
    served: walking::Served,
    state: tempfile::TempDir,
}

impl Nights {
    fn begin() -> Self {
        Self { served: walking::serve(Edition::January2024), state: program::folder() }
    }

    fn site(&self) -> &Site {
        &self.served.site
    }

    fn state(&self) -> String {
        self.state.path().display().to_string()
    }

    fn night(&self, arguments: &[&str]) -> Walked {
        walking::check_on(self.site(), &[&["--state", &self.state()], arguments].concat())
    }

    /// A command that walks or visits, to be run as it is.
    fn command(&self, folder: &Path, arguments: &[&str]) -> Command {
        let mut command = program::guidewalk(folder, arguments);
        command.args(["--site", &self.site().base_url, "--state", &self.state()]);
        command.env("GUIDEWALK_LOGIN", &self.site().account.login).env("GUIDEWALK_PASSWORD", &self.site().account.password);
        command
    }

    fn run(&self, arguments: &[&str]) -> Ran {
        let folder = program::folder();
        let _seat = Seat::take();
        program::run(&mut self.command(folder.path(), arguments), LIMIT)
    }

    /// How often user name and password were sent.
    fn sign_ins(&self) -> usize {
        self.site().log().iter().filter(|request| request.method == "POST" && request.path == "/session").count()
    }

    /// Lets the kept cookie of an hour be over.
    fn an_hour_later(&self) {
        let account = std::fs::read_dir(self.state.path().join("accounts")).unwrap().next().unwrap().unwrap();
        let file = account.path().join("session.json");
        let mut kept: Kept = serde_json::from_slice(&std::fs::read(&file).unwrap()).unwrap();
        let of_an_hour = kept.cookies.iter_mut().find(|cookie| cookie.name == "has_recent_activity").unwrap();
        assert!(of_an_hour.http_only && of_an_hour.ends.replace(1).is_some());
        std::fs::write(&file, serde_json::to_vec(&kept).unwrap()).unwrap();
    }

    /// A walk that is killed when it has made its token.
    fn killed_night(&self) {
        let mut going = Going::start(self.site(), &["--state", &self.state()], std::convert::identity);
        going.wait_until("the token", |going| going.site.tokens().len() > 1).unwrap();
        kill_process(Pid::from_child(&going.child), Signal::KILL).unwrap();
        program::wait(&mut going.child, LIMIT);
    }
}

#[test]
fn the_second_night_goes_on_with_the_kept_sign_in_and_looks_at_the_sign_in_page_all_the_same() {
    let nights = Nights::begin();
    let first = nights.night(&[]);
    nights.an_hour_later();
    let second = nights.night(&[]);
    assert_eq!((first.code, second.code), (Some(0), Some(0)), "{}", second.in_words());
    assert_eq!(nights.sign_ins(), 1);
    assert_eq!(second.record.steps[0].status, Status::Current, "{}", second.in_words());
    let told = nights.run(&["session", "show"]).stdout;
    assert!(told.contains("a sign-in is kept since"), "{told}");
    let forgotten = nights.run(&["session", "forget"]);
    assert_eq!(forgotten.code, Some(0), "{}", forgotten.stderr);
    assert_eq!((nights.night(&[]).code, nights.sign_ins()), (Some(0), 2));
}

#[test]
fn a_kept_sign_in_that_has_ended_is_replaced() {
    let nights = Nights::begin();
    assert_eq!(nights.night(&[]).code, Some(0));
    nights.site().end_sessions();
    let after = nights.night(&[]);
    assert_eq!((after.code, nights.sign_ins()), (Some(0), 2), "{}", after.in_words());
}

#[test]
fn what_a_killed_walk_left_is_taken_back_by_a_sweep_or_the_next_night_and_nothing_else_is() {
    let nights = Nights::begin();
    nights.killed_night();
    let listed = nights.run(&["sweep", "--list"]);
    assert_eq!((listed.code, walking::notes(nights.site()).len()), (Some(3), 2), "{}", listed.stdout);
    let swept = nights.run(&["sweep"]);
    assert_eq!(swept.code, Some(0), "{}{}", swept.stdout, swept.stderr);
    assert_eq!(walking::notes(nights.site()), [LEFT_ALONE]);
    nights.killed_night();
    let next = nights.night(&[]);
    assert_eq!((next.code, walking::notes(nights.site())), (Some(0), vec![LEFT_ALONE.to_owned()]), "{}", next.in_words());
    assert_eq!(nights.run(&["sweep", "--list"]).stdout, "nothing was left behind\n");
}

#[test]
fn a_refused_password_is_typed_once_and_the_next_night_says_so_without_trying() {
    let nights = Nights::begin();
    let folder = program::folder();
    let mut wrong = walking::command_on(folder.path(), nights.site(), &["--state", &nights.state()]);
    wrong.env("GUIDEWALK_PASSWORD", "another password");
    let seat = Seat::take();
    let ran = program::run(&mut wrong, LIMIT);
    drop(seat);
    assert_eq!((ran.code, nights.sign_ins()), (Some(3), 1), "{}{}", ran.stdout, ran.stderr);
    let record = walking::record_in(&folder.path().join("record")).unwrap();
    assert_eq!(record.steps[0].reason, Some(Reason::SignInRefused));
    assert!(record.steps.iter().all(|step| step.status != Status::Drifted));
    let folder = program::folder();
    let next = program::run(&mut walking::command_on(folder.path(), nights.site(), &["--state", &nights.state()]), LIMIT);
    assert_eq!((next.code, nights.sign_ins()), (Some(3), 1), "{}", next.stderr);
    assert!(next.stderr.contains("sign-in-refused") && next.stderr.contains("guidewalk session resume"), "{}", next.stderr);
    assert_eq!(nights.run(&["session", "resume"]).code, Some(0));
    assert_eq!((nights.night(&[]).code, nights.sign_ins()), (Some(0), 2));
}

#[test]
fn one_account_is_walked_by_one_and_a_killed_walk_holds_nothing() {
    let nights = Nights::begin();
    let mut going = Going::start(nights.site(), &["--state", &nights.state()], std::convert::identity);
    going.wait_until("the walk", |going| going.asked_for("/settings/profile") > 0).unwrap();
    let folder = program::folder();
    let second = program::run(&mut walking::command_on(folder.path(), nights.site(), &["--state", &nights.state()]), LIMIT);
    let holder = format!("process {}", going.child.id());
    assert!(second.code == Some(3) && second.stderr.contains(&holder), "{:?} {}", second.code, second.stderr);
    kill_process(Pid::from_child(&going.child), Signal::KILL).unwrap();
    program::wait(&mut going.child, LIMIT);
    drop(going);
    assert_eq!(nights.night(&[]).code, Some(0));
}

#[test]
fn a_rehearsal_fills_the_form_in_and_makes_nothing() {
    let nights = Nights::begin();
    let walked = nights.night(&["--rehearse"]);
    assert_eq!(walked.code, Some(0), "{}", walked.in_words());
    assert_eq!(walked.steps(Status::Skipped), [11]);
    let made = nights.site().log().into_iter().filter(|request| request.method == "POST" && request.path == "/settings/tokens");
    assert_eq!(made.count(), 0);
    let log: Vec<String> = walked.record.steps.iter().flat_map(|step| &step.stages).flat_map(|stage| stage.log.clone()).collect();
    assert!(log.iter().any(|line| line.starts_with("candidates for the button \"Generate token\": 1")), "{log:#?}");
}

#[test]
fn nothing_is_typed_on_another_origin_however_one_gets_there() {
    for name in ["login-elsewhere", "login-link-elsewhere", "login-iframe"] {
        let fault: Fault = name.parse().unwrap();
        let served = walking::serve_with(Options { edition: Edition::January2024, faults: vec![fault], ..Options::default() });
        let walked = walking::check_on(&served.site, &["--timeout", "6"]);
        let reasons: Vec<_> = walked.record.steps.iter().filter_map(|step| step.reason).collect();
        assert!(walked.code == Some(3) && reasons.contains(&Reason::RefusedOrigin), "{name}: {}", walked.in_words());
        let log = served.site.log();
        let there: Vec<_> = log.iter().filter(|request| request.path.starts_with("http://")).collect();
        assert!(there.iter().any(|request| request.method == "GET"), "{name} was never met: {log:?}");
        assert!(there.iter().all(|request| request.method != "POST"), "{name}: something was typed: {there:?}");
    }
}

#[test]
fn a_second_factor_and_what_is_asked_after_a_sign_in_are_passed_night_after_night() {
    let features = vec![Feature::TwoFactor, Feature::CheckUp, Feature::RecoveryQuestion, Feature::PasskeyOffer];
    let options = Options { edition: Edition::January2024, features, sudo: SudoMode::Fresh, ..Options::default() };
    let nights = Nights { served: walking::serve_with(options), state: program::folder() };
    let confirming = |walked: &Walked| walked.record.steps[6].status;
    let first = nights.night(&[]);
    assert_eq!((first.code, confirming(&first)), (Some(0), Status::NotShown), "{}", first.in_words());
    nights.site().let_pass(jiff::SignedDuration::from_hours(24));
    let second = nights.night(&[]);
    assert_eq!((second.code, confirming(&second), nights.sign_ins()), (Some(0), Status::Current, 1), "{}", second.in_words());
    nights.site().let_pass(jiff::SignedDuration::from_hours(24 * 15));
    let third = nights.night(&[]);
    assert_eq!((third.code, confirming(&third), nights.sign_ins()), (Some(0), Status::NotShown, 2), "{}", third.in_words());
}

#[test]
fn a_mailed_code_is_typed_into_one_field_or_into_six_boxes() {
    for boxes in [vec![], vec![Feature::DeviceBoxes]] {
        let features = [vec![Feature::DeviceVerification], boxes].concat();
        let options = Options { edition: Edition::January2024, features, ..Options::default() };
        let nights = Nights { served: walking::serve_with(options), state: program::folder() };
        let mailbox = format!("'{}' practice --mailbox {}", env!("CARGO_BIN_EXE_guidewalk"), nights.site().base_url);
        let first = nights.night(&["--code-command", &mailbox]);
        assert_eq!(first.code, Some(0), "{}", first.in_words());
    }
}

#[test]
fn a_picture_is_not_kept_that_shows_a_token_of_which_the_page_says_nothing() {
    let made = regex::Regex::new(r#"<code id="new-oauth-token"[^>]*>(ghp_\w+)"#).unwrap();
    let drawn = r#"<style>.drawn::before { content: "Made: $1"; font: 20px sans-serif }</style><p class="drawn"></p>$0"#;
    let rewrites = vec![(made, drawn.to_owned())];
    let served = walking::serve_with(Options { edition: Edition::January2024, rewrites, ..Options::default() });
    let walked = walking::check_on(&served.site, &[]);
    let step = &walked.record.steps[10];
    assert_eq!((walked.code, step.status), (Some(3), Status::NotReached), "{}", walked.in_words());
    assert!(step.because.as_ref().is_some_and(|because| because.contains("shows a secret")), "{:?}", step.because);
    let frames = std::fs::read_dir(walked.record_folder().join("frames")).unwrap().flatten();
    let names: Vec<String> = frames.map(|frame| frame.file_name().to_string_lossy().into_owned()).collect();
    assert!(names.iter().any(|name| name.starts_with("9.")) && !names.iter().any(|name| name.starts_with("11.")), "{names:?}");
    assert_eq!(walking::notes(&served.site), [LEFT_ALONE]);
}

#[test]
fn what_can_t_be_taken_back_is_named_and_the_next_sweep_takes_it() {
    // Slow enough for the sign-in to be lost between the token's making and its showing.
    let noises = vec![Noise::seeded("slow").unwrap()];
    let served = walking::serve_with(Options { edition: Edition::January2024, noises, ..Options::default() });
    let nights = Nights { served, state: program::folder() };
    let mut going = Going::start(nights.site(), &["--state", &nights.state()], std::convert::identity);
    going.wait_until("the token", |going| going.site.tokens().len() > 1).unwrap();
    nights.site().end_sessions();
    let code = program::wait(&mut going.child, LIMIT).flatten();
    let record = walking::record_in(&going.record()).unwrap();
    let (made, left) = (walking::notes(nights.site()), record.clean_up.left_behind);
    assert_eq!((code, made.len(), record.clean_up.done), (Some(3), 2, false), "{}", going.said());
    let run = made[1].strip_prefix("guidewalk ").unwrap();
    assert!(left.len() == 1 && left[0].contains(run), "{left:?}");
    drop(going);
    assert_eq!(nights.run(&["sweep"]).code, Some(0));
    assert_eq!(walking::notes(nights.site()), [LEFT_ALONE]);
}
