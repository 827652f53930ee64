//! Faults: what goes wrong on a page of the path, with the outcome that a walk must then have.
//!
//! A new one is one line in [`FaultKind::case`], its outcome first; how it strikes is said in `web/fault.rs`.

use super::feature::Feature;
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
    /// User name and password are refused, right ones too, as from a data centre's address.
    SignInRefused,
    /// Nobody can sign in for a while: it was tried too often.
    TooManySignIns,
    /// The password is refused where it is asked for once more.
    SudoRefused,
    /// The code of the authenticator app is refused.
    CodeRefused,
    /// No code is taken for a while: too many were sent.
    TooManyCodes,
    /// A new browser must show a code from a mail, and every code is refused.
    DeviceRefused,
    /// A new browser must show a code from a mail, and no mail comes.
    DeviceUnasked,
    /// A second factor must be set up before anything else can be done.
    MustEnrol,
    /// The page is behind an organisation's own sign-in.
    SingleSignOn,
    /// A page that says that the site is too busy.
    Unicorn,
    /// A page that says that too much was asked for, without the status for that.
    RateLimitPage,
    /// The session was replaced in another tab: the page says so, and its forms are dead.
    StaleSession,
    /// The sign-in leads to another origin.
    LoginElsewhere,
    /// A link of the page leads to another origin, which asks for the password once more.
    LoginLinkElsewhere,
    /// The sign-in's form is another origin's, in a frame.
    LoginIframe,
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
    /// The page moves down as soon as the pointer lies on one of its buttons.
    Shifting,
}

/// What is known of a kind: its name, the page that it strikes where none is named, the outcome, and what goes wrong in words.
type Case = (&'static str, &'static str, Outcome, &'static str);

/// Pages that come as whole documents, so that the browser itself meets the fault.
const PAGE: &str = "/settings/profile";
const HOME: &str = "/";
const LIST: &str = "/settings/tokens";
const FORM: &str = "/settings/tokens/new";
const LOGIN: &str = "/login";
const CODE: &str = "/sessions/two-factor";
const MAIL: &str = "/sessions/verified-device";
const STYLE: &str = "/assets/site.css";
const REMARK: Outcome = Outcome::AsUsual { remark: true };
const UNNOTICED: Outcome = Outcome::AsUsual { remark: false };
const SITE_DOWN: Outcome = Outcome::Blocked("site-down");
const NETWORK: Outcome = Outcome::Blocked("network");
const PAGE_ERROR: Outcome = Outcome::Blocked("page-error");
const UNSETTLED: Outcome = Outcome::Blocked("unsettled");
const SIGN_ON: Outcome = Outcome::Blocked("single-sign-on");
const CAPTCHA: Outcome = Outcome::Blocked("captcha");
const LOST: Outcome = Outcome::Blocked("session-lost");
const SIGN_IN_REFUSED: Outcome = Outcome::Blocked("sign-in-refused");
const SECOND_FACTOR: Outcome = Outcome::Blocked("second-factor");
const DEVICE: Outcome = Outcome::Blocked("device-verification");
const RATE_LIMITED: Outcome = Outcome::Blocked("rate-limited");
const REFUSED_ORIGIN: Outcome = Outcome::Blocked("refused-origin");

impl FaultKind {
    /// All kinds of fault.
    pub const ALL: [Self; 42] = [
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
        Self::TooManySignIns,
        Self::SudoRefused,
        Self::CodeRefused,
        Self::TooManyCodes,
        Self::DeviceRefused,
        Self::DeviceUnasked,
        Self::MustEnrol,
        Self::SingleSignOn,
        Self::Unicorn,
        Self::RateLimitPage,
        Self::StaleSession,
        Self::LoginElsewhere,
        Self::LoginLinkElsewhere,
        Self::LoginIframe,
        Self::DeadMenu,
        Self::DeadScript,
        Self::Alert,
        Self::Confirm,
        Self::BeforeUnload,
        Self::Restless,
        Self::Shifting,
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
            Self::RateLimited => ("rate-limited", PAGE, RATE_LIMITED, "429 with Retry-After, always"),
            Self::SessionLost => ("session-lost", LIST, LOST, "the session is dropped at the page"),
            Self::Captcha => ("captcha", LOGIN, CAPTCHA, "a puzzle for people instead of the page"),
            Self::SignInRefused => {
                ("sign-in-refused", "/session", SIGN_IN_REFUSED, "a right password is refused, as from a data centre")
            }
            Self::TooManySignIns => ("too-many-sign-ins", "/session", RATE_LIMITED, "signing in was tried too often"),
            Self::SudoRefused => ("sudo-refused", "/sessions/sudo", SIGN_IN_REFUSED, "the password is refused the second time"),
            Self::CodeRefused => ("code-refused", CODE, SECOND_FACTOR, "two-factor, and every code is refused"),
            Self::TooManyCodes => ("too-many-codes", CODE, RATE_LIMITED, "two-factor, and too many codes were sent"),
            Self::DeviceRefused => ("device-refused", MAIL, DEVICE, "device-verification, and every code is refused"),
            Self::DeviceUnasked => ("device-unasked", MAIL, DEVICE, "device-verification, and no mail ever comes"),
            Self::MustEnrol => ("must-enrol", HOME, SECOND_FACTOR, "a second factor must be set up, and nothing leads past that"),
            Self::SingleSignOn => ("single-sign-on", PAGE, SIGN_ON, "an organisation's own sign-in instead of the page"),
            Self::Unicorn => ("unicorn", PAGE, SITE_DOWN, "a page that says that the site is too busy"),
            Self::RateLimitPage => ("rate-limit-page", PAGE, RATE_LIMITED, "too much was asked for, says a page with status 403"),
            Self::StaleSession => ("stale-session", FORM, LOST, "signed in anew in another tab, it says, and the form is dead"),
            Self::LoginElsewhere => ("login-elsewhere", LOGIN, REFUSED_ORIGIN, "the sign-in leads to another origin"),
            Self::LoginLinkElsewhere => {
                ("login-link-elsewhere", LIST, REFUSED_ORIGIN, "a link leads to another origin, which wants the password again")
            }
            Self::LoginIframe => ("login-iframe", LOGIN, REFUSED_ORIGIN, "the sign-in's form is another origin's, in a frame"),
            Self::DeadMenu => ("dead-menu", HOME, PAGE_ERROR, "a script's error keeps the page's menus shut"),
            Self::DeadScript => ("dead-script", "/assets/site.js", PAGE_ERROR, "the script fails as soon as it is loaded"),
            Self::Alert => ("alert", PAGE, REMARK, "a box of the browser's own when the page comes"),
            Self::Confirm => ("confirm", PAGE, REMARK, "a box of the browser's own at the first press"),
            Self::BeforeUnload => ("beforeunload", PAGE, REMARK, "a box of the browser's own when the page is left"),
            Self::Shifting => ("shifting", LOGIN, UNNOTICED, "the page moves down once the pointer lies on a button"),
            Self::Restless => ("restless", PAGE, UNSETTLED, "the page's headings and lists never come to rest"),
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

    /// What the account must be like for it to strike: the site sees to that.
    pub(crate) const fn needs(self) -> Option<Feature> {
        match self {
            Self::CodeRefused | Self::TooManyCodes => Some(Feature::TwoFactor),
            Self::DeviceRefused | Self::DeviceUnasked => Some(Feature::DeviceVerification),
            _ => None,
        }
    }

    /// Whether it needs another origin.
    pub(crate) const fn is_elsewhere(self) -> bool {
        matches!(self, Self::LoginElsewhere | Self::LoginLinkElsewhere | Self::LoginIframe)
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
