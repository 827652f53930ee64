//! The processes that run now.

use std::process::Command;
use std::time::{Duration, Instant};

use crate::program;

/// A process: its number, its parent's, and its command line.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Process {
    pub(crate) id: u32,
    pub(crate) parent: u32,
    pub(crate) command: String,
}

/// All processes that still run; those that ended and wait to be fetched by their parents are none.
fn all() -> Vec<Process> {
    let listed = Command::new("ps").args(["-A", "-ww", "-o", "pid=,ppid=,stat=,args="]).output().unwrap();
    let lines = String::from_utf8_lossy(&listed.stdout).into_owned();
    lines.lines().filter_map(process).collect()
}

fn process(line: &str) -> Option<Process> {
    let mut rest = line.trim_start();
    let mut next = || {
        let (word, after) = rest.split_once(char::is_whitespace)?;
        rest = after.trim_start();
        Some(word)
    };
    let (id, parent, state) = (next()?.parse().ok()?, next()?.parse().ok()?, next()?);
    (!state.starts_with('Z')).then(|| Process { id, parent, command: rest.to_owned() })
}

/// All that a process started, and what that started.
pub(crate) fn below(ancestor: u32) -> Vec<Process> {
    let all = all();
    let mut found: Vec<Process> = Vec::new();
    let mut parents = vec![ancestor];
    while let Some(parent) = parents.pop() {
        for child in all.iter().filter(|process| process.parent == parent) {
            parents.push(child.id);
            found.push(child.clone());
        }
    }
    found
}

/// What is left, after `limit` at most, of these processes and of all that have `mark` in their command line.
pub(crate) fn left_of(known: &[Process], mark: &str, limit: Duration) -> Vec<Process> {
    let started = Instant::now();
    loop {
        let is_known = |process: &Process| known.iter().any(|known| (known.id, &known.command) == (process.id, &process.command));
        let left: Vec<Process> =
            all().into_iter().filter(|process| is_known(process) || process.command.contains(mark)).collect();
        if left.is_empty() || started.elapsed() > limit {
            return left;
        }
        program::moment();
    }
}
