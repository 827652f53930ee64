//! Choosing an entry of a list box or of a menu.

use super::act::{BETWEEN_TRIES, Done, TRIES, Trouble, is_passing};
use super::lookout::described;
use super::walker::Walker;
use crate::browser::{Match, Page, Question};
use crate::walkfile::{Locator, Matching, Target};

impl<P: Page> Walker<'_, P> {
    /// Takes an entry of a list: of the browser's own, or of a menu that is opened for it.
    pub(super) async fn choose(&mut self, target: &Target, option: &str, matching: Matching) -> Result<Done, Trouble> {
        let (found, before) = self.usable(target).await?;
        if found.native {
            self.choose_native(target, option, matching, found).await?;
        } else {
            let entry = |role: &str| Locator {
                role: Some(role.to_owned()),
                name: Some(option.to_owned()),
                matching,
                ..Locator::default()
            };
            let entries = Target { alternatives: ["menuitemradio", "option", "menuitem", "radio"].map(entry).to_vec() };
            self.expand(target).await?;
            match self.click(&entries, false).await {
                // On a busy machine a menu can be gone before its entry could be looked for.
                Err(Trouble::Missing(_)) if !self.is_open(target).await => {
                    self.note(&format!("opened {} again: it had closed", described(target)));
                    self.expand(target).await?;
                    self.click(&entries, false).await?;
                }
                done => {
                    done?;
                }
            }
        }
        self.note(&format!("chose \"{option}\" in {}", described(target)));
        Ok(Done { before: Some(before), typed_secret: false })
    }

    /// Takes an entry of the browser's own list box; one that was replaced at just that moment is looked for again.
    async fn choose_native(&mut self, target: &Target, option: &str, matching: Matching, mut list: Match) -> Result<(), Trouble> {
        for _ in 1..TRIES {
            match self.page.choose(&list.element, option, matching).await {
                Err(error) if is_passing(&error) => self.company.times.pause(BETWEEN_TRIES).await,
                chosen => return chosen.map_err(|error| self.refused(target, &list, error)),
            }
            (list, _) = self.usable(target).await?;
        }
        self.page.choose(&list.element, option, matching).await.map_err(|error| self.refused(target, &list, error))
    }

    /// Whether an opener says that it is open just now.
    async fn is_open(&self, target: &Target) -> bool {
        let question = Question::about(target.alternatives.clone());
        let seen = self.page.observe(&question).await.ok();
        let found = seen.as_ref().and_then(|seen| seen.targets.first()).and_then(|sighting| sighting.matches.first());
        found.is_some_and(|found| found.states.iter().any(|state| state == "expanded"))
    }
}
