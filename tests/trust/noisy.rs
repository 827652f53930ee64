//! Noise: what differs from night to night. Whatever of it comes together, nothing may be said of any step.

use std::process::{Child, Command, Stdio};

use anyhow::{Context as _, Result};
use guidewalk::judge::Status;
use guidewalk::practice::Noise;

use crate::Pick;
use crate::guides::{self, Guide};
use crate::tally::{Share, claim, line, median};
use crate::walks::{Bench, Job, Walked};

/// Walks with two noises, over all editions.
const PAIRS: usize = 180;
/// Walks with all noises at once; as many again while another process keeps both cores busy.
const TOGETHER: usize = 21;

/// Walks through noise, and prints what was said of it.
pub(crate) fn measure(bench: &Bench, pick: &Pick<'_>) -> Result<bool> {
    let guides = guides::all(bench)?;
    let calm = single(&guides).into_iter().chain(pairs(&guides, pick.seed)).chain(together(&guides, "")).collect();
    let calm = pick.of(bench, "noise", calm, |job| &job.name)?;
    let busy = pick.of(bench, "noise-busy", together(&guides, "busy "), |job| &job.name)?;
    let mut walks = bench.walk_all("noise", &calm)?;
    walks.extend({
        let _load = Load::start()?;
        bench.walk_all("noise-busy", &busy)?
    });
    Ok(print(&walks))
}

fn print(walks: &[Walked]) -> bool {
    let (mut alarms, mut unverified) = (Share::default(), Share::default());
    for walked in walks {
        let steps = walked.record.as_ref().map(|record| record.steps.as_slice()).unwrap_or_default();
        let findings: Vec<String> = steps
            .iter()
            .flat_map(|step| &step.findings)
            .map(|finding| format!("{}: {}", finding.kind, finding.message))
            .collect();
        for step in steps {
            unverified.count(matches!(step.status, Status::Unsure | Status::Blocked | Status::NotReached));
        }
        let alarm = walked.code != Some(0) || !findings.is_empty();
        alarms.count(alarm);
        if alarm {
            line(&format!("       {} (exit {:?}): {} {}", walked.name, walked.code, findings.join(" "), because(walked)));
        }
    }
    line(&format!("\nnoise: {} walks, median {:.1} s a walk", walks.len(), median(walks.iter().map(|one| one.seconds))));
    let holds = [
        claim("walks that say anything (0)", &alarms.shown(), alarms.hit == 0),
        claim("steps unsure, blocked or not reached (0.02)", &unverified.shown(), unverified.share() < 0.02),
    ];
    holds.into_iter().all(|one| one)
}

/// Why steps were not verified.
fn because(walked: &Walked) -> String {
    let steps = walked.record.iter().flat_map(|record| &record.steps);
    let why = steps.filter_map(|step| Some(format!("step {} {}: {}", step.step, step.status, step.because.as_ref()?)));
    let why: Vec<String> = why.filter(|why| !why.contains("not-shown")).collect();
    why.join("; ")
}

fn job(guide: &Guide, prefix: &str, noises: &[(Noise, u64)]) -> Job {
    let named: Vec<String> = noises.iter().map(|(noise, seed)| format!("{noise}:{seed}")).collect();
    let mut arguments = guide.arguments();
    arguments.extend(named.iter().flat_map(|noise| ["--noise".to_owned(), noise.clone()]));
    let name = if noises.len() > 2 { format!("all:{}", noises[0].1) } else { named.join("+") };
    Job { name: format!("{prefix}{} {name}", guide.edition.name()), arguments, frames_of: Vec::new(), site: None }
}

fn single(guides: &[Guide]) -> Vec<Job> {
    guides.iter().flat_map(|guide| Noise::ALL.into_iter().map(|noise| job(guide, "", &[(noise, 3)]))).collect()
}

fn pairs(guides: &[Guide], seed: u64) -> Vec<Job> {
    let mut random = fastrand::Rng::with_seed(seed);
    let mut all: Vec<(usize, Noise, Noise)> = Vec::new();
    for guide in 0..guides.len() {
        for (at, one) in Noise::ALL.into_iter().enumerate() {
            all.extend(Noise::ALL[at + 1..].iter().map(|other| (guide, one, *other)));
        }
    }
    random.shuffle(&mut all);
    all.truncate(PAIRS);
    all.into_iter()
        .map(|(guide, one, other)| job(&guides[guide], "", &[(one, random.u64(1..1000)), (other, random.u64(1..1000))]))
        .collect()
}

fn together(guides: &[Guide], prefix: &str) -> Vec<Job> {
    let each = (1..=TOGETHER as u64).zip(guides.iter().cycle());
    each.map(|(seed, guide)| job(guide, prefix, &Noise::ALL.map(|noise| (noise, seed)))).collect()
}

/// A process that keeps a core busy, for each core.
struct Load(Vec<Child>);

impl Load {
    fn start() -> Result<Self> {
        let cores = std::thread::available_parallelism().map_or(2, std::num::NonZero::get);
        // Ends by itself where this process is killed.
        let burn =
            |_| Command::new("sh").args(["-c", "while kill -0 $PPID; do :; done 2>/dev/null"]).stdin(Stdio::null()).spawn();
        Ok(Self((0..cores).map(burn).collect::<Result<_, _>>().context("no load can be made")?))
    }
}

impl Drop for Load {
    fn drop(&mut self) {
        for child in &mut self.0 {
            // It may be gone already.
            let _ = child.kill();
            let _ = child.wait();
        }
    }
}
