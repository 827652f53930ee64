//! One-time codes of an authenticator app (RFC 6238: six digits, a new one every thirty seconds), each given out once.

use std::time::{Duration, SystemTime, UNIX_EPOCH};

use totp_rs::{Builder, Secret as Seed, Totp};

use super::Secret;

/// A code that ends within so many seconds may have ended when the site looks at it.
const TOO_LATE: u64 = 4;
/// How long a code lives, seconds.
const LIFE: u64 = 30;

/// Makes codes from the seed that the site showed when the second factor was set up.
#[derive(Clone)]
pub struct Codes {
    totp: Totp,
    /// The window, counted from 1970, whose code was given out last.
    last: Option<u64>,
}

impl std::fmt::Debug for Codes {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("Codes(…)")
    }
}

impl Codes {
    /// Codes from a seed: base32 as sites show it (spaces, hyphens and small letters do no harm), or the `otpauth://` address of the
    /// square picture. `after` is the last window whose code was used, as [`Codes::last`] told it.
    ///
    /// # Errors
    /// When it is neither; the message does not hold the seed.
    pub fn from_seed(seed: &Secret, after: Option<u64>) -> anyhow::Result<Self> {
        let hint = "it should be the letters and digits that the site shows as the setup key, or an otpauth:// address";
        let unreadable = || anyhow::anyhow!("the secret `totp` is no seed of one-time codes\nhint: {hint}");
        let given = seed.reveal().trim();
        let totp = if given.starts_with("otpauth://") {
            Totp::from_url_unchecked(given).map_err(|_| unreadable())?
        } else {
            let base32: String =
                given.chars().filter(|one| !matches!(one, ' ' | '-' | '=')).map(|one| one.to_ascii_uppercase()).collect();
            let seed = Seed::try_from_base32(base32).map_err(|_| unreadable())?;
            // Sites give seeds shorter than the standard wants.
            Builder::new().with_secret(seed).build_noncompliant()
        };
        Ok(Self { totp, last: after })
    }

    /// How long to wait for a code that lives long enough and was not given out yet; zero: there is one now.
    #[must_use]
    pub fn wait(&self) -> Duration {
        self.wait_at(seconds_since_1970())
    }

    /// The code of now, given out.
    pub fn take(&mut self) -> Secret {
        self.take_at(seconds_since_1970())
    }

    /// The window whose code was given out last.
    #[must_use]
    pub const fn last(&self) -> Option<u64> {
        self.last
    }

    fn wait_at(&self, now: u64) -> Duration {
        let left = LIFE - now % LIFE;
        let next = now / LIFE + 1;
        match self.last {
            // A clock that was set back far is believed: no wait is longer than two windows.
            Some(last) if last >= now / LIFE && last < next + 2 => Duration::from_secs(left + (last - now / LIFE) * LIFE),
            _ if left <= TOO_LATE => Duration::from_secs(left),
            _ => Duration::ZERO,
        }
    }

    fn take_at(&mut self, now: u64) -> Secret {
        self.last = Some(now / LIFE);
        Secret::new(self.totp.generate(now).to_string())
    }
}

fn seconds_since_1970() -> u64 {
    SystemTime::now().duration_since(UNIX_EPOCH).map_or(0, |since| since.as_secs())
}

#[cfg(test)]
mod tests {
    use super::*;

    /// The seed of RFC 6238's appendix B in base32; its codes there have eight digits, of which ours are the last six.
    const SEED: &str = "GEZD GNBV GY3T QOJQ GEZD GNBV GY3T QOJQ";

    fn codes(seed: &str) -> Codes {
        Codes::from_seed(&Secret::new(seed.to_owned()), None).unwrap()
    }

    #[test]
    fn the_codes_are_those_of_the_standard() {
        for seed in [SEED.to_owned(), SEED.to_lowercase().replace(' ', "-")] {
            let mut codes = codes(&seed);
            assert_eq!(codes.take_at(59).reveal(), "287082");
            assert_eq!(codes.take_at(1_111_111_109).reveal(), "081804");
        }
        let address = format!("otpauth://totp/site:name?secret={}&issuer=site", SEED.replace(' ', ""));
        assert_eq!(codes(&address).take_at(59).reveal(), "287082");
    }

    #[test]
    fn a_code_is_given_out_once_and_never_in_its_last_seconds() {
        let mut codes = codes(SEED);
        assert_eq!(codes.wait_at(60), Duration::ZERO);
        assert_eq!(codes.wait_at(87), Duration::from_secs(3));
        codes.take_at(60);
        assert_eq!(codes.wait_at(65), Duration::from_secs(25));
        assert_eq!(codes.wait_at(90), Duration::ZERO);
        // A clock that was set back by a day is believed: nobody waits for a day.
        codes.take_at(86_400 + 60);
        assert_eq!(codes.wait_at(60), Duration::ZERO);
    }

    #[test]
    fn what_is_no_seed_is_refused_without_being_shown() {
        let message = format!("{:#}", Codes::from_seed(&Secret::new("not a seed 0189".to_owned()), None).unwrap_err());
        assert!(message.contains("setup key") && !message.contains("0189"), "{message}");
    }
}
