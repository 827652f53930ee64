//! What the site remembers while it runs: sessions, tokens, and the requests it answered.

use super::fault::FaultKind;
use jiff::{SignedDuration, Timestamp};
use std::collections::{HashMap, HashSet};

/// A token as the site's own records have it, without its secret.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct TokenInfo {
    /// The number in its address.
    pub id: u64,
    /// What the account holder wrote about it.
    pub note: String,
    /// The smallest set of scopes that it has.
    pub scopes: Vec<String>,
    /// When it ends; `None` is never.
    pub expires: Option<Timestamp>,
    /// Whether the API was asked with it.
    pub used: bool,
}

/// A request that the site answered.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Request {
    /// The method, in capitals.
    pub method: String,
    /// Path and query.
    pub path: String,
    /// The status of the answer; 0 where none was given.
    pub status: u16,
}

/// A message at the top of the next page.
#[derive(Debug, Clone, serde::Serialize)]
pub(crate) struct Flash {
    pub(crate) kind: &'static str,
    pub(crate) text: &'static str,
}

/// What belongs to one browser.
#[derive(Debug, Clone, Default)]
pub(crate) struct Session {
    pub(crate) signed_in: bool,
    pub(crate) csrf: String,
    /// When it was last used; unused for two weeks, it is over.
    pub(crate) seen: Timestamp,
    /// When the password was given again.
    pub(crate) sudo: Option<Timestamp>,
    /// Where the sign-in leads to, while the password was right and something else is still asked for.
    pub(crate) wanted: Option<String>,
    /// A code that was sent to the account's holder, and until when it is good.
    pub(crate) mailed: Option<(String, Timestamp)>,
    pub(crate) flash: Option<Flash>,
    /// The token that the next list shows: its number and secret.
    pub(crate) made: Option<(u64, String)>,
    /// What came in between once and does not come again.
    pub(crate) passed: Vec<&'static str>,
}

/// How long a session lasts that nobody uses.
const SESSION_LASTS: SignedDuration = SignedDuration::from_hours(14 * 24);

impl Session {
    /// Whether a code is the one that was sent, in time. It is good once.
    pub(crate) fn takes_mailed(&mut self, code: &str, now: Timestamp) -> bool {
        let right = self.mailed.as_ref().is_some_and(|(sent, until)| sent == code && now < *until);
        if right {
            self.mailed = None;
        }
        right
    }

    /// Whether something comes up for the first time in this session; from then on it doesn't.
    pub(crate) fn passes(&mut self, name: &'static str) -> bool {
        let is_new = !self.passed.contains(&name);
        if is_new {
            self.passed.push(name);
        }
        is_new
    }
}

/// All that changes while the site runs.
#[derive(Debug, Default)]
pub(crate) struct Store {
    pub(crate) sessions: HashMap<String, Session>,
    pub(crate) log: Vec<Request>,
    /// Faults that strike once and have struck.
    pub(crate) struck: HashSet<FaultKind>,
    /// The windows of time whose one-time code was used.
    pub(crate) used_windows: HashSet<i64>,
    /// Browsers that signed in before.
    pub(crate) devices: HashSet<String>,
    /// How often the API was asked.
    pub(crate) api_asked: u32,
    /// The code in the newest mail.
    pub(crate) mail: Option<String>,
    tokens: Vec<(TokenInfo, String)>,
}

impl Store {
    /// Opens a session and gives its key.
    pub(crate) fn open_session(&mut self, session: Session, now: Timestamp) -> String {
        let key = random_text(48);
        self.sessions.insert(key.clone(), Session { csrf: random_text(64), seen: now, ..session });
        key
    }

    /// The session of that key, which is used by that; an old one is over.
    pub(crate) fn session_used(&mut self, key: &str, now: Timestamp) -> Option<&Session> {
        let session = self.sessions.get_mut(key)?;
        if now.duration_since(session.seen) >= SESSION_LASTS {
            self.sessions.remove(key);
            return None;
        }
        session.seen = now;
        self.sessions.get(key)
    }

    /// Whether the password was given to this session less than `minutes` ago; if so, they start again.
    pub(crate) fn sudo_renewed(&mut self, key: &str, minutes: u32, now: Timestamp) -> bool {
        let Some(session) = self.sessions.get_mut(key) else {
            return false;
        };
        let lasts = SignedDuration::from_mins(i64::from(minutes));
        let fresh = session.sudo.is_some_and(|since| now.duration_since(since) < lasts);
        session.sudo = fresh.then_some(now);
        fresh
    }

    /// Keeps a token under a number of its own; gives the number.
    pub(crate) fn add_token(&mut self, note: &str, scopes: Vec<String>, expires: Option<Timestamp>, secret: String) -> u64 {
        let id = self.tokens.iter().map(|(info, _)| info.id).max().unwrap_or(1_204_511) + 37;
        let info = TokenInfo { id, note: note.to_owned(), scopes, expires, used: false };
        self.tokens.push((info, secret));
        id
    }

    pub(crate) fn tokens(&self) -> Vec<TokenInfo> {
        self.tokens.iter().map(|(info, _)| info.clone()).collect()
    }

    pub(crate) fn remove_token(&mut self, id: u64) {
        self.tokens.retain(|(info, _)| info.id != id);
    }

    pub(crate) fn remove_all_tokens(&mut self) {
        self.tokens.clear();
    }

    /// Takes away the token with this secret, if there is one.
    pub(crate) fn revoke(&mut self, secret: &str) {
        self.tokens.retain(|(_, kept)| kept != secret);
    }

    /// The living token with this secret; it counts as used from now on.
    pub(crate) fn use_token(&mut self, secret: &str, now: Timestamp) -> Option<TokenInfo> {
        let lives = |info: &TokenInfo| info.expires.is_none_or(|expires| expires > now);
        let (info, _) = self.tokens.iter_mut().find(|(info, kept)| kept == secret && lives(info))?;
        info.used = true;
        Some(info.clone())
    }
}

/// Letters and digits by chance.
pub(crate) fn random_text(length: usize) -> String {
    (0..length).map(|_| fastrand::alphanumeric()).collect()
}

/// A token in the usual form, but with a checksum that is wrong on purpose, so that no scanner takes it for a real one.
pub(crate) fn random_token() -> String {
    let body = random_text(30);
    let right = checksum(&body);
    let wrong = if right.starts_with('0') { right.replacen('0', "1", 1) } else { format!("0{}", &right[1..]) };
    format!("ghp_{body}{wrong}")
}

/// CRC-32 of the text, in six digits to the base of 62.
pub(crate) fn checksum(body: &str) -> String {
    const DIGITS: &[u8; 62] = b"0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz";
    let turn = |crc: u32| {
        if crc & 1 == 1 { (crc >> 1) ^ 0xEDB8_8320 } else { crc >> 1 }
    };
    let crc = !body.bytes().fold(u32::MAX, |crc, byte| (0..8).fold(crc ^ u32::from(byte), |crc, _| turn(crc)));
    let digit = |place: u32| char::from(DIGITS[(crc / 62_u32.pow(place) % 62) as usize]);
    (0..6).rev().map(digit).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_token_has_the_form_but_a_wrong_checksum() {
        assert_eq!(checksum("123456789"), {
            let (mut rest, mut digits) = (0xCBF4_3926_u32, Vec::new());
            for _ in 0..6 {
                digits.push(b"0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz"[(rest % 62) as usize]);
                rest /= 62;
            }
            digits.reverse();
            String::from_utf8(digits).unwrap()
        });
        for _ in 0..200 {
            let token = random_token();
            assert_eq!(token.len(), 40);
            assert_ne!(checksum(&token[4..34]), token[34..]);
        }
    }

    #[test]
    fn an_ended_token_is_of_no_use() {
        let mut store = Store::default();
        let now = Timestamp::UNIX_EPOCH;
        store.add_token("ended", Vec::new(), Some(now), "one".into());
        store.add_token("endless", Vec::new(), None, "two".into());
        assert!(store.use_token("one", now).is_none());
        assert_eq!(store.use_token("two", now).unwrap().note, "endless");
    }
}
