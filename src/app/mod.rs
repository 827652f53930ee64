//! One function for each command; the only module that knows all the others.

mod accept;
mod account;
mod check;
mod compare;
mod github;
mod nightly;
mod practice;
mod review;
mod show;
mod signals;

use std::io::Write as _;
use std::path::{Path, PathBuf};
use std::process::ExitCode;

use anyhow::{Context, Result, bail};

use crate::cli::{Cli, Command};

/// The exit code of a guidewalk that could not do its job.
const EXIT_TROUBLE: u8 = 2;

/// The exit code of what went wrong.
#[must_use]
pub fn exit_of(error: &anyhow::Error) -> u8 {
    error.downcast_ref::<signals::AtOnce>().map_or(EXIT_TROUBLE, signals::AtOnce::exit)
}

/// Does what was asked for and returns the exit code.
///
/// # Errors
/// When guidewalk could not do its job, or was stopped before all was in good order: [`exit_of`] has the exit code.
pub fn run(cli: Cli) -> Result<ExitCode> {
    if cli.command.is_about_a_guide() {
        let named = cli.command.state().map(Path::to_owned);
        state_folder().ok().into_iter().chain(named).try_for_each(|state| crate::store::recover(&state))?;
    }
    match cli.command {
        Command::Check(asked) => awaited(check::check(&asked)),
        Command::Regenerate(asked) => awaited(check::regenerate(&asked)),
        Command::Nightly(asked) => awaited(nightly::nightly(&asked)),
        Command::History(asked) => nightly::history(&asked),
        Command::Review(asked) => awaited(review::review(&asked)),
        Command::Accept(asked) => accept::accept(&asked),
        Command::Undo(asked) => accept::undo(&asked),
        Command::Report(asked) => show::report(&asked),
        Command::Compare(asked) => compare::compare(&asked),
        Command::Plan(asked) => show::plan(&asked),
        Command::Practice(asked) => awaited(practice::serve(&asked)),
        Command::Sweep(asked) => awaited(account::sweep(&asked)),
        Command::Session(asked) => awaited(account::session(&asked)),
        Command::Secret { what } => account::secret(&what),
        Command::Schema { format } => show::schema(format),
        Command::Doctor => show::doctor(),
        Command::Finish { state } => crate::store::Finisher::wait_and_finish(&state).map(|()| ExitCode::SUCCESS),
        Command::Watchdog { profile, program, arguments } => crate::browser::watchdog::run(profile, &program, &arguments),
    }
}

/// What may still be going on beside a command that has ended is waited for so long.
const AFTERWARDS: std::time::Duration = std::time::Duration::from_secs(5);

/// Does a command that waits for much at once.
fn awaited(command: impl Future<Output = Result<ExitCode>>) -> Result<ExitCode> {
    let runtime = tokio::runtime::Builder::new_multi_thread().worker_threads(2).enable_all().build();
    let runtime = runtime.context("failed to start the runtime")?;
    let done = runtime.block_on(command);
    runtime.shutdown_timeout(AFTERWARDS);
    done
}

/// Writes what was asked for to standard output. A reader that has gone is no error.
fn print(text: &str) -> Result<()> {
    let mut out = std::io::stdout().lock();
    match out.write_all(text.as_bytes()).and_then(|()| out.flush()) {
        Err(error) if error.kind() != std::io::ErrorKind::BrokenPipe => Err(error).context("cannot write to standard output"),
        _ => Ok(()),
    }
}

/// The record that was named, or the newest below this folder.
fn record_folder(named: Option<&Path>) -> Result<PathBuf> {
    match named {
        Some(path) => Ok(path.to_owned()),
        None => crate::store::newest(&here()?),
    }
}

fn here() -> Result<PathBuf> {
    std::env::current_dir().context("the current folder can't be found")
}

/// Whether this runs in continuous integration.
fn is_ci() -> bool {
    std::env::var("CI").is_ok_and(|value| !matches!(value.as_str(), "" | "0" | "false"))
}

/// From now on what a panic says is scrubbed before it is shown.
fn scrub_panics(scrubber: &crate::secrets::Scrubber) {
    let scrubber = scrubber.clone();
    std::panic::set_hook(Box::new(move |panic| {
        let _ = writeln!(std::io::stderr(), "guidewalk broke: {}", scrubber.clean(&panic.to_string()));
    }));
}

/// Where guidewalk keeps what outlives a walk.
fn state_folder() -> Result<PathBuf> {
    if let Some(named) = std::env::var_os("GUIDEWALK_STATE").filter(|named| !named.is_empty()) {
        return Ok(PathBuf::from(named));
    }
    if let Some(state) = std::env::var_os("XDG_STATE_HOME").filter(|named| !named.is_empty()) {
        return Ok(PathBuf::from(state).join("guidewalk"));
    }
    match std::env::home_dir() {
        Some(home) => Ok(home.join(".local/state/guidewalk")),
        None => bail!("no folder for guidewalk's own state\nhint: name one in GUIDEWALK_STATE"),
    }
}
