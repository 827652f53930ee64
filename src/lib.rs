//! guidewalk keeps a how-to guide true: it walks the guide in a real browser, compares what it meets with the guide's own
//! pictures and words, and says which steps have drifted and why.
//!
//! The order of the modules is the order of the pipeline and of dependence: a module uses only modules above it.

pub mod clock;
pub mod outline;
/// Markdown to a guide: steps, the pictures they show, the labels they quote; and edits of its text.
pub mod guide;
pub mod walkfile;
pub mod secrets;
pub mod browser;
pub mod walk;
pub mod judge;
pub mod record;
pub mod store;
pub mod report;
pub mod progress;
pub mod doctor;
