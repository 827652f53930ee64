//! Pictures that may show a secret are read before they are kept. What the page says of itself was cleaned already; this finds what
//! a page draws without saying so.

use std::collections::HashMap;

use crate::picture::{self, Picture, Tesseract};
use crate::secrets::Scrubber;
use crate::walk::{Frame, StageEnd, StageOutcome};

/// Reads pictures of a walk.
pub(super) struct Reread {
    /// Reads unsure words too. `None`: it is not installed, and the outline alone speaks for a picture.
    pub(super) tesseract: Option<Tesseract>,
    pub(super) scrubber: Scrubber,
    /// The words of pictures that were read already, by digest: more secrets may be known by now.
    pub(super) read: HashMap<String, Vec<String>>,
}

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
        let words = self.read.entry(picture.digest()).or_insert_with(|| {
            let reading = tesseract.read(picture).unwrap_or_default();
            reading.words.into_iter().map(|word| word.text).collect()
        });
        self.scrubber.is_shown_by(&words.iter().map(String::as_str).collect::<Vec<_>>())
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
        let mut reread = Reread { tesseract: Some(reader), scrubber: Scrubber::default(), read: HashMap::new() };
        let tokens = picture::decode(TOKENS).unwrap();
        for line in 0..20 {
            let area = picture::Area::new(0, line * 31, i64::from(tokens.width()), 31);
            assert!(reread.is_read_in(&tokens.crop(area, [255; 4])), "line {line}");
        }
    }
}
