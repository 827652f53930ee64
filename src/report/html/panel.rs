//! How a picture is laid out: which part of it is shown, how large, and where the boxes of the findings lie on it.

use serde::Serialize;

use super::pictures::Picture;
use crate::judge::Finding;
use crate::outline::Rect;
use crate::record::Registration;

/// Wider than this no picture is shown, CSS pixels.
const WIDEST: f64 = 1100.0;

/// A picture narrower than this is enlarged, CSS pixels.
const NARROW: f64 = 260.0;

/// How much a box is larger than what it marks, CSS pixels.
const MARGIN: f64 = 3.0;

/// The radius of a box's number, CSS pixels.
const BADGE: f64 = 9.0;

/// A part of a picture, ready to be shown.
#[derive(Debug, Serialize)]
pub(crate) struct Panel {
    picture: String,
    picture_width: f64,
    picture_height: f64,
    view_box: String,
    /// CSS pixels.
    width: f64,
    /// CSS pixels.
    height: f64,
    alt: String,
    boxes: Vec<Marked>,
    /// A part that is outlined: left, top, width, height.
    outlined: Option<[f64; 4]>,
}

impl Panel {
    /// With a part of the picture outlined.
    pub(crate) fn outlining(mut self, part: Option<Rect>) -> Self {
        self.outlined = part.map(|part| <[f64; 4]>::from(part).map(tidy));
        self
    }
}

/// The box of one finding.
#[derive(Debug, Serialize)]
struct Marked {
    number: usize,
    severity: &'static str,
    x: f64,
    y: f64,
    width: f64,
    height: f64,
    badge_x: f64,
    badge_y: f64,
    badge: f64,
}

/// Which of a finding's boxes is drawn.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Side {
    Reference,
    Frame,
}

impl Side {
    fn of(self, finding: &Finding) -> Option<Rect> {
        match self {
            Self::Reference => finding.reference_box,
            Self::Frame => finding.frame_box,
        }
    }
}

/// The whole picture.
pub(crate) fn whole(picture: &Picture) -> Rect {
    Rect::new(0.0, 0.0, picture.width, picture.height)
}

/// The part of a frame that the reference corresponds to, pixels of the frame.
pub(crate) fn region(reference: &Picture, registration: Registration) -> Rect {
    whole(reference).scaled(registration.scale).moved(registration.x, registration.y)
}

/// How wide a part of a frame is shown: as wide as it was on the screen, unless that is too little to see or too much to fit.
pub(crate) fn shown_width(part: Rect, device_scale: f64) -> f64 {
    let width = part.width / if device_scale > 0.0 { device_scale } else { 1.0 };
    if width < NARROW { (width * 2.0).min(NARROW * 1.5) } else { width.min(WIDEST) }
}

/// Lays a part of a picture out, `width` CSS pixels wide, with the boxes of the findings that lie on it.
pub(crate) fn panel(picture: &Picture, part: Rect, width: f64, alt: String, marks: Option<(&[Finding], Side)>) -> Panel {
    let unit = if width > 0.0 { part.width / width } else { 1.0 };
    let mut boxes: Vec<Marked> = Vec::new();
    let (findings, side) = marks.unwrap_or((&[], Side::Frame));
    for (n, finding) in findings.iter().enumerate() {
        let Some(bounds) = side.of(finding).filter(|bounds| bounds.intersection(&part).is_some()) else { continue };
        let mark = marked(n + 1, finding, bounds.grown(MARGIN * unit), part, unit, &boxes);
        boxes.push(mark);
    }
    Panel {
        picture: picture.id.clone(),
        picture_width: picture.width,
        picture_height: picture.height,
        view_box: format!("{} {} {} {}", tidy(part.x), tidy(part.y), tidy(part.width), tidy(part.height)),
        width: width.round(),
        height: (part.height / unit).round(),
        alt,
        boxes,
        outlined: None,
    }
}

fn marked(number: usize, finding: &Finding, bounds: Rect, part: Rect, unit: f64, others: &[Marked]) -> Marked {
    let radius = BADGE * unit;
    let (mut badge_x, badge_y) = badge_place(bounds, part, radius);
    while others.iter().any(|other| (other.badge_x - badge_x).hypot(other.badge_y - badge_y) < 2.0 * radius) {
        badge_x += 2.2 * radius;
    }
    Marked {
        number,
        severity: finding.severity.name(),
        x: tidy(bounds.x),
        y: tidy(bounds.y),
        width: tidy(bounds.width),
        height: tidy(bounds.height),
        badge_x: tidy(badge_x),
        badge_y: tidy(badge_y),
        badge: tidy(radius),
    }
}

/// Beside the box where there is room, so that no letter is covered: left of it, else right of it, else on its corner.
fn badge_place(bounds: Rect, part: Rect, radius: f64) -> (f64, f64) {
    let (_, middle) = bounds.centre();
    let within = |at: f64, from: f64, to: f64| at.max(from + radius).min((to - radius).max(from + radius));
    if bounds.x - 2.0 * radius >= part.x {
        return (bounds.x - radius, within(middle, part.y, part.bottom()));
    }
    if bounds.right() + 2.0 * radius <= part.right() {
        return (bounds.right() + radius, within(middle, part.y, part.bottom()));
    }
    (within(bounds.x, part.x, part.right()), within(bounds.y, part.y, part.bottom()))
}

/// Two digits after the point are more than a screen shows.
fn tidy(number: f64) -> f64 {
    (number * 100.0).round() / 100.0
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_number_stands_beside_its_box_where_there_is_room() {
        let part = Rect::new(100.0, 0.0, 200.0, 100.0);
        let place = |x, width| badge_place(Rect::new(x, 40.0, width, 20.0), part, 9.0);
        assert_eq!(place(150.0, 50.0), (141.0, 50.0));
        assert_eq!(place(105.0, 50.0), (164.0, 50.0));
        assert_eq!(place(100.0, 200.0), (109.0, 40.0));
    }

    #[test]
    fn a_small_part_is_enlarged_and_a_large_one_fits() {
        let part = |width| Rect::new(0.0, 0.0, width, 10.0);
        assert_eq!(shown_width(part(100.0), 1.0), 200.0);
        assert_eq!(shown_width(part(800.0), 2.0), 400.0);
        assert_eq!(shown_width(part(2560.0), 1.0), WIDEST);
    }
}
