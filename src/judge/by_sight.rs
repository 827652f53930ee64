//! Things that are told by their place and by how they look: where words were not read, or otherwise than today's, pixels decide.
//! Words that are too small to be read are today's when they are as much alike as the same things are in picture and page.

use super::boxes;
use super::leftover::without_icon;
use super::recognise::{ASIDE_IN_LINE, Fate, LEAST_SHARE, Recogniser, SURE, There, zone};
use super::token::{Token, alike, around, compact, said, take};
use super::words::{pattern, shown};
use crate::outline::{Item, ItemKind, Rect};
use crate::picture::{Area, Picture, register};
use crate::references::share_inside;

/// Edges this much alike (-1 to 1) show the same.
pub(super) const ALIKE: f64 = 0.55;
/// Edges this much alike show the same words in the same font.
pub(super) const CLEARLY_ALIKE: f64 = 0.85;
/// A word that is read less surely (0 to 100) may have another letter.
pub(super) const DOUBTFUL: f64 = 88.0;
/// Words this much alike (0 to 1) may be one word read badly.
const MISREAD: f64 = 0.6;
/// Words less alike (0 to 1) are no misreading of each other.
pub(super) const QUITE_OTHERS: f64 = 0.5;
/// So far aside the same may lie in another font, pixels of the reference.
const ASIDE: i64 = 4;
/// So many things must be there to know how much alike the same things are.
const FEWEST: usize = 4;
/// Picture and page are drawn alike where half of them are this much alike, -1 to 1; in another font they never are.
const DRAWN_ALIKE: f64 = 0.8;
/// Lines of the same font are read as wide as the page has them, but for this.
const AS_WIDE: std::ops::RangeInclusive<f64> = 0.955..=1.025;
/// Other words are this much less alike. Of things that were the same, made 0.4 times as large and saved as JPEG, the least was 0.07
/// below the middle one.
const LESS_ALIKE: f64 = 0.12;
/// What is there, read or not, has at least this share of the page's edges, 0 to 1.
const MUCH_LESS: f64 = 0.4;
/// A blank place has less than this share of the page's edges, 0 to 1.
const BLANK: f64 = 0.15;
/// So far around it a thing may have been pushed aside by others, in its heights.
const ASIDE_IN_HEIGHTS: f64 = 0.25;
/// Today's words are read well where they are this much alike what they are, 0 to 1.
pub(super) const SURELY_TODAYS: f64 = 0.85;
/// Lines that are lower than this are often not read, pixels of the reference.
pub(super) const WELL_READ: f64 = 10.0;
/// In another font the lines above may have pushed one so many of its heights up or down.
pub(super) const ROWS_ASIDE: f64 = 3.5;
/// Fewer letters prove nothing.
const LEAST_LETTERS: usize = 3;
/// So many letters are no other thing's by chance.
pub(super) const MANY_LETTERS: usize = 8;

/// Whether what was read is some of a thing's words, in their order.
pub(super) fn is_some_words_of(read: &str, words: &str) -> bool {
    let split = |words: &str| words.split_whitespace().map(compact).filter(|word| !word.is_empty()).collect::<Vec<_>>();
    let (read, words) = (split(read), split(words));
    !read.is_empty() && words.windows(read.len()).any(|some| some == read)
}

/// How much is drawn in a place, as the sum of its edges.
fn ink(picture: &Picture, at: &Rect) -> f64 {
    register::ink(picture, Area::nearest(at.x, at.y, at.width, at.height))
}

impl Recogniser<'_> {
    /// What neither stands in its place nor elsewhere as it is called today.
    pub(super) fn looked_at(&self, item: &Item) -> Fate {
        let zone = zone(item);
        if share_inside(&zone, &self.seen.known) < LEAST_SHARE {
            return Fate::Absent;
        }
        if shown(item).is_empty() {
            return self.field(item);
        }
        let words = self.words_in(&self.tokens, &zone);
        let (was, is) = (said(&words), shown(item));
        let (one, two) = (compact(&was), compact(&is));
        if self.is_covered(&zone) || self.is_cut(&zone) {
            // Of what can't be seen whole only its own words are its; others that can be seen are somebody else's.
            let is_its = |token: &&&Token| {
                self.is_covered(&token.bounds) || self.is_cut(&token.bounds) || two.contains(&compact(&token.text))
            };
            take(&words.iter().filter(is_its).copied().collect::<Vec<_>>());
            return Fate::same();
        }
        let todays = compact(&said(&self.words_in(self.todays(), &zone)));
        if one.chars().count() < 2 {
            return self.nothing_read(item, &zone, (&todays, &two));
        }
        if item.kind != ItemKind::Control && self.is_buttons(&words) && boxes::around(self.seen.crop, &zone).is_none() {
            return Fate::Absent;
        }
        let same = self.says_the_same(&zone, &words, (&is, &todays))
            || around(&words).is_some_and(|at| self.is_cut_off(&at))
            || words.iter().all(|token| token.sure < SURE);
        if !same && !self.seen.is_sure && alike(&one, &two) < QUITE_OTHERS {
            // Where the picture lies only roughly, nothing but the place says that these words are the thing's.
            return self.same_or_unlike(item);
        }
        take(&words);
        if same {
            return self.same_or_unlike(item);
        }
        let whole = self.with_its_line(&words);
        take(&whole);
        Fate::There(There { other: Some(said(&without_icon(whole))), by_place: true, ..There::default() })
    }

    /// What became of a thing, `two`, in whose place nothing was read: the pixels decide, and where today's can't be read either,
    /// nothing is said.
    fn nothing_read(&self, item: &Item, zone: &Rect, (todays, two): (&str, &str)) -> Fate {
        if self.tokens.iter().any(|token| token.taken.get() && token.sure >= SURE && zone.holds_centre_of(&token.bounds)) {
            // Something else of today stands there in the picture, unless its words were only taken by a namesake.
            return if self.likeness(zone) >= CLEARLY_ALIKE { Fate::same() } else { Fate::Absent };
        }
        if self.is_blank(item, zone) && alike(todays, two) >= SURELY_TODAYS {
            return Fate::Absent;
        }
        let unreadable = todays.is_empty() || alike(todays, two) < MISREAD;
        match unreadable || self.looks_alike(zone) {
            true => self.same_or_unlike(item),
            false if self.may_stand_unread(zone, two) => Fate::same(),
            false => Fate::Absent,
        }
    }

    /// Whether words of the picture are the thing's in this place, `is`; `todays` is what the same reader makes of these today.
    fn says_the_same(&self, zone: &Rect, words: &[&Token], (is, todays): (&str, &str)) -> bool {
        let was = said(words);
        let (one, two) = (compact(&was), compact(is));
        let is_its_part = two.contains(&one)
            && (alike(&one, &two) >= MISREAD || one.chars().count() >= MANY_LETTERS || is_some_words_of(&was, is));
        if todays == two {
            // Today's are read well: what is read otherwise in the picture is otherwise, unless its pixels or its unread ink say no.
            one == todays
                || self.likeness(zone) >= CLEARLY_ALIKE
                || (is_its_part && (self.has_unread_ink(zone, words) || self.goes_on_unread(words, &two)))
                || (alike(&one, &two) >= 0.85 && words.iter().any(|token| token.sure < DOUBTFUL))
        } else {
            // Where today's are not read, surely read words that are quite others need clearly the same edges.
            let others =
                alike(&one, &two) < QUITE_OTHERS && !two.contains(&one) && words.iter().all(|token| token.sure >= DOUBTFUL);
            let enough = if others && one.chars().count() >= 4 { CLEARLY_ALIKE } else { ALIKE };
            one == todays || alike(&one, &two).max(alike(&one, todays)) >= 0.8 || self.likeness(zone) >= enough
        }
    }

    /// Whether the picture has nothing where a thing of today stands, in the midst of what it has: not even pushed aside a little. In
    /// another font things may have gone further.
    fn is_blank(&self, item: &Item, zone: &Rect) -> bool {
        let around = zone.grown((ASIDE_IN_HEIGHTS * zone.height).max(4.0));
        let read = self.tokens.iter().filter(|token| token.taken.get()).map(|token| token.bounds);
        let is_among_read = || {
            let all = read.reduce(|all, one| all.union(&one));
            all.is_some_and(|all| share_inside(zone, &all.grown(2.0 * zone.height)) > 0.99)
        };
        self.is_plain(item)
            && ink(self.seen.reference, &around) < BLANK * ink(self.seen.crop, zone)
            && is_among_read()
            && self.usual_likeness().is_some()
    }

    /// Whether a thing may stand near its place, too small to be read or to be read well: in another font it needn't stand where it
    /// stands today. `letters` are its own.
    fn may_stand_unread(&self, zone: &Rect, letters: &str) -> bool {
        if zone.height >= WELL_READ || self.usual_likeness().is_some() {
            return false;
        }
        let least = MUCH_LESS * ink(self.seen.crop, zone);
        let steps = |far: f64, step: f64| {
            let most = (far / step).floor();
            std::iter::successors(Some(-most), move |by| (*by < most).then_some(by + 1.0)).map(move |by| by * step)
        };
        let mut near = steps(ROWS_ASIDE * zone.height, zone.height / 2.0).flat_map(|down| {
            steps(ASIDE_IN_LINE * self.seen.known.width, zone.height).map(move |across| zone.moved(across, down))
        });
        let is_taken = |at: &Rect| self.tokens.iter().any(|token| token.taken.get() && at.holds_centre_of(&token.bounds));
        let is_there = |at: &Rect| match compact(&said(&self.words_in(&self.tokens, at))) {
            none if none.is_empty() => ink(self.seen.reference, at) > least,
            read => alike(&read, letters) >= MISREAD,
        };
        near.any(|at| !self.is_cut(&at) && !self.is_covered(&at) && !is_taken(&at) && is_there(&at))
    }

    /// Whether words of the picture stand in a box of their own, as a button's do.
    fn is_buttons(&self, words: &[&Token]) -> bool {
        around(&self.with_its_line(words)).is_some_and(|bounds| boxes::around(self.seen.reference, &bounds).is_some())
    }

    fn same_or_unlike(&self, item: &Item) -> Fate {
        Fate::There(There { unlike: self.has_other_words(item), ..There::default() })
    }

    /// Whether the picture has about as many edges as the page where nothing was read: words that the reader passed over.
    fn has_unread_ink(&self, zone: &Rect, words: &[&Token]) -> bool {
        let Some(read) = around(words) else { return true };
        let left = Rect::new(zone.x, zone.y, (read.x - 3.0 - zone.x).max(0.0), zone.height);
        let right = Rect::new(read.right() + 3.0, zone.y, (zone.right() - read.right() - 3.0).max(0.0), zone.height);
        let above = Rect::new(zone.x, zone.y, zone.width, (read.y - 2.0 - zone.y).max(0.0));
        let below = Rect::new(zone.x, read.bottom() + 2.0, zone.width, (zone.bottom() - read.bottom() - 2.0).max(0.0));
        let around_it = |picture: &Picture| -> f64 { [left, right, above, below].iter().map(|part| ink(picture, part)).sum() };
        around_it(self.seen.reference) > MUCH_LESS * around_it(self.seen.crop)
    }

    /// Whether words are some of a thing's letters, `two`, and before and behind them stands as much that was not read as the rest
    /// of it needs.
    pub(super) fn goes_on_unread(&self, words: &[&Token], two: &str) -> bool {
        let (one, Some(read)) = (compact(&said(words)), around(words)) else { return false };
        let Some(before) = two.find(&one).filter(|_| !one.is_empty()) else { return false };
        let letters = |some: &str| super::place::count(some.chars().count());
        let ink = |x: f64, width: f64| ink(self.seen.reference, &Rect { x, width, ..read });
        let (wide, of_letter) = (read.width / letters(&one), ink(read.x, read.width) / letters(&one));
        let is_there = |x: f64, missing: f64| {
            missing == 0.0
                || (self.seen.known.x..=self.seen.known.right()).contains(&x)
                    && ink(x, missing * wide) > MUCH_LESS * of_letter * missing
        };
        let (before, behind) = (letters(&two[..before]), letters(&two[before + one.len()..]));
        is_there(read.x - before * wide - 2.0, before) && is_there(read.right() + 2.0, behind)
    }

    /// Whether the picture's edge cuts words of which the rest was read: something that was not read stands between them and the edge.
    pub(super) fn is_cut_off(&self, words: &Rect) -> bool {
        let known = self.seen.known;
        let ink = |x: f64, width: f64| ink(self.seen.reference, &Rect { x, width, ..*words });
        let of_words = ink(words.x, words.width) / words.width.max(1.0);
        [(known.x, words.x - known.x), (words.right(), known.right() - words.right())]
            .into_iter()
            .any(|(x, gap)| gap < 1.0 || (gap < words.height && ink(x, gap) > MUCH_LESS * of_words * gap))
    }

    /// Whether the picture shows other words where a thing of today stands, although nobody can read them.
    fn has_other_words(&self, item: &Item) -> bool {
        let words = shown(item);
        let zone = zone(item);
        // Numbers and dates are others every night.
        let lasts = pattern(&words) == words && compact(&words).chars().count() >= LEAST_LETTERS;
        lasts
            && self.is_plain(item)
            && self.has_ink(&zone)
            && !self.is_half_hidden(&zone)
            && self.usual_likeness().is_some_and(|usual| self.likeness(&zone) < usual - LESS_ALIKE)
    }

    /// Whether the upper or lower half of words is hidden: by a browser's own bar, which lies over the page.
    fn is_half_hidden(&self, zone: &Rect) -> bool {
        let upper = Rect { height: zone.height / 2.0, ..*zone };
        [upper, upper.moved(0.0, upper.height)]
            .iter()
            .any(|half| ink(self.seen.reference, half) < BLANK * ink(self.seen.crop, half))
    }

    /// Whether the picture has something in a place, and not much less than the page.
    pub(super) fn has_ink(&self, zone: &Rect) -> bool {
        ink(self.seen.reference, zone) > MUCH_LESS * ink(self.seen.crop, zone)
    }

    /// Whether lines are as wide as today's; small letters of another font look nearly alike. Readers leave out the blank beside them.
    fn is_as_wide(&self) -> bool {
        let mut widths = self.widths.borrow().clone();
        widths.sort_by(f64::total_cmp);
        widths.get(widths.len() / 2).is_none_or(|middle| AS_WIDE.contains(middle))
    }

    /// How much alike things are that picture and page both show; `None` where both are not drawn alike, or there are too few.
    pub(super) fn usual_likeness(&self) -> Option<f64> {
        *self.usual.get_or_init(|| {
            if !self.is_as_wide() {
                return None;
            }
            let things = self.now.iter().filter(|item| item.kind != ItemKind::Image && !shown(item).is_empty());
            let mut all: Vec<f64> = things.filter(|item| self.is_plain(item)).map(|item| self.likeness(&zone(item))).collect();
            all.sort_by(f64::total_cmp);
            let middle = all.get(all.len() / 2).copied().filter(|_| all.len() >= FEWEST);
            middle.filter(|middle| *middle >= DRAWN_ALIKE)
        })
    }

    /// Whether all of a thing's words can be seen, in the picture too.
    fn is_plain(&self, item: &Item) -> bool {
        let zone = zone(item);
        !item.is_under() && !self.is_cut(&zone) && !self.is_covered(&zone) && !self.seen.hides(&zone)
    }

    pub(super) fn looks_alike(&self, at: &Rect) -> bool {
        self.likeness(at) >= ALIKE
    }

    /// How much alike the edges of picture and page are in a place, -1 to 1; 1 where there are none.
    pub(super) fn likeness(&self, at: &Rect) -> f64 {
        let area = Area::nearest(at.x, at.y, at.width, at.height).grown(1);
        register::likeness(self.seen.reference, area, self.seen.crop, ASIDE).unwrap_or(1.0)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn some_words_of_a_things_name_are_those_that_stand_in_it_together() {
        assert!(is_some_words_of("Update", "Update profile") && is_some_words_of("access tokens", "Personal access tokens"));
        assert!(!is_some_words_of("Personal tokens", "Personal access tokens"));
        assert!(!is_some_words_of("Token", "Tokens") && !is_some_words_of("", "Tokens"));
    }
}
