//! Reads what a walk file says about pictures: the part of the page, and what is drawn on it.

use super::grammar::{CROP, MARK, PICTURE};
use super::reader::{Fields, Reader};
use super::{Crop, MarkSpec, Moment, PictureSpec, Side, Target, form};
use crate::picture::MarkKind;

/// What marks are drawn with where nothing is said.
const RED: [u8; 3] = [224, 27, 36];
/// What highlighters are.
const YELLOW: [u8; 3] = [255, 224, 102];

impl Reader<'_, '_> {
    /// The pictures of a stage or an interruption; `target` is what its marks are about.
    pub(super) fn pictures(&self, fields: &Fields<'_>, target: Option<&Target>) -> Vec<PictureSpec> {
        let pictures = self.tables(fields, "picture", &PICTURE);
        pictures.iter().filter_map(|fields| self.picture(fields, target)).collect()
    }

    fn picture(&self, fields: &Fields<'_>, target: Option<&Target>) -> Option<PictureSpec> {
        let crop = self.table(fields, "crop", &CROP).map(|crop| self.crop(&crop));
        let moment = if self.word(fields, "moment") == Some("after") { Moment::After } else { Moment::Before };
        let marks = self.tables(fields, "marks", &MARK);
        let marks = marks.iter().filter_map(|fields| self.mark(fields, target)).collect();
        Some(PictureSpec { file: self.word(fields, "file")?.to_owned(), moment, crop, marks })
    }

    fn crop(&self, fields: &Fields<'_>) -> Crop {
        Crop {
            around: self.controls(fields, "around"),
            padding: self.value(fields, "padding").and_then(form::padding).unwrap_or_default(),
            width: self.number(fields, "width"),
            height: self.number(fields, "height"),
        }
    }

    fn mark(&self, fields: &Fields<'_>, target: Option<&Target>) -> Option<MarkSpec> {
        let radius = self.number(fields, "radius");
        let kind = match self.word(fields, "kind")? {
            "box" if radius.unwrap_or_default() > 0.0 => MarkKind::RoundedBox,
            word => MarkKind::named(word)?,
        };
        let at = match self.value(fields, "at") {
            Some(value) => self.target(value)?,
            None => target.cloned().or_else(|| self.points_nowhere(fields))?,
        };
        let usual = match kind {
            MarkKind::Highlighter => YELLOW,
            MarkKind::Spotlight | MarkKind::Redaction => [0; 3],
            _ => RED,
        };
        Some(MarkSpec {
            kind,
            at,
            colour: self.word(fields, "colour").and_then(colour).unwrap_or(usual),
            stroke: self.number(fields, "stroke").unwrap_or(3.0),
            radius: radius.unwrap_or(if kind == MarkKind::Badge { 11.0 } else { 0.0 }),
            margin: self.number(fields, "margin").unwrap_or(4.0),
            from: match self.word(fields, "from") {
                Some("left") => Side::Left,
                Some("above") => Side::Above,
                Some("below") => Side::Below,
                _ => Side::Right,
            },
            length: self.number(fields, "length").unwrap_or(80.0),
            number: self.whole(fields, "number").unwrap_or(1),
        })
    }

    fn points_nowhere(&self, fields: &Fields<'_>) -> Option<Target> {
        let hint = "add `at = { role = \"…\", name = \"…\" }` to the mark, or `target` to the stage".to_owned();
        self.notes.mistake(fields.span.clone(), "there is no `target` that this mark could be about", hint);
        None
    }
}

/// Red, green and blue of `#rrggbb`.
pub(super) fn colour(words: &str) -> Option<[u8; 3]> {
    let digits =
        words.strip_prefix('#').filter(|digits| digits.len() == 6 && digits.bytes().all(|digit| digit.is_ascii_hexdigit()))?;
    let channel = |at: usize| u8::from_str_radix(&digits[at..at + 2], 16).ok();
    Some([channel(0)?, channel(2)?, channel(4)?])
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_colour_is_six_digits_after_a_hash() {
        assert_eq!(colour("#e01B24"), Some([224, 27, 36]));
        for wrong in ["e01b24", "#e01b2", "#e01b2g", "red", "#é01b2", "#+01b24"] {
            assert_eq!(colour(wrong), None, "{wrong}");
        }
    }
}
