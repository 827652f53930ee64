//! Frames that are drawn finer than the window shows them, for pictures that have more pixels than it.

use super::cover::{self, SECRET};
use super::outcome::Frame;
use super::walker::Walker;
use crate::browser::Page;
use crate::outline::Rect;
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

impl<P: Page> Walker<'_, P> {
    /// The frame drawn as finely as its pictures need it, while the page is still dressed and stands as the frame shows it. A page
    /// that can't be drawn so is no trouble: its pictures are made from what the window showed.
    pub(super) async fn drawn_finely(&mut self, frame: &Frame, changes: u64) -> Option<Fine> {
        let scale = self.company.detail?.wanted(frame)?;
        let [width, height] = frame.outline.page;
        let most = f64::from(LONGEST_SIDE) / scale;
        let png = self.page.fine_png(Rect::new(0.0, 0.0, width.min(most), height.min(most)), scale).await;
        let png = match png {
            Ok(png) => png,
            Err(error) => {
                self.note(&format!("not drawn {scale} times as fine: {error}"));
                return None;
            }
        };
        if !self.page.is_unmoved(changes).await.unwrap_or(false) {
            self.note("the page changed while it was drawn finely");
            return None;
        }
        let secrets: Vec<Rect> =
            frame.masks.iter().filter(|mask| mask.reason == SECRET).map(|mask| mask.bounds.scaled(scale)).collect();
        Some(Fine { png: if secrets.is_empty() { png } else { cover::painted(&png, &secrets) }, scale })
    }
}
