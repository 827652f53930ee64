//! `guidewalk compare`: the judge alone.

use std::fmt::Write as _;
use std::path::Path;
use std::process::ExitCode;

use anyhow::{Context, Result};
use serde_json::json;

use super::print;
use crate::cli::{Compare, PlanFormat};
use crate::conduct;
use crate::judge::{self, EXIT_CURRENT, EXIT_DRIFTED, EXIT_UNVERIFIED, Judgement, Status};
use crate::outline::Rect;
use crate::picture::{self, Area, Picture, Placement, draw_box, register};

/// Between the two halves of what `--out` writes, pixels.
const GAP: u32 = 12;
/// The width of boxes around what was found, pixels.
const STROKE: i64 = 2;
/// The colour of what was found.
const FOUND: [u8; 4] = [214, 0, 214, 255];
/// The colour of the author's marks.
const MARKED: [u8; 4] = [0, 120, 214, 255];

/// Compares, prints, and says by the exit code what came out.
pub(super) fn compare(asked: &Compare) -> Result<ExitCode> {
    let reference = decoded(&asked.reference)?;
    let frame = bytes(&asked.frame)?;
    let page = picture::decode(&frame).with_context(|| format!("{} can't be used", asked.frame.display()))?;
    let outline = asked.outline.as_deref().map(|path| {
        serde_json::from_slice(&bytes(path)?).with_context(|| {
            format!("{} is no outline\nhint: a record keeps one beside each frame, in outlines/", path.display())
        })
    });
    let reader = conduct::reader(&asked.lang);
    let judged = judge::compare((&asked.reference, reference.clone()), frame, outline.transpose()?, reader.as_ref())?;
    if let Some(path) = &asked.out {
        let png = side_by_side(&reference, &page, &judged).encode_png()?;
        std::fs::write(path, png).with_context(|| format!("cannot write {}", path.display()))?;
    }
    print(&match asked.format {
        PlanFormat::Text => text(asked, &judged),
        PlanFormat::Json => format!("{:#}\n", as_json(&judged)),
    })?;
    Ok(ExitCode::from(match judged.status {
        Status::Current => EXIT_CURRENT,
        Status::Drifted | Status::NoPicture => EXIT_DRIFTED,
        _ => EXIT_UNVERIFIED,
    }))
}

fn bytes(path: &Path) -> Result<Vec<u8>> {
    std::fs::read(path).with_context(|| format!("cannot read {}", path.display()))
}

fn decoded(path: &Path) -> Result<Picture> {
    picture::decode(&bytes(path)?).with_context(|| format!("{} can't be used", path.display()))
}

fn as_json(judged: &Judgement) -> serde_json::Value {
    json!({
        "status": judged.status.name(),
        "because": judged.because,
        "registration": judged.registration,
        "masked_share": judged.masked_share,
        "marks": judged.marks,
        "mark_styles": judged.mark_styles,
        "controls": judged.controls,
        "findings": judged.findings,
    })
}

fn text(asked: &Compare, judged: &Judgement) -> String {
    let (reference, frame) = (asked.reference.display(), asked.frame.display());
    let mut out = String::new();
    let _ = match judged.registration {
        Some(place) => writeln!(
            out,
            "{reference} lies on {frame} at {:.0},{:.0}, scale {:.3} (confidence {:.2}{})",
            place.x,
            place.y,
            place.scale,
            place.confidence,
            if place.ambiguous { "; it lies elsewhere nearly as well" } else { "" }
        ),
        None => writeln!(out, "{reference} does not lie on {frame}"),
    };
    for (mark, style) in judged.marks.iter().zip(&judged.mark_styles) {
        let _ = writeln!(
            out,
            "mark: {} {} at {:.0},{:.0}, {:.0} × {:.0}",
            style.colour, style.kind, mark.x, mark.y, mark.width, mark.height
        );
    }
    for finding in &judged.findings {
        let _ = writeln!(out, "{:<12} {:<10}  {}", finding.kind, finding.severity, finding.message);
    }
    let _ = match &judged.because {
        Some(because) => writeln!(out, "{}: {because}", judged.status),
        None => writeln!(out, "{}", judged.status),
    };
    out
}

/// The reference on the left, its part of the frame at the same scale on the right, what was found boxed in both.
fn side_by_side(reference: &Picture, page: &Picture, judged: &Judgement) -> Picture {
    let mut left = reference.clone();
    judged.marks.iter().for_each(|mark| draw_box(&mut left, area(mark), MARKED, STROKE));
    let found = judged.findings.iter().filter_map(|finding| finding.reference_box);
    found.for_each(|found| draw_box(&mut left, area(&found), FOUND, STROKE));
    let Some(place) = judged.registration else { return left };
    let placement = Placement::at(place.scale, place.x, place.y);
    let mut right = register::resampled(page, &placement, reference.width(), reference.height());
    for found in judged.findings.iter().filter_map(|finding| finding.frame_box) {
        let here = found.moved(-place.x, -place.y).scaled(1.0 / place.scale);
        draw_box(&mut right, area(&here), FOUND, STROKE);
    }
    left.beside(&right, GAP)
}

fn area(bounds: &Rect) -> Area {
    Area::nearest(bounds.x, bounds.y, bounds.width, bounds.height)
}
