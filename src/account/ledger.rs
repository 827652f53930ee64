//! What walks are about to make, written down before it is made and struck out when it was taken back: what stays here was left
//! behind by a walk that was killed or could not clean up.

use std::path::PathBuf;

use anyhow::Result;
use jiff::Timestamp;
use serde::{Deserialize, Serialize};

use super::{Account, file};

/// Something that a walk made, or was about to make.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Made {
    /// The walk's own mark: what it makes is named after it, so that nothing else is ever taken away.
    pub run: String,
    /// When it was about to be made.
    pub at: Timestamp,
    /// The walk file that knows how it is taken back; `None`: the built-in one.
    pub walk: Option<PathBuf>,
}

impl Account {
    /// All that was made and not taken back, oldest first.
    ///
    /// # Errors
    /// When the file can't be read or is spoilt.
    pub fn left_behind(&self) -> Result<Vec<Made>> {
        Ok(file::read(&self.folder.join("made.json"))?.unwrap_or_default())
    }

    /// Writes down what is about to be made.
    ///
    /// # Errors
    /// When the file can't be read or written: then nothing must be made.
    pub fn about_to_make(&self, made: &Made) -> Result<()> {
        let mut all = self.left_behind()?;
        all.retain(|one| one.run != made.run);
        all.push(made.clone());
        file::write(&self.folder.join("made.json"), &all)
    }

    /// Strikes out what was taken back.
    ///
    /// # Errors
    /// When the file can't be read or written.
    pub fn taken_back(&self, run: &str) -> Result<()> {
        let mut all = self.left_behind()?;
        let before = all.len();
        all.retain(|one| one.run != run);
        if all.len() == before { Ok(()) } else { file::write(&self.folder.join("made.json"), &all) }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_was_made_stays_until_it_is_taken_back() {
        let state = tempfile::tempdir().unwrap();
        let account = Account::at(state.path(), "https://example.org", "someone").unwrap();
        let made = |run: &str| Made { run: run.to_owned(), at: Timestamp::UNIX_EPOCH, walk: None };
        account.about_to_make(&made("one")).unwrap();
        account.about_to_make(&made("two")).unwrap();
        account.about_to_make(&made("two")).unwrap();
        account.taken_back("one").unwrap();
        account.taken_back("never heard of").unwrap();
        assert_eq!(account.left_behind().unwrap(), [made("two")]);
    }
}
