//! The further files of a new picture: the same part of the page with the same marks in another theme, finer, or in another format.

use std::borrow::Cow;

use anyhow::{Context, Result};

use super::lens::times;
use super::sheet::Sheet;
use crate::judge::Judgement;
use crate::outline::{Rect, Theme};
use crate::picture::{self, Area, Drawing, Format, Picture, Placement, register};
use crate::references::{Cut, Entry, Framing, Loaded, Source, Variant, device_scale};
use crate::walk::Frame;

/// A page whose pixels differ by less than this in the mean (0 to 255) looks the same in both themes.
const SAME_LOOK: f64 = 2.0;

/// A file's sides may be off by so many pixels from those of the picture that it stands for: rounding.
const SAME_SIDE: f64 = 2.0;

/// A new picture that has further files.
pub(super) struct Original<'a> {
    /// What it was made of.
    pub(super) frame: &'a Frame,
    pub(super) judgement: &'a Judgement,
    /// The picture that it takes the place of.
    pub(super) reference: Option<&'a Loaded>,
    pub(super) entry: &'a Entry,
    pub(super) picture: &'a Picture,
    /// The theme that the page has by itself.
    pub(super) theme: &'a str,
}

impl Original<'_> {
    /// A further file's picture before it is encoded; or a sentence on why it can't be made.
    pub(super) fn variant(&self, variant: &Variant, format: Format) -> Result<Result<Cut, String>> {
        if let Some(why) = self.refused(variant) {
            return Ok(Err(format!("{} {why}", variant.file)));
        }
        let scale = self.entry.renderer.scale * times(variant);
        let Some(sheet) = self.drawn(variant.link.theme, scale)? else {
            let theme = variant.link.theme.map_or("", Theme::name);
            return Ok(Err(format!("{} is not made again: the page could not be drawn in the {theme} theme", variant.file)));
        };
        let whole = self.entry.recipe.region.scaled(scale);
        let shows = self.shows(times(variant));
        let part = Area::nearest(whole.x + shows.x, whole.y + shows.y, shows.width, shows.height);
        let (page, enlarged) = sheet.part(part, scale);
        if let Some(enlarged) = enlarged {
            return Ok(Err(format!("{} is not made again: it could only be enlarged {enlarged:.2} times", variant.file)));
        }
        let before = self.before(variant);
        let mut picture = self.surrounded(page, &before, times(variant));
        let marks: Vec<Drawing> = self.marks().iter().map(|mark| mark.scaled(times(variant))).collect();
        let known: Vec<Area> = self.judgement.drawings.iter().map(|drawing| drawing.scaled(times(variant)).area()).collect();
        let clean = picture.clone();
        for (n, mark) in marks.iter().enumerate() {
            match known.get(n).filter(|_| known.len() == marks.len()) {
                Some(area) => mark.paint(&mut picture, (&before, *area)),
                None => mark.paint(&mut picture, (&clean, mark.area())),
            }
        }
        let is_other = variant.link.theme.is_some_and(|theme| theme.name() != self.theme);
        if is_other && self.looks_the_same(&picture, times(variant)) {
            let theme = variant.link.theme.map_or("", Theme::name);
            let why = "let the account's appearance follow the system, or give the picture one file";
            return Ok(Err(format!("{} is not made again: the page looks the same in the {theme} theme; {why}", variant.file)));
        }
        let framing = self.entry.recipe.framing.as_ref();
        let framing = framing.map(|framing| Framing { shows, marks, lossy: format.loses(), ..framing.clone() });
        let corner = (whole.x.round(), whole.y.round());
        Ok(Ok(Cut { picture, region: self.entry.recipe.region, scale, corner, source: self.entry.recipe.source, framing }))
    }

    /// Why a file is left alone, whatever the page shows.
    fn refused(&self, variant: &Variant) -> Option<String> {
        let ending = variant.path.extension().unwrap_or_default().to_string_lossy();
        if Format::named(&ending).is_none() {
            return Some("is not made again: guidewalk writes .png, .jpg and .webp".to_owned());
        }
        let folder = variant.path.parent().filter(|folder| !folder.as_os_str().is_empty() && !folder.is_dir());
        if let Some(folder) = folder {
            return Some(format!("is not made: its folder is not there; mkdir -p '{}' makes it", folder.display()));
        }
        let (own, old) = (&variant.loaded.as_ref()?.picture, &self.reference?.picture);
        let off = |own: u32, old: u32| (f64::from(own) - f64::from(old) * times(variant)).abs() > SAME_SIDE;
        let is_other = off(own.width(), old.width()) || off(own.height(), old.height());
        is_other.then(|| "is left as it is: it shows another part of the page than the picture that it stands for".to_owned())
    }

    /// A part of the page with what the author put around it; `before` may be higher or wider than the part is now.
    fn surrounded(&self, page: Picture, before: &Picture, times: f64) -> Picture {
        if self.entry.recipe.framing.as_ref().is_none_or(|framing| framing.as_walk_file) {
            return page;
        }
        let shows = self.shows(times);
        let [width, height] = self.entry.size.map(|side| f64::from(side) * times);
        let (right, bottom) = (width - shows.right(), height - shows.bottom());
        let [before_width, before_height] = [before.width(), before.height()].map(f64::from);
        let then = Area::nearest(shows.x, shows.y, before_width - shows.x - right, before_height - shows.y - bottom);
        picture::surrounded(&page, before, then)
    }

    fn marks(&self) -> &[Drawing] {
        self.entry.recipe.framing.as_ref().map_or(&[], |framing| &framing.marks)
    }

    /// The part that shows the page, on a picture with so many times as many pixels.
    fn shows(&self, times: f64) -> Rect {
        let [width, height] = self.entry.size.map(f64::from);
        let shows = self.entry.recipe.framing.as_ref().map(|framing| framing.shows);
        shows.unwrap_or(Rect::new(0.0, 0.0, width, height)).scaled(times)
    }

    /// The picture that the file had before, where it is the old picture with more pixels; else that one enlarged.
    fn before(&self, variant: &Variant) -> Picture {
        let old = self.reference.map_or(self.picture, |loaded| &loaded.picture);
        let times = times(variant);
        let size = [old.width(), old.height()].map(|side| Area::nearest(0.0, 0.0, f64::from(side) * times, 1.0).width);
        let has_size = |picture: &&Picture| [i64::from(picture.width()), i64::from(picture.height())] == size;
        if let Some(own) = variant.loaded.as_ref().map(|loaded| &loaded.picture).filter(has_size) {
            return own.clone();
        }
        let [width, height] = size.map(|side| u32::try_from(side).unwrap_or(0));
        register::resampled(old, &Placement::at(1.0 / times, 0.0, 0.0), width, height)
    }

    fn drawn(&self, theme: Option<Theme>, scale: f64) -> Result<Option<Sheet<'static>>> {
        let device = device_scale(&self.frame.outline);
        let unread = || format!("the frame {} can't be read", self.frame.id);
        let decoded = |png: &[u8]| picture::decode(png).map(Cow::Owned).with_context(unread);
        let fine = match theme.filter(|theme| theme.name() != self.theme) {
            Some(theme) => {
                let Some((_, fine)) = self.frame.themed.iter().find(|(other, _)| *other == theme) else { return Ok(None) };
                Some(fine)
            }
            None => self.frame.fine.as_ref().filter(|_| scale > device),
        };
        if let Some(fine) = fine {
            return Ok(Some(Sheet { picture: decoded(&fine.png)?, scale: fine.scale, origin: (0.0, 0.0) }));
        }
        let [x, y] = self.frame.outline.scroll;
        let (png, origin) = match (self.entry.recipe.source, &self.frame.page_png) {
            (Source::Page, Some(png)) => (png, (0.0, 0.0)),
            _ => (&self.frame.viewport_png, (x * device, y * device)),
        };
        Ok(Some(Sheet { picture: decoded(png)?, scale: device, origin }))
    }

    fn looks_the_same(&self, picture: &Picture, times: f64) -> bool {
        let (width, height) = (self.picture.width(), self.picture.height());
        let same_size = register::resampled(picture, &Placement::at(times, 0.0, 0.0), width, height);
        self.picture.unlikeness(&same_size) < SAME_LOOK
    }
}
