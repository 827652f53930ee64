//! guidewalk keeps a how-to guide true: it walks the guide in a real browser, compares what it meets with the guide's own
//! pictures and words, and says which steps have drifted and why.
//!
//! The order of the modules is the order of the pipeline and of dependence: a module uses only modules above it.

pub mod picture;
pub mod outline;
/// Markdown to a guide: steps, the pictures they show, the labels they quote; and edits of its text.
pub mod guide;
pub mod references;
pub mod walkfile;
pub mod walk;
pub mod judge;
pub mod record;
