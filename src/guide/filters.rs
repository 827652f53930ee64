//! What stands between `{{` and `}}`: a value and its filters, as far as addresses and words of a guide use them.

use super::site::Site;
use std::collections::BTreeMap;

/// The names that Liquid knows while it reads a guide.
#[derive(Debug, Default)]
pub(crate) struct Scope {
    /// Names with their values, dotted names (`site.url`, `page.title`) whole.
    pub(crate) values: BTreeMap<String, String>,
    /// The path under which the site is published.
    pub(crate) baseurl: String,
    /// Scheme and host of the published site.
    pub(crate) url: String,
}

impl Scope {
    /// The names that a site and a page's front matter give.
    pub(crate) fn new(site: &Site, page: &BTreeMap<String, String>) -> Self {
        let of_site = site.values.iter().map(|(key, value)| (format!("site.{key}"), value.clone()));
        let of_page = page.iter().map(|(key, value)| (format!("page.{key}"), value.clone()));
        let mut values: BTreeMap<String, String> = of_site.chain(of_page).collect();
        values.insert("site.baseurl".to_owned(), site.baseurl.clone());
        values.insert("site.url".to_owned(), site.url.clone());
        Self { values, baseurl: site.baseurl.clone(), url: site.url.clone() }
    }

    /// What Jekyll would print for `expression`; none if its first value is a name that nobody gave.
    pub(crate) fn value(&self, expression: &str) -> Option<String> {
        let mut parts = split(expression, '|').into_iter();
        let first = self.operand(parts.next().unwrap_or_default());
        let mut known = first.is_some();
        let mut value = first.unwrap_or_default();
        for filter in parts {
            let (name, arguments) = filter.split_once(':').unwrap_or((filter, ""));
            let arguments: Vec<String> =
                split(arguments, ',').iter().map(|text| self.operand(text).unwrap_or_default()).collect();
            known |= name.trim() == "default";
            value = self.filtered(value, name.trim(), &arguments);
        }
        known.then_some(value)
    }

    fn operand(&self, text: &str) -> Option<String> {
        let text = text.trim();
        let quoted = |mark: char| text.strip_prefix(mark).and_then(|rest| rest.strip_suffix(mark));
        if let Some(inside) = quoted('"').or_else(|| quoted('\'')) {
            return Some(inside.to_owned());
        }
        if !text.is_empty() && text.parse::<f64>().is_ok() {
            return Some(text.to_owned());
        }
        self.values.get(text).cloned()
    }

    fn filtered(&self, value: String, name: &str, arguments: &[String]) -> String {
        let argument = |index: usize| arguments.get(index).map(String::as_str).unwrap_or_default();
        match name {
            "relative_url" => self.relative(&value),
            "absolute_url" if has_scheme(&value) => value,
            "absolute_url" => format!("{}{}", self.url, self.relative(&value)),
            "prepend" => format!("{}{value}", argument(0)),
            "append" => format!("{value}{}", argument(0)),
            "replace" if !argument(0).is_empty() => value.replace(argument(0), argument(1)),
            "replace_first" if !argument(0).is_empty() => value.replacen(argument(0), argument(1), 1),
            "remove" if !argument(0).is_empty() => value.replace(argument(0), ""),
            "remove_first" if !argument(0).is_empty() => value.replacen(argument(0), "", 1),
            "default" if value.is_empty() => argument(0).to_owned(),
            "downcase" => value.to_lowercase(),
            "upcase" => value.to_uppercase(),
            "strip" => value.trim().to_owned(),
            "lstrip" => value.trim_start().to_owned(),
            "rstrip" => value.trim_end().to_owned(),
            "capitalize" => capitalized(&value),
            _ => value,
        }
    }

    fn relative(&self, address: &str) -> String {
        if has_scheme(address) {
            return address.to_owned();
        }
        format!("{}/{}", self.baseurl, address.trim_start_matches('/'))
    }
}

fn has_scheme(address: &str) -> bool {
    address.starts_with("//") || address.split_once("://").is_some_and(|(scheme, _)| !scheme.contains('/'))
}

fn capitalized(text: &str) -> String {
    let mut chars = text.chars();
    chars.next().map(|first| first.to_uppercase().chain(chars.flat_map(char::to_lowercase)).collect()).unwrap_or_default()
}

/// The parts of `text` between `mark`s that stand outside of quotes; an empty text has no parts.
pub(crate) fn split(text: &str, mark: char) -> Vec<&str> {
    let mut parts = Vec::new();
    let mut quote = None;
    let mut start = 0;
    for (at, char) in text.char_indices() {
        match quote {
            Some(open) if open == char => quote = None,
            Some(_) => {}
            None if char == '"' || char == '\'' => quote = Some(char),
            None if char == mark => {
                parts.push(&text[start..at]);
                start = at + char.len_utf8();
            }
            None => {}
        }
    }
    if !text[start..].trim().is_empty() || !parts.is_empty() {
        parts.push(&text[start..]);
    }
    parts
}

#[cfg(test)]
mod tests {
    use super::*;

    fn scope() -> Scope {
        let mut scope = Scope { baseurl: "/blog".to_owned(), url: "https://a.example".to_owned(), ..Scope::default() };
        scope.values.insert("dir".to_owned(), "/assets".to_owned());
        scope
    }

    #[test]
    fn filters_do_what_jekyll_does() {
        let scope = scope();
        for (written, printed) in [
            (r#""/x.png""#, "/x.png"),
            (r#"'/x.png' | relative_url"#, "/blog/x.png"),
            (r#" "x.png" | absolute_url "#, "https://a.example/blog/x.png"),
            (r#""https://b.example/x.png" | absolute_url"#, "https://b.example/x.png"),
            (r#"dir | append: "/x.png" | prepend: "/y""#, "/y/assets/x.png"),
            (r#""a|b" | replace: "|", ",""#, "a,b"),
            (r#"nobody | default: "d""#, "d"),
            (r#""A b" | downcase | no_such_filter"#, "a b"),
        ] {
            assert_eq!(scope.value(written).as_deref(), Some(printed), "{written}");
        }
        assert_eq!(scope.value("nobody | upcase"), None);
    }
}
