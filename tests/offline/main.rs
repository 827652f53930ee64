//! Tests that need cargo alone.

mod walkfile;
