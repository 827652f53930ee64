//! The account: a kept sign-in is tried before the password is typed, and read again at the end.

use std::time::{Duration, Instant};

use super::act::Trouble;
use super::attend::{Attended, Goal};
use super::codes::{MAILED_CODE, TOTP};
use super::lookout::Lookout;
use super::walker::{Company, Halt, Walker};
use crate::account::Cookie;
use crate::browser::Page;
use crate::plan::Itinerary;
use crate::walkfile::{Action, On, Stage, variables_in};

/// How long someone may take to sign in by hand.
const BY_HAND: Duration = Duration::from_secs(15 * 60);

/// Opens the page on which the walk signs in and waits until someone has done so.
///
/// # Errors
/// Why there is no sign-in, in words.
pub async fn wait_for_sign_in<P: Page>(page: &P, plan: &Itinerary, company: Company<'_>) -> Result<Vec<Cookie>, String> {
    let signs_in = plan.walk.stages.iter().find_map(|stage| Some((stage.at.as_ref()?, stage.unless.as_ref()?)));
    let (at, open) = signs_in.ok_or("no stage of the walk file says by `unless` when the account is open")?;
    let in_words = |error: crate::browser::PageError| error.to_string();
    page.open(&format!("{}{at}", plan.site)).await.map_err(in_words)?;
    let mut lookout = Lookout::default();
    let sought = lookout.condition(open);
    let started = Instant::now();
    while started.elapsed() < BY_HAND && company.stop.requested().is_none() {
        match page.observe(lookout.question()).await {
            Ok(seen) if seen.ready && sought.holds(&seen) => return page.cookies().await.map_err(in_words),
            Err(error @ crate::browser::PageError::Died(_)) => return Err(in_words(error)),
            Ok(_) | Err(_) => company.times.pause(Duration::from_millis(250)).await,
        }
    }
    Err("nobody signed in".to_owned())
}

impl<P: Page> Walker<'_, P> {
    /// Whether what the walk is about is open to it: someone signed in, or there is nothing to sign in to.
    pub(super) fn is_account_open(&self) -> bool {
        self.signed_in || !self.signs_in()
    }

    /// Whether a stage types a secret.
    pub(super) fn signs_in(&self) -> bool {
        let is_secret = |name: &str| matches!(name, TOTP | MAILED_CODE) || self.plan.walk.secrets.contains_key(name);
        self.plan.walk.stages.iter().flat_map(|stage| &stage.actions).any(|action| match action {
            Action::Fill { with, .. } => variables_in(with).any(|(name, _)| is_secret(name)),
            _ => false,
        })
    }

    /// Whether the kept sign-in opens the account, tried where a stage is about to sign in. The sign-in page was looked at before, as
    /// those see it who are not signed in; that its fields are there is made sure here, and nothing is typed.
    pub(super) async fn is_opened_by_kept_sign_in(&mut self, stage: &Stage) -> Result<bool, Trouble> {
        let plan = self.plan;
        let (Some(unless), Some(target), Some(at)) = (&stage.unless, &stage.target, &stage.at) else { return Ok(false) };
        let signs_in = !self.signed_in && stage.actions.iter().any(|action| self.types_secret(action));
        if !signs_in || plan.kept.is_empty() {
            return Ok(false);
        }
        self.fields_are_there(stage).await?;
        self.page.put_cookies(&plan.kept).await.map_err(|error| self.failed(error))?;
        self.perform(&Action::Open { address: at.clone() }, None, true).await?;
        match self.attend(Goal::TargetUnless(target, unless), plan.timeout, "the account".to_owned()).await {
            Attended::Reached(seen, slot) if slot.in_answer(&seen).matches.is_empty() => {
                self.note("went on with the kept sign-in");
                self.signed_in = true;
                Ok(true)
            }
            Attended::Halted(halt) => Err(Trouble::Halt(halt)),
            Attended::Reached(..) | Attended::Missed(_) => {
                self.note("the kept sign-in is of no use any more");
                Ok(false)
            }
        }
    }

    /// That every field that would be filled in is there.
    async fn fields_are_there(&mut self, stage: &Stage) -> Result<(), Trouble> {
        for action in &stage.actions {
            if let Action::Fill { on: On::Control(field), .. } = action {
                self.usable(field).await?;
            }
        }
        Ok(())
    }

    /// The sign-in as it is now, for the next night; its values are secrets from then on. Empty where nobody is signed in.
    pub(super) async fn sign_in_of_now(&self) -> Vec<Cookie> {
        if !self.signed_in {
            return Vec::new();
        }
        let cookies = self.page.cookies().await.unwrap_or_default();
        let login = self.plan.credentials.login();
        for cookie in cookies.iter().filter(|cookie| cookie.is_secret(login)) {
            self.company.scrubber.learn("cookie", &cookie.value);
        }
        cookies
    }

    /// Signs in and does nothing else; why it did not succeed, if it didn't.
    pub(super) async fn sign_in(&mut self) -> Option<Halt> {
        if self.is_account_open() {
            return None;
        }
        for index in 0..self.plan.walk.stages.len() {
            if let Some(halt) = self.stage(index).await {
                return Some(halt);
            }
            if self.signed_in {
                return None;
            }
        }
        Some(Halt::Broken { because: "no stage of the walk file signs in".to_owned() })
    }
}
