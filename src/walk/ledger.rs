//! Where it is written down what a walk is about to make, before it is made.

/// Keeps what was made until it is taken back, so that it is found even after the walk was killed.
pub trait Ledger: Send + Sync {
    /// A walk of this mark is about to make something.
    ///
    /// # Errors
    /// Where it can't be written down, in words: then nothing is made.
    fn about_to_make(&self, run: &str) -> Result<(), String>;

    /// All that a walk of this mark made is gone again.
    ///
    /// # Errors
    /// Where it can't be struck out, in words.
    fn taken_back(&self, run: &str) -> Result<(), String>;
}

/// Nothing is written down.
impl Ledger for () {
    fn about_to_make(&self, _run: &str) -> Result<(), String> {
        Ok(())
    }

    fn taken_back(&self, _run: &str) -> Result<(), String> {
        Ok(())
    }
}
