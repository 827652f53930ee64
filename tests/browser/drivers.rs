//! Other ways to the browser: a driver that runs already, and standard WebDriver commands only.

use std::path::Path;

use guidewalk::browser::driver::Driver;
use guidewalk::browser::find;

use crate::program::GUIDEWALK;
use crate::walking;

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
