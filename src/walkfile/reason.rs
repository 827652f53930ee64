//! Why a walk can't go on.

/// Why a step is `blocked`: none of these says anything about the guide.
#[derive(Debug, Clone, Copy, PartialEq, Eq, serde::Serialize, serde::Deserialize, schemars::JsonSchema)]
#[serde(rename_all = "kebab-case")]
pub enum Reason {
    /// The site wants a sign-in where the walk has no sign-in.
    LoginWall,
    /// User name or password was refused.
    SignInRefused,
    /// A second factor is wanted that the walk can't give.
    SecondFactor,
    /// The site wants a code that it sent by e-mail.
    DeviceVerification,
    /// An organisation's sign-on stands before the page.
    SingleSignOn,
    /// A puzzle for people.
    Captcha,
    /// Too many requests.
    RateLimited,
    /// The site answered with an error of its own.
    SiteDown,
    /// No answer, or a torn one.
    Network,
    /// The page's own script failed.
    PageError,
    /// The session ended in the middle.
    SessionLost,
    /// Browser or driver ended.
    BrowserDied,
    /// The page never came to rest.
    Unsettled,
    /// A secret would have been typed on a foreign page.
    RefusedOrigin,
    /// The walk asked for more than its budget allows.
    OverBudget,
    /// Stopped by a signal.
    Interrupted,
}

impl Reason {
    /// Every reason.
    pub const ALL: [Self; 16] = [
        Self::LoginWall,
        Self::SignInRefused,
        Self::SecondFactor,
        Self::DeviceVerification,
        Self::SingleSignOn,
        Self::Captcha,
        Self::RateLimited,
        Self::SiteDown,
        Self::Network,
        Self::PageError,
        Self::SessionLost,
        Self::BrowserDied,
        Self::Unsettled,
        Self::RefusedOrigin,
        Self::OverBudget,
        Self::Interrupted,
    ];

    /// The reason of this name.
    #[must_use]
    pub fn named(name: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|reason| reason.name() == name)
    }

    /// Its name in records and messages.
    #[must_use]
    pub const fn name(self) -> &'static str {
        match self {
            Self::LoginWall => "login-wall",
            Self::SignInRefused => "sign-in-refused",
            Self::SecondFactor => "second-factor",
            Self::DeviceVerification => "device-verification",
            Self::SingleSignOn => "single-sign-on",
            Self::Captcha => "captcha",
            Self::RateLimited => "rate-limited",
            Self::SiteDown => "site-down",
            Self::Network => "network",
            Self::PageError => "page-error",
            Self::SessionLost => "session-lost",
            Self::BrowserDied => "browser-died",
            Self::Unsettled => "unsettled",
            Self::RefusedOrigin => "refused-origin",
            Self::OverBudget => "over-budget",
            Self::Interrupted => "interrupted",
        }
    }
}
