//! Takes a checked tree apart. Every function here goes on where something is wrong, so that one run shows many mistakes; what
//! comes out counts only when there was none.

use std::collections::BTreeMap;
use std::ops::Range;

use toml::de::{DeTable, DeValue};

use super::Target;
use super::form::{self, Value};
use super::grammar::Shape;
use super::notes::Notes;
use super::template::variables_in;

/// A table with its shape and place.
#[derive(Clone)]
pub(super) struct Fields<'t> {
    pub(super) table: &'t DeTable<'t>,
    pub(super) shape: &'static Shape,
    pub(super) span: Range<usize>,
}

/// What all readers share.
pub(super) struct Reader<'n, 's> {
    pub(super) notes: &'n Notes<'s>,
    /// The controls that the file names.
    pub(super) controls: BTreeMap<String, Target>,
}

impl Reader<'_, '_> {
    /// The value at a key.
    pub(super) fn value<'t>(&self, fields: &Fields<'t>, key: &'static str) -> Option<&'t Value<'t>> {
        debug_assert!(fields.shape.key(key).is_some(), "the grammar has no `{key}` in {}", fields.shape.called);
        self.notes.asked(fields.shape.name, key);
        fields.table.get(key)
    }

    /// The words at a key; the variables in them are noted.
    pub(super) fn text(&self, fields: &Fields<'_>, key: &'static str) -> Option<String> {
        let value = self.value(fields, key)?;
        let text = value.get_ref().as_str()?.to_owned();
        for (name, _) in variables_in(&text) {
            self.notes.uses(name, self.place_of(&format!("{{{name}}}"), value.span()));
        }
        Some(text)
    }

    /// The words at a key as they stand there: no variables.
    pub(super) fn word<'t>(&self, fields: &Fields<'t>, key: &'static str) -> Option<&'t str> {
        self.value(fields, key)?.get_ref().as_str()
    }

    /// Where `part` is written inside `span`; the whole span where it is written in another way.
    pub(super) fn place_of(&self, part: &str, span: Range<usize>) -> Range<usize> {
        let written = self.notes.source.get(span.clone()).unwrap_or_default();
        written.find(part).map_or(span.clone(), |at| span.start + at..span.start + at + part.len())
    }

    /// The whole number at a key.
    pub(super) fn whole(&self, fields: &Fields<'_>, key: &'static str) -> Option<u32> {
        whole(self.value(fields, key)?)
    }

    /// The number at a key.
    pub(super) fn number(&self, fields: &Fields<'_>, key: &'static str) -> Option<f64> {
        form::number(self.value(fields, key)?)
    }

    /// `true` or `false` at a key; `false` where there is none.
    pub(super) fn flag(&self, fields: &Fields<'_>, key: &'static str) -> bool {
        self.value(fields, key).and_then(|value| value.get_ref().as_bool()).unwrap_or_default()
    }

    /// The table at a key.
    pub(super) fn table<'t>(&self, fields: &Fields<'t>, key: &'static str, shape: &'static Shape) -> Option<Fields<'t>> {
        as_fields(self.value(fields, key)?, shape)
    }

    /// The entries at a key: one, or a list.
    pub(super) fn entries<'t>(&self, fields: &Fields<'t>, key: &'static str) -> Vec<&'t Value<'t>> {
        self.value(fields, key).map(one_or_list).unwrap_or_default()
    }

    /// The tables of the list at a key.
    pub(super) fn tables<'t>(&self, fields: &Fields<'t>, key: &'static str, shape: &'static Shape) -> Vec<Fields<'t>> {
        self.entries(fields, key).into_iter().filter_map(|value| as_fields(value, shape)).collect()
    }

    /// The line of a place, from 1.
    pub(super) fn line(&self, span: &Range<usize>) -> u32 {
        let before = self.notes.source.get(..span.start).unwrap_or_default();
        u32::try_from(before.matches('\n').count() + 1).unwrap_or(u32::MAX)
    }
}

/// The whole number at a value.
pub(super) fn whole(value: &Value<'_>) -> Option<u32> {
    let number = value.get_ref().as_integer()?;
    u32::from_str_radix(number.as_str(), number.radix()).ok()
}

/// A value as a list: itself, or its entries.
pub(super) fn one_or_list<'t>(value: &'t Value<'t>) -> Vec<&'t Value<'t>> {
    match value.get_ref() {
        DeValue::Array(entries) => entries.iter().collect(),
        _ => vec![value],
    }
}

/// A value as a table of some shape.
pub(super) fn as_fields<'t>(value: &'t Value<'t>, shape: &'static Shape) -> Option<Fields<'t>> {
    Some(Fields { table: value.get_ref().as_table()?, shape, span: value.span() })
}
