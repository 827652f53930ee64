//! All shapes of one strong colour that could be marks.

use super::blob::{blobs, joined};
use super::colour::{coloured, inks};
use super::{Mark, MarkKind, badge, frame, line, overlap};
use crate::picture::Picture;

/// A blob with fewer pixels is none of a mark.
const LEAST_PIXELS: usize = 40;

/// Every frame, arrow, underline and badge by its shape and colour alone; many may be the page's own.
pub(super) fn drawn(picture: &Picture) -> Vec<Mark> {
    let coloured = coloured(picture, picture.area());
    let mut found: Vec<Mark> = Vec::new();
    for ink in inks(&coloured) {
        for blob in blobs(&coloured, ink, picture.area(), LEAST_PIXELS) {
            let badges = badge::badges(picture, &blob);
            let frames = frame::frames(picture, &blob);
            let taken: Vec<Mark> = badges.into_iter().chain(frames).collect();
            let free = blob.pixels.iter().copied().filter(|(x, y)| !taken.iter().any(|mark| mark.covers(*x, *y)));
            let rest = joined(free, ink, picture.area(), LEAST_PIXELS);
            let lines: Vec<Mark> = rest.iter().filter_map(|part| line::line(picture, part)).collect();
            found.extend(taken.into_iter().chain(lines));
        }
    }
    without_twins(found)
}

/// The same mark found in two inks is one; a badge in a frame's or a line's place is a badge.
fn without_twins(mut found: Vec<Mark>) -> Vec<Mark> {
    found.sort_by(|one, two| two.confidence.total_cmp(&one.confidence));
    let mut kept: Vec<Mark> = Vec::new();
    for mark in found {
        let family = |kind: MarkKind| (kind.is_frame(), kind == MarkKind::Badge);
        let twin = |other: &Mark| family(other.kind) == family(mark.kind) && overlap(other.bounds, mark.bounds) > 0.6;
        if !kept.iter().any(twin) {
            kept.push(mark);
        }
    }
    kept
}
