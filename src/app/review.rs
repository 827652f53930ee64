//! `review`: a person looks and decides, on a page or in the terminal.

use std::io::Write as _;
use std::process::ExitCode;

use anyhow::{Context as _, Result, bail};

use super::{accept, print, record_folder, signals};
use crate::cli::ReviewCommand;
use crate::review::{self, Desk, Ended, Pictures, Review};
use crate::store::shown;

/// `guidewalk review`.
pub(super) async fn review(asked: &ReviewCommand) -> Result<ExitCode> {
    accept::refuse_in_ci("accept")?;
    let review = Review::open(&record_folder(asked.record.as_deref())?, asked.guide.as_deref())?;
    let desk = accept::desk(asked.force, asked.state.as_deref())?;
    if asked.tty { in_terminal(&review, &desk) } else { on_page(review, desk).await }
}

async fn on_page(review: Review, desk: Desk) -> Result<ExitCode> {
    let asked = review.questions().len();
    if asked == 0 {
        print("nothing to decide: every new picture and sentence of this walk is in the guide already, or none was made\n")?;
        return Ok(ExitCode::SUCCESS);
    }
    let stopped = signals::first();
    let served = review::serve(review, desk).await?;
    let things = if asked == 1 { "thing" } else { "things" };
    print(&format!(
        "{asked} {things} to decide; open this in a browser on this machine:\n\n  {}\n\nwhat is decided is kept; Ctrl-C ends it\n",
        served.address
    ))?;
    tokio::select! {
        () = stopped => {}
        () = served.finished() => {}
    }
    let written = served.written();
    served.stop().await;
    if !written.is_empty() {
        print(&format!("accepted: {}\n", accept::names(&written)))?;
    }
    Ok(ExitCode::SUCCESS)
}

fn in_terminal(review: &Review, desk: &Desk) -> Result<ExitCode> {
    let terminal = console::Term::stderr();
    if !terminal.is_term() || !console::user_attended() {
        bail!(
            "--tty needs a terminal to show things in and to read keys from\nhint: `guidewalk review` without --tty shows a page"
        );
    }
    let mut screen = std::io::stderr();
    let pictures = Pictures::of_terminal(|name| std::env::var(name).ok());
    let mut keys = || terminal.read_key();
    match review::in_terminal(review, desk, &mut screen, &mut keys, pictures)? {
        Ended::Write => accept::write(review, &review.accepted()?, desk)?,
        Ended::Left => {
            let folder = shown(review.folder().path());
            writeln!(screen, "what was decided is kept; `guidewalk review {folder} --tty` goes on")
                .context("cannot write to the terminal")?;
        }
    }
    Ok(ExitCode::SUCCESS)
}
