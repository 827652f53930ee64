//! Where secrets come from, one-time codes, and the scrubber that every writer goes through. A secret is held in a type that does
//! not print.

mod alike;
mod codes;
mod mailbox;
mod sources;
mod terminal;

pub use codes::Codes;
pub use mailbox::Mailbox;
pub use sources::{gathered, place_of, put_into_keyring, remove_from_keyring};

use std::collections::BTreeMap;
use std::sync::{Arc, LazyLock, RwLock};

use anyhow::Result;
use base64::Engine as _;
use regex::Regex;

/// A value that must not be seen.
#[derive(Clone, PartialEq, Eq)]
pub struct Secret(String);

impl Secret {
    /// Takes a value in.
    #[must_use]
    pub const fn new(value: String) -> Self {
        Self(value)
    }

    /// The value itself, for typing it into a page or sending it.
    #[must_use]
    pub fn reveal(&self) -> &str {
        &self.0
    }
}

impl std::fmt::Debug for Secret {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("Secret(…)")
    }
}

/// What a walk signs in with.
#[derive(Debug, Clone, Default)]
pub struct Credentials {
    /// Secrets by the names that the walk file uses; the seed of one-time codes is not among them.
    pub secrets: BTreeMap<String, Secret>,
    /// Makes one-time codes, where the seed is known.
    pub codes: Option<Codes>,
    /// Says which code was mailed.
    pub mailbox: Mailbox,
    seed: Option<Secret>,
}

/// The secret that is never typed as it is: codes are made from it.
const SEED: &str = "totp";

impl Credentials {
    /// Sorts secrets: a seed becomes what makes codes. `after` as for [`Codes::from_seed`].
    ///
    /// # Errors
    /// When the seed is none.
    pub fn new(mut secrets: BTreeMap<String, Secret>, mailbox: Mailbox, after: Option<u64>) -> Result<Self> {
        let seed = secrets.remove(SEED);
        let codes = seed.as_ref().map(|seed| Codes::from_seed(seed, after)).transpose()?;
        Ok(Self { secrets, codes, mailbox, seed })
    }

    /// All that must not be seen, with its name. The account's name is none: the site shows it on every page.
    pub fn hidden(&self) -> impl Iterator<Item = (&str, &Secret)> {
        let secrets = self.secrets.iter().map(|(name, secret)| (name.as_str(), secret)).filter(|(name, _)| *name != "login");
        secrets.chain(self.seed.iter().map(|seed| (SEED, seed)))
    }

    /// The account's name; empty where the walk file has no secret `login`.
    #[must_use]
    pub fn login(&self) -> &str {
        self.secrets.get("login").map_or("", |login| login.reveal())
    }
}

static TOKENS: LazyLock<Regex> = LazyLock::new(|| {
    #[expect(clippy::expect_used, reason = "a constant pattern")]
    Regex::new(r"\b(gh[pousr]_[A-Za-z0-9]{16,}|github_pat_[A-Za-z0-9_]{20,})").expect("the pattern compiles")
});

/// Takes secrets out of text. Clones share what they know.
#[derive(Debug, Clone, Default)]
pub struct Scrubber {
    needles: Arc<RwLock<Vec<(Secret, String)>>>,
}

impl Scrubber {
    /// Learns a secret in all the forms in which it may turn up. Values of fewer than four characters are too common to take out.
    pub fn learn(&self, name: &str, value: &str) {
        if value.len() < 4 {
            return;
        }
        let json = serde_json::to_string(value).unwrap_or_default();
        let forms = [
            value.to_owned(),
            percent_encoding::utf8_percent_encode(value, percent_encoding::NON_ALPHANUMERIC).to_string(),
            url::form_urlencoded::byte_serialize(value.as_bytes()).collect(),
            base64::engine::general_purpose::STANDARD.encode(value),
            value.replace('&', "&amp;").replace('<', "&lt;").replace('>', "&gt;").replace('"', "&quot;").replace('\'', "&#39;"),
            json.strip_prefix('"').and_then(|json| json.strip_suffix('"')).unwrap_or(value).to_owned(),
        ];
        let Ok(mut needles) = self.needles.write() else { return };
        for form in forms {
            if !needles.iter().any(|(known, _)| known.reveal() == form) {
                needles.push((Secret::new(form), format!("[{name}]")));
            }
        }
        needles.sort_by_key(|(secret, _)| std::cmp::Reverse(secret.reveal().len()));
    }

    /// Whether words that were read from a picture, in their order, show a secret or what looks like a GitHub token.
    #[must_use]
    pub fn is_shown_by(&self, words: &[&str]) -> bool {
        if cfg!(feature = "unscrubbed") {
            return false;
        }
        let Ok(needles) = self.needles.read() else { return true };
        alike::shows(words, needles.iter().map(|(needle, _)| needle.reveal()))
    }

    /// The text without any secret, and without anything that looks like a GitHub token.
    #[must_use]
    pub fn clean(&self, text: &str) -> String {
        if cfg!(feature = "unscrubbed") {
            return text.to_owned();
        }
        let mut out = text.to_owned();
        if let Ok(needles) = self.needles.read() {
            for (needle, instead) in needles.iter() {
                if out.contains(needle.reveal()) {
                    out = out.replace(needle.reveal(), instead);
                }
            }
        }
        TOKENS.replace_all(&out, "[token]").into_owned()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_secret_is_taken_out_in_every_form() {
        let scrubber = Scrubber::default();
        scrubber.learn("password", "p&ss \"wörd\"");
        for form in [
            "p&ss \"wörd\"",
            "p%26ss%20%22w%C3%B6rd%22",
            "p%26ss+%22w%C3%B6rd%22",
            "p&amp;ss &quot;wörd&quot;",
            "p&ss \\\"wörd\\\"",
        ] {
            assert_eq!(scrubber.clean(&format!("a {form} b")), "a [password] b", "{form}");
        }
    }

    #[test]
    fn what_looks_like_a_token_is_taken_out_unlearned() {
        assert_eq!(Scrubber::default().clean("x ghp_0123456789abcdefghijABCDEFGHIJ012345 y"), "x [token] y");
    }

    #[test]
    fn a_secret_does_not_print() {
        assert_eq!(format!("{:?}", Secret::new("abc".into())), "Secret(…)");
    }
}
