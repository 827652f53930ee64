//! Noise: what differs from night to night and must alarm nobody.
//!
//! A noise lies outside the regions that the practice guide's pictures show, or in content that is masked or compared as a
//! pattern, or it passes: a careful person waits until it is over, or looks away from it. [`Noise::lies`] says which.

mod page;
mod stir;

pub(crate) use page::stirred;
pub(crate) use stir::Stir;

use super::named::UnknownName;
use std::{fmt, str::FromStr};

/// A difference that says nothing about the guide.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Noise {
    /// Another picture of the account.
    Avatar,
    /// Another account.
    UserName,
    /// Another day.
    Dates,
    /// How long ago something was, going on by the second.
    RelativeTimes,
    /// Counts beside things.
    Counters,
    /// A dot on the bell.
    NotificationDot,
    /// A wide caret in colour.
    Caret,
    /// The keyboard's ring around a control.
    FocusRing,
    /// What lay under the pointer stays marked for a while after it has left.
    Hover,
    /// Something slides in and stands still.
    RunningAnimation,
    /// Something moves without end, outside the regions that pictures show.
    Animation,
    /// A spinner covers the page for a while.
    Spinner,
    /// Grey bars stand for words for a while.
    Skeleton,
    /// Pictures come late.
    LateImage,
    /// The font comes late.
    LateFont,
    /// A list below the page goes on growing.
    LazyList,
    /// A scroll bar makes the page narrower.
    ScrollBar,
    /// A banner at the top pushes the page down.
    Banner,
    /// A bar about cookies covers the page's foot until it is answered.
    CookieBar,
    /// What stands outside the pictures stands in another order.
    OtherOrder,
    /// What stands outside the pictures reads otherwise.
    OtherText,
    /// Other ids, classes, wrappers, orders and attributes; roles, names, headings and addresses stay.
    Markup,
    /// Lettering is drawn on other fractions of a pixel.
    SubPixel,
    /// Another time zone.
    TimeZone,
    /// Numbers and dates as another country writes them.
    NumberLocale,
    /// Every answer takes ten times longer.
    Slow,
}

/// Why a noise says nothing about a picture.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Lies {
    /// It lies outside the regions that pictures show, or moves the whole region.
    Outside,
    /// It lies in masked content, or in words that are compared as a pattern.
    Veiled,
    /// It may lie in a region, and is over or can be looked away from.
    Passing,
    /// It is drawn otherwise, by less than a pixel, or on a page of another width.
    Drawing,
}

impl Noise {
    /// All noises there are.
    pub const ALL: [Self; 26] = [
        Self::Avatar,
        Self::UserName,
        Self::Dates,
        Self::RelativeTimes,
        Self::Counters,
        Self::NotificationDot,
        Self::Caret,
        Self::FocusRing,
        Self::Hover,
        Self::RunningAnimation,
        Self::Animation,
        Self::Spinner,
        Self::Skeleton,
        Self::LateImage,
        Self::LateFont,
        Self::LazyList,
        Self::ScrollBar,
        Self::Banner,
        Self::CookieBar,
        Self::OtherOrder,
        Self::OtherText,
        Self::Markup,
        Self::SubPixel,
        Self::TimeZone,
        Self::NumberLocale,
        Self::Slow,
    ];

    /// The name that people type.
    #[must_use]
    pub fn name(self) -> &'static str {
        match self {
            Self::Avatar => "avatar",
            Self::UserName => "user-name",
            Self::Dates => "dates",
            Self::RelativeTimes => "relative-times",
            Self::Counters => "counters",
            Self::NotificationDot => "notification-dot",
            Self::Caret => "caret",
            Self::FocusRing => "focus-ring",
            Self::Hover => "hover",
            Self::RunningAnimation => "running-animation",
            Self::Animation => "animation",
            Self::Spinner => "spinner",
            Self::Skeleton => "skeleton",
            Self::LateImage => "late-image",
            Self::LateFont => "late-font",
            Self::LazyList => "lazy-list",
            Self::ScrollBar => "scroll-bar",
            Self::Banner => "banner",
            Self::CookieBar => "cookie-bar",
            Self::OtherOrder => "other-order",
            Self::OtherText => "other-text",
            Self::Markup => "markup",
            Self::SubPixel => "sub-pixel",
            Self::TimeZone => "time-zone",
            Self::NumberLocale => "number-locale",
            Self::Slow => "slow",
        }
    }

    /// What it does, in words.
    #[must_use]
    pub fn about(self) -> &'static str {
        match self {
            Self::Avatar => "another picture of the account",
            Self::UserName => "another account: its name, and the name of its holder",
            Self::Dates => "another day: all dates are others",
            Self::RelativeTimes => "below the page stands how long ago something was, going on by the second",
            Self::Counters => "counts in the header, the title and below the page",
            Self::NotificationDot => "there are unread notifications: a dot on the bell",
            Self::Caret => "the caret is wide and red, and comes late",
            Self::FocusRing => "a control of the page has the keyboard's ring",
            Self::Hover => "what the pointer left stays marked for up to a second",
            Self::RunningAnimation => "the page slides in, for up to two seconds",
            Self::Animation => "the site's mark and a wheel below the page move without end",
            Self::Spinner => "a spinner covers the page for up to two and a half seconds",
            Self::Skeleton => "grey bars stand for the words of lists and forms for up to two seconds",
            Self::LateImage => "pictures come up to one and a half seconds late",
            Self::LateFont => "the font comes up to one and a half seconds late, the words are not to be seen until then",
            Self::LazyList => "a list below the page goes on growing for a while",
            Self::ScrollBar => "a scroll bar makes the page up to 17 pixels narrower",
            Self::Banner => "a banner at the top pushes the page down, at once or a moment later",
            Self::CookieBar => "a bar about cookies covers the foot of the page until it is answered",
            Self::OtherOrder => "what stands outside the pictures stands in another order",
            Self::OtherText => "what stands outside the pictures reads otherwise",
            Self::Markup => "other ids, classes, wrappers, orders and attributes; roles, names and addresses stay",
            Self::SubPixel => "lettering is drawn on other fractions of a pixel",
            Self::TimeZone => "dates and times of another time zone, which is named",
            Self::NumberLocale => "numbers and dates as another country writes them",
            Self::Slow => "every answer takes ten times longer",
        }
    }

    /// Why it says nothing about the pictures.
    #[must_use]
    pub const fn lies(self) -> Lies {
        match self {
            Self::Avatar | Self::UserName | Self::Dates | Self::NotificationDot | Self::TimeZone | Self::NumberLocale => {
                Lies::Veiled
            }
            Self::Caret
            | Self::FocusRing
            | Self::Hover
            | Self::RunningAnimation
            | Self::Spinner
            | Self::Skeleton
            | Self::LateImage
            | Self::LateFont
            | Self::CookieBar
            | Self::Slow => Lies::Passing,
            Self::ScrollBar | Self::SubPixel => Lies::Drawing,
            Self::RelativeTimes
            | Self::Counters
            | Self::Animation
            | Self::LazyList
            | Self::Banner
            | Self::OtherOrder
            | Self::OtherText
            | Self::Markup => Lies::Outside,
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
