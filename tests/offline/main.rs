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
#[path = "../common/tracker/mod.rs"]
mod fake_tracker;
#[path = "../common/folders.rs"]
mod folders;
mod guide;
mod guide_kramdown;
mod help;
mod judge;
mod killed;
mod nights;
mod persons;
#[path = "../common/program.rs"]
mod program;
mod references;
mod report;
mod report_forms;
mod review;
mod store;
mod tracker;
mod walk;
mod walk_forms;
mod walk_held_up;
mod walkfile;
mod workflows;
