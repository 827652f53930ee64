//! Reads how controls are found and what conditions ask for.

use std::collections::BTreeMap;

use super::form::Value;
use super::grammar::{CONDITION, LOCATOR};
use super::notes::did_you_mean;
use super::reader::{Fields, Reader, as_fields, one_or_list, whole};
use super::template::filled;
use super::{Condition, Locator, Matching, Target};

/// The keys whose words `match` is about.
const COMPARED: [&str; 4] = ["name", "label", "text", "placeholder"];

impl Reader<'_, '_> {
    /// The control at a key.
    pub(super) fn control(&self, fields: &Fields<'_>, key: &'static str) -> Option<Target> {
        self.target(self.value(fields, key)?)
    }

    /// The controls at a key, one entry each.
    pub(super) fn controls(&self, fields: &Fields<'_>, key: &'static str) -> Vec<Target> {
        self.entries(fields, key).into_iter().filter_map(|value| self.target(value)).collect()
    }

    /// What `[controls]` names.
    pub(super) fn named_controls(&self, fields: &Fields<'_>) -> BTreeMap<String, Target> {
        let table = self.value(fields, "controls").and_then(|value| value.get_ref().as_table());
        let named = table.into_iter().flatten().filter(|(_, value)| value.get_ref().as_str().is_none());
        named.filter_map(|(name, value)| Some((name.get_ref().to_string(), self.target(value)?))).collect()
    }

    /// A locator, a list of alternatives, or the name of a control.
    pub(super) fn target(&self, value: &Value<'_>) -> Option<Target> {
        if let Some(name) = value.get_ref().as_str() {
            return self.controls.get(name).cloned().or_else(|| self.unknown_control(name, value));
        }
        let locators = one_or_list(value).into_iter().filter_map(|entry| as_fields(entry, &LOCATOR));
        let alternatives: Vec<_> = locators.map(|fields| self.locator(&fields)).collect();
        (!alternatives.is_empty()).then_some(Target { alternatives })
    }

    fn unknown_control(&self, name: &str, value: &Value<'_>) -> Option<Target> {
        let message = format!("unknown control `{name}`");
        let hint = if name == "target" {
            "`\"target\"` is the target of the stage or interruption in whose `do` it stands".to_owned()
        } else {
            let known = self.controls.keys().map(String::as_str);
            did_you_mean(name, known).unwrap_or_else(|| format!("add `{name} = {{ role = \"…\", name = \"…\" }}` to [controls]"))
        };
        self.notes.mistake(value.span(), message, hint);
        None
    }

    /// One way to find an element.
    pub(super) fn locator(&self, fields: &Fields<'_>) -> Locator {
        let matching = self.matching(fields);
        self.check_matching(fields, matching);
        let inner = |key| self.table(fields, key, &LOCATOR).map(|inner| Box::new(self.locator(&inner)));
        Locator {
            role: self.word(fields, "role").map(str::to_owned),
            name: self.text(fields, "name"),
            label: self.text(fields, "label"),
            text: self.text(fields, "text"),
            placeholder: self.text(fields, "placeholder"),
            id: self.text(fields, "id"),
            css: self.text(fields, "css"),
            xpath: self.text(fields, "xpath"),
            matching: matching.unwrap_or_default(),
            within: inner("within"),
            beside: inner("beside"),
            nth: self.whole(fields, "nth"),
        }
    }

    /// How words are compared.
    pub(super) fn matching(&self, fields: &Fields<'_>) -> Option<Matching> {
        Some(match self.word(fields, "match")? {
            "prefix" => Matching::Prefix,
            "regex" => Matching::Regex,
            _ => Matching::Exact,
        })
    }

    /// `match` needs words, and regular expressions must be some.
    fn check_matching(&self, fields: &Fields<'_>, matching: Option<Matching>) {
        let Some(span) = self.value(fields, "match").map(|value| value.span()) else { return };
        if !COMPARED.iter().any(|key| fields.table.contains_key(*key)) {
            let hint = format!("it says how {} are compared", COMPARED.join(", "));
            self.notes.mistake(span, "`match` has nothing to compare", hint);
        }
        if matching == Some(Matching::Regex) {
            COMPARED.iter().for_each(|key| self.check_regex(fields, key));
        }
    }

    /// Notes a mistake where the words at a key are no regular expression.
    pub(super) fn check_regex(&self, fields: &Fields<'_>, key: &'static str) {
        let Some(value) = fields.table.get(key) else { return };
        let Some(words) = value.get_ref().as_str() else { return };
        let with_values = filled(words, |_| Some("x".to_owned())).unwrap_or_default();
        if let Err(error) = regex::Regex::new(&with_values) {
            let reason = error.to_string();
            let reason = reason.lines().last().unwrap_or_default().trim_start_matches("error: ").to_owned();
            let hint = "a regular expression of Rust's regex crate; in single quotes TOML leaves `\\` alone";
            self.notes.mistake(value.span(), format!("`{key}` is no regular expression: {reason}"), hint.to_owned());
        }
    }

    /// The condition at a key.
    pub(super) fn condition(&self, fields: &Fields<'_>, key: &'static str) -> Option<Condition> {
        let fields = self.table(fields, key, &CONDITION)?;
        let status = self.entries(&fields, "status").into_iter().filter_map(whole);
        Some(Condition {
            url: self.text(&fields, "url"),
            title: self.text(&fields, "title"),
            heading: self.text(&fields, "heading"),
            text: self.text(&fields, "text"),
            shown: self.control(&fields, "shown"),
            gone: self.control(&fields, "gone"),
            status: status.filter_map(|status| u16::try_from(status).ok()).collect(),
        })
    }
}
