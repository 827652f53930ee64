//! A whole night in Chromium: walks, history, an issue and a pull request at a tracker of the test's own.

use std::collections::BTreeMap;
use std::fs;
use std::path::Path;
use std::process::Command;
use std::time::Duration;

use http::Method;
use serde_json::json;

use crate::fake_tracker::{Served, TOKEN, Trouble};
use crate::program::{self, Ran};
use crate::{folders, walking};

const LIMIT: Duration = Duration::from_secs(300);
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

fn night(guides: &Path, state: &Path, served: &Served, day: u8, edition: &str) -> Ran {
    let (date, practice) = (format!("2026-11-{day:02}"), format!("--practice={edition}"));
    let arguments =
        ["nightly", GUIDE, &practice, "--night", &date, "--github=me/guides", "--github-api", &served.address, "--pull-request"];
    let mut command = program::guidewalk(guides, &arguments);
    command.args(["--quiet", "--state"]).arg(state).env("GITHUB_TOKEN", TOKEN).env("GITHUB_SERVER_URL", "https://github.test");
    let _seat = walking::Seat::take();
    program::run(&mut command, LIMIT)
}

#[test]
fn a_night_tells_what_has_drifted_once_and_what_it_proposes_makes_the_guide_true() {
    let (place, served) = (program::folder(), Served::start());
    let (guides, state) = (place.path().join("guides"), place.path().join("state"));
    let made = walking::guide_of_this_browser();
    let made = made.ancestors().nth(2).unwrap();
    for part in ["_posts", "assets"] {
        folders::copy(&made.join(part), &guides.join(part)).unwrap();
    }
    fs::copy(made.join("_config.yml"), guides.join("_config.yml")).unwrap();
    git(&guides, &["init", "-q"]);
    let mut all = BTreeMap::new();
    files(&guides, &guides, &mut all);
    let pushed: Vec<(&str, Vec<u8>)> = all.iter().map(|(path, bytes)| (path.as_str(), bytes.clone())).collect();
    served.tracker().git.push("main", &pushed);

    let ran = night(&guides, &state, &served, 1, "2024-01");
    assert_eq!(ran.code, Some(0), "{}{}", ran.stdout, ran.stderr);
    assert!(ran.stdout.contains("night 2026-11-01: current, 1 walk"), "{}", ran.stdout);
    assert_eq!(served.writes(), Vec::<String>::new());

    served.fail(Method::POST, "/pulls", Trouble::LostAnswer);
    served.fail(Method::GET, "/issues", Trouble::Refused(503, vec![], "Down"));
    let ran = night(&guides, &state, &served, 2, "2026-11");
    assert_eq!(ran.code, Some(1), "{}{}", ran.stdout, ran.stderr);
    assert!(ran.stdout.contains("night 2026-11-02: drifted, 2 walks"), "{}", ran.stdout);
    assert_eq!(served.count(), 2, "a pull request and an issue");
    let body = served.text(2, "body");
    for words in
        ["### Step 3", "### Step 4", "### Step 5", "### Step 8", "[Pull request 1](https://github.test/me/guides/pull/1)"]
    {
        assert!(body.contains(words), "{words}: {body}");
    }
    assert!(body.contains("/blob/") && body.contains("05.png?raw=true"), "{body}");
    let no_secret = served.tracker().log.iter().all(|came| !came.body.contains(TOKEN));
    assert!(no_secret);

    served.writes();
    let ran = night(&guides, &state, &served, 2, "2026-11");
    assert!(ran.code == Some(1) && ran.stdout.contains("night 2026-11-02: drifted, 1 walk"), "{}{}", ran.stdout, ran.stderr);
    assert_eq!((served.writes(), served.said(2)), (vec![], vec![]), "the same night twice");
    let mut now = BTreeMap::new();
    files(&guides, &guides, &mut now);
    now.retain(|path, _| !path.starts_with(".guidewalk/"));
    assert!(now == all, "not a byte of the guide");

    served.tracker().merge(1);
    let merged = served.tracker().git.files("main").clone();
    for path in merged.keys().filter(|path| *path != "README.md") {
        fs::write(guides.join(path), served.tracker().git.read("main", path).unwrap()).unwrap();
    }
    served.tracker().by_hand(2, &json!({ "title": "Ours" }));
    let ran = night(&guides, &state, &served, 3, "2026-11");
    assert_eq!(ran.code, Some(0), "{}{}", ran.stdout, ran.stderr);
    assert_eq!((served.text(2, "state"), served.text(2, "title")), ("closed".into(), "Ours".into()));
}

#[test]
fn the_script_needs_nothing_but_what_it_says_and_a_second_night_goes_on_with_the_first() {
    let place = program::folder();
    for (day, words) in [("2026-11-01", "1 night: 1 current"), ("2026-11-02", "2 nights: 2 current")] {
        let mut command = Command::new(program::in_repository("scripts/nightly"));
        command.current_dir(place.path()).env_clear().env("HOME", place.path()).env("GUIDEWALK", program::GUIDEWALK);
        command.env("PATH", std::env::var_os("PATH").unwrap()).args(["--", "--quiet", "--publish", "out", "--night", day]);
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
    assert!(fs::read_to_string(place.path().join("out/nights.svg")).unwrap().contains("2 November: current"));
    assert!(fs::read_to_string(place.path().join("out/badge.json")).unwrap().contains("verified today"));
}
