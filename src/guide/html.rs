//! Tags in a text: enough of HTML to find pictures, headings and words in what an author wrote by hand. Never fails; what isn't a
//! tag is text.

use std::ops::Range;

/// A start or end tag.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Tag {
    /// Its name in small letters.
    pub(crate) name: String,
    /// Whether it is an end tag.
    pub(crate) closing: bool,
    /// Whether it ends itself (`<x/>`).
    pub(crate) empty: bool,
    /// Its bytes in the text.
    pub(crate) at: Range<usize>,
    attributes: Vec<(String, Range<usize>)>,
}

impl Tag {
    /// Where the value of an attribute stands, without its quotes.
    pub(crate) fn attribute(&self, name: &str) -> Option<Range<usize>> {
        self.attributes.iter().find(|(own, _)| own == name).map(|(_, at)| at.clone())
    }

    /// Whether the element never has a body.
    pub(crate) fn has_no_body(&self) -> bool {
        const VOID: [&str; 16] = [
            "area", "base", "br", "col", "command", "embed", "hr", "img", "input", "keygen", "link", "meta", "param", "source",
            "track", "wbr",
        ];
        self.empty || VOID.contains(&self.name.as_str())
    }
}

/// A part of an HTML text.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) enum Token {
    /// Words between tags.
    Text(Range<usize>),
    /// A tag.
    Tag(Tag),
}

/// Whether kramdown takes the element as part of a sentence, not as a block of its own.
pub(crate) fn is_inline(name: &str) -> bool {
    const INLINE: [&str; 38] = [
        "a", "abbr", "acronym", "b", "big", "bdo", "br", "button", "cite", "code", "del", "dfn", "em", "i", "img", "input",
        "ins", "kbd", "label", "mark", "option", "q", "rb", "rbc", "rp", "rt", "rtc", "ruby", "samp", "select", "small", "span",
        "strong", "sub", "sup", "tt", "u", "var",
    ];
    INLINE.contains(&name)
}

/// The comment that begins at byte `start`, if it is one and has an end.
pub(crate) fn comment_at(text: &str, start: usize) -> Option<Range<usize>> {
    let inside = text[start..].strip_prefix("<!--")?;
    Some(start..start + 4 + inside.find("-->")? + 3)
}

/// The tag that begins at byte `start`, if one does.
pub(crate) fn tag_at(text: &str, start: usize) -> Option<Tag> {
    let bytes = text.as_bytes();
    if bytes.get(start) != Some(&b'<') {
        return None;
    }
    let closing = bytes.get(start + 1) == Some(&b'/');
    let name_start = start + 1 + usize::from(closing);
    let name_end = skip(bytes, name_start, |byte| byte.is_ascii_alphanumeric() || b"-_".contains(&byte));
    let ends_well = bytes.get(name_end).is_some_and(|byte| byte.is_ascii_whitespace() || b"/>".contains(byte));
    if !ends_well || !bytes.get(name_start).is_some_and(u8::is_ascii_alphabetic) {
        return None;
    }
    let mut tag = Tag {
        name: text[name_start..name_end].to_ascii_lowercase(),
        closing,
        empty: false,
        at: start..name_end,
        attributes: Vec::new(),
    };
    let mut at = name_end;
    loop {
        at = skip(bytes, at, |byte| byte.is_ascii_whitespace());
        match bytes.get(at)? {
            b'>' => {
                tag.at.end = at + 1;
                return Some(tag);
            }
            b'/' => {
                at += 1;
                tag.empty = bytes.get(at) == Some(&b'>');
            }
            b'<' | b'=' | b'"' | b'\'' => return None,
            _ => at = attribute(text, at, &mut tag)?,
        }
    }
}

fn attribute(text: &str, start: usize, tag: &mut Tag) -> Option<usize> {
    let bytes = text.as_bytes();
    let name_end = skip(bytes, start, |byte| !byte.is_ascii_whitespace() && !b"=/><\"'".contains(&byte));
    let name = text.get(start..name_end)?.to_ascii_lowercase();
    let equals = skip(bytes, name_end, |byte| byte.is_ascii_whitespace());
    if bytes.get(equals) != Some(&b'=') {
        tag.attributes.push((name, name_end..name_end));
        return Some(name_end);
    }
    let value = skip(bytes, equals + 1, |byte| byte.is_ascii_whitespace());
    let (at, end) = match bytes.get(value)? {
        quote @ (b'"' | b'\'') => {
            let end = skip(bytes, value + 1, |byte| byte != *quote);
            bytes.get(end)?;
            (value + 1..end, end + 1)
        }
        _ => {
            let end = skip(bytes, value, |byte| !byte.is_ascii_whitespace() && !b"><\"'=`".contains(&byte));
            (end > value).then_some((value..end, end))?
        }
    };
    tag.attributes.push((name, at));
    Some(end)
}

fn skip(bytes: &[u8], from: usize, passes: impl Fn(u8) -> bool) -> usize {
    bytes.get(from..).and_then(|rest| rest.iter().position(|byte| !passes(*byte))).map_or(bytes.len(), |count| from + count)
}

/// The parts of `range` of the text; comments are left out.
pub(crate) fn tokens(text: &str, range: &Range<usize>) -> Vec<Token> {
    let inside = &text[..range.end];
    let mut tokens = Vec::new();
    let mut words = range.start;
    let mut at = range.start;
    while let Some(start) = inside[at..].find('<').map(|found| found + at) {
        let tag = tag_at(inside, start);
        let Some(found) = tag.as_ref().map(|tag| tag.at.clone()).or_else(|| comment_at(inside, start)) else {
            at = start + 1;
            continue;
        };
        if words < start {
            tokens.push(Token::Text(words..start));
        }
        tokens.extend(tag.map(Token::Tag));
        (words, at) = (found.end, found.end);
    }
    if words < range.end {
        tokens.push(Token::Text(words..range.end));
    }
    tokens
}

/// The characters that the entities of a text stand for, as far as hand-written attributes use them.
pub(crate) fn unescaped(text: &str) -> String {
    [("&quot;", "\""), ("&#39;", "'"), ("&apos;", "'"), ("&lt;", "<"), ("&gt;", ">"), ("&nbsp;", "\u{a0}"), ("&amp;", "&")]
        .iter()
        .fold(text.to_owned(), |text, (entity, char)| text.replace(entity, char))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn tags_have_names_and_attributes_and_know_where_they_stand() {
        let text = r#"a <IMG src="x y.png" alt='q' width=3 hidden/> b"#;
        let tag = tag_at(text, 2).expect("a tag stands there");
        assert_eq!((tag.name.as_str(), tag.closing, tag.empty), ("img", false, true));
        assert_eq!(&text[tag.at.clone()], &text[2..text.len() - 2]);
        assert_eq!(tag.attribute("src").map(|at| &text[at]), Some("x y.png"));
        assert_eq!(tag.attribute("width").map(|at| &text[at]), Some("3"));
        assert_eq!(tag.attribute("nothing"), None);
    }

    #[test]
    fn what_is_no_tag_is_text() {
        for text in
            ["<", "</", "<3 you", "<a", "<a href=", "<a href=\"x", "< b>", "<a <b>", "<https://a.example/>", "<me@a.example>"]
        {
            assert!(tag_at(text, 0).is_none(), "{text}");
        }
        let text = "1 < 2 <b>x</b><!-- <i> -->y";
        let words: Vec<&str> = tokens(text, &(0..text.len()))
            .into_iter()
            .map(|token| match token {
                Token::Text(at) => &text[at],
                Token::Tag(tag) => &text[tag.at],
            })
            .collect();
        assert_eq!(words, ["1 < 2 ", "<b>", "x", "</b>", "y"]);
    }
}
