//! The head of an arrow: how long, how wide, filled or open.

use serde::{Deserialize, Serialize};

use super::paint::short;
use super::{Mark, real, whole};
use crate::picture::Picture;

/// A head is so many strokes long at most, and so many pixels at least.
const REACH: (f64, f64) = (7.0, 18.0);
/// A pixel is the arrow's when no channel differs from its colour by more, 0 to 255.
const NEAR: u8 = 72;
/// A filled head has at least this share of its pixels, 0 to 1.
const FILLED: f64 = 0.72;
/// An open head shows the page between its shaft and each of its strokes over so many pixels of its length at least.
const OPENING: usize = 2;
/// Where nothing can be measured, a head is so many strokes long, and as wide.
const USUAL: f64 = 4.0;

/// An arrow's head; pixels.
#[derive(Debug, Clone, Copy, PartialEq, Serialize, Deserialize)]
pub struct Head {
    /// From its tip to its base.
    pub length: f64,
    /// Across its base.
    pub width: f64,
    /// Whether it is two strokes, and not filled.
    pub open: bool,
}

/// The head of an arrow that was found.
pub(super) fn of(mark: &Mark, picture: &Picture) -> Head {
    let usual = short((mark.stroke * USUAL).max(9.0));
    measured(mark, picture).unwrap_or(Head { length: usual, width: usual, open: false })
}

fn measured(mark: &Mark, picture: &Picture) -> Option<Head> {
    let [tail, tip] = mark.ends?;
    let length = (tip.0 - tail.0).hypot(tip.1 - tail.1);
    let step = ((tail.0 - tip.0) / length.max(1.0), (tail.1 - tip.1) / length.max(1.0));
    let reach = (mark.stroke * REACH.0).max(REACH.1).min(length * 0.6);
    let is_ink = |along: f64, across: f64| {
        let (x, y) = (tip.0 + step.0 * along - step.1 * across, tip.1 + step.1 * along + step.0 * across);
        let pixel = picture.pixel(whole(x - 0.5), whole(y - 0.5));
        pixel.is_some_and(|pixel| pixel.iter().zip(mark.colour).all(|(one, two)| one.abs_diff(two) <= NEAR))
    };
    // For each half pixel from the tip on: how far the ink reaches to the sides.
    let halves = |to: f64| 0..=whole(to * 2.0);
    let extent = |along: f64| {
        let side = |sign: f64| halves(reach).map(|i| real(i) / 2.0).filter(|far| is_ink(along, sign * far)).fold(0.0, f64::max);
        side(1.0) + side(-1.0)
    };
    let extents: Vec<(f64, f64)> = halves(reach).map(|i| real(i) / 2.0).map(|along| (along, extent(along))).collect();
    let widest = extents.iter().map(|(_, extent)| *extent).fold(0.0, f64::max);
    if widest < mark.stroke * 1.5 {
        return None;
    }
    let base = extents.iter().rev().find(|(_, extent)| *extent >= widest - 1.0)?.0;
    // From the shaft's middle outwards: ink, then the page, then ink again.
    let parts = |along: f64, sign: f64| {
        let inked: Vec<bool> = halves(widest / 2.0).map(|i| is_ink(along, sign * real(i) / 2.0)).collect();
        let runs = inked.chunk_by(|one, two| one == two).filter(|run| run[0]).count();
        inked.first() == Some(&true) && runs >= 2
    };
    let opened = halves(base).map(|i| real(i) / 2.0).filter(|along| parts(*along, 1.0) && parts(*along, -1.0)).count();
    let (mut inked, mut all) = (0.0, 0.0);
    for along in halves(base).map(|i| real(i) / 2.0) {
        let half = widest / 2.0 * along / base.max(1.0);
        for across in halves(half).map(|i| real(i) / 2.0) {
            all += 2.0;
            inked += [1.0, -1.0].iter().filter(|sign| is_ink(along, **sign * across)).count() as f64;
        }
    }
    let open = opened >= OPENING * 2 || inked < all * FILLED;
    // The strokes of an open head end in half a circle each, which is no part of its lengths.
    let ends = if open { mark.stroke } else { 0.0 };
    Some(Head { length: short(base + 0.5 - ends / 3.0), width: short(widest + 0.5 - ends), open })
}

#[cfg(test)]
mod tests {
    use super::super::{Drawing, MarkKind, find};
    use super::*;
    use crate::picture::Area;

    /// A page with lines of text, a button and nothing else.
    fn page() -> Picture {
        let mut page = Picture::filled(420, 260, [255; 4]);
        for (row, column) in (0..6).flat_map(|row| (0..20).map(move |column| (row, column))) {
            page.fill(Area::new(24 + column * 17, 24 + row * 40, 2 + column % 3, 11), [40, 45, 50, 255]);
        }
        page.fill(Area::new(20, 110, 110, 30), [31, 136, 61, 255]);
        page
    }

    fn arrow(bounds: [f64; 4]) -> Drawing {
        Drawing { stroke: 3.0, ..Drawing::plain(MarkKind::Arrow, bounds, [224, 27, 36]) }
    }

    #[test]
    fn an_open_head_is_drawn_open_again_and_as_large() {
        let page = page();
        for (length, width, stroke, tip) in
            [(12.0, 12.0, 3.0, (120.0, 120.0)), (15.0, 14.0, 3.0, (91.0, 131.0)), (10.0, 10.0, 2.4, (120.0, 182.0))]
        {
            for open in [true, false] {
                let head = Some(Head { length, width, open });
                let ends = Some([(250.0, 186.0), tip]);
                let first = Drawing { ends, head, stroke, ..arrow([tip.0, tip.1, 250.0 - tip.0, 186.0 - tip.1]) };
                let mut picture = page.clone();
                first.paint(&mut picture, (&page, page.area()));
                let found = find(&picture, &page, page.area());
                let [mark] = found.as_slice() else { panic!("{first:?}: {found:?}") };
                let again = Drawing::of(mark, &picture).head.expect("an arrow has a head");
                assert_eq!(again.open, open, "{length} {width} {stroke}");
                assert!((again.length - length).abs() < 2.0 && (again.width - width).abs() < 2.0, "{first:?}: {again:?}");
            }
        }
    }
}
