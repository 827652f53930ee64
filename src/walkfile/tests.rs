//! The grammar, the reader and the reasons stay in step.

use std::collections::BTreeSet;

use toml::de::DeTable;

use super::grammar::{ACTIONS, ALL, Kind, VERBS};
use super::notes::Notes;
use super::{GITHUB_PAT, Reason, read_tree};

/// A file that uses every key there is, beside the built-in walk.
const REST: &str = include_str!("../../tests/fixtures/walkfiles/every-key.toml");

#[test]
fn every_key_of_the_grammar_is_asked_for_by_the_reader() {
    let mut asked = BTreeSet::new();
    for source in [GITHUB_PAT, REST] {
        let notes = Notes::new(source);
        let read = read_tree(source, &notes);
        assert!(read.is_some() && notes.is_clean(), "{}", notes.into_error("every-key.toml"));
        asked.extend(notes.all_asked());
    }
    let shapes = ALL.iter().copied().chain(ACTIONS);
    let known: BTreeSet<_> = shapes.flat_map(|shape| shape.keys.iter().map(|key| (shape.name, key.name))).collect();
    assert_eq!(asked, known);
}

#[test]
fn every_key_of_the_grammar_stands_in_the_example() {
    let tree = DeTable::parse(REST).expect("the fixture is TOML");
    let written = format!("{:?}", tree.get_ref());
    for key in ALL.iter().copied().chain(ACTIONS).flat_map(|shape| shape.keys) {
        assert!(written.contains(&format!("\"{}\"", key.name)), "{} is in no fixture", key.name);
    }
}

#[test]
fn the_words_of_the_grammar_are_those_of_the_types() {
    let verbs: Vec<_> = ACTIONS.iter().map(|action| action.name).collect();
    assert_eq!(verbs, VERBS);
    assert!(ACTIONS.iter().all(|action| action.keys[0].name == action.name));
    let reasons = ALL.iter().flat_map(|shape| shape.keys).find_map(|key| match key.kind {
        Kind::Word { called: "reason", words } => Some(words),
        _ => None,
    });
    assert_eq!(reasons, Some(Reason::ALL.map(Reason::name).as_slice()));
}

#[test]
fn a_secret_that_only_interruptions_type_may_be_missing() {
    let walk = super::parse(GITHUB_PAT, "github-pat").expect("the built-in walk is right");
    assert_eq!(walk.optional_secrets(), BTreeSet::from(["totp".to_owned()]));
}
