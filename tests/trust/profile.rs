//! Where the time of one check goes.

use anyhow::Result;

use crate::tally::{claim, line, median};
use crate::walks::{Bench, Job, Walked};

/// So many checks, one after the other would be best: `--jobs 1`.
const CHECKS: usize = 7;
/// What isn't the browser's own time may be so much of the whole.
const OWN: f64 = 0.1;

/// The parts that follow one another, with what each is.
const PARTS: [(&str, &str); 5] = [
    ("session", "browser and driver start and end"),
    ("pages", "the browser loads pages and answers questions"),
    ("pictures", "the browser takes pictures, and they come over"),
    ("input", "the browser receives presses and text"),
    ("pauses", "between two looks at the page"),
];
/// The parts that go on beside them.
const BESIDE: [(&str, &str); 2] =
    [("judging", "decoding and judging, beside the walk"), ("writing", "writing the record, beside the walk")];

/// Checks a few times, and prints the table.
pub(crate) fn measure(bench: &Bench) -> Result<bool> {
    let job = |at: usize| Job {
        name: format!("check {at}"),
        arguments: vec!["--practice=2024-01".to_owned()],
        frames_of: Vec::new(),
        site: None,
    };
    let walks = bench.walk_all("time", &(1..=CHECKS).map(job).collect::<Vec<_>>())?;
    let of = |part: &str| median(walks.iter().map(|one| seconds(one, part)));
    let whole = median(walks.iter().map(|one| one.seconds));
    let row =
        |name: &str, what: &str, took: f64| line(&format!("  {name:<10} {took:6.2} s {:5.1} %  {what}", 100.0 * took / whole));
    line(&format!("\ntime of one check: median of {CHECKS}, {whole:.2} s"));
    PARTS.iter().for_each(|(part, what)| row(part, what, of(part)));
    let rest = median(walks.iter().map(|one| one.seconds - PARTS.iter().map(|(part, _)| seconds(one, part)).sum::<f64>()));
    row("rest", "plan, practice site, report, all else", rest);
    BESIDE.iter().for_each(|(part, what)| row(part, what, of(part)));
    let own = (of("pauses") + rest) / whole;
    Ok(claim("what isn't the browser's own time (0.1)", &format!("{own:.3}"), own <= OWN))
}

fn seconds(walked: &Walked, part: &str) -> f64 {
    walked.record.as_ref().and_then(|record| record.times.get(part)).copied().unwrap_or_default()
}
