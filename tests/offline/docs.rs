//! The README says what is so: its commands are understood, its files are there, its tables are the program's.

use std::collections::BTreeMap;
use std::fs;
use std::os::unix::fs::PermissionsExt;
use std::path::Path;

use clap::{CommandFactory, Parser};
use guidewalk::cli::Cli;
use guidewalk::judge::{Kind, Status};
use guidewalk::walkfile;
use regex::Regex;

use crate::help::{commands, help};

fn readme() -> String {
    fs::read_to_string("README.md").unwrap()
}

/// The fenced blocks of a Markdown text in this language.
fn blocks(text: &str, language: &str) -> Vec<String> {
    let fence = Regex::new(r"(?ms)^```([a-z]*)\n(.*?)^```$").unwrap();
    fence.captures_iter(text).filter(|block| &block[1] == language).map(|block| block[2].to_owned()).collect()
}

/// The words of a shell line up to a comment or a redirection, if it is one of guidewalk's.
fn guidewalk_words(line: &str) -> Option<Vec<String>> {
    let line = line.replace("cargo run -- ", "guidewalk ");
    let mut words: Vec<String> = line.split_whitespace().map(|word| word.trim_matches(['"', '\'']).to_owned()).collect();
    let program = words.iter().position(|word| word == "guidewalk")?;
    let variables_only = words[..program].iter().all(|word| word.split_once('=').is_some_and(|(name, _)| !name.is_empty()));
    words.drain(..program);
    let end = words.iter().position(|word| matches!(word.as_str(), "#" | ">" | "|" | "&&")).unwrap_or(words.len());
    words.truncate(end);
    variables_only.then_some(words)
}

#[test]
fn every_command_of_the_readme_is_understood() {
    let readme = readme();
    let spans = Regex::new(r"`(guidewalk [^`\n]+)`").unwrap();
    let lines = blocks(&readme, "sh").join("\n");
    let spans = spans.captures_iter(&readme).map(|span| span[1].to_owned());
    let all: Vec<Vec<String>> = lines.lines().map(str::to_owned).chain(spans).filter_map(|line| guidewalk_words(&line)).collect();
    assert!(all.len() > 15, "{all:?}");
    for words in &all {
        if let Err(error) = Cli::try_parse_from(words) {
            assert_eq!(error.exit_code(), 0, "{words:?}\n{error}");
        }
    }
    for command in commands() {
        assert!(all.iter().any(|words| words.get(1) == Some(&command)), "the README does not show `guidewalk {command}`");
    }
}

#[test]
fn every_flag_stands_in_the_readme_or_the_kept_help() {
    for command in commands() {
        let told = readme() + &fs::read_to_string(format!("snapshots/text/help-{command}.snap")).unwrap();
        let all = Cli::command();
        for argument in all.find_subcommand(&command).unwrap().get_arguments().filter_map(|argument| argument.get_long()) {
            assert!(told.contains(&format!("--{argument}")), "{command} --{argument}");
        }
    }
}

#[test]
fn exit_codes_are_those_of_the_help() {
    let row = Regex::new(r"(?m)^\| (\d+) \| (.*) \|$").unwrap();
    let line = Regex::new(r"(?m)^  (\d+) +(.*)$").unwrap();
    let table = |pattern: &Regex, text: &str| -> BTreeMap<String, String> {
        pattern.captures_iter(text).map(|row| (row[1].to_owned(), row[2].to_owned())).collect()
    };
    let promised = table(&row, &readme());
    assert_eq!(promised.keys().collect::<Vec<_>>(), ["0", "1", "130", "143", "2", "3"]);
    for help in [help(&[]), help(&["check"]), help(&["regenerate"])] {
        assert_eq!(table(&line, help.split_once("Exit codes:").unwrap().1), promised);
    }
}

#[test]
fn every_status_and_kind_is_explained() {
    use Kind::{Added, ExtraStep, Missing, Moved, Prose, Renamed, Restyled, Reworded, WrongScreen};
    use Status::{Blocked, Current, Drifted, NoPicture, NotReached, NotShown, Skipped, Unsure};
    let readme = readme();
    for status in [Drifted, NoPicture, Blocked, Unsure, NotReached, NotShown, Skipped, Current] {
        assert!(readme.contains(&format!("| `{}` |", status.name())), "{}", status.name());
    }
    for kind in [Renamed, Missing, Moved, Added, Reworded, Restyled, WrongScreen, ExtraStep, Prose] {
        assert!(readme.contains(&format!("`{}`", kind.name())), "{}", kind.name());
    }
}

#[test]
fn scripts_of_the_readme_are_there_and_can_be_run() {
    let names = Regex::new(r"(?:scripts/[a-z-]+|\.ci/run)\b").unwrap();
    let readme = readme();
    let mut named: Vec<&str> = names.find_iter(&readme).map(|name| name.as_str()).collect();
    named.sort_unstable();
    named.dedup();
    for entry in fs::read_dir("scripts").unwrap().map(Result::unwrap).filter(|entry| entry.path().is_file()) {
        let name = format!("scripts/{}", entry.file_name().display());
        assert!(named.contains(&name.as_str()), "the README does not name {name}");
    }
    for name in named.into_iter().filter(|name| !Path::new(name).is_dir()) {
        let mode = fs::metadata(name).unwrap_or_else(|error| panic!("{name}: {error}")).permissions().mode();
        assert_eq!(mode & 0o111, 0o111, "{name} has no run bits");
        let text = fs::read_to_string(name).unwrap();
        assert!(text.starts_with("#!/usr/bin/env bash\n# ") && text.contains("\nset -euo pipefail\n"), "{name}");
    }
}

#[test]
fn ci_runs_the_test_command_of_the_readme() {
    let commands = fs::read_to_string(".ci/run").unwrap();
    let last = commands.lines().last().unwrap().strip_prefix("exec ").unwrap();
    let told = blocks(&readme(), "sh");
    assert!(told.iter().any(|block| block.lines().any(|line| line.split('#').next().unwrap().trim() == last)), "{last}");
}

#[test]
fn links_lead_somewhere() {
    let readme = readme();
    let headings: Vec<String> = readme
        .lines()
        .filter_map(|line| line.strip_prefix("## "))
        .map(|heading| heading.to_lowercase().replace(' ', "-").replace([',', '.', '\''], ""))
        .collect();
    let link = Regex::new(r"\]\(([^)\s]+)\)").unwrap();
    for link in link.captures_iter(&readme).map(|link| link[1].to_owned()) {
        match link.strip_prefix('#') {
            _ if link.starts_with("https://") => {}
            Some(heading) => assert!(headings.iter().any(|known| known == heading), "{link}"),
            None => assert!(Path::new(&link).exists(), "{link}"),
        }
    }
}

#[test]
fn walk_files_of_the_readme_can_be_read() {
    let examples = blocks(&readme(), "toml");
    assert!(!examples.is_empty());
    for example in examples {
        if let Err(error) = walkfile::parse(&example, "README.md") {
            panic!("{error}");
        }
    }
}

#[test]
fn a_command_is_told_from_what_stands_around_it() {
    let words = |line| guidewalk_words(line).map(|words| words.join(" "));
    assert_eq!(words("A=b guidewalk check 'guide.md'   # one step").as_deref(), Some("guidewalk check guide.md"));
    assert_eq!(words("cargo run -- plan x.md > y").as_deref(), Some("guidewalk plan x.md"));
    assert_eq!(words("  step 3: guidewalk"), None);
    assert_eq!(words("cargo build"), None);
}
