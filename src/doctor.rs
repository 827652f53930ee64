//! Is everything there that guidewalk needs: browser, driver, versions that fit, Tesseract, fonts, a place to write. Each answer
//! is a sentence with the command that mends it. Looks only; installs nothing.

use std::path::Path;

use console::Style as Colour;

use crate::browser::find::{self, NotFound, Program};
use crate::report::Style;

/// How something is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum State {
    /// There, and fit.
    Fine,
    /// Not there or not fit, and guidewalk can do without.
    Optional,
    /// Not there or not fit, and needed.
    Missing,
}

/// One thing that was looked at.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Check {
    /// What: `browser`.
    pub name: &'static str,
    /// How it is.
    pub state: State,
    /// What is there, or what is missing and what that means.
    pub sentence: String,
    /// The command that mends it.
    pub mend: Option<String>,
}

impl Check {
    fn fine(name: &'static str, sentence: String) -> Self {
        Self { name, state: State::Fine, sentence, mend: None }
    }

    fn new(name: &'static str, state: State, sentence: impl Into<String>, mend: impl Into<String>) -> Self {
        Self { name, state, sentence: sentence.into(), mend: Some(mend.into()) }
    }
}

/// How programs are installed here.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum System {
    Apt,
    Dnf,
    Pacman,
    Brew,
    Other,
}

/// What can be missing.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Part {
    Browser,
    Driver,
    Firefox,
    Geckodriver,
    Tesseract,
    English,
    Fonts,
}

impl System {
    fn here() -> Self {
        let known = [("apt-get", Self::Apt), ("dnf", Self::Dnf), ("pacman", Self::Pacman), ("brew", Self::Brew)];
        let is_mac = cfg!(target_os = "macos");
        let found = known.into_iter().find(|(name, _)| find::on_path(name).is_some());
        if is_mac { Self::Brew } else { found.map_or(Self::Other, |(_, system)| system) }
    }

    /// The command that installs it.
    fn install(self, part: Part) -> String {
        let (begin, column) = match self {
            Self::Apt => ("sudo apt-get install ", 0),
            Self::Dnf => ("sudo dnf install ", 1),
            Self::Pacman => ("sudo pacman -S ", 2),
            Self::Brew => ("brew install ", 3),
            Self::Other => ("", 4),
        };
        let names = match part {
            Part::Browser => ["chromium", "chromium", "chromium", "--cask google-chrome", "https://www.google.com/chrome"],
            Part::Driver => [
                "chromium-driver",
                "chromedriver",
                "chromium",
                "--cask chromedriver",
                "https://googlechromelabs.github.io/chrome-for-testing",
            ],
            Part::Firefox => ["firefox-esr", "firefox", "firefox", "--cask firefox", "https://www.mozilla.org/firefox"],
            Part::Geckodriver => {
                let cargo = "cargo install geckodriver";
                return if self == Self::Brew { "brew install geckodriver".into() } else { cargo.into() };
            }
            Part::Tesseract => [
                "tesseract-ocr",
                "tesseract",
                "tesseract tesseract-data-eng",
                "tesseract",
                "https://tesseract-ocr.github.io/tessdoc/Installation.html",
            ],
            Part::English => [
                "tesseract-ocr-eng",
                "tesseract-langpack-eng",
                "tesseract-data-eng",
                "tesseract-lang",
                "https://github.com/tesseract-ocr/tessdata",
            ],
            Part::Fonts => [
                "fonts-liberation fonts-dejavu-core",
                "liberation-fonts dejavu-sans-fonts",
                "ttf-liberation ttf-dejavu",
                "--cask font-liberation font-dejavu",
                "https://github.com/liberationfonts/liberation-fonts/releases",
            ],
        };
        format!("{begin}{}", names[column])
    }
}

/// Looks at everything. Records would be written below `root`.
#[must_use]
pub fn examine(root: &Path) -> Vec<Check> {
    let system = System::here();
    let (browser, driver) = (find::browser(), find::driver());
    let mut checks = vec![
        program("browser", State::Missing, &browser, system.install(Part::Browser), "walks need it"),
        program("driver", State::Missing, &driver, system.install(Part::Driver), "walks need it"),
    ];
    if let (Ok(browser), Ok(driver)) = (&browser, &driver) {
        checks.push(fit(browser, driver, system));
    }
    checks.extend(firefox(&find::firefox(), &find::geckodriver(), system));
    checks.extend(tesseract(system));
    checks.push(fonts(system));
    checks.push(writing(root));
    checks
}

/// Whether guidewalk can work: nothing that is needed is missing.
#[must_use]
pub fn is_everything_needed_there(checks: &[Check]) -> bool {
    checks.iter().all(|check| check.state != State::Missing)
}

fn program(name: &'static str, without: State, found: &Result<Program, NotFound>, mend: String, need: &str) -> Check {
    match found {
        Ok(program) => Check::fine(name, format!("{} ({})", program.version, program.path.display())),
        Err(error) => {
            let words = error.to_string();
            let (sentence, hint) = words.split_once("\nhint: ").unwrap_or((&words, ""));
            let mend = if matches!(error, NotFound::Nowhere { .. }) { mend } else { hint.to_owned() };
            Check::new(name, without, format!("{sentence}; {need}"), mend)
        }
    }
}

/// A driver drives browsers of its own major version.
fn fit(browser: &Program, driver: &Program, system: System) -> Check {
    match (browser.major(), driver.major()) {
        (Some(one), Some(other)) if one == other => Check::fine("versions", format!("browser and driver are both {one}")),
        (Some(one), Some(other)) => {
            let sentence = format!("the browser is {one}, the driver {other}; a driver drives browsers of its own version only");
            Check::new("versions", State::Missing, sentence, system.install(Part::Driver))
        }
        _ => Check::new(
            "versions",
            State::Optional,
            format!("cannot tell whether {} and {} fit", browser.version, driver.version),
            format!("{} --version", driver.path.display()),
        ),
    }
}

fn firefox(browser: &Result<Program, NotFound>, driver: &Result<Program, NotFound>, system: System) -> Vec<Check> {
    let need = "only --browser firefox needs it";
    vec![
        program("firefox", State::Optional, browser, system.install(Part::Firefox), need),
        program("geckodriver", State::Optional, driver, system.install(Part::Geckodriver), need),
    ]
}

fn tesseract(system: System) -> Vec<Check> {
    let Some(path) = find::on_path("tesseract") else {
        let sentence = "Tesseract is not on PATH; pictures that a person made can't be judged without it";
        return vec![Check::new("tesseract", State::Missing, sentence, system.install(Part::Tesseract))];
    };
    let version = find::say(&path, &["--version"]).unwrap_or_default();
    let version = version.split_whitespace().nth(1).unwrap_or("unknown version").to_owned();
    let languages = languages_in(&find::say(&path, &["--list-langs"]).unwrap_or_default());
    let program = Check::fine("tesseract", format!("{version} ({})", path.display()));
    let words = if languages.iter().any(|language| language == "eng") {
        Check::fine("languages", languages.join(", "))
    } else {
        let sentence = "Tesseract can't read English; pictures that a person made can't be judged without it";
        Check::new("languages", State::Missing, sentence, system.install(Part::English))
    };
    vec![program, words]
}

/// The languages in what `tesseract --list-langs` says; `osd` is none.
fn languages_in(said: &str) -> Vec<String> {
    let lines = said.lines().skip(1).map(str::trim);
    lines.filter(|line| !line.is_empty() && *line != "osd").map(str::to_owned).collect()
}

fn fonts(system: System) -> Check {
    let Some(list) = find::on_path("fc-list") else {
        let here = if cfg!(target_os = "macos") { "the system's own" } else { "unknown: fc-list is not on PATH" };
        return Check::fine("fonts", here.into());
    };
    let said = find::say(&list, &[":", "family"]).unwrap_or_default();
    fonts_in(&said, system)
}

fn fonts_in(said: &str, system: System) -> Check {
    let has = |family: &str| said.lines().any(|line| line.contains(family));
    match (has("Liberation"), has("DejaVu")) {
        (true, true) => Check::fine("fonts", "Liberation, DejaVu".into()),
        _ if said.trim().is_empty() => {
            let sentence = "there are no fonts at all; pages would have no words";
            Check::new("fonts", State::Missing, sentence, system.install(Part::Fonts))
        }
        (liberation, _) => {
            let absent = if liberation { "DejaVu" } else { "Liberation" };
            let sentence = format!("{absent} is not there; new pictures look different than on machines that have it");
            Check::new("fonts", State::Optional, sentence, system.install(Part::Fonts))
        }
    }
}

fn writing(root: &Path) -> Check {
    let attempt = tempfile::Builder::new().prefix(".guidewalk-probe").tempdir_in(root);
    match attempt.and_then(tempfile::TempDir::close) {
        Ok(()) => Check::fine("writing", format!("records can be written into {}", root.display())),
        Err(error) => {
            let sentence = format!("records can't be written into {}: {error}", root.display());
            Check::new("writing", State::Missing, sentence, "go to a folder of your own, or name one with --record")
        }
    }
}

/// The checks as text: a line each, what mends it below, and the sum.
#[must_use]
pub fn text(checks: &[Check], style: Style) -> String {
    let mut out = String::new();
    for check in checks {
        let (word, colour) = match check.state {
            State::Fine => ("fine", Colour::new().green()),
            State::Optional => ("optional", Colour::new().yellow()),
            State::Missing => ("missing", Colour::new().red().bold()),
        };
        let word = format!("{word:<8}");
        let word = if style.colour { colour.force_styling(true).apply_to(word).to_string() } else { word };
        out.push_str(&format!("{word}  {:<11}  {}\n", check.name, check.sentence));
        if let Some(mend) = &check.mend {
            out.push_str(&format!("{:23}hint: {mend}\n", ""));
        }
    }
    let missing = checks.iter().filter(|check| check.state == State::Missing).count();
    let sum = match missing {
        0 => "everything that is needed is there".to_owned(),
        1 => "one thing that is needed is missing".to_owned(),
        several => format!("{several} things that are needed are missing"),
    };
    out.push_str(&format!("\n{sum}\n"));
    out
}

#[cfg(test)]
mod tests {
    use std::path::PathBuf;

    use super::*;

    fn version(version: &str) -> Program {
        Program { path: PathBuf::from("/usr/bin/x"), version: version.into() }
    }

    #[test]
    fn a_driver_of_another_major_version_does_not_fit() {
        assert_eq!(fit(&version("156.0.1"), &version("156.9.0"), System::Apt).state, State::Fine);
        let check = fit(&version("157.0.1"), &version("156.0.1"), System::Apt);
        assert_eq!(check.state, State::Missing);
        assert_eq!(check.mend.as_deref(), Some("sudo apt-get install chromium-driver"));
    }

    #[test]
    fn the_languages_are_told_from_the_line_above_them() {
        let said = "List of available languages in \"/usr/share/tessdata/\" (3):\neng\nosd\ndeu\n";
        assert_eq!(languages_in(said), ["eng", "deu"]);
    }

    #[test]
    fn other_fonts_are_no_hindrance_but_none_at_all_is() {
        assert_eq!(fonts_in("DejaVu Sans\nLiberation Sans\n", System::Apt).state, State::Fine);
        assert_eq!(fonts_in("DejaVu Sans\n", System::Apt).state, State::Optional);
        assert_eq!(fonts_in("", System::Apt).state, State::Missing);
    }

    #[test]
    fn a_missing_browser_comes_with_the_command_that_installs_it() {
        let absent = Err(NotFound::Nowhere { what: "Chrome or Chromium", variable: "GUIDEWALK_CHROME" });
        let check = program("browser", State::Missing, &absent, System::Brew.install(Part::Browser), "walks need it");
        assert!(!is_everything_needed_there(std::slice::from_ref(&check)));
        assert_eq!(
            text(&[check, Check::fine("fonts", "Liberation, DejaVu".into())], Style::default()),
            "missing   browser      no Chrome or Chromium was found on PATH or in the usual places; walks need it\n\
             \x20                      hint: brew install --cask google-chrome\n\
             fine      fonts        Liberation, DejaVu\n\
             \n\
             one thing that is needed is missing\n"
        );
    }

    #[test]
    fn a_folder_that_is_not_there_cannot_be_written() {
        assert_eq!(writing(Path::new("/no/such/folder")).state, State::Missing);
    }
}
