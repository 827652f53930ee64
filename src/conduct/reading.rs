//! The reader of pictures that people made: one for a walk, reading beside it.

use std::path::PathBuf;
use std::sync::Arc;

use crate::browser::find;
use crate::picture::{Library, Tesseract};
use crate::plan::Plan;
use crate::references::Reference;

/// The language that guides are read in.
const ENGLISH: &str = "eng";

/// Tesseract for a language (its name of it), with what it has read before; `None` where it is not installed.
#[must_use]
pub fn reader(language: &str) -> Option<Library> {
    let tesseract = Tesseract::new(&find::on_path("tesseract")?, language);
    Some(Library::new(tesseract, folder().as_deref()))
}

/// Tesseract for the language that guides are read in; `None` where it is not installed.
pub(super) fn tesseract() -> Option<Tesseract> {
    Some(Tesseract::new(&find::on_path("tesseract")?, ENGLISH))
}

/// The user's folder for what can be made again: `XDG_CACHE_HOME`, else `.cache` in the home folder.
fn folder() -> Option<PathBuf> {
    let named = std::env::var_os("XDG_CACHE_HOME").filter(|named| !named.is_empty()).map(PathBuf::from);
    let caches = named.or_else(|| std::env::home_dir().map(|home| home.join(".cache")))?;
    Some(caches.join("guidewalk").join("readings"))
}

/// A reader for a plan that has pictures by people, which begins with them at once.
pub(super) fn begun(plan: &Arc<Plan>) -> Option<Arc<Library>> {
    let is_persons = |one: &Reference| one.loaded.as_ref().is_ok_and(|loaded| loaded.taken.is_none());
    if !plan.references.pictures.iter().any(is_persons) {
        return None;
    }
    let library = Arc::new(reader(ENGLISH)?);
    let (reading, plan) = (Arc::clone(&library), Arc::clone(plan));
    std::thread::spawn(move || {
        let persons = plan.references.pictures.iter().filter(|one| is_persons(one));
        for loaded in persons.filter_map(|one| one.loaded.as_ref().ok()) {
            // What can't be read is said where it is judged.
            let _ = reading.reference(&loaded.picture, &loaded.digest);
        }
    });
    Some(library)
}
