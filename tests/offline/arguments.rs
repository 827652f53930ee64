//! Arguments and files that can't be worked with: each has its message and exit code 2, and no browser is started for it.

use std::fs;
use std::path::Path;
use std::process::Command;
use std::time::Duration;

use tempfile::TempDir;

use crate::common::assert_text;
use crate::program::{self, Ran};

const LIMIT: Duration = Duration::from_secs(60);

/// A folder with a guide, and with a browser and a driver that leave a trace when they are started.
struct Desk(TempDir);

impl Desk {
    fn new() -> Self {
        let folder = program::folder();
        fs::write(folder.path().join("guide.md"), "# A guide\n\n## Step 1: Sign in\n\nPress 'Sign in'.\n").unwrap();
        for name in ["browser", "driver"] {
            let program = folder.path().join(name);
            // `--version` is asked before a browser is started; it leaves no trace.
            let script = "#!/bin/sh\n[ \"$1\" = --version ] && echo Chromium 156.0 || : > \"$0.trace\"\n";
            fs::write(&program, script).unwrap();
            let mode = <fs::Permissions as std::os::unix::fs::PermissionsExt>::from_mode(0o755);
            fs::set_permissions(&program, mode).unwrap();
        }
        Self(folder)
    }

    fn path(&self) -> &Path {
        self.0.path()
    }

    fn command(&self, arguments: &[&str]) -> Command {
        let mut command = program::guidewalk(self.path(), arguments);
        command.env("PATH", "").env_remove("CHROME");
        command.env("GUIDEWALK_CHROME", self.path().join("browser"));
        command.env("GUIDEWALK_CHROMEDRIVER", self.path().join("driver"));
        command
    }

    /// Runs what must fail, and holds its message to the snapshot of this name.
    fn refuses(&self, name: &str, command: &mut Command) {
        let ran = program::run(command, LIMIT);
        assert_eq!(ran.code, Some(2), "{name}: {ran:?}");
        assert_eq!(ran.stdout, "", "{name}");
        for program in ["browser.trace", "driver.trace"] {
            assert!(!self.path().join(program).exists(), "{name}: {program} was started");
        }
        assert_text(&format!("refused-{name}"), &self.message(&ran));
    }

    /// What was said, without this machine's own paths.
    fn message(&self, ran: &Ran) -> String {
        let real = self.path().canonicalize().unwrap();
        ran.stderr.replace(&*real.to_string_lossy(), "FOLDER").replace(&*self.path().to_string_lossy(), "FOLDER")
    }
}

fn refuses(name: &str, arguments: &[&str]) {
    let desk = Desk::new();
    desk.refuses(name, &mut desk.command(arguments));
}

#[test]
fn no_guide_was_named() {
    refuses("no-guide", &["check"]);
}

#[test]
fn a_guide_that_is_not_there() {
    refuses("missing-guide", &["check", "no-such.md"]);
}

#[test]
fn a_walk_file_that_is_not_there() {
    refuses("missing-walk-file", &["check", "guide.md", "--walk", "no-such.walk.toml"]);
}

#[test]
fn a_walk_file_with_a_mistake() {
    let desk = Desk::new();
    let source = "title = \"Mine\"\nsite = \"https://example.org\"\n\n[[stage]]\nstep = 1\nat = \"/\"\ntarget = { role = \"buton\", name = \"Save\" }\n";
    fs::write(desk.path().join("mine.walk.toml"), source).unwrap();
    desk.refuses("bad-walk-file", &mut desk.command(&["check", "guide.md", "--walk", "mine.walk.toml"]));
}

#[test]
fn a_walk_file_of_another_guide() {
    refuses("walk-file-of-another-guide", &["check", "guide.md"]);
}

#[test]
fn a_step_that_the_guide_does_not_have() {
    refuses("unknown-step", &["check", "--practice", "--step", "99"]);
}

#[test]
fn names_that_the_practice_site_does_not_know() {
    refuses("unknown-edition", &["check", "--practice=2024-10"]);
    refuses("edition-as-guide", &["check", "--practice", "2024-01"]);
    refuses("unknown-mutation", &["check", "--practice", "--mutate", "rename-generate-tokens"]);
    refuses("unknown-noise", &["check", "--practice", "--noise", "avatars"]);
    refuses("bad-seed", &["check", "--practice", "--noise", "markup:x"]);
    refuses("unknown-fault", &["check", "--practice", "--fault", "sesion-lost"]);
}

#[test]
fn a_feature_of_the_account_that_there_is_not() {
    refuses("unknown-feature", &["check", "--practice", "--account", "two-faktor"]);
}

#[test]
fn features_that_no_account_has_together() {
    refuses("clashing-features", &["check", "--practice", "--account", "sms-first", "--account", "device-verification"]);
}

#[test]
fn changes_of_the_practice_site_without_it() {
    refuses("mutation-without-practice", &["check", "guide.md", "--mutate", "rename-generate-token"]);
}

#[test]
fn a_record_that_can_not_be_written() {
    refuses("unwritable-record", &["check", "--practice", "--record", "guide.md/record"]);
}

#[test]
fn secrets_that_the_environment_does_not_hold() {
    let desk = Desk::new();
    let guide = program::in_repository("snapshots/guides/generating-a-token/_posts/2024-01-10-Generating-a-Token.md");
    let guide = guide.to_string_lossy().into_owned();
    desk.refuses("missing-secrets", &mut desk.command(&["check", &guide]));
    desk.refuses("missing-secret", desk.command(&["check", &guide]).env("GUIDEWALK_LOGIN", "someone"));
}

#[test]
fn a_sign_in_that_would_lie_unencrypted_in_ci() {
    let desk = Desk::new();
    fs::write(desk.path().join("cookies.json"), "[]").unwrap();
    let import = || {
        let mut command = desk.command(&["session", "import", "cookies.json"]);
        command.env("GUIDEWALK_LOGIN", "someone").env("CI", "true");
        command
    };
    desk.refuses("import-in-ci", &mut import());
    let shown = program::run(import().env("GUIDEWALK_STATE_KEY", "correct horse"), LIMIT);
    assert!(shown.code == Some(0) && shown.stdout.contains("a sign-in is kept since"), "{shown:?}");
}

#[test]
fn a_driver_that_is_not_there() {
    let desk = Desk::new();
    let missing = desk.path().join("no-such-driver");
    desk.refuses("missing-driver", desk.command(&["check", "--practice"]).env("GUIDEWALK_CHROMEDRIVER", missing));
}

#[test]
fn a_browser_that_is_not_there() {
    let desk = Desk::new();
    let missing = desk.path().join("no-such-browser");
    desk.refuses("missing-browser", desk.command(&["check", "--practice"]).env("GUIDEWALK_CHROME", missing));
}

#[test]
fn a_site_that_is_no_address() {
    let desk = Desk::new();
    let guide = program::in_repository("snapshots/guides/generating-a-token/_posts/2024-01-10-Generating-a-Token.md");
    let guide = guide.to_string_lossy().into_owned();
    desk.refuses("no-address", &mut desk.command(&["check", &guide, "--site", "github.com"]));
    desk.refuses("no-site", &mut desk.command(&["check", &guide, "--site", "mailto:someone"]));
}

#[test]
fn arguments_that_the_grammar_does_not_know() {
    refuses("unknown-flag", &["check", "--practise"]);
    refuses("unknown-command", &["chek"]);
    refuses("site-and-practice", &["check", "--practice", "--site", "https://example.org"]);
}
