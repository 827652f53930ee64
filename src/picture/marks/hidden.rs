//! Blur and redaction: what the page shows and the picture hides.

use super::blob::{bounds, joined};
use super::colour::Ink;
use super::own::{Under, is_strong, rim_colour};
use super::texture::{CELL, Cell, Texture};
use super::{Mark, MarkKind, overlap, real, whole};
use crate::picture::diff::brightness;
use crate::picture::{Area, Picture, index};

/// Words on a page have at least this energy in a cell.
const WORDS: f64 = 7.0;
/// A blurred cell keeps less than this share of the page's energy.
const BLURRED: f64 = 0.52;
/// Something blurred still varies by this much, 0 to 255.
const LEAST_RANGE: i32 = 9;
/// The largest step of brightness inside a softly blurred area, 0 to 255.
const SOFT_STEP: i32 = 26;
/// Blurred words have at least this share of their steps to the right, and of those down; a border has only one of the two.
const LEAST_ACROSS: f64 = 0.12;
/// The share of a blurred area's cells in which the page has words.
const LEAST_WORDED: f64 = 0.35;
/// A blurred area of one row of cells has at least so many.
const LEAST_ROW: i64 = 5;
/// Of so many cells of a blurred area one may have a step as words have.
const MOST_HARD: usize = 8;
/// A row or column of a blurred area's edge has at least this share of blurred cells.
const LEAST_DENSE: f64 = 0.3;
/// Blurred words make their area darker or lighter by at least this, 0 to 255.
const LEAST_INK: f64 = 4.0;
/// A cell of 8 pixels with blocks of at least 5 has at most so many lines in each direction.
const MOST_LINES: u8 = 2;
/// A hiding mark is at least this large, pixels.
const LEAST_SIZE: (i64, i64) = (20, 8);
/// One colour: its channels differ by at most this, 0 to 255.
const ONE_COLOUR: u8 = 16;
/// A cover stands out from what is around it by this much in a channel.
const STANDS_OUT: u8 = 28;
/// The share of a cover's pixels that have its colour: a button's words leave fewer.
const LEAST_PLAIN: f64 = 0.985;
/// A cover is at most this share of the picture.
const MOST_SHARE: f64 = 0.25;
/// The share of a line of pixels at a cover's edge that have its colour.
const EDGE: f64 = 0.5;
/// Side of the cells in which covers are looked for, pixels.
const TILE: i64 = 4;

/// Areas of one colour over words of the page.
pub(super) fn redactions(reference: &Picture, under: &Under, marks: &[Mark]) -> Vec<Mark> {
    let whole_picture = reference.area().pixels();
    plain_areas(reference)
        .into_iter()
        .filter(|(area, _)| area.width >= LEAST_SIZE.0 && area.height >= LEAST_SIZE.1)
        .filter(|(area, _)| {
            real(i64::try_from(area.pixels()).unwrap_or(0)) < real(i64::try_from(whole_picture).unwrap_or(0)) * MOST_SHARE
        })
        .filter(|(area, colour)| stands_out(reference, *area, *colour) && covers_something(under, *area, *colour))
        .filter(|(_, colour)| !under.other_theme || is_strong(*colour))
        .filter(|(area, _)| !marks.iter().any(|mark| !mark.kind.is_frame() && overlap(mark.bounds, *area) > 0.6))
        .map(|(bounds, colour)| Mark {
            kind: MarkKind::Redaction,
            bounds,
            colour,
            stroke: 0.0,
            radius: 0.0,
            ends: None,
            confidence: 0.8,
        })
        .collect()
}

/// Rectangles of one colour that are not the ground of the page.
fn plain_areas(picture: &Picture) -> Vec<(Area, [u8; 3])> {
    let (columns, rows) = (i64::from(picture.width()) / TILE, i64::from(picture.height()) / TILE);
    let tiles: Vec<Option<[u8; 3]>> =
        (0..rows).flat_map(|row| (0..columns).map(move |column| plain_tile(picture, column * TILE, row * TILE))).collect();
    let mut open = vec![true; tiles.len()];
    let mut found = Vec::new();
    for start in 0..tiles.len() {
        let Some(colour) = tiles[start].filter(|_| open[start]) else { continue };
        open[start] = false;
        let mut members = vec![start];
        let mut next = 0;
        while let Some(i) = members.get(next).copied() {
            next += 1;
            let (column, row) = (i64::try_from(i).unwrap_or(0) % columns, i64::try_from(i).unwrap_or(0) / columns);
            for (nc, nr) in [(column + 1, row), (column - 1, row), (column, row + 1), (column, row - 1)] {
                let inside = nc >= 0 && nr >= 0 && nc < columns && nr < rows;
                let k = index(nr * columns + nc);
                if inside && open[k] && tiles[k].is_some_and(|other| is_one(other, colour)) {
                    open[k] = false;
                    members.push(k);
                }
            }
        }
        let places = members.iter().map(|i| (i64::try_from(*i).unwrap_or(0) % columns, i64::try_from(*i).unwrap_or(0) / columns));
        let Some(cells) = bounds(places) else { continue };
        let full = real(i64::try_from(members.len()).unwrap_or(0)) >= real(cells.width * cells.height) * 0.9;
        if full && members.len() >= 6 {
            let area = Area::new(cells.x * TILE, cells.y * TILE, cells.width * TILE, cells.height * TILE);
            found.push((to_the_pixel(picture, area, colour), colour));
        }
    }
    found
}

/// The colour of a tile, if it has only one.
fn plain_tile(picture: &Picture, left: i64, top: i64) -> Option<[u8; 3]> {
    let (mut least, mut most) = ([255u8; 3], [0u8; 3]);
    for y in top..top + TILE {
        for pixel in picture.row(index(y), index(left), index(left + TILE)).as_chunks::<4>().0 {
            for i in 0..3 {
                least[i] = least[i].min(pixel[i]);
                most[i] = most[i].max(pixel[i]);
            }
        }
        if (0..3).any(|i| most[i] - least[i] > ONE_COLOUR) {
            return None;
        }
    }
    Some([least[0].midpoint(most[0]), least[1].midpoint(most[1]), least[2].midpoint(most[2])])
}

fn is_one(one: [u8; 3], two: [u8; 3]) -> bool {
    one.iter().zip(two).all(|(one, two)| one.abs_diff(two) <= ONE_COLOUR)
}

/// An area of tiles grown to the pixel. Another mark may lie over a part of its edge.
fn to_the_pixel(picture: &Picture, mut area: Area, colour: [u8; 3]) -> Area {
    let mostly = |line: Area| share_of(picture, line, |pixel| is_one(pixel, colour)) > EDGE;
    for _ in 0..TILE {
        if area.x > 0 && mostly(Area::new(area.x - 1, area.y, 1, area.height)) {
            area = Area::new(area.x - 1, area.y, area.width + 1, area.height);
        }
        if mostly(Area::new(area.right(), area.y, 1, area.height)) {
            area.width += 1;
        }
        if area.y > 0 && mostly(Area::new(area.x, area.y - 1, area.width, 1)) {
            area = Area::new(area.x, area.y - 1, area.width, area.height + 1);
        }
        if mostly(Area::new(area.x, area.bottom(), area.width, 1)) {
            area.height += 1;
        }
    }
    area
}

/// The share of an area's pixels, as far as they are in the picture, of which something is true.
fn share_of(picture: &Picture, area: Area, is: impl Fn([u8; 3]) -> bool) -> f64 {
    let Some(area) = area.intersection(&picture.area()) else { return 0.0 };
    let pixels = area.rows().flat_map(|y| picture.row(index(y), index(area.x), index(area.right())).as_chunks::<4>().0);
    let hits = pixels.filter(|[r, g, b, _]| is([*r, *g, *b])).count();
    real(i64::try_from(hits).unwrap_or(0)) / real(i64::try_from(area.pixels()).unwrap_or(0)).max(1.0)
}

/// Whether an area is plain and ends with a clear step on all sides that the picture has, at least three: what goes on beyond two
/// edges of the picture is a band of the page.
fn stands_out(picture: &Picture, area: Area, colour: [u8; 3]) -> bool {
    let outer = area.grown(3);
    let sides = [
        Area::new(area.x, outer.y, area.width, 1),
        Area::new(area.x, outer.bottom() - 1, area.width, 1),
        Area::new(outer.x, area.y, 1, area.height),
        Area::new(outer.right() - 1, area.y, 1, area.height),
    ];
    let other = |pixel: [u8; 3]| pixel.iter().zip(colour).any(|(one, two)| one.abs_diff(two) >= STANDS_OUT);
    let inside: Vec<&Area> = sides.iter().filter(|side| side.intersection(&picture.area()).is_some()).collect();
    let plain = share_of(picture, area.grown(-2), |pixel| is_one(pixel, colour)) > LEAST_PLAIN;
    plain && inside.len() >= 3 && inside.iter().all(|side| share_of(picture, **side, other) > 0.85)
}

/// Whether the page has words where an area is of one colour, and is not of that colour itself.
fn covers_something(under: &Under, area: Area, colour: [u8; 3]) -> bool {
    let Some(seen) = area.intersection(&under.known) else { return false };
    let same = share_of(under.page, seen, |pixel| is_one(pixel, colour));
    let texture = under.page_texture();
    let words = texture.cells_in(seen).into_iter().filter(|(column, row)| texture.at(*column, *row).energy >= WORDS).count();
    seen.pixels() * 2 > area.pixels() && same < 0.3 && words >= 2
}

/// Words of the page that the picture shows without their steps.
pub(super) fn blurs(under: &Under, marks: &[Mark]) -> Vec<Mark> {
    let (shown, page) = (under.shown_texture(), under.page_texture());
    let sharpness = sharpness(shown, page);
    let mut points = Vec::new();
    for row in 0..shown.rows {
        for column in 0..shown.columns {
            let area = Area::new(column * CELL, row * CELL, CELL, CELL);
            let drawn = marks
                .iter()
                .any(|mark| mark.bounds.intersection(&area).is_some() && (!mark.kind.is_frame() || touches(mark, area)));
            if !drawn && under.known.intersection(&area) == Some(area) && is_blurred(shown, page, column, row, sharpness) {
                points.push((column, row));
            }
        }
    }
    let cells = Area::new(0, 0, shown.columns, shown.rows);
    joined(points.into_iter(), Ink { hue: 0, spread: 0 }, cells, 3)
        .iter()
        .filter_map(|blob| blurred_area(under, shown, &blob.pixels, sharpness))
        .collect()
}

fn touches(mark: &Mark, area: Area) -> bool {
    area.rows().any(|y| area.columns().any(|x| mark.covers(x, y)))
}

/// How sharp the picture's words are compared with the page's, 0.4 to 1: pictures that were scaled are softer everywhere.
fn sharpness(shown: &Texture, page: &Texture) -> f64 {
    let (mut own, mut other) = (0.0, 0.0);
    for row in 0..shown.rows {
        for column in 0..shown.columns {
            let (one, two) = (shown.at(column, row).energy, page.at(column, row).energy);
            if one > WORDS * 0.5 && two > WORDS {
                own += one;
                other += two;
            }
        }
    }
    if other > 0.0 { (own / other).clamp(0.4, 1.0) } else { 1.0 }
}

/// Whether a cell has no step as words have: it is soft or made of blocks.
const fn is_blunt(cell: &Cell) -> bool {
    cell.step <= SOFT_STEP || (cell.lines.0 <= MOST_LINES && cell.lines.1 <= MOST_LINES)
}

/// Whether a cell of the picture is blunt, and not plain, where the page has words.
fn is_blurred(shown: &Texture, page: &Texture, column: i64, row: i64, sharpness: f64) -> bool {
    let own = shown.at(column, row);
    let around = [(0, 0), (1, 0), (-1, 0), (0, 1), (0, -1)];
    let words = around.iter().map(|(x, y)| page.at(column + x, row + y).energy).fold(0.0, f64::max);
    let varies = own.range.1 - own.range.0 >= LEAST_RANGE;
    varies && is_blunt(&own) && words >= WORDS && own.energy < words * BLURRED * sharpness
}

/// The blurred area that cells make, if it is blurred as a whole.
fn blurred_area(under: &Under, shown: &Texture, cells: &[(i64, i64)], sharpness: f64) -> Option<Mark> {
    let block = trimmed(cells)?;
    let area = Area::new(block.x * CELL, block.y * CELL, block.width * CELL, block.height * CELL);
    if area.width < LEAST_SIZE.0 || area.height < LEAST_SIZE.1 {
        return None;
    }
    let inside: Vec<Cell> = shown.cells_in(area).into_iter().map(|(column, row)| shown.at(column, row)).collect();
    let count = real(i64::try_from(inside.len()).ok()?);
    let hard = inside.iter().filter(|cell| !is_blunt(cell)).count();
    let blunt = hard * MOST_HARD <= inside.len();
    let page = under.page_texture();
    let worded = page.cells_in(area).into_iter().filter(|(column, row)| page.at(*column, *row).energy >= WORDS * 0.7).count();
    let over_words = real(i64::try_from(worded).ok()?) >= count * LEAST_WORDED;
    let much_less = shown.energy_in(area) < page.energy_in(area) * BLURRED * sharpness;
    let across = inside.iter().map(|cell| cell.across).sum::<f64>() / inside.iter().map(|cell| cell.energy).sum::<f64>().max(0.1);
    let both_ways = (LEAST_ACROSS..=1.0 - LEAST_ACROSS).contains(&across);
    let large = block.height >= 2 || block.width >= LEAST_ROW;
    if !(blunt && both_ways && over_words && large && much_less && keeps_its_ink(under, area)) {
        return None;
    }
    let grey = u8::try_from(whole(inside.iter().map(|cell| cell.mean).sum::<f64>() / count)).unwrap_or(0);
    Some(Mark { kind: MarkKind::Blur, bounds: area, colour: [grey; 3], stroke: 0.0, radius: 0.0, ends: None, confidence: 0.7 })
}

/// The bounds of cells without outer rows and columns that few of them are in; `None` where they are too scattered.
fn trimmed(cells: &[(i64, i64)]) -> Option<Area> {
    let mut block = bounds(cells.iter().copied())?;
    let filled = |part: Area| {
        let inside = cells.iter().filter(|(column, row)| part.holds(*column, *row)).count();
        real(i64::try_from(inside).unwrap_or(0)) / real(part.width * part.height).max(1.0)
    };
    while block.width > 0 && block.height > 0 {
        let sides = [
            (Area::new(block.x, block.y, 1, block.height), Area::new(block.x + 1, block.y, block.width - 1, block.height)),
            (Area::new(block.right() - 1, block.y, 1, block.height), Area::new(block.x, block.y, block.width - 1, block.height)),
            (Area::new(block.x, block.y, block.width, 1), Area::new(block.x, block.y + 1, block.width, block.height - 1)),
            (Area::new(block.x, block.bottom() - 1, block.width, 1), Area::new(block.x, block.y, block.width, block.height - 1)),
        ];
        let Some((_, rest)) = sides.iter().find(|(side, _)| filled(*side) < LEAST_DENSE) else { break };
        block = *rest;
    }
    (block.width > 0 && block.height > 0 && filled(block) >= 0.5).then_some(block)
}

/// Whether the words' ink is still there, spread: as much darker or lighter than the ground as on the page. Words that were removed
/// left none.
fn keeps_its_ink(under: &Under, area: Area) -> bool {
    let ink = |picture: &Picture| {
        let [r, g, b] = rim_colour(picture, area.grown(3))?;
        let ground = real(i64::from(brightness([r, g, b, 255])));
        let inside = area.intersection(&picture.area())?;
        let pixels = inside.rows().flat_map(|y| picture.row(index(y), index(inside.x), index(inside.right())).as_chunks::<4>().0);
        let sum: i64 = pixels.map(|pixel| i64::from(brightness(*pixel))).sum();
        Some((real(sum) / real(inside.width * inside.height).max(1.0) - ground).abs())
    };
    match (ink(under.reference), ink(under.page)) {
        (Some(shown), Some(page)) => shown >= LEAST_INK && shown > page * 0.45 && shown < page * 2.2,
        _ => false,
    }
}
