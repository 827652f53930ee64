//! Faults: what goes wrong on a page of the path, with the outcome that a walk must then have.
//!
//! A new one is one line in [`FaultKind::case`], its outcome first; how it strikes is said in `web/fault.rs`.

use super::named::UnknownName;
use std::{fmt, str::FromStr};

/// What a walk must come to where something goes wrong. It is never `drifted`, and what was not seen is never `current`.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Outcome {
    /// Blocked, with this reason as a record spells it; exit code 3.
    Blocked(&'static str),
    /// Every step is judged as if nothing had gone wrong.
    AsUsual {
        /// Whether the record has a remark on it.
        remark: bool,
    },
}

impl fmt::Display for Outcome {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Blocked(reason) => f.write_str(reason),
            Self::AsUsual { remark: true } => f.write_str("as usual, with a remark"),
            Self::AsUsual { remark: false } => f.write_str("as usual"),
        }
    }
}

/// What goes wrong.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum FaultKind {
    /// 500 for one request.
    Error500Once,
    /// 502 for one request.
    Error502Once,
    /// 503 for one request.
    Error503Once,
    /// 500, always.
    Error500,
    /// 502, always.
    Error502,
    /// 503, always.
    Error503,
    /// Redirects that never end.
    RedirectLoop,
    /// The page comes as something that is no page.
    WrongType,
    /// The page comes without a byte in it.
    Blank,
    /// A style sheet answers 500, always.
    NoStyle,
    /// The connection is reset.
    Reset,
    /// No answer ever comes.
    Stall,
    /// The answer's head comes, its body never.
    StallHead,
    /// Half of the page comes, the rest never.
    StallBody,
    /// A style sheet never comes.
    StallStyle,
    /// Half of the page comes, then the connection ends.
    Truncated,
    /// The whole site is gone from here on.
    Offline,
    /// 429 with `Retry-After`, always.
    RateLimited,
    /// The session is dropped when the page is asked for, always.
    SessionLost,
    /// A puzzle for people instead of the page.
    Captcha,
    /// User name and password are refused.
    SignInRefused,
    /// The password is refused where it is asked for once more.
    SudoRefused,
    /// A script's error keeps the page's menus shut.
    DeadMenu,
    /// The site's script fails as soon as it is loaded.
    DeadScript,
    /// A box of the browser's own when the page comes.
    Alert,
    /// A box of the browser's own at the first press.
    Confirm,
    /// A box of the browser's own when the page is left.
    BeforeUnload,
    /// The page's headings and lists never come to rest.
    Restless,
}

/// What is known of a kind: its name, the page that it strikes where none is named, the outcome, and what goes wrong in words.
type Case = (&'static str, &'static str, Outcome, &'static str);

/// Pages that come as whole documents, so that the browser itself meets the fault.
const PAGE: &str = "/settings/profile";
const HOME: &str = "/";
const LIST: &str = "/settings/tokens";
const STYLE: &str = "/assets/site.css";
const REMARK: Outcome = Outcome::AsUsual { remark: true };
const SITE_DOWN: Outcome = Outcome::Blocked("site-down");
const NETWORK: Outcome = Outcome::Blocked("network");
const PAGE_ERROR: Outcome = Outcome::Blocked("page-error");

impl FaultKind {
    /// All kinds of fault.
    pub const ALL: [Self; 28] = [
        Self::Error500Once,
        Self::Error502Once,
        Self::Error503Once,
        Self::Error500,
        Self::Error502,
        Self::Error503,
        Self::RedirectLoop,
        Self::WrongType,
        Self::Blank,
        Self::NoStyle,
        Self::Reset,
        Self::Stall,
        Self::StallHead,
        Self::StallBody,
        Self::StallStyle,
        Self::Truncated,
        Self::Offline,
        Self::RateLimited,
        Self::SessionLost,
        Self::Captcha,
        Self::SignInRefused,
        Self::SudoRefused,
        Self::DeadMenu,
        Self::DeadScript,
        Self::Alert,
        Self::Confirm,
        Self::BeforeUnload,
        Self::Restless,
    ];

    const fn case(self) -> Case {
        match self {
            Self::Error500Once => ("error-500-once", PAGE, REMARK, "the page answers 500 for one request"),
            Self::Error502Once => ("error-502-once", PAGE, REMARK, "the page answers 502 for one request"),
            Self::Error503Once => ("error-503-once", PAGE, REMARK, "the page answers 503 for one request"),
            Self::Error500 => ("error-500", PAGE, SITE_DOWN, "the page answers 500, always"),
            Self::Error502 => ("error-502", PAGE, SITE_DOWN, "the page answers 502, always"),
            Self::Error503 => ("error-503", PAGE, SITE_DOWN, "the page answers 503, always"),
            Self::RedirectLoop => ("redirect-loop", PAGE, SITE_DOWN, "the page leads back to itself without end"),
            Self::WrongType => ("wrong-type", PAGE, SITE_DOWN, "the page comes as JSON"),
            Self::Blank => ("blank", PAGE, SITE_DOWN, "the page comes without a byte in it"),
            Self::NoStyle => ("no-style", STYLE, SITE_DOWN, "the style sheet answers 500, always"),
            Self::Reset => ("reset", PAGE, NETWORK, "the connection is reset"),
            Self::Stall => ("stall", PAGE, NETWORK, "no answer ever comes"),
            Self::StallHead => ("stall-head", PAGE, NETWORK, "the answer's head comes, its body never"),
            Self::StallBody => ("stall-body", PAGE, NETWORK, "half of the page comes, the rest never"),
            Self::StallStyle => ("stall-style", STYLE, NETWORK, "the style sheet never comes"),
            Self::Truncated => ("truncated", PAGE, NETWORK, "half of the page comes, then the connection ends"),
            Self::Offline => ("offline", PAGE, NETWORK, "the whole site is gone from this page on"),
            Self::RateLimited => ("rate-limited", PAGE, Outcome::Blocked("rate-limited"), "429 with Retry-After, always"),
            Self::SessionLost => ("session-lost", LIST, Outcome::Blocked("session-lost"), "the session is dropped at the page"),
            Self::Captcha => ("captcha", "/login", Outcome::Blocked("captcha"), "a puzzle for people instead of the page"),
            Self::SignInRefused => {
                ("sign-in-refused", "/session", Outcome::Blocked("sign-in-refused"), "user name and password are refused")
            }
            Self::SudoRefused => {
                ("sudo-refused", "/sessions/sudo", Outcome::Blocked("sign-in-refused"), "the password is refused the second time")
            }
            Self::DeadMenu => ("dead-menu", HOME, PAGE_ERROR, "a script's error keeps the page's menus shut"),
            Self::DeadScript => ("dead-script", "/assets/site.js", PAGE_ERROR, "the script fails as soon as it is loaded"),
            Self::Alert => ("alert", PAGE, REMARK, "a box of the browser's own when the page comes"),
            Self::Confirm => ("confirm", PAGE, REMARK, "a box of the browser's own at the first press"),
            Self::BeforeUnload => ("beforeunload", PAGE, REMARK, "a box of the browser's own when the page is left"),
            Self::Restless => {
                ("restless", PAGE, Outcome::Blocked("unsettled"), "the page's headings and lists never come to rest")
            }
        }
    }

    /// The name that people type.
    #[must_use]
    pub const fn name(self) -> &'static str {
        self.case().0
    }

    /// The page that is faulty when none is named.
    #[must_use]
    pub const fn default_path(self) -> &'static str {
        self.case().1
    }

    /// What a walk that meets it must come to, on its default page.
    #[must_use]
    pub const fn outcome(self) -> Outcome {
        self.case().2
    }

    /// What goes wrong, in words.
    #[must_use]
    pub const fn about(self) -> &'static str {
        self.case().3
    }
}

/// Which requests for a page are struck.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Default)]
pub enum Struck {
    /// All.
    #[default]
    Any,
    /// Those that send a form (`post:`).
    Forms,
}

/// A fault on one page: `error-500@/settings/profile`, or on a form that is sent there: `session-lost@post:/settings/tokens`.
/// Without a page it is on [`FaultKind::default_path`].
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub struct Fault {
    /// What goes wrong.
    pub kind: FaultKind,
    /// On which page, by its exact path.
    pub path: String,
    /// For which requests.
    pub struck: Struck,
}

impl fmt::Display for Fault {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let method = if self.struck == Struck::Forms { "post:" } else { "" };
        write!(f, "{}@{method}{}", self.kind.name(), self.path)
    }
}

impl FromStr for Fault {
    type Err = UnknownName;

    fn from_str(given: &str) -> Result<Self, UnknownName> {
        let (name, place) = given.split_once('@').map_or((given, None), |(name, place)| (name, Some(place)));
        let kind = FaultKind::ALL.into_iter().find(|kind| kind.name() == name);
        let kind = kind.ok_or_else(|| UnknownName::new("fault", name, FaultKind::ALL.into_iter().map(FaultKind::name)))?;
        let place = place.unwrap_or(kind.default_path());
        let (struck, path) = place.strip_prefix("post:").map_or((Struck::Any, place), |path| (Struck::Forms, path));
        let slash = if path.starts_with('/') { "" } else { "/" };
        Ok(Self { kind, path: format!("{slash}{path}"), struck })
    }
}
