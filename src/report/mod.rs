//! What a record looks like to people and to other programs: one file for each form. Reads records, judges nothing.

mod bundle;
pub(crate) mod html;
mod text;
mod words;

pub use bundle::bundle;
pub use html::html;
pub(crate) use text::style_named;
pub use text::{Ending, Style, text};
pub(crate) use words::{SHOWN_AT_ONCE, change, harmless};

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
