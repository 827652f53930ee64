//! The page as it was drawn, from which parts are taken at any scale.

use std::borrow::Cow;

use crate::outline::Rect;
use crate::picture::{Area, Picture, Placement, register};

/// Scales that differ by less than this share of them are one.
const SAME_SCALE: f64 = 1e-4;

/// A picture of the page, and where it lies.
pub(super) struct Sheet<'a> {
    pub(super) picture: Cow<'a, Picture>,
    /// Device pixels in a CSS pixel.
    pub(super) scale: f64,
    /// Its top left corner, device pixels of the document.
    pub(super) origin: (f64, f64),
}

impl Sheet<'_> {
    /// A part of the page (pixels of `scale` from the document's corner), and how many times it had to be enlarged for that.
    pub(super) fn part(&self, part: Area, scale: f64) -> (Picture, Option<f64>) {
        let times = self.scale / scale;
        if (times - 1.0).abs() < SAME_SCALE {
            let at = Area::nearest(self.origin.0, self.origin.1, 0.0, 0.0);
            return (self.picture.crop(part.moved(-at.x, -at.y), [255; 4]), None);
        }
        let corner = Rect::from(part).scaled(times);
        let placement = Placement::at(times, corner.x - self.origin.0, corner.y - self.origin.1);
        let (width, height) = (u32::try_from(part.width).unwrap_or(0), u32::try_from(part.height).unwrap_or(0));
        let enlarged = (times < 1.0 - SAME_SCALE).then_some(1.0 / times);
        (register::resampled(&self.picture, &placement, width, height), enlarged)
    }
}
