//! What walks came to, counted and printed.

use std::io::Write as _;

/// So many of so many.
#[derive(Debug, Clone, Copy, Default)]
pub(crate) struct Share {
    pub(crate) hit: usize,
    pub(crate) of: usize,
}

impl Share {
    /// Counts one more.
    pub(crate) fn count(&mut self, hit: bool) {
        self.hit += usize::from(hit);
        self.of += 1;
    }

    /// 0 to 1; nothing of nothing is 1.
    #[expect(clippy::cast_precision_loss, reason = "thousands at most")]
    pub(crate) fn share(self) -> f64 {
        if self.of == 0 { 1.0 } else { self.hit as f64 / self.of as f64 }
    }

    /// `0.987 (76 of 77)`.
    pub(crate) fn shown(self) -> String {
        format!("{:.3} ({} of {})", self.share(), self.hit, self.of)
    }
}

/// Prints one line of a table.
pub(crate) fn line(text: &str) {
    // A closed pipe takes the table away, and that is all.
    let _ = writeln!(std::io::stdout(), "{text}");
}

/// Prints a claim with what was found, and whether it holds.
pub(crate) fn claim(what: &str, found: &str, holds: bool) -> bool {
    line(&format!("  {:<4} {what:<58} {found}", if holds { "ok" } else { "NOT" }));
    holds
}

/// The middle value; 0 of nothing.
pub(crate) fn median(values: impl Iterator<Item = f64>) -> f64 {
    let mut values: Vec<f64> = values.collect();
    values.sort_by(f64::total_cmp);
    values.get(values.len() / 2).copied().unwrap_or(0.0)
}
