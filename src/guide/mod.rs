//! The guide reader: a how-to guide in Markdown becomes its steps, the pictures that they show and the labels that they quote, each
//! with its place in the file as the author wrote it. A guide is read as Jekyll publishes it: Liquid is filled in first, then
//! kramdown's GFM dialect holds. Nothing here writes a file; [`edited`] and [`patch`] only make text.

mod document;
mod edit;
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

pub use edit::{Edit, EditError, edited, patch};
pub use open::read;

use document::{Document, Words};
use front_matter::FrontMatter;
use lines::Lines;
use liquid::Oddity;
use site::Site;
use std::ops::Range;
use std::path::{Path, PathBuf};
use steps::{Section, Sections};

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
    let heading = |heading: document::Heading| PublishedHeading {
        level: heading.level,
        text: heading.words.text,
    };
    Published {
        headings: document.headings.into_iter().map(heading).collect(),
        pictures: document
            .pictures
            .into_iter()
            .map(|picture| picture.address)
            .collect(),
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
        steps: sections
            .steps
            .iter()
            .map(|section| text.step(section))
            .collect(),
        site_root: text.site.root,
        remarks,
    };
    let pictures: Vec<Remark> = guide
        .steps
        .iter()
        .flat_map(|step| &step.pictures)
        .filter_map(picture_remark)
        .collect();
    guide.remarks.extend(pictures);
    guide.remarks.sort_by_key(|remark| remark.line);
    Ok(guide)
}

fn picture_remark(picture: &PictureLink) -> Option<Remark> {
    let message = match &picture.file {
        PictureFile::Missing(place) => format!(
            "the picture {} is not there; looked for {}",
            picture.address,
            place.display()
        ),
        PictureFile::LfsPointer(place) => {
            format!(
                "the picture {} was not fetched by Git LFS; `git lfs pull` brings {}",
                picture.address,
                place.display()
            )
        }
        PictureFile::Found(_) | PictureFile::Remote(_) => return None,
    };
    Some(Remark {
        line: picture.line,
        message,
    })
}

/// A guide's text while it is read.
struct Text<'s> {
    source: &'s str,
    path: &'s Path,
    lines: Lines<'s>,
    front_matter: FrontMatter,
    site: Site,
    document: Document,
    odd: Vec<Oddity>,
    code_blocks: Vec<Range<usize>>,
}

impl<'s> Text<'s> {
    fn of(source: &'s str, path: &'s Path, settings: &Settings) -> Self {
        let start = if source.starts_with('\u{feff}') {
            '\u{feff}'.len_utf8()
        } else {
            0
        };
        let front_matter = front_matter::read(source, start);
        let site = site::find(path, settings.site_root.as_deref());
        let mut odd = Vec::new();
        if front_matter.unclosed {
            let message =
                "front matter is opened here and never closed, so all of it is read as text"
                    .to_owned();
            odd.push(Oddity { at: start, message });
        }
        let written = mapped::Mapped::tail(source, front_matter.end);
        let scope = filters::Scope::new(&site, &front_matter.values);
        let filled = liquid::expand(&written, scope, front_matter.present, &mut odd);
        let filled = kramdown::bracket_spaced_addresses(&filled);
        let blocks = kramdown::blocks(&filled, &mut odd);
        let document = markdown::read(&filled, &blocks);
        let code_blocks = blocks
            .fences
            .iter()
            .map(|fence| filled.source(fence))
            .collect();
        Self {
            source,
            path,
            lines: Lines::of(source),
            front_matter,
            site,
            document,
            odd,
            code_blocks,
        }
    }

    fn title(&self) -> String {
        let given = self
            .front_matter
            .values
            .get("title")
            .filter(|title| !title.is_empty())
            .cloned();
        let heading = || {
            self.document
                .headings
                .iter()
                .find(|heading| heading.level == 1)
                .map(|found| found.words.text.clone())
        };
        let name = || {
            self.path
                .file_stem()
                .map(|stem| stem.to_string_lossy().into_owned())
        };
        given.or_else(heading).or_else(name).unwrap_or_default()
    }

    fn error(&self, at: usize, message: String, hint: String) -> GuideError {
        GuideError {
            path: self.path.to_path_buf(),
            line: self.lines.line(at),
            column: self.lines.column(at),
            message,
            hint,
        }
    }

    fn doubled(&self, first: &Section, second: &Section) -> GuideError {
        let lines = (
            self.lines.line(first.span.start),
            self.lines.line(second.span.start),
        );
        let message = format!(
            "step {} is there twice, at line {} and at line {}",
            second.number, lines.0, lines.1
        );
        let hint = if second.is_item() {
            format!(
                "indent all that belongs to the item at line {} by three spaces, so that the list counts on",
                lines.0
            )
        } else {
            format!("give the heading at line {} a number of its own", lines.1)
        };
        self.error(second.span.start, message, hint)
    }

    /// The errors that keep a guide from being walked.
    fn refuse(&self, sections: &Sections) -> Result<(), GuideError> {
        if let Some((first, second)) = steps::doubled(&sections.steps) {
            return Err(self.doubled(first, second));
        }
        if !sections.steps.is_empty() {
            return Ok(());
        }
        if self.source.trim_start_matches('\u{feff}').trim().is_empty() {
            let hint =
                "write a heading such as `## Step 1: Open the settings` and a sentence under it"
                    .to_owned();
            return Err(self.error(0, "the guide is empty".to_owned(), hint));
        }
        let swallowed = self.swallowed_steps(sections).into_iter().next();
        let odd = swallowed.or_else(|| self.odd.first().map(|odd| (odd.at, odd.message.clone())));
        let (at, message) = match odd {
            Some((at, reason)) => (at, format!("no numbered step is found: {reason}")),
            None => (0, "no numbered step is found".to_owned()),
        };
        let hint = "give every step a heading such as `## Step 1: Open the settings`, or write the steps as one numbered list";
        Err(self.error(at, message, hint.to_owned()))
    }

    fn remarks(&self, sections: &Sections) -> Vec<Remark> {
        let odd = self.odd.iter().map(|odd| (odd.at, odd.message.clone()));
        let odd = odd
            .chain(sections.odd.iter().cloned())
            .chain(steps::jumps(&sections.steps))
            .chain(self.swallowed_steps(sections));
        odd.map(|(at, message)| Remark {
            line: self.lines.line(at),
            message,
        })
        .collect()
    }

    /// Code blocks that hold the heading of a step which isn't a step elsewhere: a fence may be missing.
    fn swallowed_steps(&self, sections: &Sections) -> Vec<(usize, String)> {
        let mut found = Vec::new();
        for block in &self.code_blocks {
            let mut at = block.start;
            for line in self.source[block.clone()].split_inclusive('\n') {
                let number = steps::number_in_code(line)
                    .filter(|number| !sections.steps.iter().any(|step| step.number == *number));
                if let Some(number) = number {
                    let line = self.lines.line(at);
                    let message = format!(
                        "the code block that is opened here holds the heading of step {number} at line {line}; is a fence missing?"
                    );
                    found.push((block.start, message));
                }
                at += line.len();
            }
        }
        found
    }

    fn step(&self, section: &Section) -> Step {
        let own = section.text_start..section.span.end;
        let passages: Vec<&Words> = self
            .document
            .passages
            .iter()
            .filter(|words| own.contains(&words.span().start))
            .collect();
        let pictures = self
            .document
            .pictures
            .iter()
            .filter(|picture| own.contains(&picture.start));
        Step {
            number: section.number,
            heading: section.heading.clone(),
            line: self.lines.line(section.span.start),
            span: section.span.clone(),
            prose: passages.iter().map(|words| self.passage(words)).collect(),
            labels: passages
                .iter()
                .flat_map(|words| self.labels(words))
                .collect(),
            pictures: pictures.map(|picture| self.picture(picture)).collect(),
        }
    }

    fn passage(&self, words: &Words) -> Passage {
        let span = words.span();
        Passage {
            text: words.text.clone(),
            line: self.lines.line(span.start),
            span,
        }
    }

    fn labels(&self, words: &Words) -> Vec<Label> {
        let label = |at: Range<usize>| {
            let span = words.source(&at);
            let (line, column) = (self.lines.line(span.start), self.lines.column(span.start));
            Label {
                text: words.text[at].to_owned(),
                line,
                column,
                span,
            }
        };
        labels::find(words).into_iter().map(label).collect()
    }

    fn picture(&self, picture: &document::Picture) -> PictureLink {
        PictureLink {
            written: self.source[picture.written.clone()].to_owned(),
            address: picture.address.clone(),
            alt: picture.alt.clone(),
            line: self.lines.line(picture.start),
            span: picture.written.clone(),
            file: pictures::file(&picture.address, self.path, &self.site),
        }
    }
}
