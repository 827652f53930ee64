//! Faults: what goes wrong on a page of the path, with the reason that a walk should then give.

use super::named::UnknownName;
use std::{fmt, str::FromStr};

/// What goes wrong.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum FaultKind {
    /// The page answers 500, always.
    ServerError,
    /// The answer never comes.
    Stall,
    /// The session is dropped when the page is asked for, always.
    SessionLost,
}

impl FaultKind {
    /// All kinds of fault.
    pub const ALL: [Self; 3] = [Self::ServerError, Self::Stall, Self::SessionLost];

    /// The name that people type.
    #[must_use]
    pub fn name(self) -> &'static str {
        match self {
            Self::ServerError => "server-error",
            Self::Stall => "stall",
            Self::SessionLost => "session-lost",
        }
    }

    /// Why a walk that meets it is blocked, as a record spells it.
    #[must_use]
    pub fn reason(self) -> &'static str {
        match self {
            Self::ServerError => "site-down",
            Self::Stall => "network",
            Self::SessionLost => "session-lost",
        }
    }
}

/// A fault on one page: `server-error@/settings/profile`; without a page it is on [`Fault::DEFAULT_PATH`].
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub struct Fault {
    /// What goes wrong.
    pub kind: FaultKind,
    /// On which page, by its exact path.
    pub path: String,
}

impl Fault {
    /// The page that is faulty when none is named.
    pub const DEFAULT_PATH: &str = "/settings/tokens";
}

impl fmt::Display for Fault {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}@{}", self.kind.name(), self.path)
    }
}

impl FromStr for Fault {
    type Err = UnknownName;

    fn from_str(given: &str) -> Result<Self, UnknownName> {
        let (name, path) = given.split_once('@').unwrap_or((given, Self::DEFAULT_PATH));
        let kind = FaultKind::ALL.into_iter().find(|kind| kind.name() == name);
        let kind = kind.ok_or_else(|| UnknownName::new("fault", name, FaultKind::ALL.into_iter().map(FaultKind::name)))?;
        let slash = if path.starts_with('/') { "" } else { "/" };
        Ok(Self { kind, path: format!("{slash}{path}") })
    }
}
