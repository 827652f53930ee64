//! What goes wrong, on the site and around the walk, each held to the outcome that stands beside it in its table: nothing is
//! called drifted because of it, nothing that was not seen is called current, and nothing is left behind.

use std::path::{Path, PathBuf};
use std::process::{Child, Command};
use std::time::Duration;

use guidewalk::judge::Status;
use guidewalk::practice::{Edition, FaultKind, Outcome, Site};
use rustix::process::{Pid, Signal, kill_process};

use crate::going::Going;
use crate::harness::{Ends, HarnessFault};
use crate::processes::{self, Process};
use crate::program;
use crate::walking::{self, LEFT_ALONE, LIMIT, Walked};

/// How long one wait may last in these walks, in seconds.
const TIMEOUT: u32 = 6;
/// A blocked step takes so many seconds longer at most: it is pictured, and a page may be loaded again.
const A_LITTLE: f64 = 9.0;
/// There is a new one-time code after so many seconds at most.
const NEXT_CODE: f64 = 35.0;

/// Whether a walk came to what a fault must lead to.
fn is_borne(walked: &Walked, outcome: Outcome) -> Result<(), String> {
    if walked.record.steps.iter().any(|step| !step.findings.is_empty()) || !walked.record.complete {
        return Err("a finding, or a record that is not whole".to_owned());
    }
    match outcome {
        Outcome::AsUsual { remark } => {
            let current = walked.steps(Status::Current).len() == walked.record.steps.len();
            let right = walked.code == Some(0) && current && (!remark || !walked.record.remarks.is_empty());
            right.then_some(()).ok_or_else(|| "it is not as usual".to_owned())
        }
        Outcome::Blocked(reason) => is_blocked(walked, reason),
    }
}

fn is_blocked(walked: &Walked, reason: &str) -> Result<(), String> {
    let blocked: Vec<_> = walked.record.steps.iter().filter(|step| step.status == Status::Blocked).collect();
    let reasons: Vec<&str> = blocked.iter().map(|step| step.reason.map_or("none", |reason| reason.name())).collect();
    if walked.code != Some(3) || blocked.is_empty() || reasons.iter().any(|given| *given != reason) {
        return Err(format!("it is blocked by {reasons:?}"));
    }
    let from = blocked[0].step;
    if walked.record.steps.iter().any(|step| step.step > from && step.status == Status::Current) {
        return Err("what was not seen is called current".to_owned());
    }
    // A refused one-time code is followed by the next one before that counts.
    let next_code = if reason == "second-factor" { NEXT_CODE } else { 0.0 };
    match blocked.iter().find(|step| step.seconds > f64::from(TIMEOUT) + A_LITTLE + next_code) {
        Some(slow) => Err(format!("step {} took {} s", slow.step, slow.seconds)),
        None => Ok(()),
    }
}

fn struck(edition: &str, fault: &str, outcome: Outcome) -> Result<(), String> {
    let walked = walking::check(&[&format!("--practice={edition}"), "--fault", fault, "--timeout", &TIMEOUT.to_string()]);
    is_borne(&walked, outcome)
        .map_err(|wrong| format!("{fault} ({outcome}): {wrong}\n{}\nremarks: {:?}", walked.in_words(), walked.record.remarks))
}

#[test]
fn every_fault_of_the_site_has_the_outcome_of_its_table() {
    walking::each(FaultKind::ALL, |fault| struck("2024-01", fault.name(), fault.outcome()));
}

#[test]
fn a_press_from_under_which_the_page_moves_reaches_nothing_and_is_made_again() {
    let walked = walking::check(&["--practice=2024-01", "--fault", "shifting", "--step", "1"]);
    let told: Vec<&String> = walked.record.steps[0].stages.iter().flat_map(|stage| &stage.log).collect();
    let missed = told.iter().filter(|line| line.contains("the page moved under the press")).count();
    assert!(walked.code == Some(0) && missed == 1, "{}\n{told:?}", walked.in_words());
}

/// Where a session can get lost: at every request of the way.
const WAY: [&str; 7] = [
    "/",
    "/_side-panels/user",
    "/settings/apps",
    "/settings/profile",
    "/settings/tokens/new",
    "/sessions/sudo",
    "post:/settings/tokens",
];

#[test]
fn a_session_that_is_lost_at_any_stage_is_said_to_be_lost() {
    walking::each(WAY, |path| struck("2024-01", &format!("session-lost@{path}"), Outcome::Blocked("session-lost")));
}

/// A walk whose waits are short.
fn start(site: &Site) -> Going<'_> {
    Going::start(site, &["--timeout", &TIMEOUT.to_string()], |command| without_size_signal(&command))
}

/// Sends a signal to those processes of the walk.
fn strike(going: &Going<'_>, signal: Signal, whom: impl Fn(&Process) -> bool) -> Result<(), String> {
    let struck: Vec<Process> = processes::below(going.child.id()).into_iter().filter(|process| whom(process)).collect();
    for process in &struck {
        let id = i32::try_from(process.id).ok().and_then(Pid::from_raw).unwrap();
        // One that has just gone by itself is none to be struck.
        let _ = kill_process(id, signal);
    }
    if struck.is_empty() { Err("there was no such process".to_owned()) } else { Ok(()) }
}

/// The command, for which a file that may not become larger is an error and no signal.
fn without_size_signal(command: &Command) -> Command {
    let mut shell = Command::new("sh");
    shell.arg("-c").arg("trap '' XFSZ; exec \"$0\" \"$@\"").arg(command.get_program()).args(command.get_args()).env_clear();
    shell.envs(command.get_envs().filter_map(|(name, value)| Some((name, value?))));
    if let Some(folder) = command.get_current_dir() {
        shell.current_dir(folder);
    }
    shell
}

/// From now on the walk can write nothing that is as large as a frame, as on a full disk. Browser and driver still can.
#[cfg(target_os = "linux")]
fn fill_disk(child: &Child) {
    use rustix::process::{Resource, Rlimit, prlimit};
    let most = Rlimit { current: Some(20 * 1024), maximum: Some(20 * 1024) };
    prlimit(Some(Pid::from_child(child)), Resource::Fsize, most).unwrap();
}

fn is_driver(process: &Process) -> bool {
    process.command.contains("chromedriver") && !process.command.contains("__watchdog")
}

fn is_browser(process: &Process) -> bool {
    process.command.contains("--user-data-dir=") && !process.command.contains("--type=") && !process.command.contains("crashpad")
}

fn is_renderer(process: &Process) -> bool {
    process.command.contains("--type=renderer")
}

/// Tells the processes that are struck.
type Whom = fn(&Process) -> bool;

/// What is struck, by which signal.
fn blow(fault: HarnessFault) -> Option<(Signal, Whom)> {
    use HarnessFault as F;
    match fault {
        F::BrowserKilled | F::BrowserKilledAgain => Some((Signal::KILL, is_browser)),
        F::DriverKilled | F::DriverKilledAgain => Some((Signal::KILL, is_driver)),
        F::DriverHung | F::DriverHungAgain => Some((Signal::STOP, is_driver)),
        F::TabCrashed | F::TabCrashedAgain => Some((Signal::SEGV, is_renderer)),
        F::OutOfMemory | F::OutOfMemoryAgain => Some((Signal::KILL, is_renderer)),
        F::DiskFull | F::FolderGone => None,
    }
}

/// Brings a fault about in the middle of a walk and holds it to its outcome.
fn suffered(fault: HarnessFault) -> Result<(), String> {
    let served = walking::serve(Edition::January2024);
    let mut going = start(&served.site);
    going.wait_until("the settings", |going| going.asked_for("/settings/profile") > 0)?;
    let mut known = processes::below(going.child.id());
    match blow(fault) {
        Some((signal, whom)) => {
            strike(&going, signal, whom)?;
            if matches!(fault.outcome(), Ends::Blocked(_)) {
                going.wait_until("a second session", |going| going.asked_for("/settings/profile") > 1)?;
                known.extend(processes::below(going.child.id()));
                strike(&going, signal, whom)?;
            }
        }
        None if fault == HarnessFault::FolderGone => std::fs::rename(going.record(), going.folder.path().join("moved")).unwrap(),
        #[cfg(target_os = "linux")]
        None => fill_disk(&going.child),
        #[cfg(not(target_os = "linux"))]
        None => return going.child.kill().map_err(|error| error.to_string()),
    }
    let code = program::wait(&mut going.child, LIMIT).ok_or("it never ended")?;
    ended_well(fault, &going, code).map_err(|wrong| format!("{wrong}: exit code {code:?}: {}", going.said()))?;
    nothing_is_left(&going, &known)
}

fn ended_well(fault: HarnessFault, going: &Going<'_>, code: Option<i32>) -> Result<(), String> {
    let claim = |holds: bool, what: &str| if holds { Ok(()) } else { Err(what.to_owned()) };
    if fault.outcome() == Ends::Trouble {
        claim(code == Some(2) && going.said().contains("hint:"), "it is no trouble with a hint")?;
        if fault == HarnessFault::FolderGone {
            return claim(!going.record().exists(), "the folder was made anew");
        }
        return claim(!walking::record_in(&going.record())?.complete, "the record says that it is whole");
    }
    let record = walking::record_in(&going.record())?;
    claim(
        record.complete && record.steps.iter().all(|step| step.findings.is_empty()),
        "a finding, or a record that is not whole",
    )?;
    claim(record.attempts == 2 && !record.remarks.is_empty(), "no second attempt with a remark")?;
    match fault.outcome() {
        Ends::Blocked(reason) => {
            let reasons = record.steps.iter().filter(|step| step.status == Status::Blocked).map(|step| step.reason);
            let mut reasons = reasons.map(|given| given.map_or("none", |given| given.name()));
            claim(code == Some(3) && reasons.any(|given| given == reason), "not blocked with that reason")
        }
        _ => claim(code == Some(0) && record.steps.iter().all(|step| step.status == Status::Current), "it is not as usual"),
    }
}

/// What browsers wrote about their crashes below a folder: passwords and cookies may be in it.
fn dumps_in(folder: &Path) -> Vec<PathBuf> {
    let entries = std::fs::read_dir(folder).into_iter().flatten().flatten().map(|entry| entry.path());
    let found = entries.flat_map(|path| if path.is_dir() { dumps_in(&path) } else { vec![path] });
    found.filter(|path| path.extension().is_some_and(|extension| extension == "dmp")).collect()
}

fn nothing_is_left(going: &Going<'_>, known: &[Process]) -> Result<(), String> {
    let profiles = going.temporary.path();
    let left = processes::left_of(known, &profiles.to_string_lossy(), Duration::from_secs(5));
    if !left.is_empty() {
        return Err(format!("still there: {left:#?}"));
    }
    let temporary: Vec<_> = std::fs::read_dir(profiles).unwrap().flatten().map(|entry| entry.path()).collect();
    if !temporary.is_empty() {
        return Err(format!("left in the temporary folder: {temporary:?}"));
    }
    let dumps = dumps_in(going.folder.path());
    if !dumps.is_empty() {
        return Err(format!("what a crashed browser had in mind: {dumps:?}"));
    }
    let notes = walking::notes(going.site);
    if notes == [LEFT_ALONE] { Ok(()) } else { Err(format!("left on the site: {notes:?}")) }
}

#[test]
fn every_fault_around_the_walk_has_the_outcome_of_its_table() {
    walking::each(HarnessFault::ALL, |fault| {
        suffered(fault).map_err(|wrong| format!("{} ({}, {:?}): {wrong}", fault.name(), fault.about(), fault.outcome()))
    });
}

#[test]
fn what_a_died_session_had_made_is_taken_back_by_the_next_one() {
    let served = walking::serve(Edition::January2024);
    let mut going = start(&served.site);
    going.wait_until("the token", |going| going.site.tokens().len() > 1).unwrap();
    strike(&going, Signal::KILL, is_browser).unwrap();
    let code = program::wait(&mut going.child, LIMIT).unwrap();
    assert_eq!(walking::notes(&served.site), [LEFT_ALONE], "exit code {code:?}: {}", going.said());
    assert_eq!(code, Some(0), "{}", going.said());
}
