//! Hand-written HTML, read into a document as a browser would show it.

use super::document::{Collector, Document};
use super::html::{self, Tag, Token};
use super::markdown::address_at;
use super::variants::{self, Candidate};
use std::ops::Range;

/// Reads tags and the words between them.
pub(crate) struct HtmlReader<'m> {
    /// What was read by now.
    pub(crate) out: Collector<'m>,
    heading: Option<(u8, usize)>,
    waiting: Option<(Range<usize>, Range<usize>)>,
    /// What the `<picture>` that is open offers.
    offered: Vec<Candidate>,
    hidden: Option<String>,
}

impl<'m> HtmlReader<'m> {
    /// Reads into `out`.
    pub(crate) fn of(out: Collector<'m>) -> Self {
        Self { out, heading: None, waiting: None, offered: Vec::new(), hidden: None }
    }

    /// What was read.
    pub(crate) fn end(mut self) -> Document {
        self.out.end_passage();
        self.out.found
    }

    /// Reads an HTML block, in which tags part the paragraphs.
    pub(crate) fn region(&mut self, range: &Range<usize>) {
        for token in html::tokens(self.out.map.text(), range) {
            match token {
                Token::Tag(tag) => {
                    if !html::is_inline(&tag.name) && !self.is_heading(&tag) {
                        self.out.end_passage();
                    }
                    self.tag(&tag);
                }
                Token::Text(at) if self.hidden.is_none() => self.words(&at),
                Token::Text(_) => {}
            }
        }
    }

    /// Reads a tag in a sentence.
    pub(crate) fn inline(&mut self, range: &Range<usize>) {
        if let Some(tag) = html::tag_at(self.out.map.text(), range.start) {
            self.tag(&tag);
        }
    }

    fn is_heading(&self, tag: &Tag) -> bool {
        tag.closing && self.heading.is_some() && heading_level(&tag.name).is_some()
    }

    fn words(&mut self, at: &Range<usize>) {
        let text = self.out.map.text();
        let mut from = at.start;
        for (index, char) in text[at.clone()].char_indices().filter(|(_, char)| char.is_whitespace()) {
            let space = at.start + index..at.start + index + char.len_utf8();
            self.unescaped(&(from..space.start));
            self.out.space(&space);
            from = space.end;
        }
        self.unescaped(&(from..at.end));
    }

    fn unescaped(&mut self, at: &Range<usize>) {
        if !at.is_empty() {
            let words = html::unescaped(&self.out.map.text()[at.clone()]);
            self.out.text(&words, at);
        }
    }

    fn tag(&mut self, tag: &Tag) {
        if let Some(hidden) = &self.hidden {
            if tag.closing && *hidden == tag.name {
                self.hidden = None;
            }
            return;
        }
        match (tag.name.as_str(), tag.closing) {
            ("img", false) => self.image(tag),
            ("br", false) => self.out.space(&tag.at),
            ("strong" | "b", false) => self.out.begin_bold(),
            ("strong" | "b", true) => self.out.end_bold(),
            ("code" | "kbd" | "samp" | "tt", false) => self.out.begin_code(),
            ("code" | "kbd" | "samp" | "tt", true) => self.out.end_code(),
            ("source", false) => self.source(tag),
            ("picture", false) => self.offered.clear(),
            ("picture", true) => self.end_picture(),
            ("script" | "style" | "pre" | "svg" | "textarea" | "video" | "audio" | "iframe", false) if !tag.empty => {
                self.hidden = Some(tag.name.clone());
            }
            (name, closing) => self.heading_tag(name, closing, &tag.at),
        }
    }

    fn heading_tag(&mut self, name: &str, closing: bool, at: &Range<usize>) {
        let Some(level) = heading_level(name) else {
            return;
        };
        if !closing {
            self.out.end_passage();
            self.heading = Some((level, at.start));
        } else if let Some((level, start)) = self.heading.take() {
            self.out.end_heading(level, &(start..at.end));
        }
    }

    fn image(&mut self, tag: &Tag) {
        let text = self.out.map.text();
        let value = |name: &str| tag.attribute(name).map(|at| (html::unescaped(&text[at.clone()]), at));
        let late = || value("data-src").filter(|(address, _)| !address.is_empty());
        let shown = value("src").filter(|(address, _)| !address.is_empty());
        let placeholder = shown.as_ref().is_none_or(|(address, _)| address.starts_with("data:"));
        let Some((address, at)) = (if placeholder { late().or(shown) } else { shown }) else {
            return;
        };
        self.waiting = None;
        let alt = value("alt").map(|(alt, _)| alt).unwrap_or_default();
        self.out.picture(address, &at, &alt, &tag.at);
        let offered = self.candidates(tag).into_iter().chain(std::mem::take(&mut self.offered)).collect();
        self.out.variants(offered);
    }

    /// What a tag's `srcset` offers.
    fn candidates(&self, tag: &Tag) -> Vec<Candidate> {
        let value = |name: &str| tag.attribute(name).map(|at| html::unescaped(&self.out.map.text()[at]));
        variants::candidates(&value("srcset").unwrap_or_default(), &value("media").unwrap_or_default())
    }

    /// Keeps what a source of a `<picture>` offers, and the first address in case no `<img>` follows.
    fn source(&mut self, tag: &Tag) {
        let offered = self.candidates(tag);
        self.offered.extend(offered);
        let Some(at) = tag.attribute("srcset").filter(|_| self.waiting.is_none()) else {
            return;
        };
        let address = address_at(self.out.map.text(), at);
        self.waiting = Some((address, tag.at.clone()));
    }

    fn end_picture(&mut self) {
        let offered = std::mem::take(&mut self.offered);
        if let Some((address, at)) = self.waiting.take() {
            let text = html::unescaped(self.out.map.text()[address.clone()].trim_end_matches(','));
            self.out.picture(text, &address, "", &at);
            self.out.variants(offered);
        }
    }
}

fn heading_level(name: &str) -> Option<u8> {
    let digit = name.strip_prefix('h')?.parse().ok()?;
    (name.len() == 2 && (1..=6).contains(&digit)).then_some(digit)
}
