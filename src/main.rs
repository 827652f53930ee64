//! The command line of guidewalk: parse, call, print what went wrong, exit code.

use std::io::Write as _;
use std::process::ExitCode;

use clap::Parser as _;
use guidewalk::app;
use guidewalk::cli::Cli;

fn main() -> ExitCode {
    match app::run(Cli::parse()) {
        Ok(code) => code,
        Err(error) => {
            let _ = writeln!(std::io::stderr(), "error: {}", in_lines(&error));
            ExitCode::from(app::exit_of(&error))
        }
    }
}

/// The chain of an error: what was attempted and its causes, then all hints on lines of their own.
fn in_lines(error: &anyhow::Error) -> String {
    let (mut words, mut hints) = (Vec::new(), String::new());
    for cause in error.chain().map(ToString::to_string) {
        let (of_hints, of_words): (Vec<&str>, Vec<&str>) = cause.lines().partition(|line| line.starts_with("hint: "));
        words.push(of_words.join("\n"));
        of_hints.iter().for_each(|hint| hints.push_str(&format!("\n{hint}")));
    }
    words.join(": ") + &hints
}
