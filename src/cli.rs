//! The grammar of the command line: what can be typed, and what `--help` says of it. Nothing is done here.

mod account;
mod compare;
mod deciding;
mod examples;
mod nightly;
mod report;

use std::path::{Path, PathBuf};
use std::time::Duration;

use clap::{Args, Parser, Subcommand, ValueEnum};

pub use account::{SecretCommand, SessionCommand, SessionWhat, Site, Sweep};
pub use compare::Compare;
pub use deciding::{Accept, ReviewCommand, Undo};
pub use nightly::Nightly;
pub use report::{HistoryCommand, HistoryFormat, Report, ReportFormat};

/// Keeps a how-to guide true: walks it in a real browser and says which steps have drifted and why.
#[derive(Debug, Parser)]
#[command(name = "guidewalk", version, after_help = examples::FIRST_STEPS, max_term_width = 100, arg_required_else_help = true)]
pub struct Cli {
    /// What to do.
    #[command(subcommand)]
    pub command: Command,
}

/// What can be done.
#[derive(Debug, Subcommand)]
pub enum Command {
    /// Walk a guide and say which steps have drifted
    #[command(after_help = examples::CHECK)]
    Check(Check),
    /// Walk a guide and make new pictures of what has drifted; they wait in the record to be accepted
    #[command(after_help = examples::REGENERATE)]
    Regenerate(Regenerate),
    /// Check a guide as one of its nights: look again at what is new, keep the history, tell people once
    #[command(after_help = examples::NIGHTLY)]
    Nightly(Box<Nightly>),
    /// Show what the nights said of a guide: since when a step has drifted, a picture, a badge
    #[command(after_help = examples::HISTORY)]
    History(HistoryCommand),
    /// Look at the new pictures and sentences of a record on a page, and decide; no browser is started
    #[command(after_help = examples::REVIEW)]
    Review(ReviewCommand),
    /// Write the new pictures of a record, and what review decided, into its guide
    #[command(after_help = examples::ACCEPT, override_usage = "guidewalk accept [OPTIONS] [RECORD] [STEP]...")]
    Accept(Accept),
    /// Take back what was written into a guide last
    #[command(after_help = examples::UNDO)]
    Undo(Undo),
    /// Show a record again, for a terminal, a browser or a program; no browser is started
    #[command(after_help = examples::REPORT)]
    Report(Report),
    /// Hold one picture against one frame: the judge alone, without guide, walk and browser
    #[command(after_help = examples::COMPARE)]
    Compare(Compare),
    /// Show what a check would do, and whether guide and walk file fit; no browser is started
    #[command(after_help = examples::PLAN)]
    Plan(PlanCommand),
    /// Serve the practice site, to click through it
    #[command(after_help = examples::PRACTICE)]
    Practice(PracticeCommand),
    /// Take back what earlier walks made and left behind
    #[command(after_help = examples::SWEEP)]
    Sweep(Sweep),
    /// Kept sign-ins: show, forget, make by hand, carry to another machine
    #[command(after_help = examples::SESSION)]
    Session(SessionCommand),
    /// Secrets in the system's keyring
    #[command(after_help = examples::SECRET)]
    Secret {
        /// What to do
        #[command(subcommand)]
        what: SecretCommand,
    },
    /// Print the JSON Schema of a format
    #[command(after_help = examples::SCHEMA)]
    Schema {
        /// Which format
        #[arg(value_enum)]
        format: SchemaOf,
    },
    /// Say what is there, what is missing, and the command that mends it
    Doctor,
    /// Finishes what a killed guidewalk was writing; started by guidewalk itself
    #[command(name = "__finish", hide = true)]
    Finish {
        /// The folder with guidewalk's state
        state: PathBuf,
    },
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
#[derive(Debug, Clone, Args)]
pub struct Walking {
    /// The guide, a Markdown file [default: the one that the walk file names; with --practice the practice guide]
    #[arg(value_name = "GUIDE")]
    pub guide: Option<PathBuf>,
    /// How the guide is carried out, stage by stage [default: the built-in walk of GitHub's token page]
    #[arg(long, value_name = "FILE", help_heading = "Guide and walk")]
    pub walk: Option<PathBuf>,
    /// Walk this origin instead of the walk file's, for example a test server
    #[arg(long, value_name = "URL", conflicts_with = "practice", help_heading = "Site")]
    pub site: Option<String>,
    /// Walk the practice site: GitHub's way to a token as it was at that date [default: 2026-11] [editions: 2022-06, 2024-01, 2026-11]
    #[arg(long, value_name = "EDITION", num_args = 0..=1, require_equals = true, default_missing_value = "2026-11", help_heading = "Site")]
    pub practice: Option<String>,
    #[command(flatten)]
    /// What the practice site does differently.
    pub changes: PracticeChanges,
    /// The API's address, where a walk's requests go [default: the walk file's; with --site or --practice SITE/api/v3]
    #[arg(long, value_name = "URL", help_heading = "Site")]
    pub api: Option<String>,
    /// Look at this step only; can be given several times. The way to it is walked all the same
    #[arg(long = "step", value_name = "N", help_heading = "Guide and walk")]
    pub steps: Vec<u32>,
    /// Which browser walks
    #[arg(long, value_enum, default_value_t = BrowserName::Chrome, help_heading = "Browser")]
    pub browser: BrowserName,
    /// Use a driver or a Selenium Grid that runs already
    #[arg(long, value_name = "URL", help_heading = "Browser")]
    pub webdriver: Option<String>,
    /// Show the browser's window
    #[arg(long, help_heading = "Browser")]
    pub headed: bool,
    /// Pause so many milliseconds before each action [default: what the walk file says, else 1000; none on loopback]
    #[arg(long, value_name = "MS", help_heading = "Browser")]
    pub slow_mo: Option<u64>,
    /// How many seconds one wait may last [default: what the walk file says, else 10]
    #[arg(long, value_name = "S", help_heading = "Browser")]
    pub timeout: Option<u64>,
    /// Switch the browser's own sandbox off; for root it always is
    #[arg(long, help_heading = "Browser")]
    pub no_sandbox: bool,
    /// Use standard WebDriver commands only; slower, and the same statuses
    #[arg(long, help_heading = "Browser")]
    pub standard_only: bool,
    /// Where picture addresses that begin with / are looked for [default: found upward by _config.yml]
    #[arg(long, value_name = "DIR", help_heading = "Guide and walk")]
    pub site_root: Option<PathBuf>,
    /// Where the record goes [default: .guidewalk/GUIDE/TIME/; the newest 20 are kept]
    #[arg(long, value_name = "DIR", help_heading = "Outcome")]
    pub record: Option<PathBuf>,
    /// Walk up to the last step that makes nothing: fill the form in, press nothing that counts. The way to begin with a real
    /// account; the record says what every locator of the walk file found
    #[arg(long, help_heading = "Guide and walk")]
    pub rehearse: bool,
    /// The folder for what outlives a walk: kept sign-ins, locks, pauses, what is to be taken back
    /// [default: $GUIDEWALK_STATE, else ~/.local/state/guidewalk]
    #[arg(long, value_name = "DIR", help_heading = "Account")]
    pub state: Option<PathBuf>,
    /// A command that prints the code which the site mails to a new device; without it you are asked, if there is a terminal
    #[arg(long, value_name = "COMMAND", env = "GUIDEWALK_CODE_COMMAND", hide_env_values = true, help_heading = "Account")]
    pub code_command: Option<String>,
    /// Count cosmetic findings as drift
    #[arg(long, help_heading = "Outcome")]
    pub strict: bool,
    /// Write down everything that was tried, line by line
    #[arg(long, value_name = "FILE", help_heading = "Outcome")]
    pub log: Option<PathBuf>,
    /// Show no progress on standard error
    #[arg(long, short, help_heading = "Outcome")]
    pub quiet: bool,
}

/// What the practice site does differently.
#[derive(Debug, Clone, Args, Default)]
pub struct PracticeChanges {
    /// Make one real change, for example rename-developer-settings; `guidewalk practice --list` names all
    #[arg(long = "mutate", value_name = "MUTATION", help_heading = "Practice site")]
    pub mutate: Vec<String>,
    /// Do what must never alarm, for example avatar or markup:7; the number is the seed
    #[arg(long = "noise", value_name = "NOISE[:SEED]", help_heading = "Practice site")]
    pub noise: Vec<String>,
    /// Fail, for example error-500, or on one page: session-lost@/settings/tokens
    #[arg(long = "fault", value_name = "FAULT[@PATH]", help_heading = "Practice site")]
    pub fault: Vec<String>,
    /// Ask more of the account's holder, for example two-factor or sudo-dialog; can be given several times
    #[arg(long = "account", value_name = "FEATURE", help_heading = "Practice site")]
    pub account: Vec<String>,
    /// Whether the password is asked for again before a token is made
    #[arg(long, value_enum, default_value_t = Sudo::Ask, help_heading = "Practice site")]
    pub sudo: Sudo,
}

/// See `guidewalk check --help`.
#[derive(Debug, Args)]
pub struct Check {
    #[command(flatten)]
    /// How it is walked.
    pub walking: Walking,
    /// What goes to standard output
    #[arg(long, value_enum, default_value_t = CheckFormat::Text, help_heading = "Outcome")]
    pub format: CheckFormat,
}

/// See `guidewalk regenerate --help`.
#[derive(Debug, Args)]
pub struct Regenerate {
    #[command(flatten)]
    /// How it is walked.
    pub walking: Walking,
    /// Make every picture anew, not only those of drifted steps
    #[arg(long, help_heading = "Pictures")]
    pub all: bool,
    /// Write the new pictures into the guide at once
    #[arg(long, help_heading = "Pictures")]
    pub accept: bool,
    /// What goes to standard output
    #[arg(long, value_enum, default_value_t = CheckFormat::Text, help_heading = "Outcome")]
    pub format: CheckFormat,
}

/// See `guidewalk plan --help`.
#[derive(Debug, Args)]
pub struct PlanCommand {
    /// The guide, a Markdown file [default: the one that the walk file names]
    #[arg(value_name = "GUIDE")]
    pub guide: Option<PathBuf>,
    /// How the guide is carried out, stage by stage [default: the built-in walk of GitHub's token page]
    #[arg(long, value_name = "FILE")]
    pub walk: Option<PathBuf>,
    /// Plan the practice guide
    #[arg(long)]
    pub practice: bool,
    /// Where picture addresses that begin with / are looked for [default: found upward by _config.yml]
    #[arg(long, value_name = "DIR")]
    pub site_root: Option<PathBuf>,
    /// In which form
    #[arg(long, value_enum, default_value_t = PlanFormat::Text)]
    pub format: PlanFormat,
}

/// See `guidewalk practice --help`.
#[derive(Debug, Args)]
pub struct PracticeCommand {
    /// As it was at that date [editions: 2022-06, 2024-01, 2026-11]
    #[arg(long, value_name = "EDITION", default_value = "2026-11")]
    pub edition: String,
    #[command(flatten)]
    /// What it does differently.
    pub changes: PracticeChanges,
    /// The port on loopback [default: any that is free]
    #[arg(long, value_name = "P", default_value_t = 0)]
    pub port: u16,
    /// List the editions, mutations, noises, faults and features of the account, each with what it should lead to
    #[arg(long)]
    pub list: bool,
    /// Print the code in the newest mail of a practice site that is being served, and nothing else
    #[arg(long, value_name = "URL", conflicts_with = "list")]
    pub mailbox: Option<String>,
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
    /// For GitHub: workflow commands, which stand at the guide's file and line when a job prints them
    #[value(alias = "github")]
    Annotations,
}

/// The form of a plan.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub enum PlanFormat {
    /// For people
    Text,
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
    /// A line of a guide's history
    History,
}

impl Command {
    /// Whether it reads or writes a guide: then what a kill left half written is finished first.
    #[must_use]
    pub const fn is_about_a_guide(&self) -> bool {
        matches!(
            self,
            Self::Check(_) | Self::Nightly(_) | Self::Regenerate(_) | Self::Review(_) | Self::Accept(_) | Self::Undo(_)
        )
    }

    /// The state folder that was named for a command about a guide.
    #[must_use]
    pub fn state(&self) -> Option<&Path> {
        match self {
            Self::Check(asked) => asked.walking.state.as_deref(),
            Self::Nightly(asked) => asked.walking.state.as_deref(),
            Self::Regenerate(asked) => asked.walking.state.as_deref(),
            Self::Review(asked) => asked.state.as_deref(),
            Self::Accept(asked) => asked.state.as_deref(),
            Self::Undo(asked) => asked.state.as_deref(),
            _ => None,
        }
    }
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
            slow_motion: self.slow_mo.map(Duration::from_millis),
            timeout: self.timeout.map(Duration::from_secs),
            strict: self.strict,
            record: self.record.clone(),
            log: self.log.clone(),
            code_command: self.code_command.clone(),
            rehearse: self.rehearse,
        }
    }
}
