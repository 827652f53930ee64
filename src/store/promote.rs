//! The only writer of guides: several files become new together, or all stay old. A journal in the state folder says how far it
//! came, so that what a kill or a power failure left half done is finished or taken back by [`recover`].
//!
//! The order is: intent into the journal, new bytes beside their targets, old bytes into the state folder, `committed` into the
//! journal - from here on the change is finished, before it is taken back - and then the renames.

use std::fs;
use std::path::{Path, PathBuf};

use anyhow::{Context, Result, bail};
use sha2::{Digest, Sha256};

use super::atomic::{self, Care, folder_of};
use super::journal::{Entry, Journal, Phase, lock, lock_if_there};

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

/// SHA-256 of a file's bytes, hex.
#[must_use]
pub fn digest(bytes: &[u8]) -> String {
    Sha256::digest(bytes).iter().map(|byte| format!("{byte:02x}")).collect()
}

/// Where a test may break a promotion off. `Err` is a failing disk (what was done is taken back), `Ok(false)` a kill.
type Probe<'a> = &'a dyn Fn(&str) -> Result<bool>;

/// Makes every file new, or none. Finishes an earlier promotion that was broken off first.
///
/// # Errors
///
/// When a file is not as it was expected, is read-only, or has no folder, when another guidewalk is at it, or when the disk
/// fails. All files are then as they were.
pub fn promote(changes: &[Change], state: &Path) -> Result<()> {
    promote_probed(changes, state, &|_| Ok(true)).map(|_finished| ())
}

/// Finishes or takes back what a killed promotion left half done. Nothing to do is as good.
///
/// # Errors
///
/// When the journal can't be read, or a file that it names was changed by someone else since.
pub fn recover(state: &Path) -> Result<()> {
    let Some(_lock) = lock_if_there(state)? else { return Ok(()) };
    recover_locked(state)
}

fn promote_probed(changes: &[Change], state: &Path, probe: Probe) -> Result<bool> {
    fs::create_dir_all(state).with_context(|| format!("cannot make the folder {}", state.display()))?;
    let _lock = lock(state)?;
    recover_locked(state)?;
    let mut journal = Journal { phase: Phase::Preparing, entries: plan(changes, state)? };
    let outcome = lay_ready(changes, &mut journal, state, probe);
    if !matches!(outcome, Ok(true)) {
        return outcome.inspect_err(|_| drop(discard(&journal, state)));
    }
    match replace(&journal, probe) {
        Ok(true) => {}
        Ok(false) => return Ok(false),
        Err(error) => {
            journal.phase = Phase::TakingBack;
            journal.write(state)?;
            take_back(&journal, state).context("the change could not be taken back; guidewalk tries again at its next start")?;
            return Err(error.context("nothing was changed"));
        }
    }
    journal.phase = Phase::Done;
    journal.write(state)?;
    probe("done")
}

/// Checks every target before anything is written.
fn plan(changes: &[Change], state: &Path) -> Result<Vec<Entry>> {
    let mut entries: Vec<Entry> = Vec::with_capacity(changes.len());
    for (n, change) in changes.iter().enumerate() {
        let target = resolved(&change.path)?;
        if entries.iter().any(|entry| entry.target == target) {
            bail!("{} would be written twice in one change", change.path.display());
        }
        let old_digest = check(&target, &change.before)?;
        let beside = format!(".guidewalk-{}-{n}.tmp", std::process::id());
        entries.push(Entry {
            new: folder_of(&target).join(beside),
            old: old_digest.is_some().then(|| state.join(format!("old-{n}"))),
            old_digest,
            new_digest: digest(&change.bytes),
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

fn lay_ready(changes: &[Change], journal: &mut Journal, state: &Path, probe: Probe) -> Result<bool> {
    journal.write(state)?;
    for (entry, change) in journal.entries.iter().zip(changes) {
        if !probe("lay ready")? {
            return Ok(false);
        }
        if let Some(old) = &entry.old {
            let bytes = fs::read(&entry.target).with_context(|| format!("cannot read {}", entry.target.display()))?;
            if entry.old_digest != Some(digest(&bytes)) {
                return Err(changed(&entry.target));
            }
            atomic::write(old, &bytes, Care::Machine).with_context(|| format!("cannot write {}", old.display()))?;
        }
        let failed = || format!("cannot write into {}", folder_of(&entry.new).display());
        atomic::write(&entry.new, &change.bytes, Care::Machine).with_context(failed)?;
        if let Ok(known) = fs::metadata(&entry.target) {
            fs::set_permissions(&entry.new, known.permissions()).with_context(failed)?;
        }
    }
    if !probe("commit")? {
        return Ok(false);
    }
    journal.phase = Phase::Committed;
    journal.write(state)?;
    Ok(true)
}

/// The renames. May be repeated: a new file that is gone stands in its place already.
fn replace(journal: &Journal, probe: Probe) -> Result<bool> {
    for entry in &journal.entries {
        if !probe("replace")? {
            return Ok(false);
        }
        if entry.new.exists() {
            let failed = || format!("cannot replace {}", entry.target.display());
            fs::rename(&entry.new, &entry.target).with_context(failed)?;
            atomic::sync_folder(folder_of(&entry.target)).with_context(failed)?;
        }
    }
    probe("replaced")
}

/// Every target becomes old again.
fn take_back(journal: &Journal, state: &Path) -> Result<()> {
    for entry in &journal.entries {
        let failed = || format!("cannot take the change of {} back", entry.target.display());
        match &entry.old {
            _ if entry.new.exists() => {}
            Some(old) => {
                let bytes = fs::read(old).with_context(failed)?;
                atomic::write(&entry.target, &bytes, Care::Machine).with_context(failed)?;
            }
            None => atomic::remove(&entry.target).with_context(failed)?,
        }
    }
    discard(journal, state)
}

/// Takes away what was laid ready, and the journal last.
fn discard(journal: &Journal, state: &Path) -> Result<()> {
    for entry in &journal.entries {
        for file in std::iter::once(&entry.new).chain(&entry.old) {
            atomic::remove(file).with_context(|| format!("cannot take {} away", file.display()))?;
        }
    }
    let path = Journal::path(state);
    atomic::remove(&path).with_context(|| format!("cannot take {} away", path.display()))
}

fn recover_locked(state: &Path) -> Result<()> {
    let Some(mut journal) = Journal::read(state)? else { return Ok(()) };
    match journal.phase {
        Phase::Done => Ok(()),
        Phase::Preparing => discard(&journal, state),
        Phase::TakingBack => take_back(&journal, state),
        Phase::Committed => {
            for entry in &journal.entries {
                check_untouched(entry, state)?;
            }
            replace(&journal, &|_| Ok(true))?;
            journal.phase = Phase::Done;
            journal.write(state)
        }
    }
}

/// Someone may have edited a target between the kill and the recovery; that must not be lost.
fn check_untouched(entry: &Entry, state: &Path) -> Result<()> {
    let now = fs::read(&entry.target).ok().map(|bytes| digest(&bytes));
    if now == entry.old_digest || now.as_ref() == Some(&entry.new_digest) {
        return Ok(());
    }
    bail!(
        "an earlier change of {} was broken off, and the file was edited since\nhint: keep what you want of {}, then remove {}",
        entry.target.display(),
        entry.new.display(),
        Journal::path(state).display()
    )
}

#[cfg(test)]
mod tests {
    use std::cell::Cell;

    use super::*;

    struct Place {
        folder: tempfile::TempDir,
        changes: Vec<Change>,
    }

    impl Place {
        fn new() -> Self {
            let folder = tempfile::tempdir().unwrap();
            let changes = ["guide.md", "01.png", "02.png"].map(|name| Change {
                path: folder.path().join(name),
                bytes: format!("new {name}").into_bytes(),
                before: Before::Digest(digest(format!("old {name}").as_bytes())),
            });
            for name in ["guide.md", "01.png", "02.png"] {
                fs::write(folder.path().join(name), format!("old {name}")).unwrap();
            }
            let absent = Change { path: folder.path().join("03.png"), bytes: b"new 03.png".to_vec(), before: Before::Absent };
            Self { folder, changes: changes.into_iter().chain([absent]).collect() }
        }

        fn state(&self) -> PathBuf {
            self.folder.path().join("state")
        }

        /// `old`, `new`, or a mixture; and nothing may lie about.
        fn looks(&self) -> &'static str {
            let read = |name: &str| fs::read_to_string(self.folder.path().join(name)).unwrap_or_default();
            let names = ["guide.md", "01.png", "02.png", "03.png"];
            let all = |age: &str| names.iter().all(|name| read(name) == format!("{age} {name}"));
            let old = names[..3].iter().all(|name| read(name) == format!("old {name}")) && read("03.png").is_empty();
            let clean = fs::read_dir(self.folder.path()).unwrap().flatten();
            let littered = clean.into_iter().any(|entry| entry.file_name().to_string_lossy().ends_with(".tmp"));
            match (old, all("new"), littered) {
                (_, _, true) => "littered",
                (true, ..) => "old",
                (_, true, _) => "new",
                _ => "mixed",
            }
        }
    }

    /// Breaks off at the nth probe, whatever it is called.
    fn breaking_at(n: usize, kill: bool) -> impl Fn(&str) -> Result<bool> {
        let left = Cell::new(n);
        move |_| {
            if left.replace(left.get().wrapping_sub(1)) != 0 {
                return Ok(true);
            }
            if kill { Ok(false) } else { bail!("the disk is full") }
        }
    }

    #[test]
    fn all_files_become_new() {
        let place = Place::new();
        promote(&place.changes, &place.state()).unwrap();
        assert_eq!(place.looks(), "new");
    }

    #[test]
    fn a_kill_at_any_moment_leaves_all_old_or_all_new_once_recovered() {
        let mut seen = Vec::new();
        for n in 0.. {
            let place = Place::new();
            if promote_probed(&place.changes, &place.state(), &breaking_at(n, true)).unwrap() {
                break;
            }
            recover(&place.state()).unwrap();
            seen.push(place.looks());
        }
        assert_eq!(seen, ["old", "old", "old", "old", "old", "new", "new", "new", "new", "new", "new"]);
    }

    #[test]
    fn a_failing_disk_leaves_all_old_at_once() {
        for n in 0..10 {
            let place = Place::new();
            let error = promote_probed(&place.changes, &place.state(), &breaking_at(n, false)).unwrap_err();
            assert!(format!("{error:#}").contains("the disk is full"), "{error:#}");
            assert_eq!(place.looks(), "old", "probe {n}");
        }
    }

    #[test]
    fn an_edit_after_a_kill_is_not_lost() {
        let place = Place::new();
        assert!(!promote_probed(&place.changes, &place.state(), &breaking_at(6, true)).unwrap());
        fs::write(&place.changes[2].path, "edited since").unwrap();
        let error = recover(&place.state()).unwrap_err().to_string();
        assert!(error.contains("was edited since"), "{error}");
        assert_eq!(fs::read_to_string(&place.changes[2].path).unwrap(), "edited since");
    }

    #[test]
    fn only_one_can_promote() {
        let place = Place::new();
        fs::create_dir_all(place.state()).unwrap();
        let _held = lock(&place.state()).unwrap();
        let error = promote(&place.changes, &place.state()).unwrap_err().to_string();
        assert_eq!(error, "another guidewalk is changing a guide\nhint: try again when it has ended");
        assert_eq!(place.looks(), "old");
    }
}
