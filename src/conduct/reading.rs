//! The reader of pictures that people made: one for a walk, reading beside it.

use std::path::PathBuf;
use std::sync::Arc;

use crate::browser::find;
use crate::picture::{Library, Tesseract};
use crate::plan::Plan;

/// Tesseract, with what it has read before; `None` where it is not installed.
#[must_use]
pub fn reader(language: Option<&str>) -> Option<Library> {
    let mut tesseract = Tesseract::new(&find::on_path("tesseract")?);
    if let Some(language) = language {
        language.clone_into(&mut tesseract.language);
    }
    Some(Library::new(tesseract, folder().as_deref()))
}

/// The user's folder for what can be made again: `XDG_CACHE_HOME`, else `.cache` in the home folder.
fn folder() -> Option<PathBuf> {
    let named = std::env::var_os("XDG_CACHE_HOME").filter(|named| !named.is_empty()).map(PathBuf::from);
    let caches = named.or_else(|| std::env::home_dir().map(|home| home.join(".cache")))?;
    Some(caches.join("guidewalk").join("readings"))
}

/// A reader for a plan that has pictures by people, which begins with them at once.
pub(super) fn begun(plan: &Arc<Plan>) -> Option<Arc<Library>> {
    let is_persons =
        |plan: &Plan| plan.references.pictures.iter().any(|one| one.loaded.as_ref().is_ok_and(|one| one.taken.is_none()));
    let library = Arc::new(reader(None).filter(|_| is_persons(plan))?);
    let (reading, plan) = (Arc::clone(&library), Arc::clone(plan));
    std::thread::spawn(move || {
        for loaded in plan.references.pictures.iter().filter_map(|one| one.loaded.as_ref().ok()) {
            if loaded.taken.is_none() {
                // What can't be read is said where it is judged.
                let _ = reading.reference(&loaded.picture, &loaded.digest);
            }
        }
    });
    Some(library)
}
