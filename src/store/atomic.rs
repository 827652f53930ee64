//! Files that are there whole or not at all: written beside their place, then renamed into it.

use std::fs::{self, File};
use std::io::{self, Write};
use std::path::Path;

/// How the names of unfinished files begin.
pub(super) const PREFIX: &str = ".guidewalk-";

/// How sure it must be that a write outlives a power failure.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Care {
    /// Survives the end of this process.
    Process,
    /// Survives a power failure too; costs some milliseconds.
    Machine,
}

/// Puts the bytes into the file, which holds at every moment its old or its new content.
pub(super) fn write(target: &Path, bytes: &[u8], care: Care) -> io::Result<()> {
    let folder = folder_of(target);
    let mut temporary = tempfile::Builder::new()
        .prefix(PREFIX)
        .suffix(".tmp")
        // Not tempfile's own opening: that makes files that only their owner can read.
        .make_in(folder, |path| File::create_new(path))?;
    temporary.write_all(bytes)?;
    if care == Care::Machine {
        temporary.as_file().sync_all()?;
    }
    temporary.into_temp_path().persist(target).map_err(|error| error.error)?;
    if care == Care::Machine { sync_folder(folder) } else { Ok(()) }
}

/// Writes a new file that nobody reads before all of it is there: a kill leaves it under its own name, or not at all.
pub(super) fn lay(file: &Path, bytes: &[u8]) -> io::Result<()> {
    let mut laid = File::create(file)?;
    laid.write_all(bytes)?;
    laid.sync_all()?;
    sync_folder(folder_of(file))
}

/// The folder that a file lies in.
pub(super) fn folder_of(file: &Path) -> &Path {
    file.parent().filter(|folder| !folder.as_os_str().is_empty()).unwrap_or_else(|| Path::new("."))
}

/// Makes renames in this folder outlive a power failure.
#[cfg(unix)]
pub(super) fn sync_folder(folder: &Path) -> io::Result<()> {
    File::open(folder)?.sync_all()
}

/// Makes renames in this folder outlive a power failure.
#[cfg(not(unix))]
pub(super) fn sync_folder(_folder: &Path) -> io::Result<()> {
    Ok(())
}

/// Takes a file away; one that isn't there is as good.
pub(super) fn remove(file: &Path) -> io::Result<()> {
    match fs::remove_file(file) {
        Err(error) if error.kind() != io::ErrorKind::NotFound => Err(error),
        _ => Ok(()),
    }
}
