//! Readings that are made once: of each picture by its digest, kept in memory, and in a folder from run to run where there is one.

use std::collections::HashMap;
use std::io::Write as _;
use std::path::{Path, PathBuf};
use std::sync::{Arc, Mutex, OnceLock, PoisonError};

use super::{Picture, ReadError, Reading, Tesseract};

/// Changes when the same picture would be read in another way.
const WAY_OF_READING: u32 = 3;

/// What became of one reading.
type Outcome = Result<Arc<Reading>, ReadError>;

/// A reader that never reads a picture twice.
#[derive(Debug)]
pub struct Library {
    tesseract: Tesseract,
    folder: Option<PathBuf>,
    known: Mutex<HashMap<String, Arc<OnceLock<Outcome>>>>,
}

impl Library {
    /// A library that keeps what it reads of references in `folder`, where one is given.
    #[must_use]
    pub fn new(tesseract: Tesseract, folder: Option<&Path>) -> Self {
        Self { tesseract, folder: folder.map(Path::to_owned), known: Mutex::default() }
    }

    /// Reads a picture of a guide. Who asks while another reads the same picture waits for that one. `digest` is the picture's own.
    ///
    /// # Errors
    /// When it can't be read; see [`Tesseract::read`].
    pub fn reference(&self, picture: &Picture, digest: &str) -> Outcome {
        let cell = {
            let mut known = self.known.lock().unwrap_or_else(PoisonError::into_inner);
            Arc::clone(known.entry(digest.to_owned()).or_default())
        };
        cell.get_or_init(|| self.kept(picture, digest)).clone()
    }

    /// Reads a part of a frame; nothing of it is kept on disk.
    ///
    /// # Errors
    /// When it can't be read; see [`Tesseract::read`].
    pub fn frame(&self, picture: &Picture) -> Result<Reading, ReadError> {
        self.tesseract.read(picture)
    }

    /// Reads a picture of one line of words; nothing of it is kept on disk.
    ///
    /// # Errors
    /// When it can't be read; see [`Tesseract::read`].
    pub fn line(&self, picture: &Picture) -> Result<Reading, ReadError> {
        self.tesseract.read_line(picture)
    }

    fn kept(&self, picture: &Picture, digest: &str) -> Outcome {
        let path =
            self.folder.as_ref().map(|folder| folder.join(format!("{digest}-{}-{WAY_OF_READING}.json", self.tesseract.language)));
        let known = path.as_ref().and_then(|path| std::fs::read(path).ok());
        if let Some(reading) = known.and_then(|bytes| serde_json::from_slice(&bytes).ok()) {
            return Ok(Arc::new(reading));
        }
        let reading = self.tesseract.read(picture)?;
        if let (Some(path), Ok(bytes)) = (path, serde_json::to_vec(&reading)) {
            keep(&path, &bytes);
        }
        Ok(Arc::new(reading))
    }
}

/// Whole or not at all; a reading that can't be kept is made again next time.
fn keep(path: &Path, bytes: &[u8]) {
    let Some(folder) = path.parent() else { return };
    let made = std::fs::create_dir_all(folder).and_then(|()| tempfile::NamedTempFile::new_in(folder));
    if let Ok(mut file) = made
        && file.write_all(bytes).is_ok()
    {
        let _ = file.persist(path);
    }
}
