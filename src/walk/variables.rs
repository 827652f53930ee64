//! `{name}` in a walk file's words, filled in just before they are used, so that secrets stand nowhere else.

use super::walker::Walker;
use crate::browser::Page;
use crate::walkfile::{Condition, Locator, Target, filled};

impl<P: Page> Walker<'_, P> {
    /// The text with its variables filled in. One that is not known yet (a token that was never read) becomes empty.
    pub(crate) fn filled_in(&self, text: &str) -> String {
        let value = |name: &str| match name {
            "run" => Some(self.plan.run.clone()),
            "date" => Some(self.plan.date.clone()),
            other => Some(self.variables.get(other).map(|secret| secret.reveal().to_owned()).unwrap_or_default()),
        };
        filled(text, value).unwrap_or_default()
    }

    /// Whether a text holds one of the secrets.
    pub(crate) fn holds_secret(&self, text: &str) -> bool {
        crate::walkfile::variables_in(text).any(|(name, _)| name == "totp" || self.variables.contains_key(name))
    }

    /// The target with its variables filled in.
    pub(crate) fn target_filled_in(&self, target: &Target) -> Target {
        Target { alternatives: target.alternatives.iter().map(|locator| self.locator_filled_in(locator)).collect() }
    }

    /// The condition with its variables filled in.
    pub(crate) fn condition_filled_in(&self, condition: &Condition) -> Condition {
        Condition {
            text: condition.text.as_deref().map(|text| self.filled_in(text)),
            shown: condition.shown.as_ref().map(|target| self.target_filled_in(target)),
            gone: condition.gone.as_ref().map(|target| self.target_filled_in(target)),
            ..condition.clone()
        }
    }

    fn locator_filled_in(&self, locator: &Locator) -> Locator {
        let fill = |words: &Option<String>| words.as_deref().map(|words| self.filled_in(words));
        let inner = |locator: &Option<Box<Locator>>| locator.as_deref().map(|inner| Box::new(self.locator_filled_in(inner)));
        Locator {
            name: fill(&locator.name),
            label: fill(&locator.label),
            text: fill(&locator.text),
            within: inner(&locator.within),
            beside: inner(&locator.beside),
            ..locator.clone()
        }
    }
}
