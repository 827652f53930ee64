//! How far a promotion came, on disk in the state folder, and the lock that lets only one go on at a time.

use std::fs::{self, File};
use std::path::{Path, PathBuf};

use anyhow::{Context, Result, bail};
use serde::{Deserialize, Serialize};

use super::atomic::{self, Care};

/// How far a promotion came.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub(super) enum Phase {
    /// New bytes are being laid beside the targets; all targets are old.
    Preparing,
    /// Everything is laid ready and the targets are being replaced: it will be finished.
    Committed,
    /// A target could not be replaced: it will be taken back.
    TakingBack,
    /// All targets are new. The old bytes stay until the next promotion is done.
    Done,
}

/// One file of a promotion.
#[derive(Debug, Clone, Serialize, Deserialize)]
pub(super) struct Entry {
    pub(super) target: PathBuf,
    /// Beside the target: what it will be; `None` where it goes.
    pub(super) new: Option<PathBuf>,
    /// In the state folder: what it was; `None` where it wasn't there.
    pub(super) old: Option<PathBuf>,
    pub(super) old_digest: Option<String>,
    pub(super) new_digest: Option<String>,
}

/// A promotion, as it stands on disk.
#[derive(Debug, Serialize, Deserialize)]
pub(super) struct Journal {
    pub(super) phase: Phase,
    /// Whether it takes the last promotion back.
    #[serde(default)]
    pub(super) undoes: bool,
    pub(super) entries: Vec<Entry>,
}

impl Journal {
    /// The promotion that is going on, or was broken off.
    pub(super) fn path(state: &Path) -> PathBuf {
        state.join("going-on.json")
    }

    /// The last one that was done, with what it takes to take it back.
    pub(super) fn path_of_last(state: &Path) -> PathBuf {
        state.join("accepted.json")
    }

    pub(super) fn write(&self, path: &Path) -> Result<()> {
        let json = serde_json::to_vec_pretty(self).context("cannot put the journal into JSON")?;
        atomic::write(path, &json, Care::Machine).with_context(|| format!("cannot write {}", path.display()))
    }

    pub(super) fn read(path: &Path) -> Result<Option<Self>> {
        let bytes = match fs::read(path) {
            Err(error) if error.kind() == std::io::ErrorKind::NotFound => return Ok(None),
            read => read.with_context(|| format!("cannot read {}", path.display()))?,
        };
        serde_json::from_slice(&bytes).map(Some).map_err(|error| {
            let hint = "look at the guide with git diff, then remove this file";
            anyhow::anyhow!("{} is spoilt: {error}\nhint: {hint}", path.display())
        })
    }
}

/// Nobody else promotes while this is held; the system lets go of it whatever happens.
pub(super) fn lock(state: &Path) -> Result<File> {
    let path = lock_path(state);
    let file = File::create(&path).with_context(|| format!("cannot write {}", path.display()))?;
    match file.try_lock() {
        Ok(()) => Ok(file),
        Err(fs::TryLockError::WouldBlock) => {
            bail!("another guidewalk is changing a guide\nhint: try again when it has ended")
        }
        Err(fs::TryLockError::Error(error)) => Err(error).with_context(|| format!("cannot lock {}", path.display())),
    }
}

pub(super) fn lock_path(state: &Path) -> PathBuf {
    state.join("lock")
}

/// Where something is half done: the lock, waited for. A process that is killed closes its files one after the other, so that
/// whoever hears of its end may come before the lock is free.
pub(super) fn lock_if_there(state: &Path) -> Result<Option<File>> {
    if !Journal::path(state).exists() {
        return Ok(None);
    }
    let path = lock_path(state);
    let file = File::create(&path).with_context(|| format!("cannot write {}", path.display()))?;
    file.lock().with_context(|| format!("cannot lock {}", path.display()))?;
    Ok(Some(file))
}
