//! A pause: after a refusal the account is left alone, so that no machine knocks at a closed door night after night.

use anyhow::Result;
use jiff::{SignedDuration, Timestamp};
use serde::{Deserialize, Serialize};

use super::{Account, file};
use crate::walkfile::Reason;

/// How long an account is left alone, and why.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Rest {
    /// Until then nothing is tried.
    pub until: Timestamp,
    /// What was refused.
    pub reason: Reason,
    /// When.
    pub since: Timestamp,
}

impl Rest {
    /// The pause that a reason for being blocked asks for. A refused password is never typed again by itself the next night: the
    /// site counts, and a person has to look.
    #[must_use]
    pub fn after(reason: Reason, now: Timestamp) -> Option<Self> {
        let hours = match reason {
            Reason::SignInRefused => 36,
            Reason::Captcha | Reason::DeviceVerification | Reason::SecondFactor => 6,
            Reason::RateLimited => 2,
            _ => return None,
        };
        Some(Self { until: now + SignedDuration::from_hours(hours), reason, since: now })
    }
}

impl Account {
    /// The pause that lasts now. One that begins in the future belongs to a clock that was wrong, and counts no more.
    ///
    /// # Errors
    /// When the file can't be read or is spoilt.
    pub fn rest(&self, now: Timestamp) -> Result<Option<Rest>> {
        let kept: Option<Rest> = file::read(&self.folder.join("pause.json"))?;
        Ok(kept.filter(|rest| rest.since <= now && now < rest.until))
    }

    /// Begins a pause.
    ///
    /// # Errors
    /// When the file can't be written.
    pub fn begin_rest(&self, rest: &Rest) -> Result<()> {
        file::write(&self.folder.join("pause.json"), rest)
    }

    /// Ends a pause; whether there was one.
    ///
    /// # Errors
    /// When the file can't be removed.
    pub fn end_rest(&self) -> Result<bool> {
        file::remove(&self.folder.join("pause.json"))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_refused_password_rests_through_the_next_night() {
        let state = tempfile::tempdir().unwrap();
        let account = Account::at(state.path(), "https://example.org", "someone").unwrap();
        let now = Timestamp::UNIX_EPOCH;
        let later = |hours: i64| now + SignedDuration::from_hours(hours);
        account.begin_rest(&Rest::after(Reason::SignInRefused, now).unwrap()).unwrap();
        assert_eq!(account.rest(later(24)).unwrap().unwrap().reason, Reason::SignInRefused);
        assert_eq!(account.rest(later(37)).unwrap(), None);
        assert_eq!(account.rest(later(-1)).unwrap(), None);
        assert!(account.end_rest().unwrap() && account.rest(later(1)).unwrap().is_none());
        assert_eq!(Rest::after(Reason::SiteDown, now), None);
    }
}
