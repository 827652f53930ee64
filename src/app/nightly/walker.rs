//! The walks of a night in real browsers, each in a session of its own, and the waits between them.

use std::path::{Path, PathBuf};
use std::time::Duration;

use anyhow::{Result, bail};

use super::super::check::{self, Ended};
use super::super::{account, signals};
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
    stopped: Option<u8>,
}

impl<'a> Browsers<'a> {
    pub(super) fn new(asked: &'a Walking, state: &Path) -> Self {
        Self { asked, state: state.to_owned(), walks: 0, stopped: None }
    }

    /// The exit code of a night that a signal ended.
    pub(super) const fn stopped(&self) -> Option<u8> {
        self.stopped
    }
}

impl Walker for Browsers<'_> {
    async fn walk(&mut self) -> Result<Look> {
        self.walks += 1;
        // One folder for each walk: what is doubted is looked at in both.
        let record = self.asked.record.as_ref().map(|folder| folder.join(format!("walk-{}", self.walks)));
        // The practice site's account is another at each start; nothing of it is worth keeping.
        let state = self.asked.practice.is_none().then(|| self.state.clone());
        let asked = Walking { record, state, ..self.asked.clone() };
        match check::walk(&asked, Staging::Drifted).await? {
            Ended::Walked(walked) if !walked.conducted.record.complete => {
                self.stopped = Some(walked.conducted.exit);
                bail!("the night was stopped, and is not kept")
            }
            Ended::Walked(walked) => {
                let folder = walked.folder.path().display().to_string();
                Ok(Look::Walked(Box::new(walked.conducted.record), folder))
            }
            Ended::Waits(why) => account::waits(&why).map(|_| Look::Waits),
        }
    }

    async fn wait(&mut self, time: Duration) -> bool {
        tokio::select! {
            () = clock::pause(time) => true,
            () = signals::first() => false,
        }
    }
}
