//! Tests that need cargo alone.

#![expect(clippy::unwrap_used, reason = "what a test can't do ends it")]

#[path = "../common/apart.rs"]
mod apart;
mod architecture;
mod arguments;
mod broken_pictures;
#[path = "../common/mod.rs"]
mod common;
mod docs;
mod example;
mod guide;
mod guide_kramdown;
mod help;
mod judge;
mod persons;
#[path = "../common/program.rs"]
mod program;
mod references;
mod report;
mod store;
mod walk;
mod walkfile;
