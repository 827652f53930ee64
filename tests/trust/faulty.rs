//! Faults: what goes wrong at night, with the outcome that its table fixed before the code.

use anyhow::Result;
use guidewalk::judge::Status;
use guidewalk::practice::FaultKind;

use crate::Pick;
use crate::tally::{Share, claim, line, median};
use crate::walks::{Bench, Job, Walked};

/// Seconds that one wait may last.
const TIMEOUT: u32 = 6;
/// A blocked walk may take so many times its time limit, on top of a whole walk.
const SLACK: f64 = 3.0;
/// Seconds of a whole walk on a busy machine.
const WHOLE_WALK: f64 = 15.0;

/// Walks through faults, and prints what was said of them.
pub(crate) fn measure(bench: &Bench, pick: &Pick<'_>) -> Result<bool> {
    let kinds = pick.of(FaultKind::ALL.to_vec(), |kind| kind.name());
    let jobs: Vec<Job> = kinds.iter().map(|kind| job(*kind)).collect();
    let walks = bench.walk_all("faults", &jobs)?;
    let (mut right, mut called) = (Share::default(), Share::default());
    let mut slowest: f64 = 0.0;
    for (kind, walked) in kinds.iter().zip(&walks) {
        let saw = saw(walked);
        let as_expected = saw.reasons == [kind.reason()] && walked.code == Some(3);
        right.count(as_expected);
        called.count(saw.drifted > 0);
        slowest = slowest.max(walked.seconds);
        let mark = if as_expected { "ok " } else { "NOT" };
        line(&format!(
            "  {mark} {:<24} expected {:<18} found {:?}, exit {:?}, {:.1} s",
            kind.name(),
            kind.reason(),
            saw.reasons,
            walked.code,
            walked.seconds
        ));
    }
    line(&format!("\nfaults: {} walks, median {:.1} s a walk", walks.len(), median(walks.iter().map(|one| one.seconds))));
    let holds = [
        claim("outcomes as fixed", &right.shown(), right.hit == right.of),
        claim("walks that call a step drifted", &called.shown(), called.hit == 0),
        claim("the slowest took", &format!("{slowest:.1} s"), slowest < WHOLE_WALK + SLACK * f64::from(TIMEOUT)),
    ];
    Ok(holds.into_iter().all(|one| one))
}

fn job(kind: FaultKind) -> Job {
    let arguments = ["--practice=2024-01", "--fault", kind.name(), "--timeout", &TIMEOUT.to_string()].map(str::to_owned).to_vec();
    Job { name: kind.name().to_owned(), arguments, frames_of: Vec::new(), site: None }
}

struct Saw {
    reasons: Vec<&'static str>,
    drifted: usize,
}

fn saw(walked: &Walked) -> Saw {
    let steps = walked.record.as_ref().map(|record| record.steps.as_slice()).unwrap_or_default();
    let blocked = steps.iter().filter(|step| step.status == Status::Blocked).filter_map(|step| step.reason);
    let mut reasons: Vec<&'static str> = blocked.map(guidewalk::walkfile::Reason::name).collect();
    reasons.dedup();
    Saw { reasons, drifted: steps.iter().filter(|step| step.status == Status::Drifted).count() }
}
