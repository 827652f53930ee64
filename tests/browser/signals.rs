//! A walk that is ended from outside: no process is left, the record can be read, and what was made is taken back where there is
//! time for it.

use std::path::PathBuf;
use std::time::{Duration, Instant};

use guidewalk::practice::Edition;
use rustix::process::{Pid, Signal, kill_process};

use crate::going::Going;
use crate::processes::{self, Process};
use crate::program;
use crate::walking::{self, LEFT_ALONE, LIMIT};

/// After so long nothing of a walk may run any more.
const GONE: Duration = Duration::from_secs(5);

/// A moment of a walk.
#[derive(Debug, Clone, Copy)]
enum Moment {
    /// The driver has just been started.
    Start,
    /// Step 4's page was asked for.
    StepFour,
    /// The token exists.
    TokenMade,
    /// The clean-up has begun.
    CleanUp,
}

fn watchdog(going: &Going<'_>) -> Option<Process> {
    processes::below(going.child.id()).into_iter().find(|process| process.command.contains("__watchdog"))
}

impl Moment {
    fn has_come(self, going: &Going<'_>) -> bool {
        match self {
            Self::Start => watchdog(going).is_some(),
            Self::StepFour => going.asked_for("/settings/profile") > 0,
            Self::TokenMade => going.site.tokens().len() > 1,
            Self::CleanUp => going.said().contains("cleaning up"),
        }
    }
}

/// Sends a signal to a walk and waits for its end.
fn end(going: &mut Going<'_>, signal: Signal) -> Ended {
    let known = processes::below(going.child.id());
    let profile = watchdog(going).and_then(|watchdog| {
        watchdog.command.split_whitespace().skip_while(|word| *word != "__watchdog").nth(1).map(PathBuf::from)
    });
    kill_process(Pid::from_child(&going.child), signal).unwrap();
    let code = program::wait(&mut going.child, LIMIT);
    Ended { known, profile, code: code.flatten() }
}

/// A walk that was ended.
struct Ended {
    known: Vec<Process>,
    profile: Option<PathBuf>,
    code: Option<i32>,
}

/// Ends a walk at a moment, and says what is wrong afterwards.
fn ended(signal: Signal, moment: Moment) -> Result<(), String> {
    let served = walking::serve(Edition::January2024);
    let mut going = Going::start(&served.site, &[], std::convert::identity);
    going.wait_until("the moment", |going| moment.has_come(going))?;
    let ended = end(&mut going, signal);
    let profile = ended.profile.ok_or("no watchdog was there")?;
    let left = processes::left_of(&ended.known, &profile.to_string_lossy(), GONE);
    if !left.is_empty() {
        return Err(format!("still there: {left:#?}"));
    }
    let since = Instant::now();
    while profile.exists() {
        if since.elapsed() > GONE {
            return Err(format!("the profile {} is still there", profile.display()));
        }
        program::moment();
    }
    let record = walking::record_in(&going.record())?;
    if record.complete {
        return Err("the record says that it is complete".to_owned());
    }
    if signal == Signal::KILL {
        return Ok(());
    }
    let code = 128 + signal.as_raw();
    if ended.code != Some(code) {
        return Err(format!("the exit code is {:?} and not {code}: {}", ended.code, going.said()));
    }
    let notes = walking::notes(&served.site);
    if notes == [LEFT_ALONE] { Ok(()) } else { Err(format!("left on the site: {notes:?}: {}", going.said())) }
}

fn hold(signal: Signal, moments: &[Moment]) {
    walking::each(moments.iter().copied(), |moment| ended(signal, moment).map_err(|wrong| format!("{moment:?}: {wrong}")));
}

#[test]
fn after_sigterm_nothing_is_left_on_the_machine_or_the_site() {
    hold(Signal::TERM, &[Moment::Start, Moment::StepFour, Moment::TokenMade, Moment::CleanUp]);
}

#[test]
fn after_an_interrupt_nothing_is_left_on_the_machine_or_the_site() {
    hold(Signal::INT, &[Moment::StepFour, Moment::TokenMade]);
}

#[test]
fn after_sigkill_no_process_is_left_and_the_record_can_be_read() {
    hold(Signal::KILL, &[Moment::Start, Moment::StepFour, Moment::TokenMade, Moment::CleanUp]);
}
