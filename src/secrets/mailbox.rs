//! A code that the site sends by e-mail: printed by a command of the user's, or typed by someone at the terminal.

use std::io::IsTerminal as _;
use std::time::Duration;

use anyhow::{Result, bail};

use super::{Secret, terminal};
use crate::shell::CommandLine;

/// Mail takes its time; longer than this nobody waits.
const PATIENCE: Duration = Duration::from_secs(150);

/// Where a mailed code comes from.
#[derive(Debug, Clone, Default)]
pub enum Mailbox {
    /// From nowhere: the walk is then blocked where it is asked for.
    #[default]
    None,
    /// A command prints it, as the last word of digits of its output. It may wait for the mail.
    Command(String),
    /// Someone at the terminal types it.
    Terminal,
}

impl Mailbox {
    /// The command where one was named, else the terminal where there is one and `ask` allows it.
    #[must_use]
    pub fn from(command: Option<String>, ask: bool) -> Self {
        match command.filter(|command| !command.trim().is_empty()) {
            Some(command) => Self::Command(command),
            None if ask && std::io::stdin().is_terminal() && std::io::stderr().is_terminal() => Self::Terminal,
            None => Self::None,
        }
    }

    /// Whether a code can be had.
    #[must_use]
    pub const fn is_there(&self) -> bool {
        !matches!(self, Self::None)
    }

    /// Waits for the code as long as it is wanted. Blocks.
    ///
    /// # Errors
    /// When the command fails, prints no digits, or takes too long, or the code is not wanted any more; what was printed is not in the
    /// message.
    pub fn code(&self, is_wanted: impl Fn() -> bool) -> Result<Secret> {
        let called = "the command for the mailed code";
        let printed = match self {
            Self::None => bail!("nobody can say which code was mailed"),
            Self::Command(line) => CommandLine { called, line, words: "", limit: PATIENCE, is_shown: false }.run(is_wanted)?,
            Self::Terminal => terminal::asked("The site has mailed a code for this device. Type it here: ", is_wanted)?,
        };
        match printed.split(|one: char| !one.is_ascii_digit()).rfind(|digits| (4..=10).contains(&digits.len())) {
            Some(code) => Ok(Secret::new(code.to_owned())),
            None => bail!("no code of 4 to 10 digits was given"),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_last_word_of_digits_is_the_code() {
        let mailbox = |command: &str| Mailbox::from(Some(command.to_owned()), false);
        assert_eq!(mailbox("echo 2026-11-25 Your code: 123456.").code(|| true).unwrap().reveal(), "123456");
        assert!(mailbox("echo nothing").code(|| true).is_err());
        assert!(mailbox("echo 123456; exit 3").code(|| true).unwrap_err().to_string().contains("failed"));
        assert!(!Mailbox::from(None, false).is_there());
    }
}
