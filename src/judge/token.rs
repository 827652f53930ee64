//! Words as they were read from a picture, each taken by one thing at most.

use std::cell::Cell;

use crate::outline::Rect;
use crate::picture::Reading;

/// Words of one line have this share (0 to 1) of their height in common.
const IN_LINE: f64 = 0.6;
/// And none is so many times as high as another.
const AS_HIGH: f64 = 1.6;
/// A space is no wider than its line is high, and than this, pixels.
const LEAST_SPACE: f64 = 8.0;

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
    in_whole_lines(tokens.filter(|token| !is_hidden(&token.bounds)).collect())
}

/// The same words in lines that are not broken: readers begin another line in the midst of one where letters stand far apart, or an
/// icon stands between them.
fn in_whole_lines(mut tokens: Vec<Token>) -> Vec<Token> {
    let goes_on = |one: &Token, two: &Token| {
        let (height, gap) = (one.bounds.height.min(two.bounds.height), two.bounds.x - one.bounds.right());
        let common = one.bounds.bottom().min(two.bounds.bottom()) - one.bounds.y.max(two.bounds.y);
        let is_as_high = one.bounds.height.max(two.bounds.height) < AS_HIGH * height;
        one.line != two.line && is_as_high && common > IN_LINE * height && (0.0..height.max(LEAST_SPACE)).contains(&gap)
    };
    while let Some((from, to)) = tokens.iter().find_map(|one| {
        let next =
            tokens.iter().find(|two| goes_on(one, two) && !tokens.iter().any(|other| stands_between(other, (one, two))))?;
        Some((next.line, one.line))
    }) {
        tokens.iter_mut().filter(|token| token.line == from).for_each(|token| token.line = to);
    }
    let lines: Vec<u32> = tokens.iter().map(|token| token.line).collect();
    let first = |line: u32| lines.iter().position(|other| *other == line);
    tokens.sort_by(|one, two| first(one.line).cmp(&first(two.line)).then(one.bounds.x.total_cmp(&two.bounds.x)));
    tokens
}

/// Whether a word stands between two of one row.
fn stands_between(other: &Token, (one, two): (&Token, &Token)) -> bool {
    let between = Rect::new(one.bounds.right(), one.bounds.y, two.bounds.x - one.bounds.right(), one.bounds.height);
    between.holds_centre_of(&other.bounds)
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

/// Words in runs, of which each goes on from the one before.
pub(super) fn runs<'t>(tokens: impl Iterator<Item = &'t Token>, goes_on: impl Fn(&Token, &Token) -> bool) -> Vec<Vec<&'t Token>> {
    let mut runs: Vec<Vec<&Token>> = Vec::new();
    for token in tokens {
        match runs.last_mut().filter(|run| run.last().is_some_and(|last| goes_on(last, token))) {
            Some(run) => run.push(token),
            None => runs.push(vec![token]),
        }
    }
    runs
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

#[cfg(test)]
mod tests {
    use super::*;

    fn token(text: &str, line: u32, x: f64, y: f64) -> Token {
        let width = 8.0 * super::super::place::count(text.chars().count());
        Token { text: text.to_owned(), bounds: Rect::new(x, y, width, 12.0), sure: 96.0, line, taken: Cell::new(false) }
    }

    #[test]
    fn a_line_that_the_reader_broke_is_one_line_and_columns_are_not() {
        // "Save and add another" in three pieces out of order, a column far to the right, and the line below.
        let all = [
            token("another", 7, 108.0, 0.0),
            token("Save", 1, 0.0, 0.0),
            token("and", 4, 40.0, 1.0),
            token("add", 4, 74.0, 1.0),
            token("Delete", 2, 240.0, 0.0),
            token("Close", 3, 0.0, 30.0),
        ];
        let tokens = in_whole_lines(all.into());
        let said = |line: u32| said(&tokens.iter().filter(|token| token.line == line).collect::<Vec<_>>());
        assert_eq!(said(tokens[0].line), "Save and add another");
        let lines: std::collections::HashSet<u32> = tokens.iter().map(|token| token.line).collect();
        assert_eq!(lines.len(), 3);
    }
}
