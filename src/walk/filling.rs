//! Filling in fields, and reading what a page shows into a variable. A control that was replaced at just that moment is looked for
//! again, as one that is pressed.

use super::act::{BETWEEN_TRIES, Done, TRIES, Trouble, is_passing};
use super::codes::{MAILED_CODE, TOTP};
use super::lookout::described;
use super::walker::{Halt, Walker};
use crate::browser::{Observation, Page, PageError, Question};
use crate::secrets::Secret;
use crate::walkfile::{Locator, Target, variables_in};

impl<P: Page> Walker<'_, P> {
    pub(super) async fn fill(&mut self, target: &Target, with: &str) -> Result<Done, Trouble> {
        // The wait for a code comes first: a field that was found before it may be another one after it.
        self.fetch_codes_for(with).await?;
        let words = self.filled_in(with);
        let seen = self.type_into(target, with, &words).await?;
        let secret = self.holds_secret(with);
        self.note(&format!("filled {} with {}", described(target), if secret { "a secret" } else { with }));
        Ok(Done { before: Some(seen), typed_secret: secret })
    }

    /// One letter into each of the controls that match, in their order: a code in boxes of one digit. The last letter may send the
    /// form off.
    pub(super) async fn fill_each(&mut self, target: &Target, with: &str) -> Result<Done, Trouble> {
        let mut done = Done::default();
        self.fetch_codes_for(with).await?;
        for (at, letter) in (1..).zip(self.filled_in(with).chars()) {
            let nth = |locator: &Locator| Locator { nth: Some(at), ..locator.clone() };
            let one = Target { alternatives: target.alternatives.iter().map(nth).collect() };
            done.before = Some(self.type_into(&one, with, &letter.to_string()).await?);
            done.typed_secret = self.holds_secret(with);
        }
        self.note(&format!("filled {} letter by letter", described(target)));
        Ok(done)
    }

    /// Types words into a field, and returns the page as it was just before. `with` is what the walk file says is typed.
    async fn type_into(&mut self, target: &Target, with: &str, words: &str) -> Result<Box<Observation>, Trouble> {
        let mut tries = 0;
        loop {
            tries += 1;
            let (found, seen) = self.usable(target).await?;
            if self.holds_secret(with) {
                self.own_origin(&seen.url)?;
                self.typed_secret = true;
            }
            match self.page.fill(&found.element, words).await {
                Ok(()) => return Ok(seen),
                Err(error) if is_passing(&error) && self.went_off(with, &seen).await => return Ok(seen),
                Err(error) if is_passing(&error) && tries < TRIES => self.company.times.pause(BETWEEN_TRIES).await,
                Err(PageError::Alert(_)) if tries < TRIES => self.dismiss_box().await,
                Err(error) => return Err(self.failed(error)),
            }
        }
    }

    /// Whether another page came while a code was typed: its last digit may have sent it off, and it is never typed a second time.
    async fn went_off(&self, with: &str, before: &Observation) -> bool {
        if !variables_in(with).any(|(name, _)| matches!(name, TOTP | MAILED_CODE)) {
            return false;
        }
        let seen = self.page.observe(&Question::default()).await;
        seen.map_or(true, |seen| seen.leaving || seen.document.to_bits() != before.document.to_bits())
    }

    pub(super) async fn read(&mut self, target: &Target, into: &str, form: Option<&str>) -> Result<Done, Trouble> {
        let words = self.words_of(target).await?;
        self.company.scrubber.learn(into, &words);
        #[cfg(feature = "proof")]
        self.note(&format!("a proof of the scrubber: {words}"));
        #[cfg(feature = "proof")]
        assert!(std::env::var_os("GUIDEWALK_PROOF").is_none(), "a proof of the scrubber: {words}");
        let has_form = form.and_then(|form| regex::Regex::new(form).ok()).is_none_or(|form| form.is_match(&words));
        self.variables.insert(into.to_owned(), Secret::new(words));
        if !has_form {
            let because = format!("what {} shows does not look like what the walk file expects of {into}", described(target));
            return Err(Trouble::Halt(Halt::Broken { because }));
        }
        self.note(&format!("read {} into {into}", described(target)));
        Ok(Done::default())
    }

    async fn words_of(&mut self, target: &Target) -> Result<String, Trouble> {
        let mut tries = 0;
        loop {
            tries += 1;
            let (found, _) = self.usable(target).await?;
            match self.page.words(&found.element).await {
                Ok(words) => return Ok(words),
                Err(error) if is_passing(&error) && tries < TRIES => self.company.times.pause(BETWEEN_TRIES).await,
                Err(error) => return Err(self.failed(error)),
            }
        }
    }
}
