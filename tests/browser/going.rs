//! A walk that goes on, so that a test can do something to it meanwhile.

use std::fs::File;
use std::path::PathBuf;
use std::process::{Child, Command};
use std::time::Instant;

use guidewalk::practice::Site;
use tempfile::TempDir;

use crate::program;
use crate::walking::{self, LIMIT, Seat};

/// A walk that goes on, on a site that the test serves.
pub(crate) struct Going<'a> {
    pub(crate) child: Child,
    pub(crate) folder: TempDir,
    /// Where it puts what is temporary. Its path is short, as that of usual ones.
    pub(crate) temporary: TempDir,
    pub(crate) site: &'a Site,
    _seat: Seat,
}

impl<'a> Going<'a> {
    /// Starts it once a seat is free; `dressed` may put something around its command.
    pub(crate) fn start(site: &'a Site, arguments: &[&str], dressed: impl FnOnce(Command) -> Command) -> Self {
        let seat = Seat::take();
        let folder = program::folder();
        let temporary = tempfile::Builder::new().prefix("gw").tempdir().unwrap();
        let mut command = dressed(walking::command_on(folder.path(), site, arguments));
        let output = |name: &str| File::create(folder.path().join(name)).unwrap();
        command.env("TMPDIR", temporary.path()).stdout(output("stdout")).stderr(output("stderr"));
        Self { child: command.spawn().unwrap(), folder, temporary, site, _seat: seat }
    }

    /// The folder of its record.
    pub(crate) fn record(&self) -> PathBuf {
        self.folder.path().join("record")
    }

    /// What it said on standard error so far.
    pub(crate) fn said(&self) -> String {
        std::fs::read_to_string(self.folder.path().join("stderr")).unwrap()
    }

    /// How often the site was asked for a path so far.
    pub(crate) fn asked_for(&self, path: &str) -> usize {
        self.site.log().iter().filter(|request| request.path == path).count()
    }

    /// Waits for something to come while the walk goes on.
    pub(crate) fn wait_until(&mut self, what: &str, holds: impl Fn(&Self) -> bool) -> Result<(), String> {
        let started = Instant::now();
        while !holds(self) {
            let ended = self.child.try_wait().unwrap();
            if ended.is_some() || started.elapsed() > LIMIT {
                return Err(format!("{what} never came ({ended:?}): {}", self.said()));
            }
            program::moment();
        }
        Ok(())
    }
}
