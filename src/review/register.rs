//! How the old picture lies on the new one: the record says where the old one lies on a frame, and the new one is a piece of that
//! frame, which is looked for pixel by pixel.

use crate::judge::JudgedAs;
use crate::picture::{self, Picture};
use crate::record::StepRecord;
use crate::store::RecordFolder;

/// A point of the old picture lies on the new one at `scale × point + (x, y)`, in pixels of each.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(super) struct Placed {
    pub(super) scale: f64,
    pub(super) x: f64,
    pub(super) y: f64,
    /// Where the new picture begins on the step's frame, where it is a piece of it.
    pub(super) cut: Option<(f64, f64)>,
}

/// How a step's old picture lies on its new one; `None` where that is not known.
pub(super) fn placed(folder: &RecordFolder, step: &StepRecord, new: &Picture, old: Option<(u32, u32)>) -> Option<Placed> {
    let registration = step.registration;
    let frame = step.frame.as_ref().and_then(|frame| folder.read_file(frame).ok());
    let frame = frame.and_then(|bytes| picture::decode(&bytes).ok());
    let cut = frame.and_then(|frame| place_of(&frame, new)).map(|(x, y)| (f64::from(x), f64::from(y)));
    match (registration, cut) {
        (Some(on_frame), Some((x, y))) => Some(Placed { scale: on_frame.scale, x: on_frame.x - x, y: on_frame.y - y, cut }),
        // Both were cut in the same way; one that was made after a person's picture may only have grown downwards.
        _ if step.judged_as == JudgedAs::Own && old == Some((new.width(), new.height())) => {
            Some(Placed { scale: 1.0, x: 0.0, y: 0.0, cut })
        }
        (Some(_), None) if step.judged_as == JudgedAs::Person && old.is_some_and(|(width, _)| width == new.width()) => {
            Some(Placed { scale: 1.0, x: 0.0, y: 0.0, cut })
        }
        _ => None,
    }
}

/// Where a frame has a piece, pixel for pixel.
fn place_of(frame: &Picture, piece: &Picture) -> Option<(u32, u32)> {
    let stride = |picture: &Picture| usize::try_from(picture.width()).unwrap_or(0) * 4;
    let rows = |picture: &Picture| usize::try_from(picture.height()).unwrap_or(0);
    let (wide, narrow) = (stride(frame), stride(piece));
    let (tall, low) = (rows(frame), rows(piece));
    if narrow == 0 || low == 0 || narrow > wide || low > tall {
        return None;
    }
    let row = |y: usize| &piece.rgba()[y * narrow..(y + 1) * narrow];
    let changes = |y: usize| row(y).chunks_exact(4).zip(row(y)[4..].chunks_exact(4)).filter(|(one, next)| one != next).count();
    // The row with the most in it is the quickest to be told from others.
    let telling = (0..low).max_by_key(|y| changes(*y))?;
    let at = |x: usize, y: usize| &frame.rgba()[y * wide + x..y * wide + x + narrow];
    let places = (0..=tall - low).flat_map(|y| (0..=wide - narrow).step_by(4).map(move |x| (x, y)));
    let mut found = places.filter(|(x, y)| at(*x, y + telling) == row(telling) && (0..low).all(|n| at(*x, y + n) == row(n)));
    let (x, y) = found.next()?;
    Some((u32::try_from(x / 4).ok()?, u32::try_from(y).ok()?))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::picture::Area;

    #[test]
    fn a_piece_is_found_in_its_frame() {
        let mut frame = Picture::filled(60, 40, [250, 250, 250, 255]);
        frame.fill(Area { x: 20, y: 10, width: 7, height: 5 }, [10, 20, 30, 255]);
        let piece = frame.crop(Area { x: 16, y: 8, width: 20, height: 12 }, [0; 4]);
        assert_eq!(place_of(&frame, &piece), Some((16, 8)));
        assert_eq!(place_of(&piece, &frame), None);
        let other = Picture::filled(5, 5, [1, 2, 3, 255]);
        assert_eq!(place_of(&frame, &other), None);
    }
}
