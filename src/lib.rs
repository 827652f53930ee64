//! guidewalk keeps a how-to guide true: it walks the guide in a real browser, compares what it meets with the guide's own
//! pictures and words, and says which steps have drifted and why.
//!
//! The order of the modules is the order of the pipeline and of dependence: a module uses only modules above it.

pub mod clock;
pub mod picture;
pub mod outline;
pub mod guide;
pub mod references;
pub mod walkfile;
pub mod secrets;
pub mod browser;
pub mod settings;
pub mod plan;
pub mod walk;
pub mod judge;
pub mod record;
pub mod store;
pub mod conduct;
pub mod report;
pub mod practice;
pub mod progress;
pub mod doctor;
pub mod cli;
pub mod app;
