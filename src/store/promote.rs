//! The only writer of guides: several files become new together, or all stay old. A journal in the state folder says how far it
//! came, so that what a kill or a power failure left half done is finished or taken back by [`recover`]; what was done last can
//! be taken back by [`undo`].
//!
//! The order is: intent into the journal, new bytes beside their targets, old bytes into the state folder, `committed` into the
//! journal - from here on the change is finished, before it is taken back - and then the renames, one right after the other.

mod recovery;

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::{Path, PathBuf};

use anyhow::{Context, Result, bail};
use sha2::{Digest, Sha256};

use super::atomic::{self, Care, folder_of};
use super::journal::{Entry, Journal, Phase, lock, lock_if_there, lock_path};
use recovery::{check_untouched, digest_now, recover_locked};

/// The folder of all this in the state folder.
const OWN: &str = "promotion";

/// One file that is to become new.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Change {
    /// The file; its folder must be there.
    pub path: PathBuf,
    /// What it is to hold.
    pub bytes: Vec<u8>,
    /// What it must hold now, or nothing is changed.
    pub before: Before,
}

/// What a file held when it was looked at.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Before {
    /// It wasn't there.
    Absent,
    /// Bytes with this [`digest`].
    Digest(String),
}

/// A change, or that a file goes.
struct Wanted<'a> {
    path: &'a Path,
    bytes: Option<&'a [u8]>,
    before: &'a Before,
}

/// SHA-256 of a file's bytes, hex.
#[must_use]
pub fn digest(bytes: &[u8]) -> String {
    Sha256::digest(bytes).iter().map(|byte| format!("{byte:02x}")).collect()
}

/// Where a test may break a promotion off. `Err` is a failing disk (what was done is taken back), `Ok(false)` a kill.
type Probe<'a> = &'a dyn Fn(&str) -> Result<bool>;

/// What a promotion made of each file: the digest of its bytes, by its path without links.
pub type Written = BTreeMap<PathBuf, String>;

/// Makes every file new, or none, and gives what it wrote. Finishes an earlier promotion that was broken off first.
///
/// # Errors
///
/// When a file is not as it was expected, is read-only, or has no folder, when another guidewalk is at it, or when the disk
/// fails. All files are then as they were.
pub fn promote(changes: &[Change], state: &Path) -> Result<Written> {
    promote_probed(changes, state, &|_| Ok(true))?;
    changes.iter().map(|change| Ok((resolved(&change.path)?, digest(&change.bytes)))).collect()
}

/// Finishes or takes back what a killed promotion left half done. Nothing to do is as good.
///
/// # Errors
///
/// When the journal can't be read, or a file that it names was changed by someone else since.
pub fn recover(state: &Path) -> Result<()> {
    let state = &state.join(OWN);
    let Some(_lock) = lock_if_there(state)? else { return Ok(()) };
    recover_locked(state)
}

/// Takes the last promotion back: every file is again what it was before it. Gives the files.
///
/// # Errors
///
/// When there is none, when a file was changed since, and when a promotion would fail. All files are then as they were.
pub fn undo(state: &Path) -> Result<Vec<PathBuf>> {
    undo_probed(None, state, &|_| Ok(true)).map(|(files, _finished)| files)
}

/// The same where the last promotion is this one, and not another that came after it, of whatever guide.
///
/// # Errors
///
/// When it isn't, and as [`undo`].
pub fn undo_only(written: &Written, state: &Path) -> Result<Vec<PathBuf>> {
    undo_probed(Some(written), state, &|_| Ok(true)).map(|(files, _finished)| files)
}

/// What the last promotion made of each file: bytes that nobody has to mourn, because the record still has them.
///
/// # Errors
///
/// When that can't be read.
pub fn last_written(state: &Path) -> Result<Written> {
    let last = Journal::read(&Journal::path_of_last(&state.join(OWN)))?;
    Ok(last.as_ref().map(written_by).unwrap_or_default())
}

fn written_by(journal: &Journal) -> Written {
    let written = |entry: &Entry| Some((entry.target.clone(), entry.new_digest.clone()?));
    journal.entries.iter().filter_map(written).collect()
}

fn promote_probed(changes: &[Change], state: &Path, probe: Probe) -> Result<bool> {
    let state = &state.join(OWN);
    let _lock = locked_state(state)?;
    let wanted: Vec<Wanted> =
        changes.iter().map(|change| Wanted { path: &change.path, bytes: Some(&change.bytes), before: &change.before }).collect();
    carry_out(&wanted, false, state, probe)
}

fn undo_probed(only: Option<&Written>, state: &Path, probe: Probe) -> Result<(Vec<PathBuf>, bool)> {
    let state = &state.join(OWN);
    let _lock = locked_state(state)?;
    let last = Journal::read(&Journal::path_of_last(state))?;
    let Some(last) = last else { bail!("there is nothing to take back: nothing was accepted, or it was taken back already") };
    if only.is_some_and(|only| *only != written_by(&last)) {
        bail!(
            "something else was written since, so nothing is taken back\nhint: `guidewalk undo` takes back what was written last"
        );
    }
    let mut changes = Vec::new();
    for entry in &last.entries {
        let now = fs::read(&entry.target).ok().map(|bytes| digest(&bytes));
        if now != entry.new_digest {
            let shown = entry.target.display();
            bail!(
                "{shown} was changed since it was accepted, so nothing is taken back\nhint: git diff -- '{shown}' shows what is new in it"
            );
        }
        let old = entry.old.as_ref().map(|old| fs::read(old).with_context(|| format!("cannot read {}", old.display())));
        changes.push((&entry.target, old.transpose()?, now.map_or(Before::Absent, Before::Digest)));
    }
    let wanted: Vec<Wanted> =
        changes.iter().map(|(path, bytes, before)| Wanted { path, bytes: bytes.as_deref(), before }).collect();
    let finished = carry_out(&wanted, true, state, probe)?;
    Ok((last.entries.into_iter().map(|entry| entry.target).collect(), finished))
}

/// The lock, with nothing half done any more.
fn locked_state(state: &Path) -> Result<fs::File> {
    fs::create_dir_all(state).with_context(|| format!("cannot make the folder {}", state.display()))?;
    let held = lock(state)?;
    recover_locked(state)?;
    Ok(held)
}

fn carry_out(wanted: &[Wanted], undoes: bool, state: &Path, probe: Probe) -> Result<bool> {
    let mut journal = Journal { phase: Phase::Preparing, undoes, entries: plan(wanted, state)? };
    let outcome = lay_ready(wanted, &mut journal, state, probe);
    if !matches!(outcome, Ok(true)) {
        return outcome.inspect_err(|_| drop(discard(&journal, state)));
    }
    match replace(&journal, probe) {
        Ok(true) => {}
        Ok(false) => return Ok(false),
        Err(error) => {
            give_up(journal, state).context("the change could not be taken back; guidewalk tries again at its next start")?;
            return Err(error.context("nothing was changed"));
        }
    }
    finish(journal, state)?;
    probe("done")
}

/// Checks every target before anything is written.
fn plan(wanted: &[Wanted], state: &Path) -> Result<Vec<Entry>> {
    let name = fastrand::u64(..);
    let mut entries: Vec<Entry> = Vec::with_capacity(wanted.len());
    for (n, change) in wanted.iter().enumerate() {
        let target = resolved(change.path)?;
        if entries.iter().any(|entry| entry.target == target) {
            bail!("{} would be written twice in one change", change.path.display());
        }
        let old_digest = check(&target, change.before)?;
        let beside = folder_of(&target).join(format!("{}{name:016x}-{n}.tmp", atomic::PREFIX));
        entries.push(Entry {
            new: change.bytes.is_some().then_some(beside),
            old: old_digest.is_some().then(|| state.join(format!("old-{name:016x}-{n}"))),
            old_digest,
            new_digest: change.bytes.map(digest),
            target,
        });
    }
    Ok(entries)
}

/// The file itself where the path is a link, and from the root: recovery may run in another folder.
fn resolved(path: &Path) -> Result<PathBuf> {
    if path.is_symlink() {
        return fs::canonicalize(path).with_context(|| format!("{} is a link that leads nowhere", path.display()));
    }
    let folder = folder_of(path);
    let (Ok(folder), Some(name)) = (fs::canonicalize(folder), path.file_name()) else {
        let shown = folder.display();
        bail!("cannot write {}: its folder is not there\nhint: mkdir -p '{shown}'", path.display());
    };
    Ok(folder.join(name))
}

fn changed(target: &Path) -> anyhow::Error {
    anyhow::anyhow!("{} was changed since the walk\nhint: walk again: guidewalk regenerate", target.display())
}

fn check(target: &Path, before: &Before) -> Result<Option<String>> {
    let shown = target.display();
    if !target.exists() {
        return if *before == Before::Absent { Ok(None) } else { Err(changed(target)) };
    }
    let known = fs::metadata(target).with_context(|| format!("cannot read {shown}"))?;
    if !known.is_file() {
        bail!("{shown} is not a file, so it is not replaced");
    }
    if known.permissions().readonly() {
        bail!("{shown} is read-only\nhint: chmod u+w '{shown}'");
    }
    let now = digest(&fs::read(target).with_context(|| format!("cannot read {shown}"))?);
    if *before == Before::Digest(now.clone()) { Ok(Some(now)) } else { Err(changed(target)) }
}

fn lay_ready(wanted: &[Wanted], journal: &mut Journal, state: &Path, probe: Probe) -> Result<bool> {
    journal.write(&Journal::path(state))?;
    for (entry, change) in journal.entries.iter().zip(wanted) {
        if !probe("lay ready")? {
            return Ok(false);
        }
        if let Some(old) = &entry.old {
            let bytes = fs::read(&entry.target).with_context(|| format!("cannot read {}", entry.target.display()))?;
            if entry.old_digest != Some(digest(&bytes)) {
                return Err(changed(&entry.target));
            }
            atomic::lay(old, &bytes).with_context(|| no_room(state))?;
        }
        if let (Some(new), Some(bytes)) = (&entry.new, change.bytes) {
            let failed = || no_room(folder_of(new));
            atomic::lay(new, bytes).with_context(failed)?;
            if let Ok(known) = fs::metadata(&entry.target) {
                fs::set_permissions(new, known.permissions()).with_context(failed)?;
            }
        }
    }
    if !probe("commit")? {
        return Ok(false);
    }
    journal.phase = Phase::Committed;
    journal.write(&Journal::path(state))?;
    Ok(true)
}

fn no_room(folder: &Path) -> String {
    let shown = folder.display();
    format!(
        "cannot write into {shown}, and nothing was changed\nhint: see whether there is room and who may write there: df -h '{shown}'; ls -ld '{shown}'"
    )
}

/// The renames, one right after the other: what a kill can break off is over in a moment. May be repeated.
fn replace(journal: &Journal, probe: Probe) -> Result<bool> {
    for entry in &journal.entries {
        if !probe("replace")? {
            return Ok(false);
        }
        let done = match &entry.new {
            Some(new) if digest_now(&entry.target)? == entry.new_digest => atomic::remove(new),
            Some(new) => fs::rename(new, &entry.target),
            None => atomic::remove(&entry.target),
        };
        done.with_context(|| format!("cannot replace {}", entry.target.display()))?;
    }
    let folders: BTreeSet<&Path> = journal.entries.iter().map(|entry| folder_of(&entry.target)).collect();
    for folder in folders {
        atomic::sync_folder(folder).with_context(|| format!("cannot write into {}", folder.display()))?;
    }
    probe("replaced")
}

/// What was done is now the last promotion, which can be taken back; or, where it took that back, there is none any more. All
/// that an earlier one kept goes. May be repeated.
fn finish(mut journal: Journal, state: &Path) -> Result<()> {
    let last = Journal::path_of_last(state);
    let mut kept = BTreeSet::from([lock_path(state)]);
    if journal.undoes {
        atomic::remove(&last).with_context(|| format!("cannot take {} away", last.display()))?;
    } else {
        journal.phase = Phase::Done;
        journal.write(&last)?;
        kept.extend(journal.entries.into_iter().filter_map(|entry| entry.old).chain([last]));
    }
    let going_on = Journal::path(state);
    atomic::remove(&going_on).with_context(|| format!("cannot take {} away", going_on.display()))?;
    let all = fs::read_dir(state).with_context(|| format!("cannot read {}", state.display()))?;
    for file in all.flatten().map(|file| file.path()).filter(|file| !kept.contains(file)) {
        atomic::remove(&file).with_context(|| format!("cannot take {} away", file.display()))?;
    }
    Ok(())
}

/// From now on it is taken back, whatever breaks that off.
fn give_up(mut journal: Journal, state: &Path) -> Result<()> {
    journal.phase = Phase::TakingBack;
    journal.write(&Journal::path(state))?;
    take_back(&journal, state)
}

/// Every target becomes old again.
fn take_back(journal: &Journal, state: &Path) -> Result<()> {
    check_untouched(journal, state)?;
    for entry in &journal.entries {
        let failed = || format!("cannot take the change of {} back", entry.target.display());
        if digest_now(&entry.target)? == entry.old_digest {
            continue;
        }
        match &entry.old {
            Some(old) => {
                let bytes = fs::read(old).with_context(failed)?;
                let known = fs::metadata(&entry.target).ok();
                atomic::write(&entry.target, &bytes, Care::Machine).with_context(failed)?;
                if let Some(known) = known {
                    fs::set_permissions(&entry.target, known.permissions()).with_context(failed)?;
                }
            }
            None => atomic::remove(&entry.target).with_context(failed)?,
        }
    }
    discard(journal, state)
}

/// Takes away what was laid ready, and the journal last.
fn discard(journal: &Journal, state: &Path) -> Result<()> {
    for file in journal.entries.iter().flat_map(|entry| entry.new.iter().chain(&entry.old)) {
        atomic::remove(file).with_context(|| format!("cannot take {} away", file.display()))?;
    }
    let path = Journal::path(state);
    atomic::remove(&path).with_context(|| format!("cannot take {} away", path.display()))
}

#[cfg(test)]
mod tests;
