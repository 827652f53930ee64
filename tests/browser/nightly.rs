//! A whole night in Chromium: walks, history, an issue and a pull request at a tracker of the test's own.

use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;
use std::time::Duration;

use http::Method;
use serde_json::json;
use tempfile::TempDir;

use crate::fake_tracker::{Served, TOKEN, Trouble};
use crate::program::{self, Ran};
use crate::{folders, walking};

const LIMIT: Duration = Duration::from_secs(300);
/// The numbers of the pull request and the issue, in the order in which they are opened.
const PULL: u64 = 1;
const ISSUE: u64 = 2;
const GUIDE: &str = "_posts/2024-01-10-Generating-a-Token.md";

fn git(folder: &Path, arguments: &[&str]) {
    let mut command = Command::new("git");
    command.args(["-c", "user.name=x", "-c", "user.email=x@x.test", "-c", "init.defaultBranch=main"]).args(arguments);
    assert!(command.current_dir(folder).output().unwrap().status.success(), "{arguments:?}");
}

fn files(folder: &Path, below: &Path, all: &mut BTreeMap<String, Vec<u8>>) {
    for entry in fs::read_dir(below).unwrap().map(Result::unwrap).filter(|entry| entry.file_name() != ".git") {
        if entry.path().is_dir() {
            files(folder, &entry.path(), all);
        } else {
            let name = entry.path().strip_prefix(folder).unwrap().to_str().unwrap().to_owned();
            all.insert(name, fs::read(entry.path()).unwrap());
        }
    }
}

/// The practice guide in a repository of its own, and the tracker that it is told to.
struct Place {
    folder: TempDir,
    served: Served,
}

impl Place {
    fn new() -> Self {
        let place = Self { folder: program::folder(), served: Served::start() };
        let made = walking::guide_of_this_browser();
        let made = made.ancestors().nth(2).unwrap();
        for part in ["_posts", "assets"] {
            folders::copy(&made.join(part), &place.guides().join(part)).unwrap();
        }
        fs::copy(made.join("_config.yml"), place.guides().join("_config.yml")).unwrap();
        git(&place.guides(), &["init", "-q"]);
        let all = place.files();
        let pushed: Vec<(&str, Vec<u8>)> = all.iter().map(|(path, bytes)| (path.as_str(), bytes.clone())).collect();
        place.served.tracker().git.push("main", &pushed);
        place
    }

    fn guides(&self) -> PathBuf {
        self.folder.path().join("guides")
    }

    /// The guide's files; not records, nor what the browser keeps at home.
    fn files(&self) -> BTreeMap<String, Vec<u8>> {
        let mut all = BTreeMap::new();
        files(&self.guides(), &self.guides(), &mut all);
        all.retain(|path, _| ["_posts/", "assets/", "_config"].iter().any(|part| path.starts_with(part)));
        all
    }

    fn night(&self, day: u8, edition: &str) -> Ran {
        let (date, practice) = (format!("2026-11-{day:02}"), format!("--practice={edition}"));
        let mut command = program::guidewalk(&self.guides(), &["nightly", GUIDE, &practice, "--night", &date, "--quiet"]);
        command.args(["--github=me/guides", "--github-api", &self.served.address, "--pull-request"]);
        command.args(["--notify-command", "cat >> ../told", "--tracker-command", "cat >> ../tracked"]);
        command.arg("--state").arg(self.folder.path().join("state"));
        command.env("GITHUB_TOKEN", TOKEN).env("GITHUB_SERVER_URL", "https://github.test");
        let _seat = walking::Seat::take();
        program::run(&mut command, LIMIT)
    }

    /// What the commands were told.
    fn heard(&self) -> [String; 2] {
        ["told", "tracked"].map(|name| fs::read_to_string(self.folder.path().join(name)).unwrap_or_default())
    }

    /// Somebody merges the pull request and brings the work tree up to date.
    fn merge(&self) {
        let mut tracker = self.served.tracker();
        tracker.merge(PULL);
        for path in tracker.git.files("main").keys().filter(|path| *path != "README.md") {
            fs::write(self.guides().join(path), tracker.git.read("main", path).unwrap()).unwrap();
        }
    }
}

#[test]
fn a_night_tells_what_has_drifted_once_and_what_it_proposes_makes_the_guide_true() {
    let place = Place::new();
    let (served, before) = (&place.served, place.files());
    let ran = place.night(1, "2024-01");
    assert_eq!(ran.code, Some(0), "{}{}", ran.stdout, ran.stderr);
    assert!(ran.stdout.contains("night 2026-11-01: current, 1 walk"), "{}", ran.stdout);
    assert_eq!((served.writes(), place.heard()), (vec![], [String::new(), String::new()]));

    served.fail(Method::POST, "/pulls", Trouble::LostAnswer);
    served.fail(Method::GET, "/issues", Trouble::Refused(503, vec![], "Down"));
    let ran = place.night(2, "2026-11");
    assert_eq!(ran.code, Some(1), "{}{}", ran.stdout, ran.stderr);
    assert!(ran.stdout.contains("night 2026-11-02: drifted, 2 walks"), "{}", ran.stdout);
    assert_eq!(served.count(), 2, "a pull request and an issue");
    let body = served.text(ISSUE, "body");
    for words in ["### Step 3", "### Step 4", "### Step 5", "### Step 8", "/blob/", "04.png?raw=true", "[Pull request 1](https:"]
    {
        assert!(body.contains(words), "{words}: {body}");
    }
    assert!(served.tracker().log.iter().all(|came| !came.body.contains(TOKEN)));
    let [told, tracked] = place.heard();
    assert!(told.starts_with("The guide “Making a token: a walk through the practice site” is not true any more\n"), "{told}");
    let tracked: serde_json::Value = serde_json::from_str(&tracked).unwrap();
    assert_eq!(
        (&tracked["state"], &tracked["pull_request"]),
        (&json!("drifted"), &json!("https://github.test/me/guides/pull/1"))
    );

    let heard = place.heard();
    served.writes();
    let ran = place.night(2, "2026-11");
    assert!(ran.code == Some(1) && ran.stdout.contains("night 2026-11-02: drifted, 1 walk"), "{}{}", ran.stdout, ran.stderr);
    assert_eq!((served.writes(), served.said(ISSUE), place.heard()), (vec![], vec![], heard), "the same night twice");
    assert!(place.files() == before, "not a byte of the guide");

    place.merge();
    served.tracker().by_hand(ISSUE, &json!({ "title": "Ours" }));
    let ran = place.night(3, "2026-11");
    assert_eq!(ran.code, Some(0), "{}{}", ran.stdout, ran.stderr);
    assert_eq!((served.text(ISSUE, "state"), served.text(ISSUE, "title")), ("closed".into(), "Ours".into()));
}

#[test]
fn the_script_needs_nothing_but_what_it_says_and_a_second_night_goes_on_with_the_first() {
    let place = program::folder();
    for (day, words) in [("2026-11-01", "1 night: 1 current"), ("2026-11-02", "2 nights: 2 current")] {
        let mut command = Command::new(program::in_repository("scripts/nightly"));
        command.current_dir(place.path()).env_clear().env("HOME", place.path()).env("GUIDEWALK", program::GUIDEWALK);
        command.env("PATH", std::env::var_os("PATH").unwrap()).args(["--", "--quiet", "--publish", "out", "--night", day]);
        command.env("GITHUB_STEP_SUMMARY", place.path().join("summary.md"));
        for name in ["GUIDEWALK_CHROME", "GUIDEWALK_CHROMEDRIVER"] {
            command.envs(std::env::var_os(name).map(|value| (name, value)));
        }
        let seat = walking::Seat::take();
        let ran = program::run(&mut command, LIMIT);
        drop(seat);
        assert_eq!(ran.code, Some(0), "{}{}", ran.stdout, ran.stderr);
        assert!(ran.stdout.contains(&format!("night {day}: ")), "{}", ran.stdout);
        let mut history = Command::new(program::GUIDEWALK);
        history.arg("history").current_dir(place.path()).env_clear().env("HOME", place.path());
        let told = program::run(&mut history, LIMIT).stdout;
        assert!(told.contains(words), "{told}");
    }
    let summary = fs::read_to_string(place.path().join("summary.md")).unwrap();
    assert_eq!(summary.matches("## This guide is true: Making a token").count(), 2, "{summary}");
    assert!(fs::read_to_string(place.path().join("out/nights.svg")).unwrap().contains("2 November: current"));
    assert!(fs::read_to_string(place.path().join("out/badge.json")).unwrap().contains("verified today"));
}
