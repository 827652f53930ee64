//! Tests that need cargo alone.

mod guide;
mod judge;
mod references;
