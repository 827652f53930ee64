//! The walks of a night in real browsers, each in a session of its own, and the waits between them.

use std::path::{Path, PathBuf};
use std::time::Duration;

use anyhow::{Result, bail};

use super::super::account;
use super::super::check::{self, Ended};
use super::super::signals::Signals;
use crate::cli::Walking;
use crate::clock;
use crate::conduct::Staging;
use crate::history::Look;
use crate::nightly::Walker;

/// Walks with real browsers.
pub(super) struct Browsers<'a> {
    asked: &'a Walking,
    state: PathBuf,
    walks: usize,
    signals: &'a Signals,
}

impl<'a> Browsers<'a> {
    pub(super) fn new(asked: &'a Walking, state: &Path, signals: &'a Signals) -> Self {
        Self { asked, state: state.to_owned(), walks: 0, signals }
    }

    /// A night that a signal ends is not kept: what it did not see any more may be news.
    fn goes_on(&self) -> Result<()> {
        if self.signals.exit().is_some() {
            bail!("the night was ended, and is not kept");
        }
        Ok(())
    }
}

impl Walker for Browsers<'_> {
    async fn walk(&mut self) -> Result<Look> {
        self.goes_on()?;
        self.walks += 1;
        // One folder for each walk: what is doubted is looked at in both.
        let record = self.asked.record.as_ref().map(|folder| folder.join(format!("walk-{}", self.walks)));
        // The practice site's account is another at each start; nothing of it is worth keeping.
        let state = self.asked.practice.is_none().then(|| self.state.clone());
        let asked = Walking { record, state, ..self.asked.clone() };
        match check::walk(&asked, Staging::Drifted, self.signals).await? {
            Ended::Walked(walked) => {
                self.goes_on()?;
                let folder = walked.folder.path().display().to_string();
                Ok(Look::Walked(Box::new(walked.conducted.record), folder))
            }
            Ended::Waits(why) => account::waits(&why).map(|_| Look::Waits),
        }
    }

    async fn wait(&mut self, time: Duration) -> Result<()> {
        self.signals.hear()?;
        tokio::select! {
            () = clock::pause(time) => {}
            _ = self.signals.came(1) => {}
        }
        self.goes_on()
    }
}
