//! Tests that need cargo alone.

#![expect(clippy::unwrap_used, reason = "what a test can't do ends it")]

mod accept;
#[path = "../common/apart.rs"]
mod apart;
mod architecture;
mod arguments;
mod asking;
mod broken_pictures;
#[path = "../common/mod.rs"]
mod common;
mod deciding;
mod docs;
mod example;
#[path = "../common/folders.rs"]
mod folders;
mod guide;
mod guide_kramdown;
mod help;
mod judge;
mod killed;
mod persons;
#[path = "../common/program.rs"]
mod program;
mod references;
mod report;
mod review;
mod store;
mod walk;
mod walkfile;
