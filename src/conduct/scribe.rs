//! Takes in what the walk sends, has each step judged as soon as it is whole, and keeps the record on disk readable all the time.

use std::collections::BTreeMap;
use std::io::Write as _;
use std::path::{Path, PathBuf};
use std::sync::Arc;

use anyhow::{Context, Result};

use super::after::frame_after;
use super::lens::Lens;
use super::reread::Reread;
use super::staging::{self, Makings, Staging};
use crate::clock::{Part, Times};
use crate::guide::{PictureFile, Step};
use crate::judge::{self, Judgement, Status, StepCase};
use crate::picture::Library;
use crate::plan::Plan;
use crate::record::{Record, StageRecord, StepRecord, TargetRecord, VariantRecord};
use crate::references::{Reference, Renderer, Source, Variant, device_scale};
use crate::secrets::Scrubber;
use crate::store::{RecordFolder, work_tree};
use crate::walk::{Event, Listener, StageOutcome};

/// Writes the record of one walk.
pub(super) struct Scribe {
    pub(super) plan: Arc<Plan>,
    /// The guide's path in patches, which are applied where the walk was started or at the top of its checkout.
    pub(super) patched_as: String,
    pub(super) renderer: Renderer,
    pub(super) reader: Option<Arc<Library>>,
    pub(super) lens: Arc<Lens>,
    pub(super) folder: RecordFolder,
    pub(super) listener: Arc<dyn Listener>,
    pub(super) scrubber: Scrubber,
    pub(super) reread: Reread,
    pub(super) staging: Staging,
    pub(super) record: Record,
    pub(super) outcomes: Vec<StageOutcome>,
    pub(super) log: Option<std::fs::File>,
    pub(super) times: Times,
}

impl Scribe {
    /// Takes in one outcome; steps that are whole by it are judged.
    ///
    /// # Errors
    /// When the record can't be written.
    pub(super) fn take(&mut self, mut outcome: StageOutcome) -> Result<()> {
        self.times.during(Part::Judging, || self.reread.censor(&mut outcome, &self.outcomes));
        self.times.during(Part::Writing, || self.keep_frames(&outcome))?;
        self.write_log(&outcome)?;
        self.outcomes.push(outcome);
        let whole: Vec<u32> = self.whole_steps();
        for number in whole {
            self.judge(number)?;
        }
        self.times.during(Part::Writing, || self.folder.write_record(&self.record))
    }

    /// Judges what is left when nothing more will come.
    ///
    /// # Errors
    /// When the record can't be written.
    pub(super) fn finish(&mut self) -> Result<()> {
        let left: Vec<u32> = self.record.steps.iter().filter(|step| step.stages.is_empty()).map(|step| step.step).collect();
        for number in left {
            self.judge(number)?;
        }
        self.record.remarks.extend(self.reread.remark());
        Ok(())
    }

    /// The steps whose stages are all there, with the frame that shows what they lead to, and that are not judged yet.
    fn whole_steps(&self) -> Vec<u32> {
        let Some(newest) = self.outcomes.last() else { return Vec::new() };
        let unjudged = self.record.steps.iter().filter(|step| step.stages.is_empty());
        let is_whole = |number: &u32| {
            let mut stages = self.plan.way.walk.stages.iter().filter(|stage| stage.step == *number);
            let begun = self.outcomes.iter().any(|outcome| outcome.step == *number);
            begun && newest.step != *number && stages.all(|stage| self.outcomes.iter().any(|outcome| outcome.id == stage.id))
        };
        unjudged.map(|step| step.step).filter(is_whole).collect()
    }

    fn judge(&mut self, number: u32) -> Result<()> {
        let plan = Arc::clone(&self.plan);
        let Some(step) = plan.guide.steps.iter().find(|step| step.number == number) else { return Ok(()) };
        let outcomes: Vec<&StageOutcome> = self.outcomes.iter().filter(|outcome| outcome.step == number).collect();
        if outcomes.is_empty() {
            return Ok(());
        }
        let references = plan.references.of_step(number);
        let case = StepCase {
            guide: &plan.guide,
            guide_shown_as: &plan.guide_shown_as,
            step,
            references: &references,
            outcomes: &outcomes,
            after: frame_after(&self.plan.way.walk.stages, &self.outcomes, number),
            renderer: &self.renderer,
            reader: self.reader.as_deref(),
        };
        let mut judgement = self.times.during(Part::Judging, || judge::judge_step(&case));
        for patch in judgement.findings.iter_mut().filter_map(|finding| finding.patch.as_mut()) {
            *patch = renamed_in(patch, &plan.guide_shown_as, &self.patched_as);
        }
        let makings = Makings {
            outcomes: &outcomes,
            after: case.after,
            judgement: &judgement,
            reference: references.first().copied(),
            renderer: &self.renderer,
            scale: judgement.shows.as_deref().and_then(|frame| self.lens.scale_of(frame)),
        };
        let staged = self.times.during(Part::Writing, || staging::stage(self.staging, &self.folder, &makings))?;
        let difference = self.keep_difference(number, judgement.difference_png.as_deref())?;
        let mut made = step_record(&plan, step, &outcomes, judgement, &references);
        made.difference = difference;
        if let Some(staged) = staged {
            self.record.remarks.extend(staged.remarks.iter().map(|remark| format!("step {number}: {remark}")));
            let of = references.first().map(|reference| reference.variants.as_slice()).unwrap_or_default();
            made.variants =
                staged.variants.into_iter().filter_map(|(n, path)| Some(variant_record(&plan, of.get(n)?, path))).collect();
            made.staged = Some(staged.path);
        }
        self.tell(&made);
        if let Some(place) = self.record.steps.iter_mut().find(|place| place.step == number) {
            *place = made;
        }
        Ok(())
    }

    /// Puts the picture of a step's difference into the record, and gives its path there.
    fn keep_difference(&self, number: u32, png: Option<&[u8]>) -> Result<Option<String>> {
        let Some(png) = png else { return Ok(None) };
        let path = format!("differences/{number}.png");
        self.folder.write_file(&path, png)?;
        Ok(Some(path))
    }

    fn tell(&self, made: &StepRecord) {
        let sentence = made.findings.first().map(|finding| finding.message.clone()).or_else(|| made.because.clone());
        self.listener.hear(&Event::StepJudged {
            step: made.step,
            heading: made.heading.clone(),
            status: made.status.name(),
            sentence: sentence.filter(|_| made.status != Status::Current),
        });
    }

    fn keep_frames(&self, outcome: &StageOutcome) -> Result<()> {
        for frame in &outcome.frames {
            self.folder.write_file(&frame_path(&frame.id), &frame.viewport_png)?;
            if let Some(page) = &frame.page_png {
                self.folder.write_file(&page_path(&frame.id), page)?;
            }
            let outline = serde_json::to_vec_pretty(&frame.outline).context("cannot put an outline into JSON")?;
            self.folder.write_file(&outline_path(&frame.id), &outline)?;
        }
        Ok(())
    }

    fn write_log(&mut self, outcome: &StageOutcome) -> Result<()> {
        let Some(file) = &mut self.log else { return Ok(()) };
        let mut text = format!("stage {} ({:.3} s) at {}\n", outcome.id, outcome.took.as_secs_f64(), outcome.url);
        for line in &outcome.log {
            text.push_str(&format!("  {line}\n"));
        }
        for wait in &outcome.waited {
            text.push_str(&format!("  waited {:.3} s for {}: {}\n", wait.seconds, wait.for_what, wait.seen));
        }
        text.push_str(&format!("  end: {:?}\n", outcome.end));
        file.write_all(self.scrubber.clean(&text).as_bytes()).context("cannot write the log")
    }
}

fn frame_path(id: &str) -> String {
    format!("frames/{id}.png")
}

fn page_path(id: &str) -> String {
    format!("frames/{id}.page.png")
}

fn outline_path(id: &str) -> String {
    format!("outlines/{id}.json")
}

/// A step before anything is known about it.
pub(super) fn blank_step(plan: &Plan, step: &Step) -> StepRecord {
    let carried = !plan.uncarried_steps().contains(&step.number);
    let wanted = plan.steps.as_ref().is_none_or(|steps| steps.contains(&step.number));
    let (status, because) = match (wanted, carried) {
        (false, _) => (Status::Skipped, "left out by --step"),
        (true, false) => (Status::NotReached, "the walk file has no stage for this step"),
        (true, true) => (Status::NotReached, "the walk ended before it"),
    };
    let references = plan.references.of_step(step.number);
    StepRecord {
        step: step.number,
        heading: step.heading.clone(),
        line: step.line,
        status,
        reason: None,
        because: Some(because.to_owned()),
        healed: false,
        judged_as: judge::JudgedAs::None,
        reference: references.first().map(|reference| reference_path(plan, reference)),
        reference_digest: references
            .first()
            .and_then(|reference| reference.loaded.as_ref().ok())
            .map(|loaded| loaded.digest.clone()),
        shows: None,
        frame: None,
        difference: None,
        staged: None,
        variants: Vec::new(),
        url: None,
        seconds: 0.0,
        masked_share: 0.0,
        registration: None,
        marks: Vec::new(),
        mark_styles: Vec::new(),
        stages: Vec::new(),
        findings: Vec::new(),
    }
}

fn step_record(
    plan: &Plan,
    step: &Step,
    outcomes: &[&StageOutcome],
    judgement: Judgement,
    references: &[&Reference],
) -> StepRecord {
    let frame = judgement.shows.as_ref().map(|id| match judgement.source {
        Source::Page => page_path(id),
        Source::Viewport => frame_path(id),
    });
    let shown = judgement.shows.as_deref();
    let stage_of_frame = outcomes.iter().find(|outcome| outcome.frames.iter().any(|frame| Some(frame.id.as_str()) == shown));
    let url = stage_of_frame.or(outcomes.last()).map(|outcome| outcome.url.clone()).filter(|url| !url.is_empty());
    let seconds: f64 = outcomes.iter().map(|outcome| outcome.took.as_secs_f64()).sum();
    StepRecord {
        status: judgement.status,
        reason: judgement.reason,
        because: judgement.because,
        healed: judgement.healed,
        judged_as: judgement.judged_as,
        reference: references.first().map(|reference| reference_path(plan, reference)),
        shows: judgement.shows,
        frame,
        url,
        seconds: (seconds * 1000.0).round() / 1000.0,
        masked_share: judgement.masked_share,
        registration: judgement.registration,
        marks: judgement.marks,
        mark_styles: judgement.mark_styles,
        stages: outcomes.iter().map(|outcome| stage_record(outcome)).collect(),
        findings: judgement.findings,
        ..blank_step(plan, step)
    }
}

fn stage_record(outcome: &StageOutcome) -> StageRecord {
    let first = outcome.frames.first();
    let in_frame = |bounds: crate::outline::Rect| {
        first.map_or(bounds, |frame| {
            let [x, y] = frame.outline.scroll;
            bounds.moved(-x, -y).scaled(device_scale(&frame.outline))
        })
    };
    StageRecord {
        id: outcome.id.clone(),
        frame: first.map(|frame| frame_path(&frame.id)),
        page: first.filter(|frame| frame.page_png.is_some()).map(|frame| page_path(&frame.id)),
        outline: first.map(|frame| outline_path(&frame.id)),
        url: outcome.url.clone(),
        target: outcome.target.as_ref().map(|seen| TargetRecord {
            bounds: first.and_then(|frame| frame.target).or(seen.bounds).map(in_frame),
            found: seen.found,
        }),
        waited: outcome.waited.clone(),
        log: outcome.log.clone(),
    }
}

/// A reference's path relative to the guide's folder; as the guide writes it where it is no file of this machine.
fn reference_path(plan: &Plan, reference: &Reference) -> String {
    match &reference.link.file {
        PictureFile::Remote(address) => address.clone(),
        here => here.path().map(|path| beside_guide(plan, path)).unwrap_or_default(),
    }
}

fn variant_record(plan: &Plan, variant: &Variant, staged: String) -> VariantRecord {
    let reference_digest = variant.loaded.as_ref().map(|loaded| loaded.digest.clone());
    VariantRecord { reference: beside_guide(plan, &variant.path), reference_digest, staged }
}

/// A file's path as the guide's folder sees it.
fn beside_guide(plan: &Plan, path: &Path) -> String {
    relative(path, plan.guide.path.parent().unwrap_or(Path::new(""))).display().to_string()
}

/// A patch that names its file otherwise; in front of an absolute path it has no slash.
fn renamed_in(patch: &str, from: &str, to: &str) -> String {
    let from = from.trim_start_matches("./").trim_start_matches('/');
    let named = |side: &str, path: &str| format!("{side} {}/{path}", if side == "---" { "a" } else { "b" });
    ["---", "+++"].iter().fold(patch.to_owned(), |patch, side| patch.replacen(&named(side, from), &named(side, to), 1))
}

/// A guide's path as patches name it: an absolute one as the current folder sees it, else as the top of its checkout does.
pub(super) fn shown_in_patches(path: &str) -> String {
    let absolute = Path::new(path);
    if !absolute.is_absolute() {
        return path.to_owned();
    }
    let here = std::env::current_dir().ok();
    let top = work_tree(absolute);
    let inside = [here.as_deref(), top].into_iter().flatten().find_map(|folder| absolute.strip_prefix(folder).ok());
    inside.map_or_else(|| path.to_owned(), |inside| inside.display().to_string())
}

/// `path` as seen from `folder`, both absolute or both relative to the same place.
fn relative(path: &Path, folder: &Path) -> PathBuf {
    let absolute = |path: &Path| std::path::absolute(path).unwrap_or_else(|_| path.to_owned());
    let (path, folder) = (absolute(path), absolute(folder));
    let shared = path.components().zip(folder.components()).take_while(|(a, b)| a == b).count();
    let up = folder.components().skip(shared).map(|_| "..");
    up.map(PathBuf::from).chain(path.components().skip(shared).map(|part| PathBuf::from(part.as_os_str()))).collect()
}

/// The pictures that the record keeps copies of: the file name and the bytes.
pub(super) fn reference_copies(plan: &Plan) -> BTreeMap<String, PathBuf> {
    let of_variants =
        |reference: &'_ Reference| reference.link.variants.iter().map(|variant| variant.file.clone()).collect::<Vec<_>>();
    let pictures = plan.references.pictures.iter();
    let all = pictures.flat_map(|reference| std::iter::once(reference.link.file.clone()).chain(of_variants(reference)));
    let found = all.filter_map(|file| match file {
        PictureFile::Found(path) => Some((path.file_name()?.to_string_lossy().into_owned(), path)),
        _ => None,
    });
    found.collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_path_is_written_as_the_guides_folder_sees_it() {
        assert_eq!(relative(Path::new("/a/assets/01.png"), Path::new("/a/_posts")), PathBuf::from("../assets/01.png"));
        assert_eq!(relative(Path::new("/a/_posts/01.png"), Path::new("/a/_posts")), PathBuf::from("01.png"));
    }

    #[test]
    fn a_patch_names_the_guide_as_its_checkout_does() {
        let checkout = tempfile::tempdir().unwrap();
        std::fs::create_dir_all(checkout.path().join(".git")).unwrap();
        let guide = checkout.path().join("_posts/a.md").display().to_string();
        assert_eq!(shown_in_patches(&guide), "_posts/a.md");
        assert_eq!(shown_in_patches("docs/a.md"), "docs/a.md");
        let here = std::env::current_dir().unwrap();
        assert_eq!(shown_in_patches(&here.join("docs/a.md").display().to_string()), "docs/a.md");
    }
}
