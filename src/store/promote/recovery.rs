//! What becomes of a promotion that was broken off, and of what somebody did to its files meanwhile.

use std::fs;
use std::io::ErrorKind;
use std::path::Path;

use anyhow::{Context, Result, bail};

use super::{digest, discard, finish, give_up, replace, take_back};
use crate::store::journal::{Journal, Phase};

/// Finishes or takes back what the journal says was broken off; whoever calls it holds the lock.
pub(super) fn recover_locked(state: &Path) -> Result<()> {
    let Some(journal) = Journal::read(&Journal::path(state))? else { return Ok(()) };
    match journal.phase {
        Phase::Done => finish(journal, state),
        Phase::Preparing => discard(&journal, state),
        Phase::TakingBack => take_back(&journal, state),
        Phase::Committed => {
            check_untouched(&journal, state)?;
            if !can_be_finished(&journal)? {
                return give_up(journal, state);
            }
            replace(&journal, &|_| Ok(true))?;
            finish(journal, state)
        }
    }
}

/// Whether each new file stands in its place, or lies whole beside it: someone may have taken one away meanwhile.
fn can_be_finished(journal: &Journal) -> Result<bool> {
    for entry in &journal.entries {
        let Some(new) = &entry.new else { continue };
        if digest_now(&entry.target)? != entry.new_digest && digest_now(new)? != entry.new_digest {
            return Ok(false);
        }
    }
    Ok(true)
}

/// Someone may have edited a target between the kill and the recovery; that must not be lost.
pub(super) fn check_untouched(journal: &Journal, state: &Path) -> Result<()> {
    for entry in &journal.entries {
        let now = digest_now(&entry.target)?;
        if now == entry.old_digest || now == entry.new_digest {
            continue;
        }
        let others = [&entry.old, &entry.new].into_iter().flatten().filter(|file| file.exists());
        let others: Vec<String> = others.map(|file| file.display().to_string()).collect();
        bail!(
            "an earlier change of {} was broken off, and the file was edited since\nhint: keep what you want of {}, then remove {}",
            entry.target.display(),
            if others.is_empty() { "it".to_owned() } else { others.join(" and ") },
            Journal::path(state).display()
        )
    }
    Ok(())
}

/// The digest of what a file holds; none where it isn't there.
pub(super) fn digest_now(file: &Path) -> Result<Option<String>> {
    match fs::read(file) {
        Err(error) if error.kind() == ErrorKind::NotFound => Ok(None),
        read => read.map(|bytes| Some(digest(&bytes))).with_context(|| format!("cannot read {}", file.display())),
    }
}
