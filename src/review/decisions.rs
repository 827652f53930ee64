//! What a person decided about a record, step by step and in order, kept in the record so that nothing is lost when the page is
//! closed, the program killed, or the record carried elsewhere.

use std::io::ErrorKind;

use anyhow::{Context, Result, anyhow};
use serde::{Deserialize, Serialize};

use crate::store::{DECISIONS_FILE, RecordFolder};

/// The version of the shape that this build writes.
const SCHEMA: u32 = 1;

/// What one says to a question.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Answer {
    /// The new goes into the guide.
    Accept,
    /// The old stays.
    Reject,
}

/// One answer, at its place in the order of answers.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Decision {
    /// The name of the question.
    pub question: String,
    /// What was looked at: the digest of the new picture's bytes, or the sentence's name. Another one is asked about again.
    pub of: String,
    /// What was said.
    pub answer: Answer,
}

/// All answers, the last one last.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Decisions {
    schema: u32,
    decisions: Vec<Decision>,
}

impl Decisions {
    /// Those that the record holds.
    ///
    /// # Errors
    /// When they can't be read.
    pub fn read(folder: &RecordFolder) -> Result<Self> {
        let path = folder.path().join(DECISIONS_FILE);
        let bytes = match std::fs::read(&path) {
            Ok(bytes) => bytes,
            Err(error) if error.kind() == ErrorKind::NotFound => return Ok(Self { schema: SCHEMA, decisions: Vec::new() }),
            Err(error) => return Err(error).with_context(|| format!("cannot read {}", path.display())),
        };
        let shown = path.display();
        let read: Self = serde_json::from_slice(&bytes)
            .map_err(|error| anyhow!("{shown} is spoilt: {error}\nhint: rm '{shown}' forgets what was decided"))?;
        if read.schema > SCHEMA {
            return Err(anyhow!("{shown} is of a newer guidewalk (schema {})\nhint: update guidewalk", read.schema));
        }
        Ok(read)
    }

    fn write(&self, folder: &RecordFolder) -> Result<()> {
        let mut json = serde_json::to_vec_pretty(self).context("cannot put the decisions into JSON")?;
        json.push(b'\n');
        folder.write_lastingly(DECISIONS_FILE, &json).map(|_| ())
    }

    /// Adds an answer and keeps it.
    ///
    /// # Errors
    /// When it can't be written; it isn't given then.
    pub fn add(folder: &RecordFolder, decision: Decision) -> Result<()> {
        let mut all = Self::read(folder)?;
        all.decisions.push(decision);
        all.write(folder)
    }

    /// Takes the last answer back and says to which question it was.
    ///
    /// # Errors
    /// When that can't be written.
    pub fn take_back(folder: &RecordFolder) -> Result<Option<String>> {
        let mut all = Self::read(folder)?;
        let Some(last) = all.decisions.pop() else { return Ok(None) };
        all.write(folder)?;
        Ok(Some(last.question))
    }

    /// What holds for a question about this; the last answer does.
    #[must_use]
    pub fn answer(&self, question: &str, of: &str) -> Option<Answer> {
        let mut latest = self.decisions.iter().rev();
        latest.find(|decision| decision.question == question && decision.of == of).map(|decision| decision.answer)
    }

    /// Whether nothing was decided.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.decisions.is_empty()
    }

    /// Whether an answer can be taken back.
    #[must_use]
    pub fn last(&self) -> Option<&Decision> {
        self.decisions.last()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn decision(question: &str, answer: Answer) -> Decision {
        Decision { question: question.into(), of: "x".into(), answer }
    }

    #[test]
    fn the_last_answer_holds_and_can_be_taken_back_after_a_crash() {
        let place = tempfile::tempdir().unwrap();
        let folder = RecordFolder::at(&place.path().join("record")).unwrap();
        Decisions::add(&folder, decision("picture-3", Answer::Accept)).unwrap();
        Decisions::add(&folder, decision("picture-4", Answer::Reject)).unwrap();
        Decisions::add(&folder, decision("picture-3", Answer::Reject)).unwrap();
        let read = || Decisions::read(&folder).unwrap();
        assert_eq!(read().answer("picture-3", "x"), Some(Answer::Reject));
        assert_eq!(read().answer("picture-3", "another picture"), None);
        assert_eq!(Decisions::take_back(&folder).unwrap().as_deref(), Some("picture-3"));
        assert_eq!(read().answer("picture-3", "x"), Some(Answer::Accept));
        assert_eq!(read().answer("picture-4", "x"), Some(Answer::Reject));
        Decisions::take_back(&folder).unwrap();
        Decisions::take_back(&folder).unwrap();
        assert_eq!(Decisions::take_back(&folder).unwrap(), None);
        assert!(read().is_empty());
    }

    #[test]
    fn what_can_not_be_read_is_said_so_and_kept() {
        let place = tempfile::tempdir().unwrap();
        let folder = RecordFolder::at(&place.path().join("record")).unwrap();
        folder.write_file(DECISIONS_FILE, b"{").unwrap();
        let error = Decisions::add(&folder, decision("picture-3", Answer::Accept)).unwrap_err().to_string();
        assert!(error.contains("is spoilt: ") && error.contains("\nhint: rm "), "{error}");
        assert_eq!(folder.read_file(DECISIONS_FILE).unwrap(), b"{");
    }
}
