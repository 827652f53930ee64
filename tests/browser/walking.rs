//! Walks of the practice site, from start to record.

use std::path::{Path, PathBuf};
use std::process::Command;
use std::sync::{Condvar, Mutex, OnceLock, PoisonError};
use std::time::Duration;

use guidewalk::judge::{Finding, Status};
use guidewalk::practice::{self, Edition, Options, Site};
use guidewalk::record::Record;
use tempfile::TempDir;

use crate::{folders, program};

/// No walk may take longer, however busy the machine is.
pub(crate) const LIMIT: Duration = Duration::from_secs(180);

/// The practice guide's text in its folder.
const POST: &str = "_posts/2024-01-10-Generating-a-Token.md";

/// How many browsers run at once.
const SEATS: u32 = 2;

static FREE: Mutex<u32> = Mutex::new(SEATS);
static LEFT: Condvar = Condvar::new();

/// The right to run a browser, given back when dropped.
pub(crate) struct Seat(());

impl Seat {
    /// Waits until a seat is free.
    pub(crate) fn take() -> Self {
        let free = FREE.lock().unwrap_or_else(PoisonError::into_inner);
        let mut free = LEFT.wait_while(free, |free| *free == 0).unwrap_or_else(PoisonError::into_inner);
        *free -= 1;
        Self(())
    }
}

impl Drop for Seat {
    fn drop(&mut self) {
        *FREE.lock().unwrap_or_else(PoisonError::into_inner) += 1;
        LEFT.notify_one();
    }
}

/// A walk that is over.
pub(crate) struct Walked {
    pub(crate) code: Option<i32>,
    pub(crate) record: Record,
    pub(crate) folder: TempDir,
    pub(crate) said: String,
}

impl Walked {
    /// The record's own folder.
    pub(crate) fn record_folder(&self) -> PathBuf {
        self.folder.path().join("record")
    }

    /// The steps of a status.
    pub(crate) fn steps(&self, status: Status) -> Vec<u32> {
        self.record.steps.iter().filter(|step| step.status == status).map(|step| step.step).collect()
    }

    /// Everything that two walks of the same site must agree on.
    pub(crate) fn essence(&self) -> Vec<String> {
        let finding = |finding: &Finding| said(finding);
        let step = |step: &guidewalk::record::StepRecord| {
            let findings: Vec<String> = step.findings.iter().map(finding).collect();
            format!("{} {} {:?} {}", step.step, step.status, step.reason, findings.join("; "))
        };
        self.record.steps.iter().map(step).collect()
    }

    /// What it came to, for messages.
    pub(crate) fn in_words(&self) -> String {
        format!("exit code {:?}\n{}\n{}", self.code, self.essence().join("\n"), self.said)
    }
}

/// A finding in a line: `renamed misleading "Your stars" -> "Stars"`.
pub(crate) fn said(finding: &Finding) -> String {
    format!("{} {} {:?} -> {:?}", finding.kind, finding.severity, finding.was, finding.now)
}

/// `guidewalk check` with these arguments, on a practice site of its own.
pub(crate) fn check(arguments: &[&str]) -> Walked {
    let folder = program::folder();
    let mut command = command(folder.path(), arguments);
    walked(folder, &mut command)
}

/// `guidewalk check` of the practice guide on a practice site that the test serves.
pub(crate) fn check_on(site: &Site, arguments: &[&str]) -> Walked {
    let folder = program::folder();
    let mut command = command_on(folder.path(), site, arguments);
    walked(folder, &mut command)
}

/// The command of [`check`], to be run elsewhere.
pub(crate) fn command(folder: &Path, arguments: &[&str]) -> Command {
    let record = folder.join("record");
    let mut command = program::guidewalk(folder, &["check"]);
    command.args(arguments).arg("--record").arg(record);
    command
}

/// The command of [`check_on`], to be run elsewhere.
pub(crate) fn command_on(folder: &Path, site: &Site, arguments: &[&str]) -> Command {
    let mut command = command(folder, arguments);
    command.arg(practice_guide()).args(["--site", &site.base_url]);
    command.env("GUIDEWALK_LOGIN", &site.account.login).env("GUIDEWALK_PASSWORD", &site.account.password);
    command.env("GUIDEWALK_TOTP", &site.account.totp);
    command
}

fn practice_guide() -> PathBuf {
    program::in_repository("snapshots/guides/generating-a-token").join(POST)
}

/// The practice guide with pictures of 2024-01 that this machine's own browser took, made once for a run of the tests: where
/// another version took those of the repository, pixels are not compared, and what only they know is not found.
pub(crate) fn guide_of_this_browser() -> PathBuf {
    static MADE: OnceLock<TempDir> = OnceLock::new();
    let folder = MADE.get_or_init(|| {
        let folder = program::folder();
        folders::copy(&program::in_repository("snapshots/guides/generating-a-token"), folder.path()).unwrap();
        let guide = folder.path().join(POST).to_string_lossy().into_owned();
        let arguments = ["regenerate", &guide, "--practice=2024-01", "--all", "--accept", "--quiet"];
        let seat = Seat::take();
        let ran = program::run(&mut program::guidewalk(folder.path(), &arguments), LIMIT);
        drop(seat);
        assert_eq!(ran.code, Some(0), "{}{}", ran.stdout, ran.stderr);
        folder
    });
    folder.path().join(POST)
}

/// Runs a command of [`command`], and reads its record in the folder.
pub(crate) fn walked(folder: TempDir, command: &mut Command) -> Walked {
    let seat = Seat::take();
    let ran = program::run(command, LIMIT);
    drop(seat);
    let record = record_in(&folder.path().join("record")).unwrap_or_else(|error| panic!("{error}\n{}", ran.stderr));
    Walked { code: ran.code, record, folder, said: ran.stdout + &ran.stderr }
}

/// Reads a record.
pub(crate) fn record_in(folder: &Path) -> Result<Record, String> {
    let path = folder.join("record.json");
    let bytes = std::fs::read(&path).map_err(|error| format!("{}: {error}", path.display()))?;
    serde_json::from_slice(&bytes).map_err(|error| format!("{}: {error}", path.display()))
}

/// A practice site that a test serves, with what serves it.
pub(crate) struct Served {
    pub(crate) site: Site,
    pub(crate) runtime: tokio::runtime::Runtime,
}

/// Serves the edition that the practice guide describes.
pub(crate) fn serve(edition: Edition) -> Served {
    serve_with(Options { edition, ..Options::default() })
}

/// Serves what the options ask for.
pub(crate) fn serve_with(options: Options) -> Served {
    let runtime = tokio::runtime::Builder::new_multi_thread().worker_threads(1).enable_all().build().unwrap();
    let site = runtime.block_on(practice::serve(options)).unwrap();
    Served { site, runtime }
}

/// The notes of the tokens that a site has.
pub(crate) fn notes(site: &Site) -> Vec<String> {
    site.tokens().into_iter().map(|token| token.note).collect()
}

/// The token that every practice site has from the start.
pub(crate) const LEFT_ALONE: &str = "backup job (leave alone)";

/// Holds a claim to every case, side by side as seats allow, and ends the test with all that went wrong.
pub(crate) fn each<T: Send>(cases: impl IntoIterator<Item = T>, claim: impl Fn(T) -> Result<(), String> + Sync) {
    let cases = Mutex::new(cases.into_iter().collect::<Vec<_>>());
    let wrong = Mutex::new(Vec::new());
    std::thread::scope(|scope| {
        for _ in 0..SEATS {
            scope.spawn(|| {
                loop {
                    let Some(case) = cases.lock().unwrap().pop() else { break };
                    if let Err(message) = claim(case) {
                        wrong.lock().unwrap().push(message);
                    }
                }
            });
        }
    });
    let wrong = wrong.into_inner().unwrap();
    assert!(wrong.is_empty(), "{} went wrong:\n\n{}", wrong.len(), wrong.join("\n\n"));
}

/// Makes all pictures of a guide in a folder anew and accepts them, on an edition with what differs from night to night.
pub(crate) fn regenerated(folder: &Path, guide: &str, edition: &str, noises: &[&str]) {
    let mut command = program::guidewalk(folder, &["regenerate", guide, "--all", "--accept", "--quiet"]);
    command.arg(format!("--practice={edition}"));
    command.args(noises.iter().flat_map(|noise| ["--noise", noise]));
    let seat = Seat::take();
    let ran = program::run(&mut command, LIMIT);
    drop(seat);
    assert_eq!(ran.code, Some(0), "{}{}", ran.stdout, ran.stderr);
}
