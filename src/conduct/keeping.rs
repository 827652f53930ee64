//! What is taken out of an account's folder before a walk and put back after it.

use std::path::PathBuf;

use jiff::Timestamp;

use crate::account::{Account, Cookie, Kept, Key, Made, Rest};
use crate::plan::Itinerary;
use crate::secrets::Scrubber;
use crate::walk::{Ledger, WalkEnd};

/// An account while it is walked with.
#[derive(Debug, Clone)]
pub struct Keeping {
    /// Its folder.
    pub account: Account,
    /// What the kept sign-in is encrypted with.
    pub key: Option<Key>,
    /// Whether an unencrypted sign-in must not be kept.
    pub in_ci: bool,
    /// The walk file that is walked; `None`: the built-in one.
    pub walk: Option<PathBuf>,
}

impl Ledger for Keeping {
    fn about_to_make(&self, run: &str) -> Result<(), String> {
        let made = Made { run: run.to_owned(), at: Timestamp::now(), walk: self.walk.clone() };
        self.account.about_to_make(&made).map_err(|error| format!("{error:#}"))
    }

    fn taken_back(&self, run: &str) -> Result<(), String> {
        self.account.taken_back(run).map_err(|error| format!("{error:#}"))
    }
}

impl Keeping {
    /// What has not ended of the kept sign-in; why there is nothing, if that is worth a remark. Whether it still opens the account is
    /// found out on the site: of the cookies there some live for an hour, others for weeks.
    pub(super) fn sign_in(&self, now: Timestamp, login: &str, scrubber: &Scrubber) -> (Vec<Cookie>, Option<String>) {
        let kept = match self.account.kept(self.key.as_ref()) {
            Ok(Some(kept)) => kept,
            Ok(None) => return (Vec::new(), None),
            Err(error) => return (Vec::new(), Some(format!("the kept sign-in was not used: {error:#}"))),
        };
        for cookie in kept.cookies.iter().filter(|cookie| cookie.is_secret(login)) {
            scrubber.learn("cookie", &cookie.value);
        }
        let lasting = kept.lasting(now);
        let remark = lasting.is_empty().then(|| "the kept sign-in has ended; a new one is made".to_owned());
        (lasting, remark)
    }

    /// What earlier walks left behind and this walk file can take back, as itineraries of their mark and day; remarks on the rest.
    pub(super) fn earlier(&self, itinerary: impl Fn(&str, &str) -> Itinerary) -> (Vec<Itinerary>, Vec<String>) {
        let made = match self.account.left_behind() {
            Ok(made) => made,
            Err(error) => return (Vec::new(), vec![format!("it can't be known what earlier walks left behind: {error:#}")]),
        };
        let (own, others): (Vec<Made>, Vec<Made>) = made.into_iter().partition(|one| one.walk == self.walk);
        let itineraries = own.iter().map(|one| itinerary(&one.run, &day(one.at))).collect();
        let remarks = others.iter().map(|one| {
            let walk = one.walk.as_ref().map(|walk| format!(" --walk {}", walk.display())).unwrap_or_default();
            format!(
                "an earlier walk of another walk file left something behind ({}): `guidewalk sweep{walk}` takes it back",
                one.run
            )
        });
        (itineraries, remarks.collect())
    }

    /// Keeps what is of use for the next night; remarks on what could not be kept.
    pub(super) fn after(&self, end: &WalkEnd, now: Timestamp) -> Vec<String> {
        let mut remarks = Vec::new();
        let mut worked = |outcome: anyhow::Result<()>, what: &str| {
            if let Err(error) = outcome {
                remarks.push(format!("{what}: {error:#}"));
            }
        };
        if let Some(window) = end.last_code {
            worked(self.account.keep_last_code(window), "the last one-time code was not noted");
        }
        if let Some(rest) = end.refused.and_then(|reason| Rest::after(reason, now)) {
            worked(self.account.begin_rest(&rest), "the pause after the refusal was not noted");
        }
        if !end.cookies.is_empty() {
            let kept = Kept { site: self.account.site().to_owned(), at: now, cookies: end.cookies.clone() };
            worked(self.account.keep(&kept, self.key.as_ref(), self.in_ci).map(drop), "the sign-in was not kept");
        }
        remarks
    }
}

/// The day of a time, year first.
pub(super) fn day(at: Timestamp) -> String {
    at.strftime("%Y-%m-%d").to_string()
}
