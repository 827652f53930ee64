//! The pictures of a page: each is there once, however often it is shown.

use std::collections::HashMap;
use std::io::Cursor;
use std::path::{Component, Path, PathBuf};
use std::sync::Arc;

use base64::Engine;
use base64::engine::general_purpose::STANDARD;
use image::{ImageFormat, ImageReader};
use serde::Serialize;

/// A picture in the page.
#[derive(Debug, Clone, Serialize)]
pub(crate) struct Picture {
    /// Its name in the page.
    pub(crate) id: String,
    /// Pixels.
    pub(crate) width: f64,
    /// Pixels.
    pub(crate) height: f64,
    uri: String,
    /// `image/png` …
    #[serde(skip)]
    pub(crate) kind: &'static str,
    /// The file.
    #[serde(skip)]
    pub(crate) bytes: Arc<[u8]>,
}

/// Where a page has its pictures.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Kept {
    /// In itself.
    Inside,
    /// At `picture/1`, `picture/2` …, from where it is served.
    Beside,
}

/// All pictures of a page.
pub(crate) struct Pictures<'a> {
    folder: &'a Path,
    kept: Kept,
    known: HashMap<String, Option<usize>>,
    all: Vec<Picture>,
}

impl<'a> Pictures<'a> {
    pub(crate) fn new(folder: &'a Path, kept: Kept) -> Self {
        Self { folder, kept, known: HashMap::new(), all: Vec::new() }
    }

    /// The picture at this path of the record folder; `None` where there is none that a browser can show.
    pub(crate) fn get(&mut self, relative: &str) -> Option<Picture> {
        if let Some(known) = self.known.get(relative) {
            return known.map(|n| self.all[n].clone());
        }
        let picture = self.load(relative);
        self.known.insert(relative.to_owned(), picture.is_some().then_some(self.all.len()));
        self.all.extend(picture.clone());
        picture
    }

    pub(crate) fn into_all(self) -> Vec<Picture> {
        self.all
    }

    fn load(&self, relative: &str) -> Option<Picture> {
        let bytes = std::fs::read(self.folder.join(inside(relative)?)).ok()?;
        let reader = ImageReader::new(Cursor::new(&bytes)).with_guessed_format().ok()?;
        let kind = match reader.format()? {
            ImageFormat::Png => "image/png",
            ImageFormat::Jpeg => "image/jpeg",
            ImageFormat::Gif => "image/gif",
            ImageFormat::WebP => "image/webp",
            _ => return None,
        };
        let (width, height) = reader.into_dimensions().ok()?;
        let number = self.all.len() + 1;
        Some(Picture {
            id: format!("picture-{number}"),
            width: f64::from(width),
            height: f64::from(height),
            uri: match self.kept {
                Kept::Inside => format!("data:{kind};base64,{}", STANDARD.encode(&bytes)),
                Kept::Beside => format!("picture/{number}"),
            },
            kind,
            bytes: bytes.into(),
        })
    }
}

/// The record's paths come from a file that anyone may have written: none may bring another file into the page.
fn inside(relative: &str) -> Option<PathBuf> {
    let path = PathBuf::from(relative);
    path.components().all(|part| matches!(part, Component::Normal(_))).then_some(path)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn no_path_leads_out_of_the_record() {
        assert_eq!(inside("../secret.png"), None);
        assert_eq!(inside("/etc/passwd"), None);
        assert_eq!(inside("frames/2.1.png"), Some(PathBuf::from("frames/2.1.png")));
    }
}
