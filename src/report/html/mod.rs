//! A record as one HTML file that needs nothing else: pictures, style and script are in it, and it asks no server for anything.
//! What is shown is decided in `view`, how a picture is laid out in `panel`; the template only writes it down.

pub(crate) mod panel;
pub(crate) mod pictures;
mod view;

use std::path::Path;

use anyhow::{Context, Result};
use base64::Engine;
use base64::engine::general_purpose::STANDARD;
use minijinja::syntax::SyntaxConfig;
use minijinja::value::Serde;
use minijinja::{AutoEscape, Environment, context};
use sha2::{Digest, Sha256};

use crate::history::Night;
use crate::record::Record;
use crate::report;

const PAGE: &str = include_str!("page.html");
const SCRIPT: &str = concat!(include_str!("viewer.js"), include_str!("page.js"));

/// How all pages look.
pub(crate) const STYLE: &str = include_str!("page.css");

/// The record as one self-contained HTML page, with the pictures that lie in its folder. A picture that isn't there, or can't be
/// read, is said to be so in its place.
///
/// # Errors
///
/// When the page can't be put together.
pub fn html(record: &Record, folder: &Path) -> Result<String> {
    html_with_nights(record, folder, &[])
}

/// The same with what the nights said of each step.
///
/// # Errors
///
/// When the page can't be put together.
pub fn html_with_nights(record: &Record, folder: &Path, nights: &[Night]) -> Result<String> {
    let environment = templates(PAGE)?;
    let (view, pictures) = view::of(record, folder);
    let values = context! {
        view => Serde(view),
        pictures => Serde(pictures),
        style => STYLE,
        script => SCRIPT,
        policy => policy(),
        strip => if nights.is_empty() { String::new() } else { report::strip(nights) },
    };
    environment.get_template("page").and_then(|page| page.render(values)).context("cannot put the report together")
}

/// The templates of a page, which can show pictures by `{% from "picture" import picture %}`.
pub(crate) fn templates(page: &'static str) -> Result<Environment<'static>> {
    let mut environment = Environment::new();
    let syntax = SyntaxConfig::builder().trim_blocks(true).lstrip_blocks(true).build();
    environment.set_syntax(syntax.context("a page's syntax is broken")?);
    // Everything that comes from a guide or a page is escaped, whatever the template is called.
    environment.set_auto_escape_callback(|_| AutoEscape::Html);
    environment.add_template("picture", include_str!("picture.html")).context("a page's template is broken")?;
    environment.add_template("page", page).context("a page's template is broken")?;
    Ok(environment)
}

/// What the page may load: its own style and script by their digests, and pictures that are in it.
fn policy() -> String {
    format!(
        "default-src 'none'; img-src data:; style-src {}; script-src {}; base-uri 'none'; form-action 'none'",
        hash(STYLE),
        hash(SCRIPT)
    )
}

/// A text as a content security policy names it.
pub(crate) fn hash(text: &str) -> String {
    format!("'sha256-{}'", STANDARD.encode(Sha256::digest(text.as_bytes())))
}
