//! Time as guidewalk waits and measures: the one place that sleeps, and where a walk's time went. Durations are measured on the
//! monotonic clock, so that a clock that is set back changes nothing.

use std::collections::BTreeMap;
use std::sync::{Arc, Mutex, PoisonError};
use std::time::{Duration, Instant};

/// Lets some time pass.
#[expect(clippy::disallowed_methods, reason = "this is the one place")]
pub async fn pause(duration: Duration) {
    tokio::time::sleep(duration).await;
}

/// A part of a walk that takes time.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Part {
    /// Browser and driver start, the session opens; and all of it ends.
    Session,
    /// The browser answers questions about the page, and loads it meanwhile.
    Pages,
    /// The browser takes pictures.
    Pictures,
    /// The browser receives presses, text and addresses.
    Input,
    /// Pauses between two looks at the page.
    Pauses,
    /// Frames are judged, on a thread beside the walk.
    Judging,
    /// Files are written, on the judge's thread.
    Writing,
}

impl Part {
    /// As records spell it.
    #[must_use]
    pub const fn name(self) -> &'static str {
        match self {
            Self::Session => "session",
            Self::Pages => "pages",
            Self::Pictures => "pictures",
            Self::Input => "input",
            Self::Pauses => "pauses",
            Self::Judging => "judging",
            Self::Writing => "writing",
        }
    }
}

/// Where a walk's time goes, added up by part. Copies share one sum.
#[derive(Debug, Clone, Default)]
pub struct Times(Arc<Mutex<BTreeMap<Part, Duration>>>);

impl Times {
    /// Adds the time until the work is done.
    pub async fn of<T>(&self, part: Part, work: impl Future<Output = T>) -> T {
        let started = Instant::now();
        let done = work.await;
        self.add(part, started.elapsed());
        done
    }

    /// Lets some time pass between two looks.
    pub async fn pause(&self, duration: Duration) {
        self.of(Part::Pauses, pause(duration)).await;
    }

    /// The same for work that does not wait.
    pub fn during<T>(&self, part: Part, work: impl FnOnce() -> T) -> T {
        let started = Instant::now();
        let done = work();
        self.add(part, started.elapsed());
        done
    }

    /// Seconds by the parts' names, to the millisecond.
    #[must_use]
    pub fn seconds(&self) -> BTreeMap<String, f64> {
        let sums = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        sums.iter().map(|(part, sum)| (part.name().to_owned(), (sum.as_secs_f64() * 1000.0).round() / 1000.0)).collect()
    }

    fn add(&self, part: Part, took: Duration) {
        *self.0.lock().unwrap_or_else(PoisonError::into_inner).entry(part).or_default() += took;
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn parts_are_added_up_whoever_measures_them() {
        let times = Times::default();
        let copy = times.clone();
        assert_eq!(copy.during(Part::Judging, || 7), 7);
        copy.add(Part::Judging, Duration::from_millis(1500));
        times.add(Part::Pages, Duration::from_millis(20));
        let seconds = times.seconds();
        assert!(seconds["judging"] >= 1.5 && (seconds["pages"] - 0.02).abs() < f64::EPSILON, "{seconds:?}");
    }
}
