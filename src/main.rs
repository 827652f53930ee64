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
            ExitCode::from(app::EXIT_TROUBLE)
        }
    }
}

/// The chain of an error: causes on the first line, hints on lines of their own at the end.
fn in_lines(error: &anyhow::Error) -> String {
    let whole = format!("{error:#}");
    let (hints, words): (Vec<&str>, Vec<&str>) = whole.lines().partition(|line| line.starts_with("hint: "));
    words.into_iter().chain(hints).collect::<Vec<_>>().join("\n")
}
