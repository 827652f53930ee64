//! Tests that need cargo alone.

mod guide;
