//! How well pictures that people made are judged: what is true of each picture against what `guidewalk compare` says of it.
//! `scripts/bench judge` runs it. Walks are kept in the target folder under a digest of what made them, so that a second run
//! needs no browser; answers under a digest of the program that gave them.

#[path = "../common/apart.rs"]
mod apart;
mod again;
mod apps;
#[path = "../common/folders.rs"]
mod folders;
mod bench;
mod cases;
mod changed;
mod corpora;
mod fonts;
mod judged;
#[path = "../common/marker.rs"]
#[expect(
    dead_code,
    unreachable_pub,
    clippy::cast_possible_truncation,
    reason = "others draw with it too; it is arithmetic on pixels"
)]
mod marker;
mod peers;
mod person;
mod place;
mod score;
mod sets;
mod sheet;
mod speed;
mod takes;
#[path = "../trust/tally.rs"]
mod tally;

use std::path::PathBuf;
use std::process::ExitCode;

use anyhow::{Context as _, Result};
use clap::{Parser, ValueEnum};

use bench::Bench;
use cases::Case;
use corpora::Corpus;
use peers::Peers;
use score::Score;
pub(crate) use tally::line;

/// Measures how well pictures that people made are judged.
#[derive(Debug, Parser)]
struct Asked {
    /// What is measured; without one, all corpora. `sets` makes the practice guide with pictures as three people would have made
    /// them, `again` makes these again and says how well, `speed` compares own pictures beside odiff.
    what: Vec<What>,
    /// How many pictures are judged at once.
    #[arg(long, default_value_t = 2)]
    jobs: usize,
    /// Only so many pictures of each corpus, picked by a fixed seed.
    #[arg(long)]
    sample: Option<usize>,
    /// Only pictures whose name holds this.
    #[arg(long)]
    only: Option<String>,
    /// The guidewalk that is measured [default: this build].
    #[arg(long)]
    program: Option<PathBuf>,
    /// The folder that the sets are put into.
    #[arg(long)]
    into: Option<PathBuf>,
    /// Without the tools of today.
    #[arg(long)]
    alone: bool,
    /// Says of every picture that is judged wrongly what is wrong.
    #[arg(long)]
    verbose: bool,
    /// What `cargo bench` adds.
    #[arg(long, hide = true)]
    bench: bool,
}

/// What can be asked for.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
enum What {
    Same,
    Fonts,
    Noise,
    Editions,
    Mutations,
    Single,
    Elsewhere,
    Apps,
    Sets,
    Again,
    Speed,
}

impl What {
    fn corpus(self) -> Option<Corpus> {
        let name = self.to_possible_value()?;
        Corpus::from_str(name.get_name(), true).ok()
    }
}

fn main() -> Result<ExitCode> {
    let asked = Asked::parse();
    let bench = Bench::open(asked.jobs, asked.program.clone())?;
    let mut holds = true;
    if asked.what.contains(&What::Sets) {
        let into = asked.into.as_ref().context("--into says where the sets are put")?;
        holds &= sets::make(&bench, &std::path::absolute(into)?)?;
    }
    if asked.what.contains(&What::Again) {
        let from = asked.into.as_ref().context("--into says where the sets are")?;
        holds &= again::measure(&bench, &std::path::absolute(from)?)?;
    }
    if asked.what.contains(&What::Speed) {
        holds &= speed::measure(&bench)?;
    }
    let mut corpora: Vec<Corpus> = asked.what.iter().filter_map(|what| what.corpus()).collect();
    if asked.what.is_empty() {
        corpora = Corpus::value_variants().to_vec();
    }
    if !corpora.is_empty() {
        measure(&bench, &asked, &corpora)?;
    }
    Ok(ExitCode::from(u8::from(!holds)))
}

/// Judges the corpora, and prints a table for each and one for all.
fn measure(bench: &Bench, asked: &Asked, corpora: &[Corpus]) -> Result<()> {
    let peers = (!asked.alone).then(Peers::find);
    let mut all = [Score::default(), Score::default()];
    let mut sheet = Vec::new();
    for (corpus, cases) in corpora::prepared(bench, corpora)? {
        let name = corpus.to_possible_value().map(|value| value.get_name().to_owned()).unwrap_or_default();
        let judged = judged::judge(bench, &name, picked(asked, cases))?;
        let mut scores = [Score::default(), Score::default()];
        for one in &judged {
            let part = usize::from(one.case.aside);
            let wrong = score::weigh(&mut scores[part], one);
            score::weigh(&mut all[part], one);
            if asked.verbose {
                wrong.iter().for_each(|what| line(&format!("       {name} {}: {what}", one.case.name)));
                if !wrong.is_empty() {
                    line(&format!("         {:?}", judged::question(&one.picture, &one.case)));
                }
            }
            sheet.push(sheet::Entry::new(&name, one, &wrong));
        }
        if let Some(peers) = &peers {
            peers.sift(bench, &name, &judged, &mut scores)?;
        }
        scores[0].print(&name);
        scores[1].print(&format!("{name}, set aside"));
        if let Some(peers) = &peers {
            peers.verdicts(bench, &name, &judged)?;
        }
    }
    all[0].print("ALL");
    all[1].print("ALL, set aside");
    line(&format!("\ncontact sheet: {}", sheet::write(bench, &sheet)?.display()));
    Ok(())
}

fn picked(asked: &Asked, mut cases: Vec<Case>) -> Vec<Case> {
    if let Some(part) = &asked.only {
        cases.retain(|case| case.name.contains(part.as_str()));
    }
    if let Some(sample) = asked.sample {
        fastrand::Rng::with_seed(1).shuffle(&mut cases);
        cases.truncate(sample);
    }
    cases
}
