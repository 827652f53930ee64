//! How far the verdicts can be trusted, measured on the practice site: what is expected of each walk against what it says.
//! `scripts/bench trust` runs it. Every walk is a whole `guidewalk check` in a process of its own; what is done already is read
//! from the target folder, so that a run that was broken off goes on where it ended.

#[path = "../common/apart.rs"]
mod apart;
#[path = "../common/folders.rs"]
mod folders;
mod calendar;
mod canary;
mod ends;
mod endurance;
#[expect(clippy::unwrap_used, reason = "what the stand-in can't do ends the measuring")]
#[path = "../common/tracker/mod.rs"]
mod fake_tracker;
mod faulty;
mod guides;
mod healing;
mod mutated;
mod nights;
mod noisy;
mod profile;
mod sheet;
mod tally;
mod walks;

use std::process::ExitCode;

use anyhow::Result;
use clap::{Parser, ValueEnum};

use walks::Bench;

/// Measures how far guidewalk's verdicts can be trusted.
#[derive(Debug, Parser)]
struct Asked {
    /// What is measured; without one, everything but the time.
    tables: Vec<Table>,
    /// How many walks go on at once.
    #[arg(long, default_value_t = 2)]
    jobs: usize,
    /// Only so many walks of each table, picked by the seed.
    #[arg(long)]
    sample: Option<usize>,
    /// Picks pairs, samples and the noises' own seeds.
    #[arg(long, default_value_t = 1)]
    seed: u64,
    /// Only walks whose name holds this.
    #[arg(long)]
    only: Option<String>,
    /// Of the mutations only those that are set aside.
    #[arg(long, conflicts_with = "tuned")]
    aside: bool,
    /// Of the mutations only those that may be looked at.
    #[arg(long)]
    tuned: bool,
    /// Of the mutations only those of the set that was written last, and their pairs.
    #[arg(long)]
    last: bool,
    /// Of the mutations also those that were set aside once: two hours more. `--only` looks among them anyway.
    #[arg(long)]
    retired: bool,
    /// Walks again what was walked already.
    #[arg(long)]
    fresh: bool,
    /// Counts only the walks that are done already, as while others are still going on; of a table's own, none is begun.
    #[arg(long, conflicts_with = "fresh")]
    done: bool,
    /// What `cargo bench` adds.
    #[arg(long, hide = true)]
    bench: bool,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
enum Table {
    /// One real change each, on every edition, and pairs of them.
    Mutations,
    /// What must alarm nobody: singly, in pairs, all at once, under load.
    Noise,
    /// What goes wrong at night.
    Faults,
    /// Controls whose locators in the walk file are broken.
    Healing,
    /// A hundred checks in a row.
    Endurance,
    /// Thirty nights of an account with a second factor.
    Nights,
    /// Thirty nights of a guide on a site that changes, with an issue and a pull request.
    Calendar,
    /// What is left on the account after walks that were ended or met a fault.
    Ends,
    /// Whether a secret is written anywhere.
    Canary,
    /// Where the time of one check goes.
    Time,
}

/// Which walks a table takes.
struct Pick<'a> {
    seed: u64,
    sample: Option<usize>,
    only: Option<&'a str>,
    /// Only those that are set aside, or only the others.
    aside: Option<bool>,
    /// Only those of the last set.
    last: bool,
    retired: bool,
    done: bool,
}

impl Pick<'_> {
    /// Takes the walks of a table that were asked for, in a stable order.
    fn of<T>(&self, bench: &Bench, table: &str, mut all: Vec<T>, name: impl Fn(&T) -> &str) -> Result<Vec<T>> {
        if let Some(part) = self.only {
            all.retain(|one| name(one).contains(part));
        }
        if let Some(sample) = self.sample {
            fastrand::Rng::with_seed(self.seed).shuffle(&mut all);
            all.truncate(sample);
        }
        if self.done {
            let done = bench.done(table)?;
            all.retain(|one| done.contains_key(name(one)));
        }
        Ok(all)
    }
}

fn main() -> Result<ExitCode> {
    let asked = Asked::parse();
    let bench = Bench::open(asked.jobs, asked.fresh)?;
    let all = || Table::value_variants().iter().copied().filter(|table| *table != Table::Time).collect();
    let tables: Vec<Table> = if asked.tables.is_empty() { all() } else { asked.tables };
    let retired = asked.retired || asked.only.is_some();
    let (sample, only) = (asked.sample, asked.only.as_deref());
    let aside = (asked.aside || asked.tuned).then_some(asked.aside);
    let pick = Pick { seed: asked.seed, sample, only, aside, last: asked.last, retired, done: asked.done };
    let mut holds = true;
    for table in tables {
        holds &= match table {
            Table::Mutations => mutated::measure(&bench, &pick)?,
            Table::Noise => noisy::measure(&bench, &pick)?,
            Table::Faults => faulty::measure(&bench, &pick)?,
            Table::Healing => healing::measure(&bench, &pick)?,
            Table::Endurance => endurance::measure(&bench, &pick)?,
            Table::Nights => nights::measure(&bench, &pick)?,
            Table::Calendar => calendar::measure(&bench, &pick)?,
            Table::Ends => ends::measure(&bench, &pick)?,
            Table::Canary => canary::measure(&bench, &pick)?,
            Table::Time => profile::measure(&bench)?,
        };
    }
    Ok(ExitCode::from(u8::from(!holds)))
}
