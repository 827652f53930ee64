//! What of it is the page's own: there on the page, or made as pages are.

use super::colour::hue_of;
use super::texture::Texture;
use super::{Mark, MarkKind, overlap, real, shapes, whole};
use crate::picture::{Area, Picture, index};

/// How far the page may lie off, pixels.
const SLACK: i64 = 3;
/// Channels may differ so much between two pixels of one colour, 0 to 255: JPEG and smoothing.
const SAME_COLOUR: u8 = 56;
/// A ground of the page is the same where no channel differs by more than this, 0 to 255.
const SAME_GROUND: u8 = 26;
/// So many of the 49 pixels around a point are of the ground's colour.
const LEAST_GROUND: usize = 14;
/// This share of a mark's paint must be missing on the page.
const LEAST_STRANGE: f64 = 0.66;
/// Without a page, a colour is strong from this spread of its channels.
const STRONG_SPREAD: u8 = 105;
/// Without a page, a shape's confidence is at least this.
const LEAST_SURE: f64 = 0.75;
/// Without a page, a frame's stroke is at least this wide, pixels.
const STRONG_STROKE: f64 = 2.4;
/// A ground is tinted where its channels spread by this.
const TINT: u8 = 9;
/// Words and their line are of one colour when their channels differ by no more than this, 0 to 255.
const WORD_COLOUR: u8 = 36;
/// A link's own line is thinner than this share of its words' height.
const THIN_LINE: f64 = 0.155;
/// A focus ring is at most this wide, pixels: two of a page at twice its size.
const WIDEST_FOCUS: f64 = 4.6;
/// Hues that browsers and pages draw around what has the focus, steps of 2 degrees.
const FOCUS_HUES: std::ops::RangeInclusive<u8> = 95..=140;

/// The page under a reference.
pub(super) struct Under<'a> {
    pub reference: &'a Picture,
    pub page: &'a Picture,
    /// Where the page is known.
    pub known: Area,
    /// What looks like a mark on the page itself.
    own: Vec<Mark>,
    /// The cells of the reference and of the page.
    textures: (Texture, Texture),
    /// One of the two is light and the other dark.
    pub other_theme: bool,
}

impl<'a> Under<'a> {
    pub(super) fn new(reference: &'a Picture, page: &'a Picture, known: Area) -> Self {
        let other_theme = (ground(reference, known) - ground(page, known)).abs() > 90;
        Self {
            reference,
            page,
            known,
            own: shapes::drawn(page),
            textures: (Texture::of(reference), Texture::of(page)),
            other_theme,
        }
    }

    /// The cells of the reference.
    pub(super) const fn shown_texture(&self) -> &Texture {
        &self.textures.0
    }

    /// The cells of the page.
    pub(super) const fn page_texture(&self) -> &Texture {
        &self.textures.1
    }

    /// Whether a shape of the reference was drawn on it.
    pub(super) fn is_foreign(&self, mark: &Mark) -> bool {
        let (strange, seen) = self.strange_share(mark);
        if seen < 20 {
            return is_surely_drawn(self.reference, mark);
        }
        strange >= LEAST_STRANGE && !self.own.iter().any(|own| is_same(own, mark)) && !self.is_control(mark)
    }

    /// The share of a mark's paint whose colour is not near it on the page, and how many pixels were looked at.
    fn strange_share(&self, mark: &Mark) -> (f64, u32) {
        let (mut seen, mut strange) = (0u32, 0u32);
        let Some(area) = mark.bounds.intersection(&self.known) else { return (0.0, 0) };
        let step = usize::try_from((area.width + area.height) / 300).unwrap_or(0) + 1;
        for y in area.rows() {
            // Each row starts elsewhere, so that straight strokes are met.
            for x in area.columns().skip(usize::try_from(y).unwrap_or(0) % step).step_by(step) {
                let Some(pixel) = self.reference.pixel(x, y).filter(|pixel| is_near(*pixel, mark.colour)) else { continue };
                if mark.covers(x, y) {
                    seen += 1;
                    strange += u32::from(!self.page_has(x, y, [pixel[0], pixel[1], pixel[2]]));
                }
            }
        }
        (f64::from(strange) / f64::from(seen.max(1)), seen)
    }

    /// Whether the page has what the reference has at a point, nearly there.
    pub(super) fn shows_too(&self, x: i64, y: i64) -> bool {
        self.reference.pixel(x, y).is_some_and(|[r, g, b, _]| self.known.holds(x, y) && self.page_has(x, y, [r, g, b]))
    }

    /// Whether the page has a colour near a point.
    fn page_has(&self, x: i64, y: i64, colour: [u8; 3]) -> bool {
        self.alike_near(x, y, colour, SAME_COLOUR, 1)
    }

    /// Whether the page has a ground of a colour at a point: more than smoothed edges of words have.
    pub(super) fn page_has_ground(&self, x: i64, y: i64, colour: [u8; 3]) -> bool {
        self.alike_near(x, y, colour, SAME_GROUND, LEAST_GROUND)
    }

    /// Whether at least `enough` pixels of the page near a point have a colour, no channel differing by more than `delta`.
    fn alike_near(&self, x: i64, y: i64, colour: [u8; 3], delta: u8, enough: usize) -> bool {
        let Some(around) = Area::new(x, y, 1, 1).grown(SLACK).intersection(&self.page.area()) else { return false };
        let rows = around.rows().flat_map(|y| self.page.row(index(y), index(around.x), index(around.right())).as_chunks::<4>().0);
        let alike = rows.filter(|pixel| pixel.iter().zip(colour).all(|(one, two)| one.abs_diff(two) <= delta));
        alike.take(enough).count() == enough
    }

    /// Whether it is drawn as the page draws its controls: a ring on a control's border, a tinted notice, a link's line.
    fn is_control(&self, mark: &Mark) -> bool {
        match mark.kind {
            MarkKind::Box | MarkKind::RoundedBox => {
                is_tinted(self.reference, mark) || is_pill(self.reference, mark) || self.is_focus_ring(mark)
            }
            MarkKind::Underline => is_under_link(self.reference, mark),
            MarkKind::Badge => self.is_disc(mark),
            _ => false,
        }
    }

    /// Whether a ring in a focus' colour lies on the border of something on the page.
    fn is_focus_ring(&self, mark: &Mark) -> bool {
        if !could_be_focus(mark) {
            return false;
        }
        let band = whole(mark.stroke) + 1;
        let bounds = mark.bounds;
        let left = self.edge_share(bounds.x - 1, bounds.x + band, bounds.y, bounds.height, true);
        let right = self.edge_share(bounds.right() - band, bounds.right() + 1, bounds.y, bounds.height, true);
        let top = self.edge_share(bounds.y - 1, bounds.y + band, bounds.x, bounds.width, false);
        let bottom = self.edge_share(bounds.bottom() - band, bounds.bottom() + 1, bounds.x, bounds.width, false);
        left.min(right).min(top).min(bottom) > 0.55
    }

    /// How much of a side of the page's picture is an edge, at the best place between `from` and `to` across it.
    fn edge_share(&self, from: i64, to: i64, start: i64, length: i64, upright: bool) -> f64 {
        let (from_along, to_along) = (start + length / 5, start + length - length / 5);
        let light = |across: i64, along: i64| {
            let (x, y) = if upright { (across, along) } else { (along, across) };
            self.page.pixel(x, y).map(crate::picture::diff::brightness)
        };
        let share = |across: i64| {
            let edges = (from_along..to_along)
                .filter(|along| match (light(across - 1, *along), light(across, *along)) {
                    (Some(one), Some(two)) => (one - two).abs() >= 8,
                    _ => false,
                })
                .count();
            real(i64::try_from(edges).unwrap_or(0)) / real(to_along - from_along).max(1.0)
        };
        (from..=to).map(share).fold(0.0, f64::max)
    }

    /// Whether the page has something round in the same place, in another colour: an avatar.
    fn is_disc(&self, mark: &Mark) -> bool {
        let (cx, cy) = super::middle(mark.bounds);
        let light = |radius: f64, angle: f64| {
            let (x, y) = (whole(cx + radius * angle.cos() - 0.5), whole(cy + radius * angle.sin() - 0.5));
            self.page.pixel(x, y).map(crate::picture::diff::brightness)
        };
        let edges = (0..32)
            .map(|i| f64::from(i) * std::f64::consts::TAU / 32.0)
            .filter(|angle| match (light(mark.radius - 3.0, *angle), light(mark.radius + 2.5, *angle)) {
                (Some(inside), Some(outside)) => (inside - outside).abs() >= 14,
                _ => false,
            })
            .count();
        edges >= 24
    }
}

/// The median brightness of an area, 0 to 255.
fn ground(picture: &Picture, area: Area) -> i32 {
    let step = usize::try_from(area.width * area.height / 4000).unwrap_or(0).max(1);
    let pixels = area.rows().flat_map(|y| area.columns().map(move |x| (x, y))).step_by(step);
    let mut light: Vec<i32> = pixels.filter_map(|(x, y)| picture.pixel(x, y)).map(crate::picture::diff::brightness).collect();
    light.sort_unstable();
    light.get(light.len() / 2).copied().unwrap_or(0)
}

/// Whether a shape of the page is the same as a mark: in its place, or like it elsewhere (moved since).
fn is_same(own: &Mark, mark: &Mark) -> bool {
    let alike = |one: i64, two: i64| (one - two).abs() <= 3 + one.max(two) / 16;
    let size = alike(own.bounds.width, mark.bounds.width) && alike(own.bounds.height, mark.bounds.height);
    let [r, g, b] = own.colour;
    let colour = is_near([r, g, b, 255], mark.colour);
    let family = own.kind.is_frame() == mark.kind.is_frame();
    let line = own.kind == MarkKind::Underline && mark.kind == own.kind && (own.stroke - mark.stroke).abs() < 1.0;
    (family && overlap(own.bounds, mark.bounds) > 0.5) || (colour && family && size) || (colour && line)
}

/// Whether a colour is stronger than most of a page's.
pub(super) fn is_strong(colour: [u8; 3]) -> bool {
    colour.iter().max().zip(colour.iter().min()).is_some_and(|(most, least)| most - least >= STRONG_SPREAD)
}

/// Whether a shape is drawn on the picture for certain, whatever the page under it.
pub(super) fn is_surely_drawn(reference: &Picture, mark: &Mark) -> bool {
    if !is_strong(mark.colour) || mark.confidence < LEAST_SURE {
        return false;
    }
    match mark.kind {
        MarkKind::Box | MarkKind::RoundedBox => {
            mark.stroke >= STRONG_STROKE && !could_be_focus(mark) && !is_tinted(reference, mark)
        }
        MarkKind::Ellipse => mark.stroke >= STRONG_STROKE - 0.6 && mark.bounds.width.min(mark.bounds.height) >= 20,
        MarkKind::Arrow => mark.ends.is_some_and(|[tail, tip]| (tip.0 - tail.0).hypot(tip.1 - tail.1) >= 34.0),
        MarkKind::Badge => mark.radius >= 10.0,
        _ => false,
    }
}

/// Whether a frame has the colour and the stroke of what pages draw around what has the focus.
fn could_be_focus(mark: &Mark) -> bool {
    let [r, g, b] = mark.colour;
    hue_of([r, g, b, 255]).is_some_and(|(hue, _)| FOCUS_HUES.contains(&hue)) && mark.stroke <= WIDEST_FOCUS
}

/// Whether a frame's ground is tinted in the frame's own colour and the ground around it is not: a notice of the page.
fn is_tinted(reference: &Picture, mark: &Mark) -> bool {
    let inner = mark.bounds.grown(-whole(mark.stroke) - 3);
    let outer = mark.bounds.grown(4);
    let (Some(inside), Some(outside)) = (rim_colour(reference, inner), rim_colour(reference, outer)) else { return false };
    let spread = |colour: [u8; 3]| colour.iter().max().zip(colour.iter().min()).map_or(0, |(most, least)| most - least);
    let differs = inside.iter().zip(outside).any(|(one, two)| one.abs_diff(two) >= TINT);
    differs && spread(inside) >= TINT && spread(inside) > spread(outside)
}

/// The median colour along an area's rim.
pub(super) fn rim_colour(picture: &Picture, area: Area) -> Option<[u8; 3]> {
    if area.width < 2 || area.height < 2 {
        return None;
    }
    let level = area.columns().flat_map(|x| [(x, area.y), (x, area.bottom() - 1)]);
    let upright = area.rows().flat_map(|y| [(area.x, y), (area.right() - 1, y)]);
    let seen: Vec<[u8; 4]> = level.chain(upright).filter_map(|(x, y)| picture.pixel(x, y)).collect();
    if seen.is_empty() {
        return None;
    }
    let channel = |i: usize| {
        let mut values: Vec<u8> = seen.iter().map(|pixel| pixel[i]).collect();
        values.sort_unstable();
        values[values.len() / 2]
    };
    Some([channel(0), channel(1), channel(2)])
}

/// Whether a line is thin and has the colour of the words above it: a link's own underline, a fourteenth of the words' size.
fn is_under_link(reference: &Picture, mark: &Mark) -> bool {
    let height = whole(mark.stroke * 16.0).clamp(12, 48);
    is_thin_beside(reference, mark, Area::new(mark.bounds.x, mark.bounds.y - height - 1, mark.bounds.width, height))
}

/// Whether a frame is thin and close around words of its own colour: a label or a button of the page.
fn is_pill(reference: &Picture, mark: &Mark) -> bool {
    let inside = mark.inside().grown(-3);
    let corner = whole(mark.radius * 0.4);
    let inside = Area::new(inside.x + corner, inside.y, inside.width - 2 * corner, inside.height);
    inside.height <= whole(mark.stroke * 30.0) && is_thin_beside(reference, mark, inside)
}

/// Whether a stroke is thin for the height of the words of its colour in an area.
fn is_thin_beside(reference: &Picture, mark: &Mark, area: Area) -> bool {
    let is_word = |pixel: [u8; 4]| pixel.iter().zip(mark.colour).all(|(one, two)| one.abs_diff(two) <= WORD_COLOUR);
    let rows: Vec<i64> = area
        .rows()
        .filter(|y| area.columns().filter(|x| !mark.covers(*x, *y) && reference.pixel(*x, *y).is_some_and(is_word)).count() > 2)
        .collect();
    let words = rows.first().zip(rows.last()).map_or(0, |(top, bottom)| bottom - top + 1);
    words >= 5 && mark.stroke < real(words) * THIN_LINE
}

fn is_near(pixel: [u8; 4], colour: [u8; 3]) -> bool {
    pixel.iter().zip(colour).all(|(one, two)| one.abs_diff(two) <= SAME_COLOUR)
}
