//! guidewalk keeps a how-to guide true: it walks the guide in a real browser, compares what it meets with the guide's own
//! pictures and words, and says which steps have drifted and why.

/// Markdown to a guide: steps, the pictures they show, the labels they quote; and edits of its text.
pub mod guide;
