//! All shapes of one strong colour that could be marks.

use super::blob::{Blob, blobs, joined};
use super::colour::{Coloured, coloured, inks};
use super::{Mark, MarkKind, badge, cut, frame, line, overlap, whole};
use crate::picture::{Area, Picture};

/// A blob with fewer pixels is none of a mark.
const LEAST_PIXELS: usize = 40;

/// A frame that is narrower, pixels, may be a letter of large words.
const AS_LARGE_AS_A_LETTER: i64 = 24;
/// A frame with less confidence is tilted or drawn by hand.
const TILTED: f64 = 0.8;

/// Every frame, arrow, underline and badge by its shape and colour alone; many may be the page's own.
pub(super) fn drawn(picture: &Picture) -> Vec<Mark> {
    drawn_with(picture, &coloured(picture, picture.area()))
}

/// The same of those pixels alone that are not `own`: what was drawn over something of its own colour is joined with it otherwise.
pub(super) fn drawn_beside(picture: &Picture, own: impl Fn(i64, i64) -> bool) -> Vec<Mark> {
    let all = coloured(picture, picture.area());
    let strange: Vec<Coloured> = all.iter().filter(|pixel| !own(pixel.x, pixel.y)).copied().collect();
    let beside = if strange.len() < all.len() { drawn_with(picture, &strange) } else { Vec::new() };
    without_twins(drawn_with(picture, &all).into_iter().chain(beside).collect())
}

fn drawn_with(picture: &Picture, coloured: &[Coloured]) -> Vec<Mark> {
    let mut found: Vec<Mark> = Vec::new();
    for ink in inks(coloured) {
        let blobs = with_joined_arcs(picture, blobs(coloured, ink, picture.area(), LEAST_PIXELS), coloured);
        for blob in &blobs {
            let mut badges = badge::badges(picture, blob);
            if badges.is_empty() {
                badges.extend(cut::badge(picture, blob));
            }
            let frames = frame::frames(picture, blob, coloured).into_iter();
            let frames = frames.filter(|mark| mark.bounds.width >= AS_LARGE_AS_A_LETTER || !has_company(blob, &blobs));
            let taken: Vec<Mark> = badges.into_iter().chain(frames).collect();
            let free = blob.pixels.iter().copied().filter(|(x, y)| !taken.iter().any(|mark| mark.covers(*x, *y)));
            let rest = joined(free, ink, picture.area(), LEAST_PIXELS);
            let lines: Vec<Mark> = rest.iter().filter_map(|part| line::line(picture, part)).collect();
            let lines: Vec<Mark> = lines.into_iter().filter(|part| !taken.iter().any(|whole| is_side_of(part, whole))).collect();
            found.extend(taken.into_iter().chain(lines));
        }
    }
    without_twins(found)
}

/// Whether others of its ink stand in its line, as letters do.
fn has_company(blob: &Blob, blobs: &[Blob]) -> bool {
    let (own, reach) = (blob.bounds, blob.bounds.height);
    let line = Area::new(own.x - reach, own.y + own.height / 4, own.width + 2 * reach, own.height / 2);
    blobs.iter().any(|other| other.bounds != own && other.bounds.intersection(&line).is_some())
}

/// Blobs, and two of them as one where the picture's edges cut an ellipse into two arcs.
fn with_joined_arcs(picture: &Picture, mut blobs: Vec<Blob>, coloured: &[Coloured]) -> Vec<Blob> {
    let area = picture.area();
    let spans = |blob: &Blob| {
        let bounds = blob.bounds;
        (bounds.x == 0 && bounds.right() == area.right()) || (bounds.y == 0 && bounds.bottom() == area.bottom())
    };
    let arcs: Vec<usize> = (0..blobs.len()).filter(|i| spans(&blobs[*i])).collect();
    for (one, two) in arcs.iter().flat_map(|one| arcs.iter().map(move |two| (*one, *two))).filter(|(one, two)| one < two) {
        let both = Blob {
            ink: blobs[one].ink,
            bounds: blobs[one].bounds.union(&blobs[two].bounds),
            pixels: blobs[one].pixels.iter().chain(&blobs[two].pixels).copied().collect(),
        };
        if frame::frames(picture, &both, coloured).iter().any(|mark| mark.kind == MarkKind::Ellipse) {
            blobs.swap_remove(two);
            blobs[one] = both;
            break;
        }
    }
    blobs
}

/// The same mark found in two inks is one; a badge in a frame's or a line's place is a badge.
fn without_twins(mut found: Vec<Mark>) -> Vec<Mark> {
    found.sort_by(|one, two| two.kind.is_frame().cmp(&one.kind.is_frame()).then(two.confidence.total_cmp(&one.confidence)));
    let mut kept: Vec<Mark> = Vec::new();
    for mark in found {
        let family = |kind: MarkKind| (kind.is_frame(), kind == MarkKind::Badge);
        let twin = |other: &Mark| {
            let same = family(other.kind) == family(mark.kind) && overlap(other.bounds, mark.bounds) > 0.6;
            same || (other.kind.is_frame() && lies_on(&mark, other))
        };
        if !kept.iter().any(twin) {
            kept.push(mark);
        }
    }
    kept
}

/// Whether an underline is what a slanted side of a frame in the same ink left over.
fn is_side_of(line: &Mark, frame: &Mark) -> bool {
    let band = whole(frame.stroke * 3.0).max(9);
    // A frame that hardly lies where its bounds say is tilted, and its sides go across them.
    let inner = if frame.confidence < TILTED { Area::new(0, 0, 0, 0) } else { frame.bounds.grown(-band) };
    let outer = frame.bounds.grown(3);
    let near = |(x, y): (f64, f64)| {
        let (x, y) = (whole(x - 0.5), whole(y - 0.5));
        outer.holds(x, y) && !inner.holds(x, y)
    };
    frame.kind.is_frame() && line.kind == MarkKind::Underline && line.ends.is_some_and(|[one, two]| near(one) && near(two))
}

/// Whether a line is a piece of a frame's stroke.
fn lies_on(line: &Mark, frame: &Mark) -> bool {
    line.ends.is_some_and(|[one, two]| {
        let points = [0.1, 0.3, 0.5, 0.7, 0.9].map(|at| (one.0 + (two.0 - one.0) * at, one.1 + (two.1 - one.1) * at));
        points.iter().all(|(x, y)| frame.covers(whole(x - 0.5), whole(y - 0.5)))
    })
}
