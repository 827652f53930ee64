//! Frames that are drawn finer than the window shows them, for pictures that have more pixels than it.

use super::cover::{self, SECRET};
use super::outcome::Frame;
use super::walker::Walker;
use crate::browser::{Dressing, Page};
use crate::outline::{Outline, Rect};
use crate::picture::LONGEST_SIDE;

/// Says how finely a frame is to be drawn. It is asked after the frame was taken, and changes nothing about the walk.
pub trait Detail: Send + Sync {
    /// Device pixels in a CSS pixel that pictures made of this frame need; `None` where those of the window will do.
    fn wanted(&self, frame: &Frame) -> Option<f64>;
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

impl<P: Page> Walker<'_, P> {
    /// The frame drawn as finely as its pictures need it, while the page is still dressed and stands as the frame shows it. A page
    /// that can't be drawn so is no trouble: its pictures are made from what the window showed.
    pub(super) async fn drawn_finely(&mut self, frame: &Frame, dressing: &Dressing, changes: u64) -> Option<Fine> {
        let scale = self.company.detail?.wanted(frame)?;
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
    let places = |outline: &Outline| outline.items.iter().map(|item| (item.bounds, item.states.clone())).collect::<Vec<_>>();
    now.page == then.page && now.scroll == then.scroll && places(now) == places(then)
}
