//! Visits to an account that judge nothing: taking back what was left behind, and a sign-in by hand.

use anyhow::{Result, bail};
use jiff::Timestamp;

use super::keeping::{self, Keeping};
use super::session::{Reached, Session};
use crate::clock::Times;
use crate::plan::Way;
use crate::secrets::{Credentials, Scrubber};
use crate::settings::Settings;
use crate::walk::{self, Company, Listener, Stop};

/// What a visit needs.
pub struct Visit<'a> {
    /// Where.
    pub way: &'a Way,
    /// How.
    pub settings: &'a Settings,
    /// What is signed in with.
    pub credentials: Credentials,
    /// The account's folder, and how it is dealt with.
    pub keeping: &'a Keeping,
    /// Hears what goes on.
    pub listener: &'a dyn Listener,
    /// Ends it early.
    pub stop: &'a Stop,
}

/// What became of what was left behind.
#[derive(Debug, Default)]
pub struct Swept {
    /// The marks of walks whose things are gone now.
    pub taken: Vec<String>,
    /// What may still be there, in words.
    pub left: Vec<String>,
}

/// Signs in and takes back what earlier walks left behind.
///
/// # Errors
/// When there is no browser, or the account's folder can't be read.
pub async fn sweep(visit: Visit<'_>) -> Result<Swept> {
    let made: Vec<String> = visit.keeping.account.left_behind()?.into_iter().map(|one| one.run).collect();
    let scrubber = Scrubber::default();
    visit.credentials.hidden().for_each(|(name, secret)| scrubber.learn(name, secret.reveal()));
    let times = Times::default();
    let now = Timestamp::now();
    let (kept, _) = visit.keeping.sign_in(now, visit.credentials.login(), &scrubber);
    let (earlier, mut left) = visit.keeping.earlier(|run, day| visit.way.itinerary(visit.credentials.clone(), run, day));
    let mut itinerary = visit.way.itinerary(visit.credentials.clone(), "sweep", &keeping::day(now));
    itinerary.kept = kept;
    let session = Session::open(visit.way, visit.settings, Reached::find(visit.settings)?, &times).await?;
    let company = Company {
        listener: visit.listener,
        stop: visit.stop,
        scrubber: &scrubber,
        ledger: visit.keeping,
        times: &times,
        detail: None,
    };
    let end = walk::sweep(&earlier, &session.page, &itinerary, company).await;
    session.close().await;
    left.extend(end.left_behind.iter().cloned());
    left.extend(visit.keeping.after(&end, Timestamp::now()));
    let still: Vec<String> = visit.keeping.account.left_behind()?.into_iter().map(|one| one.run).collect();
    Ok(Swept { taken: made.into_iter().filter(|run| !still.contains(run)).collect(), left })
}

/// Opens the sign-in page in a browser that a person sees, waits until the account is open, and keeps the sign-in.
///
/// # Errors
/// When there is no browser, nobody signs in, or the sign-in can't be kept.
pub async fn sign_in_by_hand(visit: Visit<'_>) -> Result<()> {
    let (scrubber, times) = (Scrubber::default(), Times::default());
    let now = Timestamp::now();
    let itinerary = visit.way.itinerary(visit.credentials, "by-hand", &keeping::day(now));
    let session = Session::open(visit.way, visit.settings, Reached::find(visit.settings)?, &times).await?;
    let company = Company {
        listener: visit.listener,
        stop: visit.stop,
        scrubber: &scrubber,
        ledger: visit.keeping,
        times: &times,
        detail: None,
    };
    let cookies = walk::wait_for_sign_in(&session.page, &itinerary, company).await;
    session.close().await;
    let cookies = match cookies {
        Ok(cookies) => cookies,
        Err(why) => bail!("no sign-in was kept: {why}"),
    };
    let kept = crate::account::Kept { site: visit.way.site.clone(), at: now, cookies };
    visit.keeping.account.keep(&kept, visit.keeping.key.as_ref(), false).map(drop)
}
