//! Records on disk, and the one writer of guides. A record is a folder below `.guidewalk`; a guide is changed by [`promote()`] and
//! by nothing else.

mod atomic;
mod finisher;
mod journal;
mod promote;

use std::fs;
use std::path::{Component, Path, PathBuf};

use anyhow::{Context, Result, bail};
use jiff::Timestamp;

use crate::record::{Record, SCHEMA};
use atomic::Care;

pub use finisher::{FINISH_COMMAND, Finisher};
pub use promote::{Before, Change, Written, digest, last_written, promote, recover, undo, undo_only};

/// The folder that holds all records of a place.
pub const FOLDER: &str = ".guidewalk";

/// The record itself in its folder.
pub const RECORD_FILE: &str = "record.json";

/// What a person decided about the record's new pictures and sentences, in its folder.
pub const DECISIONS_FILE: &str = "decisions.json";

/// How many records of a guide are kept.
pub const KEPT: usize = 20;

/// Lies in a folder that was taken for a record until `record.json` does: a walk that is killed early leaves no record, and its folder
/// is guidewalk's all the same.
const MARKER: &str = ".guidewalk-record";

/// Written and taken away again, to see whether a folder can be written.
const PROBE: &str = ".probe";

/// What guidewalk writes into a record folder; nothing else in it is ever taken away.
const PARTS: [&str; 8] =
    [RECORD_FILE, DECISIONS_FILE, "report.html", "frames", "outlines", "references", "differences", "staged"];

/// Those of them that come from what a walk saw.
const SEEN: [&str; 4] = ["frames", "outlines", "differences", "staged"];

/// A path as it is best shown: relative to the current folder where it lies in it.
#[must_use]
pub fn shown(path: &Path) -> String {
    let here = std::env::current_dir().ok();
    let inside = here.as_deref().and_then(|here| path.strip_prefix(here).ok());
    inside.unwrap_or(path).display().to_string()
}

/// The folder that one walk leaves behind.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct RecordFolder {
    path: PathBuf,
}

impl RecordFolder {
    /// Makes `.guidewalk/<guide>/<UTC time>/` below `root`, tries that it can be written, and takes the oldest records of the
    /// guide away so that [`KEPT`] are left.
    ///
    /// # Errors
    ///
    /// When a folder or file can't be made there.
    pub fn create(root: &Path, guide_slug: &str, now: Timestamp) -> Result<Self> {
        let all = root.join(FOLDER);
        let guide = all.join(slug(guide_slug));
        make_folder(&guide)?;
        let ignore = all.join(".gitignore");
        if !ignore.exists() {
            atomic::write(&ignore, b"*\n", Care::Process).with_context(|| unwritable(&all))?;
        }
        let folder = Self { path: make_unique(&guide, &now.strftime("%Y-%m-%dT%H-%M-%SZ").to_string())? };
        folder.try_writing()?;
        forget_old(&guide)?;
        Ok(folder)
    }

    /// Takes a folder that the caller named (`--record`), made if need be. What an earlier walk left in it is taken away.
    ///
    /// # Errors
    ///
    /// When it can't be written, or holds something and is no record: its files may be anyone's, whatever they are called.
    pub fn at(folder: &Path) -> Result<Self> {
        make_folder(folder)?;
        let mut entries = fs::read_dir(folder).with_context(|| format!("cannot read {}", folder.display()))?;
        if entries.next().is_some() && !is_ours(folder) {
            bail!(
                "{} holds files and is no record, so it is not written into\nhint: name a new folder with --record",
                folder.display()
            );
        }
        // Not beside its place and then renamed: a kill in between would leave a file, and no marker.
        fs::write(folder.join(MARKER), b"").with_context(|| unwritable(folder))?;
        let folder = Self { path: folder.to_owned() };
        folder.take_away(&PARTS)?;
        folder.try_writing()?;
        Ok(folder)
    }

    /// Takes away what was seen so far: the walk begins again.
    ///
    /// # Errors
    ///
    /// When it can't be taken away.
    pub fn begin_again(&self) -> Result<()> {
        self.take_away(&SEEN)
    }

    fn take_away(&self, parts: &[&str]) -> Result<()> {
        for part in parts {
            let path = self.path.join(part);
            let gone = if path.is_dir() { fs::remove_dir_all(&path) } else { atomic::remove(&path) };
            gone.with_context(|| format!("cannot take the earlier {} away", path.display()))?;
        }
        Ok(())
    }

    /// Whether the folder is there: one that was taken away is not made anew, half the record would be missing from it.
    fn still_there(&self) -> Result<()> {
        if self.path.is_dir() {
            return Ok(());
        }
        let (folder, hint) = (self.path.display(), "start again, and let nothing take the folder away while a walk goes on");
        bail!("cannot go on: the record's folder {folder} is gone\nhint: {hint}")
    }

    /// Where it is.
    #[must_use]
    pub fn path(&self) -> &Path {
        &self.path
    }

    /// Writes `record.json`, whole or not at all. Meant to be called again and again while a walk goes on; the last one of a
    /// walk (`complete`) outlives a power failure too.
    ///
    /// # Errors
    ///
    /// When the file can't be written.
    pub fn write_record(&self, record: &Record) -> Result<()> {
        self.still_there()?;
        let mut json = serde_json::to_vec_pretty(record).context("cannot put the record into JSON")?;
        json.push(b'\n');
        let care = if record.complete { Care::Machine } else { Care::Process };
        let path = self.path.join(RECORD_FILE);
        let written = atomic::write(&path, &json, care).and_then(|()| atomic::remove(&self.path.join(MARKER)));
        written.map_err(|error| cannot_write(&path, &error))
    }

    /// Writes a file of the record (`frames/2.1.png`), folders made if need be, and gives its place.
    ///
    /// # Errors
    ///
    /// When the path leads out of the folder, or the file can't be written.
    pub fn write_file(&self, relative: &str, bytes: &[u8]) -> Result<PathBuf> {
        self.write_with(Care::Process, relative, bytes)
    }

    /// The same so that it outlives a power failure.
    ///
    /// # Errors
    ///
    /// When the path leads out of the folder, or the file can't be written.
    pub fn write_lastingly(&self, relative: &str, bytes: &[u8]) -> Result<PathBuf> {
        self.write_with(Care::Machine, relative, bytes)
    }

    fn write_with(&self, care: Care, relative: &str, bytes: &[u8]) -> Result<PathBuf> {
        let path = self.inside(relative)?;
        self.still_there()?;
        make_folder(atomic::folder_of(&path))?;
        atomic::write(&path, bytes, care).map_err(|error| cannot_write(&path, &error))?;
        Ok(path)
    }

    /// Reads a file of the record.
    ///
    /// # Errors
    ///
    /// When the path leads out of the folder, or the file can't be read.
    pub fn read_file(&self, relative: &str) -> Result<Vec<u8>> {
        let path = self.inside(relative)?;
        fs::read(&path).with_context(|| format!("cannot read {}", path.display()))
    }

    /// A record's paths come from a file that anyone may have written: none of them may lead elsewhere.
    fn inside(&self, relative: &str) -> Result<PathBuf> {
        let path = Path::new(relative);
        if relative.is_empty() || !path.components().all(|part| matches!(part, Component::Normal(_))) {
            bail!("{relative:?} leads out of the record {}", self.path.display());
        }
        Ok(self.path.join(path))
    }

    fn try_writing(&self) -> Result<()> {
        let probe = self.path.join(PROBE);
        fs::write(&probe, b"").and_then(|()| fs::remove_file(&probe)).with_context(|| unwritable(&self.path))
    }
}

/// Reads a record: its folder, or the `record.json` in it.
///
/// # Errors
///
/// When there is none, when it is cut off or of another shape, or when a newer guidewalk wrote it.
pub fn open_record(path: &Path) -> Result<(RecordFolder, Record)> {
    let folder = if path.is_file() { atomic::folder_of(path) } else { path };
    let file = if path.is_file() { path.to_owned() } else { path.join(RECORD_FILE) };
    if !path.exists() {
        bail!("there is no record at {}\nhint: guidewalk check writes one", path.display());
    }
    if !file.is_file() {
        bail!("{} is not a record: no {RECORD_FILE} is in it\nhint: guidewalk check writes one", path.display());
    }
    let bytes = fs::read(&file).with_context(|| format!("cannot read {}", file.display()))?;
    let record = parse(&bytes).with_context(|| format!("cannot use {}", file.display()))?;
    Ok((RecordFolder { path: folder.to_owned() }, record))
}

fn parse(bytes: &[u8]) -> Result<Record> {
    let json: serde_json::Value = match serde_json::from_slice(bytes) {
        Ok(json) => json,
        Err(error) if error.is_eof() => bail!("it is cut off at its end\nhint: guidewalk check writes a new one"),
        Err(error) => bail!("it is not JSON: {error}\nhint: guidewalk check writes a new one"),
    };
    match json.get("schema").and_then(serde_json::Value::as_u64) {
        None => bail!("it is not a record: it names no schema\nhint: guidewalk check writes one"),
        Some(schema) if schema > u64::from(SCHEMA) => {
            bail!("a newer guidewalk wrote it (schema {schema}; this one reads {SCHEMA})\nhint: update guidewalk")
        }
        Some(_) => {}
    }
    match serde_json::from_value(json) {
        Ok(record) => Ok(record),
        Err(error) => bail!("it is not shaped as a record: {error}\nhint: guidewalk schema record shows the shape"),
    }
}

/// The newest record below `root`, of whatever guide.
///
/// # Errors
///
/// When there is none.
pub fn newest(root: &Path) -> Result<PathBuf> {
    let all = root.join(FOLDER);
    let guides = folders_in(&all).unwrap_or_default();
    guides
        .iter()
        .flat_map(|guide| records_of(guide).unwrap_or_default())
        .filter(|folder| folder.join(RECORD_FILE).is_file())
        .max_by(|one, other| one.file_name().cmp(&other.file_name()))
        .with_context(|| format!("no record is in {}\nhint: guidewalk check writes one", all.display()))
}

/// The folder of the git checkout that a file lies in.
#[must_use]
pub fn work_tree(path: &Path) -> Option<&Path> {
    path.ancestors().skip(1).find(|folder| folder.join(".git").exists())
}

/// Writes a file of one's own choosing, which has at every moment its old or its new content.
///
/// # Errors
///
/// When it can't be written.
pub fn write_whole(path: &Path, bytes: impl AsRef<[u8]>) -> Result<()> {
    atomic::write(path, bytes.as_ref(), Care::Process).map_err(|error| cannot_write(path, &error))
}

/// A name for a guide's folder: letters, digits and `-`, from its file name or title.
#[must_use]
pub fn slug(name: &str) -> String {
    let stem = Path::new(name).file_name().map_or(name.into(), |file| file.to_string_lossy());
    let stem = stem.strip_suffix(".md").or_else(|| stem.strip_suffix(".markdown")).unwrap_or(&stem);
    let plain: String = stem.chars().map(|c| if c.is_alphanumeric() { c } else { ' ' }).collect();
    let joined = plain.split_whitespace().collect::<Vec<_>>().join("-");
    let short: String = joined.chars().take(80).collect();
    if short.is_empty() { "guide".into() } else { short }
}

/// Whether guidewalk took the folder before: it is marked, or holds a record, of whatever version.
fn is_ours(folder: &Path) -> bool {
    let is_record = |json: serde_json::Value| {
        json["schema"].is_u64() && json["tool"].as_str().is_some_and(|tool| tool.starts_with("guidewalk "))
    };
    let read = fs::read(folder.join(RECORD_FILE)).ok();
    folder.join(MARKER).is_file() || read.and_then(|bytes| serde_json::from_slice(&bytes).ok()).is_some_and(is_record)
}

fn make_unique(guide: &Path, time: &str) -> Result<PathBuf> {
    for attempt in 1..100 {
        let name = if attempt == 1 { time.to_owned() } else { format!("{time}-{attempt:02}") };
        let path = guide.join(name);
        match fs::create_dir(&path) {
            Ok(()) => return Ok(path),
            Err(error) if error.kind() == std::io::ErrorKind::AlreadyExists => {}
            Err(error) => return Err(error).with_context(|| unwritable(guide)),
        }
    }
    bail!("a hundred walks began at {time} in {}\nhint: name a folder with --record", guide.display())
}

/// Only folders that are named as [`RecordFolder::create`] names them: what else lies there is not ours.
fn records_of(guide: &Path) -> Result<Vec<PathBuf>> {
    let mut records = folders_in(guide)?;
    records.retain(|path| path.file_name().and_then(|name| name.to_str()).is_some_and(is_time));
    records.sort();
    Ok(records)
}

fn is_time(name: &str) -> bool {
    let form = b"0000-00-00T00-00-00Z";
    name.len() >= form.len()
        && name.bytes().zip(form).all(|(c, form)| if *form == b'0' { c.is_ascii_digit() } else { c == *form })
}

fn folders_in(folder: &Path) -> Result<Vec<PathBuf>> {
    let entries = fs::read_dir(folder).with_context(|| format!("cannot read {}", folder.display()))?;
    let folders = entries.flatten().filter(|entry| entry.file_type().is_ok_and(|kind| kind.is_dir()));
    Ok(folders.map(|entry| entry.path()).collect())
}

fn forget_old(guide: &Path) -> Result<()> {
    let records = records_of(guide)?;
    for old in &records[..records.len().saturating_sub(KEPT)] {
        fs::remove_dir_all(old).with_context(|| format!("cannot take the old record {} away", old.display()))?;
    }
    Ok(())
}

fn make_folder(folder: &Path) -> Result<()> {
    fs::create_dir_all(folder).map_err(|error| {
        let (folder, hint) = (folder.display(), "name a folder that can be written with --record");
        anyhow::anyhow!("cannot make the folder {folder}: {error}\nhint: {hint}")
    })
}

fn unwritable(folder: &Path) -> String {
    format!("cannot write into {}", folder.display())
}

fn cannot_write(path: &Path, error: &std::io::Error) -> anyhow::Error {
    anyhow::anyhow!("cannot write {}: {error}\nhint: name a folder with room with --record", path.display())
}
