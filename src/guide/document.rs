//! What a guide's text holds once it is read: headings, passages, pictures and numbered lists, each with its place in the source.
//! Two readers write into it (Markdown and hand-written HTML) through one collector.

use super::kramdown::FILLER;
use super::mapped::{Mapped, Piece};
use super::variants::Candidate;
use regex::Regex;
use std::ops::Range;
use std::sync::LazyLock;

/// Words of one paragraph, list item or heading with the place of every byte.
#[derive(Debug, Clone, Default)]
pub(crate) struct Words {
    /// The words alone, without markup.
    pub(crate) text: String,
    /// Where the bytes of `text` stand in the source, in order.
    pub(crate) pieces: Vec<Piece>,
    /// Stretches of `text` in bold.
    pub(crate) bold: Vec<Range<usize>>,
    /// Stretches of `text` in code.
    pub(crate) code: Vec<Range<usize>>,
}

impl Words {
    /// The bytes of the source from the first to the last byte of `range`.
    pub(crate) fn source(&self, range: &Range<usize>) -> Range<usize> {
        let parts = self.pieces.iter().filter(|piece| piece.at.start < range.end && range.start < piece.at.end);
        let parts: Vec<Piece> = parts.map(|piece| piece.cut(range)).collect();
        match (parts.first(), parts.last()) {
            (Some(first), Some(last)) => first.source.start..last.source.end.max(first.source.start),
            _ => 0..0,
        }
    }

    /// The bytes of the source that all the words take.
    pub(crate) fn span(&self) -> Range<usize> {
        self.source(&(0..self.text.len()))
    }

    /// The parts of `self` in `kept`, one after the other.
    fn only(&self, kept: &[Range<usize>]) -> Self {
        let mut words = Self::default();
        for part in kept {
            let shift = words.text.len();
            let moved = |at: &Range<usize>| {
                let (start, end) = (at.start.max(part.start), at.end.min(part.end));
                (start < end).then(|| start - part.start + shift..end - part.start + shift)
            };
            for piece in self.pieces.iter().filter(|piece| moved(&piece.at).is_some()) {
                let cut = piece.cut(part);
                words.pieces.extend(moved(&piece.at).map(|at| Piece { at, ..cut }));
            }
            words.bold.extend(self.bold.iter().filter_map(moved));
            words.code.extend(self.code.iter().filter_map(moved));
            words.text.push_str(&self.text[part.clone()]);
        }
        words
    }

    /// Without kramdown's attribute lists (`{: .wide}`) and the white space around.
    fn tidied(&self) -> Self {
        static ATTRIBUTES: LazyLock<Regex> =
            LazyLock::new(|| Regex::new(r"\{:(?:\\\}|[^}])*\}").expect("the pattern is written in the source and tested"));
        let in_code = |at: usize| self.code.iter().any(|code| code.contains(&at));
        let mut kept = Vec::new();
        let mut from = 0;
        for found in ATTRIBUTES.find_iter(&self.text).filter(|found| !in_code(found.start())) {
            kept.push(from..found.start());
            from = found.end();
        }
        kept.push(from..self.text.len());
        self.only(&kept).trimmed()
    }

    fn trimmed(&self) -> Self {
        let start = self.text.len() - self.text.trim_start().len();
        let end = self.text.trim_end().len().max(start);
        self.only(std::slice::from_ref(&(start..end)))
    }

    /// Without kramdown's own name of a heading (`{#id}`) at its end.
    pub(crate) fn without_id(&self) -> Self {
        static ID: LazyLock<Regex> =
            LazyLock::new(|| Regex::new(r"[\t ]\{#[\p{L}_:][\p{L}\p{N}_:.-]*\}$").expect("the pattern is written in the source"));
        let Some(found) = ID.find(&self.text) else {
            return self.clone();
        };
        let words = self.text[..found.start()].trim_end();
        let unclosed = words.trim_end_matches('#');
        let end = if unclosed.ends_with([' ', '\t']) { unclosed.len() } else { words.len() };
        self.only(std::slice::from_ref(&(0..end))).trimmed()
    }
}

/// A heading as it is published.
#[derive(Debug, Clone)]
pub(crate) struct Heading {
    /// 1 to 6.
    pub(crate) level: u8,
    /// Its words.
    pub(crate) words: Words,
    /// Its bytes in the source, markup included.
    pub(crate) span: Range<usize>,
}

/// A picture as it is written.
#[derive(Debug, Clone)]
pub(crate) struct Picture {
    /// Its address once Liquid is filled in.
    pub(crate) address: String,
    /// The bytes of the source in which the address is written.
    pub(crate) written: Range<usize>,
    /// Its alternative text.
    pub(crate) alt: String,
    /// The byte of the source at which the picture begins.
    pub(crate) start: usize,
    /// What may be shown in its place.
    pub(crate) variants: Vec<Candidate>,
}

/// A numbered list at the left edge of a guide.
#[derive(Debug, Clone)]
pub(crate) struct NumberedList {
    /// The number that its first item is written with.
    pub(crate) first: u64,
    /// The bytes of each item in the source.
    pub(crate) items: Vec<Range<usize>>,
}

/// All that a guide's text holds, each kind in the order of the source.
#[derive(Debug, Default)]
pub(crate) struct Document {
    /// Headings of all levels.
    pub(crate) headings: Vec<Heading>,
    /// Paragraphs, list items and table cells; headings and code blocks are none.
    pub(crate) passages: Vec<Words>,
    /// Pictures.
    pub(crate) pictures: Vec<Picture>,
    /// Numbered lists that stand in no other block.
    pub(crate) lists: Vec<NumberedList>,
}

impl Document {
    /// Brings what two readers found into the order of the source.
    pub(crate) fn sort(&mut self) {
        self.headings.sort_by_key(|heading| heading.span.start);
        self.passages.sort_by_key(|words| words.span().start);
        self.pictures.sort_by_key(|picture| picture.start);
    }
}

/// Takes words, styles and pictures in reading order and makes a document of them. Places are bytes of the mapped text.
#[derive(Debug)]
pub(crate) struct Collector<'m> {
    /// The text that is read.
    pub(crate) map: &'m Mapped,
    /// What was found by now.
    pub(crate) found: Document,
    words: Words,
    bold_from: Vec<usize>,
    code_from: Option<usize>,
}

impl<'m> Collector<'m> {
    /// Nothing found yet in `map`.
    pub(crate) fn of(map: &'m Mapped) -> Self {
        Self { map, found: Document::default(), words: Words::default(), bold_from: Vec::new(), code_from: None }
    }

    /// Adds words that stand at `at`.
    pub(crate) fn text(&mut self, words: &str, at: &Range<usize>) {
        let literal = self.map.text().get(at.clone()) == Some(words);
        if !literal {
            let whole = Piece { at: 0..0, source: self.map.source(at), literal: false };
            self.push(words, whole);
            return;
        }
        for piece in self.map.pieces(at) {
            let part = &words[piece.at.start - at.start..piece.at.end - at.start];
            let mut from = 0;
            for (end, _) in part.match_indices(FILLER).chain(std::iter::once((part.len(), ""))) {
                if from < end {
                    let within = piece.at.start + from..piece.at.start + end;
                    self.push(&part[from..end], piece.cut(&within));
                }
                from = end + FILLER.len_utf8();
            }
        }
    }

    fn push(&mut self, words: &str, piece: Piece) {
        let start = self.words.text.len();
        self.words.text.push_str(words);
        self.words.pieces.push(Piece { at: start..self.words.text.len(), ..piece });
    }

    /// Adds a space for a line break or a tag at `at`.
    pub(crate) fn space(&mut self, at: &Range<usize>) {
        if !self.words.text.is_empty() && !self.words.text.ends_with(' ') {
            let piece = Piece { at: 0..0, source: self.map.source(at), literal: false };
            self.push(" ", piece);
        }
    }

    /// Adds words in code.
    pub(crate) fn code(&mut self, words: &str, at: &Range<usize>) {
        self.begin_code();
        self.text(words, at);
        self.end_code();
    }

    /// What follows is in code.
    pub(crate) fn begin_code(&mut self) {
        self.code_from = Some(self.words.text.len());
    }

    /// The code ends.
    pub(crate) fn end_code(&mut self) {
        if let Some(start) = self.code_from.take().filter(|start| *start < self.words.text.len()) {
            self.words.code.push(start..self.words.text.len());
        }
    }

    /// What follows is in bold.
    pub(crate) fn begin_bold(&mut self) {
        self.bold_from.push(self.words.text.len());
    }

    /// The innermost bold ends.
    pub(crate) fn end_bold(&mut self) {
        if let Some(start) = self.bold_from.pop().filter(|start| *start < self.words.text.len() && self.bold_from.is_empty()) {
            self.words.bold.push(start..self.words.text.len());
        }
    }

    /// The words since the last end, tidied; styles that are still open end too.
    pub(crate) fn take_words(&mut self) -> Words {
        self.end_code();
        while !self.bold_from.is_empty() {
            self.end_bold();
        }
        std::mem::take(&mut self.words).tidied()
    }

    /// The paragraph ends here.
    pub(crate) fn end_passage(&mut self) {
        let words = self.take_words();
        if !words.text.is_empty() {
            self.found.passages.push(words);
        }
    }

    /// The heading at `at` ends here.
    pub(crate) fn end_heading(&mut self, level: u8, at: &Range<usize>) {
        let words = self.take_words().without_id();
        if !words.text.is_empty() {
            let span = self.map.source(at);
            self.found.headings.push(Heading { level, words, span });
        }
    }

    /// A picture at `at`, whose address is written at `written`.
    pub(crate) fn picture(&mut self, address: String, written: &Range<usize>, alt: &str, at: &Range<usize>) {
        let written = self.map.source(written);
        let start = self.map.place(at.start);
        let alt = alt.replace(FILLER, "").split_whitespace().collect::<Vec<_>>().join(" ");
        self.found.pictures.push(Picture { address, written, alt, start, variants: Vec::new() });
    }

    /// What may be shown in the last picture's place; the picture itself is none of it.
    pub(crate) fn variants(&mut self, all: Vec<Candidate>) {
        let Some(picture) = self.found.pictures.last_mut() else { return };
        for candidate in all.into_iter().filter(|candidate| candidate.address != picture.address) {
            if picture.variants.iter().all(|known| known.address != candidate.address) {
                picture.variants.push(candidate);
            }
        }
    }
}
