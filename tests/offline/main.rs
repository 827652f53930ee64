//! Tests that need cargo alone.
