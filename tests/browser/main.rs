//! Tests that need Chromium and its driver.
