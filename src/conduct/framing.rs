//! A new picture as the reference's author would have made it: the same part of the page at the same scale, with the same around it
//! and the same marks at the same things.

use std::borrow::Cow;

use anyhow::{Context, Result};

use super::follow::{Thing, Things};
use super::sheet::Sheet;
use crate::judge::{self, Judgement, Registration};
use crate::outline::Rect;
use crate::picture::{self, Area, Drawing, Format, Picture, Placement, register};
use crate::references::{Cut, Framing, Loaded, Source, device_scale};
use crate::walk::Frame;

/// A scale that is known and one that was measured are the same up to this share of it.
const AS_MEASURED: f64 = 0.1;
/// Two scales are one and the same up to this share of it.
const JUST_SO: f64 = 1e-6;

/// A reference, and how it lies on a frame.
pub(super) struct Laid<'a> {
    pub(super) loaded: &'a Loaded,
    pub(super) frame: &'a Frame,
    pub(super) judgement: &'a Judgement,
    pub(super) registration: Registration,
    /// Device pixels in a CSS pixel of the reference, where that is known otherwise than by the registration.
    pub(super) scale: Option<f64>,
    pub(super) format: Format,
}

/// A part of the page, device pixels of the new picture's scale from the document's corner, with where the reference has it.
struct Part {
    /// In the reference's pixels.
    shows: Area,
    /// Where it was laid.
    then: Area,
    /// Where it is today.
    now: Area,
}

impl Laid<'_> {
    /// The new picture. `None` in the second place: it has as many pixels as it should, and all of them are drawn.
    pub(super) fn framed(&self) -> Result<(Cut, Option<String>)> {
        let pixels = self.window()?;
        let scale = self.settled_scale();
        let placement = self.placement(&pixels, scale);
        let (shows, placement) = self.shows(&pixels, placement);
        let then = self.then(shows, &placement, scale);
        let things = self.things(shows, then, scale);
        let page = self.page(scale);
        let now = pushed(Rect::from(things.region(then)), Rect::from(page));
        let now = Area::nearest(now.x, now.y, now.width, now.height);
        let part = Part { shows, then, now: now.intersection(&page).unwrap_or(then) };
        let (page, remark) = self.drawn(&pixels, part.now, scale)?;
        let reference = &self.loaded.picture;
        let mut picture = picture::surrounded(&page, reference, shows);
        let marks = self.marks(&things, &part);
        for (mark, before) in marks.iter().zip(&self.judgement.drawings) {
            mark.paint(&mut picture, (reference, before.area()));
        }
        let shown = Area::new(shows.x, shows.y, part.now.width, part.now.height);
        let corner = (part.now.x - shows.x, part.now.y - shows.y);
        let whole = Rect::from(picture.area().moved(corner.0, corner.1));
        let framing = Framing { shows: Rect::from(shown), marks, as_walk_file: false, lossy: self.format.loses() };
        let cut = Cut {
            region: shortened(whole.scaled(1.0 / scale)),
            scale,
            corner: (whole.x, whole.y),
            source: self.judgement.source,
            framing: Some(framing),
            picture,
        };
        Ok((cut, remark))
    }

    /// The frame's picture that the reference was laid on.
    fn window(&self) -> Result<Picture> {
        let png = match (self.judgement.source, &self.frame.page_png) {
            (Source::Page, Some(png)) => png,
            _ => &self.frame.viewport_png,
        };
        picture::decode(png).with_context(|| format!("the frame {} can't be read", self.frame.id))
    }

    /// Its top left corner, device pixels of the document.
    fn origin(&self) -> (f64, f64) {
        let device = device_scale(&self.frame.outline);
        match self.judgement.source {
            Source::Viewport => (self.frame.outline.scroll[0] * device, self.frame.outline.scroll[1] * device),
            Source::Page => (0.0, 0.0),
        }
    }

    /// Device pixels in a CSS pixel of the new picture: what the frame was drawn with, where that is as good as what was measured.
    fn settled_scale(&self) -> f64 {
        let (width, height) = (self.loaded.picture.width(), self.loaded.picture.height());
        let measured = device_scale(&self.frame.outline) / self.registration.scale;
        let own = self.loaded.taken.as_ref().map(|entry| entry.renderer.scale).filter(|scale| *scale > 0.0);
        let known = || self.scale.filter(|known| (known / measured - 1.0).abs() < AS_MEASURED);
        own.or_else(known).unwrap_or_else(|| judge::settled_scale(measured, width.max(height)))
    }

    /// How the reference lies on the frame at that scale. Where the judge found it at another, it is laid once more.
    fn placement(&self, pixels: &Picture, scale: f64) -> Placement {
        let Registration { scale: measured, x, y, .. } = self.registration;
        let reference = &self.loaded.picture;
        let times = device_scale(&self.frame.outline) / scale;
        let placement = Placement::at(measured, x, y);
        if self.loaded.taken.is_some() || (measured / times - 1.0).abs() < JUST_SO {
            return placement;
        }
        register::at_scale(reference, pixels, &placement, times)
    }

    /// The part of the reference that shows the page, and where the reference lies then: nobody cuts a picture beyond a page's end.
    fn shows(&self, pixels: &Picture, placement: Placement) -> (Area, Placement) {
        let reference = &self.loaded.picture;
        let known = self.loaded.taken.as_ref().and_then(|entry| entry.recipe.framing.as_ref());
        if let Some(framing) = known {
            let shows = framing.shows;
            return (Area::nearest(shows.x, shows.y, shows.width, shows.height), placement);
        }
        if self.loaded.taken.is_some() {
            return (reference.area(), placement);
        }
        let page = register::resampled(pixels, &placement, reference.width(), reference.height());
        let shown = picture::shown(reference, &page, &self.judgement.drawings);
        let placement = inside(placement, shown, pixels);
        // What lies beyond the page's edge is the author's too.
        let page = Rect::from(pixels.area()).moved(-placement.x, -placement.y).scaled(1.0 / placement.scale);
        let page = Area::nearest(page.x, page.y, page.width, page.height);
        (shown.intersection(&page).unwrap_or(shown), placement)
    }

    /// A box of the frame's picture in CSS pixels of the document.
    fn in_document(&self, bounds: &Rect) -> Rect {
        let (x, y) = self.origin();
        bounds.moved(x, y).scaled(1.0 / device_scale(&self.frame.outline))
    }

    /// Where the reference's part of the page was laid: its middle is where it was found, its size is its own.
    fn then(&self, shows: Area, placement: &Placement, scale: f64) -> Area {
        let found = Rect::from(shows).scaled(placement.scale).moved(placement.x, placement.y);
        let found = self.in_document(&found).scaled(scale);
        let (middle_x, middle_y) = found.centre();
        let size = Rect::from(shows);
        let corner = Area::nearest(middle_x - size.width / 2.0, middle_y - size.height / 2.0, 0.0, 0.0);
        Area::new(corner.x, corner.y, shows.width, shows.height)
    }

    fn page(&self, scale: f64) -> Area {
        let [width, height] = self.frame.outline.page;
        let [window_width, window_height] = self.frame.outline.viewport;
        Area::nearest(0.0, 0.0, width.max(window_width) * scale, height.max(window_height) * scale)
    }

    fn things(&self, shows: Area, then: Area, scale: f64) -> Things {
        let (by_x, by_y) = (Rect::from(then).x - Rect::from(shows).x, Rect::from(then).y - Rect::from(shows).y);
        let now = |bounds: &Rect| self.in_document(bounds).scaled(scale);
        // What was measured on a person's picture says where things went, and not that they stayed.
        let stayed = self.loaded.taken.is_none() && self.judgement.findings.is_empty();
        let things = self.judgement.things.iter().filter(|_| !stayed);
        let all = things.map(|(was, is)| Thing { then: was.moved(by_x, by_y), now: now(is) }).collect();
        Things { scale, all, target: self.frame.target.map(|target| target.scaled(scale)) }
    }

    /// The author's marks, pixels of the new picture.
    fn marks(&self, things: &Things, part: &Part) -> Vec<Drawing> {
        let (then, now, shows) = (Rect::from(part.then), Rect::from(part.now), Rect::from(part.shows));
        // A person's marks were found by whole pixels.
        let is_person = self.loaded.taken.is_none();
        let fitted = |drawing: &Drawing| if is_person { drawing.fitted(&self.loaded.picture) } else { drawing.clone() };
        let drawings = self.judgement.drawings.iter().map(fitted);
        let on_page = drawings.map(|drawing| things.followed(&drawing.moved(then.x - shows.x, then.y - shows.y)));
        on_page.map(|drawing| drawing.moved(shows.x - now.x, shows.y - now.y)).collect()
    }

    /// The page's part at the picture's scale, and what is to be said where it could only be enlarged.
    fn drawn(&self, pixels: &Picture, part: Area, scale: f64) -> Result<(Picture, Option<String>)> {
        let device = device_scale(&self.frame.outline);
        let fine = self.frame.fine.as_ref().filter(|_| scale > device);
        let (decoded, has, origin);
        let source = match fine {
            Some(fine) => {
                decoded =
                    picture::decode(&fine.png).with_context(|| format!("the fine frame {} can't be read", self.frame.id))?;
                (has, origin) = (fine.scale, (0.0, 0.0));
                &decoded
            }
            None => {
                (has, origin) = (device, self.origin());
                pixels
            }
        };
        let (picture, enlarged) = Sheet { picture: Cow::Borrowed(source), scale: has, origin }.part(part, scale);
        let remark = enlarged.map(|times| {
            format!("the new picture was enlarged {times:.2} times: the browser did not draw the page as fine as its reference")
        });
        Ok((picture, remark))
    }
}

/// The placement moved so that the part that shows the page lies inside it, where it fits. Where much has moved on the page, what
/// stayed lower down may have drawn it too far.
fn inside(placement: Placement, shows: Area, pixels: &Picture) -> Placement {
    let at = Rect::from(shows).scaled(placement.scale).moved(placement.x, placement.y);
    let pushed = pushed(at, Rect::from(pixels.area()));
    Placement { x: placement.x + pushed.x - at.x, y: placement.y + pushed.y - at.y, ..placement }
}

/// A part of a page pushed inside it, where it fits.
fn pushed(part: Rect, page: Rect) -> Rect {
    let side = |start: f64, length: f64, most: f64| if length > most { start } else { start.clamp(0.0, most - length) };
    Rect { x: side(part.x, part.width, page.width), y: side(part.y, part.height, page.height), ..part }
}

/// How much a frame's part differs from a reference that was laid on it: the mean of all channels' differences, 0 to 255.
pub(super) fn unlikeness(frame: &Frame, source: Source, loaded: &Loaded, registration: Registration) -> Option<f64> {
    let png = if source == Source::Page { frame.page_png.as_ref()? } else { &frame.viewport_png };
    let reference = &loaded.picture;
    let placement = Placement::at(registration.scale, registration.x, registration.y);
    let page = register::resampled(&picture::decode(png).ok()?, &placement, reference.width(), reference.height());
    Some(reference.unlikeness(&page))
}

/// Numbers that are the same when the same is measured again.
fn shortened(bounds: Rect) -> Rect {
    let short = |value: f64| (value * 1e4).round() / 1e4;
    Rect::new(short(bounds.x), short(bounds.y), short(bounds.width), short(bounds.height))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_part_that_reaches_beyond_the_page_is_pushed_inside() {
        let page = Area::new(0, 0, 1280, 800);
        let within = |x, y, width, height| pushed(Rect::new(x, y, width, height), Rect::from(page));
        assert_eq!(within(960.0, 15.0, 320.0, 800.0), Rect::new(960.0, 0.0, 320.0, 800.0));
        assert_eq!(within(-4.0, 10.0, 320.0, 200.0), Rect::new(0.0, 10.0, 320.0, 200.0));
        assert_eq!(within(0.0, 15.0, 320.0, 900.0), Rect::new(0.0, 15.0, 320.0, 900.0));
    }

    #[test]
    fn a_picture_that_was_laid_beyond_the_pages_end_is_moved_inside_and_one_that_is_larger_stays() {
        let page = Picture::filled(1280, 800, [255; 4]);
        let laid = |y: f64, height: i64| inside(Placement::at(0.5, 960.0, y), Area::new(0, 0, 640, height), &page).y;
        assert!((laid(15.0, 1600) - 0.0).abs() < 1e-9);
        assert!((laid(500.0, 700) - 450.0).abs() < 1e-9);
        assert!((laid(15.0, 1700) - 15.0).abs() < 1e-9);
        assert!((laid(100.0, 200) - 100.0).abs() < 1e-9);
    }
}
