//! Where a hand-written HTML element ends, and which parts of it kramdown prints as they stand.

use super::html::{self, Tag};
use std::ops::Range;

/// An element that kramdown doesn't read as Markdown.
#[derive(Debug, PartialEq, Eq)]
pub(crate) struct Element {
    /// Its parts that are printed as they stand, in order; what lies between asks for Markdown.
    pub(crate) raw: Vec<Range<usize>>,
    /// Whether it has an end tag; else it reaches to the end of the text.
    pub(crate) closed: bool,
}

/// Elements that authors leave open.
const LEFT_OPEN: [&str; 8] = ["p", "li", "td", "tr", "th", "dt", "dd", "option"];

/// Reads the element that `tag` opens.
pub(crate) fn read(text: &str, tag: &Tag) -> Element {
    let mut raw = Vec::new();
    let mut from = tag.at.start;
    let mut open = vec![tag.name.clone()];
    let mut at = tag.at.end;
    while !open.is_empty() {
        let Some(next) = text[at..].find('<').map(|found| found + at) else {
            break;
        };
        if let Some(comment) = html::comment_at(text, next) {
            at = comment.end;
            continue;
        }
        let Some(inner) = html::tag_at(text, next) else {
            at = next + 1;
            continue;
        };
        at = inner.at.end;
        if inner.closing {
            if let Some(depth) = open.iter().rposition(|name| *name == inner.name) {
                open.truncate(depth);
            }
        } else if is_markdown(text, &inner) {
            let end = markdown_end(text, &inner).unwrap_or(text.len());
            raw.push(from..inner.at.end);
            (from, at) = (end, end);
        } else if !inner.has_no_body() && !LEFT_OPEN.contains(&inner.name.as_str()) {
            open.push(inner.name);
        }
    }
    let closed = open.is_empty();
    raw.push(from..if closed { at } else { text.len() });
    Element { raw, closed }
}

/// Whether an element asks for its content to be read as Markdown.
pub(crate) fn is_markdown(text: &str, tag: &Tag) -> bool {
    tag.attribute("markdown").is_some_and(|at| matches!(&text[at], "1" | "block" | "span"))
}

/// Where the end tag of `tag` begins.
fn markdown_end(text: &str, tag: &Tag) -> Option<usize> {
    let mut depth = 1_usize;
    let mut at = tag.at.end;
    while let Some(next) = text[at..].find('<').map(|found| found + at) {
        at = next + 1;
        let Some(inner) = html::tag_at(text, next).filter(|inner| inner.name == tag.name) else {
            continue;
        };
        depth = if inner.closing { depth - 1 } else { depth + usize::from(!inner.has_no_body()) };
        if depth == 0 {
            return Some(next);
        }
    }
    None
}

#[cfg(test)]
mod tests {
    use super::*;

    fn parts(text: &str) -> (Vec<&str>, bool) {
        let tag = html::tag_at(text, 0).expect("a tag stands there");
        let element = read(text, &tag);
        (element.raw.into_iter().map(|part| &text[part]).collect(), element.closed)
    }

    #[test]
    fn an_element_ends_with_its_own_tag() {
        assert_eq!(parts("<div><div>a</div><br></div>b"), (vec!["<div><div>a</div><br></div>"], true));
        assert_eq!(parts("<ul><li>a<li>b</ul>c"), (vec!["<ul><li>a<li>b</ul>"], true));
        assert_eq!(parts("<div><!-- </div> -->a"), (vec!["<div><!-- </div> -->a"], false));
    }

    #[test]
    fn a_part_that_asks_for_markdown_is_not_printed_as_it_stands() {
        let text = "<div><p markdown=\"1\">*a*</p></div>b";
        assert_eq!(parts(text), (vec!["<div><p markdown=\"1\">", "</p></div>"], true));
    }
}
