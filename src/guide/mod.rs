//! The guide reader: a how-to guide in Markdown becomes its steps, the pictures that they show and the labels that they quote, each
//! with its place in the file as the author wrote it. A guide is read as Jekyll publishes it: Liquid is filled in first, then
//! kramdown's GFM dialect holds. Nothing here writes a file; [`edited`] and
//! [`patch`] only make text.

mod addresses;
mod document;
mod edit;
mod element;
mod filters;
mod front_matter;
mod html;
mod kramdown;
mod labels;
mod lines;
mod liquid;
mod mapped;
mod markdown;
mod markup;
mod open;
mod pictures;
mod site;
mod steps;
mod text;
mod variants;

pub use edit::{Edit, EditError, edited, patch};
pub use open::read;

use crate::outline::Theme;
use std::ops::Range;
use std::path::{Path, PathBuf};
use text::Text;

/// A how-to guide, read.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Guide {
    /// The file, as it was named.
    pub path: PathBuf,
    /// The title of the front matter, else the first heading of level 1, else the file's name without its end.
    pub title: String,
    /// The whole text of the file, unchanged; all spans are bytes of it.
    pub source: String,
    /// The steps in the order of the file; at least one, and no number twice.
    pub steps: Vec<Step>,
    /// The root of the site that the guide belongs to, if it belongs to one.
    pub site_root: Option<PathBuf>,
    /// What is odd but not fatal, by line.
    pub remarks: Vec<Remark>,
}

/// Something odd in a guide that doesn't keep it from being walked.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Remark {
    /// The line, from 1.
    pub line: u32,
    /// What is odd, as a sentence without a full stop.
    pub message: String,
}

/// One numbered instruction of a guide.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Step {
    /// The number that readers see.
    pub number: u32,
    /// What the step is called, without number and markup; for an item of a list its first passage.
    pub heading: String,
    /// The line of its heading, from 1.
    pub line: u32,
    /// Its bytes, from its heading to the next step or the end of its part of the guide.
    pub span: Range<usize>,
    /// Its words, heading left out.
    pub prose: Vec<Passage>,
    /// What its words quote, in order.
    pub labels: Vec<Label>,
    /// The pictures that it shows, in order.
    pub pictures: Vec<PictureLink>,
}

/// A paragraph, list item or table cell as plain text.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Passage {
    /// Its words without markup; line breaks are spaces.
    pub text: String,
    /// The line at which it begins, from 1.
    pub line: u32,
    /// The bytes from its first word to its last.
    pub span: Range<usize>,
}

/// Words of a passage that name something on the screen: in quotes, in bold or in code.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Label {
    /// The words, without marks and without a full stop or comma at their end.
    pub text: String,
    /// The line at which they begin, from 1.
    pub line: u32,
    /// The column at which they begin, in characters from 1.
    pub column: u32,
    /// The bytes of the words alone. They are `text` itself unless markup or Liquid stands between the words; then an edit
    /// of them would break the markup.
    pub span: Range<usize>,
}

/// A picture that a step shows.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct PictureLink {
    /// The address as it is written, Liquid and all.
    pub written: String,
    /// The address once Liquid is filled in: what Jekyll puts into `src`.
    pub address: String,
    /// The alternative text; empty if there is none.
    pub alt: String,
    /// The line at which the picture stands, from 1.
    pub line: u32,
    /// The bytes of `written`; for a reference picture they stand in its definition.
    pub span: Range<usize>,
    /// Where its file is.
    pub file: PictureFile,
    /// What may be shown in its place, in the order of the source.
    pub variants: Vec<PictureVariant>,
}

/// A file that a reader's browser may show in a picture's place: `<source>` in a `<picture>`, or `srcset`.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct PictureVariant {
    /// The theme that it is for; `None`: the same as the picture's.
    pub theme: Option<Theme>,
    /// So many pixels of it lie on a hundred of the picture's, each way: 200 for `2x`.
    pub density: u32,
    /// Where its file is.
    pub file: PictureFile,
}

/// Where the file of a picture is.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum PictureFile {
    /// Here.
    Found(PathBuf),
    /// Nowhere; it was looked for here.
    Missing(PathBuf),
    /// Here stands what Git LFS leaves in the place of a picture that was not fetched.
    LfsPointer(PathBuf),
    /// On another site, or in the address itself (`data:`).
    Remote(String),
}

impl PictureFile {
    /// Where it is, or was looked for, on this machine; `None`: it is elsewhere.
    #[must_use]
    pub fn path(&self) -> Option<&Path> {
        match self {
            Self::Found(path) | Self::Missing(path) | Self::LfsPointer(path) => Some(path),
            Self::Remote(_) => None,
        }
    }
}

/// How a guide is read.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Settings {
    /// The folder that addresses beginning with `/` start from; else the nearest folder above the guide with a `_config.yml`.
    pub site_root: Option<PathBuf>,
}

/// Why a guide can't be read.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("{}: {message}\nhint: {hint}", self.place())]
pub struct GuideError {
    /// The file, as it was named.
    pub path: PathBuf,
    /// The line, from 1; 0 if the file as a whole is meant.
    pub line: u32,
    /// The column in characters, from 1; 0 if the file as a whole is meant.
    pub column: u32,
    /// What is wrong.
    pub message: String,
    /// What to do next.
    pub hint: String,
}

impl GuideError {
    fn place(&self) -> String {
        match self.line {
            0 => self.path.display().to_string(),
            line => format!("{}:{line}:{}", self.path.display(), self.column),
        }
    }
}

/// A heading as the published page has it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct PublishedHeading {
    /// 1 to 6.
    pub level: u8,
    /// Its words without markup.
    pub text: String,
}

/// The headings and pictures of a published page; made to be compared with what Jekyll really publishes.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Published {
    /// All headings in order.
    pub headings: Vec<PublishedHeading>,
    /// The addresses of all pictures in order.
    pub pictures: Vec<String>,
}

/// What the page of the guide in `source` shows once it is published.
#[must_use]
pub fn published(source: &str, path: &Path, settings: &Settings) -> Published {
    let document = Text::of(source, path, settings).document;
    let heading = |heading: document::Heading| PublishedHeading { level: heading.level, text: heading.words.text };
    Published {
        headings: document.headings.into_iter().map(heading).collect(),
        pictures: document.pictures.into_iter().map(|picture| picture.address).collect(),
    }
}

/// Reads a guide whose text is `source` and whose file is, or would be, at `path`; only its pictures are looked for on disk.
///
/// # Errors
///
/// When the text is empty, has no numbered step, or has two steps with the same number.
pub fn parse(source: &str, path: &Path, settings: &Settings) -> Result<Guide, GuideError> {
    let text = Text::of(source, path, settings);
    let sections = steps::find(&text.document, source.len());
    text.refuse(&sections)?;
    let remarks = text.remarks(&sections);
    let mut guide = Guide {
        path: path.to_path_buf(),
        title: text.title(),
        source: source.to_owned(),
        steps: sections.steps.iter().map(|section| text.step(section)).collect(),
        site_root: text.site.root,
        remarks,
    };
    guide.remarks.sort_by_key(|remark| remark.line);
    Ok(guide)
}
