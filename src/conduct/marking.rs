//! Marks as the walk file says, drawn around where their controls are today.

use crate::outline::Rect;
use crate::picture::{Area, Drawing, Format, Head, MarkKind};
use crate::references::{Cut, Framing};
use crate::walkfile::{MarkSpec, Side};

/// An arrow's head is so many strokes long and wide, and so many CSS pixels at least.
const HEAD: (f64, f64) = (4.0, 9.0);
/// An ellipse goes around a box when its axes are so many times the box's sides: 1/1.28² + 1/1.6² = 1.
const AROUND: (f64, f64) = (1.28, 1.6);

/// The cut with its marks, and what is to be said where one has nothing to be about.
pub(super) fn marked(cut: Cut, marks: &[(MarkSpec, Option<Rect>)], format: Format) -> (Cut, Option<String>) {
    if marks.is_empty() {
        return (cut, None);
    }
    let place = |at: &Rect| at.scaled(cut.scale).moved(-cut.corner.0, -cut.corner.1);
    let drawn = marks.iter().filter_map(|(spec, at)| Some(drawing(spec, place(at.as_ref()?), cut.scale)));
    let mut drawn: Vec<Drawing> = drawn.collect();
    // What is drawn on a picture with a spotlight is not darkened by it.
    drawn.sort_by_key(|mark| mark.kind.layer());
    let missing = marks.iter().position(|(_, at)| at.is_none());
    let remark = missing.map(|at| {
        let kind = marks[at].0.kind.name();
        format!("the {kind} that the walk file wants as mark {} is left out: its control is not on the page", at + 1)
    });
    let mut picture = cut.picture;
    let before = picture.clone();
    drawn.iter().for_each(|mark| mark.paint(&mut picture, (&before, mark.area())));
    let shows = Rect::from(picture.area());
    let framing = Framing { shows, marks: drawn, as_walk_file: true, lossy: format.loses() };
    (Cut { picture, framing: Some(framing), ..cut }, remark)
}

/// A mark around a control whose box is in pixels of the picture.
fn drawing(spec: &MarkSpec, at: Rect, scale: f64) -> Drawing {
    let [stroke, margin, radius] = [spec.stroke, spec.margin, spec.radius].map(|length| length * scale);
    let plain = Drawing::plain(spec.kind, bounds(at.grown(margin)), spec.colour);
    match spec.kind {
        MarkKind::Box | MarkKind::RoundedBox => Drawing { bounds: bounds(at.grown(margin + stroke)), stroke, radius, ..plain },
        MarkKind::Ellipse => {
            let (x, y) = at.centre();
            let (wide, high) = (at.width * AROUND.0 / 2.0 + margin + stroke, at.height * AROUND.1 / 2.0 + margin + stroke);
            Drawing { bounds: [x - wide, y - high, wide * 2.0, high * 2.0], stroke, ..plain }
        }
        MarkKind::Underline => {
            let level = at.bottom() + margin + stroke / 2.0;
            let bounds = [at.x, level - stroke / 2.0, at.width, stroke];
            Drawing { bounds, stroke, ends: Some([(at.x, level), (at.right(), level)]), ..plain }
        }
        MarkKind::Arrow => arrow(spec, at.grown(margin), scale, &plain),
        MarkKind::Badge => {
            let bounds = [at.x - margin - radius, at.y - margin - radius, radius * 2.0, radius * 2.0];
            Drawing { bounds, radius, number: Some(spec.number), ..plain }
        }
        MarkKind::Spotlight => Drawing { radius, ..plain },
        MarkKind::Highlighter | MarkKind::Blur | MarkKind::Redaction => plain,
    }
}

/// An arrow that comes from a side and ends at the box's edge.
fn arrow(spec: &MarkSpec, at: Rect, scale: f64, plain: &Drawing) -> Drawing {
    let (stroke, length) = (spec.stroke * scale, spec.length * scale);
    let (x, y) = at.centre();
    let (tip, tail) = match spec.from {
        Side::Left => ((at.x, y), (at.x - length, y)),
        Side::Right => ((at.right(), y), (at.right() + length, y)),
        Side::Above => ((x, at.y), (x, at.y - length)),
        Side::Below => ((x, at.bottom()), (x, at.bottom() + length)),
    };
    let head = (stroke * HEAD.0).max(HEAD.1 * scale);
    let ends = Rect::new(tip.0.min(tail.0), tip.1.min(tail.1), (tip.0 - tail.0).abs(), (tip.1 - tail.1).abs());
    let (wide, high) = if matches!(spec.from, Side::Left | Side::Right) { (0.0, head / 2.0) } else { (head / 2.0, 0.0) };
    let bounds = [ends.x - wide, ends.y - high, ends.width + wide * 2.0, ends.height + high * 2.0];
    let head = Some(Head { length: head, width: head, open: false });
    Drawing { bounds, stroke, ends: Some([tail, tip]), head, ..plain.clone() }
}

/// A box of whole pixels: straight edges are crisp there.
fn bounds(at: Rect) -> [f64; 4] {
    let area = Area::nearest(at.x, at.y, at.width, at.height);
    let whole = Rect::from(area);
    [whole.x, whole.y, whole.width, whole.height]
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::picture::Picture;
    use crate::references::Source;
    use crate::walkfile::Target;

    fn spec(kind: MarkKind) -> MarkSpec {
        MarkSpec {
            kind,
            at: Target { alternatives: Vec::new() },
            colour: [224, 27, 36],
            stroke: 3.0,
            radius: if kind == MarkKind::Badge { 11.0 } else { 0.0 },
            margin: 4.0,
            from: Side::Below,
            length: 60.0,
            number: 7,
        }
    }

    fn cut() -> Cut {
        Cut {
            picture: Picture::filled(600, 400, [255; 4]),
            region: Rect::new(100.0, 50.0, 300.0, 200.0),
            scale: 2.0,
            corner: (200.0, 100.0),
            source: Source::Viewport,
            framing: None,
        }
    }

    #[test]
    fn marks_lie_around_their_control_at_the_pictures_scale_and_are_kept_with_it() {
        let at = Some(Rect::new(150.0, 100.0, 80.0, 20.0));
        let (marked, remark) = marked(cut(), &[(spec(MarkKind::Box), at), (spec(MarkKind::Arrow), at)], Format::Png);
        assert_eq!(remark, None);
        let framing = marked.framing.expect("it is kept what was drawn");
        assert!(framing.as_walk_file);
        // The control is 160 × 40 pixels at (100, 100); margin and stroke are 8 and 6.
        assert_eq!(framing.marks[0].bounds, [86.0, 86.0, 188.0, 68.0]);
        assert_eq!(framing.marks[1].ends, Some([(180.0, 268.0), (180.0, 148.0)]));
        let red = Some([224, 27, 36, 255]);
        assert_eq!([(86, 100), (273, 100), (180, 86), (180, 153), (180, 260)].map(|(x, y)| marked.picture.pixel(x, y)), [red; 5]);
        assert_eq!(marked.picture.pixel(180, 120), Some([255; 4]), "the control itself is free");
    }

    #[test]
    fn every_kind_draws_something_and_leaves_its_control_readable_unless_it_hides() {
        for name in ["box", "ellipse", "arrow", "underline", "badge", "highlighter", "spotlight"] {
            let kind = MarkKind::named(name).unwrap();
            let mut page = cut();
            page.picture.fill(Area::new(100, 100, 160, 40), [40, 45, 50, 255]);
            let before = page.picture.clone();
            let (marked, _) = marked(page, &[(spec(kind), Some(Rect::new(150.0, 100.0, 80.0, 20.0)))], Format::Png);
            assert_ne!(marked.picture, before, "{name} draws nothing");
            let dark = marked.picture.pixel(180, 120).unwrap();
            assert!(dark[0] < 60, "{name} covers its control: {dark:?}");
        }
    }

    #[test]
    fn a_mark_without_its_control_is_left_out_and_that_is_said() {
        let (marked, remark) = marked(cut(), &[(spec(MarkKind::Badge), None)], Format::Png);
        assert_eq!(marked.picture, cut().picture);
        assert!(remark.unwrap().contains("the badge"), "the mark is named");
    }
}
