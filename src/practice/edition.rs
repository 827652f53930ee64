//! What the path looked like at a date: eras are the switches, an edition is one setting of all of them.

use super::named::UnknownName;
use serde::Serialize;
use std::{fmt, str::FromStr};

/// What the path looked like at a date.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Default)]
pub enum Edition {
    /// Before fine-grained tokens: a `details` menu in the header, plain links, a list box.
    June2022,
    /// When the practice guide's pictures were taken: the first side panel, "Beta" labels, a list box.
    #[default]
    January2024,
    /// The newest known: a header that comes alive late, a menu button with dates.
    November2026,
}

impl Edition {
    /// All editions, oldest first.
    pub const ALL: [Self; 3] = [Self::June2022, Self::January2024, Self::November2026];

    /// The name that people type.
    #[must_use]
    pub fn name(self) -> &'static str {
        match self {
            Self::June2022 => "2022-06",
            Self::January2024 => "2024-01",
            Self::November2026 => "2026-11",
        }
    }

    /// The switches that make up this edition.
    pub(crate) fn eras(self) -> Eras {
        match self {
            Self::June2022 => Eras {
                header: Header::Details,
                developer: Developer::Flat,
                beta: Beta::Hidden,
                generate: Generate::Link,
                expiration: Expiration::Select,
                login: Login::Plain,
                wording: Wording::Early,
                delete: Delete::DetailsDialog,
                revoke_all: RevokeAll::Offered,
            },
            Self::January2024 => Eras {
                header: Header::Panel2023,
                developer: Developer::Group,
                beta: Beta::Shown,
                generate: Generate::Menu,
                expiration: Expiration::Select,
                login: Login::Passkey,
                ..Self::June2022.eras()
            },
            Self::November2026 => Eras {
                header: Header::Panel2026,
                developer: Developer::Group,
                beta: Beta::Hidden,
                generate: Generate::Menu,
                expiration: Expiration::Menu,
                login: Login::Social,
                wording: Wording::Late,
                delete: Delete::Modal,
                revoke_all: RevokeAll::Gone,
            },
        }
    }
}

impl fmt::Display for Edition {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.name())
    }
}

impl FromStr for Edition {
    type Err = UnknownName;

    fn from_str(given: &str) -> Result<Self, UnknownName> {
        let found = Self::ALL.into_iter().find(|edition| edition.name() == given);
        found.ok_or_else(|| UnknownName::new("edition", given, Self::ALL.into_iter().map(Self::name)))
    }
}

/// The switches that editions are put together from.
#[derive(Debug, Clone, Copy, Serialize)]
pub(crate) struct Eras {
    pub(crate) header: Header,
    pub(crate) developer: Developer,
    pub(crate) beta: Beta,
    pub(crate) generate: Generate,
    pub(crate) expiration: Expiration,
    pub(crate) login: Login,
    pub(crate) wording: Wording,
    pub(crate) delete: Delete,
    pub(crate) revoke_all: RevokeAll,
}

/// How the profile menu is opened.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[serde(rename_all = "kebab-case")]
pub(crate) enum Header {
    /// A `details` element with a drop-down menu.
    Details,
    /// A side panel, "Open user account menu".
    Panel2023,
    /// A side panel, "Open user navigation menu" by `aria-label`.
    #[expect(dead_code, reason = "no edition of these years yet; the templates know it")]
    Panel2024,
    /// A side panel, named by a tooltip, dead until its script has run.
    Panel2026,
}

/// How the developer sidebar leads to tokens.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[serde(rename_all = "kebab-case")]
pub(crate) enum Developer {
    Flat,
    Group,
}

/// Whether fine-grained tokens are labelled as unfinished.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[serde(rename_all = "kebab-case")]
pub(crate) enum Beta {
    Shown,
    Hidden,
}

/// How the list leads to the form.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[serde(rename_all = "kebab-case")]
pub(crate) enum Generate {
    Link,
    Menu,
}

/// How long a token lives is chosen with this.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[serde(rename_all = "kebab-case")]
pub(crate) enum Expiration {
    /// Not asked: tokens never expire.
    None,
    Select,
    Menu,
}

/// What stands around the password form.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[serde(rename_all = "kebab-case")]
pub(crate) enum Login {
    Plain,
    Passkey,
    Social,
}

/// Which words menus and sidebars use.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[serde(rename_all = "kebab-case")]
pub(crate) enum Wording {
    Early,
    Late,
}

/// What asks before a token is deleted.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[serde(rename_all = "kebab-case")]
pub(crate) enum Delete {
    DetailsDialog,
    Modal,
}

/// Whether all tokens can be revoked at once.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[serde(rename_all = "kebab-case")]
pub(crate) enum RevokeAll {
    Offered,
    Gone,
}
