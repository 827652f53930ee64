//! A guide's text while it is read: the way from bytes to what they hold, and from places in it to lines for people.

use super::document::{self, Document, Words};
use super::front_matter::{self, FrontMatter};
use super::lines::Lines;
use super::liquid::{self, Oddity};
use super::mapped::Mapped;
use super::site::{self, Site};
use super::steps::{self, Section, Sections};
use super::variants::Candidate;
use super::{
    GuideError, Label, Passage, PictureFile, PictureLink, PictureVariant, Remark, Settings, Step, addresses, filters, kramdown,
    labels, markdown, pictures,
};
use std::ops::Range;
use std::path::Path;

/// A guide's text while it is read.
pub(crate) struct Text<'s> {
    source: &'s str,
    path: &'s Path,
    lines: Lines<'s>,
    front_matter: FrontMatter,
    /// The site that the guide belongs to.
    pub(crate) site: Site,
    /// What the text holds.
    pub(crate) document: Document,
    odd: Vec<Oddity>,
    code_blocks: Vec<Range<usize>>,
}

impl<'s> Text<'s> {
    /// Reads `source`, the text of the guide at `path`.
    pub(crate) fn of(source: &'s str, path: &'s Path, settings: &Settings) -> Self {
        let start = if source.starts_with('\u{feff}') { '\u{feff}'.len_utf8() } else { 0 };
        let front_matter = front_matter::read(source, start);
        let site = site::find(path, settings.site_root.as_deref());
        let mut odd = Vec::new();
        if front_matter.unclosed {
            let message = "front matter is opened here and never closed, so all of it is read as text".to_owned();
            odd.push(Oddity { at: start, message });
        }
        let written = Mapped::tail(source, front_matter.end);
        let scope = filters::Scope::new(&site, &front_matter.values);
        let filled = liquid::expand(&written, scope, front_matter.present, &mut odd);
        let filled = addresses::bracket_spaced_addresses(&filled);
        let blocks = kramdown::blocks(&filled, &mut odd);
        let document = markdown::read(&filled, &blocks);
        let code_blocks = blocks.fences.iter().map(|fence| filled.source(fence)).collect();
        Self { source, path, lines: Lines::of(source), front_matter, site, document, odd, code_blocks }
    }

    /// The guide's title.
    pub(crate) fn title(&self) -> String {
        let given = self.front_matter.values.get("title").filter(|title| !title.is_empty()).cloned();
        let heading = || self.document.headings.iter().find(|heading| heading.level == 1).map(|found| found.words.text.clone());
        let name = || self.path.file_stem().map(|stem| stem.to_string_lossy().into_owned());
        given.or_else(heading).or_else(name).unwrap_or_default()
    }

    fn error(&self, at: usize, message: String, hint: String) -> GuideError {
        GuideError { path: self.path.to_path_buf(), line: self.lines.line(at), column: self.lines.column(at), message, hint }
    }

    fn doubled(&self, first: &Section, second: &Section) -> GuideError {
        let lines = (self.lines.line(first.span.start), self.lines.line(second.span.start));
        let message = format!("step {} is there twice, at line {} and at line {}", second.number, lines.0, lines.1);
        let hint = if second.is_item() {
            format!("indent all that belongs to the item at line {} by three spaces, so that the list counts on", lines.0)
        } else {
            format!("give the heading at line {} a number of its own", lines.1)
        };
        self.error(second.span.start, message, hint)
    }

    /// The errors that keep a guide from being walked.
    pub(crate) fn refuse(&self, sections: &Sections) -> Result<(), GuideError> {
        if let Some((first, second)) = steps::doubled(&sections.steps) {
            return Err(self.doubled(first, second));
        }
        if !sections.steps.is_empty() {
            return Ok(());
        }
        if self.source.trim_start_matches('\u{feff}').trim().is_empty() {
            let hint = "write a heading such as `## Step 1: Open the settings` and a sentence under it".to_owned();
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

    /// What is odd but not fatal, in no order.
    pub(crate) fn remarks(&self, sections: &Sections) -> Vec<Remark> {
        let odd = self.odd.iter().map(|odd| (odd.at, odd.message.clone()));
        let odd =
            odd.chain(sections.odd.iter().cloned()).chain(steps::jumps(&sections.steps)).chain(self.swallowed_steps(sections));
        odd.map(|(at, message)| Remark { line: self.lines.line(at), message }).collect()
    }

    /// Code blocks that hold the heading of a step which isn't a step elsewhere: a fence may be missing.
    fn swallowed_steps(&self, sections: &Sections) -> Vec<(usize, String)> {
        let mut found = Vec::new();
        for block in &self.code_blocks {
            let mut at = block.start;
            for line in self.source[block.clone()].split_inclusive('\n') {
                let number =
                    steps::number_in_code(line).filter(|number| !sections.steps.iter().any(|step| step.number == *number));
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

    /// A step with all that belongs to it.
    pub(crate) fn step(&self, section: &Section) -> Step {
        let own = section.text_start..section.span.end;
        let passages: Vec<&Words> = self.document.passages.iter().filter(|words| own.contains(&words.span().start)).collect();
        let pictures = self.document.pictures.iter().filter(|picture| own.contains(&picture.start));
        Step {
            number: section.number,
            heading: section.heading.clone(),
            line: self.lines.line(section.span.start),
            span: section.span.clone(),
            prose: passages.iter().map(|words| self.passage(words)).collect(),
            labels: passages.iter().flat_map(|words| self.labels(words)).collect(),
            pictures: pictures.map(|picture| self.picture(picture)).collect(),
        }
    }

    fn passage(&self, words: &Words) -> Passage {
        let span = words.span();
        Passage { text: words.text.clone(), line: self.lines.line(span.start), span }
    }

    fn labels(&self, words: &Words) -> Vec<Label> {
        let label = |at: Range<usize>| {
            let span = words.source(&at);
            let (line, column) = (self.lines.line(span.start), self.lines.column(span.start));
            Label { text: words.text[at].to_owned(), line, column, span }
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
            file: self.file(&picture.address),
            variants: picture.variants.iter().map(|candidate| self.variant(candidate)).collect(),
        }
    }

    fn variant(&self, candidate: &Candidate) -> PictureVariant {
        PictureVariant { theme: candidate.theme, density: candidate.density, file: self.file(&candidate.address) }
    }

    fn file(&self, address: &str) -> PictureFile {
        pictures::file(address, self.path, &self.site)
    }
}
