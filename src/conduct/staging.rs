//! New pictures in the record: cut as the walk file says, with what `taken.json` is to know about them. Nothing is written into a
//! guide here.

use anyhow::{Context, Result};

use crate::judge::{Judgement, Status};
use crate::outline::Rect;
use crate::references::{self, Renderer, Shot};
use crate::store::RecordFolder;
use crate::walk::{Frame, StageOutcome};
use crate::walkfile::Moment;

/// For which steps new pictures are made.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Staging {
    /// For none.
    #[default]
    Nothing,
    /// For those that have drifted or have no picture.
    Drifted,
    /// For each.
    All,
}

/// Where the entry of a staged picture is kept.
#[must_use]
pub fn entry_path(staged: &str) -> String {
    format!("{staged}.json")
}

/// Makes a step's new picture, where one is wanted and the walk file says how; returns its path in the record.
pub(super) fn stage(
    staging: Staging,
    folder: &RecordFolder,
    outcomes: &[&StageOutcome],
    judgement: &Judgement,
    renderer: &Renderer,
) -> Result<Option<String>> {
    let wanted = match staging {
        Staging::Nothing => false,
        Staging::Drifted => matches!(judgement.status, Status::Drifted | Status::NoPicture | Status::Unsure),
        Staging::All => true,
    };
    if !wanted {
        return Ok(None);
    }
    let frames = outcomes.iter().flat_map(|outcome| &outcome.frames);
    let Some((frame, picture)) = frames.flat_map(|frame| frame.pictures.iter().map(move |picture| (frame, picture))).next()
    else {
        return Ok(None);
    };
    let taken = take(frame, picture.region, renderer)?;
    let path = format!("staged/{}", picture.file);
    folder.write_file(&path, &taken.png)?;
    let entry = serde_json::to_vec_pretty(&taken.entry).context("cannot put a picture's entry into JSON")?;
    folder.write_file(&entry_path(&path), &entry)?;
    Ok(Some(path))
}

fn take(frame: &Frame, region: Rect, renderer: &Renderer) -> Result<references::Taken> {
    let masks: Vec<(Rect, String)> = frame.masks.iter().map(|mask| (mask.bounds, mask.reason.clone())).collect();
    let shot = Shot {
        stage: &frame.stage,
        moment: match frame.moment {
            Moment::Before => "before",
            Moment::After => "after",
        },
        viewport_png: &frame.viewport_png,
        page_png: frame.page_png.as_deref(),
        outline: &frame.outline,
        masks: &masks,
        target: frame.target,
    };
    references::take(&shot, region, renderer).with_context(|| format!("no picture can be cut out of the frame {}", frame.id))
}
