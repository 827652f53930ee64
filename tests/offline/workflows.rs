//! The workflows of the repository: nothing in them can be changed from outside, they may do no more than they must, and what they
//! call is understood.

use std::collections::BTreeSet;
use std::fs;

use clap::Parser;
use guidewalk::cli::Cli;
use regex::Regex;

/// Each workflow with its name.
fn workflows() -> Vec<(String, String)> {
    let all = fs::read_dir(".github/workflows").unwrap().map(|entry| entry.unwrap().path());
    all.map(|path| (path.display().to_string(), fs::read_to_string(&path).unwrap())).collect()
}

#[test]
fn every_action_is_pinned_by_its_digest_and_says_its_version() {
    let uses = Regex::new(r"(?m)^\s*(?:- )?uses: (.*)$").unwrap();
    let pinned = Regex::new(r"^([a-z-]+/[a-z-]+)(?:/[a-z-]+)?@([0-9a-f]{40} # v\d+\.\d+\.\d+)$").unwrap();
    let mut seen = BTreeSet::new();
    for (name, text) in workflows() {
        for used in uses.captures_iter(&text).map(|used| used[1].to_owned()) {
            match pinned.captures(&used) {
                Some(parts) => _ = seen.insert((parts[1].to_owned(), parts[2].to_owned())),
                None => assert!(used.starts_with("./.github/workflows/"), "{name}: {used}"),
            }
        }
    }
    assert!(seen.len() > 2, "{seen:?}");
    let actions: BTreeSet<&str> = seen.iter().map(|(repository, _)| repository.as_str()).collect();
    assert_eq!(actions.len(), seen.len(), "one version of each: {seen:?}");
}

#[test]
fn nothing_is_granted_but_to_the_job_that_needs_it() {
    for (name, text) in workflows() {
        assert!(text.contains("\npermissions: {}\n"), "{name}");
        assert!(!text.contains("write-all") && !text.contains("pull_request_target"), "{name}");
        // What a caller gives is handed over as a variable: pasted into a script it would be part of it.
        let scripts = text.split("run: |").skip(1).map(|rest| rest.split("\n      - ").next().unwrap());
        assert!(scripts.into_iter().all(|script| !script.contains("${{")), "{name}");
        let checkouts = text.matches("actions/checkout@").count();
        assert_eq!(text.matches("persist-credentials: false").count(), checkouts, "{name}: no token is left on disk");
    }
}

#[test]
fn what_a_workflow_asks_of_guidewalk_is_understood() {
    let default = Regex::new(r"(?m)^\s*(?:default|arguments): (--.*)$").unwrap();
    let mut seen = 0;
    for (name, text) in workflows() {
        for arguments in default.captures_iter(&text).map(|found| found[1].to_owned()) {
            let words = ["guidewalk", "nightly", "guide.md", "--publish", "../nights"].into_iter().chain(arguments.split(' '));
            if let Err(error) = Cli::try_parse_from(words) {
                panic!("{name}: {arguments}\n{error}");
            }
            seen += 1;
        }
    }
    assert_eq!(seen, 2);
}

#[test]
fn what_a_night_leaves_is_kept_whatever_became_of_it() {
    let (_, walk) = workflows().into_iter().find(|(name, _)| name.ends_with("walk.yml")).unwrap();
    let steps: Vec<&str> = walk.split("\n      - ").collect();
    let of = |action: &str| steps.iter().position(|step| step.contains(action)).unwrap();
    let key = |step: usize| steps[step].lines().find(|line| line.trim().starts_with("key: ")).unwrap();
    let (restored, walked, saved) = (of("actions/cache/restore@"), of("scripts/nightly"), of("actions/cache/save@"));
    assert!(restored < walked && walked < saved && steps[saved].contains("if: always()"), "{walk}");
    assert_eq!(key(restored), key(saved));
}
