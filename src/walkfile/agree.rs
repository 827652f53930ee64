//! What one place of a walk file says about another: variables that nobody declares, names given twice, ways that don't begin.

use std::collections::{BTreeMap, BTreeSet};

use super::form::{Value, verbs};
use super::grammar::{INTERRUPTION, PICTURE, STAGE};
use super::notes::did_you_mean;
use super::reader::{Fields, Reader, as_fields};
use super::template::BUILT_IN_VARIABLES;

/// Variables that the walk itself sets: a secret of that name would never be read.
const SET_BY_THE_WALK: [&str; 2] = ["run", "date"];

impl Reader<'_, '_> {
    /// Checks what the parts say about each other.
    pub(super) fn agreement(&self, fields: &Fields<'_>) {
        let secrets = self.secrets(fields);
        self.reserved_names(fields);
        let read_into = self.read_into(fields, &secrets);
        self.variables(&secrets, &read_into);
        self.first_stage(fields);
        self.pictures_once(fields);
        self.names_once(fields);
        self.do_or_variant(fields);
    }

    fn reserved_names(&self, fields: &Fields<'_>) {
        for key in ["secrets", "controls"] {
            let names = self.value(fields, key).and_then(|value| value.get_ref().as_table());
            for name in names.into_iter().flat_map(toml::de::DeTable::keys) {
                let written = name.get_ref().as_ref();
                if (key == "secrets" && SET_BY_THE_WALK.contains(&written)) || (key == "controls" && written == "target") {
                    let message = format!("the name `{written}` has a meaning of its own");
                    self.notes.mistake(name.span(), message, "choose another name".to_owned());
                }
            }
        }
    }

    /// The variables that some `read` fills.
    fn read_into(&self, fields: &Fields<'_>, secrets: &BTreeMap<String, String>) -> BTreeSet<String> {
        let mut names = BTreeSet::new();
        for action in self.all_actions(fields) {
            let Some(into) = action.get_ref().as_table().and_then(|table| table.get("into")) else { continue };
            let Some(name) = into.get_ref().as_str() else { continue };
            if secrets.contains_key(name) || is_built_in(name) {
                let hint = "choose a name that is neither a secret's nor run, date, login, totp or mailed-code".to_owned();
                self.notes.mistake(into.span(), format!("`{name}` is taken"), hint);
            }
            names.insert(name.to_owned());
        }
        names
    }

    /// Every action of the file, wherever it stands.
    fn all_actions<'t>(&self, fields: &Fields<'t>) -> Vec<&'t Value<'t>> {
        let mut tables = self.tables(fields, "stage", &STAGE);
        tables.extend(self.tables(fields, "clean-up", &super::grammar::CLEAN_UP));
        let interruptions = self.tables(fields, "interruption", &INTERRUPTION);
        for interruption in &interruptions {
            tables.extend(self.tables(interruption, "variant", &super::grammar::VARIANT));
        }
        tables.extend(interruptions);
        let actions = tables.iter().flat_map(|table| self.entries(table, "do"));
        actions.filter(|action| action.get_ref().as_table().is_some_and(|table| verbs(table).len() == 1)).collect()
    }

    fn variables(&self, secrets: &BTreeMap<String, String>, read_into: &BTreeSet<String>) {
        let known = |name: &str| is_built_in(name) || secrets.contains_key(name) || read_into.contains(name);
        for used in self.notes.take_uses().into_iter().filter(|used| !known(&used.name)) {
            let name = &used.name;
            let all = BUILT_IN_VARIABLES.iter().map(|(name, _)| *name);
            let all = all.chain(secrets.keys().map(String::as_str)).chain(read_into.iter().map(String::as_str));
            let environment = name.to_uppercase().replace('-', "_");
            let hint = did_you_mean(name, all)
                .unwrap_or_else(|| format!("a secret is declared by `{name} = \"GUIDEWALK_{environment}\"` in [secrets]"));
            self.notes.mistake(used.span, format!("nobody declares the variable `{name}`"), hint);
        }
    }

    /// Without an address of its own the first stage could not be reached.
    fn first_stage(&self, fields: &Fields<'_>) {
        let stages = self.tables(fields, "stage", &STAGE);
        if let Some(first) = stages.first().filter(|first| !first.table.contains_key("at")) {
            let hint = "add `at = \"/\"`: the path on which the walk begins".to_owned();
            self.notes.mistake(first.span.clone(), "the first stage has no `at`", hint);
        }
    }

    /// A picture belongs to one screen.
    fn pictures_once(&self, fields: &Fields<'_>) {
        let mut owners = self.tables(fields, "stage", &STAGE);
        owners.extend(self.tables(fields, "interruption", &INTERRUPTION));
        let mut seen = BTreeMap::new();
        for picture in owners.iter().flat_map(|owner| self.entries(owner, "picture")) {
            let Some(value) = as_fields(picture, &PICTURE).and_then(|fields| self.value(&fields, "file")) else { continue };
            let Some(file) = value.get_ref().as_str() else { continue };
            if let Some(line) = seen.insert(file, self.line(&value.span())) {
                let hint = format!("line {line} has it: a picture belongs to one screen and moment").to_owned();
                self.notes.mistake(value.span(), format!("the picture `{file}` stands here a second time"), hint);
            }
        }
    }

    fn names_once(&self, fields: &Fields<'_>) {
        let mut seen = BTreeSet::new();
        for interruption in self.tables(fields, "interruption", &INTERRUPTION) {
            let Some(value) = self.value(&interruption, "name") else { continue };
            let Some(name) = value.get_ref().as_str() else { continue };
            if !seen.insert(name) {
                let message = format!("two interruptions are called `{name}`");
                self.notes.mistake(value.span(), message, "give one of them another name".to_owned());
            }
        }
    }

    fn do_or_variant(&self, fields: &Fields<'_>) {
        for interruption in self.tables(fields, "interruption", &INTERRUPTION) {
            if let (Some(_), Some((key, _))) = (interruption.table.get("variant"), interruption.table.get_key_value("do")) {
                let hint = "move it into a variant of its own: `[[interruption.variant]]`".to_owned();
                self.notes.mistake(key.span(), "an interruption has either `do` or variants", hint);
            }
        }
    }
}

fn is_built_in(name: &str) -> bool {
    BUILT_IN_VARIABLES.iter().any(|(built_in, _)| *built_in == name)
}
