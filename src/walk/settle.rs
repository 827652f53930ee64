//! Frames: a page is pictured when its fonts and images are there, motion has ended, and two pictures in a row are equal.

use std::time::{Duration, Instant};

use super::attend::{Attended, Goal};
use super::lookout::described;
use super::outcome::{Frame, MaskedArea, PictureRegion};
use super::walker::{Halt, Walker};
use crate::browser::{Dressed, Dressing, MaskAsk, Page, PageError, PictureAsk, PictureBoxes, StandInAsk, WordsAsk};
use crate::outline::{Item, Outline, Rect};
use crate::picture::{self, Area};
use crate::references::device_scale;
use crate::walkfile::{Crop, Matching, Moment, PictureSpec, Reason, StandIn, Target, filled, variables_in};

/// How long a page may take to come to rest.
const RESTLESS: Duration = Duration::from_secs(8);
/// How long a page may take to finish what it says is not finished; then it is pictured as it is.
const PATIENCE: Duration = Duration::from_secs(5);
/// Pictures are compared this often.
const BETWEEN: Duration = Duration::from_millis(40);

/// What one try at a frame came to.
enum Try {
    /// The page was at rest: what it is like, the window's inside, and the whole document where it is higher.
    Pictured(Box<(Dressed, Vec<u8>, Option<Vec<u8>>)>),
    /// It was not, in words.
    Restless(&'static str),
}

/// What a frame is taken of.
pub(crate) struct Subject<'s> {
    pub(crate) stage: &'s str,
    pub(crate) moment: Moment,
    pub(crate) target: Option<&'s Target>,
    pub(crate) pictures: &'s [PictureSpec],
}

impl<P: Page> Walker<'_, P> {
    /// Takes a frame of the page as it is. The page stays dressed until it is looked at again.
    pub(crate) async fn frame(&mut self, subject: &Subject<'_>) -> Result<Frame, Halt> {
        let dressing = self.dressing(subject);
        let _ = self.page.park_pointer().await;
        let pictured = self.picture_at_rest(subject, &dressing).await;
        let (dressed, viewport_png, page_png) = pictured?;
        let changes = dressed.changes;
        let mut frame = self.made_frame(subject, dressed, viewport_png, page_png);
        self.draw_detail(&mut frame, &dressing, changes).await;
        Ok(frame)
    }

    /// A frame of a target's screen, and whether the target is where it was met: what may come up at any time and came up while the frame
    /// was taken is dealt with, and another frame taken.
    pub(super) async fn frame_undisturbed(&mut self, subject: &Subject<'_>) -> Result<(Frame, bool), Halt> {
        let frame = self.frame(subject).await?;
        let Some(target) = subject.target else { return Ok((frame, true)) };
        if !self.is_interrupted(Goal::Target(target)).await {
            return Ok((frame, true));
        }
        self.note("something came up while the frame was taken");
        match self.attend(Goal::Target(target), self.plan.timeout, described(target)).await {
            Attended::Reached(..) => self.frame(subject).await.map(|frame| (frame, false)),
            Attended::Missed(_) => Ok((frame, false)),
            Attended::Halted(halt) => Err(halt),
        }
    }

    /// A picture of a page where the walk can't go on, at rest or not; `None` where not even that can be had.
    pub(crate) async fn glimpse(&mut self, subject: &Subject<'_>) -> Option<Frame> {
        let dressed = self.page.dress(&self.dressing(subject)).await.ok()?;
        let viewport_png = self.page.viewport_png().await.ok()?;
        let mut frame = self.made_frame(subject, dressed, viewport_png, None);
        frame.id = format!("{}-blocked", subject.stage);
        Some(frame)
    }

    fn made_frame(
        &mut self,
        subject: &Subject<'_>,
        mut dressed: Dressed,
        mut viewport_png: Vec<u8>,
        mut page_png: Option<Vec<u8>>,
    ) -> Frame {
        let shown = self.scrub(&mut dressed);
        self.paint_over(&shown, &mut dressed, &mut viewport_png, &mut page_png);
        let after = if subject.moment == Moment::After { "-after" } else { "" };
        let regions = dressed.prepared.pictures.iter();
        let pictures = regions.filter_map(|boxes| region_of(boxes, subject.pictures, &dressed.outline)).collect();
        let masks = dressed
            .prepared
            .masks
            .into_iter()
            .map(|mask| MaskedArea { bounds: mask.bounds, reason: mask.reason, veiled: mask.veiled })
            .collect();
        Frame {
            id: format!("{}{after}", subject.stage),
            stage: subject.stage.to_owned(),
            moment: subject.moment,
            viewport_png,
            page_png,
            fine: None,
            themed: Vec::new(),
            outline: dressed.outline,
            masks,
            target: dressed.prepared.target,
            pictures,
            delicate: self.made_something,
        }
    }

    fn dressing(&self, subject: &Subject<'_>) -> Dressing {
        let walk = &self.plan.walk;
        let wanted = subject.pictures.iter().filter(|picture| picture.moment == subject.moment);
        Dressing {
            target: subject.target.map(|target| self.filled_alternatives(target)),
            masks: walk
                .masks
                .iter()
                .map(|mask| MaskAsk { target: self.filled_alternatives(&mask.target), reason: mask.reason.clone() })
                .collect(),
            stand_ins: walk
                .stand_ins
                .iter()
                .filter_map(|stand_in| {
                    let target = self.filled_alternatives(stand_in.target.as_ref()?);
                    Some(StandInAsk { target, text: stand_in.text.clone(), reason: stand_in.reason.clone() })
                })
                .collect(),
            words: walk.stand_ins.iter().filter_map(|stand_in| self.replaced_words(stand_in)).collect(),
            pictures: wanted
                .map(|picture| {
                    let around = picture.crop.iter().flat_map(|crop| &crop.around);
                    PictureAsk {
                        file: picture.file.clone(),
                        around: around.map(|target| self.filled_alternatives(target)).collect(),
                        marks: picture.marks.iter().map(|mark| self.filled_alternatives(&mark.at)).collect(),
                    }
                })
                .collect(),
        }
    }

    /// What a stand-in for words asks of the page: none where a value that it needs is not known.
    fn replaced_words(&self, stand_in: &StandIn) -> Option<WordsAsk> {
        let words = stand_in.words.as_deref()?;
        let values = || variables_in(words).map(|(name, _)| self.filled_in(&format!("{{{name}}}")));
        if values().any(|value| value.is_empty()) {
            return None;
        }
        let value = |name: &str| Some(regex::escape(&self.filled_in(&format!("{{{name}}}"))));
        let words = match stand_in.matching {
            Matching::Regex => filled(words, value).ok()?,
            Matching::Prefix => format!(r"(?<![\w-]){}", regex::escape(&self.filled_in(words))),
            Matching::Exact => format!(r"(?<![\w-]){}(?![\w-])", regex::escape(&self.filled_in(words))),
        };
        Some(WordsAsk { words, text: stand_in.text.clone()? })
    }

    fn filled_alternatives(&self, target: &Target) -> Vec<crate::walkfile::Locator> {
        self.target_filled_in(target).alternatives
    }

    async fn picture_at_rest(
        &mut self,
        subject: &Subject<'_>,
        dressing: &Dressing,
    ) -> Result<(Dressed, Vec<u8>, Option<Vec<u8>>), Halt> {
        let started = Instant::now();
        let mut unrest = "its fonts or images were still under way";
        while started.elapsed() < RESTLESS.max(self.plan.timeout) {
            if self.company.stop.requested().is_some() {
                return Err(blocked(Reason::Interrupted, "stopped by a signal".to_owned()));
            }
            let is_patient = started.elapsed() < PATIENCE.min(self.plan.timeout);
            match self.two_equal_pictures(subject, dressing, is_patient).await {
                Ok(Try::Pictured(pictured)) => return Ok(*pictured),
                Ok(Try::Restless(what)) => unrest = what,
                Err(PageError::Died(message)) => return Err(blocked(Reason::BrowserDied, message)),
                Err(PageError::Alert(_)) => self.dismiss_box().await,
                Err(PageError::Changed(_)) => {}
                Err(error) => unrest = if matches!(error, PageError::Unreachable(_)) { "it could not be loaded" } else { unrest },
            }
            self.company.times.pause(BETWEEN).await;
        }
        Err(blocked(Reason::Unsettled, format!("the page never came to rest: {unrest}")))
    }

    /// One try. While it is patient, it also waits for what the page says is not finished where the step's picture lies.
    async fn two_equal_pictures(&self, subject: &Subject<'_>, dressing: &Dressing, is_patient: bool) -> Result<Try, PageError> {
        let dressed = self.page.dress(dressing).await?;
        if !dressed.rest.is_still() {
            return Ok(Try::Restless("its fonts, images or motion were still under way"));
        }
        if is_patient && !is_finished(&dressed, subject.pictures) {
            return Ok(Try::Restless("it said that it was not finished"));
        }
        let first = self.page.viewport_png().await?;
        let second = self.page.viewport_png().await?;
        let regions = regions(&dressed, subject.pictures);
        if first != second && (is_patient || !regions.is_empty()) && !are_equal_within(&regions, &dressed, &first, &second) {
            return Ok(Try::Restless("two pictures in a row were never equal"));
        }
        let [width, height] = dressed.outline.page;
        let fits = height <= dressed.outline.viewport[1] + 1.0;
        let page = if fits { None } else { Some(self.page.page_png(width, height).await?) };
        // What the outline says must be what the pictures show.
        if !self.page.is_unmoved(dressed.changes).await? && !is_same(&dressed, &self.page.dress(dressing).await?, &regions) {
            return Ok(Try::Restless("it went on changing"));
        }
        Ok(Try::Pictured(Box::new((dressed, second, page))))
    }
}

const fn blocked(reason: Reason, message: String) -> Halt {
    Halt::Blocked { reason, message }
}

/// Where the step's pictures lie on the page, CSS pixels of the document.
fn regions(dressed: &Dressed, specs: &[PictureSpec]) -> Vec<Rect> {
    let pictures = dressed.prepared.pictures.iter();
    let cut = pictures.filter(|boxes| !boxes.boxes.is_empty());
    cut.filter_map(|boxes| region_of(boxes, specs, &dressed.outline)).map(|picture| picture.region).collect()
}

/// Whether the page is loaded, and nothing that moves without end or is busy lies where a picture of the step does.
fn is_finished(dressed: &Dressed, specs: &[PictureSpec]) -> bool {
    let is_calm = |region: &Rect| !dressed.rest.unfinished.iter().any(|part| part.intersection(region).is_some());
    dressed.rest.loaded && regions(dressed, specs).iter().all(is_calm)
}

/// Whether two pictures of the window are equal where the step's pictures lie; never where it has none.
fn are_equal_within(regions: &[Rect], dressed: &Dressed, first: &[u8], second: &[u8]) -> bool {
    let (Ok(first), Ok(second)) = (picture::decode(first), picture::decode(second)) else { return false };
    let [x, y] = dressed.outline.scroll;
    let areas = regions.iter().map(|region| region.moved(-x, -y).scaled(device_scale(&dressed.outline)));
    let mut areas = areas.map(|area| Area::nearest(area.x, area.y, area.width, area.height));
    !regions.is_empty() && areas.all(|area| first.crop(area, [255; 4]) == second.crop(area, [255; 4]))
}

/// Whether a page is the same as a moment ago as far as it is judged: what is asked of it, and what lies in the regions.
fn is_same(then: &Dressed, now: &Dressed, regions: &[Rect]) -> bool {
    let within = |dressed: &Dressed| -> Vec<Item> {
        let items = dressed.outline.items.iter();
        items.filter(|item| regions.iter().any(|region| region.intersection(&item.bounds).is_some())).cloned().collect()
    };
    !now.refocused && then.prepared == now.prepared && within(then) == within(now)
}

/// The region of one picture, the window's inside where no crop is asked for; `None` where something that it is cut around isn't there.
fn region_of(boxes: &PictureBoxes, specs: &[PictureSpec], outline: &Outline) -> Option<PictureRegion> {
    let spec = specs.iter().find(|spec| spec.file == boxes.file)?;
    let mut around: Option<Rect> = None;
    for found in &boxes.boxes {
        let found = (*found)?;
        around = Some(around.map_or(found, |so_far| so_far.union(&found)));
    }
    let [width, height] = outline.viewport;
    let region = match &spec.crop {
        Some(crop) => cropped(around?, crop, outline.page),
        None => Rect::new(outline.scroll[0], outline.scroll[1], width, height),
    };
    let marks = spec.marks.iter().cloned().zip(boxes.marks.iter().copied()).collect();
    Some(PictureRegion { file: boxes.file.clone(), region, marks })
}

/// The crop around a box, on whole pixels. A fixed width or height keeps the middle; then the crop is pushed inside the page.
fn cropped(around: Rect, crop: &Crop, page: [f64; 2]) -> Rect {
    let [top, right, bottom, left] = crop.padding;
    let padded = Rect::new(around.x - left, around.y - top, around.width + left + right, around.height + top + bottom);
    let (x, width) = fixed(padded.x, padded.width, crop.width, page[0]);
    let (y, height) = fixed(padded.y, padded.height, crop.height, page[1]);
    Rect::new(x, y, width, height)
}

/// One direction of a crop: where it begins, and how long it is.
fn fixed(start: f64, length: f64, wanted: Option<f64>, page: f64) -> (f64, f64) {
    let (from, to) = match wanted {
        Some(wanted) => ((start + (length - wanted) / 2.0).round(), (start + (length - wanted) / 2.0).round() + wanted),
        None => (start.round().max(0.0), (start + length).round().min(page)),
    };
    let pushed = from.min((page - (to - from)).floor()).max(0.0);
    (pushed, to - from)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_page_whose_focus_went_on_is_another_while_it_is_pictured() {
        let whole = [Rect::new(0.0, 0.0, 100.0, 100.0)];
        let then = Dressed::default();
        assert!(is_same(&then, &Dressed { changes: 3, ..Dressed::default() }, &whole));
        assert!(!is_same(&then, &Dressed { refocused: true, ..Dressed::default() }, &whole));
    }

    #[test]
    fn a_crop_lies_around_its_boxes_on_whole_pixels() {
        let crop = Crop { around: Vec::new(), padding: [8.0, 8.0, 8.0, 8.0], width: None, height: None };
        assert_eq!(cropped(Rect::new(10.4, 20.4, 100.0, 30.0), &crop, [1280.0, 800.0]), Rect::new(2.0, 12.0, 116.0, 46.0));
        let fixed = Crop { width: Some(300.0), height: Some(62.0), padding: [0.0; 4], ..crop };
        assert_eq!(cropped(Rect::new(1232.0, 16.0, 32.0, 32.0), &fixed, [1280.0, 800.0]), Rect::new(980.0, 1.0, 300.0, 62.0));
    }
}
