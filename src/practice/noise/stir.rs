//! What all noises of a site come to, as handlers and templates read it.

use super::Noise;
use jiff::{Timestamp, tz::Offset};
use serde::Serialize;
use std::time::Duration;

/// The account without this noise.
const LOGIN: &str = "practice-walker";
/// Its holder.
const HOLDER: &str = "Practice Walker";
/// Other accounts, each with its holder.
const ACCOUNTS: [(&str, &str); 5] = [
    ("mo", "Mo"),
    ("anna-lena-brandt", "Anna-Lena Brandt"),
    ("kfw7", "Kofi Wiredu"),
    ("the-long-name-of-a-robot", "A robot of the office of names"),
    ("j0hn", "Ἰωάννης"),
];

/// What all noises of a site come to.
#[derive(Debug, Clone)]
pub(crate) struct Stir {
    pub(crate) login: &'static str,
    pub(crate) holder: &'static str,
    /// Picks the account's picture.
    pub(crate) avatar: u64,
    /// How many days the site's clock is ahead.
    pub(crate) days: i32,
    /// How late pictures come.
    pub(crate) late: Option<Duration>,
    /// How late the font comes.
    pub(crate) late_font: Duration,
    /// How late every answer comes.
    pub(crate) slow: Option<Duration>,
    /// Picks the markup.
    pub(crate) markup: Option<u64>,
    /// Picks the order of what stands outside the pictures.
    pub(crate) order: Option<u64>,
    /// Picks the words outside the pictures.
    pub(crate) other_text: Option<u64>,
    pub(crate) locale: Locale,
    /// How many hours the site's time zone is ahead.
    pub(crate) zone: Option<i8>,
    pub(crate) vary: Vary,
    pub(crate) shown: Shown,
}

/// What templates show of it.
#[derive(Debug, Clone, Default, Serialize)]
pub(crate) struct Shown {
    /// The noises that style sheet and script see to, each with its number: ` caret:7 spinner:900`.
    pub(crate) list: String,
    /// Their numbers for the style sheet: `--n-hover:700;`.
    pub(crate) style: String,
    /// Whether there are unread notifications.
    pub(crate) dot: bool,
    /// A count.
    pub(crate) counter: Option<String>,
    /// Whether it is said how long ago something was.
    pub(crate) ago: bool,
    /// The banner's lines.
    pub(crate) banner: Vec<&'static str>,
    /// Whether the banner comes a moment later.
    pub(crate) banner_late: bool,
    /// The bar about cookies: a bar, or a card in the corner.
    pub(crate) cookies: Option<&'static str>,
    /// A large number.
    pub(crate) places: String,
}

/// How numbers and dates are written.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Locale {
    thousands: char,
    /// A date with its day of the week; without one where it is `None`.
    long: &'static str,
    short: &'static str,
}

const USUAL: Locale = Locale { thousands: ',', long: "%a, %b %-d %Y", short: "%b %-d, %Y" };
const LOCALES: [Locale; 4] = [
    Locale { thousands: '.', long: "%d.%m.%Y", short: "%d.%m.%Y" },
    Locale { thousands: '\u{a0}', long: "%a %-d %b %Y", short: "%-d %b %Y" },
    Locale { thousands: '’', long: "%a, %-d %B %Y", short: "%-d %B %Y" },
    Locale { thousands: ',', long: "%Y-%m-%d", short: "%Y-%m-%d" },
];

const BANNERS: [&[&str]; 4] = [
    &["Scheduled maintenance on Sunday between 02:00 and 04:00 UTC."],
    &["A new look is on its way.", "Some pages have it already; the others follow over the next weeks."],
    &["You are one of the first to see this year’s survey. Take part?"],
    &["The terms of service change next month.", "What is new stands on a page of its own.", "There is nothing to do."],
];

impl Default for Stir {
    fn default() -> Self {
        Self {
            login: LOGIN,
            holder: HOLDER,
            avatar: 0,
            days: 0,
            late: None,
            late_font: Duration::ZERO,
            slow: None,
            markup: None,
            order: None,
            other_text: None,
            locale: USUAL,
            zone: None,
            vary: Vary::default(),
            shown: Shown::default(),
        }
    }
}

impl Stir {
    /// Reads the noises; the last of a kind wins.
    pub(crate) fn of(noises: &[(Noise, u64)]) -> Self {
        let mut stir = Self::default();
        for (at, &(noise, seed)) in noises.iter().enumerate() {
            if !noises[at + 1..].iter().any(|(later, _)| *later == noise) {
                stir.add(noise, seed);
            }
        }
        stir.shown.places = stir.number(1204);
        stir
    }

    fn add(&mut self, noise: Noise, seed: u64) {
        let mut random = fastrand::Rng::with_seed(seed);
        let shown = &mut self.shown;
        match noise {
            Noise::Avatar => self.avatar = seed,
            Noise::UserName => (self.login, self.holder) = ACCOUNTS[random.usize(..ACCOUNTS.len())],
            Noise::Dates => self.days = random.i32(1..500),
            Noise::RelativeTimes => {
                shown.ago = true;
                shown.client(noise, random.u64(2..200_000));
            }
            Noise::Counters => shown.counter = Some(random.u32(1..5000).to_string()),
            Noise::NotificationDot => shown.dot = true,
            Noise::LateImage => self.late = Some(Duration::from_millis(random.u64(400..1500))),
            Noise::LateFont => {
                self.late_font = Duration::from_millis(random.u64(300..1500));
                shown.client(noise, seed);
            }
            Noise::Banner => {
                shown.banner = BANNERS[random.usize(..BANNERS.len())].to_vec();
                shown.banner_late = random.u8(..3) == 0;
                shown.client(noise, random.u64(200..1200));
            }
            Noise::CookieBar => {
                shown.cookies = Some(if random.bool() { "x-cookie-bar" } else { "x-cookie-card" });
                shown.client(noise, seed);
            }
            Noise::OtherOrder => self.order = Some(seed),
            Noise::OtherText => self.other_text = Some(seed),
            Noise::Markup => {
                self.markup = Some(seed);
                self.vary = Vary::picked(&mut random);
            }
            Noise::TimeZone => self.zone = Some(if random.bool() { random.i8(1..=13) } else { random.i8(-11..=-1) }),
            Noise::NumberLocale => self.locale = LOCALES[random.usize(..LOCALES.len())],
            Noise::Slow => self.slow = Some(Duration::from_millis(random.u64(500..900))),
            Noise::Caret | Noise::FocusRing | Noise::Animation | Noise::SubPixel => shown.client(noise, seed % 1000),
            Noise::Hover => shown.client(noise, random.u64(200..1000)),
            Noise::RunningAnimation => shown.client(noise, random.u64(300..2000)),
            Noise::Spinner => shown.client(noise, random.u64(500..2500)),
            Noise::Skeleton => shown.client(noise, random.u64(400..2000)),
            Noise::LazyList => shown.client(noise, random.u64(100..700)),
            Noise::ScrollBar => shown.client(noise, random.u64(8..18)),
        }
    }

    /// A day as the site writes it, with its day of the week where the locale has it.
    pub(crate) fn long_day(&self, time: Timestamp) -> String {
        self.written(time, self.locale.long)
    }

    /// A day as the site writes it, short.
    pub(crate) fn short_day(&self, time: Timestamp) -> String {
        self.written(time, self.locale.short)
    }

    /// A time of the day with its zone, where the zone is another than the usual.
    pub(crate) fn hour(&self, time: Timestamp) -> String {
        self.zone.map_or_else(String::new, |zone| self.written(time, &format!(", %H:%M UTC{zone:+}")))
    }

    fn written(&self, time: Timestamp, form: &str) -> String {
        let offset = Offset::from_hours(self.zone.unwrap_or(0)).unwrap_or(Offset::UTC);
        offset.to_datetime(time).strftime(form).to_string()
    }

    fn number(&self, number: u32) -> String {
        let (high, low) = (number / 1000, number % 1000);
        format!("{high}{}{low:03}", self.locale.thousands)
    }
}

impl Shown {
    /// Leaves a noise to style sheet and script, with a number of its own.
    fn client(&mut self, noise: Noise, number: u64) {
        self.list.push_str(&format!(" {noise}:{number}"));
        self.style.push_str(&format!("--n-{noise}:{number};"));
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
