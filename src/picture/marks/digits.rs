//! The numbers in badges, drawn as strokes: no font is needed, and every machine draws the same pixels.

use super::paint::single;
use super::real;
use tiny_skia::{Color, LineCap, LineJoin, Paint, PathBuilder, PixmapMut, Stroke, Transform};

/// A piece of a digit; a digit is two units high, from -1 at its top to 1 at its foot.
#[derive(Clone, Copy)]
enum Piece {
    /// Puts the pen down.
    From(f32, f32),
    /// A straight line.
    To(f32, f32),
    /// A curve that heads for the first point and ends at the second.
    Bend(f32, f32, f32, f32),
}

use Piece::{Bend, From, To};

/// The digits' pieces, 0 to 9.
const DIGITS: [&[Piece]; 10] = [
    &[
        From(0.0, -1.0),
        Bend(0.55, -1.0, 0.55, 0.0),
        Bend(0.55, 1.0, 0.0, 1.0),
        Bend(-0.55, 1.0, -0.55, 0.0),
        Bend(-0.55, -1.0, 0.0, -1.0),
    ],
    &[From(-0.32, -0.66), To(0.12, -1.0), To(0.12, 1.0)],
    &[From(-0.55, -0.5), Bend(-0.5, -1.0, 0.0, -1.0), Bend(0.55, -1.0, 0.55, -0.48), Bend(0.55, -0.1, -0.55, 1.0), To(0.6, 1.0)],
    &[
        From(-0.5, -0.82),
        Bend(-0.25, -1.0, 0.0, -1.0),
        Bend(0.52, -1.0, 0.52, -0.52),
        Bend(0.52, -0.05, -0.12, -0.05),
        Bend(0.58, -0.05, 0.58, 0.46),
        Bend(0.58, 1.0, 0.0, 1.0),
        Bend(-0.35, 1.0, -0.58, 0.76),
    ],
    &[From(0.3, 1.0), To(0.3, -1.0), To(-0.6, 0.45), To(0.62, 0.45)],
    &[
        From(0.48, -1.0),
        To(-0.4, -1.0),
        To(-0.48, -0.12),
        Bend(-0.25, -0.32, 0.04, -0.32),
        Bend(0.6, -0.32, 0.6, 0.32),
        Bend(0.6, 1.0, 0.0, 1.0),
        Bend(-0.35, 1.0, -0.58, 0.78),
    ],
    &[
        From(0.38, -1.0),
        Bend(-0.55, -0.55, -0.55, 0.35),
        Bend(-0.55, 1.0, 0.0, 1.0),
        Bend(0.55, 1.0, 0.55, 0.35),
        Bend(0.55, -0.26, 0.0, -0.26),
        Bend(-0.4, -0.26, -0.54, 0.2),
    ],
    &[From(-0.55, -1.0), To(0.56, -1.0), Bend(0.0, -0.1, -0.12, 1.0)],
    &[
        From(0.0, -0.08),
        Bend(-0.48, -0.08, -0.48, -0.54),
        Bend(-0.48, -1.0, 0.0, -1.0),
        Bend(0.48, -1.0, 0.48, -0.54),
        Bend(0.48, -0.08, 0.0, -0.08),
        Bend(-0.58, -0.08, -0.58, 0.46),
        Bend(-0.58, 1.0, 0.0, 1.0),
        Bend(0.58, 1.0, 0.58, 0.46),
        Bend(0.58, -0.08, 0.0, -0.08),
    ],
    &[
        From(-0.38, 1.0),
        Bend(0.55, 0.55, 0.55, -0.35),
        Bend(0.55, -1.0, 0.0, -1.0),
        Bend(-0.55, -1.0, -0.55, -0.35),
        Bend(-0.55, 0.26, 0.0, 0.26),
        Bend(0.4, 0.26, 0.54, -0.2),
    ],
];
/// Half a digit's height, in radii of the badge: of a number with one digit, and with two.
const HEIGHTS: [f64; 2] = [0.5, 0.4];
/// From one digit to the next, in halves of its height.
const ADVANCE: f64 = 1.55;
/// How thick a digit's strokes are, in halves of its height.
const STROKE: f64 = 0.3;

/// Writes a number, white, into the middle of a badge of this radius; lengths in pixels.
pub(super) fn write(number: u32, [x, y]: [f64; 2], radius: f64, canvas: &mut PixmapMut) -> Option<()> {
    let digits: Vec<u32> = if number < 10 { vec![number] } else { vec![number / 10 % 10, number % 10] };
    let half = radius * HEIGHTS[digits.len() - 1];
    let left = x - half * ADVANCE * (real(i64::try_from(digits.len()).ok()?) - 1.0) / 2.0;
    let mut paint = Paint { anti_alias: true, ..Paint::default() };
    paint.set_color(Color::WHITE);
    let (line_cap, line_join) = (LineCap::Round, LineJoin::Round);
    let stroke = Stroke { width: single(half * STROKE), line_cap, line_join, ..Stroke::default() };
    for (at, digit) in (0i64..).zip(&digits) {
        let (left, half) = (single(left + half * ADVANCE * real(at)), single(half));
        let point = |u: f32, v: f32| (left + u * half, single(y) + v * half);
        let mut builder = PathBuilder::new();
        for piece in DIGITS[usize::try_from(*digit).ok()?] {
            match *piece {
                From(u, v) => builder.move_to(point(u, v).0, point(u, v).1),
                To(u, v) => builder.line_to(point(u, v).0, point(u, v).1),
                Bend(a, b, u, v) => builder.quad_to(point(a, b).0, point(a, b).1, point(u, v).0, point(u, v).1),
            }
        }
        canvas.stroke_path(&builder.finish()?, &paint, &stroke, Transform::identity(), None);
    }
    Some(())
}

#[cfg(test)]
mod tests {
    use super::*;
    use tiny_skia::Pixmap;

    /// What a number looks like, and how many of its pixels are white.
    fn drawn(number: u32) -> (Vec<u8>, usize) {
        let mut pixmap = Pixmap::new(48, 48).unwrap();
        pixmap.fill(Color::from_rgba8(200, 0, 0, 255));
        write(number, [24.0, 24.0], 22.0, &mut pixmap.as_mut()).unwrap();
        let white = pixmap.pixels().iter().filter(|pixel| pixel.green() > 128).count();
        (pixmap.take(), white)
    }

    #[test]
    fn every_number_from_1_to_99_is_another_one_and_stays_inside_its_badge() {
        let all: Vec<(Vec<u8>, usize)> = (1..=99).map(drawn).collect();
        for (at, (pixels, white)) in all.iter().enumerate() {
            assert!(*white > 40, "{}: {white} pixels", at + 1);
            assert!(!all[..at].iter().any(|(other, _)| other == pixels), "{} looks like another", at + 1);
            let far = |i: i64| (real(i % 48) + 0.5 - 24.0).hypot(real(i / 48) + 0.5 - 24.0);
            let outside = (0i64..).zip(pixels.chunks_exact(4)).filter(|(i, pixel)| far(*i) > 21.0 && pixel[1] > 0).count();
            assert_eq!(outside, 0, "{} reaches beyond its badge", at + 1);
        }
    }
}
