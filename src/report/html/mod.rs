//! A record as one HTML file.
use anyhow::Result;
use std::path::Path;
use crate::record::Record;

/// The record as one self-contained HTML page.
///
/// # Errors
///
/// When the page can't be put together.
pub fn html(_record: &Record, _folder: &Path) -> Result<String> {
    Ok(String::new())
}
