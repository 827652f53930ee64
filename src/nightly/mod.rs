//! One night of a guide: walked until what was seen is calm, kept as a line of its history, and made into what is proposed. Who walks
//! and waits is the caller's business, so that a night can be tried without a browser.

mod proposing;

use std::collections::BTreeSet;
use std::path::Path;
use std::time::Duration;

use anyhow::{Context as _, Result};
use jiff::civil::Date;

use crate::history::{self, Fact, Look, Looks, Next, Night, Standing};
use crate::judge::{Status, Strictness};
use crate::record::{GuideRef, Record};

pub(crate) use proposing::address;
pub use proposing::{Checkout, propose};

/// So often at once; what is new then still waits for the next night.
const AT_ONCE: usize = 3;
/// The first wait before a blocked walk is tried again; doubled for each that follows.
const FIRST_WAIT: Duration = Duration::from_secs(5 * 60);

/// Who walks.
pub trait Walker {
    /// Walks the guide once, in a browser of its own.
    ///
    /// # Errors
    /// When that can't be done at all.
    fn walk(&mut self) -> impl Future<Output = Result<Look>>;

    /// Lets time pass.
    ///
    /// # Errors
    /// When the night is ended meanwhile.
    fn wait(&mut self, time: Duration) -> impl Future<Output = Result<()>>;
}

/// What a night is to be.
#[derive(Debug, Clone)]
pub struct Order {
    /// Its date.
    pub date: Date,
    /// The guide, by the path that its repository has for it.
    pub guide: GuideRef,
    /// Where its nights are.
    pub history: history::Guide,
    /// Whether cosmetic findings count.
    pub strictness: Strictness,
    /// How long a blocked walk is tried again.
    pub patience: Duration,
}

/// A night that is over.
#[derive(Debug, Clone, PartialEq)]
pub struct Over {
    /// Its line, as it is kept.
    pub night: Night,
    /// All nights, this one among them.
    pub nights: Vec<Night>,
    /// What they say together.
    pub known: Standing,
    /// Its walks.
    pub looks: Vec<Look>,
}

impl Over {
    /// The record of the last walk.
    #[must_use]
    pub fn last(&self) -> Option<(&Record, &Path)> {
        self.newest_first().next()
    }

    /// The record of the newest walk that saw each of these facts; a later one may have been held up before it.
    #[must_use]
    pub fn newest_with(&self, facts: &BTreeSet<Fact>) -> Option<(&Record, &Path)> {
        self.newest_first().find(|(record, _)| facts.iter().all(|fact| fact.is_seen_in(record)))
    }

    fn newest_first(&self) -> impl Iterator<Item = (&Record, &Path)> {
        self.looks.iter().rev().filter_map(|look| match look {
            Look::Walked(record, folder) => Some((&**record, Path::new(folder.as_str()))),
            Look::Waits => None,
        })
    }

    /// The record of the last walk without what doesn't count.
    #[must_use]
    pub fn calm_record(&self) -> Option<Record> {
        let mut record = self.last()?.0.clone();
        record.verdict = self.night.verdict;
        for step in &mut record.steps {
            let kept = self.night.steps.iter().find(|kept| kept.step == step.step);
            if let Some(doubt) = kept.and_then(|kept| kept.doubt) {
                step.findings.clear();
                (step.status, step.because) = (Status::Unsure, Some(doubt.says().to_owned()));
            }
        }
        Some(record)
    }
}

/// Walks until it is calm, and keeps the night.
///
/// # Errors
/// When the guide can't be walked, the night is ended early, or the history can't be read or written.
pub async fn night(walker: &mut impl Walker, order: &Order) -> Result<Over> {
    let before = history::standing(&order.history.nights()?);
    let mut looks = Looks { before, strictness: order.strictness, all: Vec::new() };
    let (mut at_once, mut wait, mut left) = (0, FIRST_WAIT, order.patience);
    loop {
        looks.all.push(walker.walk().await?);
        match looks.next() {
            Next::Again if at_once < AT_ONCE => at_once += 1,
            Next::Later if wait <= left => {
                walker.wait(wait).await?;
                left -= wait;
                wait *= 2;
            }
            _ => break,
        }
    }
    order.history.add(&looks.night(order.date, &order.guide))?;
    let nights = order.history.nights()?;
    let night = nights.iter().find(|night| night.night == order.date).cloned().context("the night that was kept is not there")?;
    Ok(Over { night, known: history::standing(&nights), nights, looks: looks.all })
}
