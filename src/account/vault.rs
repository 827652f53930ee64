//! A kept sign-in: the browser's cookies, so that a machine need not sign in every night. In a file that only its owner can read; where
//! there is a key, encrypted with it (age's format with a passphrase, so that `age -d` opens it too).

use std::io::{Read as _, Write as _};
use std::path::PathBuf;

use age::secrecy::SecretString;
use anyhow::{Context as _, Result, anyhow, bail};
use jiff::Timestamp;
use serde::{Deserialize, Serialize};

use super::{Account, file};
use crate::secrets::Secret;

/// How hard it is made to try passphrases: 2 to this power rounds, about a quarter of a second here.
const WORK: u8 = 14;

/// A cookie, written as WebDriver writes it (<https://www.w3.org/TR/webdriver2/#cookies>).
#[derive(Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Cookie {
    /// Its name.
    pub name: String,
    /// Its value: a secret.
    pub value: String,
    /// The host that it is for, with a dot before it where hosts below it are meant too; empty: the page's own.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub domain: String,
    /// The path that it is for.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub path: String,
    /// Whether it is sent encrypted only.
    #[serde(default)]
    pub secure: bool,
    /// Whether scripts can't read it.
    #[serde(default, rename = "httpOnly")]
    pub http_only: bool,
    /// `Strict`, `Lax`, `None`; empty where it says nothing.
    #[serde(default, rename = "sameSite", skip_serializing_if = "String::is_empty")]
    pub same_site: String,
    /// When it ends, seconds since 1970; `None`: with the browser.
    #[serde(default, rename = "expiry", skip_serializing_if = "Option::is_none")]
    pub ends: Option<i64>,
}

impl std::fmt::Debug for Cookie {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "Cookie({}=…)", self.name)
    }
}

/// Values this short carry no sign-in, and are too common to be taken out of texts.
const SHORT: usize = 12;

impl Cookie {
    /// Whether its value must not be seen. Some cookies hold the account's name, which the site shows on every page.
    #[must_use]
    pub fn is_secret(&self, login: &str) -> bool {
        self.value.len() >= SHORT && !self.value.eq_ignore_ascii_case(login)
    }
}

/// A kept sign-in.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Kept {
    /// The site, as `scheme://host:port`.
    pub site: String,
    /// When it was kept.
    pub at: Timestamp,
    /// The cookies.
    pub cookies: Vec<Cookie>,
}

impl Kept {
    /// When it likely ends: with the first cookie that can carry a sign-in, which has a secret value and can't be read by scripts.
    /// Others beside it end within the hour, and say nothing. `None` where none says.
    #[must_use]
    pub fn ends(&self, login: &str) -> Option<Timestamp> {
        let carriers = self.cookies.iter().filter(|cookie| cookie.http_only && cookie.is_secret(login));
        Timestamp::from_second(carriers.filter_map(|cookie| cookie.ends).min()?).ok()
    }

    /// The cookies that have not ended. Only the site knows whether they are enough.
    #[must_use]
    pub fn lasting(self, now: Timestamp) -> Vec<Cookie> {
        self.cookies.into_iter().filter(|cookie| cookie.ends.is_none_or(|ends| ends > now.as_second())).collect()
    }

    /// A kept sign-in from what `guidewalk session export` wrote, or from a list of cookies as browser extensions save them.
    ///
    /// # Errors
    /// When it is neither.
    pub fn from_json(text: &str, site: &str, now: Timestamp) -> Result<Self> {
        if let Ok(kept) = serde_json::from_str::<Self>(text) {
            return Ok(kept);
        }
        let cookies: Vec<Foreign> = serde_json::from_str(text)
            .map_err(|_| anyhow!("this is no kept sign-in\nhint: `guidewalk session export` writes one"))?;
        Ok(Self { site: site.to_owned(), at: now, cookies: cookies.into_iter().map(Cookie::from).collect() })
    }
}

/// A cookie as extensions for browsers save it.
#[derive(Deserialize)]
#[serde(rename_all = "camelCase")]
struct Foreign {
    name: String,
    value: String,
    #[serde(default)]
    domain: String,
    #[serde(default)]
    path: String,
    #[serde(default)]
    secure: bool,
    #[serde(default)]
    http_only: bool,
    #[serde(default)]
    same_site: Option<String>,
    #[serde(default)]
    expiration_date: Option<f64>,
}

impl From<Foreign> for Cookie {
    fn from(foreign: Foreign) -> Self {
        let same_site = match foreign.same_site.unwrap_or_default().to_lowercase().as_str() {
            "strict" => "Strict",
            "lax" => "Lax",
            "none" | "no_restriction" => "None",
            _ => "",
        };
        #[expect(clippy::cast_possible_truncation, reason = "whole seconds are wanted")]
        let ends = foreign.expiration_date.map(|seconds| seconds as i64);
        let Foreign { name, value, domain, path, secure, http_only, .. } = foreign;
        Self { name, value, domain, path, secure, http_only, same_site: same_site.to_owned(), ends }
    }
}

/// What a kept sign-in is encrypted with.
#[derive(Debug, Clone)]
pub struct Key(Secret);

/// The variable that holds the key.
pub const KEY_VARIABLE: &str = "GUIDEWALK_STATE_KEY";

impl Key {
    /// The key from the environment; `None` where there is none.
    #[must_use]
    pub fn from_environment() -> Option<Self> {
        std::env::var(KEY_VARIABLE).ok().filter(|key| !key.is_empty()).map(|key| Self(Secret::new(key)))
    }

    /// A key.
    #[must_use]
    pub const fn new(passphrase: Secret) -> Self {
        Self(passphrase)
    }

    fn passphrase(&self) -> SecretString {
        SecretString::from(self.0.reveal().to_owned())
    }

    fn sealed(&self, plain: &[u8]) -> Result<Vec<u8>> {
        let mut recipient = age::scrypt::Recipient::new(self.passphrase());
        recipient.set_work_factor(WORK);
        let encryptor =
            age::Encryptor::with_recipients(std::iter::once(&recipient as &dyn age::Recipient)).context("cannot encrypt")?;
        let mut sealed = Vec::new();
        let mut writer = encryptor.wrap_output(&mut sealed).context("cannot encrypt")?;
        writer.write_all(plain).and_then(|()| writer.finish().map(drop)).context("cannot encrypt")?;
        Ok(sealed)
    }

    fn opened(&self, sealed: &[u8]) -> Result<Vec<u8>> {
        let identity = age::scrypt::Identity::new(self.passphrase());
        let wrong =
            |_| anyhow!("the kept sign-in can't be opened with the key in {KEY_VARIABLE}\nhint: `guidewalk session forget`");
        let decryptor = age::Decryptor::new_buffered(sealed).map_err(wrong)?;
        let mut reader = decryptor.decrypt(std::iter::once(&identity as &dyn age::Identity)).map_err(wrong)?;
        let mut plain = Vec::new();
        reader.read_to_end(&mut plain).context("the kept sign-in is spoilt\nhint: `guidewalk session forget`")?;
        Ok(plain)
    }
}

impl Account {
    fn plain_path(&self) -> PathBuf {
        self.folder.join("session.json")
    }

    fn sealed_path(&self) -> PathBuf {
        self.folder.join("session.age")
    }

    /// Keeps a sign-in; encrypted where there is a key. `in_ci`: without a key nothing is kept there. Returns whether it was kept.
    ///
    /// # Errors
    /// When it can't be written.
    pub fn keep(&self, kept: &Kept, key: Option<&Key>, in_ci: bool) -> Result<bool> {
        let Some(key) = key else {
            if in_ci {
                return Ok(false);
            }
            file::write(&self.plain_path(), kept)?;
            file::remove(&self.sealed_path())?;
            return Ok(true);
        };
        let plain = serde_json::to_vec(kept).context("the sign-in can't be written")?;
        file::write_private(&self.sealed_path(), &key.sealed(&plain)?)?;
        file::remove(&self.plain_path())?;
        Ok(true)
    }

    /// The kept sign-in, whether or not it is still good; `None` where there is none.
    ///
    /// # Errors
    /// When it can't be read: it is spoilt, or encrypted and the key is not there or another.
    pub fn kept(&self, key: Option<&Key>) -> Result<Option<Kept>> {
        let Some(sealed) = file::read_bytes(&self.sealed_path())? else { return file::read(&self.plain_path()) };
        let Some(key) = key else {
            bail!("the kept sign-in is encrypted\nhint: put its key into {KEY_VARIABLE}, or `guidewalk session forget`");
        };
        let plain = key.opened(&sealed)?;
        serde_json::from_slice(&plain)
            .map(Some)
            .map_err(|_| anyhow!("the kept sign-in is spoilt\nhint: `guidewalk session forget`"))
    }

    /// Forgets the sign-in; whether there was one.
    ///
    /// # Errors
    /// When a file can't be removed.
    pub fn forget(&self) -> Result<bool> {
        Ok(file::remove(&self.plain_path())? | file::remove(&self.sealed_path())?)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn kept() -> Kept {
        let cookie = Cookie {
            name: "user_session".into(),
            value: "very-secret-value".into(),
            domain: "example.org".into(),
            path: "/".into(),
            secure: true,
            http_only: true,
            same_site: "Lax".into(),
            ends: Some(1_800_000_000),
        };
        Kept { site: "https://example.org".into(), at: Timestamp::UNIX_EPOCH, cookies: vec![cookie] }
    }

    #[test]
    fn with_a_key_nothing_of_it_stands_on_disk() {
        let state = tempfile::tempdir().unwrap();
        let account = Account::at(state.path(), "https://example.org", "someone").unwrap();
        let key = Key::new(Secret::new("correct horse".into()));
        assert!(account.keep(&kept(), None, false).unwrap());
        assert_eq!(account.kept(None).unwrap(), Some(kept()));
        assert!(account.keep(&kept(), Some(&key), true).unwrap());
        let files: Vec<_> = std::fs::read_dir(account.folder()).unwrap().map(|entry| entry.unwrap().path()).collect();
        for file in &files {
            let bytes = std::fs::read(file).unwrap();
            assert!(!bytes.windows(11).any(|part| part == b"very-secret"), "{}", file.display());
        }
        assert_eq!(account.kept(Some(&key)).unwrap(), Some(kept()));
        let other = Key::new(Secret::new("another".into()));
        assert!(account.kept(Some(&other)).unwrap_err().to_string().contains("GUIDEWALK_STATE_KEY"));
        assert!(account.kept(None).unwrap_err().to_string().contains("encrypted"));
        assert!(account.forget().unwrap() && account.kept(None).unwrap().is_none());
    }

    #[test]
    fn in_ci_nothing_is_kept_without_a_key() {
        let state = tempfile::tempdir().unwrap();
        let account = Account::at(state.path(), "https://example.org", "someone").unwrap();
        assert!(!account.keep(&kept(), None, true).unwrap());
        assert_eq!(account.kept(None).unwrap(), None);
    }

    #[cfg(unix)]
    #[test]
    fn nobody_else_can_read_it() {
        use std::os::unix::fs::PermissionsExt as _;
        let state = tempfile::tempdir().unwrap();
        let account = Account::at(state.path(), "https://example.org", "someone").unwrap();
        account.keep(&kept(), None, false).unwrap();
        let mode = |path: &std::path::Path| std::fs::metadata(path).unwrap().permissions().mode() & 0o777;
        assert_eq!((mode(account.folder()), mode(&account.plain_path())), (0o700, 0o600));
    }

    #[test]
    fn cookies_of_a_browser_extension_are_taken() {
        let text = r#"[{"name":"a","value":"b","domain":".example.org","httpOnly":true,"sameSite":"lax","expirationDate":12.5}]"#;
        let kept = Kept::from_json(text, "https://example.org", Timestamp::UNIX_EPOCH).unwrap();
        assert_eq!((kept.cookies[0].same_site.as_str(), kept.cookies[0].ends), ("Lax", Some(12)));
        assert_eq!(format!("{:?}", kept.cookies[0]), "Cookie(a=…)");
        assert!(Kept::from_json("{}", "https://example.org", Timestamp::UNIX_EPOCH).is_err());
    }

    #[test]
    fn a_cookie_that_ends_within_the_hour_does_not_end_the_sign_in() {
        let hour = Cookie {
            name: "has_recent_activity".into(),
            value: "1".into(),
            ends: Some(1_700_000_000),
            ..kept().cookies.remove(0)
        };
        let name = Cookie { name: "dotcom_user".into(), value: "guidewalk-account".into(), ..hour.clone() };
        let kept = Kept { cookies: vec![hour, name, kept().cookies.remove(0)], ..kept() };
        assert_eq!(kept.ends("guidewalk-account").map(Timestamp::as_second), Some(1_800_000_000));
        let names = |now| {
            let lasting = kept.clone().lasting(Timestamp::from_second(now).unwrap());
            lasting.into_iter().map(|cookie| cookie.name).collect::<Vec<_>>()
        };
        assert_eq!(names(1_699_999_999).len(), 3);
        assert_eq!(names(1_700_000_000), ["user_session"]);
        assert!(names(1_800_000_000).is_empty());
    }
}
