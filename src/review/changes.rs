//! What would be written into the guide: its pictures, `taken.json` beside them and its text, each file with what it must hold
//! now. Nothing is written here.

use std::collections::BTreeMap;
use std::ffi::OsStr;
use std::path::{Path, PathBuf};

use anyhow::{Context, Result, anyhow, bail};

use super::checkout::before;
use super::sentence::{self, LineChange};
use crate::conduct::entry_path;
use crate::guide::{Guide, PictureLink};
use crate::picture::{self, Format};
use crate::record::StepRecord;
use crate::references::{Entry, TAKEN_FILE, TAKEN_SCHEMA, TakenFile, read_taken};
use crate::store::{Before, Change, RecordFolder, shown};

/// Where the new comes from, and where it goes.
#[derive(Debug, Clone, Copy)]
pub(super) struct Between<'a> {
    pub(super) folder: &'a RecordFolder,
    /// The guide as it is now.
    pub(super) guide: &'a Guide,
    /// The command that makes new pictures of the guide again, without its `--step`.
    pub(super) again: &'a str,
}

impl Between<'_> {
    /// One change for each file that becomes new by these steps' pictures and these sentences.
    pub(super) fn changes(&self, steps: &[&StepRecord], sentences: &[&LineChange]) -> Result<Vec<Change>> {
        let mut changes = Vec::new();
        let mut entries: BTreeMap<PathBuf, Vec<(String, Entry)>> = BTreeMap::new();
        for step in steps {
            for (change, entry) in self.pictures(step)? {
                let name = change.path.file_name().map(|name| name.to_string_lossy().into_owned()).unwrap_or_default();
                let folder = change.path.parent().unwrap_or(Path::new("")).to_owned();
                entries.entry(folder).or_default().push((name, entry));
                changes.push(change);
            }
        }
        for (folder, made) in entries {
            changes.push(taken_change(&folder, made)?);
        }
        if !sentences.is_empty() {
            changes.push(self.text(sentences)?);
        }
        Ok(changes)
    }

    /// The changes of a step's picture and of its further files, each with what `taken.json` is to know about it.
    pub(super) fn pictures(&self, step: &StepRecord) -> Result<Vec<(Change, Entry)>> {
        let number = step.step;
        let staged = step.staged.as_deref().with_context(|| {
            format!("the record has no new picture for step {number}\nhint: `{} --step {number}` makes one", self.again)
        })?;
        let picture = self.picture(number, &self.target(step)?, staged, step.reference_digest.as_ref())?;
        let mut all = vec![picture];
        for variant in &step.variants {
            let target = self.variants_target(number, &variant.reference)?;
            all.push(self.picture(number, &target, &variant.staged, variant.reference_digest.as_ref())?);
        }
        Ok(all)
    }

    fn picture(&self, step: u32, target: &Path, staged: &str, judged: Option<&String>) -> Result<(Change, Entry)> {
        let bytes = self.folder.read_file(staged)?;
        let entry = self.folder.read_file(&entry_path(staged))?;
        let entry: Entry = serde_json::from_slice(&entry).context("the new picture's entry can't be read")?;
        let before = self.judged(target, step, judged, &bytes)?;
        Ok((Change { path: target.to_owned(), bytes, before }, entry))
    }

    /// The file of a step's picture: the guide must still show it there.
    pub(super) fn target(&self, step: &StepRecord) -> Result<PathBuf> {
        let number = step.step;
        let reference = step.reference.as_deref().with_context(|| {
            format!("step {number} has no picture in the guide\nhint: give it one there, then `{} --step {number}`", self.again)
        })?;
        if reference.contains("://") || reference.starts_with("data:") {
            bail!(
                "step {number}: the guide's picture is not a file of this machine: {reference}\nhint: let the guide show a file"
            );
        }
        let is_named = |link: &PictureLink, name: &OsStr| link.file.path().and_then(Path::file_name) == Some(name);
        self.named(number, reference, "show", is_named)
    }

    /// The file that may be shown in a step's picture's place: the guide must still offer it there.
    fn variants_target(&self, number: u32, reference: &str) -> Result<PathBuf> {
        let is_named = |link: &PictureLink, name: &OsStr| {
            link.variants.iter().any(|variant| variant.file.path().and_then(Path::file_name) == Some(name))
        };
        self.named(number, reference, "offer", is_named)
    }

    /// The file of this name, where a step's picture in the guide still names it.
    fn named(&self, number: u32, reference: &str, does: &str, is_named: fn(&PictureLink, &OsStr) -> bool) -> Result<PathBuf> {
        let joined = self.guide.path.parent().unwrap_or(Path::new("")).join(reference);
        let shown = self.guide.steps.iter().find(|step| step.number == number).and_then(|step| step.pictures.first());
        if !shown.zip(joined.file_name()).is_some_and(|(link, name)| is_named(link, name)) {
            bail!(
                "step {number} of the guide doesn't {does} {reference} any more, so nothing is written\nhint: `{} --step {number}` looks at it again",
                self.again
            );
        }
        self.refuse_other_formats(number, reference, &joined)?;
        Ok(clean(&joined))
    }

    /// What the file must hold now: what was judged.
    fn judged(&self, target: &Path, step: u32, digest: Option<&String>, new: &[u8]) -> Result<Before> {
        let (before, bytes) = before(target).with_context(|| format!("cannot read {}", target.display()))?;
        let Some(bytes) = bytes else { return Ok(before) };
        let pixels = picture::decode(&bytes).map(|picture| picture.digest()).ok();
        let copy = target.file_name().map(|name| format!("references/{}", name.to_string_lossy()));
        let is_judged = match digest {
            Some(judged) => pixels.as_ref() == Some(judged),
            None => copy.and_then(|copy| self.folder.read_file(&copy).ok()).is_some_and(|copy| copy == bytes),
        };
        if is_judged || bytes == new {
            return Ok(before);
        }
        bail!(
            "{} has changed since the walk, so it is not replaced\nhint: `{} --step {step}` looks at it again",
            shown(target),
            self.again
        )
    }

    fn refuse_other_formats(&self, step: u32, reference: &str, path: &Path) -> Result<()> {
        let ending = path.extension().unwrap_or_default().to_string_lossy();
        if Format::named(&ending).is_some() {
            return Ok(());
        }
        bail!(
            "step {step}: no new picture can take the place of {reference}\nhint: name a .png, .jpg or .webp in the guide, then `{} --step {step}`",
            self.again
        );
    }

    fn text(&self, sentences: &[&LineChange]) -> Result<Change> {
        let path = self.guide.path.clone();
        let (before, bytes) = before(&path).with_context(|| format!("cannot read {}", path.display()))?;
        if bytes.as_deref() != Some(self.guide.source.as_bytes()) {
            bail!("{} was changed just now\nhint: try again", path.display());
        }
        Ok(Change { path, bytes: sentence::edited(&self.guide.source, sentences)?.into_bytes(), before })
    }
}

/// Without `x/..`, so that it can be read; the folders need not be there.
fn clean(path: &Path) -> PathBuf {
    let folder = path.parent().and_then(|folder| folder.canonicalize().ok());
    match (folder, path.file_name()) {
        (Some(folder), Some(name)) => folder.join(name),
        _ => path.to_owned(),
    }
}

fn taken_change(folder: &Path, made: Vec<(String, Entry)>) -> Result<Change> {
    let path = folder.join(TAKEN_FILE);
    let (before, _) = before(&path).with_context(|| format!("cannot read {}", path.display()))?;
    let mut taken = match before {
        Before::Absent => TakenFile { schema: TAKEN_SCHEMA, pictures: BTreeMap::new() },
        Before::Digest(_) => read_taken(folder).map_err(|message| {
            anyhow!("{message}\nhint: `git checkout -- '{}'` brings the committed one back", path.display())
        })?,
    };
    taken.pictures.extend(made);
    let mut bytes = serde_json::to_vec_pretty(&taken).context("cannot put taken.json into JSON")?;
    bytes.push(b'\n');
    Ok(Change { path, bytes, before })
}
