//! Text that remembers where it came from: Liquid and kramdown change the bytes that a Markdown parser sees, and every fact found in
//! them has to be told in lines and bytes of the file that a person wrote. Knows nothing of Markdown.

use std::ops::Range;

/// A stretch of mapped text and the stretch of the source that it stands for.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Piece {
    /// Bytes of the mapped text.
    pub(crate) at: Range<usize>,
    /// Bytes of the source.
    pub(crate) source: Range<usize>,
    /// Whether both hold the same bytes, so that a part of one is a part of the other.
    pub(crate) literal: bool,
}

impl Piece {
    /// The piece cut down to `within`, which overlaps it; a piece that isn't literal keeps its whole source.
    pub(crate) fn cut(&self, within: &Range<usize>) -> Self {
        let at = self.at.start.max(within.start)..self.at.end.min(within.end);
        let source = if self.literal {
            self.source.start + (at.start - self.at.start)..self.source.start + (at.end - self.at.start)
        } else {
            self.source.clone()
        };
        Self { at, source, literal: self.literal }
    }
}

/// Text with the origin of every byte.
#[derive(Debug, Clone)]
pub(crate) struct Mapped {
    text: String,
    pieces: Vec<Piece>,
    source_end: usize,
}

impl Mapped {
    /// The source from byte `from` on, unchanged.
    pub(crate) fn tail(source: &str, from: usize) -> Self {
        let text = source.get(from..).unwrap_or_default().to_owned();
        let whole = Piece { at: 0..text.len(), source: from..source.len(), literal: true };
        Self { text, pieces: vec![whole], source_end: source.len() }
    }

    /// The text itself.
    pub(crate) fn text(&self) -> &str {
        &self.text
    }

    /// The same places with other bytes: `text` has to be as long as the text that it replaces.
    pub(crate) fn with_bytes(&self, text: String) -> Self {
        debug_assert_eq!(text.len(), self.text.len(), "only bytes may change, not places");
        Self { text, pieces: self.pieces.clone(), source_end: self.source_end }
    }

    /// The pieces that `range` of the text is made of, cut to it.
    pub(crate) fn pieces(&self, range: &Range<usize>) -> Vec<Piece> {
        let first = self.pieces.partition_point(|piece| piece.at.end <= range.start);
        self.pieces[first..].iter().take_while(|piece| piece.at.start < range.end).map(|piece| piece.cut(range)).collect()
    }

    /// The bytes of the source that `range` of the text stands for.
    pub(crate) fn source(&self, range: &Range<usize>) -> Range<usize> {
        let pieces = self.pieces(range);
        match (pieces.first(), pieces.last()) {
            (Some(first), Some(last)) => first.source.start..last.source.end.max(first.source.start),
            _ => {
                let place = self.place(range.start);
                place..place
            }
        }
    }

    /// The byte of the source that byte `at` of the text stands for.
    pub(crate) fn place(&self, at: usize) -> usize {
        let piece = self.pieces.partition_point(|piece| piece.at.end <= at);
        match self.pieces.get(piece) {
            Some(piece) if piece.literal => piece.source.start + at.saturating_sub(piece.at.start),
            Some(piece) => piece.source.start,
            None => self.source_end,
        }
    }
}

/// Makes mapped text out of other mapped text.
#[derive(Debug)]
pub(crate) struct Rewrite<'a> {
    base: &'a Mapped,
    text: String,
    pieces: Vec<Piece>,
}

impl<'a> Rewrite<'a> {
    /// Nothing yet, to be made from `base`.
    pub(crate) fn of(base: &'a Mapped) -> Self {
        Self { base, text: String::new(), pieces: Vec::new() }
    }

    /// How many bytes there are by now.
    pub(crate) fn len(&self) -> usize {
        self.text.len()
    }

    /// Takes `range` of the base over as it is.
    pub(crate) fn copy(&mut self, range: Range<usize>) {
        let shift = self.text.len();
        for piece in self.base.pieces(&range) {
            let at = shift + piece.at.start - range.start..shift + piece.at.end - range.start;
            self.pieces.push(Piece { at, ..piece });
        }
        self.text.push_str(&self.base.text[range]);
    }

    /// Writes `text` in the place of `range` of the base.
    pub(crate) fn write(&mut self, text: &str, range: &Range<usize>) {
        if text.is_empty() {
            return;
        }
        let at = self.text.len()..self.text.len() + text.len();
        self.pieces.push(Piece { at, source: self.base.source(range), literal: false });
        self.text.push_str(text);
    }

    /// Takes back everything after the first `length` bytes and returns it.
    pub(crate) fn take_back(&mut self, length: usize) -> String {
        let kept = 0..length;
        self.pieces.retain(|piece| piece.at.start < length);
        if let Some(last) = self.pieces.last_mut() {
            *last = last.cut(&kept);
        }
        self.text.split_off(length)
    }

    /// Takes back the white space at the end (Liquid's `{%-`).
    pub(crate) fn trim_end(&mut self) {
        let length = self.text.trim_end().len();
        self.take_back(length);
    }

    /// The text that was made.
    pub(crate) fn finish(self) -> Mapped {
        Mapped { text: self.text, pieces: self.pieces, source_end: self.base.source_end }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_copied_keeps_its_place_and_what_is_written_has_the_place_of_what_it_replaces() {
        let base = Mapped::tail("ab{{x}}cd", 0);
        let mut rewrite = Rewrite::of(&base);
        rewrite.copy(0..2);
        rewrite.write("LONGER THAN IT WAS", &(2..7));
        rewrite.copy(7..9);
        let mapped = rewrite.finish();
        assert_eq!(mapped.text(), "abLONGER THAN IT WAScd");
        assert_eq!(mapped.source(&(1..3)), 1..7);
        assert_eq!(mapped.source(&(20..21)), 7..8);
        assert_eq!(mapped.source(&(22..22)), 9..9);
        assert_eq!(mapped.place(5), 2);
    }

    #[test]
    fn a_rewrite_of_a_rewrite_still_points_at_the_source() {
        let base = Mapped::tail("--abcdef", 2);
        let mut first = Rewrite::of(&base);
        first.copy(0..2);
        first.write("XY", &(2..3));
        first.copy(3..6);
        let first = first.finish();
        let mut second = Rewrite::of(&first);
        second.copy(1..5);
        second.trim_end();
        let second = second.finish();
        assert_eq!(second.text(), "bXYd");
        assert_eq!(second.source(&(0..1)), 3..4);
        assert_eq!(second.source(&(3..4)), 5..6);
    }
}
