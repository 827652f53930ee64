//! Ends a driver and all its browsers when guidewalk is gone, however it went. The watchdog is guidewalk itself, started in a
//! process group of its own: it holds the reading end of a pipe, and when that closes it ends the driver's group.

use std::io::Read;
use std::os::unix::process::CommandExt;
use std::path::PathBuf;
use std::process::{Child, Command, ExitCode, Stdio};

use anyhow::{Context, Result};
use rustix::process::{Pid, Signal, kill_process_group};

/// The hidden command's name.
pub const COMMAND: &str = "__watchdog";

/// Runs the driver until it ends or standard input closes, then ends its group and removes the profile folder.
///
/// # Errors
/// When the driver can't be started.
pub fn run(profile: PathBuf, program: &str, arguments: &[String]) -> Result<ExitCode> {
    let mut driver = Command::new(program)
        .args(arguments)
        .stdin(Stdio::null())
        .process_group(0)
        .spawn()
        .with_context(|| format!("failed to start {program}"))?;
    let group = Pid::from_child(&driver);
    let profile_of_pipe = profile.clone();
    let finished = std::sync::Arc::new(std::sync::Mutex::new(()));
    let at_pipe = std::sync::Arc::clone(&finished);
    std::thread::spawn(move || {
        let mut rest = Vec::new();
        let _ = std::io::stdin().read_to_end(&mut rest);
        let _held = at_pipe.lock();
        end_group(group);
        let _ = std::fs::remove_dir_all(profile_of_pipe);
    });
    wait_for(&mut driver)?;
    let _held = finished.lock();
    end_group(group);
    let _ = std::fs::remove_dir_all(profile);
    Ok(ExitCode::SUCCESS)
}

fn wait_for(driver: &mut Child) -> Result<()> {
    driver.wait().context("failed to wait for the driver")?;
    Ok(())
}

/// Ends a process group at once. Nothing in it is worth a grace: the profile goes with it.
fn end_group(group: Pid) {
    let _ = kill_process_group(group, Signal::KILL);
}
