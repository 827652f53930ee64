//! What tests of the whole program share: guidewalk run as people run it, apart from this machine's own settings, and never
//! longer than a limit.

use std::io::Read;
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Stdio};
use std::thread::JoinHandle;
use std::time::{Duration, Instant};

use tempfile::TempDir;

/// The program that is tested.
pub(crate) const GUIDEWALK: &str = env!("CARGO_BIN_EXE_guidewalk");

/// A run that is over.
#[derive(Debug)]
pub(crate) struct Ran {
    /// The exit code; `None` where a signal ended it.
    pub(crate) code: Option<i32>,
    pub(crate) stdout: String,
    pub(crate) stderr: String,
}

/// A folder of one test, gone with it.
pub(crate) fn folder() -> TempDir {
    tempfile::tempdir_in(env!("CARGO_TARGET_TMPDIR")).unwrap()
}

/// A path in the repository.
pub(crate) fn in_repository(path: &str) -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join(path)
}

/// guidewalk, started in `folder`: with its own state and home, in no CI, and with no secret of whoever runs the tests.
pub(crate) fn guidewalk(folder: &Path, arguments: &[&str]) -> Command {
    let mut command = crate::apart::guidewalk(GUIDEWALK, folder);
    command.args(arguments);
    command
}

/// Runs a command to its end. One that takes longer than `limit` is killed, which ends the test.
pub(crate) fn run(command: &mut Command, limit: Duration) -> Ran {
    let mut child = command.stdout(Stdio::piped()).stderr(Stdio::piped()).spawn().unwrap();
    let stdout = read(child.stdout.take().unwrap());
    let stderr = read(child.stderr.take().unwrap());
    let code = wait(&mut child, limit);
    let (stdout, stderr) = (stdout.join().unwrap(), stderr.join().unwrap());
    match code {
        Some(code) => Ran { code, stdout, stderr },
        None => panic!("no end after {limit:?}: {command:?}\n{stdout}\n{stderr}"),
    }
}

/// Waits for a program's end and returns its exit code; after `limit` it is killed, and `None` comes back.
pub(crate) fn wait(child: &mut Child, limit: Duration) -> Option<Option<i32>> {
    let started = Instant::now();
    while started.elapsed() < limit {
        if let Some(status) = child.try_wait().unwrap() {
            return Some(status.code());
        }
        moment();
    }
    child.kill().unwrap();
    child.wait().unwrap();
    None
}

/// Lets a moment pass between two looks at something.
pub(crate) fn moment() {
    std::thread::park_timeout(Duration::from_millis(5));
}

fn read(mut from: impl Read + Send + 'static) -> JoinHandle<String> {
    std::thread::spawn(move || {
        let mut bytes = Vec::new();
        from.read_to_end(&mut bytes).unwrap();
        String::from_utf8_lossy(&bytes).into_owned()
    })
}
