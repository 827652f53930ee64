//! What `--help` says, of each command.

use clap::CommandFactory;
use guidewalk::cli::Cli;

use crate::common::assert_text;

/// Help at a width of its own, so that it is the same in every terminal.
pub(crate) fn help(command: &[&str]) -> String {
    let words = [&["guidewalk"], command, &["--help"]].concat();
    let error = Cli::command().term_width(100).try_get_matches_from(words).unwrap_err();
    error.to_string()
}

/// The commands that people type.
pub(crate) fn commands() -> Vec<String> {
    let all = Cli::command();
    all.get_subcommands().filter(|command| !command.is_hide_set()).map(|command| command.get_name().to_owned()).collect()
}

#[test]
fn help_says_what_each_command_is_for() {
    assert_text("help", &help(&[]));
    for command in commands() {
        assert_text(&format!("help-{command}"), &help(&[&command]));
    }
}

#[test]
fn every_command_that_takes_arguments_shows_examples() {
    for command in commands().iter().filter(|command| *command != "doctor") {
        let help = help(&[command]);
        let examples = help.split_once("\nExamples:\n").unwrap_or_else(|| panic!("{command} has none")).1;
        assert!(examples.lines().next().unwrap().starts_with(&format!("  guidewalk {command}")), "{examples}");
    }
}

#[test]
fn help_fits_a_terminal_of_a_hundred_columns() {
    for command in commands() {
        for line in help(&[&command]).lines() {
            assert!(line.chars().count() <= 100, "{command}: {line}");
        }
    }
}
