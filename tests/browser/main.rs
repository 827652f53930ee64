//! Tests that need Chromium and its driver. Each walks the practice site with the program itself, in a folder and with a state of
//! its own; two browsers run at once at most, and none outlives its test.

#![expect(clippy::unwrap_used, reason = "what a test can't do ends it")]

mod account;
#[path = "../common/apart.rs"]
mod apart;
#[path = "../common/folders.rs"]
mod folders;
mod changes;
mod drivers;
#[path = "../common/tracker/mod.rs"]
mod fake_tracker;
mod faults;
mod framing;
mod going;
#[path = "../common/harness.rs"]
mod harness;
mod nightly;
mod noise;
mod practice;
mod processes;
#[path = "../common/program.rs"]
mod program;
mod review;
mod roles;
mod signals;
mod users_guide;
mod variants;
mod walking;
