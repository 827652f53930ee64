//! How guidewalk is to work this time: defaults, then the walk file, then flags. Values only; nothing is read or started here.

use std::collections::BTreeSet;
use std::path::PathBuf;
use std::time::Duration;

/// Which browser walks.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum BrowserKind {
    /// Chromium, Chrome and their relatives.
    #[default]
    Chrome,
    /// Firefox.
    Firefox,
}

impl BrowserKind {
    /// Its name in WebDriver's capabilities.
    #[must_use]
    pub const fn name(self) -> &'static str {
        match self {
            Self::Chrome => "chrome",
            Self::Firefox => "firefox",
        }
    }
}

/// Everything that flags can say about a walk.
#[derive(Debug, Clone, Default)]
pub struct Settings {
    /// The guide; `None`: the one that the walk file names.
    pub guide: Option<PathBuf>,
    /// The walk file; `None`: the built-in one.
    pub walk: Option<PathBuf>,
    /// The origin to walk, instead of the walk file's.
    pub site: Option<String>,
    /// The API's address, instead of the walk file's.
    pub api: Option<String>,
    /// Where addresses that begin with `/` are looked for; `None`: found by `_config.yml`.
    pub site_root: Option<PathBuf>,
    /// The steps to look at; empty: all.
    pub steps: BTreeSet<u32>,
    /// Which browser.
    pub browser: BrowserKind,
    /// A driver that runs already.
    pub webdriver: Option<String>,
    /// Whether the window is shown.
    pub headed: bool,
    /// Whether the browser's own sandbox is switched off; it always is for root, who can't use it.
    pub no_sandbox: bool,
    /// Whether Chrome's own commands are left unused.
    pub standard_only: bool,
    /// A pause before each action, instead of the walk file's pace.
    pub slow_motion: Option<Duration>,
    /// How long one wait may last, instead of the walk file's.
    pub timeout: Option<Duration>,
    /// Whether cosmetic findings count.
    pub strict: bool,
    /// Where the record goes; `None`: `.guidewalk/<guide>/<UTC time>/`.
    pub record: Option<PathBuf>,
    /// Where everything that was tried is written, line by line.
    pub log: Option<PathBuf>,
    /// Whether the walk ends before the first press that makes something.
    pub rehearse: bool,
    /// A command that prints the code that the site mails to a new device.
    pub code_command: Option<String>,
}
