//! The block before a guide's text (`---` YAML or `+++` TOML), and the plain `key: value` lines that guidewalk needs of a YAML file.
//! Not a YAML reader: lists, mappings and anchors are passed over.

use std::collections::BTreeMap;

/// What stands before a guide's text.
#[derive(Debug, Default)]
pub(crate) struct FrontMatter {
    /// The byte at which the guide's own text begins.
    pub(crate) end: usize,
    /// Its plain values by key.
    pub(crate) values: BTreeMap<String, String>,
    /// Whether there is front matter at all; Jekyll runs Liquid only then.
    pub(crate) present: bool,
    /// Whether a first line opens front matter that no line closes.
    pub(crate) unclosed: bool,
}

/// Reads the front matter of `source`, which begins at byte `start` (after a byte order mark).
pub(crate) fn read(source: &str, start: usize) -> FrontMatter {
    let body = &source[start..];
    let fence = match body.lines().next().map(str::trim_end) {
        Some("---") => "---",
        Some("+++") => "+++",
        _ => {
            return FrontMatter { end: start, ..FrontMatter::default() };
        }
    };
    let mut at = start;
    for (number, line) in body.split_inclusive('\n').enumerate() {
        let text = line.trim_end();
        let closes = text == fence || (fence == "---" && text == "...");
        if number > 0 && closes {
            let inside = &source[start..at];
            let inside = inside.split_once('\n').map_or("", |(_, rest)| rest);
            let values = if fence == "---" { scalars(inside) } else { toml_values(inside) };
            return FrontMatter { end: at + line.len(), values, present: true, unclosed: false };
        }
        at += line.len();
    }
    FrontMatter { end: start, unclosed: true, ..FrontMatter::default() }
}

fn toml_values(text: &str) -> BTreeMap<String, String> {
    let table = text.parse::<toml::Table>().unwrap_or_default();
    let plain = |value: &toml::Value| match value {
        toml::Value::String(text) => Some(text.clone()),
        toml::Value::Table(_) | toml::Value::Array(_) => None,
        other => Some(other.to_string()),
    };
    table.iter().filter_map(|(key, value)| Some((key.clone(), plain(value)?))).collect()
}

/// The `key: value` lines at the left edge of a YAML text whose values are plain, quoted or folded text.
pub(crate) fn scalars(yaml: &str) -> BTreeMap<String, String> {
    let lines: Vec<&str> = yaml.lines().collect();
    let mut values = BTreeMap::new();
    for (index, line) in lines.iter().enumerate() {
        let Some((key, value)) = line.split_once(':') else {
            continue;
        };
        if key.is_empty() || key.starts_with([' ', '\t', '#', '-']) || !(value.is_empty() || value.starts_with([' ', '\t'])) {
            continue;
        }
        let more: Vec<&str> = lines[index + 1..].iter().copied().take_while(|line| is_continued(line)).collect();
        if let Some(value) = scalar(value.trim(), &more) {
            values.insert(key.trim().trim_matches(['"', '\'']).to_owned(), value);
        }
    }
    values
}

fn is_continued(line: &str) -> bool {
    line.starts_with([' ', '\t']) || line.trim().is_empty()
}

fn scalar(first: &str, more: &[&str]) -> Option<String> {
    let joined = || {
        let rest = more.iter().map(|line| line.trim()).filter(|line| !line.is_empty());
        std::iter::once(first).chain(rest).collect::<Vec<_>>().join(" ")
    };
    match first.chars().next() {
        Some('"') => double_quoted(&joined()),
        Some('\'') => single_quoted(&joined()),
        Some('|' | '>') => Some(joined().split_once(' ').map_or(String::new(), |(_, text)| text.to_owned())),
        Some('[' | '{' | '&' | '*' | '!') => None,
        None | Some('#') => None,
        Some(_) => Some(plain(&joined())),
    }
}

fn plain(text: &str) -> String {
    let end = text.find(" #").unwrap_or(text.len());
    text[..end].trim_end().to_owned()
}

fn single_quoted(text: &str) -> Option<String> {
    let inside = text.strip_prefix('\'')?.replace("''", "\u{0}");
    let (value, _) = inside.split_once('\'')?;
    Some(value.replace('\u{0}', "'"))
}

fn double_quoted(text: &str) -> Option<String> {
    let mut value = String::new();
    let mut chars = text.chars().skip(1);
    while let Some(char) = chars.next() {
        match char {
            '"' => return Some(value),
            '\\' => match chars.next()? {
                'n' => value.push('\n'),
                't' => value.push('\t'),
                other => value.push(other),
            },
            other => value.push(other),
        }
    }
    None
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn yaml_front_matter_gives_its_plain_values_and_where_the_text_begins() {
        let source =
            "---\ntitle: \"A \\\"quoted\\\" one: two\" # no\ntags: [a, b]\nname: 'it''s'\nlong: >-\n  two\n  lines\n---\n# x\n";
        let found = read(source, 0);
        assert!(found.present && !found.unclosed);
        assert_eq!(&source[found.end..], "# x\n");
        assert_eq!(found.values["title"], "A \"quoted\" one: two");
        assert_eq!(found.values["name"], "it's");
        assert_eq!(found.values["long"], "two lines");
        assert!(!found.values.contains_key("tags"));
    }

    #[test]
    fn toml_front_matter_is_read_for_its_values() {
        let found = read("+++\r\ntitle = 'T'\r\n+++\r\ntext", 0);
        assert_eq!(found.values["title"], "T");
        assert!(read("+++\nnot toml at all\n+++\ntext", 0).present);
    }

    #[test]
    fn front_matter_without_an_end_is_said_to_be_so() {
        let found = read("---\ntitle: x\n\ntext", 0);
        assert!(found.unclosed && !found.present);
        assert_eq!(found.end, 0);
    }
}
