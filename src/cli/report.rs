//! `guidewalk report`: the grammar of what shows what is known already.

use std::path::PathBuf;

use clap::{Args, ValueEnum};

/// See `guidewalk report --help`.
#[derive(Debug, Args)]
pub struct Report {
    /// The record's folder [default: the newest]
    #[arg(value_name = "RECORD")]
    pub record: Option<PathBuf>,
    /// In which form
    #[arg(long, value_enum, default_value_t = ReportFormat::Text)]
    pub format: ReportFormat,
    /// Write it into a file instead of standard output
    #[arg(long, value_name = "FILE")]
    pub out: Option<PathBuf>,
    /// For the page: the folder with the guide's nights [default: $GUIDEWALK_STATE, else ~/.local/state/guidewalk]
    #[arg(long, value_name = "DIR")]
    pub state: Option<PathBuf>,
}

/// See `guidewalk history --help`.
#[derive(Debug, Args)]
pub struct HistoryCommand {
    /// The guide, a Markdown file [default: all guides of the state folder]
    #[arg(value_name = "GUIDE")]
    pub guide: Option<PathBuf>,
    /// The folder for what outlives a walk [default: $GUIDEWALK_STATE, else ~/.local/state/guidewalk]
    #[arg(long, value_name = "DIR")]
    pub state: Option<PathBuf>,
    /// In which form
    #[arg(long, value_enum, default_value_t = HistoryFormat::Text)]
    pub format: HistoryFormat,
    /// Write it into a file instead of standard output
    #[arg(long, value_name = "FILE")]
    pub out: Option<PathBuf>,
}

/// The form of a history.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub enum HistoryFormat {
    /// For a terminal
    Text,
    /// For programs: a line for each night
    Json,
    /// A picture: a row for each step, a square for each night
    Svg,
    /// A badge that says whether the guide is true, as a picture
    Badge,
    /// The same for badge services (shields.io's endpoint)
    BadgeJson,
}

/// The form of a report.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub enum ReportFormat {
    /// For a terminal
    Text,
    /// For a browser: one file with everything in it
    Html,
    /// For programs: the whole record
    Json,
    /// For viewers of test results: JUnit XML, a case for each step
    Junit,
    /// For a job's summary page
    Markdown,
    /// For GitHub: workflow commands, which stand at the guide's file and line when a job prints them
    #[value(alias = "github")]
    Annotations,
    /// The whole record as one zip file, for a bug report; without --out it is guidewalk-record.zip
    Bundle,
}
