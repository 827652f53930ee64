//! Whether lettering leans otherwise than it did: italics in the place of upright letters, or the other way round.

use std::ops::{Range, RangeInclusive};

use super::redrawn::{STROKE, inks};
use crate::picture::Picture;

/// Upper and lower halves that went apart by so much, pixels, lean otherwise. Lettering of nine rows that slopes by a fifth does by 0.9.
const LEAN: f64 = 0.7;
/// Halves are looked for so far aside, tenths of a pixel.
const FARTHEST: i32 = 30;
/// Halves of the same letters differ by less than this share (0 to 1) of their ink, squared, where they lie best.
const ALIKE: f64 = 0.6;
/// A line of lettering has so many rows from its highest stroke to its lowest.
const LINE_ROWS: RangeInclusive<usize> = 6..=32;

/// Whether lettering leans otherwise, as italics do: the upper halves of its lines lie further to the right of the lower ones than they
/// did. `one` and `two` are of one size.
pub(super) fn leans_otherwise(one: &Picture, two: &Picture) -> bool {
    let width = usize::try_from(one.area().width).unwrap_or(1).max(1);
    let grey = |picture: &Picture| -> Vec<f64> { inks(picture).iter().map(|ink| ink.iter().sum()).collect() };
    let (one, two) = (grey(one), grey(two));
    let lines = lines_of(&one, width);
    let leans = |line: &Range<usize>| {
        let middle = usize::midpoint(line.start, line.end);
        let aside = |rows: Range<usize>| {
            let patch = rows.start * width..rows.end * width;
            best_shift(&one[patch.clone()], &two[patch], width)
        };
        let (upper, lower) = (aside(line.start..middle), aside(middle..line.end));
        upper.zip(lower).is_some_and(|(upper, lower)| (upper - lower).abs() >= LEAN)
    };
    let leaning = lines.iter().filter(|line| leans(line)).count();
    leaning > 0 && leaning * 2 > lines.len()
}

/// Runs of rows that have strokes, each high enough for a line of lettering and no higher.
fn lines_of(inks: &[f64], width: usize) -> Vec<Range<usize>> {
    let most = inks.iter().fold(0.0_f64, |most, ink| most.max(ink.abs()));
    let has_strokes: Vec<bool> =
        inks.chunks(width).map(|row| most > 0.0 && row.iter().any(|ink| ink.abs() >= STROKE * most)).collect();
    let mut lines = Vec::new();
    let mut start = None;
    for (row, has) in has_strokes.iter().copied().chain([false]).enumerate() {
        match (has, start) {
            (true, None) => start = Some(row),
            (false, Some(first)) => {
                lines.push(first..row);
                start = None;
            }
            _ => {}
        }
    }
    lines.retain(|line| LINE_ROWS.contains(&line.len()));
    lines
}

/// How far aside rows of two patches lie to each other, pixels, by tenths: where they differ least. `None` where nothing is drawn, or
/// they are as different wherever they lie.
fn best_shift(one: &[f64], two: &[f64], width: usize) -> Option<f64> {
    let ink: f64 = one.iter().map(|ink| ink * ink).sum();
    let apart = |tenths: i32| {
        let (whole, part) = (tenths.div_euclid(10), f64::from(tenths.rem_euclid(10)) / 10.0);
        let rows = one.chunks(width).zip(two.chunks(width));
        let differences = rows.flat_map(|(one, two)| {
            let at = |x: usize, by: i32| {
                let there = i64::try_from(x).ok()? + i64::from(whole + by);
                usize::try_from(there).ok().and_then(|there| two.get(there)).copied()
            };
            one.iter().enumerate().map(move |(x, ink)| {
                let there = at(x, 0).unwrap_or(0.0) * (1.0 - part) + at(x, 1).unwrap_or(0.0) * part;
                (ink - there) * (ink - there)
            })
        });
        differences.sum::<f64>()
    };
    let (tenths, least) = (-FARTHEST..=FARTHEST).map(|tenths| (tenths, apart(tenths))).min_by(|a, b| a.1.total_cmp(&b.1))?;
    (ink > 0.0 && least < ALIKE * ink).then(|| f64::from(tenths) / 10.0)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::picture::Area;

    /// Two lines of upright strokes whose rows go aside by `slope` each, from the lowest upwards.
    fn strokes(slope: f64) -> Picture {
        let mut picture = Picture::filled(120, 40, [255; 4]);
        for top in [4i64, 24] {
            for (row, up) in (0..10).zip((0..10).rev()) {
                for letter in 0..10i64 {
                    let at = 8.0 + slope * f64::from(up);
                    let (x, part) = (at.floor(), at.fract());
                    #[expect(
                        clippy::cast_possible_truncation,
                        clippy::cast_sign_loss,
                        reason = "small numbers, and shares of 255"
                    )]
                    let (x, left, right) = (x as i64, (255.0 * part) as u8, (255.0 * (1.0 - part)) as u8);
                    for (aside, grey) in [(0, left), (1, right)] {
                        picture.fill(Area::new(x + letter * 10 + letter % 3 + aside, top + row, 1, 1), [grey, grey, grey, 255]);
                    }
                }
            }
        }
        picture
    }

    #[test]
    fn slanted_lettering_leans_and_lettering_that_lies_elsewhere_does_not() {
        let upright = strokes(0.0);
        assert!(leans_otherwise(&upright, &strokes(0.2)));
        assert!(leans_otherwise(&strokes(0.2), &upright));
        assert!(!leans_otherwise(&upright, &upright));
        let aside = upright.crop(upright.area().moved(-1, 0), [255; 4]);
        assert!(!leans_otherwise(&upright, &aside));
        assert!(!leans_otherwise(&upright, &Picture::filled(120, 40, [255; 4])));
    }
}
