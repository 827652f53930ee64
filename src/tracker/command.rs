//! Any other tracker, mail or chat, through a command of the user's: it gets the words on its standard input, once for each change.

use std::path::{Path, PathBuf};
use std::time::Duration;

use anyhow::{Context as _, Result, anyhow};

use super::words::{self, Links};
use super::{News, Stamp};
use crate::shell::CommandLine;
use crate::store;

/// Longer than this no command may take.
const PATIENCE: Duration = Duration::from_secs(120);

/// What a command was told last, in a file of its own beside the nights.
#[derive(Debug, Clone)]
pub struct Told {
    file: PathBuf,
}

impl Told {
    /// Beside a file of nights, under a name.
    #[must_use]
    pub fn beside(nights: &Path, name: &str) -> Self {
        Self { file: nights.with_extension(format!("{name}.json")) }
    }

    /// What was told; nothing where there is no file, or one that can't be read: then it is told again.
    #[must_use]
    pub fn read(&self) -> Stamp {
        let bytes = std::fs::read(&self.file).unwrap_or_default();
        serde_json::from_slice(&bytes).unwrap_or_default()
    }

    /// Remembers what was told.
    ///
    /// # Errors
    /// When it can't be written.
    pub fn write(&self, stamp: &Stamp) -> Result<()> {
        let bytes = serde_json::to_vec_pretty(stamp).context("cannot remember what was told")?;
        store::write_whole(&self.file, bytes)
    }
}

/// What is known, as JSON for another tracker's command; `None` where it was told already.
#[must_use]
pub fn change(news: &News, told: &Stamp, links: &Links) -> Option<String> {
    let stamp = news.stamp();
    if stamp == *told {
        return None;
    }
    let facts = news.facts();
    let new: Vec<_> = facts.iter().filter(|fact| !told.facts.contains(&fact.name())).map(crate::history::Fact::name).collect();
    let state = match (facts.is_empty(), stamp.is_empty()) {
        (false, _) => "drifted",
        (true, false) => "held-up",
        (true, true) => "current",
    };
    let json = serde_json::json!({
        "guide": news.guide,
        "site": news.site,
        "state": state,
        "title": words::title(news),
        "text": words::body(news, links),
        "facts": facts,
        "new": new,
        "held_up": stamp.held_up,
        "report": links.report,
        "pull_request": links.pull.as_ref().map(|(_, url)| url),
    });
    Some(format!("{json}\n"))
}

/// Runs a command, read by the shell, with words on its standard input, as long as it is wanted. One that reads nothing has been told
/// all the same.
///
/// # Errors
/// When it can't be started, fails, takes too long, or is not wanted any more.
pub fn run_with_words(command: &str, words: &str, is_wanted: impl Fn() -> bool) -> Result<()> {
    let called = "the command that tells people";
    let told = CommandLine { called, line: command, words, limit: PATIENCE, is_shown: true }.run(is_wanted);
    told.map(drop).map_err(|error| anyhow!("{error:#}\nhint: the next night tries again"))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_command_gets_the_words_and_its_failure_is_no_telling() {
        let folder = tempfile::tempdir().unwrap();
        let heard = folder.path().join("heard");
        run_with_words(&format!("cat > '{}'", heard.display()), "Step 3 has drifted.\n", || true).unwrap();
        assert_eq!(std::fs::read_to_string(heard).unwrap(), "Step 3 has drifted.\n");
        assert!(run_with_words("exit 3", "x", || true).unwrap_err().to_string().contains("failed"));
        let told = Told::beside(&folder.path().join("guide-123456.jsonl"), "notified");
        assert!(told.read().is_empty());
        let stamp = Stamp { facts: ["a".to_owned()].into(), held_up: None };
        told.write(&stamp).unwrap();
        assert_eq!(told.read(), stamp);
    }
}
