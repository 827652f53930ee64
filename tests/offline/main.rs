//! Tests that need cargo alone.

#![expect(clippy::unwrap_used, reason = "what a test can't do ends it")]

mod example;
mod guide;
mod guide_kramdown;
mod judge;
mod references;
mod report;
mod store;
mod walkfile;
