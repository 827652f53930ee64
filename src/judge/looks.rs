//! What in a person's picture looks like another thing than today's, whatever its words say.

use super::colours::{self, Recoloured};
use super::contents::shortened;
use super::recognise::Seen;
use super::say::{self, role_in_words};
use super::scene::{InPicture, Scene};
use super::words::called;
use super::{Kind, Severity, boxes};
use crate::outline::{Item, ItemKind, Rect};
use crate::references::share_inside;

/// Something that looks otherwise.
pub(super) struct Look {
    /// The control as the picture shows it.
    item: Item,
    /// Where in the picture.
    then: Rect,
    /// Where today, the picture's pixels.
    now: Option<Rect>,
    what: What,
}

enum What {
    /// Something without words stood beside it.
    Gone,
    /// Its box is another sort of box.
    OtherBox { was_list: bool },
    /// Its colours are others.
    Recoloured(Recoloured),
    /// Its words are others, and too small to be read.
    Unread,
}

impl Look {
    /// Something without words beside a control is gone.
    pub(super) fn gone(item: &Item, at: Rect) -> Self {
        Self { item: item.clone(), then: at, now: None, what: What::Gone }
    }

    /// Where a thing of today stands, the picture has other words, too small to be read.
    pub(super) fn unread(item: &Item) -> Self {
        Self { item: item.clone(), then: item.bounds, now: Some(item.bounds), what: What::Unread }
    }
}

/// A button or link whose box was that of another sort of control. `then` is the thing as the picture has it, and where its words
/// were read. Lists and fields are drawn by each system in its own way: they are not looked at.
pub(super) fn other_box(seen: &Seen, now: &Item, (then, read_at): (&Item, &Rect)) -> Option<Look> {
    let words = now.words_at.filter(|_| now.kind == ItemKind::Control && matches!(now.role.as_str(), "button" | "link"))?;
    let is_whole = |at: &Rect| share_inside(at, &seen.known) > 0.999;
    if !is_whole(&words) || !is_whole(read_at) {
        return None;
    }
    let was = boxes::around(seen.reference, read_at)?;
    // A row of a table or a bar that a link stands in is not the link's.
    let is = boxes::around(seen.crop, &words).filter(|is| is.is_of(&now.bounds))?;
    let what = What::OtherBox { was_list: was.is_list() && !is.is_list() };
    was.is_another_than(&is, (read_at, &words)).then(|| Look { item: then.clone(), then: was.bounds, now: Some(is.bounds), what })
}

/// A control of other colours; `then` as for another box. Fields are drawn by each system in its own colours.
/// `pages` are the grounds of picture and page.
pub(super) fn other_colours(seen: &Seen, pages: ([u8; 3], [u8; 3]), now: &Item, (then, read_at): (&Item, &Rect)) -> Option<Look> {
    let words = now.words_at.filter(|_| now.kind == ItemKind::Control && !now.is_field())?;
    let (was, is) = (colours::colours(seen.reference, read_at)?, colours::colours(seen.crop, &words)?);
    let mut how = colours::recoloured((&was, pages.0), (&is, pages.1), now.is_off())?;
    if how == Recoloured::FillCameOrWent && !has_own_fill(seen, now, (&words, read_at)) {
        how = Recoloured::Fill;
    }
    let what = What::Recoloured(how);
    Some(Look { item: Item { states: now.states.clone(), ..then.clone() }, then: then.bounds, now: Some(now.bounds), what })
}

/// Whether a control has or had a fill of its own: on the page one that ends with it, in the picture one that ends around its words. A
/// row that is another now is not its own.
fn has_own_fill(seen: &Seen, now: &Item, (words, read_at): (&Rect, &Rect)) -> bool {
    let is_own = || boxes::around(seen.crop, words).is_some_and(|is| is.is_of(&now.bounds));
    let was_own = || boxes::around(seen.reference, read_at).is_some_and(|was| was.is_tight(read_at));
    is_own() || was_own()
}

/// The findings of what looks otherwise.
pub(super) fn findings(scene: &Scene, looks: &[Look]) -> Vec<InPicture> {
    looks.iter().map(|look| finding(scene, look)).collect()
}

fn finding(scene: &Scene, look: &Look) -> InPicture {
    let (name, is) = (called(&look.item), role_in_words(&look.item.role, &look.item.states));
    let finding = match look.what {
        What::Gone => {
            let sentence = format!("beside '{}' the picture shows something that is gone", shortened(&name));
            say::finding(scene.case, Kind::Restyled, Severity::Cosmetic, (&name, &name), &sentence)
        }
        What::OtherBox { was_list: true } => {
            let sentence = format!("'{}' looks like a list box in the picture; it became a {is}", shortened(&name));
            say::finding(scene.case, Kind::Restyled, Severity::Misleading, ("list box", is), &sentence)
        }
        What::OtherBox { was_list: false } => {
            let sentence = format!("the {is} '{}' looks like another kind of control: it has another box", shortened(&name));
            say::finding(scene.case, Kind::Restyled, Severity::Misleading, (&name, &name), &sentence)
        }
        What::Unread => {
            let (kind, severity) = match look.item.kind {
                ItemKind::Control => (Kind::Renamed, Severity::Misleading),
                ItemKind::Heading => (Kind::Reworded, Severity::Misleading),
                ItemKind::Text | ItemKind::Image => (Kind::Reworded, Severity::Cosmetic),
            };
            let sentence = format!(
                "the page says '{}' where the picture shows other words, which are too small to be read",
                shortened(&name)
            );
            say::finding(scene.case, kind, severity, ("", &name), &sentence)
        }
        What::Recoloured(how) => {
            let (severity, sentence) = match how {
                _ if look.item.is_off() => {
                    (Severity::Misleading, format!("the {is} '{name}' looks otherwise and can't be used now"))
                }
                Recoloured::FillCameOrWent => {
                    (Severity::Misleading, format!("the {is} '{name}' looks like another kind of control: its fill came or went"))
                }
                Recoloured::Fill => (Severity::Cosmetic, format!("the {is} '{name}' is of another colour")),
                Recoloured::Words | Recoloured::Paler => {
                    (Severity::Cosmetic, format!("the words '{name}' are of another colour"))
                }
            };
            say::finding(scene.case, Kind::Restyled, severity, (&name, &name), &sentence)
        }
    };
    InPicture { finding, then: Some(look.then), now: look.now, on_target: false, icon_only: false }
}
