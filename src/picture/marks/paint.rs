//! Marks drawn again as their author drew them: the same kind, colour, stroke and corners, crisp at any place.

use serde::{Deserialize, Serialize};
use tiny_skia::{Color, FillRule, LineCap, LineJoin, Paint, Path, PathBuilder, PixmapMut, Rect, Stroke, Transform};

use super::head::{self, Head};
use super::{Mark, MarkKind, Pointed, digits, fit, grain, real, slant, spotlight, whole};
use crate::picture::{Area, Picture};

/// A corner counts as sharp when its pixels differ from the ink by less than this in each channel, 0 to 255.
const CORNER: u8 = 60;
/// How many corners of a box have to be sharp.
const SHARP_CORNERS: usize = 2;

/// A mark with all that is needed to draw it again; everything in pixels of the picture that it is on.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Drawing {
    /// What it is.
    pub kind: MarkKind,
    /// Left, top, width and height of its stroke's outer edge.
    #[serde(rename = "box")]
    pub bounds: [f64; 4],
    /// Red, green, blue.
    pub colour: [u8; 3],
    /// The width of its stroke; 0 for what has none.
    #[serde(default, skip_serializing_if = "is_nothing")]
    pub stroke: f64,
    /// The radius of its outer corners; of a box with round joins half its stroke.
    #[serde(default, skip_serializing_if = "is_nothing")]
    pub radius: f64,
    /// Tail and tip, or left and right end.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub ends: Option<[(f64, f64); 2]>,
    /// The corners of a box that was drawn by hand, the middle of its stroke, clockwise from the top left one.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub corners: Option<[(f64, f64); 4]>,
    /// An arrow's head.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub head: Option<Head>,
    /// What stands in a badge, 1 to 99; `None`: what stands in the picture that it was found on.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub number: Option<u32>,
    /// The side of a pixelated area's blocks; 0 where it is blurred softly.
    #[serde(default, skip_serializing_if = "is_nothing")]
    pub grain: f64,
}

#[expect(clippy::trivially_copy_pass_by_ref, reason = "serde hands over a reference")]
fn is_nothing(value: &f64) -> bool {
    *value == 0.0
}

/// A number with two digits behind the point: what is stored is what is drawn.
pub(super) fn short(value: f64) -> f64 {
    (value * 100.0).round() / 100.0
}

impl Drawing {
    /// A mark of a kind and a colour in a place, without stroke or anything else.
    #[must_use]
    pub const fn plain(kind: MarkKind, bounds: [f64; 4], colour: [u8; 3]) -> Self {
        Self { kind, bounds, colour, stroke: 0.0, radius: 0.0, ends: None, corners: None, head: None, number: None, grain: 0.0 }
    }

    /// How a mark that was found on a picture is drawn.
    #[must_use]
    pub fn of(mark: &Mark, picture: &Picture) -> Self {
        let is_box = matches!(mark.kind, MarkKind::Box | MarkKind::RoundedBox);
        let corners = slant::corners(mark, picture).filter(|_| is_box);
        let kind = if corners.is_some() { MarkKind::Box } else { mark.kind };
        let radius = if kind == MarkKind::Box && !has_sharp_corners(mark, picture) { mark.stroke / 2.0 } else { mark.radius };
        Self {
            kind,
            bounds: [mark.bounds.x, mark.bounds.y, mark.bounds.width, mark.bounds.height].map(real),
            colour: mark.colour,
            stroke: short(mark.stroke),
            radius: short(radius),
            ends: mark.ends.map(|ends| ends.map(|(x, y)| (short(x), short(y)))),
            corners: corners.map(|corners| corners.map(|(x, y)| (short(x), short(y)))),
            head: (mark.kind == MarkKind::Arrow).then(|| head::of(mark, picture)),
            number: None,
            grain: if mark.kind == MarkKind::Blur { grain::of(picture, mark.bounds) } else { 0.0 },
        }
    }

    /// The same mark with the place, stroke, corners and head that look most like the picture that it was found on, down to a quarter
    /// of a pixel.
    #[must_use]
    pub fn fitted(&self, picture: &Picture) -> Self {
        fit::fitted(self, picture)
    }

    /// The pixels that it lies in.
    #[must_use]
    pub fn area(&self) -> Area {
        let [x, y, width, height] = self.bounds;
        let (left, top) = (whole(x.floor()), whole(y.floor()));
        Area::new(left, top, whole((x + width).ceil()) - left, whole((y + height).ceil()) - top)
    }

    /// What it points at.
    #[must_use]
    pub fn target(&self) -> Pointed {
        let (bounds, confidence) = (self.area(), 1.0);
        let Self { kind, colour, stroke, radius, ends, .. } = *self;
        Mark { kind, bounds, colour, stroke, radius, ends, confidence }.target()
    }

    /// Draws it. `before` is the picture that it was found on, and where: what is written in a badge is taken from there.
    pub fn paint(&self, picture: &mut Picture, before: (&Picture, Area)) {
        match self.kind {
            MarkKind::Highlighter => wash(picture, self.area(), self.colour),
            MarkKind::Blur => grain::hide(picture, self.area(), self.grain),
            MarkKind::Spotlight => spotlight::darken(picture, self),
            _ => {
                // A mark that has shrunk to nothing has no path, and nothing of it is drawn.
                let _ = self.inked(picture, before);
            }
        }
    }

    fn inked(&self, picture: &mut Picture, before: (&Picture, Area)) -> Option<()> {
        match self.kind {
            MarkKind::Box | MarkKind::RoundedBox => self.frame(picture),
            MarkKind::Ellipse => self.ellipse(picture),
            MarkKind::Arrow => self.arrow(picture),
            MarkKind::Underline => self.underline(picture),
            MarkKind::Badge => self.badge(picture, before),
            MarkKind::Redaction => {
                let [x, y, width, height] = self.bounds.map(single);
                self.fill(picture, &PathBuilder::from_rect(Rect::from_xywh(x, y, width, height)?))
            }
            _ => None,
        }
    }

    /// The middle of the stroke around the bounds.
    fn middle_line(&self) -> Option<Rect> {
        let [x, y, width, height] = self.bounds;
        let half = self.stroke / 2.0;
        let [left, top] = [x + half, y + half].map(single);
        Rect::from_ltrb(left, top, single(x + width - half), single(y + height - half))
    }

    fn frame(&self, picture: &mut Picture) -> Option<()> {
        if let Some([one, two, three, four]) = self.corners {
            return self.stroke(picture, &line([one, two, three, four, one])?, LineJoin::Round);
        }
        let line = self.middle_line()?;
        let radius = single(self.radius - self.stroke / 2.0).clamp(0.0, line.width().min(line.height()) / 2.0);
        let mut builder = PathBuilder::new();
        if radius < 0.3 {
            builder.push_rect(line);
        } else {
            round_rect(&mut builder, line, radius);
        }
        let join = if self.radius > 0.0 { LineJoin::Round } else { LineJoin::Miter };
        self.stroke(picture, &builder.finish()?, join)
    }

    fn ellipse(&self, picture: &mut Picture) -> Option<()> {
        let path = PathBuilder::from_oval(self.middle_line()?)?;
        self.stroke(picture, &path, LineJoin::Round)
    }

    fn underline(&self, picture: &mut Picture) -> Option<()> {
        let [left, right] = self.ends?;
        let (left, right) = (towards(left, right, self.stroke / 2.0), towards(right, left, self.stroke / 2.0));
        self.stroke(picture, &line([left, right])?, LineJoin::Round)
    }

    fn arrow(&self, picture: &mut Picture) -> Option<()> {
        let [tail, tip] = self.ends?;
        let head = self.head?;
        let tail = towards(tail, tip, self.stroke / 2.0);
        let base = towards(tip, tail, head.length);
        let across = towards((0.0, 0.0), (tip.0 - tail.0, tip.1 - tail.1), head.width / 2.0);
        let wings = [(base.0 - across.1, base.1 + across.0), (base.0 + across.1, base.1 - across.0)];
        if head.open {
            let tip = towards(tip, tail, self.stroke / 2.0);
            self.stroke(picture, &line([tail, tip])?, LineJoin::Round)?;
            return self.stroke(picture, &line([wings[0], tip, wings[1]])?, LineJoin::Round);
        }
        self.stroke(picture, &line([tail, base])?, LineJoin::Round)?;
        self.fill(picture, &line([tip, wings[0], wings[1]])?)
    }

    fn badge(&self, picture: &mut Picture, (before, at): (&Picture, Area)) -> Option<()> {
        let [x, y, width, height] = self.bounds;
        let path = PathBuilder::from_oval(Rect::from_xywh(single(x), single(y), single(width), single(height))?)?;
        self.fill(picture, &path)?;
        if let Some(number) = self.number {
            return digits::write(number, [x + width / 2.0, y + height / 2.0], self.radius, &mut canvas(picture)?);
        }
        let area = self.area();
        let inside = |from_left: i64, from_top: i64| {
            let (u, v) = (real(from_left) + 0.5 - width / 2.0, real(from_top) + 0.5 - height / 2.0);
            u.hypot(v) < self.radius - 1.5
        };
        for row in 0..area.height {
            for column in (0..area.width).filter(|column| inside(*column, row)) {
                let written = before.pixel(at.x + column, at.y + row)?;
                picture.put(area.x + column, area.y + row, written);
            }
        }
        Some(())
    }

    fn stroke(&self, picture: &mut Picture, path: &Path, line_join: LineJoin) -> Option<()> {
        let line_cap = LineCap::Round;
        let stroke = Stroke { width: single(self.stroke), line_cap, line_join, ..Stroke::default() };
        canvas(picture)?.stroke_path(path, &self.ink(), &stroke, Transform::identity(), None);
        Some(())
    }

    fn fill(&self, picture: &mut Picture, path: &Path) -> Option<()> {
        canvas(picture)?.fill_path(path, &self.ink(), FillRule::Winding, Transform::identity(), None);
        Some(())
    }

    fn ink(&self) -> Paint<'static> {
        let [red, green, blue] = self.colour;
        let mut paint = Paint { anti_alias: true, ..Paint::default() };
        paint.set_color(Color::from_rgba8(red, green, blue, 255));
        paint
    }
}

fn canvas(picture: &mut Picture) -> Option<PixmapMut<'_>> {
    let (width, height) = (picture.width, picture.height);
    PixmapMut::from_bytes(&mut picture.rgba, width, height)
}

/// A path through points.
fn line<const N: usize>(points: [(f64, f64); N]) -> Option<Path> {
    let mut builder = PathBuilder::new();
    let mut points = points.into_iter().map(|(x, y)| (single(x), single(y)));
    let (x, y) = points.next()?;
    builder.move_to(x, y);
    points.for_each(|(x, y)| builder.line_to(x, y));
    builder.finish()
}

/// The point so far from one towards another.
fn towards(from: (f64, f64), to: (f64, f64), far: f64) -> (f64, f64) {
    let length = (to.0 - from.0).hypot(to.1 - from.1).max(1e-6);
    (from.0 + (to.0 - from.0) / length * far, from.1 + (to.1 - from.1) / length * far)
}

/// A rectangle whose corners are quarters of a circle.
fn round_rect(builder: &mut PathBuilder, rect: Rect, radius: f32) {
    // How far a curve's handles reach to come nearest to a quarter of a circle.
    let reach = radius * (1.0 - 0.552_285);
    let (left, top, right, bottom) = (rect.left(), rect.top(), rect.right(), rect.bottom());
    builder.move_to(left + radius, top);
    builder.line_to(right - radius, top);
    builder.cubic_to(right - reach, top, right, top + reach, right, top + radius);
    builder.line_to(right, bottom - radius);
    builder.cubic_to(right, bottom - reach, right - reach, bottom, right - radius, bottom);
    builder.line_to(left + radius, bottom);
    builder.cubic_to(left + reach, bottom, left, bottom - reach, left, bottom - radius);
    builder.line_to(left, top + radius);
    builder.cubic_to(left, top + reach, left + reach, top, left + radius, top);
    builder.close();
}

/// Lays a transparent colour over an area: white becomes the colour, black stays.
fn wash(picture: &mut Picture, area: Area, colour: [u8; 3]) {
    let Some(area) = area.intersection(&picture.area()) else { return };
    for y in area.rows() {
        for x in area.columns() {
            let Some(pixel) = picture.pixel(x, y) else { continue };
            let mixed = [0, 1, 2].map(|channel| u16::from(pixel[channel]) * u16::from(colour[channel]) / 255);
            let [red, green, blue] = mixed.map(|channel| u8::try_from(channel).unwrap_or(u8::MAX));
            picture.put(x, y, [red, green, blue, pixel[3]]);
        }
    }
}

/// Whether the corners of a box are filled to their last pixel.
fn has_sharp_corners(mark: &Mark, picture: &Picture) -> bool {
    let area = mark.bounds;
    let corners =
        [(area.x, area.y), (area.right() - 1, area.y), (area.x, area.bottom() - 1), (area.right() - 1, area.bottom() - 1)];
    let is_inked = |(x, y): &(i64, i64)| {
        picture.pixel(*x, *y).is_some_and(|pixel| pixel.iter().zip(mark.colour).all(|(one, two)| one.abs_diff(two) < CORNER))
    };
    corners.iter().filter(|corner| is_inked(corner)).count() >= SHARP_CORNERS
}

/// The same number with fewer digits.
#[expect(clippy::cast_possible_truncation, reason = "digits are lost, nothing else")]
pub(super) fn single(value: f64) -> f32 {
    value as f32
}

#[cfg(test)]
mod tests {
    use super::super::{find, overlap};
    use super::*;

    const RED: [u8; 3] = [224, 27, 36];

    /// A page with rows of something like words.
    fn page() -> Picture {
        let mut page = Picture::filled(420, 260, [255; 4]);
        for row in 0..6 {
            for letter in 0..30 {
                let (x, y) = (24 + letter * 9 + (letter % 7 / 6) * 3, 24 + row * 40);
                page.fill(Area::new(x, y, 2, 11), [40, 45, 50, 255]);
                page.fill(Area::new(x + 2, y + 3 * (letter % 4), 3, 2), [40, 45, 50, 255]);
            }
        }
        page
    }

    fn drawing(kind: MarkKind, bounds: [f64; 4]) -> Drawing {
        Drawing { stroke: 3.0, ..Drawing::plain(kind, bounds, RED) }
    }

    /// Every kind that has a stroke, as an author draws it.
    fn strokes() -> Vec<Drawing> {
        let ends = Some([(230.0, 190.0), (120.0, 120.0)]);
        let head = Some(Head { length: 15.0, width: 14.0, open: false });
        vec![
            drawing(MarkKind::Box, [60.0, 90.0, 160.0, 60.0]),
            Drawing {
                corners: Some([(61.5, 94.0), (218.5, 91.5), (215.0, 148.5), (64.0, 146.0)]),
                radius: 1.5,
                ..drawing(MarkKind::Box, [60.0, 90.0, 160.0, 60.0])
            },
            Drawing { radius: 12.0, ..drawing(MarkKind::RoundedBox, [60.0, 90.0, 160.0, 60.0]) },
            drawing(MarkKind::Ellipse, [60.0, 80.0, 200.0, 80.0]),
            Drawing { ends, head, ..drawing(MarkKind::Arrow, [120.0, 120.0, 110.0, 70.0]) },
            Drawing { ends: Some([(60.0, 120.0), (200.0, 120.0)]), ..drawing(MarkKind::Underline, [60.0, 118.5, 140.0, 3.0]) },
        ]
    }

    #[test]
    fn what_is_drawn_is_found_and_drawn_again_in_the_same_place_and_style() {
        let page = page();
        for first in strokes() {
            let mut picture = page.clone();
            first.paint(&mut picture, (&page, page.area()));
            let found = find(&picture, &page, page.area());
            let [mark] = found.as_slice() else { panic!("{first:?}: {found:?}") };
            let again = Drawing::of(mark, &picture);
            assert_eq!((again.kind, again.colour), (first.kind, first.colour));
            assert!(overlap(again.area(), first.area()) >= 0.9, "{first:?}: {again:?}");
            assert!((again.stroke - first.stroke).abs() < 0.7, "{again:?}");
            let mut redrawn = page.clone();
            again.paint(&mut redrawn, (&picture, mark.bounds));
            let found = find(&redrawn, &page, page.area());
            let is_same =
                |mark: &Mark| Drawing::of(mark, &redrawn).kind == first.kind && overlap(mark.bounds, first.area()) >= 0.9;
            assert!(found.iter().any(is_same), "{found:?}");
        }
    }

    #[test]
    fn a_badge_keeps_what_is_written_in_it() {
        let page = page();
        let badge = Drawing { stroke: 0.0, radius: 12.0, ..drawing(MarkKind::Badge, [40.0, 60.0, 24.0, 24.0]) };
        let mut before = Picture::filled(40, 40, [255; 4]);
        before.fill(Area::new(8, 8, 24, 24), [RED[0], RED[1], RED[2], 255]);
        before.fill(Area::new(18, 13, 4, 14), [255; 4]);
        let mut picture = page.clone();
        badge.paint(&mut picture, (&before, Area::new(8, 8, 24, 24)));
        assert_eq!(picture.pixel(51, 70), Some([255; 4]));
        assert_eq!(picture.pixel(46, 72), Some([RED[0], RED[1], RED[2], 255]));
        assert_eq!(picture.pixel(41, 61), Some([255; 4]), "the corner stays the page's");
    }
}
