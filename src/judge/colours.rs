//! The colours of a control in a picture that any system may have drawn: what its words stand on, and what they are drawn with.

use crate::outline::Rect;
use crate::picture::{Area, Picture};

/// Grounds that differ by more in a channel, 0 to 255, are others, whatever JPEG and palettes make of them.
const OTHER_GROUND: u8 = 40;
/// Grounds that differ by less, 0 to 255, are the same.
const SAME_GROUND: u8 = 16;
/// Inks whose differences from their grounds point further apart (cosine) are of another colour. Smoothing and scaling make them
/// shorter and turn them hardly.
const OTHER_INK: f64 = 0.94;
/// Words are paler with less than this share (0 to 1) of the ink; thin letters can be that too, so it counts only for what is off.
const MUCH_PALER: f64 = 0.5;
/// Colours that differ by no more, 0 to 255, are one paint.
const SAME_PAINT: u8 = 60;
/// With less ink on a place, in the mean of its pixels, 0 to 255, its colour says nothing.
const LEAST_INK: f64 = 6.0;
/// Words in a smaller box have no colour that counts, pixels.
const LEAST_SIDE: i64 = 7;

/// The colours of words and of what they stand on.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(super) struct Colours {
    ground: [u8; 3],
    /// The mean difference of the place's pixels from its ground.
    ink: [f64; 3],
}

/// How colours became others.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Recoloured {
    /// A fill of its own came or went.
    FillCameOrWent,
    /// Its fill is another.
    Fill,
    /// Its words have another colour.
    Words,
    /// It can't be used, and its words are much paler.
    Paler,
}

/// The colours in a place where words stand; `None` where it is too small or empty.
pub(super) fn colours(picture: &Picture, words: &Rect) -> Option<Colours> {
    let area = Area::nearest(words.x, words.y, words.width, words.height).intersection(&picture.area())?;
    if area.width < LEAST_SIDE || area.height < LEAST_SIDE {
        return None;
    }
    let ground = middle(pixels(picture, area.grown(1), 1))?;
    let mut sums = [0.0; 3];
    for pixel in pixels(picture, area, 1) {
        sums.iter_mut().zip(pixel.iter().zip(ground)).for_each(|(sum, (one, two))| *sum += f64::from(*one) - f64::from(two));
    }
    let ink = sums.map(|sum| sum / super::place::count(pixels(picture, area, 1).count().max(1)));
    Some(Colours { ground, ink })
}

/// What most of a whole picture is.
pub(super) fn page(picture: &Picture) -> Option<[u8; 3]> {
    middle(pixels(picture, picture.area(), 3))
}

/// How a control's colours became others, on pages whose own grounds are these; `is_off`: it can't be used now. `None` where they did
/// not, and where the pages themselves are of other colours.
pub(super) fn recoloured(then: (&Colours, [u8; 3]), now: (&Colours, [u8; 3]), is_off: bool) -> Option<Recoloured> {
    let ((was, page_then), (is, page_now)) = (then, now);
    if apart(page_then, page_now) > SAME_GROUND {
        return None;
    }
    if apart(was.ground, is.ground) > OTHER_GROUND {
        let on_page = |ground: [u8; 3]| apart(ground, page_now) <= SAME_GROUND;
        let came_or_went = on_page(was.ground) != on_page(is.ground);
        return Some(if came_or_went { Recoloured::FillCameOrWent } else { Recoloured::Fill });
    }
    let (was, is) = (was.ink, is.ink);
    if length(was) < LEAST_INK || length(is) < LEAST_INK {
        return None;
    }
    if cosine(was, is) < OTHER_INK {
        return Some(Recoloured::Words);
    }
    (is_off && length(is) < MUCH_PALER * length(was)).then_some(Recoloured::Paler)
}

/// Whether a mark's paint is in a place of the picture: the box of a line has little of it.
pub(super) fn has_paint(picture: &Picture, at: &Rect, colour: [u8; 3]) -> bool {
    let area = Area::nearest(at.x, at.y, at.width, at.height);
    let is_paint = |(x, y): (i64, i64)| {
        picture.pixel(x, y).is_some_and(|pixel| pixel.iter().zip(colour).all(|(one, two)| one.abs_diff(two) <= SAME_PAINT))
    };
    area.rows().flat_map(|y| area.columns().map(move |x| (x, y))).any(is_paint)
}

fn pixels(picture: &Picture, area: Area, step: usize) -> impl Iterator<Item = [u8; 4]> {
    let rows = (area.y..area.bottom()).step_by(step);
    let all = rows.flat_map(move |y| (area.x..area.right()).step_by(step).map(move |x| (x, y)));
    all.filter_map(|(x, y)| picture.pixel(x, y))
}

/// The middle value of each channel.
pub(super) fn middle(pixels: impl Iterator<Item = [u8; 4]>) -> Option<[u8; 3]> {
    let pixels: Vec<[u8; 4]> = pixels.collect();
    let middle = |channel: usize| {
        let mut values: Vec<u8> = pixels.iter().map(|pixel| pixel[channel]).collect();
        let at = values.len() / 2;
        (!values.is_empty()).then(|| *values.select_nth_unstable(at).1)
    };
    Some([middle(0)?, middle(1)?, middle(2)?])
}

fn apart(one: [u8; 3], two: [u8; 3]) -> u8 {
    one.iter().zip(two).map(|(one, two)| one.abs_diff(two)).max().unwrap_or(0)
}

fn length(of: [f64; 3]) -> f64 {
    of.iter().map(|side| side * side).sum::<f64>().sqrt()
}

fn cosine(one: [f64; 3], two: [f64; 3]) -> f64 {
    let product: f64 = one.iter().zip(two).map(|(one, two)| one * two).sum();
    product / (length(one) * length(two)).max(f64::EPSILON)
}

#[cfg(test)]
mod tests {
    use super::*;

    const WHITE: [u8; 4] = [255; 4];

    /// Words of a colour on a fill, `thin` of ten columns inked; smoothed ones are half ground.
    fn words(fill: [u8; 4], ink: [u8; 4], thin: i64, smooth: bool) -> Colours {
        let mut picture = Picture::filled(120, 40, WHITE);
        picture.fill(Area::new(10, 5, 100, 30), fill);
        let mixed = [0, 1, 2, 3].map(|i| fill[i].midpoint(ink[i]));
        for x in (20..100).step_by(10) {
            picture.fill(Area::new(x, 14, thin, 12), if smooth { mixed } else { ink });
        }
        colours(&picture, &Rect::new(20.0, 14.0, 80.0, 12.0)).unwrap()
    }

    fn change(then: &Colours, now: &Colours) -> Option<Recoloured> {
        recoloured((then, [255; 3]), (now, [255; 3]), false)
    }

    #[test]
    fn another_fill_and_other_words_are_told_and_another_drawing_is_not() {
        let (green, grey, black) = ([31, 136, 61, 255], [246, 248, 250, 255], [31, 35, 40, 255]);
        let (blue, red) = ([9, 105, 218, 255], [207, 34, 46, 255]);
        let button = words(green, WHITE, 3, false);
        assert_eq!(change(&button, &words(green, WHITE, 2, true)), None);
        assert_eq!(change(&button, &words(grey, black, 3, false)), Some(Recoloured::FillCameOrWent));
        assert_eq!(change(&button, &words(red, WHITE, 3, false)), Some(Recoloured::Fill));
        let plain = words(WHITE, black, 3, false);
        assert_eq!(change(&plain, &words(WHITE, black, 2, true)), None);
        assert_eq!(change(&plain, &words(grey, black, 3, true)), None);
        assert_eq!(change(&plain, &words(WHITE, blue, 3, false)), Some(Recoloured::Words));
        let pale = words(WHITE, [170, 172, 175, 255], 3, false);
        assert_eq!(change(&plain, &pale), None);
        assert_eq!(recoloured((&plain, [255; 3]), (&pale, [255; 3]), true), Some(Recoloured::Paler));
        assert_eq!(change(&words(WHITE, blue, 3, true), &words(WHITE, red, 2, false)), Some(Recoloured::Words));
        assert_eq!(recoloured((&plain, [255; 3]), (&words(WHITE, blue, 3, false), [13; 3]), false), None);
    }
}
