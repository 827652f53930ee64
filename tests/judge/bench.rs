//! Where takes, pictures and answers are kept, and who serves the site.

use std::fs;
use std::path::{Path, PathBuf};

use anyhow::{Context as _, Result};
use tokio::runtime::Runtime;

use crate::takes::{self, Take, Taken};

/// What all corpora share.
pub(crate) struct Bench {
    /// Where everything is kept.
    pub(crate) folder: PathBuf,
    /// How many pictures are judged at once.
    pub(crate) jobs: usize,
    /// What is measured.
    pub(crate) program: PathBuf,
    runtime: Runtime,
}

impl Bench {
    /// Opens the bench's folder.
    pub(crate) fn open(jobs: usize, program: Option<PathBuf>) -> Result<Self> {
        let folder = Path::new(env!("CARGO_TARGET_TMPDIR")).join("judge");
        fs::create_dir_all(&folder).with_context(|| format!("{} can't be made", folder.display()))?;
        let program = program.unwrap_or_else(|| PathBuf::from(takes::GUIDEWALK));
        Ok(Self { folder, jobs: jobs.max(1), program, runtime: Runtime::new().context("no site can be served")? })
    }

    /// A walk's record, walked now where it isn't kept.
    pub(crate) fn take(&self, take: &Take) -> Result<Taken> {
        takes::take(&self.folder, &self.runtime, take)
    }
}
