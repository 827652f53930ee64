//! The walk file: how a guide is carried out in a browser, stage by stage. TOML in, [`Walk`] out, every mistake shown at its
//! place. No browser here, and no site either: what is particular to a site is data in its walk file.
//!
//! # The form
//!
//! ```
//! # let source = r#"
//! title    = "Making a token"
//! guide    = "making-a-token.md"         # from this file's folder
//! site     = "https://example.test"      # secrets are typed on this origin only
//! api      = "https://api.example.test"  # requests go there and nowhere else; default: <site>/api/v3
//! viewport = { width = 1280, height = 800, scale = 1 }
//! timeout  = 10                          # seconds that one wait may last
//! never    = [{ role = "button", name = "Delete account" }]
//!
//! [secrets]                              # names, and the environment variables with the values
//! password = "EXAMPLE_PASSWORD"
//!
//! [controls]                             # what several places name
//! tokens = { role = "button", name = "Personal access tokens" }
//!
//! [[stage]]
//! step    = 1                            # several stages may carry one step; they run in file order
//! at      = "/settings/apps"             # a path that shows this screen: a walk can start again here
//! target  = "tokens"                     # what the step points at
//! do      = [{ expand = "target" }]
//! until   = { shown = { role = "link", name = "Tokens" } }
//! picture = { file = "01.png", crop = { around = ["tokens"], padding = 16 } }
//!
//! [[interruption]]                       # a screen that may come up at any time
//! name      = "sudo"
//! when      = { heading = "Confirm access" }
//! guarded   = true
//! do        = [{ fill = { label = "Password" }, with = "{password}" }, { press = "Enter" }]
//! otherwise = "second-factor"            # what is reported where it can't be passed
//!
//! [[clean-up]]                           # always runs, whatever happened
//! when  = { shown = { role = "link", name = "guidewalk {run}" } }
//! do    = [{ click = { role = "button", name = "Delete", beside = { role = "link", name = "guidewalk {run}" } } }]
//! times = 3                              # repeated while `when` holds
//!
//! [[mask]]                               # never compared; words are where [[stand-in]] takes the place of what differs in them
//! target = { role = "img", name = "Avatar" }
//! reason = "the account's own picture"
//!
//! [[stand-in]]                           # shown instead while a picture is taken; without `text` it is covered
//! target = { id = "token" }
//! reason = "a live secret"
//!
//! [[stand-in]]                           # words, wherever they stand
//! words  = "{login}"
//! text   = "your-name"
//! reason = "the account's name"
//!
//! [[blocked]]                            # a page that says why the walk can't go on
//! reason = "rate-limited"
//! when   = { status = 429 }
//! # "#;
//! # if let Err(error) = guidewalk::walkfile::parse(source, "example") { panic!("{error}"); }
//! ```
//!
//! **Controls** are found by `role` and `name` first, else by `label`, `text`, `placeholder`, `id`, `css`, `xpath`; all that is given
//! must hold. `match = "exact" | "prefix" | "regex"` says how words are compared; letter case counts. `within` is an element around
//! it, `beside` one in the same row, `nth` picks one of several (without it several are an error). A list of such tables is a list
//! of alternatives: the first that matches counts. In place of all this a name of `[controls]` may stand, and in `do` the word
//! `"target"`.
//!
//! **Actions** (`do`), one in each table: `open = "/path"`; `click`, `expand` (unless open already), `check`, `scroll`, each with a
//! control; `fill = …, with = "text"`; `choose = …, option = "7 days", match = "prefix"`; `press = "Escape"`;
//! `window = "newest" | "first"`; `read = …, into = "token", form = "a regular expression"`; `wait-for = { condition }`;
//! `request = "GET /user", bearer = "token", body = "…", expect = 200, header = "Name: value"`.
//!
//! **Conditions** (`when`, `until`, `unless`): `url` (path; with `?`, path and query), `title`, `heading`, each with `*` at its end for
//! any rest; `text` (visible somewhere), `shown`, `gone` (controls), `status` (number or list). Every given part must hold.
//!
//! **Variables**: `{run}`, `{date}`, `{login}`, `{totp}`, every secret by its name, and what `read` reads, which is a secret from then
//! on. A secret that only interruptions use may be missing.
//!
//! **Pictures**: `file`, `moment = "before" | "after"` (the actions; default before), `crop = { around, padding, width, height }`,
//! `marks = [{ kind = "box", at, colour, stroke, radius, margin }]`: what is drawn on a new picture, around the stage's target unless
//! `at` names another control; `box`, `ellipse`, `arrow` (`from`, `length`), `underline`, `badge` (`number`), `highlighter`,
//! `spotlight`, `blur`, `redaction`. Where a picture of yours is there already, its own crop and marks are followed instead.
//!
//! **Stand-ins**: `target` with `text` (shown instead of an element's words), or without (a picture becomes a neutral one, anything else
//! is covered); or `words` with `text`, replaced wherever they stand, whole words unless `match = "regex"`.
//!
//! A stage whose `unless` holds is over before it begins. A *guarded* stage is never pressed on a mere likeness and never repeated to
//! get back to a later one. Blocking pages are looked for before interruptions; of an interruption's variants
//! (`[[interruption.variant]]`) the first whose `when` holds counts, each at most `times` times.

use std::collections::BTreeMap;
use std::path::Path;
use std::time::Duration;

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
mod picture;
mod reader;
mod reason;
mod schema;
mod template;
#[cfg(test)]
mod tests;

pub use mistake::{Mistake, WalkFileError};
pub use model::{
    Action, Block, Budget, CleanUp, Condition, Crop, Expiry, Interruption, Locator, MarkSpec, Mask, Matching, Moment, On,
    PictureSpec, Side, Stage, StandIn, Target, Variant, Viewport, Walk, WindowChange,
};
pub use reason::Reason;
pub use schema::schema;
pub use template::{BUILT_IN_VARIABLES, filled, variables_in};

use notes::Notes;
use reader::{Fields, Reader};

/// The walk of GitHub's way to a personal access token, as a walk file.
pub const GITHUB_PAT: &str = include_str!("github-pat.walk.toml");

/// How long one wait may last where neither the walk file nor the command line says so.
pub const DEFAULT_TIMEOUT: Duration = Duration::from_secs(10);

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
    let source = std::fs::read_to_string(path).map_err(|source| WalkFileError::Unreadable { path: path.to_owned(), source })?;
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
    let mut reader = Reader { notes, controls: BTreeMap::new() };
    reader.controls = reader.named_controls(&fields);
    let walk = reader.file(&fields);
    reader.agreement(&fields);
    Some(walk)
}
