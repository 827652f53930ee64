//! Pictures that may show a secret are read before they are kept. What the page says of itself was cleaned already; this finds what
//! a page draws without saying so.

use std::collections::HashMap;

use crate::picture::{self, Area, Picture, Tesseract};
use crate::secrets::Scrubber;
use crate::walk::{Frame, StageEnd, StageOutcome};

/// Reads pictures of a walk.
pub(super) struct Reread {
    /// Reads unsure words too. `None`: it is not installed, and the outline alone speaks for a picture.
    pub(super) tesseract: Option<Tesseract>,
    pub(super) scrubber: Scrubber,
    /// The words of pictures that were read already, by digest: more secrets may be known by now.
    pub(super) read: HashMap<String, Vec<String>>,
    /// The last picture that was read whole and shows no secret, and its digest: the next one mostly differs in a few lines only.
    pub(super) last: Option<(Picture, String)>,
}

/// Lines of words reach so far above and below the pixels in which two pictures differ, at most.
const LINE: i64 = 40;
/// What differs less in a channel, 0 to 255, is an edge that was smoothed otherwise: nobody can read what is written so faintly.
const SMOOTHING: u8 = 16;

impl Reread {
    /// Takes the pictures away from a stage where one of them shows a secret; the stage is not reached then.
    pub(super) fn censor(&mut self, outcome: &mut StageOutcome) {
        if outcome.frames.iter().filter(|frame| frame.delicate).any(|frame| self.shows_secret(frame)) {
            outcome.frames.clear();
            outcome.extra.clear();
            let because = "a picture of it shows a secret that nothing covers, so none is kept; add a [[stand-in]] or a [[mask]] for \
                           that part of the page to the walk file";
            outcome.end = StageEnd::NotReached { because: because.to_owned() };
        }
    }

    fn shows_secret(&mut self, frame: &Frame) -> bool {
        let pngs = std::iter::once(&frame.viewport_png).chain(&frame.page_png);
        // What can't be decoded is no picture, and what can't be read is judged by its outline as where there is no reader.
        pngs.filter_map(|png| picture::decode(png).ok()).collect::<Vec<_>>().iter().any(|picture| self.is_read_in(picture))
    }

    fn is_read_in(&mut self, picture: &Picture) -> bool {
        let Some(tesseract) = &self.tesseract else { return false };
        let digest = picture.digest();
        let mut is_whole = false;
        if !self.read.contains_key(&digest) {
            let (part, known) = self.news(picture);
            is_whole = part.as_ref().is_some_and(|part| part.height() == picture.height());
            let reading = part.map(|part| tesseract.read(&part).unwrap_or_default()).unwrap_or_default();
            let words = reading.words.into_iter().map(|word| word.text).chain(known).collect();
            self.read.insert(digest.clone(), words);
        }
        let words = self.read.get(&digest).into_iter().flatten();
        let shows = self.scrubber.is_shown_by(&words.map(String::as_str).collect::<Vec<_>>());
        // Only what was read whole is compared with: what comes up little by little would never differ from what came before it.
        if is_whole && !shows {
            self.last = Some((picture.clone(), digest));
        }
        shows
    }

    /// What of a picture is to be read, if anything, and the words of the rest, which the last one showed too.
    fn news(&self, picture: &Picture) -> (Option<Picture>, Vec<String>) {
        let last = self.last.as_ref().filter(|(last, _)| (last.width(), last.height()) == (picture.width(), picture.height()));
        let Some((last, digest)) = last else { return (Some(picture.clone()), Vec::new()) };
        let known = self.read.get(digest).cloned().unwrap_or_default();
        let all = picture.area();
        let line = (picture.width() as usize * 4).max(1);
        let rows = last.rgba().chunks_exact(line).zip(picture.rgba().chunks_exact(line));
        let differs = |(one, two): (&[u8], &[u8])| one.iter().zip(two).any(|(one, two)| one.abs_diff(*two) > SMOOTHING);
        let mut changed = all.rows().zip(rows).filter(|(_, row)| differs(*row)).map(|(y, _)| y);
        let Some(first) = changed.next() else { return (None, known) };
        let band = Area::new(0, first, all.width, changed.last().unwrap_or(first) - first + 1).grown(LINE);
        (Some(picture.crop(band.intersection(&all).unwrap_or(all), [255; 4])), known)
    }
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
        let mut reread = Reread { tesseract: Some(reader), scrubber: Scrubber::default(), read: HashMap::new(), last: None };
        let tokens = picture::decode(TOKENS).unwrap();
        for line in 0..20 {
            let area = Area::new(0, line * 31, i64::from(tokens.width()), 31);
            assert!(reread.is_read_in(&tokens.crop(area, [255; 4])), "line {line}");
        }
    }

    #[test]
    fn of_a_picture_much_like_the_last_the_lines_that_differ_are_read() {
        let reader = Tesseract::new(Path::new("tesseract"), "eng").with_unsure_words();
        let mut reread = Reread { tesseract: Some(reader), scrubber: Scrubber::default(), read: HashMap::new(), last: None };
        let shown = picture::decode(TOKENS).unwrap();
        let mut hidden = shown.clone();
        hidden.fill(shown.area(), [255; 4]);
        assert!(!reread.is_read_in(&hidden), "nothing is written on it");
        let mut one = hidden.clone();
        let line = Area::new(0, 31 * 9, i64::from(shown.width()), 31);
        for (x, y) in line.rows().flat_map(|y| line.columns().map(move |x| (x, y))) {
            one.put(x, y, shown.pixel(x, y).unwrap());
        }
        let (part, known) = reread.news(&one);
        assert!(part.is_some_and(|part| part.height() < 31 + 2 * 41) && known.is_empty());
        assert!(reread.is_read_in(&one), "a token came");
        assert!(!reread.is_read_in(&hidden), "and went");
        let faint = |share: u32| {
            let mixed = |value: u8| u8::try_from(255 - (255 - u32::from(value)) * share / 100).unwrap();
            let mut picture = hidden.clone();
            for (x, y) in line.rows().flat_map(|y| line.columns().map(move |x| (x, y))) {
                picture.put(x, y, one.pixel(x, y).unwrap().map(mixed));
            }
            picture
        };
        let shown: Vec<bool> = (1..=20).map(|step| reread.is_read_in(&faint(step * 5))).collect();
        assert!(shown[19] && shown[14], "a token comes up little by little: {shown:?}");
    }
}
