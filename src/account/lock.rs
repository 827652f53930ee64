//! One walk at a time for each account. The system lets go of the lock whatever happens to its holder; the file says who that is.

use std::fs::{File, OpenOptions, TryLockError};
use std::io::{Read as _, Seek as _, Write as _};

use anyhow::{Context as _, Result};
use jiff::Timestamp;
use serde::{Deserialize, Serialize};

use super::Account;

/// Who is walking with an account.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Holder {
    /// Its process.
    pub process: u32,
    /// Since when.
    pub since: Timestamp,
    /// What it does: `check of guide.md`.
    pub doing: String,
}

impl std::fmt::Display for Holder {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "process {}, {}, since {}", self.process, self.doing, self.since.strftime("%Y-%m-%d %H:%M:%S UTC"))
    }
}

/// Held as long as it lives.
#[derive(Debug)]
pub struct Lock {
    _file: File,
}

impl Account {
    /// Takes the lock; where someone else has it, `Err` of the inner result says who, as far as can be known.
    ///
    /// # Errors
    /// When the file can't be opened, locked or written.
    pub fn lock(&self, doing: &str) -> Result<Result<Lock, Option<Holder>>> {
        let path = self.folder.join("lock");
        let cannot = || format!("cannot lock {}", path.display());
        let mut file = OpenOptions::new().read(true).write(true).create(true).truncate(false).open(&path).with_context(cannot)?;
        match file.try_lock() {
            Ok(()) => {}
            Err(TryLockError::WouldBlock) => {
                let mut words = String::new();
                let _ = file.read_to_string(&mut words);
                return Ok(Err(serde_json::from_str(&words).ok()));
            }
            Err(TryLockError::Error(error)) => return Err(error).with_context(cannot),
        }
        let holder = Holder { process: std::process::id(), since: Timestamp::now(), doing: doing.to_owned() };
        let words = serde_json::to_vec(&holder).with_context(cannot)?;
        file.set_len(0).and_then(|()| file.rewind()).and_then(|()| file.write_all(&words)).with_context(cannot)?;
        Ok(Ok(Lock { _file: file }))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_second_is_told_who_is_first_and_comes_after_it() {
        let state = tempfile::tempdir().unwrap();
        let account = Account::at(state.path(), "https://example.org", "someone").unwrap();
        let lock = account.lock("check of guide.md").unwrap().unwrap();
        let holder = account.lock("another").unwrap().unwrap_err().unwrap();
        assert_eq!((holder.process, holder.doing.as_str()), (std::process::id(), "check of guide.md"));
        let other = Account::at(state.path(), "https://example.org", "someone-else").unwrap();
        assert!(other.lock("another account").unwrap().is_ok());
        drop(lock);
        assert!(account.lock("another").unwrap().is_ok());
    }
}
