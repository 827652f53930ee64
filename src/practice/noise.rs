//! Noise: what differs from night to night and must alarm nobody.

use super::named::UnknownName;
use serde::Serialize;
use std::{fmt, str::FromStr, time::Duration};

/// A difference that says nothing about the guide.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Noise {
    /// Another picture of the account.
    Avatar,
    /// Another day.
    Dates,
    /// Something moves without end, outside the regions that pictures show.
    Animation,
    /// Pictures come late.
    LateImage,
    /// Other ids, classes, wrappers, orders and attributes; roles, names, headings and addresses stay.
    Markup,
}

impl Noise {
    /// All noises there are.
    pub const ALL: [Self; 5] = [Self::Avatar, Self::Dates, Self::Animation, Self::LateImage, Self::Markup];

    /// The name that people type.
    #[must_use]
    pub fn name(self) -> &'static str {
        match self {
            Self::Avatar => "avatar",
            Self::Dates => "dates",
            Self::Animation => "animation",
            Self::LateImage => "late-image",
            Self::Markup => "markup",
        }
    }

    /// Reads `NAME` or `NAME:SEED`; without a seed it is 1.
    ///
    /// # Errors
    ///
    /// When no noise has that name, or the seed is not a whole number.
    pub fn seeded(given: &str) -> anyhow::Result<(Self, u64)> {
        let (name, seed) = given.split_once(':').unwrap_or((given, "1"));
        let number = seed.parse();
        let hint = "hint: a seed is a whole number, as in \"markup:7\"";
        Ok((name.parse()?, number.map_err(|_| anyhow::anyhow!("the seed of a noise can't be \"{seed}\"\n{hint}"))?))
    }
}

impl fmt::Display for Noise {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.name())
    }
}

impl FromStr for Noise {
    type Err = UnknownName;

    fn from_str(given: &str) -> Result<Self, UnknownName> {
        let found = Self::ALL.into_iter().find(|noise| noise.name() == given);
        found.ok_or_else(|| UnknownName::new("noise", given, Self::ALL.into_iter().map(Self::name)))
    }
}

/// What all noises of a site come to.
#[derive(Debug, Clone, Default)]
pub(crate) struct Stir {
    /// Picks the account's picture.
    pub(crate) avatar: u64,
    /// How many days the site's clock is ahead.
    pub(crate) days: i32,
    pub(crate) animated: bool,
    /// How late pictures come.
    pub(crate) late: Option<Duration>,
    /// Picks the markup.
    pub(crate) markup: Option<u64>,
    pub(crate) vary: Vary,
}

impl Stir {
    /// Reads the noises; the last of a kind wins.
    pub(crate) fn of(noises: &[(Noise, u64)]) -> Self {
        let mut stir = Self::default();
        for &(noise, seed) in noises {
            let mut random = fastrand::Rng::with_seed(seed);
            match noise {
                Noise::Avatar => stir.avatar = seed,
                Noise::Dates => stir.days = random.i32(1..500),
                Noise::Animation => stir.animated = true,
                Noise::LateImage => stir.late = Some(Duration::from_millis(random.u64(400..1500))),
                Noise::Markup => {
                    stir.markup = Some(seed);
                    stir.vary = Vary::picked(&mut random);
                }
            }
        }
        stir
    }
}

/// Facts that nobody vouches for, each in one of its variants. `false` is the likelier one.
#[derive(Debug, Clone, Copy, Default, Serialize)]
#[expect(clippy::struct_excessive_bools, reason = "independent coin tosses that templates read")]
pub(crate) struct Vary {
    /// The class of a token's row is spelled with another hyphen.
    pub(crate) row_class: bool,
    /// The confirmation is the other kind of dialog.
    pub(crate) delete_dialog: bool,
    /// "Delete" lacks its usual classes.
    pub(crate) delete_class: bool,
    /// The new row is not highlighted.
    pub(crate) plain_row: bool,
    /// The custom date has another id.
    pub(crate) custom_id: bool,
    /// The list box's values are words.
    pub(crate) select_words: bool,
    /// The avatar button carries the login.
    pub(crate) data_login: bool,
    /// The avatar button says which kind of thing it opens.
    pub(crate) popup_kind: bool,
    /// Children stand beside their parents.
    pub(crate) flat_scopes: bool,
    /// Children of a ticked parent are only read-only.
    pub(crate) enabled_children: bool,
    /// "workflow" does not tick "repo".
    pub(crate) lone_workflow: bool,
    /// A wrong sudo password is answered in other words.
    pub(crate) sudo_refusal: bool,
}

impl Vary {
    fn picked(random: &mut fastrand::Rng) -> Self {
        Self {
            row_class: random.bool(),
            delete_dialog: random.bool(),
            delete_class: random.bool(),
            plain_row: random.bool(),
            custom_id: random.bool(),
            select_words: random.bool(),
            data_login: random.bool(),
            popup_kind: random.bool(),
            flat_scopes: random.bool(),
            enabled_children: random.bool(),
            lone_workflow: random.bool(),
            sudo_refusal: random.bool(),
        }
    }
}
