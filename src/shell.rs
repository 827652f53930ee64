//! A command line of the user's, read by the shell, as people expect of one: it gets words, prints some, and is over within its limit
//! with all that it started.

use std::io::{ErrorKind, Read, Write as _};
use std::os::unix::process::CommandExt as _;
use std::process::{Child, Command, Stdio};
use std::sync::mpsc::{Receiver, Sender, channel};
use std::sync::{Arc, Mutex, PoisonError};
use std::time::{Duration, Instant};

use anyhow::{Context as _, Result, bail};
use rustix::process::{Pid, Signal, kill_process_group};

/// Of what a command prints so much is kept, bytes.
const MOST: usize = 64 * 1024;
/// How often one looks whether it has ended.
const A_LOOK: Duration = Duration::from_millis(20);
/// What a command started and left running may keep its output open: nobody waits longer for that.
const LAST_WORDS: Duration = Duration::from_secs(1);

/// A command line.
#[derive(Debug, Clone, Copy)]
pub struct CommandLine<'a> {
    /// What it is called in messages: `the command that …`.
    pub called: &'a str,
    /// The line.
    pub line: &'a str,
    /// What it gets on its standard input.
    pub words: &'a str,
    /// How long it may take.
    pub limit: Duration,
    /// Whether its standard error is shown.
    pub is_shown: bool,
}

impl CommandLine<'_> {
    /// Runs it and gives what it printed. Blocks; as soon as it is not wanted any more it is ended.
    ///
    /// # Errors
    /// When it can't be started, fails, takes too long, or is not wanted any more. What it printed is not in the message.
    pub fn run(&self, is_wanted: impl Fn() -> bool) -> Result<String> {
        let called = self.called;
        if !is_wanted() {
            bail!("{called} was not started: guidewalk is to end");
        }
        let started = Instant::now();
        let mut child = self.started()?;
        let printed = Printed::of(&mut child);
        let status = loop {
            match child.try_wait().with_context(|| format!("{called} was lost"))? {
                Some(status) => break status,
                None if !is_wanted() => {
                    end(&mut child);
                    bail!("{called} was ended: guidewalk is to end");
                }
                None if started.elapsed() > self.limit => {
                    end(&mut child);
                    bail!("{called} took longer than {} s", self.limit.as_secs());
                }
                None => std::thread::park_timeout(A_LOOK),
            }
        };
        if !status.success() {
            bail!("{called} failed ({status})");
        }
        Ok(printed.whole())
    }

    /// Starts it in a process group of its own, and hands it its words beside everything else: it may never read them.
    fn started(&self) -> Result<Child> {
        let mut child = Command::new("sh")
            .args(["-c", self.line])
            .stdin(if self.words.is_empty() { Stdio::null() } else { Stdio::piped() })
            .stdout(Stdio::piped())
            .stderr(if self.is_shown { Stdio::inherit() } else { Stdio::null() })
            .process_group(0)
            .spawn()
            .with_context(|| format!("{} can't be started", self.called))?;
        if let Some(mut stdin) = child.stdin.take() {
            let words = self.words.as_bytes().to_vec();
            std::thread::spawn(move || stdin.write_all(&words));
        }
        Ok(child)
    }
}

/// Ends a command with all that it started.
fn end(child: &mut Child) {
    let _ = kill_process_group(Pid::from_child(child), Signal::KILL);
    let _ = child.wait();
}

/// What a command printed so far, read on a thread of its own.
struct Printed {
    bytes: Arc<Mutex<Vec<u8>>>,
    /// Closed with the output.
    end: Receiver<()>,
}

impl Printed {
    fn of(child: &mut Child) -> Self {
        let (bytes, (until_end, end)) = (Arc::<Mutex<Vec<u8>>>::default(), channel());
        if let Some(mut out) = child.stdout.take() {
            let bytes = Arc::clone(&bytes);
            std::thread::spawn(move || {
                let _until_end: Sender<()> = until_end;
                let mut part = [0; 4096];
                loop {
                    match out.read(&mut part) {
                        Ok(0) => break,
                        Ok(read) => kept(&mut bytes.lock().unwrap_or_else(PoisonError::into_inner), &part[..read]),
                        Err(error) if error.kind() == ErrorKind::Interrupted => {}
                        Err(_) => break,
                    }
                }
            });
        }
        Self { bytes, end }
    }

    /// All that it printed, as text.
    fn whole(&self) -> String {
        let _ = self.end.recv_timeout(LAST_WORDS);
        String::from_utf8_lossy(&self.bytes.lock().unwrap_or_else(PoisonError::into_inner)).into_owned()
    }
}

/// What comes after the most that is kept is read too, so that the command is not held up.
fn kept(bytes: &mut Vec<u8>, part: &[u8]) {
    let room = MOST - bytes.len();
    bytes.extend_from_slice(&part[..part.len().min(room)]);
}

#[cfg(test)]
mod tests {
    use super::*;

    fn command(line: &str) -> CommandLine<'_> {
        CommandLine { called: "the command", line, words: "", limit: Duration::from_secs(20), is_shown: false }
    }

    #[test]
    fn a_command_is_over_within_its_limit_with_all_that_it_started() {
        let file = tempfile::NamedTempFile::new().unwrap();
        let line = format!("sleep 60 & echo $! > '{}'; wait", file.path().display());
        let started = Instant::now();
        let limit = Duration::from_millis(300);
        let message = CommandLine { limit, ..command(&line) }.run(|| true).unwrap_err().to_string();
        assert_eq!(message, "the command took longer than 0 s");
        let grandchild = std::fs::read_to_string(file.path()).unwrap();
        let stat = || std::fs::read_to_string(format!("/proc/{}/stat", grandchild.trim())).unwrap_or_default();
        let is_over = || stat().is_empty() || stat().contains(") Z ");
        while !is_over() && started.elapsed() < Duration::from_secs(10) {
            std::thread::park_timeout(A_LOOK);
        }
        assert!(is_over(), "{}", stat());
        // What goes on and keeps the output open holds up nobody.
        assert_eq!(command("sleep 3 & echo 7").run(|| true).unwrap(), "7\n");
        // A command that reads nothing and never ends can't hold its words either.
        let words = "x".repeat(1 << 20);
        assert!(CommandLine { words: &words, limit, ..command("sleep 60") }.run(|| true).is_err());
        assert!(started.elapsed() < Duration::from_secs(15), "{:?}", started.elapsed());
    }

    #[test]
    fn a_command_that_is_not_wanted_any_more_is_ended() {
        let started = Instant::now();
        let message = command("sleep 60").run(|| started.elapsed() < Duration::from_millis(200)).unwrap_err().to_string();
        assert!(message.starts_with("the command was ended") && started.elapsed() < Duration::from_secs(15), "{message}");
        assert!(command("echo 7").run(|| false).unwrap_err().to_string().contains("was not started"));
        let many = command("head -c 300000 /dev/zero | tr '\\0' x").run(|| true).unwrap();
        assert_eq!(many.len(), MOST);
    }
}
