//! A record in one file, to be attached to a bug report: as it lies on disk, scrubbed once more on the way.

use std::fs;
use std::io::{Cursor, Write as _};
use std::path::{Path, PathBuf};

use anyhow::{Context, Result};
use zip::CompressionMethod;
use zip::write::SimpleFileOptions;

use crate::secrets::Scrubber;

/// The record's files as one zip file; `name` is the folder that it opens to.
///
/// # Errors
///
/// When a file can't be read.
pub fn bundle(folder: &Path, name: &str) -> Result<Vec<u8>> {
    // What a walk knew as secret was taken out when it was written; what looks like a token is looked for once more.
    let scrubber = Scrubber::default();
    let mut zip = zip::ZipWriter::new(Cursor::new(Vec::new()));
    let mut files = files_below(folder)?;
    files.sort();
    for path in files {
        let inside = path.strip_prefix(folder).unwrap_or(&path).display().to_string().replace('\\', "/");
        let bytes = fs::read(&path).with_context(|| format!("cannot read {}", path.display()))?;
        // Pictures are as small as they get.
        let is_picture =
            path.extension().is_some_and(|extension| extension != "json" && extension != "html" && extension != "log");
        let method = if is_picture { CompressionMethod::Stored } else { CompressionMethod::Deflated };
        let bytes = match String::from_utf8(bytes) {
            Ok(text) => scrubber.clean(&text).into_bytes(),
            Err(other) => other.into_bytes(),
        };
        let options = SimpleFileOptions::default().compression_method(method);
        zip.start_file(format!("{name}/{inside}"), options).context("cannot make the bundle")?;
        zip.write_all(&bytes).context("cannot make the bundle")?;
    }
    Ok(zip.finish().context("cannot make the bundle")?.into_inner())
}

fn files_below(folder: &Path) -> Result<Vec<PathBuf>> {
    let entries = fs::read_dir(folder).with_context(|| format!("cannot read {}", folder.display()))?;
    let mut all = Vec::new();
    for entry in entries {
        let path = entry.with_context(|| format!("cannot read {}", folder.display()))?.path();
        if path.is_dir() { all.extend(files_below(&path)?) } else { all.push(path) }
    }
    Ok(all)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_bundle_holds_every_file_and_no_token() {
        let folder = tempfile::tempdir().unwrap();
        fs::create_dir(folder.path().join("outlines")).unwrap();
        fs::write(folder.path().join("outlines/1.json"), "\"ghp_0123456789abcdefghijABCDEFGHIJ012345\"").unwrap();
        fs::write(folder.path().join("record.json"), "{}").unwrap();
        let mut zip = zip::ZipArchive::new(Cursor::new(bundle(folder.path(), "record").unwrap())).unwrap();
        let names: Vec<String> = zip.file_names().map(|name| name.unwrap().into_owned()).collect();
        assert_eq!(names, ["record/outlines/1.json", "record/record.json"]);
        let text = std::io::read_to_string(zip.by_name("record/outlines/1.json").unwrap()).unwrap();
        assert_eq!(text, "\"[token]\"");
    }
}
