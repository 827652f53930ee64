//! Words as they were read from a picture, each taken by one thing at most.

use std::cell::Cell;

use crate::outline::Rect;
use crate::picture::Reading;

/// A word of the picture.
pub(super) struct Token {
    pub(super) text: String,
    pub(super) bounds: Rect,
    /// How sure the reader is, 0 to 100.
    pub(super) sure: f64,
    pub(super) line: u32,
    /// Whether it is known what it belongs to.
    pub(super) taken: Cell<bool>,
}

/// The words of a reading, without those that something hides.
pub(super) fn tokens(reading: &Reading, is_hidden: impl Fn(&Rect) -> bool) -> Vec<Token> {
    let words = reading.words.iter().filter(|word| word.text.chars().any(char::is_alphanumeric));
    let tokens = words.map(|word| {
        let [x, y, width, height] = word.bounds;
        let bounds = Rect::new(x, y, width, height);
        Token { text: word.text.clone(), bounds, sure: word.sure, line: word.line, taken: Cell::new(false) }
    });
    tokens.filter(|token| !is_hidden(&token.bounds)).collect()
}

/// Letters and digits, and of those that readers take for each other always the same one.
pub(super) fn compact(words: &str) -> String {
    let fold = |c: char| match c {
        'l' | 'i' | '|' | '1' | '!' => 'l',
        'o' | '0' => 'o',
        's' | '5' => 's',
        other => other,
    };
    words.chars().flat_map(char::to_lowercase).filter(|c| c.is_alphanumeric() || *c == '|').map(fold).collect()
}

/// How much alike (0 to 1) two compact words are.
pub(super) fn alike(one: &str, two: &str) -> f64 {
    strsim::normalized_levenshtein(one, two)
}

/// The words of a run.
pub(super) fn said(tokens: &[&Token]) -> String {
    tokens.iter().map(|token| token.text.as_str()).collect::<Vec<_>>().join(" ")
}

/// Says of a run that it is known what it belongs to.
pub(super) fn take(tokens: &[&Token]) {
    tokens.iter().for_each(|token| token.taken.set(true));
}

/// The smallest box around a run; `None` around nothing.
pub(super) fn around(tokens: &[&Token]) -> Option<Rect> {
    tokens.iter().map(|token| token.bounds).reduce(|all, one| all.union(&one))
}

/// Whether two words stand in one line with no more than a space between them.
pub(super) fn beside(one: &Token, two: &Token) -> bool {
    let (left, right) = if one.bounds.x <= two.bounds.x { (one, two) } else { (two, one) };
    one.line == two.line && right.bounds.x - left.bounds.right() < one.bounds.height.max(8.0)
}
