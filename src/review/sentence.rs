//! Changes of a guide's lines, read from the patches of a record's findings and made in the guide as it is now.

use std::ops::Range;

use anyhow::{Result, anyhow, bail};

use crate::guide::{self, Edit};
use crate::store;

/// One line of a guide that is to read otherwise.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct LineChange {
    /// Its number when the guide was walked, from 1.
    pub line: usize,
    /// What it said, without its end.
    pub old: String,
    /// What it is to say.
    pub new: String,
}

impl LineChange {
    /// The changes that a unified diff makes, line for line; none where lines come or go, which no finding asks for.
    #[must_use]
    pub fn all_of(patch: &str) -> Vec<Self> {
        let mut changes = Vec::new();
        let (mut at, mut removed, mut added) = (0, Vec::new(), Vec::new());
        for line in patch.split('\n').filter(|line| !line.starts_with("---") && !line.starts_with("+++")).chain(["@@"]) {
            match (line.as_bytes().first(), line.get(1..)) {
                (Some(b'-'), Some(rest)) => removed.push(rest.trim_end_matches('\r')),
                (Some(b'+'), Some(rest)) => added.push(rest.trim_end_matches('\r')),
                _ => {
                    if removed.len() == added.len() {
                        let pairs = removed.iter().zip(&added).enumerate();
                        changes.extend(pairs.map(|(n, (old, new))| Self {
                            line: at + n,
                            old: (*old).into(),
                            new: (*new).into(),
                        }));
                    }
                    at += removed.len();
                    removed.clear();
                    added.clear();
                    match first_line(line) {
                        Some(first) => at = first,
                        None if line.starts_with('\\') => {}
                        None => at += 1,
                    }
                }
            }
        }
        changes
    }

    /// A name that stays the same as long as the change does.
    #[must_use]
    pub fn name(&self) -> String {
        store::digest(format!("{}\n{}\n{}", self.line, self.old, self.new).as_bytes())[..12].to_owned()
    }

    /// Whether it changes the alternative text of a picture, which is heard and not seen.
    #[must_use]
    pub fn is_in_alternative(&self) -> bool {
        self.alternative().is_some()
    }

    /// Where the alternative text begins that it changes, and what ends it.
    fn alternative(&self) -> Option<(usize, char)> {
        let before = &self.old[..self.changed().0.start];
        let forms = [("![", ']'), ("alt=\"", '"'), ("alt='", '\'')];
        forms.into_iter().find_map(|(open, close)| {
            let begin = before.rfind(open)? + open.len();
            (!before[begin..].contains(close)).then_some((begin, close))
        })
    }

    /// The line in parts: before, what goes, what comes, after. Whole words go and come. Of a picture only its alternative text
    /// is there.
    #[must_use]
    pub fn parts(&self) -> [&str; 4] {
        let (old, new) = self.changed();
        let (begin, rest) = match self.alternative() {
            Some((begin, close)) => (begin, self.old[old.end..].split(close).next().unwrap_or_default()),
            None => (0, &self.old[old.end..]),
        };
        [&self.old[begin..old.start], &self.old[old.clone()], &self.new[new], rest]
    }

    /// The bytes that go, of the old line, and those that come, of the new one.
    fn changed(&self) -> (Range<usize>, Range<usize>) {
        let (old, new) = (self.old.as_str(), self.new.as_str());
        let same =
            |one: &str, two: &str| one.chars().zip(two.chars()).take_while(|(a, b)| a == b).map(|(a, _)| a.len_utf8()).sum();
        let mut start: usize = same(old, new);
        start = old[..start].rfind(|c: char| !c.is_alphanumeric()).map_or(0, |at| at + char_at(old, at));
        let (rest_old, rest_new) = (&old[start..], &new[start..]);
        let backwards = |text: &str| text.chars().rev().collect::<String>();
        let mut end: usize = same(&backwards(rest_old), &backwards(rest_new));
        let after = &old[old.len() - end..];
        end = after.find(|c: char| !c.is_alphanumeric()).map_or(0, |at| after.len() - at);
        (start..old.len() - end, start..new.len() - end)
    }

    /// Where the line now stands in a guide: the byte at which it begins. At its own number, else where it stands alone.
    fn place(&self, source: &str) -> Option<usize> {
        let mut at = 0;
        let mut found = Vec::new();
        for (n, line) in source.split_inclusive('\n').enumerate() {
            if line.trim_end_matches(['\n', '\r']) == self.old {
                if n + 1 == self.line {
                    return Some(at);
                }
                found.push(at);
            }
            at += line.len();
        }
        (found.len() == 1).then(|| found[0])
    }

    /// Whether the guide still says the old.
    #[must_use]
    pub fn fits(&self, source: &str) -> bool {
        self.place(source).is_some()
    }

    /// Whether both would put something else in the place of the same words.
    #[must_use]
    pub fn clashes_with(&self, other: &Self, source: &str) -> bool {
        let (Some(one), Some(two)) = (self.edit(source), other.edit(source)) else { return false };
        one != two && one.span.start < two.span.end && two.span.start < one.span.end
    }

    fn edit(&self, source: &str) -> Option<Edit> {
        let place = self.place(source)?;
        let (old, new) = self.changed();
        Some(Edit { span: place + old.start..place + old.end, with: self.new[new].to_owned() })
    }
}

/// The edits of several changes; those that are the same are made once.
///
/// # Errors
/// When a line is not there any more.
pub fn edits(source: &str, changes: &[&LineChange]) -> Result<Vec<Edit>> {
    let mut edits: Vec<Edit> = Vec::new();
    for change in changes {
        let Some(edit) = change.edit(source) else {
            bail!(
                "line {} of the guide has changed since the walk, so it is not edited: {}\nhint: `guidewalk regenerate` looks at the guide again",
                change.line,
                change.old.trim()
            );
        };
        if !edits.contains(&edit) {
            edits.push(edit);
        }
    }
    Ok(edits)
}

/// The guide's text with several changes made.
///
/// # Errors
/// When a line is not there any more, and when two changes want different words in one place.
pub fn edited(source: &str, changes: &[&LineChange]) -> Result<String> {
    let edits = edits(source, changes)?;
    guide::edited(source, &edits).map_err(|_| {
        anyhow!("two of the accepted sentences change the same words\nhint: reject one of them in `guidewalk review`")
    })
}

/// The first line of a hunk, from its header `@@ -12,7 +12,7 @@`.
fn first_line(header: &str) -> Option<usize> {
    let numbers = header.strip_prefix("@@ -")?;
    numbers.split([',', ' ']).next()?.parse().ok()
}

/// The length of the character at a byte.
fn char_at(text: &str, at: usize) -> usize {
    text[at..].chars().next().map_or(1, char::len_utf8)
}

#[cfg(test)]
mod tests {
    use super::*;

    const GUIDE: &str = "# A\n\n![Go to Developer settings](1.png)\n\nPress 'Developer settings', then 'Save'.\n";

    fn change(old: &str, new: &str, line: usize) -> LineChange {
        LineChange { line, old: old.into(), new: new.into() }
    }

    fn patched(new: &str) -> Vec<LineChange> {
        LineChange::all_of(&guide::patch("g.md", GUIDE, new))
    }

    #[test]
    fn a_patch_is_read_line_for_line() {
        let changes = patched(&GUIDE.replace("Developer settings", "Developer options"));
        assert_eq!(changes.iter().map(|change| change.line).collect::<Vec<_>>(), [3, 5]);
        assert_eq!(changes[0].parts(), ["Go to Developer ", "settings", "options", ""]);
        assert_eq!(changes[1].parts(), ["Press 'Developer ", "settings", "options", "', then 'Save'."]);
        assert_eq!(changes.iter().map(LineChange::is_in_alternative).collect::<Vec<_>>(), [true, false]);
        let all: Vec<&LineChange> = changes.iter().chain(&changes).collect();
        assert_eq!(edited(GUIDE, &all).unwrap(), GUIDE.replace("Developer settings", "Developer options"));
    }

    #[test]
    fn two_replacements_for_the_same_words_clash_and_two_words_of_a_line_do_not() {
        let line = "Press 'Developer settings', then 'Save'.";
        let one = change(line, &line.replace("settings", "options"), 5);
        let two = change(line, &line.replace("settings", "tools"), 5);
        let other = change(line, &line.replace("Save", "Keep"), 5);
        assert!(one.clashes_with(&two, GUIDE));
        assert!(!one.clashes_with(&one, GUIDE) && !one.clashes_with(&other, GUIDE));
    }

    #[test]
    fn a_line_is_found_again_where_it_went_and_refused_where_it_changed() {
        let changes = patched(&GUIDE.replace("'Save'", "'Keep'"));
        let moved = format!("An introduction.\n\n{GUIDE}");
        assert_eq!(edited(&moved, &[&changes[0]]).unwrap(), moved.replace("'Save'", "'Keep'"));
        let error = edited(&GUIDE.replace("Press", "Click"), &[&changes[0]]).unwrap_err().to_string();
        assert!(error.starts_with("line 5 of the guide has changed since the walk") && error.contains("\nhint: "), "{error}");
    }

    #[test]
    fn two_changes_of_one_line_are_both_made() {
        let [save] = &patched(&GUIDE.replace("'Save'", "'Keep'"))[..] else { panic!() };
        let developer = change(&save.old, "Press 'Developers', then 'Save'.", 5);
        assert_eq!(edited(GUIDE, &[save, &developer]).unwrap().lines().last(), Some("Press 'Developers', then 'Keep'."));
        let other = change(&save.old, &save.old.replace("Save", "Store"), 5);
        assert!(edited(GUIDE, &[save, &other]).unwrap_err().to_string().contains("change the same words\nhint: "));
    }

    #[test]
    fn whole_words_go_and_come() {
        assert_eq!(change("the Menu", "the Menus", 1).parts(), ["the ", "Menu", "Menus", ""]);
        assert_eq!(change("é 'Über' x", "é 'Übung' x", 1).parts(), ["é '", "Über", "Übung", "' x"]);
        assert_eq!(change("a", "a", 1).parts()[1..3], ["a", "a"]);
    }
}
