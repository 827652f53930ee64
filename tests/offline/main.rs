//! Tests that need cargo alone.

mod example;
mod report;
mod store;
