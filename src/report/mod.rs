//! What a record looks like to people and to other programs: one file for each form. Reads records, judges nothing.

mod annotations;
mod bundle;
pub(crate) mod html;
mod junit;
pub(crate) mod markdown;
mod nights;
mod text;
mod words;

pub use annotations::annotations;
pub use bundle::bundle;
pub use html::{html, html_with_nights};
pub use junit::junit;
pub use markdown::markdown;
pub use nights::{badge, badge_json, nights, strip};
pub(crate) use text::style_named;
pub use text::{Ending, Style, text};
pub(crate) use words::{SHOWN_AT_ONCE, harmless};

use anyhow::{Context, Result};

use crate::record::Record;

/// The record as JSON, as `record.json` has it, with a line end.
///
/// # Errors
///
/// When a number in it can't be written as JSON.
pub fn json(record: &Record) -> Result<String> {
    let mut json = serde_json::to_string_pretty(record).context("cannot put the record into JSON")?;
    json.push('\n');
    Ok(json)
}
