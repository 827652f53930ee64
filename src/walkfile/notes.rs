//! What the reader notes down while it reads: mistakes, uses of variables, keys that it asked for.

use std::cell::RefCell;
use std::collections::BTreeSet;
use std::ops::Range;

use super::mistake::{Mistake, WalkFileError};

/// A variable that some text uses.
pub(super) struct Use {
    /// Its name.
    pub(super) name: String,
    /// Where.
    pub(super) span: Range<usize>,
}

/// The notes on one walk file.
pub(super) struct Notes<'s> {
    /// The file's text.
    pub(super) source: &'s str,
    mistakes: RefCell<Vec<(Range<usize>, Mistake)>>,
    uses: RefCell<Vec<Use>>,
    asked: RefCell<BTreeSet<(&'static str, &'static str)>>,
}

impl<'s> Notes<'s> {
    /// Empty notes on `source`.
    pub(super) fn new(source: &'s str) -> Self {
        Self { source, mistakes: RefCell::default(), uses: RefCell::default(), asked: RefCell::default() }
    }

    /// Notes a mistake.
    pub(super) fn mistake(&self, span: Range<usize>, message: impl Into<String>, hint: impl Into<Option<String>>) {
        let mistake = Mistake::new(self.source, span.clone(), message.into(), hint.into());
        self.mistakes.borrow_mut().push((span, mistake));
    }

    /// Notes a mistake at a place that may hold a secret: its words are not shown.
    pub(super) fn mistake_covered(&self, span: Range<usize>, message: String, hint: String) {
        let mistake = Mistake::covered(self.source, span.clone(), message, Some(hint));
        self.mistakes.borrow_mut().push((span, mistake));
    }

    /// Notes that the text at `span` uses the variable `name`.
    pub(super) fn uses(&self, name: &str, span: Range<usize>) {
        self.uses.borrow_mut().push(Use { name: name.to_owned(), span });
    }

    /// Notes that the reader looked for this key.
    pub(super) fn asked(&self, shape: &'static str, key: &'static str) {
        self.asked.borrow_mut().insert((shape, key));
    }

    /// Every key that was looked for, as shape and key.
    #[cfg(test)]
    pub(super) fn all_asked(&self) -> BTreeSet<(&'static str, &'static str)> {
        self.asked.borrow().clone()
    }

    /// Takes the uses of variables out.
    pub(super) fn take_uses(&self) -> Vec<Use> {
        self.uses.take()
    }

    /// Whether there is no mistake so far.
    pub(super) fn is_clean(&self) -> bool {
        self.mistakes.borrow().is_empty()
    }

    /// The error that these notes amount to, mistakes in the order of the file.
    pub(super) fn into_error(self, name: &str) -> WalkFileError {
        let mut mistakes = self.mistakes.into_inner();
        mistakes.sort_by_key(|(span, _)| span.start);
        mistakes.dedup_by(|(_, later), (_, earlier)| later == earlier);
        WalkFileError::Mistakes { name: name.to_owned(), mistakes: mistakes.into_iter().map(|(_, mistake)| mistake).collect() }
    }
}

/// `did you mean …?`, where one of `known` looks like `written`.
pub(super) fn did_you_mean<'k>(written: &str, known: impl IntoIterator<Item = &'k str>) -> Option<String> {
    let allowed = (written.chars().count() / 3).max(1);
    let wanted = folded(written);
    let distance = |word: &str| strsim::damerau_levenshtein(&wanted, &folded(word));
    let nearest = known.into_iter().map(|word| (distance(word), word)).min_by_key(|(distance, _)| *distance)?;
    (nearest.0 <= allowed).then(|| format!("did you mean `{}`?", nearest.1))
}

/// Letter case and the sort of dash don't matter when guessing.
fn folded(word: &str) -> String {
    word.to_lowercase().replace('_', "-")
}

/// `one of a, b, c`, where they are few enough to read.
pub(super) fn one_of<'k>(known: impl IntoIterator<Item = &'k str>) -> Option<String> {
    let known: Vec<&str> = known.into_iter().collect();
    (1..=20).contains(&known.len()).then(|| format!("one of {}", known.join(", ")))
}
