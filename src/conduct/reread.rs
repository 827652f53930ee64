//! Pictures that may show a secret are read before they are kept. What the page says of itself was cleaned already; this finds what
//! a page draws without saying so.

use std::collections::HashMap;

use crate::picture::{self, Area, Picture, Reading, Tesseract};
use crate::secrets::Scrubber;
use crate::walk::{Frame, StageEnd, StageOutcome};

/// Reads pictures of a walk.
pub(super) struct Reread {
    /// Reads unsure words too. `None`: it is not installed, and the outline alone speaks for a picture.
    pub(super) tesseract: Option<Tesseract>,
    pub(super) scrubber: Scrubber,
    /// The words of pictures that were read already, by digest: more secrets may be known by now.
    pub(super) read: HashMap<String, Vec<String>>,
    /// The last picture that is known whole and shows no secret, and its digest: the next one mostly differs in a few lines only.
    pub(super) last: Option<(Picture, String)>,
    /// Why a picture could not be read.
    pub(super) trouble: Option<String>,
}

/// Lines of words reach so far above and below the pixels in which two pictures differ, at most.
const LINE: i64 = 40;
/// What differs no more in a channel, 0 to 255, is an edge that was smoothed otherwise: nobody can read what is written so faintly,
/// nor twice as strongly, which is the most that can have come between a picture that was read and one that is not.
const SMOOTHING: u8 = 8;

/// Changed rows that are no further apart than this are one band, pixels.
const GAP: i64 = 3;
/// A band with fewer changed pixels is no line with a secret: forty letters of the smallest that can be read have three times as many.
/// The round edges of a logo have twenty.
const LEAST_INK: usize = 100;

impl Reread {
    /// What the record has to say where a picture could not be read; then its page's words alone speak for it.
    pub(super) fn remark(&self) -> Option<String> {
        let why = self.trouble.as_ref()?;
        Some(format!(
            "pictures were kept that could not be read for secrets ({why}); what their pages say of themselves was cleaned; \
             `guidewalk doctor` tells whether the reader works"
        ))
    }

    /// Takes the pictures away from a stage where one of them shows a secret; the stage is not reached then. What pages with the
    /// same address showed before anything was made is not read again.
    pub(super) fn censor(&mut self, outcome: &mut StageOutcome, earlier: &[StageOutcome]) {
        let delicate = outcome.frames.iter().filter(|frame| frame.delicate);
        if delicate.into_iter().any(|frame| self.shows_secret(frame, earlier)) {
            outcome.frames.clear();
            outcome.extra.clear();
            let because = "a picture of it shows a secret that nothing covers, so none is kept; add a [[stand-in]] or a [[mask]] for \
                           that part of the page to the walk file";
            outcome.end = StageEnd::NotReached { because: because.to_owned() };
        }
    }

    fn shows_secret(&mut self, frame: &Frame, earlier: &[StageOutcome]) -> bool {
        if self.tesseract.is_none() {
            return false;
        }
        let alike = |other: &&Frame| !other.delicate && other.outline.url == frame.outline.url;
        let before: Vec<Picture> = earlier.iter().flat_map(|outcome| &outcome.frames).filter(alike).flat_map(pictures).collect();
        pictures(frame).iter().any(|picture| self.is_read_in(picture, &before))
    }

    fn is_read_in(&mut self, picture: &Picture, before: &[Picture]) -> bool {
        let Some(tesseract) = &self.tesseract else { return false };
        let digest = picture.digest();
        let mut is_whole = false;
        if !self.read.contains_key(&digest) {
            let news = self.news(picture, before);
            is_whole = news.is_whole;
            let reading = match news.part.map(|part| tesseract.read(&part)) {
                None => Reading::default(),
                Some(Ok(reading)) => reading,
                Some(Err(error)) => {
                    self.trouble = Some(error.to_string());
                    return false;
                }
            };
            let words = reading.words.into_iter().map(|word| word.text).chain(news.known).collect();
            self.read.insert(digest.clone(), words);
        }
        let words = self.read.get(&digest).into_iter().flatten();
        let shows = self.scrubber.is_shown_by(&words.map(String::as_str).collect::<Vec<_>>());
        if is_whole && !shows {
            self.last = Some((picture.clone(), digest));
        }
        shows
    }

    fn news(&self, picture: &Picture, before: &[Picture]) -> News {
        let all = picture.area();
        let part = |area: Area| picture.crop(area.grown(LINE).intersection(&all).unwrap_or(all), [255; 4]);
        if let Some((last, digest)) = self.last.as_ref().filter(|(last, _)| last.area() == all) {
            let known = self.read.get(digest).cloned().unwrap_or_default();
            // Lines are read whole, as they were the last time.
            let lines = differing(last, picture).map(|area| Area { x: 0, width: all.width, ..area });
            return News { part: lines.map(part), known, is_whole: false };
        }
        let alike = before.iter().filter(|before| before.area() == all);
        let areas = alike.map(|before| differing(before, picture).unwrap_or(Area::new(0, 0, 0, 0)));
        let area = areas.min_by_key(Area::pixels).unwrap_or(all);
        News { part: (area.pixels() > 0).then(|| part(area)), known: Vec::new(), is_whole: true }
    }
}

/// What of a picture is to be read.
struct News {
    /// Its part, if anything.
    part: Option<Picture>,
    /// The words of the rest.
    known: Vec<String>,
    /// Whether it stands for itself or is compared with what was there before. Only such a one is compared with in its turn: what
    /// comes up little by little would never differ from what came just before it.
    is_whole: bool,
}

/// What can't be decoded is no picture, and what can't be read is judged by its outline as where there is no reader.
fn pictures(frame: &Frame) -> Vec<Picture> {
    std::iter::once(&frame.viewport_png).chain(&frame.page_png).filter_map(|png| picture::decode(png).ok()).collect()
}

/// The smallest area outside of which two pictures of one size differ by no more than smoothing and what is too little for a secret.
fn differing(one: &Picture, two: &Picture) -> Option<Area> {
    let line = (one.width() as usize * 4).max(1);
    let differs = |(one, two): (&[u8; 4], &[u8; 4])| one.iter().zip(two).any(|(one, two)| one.abs_diff(*two) > SMOOTHING);
    let mut bands: Vec<(Area, usize)> = Vec::new();
    for ((y, one), two) in (0..).zip(one.rgba().chunks_exact(line)).zip(two.rgba().chunks_exact(line)) {
        if one == two {
            continue;
        }
        let pairs = (0..).zip(one.as_chunks().0.iter().zip(two.as_chunks().0));
        let changed: Vec<i64> = pairs.filter(|(_, pair)| differs(*pair)).map(|(x, _)| x).collect();
        let (Some(first), Some(last)) = (changed.first(), changed.last()) else { continue };
        let row = Area::new(*first, y, last - first + 1, 1);
        match bands.last_mut().filter(|(band, _)| y - band.bottom() <= GAP) {
            Some((band, pixels)) => (*band, *pixels) = (band.union(&row), *pixels + changed.len()),
            None => bands.push((row, changed.len())),
        }
    }
    bands.into_iter().filter(|(_, pixels)| *pixels >= LEAST_INK).map(|(band, _)| band).reduce(|all, band| all.union(&band))
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::path::Path;

    /// Twenty lines with a token each, among them some that are read with much doubt; 31 pixels for a line.
    const TOKENS: &[u8] = include_bytes!("../../tests/fixtures/tokens.png");

    #[test]
    fn a_token_is_known_however_unsure_the_reader_is() {
        let reader = Tesseract::new(Path::new("tesseract"), "eng").with_unsure_words();
        let mut reread =
            Reread { tesseract: Some(reader), scrubber: Scrubber::default(), read: HashMap::new(), last: None, trouble: None };
        let tokens = picture::decode(TOKENS).unwrap();
        for line in 0..20 {
            let area = Area::new(0, line * 31, i64::from(tokens.width()), 31);
            assert!(reread.is_read_in(&tokens.crop(area, [255; 4]), &[]), "line {line}");
        }
    }

    #[test]
    fn of_a_picture_much_like_the_last_the_lines_that_differ_are_read() {
        let reader = Tesseract::new(Path::new("tesseract"), "eng").with_unsure_words();
        let mut reread =
            Reread { tesseract: Some(reader), scrubber: Scrubber::default(), read: HashMap::new(), last: None, trouble: None };
        let shown = picture::decode(TOKENS).unwrap();
        let mut hidden = shown.clone();
        hidden.fill(shown.area(), [255; 4]);
        assert!(!reread.is_read_in(&hidden, &[]), "nothing is written on it");
        let mut one = hidden.clone();
        let line = Area::new(0, 31 * 9, i64::from(shown.width()), 31);
        for (x, y) in line.rows().flat_map(|y| line.columns().map(move |x| (x, y))) {
            one.put(x, y, shown.pixel(x, y).unwrap());
        }
        let news = reread.news(&one, &[]);
        assert!(news.part.is_some_and(|part| part.height() < 31 + 2 * 41) && news.known.is_empty());
        assert!(reread.is_read_in(&one, &[]), "a token came");
        assert!(!reread.is_read_in(&hidden, &[]), "and went");
        let faint = |share: u32| {
            let mixed = |value: u8| u8::try_from(255 - (255 - u32::from(value)) * share / 100).unwrap();
            let mut picture = hidden.clone();
            for (x, y) in line.rows().flat_map(|y| line.columns().map(move |x| (x, y))) {
                picture.put(x, y, one.pixel(x, y).unwrap().map(mixed));
            }
            picture
        };
        let shown: Vec<bool> = (1..=20).map(|step| reread.is_read_in(&faint(step * 5), &[])).collect();
        assert!(shown[19] && shown[14], "a token comes up little by little: {shown:?}");
    }

    #[test]
    fn what_was_there_before_anything_was_made_is_not_read_again() {
        let reader = Tesseract::new(Path::new("tesseract"), "eng").with_unsure_words();
        let reread =
            Reread { tesseract: Some(reader), scrubber: Scrubber::default(), read: HashMap::new(), last: None, trouble: None };
        let before = Picture::filled(1280, 800, [255; 4]);
        let mut now = before.clone();
        now.fill(Area::new(600, 300, 100, 20), [0, 0, 0, 255]);
        let mut much = before.clone();
        much.fill(Area::new(0, 0, 900, 700), [0, 0, 0, 255]);
        now.fill(Area::new(57, 22, 30, 3), [0, 0, 0, 255]);
        let news = reread.news(&now, &[much.clone(), before.clone(), Picture::filled(1280, 900, [255; 4])]);
        assert_eq!(news.part.map(|part| part.area()), Some(Area::new(0, 0, 180, 100)), "what differs, and a line around it");
        assert!(news.is_whole);
        let mut faint = before.clone();
        faint.fill(Area::new(600, 300, 100, 20), [255 - SMOOTHING, 255, 255, 255]);
        assert!(reread.news(&faint, std::slice::from_ref(&before)).part.is_none(), "an edge that is smoothed otherwise");
        assert!(reread.news(&before, &[much, before.clone()]).part.is_none());
        let of_another_size = reread.news(&now, &[Picture::filled(1280, 900, [255; 4])]);
        assert_eq!(of_another_size.part.map(|part| part.area()), Some(now.area()));
    }
}
