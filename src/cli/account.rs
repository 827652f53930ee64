//! The grammar of the commands that deal with accounts.

use std::path::PathBuf;

use clap::{Args, Subcommand};

/// Which account of which site.
#[derive(Debug, Args)]
pub struct Site {
    /// The walk file, which names the site and its secrets [default: the built-in walk of GitHub's token page]
    #[arg(long, value_name = "FILE", global = true)]
    pub walk: Option<PathBuf>,
    /// Another origin than the walk file's
    #[arg(long, value_name = "URL", global = true)]
    pub site: Option<String>,
    /// The folder for what outlives a walk [default: $GUIDEWALK_STATE, else ~/.local/state/guidewalk]
    #[arg(long, value_name = "DIR", global = true)]
    pub state: Option<PathBuf>,
}

/// See `guidewalk sweep --help`.
#[derive(Debug, Args)]
pub struct Sweep {
    #[command(flatten)]
    /// Which account.
    pub site: Site,
    /// The API's address [default: the walk file's; with --site SITE/api/v3]
    #[arg(long, value_name = "URL")]
    pub api: Option<String>,
    /// Only say what was left behind
    #[arg(long)]
    pub list: bool,
}

/// See `guidewalk session --help`.
#[derive(Debug, Args)]
pub struct SessionCommand {
    #[command(flatten)]
    /// Which account.
    pub site: Site,
    /// What to do
    #[command(subcommand)]
    pub what: SessionWhat,
}

/// What can be done with a kept sign-in.
#[derive(Debug, Subcommand)]
pub enum SessionWhat {
    /// Say whether one is kept, until when, and whether the account pauses
    Show,
    /// Forget it
    Forget,
    /// End a pause: the next walk may sign in again
    Resume,
    /// Write it out, to be carried to another machine; whoever has it is signed in
    Export {
        /// The file; only you will be able to read it
        file: PathBuf,
    },
    /// Keep a sign-in from a file: what `export` wrote, or cookies as browser extensions save them
    Import {
        /// The file
        file: PathBuf,
    },
    /// Open a browser, let you sign in by hand, and keep the sign-in
    Open,
}

/// What can be done with secrets.
#[derive(Debug, Subcommand)]
pub enum SecretCommand {
    /// Ask for a secret, without showing it, and put it into the system's keyring; where there is no terminal its first line of input
    /// is taken
    Set {
        /// The variable that the walk file names for it, for example GUIDEWALK_PASSWORD
        name: String,
    },
    /// Take a secret out of the system's keyring
    Forget {
        /// Its name
        name: String,
    },
    /// Say where each of a walk file's secrets would come from; never what it is
    List {
        /// The walk file [default: the built-in walk of GitHub's token page]
        #[arg(long, value_name = "FILE")]
        walk: Option<PathBuf>,
    },
}
