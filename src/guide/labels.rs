//! The labels that a passage quotes: what a reader looks for on the screen, in quotes, in bold or in code.

use super::document::Words;
use std::ops::Range;

/// The longest quotation that is taken for a label, in characters; what is longer is speech.
const LONGEST: usize = 120;

/// Opening marks with their closing ones; the straight ones have rules of their own.
const QUOTES: [(char, &[char]); 9] = [
    ('\'', &['\'']),
    ('"', &['"']),
    ('‘', &['’']),
    ('“', &['”']),
    ('„', &['“', '”']),
    ('‚', &['‘', '’']),
    ('«', &['»']),
    ('»', &['«']),
    ('‹', &['›']),
];

/// The bytes of `words.text` that are labels, in their order, white space and a full stop or comma at the end left out.
pub(crate) fn find(words: &Words) -> Vec<Range<usize>> {
    let quoted = quotations(words);
    let holds = |outer: &Range<usize>, inner: &Range<usize>| outer.start <= inner.start && inner.end <= outer.end;
    let bold = words.bold.iter().filter(|bold| {
        let apart = quoted.iter().all(|quote| !holds(quote, bold) && !holds(bold, quote));
        apart && !is_lead_in(&words.text, bold)
    });
    let bold: Vec<Range<usize>> = bold.cloned().collect();
    let code = words.code.iter().filter(|code| !quoted.iter().chain(&bold).any(|outer| holds(outer, code))).cloned();
    let mut labels: Vec<Range<usize>> = quoted.iter().cloned().chain(code).chain(bold.iter().cloned()).collect();
    labels = labels.into_iter().map(|label| trimmed(&words.text, label)).filter(|label| !label.is_empty()).collect();
    labels.sort_by_key(|label| (label.start, label.end));
    labels.dedup();
    labels
}

/// What stands between quotation marks.
fn quotations(words: &Words) -> Vec<Range<usize>> {
    let text = &words.text;
    let in_code = |at: usize| words.code.iter().any(|code| code.contains(&at));
    let mut found = Vec::new();
    let mut from = 0;
    while let Some((at, open)) = text[from..].char_indices().map(|(at, char)| (from + at, char)).next() {
        from = at + open.len_utf8();
        let Some((_, closing)) = QUOTES.iter().find(|(mark, _)| *mark == open) else {
            continue;
        };
        if in_code(at) || !opens(text, at, open) {
            continue;
        }
        let end = text[from..]
            .char_indices()
            .take(LONGEST + 1)
            .map(|(found, char)| (from + found, char))
            .find(|(end, char)| closing.contains(char) && *end > from && !in_code(*end) && closes(text, *end, *char));
        if let Some((end, mark)) = end {
            found.push(from..end);
            from = end + mark.len_utf8();
        }
    }
    found
}

fn before(text: &str, at: usize) -> Option<char> {
    text[..at].chars().next_back()
}

/// An apostrophe follows a letter; a quotation doesn't.
fn opens(text: &str, at: usize, mark: char) -> bool {
    let next = text[at + mark.len_utf8()..].chars().next();
    !before(text, at).is_some_and(char::is_alphanumeric) && next.is_some_and(|char| !char.is_whitespace() || mark == '«')
}

fn closes(text: &str, at: usize, mark: char) -> bool {
    let next = text[at + mark.len_utf8()..].chars().next();
    let after_space = before(text, at).is_none_or(char::is_whitespace);
    !next.is_some_and(char::is_alphanumeric) && (!after_space || mark == '»')
}

/// Words like "Note:" in bold at the start of a passage name a kind of remark, not a control.
fn is_lead_in(text: &str, bold: &Range<usize>) -> bool {
    const LEAD_INS: [&str; 10] =
        ["note", "tip", "warning", "important", "caution", "hint", "optional", "info", "attention", "result"];
    let words = text[bold.clone()].trim();
    let colon = words.ends_with(':') || text[bold.end..].starts_with(':');
    colon && text[..bold.start].trim().is_empty() && LEAD_INS.contains(&words.trim_end_matches(':').to_lowercase().as_str())
}

fn trimmed(text: &str, label: Range<usize>) -> Range<usize> {
    let inside = &text[label.clone()];
    let start = label.start + inside.len() - inside.trim_start().len();
    let mut words = inside.trim();
    if !words.ends_with("..") {
        words = words.trim_end_matches(['.', ',']).trim_end();
    }
    start..start + words.len()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn labels(text: &str) -> Vec<&str> {
        let words = Words { text: text.to_owned(), ..Words::default() };
        find(&words).into_iter().map(|at| &text[at]).collect()
    }

    #[test]
    fn every_kind_of_quotation_mark_makes_a_label() {
        for (text, expected) in [
            ("Select 'Settings' from", vec!["Settings"]),
            ("click on 'Developer Settings.'", vec!["Developer Settings"]),
            ("choose \"Tokens (classic),\" then 'Note'", vec!["Tokens (classic)", "Note"]),
            ("‘A’ “B” „C“ „D” «E» « F » ‚G‘ »H«", vec!["A", "B", "C", "D", "E", "F", "G", "H"]),
            ("press 'Save as...'", vec!["Save as..."]),
            ("'It's new' opens", vec!["It's new"]),
        ] {
            assert_eq!(labels(text), expected, "{text}");
        }
    }

    #[test]
    fn apostrophes_are_no_quotation_marks() {
        for text in
            ["don't and won't", "the user's page, the users' page", "it’s what the user’s page doesn’t say", "5\" or 6\"", "''"]
        {
            assert_eq!(labels(text), Vec::<&str>::new(), "{text}");
        }
        assert_eq!(labels("the user's 'Note' field isn't empty"), ["Note"]);
    }

    #[test]
    fn a_quotation_in_bold_is_one_label_and_code_in_a_quotation_is_part_of_it() {
        let mut words = Words { text: "press 'Save' now, 'Run x' and y".to_owned(), ..Words::default() };
        words.bold = std::iter::once(6..12).collect();
        words.code = vec![23..24, 30..31];
        let found: Vec<&str> = find(&words).into_iter().map(|at| &words.text[at]).collect();
        assert_eq!(found, ["Save", "Run x", "y"]);
    }

    #[test]
    fn a_lead_in_is_no_label() {
        let words = Words { text: "Note: open it".to_owned(), bold: std::iter::once(0..5).collect(), ..Words::default() };
        assert!(find(&words).is_empty());
    }
}
