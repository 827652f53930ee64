//! A secret that someone types at the terminal, unseen, as long as somebody waits for it.

use std::fs::{File, OpenOptions};
use std::io::{ErrorKind, Read as _, Write as _};
use std::os::unix::fs::OpenOptionsExt as _;
use std::time::Duration;

use anyhow::{Context as _, Result, bail};
use rustix::termios::{LocalModes, OptionalActions, Termios, tcgetattr, tcsetattr};

/// How often one looks whether something was typed.
const A_LOOK: Duration = Duration::from_millis(50);
/// The flag of files whose reader goes on where nothing is to be read. This terminal alone has it, and nobody else's.
const GOES_ON: u32 = rustix::fs::OFlags::NONBLOCK.bits();

/// Asks, and gives the line that was typed. Blocks.
///
/// # Errors
/// When there is no terminal, nothing is typed, or nobody waits for it any more.
pub(super) fn asked(question: &str, is_wanted: impl Fn() -> bool) -> Result<String> {
    let cannot = "the code can't be asked for";
    let flags = i32::try_from(GOES_ON).context(cannot)?;
    let mut terminal = OpenOptions::new().read(true).write(true).custom_flags(flags).open("/dev/tty").context(cannot)?;
    terminal.write_all(question.as_bytes()).context(cannot)?;
    let mut unseen = Unseen::on(terminal).context(cannot)?;
    let (mut line, mut part) = (Vec::new(), [0; 256]);
    while is_wanted() {
        match unseen.terminal.read(&mut part) {
            Ok(0) => bail!("no code was typed"),
            Ok(read) => line.extend_from_slice(&part[..read]),
            Err(error) if error.kind() == ErrorKind::WouldBlock => std::thread::park_timeout(A_LOOK),
            Err(error) if error.kind() == ErrorKind::Interrupted => {}
            Err(error) => return Err(error).context(cannot),
        }
        if let Some(end) = line.iter().position(|byte| *byte == b'\n') {
            return Ok(String::from_utf8_lossy(&line[..end]).into_owned());
        }
    }
    bail!("the code is not waited for any more")
}

/// A terminal that doesn't show what is typed; as it was before once this is gone.
struct Unseen {
    terminal: File,
    before: Termios,
}

impl Unseen {
    fn on(terminal: File) -> std::io::Result<Self> {
        let before = tcgetattr(&terminal)?;
        let mut modes = before.clone();
        modes.local_modes.remove(LocalModes::ECHO);
        tcsetattr(&terminal, OptionalActions::Flush, &modes)?;
        Ok(Self { terminal, before })
    }
}

impl Drop for Unseen {
    fn drop(&mut self) {
        let _ = tcsetattr(&self.terminal, OptionalActions::Flush, &self.before);
        let _ = self.terminal.write_all(b"\n");
    }
}
