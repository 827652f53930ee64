//! A screen that was laid out anew from the ground: it has a picture's words, and the picture lies nowhere on it. Then the words alone
//! say what is gone; where anything stood is no news any more.

use super::case::StepCase;
use super::contents::{control_renamed, is_only_volatile};
use super::course::is_labelled_field;
use super::moved::share_columns;
use super::say;
use super::token::{Token, alike, around, beside, compact, runs, said, tokens};
use super::words::{folded, holds_phrase, shown};
use super::{Finding, Kind, Severity};
use crate::outline::{Item, ItemKind, Rect};
use crate::picture::{self, Library, Reading};
use crate::walk::Frame;

/// Phrases that are read less surely (0 to 100) prove nothing when they are not there.
const SURE: f64 = 85.0;
/// Nor do phrases of fewer letters.
const LEAST_LETTERS: usize = 4;
/// Words this much alike (0 to 1) may be one word misread.
const MISREAD: f64 = 0.75;
/// A label or a control's name has no more words; longer ones are sentences.
const LABEL_WORDS: usize = 4;
/// A name of so many words is not a part of another by chance.
const FEWEST_WORDS: usize = 2;
/// Lines of one name are no further apart than so many times the height of their letters.
const LINE_PITCH: f64 = 1.2;
/// Fewer phrases that are there say nothing about the others.
const FEWEST: usize = 6;

/// A phrase of the picture.
struct Phrase {
    words: String,
    bounds: Rect,
}

/// What a frame lacks of what the picture says; `None` where the words say too little, or nothing that a reader would look for is gone:
/// that all is laid out otherwise may or may not matter.
pub(super) fn findings(case: &StepCase, frame: &Frame, reading: &Reading, reader: &Library) -> Option<Vec<Finding>> {
    let page = Page::of(frame);
    let (there, gone): (Vec<Phrase>, Vec<Phrase>) = phrases(reading).into_iter().partition(|phrase| page.says(&phrase.words));
    let renamed: Vec<Finding> = there
        .iter()
        .filter_map(|phrase| {
            let longer = page.with_more_words(&phrase.words)?;
            (!goes_on_below(phrase, longer, &there)).then(|| control_renamed(case, &phrase.words, longer))
        })
        .collect();
    if (gone.is_empty() && renamed.is_empty()) || there.len() < FEWEST {
        return None;
    }
    // Above and below what the picture has of the page may be a browser's own bars.
    let of_page = there.iter().map(|phrase| phrase.bounds).reduce(|all, one| all.union(&one))?;
    let page = page.with(&read(frame, reader)?);
    let gone = gone.iter().filter(|phrase| of_page.holds_centre_of(&phrase.bounds) && !page.says(&phrase.words));
    let mut found: Vec<Finding> = gone.map(|phrase| missing(case, &phrase.words)).chain(renamed).collect();
    if there.len() < found.len() || found.iter().all(|finding| finding.severity == Severity::Cosmetic) {
        return None;
    }
    let sentence = "the page has the picture's other words and is laid out otherwise; the picture shows the old layout";
    found.push(say::finding(case, Kind::Restyled, Severity::Cosmetic, ("", ""), sentence));
    found.iter_mut().for_each(|finding| finding.frame_id = Some(frame.id.clone()));
    Some(found)
}

/// Whether what a control's name says beyond a phrase stands right below this: the name is in two lines.
fn goes_on_below(phrase: &Phrase, longer: &str, there: &[Phrase]) -> bool {
    let at = phrase.bounds;
    let is_next = |other: &&Phrase| {
        let down = other.bounds.y - at.bottom();
        share_columns(&other.bounds, &at) && (-1.0..LINE_PITCH * at.height).contains(&down)
    };
    there.iter().filter(is_next).any(|other| compact(longer).contains(&compact(&other.words)))
}

/// What the reader makes of the page: an outline doesn't know all that can be read, such as the entries of a list box.
fn read(frame: &Frame, reader: &Library) -> Option<String> {
    let png = frame.page_png.as_ref().unwrap_or(&frame.viewport_png);
    let reading = reader.frame(&picture::decode(png).ok()?).ok()?;
    Some(reading.words.iter().map(|word| word.text.as_str()).collect::<Vec<_>>().join(" "))
}

fn missing(case: &StepCase, words: &str) -> Finding {
    let is_label = words.split(' ').count() <= LABEL_WORDS;
    let severity = if is_label { Severity::Misleading } else { Severity::Cosmetic };
    let sentence = format!("the picture says '{}'; the page doesn't say it any more", super::contents::shortened(words));
    say::finding(case, Kind::Missing, severity, (words, ""), &sentence)
}

/// The phrases of a reading that are read surely, each words of one line that stand together.
fn phrases(reading: &Reading) -> Vec<Phrase> {
    let tokens = tokens(reading, |_| false);
    let is_sure = |run: &Vec<&Token>| {
        let letters = said(run).chars().filter(|c| c.is_alphabetic()).count();
        run.iter().all(|token| token.sure >= SURE) && letters >= LEAST_LETTERS && !is_only_volatile(&said(run))
    };
    let sure = runs(tokens.iter(), beside).into_iter().filter(is_sure);
    sure.filter_map(|run| Some(Phrase { words: said(&run), bounds: around(&run)? })).collect()
}

/// What a page says, letters and digits alone.
struct Page {
    things: Vec<String>,
    /// All of them, in reading order.
    all: String,
    words: Vec<String>,
    /// What its controls say.
    controls: Vec<String>,
}

impl Page {
    fn of(frame: &Frame) -> Self {
        let items = &frame.outline.items;
        // Of a control without words people don't see the name; of a field they see it as its label.
        let label = |item: &Item| if is_labelled_field(&item.role) { item.name.clone() } else { String::new() };
        let said = items.iter().flat_map(|item| [shown(item), label(item), item.value.clone()]);
        let said: Vec<String> = said.chain([frame.outline.title.clone()]).filter(|words| !words.is_empty()).collect();
        let words = said.iter().flat_map(|words| words.split_whitespace()).map(compact).collect();
        let things: Vec<String> = said.iter().map(|words| compact(words)).collect();
        let controls = items.iter().filter(|item| item.kind == ItemKind::Control).map(shown).collect();
        Self { all: items.iter().map(|item| compact(&shown(item))).collect(), things, words, controls }
    }

    /// The same, and what was read from its picture.
    fn with(mut self, read: &str) -> Self {
        self.words.extend(read.split(' ').map(compact));
        self.all.push_str(&compact(read));
        self
    }

    /// The name of the one control that says all of a short phrase and more, where nothing else says it.
    fn with_more_words(&self, phrase: &str) -> Option<&str> {
        let (phrase, letters) = (folded(phrase), compact(phrase));
        if !(FEWEST_WORDS..=LABEL_WORDS).contains(&phrase.split(' ').count()) {
            return None;
        }
        let mut that_say_it = self.things.iter().filter(|thing| thing.contains(&letters));
        let only = that_say_it.next().filter(|only| **only != letters && that_say_it.all(|other| other == *only))?;
        let is_it = |name: &&String| compact(name) == *only && holds_phrase(&folded(name), &phrase);
        self.controls.iter().find(is_it).map(String::as_str)
    }

    /// Whether a phrase is there, in one piece or in several, as far as a reader can be trusted.
    fn says(&self, phrase: &str) -> bool {
        let whole = compact(phrase);
        let has_word = |word: &str| {
            let word = compact(word);
            word.is_empty() || self.words.iter().any(|one| *one == word || alike(one, &word) >= MISREAD)
        };
        self.all.contains(&whole)
            || self.things.iter().any(|one| one.contains(&whole) || alike(one, &whole) >= MISREAD)
            || phrase.split(' ').all(has_word)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn page(controls: &[&str], texts: &[&str]) -> Page {
        let said = || controls.iter().chain(texts);
        Page {
            things: said().map(|words| compact(words)).collect(),
            all: said().map(|words| compact(words)).collect(),
            words: said().flat_map(|words| words.split(' ')).map(compact).collect(),
            controls: controls.iter().map(|words| (*words).to_owned()).collect(),
        }
    }

    #[test]
    fn a_page_says_what_is_on_it_in_pieces_too_and_as_badly_as_it_was_read() {
        let page = page(&["Generate new token"], &["Anyone with a token can read it"]);
        assert!(page.says("new token") && page.says("token Generate") && page.says("Cenerate new tokem"));
        assert!(!page.says("Revoke") && !page.says("Generate a key"));
    }

    #[test]
    fn a_name_that_one_control_has_with_more_words_alone_is_its_old_name() {
        let todays = page(&["Choose all permissions", "Save and close"], &["Hold down Control"]);
        assert_eq!(todays.with_more_words("Choose all"), Some("Choose all permissions"));
        assert_eq!(todays.with_more_words("Save"), None, "a single word");
        assert_eq!(todays.with_more_words("Hold down"), None, "no control says it");
        assert_eq!(page(&["Choose all permissions", "Choose all"], &[]).with_more_words("Choose all"), None);
        assert_eq!(page(&["Choose all permissions"], &["Choose all of them"]).with_more_words("Choose all"), None);
    }

    #[test]
    fn a_name_in_two_lines_goes_on_below() {
        let phrase = |words: &str, y: f64| Phrase { words: words.to_owned(), bounds: Rect::new(10.0, y, 80.0, 12.0) };
        let first = phrase("Choose all", 100.0);
        assert!(goes_on_below(&first, "Choose all permissions", &[phrase("permissions", 118.0)]));
        assert!(!goes_on_below(&first, "Choose all permissions", &[phrase("permissions", 200.0), phrase("Remove all", 118.0)]));
    }
}
