//! Words as the judge compares them: what a reader sees of an item, what changes from day to day, how alike two are.

use std::sync::LazyLock;

use regex::Regex;

use crate::outline::{Item, ItemKind, normalised};

/// A line of text is no lower, pixels.
const LEAST_LINE: f64 = 10.0;

/// The words that a sighted reader sees of an item: its text, for text and headings their words, for fields nothing.
pub(super) fn shown(item: &Item) -> String {
    match item.kind {
        ItemKind::Text | ItemKind::Heading if item.text.is_empty() => normalised(&item.name),
        ItemKind::Image => String::new(),
        _ => normalised(&item.text),
    }
}

/// What an item is best called: what is seen, else its accessible name; a sign or a letter alone, as `+` or an
/// account's `P`, is drawn rather than said.
pub(super) fn called(item: &Item) -> String {
    let shown = shown(item);
    let is_sign =
        item.kind == ItemKind::Control && !item.name.is_empty() && shown.chars().filter(|c| c.is_alphanumeric()).count() < 2;
    if shown.is_empty() || is_sign { normalised(&item.name) } else { shown }
}

/// Whether one control says the beginning of what the other one says and is lower by a line: its name without what it is for.
pub(super) fn is_the_same_but_for_a_line(then: &Item, now: &Item) -> bool {
    let has_less = |long: &Item, short: &Item| {
        let goes_on = shown(long).strip_prefix(&shown(short)).is_some_and(|rest| rest.starts_with(' '));
        goes_on && !shown(short).is_empty() && long.bounds.height - short.bounds.height >= LEAST_LINE
    };
    has_less(then, now) || has_less(now, then)
}

/// Whether two things say the same, but for what changes from day to day.
#[must_use]
pub fn says_the_same(one: &Item, two: &Item) -> bool {
    pattern(&called(one)) == pattern(&called(two))
}

static VOLATILE: LazyLock<Vec<(Regex, &'static str)>> = LazyLock::new(|| {
    let month = "(?:jan|feb|mar|apr|may|jun|jul|aug|sep|sept|oct|nov|dec)[a-z]*\\.?";
    let day = "(?:mon|tue|wed|thu|fri|sat|sun)[a-z]*\\.?";
    let unit = "(?:second|sec|minute|min|hour|hr|day|week|month|year)s?";
    [
        (format!(r"(?i)\b(?:{day},?\s+)?{month}\s+\d{{1,2}}(?:st|nd|rd|th)?(?:,?\s+\d{{4}})?\b"), "<date>"),
        (format!(r"(?i)\b(?:{day},?\s+)?\d{{1,2}}\.?\s+{month}(?:,?\s+\d{{4}})?\b"), "<date>"),
        (r"\b\d{4}-\d{2}-\d{2}(?:[T ]\d{2}:\d{2}(?::\d{2})?(?:\.\d+)?Z?)?\b".to_owned(), "<date>"),
        (r"\b\d{1,2}[/.]\d{1,2}[/.]\d{2,4}\b".to_owned(), "<date>"),
        (r"(?i)\b\d{1,2}:\d{2}(?::\d{2})?(?:\s*[ap]m)?(?:\s*(?:utc|gmt))?\b".to_owned(), "<time>"),
        (format!(r"(?i)\b(?:an?|one|\d+|a few)\s+{unit}\s+ago\b"), "<ago>"),
        (format!(r"(?i)\bin\s+(?:an?|one|\d+|a few)\s+{unit}\b"), "<ago>"),
        (format!(r"(?i)\bwithin the last\s+(?:\d+\s+)?{unit}\b"), "<ago>"),
        (format!(r"(?i)\blast\s+{unit}\b|\byesterday\b|\bjust now\b|\bmoments ago\b"), "<ago>"),
        (r"\s*\(\s*(?:<date>|<time>|<ago>|[\s,])+\)".to_owned(), ""),
        (r"\b(?:gh[pousr]|github_pat)_\w{8,}\b".to_owned(), "<id>"),
        (r"\b(?:[0-9a-f]{4,}-){2,}[0-9a-f]{4,}\b".to_owned(), "<id>"),
        (r"\b(?:[0-9]+[a-f]|[a-f]+[0-9])[0-9a-f]{5,}\b".to_owned(), "<id>"),
        (format!(r"(?i)\b(\d+)(\s+{unit})\b"), "\u{1}$1\u{1}$2"),
        (r"(^|[^\u{1}\w.])\d[\d,.]*[kKM]?\b".to_owned(), "$1#"),
        (r"\u{1}".to_owned(), ""),
    ]
    .into_iter()
    .map(|(pattern, with)| (Regex::new(&pattern).expect("the patterns are constant and tested"), with))
    .collect()
});

/// Words without what changes from day to day: dates, times, ids and counts become placeholders. How long something lasts
/// (`30 days`) stays.
pub(super) fn pattern(words: &str) -> String {
    let mut pattern = normalised(words);
    if !pattern.bytes().any(|byte| byte.is_ascii_digit() || byte == b'_') && !pattern.contains(" ago") {
        let lower = pattern.to_ascii_lowercase();
        if !["last ", "yesterday", "just now"].iter().any(|word| lower.contains(word)) {
            return pattern;
        }
    }
    for (volatile, with) in VOLATILE.iter() {
        pattern = volatile.replace_all(&pattern, *with).into_owned();
    }
    without_ids(&pattern)
}

/// Words with a placeholder for each token that mixes letters and digits as made-up ids do (`k3f9x2`, `20261123T1604Z`).
fn without_ids(words: &str) -> String {
    let is_id = |token: &str| {
        let digits: Vec<bool> = token.chars().map(|c| c.is_ascii_digit()).collect();
        let turns = digits.windows(2).filter(|pair| pair[0] != pair[1]).count();
        digits.len() >= 6 && turns >= 2 && digits.iter().filter(|digit| **digit).count() >= 2
    };
    let tokens = words.split_inclusive(|c: char| !c.is_alphanumeric());
    tokens
        .map(|token| {
            let core = token.trim_end_matches(|c: char| !c.is_alphanumeric());
            if is_id(core) { format!("<id>{}", &token[core.len()..]) } else { token.to_owned() }
        })
        .collect()
}

/// Words without letter case and end punctuation.
pub(super) fn folded(words: &str) -> String {
    core(words).to_lowercase()
}

/// Words without end punctuation.
pub(super) fn core(words: &str) -> &str {
    words.trim().trim_end_matches(['.', ',', ';', ':', '!', '?', '*', ' '])
}

/// How alike two names are, 0 to 1: the better of shared words and shared letters.
pub(super) fn likeness(one: &str, two: &str) -> f64 {
    let (one, two) = (folded(one), folded(two));
    if one.is_empty() || two.is_empty() {
        return 0.0;
    }
    let (words_one, words_two): (Vec<&str>, Vec<&str>) = (split(&one), split(&two));
    let shared = words_one.iter().filter(|word| words_two.contains(word)).count();
    let count = |n: usize| f64::from(u32::try_from(n).unwrap_or(u32::MAX));
    let dice = 2.0 * count(shared) / count(words_one.len() + words_two.len()).max(1.0);
    if one.len() > 200 || two.len() > 200 { dice } else { dice.max(strsim::normalized_levenshtein(&one, &two)) }
}

fn split(words: &str) -> Vec<&str> {
    words.split(|c: char| !c.is_alphanumeric()).filter(|word| !word.is_empty()).collect()
}

/// Whether a page's words hold a phrase as whole words.
pub(super) fn holds_phrase(words: &str, phrase: &str) -> bool {
    !phrases(words, phrase).is_empty()
}

/// Where words hold a phrase as whole words.
pub(super) fn phrases(words: &str, phrase: &str) -> Vec<usize> {
    if phrase.is_empty() {
        return Vec::new();
    }
    let is_word = |c: Option<char>| c.is_some_and(char::is_alphanumeric);
    let is_whole = |(at, found): &(usize, &str)| {
        let before = words[..*at].chars().next_back();
        let after = words[at + found.len()..].chars().next();
        let starts = is_word(phrase.chars().next());
        let ends = is_word(phrase.chars().next_back());
        !(starts && is_word(before) || ends && is_word(after))
    };
    words.match_indices(phrase).filter(is_whole).map(|(at, _)| at).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::outline::Rect;

    #[test]
    fn a_name_without_the_line_below_it_is_the_same_name() {
        let entry = |words: &str, height: f64| Item {
            kind: ItemKind::Control,
            role: "menuitem".to_owned(),
            name: words.to_owned(),
            text: words.to_owned(),
            value: String::new(),
            bounds: Rect::new(0.0, 0.0, 300.0, height),
            words_at: None,
            lines: Vec::new(),
            states: Vec::new(),
            leads_to: String::new(),
            within: Vec::new(),
            hooks: Vec::new(),
        };
        let (two, one) = (entry("Generate new token For general use", 55.0), entry("Generate new token", 34.0));
        assert!(is_the_same_but_for_a_line(&two, &one) && is_the_same_but_for_a_line(&one, &two));
        assert!(!is_the_same_but_for_a_line(&two, &two));
        assert!(!is_the_same_but_for_a_line(&two, &entry("Generate new token", 55.0)));
    }

    #[test]
    fn dates_counts_and_ids_are_patterns_and_durations_are_not() {
        assert_eq!(pattern("30 days (Dec 23, 2026)"), "30 days");
        assert_eq!(pattern("The token will expire on Sun, Dec 23 2026"), "The token will expire on <date>");
        assert_eq!(pattern("Last used within the last 6 months"), "Last used <ago>");
        assert_eq!(pattern("Repositories 1,204"), "Repositories #");
        assert_eq!(pattern("updated 3 minutes ago"), "updated <ago>");
        assert_eq!(pattern("ghp_abcdefgh12345678"), "<id>");
        assert_eq!(pattern("guidewalk-k3f9x2 (new)"), "guidewalk-<id> (new)");
        assert_eq!(pattern("guidewalk 20261123T160405Z"), "guidewalk <id>");
        assert_eq!(pattern("ssh-ed25519 key"), "ssh-ed25519 key");
        assert_ne!(pattern("30 days"), pattern("90 days"));
        assert_eq!(pattern("Tokens (classic)"), "Tokens (classic)");
        assert_eq!(pattern("2026-11-23 16:04 UTC"), "<date> UTC");
    }

    #[test]
    fn phrases_are_whole_words() {
        assert!(holds_phrase("Developer settings", "settings"));
        assert!(!holds_phrase("Copilot settingsx", "settings"));
        assert!(holds_phrase("Tokens (classic) Beta", "Tokens (classic)"));
    }

    #[test]
    fn a_renamed_entry_is_more_alike_than_its_neighbours() {
        assert!(likeness("Your profile", "Profile") > likeness("Your projects", "Profile"));
        assert!(likeness("Billing and plans", "Billing and licensing") > 0.6);
    }
}
