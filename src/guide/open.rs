//! A guide's file: what stands in the way of reading it, said before anything is made of it.

use super::lines::as_u32;
use super::{Guide, GuideError, Settings, parse};
use std::io::{ErrorKind, Read};
use std::path::Path;

/// The largest guide that is read, in bytes.
const LARGEST: u64 = 10 * 1024 * 1024;

/// Reads the guide at `path`.
///
/// # Errors
///
/// When there is no file at `path` or it can't be read, when it is larger than 10 MB or not UTF-8, and when [`parse`] refuses it.
pub fn read(path: &Path, settings: &Settings) -> Result<Guide, GuideError> {
    let bytes = bytes(path)?;
    let source = String::from_utf8(bytes).map_err(|error| not_utf8(path, error.as_bytes(), error.utf8_error().valid_up_to()))?;
    parse(&source, path, settings)
}

fn whole(path: &Path, message: impl Into<String>, hint: impl Into<String>) -> GuideError {
    GuideError { path: path.to_path_buf(), line: 0, column: 0, message: message.into(), hint: hint.into() }
}

fn bytes(path: &Path) -> Result<Vec<u8>, GuideError> {
    let found = std::fs::metadata(path).map_err(|error| unreadable(path, &error))?;
    if found.is_dir() {
        return Err(whole(
            path,
            "this is a folder, not a guide",
            format!("name the Markdown file in it, such as {}", example(path)),
        ));
    }
    if !found.is_file() {
        return Err(whole(path, "this is not a file", "name the guide's Markdown file"));
    }
    let mut bytes = Vec::new();
    let file = std::fs::File::open(path).map_err(|error| unreadable(path, &error))?;
    file.take(LARGEST + 1).read_to_end(&mut bytes).map_err(|error| unreadable(path, &error))?;
    if found.len() > LARGEST || bytes.len() as u64 > LARGEST {
        let megabytes = found.len().div_ceil(1024 * 1024);
        let message = format!("the file has {megabytes} MB, and a guide is read up to 10 MB");
        return Err(whole(path, message, "name the guide's Markdown file; pictures belong in files of their own"));
    }
    Ok(bytes)
}

fn unreadable(path: &Path, error: &std::io::Error) -> GuideError {
    match error.kind() {
        ErrorKind::NotFound => {
            let hint =
                nearest(path).map_or_else(|| "name the guide's Markdown file".to_owned(), |name| format!("did you mean {name}?"));
            whole(path, "there is no such file", hint)
        }
        ErrorKind::PermissionDenied => whole(path, "the file may not be read", format!("chmod u+r {}", path.display())),
        kind => whole(path, format!("the file cannot be read: {kind}"), "check that the disk is there and the path is right"),
    }
}

/// A Markdown file in `folder`, for a hint.
fn example(folder: &Path) -> String {
    let first = markdown_files(folder).into_iter().next();
    folder.join(first.unwrap_or_else(|| "guide.md".to_owned())).display().to_string()
}

/// The Markdown file whose name is most like that of `path`.
fn nearest(path: &Path) -> Option<String> {
    let wanted = path.file_name()?.to_string_lossy();
    let folder = path.parent().filter(|folder| !folder.as_os_str().is_empty()).unwrap_or(Path::new("."));
    let likeness = |name: &String| strsim::jaro_winkler(name, &wanted);
    let best = markdown_files(folder).into_iter().max_by(|left, right| likeness(left).total_cmp(&likeness(right)))?;
    (likeness(&best) > 0.8).then(|| path.with_file_name(best).display().to_string())
}

fn markdown_files(folder: &Path) -> Vec<String> {
    let entries = std::fs::read_dir(folder).into_iter().flatten().flatten();
    let names = entries.map(|entry| entry.file_name().to_string_lossy().into_owned());
    let mut names: Vec<String> = names.filter(|name| name.ends_with(".md") || name.ends_with(".markdown")).collect();
    names.sort();
    names
}

fn not_utf8(path: &Path, bytes: &[u8], bad: usize) -> GuideError {
    let before = String::from_utf8_lossy(&bytes[..bad]);
    let line = before.matches('\n').count() + 1;
    let column = before.rsplit('\n').next().unwrap_or_default().chars().count() + 1;
    let from = if bytes.starts_with(&[0xff, 0xfe]) || bytes.starts_with(&[0xfe, 0xff]) { "UTF-16" } else { "WINDOWS-1252" };
    GuideError {
        path: path.to_path_buf(),
        line: as_u32(line),
        column: as_u32(column),
        message: format!("the file is not UTF-8: byte {:#04x}", bytes[bad]),
        hint: format!("save it as UTF-8, for example with `iconv -f {from} -t UTF-8`"),
    }
}
