//! What git says about a file: whether work that nobody has committed would be written over.

use std::path::Path;
use std::process::{Command, Stdio};

use anyhow::{Result, bail};

use crate::references::TAKEN_FILE;
use crate::store::{self, Before, Change, Written};

/// Refuses to write over a file with changes that are not committed. Where there is no git, or no checkout, nothing is refused.
/// `own` are files with the digest that guidewalk itself gave them last: those are nobody's work. `taken.json` is guidewalk's
/// own too, and what is in it stays.
///
/// # Errors
/// Names the files, with what to do.
pub(super) fn refuse_uncommitted(changes: &[Change], own: &Written) -> Result<()> {
    let is_own = |change: &&Change| {
        let known = change.path.canonicalize().ok().and_then(|path| own.get(&path).cloned());
        known.is_some_and(|known| change.before == Before::Digest(known)) || change.path.ends_with(TAKEN_FILE)
    };
    let there = changes.iter().filter(|change| change.before != Before::Absent && !is_own(change));
    let uncommitted: Vec<String> = there
        .map(|change| change.path.as_path())
        .filter(|path| is_uncommitted(path))
        .map(|path| path.display().to_string())
        .collect();
    if uncommitted.is_empty() {
        return Ok(());
    }
    let names = uncommitted.join(", ");
    let quoted: Vec<String> = uncommitted.iter().map(|name| format!("'{name}'")).collect();
    bail!(
        "changes that are not committed would be written over: {names}\nhint: keep them first, `git commit -- {}`, or write all the same with `guidewalk accept --force`",
        quoted.join(" ")
    )
}

fn is_uncommitted(path: &Path) -> bool {
    let folder = path.parent().filter(|folder| !folder.as_os_str().is_empty()).unwrap_or(Path::new("."));
    let Some(name) = path.file_name() else { return false };
    let asked = Command::new("git")
        .args(["status", "--porcelain", "--"])
        .arg(Path::new(".").join(name))
        .current_dir(folder)
        .env("GIT_OPTIONAL_LOCKS", "0")
        .stdin(Stdio::null())
        .stderr(Stdio::null())
        .output();
    asked.is_ok_and(|answer| answer.status.success() && !answer.stdout.is_empty())
}

/// The digest of a file's bytes as a change expects them.
///
/// # Errors
/// When the file is there and can't be read.
pub(super) fn before(path: &Path) -> std::io::Result<(Before, Option<Vec<u8>>)> {
    match std::fs::read(path) {
        Ok(bytes) => Ok((Before::Digest(store::digest(&bytes)), Some(bytes))),
        Err(error) if error.kind() == std::io::ErrorKind::NotFound => Ok((Before::Absent, None)),
        Err(error) => Err(error),
    }
}
