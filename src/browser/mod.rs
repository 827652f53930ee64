//! Browsers and their drivers.

pub mod find;
