//! What is left on the account: after walks that were ended at a random moment, by a signal that leaves time or by one that leaves
//! none, and after each fault.

use std::path::Path;
use std::process::{Child, Stdio};
use std::time::{Duration, Instant};

use anyhow::{Context as _, Result};
use guidewalk::practice::{Edition, FaultKind, Options, Site};
use rustix::process::{Pid, Signal, kill_process};

use crate::Pick;
use crate::guides::{self, Guide};
use crate::tally::{Share, claim, line};
use crate::walks::{Bench, guidewalk_on, run};

/// Random moments for each signal.
const MOMENTS: usize = 20;
/// Longer than any end in good order.
const LIMIT: Duration = Duration::from_secs(180);

/// Ends walks, and prints what they left.
pub(crate) fn measure(bench: &Bench, pick: &Pick<'_>) -> Result<bool> {
    let guides = guides::all(bench)?;
    let guide = guides.iter().find(|guide| guide.edition == Edition::January2024).context("no guide of that edition")?;
    let whole = length(bench, guide)?;
    let moments = pick.sample.unwrap_or(MOMENTS);
    let mut random = fastrand::Rng::with_seed(pick.seed);
    let mut holds = true;
    for (name, signal) in [("SIGINT", Signal::INT), ("SIGTERM", Signal::TERM), ("SIGKILL", Signal::KILL)] {
        let (mut clean, mut swept) = (Share::default(), Share::default());
        for _ in 0..moments {
            let ended = ended(bench, guide, signal, whole.mul_f64(random.f64()))?;
            clean.count(ended.left == 0);
            swept.count(ended.left_after_sweep == 0 && ended.persons_own);
        }
        holds &= match signal {
            Signal::KILL => {
                claim(&format!("{name}, then a sweep: nothing of ours, all of others"), &swept.shown(), swept.hit == swept.of)
            }
            _ => claim(&format!("{name}: nothing left"), &clean.shown(), clean.hit == clean.of),
        };
    }
    let mut faulty = Share::default();
    for kind in FaultKind::ALL {
        let left = after_fault(bench, guide, kind)?;
        faulty.count(left == 0);
        if left > 0 {
            line(&format!("       {}: {left} left", kind.name()));
        }
    }
    holds &= claim("faults: nothing left", &faulty.shown(), faulty.hit == faulty.of);
    Ok(holds)
}

/// How long a whole walk takes.
fn length(bench: &Bench, guide: &Guide) -> Result<Duration> {
    let site = bench.serve(Options { edition: guide.edition, ..Options::default() })?;
    let folder = tempfile::tempdir_in(&bench.folder).context("no folder for a walk")?;
    let started = Instant::now();
    run(&mut check(folder.path(), guide, &site), LIMIT)?;
    bench.stop(site);
    Ok(started.elapsed())
}

/// What a walk left that was ended.
struct Ended {
    left: usize,
    left_after_sweep: usize,
    /// Whether a person's tokens are still there.
    persons_own: bool,
}

fn ended(bench: &Bench, guide: &Guide, signal: Signal, after: Duration) -> Result<Ended> {
    let site = bench.serve(Options { edition: guide.edition, ..Options::default() })?;
    let folder = tempfile::tempdir_in(&bench.folder).context("no folder for a walk")?;
    let mut command = check(folder.path(), guide, &site);
    let mut child = command.stdout(Stdio::null()).stderr(Stdio::null()).spawn().context("guidewalk can't be started")?;
    std::thread::park_timeout(after);
    let _ = kill_process(Pid::from_child(&child), signal);
    wait(&mut child)?;
    let left = ours(&site);
    let mut command = guidewalk_on(folder.path(), &site);
    command.args(["sweep", "--site", &site.base_url]);
    run(&mut command, LIMIT)?;
    let persons_own = site.tokens().iter().any(|token| token.note == "backup job (leave alone)");
    let ended = Ended { left, left_after_sweep: ours(&site), persons_own };
    bench.stop(site);
    Ok(ended)
}

fn after_fault(bench: &Bench, guide: &Guide, kind: FaultKind) -> Result<usize> {
    let fault = kind.name().parse().map_err(|error| anyhow::anyhow!("{error}"))?;
    let site = bench.serve(Options { edition: guide.edition, faults: vec![fault], ..Options::default() })?;
    let folder = tempfile::tempdir_in(&bench.folder).context("no folder for a walk")?;
    run(check(folder.path(), guide, &site).args(["--timeout", "6"]), LIMIT)?;
    let left = ours(&site);
    bench.stop(site);
    Ok(left)
}

fn check(folder: &Path, guide: &Guide, site: &Site) -> std::process::Command {
    let mut command = guidewalk_on(folder, site);
    command.arg("check").arg(&guide.path).args(["--site", &site.base_url, "--quiet", "--record"]).arg(folder.join("record"));
    command
}

/// Tokens that a walk made.
fn ours(site: &Site) -> usize {
    site.tokens().iter().filter(|token| token.note.starts_with("guidewalk ")).count()
}

fn wait(child: &mut Child) -> Result<()> {
    let started = Instant::now();
    while child.try_wait().context("guidewalk can't be waited for")?.is_none() {
        if started.elapsed() > LIMIT {
            child.kill().context("guidewalk can't be ended")?;
        }
        std::thread::park_timeout(Duration::from_millis(20));
    }
    Ok(())
}
