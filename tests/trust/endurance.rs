//! A hundred checks in a row: nothing grows, and nothing is left behind.

use std::fs;
use std::path::Path;

use anyhow::{Context as _, Result};

use crate::Pick;
use crate::tally::{claim, line, median};
use crate::walks::{Bench, Walked, guidewalk, run};

/// So many checks.
const CHECKS: usize = 100;
/// Growth of the mean over the second half that noise alone explains.
const GROWTH: f64 = 1.05;

/// What a machine has at one moment.
#[derive(Debug, Clone, PartialEq, Eq)]
struct Stock {
    processes: usize,
    files: usize,
    temporary: usize,
}

/// Checks again and again, and prints what grew.
pub(crate) fn measure(bench: &Bench, pick: &Pick<'_>) -> Result<bool> {
    let folder = tempfile::tempdir_in(&bench.folder).context("no folder for checks")?;
    // A folder of their own for what is temporary, by which these checks' processes are told from others'. Its path is short.
    let temporary = tempfile::Builder::new().prefix("gw").tempdir().context("no folder for what is temporary")?;
    let checks = pick.sample.unwrap_or(CHECKS);
    let mut walks: Vec<Walked> = Vec::new();
    let mut stocks = Vec::new();
    let bar = indicatif::ProgressBar::new(checks as u64).with_prefix("endurance");
    for at in 0..checks {
        let mut command = guidewalk(folder.path());
        // Records go where they go by default, so that the old ones must be taken away.
        command.args(["check", "--practice=2024-01", "--quiet"]).env("TMPDIR", temporary.path());
        let (code, seconds, peak_kib, said) = run(&mut command, std::time::Duration::from_secs(180))?;
        let requests = Vec::new();
        walks.push(Walked { name: at.to_string(), code, seconds, record: None, said, peak_kib, requests, tokens_left: 0 });
        let left = fs::read_dir(temporary.path()).into_iter().flatten().count();
        stocks.push(Stock { processes: processes(temporary.path()), files: files(folder.path()), temporary: left });
        bar.inc(1);
    }
    bar.finish_and_clear();
    Ok(print(&walks, &stocks))
}

fn print(walks: &[Walked], stocks: &[Stock]) -> bool {
    let half = walks.len() / 2;
    let memory = |part: &[Walked]| median(part.iter().map(|one| f64::from(u32::try_from(one.peak_kib).unwrap_or(u32::MAX))));
    let (early, late) = (memory(&walks[..half]), memory(&walks[half..]));
    let good = walks.iter().filter(|one| one.code == Some(0)).count();
    let last = stocks.last();
    let settled = stocks.get(half).map(|stock| stock.files);
    line(&format!("\nendurance: {} checks, median {:.1} s each", walks.len(), median(walks.iter().map(|one| one.seconds))));
    let holds = [
        claim("checks that end with 0", &format!("{good} of {}", walks.len()), good == walks.len()),
        claim(
            "guidewalk's memory, second half against first",
            &format!("{:.0} MiB, {:.0} MiB", early / 1024.0, late / 1024.0),
            late <= early * GROWTH,
        ),
        claim(
            "processes left after a check, at most",
            &format!("{}", stocks.iter().map(|stock| stock.processes).max().unwrap_or(0)),
            stocks.iter().all(|stock| stock.processes == 0),
        ),
        claim(
            "files of records and state: after half, at the end",
            &format!("{settled:?}, {:?}", last.map(|stock| stock.files)),
            last.map(|stock| stock.files) == settled,
        ),
        claim(
            "files and folders left among what is temporary",
            &format!("{}", last.map_or(0, |stock| stock.temporary)),
            last.is_none_or(|stock| stock.temporary == 0),
        ),
    ];
    holds.into_iter().all(|one| one)
}

/// Processes that still run with that folder for what is temporary (Linux).
fn processes(temporary: &Path) -> usize {
    let Ok(all) = fs::read_dir("/proc") else { return 0 };
    let own = format!("TMPDIR={}", temporary.display());
    let environments = all.flatten().filter_map(|entry| fs::read(entry.path().join("environ")).ok());
    environments.filter(|bytes| bytes.split(|byte| *byte == 0).any(|variable| variable == own.as_bytes())).count()
}

fn files(folder: &Path) -> usize {
    let entries = fs::read_dir(folder).into_iter().flatten().flatten();
    entries.map(|entry| if entry.path().is_dir() { files(&entry.path()) } else { 1 }).sum()
}
