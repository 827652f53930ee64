//! New pictures in the record, with what `taken.json` is to know about them: after a picture of the guide, as its author would make
//! it again; else cut as the walk file says. Nothing is written into a guide here.

use anyhow::{Context, Result};

use super::framing::{self, Laid};
use super::variants::Original;
use super::{marking, unchanged};
use crate::judge::{Judgement, Registration, Status};
use crate::picture::{self, Format};
use crate::references::{self, Cut, Entry, Loaded, MaskEntry, Reference, Renderer, Shot, Taken, Variant};
use crate::store::RecordFolder;
use crate::walk::{Frame, StageOutcome};
use crate::walkfile::Moment;

/// Another frame is taken where it differs from the reference by less than this share of the judged one's difference.
const CLEARLY_LIKER: f64 = 0.97;

/// For which steps new pictures are made.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Staging {
    /// For none.
    #[default]
    Nothing,
    /// For those that have drifted or have no picture.
    Drifted,
    /// For each.
    All,
}

/// What a step's new picture is made from.
pub(super) struct Makings<'a> {
    pub(super) outcomes: &'a [&'a StageOutcome],
    /// The first frame of what comes after the step.
    pub(super) after: Option<&'a Frame>,
    pub(super) judgement: &'a Judgement,
    /// The picture that it takes the place of.
    pub(super) reference: Option<&'a Reference>,
    pub(super) renderer: &'a Renderer,
    /// Device pixels in a CSS pixel of the reference, where it lies on the frame that was judged.
    pub(super) scale: Option<f64>,
}

/// A new picture in the record.
pub(super) struct Staged {
    /// Its path in the record.
    pub(super) path: String,
    /// What is odd about it, in sentences.
    pub(super) remarks: Vec<String>,
    /// Its further files: each one's place in the reference's list, and its path in the record.
    pub(super) variants: Vec<(usize, String)>,
}

/// Where the entry of a staged picture is kept.
#[must_use]
pub fn entry_path(staged: &str) -> String {
    format!("{staged}.json")
}

/// Makes a step's new picture, where one is wanted and can be made.
pub(super) fn stage(staging: Staging, folder: &RecordFolder, makings: &Makings) -> Result<Option<Staged>> {
    let wanted = match staging {
        Staging::Nothing => false,
        Staging::Drifted => matches!(makings.judgement.status, Status::Drifted | Status::NoPicture | Status::Unsure),
        Staging::All => true,
    };
    if !wanted {
        return Ok(None);
    }
    let made = match makings.after_reference()? {
        Some(made) => made,
        None => match makings.as_walk_file_says()? {
            Some(made) => made,
            None => return Ok(None),
        },
    };
    let mut staged = Staged {
        path: kept_in(folder, &made.file, &made.taken)?,
        remarks: made.remark.iter().cloned().collect(),
        variants: Vec::new(),
    };
    for (n, variant) in makings.reference.iter().flat_map(|reference| reference.variants.iter().enumerate()) {
        match makings.variant(variant, &made)? {
            Ok(taken) => staged.variants.push((n, kept_in(folder, &variant.file, &taken)?)),
            Err(why) => staged.remarks.push(why),
        }
    }
    Ok(Some(staged))
}

/// Puts a new picture with its entry into the record, and gives its path there.
fn kept_in(folder: &RecordFolder, file: &str, taken: &Taken) -> Result<String> {
    let path = format!("staged/{file}");
    folder.write_file(&path, &taken.bytes)?;
    let entry = serde_json::to_vec_pretty(&taken.entry).context("cannot put a picture's entry into JSON")?;
    folder.write_file(&entry_path(&path), &entry)?;
    Ok(path)
}

/// A new picture before it is kept.
struct Made<'a> {
    file: String,
    /// The frame that it was made of.
    frame: &'a Frame,
    /// What is known about it, were it new.
    fresh: Entry,
    /// What is kept: the old one where nothing has changed.
    taken: Taken,
    remark: Option<String>,
}

impl Makings<'_> {
    fn frames(&self) -> impl Iterator<Item = &Frame> {
        self.outcomes.iter().flat_map(|outcome| &outcome.frames).chain(self.after)
    }

    /// The picture's part of the page where the walk file says it.
    fn wanted_region(&self) -> Option<(&Frame, &crate::walk::PictureRegion)> {
        let frames = self.outcomes.iter().flat_map(|outcome| &outcome.frames);
        frames.flat_map(|frame| frame.pictures.iter().map(move |picture| (frame, picture))).next()
    }

    fn loaded(&self) -> Option<(&Reference, &Loaded)> {
        let reference = self.reference?;
        Some((reference, reference.loaded.as_ref().ok()?))
    }

    /// The new picture as the reference's author would make it. `None` where the reference lies on no frame, and where it is one of
    /// our own that was cut as the walk file says and can be so again.
    fn after_reference(&self) -> Result<Option<Made<'_>>> {
        let Some((reference, loaded)) = self.loaded() else { return Ok(None) };
        let framing = |entry: &Entry| entry.recipe.framing.as_ref().is_none_or(|framing| framing.as_walk_file);
        let was_cut = loaded.taken.as_ref().is_some_and(framing);
        if was_cut && self.wanted_region().is_some() {
            return Ok(None);
        }
        let Some(registration) = self.judgement.registration else { return Ok(None) };
        let Some(frame) = self.frames().find(|frame| Some(&frame.id) == self.judgement.shows.as_ref()) else { return Ok(None) };
        let format = format_of(&reference.file, Some(loaded));
        let frame = if loaded.taken.is_some() { frame } else { self.likest(frame, loaded, registration) };
        let laid = Laid { loaded, frame, judgement: self.judgement, registration, scale: self.scale, format };
        let (cut, remark) = laid.framed()?;
        let (fresh, taken) = self.taken(frame, cut, format, Some(loaded))?;
        Ok(Some(Made { file: reference.file.clone(), frame, fresh, taken, remark }))
    }

    /// Of the frames that show the page as the judged one does, the one that looks most like the reference: an author has typed
    /// nothing yet, or has ticked something already.
    fn likest<'f>(&'f self, judged: &'f Frame, loaded: &Loaded, registration: Registration) -> &'f Frame {
        let is_same_page = |frame: &&Frame| {
            let (one, two) = (&frame.outline, &judged.outline);
            one.url == two.url && one.page == two.page && one.scroll == two.scroll && one.viewport == two.viewport
        };
        let unlike = |frame: &Frame| framing::unlikeness(frame, self.judgement.source, loaded, registration);
        let Some(known) = unlike(judged) else { return judged };
        let others = self.frames().filter(is_same_page).filter(|frame| frame.id != judged.id);
        let best = others.filter_map(|frame| Some((frame, unlike(frame)?))).min_by(|one, two| one.1.total_cmp(&two.1));
        best.filter(|(_, unlike)| *unlike < known * CLEARLY_LIKER).map_or(judged, |(frame, _)| frame)
    }

    fn as_walk_file_says(&self) -> Result<Option<Made<'_>>> {
        let Some((frame, picture)) = self.wanted_region() else { return Ok(None) };
        let file = self.reference.map_or(&picture.file, |reference| &reference.file);
        let format = format_of(file, self.loaded().map(|(_, loaded)| loaded));
        let masks = masks_of(frame);
        let cut = references::cut(&shot_of(frame, &masks), picture.region)
            .with_context(|| format!("no picture can be cut out of the frame {}", frame.id))?;
        let (cut, remark) = marking::marked(cut, &picture.marks, format);
        let (fresh, taken) = self.taken(frame, cut, format, self.loaded().map(|(_, loaded)| loaded))?;
        Ok(Some(Made { file: file.clone(), frame, fresh, taken, remark }))
    }

    /// A further file of a picture that was made; or why it can't be made.
    fn variant(&self, variant: &Variant, made: &Made) -> Result<Result<Taken, String>> {
        let picture = picture::decode(&made.taken.bytes).context("a new picture can't be read")?;
        let original = Original {
            frame: made.frame,
            judgement: self.judgement,
            reference: self.loaded().map(|(_, loaded)| loaded),
            entry: &made.fresh,
            picture: &picture,
            theme: &self.renderer.theme,
        };
        let format = format_of(&variant.file, variant.loaded.as_ref());
        let cut = match original.variant(variant, format)? {
            Ok(cut) => cut,
            Err(why) => return Ok(Err(why)),
        };
        let theme = variant.link.theme.map_or_else(|| self.renderer.theme.clone(), |theme| theme.name().to_owned());
        let renderer = Renderer { theme, ..self.renderer.clone() };
        Ok(Ok(self.drawn_by(&renderer, made.frame, cut, format, variant.loaded.as_ref())?.1))
    }

    /// What is known about a new picture, and what is kept: the old file and entry where nothing has changed.
    fn taken(&self, frame: &Frame, cut: Cut, format: Format, old: Option<&Loaded>) -> Result<(Entry, Taken)> {
        self.drawn_by(self.renderer, frame, cut, format, old)
    }

    fn drawn_by(
        &self,
        renderer: &Renderer,
        frame: &Frame,
        cut: Cut,
        format: Format,
        old: Option<&Loaded>,
    ) -> Result<(Entry, Taken)> {
        let masks = masks_of(frame);
        let taken = references::take(&shot_of(frame, &masks), cut, format, renderer)
            .with_context(|| format!("the new picture of the frame {} can't be encoded", frame.id))?;
        let kept = old.filter(|_| self.judgement.findings.is_empty()).and_then(|old| unchanged::kept(&taken, old));
        Ok((taken.entry.clone(), kept.unwrap_or(taken)))
    }
}

/// The format of the file that a picture takes the place of, as far as its name allows that.
fn format_of(file: &str, loaded: Option<&Loaded>) -> Format {
    let ending = file.rsplit('.').next().unwrap_or_default();
    let known = loaded.and_then(|loaded| std::fs::read(&loaded.path).ok()).and_then(|bytes| Format::of(&bytes));
    known.filter(|format| format.fits(ending)).or_else(|| Format::named(ending)).unwrap_or(Format::Png)
}

fn masks_of(frame: &Frame) -> Vec<MaskEntry> {
    let masks = frame.masks.iter();
    masks.map(|mask| MaskEntry { bounds: mask.bounds, reason: mask.reason.clone(), veiled: mask.veiled }).collect()
}

fn shot_of<'a>(frame: &'a Frame, masks: &'a [MaskEntry]) -> Shot<'a> {
    Shot {
        stage: &frame.stage,
        moment: match frame.moment {
            Moment::Before => "before",
            Moment::After => "after",
        },
        viewport_png: &frame.viewport_png,
        page_png: frame.page_png.as_deref(),
        outline: &frame.outline,
        masks,
        target: frame.target,
    }
}
