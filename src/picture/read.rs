//! Words in a picture, read by Tesseract as a program of its own. One thread each (`OMP_THREAD_LIMIT=1`: on few cores two readers
//! side by side are many times faster than two threads in each), a time limit, and no process that outlives it.

use std::io::{Read as _, Write as _};
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Stdio};
use std::sync::mpsc;
use std::time::Duration;

use image::imageops::FilterType;
use image::{DynamicImage, GrayImage};
use serde::{Deserialize, Serialize};

use super::{Picture, passed_over};

/// Words whose reader is less sure (0 to 100) are mostly noise: borders and icons taken for letters.
const LEAST_SURE: f64 = 25.0;
/// Letters of this height are read best, pixels: those of a text of 30 points.
const BEST_HEIGHT: f64 = 22.0;
/// A picture is enlarged this often at the most.
const MOST_ENLARGED: f64 = 4.0;
/// The widest or highest picture that the reader is given, pixels.
const LONGEST_READ: f64 = 12_000.0;
/// The most pixels that the reader is given.
const MOST_READ: f64 = 24_000_000.0;
/// The ground is looked for once for each square of this side, pixels.
const TILE: u32 = 8;
/// And so far to each side of its middle, pixels: less than a button's height, more than a letter's.
const AROUND: u32 = 14;
/// Tesseract's names of layouts: words anywhere, one block of lines, and one line.
const SCATTERED: &str = "11";
const ONE_BLOCK: &str = "6";
const ONE_LINE: &str = "7";
/// A line that was passed over counts where no word of it is read less surely than this, 0 to 100.
const SURE_ENOUGH: f64 = 75.0;
/// White around the picture: letters at the very edge are not read, pixels.
const MARGIN: u32 = 12;

/// A word that was read.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct ReadWord {
    /// The word.
    pub text: String,
    /// Left, top, width and height, pixels of the picture that was read.
    #[serde(rename = "box")]
    pub bounds: [f64; 4],
    /// How sure the reader is, 0 to 100.
    pub sure: f64,
    /// The line that it stands in; counts up in the reader's order.
    pub line: u32,
}

/// All words of a picture, in the reader's order.
#[derive(Debug, Clone, PartialEq, Default, Serialize, Deserialize)]
pub struct Reading {
    /// The words.
    pub words: Vec<ReadWord>,
}

/// Why a picture was not read.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum ReadError {
    /// Tesseract can't be started.
    #[error("tesseract can't be started: {0}")]
    NotStarted(String),
    /// It took longer than it may.
    #[error("tesseract took longer than {} s", .0.as_secs())]
    TimedOut(Duration),
    /// It gave up.
    #[error("tesseract gave up: {0}")]
    Failed(String),
}

/// Tesseract, and in which language it reads.
#[derive(Debug, Clone, PartialEq)]
pub struct Tesseract {
    /// The program.
    pub program: PathBuf,
    /// Its name of the language: `eng`, `deu+eng`.
    pub language: String,
    /// How long one reading may take.
    pub limit: Duration,
    /// Words that are read less surely than this, 0 to 100, are left out.
    pub least_sure: f64,
}

impl Tesseract {
    /// Tesseract for a language, with half a minute for each picture.
    #[must_use]
    pub fn new(program: &Path, language: &str) -> Self {
        Self {
            program: program.to_owned(),
            language: language.to_owned(),
            limit: Duration::from_secs(30),
            least_sure: LEAST_SURE,
        }
    }

    /// The same with every word, however unsure: letters drawn by lot are no words, and mostly read so.
    #[must_use]
    pub fn with_unsure_words(self) -> Self {
        Self { least_sure: 0.0, ..self }
    }

    /// Reads a picture, enlarged as it needs: once as most screens are written, again where its letters turn out too small for
    /// that, and the lines that were passed over once more by themselves.
    ///
    /// # Errors
    /// When Tesseract can't be started, takes too long, or gives up.
    pub fn read(&self, picture: &Picture) -> Result<Reading, ReadError> {
        let ink = ink_on_white(&grey(picture));
        let reading = self.read_whole(&ink)?;
        self.with_passed_over(&ink, reading)
    }

    fn read_whole(&self, ink: &GrayImage) -> Result<Reading, ReadError> {
        let first = bounded(ink, 2.0);
        let reading = self.read_as(SCATTERED, ink, first)?;
        let Some(height) = letter_height(&reading) else {
            let second = bounded(ink, MOST_ENLARGED);
            return if second > first * 1.4 { self.read_as(SCATTERED, ink, second) } else { Ok(reading) };
        };
        let wanted = bounded(ink, (BEST_HEIGHT / height).clamp(0.5, MOST_ENLARGED));
        if wanted > first * 1.4 || wanted < first / 2.0 {
            return self.read_as(SCATTERED, ink, wanted);
        }
        Ok(reading)
    }

    /// A reading with the lines that it lacks, as far as they can be read surely.
    fn with_passed_over(&self, ink: &GrayImage, mut reading: Reading) -> Result<Reading, ReadError> {
        let lines = passed_over::lines(ink, &reading.words);
        if lines.is_empty() {
            return Ok(reading);
        }
        let (page, rows) = passed_over::page(ink, &lines);
        let words = parsed(&self.run(ONE_BLOCK, &page)?, self.least_sure);
        for row in rows {
            let is_word = |word: &&ReadWord| word.text.chars().any(char::is_alphanumeric);
            let is_in = |word: &&ReadWord| row.holds(word.bounds[1] + word.bounds[3] / 2.0);
            let line = reading.words.iter().map(|word| word.line).max().unwrap_or(0) + 1;
            let found: Vec<ReadWord> = words
                .iter()
                .filter(is_in)
                .filter(is_word)
                .map(|word| ReadWord { bounds: row.in_picture(word.bounds), line, ..word.clone() })
                .collect();
            if !found.is_empty() && found.iter().all(|word| word.sure >= SURE_ENOUGH) {
                reading.words.retain(|word| !row.covers(word.bounds));
                reading.words.extend(found);
            }
        }
        Ok(reading)
    }

    /// Reads a picture that is first made this many times as large.
    ///
    /// # Errors
    /// As [`Tesseract::read`].
    pub fn read_enlarged(&self, picture: &Picture, factor: f64) -> Result<Reading, ReadError> {
        self.read_as(SCATTERED, &ink_on_white(&grey(picture)), factor)
    }

    /// Reads a picture of one line of words and nothing else, as small as it may be.
    ///
    /// # Errors
    /// As [`Tesseract::read`].
    pub fn read_line(&self, picture: &Picture) -> Result<Reading, ReadError> {
        let factor = (2.0 * BEST_HEIGHT / f64::from(picture.height().max(1))).clamp(1.0, MOST_ENLARGED);
        let ink = ink_on_white(&grey(picture));
        self.read_as(ONE_LINE, &ink, bounded(&ink, factor))
    }

    fn read_as(&self, layout: &str, ink: &GrayImage, factor: f64) -> Result<Reading, ReadError> {
        let page = prepared(ink, factor);
        let text = self.run(layout, &page)?;
        let (across, down) = (
            f64::from(page.width() - 2 * MARGIN) / f64::from(ink.width()),
            f64::from(page.height() - 2 * MARGIN) / f64::from(ink.height()),
        );
        let margin = f64::from(MARGIN);
        let in_picture =
            |[x, y, width, height]: [f64; 4]| [(x - margin) / across, (y - margin) / down, width / across, height / down];
        let words = parsed(&text, self.least_sure).into_iter();
        Ok(Reading { words: words.map(|word| ReadWord { bounds: in_picture(word.bounds), ..word }).collect() })
    }

    fn run(&self, layout: &str, page: &GrayImage) -> Result<String, ReadError> {
        let mut child = Command::new(&self.program)
            .args(["stdin", "stdout", "--psm", layout, "--dpi", "192", "-l", &self.language, "tsv"])
            .env("OMP_THREAD_LIMIT", "1")
            .stdin(Stdio::piped())
            .stdout(Stdio::piped())
            .stderr(Stdio::piped())
            .spawn()
            .map_err(|e| ReadError::NotStarted(e.to_string()))?;
        let outcome = talk(&mut child, page, self.limit);
        // However it ended, nothing is left behind; a process that is over already can't be ended, and need not be.
        let _ = child.kill();
        let status = child.wait().map_err(|e| ReadError::Failed(e.to_string()))?;
        let (text, said) = outcome.ok_or(ReadError::TimedOut(self.limit))?;
        if text.is_empty() && !status.success() {
            let last = said.lines().last().unwrap_or("it said nothing").trim().to_owned();
            return Err(ReadError::Failed(last));
        }
        Ok(text)
    }
}

/// Hands the page over and takes what is said; `None` when the time is up.
fn talk(child: &mut Child, page: &GrayImage, limit: Duration) -> Option<(String, String)> {
    let (stdin, stdout, stderr) = (child.stdin.take()?, child.stdout.take()?, child.stderr.take()?);
    let mut bytes = format!("P5\n{} {}\n255\n", page.width(), page.height()).into_bytes();
    bytes.extend_from_slice(page.as_raw());
    std::thread::spawn(move || {
        let mut stdin = stdin;
        // A reader that goes away early says why on its other end.
        let _ = stdin.write_all(&bytes);
    });
    let (send, receive) = mpsc::channel();
    std::thread::spawn(move || {
        let (mut text, mut said) = (Vec::new(), Vec::new());
        let (mut stdout, mut stderr) = (stdout, stderr);
        let _ = stdout.read_to_end(&mut text);
        let _ = stderr.read_to_end(&mut said);
        let words = |bytes: Vec<u8>| String::from_utf8_lossy(&bytes).into_owned();
        let _ = send.send((words(text), words(said)));
    });
    receive.recv_timeout(limit).ok()
}

/// A factor that keeps the page within what the reader is given.
fn bounded(ink: &GrayImage, factor: f64) -> f64 {
    let (width, height) = (f64::from(ink.width()), f64::from(ink.height()));
    factor.min(LONGEST_READ / width.max(height)).min((MOST_READ / (width * height)).sqrt())
}

/// The median height of words with at least three letters, pixels of the picture; `None` where there are too few.
fn letter_height(reading: &Reading) -> Option<f64> {
    let long = reading.words.iter().filter(|word| word.text.chars().filter(|c| c.is_alphabetic()).count() >= 3);
    let mut heights: Vec<f64> = long.map(|word| word.bounds[3]).collect();
    heights.sort_by(f64::total_cmp);
    (heights.len() >= 2).then(|| heights[heights.len() / 2])
}

/// Ink on white as the reader is given it: enlarged, with a margin.
fn prepared(ink: &GrayImage, factor: f64) -> GrayImage {
    let side = |length: u32| pixels(f64::from(length) * factor);
    let (width, height) = (side(ink.width()), side(ink.height()));
    let filter = if factor >= 1.0 { FilterType::CatmullRom } else { FilterType::Triangle };
    // `imageops::resize` is generic and would be compiled here, without the optimisation that the packages for pictures have.
    let enlarged = || DynamicImage::from(ink.clone()).resize_exact(width, height, filter).into_luma8();
    let large = if (width, height) == ink.dimensions() { ink.clone() } else { enlarged() };
    let mut page = GrayImage::from_pixel(width + 2 * MARGIN, height + 2 * MARGIN, image::Luma([255]));
    image::imageops::replace(&mut page, &large, i64::from(MARGIN), i64::from(MARGIN));
    page
}

#[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "bounded by LONGEST_READ")]
pub(super) fn pixels(length: f64) -> u32 {
    (length.round() as u32).max(1)
}

/// Every pixel's distance from the ground around it, as ink on white: light letters on a coloured button or a dark page become dark
/// ones on a light page, which is what readers are made for.
fn ink_on_white(grey: &GrayImage) -> GrayImage {
    let (width, height) = grey.dimensions();
    let columns = width.div_ceil(TILE);
    let grounds: Vec<u8> = (0..height.div_ceil(TILE))
        .flat_map(|row| (0..columns).map(move |column| (column * TILE + TILE / 2, row * TILE + TILE / 2)))
        .map(|(x, y)| ground(grey, x, y))
        .collect();
    GrayImage::from_fn(width, height, |x, y| {
        let ground = grounds[((y / TILE) * columns + x / TILE) as usize];
        let ink = u32::from(grey.get_pixel(x, y).0[0].abs_diff(ground)) * 3 / 2;
        image::Luma([255 - u8::try_from(ink.min(255)).unwrap_or(255)])
    })
}

/// The brightness that most pixels around a point have, give or take what JPEG does to a ground of one colour.
fn ground(grey: &GrayImage, x: u32, y: u32) -> u8 {
    const LEVELS: usize = 32;
    let (width, height) = grey.dimensions();
    let (mut counts, mut sums) = ([0u32; LEVELS + 2], [0u32; LEVELS + 2]);
    let (left, right) = (x.saturating_sub(AROUND), (x + AROUND).min(width));
    for row in y.saturating_sub(AROUND)..(y + AROUND).min(height) {
        let start = row as usize * width as usize;
        for value in &grey.as_raw()[start + left as usize..start + right as usize] {
            let level = usize::from(*value / 8) + 1;
            counts[level] += 1;
            sums[level] += u32::from(*value);
        }
    }
    // A level counts with its neighbours, and more than they do.
    let votes = |level: usize| counts[level - 1] + 2 * counts[level] + counts[level + 1];
    let most = (1..=LEVELS).max_by_key(|level| votes(*level)).unwrap_or(LEVELS);
    let (count, sum) = (most - 1..=most + 1).fold((0, 0), |(count, sum), level| (count + counts[level], sum + sums[level]));
    u8::try_from(sum / count.max(1)).unwrap_or(255)
}

/// Brightness on white, row by row.
fn grey(picture: &Picture) -> GrayImage {
    let value = |pixel: &[u8; 4]| {
        let [red, green, blue, alpha] = pixel.map(u32::from);
        let luma = (299 * red + 587 * green + 114 * blue) / 1000;
        u8::try_from((luma * alpha + 255 * (255 - alpha)) / 255).unwrap_or(255)
    };
    let values: Vec<u8> = picture.rgba().as_chunks::<4>().0.iter().map(value).collect();
    GrayImage::from_raw(picture.width(), picture.height(), values).unwrap_or_default()
}

/// The words in Tesseract's table: level, page, block, paragraph, line, word, left, top, width, height, confidence, text. Boxes are in
/// pixels of the page that was read.
fn parsed(table: &str, least_sure: f64) -> Vec<ReadWord> {
    let mut words = Vec::new();
    let (mut line, mut last) = (0, String::new());
    for row in table.lines() {
        let cells: Vec<&str> = row.split('\t').collect();
        if cells.len() < 12 || cells[0] != "5" {
            continue;
        }
        let number = |at: usize| cells[at].parse::<f64>().unwrap_or(0.0);
        let text = cells[11].trim();
        if text.is_empty() || number(10) < least_sure {
            continue;
        }
        let key = cells[1..5].join(".");
        if key != last {
            (line, last) = (line + 1, key);
        }
        let bounds = [number(6), number(7), number(8), number(9)];
        words.push(ReadWord { text: text.to_owned(), bounds, sure: number(10), line });
    }
    words
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_table_becomes_words() {
        let table = "level\tpage_num\tblock_num\tpar_num\tline_num\tword_num\tleft\ttop\twidth\theight\tconf\ttext\n\
            1\t1\t0\t0\t0\t0\t0\t0\t824\t424\t-1\t\n\
            5\t1\t1\t1\t1\t1\t32\t52\t100\t20\t96.1\tDeveloper\n\
            5\t1\t1\t1\t1\t2\t142\t52\t80\t20\t95.0\tsettings\n\
            5\t1\t1\t1\t2\t1\t12\t112\t8\t40\t12.0\t|\n\
            5\t1\t2\t1\t1\t1\t12\t112\t80\t20\t90\tNote\n";
        let words = parsed(table, LEAST_SURE);
        let texts: Vec<&str> = words.iter().map(|word| word.text.as_str()).collect();
        assert_eq!(texts, ["Developer", "settings", "Note"]);
        assert_eq!(words[0].bounds, [32.0, 52.0, 100.0, 20.0]);
        assert_eq!(words[1].line, words[0].line);
        assert_ne!(words[2].line, words[0].line);
    }

    #[test]
    fn a_program_that_is_not_there_or_hangs_is_said() {
        let picture = Picture::filled(40, 20, [255; 4]);
        let none = Tesseract::new(Path::new("/nowhere/tesseract"), "eng");
        assert!(matches!(none.read(&picture), Err(ReadError::NotStarted(_))));
    }

    #[test]
    fn dark_pictures_are_turned_over_and_large_ones_are_bounded() {
        let mut dark = Picture::filled(80, 40, [20, 20, 30, 255]);
        dark.fill(crate::picture::Area::new(20, 10, 2, 20), [240, 240, 240, 255]);
        let page = prepared(&ink_on_white(&grey(&dark)), 1.0);
        assert!(page.get_pixel(MARGIN + 40, MARGIN + 20).0[0] > 240);
        assert!(page.get_pixel(MARGIN + 21, MARGIN + 20).0[0] < 40);
        let large = GrayImage::new(16_000, 100);
        assert!(bounded(&large, 2.0) * 16_000.0 <= LONGEST_READ);
    }
}
