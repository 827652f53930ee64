//! Changes of a guide's text: only the bytes that an edit names change, and a patch shows them.

use similar::{DiffableStr, TextDiff};
use std::ops::Range;

/// One change of a text.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Edit {
    /// The bytes that go; an empty range is a place to insert at.
    pub span: Range<usize>,
    /// What comes in their place.
    pub with: String,
}

/// Why edits can't be carried out.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum EditError {
    /// An edit reaches beyond the text, ends before it begins or cuts a character in two.
    #[error("cannot change bytes {} to {} of a text of {length} bytes\nhint: read the guide again, it may have changed since", span.start, span.end)]
    OutOfRange {
        /// The bytes that the edit names.
        span: Range<usize>,
        /// The length of the text in bytes.
        length: usize,
    },
    /// Two edits change the same bytes.
    #[error("cannot make two changes of the same words, bytes {} to {} and {} to {}\nhint: make them one after the other", first.start, first.end, second.start, second.end)]
    Overlapping {
        /// The bytes of the edit that begins first.
        first: Range<usize>,
        /// The bytes of the other.
        second: Range<usize>,
    },
}

/// `source` with all `edits` made, in any order; no other byte changes.
///
/// # Errors
///
/// When an edit names bytes that aren't there or cuts a character, and when two of them overlap or insert at the same place.
pub fn edited(source: &str, edits: &[Edit]) -> Result<String, EditError> {
    let mut sorted: Vec<&Edit> = edits.iter().collect();
    sorted.sort_by_key(|edit| (edit.span.start, edit.span.end));
    let mut out = String::with_capacity(source.len());
    let mut done: Range<usize> = 0..0;
    for (index, edit) in sorted.iter().enumerate() {
        let span = edit.span.clone();
        if source.get(span.clone()).is_none() {
            return Err(EditError::OutOfRange { span, length: source.len() });
        }
        if index > 0 && (span.start < done.end || span == done) {
            return Err(EditError::Overlapping { first: done, second: span });
        }
        out.push_str(&source[done.end..span.start]);
        out.push_str(&edit.with);
        done = span;
    }
    out.push_str(&source[done.end..]);
    Ok(out)
}

/// The way from `source` to `edited` as a unified diff that `git apply` takes; empty if nothing changed. `path_as_shown` is the
/// guide's path from the root of its work tree.
#[must_use]
pub fn patch(path_as_shown: &str, source: &str, edited: &str) -> String {
    if source == edited {
        return String::new();
    }
    let path = path_as_shown.replace('\\', "/");
    let path = path.trim_start_matches("./").trim_start_matches('/');
    let tab = if path.contains(char::is_whitespace) { "\t" } else { "" };
    let (old, new) = (lines(source), lines(edited));
    let diff = TextDiff::from_slices(&old, &new);
    let mut text = format!("--- a/{path}{tab}\n+++ b/{path}{tab}\n");
    for hunk in diff.unified_diff().context_radius(3).iter_hunks() {
        text.push_str(&format!("{}\n", hunk.header()));
        for change in hunk.iter_changes() {
            let line = change.value();
            let end = if line.ends_with_newline() && line.ends_with('\n') { "" } else { "\n\\ No newline at end of file\n" };
            text.push_str(&format!("{}{line}{end}", change.tag()));
        }
    }
    text
}

/// Lines as Git counts them: ended by a line feed and nothing else.
fn lines(text: &str) -> Vec<&str> {
    text.split_inclusive('\n').collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn edit(span: Range<usize>, with: &str) -> Edit {
        Edit { span, with: with.to_owned() }
    }

    #[test]
    fn only_the_named_bytes_change() {
        let edits = [edit(6..7, "Z"), edit(0..1, "XX"), edit(3..3, "|")];
        assert_eq!(edited("abcdef\r\n", &edits).as_deref(), Ok("XXbc|defZ\n"));
        assert_eq!(edited("same", &[]).as_deref(), Ok("same"));
    }

    #[test]
    fn edits_that_cannot_be_made_are_refused() {
        assert!(matches!(edited("abc", &[edit(2..5, "")]), Err(EditError::OutOfRange { length: 3, .. })));
        assert!(matches!(edited("ä", &[edit(1..2, "")]), Err(EditError::OutOfRange { .. })));
        assert!(matches!(edited("abcd", &[edit(0..2, ""), edit(1..3, "")]), Err(EditError::Overlapping { .. })));
        assert!(matches!(edited("abcd", &[edit(1..1, "x"), edit(1..1, "y")]), Err(EditError::Overlapping { .. })));
    }

    #[test]
    fn a_patch_shows_the_changed_lines_and_a_missing_last_line_feed() {
        let patch = patch("./a b/g.md", "one\r\ntwo\rtwo\r\nthree", "one\r\n2\rtwo\r\nthree");
        let expected = "--- a/a b/g.md\t\n+++ b/a b/g.md\t\n@@ -1,3 +1,3 @@\n one\r\n-two\rtwo\r\n+2\rtwo\r\n three\n\\ No newline at end of file\n";
        assert_eq!(patch, expected);
    }
}
