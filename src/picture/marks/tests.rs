//! Marks on a page of rows of words: each kind, what it points at, and what is the page's own.

use super::{Mark, MarkKind, Pointed, find, find_alone, overlap, real, whole};
use crate::picture::{Area, Picture};

const WHITE: [u8; 4] = [255, 255, 255, 255];
const INK: [u8; 4] = [40, 45, 50, 255];
const RED: [u8; 4] = [224, 27, 36, 255];
const GREEN: [u8; 4] = [31, 136, 61, 255];
const BLUE: [u8; 4] = [9, 105, 218, 255];

/// A page with rows of something like words, 40 pixels apart, `off` pixels to the right.
fn page(off: i64) -> Picture {
    let mut page = Picture::filled(480, 320, WHITE);
    for row in 0..7 {
        for letter in 0..(24 + row % 3) {
            let (x, y) = (24 + off + letter * 8 + (letter % 7 / 6) * 3, 24 + row * 40);
            page.fill(Area::new(x, y, 2, 11), INK);
            page.fill(Area::new(x + 2, y + 3 * (letter % 4), 3, 2), INK);
        }
    }
    page
}

fn paint(picture: &mut Picture, colour: [u8; 4], is: impl Fn(f64, f64) -> bool) {
    let area = picture.area();
    for y in area.rows() {
        for x in area.columns() {
            if is(real(x) + 0.5, real(y) + 0.5) {
                picture.put(x, y, colour);
            }
        }
    }
}

fn frame(picture: &mut Picture, area: Area, stroke: i64, colour: [u8; 4]) {
    paint(picture, colour, |x, y| {
        let (x, y) = (whole(x - 0.5), whole(y - 0.5));
        area.holds(x, y) && !area.grown(-stroke).holds(x, y)
    });
}

fn arrow(picture: &mut Picture, colour: [u8; 4]) {
    // From (300, 300) up to the left, tip at (200, 200).
    let r = std::f64::consts::FRAC_1_SQRT_2;
    paint(picture, colour, |x, y| {
        let along = ((x - 300.0) + (y - 300.0)) * -r;
        let across = ((x - 300.0) - (y - 300.0)).abs() * r;
        let length = 100.0 / r;
        let head = length - along;
        (along >= 0.0 && head > 12.0 && across < 1.7) || ((0.0..16.0).contains(&head) && across < head * 0.55)
    });
}

#[test]
fn two_arcs_that_leave_the_picture_on_both_sides_are_one_ellipse() {
    let mut picture = page(0);
    let (half, height) = (260.0, 70.0);
    let ring = |x: f64, y: f64, by: f64| ((x - 240.0) / (half - by)).powi(2) + ((y - 160.0) / (height - by)).powi(2);
    paint(&mut picture, RED, |x, y| ring(x, y, 0.0) <= 1.0 && ring(x, y, 4.0) > 1.0);
    let marks = on_page(&picture);
    let mark = only(&marks);
    assert_eq!(mark.kind, MarkKind::Ellipse);
    assert!(overlap(mark.bounds, Area::new(-20, 90, 520, 140)) > 0.85, "{mark:?}");
}

fn on_page(picture: &Picture) -> Vec<Mark> {
    find(picture, &page(1), picture.area())
}

fn only(marks: &[Mark]) -> &Mark {
    assert_eq!(marks.len(), 1, "{marks:?}");
    &marks[0]
}

#[test]
fn nothing_is_drawn_on_a_page_that_lies_a_pixel_off() {
    assert_eq!(on_page(&page(0)), []);
    assert_eq!(find_alone(&page(0)), []);
}

#[test]
fn a_box_is_found_with_and_without_the_page() {
    let mut picture = page(0);
    let drawn = Area::new(60, 54, 140, 32);
    frame(&mut picture, drawn, 3, RED);
    for marks in [on_page(&picture), find_alone(&picture)] {
        let mark = only(&marks);
        assert_eq!((mark.kind, mark.bounds), (MarkKind::Box, drawn));
        assert!((mark.stroke - 3.0).abs() < 0.3);
        assert_eq!(mark.target(), Pointed::At(drawn.grown(-3)));
        assert!(mark.covers(61, 70) && !mark.covers(100, 70) && !mark.covers(20, 70));
    }
}

#[test]
fn a_badge_on_the_corner_of_a_box_is_a_mark_of_its_own() {
    let mut picture = page(0);
    let drawn = Area::new(60, 54, 140, 32);
    frame(&mut picture, drawn, 3, RED);
    paint(&mut picture, RED, |x, y| (x - 60.0).hypot(y - 54.0) < 12.0);
    picture.fill(Area::new(59, 48, 3, 12), WHITE);
    let marks = on_page(&picture);
    assert_eq!(marks.len(), 2, "{marks:?}");
    let badge = marks.iter().find(|mark| mark.kind == MarkKind::Badge).expect("a badge");
    assert!(overlap(badge.bounds, Area::new(48, 42, 24, 24)) > 0.8);
    let frame = marks.iter().find(|mark| mark.kind.is_frame()).expect("a frame");
    assert!(overlap(frame.bounds, drawn) > 0.9);
}

#[test]
fn a_small_ring_that_stands_alone_is_a_mark() {
    let mut picture = page(0);
    let ring = |x: f64, y: f64| (x - 90.0).hypot(y - 102.0);
    paint(&mut picture, RED, |x, y| (7.4..=9.5).contains(&ring(x, y)));
    let marks = on_page(&picture);
    let mark = only(&marks);
    // So few pixels don't tell a circle from a box with round corners.
    assert!(mark.kind.is_frame() && overlap(mark.bounds, Area::new(80, 92, 20, 20)) > 0.7, "{mark:?}");
}

#[test]
fn rings_in_a_row_are_letters() {
    let mut picture = page(0);
    let ring = |x: f64, y: f64, at: f64| (7.4..=9.5).contains(&(x - at).hypot(y - 102.0));
    paint(&mut picture, RED, |x, y| [90.0, 116.0, 142.0].iter().any(|at| ring(x, y, *at)));
    assert_eq!(on_page(&picture), []);
}

#[test]
fn an_arrow_over_something_of_its_own_colour_is_one() {
    let mut under = page(0);
    frame(&mut under, Area::new(150, 246, 200, 60), 2, BLUE);
    let mut picture = under.clone();
    arrow(&mut picture, BLUE);
    let marks = find(&picture, &under, under.area());
    let mark = only(&marks);
    assert_eq!(mark.kind, MarkKind::Arrow, "{mark:?}");
}

#[test]
fn a_thin_box_with_one_side_on_something_dark_is_one() {
    let mut picture = page(0);
    picture.fill(Area::new(60, 60, 100, 22), [0, 0, 0, 255]);
    let drawn = Area::new(160, 54, 36, 34);
    frame(&mut picture, drawn, 2, RED);
    // Of the left side one pixel is half on black, the other half on white.
    picture.fill(Area::new(160, 56, 1, 30), [168, 21, 27, 255]);
    picture.fill(Area::new(161, 56, 1, 30), [240, 141, 145, 255]);
    let marks = on_page(&picture);
    let mark = marks.iter().find(|mark| mark.kind.is_frame()).unwrap();
    assert!(overlap(mark.bounds, drawn) > 0.9, "{mark:?}");
}

#[test]
fn an_ellipse_is_none_of_the_boxes() {
    let mut picture = page(0);
    paint(&mut picture, RED, |x, y| {
        let level = ((x - 150.0) / 90.0).hypot((y - 110.0) / 30.0);
        let inner = ((x - 150.0) / 87.0).hypot((y - 110.0) / 27.0);
        level <= 1.0 && inner >= 1.0
    });
    let marks = on_page(&picture);
    let mark = only(&marks);
    assert_eq!(mark.kind, MarkKind::Ellipse);
    assert!(overlap(mark.bounds, Area::new(60, 80, 180, 60)) > 0.95);
}

#[test]
fn an_arrow_points_with_its_tip() {
    let mut picture = page(0);
    arrow(&mut picture, RED);
    for marks in [on_page(&picture), find_alone(&picture)] {
        let [tail, tip] = only(&marks).ends.expect("ends");
        assert!((tail.0 - 300.0).hypot(tail.1 - 300.0) < 3.0 && (tip.0 - 200.0).hypot(tip.1 - 200.0) < 3.0);
        assert_eq!(marks[0].target(), Pointed::Near(tip.0, tip.1));
        assert!(marks[0].covers(250, 250) && !marks[0].covers(250, 270));
    }
}

#[test]
fn an_underline_points_at_what_is_above() {
    let mut picture = page(0);
    picture.fill(Area::new(24, 118, 120, 3), RED);
    let marks = on_page(&picture);
    let mark = only(&marks);
    let [left, right] = mark.ends.expect("ends");
    assert_eq!(mark.kind, MarkKind::Underline);
    assert!((left.0 - 24.0).abs() < 2.0 && (right.0 - 144.0).abs() < 2.0);
    assert!(matches!(mark.target(), Pointed::At(area) if area.holds(60, 110) && !area.holds(60, 124)));
}

#[test]
fn what_washes_covers_and_blurs_is_told_apart() {
    let words = Area::new(20, 60, 160, 20);
    let sharp = page(0);
    let mut washed = page(0);
    let mut blurred = page(0);
    let mut covered = page(0);
    covered.fill(words, [0, 0, 0, 255]);
    for y in words.rows() {
        for x in words.columns() {
            let [r, g, b, _] = washed.pixel(x, y).unwrap();
            washed.put(x, y, [r, g, b - b / 3, 255]);
            let around: Vec<[u8; 4]> = (y - 5..=y + 5)
                .flat_map(|y| (x - 5..=x + 5).map(move |x| (x, y)))
                .filter_map(|(x, y)| sharp.pixel(x, y))
                .collect();
            let mean = around.iter().map(|pixel| u32::from(pixel[0])).sum::<u32>() / u32::try_from(around.len()).unwrap();
            let mean = u8::try_from(mean).unwrap();
            blurred.put(x, y, [mean, mean, mean, 255]);
        }
    }
    for (picture, kind) in [(washed, MarkKind::Highlighter), (covered, MarkKind::Redaction), (blurred, MarkKind::Blur)] {
        let marks = on_page(&picture);
        let mark = only(&marks);
        assert_eq!(mark.kind, kind);
        assert!(overlap(mark.bounds, words) > 0.6, "{mark:?}");
        assert_eq!(find_alone(&picture), []);
    }
}

#[test]
fn buttons_and_rings_of_the_page_are_none() {
    let mut picture = page(0);
    // A button that the page doesn't have any more, with light words.
    picture.fill(Area::new(300, 60, 120, 32), GREEN);
    for letter in 0..9 {
        picture.fill(Area::new(318 + letter * 9, 70, 3, 11), WHITE);
    }
    // A notice with a tinted ground.
    picture.fill(Area::new(300, 120, 150, 40), [255, 240, 240, 255]);
    frame(&mut picture, Area::new(300, 120, 150, 40), 2, RED);
    // A field has the focus: the page has its border only.
    let field = Area::new(300, 180, 150, 32);
    frame(&mut picture, field, 2, BLUE);
    let mut under = page(0);
    frame(&mut under, field, 1, [208, 215, 222, 255]);
    assert_eq!(find(&picture, &under, picture.area()), []);
}

#[test]
fn a_band_of_the_page_is_no_cover() {
    let mut picture = page(0);
    picture.fill(Area::new(0, 0, 480, 48), [36, 41, 47, 255]);
    assert_eq!(on_page(&picture), []);
}

#[test]
fn a_mark_that_the_page_has_itself_is_the_pages() {
    let mut picture = page(0);
    frame(&mut picture, Area::new(60, 54, 140, 32), 3, RED);
    let mut moved = page(0);
    frame(&mut moved, Area::new(60, 134, 140, 32), 3, RED);
    assert_eq!(find(&picture, &picture, picture.area()), []);
    assert_eq!(find(&picture, &moved, picture.area()), []);
}

#[test]
fn odd_sizes_are_no_trouble() {
    for (width, height) in [(1, 1), (3, 500), (500, 3), (9, 9)] {
        let (red, white) = (Picture::filled(width, height, RED), Picture::filled(width, height, WHITE));
        assert!(find(&red, &white, white.area()).iter().all(|mark| mark.confidence > 0.0));
        assert_eq!(find(&white, &white, Area::new(5000, 0, 10, 10)), []);
        assert_eq!(find_alone(&white), []);
    }
}

#[test]
fn an_ellipse_that_leaves_the_picture_on_both_sides_is_one() {
    let mut picture = page(0);
    paint(&mut picture, RED, |x, y| {
        let ring = |a: f64, b: f64| ((x - 230.0) / a).hypot((y - 150.0) / b);
        ring(270.0, 31.0) <= 1.0 && ring(267.0, 28.0) > 1.0
    });
    let marks = on_page(&picture);
    let mark = only(&marks);
    assert_eq!(mark.kind, MarkKind::Ellipse);
    assert!(overlap(mark.bounds, Area::new(-40, 119, 540, 62)) > 0.9, "{mark:?}");
    // Two lines across the whole picture are none.
    let mut lines = page(0);
    lines.fill(Area::new(0, 100, 480, 3), RED);
    lines.fill(Area::new(0, 160, 480, 3), RED);
    assert!(on_page(&lines).iter().all(|mark| !mark.kind.is_frame()), "{:?}", on_page(&lines));
}

#[test]
fn a_badge_that_the_edge_cuts_is_one_as_far_as_it_is_round() {
    for middle in [6.0, -4.0] {
        let mut picture = page(0);
        paint(&mut picture, BLUE, |x, y| (x - middle).hypot(y - 130.0) <= 14.0);
        let marks = on_page(&picture);
        let mark = only(&marks);
        assert_eq!(mark.kind, MarkKind::Badge);
        assert!(overlap(mark.bounds, Area::new(whole(middle) - 14, 116, 28, 28)) > 0.75, "{mark:?}");
        assert_eq!(find_alone(&picture), vec![]);
    }
    let mut picture = page(0);
    picture.fill(Area::new(0, 116, 12, 28), BLUE);
    assert!(on_page(&picture).iter().all(|mark| mark.kind != MarkKind::Badge));
}
