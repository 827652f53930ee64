//! A code that the site sends by e-mail: printed by a command of the user's, or typed by someone at the terminal.

use std::io::{IsTerminal as _, Read as _};
use std::process::{Command, Stdio};
use std::time::{Duration, Instant};

use anyhow::{Context as _, Result, bail};

use super::Secret;

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

    /// Waits for the code. Blocks.
    ///
    /// # Errors
    /// When the command fails, prints no digits, or takes too long; its output is not in the message.
    pub fn code(&self) -> Result<Secret> {
        let printed = match self {
            Self::None => bail!("nobody can say which code was mailed"),
            Self::Command(command) => printed_by(command)?,
            Self::Terminal => rpassword::prompt_password("The site has mailed a code for this device. Type it here: ")
                .context("the code can't be asked for")?,
        };
        match printed.split(|one: char| !one.is_ascii_digit()).rfind(|digits| (4..=10).contains(&digits.len())) {
            Some(code) => Ok(Secret::new(code.to_owned())),
            None => bail!("no code of 4 to 10 digits was given"),
        }
    }
}

/// What a command prints; the shell reads it, as people expect of a command line.
fn printed_by(command: &str) -> Result<String> {
    let mut child = Command::new("sh")
        .args(["-c", command])
        .stdin(Stdio::null())
        .stdout(Stdio::piped())
        .stderr(Stdio::null())
        .spawn()
        .context("the command for the mailed code can't be started")?;
    let mut out = child.stdout.take().context("the command's output can't be read")?;
    let reader = std::thread::spawn(move || {
        let mut text = String::new();
        out.by_ref().take(64 * 1024).read_to_string(&mut text).map(|_| text)
    });
    let started = Instant::now();
    let status = loop {
        match child.try_wait().context("the command for the mailed code was lost")? {
            Some(status) => break status,
            None if started.elapsed() > PATIENCE => {
                let _ = child.kill();
                let _ = child.wait();
                bail!("the command for the mailed code took longer than {} s", PATIENCE.as_secs());
            }
            None => std::thread::park_timeout(Duration::from_millis(50)),
        }
    };
    if !status.success() {
        bail!("the command for the mailed code failed ({status})");
    }
    match reader.join() {
        Ok(text) => text.context("the command's output is no text"),
        Err(_) => bail!("the command's output can't be read"),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_last_word_of_digits_is_the_code() {
        let mailbox = |command: &str| Mailbox::from(Some(command.to_owned()), false);
        assert_eq!(mailbox("echo 2026-11-25 Your code: 123456.").code().unwrap().reveal(), "123456");
        assert!(mailbox("echo nothing").code().is_err());
        assert!(mailbox("echo 123456; exit 3").code().unwrap_err().to_string().contains("failed"));
        assert!(!Mailbox::from(None, false).is_there());
    }
}
