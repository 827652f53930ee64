//! Things of today whose words stand elsewhere in the picture: each takes the words that are nearest to its place, and what says more
//! goes first, so that 'Settings' doesn't take the second word of 'Developer settings'.

use std::collections::BTreeMap;

use super::by_sight::{DOUBTFUL, MANY_LETTERS, ROWS_ASIDE, WELL_READ, is_some_words_of};
use super::recognise::{ASIDE_IN_LINE, Fate, LEAST_SHARE, Recogniser, SURE, There, zone};
use super::token::{Token, alike, around, compact, said, take};
use super::words::{pattern, shown};
use crate::outline::{Item, Rect};
use crate::references::share_inside;

/// Fewer letters are another thing's as well, unless they stand near its place.
const FEW_LETTERS: usize = 4;
/// And a single one is nobody's.
const LEAST_LETTERS: usize = 2;
/// Doubtful words this much alike (0 to 1) are the same, badly read.
const BADLY_READ: f64 = 0.85;
/// Some words of a thing are at least so much (0 to 1) of it.
const HALF_READ: f64 = 0.5;

/// Words of the picture that may be a thing's.
struct Candidate<'t> {
    /// The thing, by its index.
    item: usize,
    letters: usize,
    /// Whether the thing has its place outside the picture.
    is_outside: bool,
    apart: f64,
    run: Vec<&'t Token>,
    bounds: Rect,
}

impl Recogniser<'_> {
    /// For things of today, by their index, where their words stand in the picture.
    pub(super) fn said_elsewhere(&self, open: &[usize]) -> Vec<(usize, Fate)> {
        let mut found = self.said_as_often(open);
        let is_open = |i: &&usize| found.iter().all(|(known, _)| known != *i);
        let mut candidates: Vec<Candidate> = open.iter().filter(is_open).flat_map(|i| self.candidates(*i)).collect();
        candidates.sort_by(|one, two| {
            let worth = |one: &Candidate| (std::cmp::Reverse(one.letters), one.is_outside);
            worth(one).cmp(&worth(two)).then(one.apart.total_cmp(&two.apart))
        });
        candidates.iter().for_each(|one| self.give(&mut found, one.item, (&one.run, one.bounds)));
        found
    }

    /// Things of one name that the picture has as often as the page, each with its words: in the same order, wherever they went.
    fn said_as_often(&self, open: &[usize]) -> Vec<(usize, Fate)> {
        let mut namesakes: BTreeMap<String, Vec<usize>> = BTreeMap::new();
        for i in open.iter().copied().filter(|i| share_inside(&zone(&self.now[*i]), &self.seen.known) >= LEAST_SHARE) {
            namesakes.entry(compact(&shown(&self.now[i]))).or_default().push(i);
        }
        let in_order = |one: &Rect, two: &Rect| one.y.total_cmp(&two.y).then(one.x.total_cmp(&two.x));
        let mut found = Vec::new();
        for (letters, mut items) in
            namesakes.into_iter().filter(|(letters, items)| letters.len() >= LEAST_LETTERS && items.len() > 1)
        {
            let mut runs = self.runs(&letters);
            runs.retain(|(run, _)| items.iter().any(|i| self.stands_alone(run, &self.now[*i])));
            if runs.len() == items.len() {
                runs.sort_by(|one, two| in_order(&one.1, &two.1));
                items.sort_by(|one, two| in_order(&zone(&self.now[*one]), &zone(&self.now[*two])));
                runs.iter().for_each(|(run, _)| take(run));
                found.extend(items.into_iter().zip(runs).map(|(i, (_, bounds))| (i, self.moved_to(i, bounds))));
            }
        }
        found
    }

    fn candidates(&self, item: usize) -> Vec<Candidate<'_>> {
        let (now, zone) = (&self.now[item], zone(&self.now[item]));
        let words = shown(now);
        let mut wanted = vec![compact(&words), compact(&pattern(&words))];
        wanted.dedup();
        let letters = wanted.iter().map(|wanted| wanted.chars().count()).min().unwrap_or(0);
        let is_outside = share_inside(&zone, &self.seen.known) < LEAST_SHARE;
        if letters < LEAST_LETTERS || (letters < FEW_LETTERS && is_outside) {
            return Vec::new();
        }
        let runs = wanted.iter().flat_map(|wanted| self.runs(wanted));
        let may_be = runs.filter(|(run, bounds)| {
            // In another font the words of a line go aside, and with them a link among them.
            let (aside, down) = ((bounds.x - zone.x).abs(), (bounds.centre().1 - zone.centre().1).abs());
            let is_beside = aside < ASIDE_IN_LINE * self.seen.known.width;
            let is_near = is_beside && down < ROWS_ASIDE * zone.height;
            let is_in_its_line = is_beside && down < bounds.height.max(8.0);
            is_in_its_line || (self.stands_alone(run, now) && (letters >= FEW_LETTERS || is_near))
        });
        let apart = |bounds: &Rect| (bounds.x - zone.x).abs() + (bounds.centre().1 - zone.centre().1).abs();
        may_be.map(|(run, bounds)| Candidate { item, letters, is_outside, apart: apart(&bounds), run, bounds }).collect()
    }

    /// Words become a thing's, if neither has found its own.
    fn give(&self, found: &mut Vec<(usize, Fate)>, item: usize, (run, bounds): (&[&Token], Rect)) {
        if run.iter().all(|token| !token.taken.get()) && found.iter().all(|(known, _)| *known != item) {
            take(run);
            found.push((item, self.moved_to(item, bounds)));
        }
    }

    fn moved_to(&self, item: usize, bounds: Rect) -> Fate {
        let zone = zone(&self.now[item]);
        let height = zone.height.min(bounds.height * 2.5);
        let by = (bounds.x - zone.x, bounds.centre().1 - (zone.y + height / 2.0));
        Fate::There(There { by, read_at: Some(bounds), ..There::default() })
    }

    /// For things of today, by their index, words of the picture that are theirs as far as they were read: doubtful ones, but for a
    /// letter or two, unless in the same font pixels say more; some of them, where the others stand there unread.
    pub(super) fn nearly_said(&self, open: &[usize]) -> Vec<(usize, Fate)> {
        let phrases = self.free_phrases();
        let is_doubtful = |phrase: &[&Token]| {
            let small = || phrase.iter().all(|token| token.bounds.height < WELL_READ) && self.usual_likeness().is_none();
            phrase.iter().any(|token| token.sure < DOUBTFUL) || small()
        };
        let many = phrases.iter().filter(|phrase| compact(&said(phrase)).chars().count() >= MANY_LETTERS);
        let mut candidates = Vec::new();
        for (phrase, bounds) in many.filter_map(|phrase| Some((phrase, around(phrase)?))) {
            let (was, is_doubtful) = (said(phrase), is_doubtful(phrase));
            let read = compact(&was);
            for i in open.iter().copied() {
                let is = shown(&self.now[i]);
                let letters = compact(&is);
                let likeness = alike(&read, &letters);
                let is_half_read =
                    || likeness >= HALF_READ && is_some_words_of(&was, &is) && self.goes_on_unread(phrase, &letters);
                if (is_doubtful && likeness >= BADLY_READ) || is_half_read() {
                    candidates.push((likeness, i, phrase, bounds));
                }
            }
        }
        candidates.sort_by(|one, two| two.0.total_cmp(&one.0));
        let mut found: Vec<(usize, Fate)> = Vec::new();
        candidates.into_iter().for_each(|(_, i, phrase, bounds)| self.give(&mut found, i, (phrase, bounds)));
        found
    }

    /// All runs of words in one line that come to these letters.
    fn runs(&self, wanted: &str) -> Vec<(Vec<&Token>, Rect)> {
        let free: Vec<&Token> = self.tokens.iter().filter(|token| !token.taken.get()).collect();
        let mut runs = Vec::new();
        for start in 0..free.len() {
            let mut letters = String::new();
            for end in start..free.len() {
                if free[end].line != free[start].line || letters.len() >= wanted.len() {
                    break;
                }
                letters.push_str(&compact(&free[end].text));
                if letters == wanted {
                    let run = free[start..=end].to_vec();
                    let bounds = around(&run).unwrap_or_default();
                    runs.push((run, bounds));
                }
            }
        }
        runs
    }

    /// Whether no other word of the line stands beside a run but those that stand in the thing's row today.
    fn stands_alone(&self, run: &[&Token], item: &Item) -> bool {
        let (Some(first), Some(last)) = (run.first(), run.last()) else { return false };
        let gap = first.bounds.height.max(8.0);
        let is_beside = |token: &Token| {
            let before = first.bounds.x - token.bounds.right();
            let behind = token.bounds.x - last.bounds.right();
            token.line == first.line && ((0.0..gap).contains(&before) || (0.0..gap).contains(&behind))
        };
        let row = zone(item);
        let in_its_row = |other: &&Item| {
            !std::ptr::eq(*other, item) && (zone(other).centre().1 - row.centre().1).abs() < zone(other).height.min(row.height)
        };
        let is_neighbours = |token: &Token| {
            let word = compact(&token.text);
            let mut row = self.now.iter().filter(in_its_row);
            row.any(|other| shown(other).split_whitespace().any(|one| compact(one) == word))
        };
        let mut words = self.tokens.iter().filter(|token| token.sure >= SURE && compact(&token.text).chars().count() > 1);
        !words.any(|token| is_beside(token) && !is_neighbours(token))
    }
}
