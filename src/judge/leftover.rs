//! Words of a picture that nothing of today has: the old name of something that says a part of it today, or a thing that is gone.

use super::boxes;
use super::by_sight::{ALIKE, CLEARLY_ALIKE, DOUBTFUL, QUITE_OTHERS, WELL_READ};
use super::recognise::{Recogniser, SURE, zone};
use super::token::{Token, alike, around, compact, runs, said, take};
use super::words::{folded, shown};
use crate::outline::{Item, ItemKind, Rect};
use crate::references::share_inside;

/// Two names of which one holds the other share this many letters at least.
const LEAST_LETTERS: usize = 4;
/// And this share (0 to 1) of their words.
const SHARED: f64 = 0.6;
/// Lines of one text are no further apart than so many times the height of their letters.
const LINE_PITCH: f64 = 2.2;
/// A letter in front of words with more than this between them, in heights of it, is an icon.
const ICON_GAP: f64 = 0.5;
/// And with more than this, where it was read badly.
const DOUBTFUL_GAP: f64 = 0.35;

/// Another name, and how far from today's place it stands.
type OtherName = (String, (f64, f64));

impl Recogniser<'_> {
    /// Words that nothing of today has, as things that are gone. `then` is what the picture has of today's things.
    pub(super) fn phrases(&self, then: &[Item]) -> Vec<Item> {
        let phrases = self.free_phrases();
        let mut unseen = self.under_masks();
        let mut gone = Vec::new();
        for phrase in phrases {
            // Another's name may need more lines than today's, for which the mask was made.
            match around(&phrase) {
                Some(bounds) if unseen.iter().any(|above| goes_on_below(above, &bounds)) => unseen.push(bounds),
                _ => gone.extend(self.gone(&phrase, then)),
            }
        }
        gone
    }

    /// For things of today, by their index, what the picture has in their stead that says all that they say and more, or a part of
    /// it: "Your stars" is the old name of "Stars" wherever it stands.
    pub(super) fn said_in_part(&self, open: &[usize]) -> Vec<(usize, OtherName)> {
        let phrases: Vec<(Vec<&Token>, Rect)> =
            self.free_phrases().into_iter().filter_map(|phrase| around(&phrase).map(|bounds| (phrase, bounds))).collect();
        let mut candidates = Vec::new();
        for i in open.iter().copied().filter(|i| self.may_have_another_name(&self.now[*i])) {
            let zone = zone(&self.now[i]);
            for (at, (phrase, bounds)) in phrases.iter().enumerate() {
                if share_words(&shown(&self.now[i]), &said(phrase)) && self.is_news(phrase, bounds) {
                    let by = (bounds.x - zone.x, bounds.centre().1 - zone.centre().1);
                    candidates.push((by.0.hypot(by.1), i, at, by));
                }
            }
        }
        candidates.sort_by(|a, b| a.0.total_cmp(&b.0));
        let mut found: Vec<(usize, OtherName)> = Vec::new();
        let mut used = vec![false; phrases.len()];
        for (_, i, at, by) in candidates {
            if !used[at] && found.iter().all(|(known, _)| *known != i) {
                used[at] = true;
                take(&phrases[at].0);
                found.push((i, (said(&phrases[at].0), by)));
            }
        }
        found
    }

    fn may_have_another_name(&self, item: &Item) -> bool {
        item.kind == ItemKind::Control && !self.is_covered(&zone(item)) && !self.is_there_unread(item)
    }

    /// Whether the picture shows a thing in its place, whatever was read there but what is surely another's.
    fn is_there_unread(&self, item: &Item) -> bool {
        let zone = zone(item);
        let read = self.words_in(&self.tokens, &zone);
        let is_anothers = !read.is_empty()
            && read.iter().all(|token| token.sure >= DOUBTFUL)
            && alike(&compact(&said(&read)), &compact(&shown(item))) < QUITE_OTHERS;
        let is_alike = || !is_anothers && self.has_ink(&zone) && self.looks_alike(&zone);
        share_inside(&zone, &self.seen.known) > 0.0 && (self.is_cut(&zone) || is_alike())
    }

    /// Words that are not taken, those together that stand together in a line.
    pub(super) fn free_phrases(&self) -> Vec<Vec<&Token>> {
        let free = self.tokens.iter().filter(|token| !token.taken.get());
        let goes_on = |last: &Token, token: &Token| {
            last.line == token.line && token.bounds.x - last.bounds.right() < 1.5 * token.bounds.height.max(8.0)
        };
        runs(free, goes_on).into_iter().map(without_icon).collect()
    }

    /// Words with those free ones beside them in their line that are not on the page, as far as nothing else of today stands there.
    pub(super) fn with_what_is_beside(&self, run: &Rect) -> Option<(String, Rect)> {
        let is_own = |token: &&Token| run.grown(1.0).holds_centre_of(&token.bounds);
        let own: Vec<&Token> = self.tokens.iter().filter(is_own).collect();
        let whole = self.with_its_line(&own);
        let new: Vec<&Token> = whole.iter().copied().filter(|token| !own.iter().any(|one| std::ptr::eq(*one, *token))).collect();
        let bounds = around(&new)?;
        if !self.is_news(&new, &bounds) {
            return None;
        }
        take(&new);
        let whole = without_icon(whole);
        Some((said(&whole), around(&whole)?))
    }

    /// Whether words are surely read, whole, and not on the page in this place.
    fn is_news(&self, phrase: &[&Token], bounds: &Rect) -> bool {
        let words = compact(&said(phrase));
        // Small letters of another font are read otherwise than they are, and no pixels say so.
        let is_small = bounds.height < WELL_READ && self.usual_likeness().is_none();
        let least = if is_small { DOUBTFUL } else { SURE };
        let surely = phrase.iter().all(|token| token.sure >= least) && words.chars().count() >= 3;
        let inside = share_inside(bounds, &self.seen.known) > 0.9;
        let is_cut = self.is_cut(bounds) || self.is_cut_off(bounds);
        if !surely || !inside || is_cut || self.is_covered(bounds) {
            return false;
        }
        let todays = alike(&compact(&said(&self.words_in(self.todays(), bounds))), &words);
        // Small letters look nearly alike; words that are surely others are others unless they clearly look the same.
        let are_others = todays < QUITE_OTHERS && phrase.iter().all(|token| token.sure >= DOUBTFUL);
        todays <= 0.85 && self.likeness(bounds) < if are_others { CLEARLY_ALIKE } else { ALIKE }
    }

    fn gone(&self, phrase: &[&Token], then: &[Item]) -> Option<Item> {
        // What an arrow lies over is not read; the rest of the words is enough to know that they are gone.
        let clear: Vec<&Token> = phrase.iter().copied().filter(|token| !self.is_covered(&token.bounds)).collect();
        let bounds = around(&clear)?;
        let is_whole = clear.len() == phrase.len();
        let words = if is_whole { said(phrase) } else { format!("{} …", said(&clear)) };
        if !self.is_news(&clear, &bounds) || (!is_whole && compact(&words).chars().count() < LEAST_LETTERS) {
            return None;
        }
        // Controls in one column are of one kind.
        let kin = then.iter().filter(|item| item.kind == ItemKind::Control && (zone(item).x - bounds.x).abs() < 10.0);
        let kin = kin.min_by(|a, b| {
            let far = |item: &Item| (zone(item).centre().1 - bounds.centre().1).abs();
            far(a).total_cmp(&far(b))
        });
        let kin = kin.filter(|item| (zone(item).centre().1 - bounds.centre().1).abs() < 5.0 * bounds.height.max(10.0));
        // Words in a box of their own are a button's, unless what they stand below is in a box too.
        let is_boxed = boxes::around(self.seen.reference, &bounds).is_some();
        let kin = kin.filter(|item| !is_boxed || boxes::around(self.seen.reference, &zone(item)).is_some());
        let (kind, role, within) = match kin {
            Some(item) => (item.kind, item.role.clone(), item.within.clone()),
            None if is_boxed => (ItemKind::Control, "button".to_owned(), Vec::new()),
            None => (ItemKind::Text, String::new(), Vec::new()),
        };
        let text = if kind == ItemKind::Text { String::new() } else { words.clone() };
        Some(Item {
            kind,
            role,
            name: words,
            text,
            value: String::new(),
            bounds,
            words_at: Some(bounds),
            lines: Vec::new(),
            states: Vec::new(),
            leads_to: String::new(),
            within,
            hooks: Vec::new(),
        })
    }

    /// The words of the picture that a mask hides.
    fn under_masks(&self) -> Vec<Rect> {
        let boxes = self.seen.reading.words.iter().map(|word| {
            let [x, y, width, height] = word.bounds;
            Rect::new(x, y, width, height)
        });
        boxes.filter(|bounds| self.seen.masks.iter().any(|mask| mask.holds_centre_of(bounds))).collect()
    }
}

/// A phrase without an icon in front of it that was read as a letter.
pub(super) fn without_icon(mut phrase: Vec<&Token>) -> Vec<&Token> {
    if let [first, second, ..] = phrase.as_slice() {
        let gap = second.bounds.x - first.bounds.right();
        let least = if first.sure < DOUBTFUL { DOUBTFUL_GAP } else { ICON_GAP };
        if first.text.chars().count() <= 2 && gap > least * second.bounds.height.max(8.0) {
            phrase.remove(0);
        }
    }
    phrase
}

/// Whether words are the next line of what stands above them.
fn goes_on_below(above: &Rect, bounds: &Rect) -> bool {
    let height = above.height.max(bounds.height).max(8.0);
    let down = bounds.bottom() - above.bottom();
    down > 0.5 * height && down < LINE_PITCH * height && (bounds.x - above.x).abs() < height
}

/// Whether all words of one name are in the other, and few others.
fn share_words(one: &str, two: &str) -> bool {
    let (one, two) = (folded(one), folded(two));
    let (one, two): (Vec<&str>, Vec<&str>) = (one.split_whitespace().collect(), two.split_whitespace().collect());
    let (few, many) = if one.len() <= two.len() { (&one, &two) } else { (&two, &one) };
    let letters: usize = few.iter().map(|word| word.chars().count()).sum();
    let share = 2.0 * super::place::count(few.len()) / super::place::count((few.len() + many.len()).max(1));
    few.len() < many.len() && letters >= LEAST_LETTERS && share >= SHARED && few.iter().all(|word| many.contains(word))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn one_name_holds_the_other_only_word_by_word() {
        assert!(share_words("Stars", "Your stars"));
        assert!(share_words("Try Enterprise Free", "Try Enterprise"));
        assert!(!share_words("Enterprises", "Try Enterprise"));
        assert!(!share_words("Stars", "Stars"));
        assert!(!share_words("Tokens (classic)", "Generate new token (classic)"));
    }

    #[test]
    fn the_next_line_of_a_name_goes_on_and_the_next_entry_of_a_menu_does_not() {
        let above = Rect::new(69.0, 37.0, 44.0, 11.0);
        assert!(goes_on_below(&above, &Rect::new(70.0, 58.0, 41.0, 8.5)));
        assert!(!goes_on_below(&above, &Rect::new(70.0, 69.0, 41.0, 11.0)));
        assert!(!goes_on_below(&above, &Rect::new(120.0, 58.0, 41.0, 8.5)));
    }
}
