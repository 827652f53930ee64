//! Secrets that a page shows although no stand-in covers them: taken out of the outline's words, and painted over in the pictures
//! before anything is written.

use super::walker::Walker;
use crate::browser::{Dressed, MaskBox, Page};
use crate::outline::Rect;
use crate::picture::{self, Area};
use crate::references::device_scale;

/// What such a place is covered with, red, green, blue, alpha.
const PAINT: [u8; 4] = [110, 119, 129, 255];
/// Why such a place is not compared.
pub(super) const SECRET: &str = "a secret that no stand-in covers";
/// Letters reach over the boxes of their words by so much, CSS pixels.
const REACH: f64 = 3.0;

impl<P: Page> Walker<'_, P> {
    /// Takes secrets out of the outline's words; returns where on the page they showed, CSS pixels of the document.
    pub(super) fn scrub(&self, dressed: &mut Dressed) -> Vec<Rect> {
        let clean = |words: &mut String| {
            let cleaned = self.company.scrubber.clean(words);
            let held_one = cleaned != *words;
            *words = cleaned;
            held_one
        };
        clean(&mut dressed.outline.url);
        clean(&mut dressed.outline.title);
        let mut shown = Vec::new();
        for item in &mut dressed.outline.items {
            // A name or an address shows nothing.
            clean(&mut item.name);
            clean(&mut item.leads_to);
            if clean(&mut item.text) | clean(&mut item.value) || (item.text.is_empty() && item.name.contains("[token]")) {
                shown.push(item.bounds);
            }
        }
        shown
    }

    /// Paints over where secrets showed, and says so.
    pub(super) fn paint_over(
        &mut self,
        shown: &[Rect],
        dressed: &mut Dressed,
        viewport_png: &mut Vec<u8>,
        page_png: &mut Option<Vec<u8>>,
    ) {
        if shown.is_empty() {
            return;
        }
        let outline = &dressed.outline;
        let scale = device_scale(outline);
        let [x, y] = outline.scroll;
        let in_window: Vec<Rect> = shown.iter().map(|at| at.moved(-x, -y).scaled(scale)).collect();
        let on_page: Vec<Rect> = shown.iter().map(|at| at.scaled(scale)).collect();
        *viewport_png = painted(viewport_png, &in_window);
        if let Some(page) = page_png {
            *page = painted(page, &on_page);
        }
        dressed.prepared.masks.extend(shown.iter().map(|at| MaskBox { bounds: *at, reason: SECRET.to_owned(), veiled: false }));
        let remark = "the page showed a secret that no stand-in of the walk file covers; it was painted over in the picture";
        if !self.remarks.iter().any(|known| known == remark) {
            self.remarks.push(remark.to_owned());
        }
    }
}

/// The picture with areas painted over. One that can't be read or written again is not kept at all.
pub(super) fn painted(png: &[u8], areas: &[Rect]) -> Vec<u8> {
    let Ok(mut picture) = picture::decode(png) else { return Vec::new() };
    for at in areas.iter().map(|at| at.grown(REACH)) {
        picture.fill(Area::nearest(at.x, at.y, at.width, at.height), PAINT);
    }
    picture.encode_png().unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::picture::Picture;

    #[test]
    fn nothing_of_a_covered_place_is_left() {
        let png = Picture::filled(40, 20, [255, 255, 255, 255]).encode_png().unwrap();
        let picture = picture::decode(&painted(&png, &[Rect::new(10.0, 5.0, 10.0, 5.0)])).unwrap();
        assert_eq!((picture.pixel(8, 3), picture.pixel(22, 12)), (Some(PAINT), Some(PAINT)));
        assert_eq!(picture.pixel(30, 15), Some([255, 255, 255, 255]));
        assert!(painted(b"no picture", &[]).is_empty());
    }
}
