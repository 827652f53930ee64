//! Finds the browser and its driver on this machine, and asks them for their versions. Starts nothing that stays.

use std::ffi::OsString;
use std::io::Read;
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Stdio};
use std::sync::mpsc;
use std::time::Duration;

/// How long a program may take to say its version. The first start of a packaged browser is slow.
const PATIENCE: Duration = Duration::from_secs(15);

/// A browser or a driver that was found and answered.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Program {
    /// Its executable file.
    pub path: PathBuf,
    /// Its version: `156.0.8078.79`.
    pub version: String,
}

/// A browser that was found and answered.
pub type Browser = Program;

/// A driver that was found and answered.
pub type Driver = Program;

impl Program {
    /// The first number of its version; `None` where it doesn't begin with one.
    #[must_use]
    pub fn major(&self) -> Option<u32> {
        self.version.split('.').next()?.parse().ok()
    }
}

/// Why a program can't be used.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum NotFound {
    /// It stands in none of the usual places.
    #[error(
        "no {what} was found on PATH or in the usual places\n\
         hint: guidewalk doctor says how to install it; {variable} names its file"
    )]
    Nowhere {
        /// In words.
        what: &'static str,
        /// The environment variable that can name it.
        variable: &'static str,
    },
    /// An environment variable names a file that can't be run.
    #[error("{variable} names {}, which is not a file\nhint: unset {variable}, or set it to the {what}'s file", path.display())]
    Named {
        /// In words.
        what: &'static str,
        /// The environment variable.
        variable: &'static str,
        /// What it says.
        path: PathBuf,
    },
    /// It is there and doesn't answer.
    #[error("{} does not say its version: {why}\nhint: try {} --version", path.display(), path.display())]
    Silent {
        /// Its file.
        path: PathBuf,
        /// In words.
        why: String,
    },
}

/// What is looked for: names on PATH, places besides, variables that overrule both.
struct Wanted {
    what: &'static str,
    variables: &'static [&'static str],
    names: &'static [&'static str],
    places: &'static [&'static str],
}

const CHROME: Wanted = Wanted {
    what: "Chrome or Chromium",
    variables: &["GUIDEWALK_CHROME", "CHROME"],
    names: &["chromium", "chromium-browser", "google-chrome-stable", "google-chrome", "chrome"],
    places: &[
        "/Applications/Google Chrome.app/Contents/MacOS/Google Chrome",
        "/Applications/Chromium.app/Contents/MacOS/Chromium",
        "/snap/bin/chromium",
        "/opt/google/chrome/chrome",
        "/usr/lib/chromium/chromium",
    ],
};

const CHROMEDRIVER: Wanted = Wanted {
    what: "chromedriver",
    variables: &["GUIDEWALK_CHROMEDRIVER"],
    names: &["chromedriver"],
    places: &[
        "/opt/homebrew/bin/chromedriver",
        "/usr/local/bin/chromedriver",
        "/usr/lib/chromium/chromedriver",
        "/usr/lib/chromium-browser/chromedriver",
        "/snap/bin/chromium.chromedriver",
    ],
};

const FIREFOX: Wanted = Wanted {
    what: "Firefox",
    variables: &["GUIDEWALK_FIREFOX"],
    names: &["firefox", "firefox-esr"],
    places: &["/Applications/Firefox.app/Contents/MacOS/firefox", "/snap/bin/firefox"],
};

const GECKODRIVER: Wanted = Wanted {
    what: "geckodriver",
    variables: &["GUIDEWALK_GECKODRIVER"],
    names: &["geckodriver"],
    places: &["/opt/homebrew/bin/geckodriver", "/usr/local/bin/geckodriver", "/snap/bin/geckodriver"],
};

/// Chrome or Chromium: what `GUIDEWALK_CHROME` or `CHROME` names, else from PATH, else from the usual places.
///
/// # Errors
///
/// When there is none, when the variable names no file, or when it doesn't say its version.
pub fn browser() -> Result<Browser, NotFound> {
    find(&CHROME)
}

/// chromedriver: what `GUIDEWALK_CHROMEDRIVER` names, else from PATH, else from the usual places.
///
/// # Errors
///
/// As for [`browser`].
pub fn driver() -> Result<Driver, NotFound> {
    find(&CHROMEDRIVER)
}

/// Firefox: what `GUIDEWALK_FIREFOX` names, else from PATH, else from the usual places.
///
/// # Errors
///
/// As for [`browser`].
pub fn firefox() -> Result<Browser, NotFound> {
    find(&FIREFOX)
}

/// geckodriver: what `GUIDEWALK_GECKODRIVER` names, else from PATH, else from the usual places.
///
/// # Errors
///
/// As for [`browser`].
pub fn geckodriver() -> Result<Driver, NotFound> {
    find(&GECKODRIVER)
}

/// Where [`browser`] would find it; it isn't asked for its version, which takes as long as a page.
///
/// # Errors
///
/// When there is none, or when the variable names no file.
pub fn browser_file() -> Result<PathBuf, NotFound> {
    locate(&CHROME, &environment)
}

/// Where [`driver`] would find it.
///
/// # Errors
///
/// As for [`browser_file`].
pub fn driver_file() -> Result<PathBuf, NotFound> {
    locate(&CHROMEDRIVER, &environment)
}

/// Where [`firefox`] would find it.
///
/// # Errors
///
/// As for [`browser_file`].
pub fn firefox_file() -> Result<PathBuf, NotFound> {
    locate(&FIREFOX, &environment)
}

/// Where [`geckodriver`] would find it.
///
/// # Errors
///
/// As for [`browser_file`].
pub fn geckodriver_file() -> Result<PathBuf, NotFound> {
    locate(&GECKODRIVER, &environment)
}

fn environment(name: &str) -> Option<OsString> {
    std::env::var_os(name).filter(|value| !value.is_empty())
}

/// A program on PATH by its name.
#[must_use]
pub fn on_path(name: &str) -> Option<PathBuf> {
    on_this_path(name, &std::env::var_os("PATH")?)
}

fn on_this_path(name: &str, path: &OsString) -> Option<PathBuf> {
    std::env::split_paths(path).map(|folder| folder.join(name)).find(|file| is_program(file))
}

fn find(wanted: &Wanted) -> Result<Program, NotFound> {
    let path = locate(wanted, &environment)?;
    match say(&path, &["--version"]).map(|said| version_in(&said).map(str::to_owned)) {
        Ok(Some(version)) => Ok(Program { path, version }),
        Ok(None) => Err(NotFound::Silent { path, why: "its answer holds no number".into() }),
        Err(why) => Err(NotFound::Silent { path, why }),
    }
}

fn locate(wanted: &Wanted, variable: &dyn Fn(&str) -> Option<OsString>) -> Result<PathBuf, NotFound> {
    for name in wanted.variables {
        if let Some(path) = variable(name).map(PathBuf::from) {
            let named = NotFound::Named { what: wanted.what, variable: name, path: path.clone() };
            return if is_program(&path) { Ok(path) } else { Err(named) };
        }
    }
    let on_path = variable("PATH").and_then(|path| wanted.names.iter().find_map(|name| on_this_path(name, &path)));
    on_path
        .or_else(|| wanted.places.iter().map(PathBuf::from).find(|path| is_program(path)))
        .ok_or(NotFound::Nowhere { what: wanted.what, variable: wanted.variables[0] })
}

#[cfg(unix)]
fn is_program(file: &Path) -> bool {
    use std::os::unix::fs::PermissionsExt;
    file.metadata().is_ok_and(|known| known.is_file() && known.permissions().mode() & 0o111 != 0)
}

#[cfg(not(unix))]
fn is_program(file: &Path) -> bool {
    file.is_file()
}

/// Runs a program that answers and ends, and gives what it says on standard output. It is ended when it takes too long.
///
/// # Errors
///
/// In words: when it can't be started, doesn't end in time, or ends with nothing said.
pub fn say(path: &Path, arguments: &[&str]) -> Result<String, String> {
    let mut child = Command::new(path)
        .args(arguments)
        .stdin(Stdio::null())
        .stdout(Stdio::piped())
        .stderr(Stdio::null())
        .spawn()
        .map_err(|error| error.to_string())?;
    let said = listen(&mut child);
    if said.is_none() {
        // It may have ended by itself in this moment; then there is nothing to end.
        let _ = child.kill();
    }
    let status = child.wait().map_err(|error| error.to_string())?;
    match said {
        None => Err(format!("no answer after {} s", PATIENCE.as_secs())),
        Some(words) if words.trim().is_empty() => Err(format!("it says nothing ({status})")),
        Some(words) => Ok(words),
    }
}

/// All that a program writes, unless it keeps its output open for too long.
fn listen(child: &mut Child) -> Option<String> {
    let mut output = child.stdout.take()?;
    let (sender, receiver) = mpsc::channel();
    std::thread::spawn(move || {
        let mut bytes = Vec::new();
        let read = output.read_to_end(&mut bytes);
        // Nobody listens any more when the time is over.
        let _ = sender.send(read.map(|_| String::from_utf8_lossy(&bytes).into_owned()).unwrap_or_default());
    });
    receiver.recv_timeout(PATIENCE).ok()
}

/// The first word that begins with a digit: `Chromium 156.0.1 built on …` → `156.0.1`.
fn version_in(said: &str) -> Option<&str> {
    said.split_whitespace().find(|word| word.starts_with(|c: char| c.is_ascii_digit()))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_version_is_the_first_number_that_is_said() {
        assert_eq!(version_in("Chromium 156.0.8078.79 built on Debian 12"), Some("156.0.8078.79"));
        assert_eq!(version_in("Google Chrome 156.0.1 "), Some("156.0.1"));
        assert_eq!(version_in("geckodriver 0.36.0 (a3d508507022)"), Some("0.36.0"));
        assert_eq!(version_in("no such option"), None);
    }

    #[test]
    fn a_major_version_is_its_first_number() {
        let program = |version: &str| Program { path: PathBuf::new(), version: version.into() };
        assert_eq!(program("156.0.8078.79").major(), Some(156));
        assert_eq!(program("dev").major(), None);
    }

    #[test]
    fn a_variable_that_names_no_program_is_an_error_and_not_passed_over() {
        let variable = |name: &str| (name == "CHROME").then(|| OsString::from("/no/such/chrome"));
        let error = locate(&CHROME, &variable).unwrap_err().to_string();
        assert_eq!(
            error,
            "CHROME names /no/such/chrome, which is not a file\nhint: unset CHROME, or set it to the Chrome or Chromium's file"
        );
    }

    #[test]
    fn the_first_variable_overrules_the_second_and_path() {
        let me = std::env::current_exe().unwrap();
        let variable = |name: &str| match name {
            "GUIDEWALK_CHROME" => Some(me.clone().into_os_string()),
            "CHROME" => Some(OsString::from("/no/such/chrome")),
            _ => None,
        };
        assert_eq!(locate(&CHROME, &variable), Ok(me.clone()));
    }

    #[cfg(unix)]
    #[test]
    fn path_is_searched_in_the_order_of_the_names() {
        use std::os::unix::fs::PermissionsExt;
        let folder = tempfile::tempdir().unwrap();
        for name in ["google-chrome", "chromium"] {
            std::fs::write(folder.path().join(name), "").unwrap();
        }
        let runnable = std::fs::Permissions::from_mode(0o755);
        std::fs::set_permissions(folder.path().join("google-chrome"), runnable).unwrap();
        let path = folder.path().as_os_str().to_owned();
        let variable = |name: &str| (name == "PATH").then(|| path.clone());
        let found = locate(&CHROME, &variable);
        assert_eq!(found, Ok(folder.path().join("google-chrome")), "a file that can't be run is passed over");
    }
}
