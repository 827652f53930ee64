//! What words must look like: paths, origins, names.

use std::ops::Range;

use super::Expiry;
use super::grammar::Format;
use super::notes::Notes;

/// Notes a mistake where `words` doesn't have this format; `what` is what messages call it.
pub(super) fn check(notes: &Notes<'_>, words: &str, format: Format, span: Range<usize>, what: &str) {
    if words.trim().is_empty() {
        return notes.mistake(span, format!("{what} is empty"), None);
    }
    match broken_rule(words, format) {
        Some((rule, hint)) if format == Format::Environment => notes.mistake_covered(span, format!("{what} {rule}"), hint),
        Some((rule, hint)) => notes.mistake(span, format!("{what} {rule}"), hint),
        None => {}
    }
}

/// Notes a mistake where a free name doesn't look like one.
pub(super) fn name(notes: &Notes<'_>, name: &str, span: Range<usize>) {
    check(notes, name, Format::Name, span, &format!("the name `{name}`"));
}

/// The rule that `words` breaks, and what to write.
fn broken_rule(words: &str, format: Format) -> Option<(&'static str, String)> {
    match format {
        Format::Any => None,
        Format::Path => path_rule(words),
        Format::PathPattern => path_rule(words.trim_end_matches('*')).or_else(|| pattern_rule(words)),
        Format::Pattern => pattern_rule(words),
        Format::Origin => origin_rule(words),
        Format::Address => address_rule(words),
        Format::Environment => environment_rule(words),
        Format::Name => name_rule(words),
        Format::File => file_rule(words),
        Format::Request => request_rule(words),
        Format::Expiry => expiry_rule(words),
        Format::Colour if super::picture::colour(words).is_some() => None,
        Format::Colour => Some(("must be a colour", "write it as \"#e01b24\": red, green and blue".to_owned())),
    }
}

/// `//host` and `/\host` lead to another site.
fn path_rule(words: &str) -> Option<(&'static str, String)> {
    if words.starts_with("//") || words.contains('\\') {
        return Some(("must stay on the site", "one `/` at its beginning".to_owned()));
    }
    if !words.starts_with('/') {
        let path = url::Url::parse(words).map_or_else(|_| format!("/{words}"), |url| url.path().to_owned());
        return Some(("must begin with `/`", format!("write \"{path}\"")));
    }
    words.contains(char::is_whitespace).then(|| ("must not hold white space", format!("write \"{}\"", words.replace(' ', "%20"))))
}

fn pattern_rule(words: &str) -> Option<(&'static str, String)> {
    let inner = words.strip_suffix('*').unwrap_or(words);
    inner.contains('*').then(|| ("has a `*` that is not at its end", "`*` matches any rest and stands at the end".to_owned()))
}

fn origin_rule(words: &str) -> Option<(&'static str, String)> {
    let hint = |url: &url::Url| format!("write \"{}\"", url.origin().ascii_serialization());
    match web_address(words) {
        Err(problem) => Some(problem),
        Ok(url) if url.path() != "/" || url.query().is_some() || url.fragment().is_some() || has_user(&url) => {
            Some(("must be an origin: scheme and host, nothing else", hint(&url)))
        }
        Ok(_) => None,
    }
}

fn address_rule(words: &str) -> Option<(&'static str, String)> {
    match web_address(words) {
        Err(problem) => Some(problem),
        Ok(url) if url.query().is_some() || url.fragment().is_some() || has_user(&url) => {
            Some(("must be scheme, host and path, nothing else", "write \"https://api.github.com\"".to_owned()))
        }
        Ok(_) => None,
    }
}

fn has_user(url: &url::Url) -> bool {
    !url.username().is_empty() || url.password().is_some()
}

fn web_address(words: &str) -> Result<url::Url, (&'static str, String)> {
    let hint = || format!("write \"https://{}\"", words.split("//").last().unwrap_or(words));
    match url::Url::parse(words) {
        Ok(url) if matches!(url.scheme(), "http" | "https") && url.has_host() => Ok(url),
        _ => Err(("must be an address that begins with https:// or http://", hint())),
    }
}

fn environment_rule(words: &str) -> Option<(&'static str, String)> {
    let fits = words.chars().all(|c| c.is_ascii_alphanumeric() || c == '_') && !words.starts_with(|c: char| c.is_ascii_digit());
    let rule = "must be the name of an environment variable, never the secret itself";
    (!fits).then(|| (rule, "letters, digits and `_`, such as \"GUIDEWALK_PASSWORD\"".to_owned()))
}

fn name_rule(words: &str) -> Option<(&'static str, String)> {
    (!is_name(words)).then(|| {
        let hint = "lowercase letters, digits, `-` and `_`, a letter first".to_owned();
        ("can't be used as a name", hint)
    })
}

/// Whether these words can name a variable.
pub(super) fn is_name(words: &str) -> bool {
    words.starts_with(|c: char| c.is_ascii_lowercase())
        && words.chars().all(|c| c.is_ascii_lowercase() || c.is_ascii_digit() || c == '-' || c == '_')
}

fn file_rule(words: &str) -> Option<(&'static str, String)> {
    let last = words.rsplit(['/', '\\']).next().unwrap_or(words);
    let hint = || format!("write \"{last}\": the guide says where it is");
    (last != words || words.starts_with('.')).then(|| ("must be a file name without folder", hint()))
}

fn request_rule(words: &str) -> Option<(&'static str, String)> {
    let hint = || "a method and a path, such as \"GET /user\"".to_owned();
    let Some((method, path)) = words.split_once(' ') else { return Some(("has no path", hint())) };
    if !matches!(method, "GET" | "POST" | "PUT" | "PATCH" | "DELETE" | "HEAD") {
        return Some(("has no method that is known", hint()));
    }
    path_rule(path)
}

fn expiry_rule(words: &str) -> Option<(&'static str, String)> {
    let hint = || "a header's name and whole days, such as \"X-Expires: 8 days\"".to_owned();
    expiry(words).is_none().then(|| ("must be a header with how long it may be until then", hint()))
}

/// A header's name with a number of days.
pub(super) fn expiry(words: &str) -> Option<Expiry> {
    let (header, days) = words.split_once(':')?;
    let is_name = !header.is_empty() && header.chars().all(|c| c.is_ascii_alphanumeric() || c == '-');
    let (days, unit) = days.trim().split_once(' ')?;
    let days = days.parse().ok().filter(|days| *days > 0)?;
    (is_name && matches!(unit.trim(), "day" | "days")).then(|| Expiry { header: header.to_owned(), days })
}
