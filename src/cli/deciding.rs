//! `guidewalk review`, `accept` and `undo`.

use std::path::PathBuf;

use anyhow::{Result, anyhow};
use clap::Args;

/// See `guidewalk review --help`.
#[derive(Debug, Args)]
pub struct ReviewCommand {
    /// The record's folder, which may come from another machine [default: the newest]
    #[arg(value_name = "RECORD")]
    pub record: Option<PathBuf>,
    /// Decide in this terminal instead of on a page
    #[arg(long)]
    pub tty: bool,
    /// Where the guide is [default: where the walk found it]
    #[arg(long, value_name = "FILE")]
    pub guide: Option<PathBuf>,
    /// Write over changes that are not committed
    #[arg(long)]
    pub force: bool,
    /// guidewalk's own state, where the last writing can be taken back from [default: $GUIDEWALK_STATE, else ~/.local/state/guidewalk]
    #[arg(long, value_name = "DIR")]
    pub state: Option<PathBuf>,
}

/// See `guidewalk accept --help`.
#[derive(Debug, Args)]
pub struct Accept {
    /// The record's folder, then the steps to accept [default: the newest record, and what review decided; where nobody has
    /// reviewed it, all that have a new picture]
    #[arg(value_name = "RECORD] [STEP")]
    pub what: Vec<String>,
    /// Where the guide is [default: where the walk found it]
    #[arg(long, value_name = "FILE")]
    pub guide: Option<PathBuf>,
    /// Write over changes that are not committed
    #[arg(long)]
    pub force: bool,
    /// guidewalk's own state, where the last writing can be taken back from [default: $GUIDEWALK_STATE, else ~/.local/state/guidewalk]
    #[arg(long, value_name = "DIR")]
    pub state: Option<PathBuf>,
    /// Write even where the variable CI is set
    #[arg(long)]
    pub in_ci: bool,
}

/// See `guidewalk undo --help`.
#[derive(Debug, Args)]
pub struct Undo {
    /// guidewalk's own state, where the last writing can be taken back from [default: $GUIDEWALK_STATE, else ~/.local/state/guidewalk]
    #[arg(long, value_name = "DIR")]
    pub state: Option<PathBuf>,
    /// Write even where the variable CI is set
    #[arg(long)]
    pub in_ci: bool,
}

impl Accept {
    /// The record that was named, and the steps.
    ///
    /// # Errors
    /// When something that should be a step is no number.
    pub fn record_and_steps(&self) -> Result<(Option<PathBuf>, Vec<u32>)> {
        let is_steps = |word: &String| word.split(',').all(|step| step.parse::<u32>().is_ok());
        let named = self.what.first().filter(|first| !is_steps(first));
        let words = self.what.iter().skip(usize::from(named.is_some())).flat_map(|word| word.split(','));
        let steps = words.map(|step| {
            step.parse()
                .map_err(|_| anyhow!("'{step}' is no step\nhint: `guidewalk accept RECORD 3 5` names a record, then its steps"))
        });
        Ok((named.map(PathBuf::from), steps.collect::<Result<_>>()?))
    }
}
