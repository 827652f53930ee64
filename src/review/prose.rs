//! The guide's own words as a page shows them: Markdown to the few elements that are listed here. Nothing of the guide's HTML, no
//! address and no attribute comes through; pictures are put in by whoever asks.

use std::ops::Range;

use pulldown_cmark::{Event, HeadingLevel, Options, Parser, Tag, TagEnd};

use super::sentence::{self, LineChange};
use crate::guide::{self, Edit, Guide};

/// Stands for a picture's address until the picture is put in.
const PICTURE: &str = "guidewalk-picture-";

/// Around what goes and what comes, until there are elements; from the range that means nothing.
const MARKS: [(char, &str); 3] = [('\u{e000}', "<del>"), ('\u{e001}', "</del><ins>"), ('\u{e002}', "</ins>")];

/// A part of a guide as HTML, the words of the changes marked in it. `picture` gives the HTML for the guide's picture of that
/// number, counted over all steps; those of `due` that no place was found for come at the end.
pub(super) fn html(
    guide: &Guide,
    span: Range<usize>,
    changes: &[&LineChange],
    due: Range<usize>,
    picture: &dyn Fn(usize) -> String,
) -> String {
    let source = &guide.source;
    let links = guide.steps.iter().flat_map(|step| &step.pictures).enumerate();
    let addresses = links.map(|(n, link)| Edit { span: link.span.clone(), with: format!("{PICTURE}{n}-") });
    let seen: Vec<&LineChange> = changes.iter().copied().filter(|change| !change.is_in_alternative()).collect();
    let words = sentence::edits(source, &seen).unwrap_or_default().into_iter().map(|edit| marked(source, edit));
    let inside = |edits: Vec<Edit>| -> Vec<Edit> {
        let inside = edits.into_iter().filter(|edit| span.start <= edit.span.start && edit.span.end <= span.end);
        inside.map(|edit| Edit { span: edit.span.start - span.start..edit.span.end - span.start, with: edit.with }).collect()
    };
    let (addresses, words) = (inside(addresses.collect()), inside(words.collect()));
    let part = &source[span.clone()];
    let all: Vec<Edit> = addresses.iter().chain(&words).cloned().collect();
    let text = guide::edited(part, &all).or_else(|_| guide::edited(part, &addresses)).unwrap_or_else(|_| part.to_owned());
    let mut writer = Writer { out: String::new(), picture, shown: Vec::new(), muted: 0 };
    writer.all(&without_breaks(without_front_matter(&text)));
    for n in due {
        if !writer.shown.contains(&n) {
            writer.out += &picture(n);
        }
    }
    MARKS.iter().fold(writer.out, |text, (mark, element)| text.replace(*mark, element))
}

fn marked(source: &str, edit: Edit) -> Edit {
    let [goes, comes, end] = MARKS.map(|(mark, _)| mark);
    let with = format!("{goes}{}{comes}{}{end}", &source[edit.span.clone()], edit.with);
    Edit { span: edit.span, with }
}

fn without_front_matter(text: &str) -> &str {
    let Some(rest) = text.strip_prefix("---\n").or_else(|| text.strip_prefix("---\r\n")) else { return text };
    rest.find("\n---").map_or(text, |end| rest[end + 4..].trim_start_matches('-'))
}

/// A line break alone in its line would make HTML of the heading below it; kramdown doesn't.
fn without_breaks(text: &str) -> String {
    let is_break = |line: &str| matches!(line.trim(), "<br>" | "<br/>" | "<br />");
    text.split_inclusive('\n').map(|line| if is_break(line) { "\n" } else { line }).collect()
}

struct Writer<'a> {
    out: String,
    picture: &'a dyn Fn(usize) -> String,
    shown: Vec<usize>,
    /// How deep in something whose words are not shown.
    muted: usize,
}

impl Writer<'_> {
    fn all(&mut self, text: &str) {
        let options = Options::ENABLE_TABLES | Options::ENABLE_STRIKETHROUGH | Options::ENABLE_TASKLISTS;
        for event in Parser::new_ext(text, options) {
            self.event(event);
        }
    }

    fn event(&mut self, event: Event) {
        match event {
            Event::Start(Tag::Image { dest_url, .. }) => {
                self.put(&dest_url);
                self.muted += 1;
            }
            Event::End(TagEnd::Image) => self.muted = self.muted.saturating_sub(1),
            Event::Html(html) | Event::InlineHtml(html) => self.put(&html),
            _ if self.muted > 0 => {}
            Event::Start(tag) => self.begin(&tag),
            Event::End(tag) => self.end(tag),
            Event::Text(text) => self.words(&text),
            Event::Code(text) => {
                self.out.push_str("<code>");
                self.words(&text);
                self.out.push_str("</code>");
            }
            Event::SoftBreak => self.out.push('\n'),
            Event::HardBreak => self.out.push_str("<br>"),
            Event::Rule => self.out.push_str("<hr>"),
            Event::TaskListMarker(done) => self.out.push_str(if done { "☑ " } else { "☐ " }),
            Event::FootnoteReference(_) | Event::InlineMath(_) | Event::DisplayMath(_) => {}
        }
    }

    /// Puts the pictures in whose stand-ins are in a text.
    fn put(&mut self, text: &str) {
        for rest in text.split(PICTURE).skip(1) {
            if let Some(n) = rest.split('-').next().and_then(|number| number.parse().ok()) {
                self.out += &(self.picture)(n);
                self.shown.push(n);
            }
        }
    }

    fn words(&mut self, text: &str) {
        for c in without_attributes(text).chars() {
            match c {
                '<' => self.out.push_str("&lt;"),
                '>' => self.out.push_str("&gt;"),
                '&' => self.out.push_str("&amp;"),
                '"' => self.out.push_str("&quot;"),
                c => self.out.push(c),
            }
        }
    }

    fn begin(&mut self, tag: &Tag) {
        if let Some(name) = element(&tag.to_end()) {
            match tag {
                Tag::List(Some(first)) if *first != 1 => self.out += &format!("<ol start=\"{first}\">"),
                _ => self.out += &format!("<{name}>"),
            }
        }
    }

    fn end(&mut self, tag: TagEnd) {
        if let Some(name) = element(&tag) {
            self.out += &format!("</{name}>");
        }
    }
}

/// The element that something becomes. A link leads nowhere here: its words are shown as such.
fn element(tag: &TagEnd) -> Option<&'static str> {
    Some(match tag {
        TagEnd::Paragraph => "div",
        TagEnd::Heading(HeadingLevel::H1 | HeadingLevel::H2) => "h2",
        TagEnd::Heading(_) => "h3",
        TagEnd::BlockQuote(_) => "blockquote",
        TagEnd::CodeBlock => "pre",
        TagEnd::List(true) => "ol",
        TagEnd::List(false) => "ul",
        TagEnd::Item => "li",
        TagEnd::Emphasis => "em",
        TagEnd::Strong => "strong",
        TagEnd::Strikethrough => "s",
        TagEnd::Link => "u",
        TagEnd::Table => "table",
        TagEnd::TableHead | TagEnd::TableRow => "tr",
        TagEnd::TableCell => "td",
        _ => return None,
    })
}

/// Without kramdown's attribute lists (`{: .wide}`).
fn without_attributes(text: &str) -> String {
    let mut out = String::new();
    let mut rest = text;
    while let Some((before, after)) = rest.split_once("{:") {
        let Some((_, behind)) = after.split_once('}') else { break };
        out += before;
        rest = behind;
    }
    out + rest
}

#[cfg(test)]
mod tests {
    use std::path::Path;

    use super::*;

    const GUIDE: &str = "---\ntitle: A\n---\nFirst *read* this.\n\n## Step 1: Go\n\n![Seen]({{ \"/a b/1.png\" }})\n\n\
                         Press 'Save' & <b onclick=x>wait</b>; see [there](javascript:alert). {: .wide}\n\n## Step 2: Stay\n\n<img src=\"2.png\">\n";

    fn shown(span: impl Fn(&Guide) -> Range<usize>, changes: &[&LineChange]) -> String {
        let guide = guide::parse(GUIDE, Path::new("g.md"), &guide::Settings::default()).unwrap();
        html(&guide, span(&guide), changes, 0..0, &|n| format!("[{n}]"))
    }

    #[test]
    fn nothing_but_plain_elements_comes_through() {
        assert_eq!(shown(|guide| 0..guide.steps[0].span.start, &[]), "<div>First <em>read</em> this.</div>");
        let step = shown(|guide| guide.steps[0].span.clone(), &[]);
        let words = "<div>Press 'Save' &amp; wait; see <u>there</u>. </div>";
        assert_eq!(step, format!("<h2>Step 1: Go</h2><div>[0]</div>{words}"));
        assert_eq!(shown(|guide| guide.steps[1].span.clone(), &[]), "<h2>Step 2: Stay</h2>[1]");
    }

    #[test]
    fn what_goes_and_what_comes_is_marked() {
        let change = LineChange::all_of(&guide::patch("g.md", GUIDE, &GUIDE.replace("'Save'", "'Keep <it>'")));
        let step = shown(|guide| guide.steps[0].span.clone(), &[&change[0]]);
        assert!(step.contains("Press '<del>Save</del><ins>Keep "), "{step}");
    }

    #[test]
    fn a_picture_without_a_place_comes_at_the_end() {
        let guide = guide::parse(GUIDE, Path::new("g.md"), &guide::Settings::default()).unwrap();
        let intro = html(&guide, 0..guide.steps[0].span.start, &[], 0..1, &|n| format!("[{n}]"));
        assert!(intro.ends_with("</div>[0]"), "{intro}");
    }
}
