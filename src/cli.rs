//! The grammar of the command line: what can be typed, and what `--help` says of it. Nothing is done here.

use std::path::PathBuf;
use std::time::Duration;

use clap::{Args, Parser, Subcommand, ValueEnum};

/// What stands under every `--help`.
const EXIT_CODES: &str = "\
Exit codes:
  0    everything that was looked at is true
  1    the guide is not true any more
  2    guidewalk could not do its job (arguments, files, no browser, full disk)
  3    no drift was seen, but something could not be verified or was left behind
  130, 143  stopped by Ctrl-C or SIGTERM, clean-up done";

/// Keeps a how-to guide true: walks it in a real browser and says which steps have drifted and why.
#[derive(Debug, Parser)]
#[command(name = "guidewalk", version, after_help = EXIT_CODES, max_term_width = 100, arg_required_else_help = true)]
pub struct Cli {
    /// What to do.
    #[command(subcommand)]
    pub command: Command,
}

/// What can be done.
#[derive(Debug, Subcommand)]
pub enum Command {
    /// Walk a guide and say which steps have drifted
    #[command(after_help = "\
Examples:
  guidewalk check --practice                walk the practice guide on the practice site as it is today
  guidewalk check --practice=2024-01        the same as it was when the guide was written
  guidewalk check guide.md                  walk a guide of yours on github.com
  guidewalk check guide.md --step 4 --headed --slow-mo 500   watch one step

Exit codes: 0 true, 1 not true any more, 2 could not do the job, 3 something could not be verified.")]
    Check(Check),
    /// Walk a guide and make new pictures of what has drifted; they wait in the record until you accept them
    Regenerate(Regenerate),
    /// Write the new pictures of a record into its guide
    Accept(Accept),
    /// Show a record again, in another form; no browser is needed
    Report(Report),
    /// Show what a check would do; no browser is needed
    Plan(PlanCommand),
    /// Serve the practice site, to click through it
    Practice(PracticeCommand),
    /// Print the JSON Schema of a format
    Schema {
        /// Which format
        #[arg(value_enum)]
        format: SchemaOf,
    },
    /// Say what is there and what is missing: browser, driver, text reader, fonts
    Doctor,
    /// Ends a driver when guidewalk is gone; started by guidewalk itself
    #[command(name = "__watchdog", hide = true)]
    Watchdog {
        /// The browser's profile folder
        profile: PathBuf,
        /// The driver's program
        program: String,
        /// Its arguments
        #[arg(trailing_var_arg = true, allow_hyphen_values = true)]
        arguments: Vec<String>,
    },
}

/// `check` and its relatives.
#[derive(Debug, Args)]
pub struct Walking {
    /// The guide; without it the one that the walk file names, or with --practice the practice guide
    #[arg(value_name = "GUIDE")]
    pub guide: Option<PathBuf>,
    /// How the guide is carried out; without it the built-in walk of GitHub's token page
    #[arg(long, value_name = "FILE")]
    pub walk: Option<PathBuf>,
    /// Walk another origin than the walk file's
    #[arg(long, value_name = "URL", conflicts_with = "practice")]
    pub site: Option<String>,
    /// Walk the practice site: GitHub's way to a token as it was at that date [editions: 2022-06, 2024-01, 2026-11]
    #[arg(long, value_name = "EDITION", num_args = 0..=1, require_equals = true, default_missing_value = "2026-11")]
    pub practice: Option<String>,
    #[command(flatten)]
    /// What the practice site does differently.
    pub changes: PracticeChanges,
    /// The API's address, where the made token is tried
    #[arg(long, value_name = "URL")]
    pub api: Option<String>,
    /// Where the record goes [default: .guidewalk/<guide>/<UTC time>/]
    #[arg(long, value_name = "DIR")]
    pub record: Option<PathBuf>,
    /// Look at this step only; can be given several times
    #[arg(long = "step", value_name = "N")]
    pub steps: Vec<u32>,
    /// Which browser walks
    #[arg(long, value_enum, default_value_t = BrowserName::Chrome)]
    pub browser: BrowserName,
    /// Use a driver or a Selenium Grid that runs already
    #[arg(long, value_name = "URL")]
    pub webdriver: Option<String>,
    /// Show the browser's window
    #[arg(long)]
    pub headed: bool,
    /// Pause so many milliseconds before each action
    #[arg(long, value_name = "MS", default_value_t = 0)]
    pub slow_mo: u64,
    /// How many seconds one wait may last [default: 10, or what the walk file says]
    #[arg(long, value_name = "S")]
    pub timeout: Option<u64>,
    /// Switch the browser's own sandbox off (always off for root)
    #[arg(long)]
    pub no_sandbox: bool,
    /// Use standard WebDriver commands only, without Chrome's own
    #[arg(long)]
    pub standard_only: bool,
    /// Where addresses that begin with / are looked for [default: found by _config.yml]
    #[arg(long, value_name = "DIR")]
    pub site_root: Option<PathBuf>,
    /// Count cosmetic findings as drift
    #[arg(long)]
    pub strict: bool,
    /// Write down everything that was tried
    #[arg(long, value_name = "FILE")]
    pub log: Option<PathBuf>,
    /// Show no progress
    #[arg(long, short)]
    pub quiet: bool,
}

/// What the practice site does differently.
#[derive(Debug, Args, Default)]
pub struct PracticeChanges {
    /// Practice: make one real change [for example rename-developer-settings]
    #[arg(long = "mutate", value_name = "MUTATION")]
    pub mutate: Vec<String>,
    /// Practice: do what must never alarm [for example markup:7; the number is the seed]
    #[arg(long = "noise", value_name = "NOISE[:SEED]")]
    pub noise: Vec<String>,
    /// Practice: fail [for example server-error, session-lost@/settings/tokens]
    #[arg(long = "fault", value_name = "FAULT[@PATH]")]
    pub fault: Vec<String>,
    /// Practice: whether the password is asked for again before a token is made
    #[arg(long, value_enum, default_value_t = Sudo::Ask)]
    pub sudo: Sudo,
}

/// See `guidewalk check --help`.
#[derive(Debug, Args)]
pub struct Check {
    #[command(flatten)]
    /// How it is walked.
    pub walking: Walking,
    /// What goes to standard output
    #[arg(long, value_enum, default_value_t = CheckFormat::Text)]
    pub format: CheckFormat,
}

/// See `guidewalk regenerate --help`.
#[derive(Debug, Args)]
pub struct Regenerate {
    #[command(flatten)]
    /// How it is walked.
    pub walking: Walking,
    /// Make every picture anew, not only those of drifted steps
    #[arg(long)]
    pub all: bool,
    /// Write the new pictures into the guide at once
    #[arg(long)]
    pub accept: bool,
    /// What goes to standard output
    #[arg(long, value_enum, default_value_t = CheckFormat::Text)]
    pub format: CheckFormat,
}

/// See `guidewalk accept --help`.
#[derive(Debug, Args)]
pub struct Accept {
    /// The record's folder [default: the newest]
    #[arg(long, value_name = "RECORD")]
    pub record: Option<PathBuf>,
    /// The steps to accept [default: all that have a new picture]
    #[arg(value_name = "STEP")]
    pub steps: Vec<u32>,
    /// Write even where CI runs
    #[arg(long)]
    pub in_ci: bool,
}

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
}

/// See `guidewalk plan --help`.
#[derive(Debug, Args)]
pub struct PlanCommand {
    /// The guide; without it the one that the walk file names
    #[arg(value_name = "GUIDE")]
    pub guide: Option<PathBuf>,
    /// How the guide is carried out; without it the built-in walk
    #[arg(long, value_name = "FILE")]
    pub walk: Option<PathBuf>,
    /// Plan the practice guide
    #[arg(long)]
    pub practice: bool,
    /// Where addresses that begin with / are looked for [default: found by _config.yml]
    #[arg(long, value_name = "DIR")]
    pub site_root: Option<PathBuf>,
    /// In which form
    #[arg(long, value_enum, default_value_t = CheckFormat::Text)]
    pub format: CheckFormat,
}

/// See `guidewalk practice --help`.
#[derive(Debug, Args)]
pub struct PracticeCommand {
    /// As it was at that date
    #[arg(long, value_name = "EDITION", default_value = "2026-11")]
    pub edition: String,
    #[command(flatten)]
    /// What it does differently.
    pub changes: PracticeChanges,
    /// The port on loopback [default: any that is free]
    #[arg(long, value_name = "P", default_value_t = 0)]
    pub port: u16,
    /// List the editions, mutations, noises and faults, each with what it should lead to
    #[arg(long)]
    pub list: bool,
}

/// A browser's name.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub enum BrowserName {
    /// Chromium, Chrome and their relatives
    Chrome,
    /// Firefox
    Firefox,
}

/// Whether the password is asked for again.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum, Default)]
pub enum Sudo {
    /// It is
    #[default]
    Ask,
    /// The sign-in was fresh enough
    Fresh,
}

/// What `check` prints.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub enum CheckFormat {
    /// For people
    Text,
    /// For programs
    Json,
}

/// The form of a report.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub enum ReportFormat {
    /// For a terminal
    Text,
    /// For a browser: one file with everything in it
    Html,
    /// For programs
    Json,
}

/// A format that has a schema.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub enum SchemaOf {
    /// Walk files
    Walk,
    /// record.json
    Record,
}

impl Walking {
    /// The flags as settings.
    #[must_use]
    pub fn settings(&self) -> crate::settings::Settings {
        crate::settings::Settings {
            guide: self.guide.clone(),
            walk: self.walk.clone(),
            site: self.site.clone(),
            api: self.api.clone(),
            site_root: self.site_root.clone(),
            steps: self.steps.iter().copied().collect(),
            browser: match self.browser {
                BrowserName::Chrome => crate::settings::BrowserKind::Chrome,
                BrowserName::Firefox => crate::settings::BrowserKind::Firefox,
            },
            webdriver: self.webdriver.clone(),
            headed: self.headed,
            no_sandbox: self.no_sandbox,
            standard_only: self.standard_only,
            slow_motion: Duration::from_millis(self.slow_mo),
            timeout: self.timeout.map(Duration::from_secs),
            strict: self.strict,
            record: self.record.clone(),
            log: self.log.clone(),
        }
    }
}
