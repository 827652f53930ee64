//! What a person's picture shows, told by the page under it: which of today's things it has, at their place or elsewhere; which words
//! it has instead; what it lacks. The fuzziness of reading makes no difference: where words differ, the page is read by the same
//! reader at the same scale, and what both are read as is the same.

use std::cell::{OnceCell, RefCell};

use super::by_sight::MANY_LETTERS;
use super::colours;
use super::looks::{self, Look};
use super::token::{Token, around, beside, compact, said, take, tokens};
use super::words::{pattern, shown};
use crate::outline::{Item, ItemKind, Rect};
use crate::picture::{Library, Mark, Picture, Reading};
use crate::references::share_inside;

/// Words of a line may go aside by this share (0 to 1) of the picture's width.
pub(super) const ASIDE_IN_LINE: f64 = 0.15;
/// A phrase that is read less surely (0 to 100) is no news.
pub(super) const SURE: f64 = 65.0;
/// A thing of which less than this share (0 to 1) lies in the picture is not looked for in it.
pub(super) const LEAST_SHARE: f64 = 0.3;

/// All that is known about the picture.
pub(super) struct Seen<'a> {
    pub(super) reference: &'a Picture,
    /// The page under it, at its scale.
    pub(super) crop: &'a Picture,
    /// The part of the reference that lies on the page.
    pub(super) known: Rect,
    pub(super) marks: &'a [Mark],
    pub(super) masks: &'a [Rect],
    pub(super) reading: &'a Reading,
    pub(super) reader: &'a Library,
    /// Whether it lies so surely on the page that a place says something.
    pub(super) is_sure: bool,
}

/// What became of a thing of today.
#[derive(Debug, Clone, PartialEq)]
pub(super) enum Fate {
    /// Not in the picture's part of the page, or not there.
    Absent,
    /// In the picture too.
    There(There),
}

/// How a thing of today is in the picture.
#[derive(Debug, Clone, PartialEq, Default)]
pub(super) struct There {
    /// How far from today's place.
    pub(super) by: (f64, f64),
    /// Its words, where they are others.
    pub(super) other: Option<String>,
    /// Whether nothing but its place says that it is the same thing.
    pub(super) by_place: bool,
    /// Where its words stand, where all of them were read.
    pub(super) read_at: Option<Rect>,
    /// Whether its words are others, too small to be read.
    pub(super) unlike: bool,
}

impl Fate {
    pub(super) fn same() -> Self {
        Self::There(There::default())
    }
}

/// What the picture shows.
pub(super) struct Told {
    /// Its things, in the order of today's; boxes in the reference's pixels.
    pub(super) items: Vec<Item>,
    /// Things that look like others than today's.
    pub(super) looks: Vec<Look>,
}

impl Seen<'_> {
    /// Whether a mask or a mark makes a word unreadable.
    pub(super) fn hides(&self, at: &Rect) -> bool {
        let by_mark = || self.marks.iter().any(|mark| mark.kind.hides() && Rect::from(mark.bounds).holds_centre_of(at));
        self.masks.iter().any(|mask| mask.holds_centre_of(at)) || by_mark()
    }
}

pub(super) struct Recogniser<'a> {
    pub(super) seen: &'a Seen<'a>,
    pub(super) now: &'a [Item],
    pub(super) tokens: Vec<Token>,
    /// The page, read by the same reader; empty where it can't be read.
    todays: OnceCell<Vec<Token>>,
    /// How much alike things are that picture and page both show.
    pub(super) usual: OnceCell<Option<f64>>,
    /// How wide words of one line were read, as shares of how wide the page has them.
    pub(super) widths: RefCell<Vec<f64>>,
}

/// What the picture shows, told by today's things.
pub(super) fn things(seen: &Seen, now: &[Item]) -> Told {
    let recogniser = Recogniser {
        seen,
        now,
        tokens: tokens(seen.reading, |at| seen.hides(at)),
        todays: OnceCell::new(),
        usual: OnceCell::new(),
        widths: RefCell::default(),
    };
    let fates = recogniser.fates();
    let pages = colours::page(seen.reference).zip(colours::page(seen.crop));
    let (mut items, mut looks): (Vec<Item>, Vec<Look>) = (Vec::new(), Vec::new());
    for (item, fate) in now.iter().zip(&fates) {
        let Fate::There(there) = fate else { continue };
        let mut then = then(item, there);
        if there.unlike {
            looks.push(Look::unread(&then));
        }
        if let Some(read_at) = there.read_at.filter(|_| there.other.is_none()) {
            let is_plain = || !recogniser.is_covered(&read_at) && !recogniser.is_cut(&read_at);
            let other_colours = || looks::other_colours(seen, pages.filter(|_| is_plain())?, item, (&then, &read_at));
            looks.extend(looks::other_box(seen, item, (&then, &read_at)).or_else(other_colours));
        }
        if there.other.is_none() && there.by == (0.0, 0.0) {
            match recogniser.gone_beside(item) {
                Some(gone) if gone.words.is_empty() => looks.push(Look::gone(&then, gone.bounds)),
                Some(gone) => then = reworded(&then, &format!("{} {}", shown(&then), gone.words)),
                None => {}
            }
        }
        items.push(then);
    }
    for phrase in recogniser.phrases(&items) {
        insert(&mut items, phrase);
    }
    Told { items, looks }
}

/// A thing of today as the picture shows it.
fn then(item: &Item, there: &There) -> Item {
    let (x, y) = there.by;
    let moved = Item { bounds: item.bounds.moved(x, y), words_at: item.words_at.map(|at| at.moved(x, y)), ..item.clone() };
    match &there.other {
        None => moved,
        // Where only the place is the same, the picture doesn't tell where a link led.
        Some(words) if there.by_place => Item { leads_to: String::new(), hooks: Vec::new(), ..reworded(&moved, words) },
        Some(words) => reworded(&moved, words),
    }
}

fn reworded(item: &Item, words: &str) -> Item {
    let name = if item.kind == ItemKind::Control && item.text.is_empty() { item.name.clone() } else { words.to_owned() };
    Item { name, text: if item.text.is_empty() { String::new() } else { words.to_owned() }, ..item.clone() }
}

/// Words by which a line is known that is read in another order, where an icon or a box stands among its words.
fn in_any_order(line: &str) -> Vec<String> {
    let mut words: Vec<String> = line.split_whitespace().map(compact).filter(|word| !word.is_empty()).collect();
    words.sort();
    words
}

/// A thing that is gone, put behind what stands before it.
fn insert(then: &mut Vec<Item>, item: Item) {
    let middle = item.bounds.centre().1;
    let before =
        |one: &&Item| one.bounds.bottom() <= middle && (one.bounds.x - item.bounds.x).abs() < item.bounds.width.max(80.0);
    let at = then.iter().enumerate().filter(|(_, one)| before(one)).max_by(|a, b| a.1.bounds.y.total_cmp(&b.1.bounds.y));
    let at = at.map_or(0, |(at, _)| at + 1);
    then.insert(at, item);
}

/// Where a thing's words stand.
pub(super) fn zone(item: &Item) -> Rect {
    item.words_at.unwrap_or(item.bounds)
}

impl Recogniser<'_> {
    fn fates(&self) -> Vec<Fate> {
        let now = self.now;
        let mut fates: Vec<Option<Fate>> = now.iter().map(|item| self.settled_at_once(item)).collect();
        let open = |fates: &[Option<Fate>]| (0..now.len()).filter(|i| fates[*i].is_none()).collect::<Vec<_>>();
        for i in open(&fates) {
            fates[i] = self.said_exactly(&now[i]);
        }
        for (i, fate) in self.said_elsewhere(&open(&fates)) {
            fates[i] = Some(fate);
        }
        for (i, fate) in self.nearly_said(&open(&fates)) {
            fates[i] = Some(fate);
        }
        for (i, (words, by)) in self.said_in_part(&open(&fates)) {
            fates[i] = Some(Fate::There(There { by, other: Some(words), ..There::default() }));
        }
        for i in open(&fates) {
            fates[i] = Some(self.looked_at(&now[i]));
        }
        for (_, fate) in now.iter().zip(&mut fates).filter(|(item, _)| item.kind == ItemKind::Control) {
            let Some(Fate::There(there)) = fate else { continue };
            if let Some((words, bounds)) = there.read_at.and_then(|at| self.with_what_is_beside(&at)) {
                let was_at = there.read_at.map_or(bounds.x, |at| at.x);
                *there = There { by: (there.by.0 + bounds.x - was_at, there.by.1), other: Some(words), ..There::default() };
            }
        }
        fates.into_iter().map(|fate| fate.unwrap_or(Fate::Absent)).collect()
    }

    /// Things outside the picture, and those without words of their own.
    fn settled_at_once(&self, item: &Item) -> Option<Fate> {
        let is_inside = share_inside(&zone(item), &self.seen.known) >= LEAST_SHARE;
        if item.is_under() {
            return Some(Fate::Absent);
        }
        if item.kind == ItemKind::Image || shown(item).is_empty() {
            let inside: Vec<&Token> = self.tokens.iter().filter(|token| item.bounds.holds_centre_of(&token.bounds)).collect();
            if is_inside && !self.is_of_field(item, &inside) {
                return None;
            }
            if is_inside {
                take(&inside);
            }
            return Some(if is_inside { Fate::same() } else { Fate::Absent });
        }
        None
    }

    /// The words in a place, in reading order, as far as they are not taken.
    pub(super) fn words_in<'t>(&self, tokens: &'t [Token], zone: &Rect) -> Vec<&'t Token> {
        let around = Rect::new(zone.x - 8.0, zone.y - 2.0, zone.width * 1.12 + 16.0, zone.height + 4.0);
        tokens.iter().filter(|token| !token.taken.get() && around.holds_centre_of(&token.bounds)).collect()
    }

    fn said_exactly(&self, item: &Item) -> Option<Fate> {
        let words = self.words_in(&self.tokens, &zone(item));
        let (was, is) = (said(&words), shown(item));
        if words.is_empty() || is.is_empty() {
            return None;
        }
        let cut = share_inside(&zone(item), &self.seen.known) < 0.97;
        let (one, two) = (compact(&was), compact(&is));
        let same = one == two
            || compact(&pattern(&was)) == compact(&pattern(&is))
            || in_any_order(&was) == in_any_order(&is)
            || (cut && !one.is_empty() && two.contains(&one))
            || self.is_its_beginning(&words, &two);
        same.then(|| {
            take(&words);
            let read_at = around(&words).filter(|_| !cut);
            let is_line = |at: &Rect| two.chars().count() >= MANY_LETTERS && zone(item).height < 2.5 * at.height;
            self.widths.borrow_mut().extend(read_at.filter(is_line).map(|at| at.width / zone(item).width.max(1.0)));
            Fate::There(There { read_at, ..There::default() })
        })
    }

    /// Whether words are the beginning of a thing's, and the picture's right edge has cut them: in another font they reach further.
    fn is_its_beginning(&self, words: &[&Token], two: &str) -> bool {
        let Some(last) = words.last().filter(|last| self.seen.known.right() - last.bounds.right() < last.bounds.height) else {
            return false;
        };
        // The last letter may be half a letter.
        let read = compact(&said(words));
        let sure: String = read.chars().take(read.chars().count().saturating_sub(1)).collect();
        let is_cut_word = compact(&last.text).chars().count() > 1;
        is_cut_word && sure.chars().count() >= 3 && sure.len() < two.len() && two.starts_with(&sure)
    }

    /// Words with those that stand beside them in their line, as far as nothing else of today stands there.
    pub(super) fn with_its_line<'t>(&'t self, words: &[&'t Token]) -> Vec<&'t Token> {
        let is_others = |token: &Token| self.now.iter().any(|item| !item.is_under() && zone(item).holds_centre_of(&token.bounds));
        let free = |token: &&Token| !token.taken.get() && token.sure >= SURE && !is_others(token);
        let mut whole = words.to_vec();
        while let Some(next) = self.tokens.iter().filter(free).find(|token| {
            let is_in = whole.iter().any(|one| std::ptr::eq(*one, *token));
            !is_in && whole.iter().any(|one| beside(one, token))
        }) {
            whole.push(next);
        }
        whole.sort_by(|a, b| a.line.cmp(&b.line).then(a.bounds.x.total_cmp(&b.bounds.x)));
        whole
    }

    /// Whether an author's mark lies over part of it.
    pub(super) fn is_covered(&self, at: &Rect) -> bool {
        self.seen.marks.iter().any(|mark| {
            let bounds = Rect::from(mark.bounds);
            if mark.kind.is_frame() {
                // Only the stroke is paint.
                let inner = bounds.grown(-mark.stroke);
                return bounds.intersection(at).is_some() && share_inside(at, &inner) < 0.999;
            }
            let both = bounds.grown(2.0).intersection(at);
            both.is_some_and(|both| mark.kind.hides() || colours::has_paint(self.seen.reference, &both, mark.colour))
        })
    }

    /// Whether the picture's edge, or the page's, cuts it.
    pub(super) fn is_cut(&self, at: &Rect) -> bool {
        share_inside(at, &self.seen.known.grown(-1.0)) < 0.97
    }

    pub(super) fn todays(&self) -> &[Token] {
        self.todays.get_or_init(|| {
            let reading = self.seen.reader.frame(self.seen.crop).unwrap_or_default();
            tokens(&reading, |at| self.seen.hides(at))
        })
    }
}
