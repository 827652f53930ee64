//! guidewalk's own part of a text that people may edit: it stands between two comments that nobody sees, which also say what was told
//! last. What people write around it is kept, and so is what they write into it.

use serde::de::DeserializeOwned;
use serde::{Deserialize, Serialize};

use super::Stamp;
use crate::store;

const BEGIN: &str = "<!-- guidewalk:begin ";
const CLOSE: &str = " -->";
const END: &str = "<!-- guidewalk:end -->";

/// What is remembered in a text.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
pub(super) struct Memory {
    /// The guide, as its repository names it.
    pub(super) guide: String,
    /// What was told.
    pub(super) told: Stamp,
    /// How often something was told.
    #[serde(default)]
    pub(super) times: u64,
    /// The pull request that was told of.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub(super) pull: Option<u64>,
    /// The digest of the title that guidewalk gave.
    #[serde(default)]
    pub(super) title: String,
    /// The digest of its own part.
    #[serde(default)]
    pub(super) text: String,
}

/// What a text remembers, if it is one of guidewalk's.
pub(super) fn memory(body: &str) -> Option<Memory> {
    let body = plain(body);
    let (begin, end) = line(&body)?;
    parsed(&body[begin + BEGIN.len()..end - CLOSE.len()])
}

/// The text with guidewalk's own part made anew.
pub(super) fn with(body: &str, memory: &Memory, text: &str) -> String {
    let body = plain(body);
    let text = text.trim();
    let memory = Memory { text: digest(text), ..memory.clone() };
    let section = format!("{BEGIN}{}{CLOSE}\n{text}\n{END}", written(&memory));
    let Some((begin, end)) = line(&body) else {
        return if body.trim().is_empty() { section } else { format!("{}\n\n{section}", body.trim_end()) };
    };
    let known: Option<Memory> = parsed(&body[begin + BEGIN.len()..end - CLOSE.len()]);
    let (old, after) = match body[end..].find(END) {
        Some(at) => (&body[end..end + at], &body[end + at + END.len()..]),
        // Whoever took the end away may have written what stands there.
        None => (&body[end..], ""),
    };
    let is_untouched = known.is_some_and(|known| known.text == digest(old.trim()));
    let kept = if is_untouched { String::new() } else { format!("{}\n\n", old.trim()) };
    format!("{}{kept}{section}{after}", &body[..begin])
}

/// The digest of a few words, for a memory.
pub(super) fn digest(words: &str) -> String {
    store::digest(words.as_bytes())[..12].to_owned()
}

/// The site's own editor ends lines otherwise.
fn plain(body: &str) -> String {
    body.replace("\r\n", "\n")
}

/// Where the comment with the memory begins and ends.
fn line(body: &str) -> Option<(usize, usize)> {
    let begin = body.find(BEGIN)?;
    let end = begin + body[begin..].find(CLOSE)? + CLOSE.len();
    Some((begin, end))
}

fn written(memory: &Memory) -> String {
    // Two hyphens would end the comment early.
    serde_json::to_string(memory).unwrap_or_default().replace("--", "-\\u002d").replace('>', "\\u003e")
}

fn parsed<T: DeserializeOwned>(json: &str) -> Option<T> {
    serde_json::from_str(json).ok()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn told(guide: &str) -> Memory {
        Memory { guide: guide.into(), times: 3, ..Memory::default() }
    }

    #[test]
    fn what_people_write_around_it_stays() {
        let body = with("", &told("a--b -->.md"), "Step 3 has drifted.");
        assert_eq!(memory(&body).unwrap().guide, "a--b -->.md");
        let edited = format!("Please look at this, @someone.\r\n\r\n{body}\r\n\r\nI did.\r\n");
        let again = with(&edited, &told("a--b -->.md"), "Steps 3 and 4 have drifted.");
        assert!(again.starts_with("Please look at this, @someone.\n\n<!-- guidewalk:begin"), "{again}");
        assert!(again.ends_with("\n\nI did.\n") && again.contains("Steps 3 and 4") && !again.contains("Step 3 has"), "{again}");
        assert_eq!(with(&again, &told("a--b -->.md"), "Steps 3 and 4 have drifted."), again, "the same again is the same");
    }

    #[test]
    fn what_people_write_into_it_stays_above_it() {
        let body = with("", &told("a.md"), "Step 3 has drifted.").replace("has drifted", "has drifted; I know");
        let again = with(&body, &told("a.md"), "Step 4 has drifted.");
        assert!(again.starts_with("Step 3 has drifted; I know.\n\n<!-- guidewalk:begin"), "{again}");
        assert_eq!(again.matches("guidewalk:begin").count(), 1);
    }

    #[test]
    fn a_text_without_it_gets_it_at_its_end() {
        assert_eq!(memory("I wrote all of this anew."), None);
        let body = with("I wrote all of this anew.", &told("a.md"), "Step 3 has drifted.");
        assert!(body.starts_with("I wrote all of this anew.\n\n<!-- guidewalk:begin"), "{body}");
        let open = body.replace(END, "And this.");
        let again = with(&open, &told("a.md"), "x");
        assert!(again.contains("Step 3 has drifted.\nAnd this.\n\n<!-- guidewalk:begin"), "{again}");
    }
}
