//! Finishes a promotion at once when guidewalk is killed in it: guidewalk itself, started a second time in a process group of its
//! own. It holds the reading end of a pipe, and when that closes it does what the next start would do.

use std::io::Read as _;
use std::os::unix::process::CommandExt as _;
use std::path::Path;
use std::process::{Child, Command, Stdio};

use anyhow::Result;

use super::promote::recover;

/// The hidden command's name.
pub const FINISH_COMMAND: &str = "__finish";

/// A second guidewalk that waits for the end of this one. Ended when dropped.
#[derive(Debug)]
pub struct Finisher(Child);

impl Finisher {
    /// Starts it; `None` where that doesn't work, and then the next start of guidewalk does its part.
    #[must_use]
    pub fn start(program: &Path, state: &Path) -> Option<Self> {
        let mut command = Command::new(program);
        command.arg(FINISH_COMMAND).arg(state).process_group(0);
        command.stdin(Stdio::piped()).stdout(Stdio::null()).stderr(Stdio::null()).spawn().ok().map(Self)
    }

    /// What it does: waits until standard input closes, then finishes or takes back what was broken off.
    ///
    /// # Errors
    /// When that can't be done; the next start of guidewalk says so.
    pub fn wait_and_finish(state: &Path) -> Result<()> {
        let mut rest = Vec::new();
        let _ = std::io::stdin().read_to_end(&mut rest);
        recover(state)
    }
}

impl Drop for Finisher {
    fn drop(&mut self) {
        drop(self.0.stdin.take());
        let _ = self.0.wait();
    }
}
