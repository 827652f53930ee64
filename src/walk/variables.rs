//! `{name}` in a walk file's words, filled in just before they are used, so that secrets stand nowhere else.

use super::codes::{MAILED_CODE, TOTP};
use super::walker::Walker;
use crate::browser::Page;
use crate::walkfile::{Action, Condition, Locator, Matching, Target, filled};

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

    /// An address with its variables filled in, percent-encoded.
    pub(crate) fn address_filled_in(&self, address: &str) -> String {
        let encoded = |name: &str| {
            let value = self.filled_in(&format!("{{{name}}}"));
            Some(percent_encoding::utf8_percent_encode(&value, percent_encoding::NON_ALPHANUMERIC).to_string())
        };
        filled(address, encoded).unwrap_or_default()
    }

    /// Whether the value of every variable in a text is known.
    pub(crate) fn knows_variables_in(&self, text: &str) -> bool {
        crate::walkfile::variables_in(text).all(|(name, _)| match name {
            "run" | "date" => true,
            TOTP => self.codes.is_some(),
            MAILED_CODE => self.plan.credentials.mailbox.is_there(),
            other => self.variables.contains_key(other),
        })
    }

    /// Whether an action can be done with what is known: secrets may be missing, tokens may never have been read.
    pub(crate) fn has_what_it_types(&self, action: &Action) -> bool {
        match action {
            Action::Fill { with, .. } => self.knows_variables_in(with),
            Action::Request { bearer, body, .. } => {
                bearer.as_ref().is_none_or(|name| self.variables.contains_key(name))
                    && self.knows_variables_in(body.as_deref().unwrap_or_default())
            }
            _ => true,
        }
    }

    /// Whether a text holds one of the secrets.
    pub(crate) fn holds_secret(&self, text: &str) -> bool {
        let is_code = |name| matches!(name, TOTP | MAILED_CODE);
        crate::walkfile::variables_in(text).any(|(name, _)| is_code(name) || self.variables.contains_key(name))
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
        let plain = locator.matching != Matching::Regex;
        let escaped =
            |text: &str| filled(text, |name| Some(regex::escape(&self.filled_in(&format!("{{{name}}}"))))).unwrap_or_default();
        let fill =
            |words: &Option<String>| words.as_deref().map(|words| if plain { self.filled_in(words) } else { escaped(words) });
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
