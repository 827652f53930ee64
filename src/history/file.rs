//! The nights on disk: `history/<guide>-<digest>.jsonl` in the state folder, a line for each night. Lines are only ever added, so that
//! files of several machines are merged by putting them together.

use std::fs::{self, OpenOptions};
use std::io::{ErrorKind, Write as _};
use std::path::{Path, PathBuf};

use anyhow::{Context as _, Result, anyhow, bail};

use super::{Night, SCHEMA};
use crate::store;

/// The folder in the state folder.
const FOLDER: &str = "history";

/// Which guide's nights.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Guide {
    file: PathBuf,
}

/// The file of a guide's nights; `guide` is its path as its repository names it, so that it is the same on every machine.
#[must_use]
pub fn file_of(state: &Path, guide: &str) -> Guide {
    let name = format!("{}-{}.jsonl", store::slug(guide), &store::digest(guide.as_bytes())[..6]);
    Guide { file: state.join(FOLDER).join(name) }
}

/// The files of all guides, in the order of their names.
///
/// # Errors
/// When the folder can't be read.
pub fn all(state: &Path) -> Result<Vec<Guide>> {
    let folder = state.join(FOLDER);
    let entries = match fs::read_dir(&folder) {
        Err(error) if error.kind() == ErrorKind::NotFound => return Ok(Vec::new()),
        read => read.with_context(|| format!("cannot read {}", folder.display()))?,
    };
    let files = entries.flatten().map(|entry| entry.path());
    let mut files: Vec<PathBuf> = files.filter(|file| file.extension().is_some_and(|end| end == "jsonl")).collect();
    files.sort();
    Ok(files.into_iter().map(|file| Guide { file }).collect())
}

impl Guide {
    /// Where they are.
    #[must_use]
    pub fn path(&self) -> &Path {
        &self.file
    }

    /// The nights, oldest first, one for each date: of several the one that could verify more, else the later.
    ///
    /// # Errors
    /// When the file can't be read, or a line in it is none of guidewalk's.
    pub fn nights(&self) -> Result<Vec<Night>> {
        let shown = self.file.display();
        let bytes = match fs::read(&self.file) {
            Err(error) if error.kind() == ErrorKind::NotFound => return Ok(Vec::new()),
            read => read.with_context(|| format!("cannot read {shown}"))?,
        };
        // A line may be cut off in the midst of a letter.
        let text = String::from_utf8_lossy(&bytes);
        let mut nights = Vec::new();
        for (n, line) in text.split_inclusive('\n').enumerate().filter(|(_, line)| !line.trim().is_empty()) {
            match parsed(line) {
                Ok(Some(night)) => nights.push(night),
                // What a kill cut off; the night is walked again or missing.
                Ok(None) => {}
                Err(error) => return Err(error.context(format!("{shown}:{}", n + 1))),
            }
        }
        Ok(one_each(nights))
    }

    /// Adds a night.
    ///
    /// # Errors
    /// When it can't be written.
    pub fn add(&self, night: &Night) -> Result<()> {
        let mut line = serde_json::to_string(night).context("cannot put the night into JSON")?;
        line.push('\n');
        self.write(&line).with_context(|| format!("cannot write {}\nhint: name another folder with --state", self.file.display()))
    }

    fn write(&self, line: &str) -> std::io::Result<()> {
        fs::create_dir_all(self.file.parent().unwrap_or(Path::new(".")))?;
        let is_cut_off = fs::read(&self.file).is_ok_and(|bytes| bytes.last().is_some_and(|last| *last != b'\n'));
        let mut file = OpenOptions::new().create(true).append(true).open(&self.file)?;
        // In one piece: two that write at once don't mix.
        file.write_all(format!("{}{line}", if is_cut_off { "\n" } else { "" }).as_bytes())?;
        file.sync_all()
    }
}

/// The night of a line; none where the line was cut off.
fn parsed(line: &str) -> Result<Option<Night>> {
    let json: serde_json::Value = match serde_json::from_str(line.trim_end()) {
        Ok(json) => json,
        Err(error) if error.is_eof() => return Ok(None),
        Err(error) => {
            bail!("it is no night: {error}\nhint: take the line out; where two files were merged, keep the lines of both")
        }
    };
    match json.get("schema").and_then(serde_json::Value::as_u64) {
        Some(schema) if schema > u64::from(SCHEMA) => {
            bail!("a newer guidewalk wrote it (schema {schema}; this one reads {SCHEMA})\nhint: update guidewalk")
        }
        _ => serde_json::from_value(json)
            .map(Some)
            .map_err(|error| anyhow!("it is not shaped as a night: {error}\nhint: guidewalk schema history shows the shape")),
    }
}

fn one_each(mut nights: Vec<Night>) -> Vec<Night> {
    nights.sort_by(|one, other| {
        let key = |night: &Night| (night.night, night.is_verified(), night.started.clone());
        key(one).cmp(&key(other))
    });
    let mut kept: Vec<Night> = Vec::new();
    for night in nights {
        match kept.last_mut().filter(|last| last.night == night.night) {
            Some(last) => *last = night,
            None => kept.push(night),
        }
    }
    kept
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::history::tests::night;
    use crate::judge::{Status, Verdict};
    use crate::record::GuideRef;

    #[test]
    fn a_night_that_was_cut_off_is_left_out_and_the_next_stands_whole() {
        let state = tempfile::tempdir().unwrap();
        let guide = file_of(state.path(), "docs/guide.md");
        assert_eq!(guide.nights().unwrap(), []);
        let (one, two) = (night(1, &[Status::Current]), night(2, &[Status::Current]));
        guide.add(&one).unwrap();
        let whole = fs::read(guide.path()).unwrap();
        fs::write(guide.path(), [&whole[..], &whole[..40]].concat()).unwrap();
        assert_eq!(guide.nights().unwrap(), std::slice::from_ref(&one));
        guide.add(&two).unwrap();
        assert_eq!(guide.nights().unwrap(), [one, two]);
        assert_eq!(all(state.path()).unwrap(), [guide]);
    }

    #[test]
    fn a_night_that_was_cut_off_within_a_letter_is_left_out_too() {
        let state = tempfile::tempdir().unwrap();
        let guide = file_of(state.path(), "guide.md");
        let one = Night { guide: GuideRef { path: "guide.md".into(), title: "Größe".into() }, ..night(1, &[Status::Current]) };
        guide.add(&one).unwrap();
        let whole = fs::read(guide.path()).unwrap();
        let within = whole.iter().position(|byte| !byte.is_ascii()).unwrap() + 1;
        assert!(std::str::from_utf8(&whole[..within]).is_err());
        fs::write(guide.path(), [&whole[..], &whole[..within]].concat()).unwrap();
        assert_eq!(guide.nights().unwrap(), std::slice::from_ref(&one));
        let two = Night { night: jiff::civil::date(2026, 11, 2), ..one.clone() };
        guide.add(&two).unwrap();
        assert_eq!(guide.nights().unwrap(), [one, two]);
    }

    #[test]
    fn merged_files_have_one_line_for_each_night_the_one_that_saw_more() {
        let state = tempfile::tempdir().unwrap();
        let guide = file_of(state.path(), "guide.md");
        let seen = night(2, &[Status::Current]);
        let blocked = Night {
            verdict: Verdict::Unverified,
            held_up: Some("site-down".into()),
            started: "2026-11-02T23:00:00Z".into(),
            ..night(2, &[Status::Blocked])
        };
        let later = Night { started: "2026-11-02T04:00:00Z".into(), ..night(2, &[Status::Drifted]) };
        for line in [&night(3, &[Status::Current]), &later, &seen, &blocked, &seen] {
            guide.add(line).unwrap();
        }
        assert_eq!(guide.nights().unwrap(), [later, night(3, &[Status::Current])]);
    }

    #[test]
    fn a_line_that_is_none_is_named_with_its_place() {
        let state = tempfile::tempdir().unwrap();
        let guide = file_of(state.path(), "guide.md");
        guide.add(&night(1, &[Status::Current])).unwrap();
        let whole = fs::read_to_string(guide.path()).unwrap();
        fs::write(guide.path(), format!("{whole}<<<<<<< ours\n")).unwrap();
        let error = format!("{:#}", guide.nights().unwrap_err());
        assert!(error.contains(".jsonl:2: it is no night") && error.contains("keep the lines of both"), "{error}");
        fs::write(guide.path(), whole.replace("\"schema\":1", "\"schema\":9")).unwrap();
        assert!(format!("{:#}", guide.nights().unwrap_err()).contains("a newer guidewalk wrote it"));
    }
}
