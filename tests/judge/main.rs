//! How well pictures that people made are judged: what is true of each picture against what `guidewalk compare` says of it.
//! `scripts/bench judge` runs it. Walks are kept in the target folder under a digest of what made them, so that a second run
//! needs no browser.

mod bench;
mod fonts;
#[path = "../common/marker.rs"]
#[expect(unreachable_pub, clippy::cast_possible_truncation, reason = "drawing is arithmetic on pixels")]
mod marker;
mod person;
mod sets;
mod takes;

use std::io::Write as _;
use std::path::PathBuf;
use std::process::ExitCode;

use anyhow::Result;
use clap::{Parser, Subcommand};

use bench::Bench;

/// Measures how well pictures that people made are judged.
#[derive(Debug, Parser)]
struct Asked {
    #[command(subcommand)]
    what: What,
    /// What `cargo bench` adds.
    #[arg(long, hide = true, global = true)]
    bench: bool,
}

#[derive(Debug, Subcommand)]
enum What {
    /// The practice guide with pictures as three people would have made them.
    Sets {
        /// The folder that they are put into.
        #[arg(long)]
        into: PathBuf,
    },
}

fn main() -> Result<ExitCode> {
    let asked = Asked::parse();
    let holds = match asked.what {
        What::Sets { into } => sets::make(&Bench::open(1)?, &std::path::absolute(into)?)?,
    };
    Ok(ExitCode::from(u8::from(!holds)))
}

/// Prints one line of a table.
pub(crate) fn line(text: &str) {
    // A closed pipe takes the table away, and that is all.
    let _ = writeln!(std::io::stdout(), "{text}");
}
