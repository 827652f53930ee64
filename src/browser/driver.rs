//! A driver process of our own: started on a free port under the [`watchdog`](super::watchdog), ended with all its browsers.

use std::ffi::OsString;
use std::io::{BufRead, BufReader};
use std::os::unix::process::CommandExt;
use std::path::{Path, PathBuf};
use std::process::{Child, ChildStdin, Command, Stdio};
use std::sync::mpsc::RecvTimeoutError;
use std::time::{Duration, Instant};

use anyhow::{Context, Result, bail};

/// How long a driver may take to say its port.
const START: Duration = Duration::from_secs(20);

/// A driver that ends before it says its port is started so often: of two that start at once, one can lose its port to the other.
const STARTS: usize = 3;

/// In a longer path the sockets that browsers make among their temporary files find no place.
const LONGEST_TEMPORARY: usize = 45;

/// A driver that runs. Ended when dropped.
#[derive(Debug)]
pub struct Driver {
    watchdog: Child,
    lifeline: Option<ChildStdin>,
    /// Where it listens.
    pub url: String,
    /// The browser's profile folder; removed with the driver.
    pub profile: PathBuf,
}

impl Driver {
    /// Starts `program` (chromedriver or geckodriver) on a free port.
    ///
    /// # Errors
    /// When it can't be started or does not say its port in time.
    pub fn start(guidewalk: &Path, program: &Path) -> Result<Self> {
        for _ in 1..STARTS {
            if let Some(driver) = Self::start_once(guidewalk, program)? {
                return Ok(driver);
            }
        }
        Self::start_once(guidewalk, program)?.with_context(|| no_port(program))
    }

    /// `None` where the driver ended before it said its port.
    fn start_once(guidewalk: &Path, program: &Path) -> Result<Option<Self>> {
        let profile =
            tempfile::Builder::new().prefix("guidewalk-profile-").tempdir().context("failed to make a profile folder")?.keep();
        let mut command = Command::new(guidewalk);
        // A browser that crashes writes down what it had in mind, passwords and cookies too: that goes with the profile.
        command.env("BREAKPAD_DUMP_LOCATION", profile.join("crashes"));
        if profile.as_os_str().len() <= LONGEST_TEMPORARY {
            // What driver and browser leave in their folder for temporary files goes with the profile.
            command.env("TMPDIR", &profile);
        }
        let mut watchdog = command
            .arg(super::watchdog::COMMAND)
            .arg(&profile)
            .arg(program)
            .args(arguments(program, &profile))
            .stdin(Stdio::piped())
            .stdout(Stdio::piped())
            .stderr(Stdio::null())
            .process_group(0)
            .spawn()
            .with_context(|| format!("failed to start the watchdog of {}", program.display()))?;
        let lifeline = watchdog.stdin.take();
        let stdout = watchdog.stdout.take().context("the driver has no output")?;
        let mut driver = Self { watchdog, lifeline, url: String::new(), profile };
        let port = announced_port(stdout, program)?;
        driver.url = port.map_or_else(String::new, |port| format!("http://127.0.0.1:{port}"));
        Ok(port.map(|_| driver))
    }

    /// Ends the driver and its browsers, and waits for it.
    pub fn end(&mut self) {
        drop(self.lifeline.take());
        let started = Instant::now();
        while started.elapsed() < Duration::from_secs(5) {
            if matches!(self.watchdog.try_wait(), Ok(Some(_)) | Err(_)) {
                break;
            }
            std::thread::park_timeout(Duration::from_millis(5));
        }
        let _ = std::fs::remove_dir_all(&self.profile);
    }
}

impl Drop for Driver {
    fn drop(&mut self) {
        self.end();
    }
}

/// What a driver is started with: any port that is free. geckodriver makes the browser's profile itself, which is to lie in our own
/// folder wherever temporary files go, and to go with it.
fn arguments(program: &Path, profile: &Path) -> Vec<OsString> {
    if program.file_name().is_some_and(|name| name.to_string_lossy().contains("gecko")) {
        ["--port", "0", "--profile-root"].map(OsString::from).into_iter().chain([profile.as_os_str().to_owned()]).collect()
    } else {
        vec!["--port=0".into()]
    }
}

/// Reads the driver's output until it names its port, and goes on reading so that it never blocks on a full pipe. `None` where the
/// output ends before.
fn announced_port(stdout: std::process::ChildStdout, program: &Path) -> Result<Option<u16>> {
    let (sender, receiver) = std::sync::mpsc::channel();
    std::thread::spawn(move || {
        let mut sender = Some(sender);
        for line in BufReader::new(stdout).lines() {
            let Ok(line) = line else { break };
            if let Some(port) = port_in(&line)
                && let Some(sender) = sender.take()
            {
                let _ = sender.send(port);
            }
        }
    });
    match receiver.recv_timeout(START) {
        Ok(port) => Ok(Some(port)),
        Err(RecvTimeoutError::Disconnected) => Ok(None),
        Err(RecvTimeoutError::Timeout) => bail!(no_port(program)),
    }
}

fn no_port(program: &Path) -> String {
    format!(
        "{} did not say on which port it listens\nhint: `guidewalk doctor` tells whether it fits the browser",
        program.display()
    )
}

/// The port in `… was started successfully on port 34567.` (chromedriver) or `Listening on 127.0.0.1:34567` (geckodriver).
fn port_in(line: &str) -> Option<u16> {
    let after = line.split("on port ").nth(1).or_else(|| line.split("Listening on 127.0.0.1:").nth(1))?;
    let digits: String = after.chars().take_while(char::is_ascii_digit).collect();
    digits.parse().ok().filter(|port| *port != 0)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_driver_that_ends_at_once_is_started_again_before_it_is_given_up() {
        use std::os::unix::fs::PermissionsExt;
        let folder = tempfile::tempdir().unwrap();
        let (program, starts) = (folder.path().join("watchdog"), folder.path().join("starts"));
        let script = |then: &str| format!("#!/bin/sh\necho x >>{0}\n[ $(wc -l <{0}) -gt 1 ] && {then}\n", starts.display());
        let count = || std::fs::read_to_string(&starts).unwrap().lines().count();
        let start = |then: &str| {
            let _ = std::fs::remove_file(&starts);
            std::fs::write(&program, script(then)).unwrap();
            std::fs::set_permissions(&program, std::fs::Permissions::from_mode(0o755)).unwrap();
            Driver::start(&program, Path::new("driver")).map(|driver| driver.url.clone())
        };
        assert_eq!(start("echo 'started on port 4711.'").unwrap(), "http://127.0.0.1:4711");
        assert_eq!(count(), 2);
        assert!(start("exit 1").unwrap_err().to_string().contains("did not say on which port"));
        assert_eq!(count(), STARTS);
    }

    #[test]
    fn the_profile_lies_in_our_own_folder_whoever_makes_it() {
        let profile = Path::new("profile");
        let given = arguments(Path::new("geckodriver"), profile);
        assert_eq!(given, ["--port", "0", "--profile-root", "profile"]);
        assert_eq!(arguments(Path::new("chromedriver"), profile), ["--port=0"]);
    }

    #[test]
    fn the_port_is_read_from_what_drivers_print() {
        assert_eq!(port_in("ChromeDriver was started successfully on port 39485."), Some(39485));
        assert_eq!(port_in("1700000000000\tgeckodriver\tINFO\tListening on 127.0.0.1:41235"), Some(41235));
        assert_eq!(port_in("Starting ChromeDriver 156.0 on port 0"), None);
    }
}
