//! Lines of letters that a reader passed over, put below each other on a page of their own. Readers of whole screens drop lines that
//! stand alone, such as the words of a button; on a page that holds nothing else they are read well.

use image::GrayImage;
use image::imageops::FilterType;

use super::marks::blob::{bounds, connected};
use super::marks::real;
use super::read::pixels;
use super::{Area, ReadWord};

/// Ink is what is darker on white, 0 to 255.
const INK: u8 = 185;
/// Letters are between these heights, pixels of the picture.
const LETTERS: (i64, i64) = (2, 44);
/// And no wider than so many times their height, or so many pixels.
const WIDEST: (i64, i64) = (6, 60);
/// What is read less surely, 0 to 100, is read again.
const DOUBTFUL: f64 = 50.0;
/// A word's box is at most so many times as high as a letter in it.
const TOO_HIGH: f64 = 3.5;
/// Letters of a line are no further apart than so many times the higher one's height.
const APART: f64 = 1.0;
/// Words of a line are no further apart than so many times its letters' height.
const GAP: f64 = 1.5;
/// What is so many times as high as the letters of its line is none of them, but a box around them.
const OUTSIZED: f64 = 1.7;
/// A line has so many letters at least, is so many pixels high, and so many times as wide as high.
const LEAST: (usize, i64, f64) = (3, 5, 1.6);
/// Where letters run into each other, it is so many times as wide as high.
const LEAST_JOINED: f64 = 3.0;
/// No more lines are looked at.
const MOST: usize = 60;
/// Letters are brought to this height, pixels, and enlarged no more than so many times.
const HEIGHT: (f64, f64) = (30.0, 4.0);
/// White between the lines, and around the letters of one, pixels.
const BETWEEN: u32 = 24;
const ROOM: i64 = 3;

/// A line on the page.
#[derive(Debug, Clone, Copy)]
pub(super) struct Row {
    /// Where the picture has it.
    area: Area,
    /// Where the page has its top, pixels.
    top: u32,
    /// How many times it is enlarged.
    times: f64,
}

impl Row {
    /// Whether a height of the page is this line's.
    pub(super) fn holds(&self, y: f64) -> bool {
        let height = real(self.area.height) * self.times;
        let room = f64::from(BETWEEN) / 2.0;
        y >= f64::from(self.top) - room && y < f64::from(self.top) + height + room
    }

    /// A box of the page, left, top, width and height, in pixels of the picture.
    pub(super) fn in_picture(&self, [x, y, width, height]: [f64; 4]) -> [f64; 4] {
        let (left, top) = ((x - f64::from(BETWEEN)) / self.times, (y - f64::from(self.top)) / self.times);
        [real(self.area.x) + left, real(self.area.y) + top, width / self.times, height / self.times]
    }

    /// Whether the middle of a box of the picture lies in the line.
    pub(super) fn covers(&self, [x, y, width, height]: [f64; 4]) -> bool {
        let (x, y) = (x + width / 2.0, y + height / 2.0);
        let area = self.area;
        x >= real(area.x) && x < real(area.right()) && y >= real(area.y) && y < real(area.bottom())
    }
}

/// The lines of a picture that no word was read in; `ink` is the picture as ink on white. What the upper and the lower edge cut is
/// left out: nobody can read it.
pub(super) fn lines(ink: &GrayImage, read: &[ReadWord]) -> Vec<Area> {
    let letters = letters(ink, read);
    let lines = in_lines(letters).into_iter().flat_map(|letters| without_boxes(&letters));
    let height = i64::from(ink.height());
    let is_whole = |area: &Area| area.y > 0 && area.bottom() < height;
    let whole_line = |letters: Vec<Area>| {
        let (count, area) = (letters.len(), letters.into_iter().reduce(|all, one| all.union(&one))?);
        let wide = if count >= LEAST.0 { LEAST.2 } else { LEAST_JOINED };
        (area.height >= LEAST.1 && real(area.width) >= wide * real(area.height) && is_whole(&area)).then_some(area)
    };
    lines.filter_map(whole_line).take(MOST).collect()
}

/// Pieces of ink of a letter's size that lie in no word, from the left to the right.
fn letters(ink: &GrayImage, read: &[ReadWord]) -> Vec<Area> {
    let points = ink.enumerate_pixels().filter(|(.., pixel)| pixel.0[0] < INK).map(|(x, y, _)| (i64::from(x), i64::from(y)));
    let whole = Area::new(0, 0, i64::from(ink.width()), i64::from(ink.height()));
    let pieces = connected(points.collect(), whole, 1).into_iter().filter_map(|pixels| bounds(pixels.into_iter()));
    let is_letter =
        |area: &Area| (LETTERS.0..=LETTERS.1).contains(&area.height) && area.width <= (WIDEST.0 * area.height).max(WIDEST.1);
    let is_read = |area: &Area| {
        let (x, y) = (real(area.x) + real(area.width) / 2.0, real(area.y) + real(area.height) / 2.0);
        let known = read.iter().filter(|word| word.sure >= DOUBTFUL);
        // A word much higher than its letters is something else that was taken for one.
        known.map(|word| word.bounds).filter(|word| word[3] <= TOO_HIGH * real(area.height)).any(|[left, top, width, height]| {
            (left - 2.0..=left + width + 2.0).contains(&x) && (top - 2.0..=top + height + 2.0).contains(&y)
        })
    };
    let mut letters: Vec<Area> = pieces.filter(is_letter).filter(|area| !is_read(area)).collect();
    letters.sort_by_key(|area| (area.x, area.y));
    letters
}

/// Letters that stand beside each other.
fn in_lines(letters: Vec<Area>) -> Vec<Vec<Area>> {
    let mut lines: Vec<(Area, Vec<Area>)> = Vec::new();
    for letter in letters {
        let goes_on = |(line, _): &&mut (Area, Vec<Area>)| {
            let highest = line.height.max(letter.height);
            let common = line.bottom().min(letter.bottom()) - line.y.max(letter.y);
            highest <= LETTERS.1
                && real(letter.x - line.right()) <= APART * real(highest)
                && common * 2 >= line.height.min(letter.height)
        };
        match lines.iter_mut().find(goes_on) {
            Some((line, letters)) => {
                *line = line.union(&letter);
                letters.push(letter);
            }
            None => lines.push((letter, vec![letter])),
        }
    }
    lines.into_iter().map(|(_, letters)| letters).collect()
}

/// The letters of a line without what is no letter; where that stood between words, they are lines of their own.
fn without_boxes(letters: &[Area]) -> Vec<Vec<Area>> {
    let mut heights: Vec<i64> = letters.iter().map(|area| area.height).collect();
    heights.sort_unstable();
    let usual = real(heights[heights.len() / 2]);
    // Small letters may run into each other; what is long and flat is a rule.
    let is_rule = |area: &Area| real(area.width) > 4.0 * usual && real(area.height) * 3.0 < usual;
    let is_letter = |area: &&Area| real(area.height) <= OUTSIZED * usual + 1.0 && !is_rule(area);
    let mut parts: Vec<Vec<Area>> = Vec::new();
    let mut end = i64::MIN;
    for letter in letters.iter().filter(is_letter) {
        match parts.last_mut() {
            Some(part) if real(letter.x - end) <= GAP * usual => part.push(*letter),
            _ => parts.push(vec![*letter]),
        }
        end = end.max(letter.right());
    }
    parts
}

/// The lines below each other, each as large as it is read best.
pub(super) fn page(ink: &GrayImage, lines: &[Area]) -> (GrayImage, Vec<Row>) {
    let whole = Area::new(0, 0, i64::from(ink.width()), i64::from(ink.height()));
    let mut rows = Vec::new();
    let (mut top, mut widest) = (BETWEEN, 0);
    for line in lines.iter().filter_map(|line| line.grown(ROOM).intersection(&whole)) {
        let times = (HEIGHT.0 / real(line.height - 2 * ROOM).max(1.0)).min(HEIGHT.1);
        rows.push(Row { area: line, top, times });
        top += pixels(real(line.height) * times) + BETWEEN;
        widest = widest.max(pixels(real(line.width) * times));
    }
    let mut page = GrayImage::from_pixel(widest + 2 * BETWEEN, top, image::Luma([255]));
    for row in &rows {
        let sides = [row.area.x, row.area.y, row.area.width, row.area.height];
        let [x, y, width, height] = sides.map(|side| u32::try_from(side).unwrap_or(0));
        let line = image::imageops::crop_imm(ink, x, y, width, height).to_image();
        let (width, height) = (pixels(real(row.area.width) * row.times), pixels(real(row.area.height) * row.times));
        let line = image::imageops::resize(&line, width, height, FilterType::CatmullRom);
        image::imageops::replace(&mut page, &line, i64::from(BETWEEN), i64::from(row.top));
    }
    (page, rows)
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Letters of 6 × 9 pixels, 9 pixels from one to the next.
    fn write(ink: &mut GrayImage, x: u32, y: u32, letters: u32) {
        for letter in 0..letters {
            for (column, row) in (0..6).flat_map(|column| (0..9).map(move |row| (column, row))) {
                ink.put_pixel(x + letter * 9 + column, y + row, image::Luma([30]));
            }
        }
    }

    fn page_with_a_button() -> GrayImage {
        let mut ink = GrayImage::from_pixel(240, 90, image::Luma([255]));
        write(&mut ink, 20, 10, 8);
        // The sides of a button, its words, and a link beside it.
        for row in 40..64 {
            ink.put_pixel(14, row, image::Luma([90]));
            ink.put_pixel(110, row, image::Luma([90]));
        }
        write(&mut ink, 24, 47, 8);
        write(&mut ink, 124, 47, 6);
        ink
    }

    #[test]
    fn what_was_read_is_not_looked_at_again_and_a_button_and_a_link_are_lines_of_their_own() {
        let ink = page_with_a_button();
        let known = ReadWord { text: "Settings".to_owned(), bounds: [20.0, 10.0, 69.0, 9.0], sure: 95.0, line: 1 };
        assert_eq!(lines(&ink, std::slice::from_ref(&known)), [Area::new(24, 47, 69, 9), Area::new(124, 47, 51, 9)]);
        assert_eq!(lines(&ink, &[ReadWord { sure: 30.0, ..known }]).len(), 3);
    }

    #[test]
    fn what_the_foot_of_the_picture_cuts_is_no_line() {
        let mut ink = GrayImage::from_pixel(120, 30, image::Luma([255]));
        write(&mut ink, 10, 21, 8);
        assert_eq!(lines(&ink, &[]), []);
    }

    #[test]
    fn a_place_on_the_page_is_a_place_in_the_picture() {
        let ink = page_with_a_button();
        let (page, rows) = page(&ink, &lines(&ink, &[]));
        let row = rows.iter().find(|row| row.covers([30.0, 48.0, 10.0, 6.0])).unwrap();
        // The row's first letter begins behind the room around it.
        let left = f64::from(BETWEEN) + 3.0 * row.times;
        let at = row.in_picture([left, f64::from(row.top) + 3.0 * row.times, 69.0 * row.times, 9.0 * row.times]);
        assert_eq!(at.map(f64::round), [24.0, 47.0, 69.0, 9.0]);
        assert!(row.holds(f64::from(row.top) + 10.0) && rows.iter().filter(|row| row.holds(30.0)).count() == 1);
        assert!(page.width() > 240 && page.get_pixel(0, 0).0[0] == 255);
    }
}
