//! The pictures of a page: each is embedded once, however often it is shown.

use std::collections::HashMap;
use std::io::Cursor;
use std::path::{Component, Path, PathBuf};

use base64::Engine;
use base64::engine::general_purpose::STANDARD;
use image::{ImageFormat, ImageReader};
use serde::Serialize;

/// A picture in the page.
#[derive(Debug, Clone, Serialize)]
pub(super) struct Picture {
    /// Its name in the page.
    pub(super) id: String,
    /// Pixels.
    pub(super) width: f64,
    /// Pixels.
    pub(super) height: f64,
    uri: String,
}

/// All pictures of a page.
pub(super) struct Pictures<'a> {
    folder: &'a Path,
    known: HashMap<String, Option<usize>>,
    all: Vec<Picture>,
}

impl<'a> Pictures<'a> {
    pub(super) fn new(folder: &'a Path) -> Self {
        Self { folder, known: HashMap::new(), all: Vec::new() }
    }

    /// The picture at this path of the record folder; `None` where there is none that a browser can show.
    pub(super) fn get(&mut self, relative: &str) -> Option<Picture> {
        if let Some(known) = self.known.get(relative) {
            return known.map(|n| self.all[n].clone());
        }
        let picture = self.load(relative);
        self.known.insert(relative.to_owned(), picture.is_some().then_some(self.all.len()));
        self.all.extend(picture.clone());
        picture
    }

    pub(super) fn into_all(self) -> Vec<Picture> {
        self.all
    }

    fn load(&self, relative: &str) -> Option<Picture> {
        let bytes = std::fs::read(self.folder.join(inside(relative)?)).ok()?;
        let reader = ImageReader::new(Cursor::new(&bytes)).with_guessed_format().ok()?;
        let kind = match reader.format()? {
            ImageFormat::Png => "png",
            ImageFormat::Jpeg => "jpeg",
            ImageFormat::Gif => "gif",
            ImageFormat::WebP => "webp",
            _ => return None,
        };
        let (width, height) = reader.into_dimensions().ok()?;
        Some(Picture {
            id: format!("picture-{}", self.all.len() + 1),
            width: f64::from(width),
            height: f64::from(height),
            uri: format!("data:image/{kind};base64,{}", STANDARD.encode(&bytes)),
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
