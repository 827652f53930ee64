//! What an author put around the part of a page that a picture shows: a border, a shadow, a browser's window. It is told by a
//! straight edge from side to side that the page doesn't have.

use super::{Area, Drawing, Picture};

/// A step between two neighbouring lines, 0 to 255: the author's edge has it, in any channel.
const EDGE: u8 = 8;
/// What is nearer to a colour of the page, 0 to 255, may be the page's: at another scale its edges overshoot.
const STRANGE: u8 = 24;
/// The page has no step there when it is smaller than this share of it, 0 to 1.
const PAGES_OWN: f64 = 0.6;
/// How far off the page may lie, pixels.
const NEAR: i64 = 4;
/// The share (0 to 1) of a side that nothing was drawn on, at least.
const LEAST_SEEN: f64 = 0.4;
/// The share (0 to 1) of an edge that has the step.
const STRAIGHT: f64 = 0.82;
/// The share (0 to 1) of a side that lies between the corners: these are the other sides' matter.
const BETWEEN_CORNERS: f64 = 0.76;
/// What lies around is at most this share (0 to 1) of a side, or so many pixels where that is more.
const WIDEST: (f64, i64) = (0.2, 44);
/// And at most this share (0 to 1) of it in any case.
const MOST: f64 = 0.4;
/// Around a page there are no words: neighbouring pixels along a side differ by no more than this, 0 to 255.
const SMOOTH: u8 = 14;
/// The share (0 to 1) of neighbours that do.
const SMOOTH_SHARE: f64 = 0.97;

/// A side of a picture, seen from outside: lines parallel to it are counted inwards.
#[derive(Debug, Clone, Copy)]
enum Side {
    Left,
    Right,
    Top,
    Bottom,
}

impl Side {
    const ALL: [Self; 4] = [Self::Left, Self::Right, Self::Top, Self::Bottom];

    /// How many lines a picture has inwards, and how many pixels a line has.
    fn size(self, picture: &Picture) -> (i64, i64) {
        let (width, height) = (i64::from(picture.width()), i64::from(picture.height()));
        match self {
            Self::Left | Self::Right => (width, height),
            Self::Top | Self::Bottom => (height, width),
        }
    }

    fn place(self, picture: &Picture, line: i64, along: i64) -> (i64, i64) {
        match self {
            Self::Left => (line, along),
            Self::Right => (i64::from(picture.width()) - 1 - line, along),
            Self::Top => (along, line),
            Self::Bottom => (along, i64::from(picture.height()) - 1 - line),
        }
    }

    fn pixel(self, picture: &Picture, line: i64, along: i64) -> [u8; 4] {
        let (x, y) = self.place(picture, line, along);
        picture.pixel(x, y).unwrap_or([0; 4])
    }
}

/// The part of a reference that shows the page. `page` is the page as the reference would show it: of the same size, a few pixels
/// off; `drawn` is what the author drew on it.
#[must_use]
pub fn shown(reference: &Picture, page: &Picture, drawn: &[Drawing]) -> Area {
    let seen = Seen { reference, page, drawn: drawn.iter().map(|drawing| drawing.area().grown(1)).collect() };
    let [left, right, top, bottom] = Side::ALL.map(|side| seen.width(side));
    let whole = reference.area();
    Area::new(left, top, whole.width - left - right, whole.height - top - bottom)
}

/// A reference beside the page.
struct Seen<'a> {
    reference: &'a Picture,
    page: &'a Picture,
    drawn: Vec<Area>,
}

impl Seen<'_> {
    /// How many lines of a side are not the page's.
    fn width(&self, side: Side) -> i64 {
        let (lines, _) = side.size(self.reference);
        let share = |share: f64| super::whole(super::marks::real(lines) * share);
        // A window's bars are as high on a small part of a page as on the whole.
        let widest = if matches!(side, Side::Top) { MOST } else { WIDEST.0 };
        let most = share(widest).max(WIDEST.1).min(share(MOST));
        let edge = (1..=most).rev().find(|line| self.is_edge(side, *line) && is_plain(side, self.reference, *line));
        edge.unwrap_or(0)
    }

    /// The lines of the page that may be the reference's, for a line of it.
    fn near(&self, side: Side, line: i64) -> std::ops::RangeInclusive<i64> {
        let (lines, _) = side.size(self.page);
        (line - NEAR).max(0)..=(line + NEAR).min(lines - 1)
    }

    /// Whether an edge that is not the page's lies between a line and the one outside of it, and what is outside is not the page's.
    fn is_edge(&self, side: Side, line: i64) -> bool {
        let (_, length) = side.size(self.reference);
        let (mut all, mut steps) = (0i64, 0i64);
        for at in between_corners(length) {
            let is_drawn = [line - 1, line].into_iter().any(|line| self.is_drawn(side, line, at));
            let Some(is_step) = self.is_step(side, line, at).filter(|_| !is_drawn) else { continue };
            all += 1;
            steps += i64::from(is_step && self.is_strange(side, line - 1, at));
        }
        let enough = super::marks::real(length) * LEAST_SEEN;
        super::marks::real(all) >= enough && super::marks::real(steps) >= super::marks::real(all) * STRAIGHT
    }

    fn is_drawn(&self, side: Side, line: i64, along: i64) -> bool {
        let (x, y) = side.place(self.reference, line, along);
        self.drawn.iter().any(|area| area.holds(x, y))
    }

    /// Whether a step lies between a line and the one outside of it; `None` where the page has one there, so that nobody knows whose
    /// it is.
    fn is_step(&self, side: Side, line: i64, at: i64) -> Option<bool> {
        let drawn = step(side.pixel(self.reference, line - 1, at), side.pixel(self.reference, line, at));
        if drawn < EDGE {
            return Some(false);
        }
        let pages = |line: i64| step(side.pixel(self.page, line - 1, at), side.pixel(self.page, line, at));
        let own = self.near(side, line).filter(|line| *line > 0).map(pages).max().unwrap_or(0);
        (f64::from(own) < f64::from(drawn) * PAGES_OWN).then_some(true)
    }

    /// Whether the page has nothing like a pixel near its place.
    fn is_strange(&self, side: Side, line: i64, at: i64) -> bool {
        let pixel = side.pixel(self.reference, line, at);
        self.near(side, line).all(|line| step(pixel, side.pixel(self.page, line, at)) >= STRANGE)
    }
}

/// The pixels of a line that lie between the corners.
fn between_corners(length: i64) -> std::ops::Range<i64> {
    let corner = super::whole(super::marks::real(length) * (1.0 - BETWEEN_CORNERS) / 2.0);
    corner..length - corner
}

fn step(one: [u8; 4], two: [u8; 4]) -> u8 {
    one.iter().zip(two).map(|(one, two)| one.abs_diff(two)).max().unwrap_or(0)
}

/// Whether no words stand in the lines outside of an edge.
fn is_plain(side: Side, reference: &Picture, edge: i64) -> bool {
    let (_, length) = side.size(reference);
    let along = between_corners(length);
    let neighbours = (0..edge).flat_map(|line| along.clone().skip(1).map(move |at| (line, at)));
    let (mut all, mut smooth) = (0, 0);
    for (line, at) in neighbours {
        all += 1;
        smooth += i32::from(step(side.pixel(reference, line, at - 1), side.pixel(reference, line, at)) <= SMOOTH);
    }
    f64::from(smooth) >= f64::from(all) * SMOOTH_SHARE
}

/// The picture with what lay around another's shown part put around it again: corners as they were, sides stretched where the part
/// has another size.
#[must_use]
pub fn surrounded(part: &Picture, before: &Picture, shown: Area) -> Picture {
    let whole = before.area();
    let (right, bottom) = (whole.right() - shown.right(), whole.bottom() - shown.bottom());
    let width = u32::try_from(shown.x + i64::from(part.width()) + right).unwrap_or(part.width());
    let height = u32::try_from(shown.y + i64::from(part.height()) + bottom).unwrap_or(part.height());
    let mut all = Picture::filled(width, height, [255; 4]);
    let old = |at: i64, start: i64, end: i64, size: i64, new_size: i64, old_whole: i64| {
        let behind = at - start - new_size;
        match at {
            at if at < start => at,
            _ if behind >= 0 => (end + behind).min(old_whole - 1),
            at => start + (at - start) * size / new_size.max(1),
        }
    };
    let new = Area::new(shown.x, shown.y, i64::from(part.width()), i64::from(part.height()));
    for y in all.area().rows() {
        for x in all.area().columns() {
            let pixel = part.pixel(x - new.x, y - new.y).or_else(|| {
                let from_x = old(x, shown.x, shown.right(), shown.width, new.width, whole.width);
                before.pixel(from_x, old(y, shown.y, shown.bottom(), shown.height, new.height, whole.height))
            });
            all.put(x, y, pixel.unwrap_or([255; 4]));
        }
    }
    all
}

#[cfg(test)]
mod tests {
    use super::*;

    /// A page with words and a line of its own.
    fn page(width: u32, height: u32) -> Picture {
        let mut page = Picture::filled(width, height, [255; 4]);
        for (row, column) in (0..8).flat_map(|row| (0..40).map(move |column| (row, column))) {
            page.fill(Area::new(12 + column * 7, 14 + row * 22, 3, 9), [40, 45, 50, 255]);
        }
        page.fill(Area::new(0, 6, i64::from(width), 1), [208, 215, 222, 255]);
        page
    }

    fn bordered(page: &Picture, line: i64, colour: [u8; 4]) -> Picture {
        let mut picture = page.clone();
        let area = page.area();
        for side in [
            Area::new(0, 0, area.width, line),
            Area::new(0, area.height - line, area.width, line),
            Area::new(0, 0, line, area.height),
            Area::new(area.width - line, 0, line, area.height),
        ] {
            picture.fill(side, colour);
        }
        picture
    }

    #[test]
    fn a_border_is_around_the_page_and_the_pages_own_lines_are_not() {
        let page = page(300, 200);
        assert_eq!(shown(&page, &page, &[]), page.area());
        let bordered = bordered(&page, 2, [160, 160, 160, 255]);
        assert_eq!(shown(&bordered, &page, &[]), Area::new(2, 2, 296, 196));
        let off = page.crop(Area::new(3, -3, 300, 200), [255; 4]);
        assert_eq!(shown(&page, &off, &[]), page.area());
    }

    #[test]
    fn a_shadow_is_around_the_page() {
        let page = page(300, 200);
        let inner = Area::new(20, 20, 260, 160);
        let mut picture = Picture::filled(300, 200, [255; 4]);
        for y in picture.area().rows() {
            for x in picture.area().columns() {
                let far = (inner.x - x).max(x - inner.right() + 1).max(inner.y - y).max(y - inner.bottom() + 1).max(0);
                let grey = u8::try_from(255 - (90 - 4 * far).max(0)).unwrap();
                picture.put(x, y, if far == 0 { page.pixel(x, y).unwrap() } else { [grey, grey, grey, 255] });
            }
        }
        assert_eq!(shown(&picture, &page, &[]), inner);
        let part = page.crop(inner, [255; 4]);
        assert_eq!(surrounded(&part, &picture, inner), picture);
        let taller = surrounded(&page.crop(Area::new(20, 20, 260, 180), [255; 4]), &picture, inner);
        assert_eq!((taller.width(), taller.height()), (300, 220));
        assert_eq!(taller.pixel(10, 219), picture.pixel(10, 199));
    }
}
