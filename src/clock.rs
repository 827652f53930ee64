//! Time as guidewalk waits: the one place that sleeps. Durations are measured on the monotonic clock, so that a clock that is set
//! back changes nothing.

use std::time::Duration;

/// Lets some time pass.
#[expect(clippy::disallowed_methods, reason = "this is the one place")]
pub async fn pause(duration: Duration) {
    tokio::time::sleep(duration).await;
}
