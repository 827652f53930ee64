//! `accept` and `undo`: the only way into a guide, and back. New pictures, `taken.json` and the guide's text become one change, all
//! of it or none.

use std::path::{Path, PathBuf};
use std::process::ExitCode;

use anyhow::{Result, bail};

use super::{print, record_folder, state_folder};
use crate::cli::{Accept, Undo};
use crate::judge::Strictness;
use crate::review::{self, Desk, Review, Wish};
use crate::store::shown;

/// `guidewalk accept`.
pub(super) fn accept(asked: &Accept) -> Result<ExitCode> {
    if !asked.in_ci {
        refuse_in_ci("accept")?;
    }
    let (record, steps) = asked.record_and_steps()?;
    let review = Review::open(&record_folder(record.as_deref())?, asked.guide.as_deref())?;
    if !review.record().complete {
        print(&format!("the walk of this record was ended before its end; `{}` makes what it lacks\n", review.again()))?;
    }
    let wish = if steps.is_empty() { review.decided_or_all()? } else { review.of_steps(&steps)? };
    write(&review, &wish, &desk(asked.force, asked.state.as_deref())?)?;
    Ok(ExitCode::SUCCESS)
}

/// `guidewalk undo`.
pub(super) fn undo(asked: &Undo) -> Result<ExitCode> {
    if !asked.in_ci {
        refuse_in_ci("undo")?;
    }
    print(&format!("taken back: {}\n", names(&review::take_back(&desk(false, asked.state.as_deref())?)?)))?;
    Ok(ExitCode::SUCCESS)
}

/// In CI nothing is written into a guide, unless it was said that it may be.
pub(super) fn refuse_in_ci(command: &str) -> Result<()> {
    if super::is_ci() {
        bail!(
            "in CI nothing is written into a guide\nhint: `guidewalk {command} --in-ci` does it, in a work tree that is made for it"
        );
    }
    Ok(())
}

/// What guidewalk writes with; `state` where its folder was named.
pub(super) fn desk(force: bool, state: Option<&Path>) -> Result<Desk> {
    let state = state.map_or_else(state_folder, |named| Ok(named.to_owned()))?;
    Ok(Desk { state, program: std::env::current_exe().ok(), force })
}

/// Writes every new picture of a record into its guide, as soon as it was made; where there is none, nothing. Gives the exit code of
/// the walk as the guide is then.
pub(super) fn write_all(record: &Path, state: Option<&Path>, strictness: Strictness) -> Result<u8> {
    let review = Review::open(record, None)?;
    let wish = review.all();
    if !wish.is_empty() {
        write(&review, &wish, &desk(false, state)?)?;
    }
    Ok(review.exit_after(&wish, strictness))
}

/// Writes what is wanted, and says so.
pub(super) fn write(review: &Review, wish: &Wish, desk: &Desk) -> Result<()> {
    let (files, _) = review.write(wish, desk)?;
    let open = if wish.open > 0 { format!("not decided: {}\n", wish.open) } else { String::new() };
    print(&format!("accepted: {}\n{open}", names(&files)))
}

/// Files in words.
pub(super) fn names(files: &[PathBuf]) -> String {
    files.iter().map(|file| shown(file)).collect::<Vec<_>>().join(", ")
}
