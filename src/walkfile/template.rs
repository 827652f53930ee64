//! `{name}` in a text stands for a variable: found, and filled in.

use std::ops::Range;

use super::format::is_name;

/// The variables that every walk has, with what they are.
pub const BUILT_IN_VARIABLES: &[(&str, &str)] = &[
    ("run", "this walk's own mark, different each time and easy to search for"),
    ("date", "the date on which the walk began, year first"),
    ("login", "the account's user name: the secret `login`, or what the site was signed in with"),
    ("totp", "a fresh one-time code made from the secret `totp`"),
    ("mailed-code", "the code that the site has just sent by e-mail: a command of yours prints it, or you are asked"),
];

/// The variables that a text uses, in order, each with its place in the text (braces included).
///
/// `{2}`, `{"a"}` and `\p{alpha}` are none, so that regular expressions and JSON can stand in a walk file.
///
/// ```
/// let found: Vec<_> = guidewalk::walkfile::variables_in("guidewalk {run}").map(|(name, _)| name).collect();
/// assert_eq!(found, ["run"]);
/// ```
pub fn variables_in(text: &str) -> impl Iterator<Item = (&str, Range<usize>)> {
    let mut from = 0;
    std::iter::from_fn(move || {
        loop {
            let open = from + text.get(from..)?.find('{')?;
            from = open + 1;
            let Some(close) = text[open..].find('}').map(|at| open + at) else { continue };
            let name = &text[open + 1..close];
            if is_name(name) && !text[..open].ends_with("\\p") && !text[..open].ends_with("\\P") {
                from = close + 1;
                return Some((name, open..close + 1));
            }
        }
    })
}

/// The text with its variables filled in.
///
/// # Errors
///
/// The first variable that `value` doesn't know.
pub fn filled(text: &str, mut value: impl FnMut(&str) -> Option<String>) -> Result<String, String> {
    let mut whole = String::with_capacity(text.len());
    let mut from = 0;
    for (name, place) in variables_in(text) {
        whole.push_str(&text[from..place.start]);
        whole.push_str(&value(name).ok_or_else(|| name.to_owned())?);
        from = place.end;
    }
    whole.push_str(&text[from..]);
    Ok(whole)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn variables_are_told_from_other_braces() {
        let text = r#"{run} {2} \d{3,4} {"a":["{token}"]} \p{alpha} {{date}"#;
        let found: Vec<_> = variables_in(text).map(|(name, _)| name).collect();
        assert_eq!(found, ["run", "token", "date"]);
    }

    #[test]
    fn filling_in_names_the_variable_that_is_not_known() {
        let value = |name: &str| (name == "run").then(|| "ab12".to_owned());
        assert_eq!(filled("guidewalk {run}!", value), Ok("guidewalk ab12!".to_owned()));
        assert_eq!(filled("{run} {login}", value), Err("login".to_owned()));
    }
}
