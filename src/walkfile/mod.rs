//! The walk file: how a guide is carried out in a browser, stage by stage. TOML in, [`Walk`] out, every mistake shown at its
//! place. No browser here, and no site either: what is particular to a site is data in its walk file.

use std::path::Path;

use toml::de::DeTable;

mod act;
mod agree;
mod file;
mod find;
mod form;
mod format;
mod grammar;
mod mistake;
mod model;
mod notes;
mod reader;
mod reason;
mod schema;
mod template;


pub use mistake::{Mistake, WalkFileError};
pub use model::{
    Action, Block, CleanUp, Condition, Crop, Interruption, Locator, Mask, Matching, Moment, On, PictureSpec, Stage, StandIn, Target,
    Variant, Viewport, Walk, WindowChange,
};
pub use reason::Reason;
pub use schema::schema;
pub use template::{BUILT_IN_VARIABLES, filled, variables_in};

use notes::Notes;
use reader::{Fields, Reader};

/// The walk of GitHub's way to a personal access token, as a walk file.
pub const GITHUB_PAT: &str = include_str!("github-pat.walk.toml");

/// The walk file that is built in under this name.
#[must_use]
pub fn built_in(name: &str) -> Option<&'static str> {
    (name == "github-pat").then_some(GITHUB_PAT)
}

/// Reads and checks a walk file's text; `name` is what messages call it.
///
/// # Errors
///
/// Everything that is wrong with it, each mistake at its place.
pub fn parse(source: &str, name: &str) -> Result<Walk, WalkFileError> {
    let notes = Notes::new(source);
    let walk = read_tree(source, &notes);
    match walk {
        Some(walk) if notes.is_clean() => Ok(walk),
        _ => Err(notes.into_error(name)),
    }
}

/// Reads and checks the walk file at `path`.
///
/// # Errors
///
/// When the file can't be read, or with everything that is wrong with it.
pub fn read(path: &Path) -> Result<Walk, WalkFileError> {
    let source = std::fs::read_to_string(path)
        .map_err(|source| WalkFileError::Unreadable { path: path.to_owned(), source })?;
    parse(&source, &path.display().to_string())
}

/// `None`: the text is no TOML, and that is noted.
fn read_tree(source: &str, notes: &Notes<'_>) -> Option<Walk> {
    let tree = match DeTable::parse(source) {
        Ok(tree) => tree,
        Err(error) => {
            notes.mistake(error.span().unwrap_or_default(), error.message(), None);
            return None;
        }
    };
    form::table(notes, tree.get_ref(), &grammar::FILE, 0..0);
    let fields = Fields { table: tree.get_ref(), shape: &grammar::FILE, span: 0..0 };
    let mut reader = Reader { notes, controls: Default::default() };
    reader.controls = reader.named_controls(&fields);
    let walk = reader.file(&fields);
    reader.agreement(&fields);
    Some(walk)
}
