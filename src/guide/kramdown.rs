//! Where kramdown, which publishes a Jekyll guide, and a CommonMark parser disagree about the blocks of a text: the text is brought
//! into a form in which both see the same headings and pictures, byte for byte in place, and the hand-written HTML blocks are cut out
//! to be read on their own. It follows kramdown's GFM parser, which is Jekyll's default, and not plain kramdown.

use super::element;
use super::html::{self, Tag};
use super::liquid::Oddity;
use super::mapped::Mapped;
use regex::Regex;
use std::ops::Range;
use std::sync::LazyLock;

/// Stands where bytes were cut out of a line that goes on; nobody writes it, and it is dropped from words.
pub(crate) const FILLER: char = '\u{1a}';

/// A text in which CommonMark's rules find kramdown's blocks.
#[derive(Debug)]
pub(crate) struct Blocks {
    /// The text, as long as it was.
    pub(crate) text: Mapped,
    /// The hand-written HTML blocks that were cut out, in order.
    pub(crate) html: Vec<Range<usize>>,
    /// Places of the original text's code blocks.
    pub(crate) fences: Vec<Range<usize>>,
}

static OPENING_FENCE: LazyLock<Regex> = LazyLock::new(|| regex(r"^ {0,3}(`{3,}|~{3,})[ \t]*([^\s`~]\S*)?[ \t]*$"));
static LIST_MARKER: LazyLock<Regex> = LazyLock::new(|| regex(r"^ {0,3}(?:[-+*]|\d+\.)[ \t]+"));
static ATTRIBUTES: LazyLock<Regex> = LazyLock::new(|| regex(r"^ {0,3}\{:(?:\\\}|[^}])+\}[ \t]*$"));
static TABLE_OF_CONTENTS: LazyLock<Regex> = LazyLock::new(|| regex(r"^ {0,3}\{:(?:\\\}|[^}])*\btoc\b"));
static ENDS_PARAGRAPH: LazyLock<Regex> =
    LazyLock::new(|| regex(r"\n(?:[ \t]*\r?\n|#{1,6}[ \t]| {0,3}(?:[-+*>]|\d+\.)[ \t]| {0,3}(?:```|~~~))"));
static BEGINS_LIKE_A_TAG: LazyLock<Regex> = LazyLock::new(|| regex(r"^<(?:!|\?|/?[A-Za-z][A-Za-z0-9-]*(?:[\s/>]|$))"));
fn regex(pattern: &str) -> Regex {
    Regex::new(pattern).expect("the pattern is written in the source and tested")
}

/// Brings `base` into the common form.
pub(crate) fn blocks(base: &Mapped, odd: &mut Vec<Oddity>) -> Blocks {
    let mut scan = Scan {
        text: base.text(),
        bytes: base.text().as_bytes().to_vec(),
        at: 0,
        in_list: false,
        list_before: false,
        after_blank: true,
        text_before: false,
        below_text: false,
        html: Vec::new(),
        fences: Vec::new(),
        never_closed: Vec::new(),
        odd: Vec::new(),
    };
    while scan.at < scan.text.len() {
        scan.line();
    }
    odd.extend(scan.odd.into_iter().map(|(at, message)| Oddity { at: base.place(at), message }));
    let text = String::from_utf8(scan.bytes).expect("only whole characters are replaced, by ASCII");
    Blocks { text: base.with_bytes(text), html: scan.html, fences: scan.fences }
}

struct Scan<'t> {
    text: &'t str,
    bytes: Vec<u8>,
    at: usize,
    in_list: bool,
    list_before: bool,
    after_blank: bool,
    /// Whether the line before is words of a paragraph, as far as comments need to know it.
    text_before: bool,
    below_text: bool,
    html: Vec<Range<usize>>,
    fences: Vec<Range<usize>>,
    /// Kinds and lengths of fences that no later line closes.
    never_closed: Vec<(u8, usize)>,
    odd: Vec<(usize, String)>,
}

impl Scan<'_> {
    fn line_end(&self, at: usize) -> usize {
        self.text.as_bytes()[at..].iter().position(|byte| *byte == b'\n').map_or(self.text.len(), |found| at + found + 1)
    }

    /// Reads the line, or the block that begins in it, and moves behind it.
    fn line(&mut self) {
        let (start, end) = (self.at, self.line_end(self.at));
        let line = self.text[start..end].trim_end();
        let indent = line.len() - line.trim_start_matches(' ').len();
        let blank = line.trim().is_empty();
        self.list_before = self.in_list;
        let is_item = LIST_MARKER.is_match(line);
        if is_item {
            self.in_list = true;
        } else if !blank && indent == 0 && !line.starts_with('\t') && (self.after_blank || line.starts_with('#')) {
            self.in_list = false;
        }
        let after_blank = std::mem::replace(&mut self.after_blank, blank);
        self.at = end;
        let is_code = !self.in_list && (indent > 3 || line.starts_with('\t'));
        if is_code && after_blank && !blank {
            self.indented_code();
        } else if !blank {
            self.below_text = !after_blank && self.text_before;
            let is_rule = line.chars().all(|char| "-=*_ ".contains(char));
            self.text_before = !is_rule && !line.starts_with(['#', '>']);
            self.block(start..start + line.len(), indent);
        }
    }

    /// Cuts out the lines right below indented code: kramdown takes them as code however they begin, unless they are tags.
    fn indented_code(&mut self) {
        self.after_blank = true;
        while self.at < self.text.len() {
            let end = self.line_end(self.at);
            let line = self.text[self.at..end].trim_end();
            let words = line.trim_start();
            let ends = html::tag_at(words, 0).is_some_and(|tag| !html::is_inline(&tag.name));
            if words.is_empty() || words == "^" || ends || ATTRIBUTES.is_match(line) {
                return;
            }
            self.blank(&(self.at..end));
            self.at = end;
        }
    }

    fn block(&mut self, line: Range<usize>, indent: usize) {
        let words = &self.text[line.start + indent..line.end];
        let from = if self.in_list { line.start + indent } else { line.start };
        let text = &self.text[from..line.end];
        if words.starts_with("```") || words.starts_with("~~~") {
            self.fence(line.start + indent, text);
        } else if ATTRIBUTES.is_match(text) {
            self.attributes(&line, text);
        } else if words.starts_with('<') && (indent < 4 || self.in_list) {
            self.tag(line.start + indent, line.end);
        } else if words == "^" {
            self.blank(&line);
        }
    }

    /// Skips a code block, or makes words of a fence that kramdown doesn't take for one.
    fn fence(&mut self, marker: usize, text: &str) {
        let kind = self.text.as_bytes()[marker];
        let length = self.text[marker..].bytes().take_while(|byte| *byte == kind).count();
        let is_fence = OPENING_FENCE.is_match(text);
        let known_open = self.never_closed.iter().any(|open| open.0 == kind && open.1 <= length);
        let end = (is_fence && !known_open).then(|| self.fence_end(kind, length)).flatten();
        if is_fence && end.is_none() && !known_open {
            self.never_closed.push((kind, length));
        }
        if let Some(end) = end {
            self.fences.push(marker..end);
            self.at = end;
            self.after_blank = true;
            return;
        }
        self.fill(marker..marker + length);
        let reason = if is_fence {
            "the code block that is opened here is never closed; kramdown prints its lines as text"
        } else {
            "this line looks like the start of a code block, but has more than one word after the fence; kramdown prints it as text"
        };
        let line_has_end = text.trim_start().trim_start_matches(['`', '~']).contains('`');
        if !line_has_end {
            self.odd.push((marker, reason.to_owned()));
        }
    }

    /// Where the code block that was opened in the line before ends.
    fn fence_end(&self, kind: u8, length: usize) -> Option<usize> {
        let mut at = self.at;
        while at < self.text.len() {
            let end = self.line_end(at);
            let line = self.text[at..end].trim_end();
            let marker = line.trim_start_matches(' ');
            let deep = !self.in_list && line.len() - marker.len() > 3;
            if !deep && marker.len() >= length && marker.bytes().all(|byte| byte == kind) {
                return Some(end);
            }
            at = end;
        }
        None
    }

    fn attributes(&mut self, line: &Range<usize>, text: &str) {
        if TABLE_OF_CONTENTS.is_match(text) {
            self.blank_list_before(line.start);
        }
        self.blank(line);
        let name = text.trim().strip_prefix("{::").filter(|rest| !rest.trim_end().ends_with("/}"));
        let Some(name) = name.map(|rest| rest.trim_end_matches('}').split_whitespace().next().unwrap_or_default()) else {
            return;
        };
        let rest = &self.text[self.at..];
        let ends = [format!("{{:/{name}}}"), "{:/}".to_owned()];
        let Some(found) = ends.iter().filter_map(|end| Some((rest.find(end.as_str())?, end.len()))).min() else {
            return;
        };
        let inside = self.at..self.at + found.0;
        self.blank(&(inside.start..inside.end + found.1));
        if name == "nomarkdown" {
            self.html.push(inside.clone());
        }
        self.at = inside.end + found.1;
    }

    /// The list right above `{:toc}` is only the place of the table of contents.
    fn blank_list_before(&mut self, end: usize) {
        let mut start = end;
        while start > 0 {
            let line = self.text[..start - 1].rfind('\n').map_or(0, |found| found + 1);
            if self.text[line..start].trim().is_empty() {
                break;
            }
            start = line;
            if LIST_MARKER.is_match(&self.text[line..]) {
                break;
            }
        }
        if LIST_MARKER.is_match(&self.text[start..end]) {
            self.blank(&(start..end));
        }
    }

    /// Cuts an HTML block out, or keeps CommonMark from taking an inline tag for one.
    fn tag(&mut self, start: usize, line_end: usize) {
        if let Some(comment) = html::comment_at(self.text, start) {
            if self.below_text && ENDS_PARAGRAPH.is_match(&self.text[comment.clone()]) {
                let message =
                    "kramdown takes this comment for text, because it stands right below words; leave a line empty above it";
                self.odd.push((start, message.to_owned()));
                self.fill(start..start + 1);
            } else {
                self.cut_out(&comment);
            }
            return;
        }
        let Some(tag) = html::tag_at(self.text, start) else {
            self.no_tag(start);
            return;
        };
        if html::is_inline(&tag.name) {
            let alone = self.text.get(tag.at.end..line_end).is_some_and(|rest| rest.trim().is_empty());
            if alone || tag.name == "option" {
                if tag.name == "img" {
                    self.html.push(tag.at.clone());
                }
                self.fill(tag.at);
            }
            return;
        }
        if tag.closing {
            self.cut_out(&tag.at);
            return;
        }
        if tag.has_no_body() || element::is_markdown(self.text, &tag) {
            self.html.push(tag.at.clone());
            self.cut_out(&tag.at);
            return;
        }
        self.raw(&tag);
    }

    /// CommonMark opens an HTML block where a line only begins like a tag; kramdown takes it as words.
    fn no_tag(&mut self, start: usize) {
        let rest = &self.text[start..];
        if rest.starts_with("<!--") {
            self.odd.push((start, "the comment that is opened here is never closed; kramdown prints it as text".to_owned()));
        }
        if BEGINS_LIKE_A_TAG.is_match(rest) {
            self.fill(start..start + 1);
        }
    }

    /// Cuts a whole element out; parts of it that ask for Markdown stay.
    fn raw(&mut self, tag: &Tag) {
        let found = element::read(self.text, tag);
        if !found.closed {
            let message =
                format!("`<{}>` is opened here and never closed; kramdown prints all that follows as it stands", tag.name);
            self.odd.push((tag.at.start, message));
        }
        self.html.extend(found.raw.iter().cloned());
        for part in &found.raw {
            self.blank(part);
        }
        if let Some(last) = found.raw.last() {
            self.cut_out(last);
        }
    }

    /// Blanks `range`, keeps what follows it in its last line from becoming indented code, and moves on.
    fn cut_out(&mut self, range: &Range<usize>) {
        self.blank(range);
        if self.list_before && self.text[..range.start].ends_with('\n') {
            // A block at the left edge ends the list.
            self.fill(range.start..range.start + 1);
        }
        let rest = &self.text[range.end..self.line_end(range.end)];
        if !rest.trim().is_empty() {
            let from = self.text[range.clone()].rfind('\n').map_or(range.start, |found| range.start + found + 1);
            self.fill(from..range.end);
        }
        let goes_on = rest.trim_start().starts_with('<');
        self.at = if goes_on { range.end } else { self.at.max(self.line_end(range.end.saturating_sub(1).max(range.start))) };
        self.after_blank = true;
    }

    fn blank(&mut self, range: &Range<usize>) {
        for byte in &mut self.bytes[range.clone()] {
            if !matches!(byte, b'\n' | b'\r') {
                *byte = b' ';
            }
        }
    }

    fn fill(&mut self, range: Range<usize>) {
        for byte in &mut self.bytes[range] {
            if !matches!(byte, b'\n' | b'\r') {
                *byte = b'\x1a';
            }
        }
    }
}
