//! `accept`: the only way into a guide. New pictures and `taken.json` become one change, all of it or none.

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};
use std::process::ExitCode;

use anyhow::{Context, Result, anyhow, bail};

use super::{print, record_folder, shown, state_folder};
use crate::cli::Accept;
use crate::conduct::entry_path;
use crate::picture;
use crate::record::{Record, StepRecord};
use crate::references::{Entry, TAKEN_FILE, TAKEN_SCHEMA, TakenFile, read_taken};
use crate::store::{self, Before, Change};

/// `guidewalk accept`.
pub(super) fn accept(asked: &Accept) -> Result<ExitCode> {
    if !asked.in_ci {
        refuse_in_ci()?;
    }
    write(&record_folder(asked.record.as_deref())?, &asked.steps, &state_folder()?)?;
    Ok(ExitCode::SUCCESS)
}

/// In CI nothing is written into a guide, unless it was said that it may be.
pub(super) fn refuse_in_ci() -> Result<()> {
    if super::is_ci() {
        bail!(
            "in CI nothing is written into a guide\nhint: `guidewalk accept --in-ci` does it, in a work tree that is made for it"
        );
    }
    Ok(())
}

/// Writes a record's new pictures into its guide; all of them, or those of `steps`.
pub(super) fn write(record: &Path, steps: &[u32], state: &Path) -> Result<()> {
    let (folder, record) = store::open_record(record)?;
    let chosen = chosen(&record, steps)?;
    let mut changes = Vec::new();
    let mut entries: BTreeMap<PathBuf, Vec<(String, Entry)>> = BTreeMap::new();
    for (step, staged) in chosen {
        let target = target_of(&record, step)?;
        let bytes = folder.read_file(staged)?;
        let entry: Entry =
            serde_json::from_slice(&folder.read_file(&entry_path(staged))?).context("the new picture's entry can't be read")?;
        let name = target.file_name().map(|name| name.to_string_lossy().into_owned()).unwrap_or_default();
        entries.entry(target.parent().unwrap_or(Path::new("")).to_owned()).or_default().push((name, entry));
        changes.push(Change { before: before(&target, step)?, path: target, bytes });
    }
    for (folder, made) in entries {
        changes.push(taken_change(&folder, made)?);
    }
    store::promote(&changes, state)?;
    let names: Vec<String> = changes.iter().map(|change| shown(&change.path)).collect();
    print(&format!("accepted: {}\n", names.join(", ")))
}

/// The steps that have a new picture and are wanted.
fn chosen<'r>(record: &'r Record, steps: &[u32]) -> Result<Vec<(&'r StepRecord, &'r str)>> {
    if let Some(missing) =
        steps.iter().find(|number| !record.steps.iter().any(|step| step.step == **number && step.staged.is_some()))
    {
        bail!("the record has no new picture for step {missing}\nhint: `guidewalk regenerate --step {missing}` makes one");
    }
    let wanted = record.steps.iter().filter(|step| steps.is_empty() || steps.contains(&step.step));
    let chosen: Vec<_> = wanted.filter_map(|step| Some((step, step.staged.as_deref()?))).collect();
    if chosen.is_empty() {
        bail!(
            "the record has no new pictures\nhint: `guidewalk regenerate` makes them for what has drifted, `regenerate --all` for each step"
        );
    }
    Ok(chosen)
}

fn target_of(record: &Record, step: &StepRecord) -> Result<PathBuf> {
    let reference = step.reference.as_deref().with_context(|| format!("step {} has no picture in the guide", step.step))?;
    if reference.contains("://") {
        bail!("step {}: the guide's picture is not a file of this machine: {reference}", step.step);
    }
    let guide = Path::new(&record.guide.path);
    if !guide.is_file() {
        bail!(
            "the record's guide is not here: {}\nhint: run the command in the folder where the walk was started",
            guide.display()
        );
    }
    let joined = guide.parent().unwrap_or(Path::new("")).join(reference);
    let folder = joined.parent().unwrap_or(Path::new("")).to_owned();
    std::fs::create_dir_all(&folder).with_context(|| format!("cannot make the folder {}", folder.display()))?;
    let folder = folder.canonicalize().with_context(|| format!("the folder {} can't be found", folder.display()))?;
    Ok(folder.join(joined.file_name().unwrap_or_default()))
}

/// What the file must hold now: what was judged.
fn before(target: &Path, step: &StepRecord) -> Result<Before> {
    if !target.exists() {
        return Ok(Before::Absent);
    }
    let bytes = std::fs::read(target).with_context(|| format!("cannot read {}", target.display()))?;
    let pixels = picture::decode(&bytes).map(|picture| picture.digest()).ok();
    if step.reference_digest.is_some() && pixels != step.reference_digest {
        bail!(
            "{} has changed since the walk, so it is not replaced\nhint: `guidewalk regenerate --step {}` looks at it again",
            shown(target),
            step.step
        );
    }
    Ok(Before::Digest(store::digest(&bytes)))
}

fn taken_change(folder: &Path, made: Vec<(String, Entry)>) -> Result<Change> {
    let path = folder.join(TAKEN_FILE);
    let before = match std::fs::read(&path) {
        Ok(bytes) => Before::Digest(store::digest(&bytes)),
        Err(_) => Before::Absent,
    };
    let mut taken = match before {
        Before::Absent => TakenFile { schema: TAKEN_SCHEMA, pictures: BTreeMap::new() },
        Before::Digest(_) => read_taken(folder).map_err(|message| anyhow!(message))?,
    };
    taken.pictures.extend(made);
    let mut bytes = serde_json::to_vec_pretty(&taken).context("cannot put taken.json into JSON")?;
    bytes.push(b'\n');
    Ok(Change { path, bytes, before })
}
