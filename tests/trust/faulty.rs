//! Faults: what goes wrong at night, with the outcome that its table fixed before the code. What goes wrong around the walk
//! (browser, driver, disk) is held by `tests/browser/faults.rs`, which needs to reach into the processes.

use anyhow::Result;
use guidewalk::judge::Status;
use guidewalk::practice::{Edition, FaultKind, Outcome};

use crate::Pick;
use crate::guides::{self, Guide};
use crate::tally::{Share, claim, line, median};
use crate::walks::{Bench, Job, Walked};

/// Seconds that one wait may last.
const TIMEOUT: u32 = 6;
/// Seconds of a whole walk on a busy machine, with one wait to its end and what follows it.
const LONGEST: f64 = 45.0;
/// Where a session can get lost: at every request of the way.
const WAY: [&str; 5] = ["/", "/_side-panels/user", "/settings/profile", "/settings/apps", "/settings/tokens/new"];

/// Walks through faults, and prints what was said of them.
pub(crate) fn measure(bench: &Bench, pick: &Pick<'_>) -> Result<bool> {
    let guides = guides::all(bench)?;
    let mut all = Vec::new();
    for guide in &guides {
        all.extend(FaultKind::ALL.map(|kind| case(guide, kind.name(), kind.outcome())));
        all.extend(WAY.map(|path| case(guide, &format!("session-lost@{path}"), Outcome::Blocked("session-lost"))));
    }
    let (jobs, outcomes): (Vec<Job>, Vec<Outcome>) = pick.of(bench, "faults", all, |(job, _)| &job.name)?.into_iter().unzip();
    let walks = bench.walk_all("faults", &jobs)?;
    let (mut right, mut drifted, mut blind) = (Share::default(), Share::default(), Share::default());
    for (outcome, walked) in outcomes.iter().zip(&walks) {
        let saw = Saw::of(walked);
        let as_fixed = saw.is(*outcome, walked);
        right.count(as_fixed);
        drifted.count(saw.drifted);
        blind.count(saw.current_after_block);
        let mark = if as_fixed { "ok " } else { "NOT" };
        let found = if saw.reasons.is_empty() { format!("exit {:?}", walked.code) } else { saw.reasons.join(", ") };
        line(&format!("  {mark} {:<44} {:<26} {found} ({:.1} s)", walked.name, outcome.to_string(), walked.seconds));
    }
    let slowest = walks.iter().map(|one| one.seconds).fold(0.0, f64::max);
    line(&format!("\nfaults: {} walks, median {:.1} s a walk", walks.len(), median(walks.iter().map(|one| one.seconds))));
    let holds = [
        claim("outcomes as fixed", &right.shown(), right.hit == right.of),
        claim("walks that call a step drifted (0)", &drifted.shown(), drifted.hit == 0),
        claim("walks that call a step after a block current (0)", &blind.shown(), blind.hit == 0),
        claim("the slowest took", &format!("{slowest:.1} s"), slowest < LONGEST),
    ];
    Ok(holds.into_iter().all(|one| one))
}

/// A walk and its outcome. What needs the user panel's script or request hits nothing where the menu needs neither.
fn case(guide: &Guide, fault: &str, outcome: Outcome) -> (Job, Outcome) {
    let hits = guide.edition != Edition::June2022 || !matches!(fault, "dead-script" | "session-lost@/_side-panels/user");
    (job(guide, fault), if hits { outcome } else { Outcome::AsUsual { remark: false } })
}

fn job(guide: &Guide, fault: &str) -> Job {
    let mut arguments = guide.arguments();
    arguments.extend(["--fault", fault, "--timeout", &TIMEOUT.to_string()].map(str::to_owned));
    Job { name: format!("{} {fault}", guide.edition.name()), arguments, frames_of: Vec::new(), site: None }
}

struct Saw {
    reasons: Vec<&'static str>,
    drifted: bool,
    current_after_block: bool,
    all_current: bool,
}

impl Saw {
    fn of(walked: &Walked) -> Self {
        let steps = walked.record.as_ref().map(|record| record.steps.as_slice()).unwrap_or_default();
        let blocked = steps.iter().filter(|step| step.status == Status::Blocked).filter_map(|step| step.reason);
        let mut reasons: Vec<&'static str> = blocked.map(guidewalk::walkfile::Reason::name).collect();
        reasons.dedup();
        let first = steps.iter().position(|step| step.status == Status::Blocked).unwrap_or(steps.len());
        Self {
            reasons,
            drifted: steps.iter().any(|step| !step.findings.is_empty()),
            current_after_block: steps[first..].iter().any(|step| step.status == Status::Current),
            all_current: !steps.is_empty() && steps.iter().all(|step| step.status == Status::Current),
        }
    }

    fn is(&self, outcome: Outcome, walked: &Walked) -> bool {
        let record = walked.record.as_ref();
        let is_whole = record.is_some_and(|record| record.complete) && !self.drifted;
        is_whole
            && match outcome {
                Outcome::Blocked(reason) => self.reasons == [reason] && walked.code == Some(3),
                Outcome::AsUsual { remark } => {
                    let told = record.is_some_and(|record| !record.remarks.is_empty());
                    self.all_current && walked.code == Some(0) && (told || !remark)
                }
            }
    }
}
