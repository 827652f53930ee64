//! Tests that need cargo alone.

#![expect(clippy::unwrap_used, reason = "what a test can't do ends it")]

#[path = "../common/mod.rs"]
mod common;
mod example;
mod guide;
mod guide_kramdown;
mod judge;
mod references;
mod report;
mod store;
mod arguments;
mod walk;
mod walkfile;
