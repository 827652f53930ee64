//! Whether two patches show the same strokes, drawn on other fractions of a pixel: by another hinting, or a little aside.

use std::collections::HashMap;

use crate::picture::Picture;

/// Grounds further apart than this in any channel (0 to 255) are two colours.
const OTHER_GROUND: f64 = 10.0;
/// Strokes that are smeared out over their neighbours differ by no more than this share (0 to 1) of the strongest stroke. Lettering
/// drawn again stays below 0.42, of icons any two differ by more than 0.52.
const SMEARED_APART: f64 = 0.45;
/// From this share (0 to 1) of the strongest stroke on, a pixel belongs to a stroke that a reader sees.
pub(super) const STROKE: f64 = 0.5;
/// All strokes together may have this much more or less ink, as a share (0 to 1). Bold lettering has a third more.
const OTHER_INK: f64 = 0.13;

/// How far lettering that is drawn again may lie from where it lay, pixels.
pub(super) const LETTERING: usize = 2;
/// How far an icon that is drawn again may, pixels: its strokes are so near to each other that another icon's are never far.
pub(super) const ICONS: usize = 1;

/// Whether two patches of one size show the same strokes in the same ink on the same ground, none further than `reach` pixels aside.
pub(super) fn is_redrawn(one: &Picture, two: &Picture, reach: usize) -> bool {
    let (grounds, inks) = ((ground(one), ground(two)), (inks(one), inks(two)));
    if grounds.0.iter().zip(grounds.1).any(|(one, two)| (one - two).abs() > OTHER_GROUND) {
        return false;
    }
    let contrast = inks.0.iter().chain(&inks.1).flatten().fold(0.0_f64, |most, ink| most.max(ink.abs()));
    if contrast == 0.0 {
        return true;
    }
    let sum = |inks: &[[f64; 3]], channel: usize| inks.iter().map(|ink| ink[channel]).sum::<f64>();
    let is_same_ink = (0..3).all(|channel| {
        let (one, two) = (sum(&inks.0, channel), sum(&inks.1, channel));
        (one - two).abs() <= OTHER_INK * one.abs().max(two.abs())
    });
    let is_near = has_near(one, (&inks.0, &inks.1), contrast, reach) && has_near(two, (&inks.1, &inks.0), contrast, reach);
    is_same_ink && is_near && {
        let (one, two) = (smeared(one, &inks.0), smeared(two, &inks.1));
        let apart = one.iter().flatten().zip(two.iter().flatten()).map(|(one, two)| (one - two).abs());
        apart.fold(0.0, f64::max) <= SMEARED_APART * contrast
    }
}

/// Whether each strong stroke of one has a stroke of the other within reach.
fn has_near(picture: &Picture, (one, two): (&[[f64; 3]], &[[f64; 3]]), contrast: f64, reach: usize) -> bool {
    let strength = |ink: &[f64; 3]| ink.iter().fold(0.0_f64, |most, ink| most.max(ink.abs())) / contrast;
    let width = usize::try_from(picture.area().width).unwrap_or(1).max(1);
    let height = one.len() / width;
    let is_met = |x: usize, y: usize| {
        let columns = x.saturating_sub(reach)..(x + reach + 1).min(width);
        let rows = y.saturating_sub(reach)..(y + reach + 1).min(height);
        rows.flat_map(|row| columns.clone().map(move |column| row * width + column)).any(|at| strength(&two[at]) >= STROKE / 2.0)
    };
    (0..one.len()).filter(|at| strength(&one[*at]) >= STROKE).all(|at| is_met(at % width, at / width))
}

/// The colour that most pixels have.
fn ground(picture: &Picture) -> [f64; 3] {
    let mut counts: HashMap<[u8; 4], u32> = HashMap::new();
    for pixel in pixels(picture) {
        *counts.entry(pixel).or_default() += 1;
    }
    let most = counts.into_iter().max_by_key(|(colour, count)| (*count, *colour)).map_or([0; 4], |(colour, _)| colour);
    [most[0], most[1], most[2]].map(f64::from)
}

/// How far each pixel is from the ground, row by row.
pub(super) fn inks(picture: &Picture) -> Vec<[f64; 3]> {
    let ground = ground(picture);
    pixels(picture).map(|pixel| [0, 1, 2].map(|channel| f64::from(pixel[channel]) - ground[channel])).collect()
}

fn pixels(picture: &Picture) -> impl Iterator<Item = [u8; 4]> {
    let area = picture.area();
    (0..area.height).flat_map(move |y| (0..area.width).filter_map(move |x| picture.pixel(x, y)))
}

/// Each pixel's mean with its neighbours.
fn smeared(picture: &Picture, inks: &[[f64; 3]]) -> Vec<[f64; 3]> {
    let width = usize::try_from(picture.area().width).unwrap_or(1).max(1);
    let height = inks.len() / width;
    let mean = |x: usize, y: usize| {
        let (columns, rows) = (x.saturating_sub(1)..(x + 2).min(width), y.saturating_sub(1)..(y + 2).min(height));
        let around = rows.flat_map(|row| columns.clone().map(move |column| row * width + column));
        let (sum, count) = around.fold(([0.0; 3], 0.0), |(sum, count), at| {
            ([0, 1, 2].map(|channel: usize| sum[channel] + inks[at][channel]), count + 1.0)
        });
        sum.map(|sum: f64| sum / count)
    };
    (0..height).flat_map(|y| (0..width).map(move |x| (x, y))).map(|(x, y)| mean(x, y)).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::picture::Area;

    const WHITE: [u8; 4] = [255, 255, 255, 255];
    const GREY: [u8; 4] = [127, 127, 127, 255];
    const BLACK: [u8; 4] = [0, 0, 0, 255];

    fn strokes(rows: &[(i64, [u8; 4])]) -> Picture {
        let mut picture = Picture::filled(40, 20, WHITE);
        for (y, colour) in rows {
            picture.fill(Area::new(5, *y, 30, 1), *colour);
        }
        picture
    }

    #[test]
    fn a_stroke_half_a_pixel_lower_is_the_same_and_a_thicker_or_paler_one_is_not() {
        let sharp = strokes(&[(8, BLACK)]);
        assert!(is_redrawn(&sharp, &strokes(&[(8, GREY), (9, GREY)]), LETTERING));
        assert!(!is_redrawn(&sharp, &strokes(&[(8, BLACK), (9, BLACK)]), LETTERING));
        assert!(!is_redrawn(&sharp, &strokes(&[(8, GREY)]), LETTERING));
        assert!(!is_redrawn(&sharp, &strokes(&[(12, BLACK)]), LETTERING));
    }

    #[test]
    fn a_line_in_the_place_of_a_chevron_is_another_icon() {
        let mut chevron = Picture::filled(16, 16, WHITE);
        for (x, y) in [(7, 5), (8, 5), (6, 6), (9, 6), (5, 7), (10, 7), (4, 8), (11, 8)] {
            chevron.fill(Area::new(x, y, 1, 1), BLACK);
        }
        let mut line = Picture::filled(16, 16, WHITE);
        line.fill(Area::new(2, 6, 12, 1), GREY);
        line.fill(Area::new(2, 7, 4, 1), GREY);
        assert!(!is_redrawn(&chevron, &line, ICONS));
        assert!(is_redrawn(&chevron, &chevron.clone(), ICONS));
    }

    #[test]
    fn another_ground_is_another_look() {
        let mut tinted = Picture::filled(40, 20, [220, 235, 255, 255]);
        tinted.fill(Area::new(5, 8, 30, 1), BLACK);
        assert!(!is_redrawn(&strokes(&[(8, BLACK)]), &tinted, LETTERING));
    }
}
