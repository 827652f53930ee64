//! Tests that need cargo alone.

mod judge;
mod references;
