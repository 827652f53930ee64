//! Fields in which something stands: their words are no name, but they tell whether the picture has the field at all.

use super::by_sight::SURELY_TODAYS;
use super::recognise::{Fate, Recogniser, There};
use super::token::{Token, alike, around, compact, said, take};
use super::words::pattern;
use crate::outline::{Item, ItemKind, normalised};

/// Fewer letters may stand in many fields.
const LEAST_LETTERS: usize = 6;
/// What stands in a field is read at least so well, 0 to 1.
const READ: f64 = 0.6;

impl Recogniser<'_> {
    /// Whether words that the picture has in a wordless thing's place can be its own: all but those that a field of today has not.
    pub(super) fn is_of_field(&self, item: &Item, inside: &[&Token]) -> bool {
        let value = compact(&item.value);
        let lasts = pattern(&item.value) == normalised(&item.value) && value.chars().count() >= LEAST_LETTERS;
        let is_told = item.kind == ItemKind::Control && item.is_field() && lasts;
        !is_told || alike(&compact(&said(inside)), &value) >= READ
    }

    /// A field in whose place the picture has not what stands in it today. It is new where the picture has its words nowhere, and
    /// other things or nothing in its place.
    pub(super) fn field(&self, item: &Item) -> Fate {
        let at = item.bounds;
        let inside: Vec<&Token> = self.tokens.iter().filter(|token| at.holds_centre_of(&token.bounds)).collect();
        let free: Vec<&Token> = inside.iter().copied().filter(|token| !token.taken.get()).collect();
        if !free.is_empty() || self.is_covered(&at) || self.is_cut(&at) {
            take(&free);
            return Fate::same();
        }
        let value = compact(&item.value);
        let elsewhere = self.free_phrases().into_iter().find(|phrase| alike(&compact(&said(phrase)), &value) >= READ);
        if let Some((phrase, bounds)) = elsewhere.and_then(|phrase| around(&phrase).map(|bounds| (phrase, bounds))) {
            take(&phrase);
            let ((x, y), (was_x, was_y)) = (bounds.centre(), at.centre());
            return Fate::There(There { by: (x - was_x, y - was_y), ..There::default() });
        }
        let todays = compact(&said(&self.todays().iter().filter(|token| at.holds_centre_of(&token.bounds)).collect::<Vec<_>>()));
        let is_read = alike(&todays, &value) >= SURELY_TODAYS;
        if is_read && (!inside.is_empty() || !self.has_ink(&at)) { Fate::Absent } else { Fate::same() }
    }
}
