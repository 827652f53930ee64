//! Highlighter: a light colour over words that stay readable.

use super::blob::{Blob, joined};
use super::colour::{Coloured, Ink, coloured, hue_distance};
use super::own::Under;
use super::{Mark, MarkKind, overlap, real};
use crate::picture::diff::brightness;
use crate::picture::{Area, Picture, index};

/// A wash's brightest channel, 0 to 255, is at least this.
const LIGHT: u8 = 170;
/// A highlighter is at least this large, pixels.
const LEAST_SIZE: (i64, i64) = (16, 8);
/// Hues of one wash lie this near, steps of 2 degrees.
const HUE_REACH: i16 = 10;
/// The share of its bounds that has its colour; the rest is words.
const LEAST_FILLED: f64 = 0.5;
/// Words under a wash give it at least this energy.
const LEAST_WORDS: f64 = 1.5;
/// Fewer pixels are no wash.
const LEAST_PIXELS: usize = 150;

/// The highlighters of a reference.
pub(super) fn highlighters(reference: &Picture, under: &Under, marks: &[Mark]) -> Vec<Mark> {
    let strange: Vec<Coloured> = coloured(reference, under.known)
        .into_iter()
        .filter(|pixel| is_strange(reference, under, pixel) && !marks.iter().any(|mark| mark.covers(pixel.x, pixel.y)))
        .collect();
    let mut found: Vec<Mark> = Vec::new();
    for hue in hues(&strange) {
        let of_hue = strange.iter().filter(|pixel| hue_distance(pixel.hue, hue) <= HUE_REACH).map(|pixel| (pixel.x, pixel.y));
        for blob in joined(of_hue, Ink { hue, spread: 0 }, reference.area(), LEAST_PIXELS) {
            let Some(mark) = wash(reference, under, &blob) else { continue };
            if found.iter().all(|other| overlap(other.bounds, mark.bounds) < 0.5) {
                found.push(mark);
            }
        }
    }
    found
}

fn is_strange(reference: &Picture, under: &Under, pixel: &Coloured) -> bool {
    let Some([r, g, b, _]) = reference.pixel(pixel.x, pixel.y) else { return false };
    r.max(g).max(b) >= LIGHT && !under.page_has_ground(pixel.x, pixel.y, [r, g, b])
}

/// The hues that enough pixels have, most first.
fn hues(pixels: &[Coloured]) -> Vec<u8> {
    let mut counts = [0usize; 180];
    for pixel in pixels {
        counts[usize::from(pixel.hue)] += 1;
    }
    let mut hues = Vec::new();
    for _ in 0..6 {
        let around = |hue: usize| (0..9).map(|by| counts[(hue + 176 + by) % 180]).sum::<usize>();
        let Some(best) = (0..180usize).max_by_key(|hue| around(*hue)).filter(|hue| around(*hue) >= LEAST_PIXELS) else { break };
        hues.push(u8::try_from(best).unwrap_or(0));
        for by in 0..17 {
            counts[(best + 172 + by) % 180] = 0;
        }
    }
    hues
}

fn wash(reference: &Picture, under: &Under, blob: &Blob) -> Option<Mark> {
    let bounds = blob.bounds;
    let filled = real(i64::try_from(blob.pixels.len()).ok()?) / real(bounds.width * bounds.height);
    if bounds.width < LEAST_SIZE.0 || bounds.height < LEAST_SIZE.1 || filled < LEAST_FILLED {
        return None;
    }
    let colour = blob.colour(reference);
    let readable = under.shown_texture().energy_in(bounds) > LEAST_WORDS;
    let mark = Mark { kind: MarkKind::Highlighter, bounds, colour, stroke: 0.0, radius: 0.0, ends: None, confidence: 0.7 };
    (readable && words_are_darker(reference, bounds, colour) && !page_is_washed(under, bounds, colour)).then_some(mark)
}

/// Whether what is not of the wash's colour is darker than it: a button's words are lighter.
fn words_are_darker(reference: &Picture, area: Area, colour: [u8; 3]) -> bool {
    let ground = brightness([colour[0], colour[1], colour[2], 255]);
    let (mut darker, mut lighter) = (0, 0);
    for y in area.grown(-2).rows() {
        for x in area.grown(-2).columns() {
            let light = reference.pixel(x, y).map_or(ground, brightness);
            darker += i32::from(light < ground - 40);
            lighter += i32::from(light > ground + 30);
        }
    }
    darker > lighter * 2
}

/// Whether the page has the same colour on as many pixels elsewhere: it is a notice that moved.
fn page_is_washed(under: &Under, bounds: Area, colour: [u8; 3]) -> bool {
    let near = |pixel: &[u8; 4]| pixel.iter().zip(colour).all(|(one, two)| one.abs_diff(two) <= 14);
    let area = under.known;
    let pixels = area.rows().flat_map(|y| under.page.row(index(y), index(area.x), index(area.right())).as_chunks::<4>().0);
    let alike = pixels.filter(|pixel| near(pixel)).count();
    real(i64::try_from(alike).unwrap_or(0)) > real(bounds.width * bounds.height) * 0.4
}
