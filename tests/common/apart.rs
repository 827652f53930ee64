//! Programs apart from this machine's own settings.

use std::ffi::OsStr;
use std::path::Path;
use std::process::{Command, Stdio};

/// Variables that the surroundings may hand on: where programs and libraries are.
const HANDED_ON: [&str; 6] = ["PATH", "GUIDEWALK_CHROME", "CHROME", "GUIDEWALK_CHROMEDRIVER", "LD_LIBRARY_PATH", "TMPDIR"];

/// A guidewalk, started in `folder`: with its own state and home, in no CI, and with no secret of whoever starts it.
pub(crate) fn guidewalk(program: impl AsRef<OsStr>, folder: &Path) -> Command {
    let mut command = Command::new(program);
    command.current_dir(folder).env_clear().stdin(Stdio::null());
    command.env("GUIDEWALK_STATE", folder.join("state")).env("HOME", folder.join("home"));
    for name in HANDED_ON {
        if let Some(value) = std::env::var_os(name) {
            command.env(name, value);
        }
    }
    command
}
