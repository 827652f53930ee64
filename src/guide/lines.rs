//! Where a byte of a text stands: its line and column, as an editor counts them.

/// The line starts of a text.
#[derive(Debug)]
pub(crate) struct Lines<'s> {
    source: &'s str,
    starts: Vec<usize>,
}

impl<'s> Lines<'s> {
    /// The lines of `source`, ended by a line feed (with or without a carriage return before it).
    pub(crate) fn of(source: &'s str) -> Self {
        let starts = std::iter::once(0).chain(source.match_indices('\n').map(|(at, _)| at + 1)).collect();
        Self { source, starts }
    }

    /// The line of byte `at`, from 1.
    pub(crate) fn line(&self, at: usize) -> u32 {
        as_u32(self.starts.partition_point(|start| *start <= at))
    }

    /// The column of byte `at` in characters, from 1; a byte order mark takes no column.
    pub(crate) fn column(&self, at: usize) -> u32 {
        let start = self.starts[self.starts.partition_point(|start| *start <= at).saturating_sub(1)];
        let before = self.source.get(start..at).unwrap_or_default();
        as_u32(before.trim_start_matches('\u{feff}').chars().count() + 1)
    }
}

/// A count as it stands in a message; what doesn't fit is the largest number.
pub(crate) fn as_u32(count: usize) -> u32 {
    u32::try_from(count).unwrap_or(u32::MAX)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn lines_and_columns_count_from_one_and_in_characters() {
        let lines = Lines::of("\u{feff}äb\r\ncd");
        assert_eq!((lines.line(0), lines.column(0)), (1, 1));
        assert_eq!((lines.line(5), lines.column(5)), (1, 2));
        assert_eq!((lines.line(9), lines.column(9)), (2, 2));
    }
}
