//! Markdown and the HTML in it, read into a document.

use super::document::{Collector, Document, NumberedList};
use super::kramdown::Blocks;
use super::mapped::Mapped;
use super::markup::HtmlReader;
use pulldown_cmark::{Event, HeadingLevel, LinkType, Options, Parser, RefDefs, Tag, TagEnd};
use std::ops::Range;

/// Reads `blocks`, made of `original` (the text before HTML blocks were cut out).
pub(crate) fn read(original: &Mapped, blocks: &Blocks) -> Document {
    let mut document = read_markdown(original, &blocks.text);
    for region in &blocks.html {
        let mut reader = HtmlReader::of(Collector::of(original));
        reader.region(region);
        let found = reader.end();
        document.headings.extend(found.headings);
        document.passages.extend(found.passages);
        document.pictures.extend(found.pictures);
    }
    document.sort();
    document
}

fn read_markdown(original: &Mapped, map: &Mapped) -> Document {
    let options = Options::ENABLE_TABLES
        | Options::ENABLE_FOOTNOTES
        | Options::ENABLE_STRIKETHROUGH
        | Options::ENABLE_TASKLISTS
        | Options::ENABLE_DEFINITION_LIST;
    let events = Parser::new_ext(map.text(), options).into_offset_iter();
    let addresses = Addresses::of(events.reference_definitions());
    let mut reader = MarkdownReader {
        original,
        map,
        addresses,
        html: HtmlReader::of(Collector::of(map)),
        picture: None,
        depth: 0,
        margins: vec![Some(0)],
        code_block: false,
    };
    for (event, at) in events {
        reader.event(event, &at);
    }
    reader.html.end()
}

/// Where the addresses of reference links are defined.
struct Addresses(Vec<(String, Range<usize>)>);

impl Addresses {
    fn of(definitions: &RefDefs<'_>) -> Self {
        Self(definitions.iter().map(|(_, definition)| (definition.dest.to_string(), definition.span.clone())).collect())
    }

    /// The bytes of `address` in the definition that gives it.
    fn find(&self, text: &str, address: &str) -> Option<Range<usize>> {
        let (_, span) = self.0.iter().find(|(defined, _)| defined == address)?;
        let colon = span.start + text[span.clone()].find("]:")? + 2;
        Some(address_at(text, colon..span.end))
    }
}

/// The bytes of an address that begins somewhere after white space in `within`.
pub(crate) fn address_at(text: &str, within: Range<usize>) -> Range<usize> {
    let inside = &text[within.clone()];
    let start = inside.len() - inside.trim_start().len();
    let rest = &inside[start..];
    let (skipped, length) = match rest.strip_prefix('<') {
        Some(bracketed) => (1, bracketed.find('>').unwrap_or(bracketed.len())),
        None => (0, bare_length(rest)),
    };
    within.start + start + skipped..within.start + start + skipped + length
}

fn bare_length(text: &str) -> usize {
    let mut depth = 0_usize;
    for (at, char) in text.char_indices() {
        match char {
            '(' => depth += 1,
            ')' if depth == 0 => return at,
            ')' => depth -= 1,
            char if char.is_whitespace() => return at,
            _ => {}
        }
    }
    text.len()
}

/// A Markdown picture whose alternative text is being read.
struct OpenPicture {
    address: String,
    inline: bool,
    at: Range<usize>,
    alt: String,
    alt_end: usize,
    depth: usize,
}

struct MarkdownReader<'m> {
    original: &'m Mapped,
    map: &'m Mapped,
    addresses: Addresses,
    html: HtmlReader<'m>,
    picture: Option<OpenPicture>,
    depth: usize,
    /// The column where the text of each open block begins; none where headings may stand at any.
    margins: Vec<Option<usize>>,
    code_block: bool,
}

impl MarkdownReader<'_> {
    fn event(&mut self, event: Event<'_>, at: &Range<usize>) {
        if let Some(mut picture) = self.picture.take() {
            if !picture.takes(&event, at) {
                self.picture = Some(picture);
            } else {
                self.end_picture(picture);
            }
            return;
        }
        let is_quoted = matches!(event, Event::InlineHtml(_)) && self.is_quoted(at);
        let out = &mut self.html.out;
        match event {
            Event::Start(tag) => self.start(tag, at),
            Event::End(tag) => self.end(tag, at),
            Event::Text(_) if self.code_block => {}
            Event::Text(text) => out.text(&text, at),
            Event::Code(text) => {
                let inside = code_inside(self.map.text(), at, &text);
                out.code(&text, &inside);
            }
            Event::Html(_) => self.html.region(at),
            Event::InlineHtml(text) if is_quoted => out.text(&text, at),
            Event::InlineHtml(_) => self.html.inline(at),
            Event::SoftBreak | Event::HardBreak => out.space(at),
            Event::Rule => out.end_passage(),
            Event::InlineMath(_) | Event::DisplayMath(_) | Event::FootnoteReference(_) | Event::TaskListMarker(_) => {}
        }
    }

    /// Whether what looks like a tag is kramdown's way to write « and ».
    fn is_quoted(&self, at: &Range<usize>) -> bool {
        let text = self.map.text();
        text[..at.start].ends_with('<') && text[at.end..].starts_with('>')
    }

    fn start(&mut self, tag: Tag<'_>, at: &Range<usize>) {
        match tag {
            Tag::Strong => self.html.out.begin_bold(),
            Tag::Image { link_type, dest_url, .. } => {
                self.picture = Some(OpenPicture {
                    address: dest_url.to_string(),
                    inline: link_type == LinkType::Inline,
                    at: at.clone(),
                    alt: String::new(),
                    alt_end: at.start + 2,
                    depth: 0,
                });
            }
            Tag::Emphasis | Tag::Strikethrough | Tag::Superscript | Tag::Subscript | Tag::Link { .. } => {}
            Tag::List(first) => self.start_list(first),
            Tag::Item => self.start_item(at),
            other => {
                self.html.out.end_passage();
                self.code_block |= matches!(other, Tag::CodeBlock(_));
                if matches!(other, Tag::BlockQuote(_) | Tag::FootnoteDefinition(_) | Tag::DefinitionList) {
                    self.depth += 1;
                    self.margins.push(None);
                }
            }
        }
    }

    fn start_list(&mut self, first: Option<u64>) {
        self.html.out.end_passage();
        if let (Some(first), 0) = (first, self.depth) {
            let items = Vec::new();
            self.html.out.found.lists.push(NumberedList { first, items });
        }
        self.depth += 1;
    }

    fn start_item(&mut self, at: &Range<usize>) {
        self.html.out.end_passage();
        let of_steps = self.depth == 1 && is_numbered(self.map.text(), at.start);
        let item = self.map.source(at);
        self.margins.push(Some(self.item_margin(at.start)));
        if let Some(list) = self.html.out.found.lists.last_mut().filter(|_| of_steps) {
            list.items.push(item);
        }
        self.depth += 1;
    }

    fn end(&mut self, tag: TagEnd, at: &Range<usize>) {
        let out = &mut self.html.out;
        match tag {
            TagEnd::Strong => out.end_bold(),
            TagEnd::Emphasis | TagEnd::Strikethrough | TagEnd::Superscript | TagEnd::Subscript => {}
            TagEnd::Link | TagEnd::Image => {}
            TagEnd::Heading(level) => self.end_heading(level, at),
            TagEnd::CodeBlock => self.code_block = false,
            TagEnd::List(_) | TagEnd::Item | TagEnd::BlockQuote(_) | TagEnd::FootnoteDefinition | TagEnd::DefinitionList => {
                out.end_passage();
                self.depth = self.depth.saturating_sub(1);
                if !matches!(tag, TagEnd::List(_)) {
                    self.margins.pop();
                }
            }
            _ => out.end_passage(),
        }
    }

    /// Whether a heading stands where the text of its list item begins, or at the left edge; kramdown takes no other for one.
    fn is_at_margin(&self, at: usize) -> bool {
        let text = self.map.text();
        let at = at + text[at..].len() - text[at..].trim_start().len();
        let line = text[..at].rfind('\n').map_or(0, |found| found + 1);
        let margin = self.margins.last().copied().flatten();
        let own_line = text[line..at].trim().is_empty();
        !own_line || margin.is_none_or(|margin| margin == at - line)
    }

    /// The column at which the text of the list item at `item` begins.
    fn item_margin(&self, item: usize) -> usize {
        let text = self.map.text();
        let line = text[..item].rfind('\n').map_or(0, |found| found + 1);
        let rest = text[item..].trim_start_matches(' ');
        let marker = rest.trim_start_matches(|char: char| char.is_ascii_digit()).get(1..).unwrap_or_default();
        let words = marker.trim_start_matches(' ');
        text.len() - words.len() - line
    }

    /// kramdown underlines a heading only where a block begins and only on one line; else it is a paragraph.
    fn end_heading(&mut self, level: HeadingLevel, at: &Range<usize>) {
        let text = self.map.text();
        let is_atx = text[at.clone()].trim_start().starts_with('#');
        let lines = text[at.clone()].trim_end().lines().count();
        let before = text[..at.start].trim_end_matches([' ', '\t']);
        let above = before.strip_suffix('\n').and_then(|above| above.rsplit('\n').next());
        let begins_block = !before.ends_with('\n') || above.is_none_or(|line| line.trim().is_empty());
        let original = self.original.text()[..at.start].trim_end_matches([' ', '\t']);
        let written_above = original.strip_suffix('\n').and_then(|above| above.rsplit('\n').next());
        let below_html = written_above.is_some_and(|line| line.contains("</") || line.trim_end().ends_with("-->"));
        let begins_block = begins_block && !below_html;
        let is_atx = is_atx && self.is_at_margin(at.start);
        if is_atx || (!text[at.clone()].trim_start().starts_with('#') && lines == 2 && begins_block) {
            self.html.out.end_heading(level as u8, at);
        } else {
            self.html.out.end_passage();
        }
    }

    fn end_picture(&mut self, picture: OpenPicture) {
        let text = self.map.text();
        let whole = picture.at.clone();
        let inline = || {
            let opening = picture.alt_end + text.get(picture.alt_end..whole.end)?.find("](")? + 2;
            Some(address_at(text, opening..whole.end))
        };
        let written = if picture.inline { inline() } else { self.addresses.find(text, &picture.address) };
        let written = written.unwrap_or_else(|| whole.clone());
        self.html.out.picture(picture.address, &written, &picture.alt, &whole);
    }
}

impl OpenPicture {
    /// Takes an event of the alternative text; true if it was the picture's end.
    fn takes(&mut self, event: &Event<'_>, at: &Range<usize>) -> bool {
        match event {
            Event::Start(Tag::Image { .. }) => self.depth += 1,
            Event::End(TagEnd::Image) if self.depth == 0 => return true,
            Event::End(TagEnd::Image) => self.depth -= 1,
            Event::Text(text) | Event::Code(text) => self.alt.push_str(text),
            Event::SoftBreak | Event::HardBreak => self.alt.push(' '),
            _ => {}
        }
        self.alt_end = self.alt_end.max(at.end.min(self.at.end));
        false
    }
}

fn is_numbered(text: &str, item: usize) -> bool {
    text[item..].trim_start().starts_with(|char: char| char.is_ascii_digit())
}

/// The bytes of a code span's words, without its marks.
fn code_inside(text: &str, at: &Range<usize>, words: &str) -> Range<usize> {
    let whole = &text[at.clone()];
    let marks = whole.len() - whole.trim_start_matches('`').len();
    let inside = &whole[marks.min(whole.len())..];
    inside.find(words).map_or(at.clone(), |found| at.start + marks + found..at.start + marks + found + words.len())
}
