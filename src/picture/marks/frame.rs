//! Boxes and ellipses: a stroke of even width around a hole.

use super::blob::{Blob, Mask, bounds, holes};
use super::colour::Coloured;
use super::{Mark, MarkKind, overlap, real, whole};
use crate::picture::{Area, Picture};

/// A hole is at least this large, width and height, pixels: smaller ones are in letters and icons.
const LEAST_HOLE: (i64, i64) = (14, 9);
/// Of a frame that stands alone it may be smaller.
const LEAST_ALONE: (i64, i64) = (9, 7);
/// Such a frame's stroke, and what gaps take of its hole, pixels.
const LONE_STROKE: i64 = 6;
/// A frame's stroke is between these, pixels.
const STROKES: (f64, f64) = (1.4, 11.0);
/// Of one side less may be seen, where the frame runs along something dark.
const LEAST_SIDE: f64 = 1.0;
/// How much wider one side's stroke may be than another's.
const UNEVEN: f64 = 2.3;
/// A hole fills at least this share of its bounds; an ellipse fills 0.785, a tilted flat one less.
const LEAST_FILLED: f64 = 0.45;
/// So many holes of one blob are put together to frames that others cross.
const MOST_HOLES: usize = 7;
/// The share of a corner's square that lies outside the circle in it: 1 - π/4.
const OUTSIDE_CIRCLE: f64 = 0.2146;

/// A hole, known by the extent of each of its rows and columns.
struct Hole {
    area: Area,
    rows: Vec<(i64, i64)>,
    columns: Vec<(i64, i64)>,
}

impl Hole {
    fn of(pixels: &[(i64, i64)]) -> Option<Self> {
        let area = bounds(pixels.iter().copied())?;
        let mut rows = vec![(i64::MAX, i64::MIN); usize::try_from(area.height).ok()?];
        let mut columns = vec![(i64::MAX, i64::MIN); usize::try_from(area.width).ok()?];
        for (x, y) in pixels {
            let row = &mut rows[usize::try_from(y - area.y).ok()?];
            *row = (row.0.min(*x), row.1.max(*x));
            let column = &mut columns[usize::try_from(x - area.x).ok()?];
            *column = (column.0.min(*y), column.1.max(*y));
        }
        Some(Self { area, rows, columns })
    }

    /// How many pixels its rows span.
    fn filled(&self) -> i64 {
        // Between holes that are put together a row may be empty.
        self.rows.iter().filter(|(from, to)| from <= to).map(|(from, to)| to - from + 1).sum()
    }

    /// The share of each quarter of the bounds that is missing: top left, top right, bottom left, bottom right.
    fn missing(&self) -> [f64; 4] {
        let (cx, cy) = (self.area.x + self.area.width / 2, self.area.y + self.area.height / 2);
        let mut missing = [0i64; 4];
        for (y, (from, to)) in (self.area.y..).zip(&self.rows) {
            let below = usize::from(y >= cy) * 2;
            missing[below] += (from.min(&cx) - self.area.x).max(0);
            missing[below + 1] += (self.area.right() - 1 - to.max(&cx)).max(0);
        }
        let quarter = (real(self.area.width * self.area.height) / 4.0).max(1.0);
        missing.map(|pixels| real(pixels) / quarter)
    }
}

/// The widths of a frame's sides: left, right, top, bottom; 0 where the picture's edge cuts it off.
pub(super) type Sides = [f64; 4];

/// The boxes and ellipses in a blob. `coloured`: all pixels of strong colours, row by row: what lies over a stroke closes it too.
pub(super) fn frames(picture: &Picture, blob: &Blob, coloured: &[Coloured]) -> Vec<Mark> {
    let (width, height) = (blob.bounds.width, blob.bounds.height);
    let sparse = real(i64::try_from(blob.pixels.len()).unwrap_or(0)) < real(width * height) * 0.72;
    if width < LEAST_ALONE.0 + 3 || height < LEAST_ALONE.1 + 3 || !sparse {
        return Vec::new();
    }
    let mask = blob.mask();
    // Gaps of two pixels are filled.
    let mut walls = mask.grown(1);
    let marks = around_holes(picture, blob, &mask, &walls);
    if !marks.is_empty() {
        return explained(&mask, marks);
    }
    let (top, bottom) = (blob.bounds.y, blob.bounds.bottom());
    let from = coloured.partition_point(|pixel| pixel.y < top);
    for pixel in coloured[from..].iter().take_while(|pixel| pixel.y < bottom) {
        walls.set(pixel.x, pixel.y, true);
    }
    explained(&mask, around_holes(picture, blob, &mask, &walls))
}

/// A frame around each hole in `walls`, and around holes put together.
fn around_holes(picture: &Picture, blob: &Blob, mask: &Mask, walls: &Mask) -> Vec<Mark> {
    let mut found: Vec<Vec<(i64, i64)>> = holes(walls, picture.area());
    found.retain(|hole| bounds(hole.iter().copied()).is_some_and(|area| is_large_enough(area, blob)));
    found.sort_by_key(|hole| std::cmp::Reverse(hole.len()));
    found.truncate(MOST_HOLES);
    let groups = groups(found.len()).into_iter();
    groups
        .filter_map(|group| {
            let pixels: Vec<(i64, i64)> = group.iter().flat_map(|i| &found[*i]).copied().collect();
            frame(picture, blob, mask, &Hole::of(&pixels)?, group.len() > 1)
        })
        .collect()
}

/// Whether a hole may be a frame's: of small ones only what takes up all of its blob, as no letter of a word does.
fn is_large_enough(hole: Area, blob: &Blob) -> bool {
    let with_stroke = hole.grown(LONE_STROKE);
    let least = if with_stroke.union(&blob.bounds) == with_stroke { LEAST_ALONE } else { LEAST_HOLE };
    hole.width >= least.0 && hole.height >= least.1
}

/// Every hole alone, every two, and all together.
fn groups(holes: usize) -> Vec<Vec<usize>> {
    let mut groups: Vec<Vec<usize>> = (0..holes).map(|i| vec![i]).collect();
    groups.extend((0..holes).flat_map(|i| (i + 1..holes).map(move |k| vec![i, k])));
    if holes > 2 {
        groups.push((0..holes).collect());
    }
    groups
}

/// The fewest marks that account for the stroke's pixels: the one that covers most first, others while they cover more.
fn explained(mask: &Mask, mut marks: Vec<Mark>) -> Vec<Mark> {
    let mut left: Vec<(i64, i64)> = mask.pixels().collect();
    let mut kept: Vec<Mark> = Vec::new();
    while !marks.is_empty() {
        let gains: Vec<usize> = marks.iter().map(|mark| left.iter().filter(|(x, y)| mark.covers(*x, *y)).count()).collect();
        let Some(best) = (0..marks.len()).max_by_key(|i| gains[*i]) else { break };
        let mark = marks.swap_remove(best);
        let around = 2.0 * real(mark.bounds.width + mark.bounds.height) * mark.stroke;
        let gain = real(i64::try_from(gains[best]).unwrap_or(0));
        if !kept.is_empty() && gain < around * 0.3 {
            break;
        }
        left.retain(|(x, y)| !mark.covers(*x, *y));
        if kept.iter().all(|other| overlap(other.bounds, mark.bounds) < 0.8) {
            kept.push(mark);
        }
    }
    kept
}

/// The frame around a hole, if an author could have drawn it. `crossed`: the hole is made of several.
fn frame(picture: &Picture, blob: &Blob, mask: &Mask, hole: &Hole, crossed: bool) -> Option<Mark> {
    let area = hole.area;
    if real(hole.filled()) < real(area.width * area.height) * LEAST_FILLED {
        return None;
    }
    let sides = strokes(picture, blob, mask, hole);
    if let Some(mark) = super::cut::ellipse(picture, blob, (area, &hole.rows, &hole.columns), sides) {
        let support = support(mask, &mark, picture.area());
        return (support >= 0.8).then(|| Mark { confidence: 0.5 + support / 4.0, ..mark });
    }
    let (stroke, sides) = even_sides(sides)?;
    // The hole lost a pixel on each side to the filling of gaps.
    let [left, right, top, bottom] = sides.map(|side| if side > 0.0 { whole(side) + 1 } else { 0 });
    let bounds = Area::new(area.x - left, area.y - top, area.width + left + right, area.height + top + bottom);
    let (kind, inner) =
        if is_tilted_ellipse(hole, sides) { (MarkKind::Ellipse, 0.0) } else { kind_of(area, missing_in_corners(hole, sides)) };
    let radius = if kind == MarkKind::RoundedBox { inner + stroke } else { 0.0 };
    let mark = Mark { kind, bounds, colour: blob.colour(picture), stroke, radius, ends: None, confidence: 0.0 };
    let support = support(mask, &mark, mark.bounds);
    let least_support = if crossed { 0.9 } else { 0.25 };
    (support >= least_support).then(|| Mark { confidence: (0.5 + support / 2.0).min(1.0), ..mark })
}

/// The stroke of a frame and its sides, if these are even. Something else in the same colour may lie over one side: it counts as the
/// others do.
fn even_sides(mut sides: Sides) -> Option<(f64, Sides)> {
    let mut drawn: Vec<f64> = sides.iter().copied().filter(|side| *side > 0.0).collect();
    drawn.sort_by(f64::total_cmp);
    if drawn.len() < 3 {
        return None;
    }
    let stroke = f64::midpoint(drawn[(drawn.len() - 1) / 2], drawn[drawn.len() / 2]);
    let is_even = |side: f64| side <= drawn[0] * UNEVEN || side - drawn[0] <= 1.6;
    let most = if is_even(drawn[drawn.len() - 1]) { drawn[drawn.len() - 1] } else { drawn[drawn.len() - 2] };
    if drawn[0] < LEAST_SIDE || stroke < STROKES.0 || most > STROKES.1 || !is_even(most) {
        return None;
    }
    let stroke = if most < drawn[drawn.len() - 1] { drawn[(drawn.len() - 1) / 2].min(stroke) } else { stroke };
    for side in &mut sides {
        if *side > most {
            *side = stroke;
        }
    }
    Some((stroke, sides))
}

/// The share that is missing in a typical corner: the lower median, because something may bite into one. Corners that the picture's
/// edge cuts off don't count.
fn missing_in_corners(hole: &Hole, [left, right, top, bottom]: Sides) -> f64 {
    let whole_ones = [left.min(top), right.min(top), left.min(bottom), right.min(bottom)];
    let mut corners: Vec<f64> =
        hole.missing().into_iter().zip(whole_ones).filter(|(_, side)| *side > 0.0).map(|(missing, _)| missing).collect();
    corners.sort_by(f64::total_cmp);
    corners.get(corners.len().saturating_sub(1) / 2).copied().unwrap_or(0.0)
}

/// Whether two opposite corners lack much and the others a little, as in an ellipse that was drawn with a tilt; a slanted box lacks
/// nothing in two of them.
fn is_tilted_ellipse(hole: &Hole, sides: Sides) -> bool {
    let [one, two, three, four] = hole.missing();
    let (falling, rising) = (f64::midpoint(one, four), f64::midpoint(two, three));
    sides.iter().all(|side| *side > 0.0)
        && (falling - rising).abs() > 0.12
        && falling.min(rising) > 0.05
        && falling.max(rising) > 0.25
}

/// Box, rounded box or ellipse, and the radius of the inner corners, by the share of a quarter that is missing in its corner.
fn kind_of(area: Area, missing: f64) -> (MarkKind, f64) {
    let (width, height) = (real(area.width), real(area.height));
    let half = width.min(height) / 2.0;
    let pill = OUTSIDE_CIRCLE * half * half / (width * height / 4.0);
    let border = f64::midpoint(pill, OUTSIDE_CIRCLE).min(0.17);
    let radius = (missing * width * height / 4.0 / OUTSIDE_CIRCLE).sqrt().min(half);
    if missing > border {
        (MarkKind::Ellipse, 0.0)
    } else if radius < 2.2 {
        (MarkKind::Box, radius)
    } else {
        (MarkKind::RoundedBox, radius)
    }
}

/// The width of each side's stroke: the median over where the hole reaches farthest, with smoothed edges by their share.
fn strokes(picture: &Picture, blob: &Blob, mask: &Mask, hole: &Hole) -> Sides {
    let area = hole.area;
    let side = |ends: Vec<(i64, i64)>, depth: fn(&(i64, i64)) -> i64, step: (i64, i64)| {
        let farthest = ends.iter().map(depth).max().unwrap_or(0);
        let ends: Vec<(i64, i64)> = ends.into_iter().filter(|end| depth(end) >= farthest - 1).collect();
        let every = (ends.len() / 60).max(1);
        let mut widths: Vec<f64> =
            ends.iter().step_by(every).map(|end| width_of_stroke(picture, blob, mask, *end, step)).collect();
        widths.sort_by(f64::total_cmp);
        widths.get(widths.len() / 2).copied().unwrap_or(0.0)
    };
    let rows: Vec<(i64, (i64, i64))> = (area.y..).zip(hole.rows.iter().copied()).filter(|(_, (from, to))| from <= to).collect();
    let columns: Vec<(i64, (i64, i64))> =
        (area.x..).zip(hole.columns.iter().copied()).filter(|(_, (from, to))| from <= to).collect();
    [
        side(rows.iter().map(|(y, (from, _))| (*from, *y)).collect(), |(x, _)| -x, (-1, 0)),
        side(rows.iter().map(|(y, (_, to))| (*to, *y)).collect(), |(x, _)| *x, (1, 0)),
        side(columns.iter().map(|(x, (from, _))| (*x, *from)).collect(), |(_, y)| -y, (0, -1)),
        side(columns.iter().map(|(x, (_, to))| (*x, *to)).collect(), |(_, y)| *y, (0, 1)),
    ]
}

/// How much ink lies from a hole's last pixel outwards, pixels.
fn width_of_stroke(picture: &Picture, blob: &Blob, mask: &Mask, from: (i64, i64), step: (i64, i64)) -> f64 {
    let mut width = 0.0;
    let mut inked = false;
    for i in 1..18 {
        let (x, y) = (from.0 + step.0 * i, from.1 + step.1 * i);
        let Some(pixel) = picture.pixel(x, y) else { break };
        if mask.get(x, y) {
            inked = true;
        } else if inked || i > 3 {
            width += if inked { blob.ink.share(pixel) } else { 0.0 };
            break;
        }
        width += blob.ink.share(pixel);
    }
    if inked { width } else { 0.0 }
}

/// The share of the frame's middle line, as far as it lies in an area, that is really inked.
fn support(mask: &Mask, mark: &Mark, within: Area) -> f64 {
    let mut line = outline(mark);
    line.retain(|(x, y)| within.holds(whole(x - 0.5), whole(y - 0.5)));
    let near = whole(mark.stroke / 2.0).max(1);
    let hit = line
        .iter()
        .filter(|(x, y)| {
            (-near..=near)
                .any(|by| mask.get(whole(x - 0.5) + by, whole(y - 0.5)) || mask.get(whole(x - 0.5), whole(y - 0.5) + by))
        })
        .count();
    real(i64::try_from(hit).unwrap_or(0)) / real(i64::try_from(line.len()).unwrap_or(0)).max(1.0)
}

/// Points of the stroke's middle line, a few pixels apart.
fn outline(mark: &Mark) -> Vec<(f64, f64)> {
    let (cx, cy) = super::middle(mark.bounds);
    let (a, b) = ((real(mark.bounds.width) - mark.stroke) / 2.0, (real(mark.bounds.height) - mark.stroke) / 2.0);
    if mark.kind == MarkKind::Ellipse {
        return (0..96)
            .map(|i| (f64::from(i) * std::f64::consts::TAU / 96.0).sin_cos())
            .map(|(s, c)| (cx + a * c, cy + b * s))
            .collect();
    }
    let cut = (mark.radius - mark.stroke / 2.0).max(0.0);
    let along = |half: f64| {
        let half = (half - cut).max(1.0);
        (0..33).map(move |i| half * (f64::from(i) / 16.0 - 1.0))
    };
    let level = along(a).flat_map(|x| [(cx + x, cy - b), (cx + x, cy + b)]);
    level.chain(along(b).flat_map(|y| [(cx - a, cy + y), (cx + a, cy + y)])).collect()
}
