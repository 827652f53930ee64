//! The wish to end early: a signal came. Looked at between all commands, so that an end in good order is never far.

use std::sync::Arc;
use std::sync::atomic::{AtomicI32, Ordering};

/// Stands for the end without a signal.
const ABANDONED: i32 = -1;

/// Shared by whoever hears signals and whoever walks.
#[derive(Debug, Clone, Default)]
pub struct Stop(Arc<AtomicI32>);

impl Stop {
    /// Wishes the end; `signal` is the signal's number.
    pub fn request(&self, signal: i32) {
        self.0.store(signal, Ordering::SeqCst);
    }

    /// Wishes the end without a signal: there is no more use in going on.
    pub fn abandon(&self) {
        self.0.store(ABANDONED, Ordering::SeqCst);
    }

    /// The signal's number, if one came; a negative one where the walk was abandoned.
    #[must_use]
    pub fn requested(&self) -> Option<i32> {
        match self.0.load(Ordering::SeqCst) {
            0 => None,
            signal => Some(signal),
        }
    }
}
