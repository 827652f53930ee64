//! A whole walk, from the driver's start to the record's last write: walking and judging go on beside each other, and the end is
//! in good order whatever happens.

mod scribe;
mod staging;

pub use staging::{Staging, entry_path};

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::time::{Duration, Instant};

use anyhow::{Context, Result, anyhow};
use tokio::sync::mpsc::{UnboundedReceiver, unbounded_channel};

use crate::browser::driver::Driver;
use crate::browser::session::{SessionSettings, own_program, runs_as_root};
use crate::browser::webdriver::WebDriverPage;
use crate::browser::{Page, find};
use crate::clock::{Part, Times};
use crate::judge::{Aftermath, Severity, Strictness, Weighed};
use crate::plan::Plan;
use crate::record::{self, BrowserRef, CleanUpRef, GuideRef, Record, Verdict};
use crate::secrets::{Scrubber, Secret};
use crate::settings::{BrowserKind, Settings};
use crate::store::{self, RecordFolder};
use crate::walk::{self, Company, Event, Listener, StageOutcome, Stop, WalkEnd};
use scribe::Scribe;

/// How long one command of the driver may take.
const COMMAND_LIMIT: Duration = Duration::from_secs(20);

/// Everything that one walk needs.
pub struct Order<'a> {
    /// What is to be done.
    pub plan: Arc<Plan>,
    /// How.
    pub settings: &'a Settings,
    /// Secrets by the walk file's names.
    pub secrets: BTreeMap<String, Secret>,
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

/// How the browser is reached.
enum Reached {
    /// By a driver that runs already, at this address.
    Running(String),
    /// By these programs.
    Own { browser: PathBuf, driver: PathBuf },
}

impl Reached {
    /// Finds what is needed, before anything is written or started.
    fn find(settings: &Settings) -> Result<Self> {
        if let Some(url) = &settings.webdriver {
            return Ok(Self::Running(url.trim_end_matches('/').to_owned()));
        }
        let (browser, driver) = match settings.browser {
            BrowserKind::Chrome => (find::browser_file(), find::driver_file()),
            BrowserKind::Firefox => (find::firefox_file(), find::geckodriver_file()),
        };
        let (browser, driver) = (browser.map_err(|error| anyhow!("{error}"))?, driver.map_err(|error| anyhow!("{error}"))?);
        Ok(Self::Own { browser, driver })
    }
}

/// A session that is open, with the driver that carries it, where that is our own.
struct Session {
    page: WebDriverPage,
    driver: Option<Driver>,
}

impl Session {
    async fn open(plan: &Plan, settings: &Settings, reached: Reached, times: &Times) -> Result<Self> {
        let mut wanted = SessionSettings {
            browser: settings.browser.name().to_owned(),
            binary: None,
            profile: None,
            viewport: plan.walk.viewport,
            headed: settings.headed,
            no_sandbox: settings.no_sandbox || runs_as_root(),
            cdp: !settings.standard_only,
            command_limit: COMMAND_LIMIT,
            slow_motion: settings.slow_motion,
            times: times.clone(),
        };
        let (browser, program) = match reached {
            Reached::Running(url) => {
                let page = WebDriverPage::connect(&url, &wanted).await?;
                return Ok(Self { page, driver: None });
            }
            Reached::Own { browser, driver } => (browser, driver),
        };
        let own = own_program()?;
        let driver = tokio::task::spawn_blocking(move || Driver::start(&own, &program))
            .await
            .context("the driver's start broke off")??;
        wanted.binary = Some(browser);
        wanted.profile = (settings.browser == BrowserKind::Chrome).then(|| driver.profile.clone());
        let page = WebDriverPage::connect(&driver.url, &wanted).await?;
        Ok(Self { page, driver: Some(driver) })
    }

    async fn close(self) {
        let Self { page, driver } = self;
        match driver {
            // The watchdog ends browser and driver together, which is quicker than closing the session first.
            Some(mut driver) => {
                drop(page);
                let _ = tokio::task::spawn_blocking(move || driver.end()).await;
            }
            None => page.close().await,
        }
    }
}

/// Carries a plan out and leaves the record.
///
/// # Errors
/// When guidewalk can't do its job: no browser, no driver, a record that can't be written.
pub async fn conduct(order: Order<'_>) -> Result<Conducted> {
    let started = Instant::now();
    let now = jiff::Timestamp::now();
    let scrubber = Scrubber::default();
    // The account's name is no secret: the site shows it on every page.
    for (name, secret) in order.secrets.iter().filter(|(name, _)| *name != "login") {
        scrubber.learn(name, secret.reveal());
    }
    let reached = Reached::find(order.settings)?;
    let run = run_name(now);
    let log = order.settings.log.as_deref().map(create_log).transpose()?;
    let mut record = blank_record(&order, now);
    keep_references(&order)?;
    order.folder.write_record(&record)?;
    order.listener.hear(&Event::WalkStarted { title: order.plan.guide.title.clone(), steps: order.plan.guide.steps.len() });
    let times = Times::default();
    let session = times.of(Part::Session, Session::open(&order.plan, order.settings, reached, &times)).await?;
    let renderer = session.page.renderer().await.map_err(|error| anyhow!("the browser can't be asked: {error}"))?;
    let identity = session.page.identity();
    record.browser = BrowserRef { name: identity.name, version: identity.version, ..record.browser };
    let itinerary = order.plan.itinerary(order.secrets.clone(), &run, &now.strftime("%Y-%m-%d").to_string());
    let company = Company { listener: &*order.listener, stop: order.stop, scrubber: &scrubber, times: &times };
    let (sender, receiver) = unbounded_channel();
    let scribe = Scribe {
        plan: Arc::clone(&order.plan),
        renderer,
        folder: order.folder.clone(),
        listener: Arc::clone(&order.listener),
        scrubber: scrubber.clone(),
        staging: order.staging,
        record,
        outcomes: Vec::new(),
        log,
        times: times.clone(),
    };
    // The judge has a thread of its own: it works on one step while the browser loads the next.
    let judging = tokio::task::spawn_blocking(move || write_down(scribe, receiver));
    let end = walk::walk(&session.page, &itinerary, company, &sender).await;
    drop(sender);
    let ((), written) = tokio::join!(times.of(Part::Session, session.close()), judging);
    let written = written.context("the judge broke off")??;
    let mut conducted = ended(written, &order, end, started);
    conducted.record.times = times.seconds();
    order.folder.write_record(&conducted.record)?;
    order.listener.hear(&Event::Finished);
    Ok(conducted)
}

/// Takes in outcomes until the walk is over.
fn write_down(mut scribe: Scribe, mut receiver: UnboundedReceiver<StageOutcome>) -> Result<Record> {
    while let Some(outcome) = receiver.blocking_recv() {
        scribe.take(outcome)?;
    }
    scribe.finish()?;
    Ok(scribe.record)
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

/// `guidewalk` and a mark that no other walk has.
fn run_name(now: jiff::Timestamp) -> String {
    let mark: String = std::iter::repeat_with(fastrand::alphanumeric).take(4).collect::<String>().to_lowercase();
    format!("{}-{mark}", now.strftime("%Y%m%d-%H%M%S"))
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
    let viewport = plan.walk.viewport;
    Record {
        schema: record::SCHEMA,
        tool: concat!("guidewalk ", env!("CARGO_PKG_VERSION")).to_owned(),
        complete: false,
        guide: GuideRef { path: plan.guide_shown_as.clone(), title: plan.guide.title.clone() },
        guide_digest: store::digest(plan.guide.source.as_bytes()),
        site: plan.site.clone(),
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
