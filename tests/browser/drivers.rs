//! Other ways to the browser: a driver that runs already, standard WebDriver commands only, and a browser that starts badly.

use std::os::unix::fs::PermissionsExt;
use std::path::Path;

use guidewalk::browser::driver::Driver;
use guidewalk::browser::find;

use crate::program::GUIDEWALK;
use crate::{program, walking};

/// A driver of the test's own, ended with it even when the test is killed.
pub(crate) fn driver() -> Driver {
    let program = find::driver().unwrap_or_else(|error| panic!("{error}"));
    Driver::start(Path::new(GUIDEWALK), &program.path).unwrap()
}

#[test]
fn through_a_driver_that_runs_already_the_walk_says_the_same() {
    let plain = walking::check(&["--practice=2026-11"]);
    let driver = driver();
    let through = walking::check(&["--practice=2026-11", "--webdriver", &driver.url]);
    assert_eq!(through.essence(), plain.essence(), "{}", through.in_words());
    assert_eq!(through.code, plain.code);
    let again = walking::check(&["--practice=2024-01", "--webdriver", &format!("{}/", driver.url)]);
    assert_eq!(again.code, Some(0), "{}", again.in_words());
}

#[test]
fn with_standard_commands_only_the_walk_says_the_same() {
    for edition in ["--practice=2024-01", "--practice=2026-11"] {
        let plain = walking::check(&[edition]);
        let standard = walking::check(&[edition, "--standard-only"]);
        assert_eq!(standard.essence(), plain.essence(), "{}", standard.in_words());
        assert_eq!(standard.code, plain.code);
    }
}

#[test]
fn a_form_in_a_frame_is_walked_as_on_the_page_itself() {
    let guide = walking::guide_of_this_browser().to_string_lossy().into_owned();
    let edition = "--practice=2024-01";
    let plain = walking::check(&[&guide, edition]);
    for way in [&[][..], &["--standard-only"]] {
        let framed = walking::check(&[&[&guide, edition, "--mutate", "token-form-in-a-frame"], way].concat());
        assert_eq!(framed.essence(), plain.essence(), "{}", framed.in_words());
        assert_eq!(framed.code, plain.code);
    }
}

#[test]
fn a_browser_that_ends_while_it_starts_is_started_again_and_one_that_always_does_is_named() {
    let browser = find::browser_file().unwrap();
    for (fails, code) in [(1, 0), (9, 2)] {
        let folder = program::folder();
        let (wrapper, starts) = (folder.path().join("browser"), folder.path().join("starts"));
        let text = format!(
            "#!/bin/sh\necho x >>'{0}'\n[ $(wc -l <'{0}') -gt {fails} ] || exit 1\nexec '{1}' \"$@\"\n",
            starts.display(),
            browser.display()
        );
        std::fs::write(&wrapper, text).unwrap();
        std::fs::set_permissions(&wrapper, std::fs::Permissions::from_mode(0o755)).unwrap();
        let mut command = walking::command(folder.path(), &["--practice=2024-01", "--step", "1"]);
        let walked = walking::walked(folder, command.env("GUIDEWALK_CHROME", &wrapper));
        assert_eq!(walked.code, Some(code), "{}", walked.in_words());
        let restarted = walked.record.remarks.iter().any(|remark| remark.contains("start number 2"));
        let named = walked.said.contains("the browser did not start, 3 times: ") && walked.said.contains("hint: ");
        let count = std::fs::read_to_string(&starts).unwrap().lines().count();
        assert_eq!((count, restarted, named), if code == 0 { (2, true, false) } else { (3, false, true) }, "{}", walked.said);
    }
}
