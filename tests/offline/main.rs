//! Tests that need cargo alone.

mod guide;
mod guide_kramdown;
mod judge;
mod references;
