//! The judge alone: one picture against one frame, without a guide and without a walk.

use std::path::Path;
use std::time::Duration;

use super::{Judgement, StepCase, judge_step};
use crate::guide::{self, PictureFile, PictureLink};
use crate::outline::{Item, ItemKind, Outline, Rect};
use crate::picture::{self, Library, Picture, PictureError, ReadError, Reading};
use crate::references::{Loaded, Reference, Renderer};
use crate::walk::{Frame, StageEnd, StageOutcome};
use crate::walkfile::Moment;

/// Why nothing was compared.
#[derive(Debug, thiserror::Error)]
pub enum CompareError {
    /// The frame is no picture.
    #[error("the frame: {0}")]
    Frame(PictureError),
    /// Without an outline the frame has to be read, and it can't be.
    #[error("the frame can't be read: {0}")]
    Unread(ReadError),
    /// Neither an outline nor a reader.
    #[error("neither an outline nor Tesseract tells the frame's words\nhint: `guidewalk doctor` says how to get Tesseract")]
    NoWords,
}

/// Judges a picture as one that a person made, against a frame: the picture of a window or of a whole page. Without an outline the
/// frame is read too.
///
/// # Errors
/// When the frame is no picture, or nothing tells its words.
pub fn compare(
    (path, reference): (&Path, Picture),
    frame: Vec<u8>,
    outline: Option<Outline>,
    reader: Option<&Library>,
) -> Result<Judgement, CompareError> {
    let pixels = picture::decode(&frame).map_err(CompareError::Frame)?;
    let outline = match (outline, reader) {
        (Some(outline), _) => of_picture(outline, &pixels),
        (None, Some(reader)) => read_outline(&reader.frame(&pixels).map_err(CompareError::Unread)?, &pixels),
        (None, None) => return Err(CompareError::NoWords),
    };
    let shown_as = path.display().to_string();
    let guide = guide::parse("## Step 1: Look\n", path, &guide::Settings::default()).ok();
    let Some((guide, step)) = guide.as_ref().and_then(|guide| Some((guide, guide.steps.first()?))) else {
        return Err(CompareError::NoWords);
    };
    let link = PictureLink {
        written: shown_as.clone(),
        address: shown_as.clone(),
        alt: String::new(),
        line: 1,
        span: 0..0,
        file: PictureFile::Found(path.to_owned()),
        variants: Vec::new(),
    };
    let digest = reference.digest();
    let loaded = Loaded { path: path.to_owned(), picture: reference, digest, taken: None, hint: None };
    let reference = Reference { step: 1, link, file: shown_as.clone(), loaded: Ok(loaded), variants: Vec::new() };
    let outcome = outcome(frame, outline);
    let judged = judge_step(&StepCase {
        guide,
        guide_shown_as: &shown_as,
        step,
        references: &[&reference],
        outcomes: &[&outcome],
        after: None,
        renderer: &Renderer::default(),
        reader,
    });
    Ok(without_step(judged, &shown_as))
}

/// A finding's sentence without the step and line that this comparison doesn't have.
fn without_step(mut judged: Judgement, shown_as: &str) -> Judgement {
    for finding in &mut judged.findings {
        let sentence = finding.message.strip_prefix("Step 1: ").unwrap_or(&finding.message);
        let sentence = sentence.strip_suffix(&format!(" {shown_as}:1")).unwrap_or(sentence);
        finding.message = sentence.to_owned();
        finding.guide_line = None;
    }
    judged
}

/// The outline as it fits a picture: where that shows the whole page, nothing is scrolled.
fn of_picture(outline: Outline, pixels: &Picture) -> Outline {
    let scale = crate::references::device_scale(&outline);
    let height = f64::from(pixels.height()) / scale;
    let is_page = (height - outline.page[1]).abs() < (height - outline.viewport[1]).abs();
    if is_page { Outline { viewport: outline.page, scroll: [0.0, 0.0], ..outline } } else { outline }
}

/// What a reader makes of a frame: every line a text.
fn read_outline(reading: &Reading, pixels: &Picture) -> Outline {
    let mut lines: Vec<(u32, Item)> = Vec::new();
    for word in &reading.words {
        let [x, y, width, height] = word.bounds;
        let bounds = Rect::new(x, y, width, height);
        let goes_on = |(line, item): &&mut (u32, Item)| *line == word.line && x - item.bounds.right() < 1.5 * height;
        if let Some((_, item)) = lines.last_mut().filter(|last| goes_on(last)) {
            item.name = format!("{} {}", item.name, word.text);
            item.bounds = item.bounds.union(&bounds);
        } else {
            lines.push((word.line, text(&word.text, bounds)));
        }
    }
    let size = [f64::from(pixels.width()), f64::from(pixels.height())];
    let items = lines.into_iter().map(|(_, item)| item).collect();
    Outline { viewport: size, page: size, scale: 1.0, items, ..Outline::default() }
}

fn text(words: &str, bounds: Rect) -> Item {
    Item {
        kind: ItemKind::Text,
        role: String::new(),
        name: words.to_owned(),
        text: String::new(),
        value: String::new(),
        bounds,
        words_at: None,
        lines: Vec::new(),
        states: Vec::new(),
        leads_to: String::new(),
        within: Vec::new(),
        hooks: Vec::new(),
    }
}

fn outcome(frame: Vec<u8>, outline: Outline) -> StageOutcome {
    let url = outline.url.clone();
    let frame = Frame {
        id: "frame".to_owned(),
        stage: "1.1".to_owned(),
        moment: Moment::Before,
        viewport_png: frame,
        page_png: None,
        fine: None,
        themed: Vec::new(),
        outline,
        masks: Vec::new(),
        target: None,
        pictures: Vec::new(),
        delicate: false,
    };
    StageOutcome {
        id: "1.1".to_owned(),
        step: 1,
        end: StageEnd::Done,
        frames: vec![frame],
        target: None,
        extra: Vec::new(),
        new_window: false,
        url,
        took: Duration::ZERO,
        waited: Vec::new(),
        log: Vec::new(),
    }
}
