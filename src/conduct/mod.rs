//! A whole walk, from the driver's start to the record's last write: walking and judging go on beside each other, and the end is
//! in good order whatever happens.

mod after;
mod attempt;
mod follow;
mod framing;
mod keeping;
mod lens;
mod marking;
mod reading;
mod reread;
mod scribe;
mod session;
mod sheet;
mod staging;
mod unchanged;
mod variants;
mod visit;

pub use keeping::Keeping;
pub use reading::reader;
pub use staging::{Staging, entry_path};
pub use visit::{Swept, Visit, sign_in_by_hand, sweep};

use std::collections::BTreeMap;
use std::path::Path;
use std::sync::{Arc, Mutex};
use std::time::Instant;

use anyhow::{Context, Result, bail};

use crate::clock::Times;
use crate::judge::{Aftermath, Severity, Strictness, Weighed};
use crate::plan::Plan;
use crate::record::{self, BrowserRef, CleanUpRef, GuideRef, Record, Verdict};
use crate::secrets::{Credentials, Scrubber};
use crate::settings::Settings;
use crate::store::{self, RecordFolder};
use crate::walk::{Company, Event, Listener, Stop, WalkEnd};
use attempt::Attempts;
use lens::Lens;
use session::Reached;

/// Everything that one walk needs.
pub struct Order<'a> {
    /// What is to be done.
    pub plan: Arc<Plan>,
    /// How.
    pub settings: &'a Settings,
    /// What is signed in with.
    pub credentials: Credentials,
    /// Takes secrets out of all that is written; it learns them here.
    pub scrubber: Scrubber,
    /// The account's folder, and how it is dealt with.
    pub keeping: &'a Keeping,
    /// What the practice site was asked to be.
    pub practice: Option<String>,
    /// Where the record goes.
    pub folder: &'a RecordFolder,
    /// For which steps new pictures are made.
    pub staging: Staging,
    /// Hears what goes on.
    pub listener: Arc<dyn Listener>,
    /// Ends it early.
    pub stop: &'a Stop,
}

/// A walk that is over.
#[derive(Debug)]
pub struct Conducted {
    /// Its record, as it is on disk.
    pub record: Record,
    /// The exit code.
    pub exit: u8,
}

/// Carries a plan out and leaves the record. Where the browser or its driver dies, everything is walked once more in a fresh
/// session, and the record says so; no single step is ever repeated.
///
/// # Errors
/// When guidewalk can't do its job: no browser, no driver, a record that can't be written.
pub async fn conduct(order: Order<'_>) -> Result<Conducted> {
    let started = Instant::now();
    let now = jiff::Timestamp::now();
    let scrubber = order.scrubber.clone();
    order.credentials.hidden().for_each(|(name, secret)| scrubber.learn(name, secret.reveal()));
    let reached = Reached::find(order.settings)?;
    let log = order.settings.log.as_deref().map(create_log).transpose()?;
    let blank = blank_record(&order, now);
    order.folder.write_record(&blank)?;
    keep_references(&order)?;
    order.listener.hear(&Event::WalkStarted { title: order.plan.guide.title.clone(), steps: order.plan.guide.steps.len() });
    let times = Times::default();
    let reader = reading::begun(&order.plan);
    let lens = Arc::new(Lens {
        plan: Arc::clone(&order.plan),
        reader: reader.clone(),
        staging: order.staging,
        scales: Mutex::default(),
    });
    let company = Company {
        listener: &*order.listener,
        stop: order.stop,
        scrubber: &scrubber,
        ledger: order.keeping,
        times: &times,
        detail: Some(&*lens),
    };
    let (kept, remark) = order.keeping.sign_in(now, order.credentials.login(), &scrubber);
    let blank = Record { remarks: blank.remarks.iter().cloned().chain(remark).collect(), ..blank };
    let attempts = Attempts { order: &order, company, reached, log, now, blank, kept, reader, lens: Arc::clone(&lens) };
    let (mut record, end) = attempts.walked().await?;
    record.remarks.extend(order.keeping.after(&end, jiff::Timestamp::now()));
    let broke = end.broke.clone();
    let mut conducted = ended(record, &order, end, started);
    conducted.record.times = times.seconds();
    order.folder.write_record(&conducted.record)?;
    order.listener.hear(&Event::Finished);
    match broke {
        None => Ok(conducted),
        Some(words) => bail!(
            "guidewalk itself broke: {words}\nhint: what the walk had made was taken back; the record so far is in {}",
            order.folder.path().display()
        ),
    }
}

fn ended(mut record: Record, order: &Order<'_>, end: WalkEnd, started: Instant) -> Conducted {
    let weighed: Vec<Weighed> = record
        .steps
        .iter()
        .map(|step| Weighed {
            status: step.status,
            cosmetic: step.findings.iter().any(|finding| finding.severity == Severity::Cosmetic),
        })
        .collect();
    let strictness = if order.settings.strict { Strictness::Strict } else { Strictness::Plain };
    let aftermath = Aftermath { left_behind: !end.left_behind.is_empty(), account_waits: false };
    let (verdict, exit) = crate::judge::verdict(&weighed, strictness, aftermath);
    record.verdict = verdict;
    record.seconds = (started.elapsed().as_secs_f64() * 1000.0).round() / 1000.0;
    record.clean_up = CleanUpRef { done: end.clean, left_behind: end.left_behind };
    record.remarks.extend(end.remarks);
    record.complete = order.stop.requested().is_none();
    let exit = match order.stop.requested() {
        Some(signal) => u8::try_from(128 + signal).unwrap_or(u8::MAX),
        None => exit,
    };
    Conducted { record, exit }
}

fn create_log(path: &Path) -> Result<std::fs::File> {
    std::fs::File::create(path).with_context(|| format!("cannot write the log {}", path.display()))
}

fn keep_references(order: &Order<'_>) -> Result<()> {
    for (name, path) in scribe::reference_copies(&order.plan) {
        let bytes = std::fs::read(&path).with_context(|| format!("cannot read the picture {}", path.display()))?;
        order.folder.write_file(&format!("references/{name}"), &bytes)?;
    }
    Ok(())
}

fn blank_record(order: &Order<'_>, now: jiff::Timestamp) -> Record {
    let plan = &*order.plan;
    let viewport = plan.way.walk.viewport;
    Record {
        schema: record::SCHEMA,
        tool: concat!("guidewalk ", env!("CARGO_PKG_VERSION")).to_owned(),
        complete: false,
        guide: GuideRef { path: plan.guide_shown_as.clone(), title: plan.guide.title.clone() },
        guide_digest: store::digest(plan.guide.source.as_bytes()),
        site: plan.way.site.clone(),
        practice: order.practice.clone(),
        started: now.strftime("%Y-%m-%dT%H:%M:%SZ").to_string(),
        seconds: 0.0,
        browser: BrowserRef {
            name: order.settings.browser.name().to_owned(),
            version: String::new(),
            viewport: [viewport.width, viewport.height],
            scale: viewport.scale,
        },
        verdict: Verdict::Unverified,
        attempts: 1,
        times: BTreeMap::new(),
        clean_up: CleanUpRef::default(),
        remarks: plan.remarks.clone(),
        steps: plan.guide.steps.iter().map(|step| scribe::blank_step(plan, step)).collect(),
    }
}
