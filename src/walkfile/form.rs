//! Checks a whole file against the grammar: unknown, missing and misspelt keys, wrong types, words that aren't known. What the
//! grammar can't say is checked while reading.

use toml::Spanned;
use toml::de::{DeTable, DeValue};

use super::format;
use super::grammar::{ACTIONS, Format, Key, Kind, LOCATOR, Named, Need, Shape, VERBS};
use super::notes::{Notes, did_you_mean, one_of};

/// A value with its place.
pub(super) type Value<'i> = Spanned<DeValue<'i>>;

/// Checks a table against its shape.
pub(super) fn table(notes: &Notes<'_>, table: &DeTable<'_>, shape: &'static Shape, span: std::ops::Range<usize>) {
    for (key, value) in table {
        match shape.key(key.get_ref()) {
            Some(known) => kind(notes, value, &known.kind, &format!("`{}`", known.name)),
            None => unknown_key(notes, key, shape),
        }
    }
    for key in shape.keys.iter().filter(|key| key.need == Need::Must && !table.contains_key(key.name)) {
        notes.mistake(span.clone(), format!("{} needs `{}`", shape.called, key.name), example(key));
    }
    if !shape.any_of.is_empty() && !shape.any_of.iter().any(|key| table.contains_key(*key)) {
        let message = format!("{} needs at least one of {}", shape.called, shape.any_of.join(", "));
        notes.mistake(span, message, None);
    }
}

fn unknown_key(notes: &Notes<'_>, key: &Spanned<toml::de::DeString<'_>>, shape: &Shape) {
    let names = || shape.keys.iter().map(|key| key.name);
    let hint = did_you_mean(key.get_ref(), names()).or_else(|| Some(format!("{} knows {}", shape.called, list(names()))));
    notes.mistake(key.span(), format!("unknown key `{}` in {}", key.get_ref(), shape.called), hint);
}

fn list<'k>(names: impl Iterator<Item = &'k str>) -> String {
    names.collect::<Vec<_>>().join(", ")
}

/// What a missing key could look like.
fn example(key: &Key) -> Option<String> {
    Some(match key.kind {
        Kind::Whole { least, .. } => format!("`{} = {}`: {}", key.name, least.max(1), lowercase(key.about)),
        Kind::Text(_) => format!("`{} = \"…\"`: {}", key.name, lowercase(key.about)),
        Kind::Word { words: [first, ..], .. } => format!("`{} = \"{first}\"`: {}", key.name, lowercase(key.about)),
        _ => format!("`{}`: {}", key.name, lowercase(key.about)),
    })
}

/// A description as the middle of a sentence.
fn lowercase(about: &str) -> String {
    let mut letters = about.trim_end_matches('.').chars();
    letters.next().map(|first| first.to_lowercase().chain(letters).collect()).unwrap_or_default()
}

/// Checks a value; `what` is what messages call it.
fn kind(notes: &Notes<'_>, value: &Value<'_>, kind: &Kind, what: &str) {
    match (kind, value.get_ref()) {
        (Kind::Text(format), DeValue::String(words)) => format::check(notes, words, *format, value.span(), what),
        (Kind::Whole { least, most }, DeValue::Integer(number)) => {
            let number = i64::from_str_radix(number.as_str(), number.radix()).ok().filter(|n| (*least..=*most).contains(n));
            out_of_range(notes, value, number.is_some(), format!("{what} must be from {least} to {most}"));
        }
        (Kind::Number { least, most }, DeValue::Integer(_) | DeValue::Float(_)) => {
            let number = number(value).filter(|n| (*least..=*most).contains(n));
            out_of_range(notes, value, number.is_some(), format!("{what} must be from {least} to {most}"));
        }
        (Kind::Flag, DeValue::Boolean(_)) => {}
        (Kind::Word { called, words }, DeValue::String(word)) => self::word(notes, value, word, called, words),
        (Kind::Table(shape), DeValue::Table(inner)) => table(notes, inner, shape, value.span()),
        (Kind::Control(_), DeValue::Table(inner)) => table(notes, inner, &LOCATOR, value.span()),
        (Kind::Control(Named::Controls | Named::ControlsOrTarget), DeValue::String(_)) => {}
        (Kind::Control(_), DeValue::Array(_)) => entries(notes, value, &Kind::Table(&LOCATOR), what),
        (Kind::List(inner) | Kind::OneOrList(inner), DeValue::Array(_)) => entries(notes, value, inner, what),
        (Kind::OneOrList(inner), _) => self::kind(notes, value, inner, what),
        (Kind::Action, DeValue::Table(inner)) => action(notes, inner, value.span()),
        (Kind::Padding, _) if padding(value).is_some() => {}
        (Kind::Names(inner), DeValue::Table(names)) => {
            for (name, value) in names {
                format::name(notes, name.get_ref(), name.span());
                self::kind(notes, value, inner, &format!("`{}`", name.get_ref()));
            }
        }
        (Kind::Text(Format::Environment), found) => {
            let hint = "it is in the variable, never in this file".to_owned();
            notes.mistake_covered(value.span(), format!("{what} must be a variable's name, not {}", called(found)), hint);
        }
        (_, found) => {
            let message = format!("{what} must be {}, not {}", expected(kind), called(found));
            let hint = matches!(kind, Kind::List(_)).then(|| format!("write `[ … ]` around {}", called(found)));
            notes.mistake(value.span(), message, hint);
        }
    }
}

fn out_of_range(notes: &Notes<'_>, value: &Value<'_>, fits: bool, message: String) {
    if !fits {
        notes.mistake(value.span(), message, None);
    }
}

fn word(notes: &Notes<'_>, value: &Value<'_>, word: &str, called: &str, words: &'static [&'static str]) {
    if !words.contains(&word) {
        let known = || words.iter().copied();
        let hint = did_you_mean(word, known()).or_else(|| one_of(known()));
        notes.mistake(value.span(), format!("unknown {called} `{word}`"), hint);
    }
}

/// Checks the entries of a list, which must have one at least.
fn entries(notes: &Notes<'_>, value: &Value<'_>, inner: &Kind, what: &str) {
    let Some(entries) = value.get_ref().as_array() else { return };
    if entries.is_empty() {
        notes.mistake(value.span(), format!("{what} is an empty list"), format!("put in {}", expected(inner)));
    }
    for entry in entries {
        kind(notes, entry, inner, &format!("an entry of {what}"));
    }
}

/// Checks an action: exactly one verb, and what belongs to it.
fn action(notes: &Notes<'_>, inner: &DeTable<'_>, span: std::ops::Range<usize>) {
    match verbs(inner).as_slice() {
        [] => no_verb(notes, inner, span),
        [only] => table(notes, inner, only, span),
        [first, second, ..] => {
            let place = inner.get_key_value(second.name).map_or(span, |(key, _)| key.span());
            let message = format!("two actions in one table: {} and {}", first.name, second.name);
            let hint = format!("write `{{ {} = … }}, {{ {} = … }}`", first.name, second.name);
            notes.mistake(place, message, hint);
        }
    }
}

/// The key that looks most like a verb is the one that was meant as one.
fn no_verb(notes: &Notes<'_>, inner: &DeTable<'_>, span: std::ops::Range<usize>) {
    let verbs = || VERBS.iter().copied();
    let guess = inner.keys().find_map(|key| Some((key, did_you_mean(key.get_ref(), verbs())?)));
    let first = inner.keys().min_by_key(|key| key.span().start);
    match (guess, first) {
        (Some((key, hint)), _) => notes.mistake(key.span(), format!("unknown action `{}`", key.get_ref()), hint),
        (None, Some(key)) => notes.mistake(key.span(), format!("unknown action `{}`", key.get_ref()), one_of(verbs())),
        (None, None) => notes.mistake(span, "an action needs a verb", one_of(verbs())),
    }
}

/// The verbs in a table, in the order of the file.
pub(super) fn verbs(table: &DeTable<'_>) -> Vec<&'static Shape> {
    let mut found: Vec<_> = table
        .keys()
        .filter_map(|key| Some((key.span().start, ACTIONS.iter().find(|shape| shape.name == key.get_ref().as_ref())?)))
        .collect();
    found.sort_by_key(|(start, _)| *start);
    found.into_iter().map(|(_, shape)| shape).collect()
}

/// The number at a value.
pub(super) fn number(value: &Value<'_>) -> Option<f64> {
    match value.get_ref() {
        DeValue::Integer(number) => i32::from_str_radix(number.as_str(), number.radix()).ok().map(f64::from),
        DeValue::Float(number) => number.as_str().parse().ok(),
        _ => None,
    }
    .filter(|number| number.is_finite())
}

/// Four sides, from one number or four.
pub(super) fn padding(value: &Value<'_>) -> Option<[f64; 4]> {
    match value.get_ref().as_array() {
        None => number(value).map(|side| [side; 4]),
        Some(sides) => sides.iter().map(number).collect::<Option<Vec<f64>>>()?.try_into().ok(),
    }
}

/// What a kind is called in messages.
fn expected(kind: &Kind) -> String {
    match kind {
        Kind::Text(_) => "text".to_owned(),
        Kind::Whole { .. } => "a whole number".to_owned(),
        Kind::Number { .. } => "a number".to_owned(),
        Kind::Flag => "true or false".to_owned(),
        Kind::Word { called, .. } => format!("a {called} in quotes"),
        Kind::Table(shape) if !shape.called.starts_with('`') => shape.called.to_owned(),
        Kind::Table(_) | Kind::Names(_) => "a table".to_owned(),
        Kind::List(_) => "a list".to_owned(),
        Kind::OneOrList(inner) => format!("{} or a list", expected(inner)),
        Kind::Control(Named::Nothing) => "a locator or a list of locators".to_owned(),
        Kind::Control(_) => "a locator, a list of locators or a control's name".to_owned(),
        Kind::Action => "an action such as `{ click = \"target\" }`".to_owned(),
        Kind::Padding => "a number, or four: top, right, bottom, left".to_owned(),
    }
}

/// What a value is called in messages.
fn called(value: &DeValue<'_>) -> &'static str {
    match value {
        DeValue::String(_) => "text",
        DeValue::Integer(_) => "a whole number",
        DeValue::Float(_) => "a number with a fraction",
        DeValue::Boolean(_) => "true or false",
        DeValue::Datetime(_) => "a date",
        DeValue::Array(_) => "this list",
        DeValue::Table(_) => "a table",
    }
}
