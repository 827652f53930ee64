//! Frames that are drawn finer than the window shows them, for pictures that have more pixels than it, and in other themes.

use std::time::Duration;

use super::cover::{self, SECRET};
use super::outcome::Frame;
use super::walker::Walker;
use crate::browser::{Dressed, Dressing, Page};
use crate::outline::{Item, Outline, Rect, Theme};
use crate::picture::LONGEST_SIDE;

/// Says how a frame is to be drawn besides. It is asked after the frame was taken, and changes nothing about the walk.
pub trait Detail: Send + Sync {
    /// What pictures made of this frame need.
    fn wanted(&self, frame: &Frame) -> Wanted;
}

/// What pictures of a frame need besides what the window shows; each number is device pixels in a CSS pixel.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Wanted {
    /// How finely the page is drawn as it is; `None` where the window will do.
    pub scale: Option<f64>,
    /// In which themes it is drawn, each how finely.
    pub themes: Vec<(Theme, f64)>,
}

/// A page drawn finer.
#[derive(Debug, Clone)]
pub struct Fine {
    /// The document from its top left corner, PNG.
    pub png: Vec<u8>,
    /// Device pixels in a CSS pixel.
    pub scale: f64,
}

/// So often it is tried to draw a page that goes on changing.
const TRIES: usize = 4;
/// So often it is looked whether a page has come to rest in another theme, and the pause between two looks.
const LOOKS: usize = 40;
const BETWEEN: Duration = Duration::from_millis(50);

impl<P: Page> Walker<'_, P> {
    /// Draws the frame as its pictures need it, while the page is still dressed and stands as the frame shows it. A page that can't
    /// be drawn so is no trouble: its pictures are made from what the window showed.
    pub(super) async fn draw_detail(&mut self, frame: &mut Frame, dressing: &Dressing, changes: u64) {
        let Some(wanted) = self.company.detail.map(|detail| detail.wanted(frame)) else { return };
        if let Some(scale) = wanted.scale {
            frame.fine = self.drawn(frame, dressing, changes, scale).await;
        }
        for (theme, scale) in &wanted.themes {
            if let Err(error) = self.page.show_theme(Some(*theme)).await {
                return self.note(&format!("not drawn in the {} theme: {error}", theme.name()));
            }
            let settled = self.dressed_at_rest(dressing).await.filter(|now| shows_the_same(&now.outline, &frame.outline));
            if let Some(dressed) = settled {
                let fine = self.drawn(frame, dressing, dressed.changes, *scale).await;
                frame.themed.extend(fine.map(|fine| (*theme, fine)));
            } else {
                self.note(&format!("the page has other things in the {} theme", theme.name()));
            }
        }
        if !wanted.themes.is_empty() {
            let _ = self.page.show_theme(None).await;
        }
    }

    /// The page once its colours have faded into each other.
    async fn dressed_at_rest(&self, dressing: &Dressing) -> Option<Dressed> {
        for _ in 0..LOOKS {
            let dressed = self.page.dress(dressing).await.ok()?;
            if dressed.rest.is_still() {
                return Some(dressed);
            }
            self.company.times.pause(BETWEEN).await;
        }
        None
    }

    /// The document drawn so finely, in the colours that it has now.
    async fn drawn(&mut self, frame: &Frame, dressing: &Dressing, changes: u64, scale: f64) -> Option<Fine> {
        let [width, height] = frame.outline.page;
        let most = f64::from(LONGEST_SIDE) / scale;
        let part = Rect::new(0.0, 0.0, width.min(most), height.min(most));
        let mut since = changes;
        let mut png = None;
        for _ in 0..TRIES {
            let drawn = self.page.fine_png(part, scale).await;
            if let Err(error) = &drawn {
                self.note(&format!("not drawn {scale} times as fine: {error}"));
                return None;
            }
            if self.page.is_unmoved(since).await.unwrap_or(false) {
                png = drawn.ok();
                break;
            }
            // What changed may lie where nobody sees it.
            let again = self.page.dress(dressing).await.ok()?;
            if !shows_the_same(&again.outline, &frame.outline) {
                break;
            }
            since = again.changes;
        }
        let Some(png) = png else {
            self.note("the page changed while it was drawn finely");
            return None;
        };
        let secrets: Vec<Rect> =
            frame.masks.iter().filter(|mask| mask.reason == SECRET).map(|mask| mask.bounds.scaled(scale)).collect();
        Some(Fine { png: if secrets.is_empty() { png } else { cover::painted(&png, &secrets) }, scale })
    }
}

/// Whether a page has the same things in the same places as a moment ago.
fn shows_the_same(now: &Outline, then: &Outline) -> bool {
    let is_same = |(one, two): (&Item, &Item)| one.bounds == two.bounds && one.lasting_states().eq(two.lasting_states());
    let has_same = now.items.len() == then.items.len() && now.items.iter().zip(&then.items).all(is_same);
    now.page == then.page && now.scroll == then.scroll && has_same
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::outline::ItemKind;

    fn page(states: &[&str], y: f64) -> Outline {
        let item = Item {
            kind: ItemKind::Control,
            role: "button".to_owned(),
            name: "Menu".to_owned(),
            text: String::new(),
            value: String::new(),
            bounds: Rect::new(10.0, y, 32.0, 32.0),
            words_at: None,
            lines: Vec::new(),
            states: states.iter().map(|state| (*state).to_owned()).collect(),
            leads_to: String::new(),
            within: Vec::new(),
            hooks: Vec::new(),
        };
        Outline { items: vec![item], ..Outline::default() }
    }

    #[test]
    fn a_page_shows_the_same_while_its_things_stay_and_look_alike() {
        let then = page(&[], 10.0);
        assert!(shows_the_same(&page(&["collapsed"], 10.0), &then));
        assert!(!shows_the_same(&page(&["checked"], 10.0), &then));
        assert!(!shows_the_same(&page(&[], 12.0), &then));
    }
}
