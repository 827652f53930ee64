//! Attempts at one walk: the first, and one more in a fresh session where browser or driver died.

use std::collections::HashMap;
use std::fs::File;
use std::io::Write as _;
use std::sync::Arc;

use anyhow::{Context, Result};
use jiff::Timestamp;
use tokio::sync::mpsc::{UnboundedReceiver, unbounded_channel};

use super::lens::Lens;
use super::reread::Reread;
use super::scribe::{self, Scribe};
use super::session::{Reached, Session};
use super::{Order, keeping, reading};
use crate::account::Cookie;
use crate::browser::Page as _;
use crate::clock::Part;
use crate::picture::{Library, Tesseract};
use crate::plan::Itinerary;
use crate::record::{BrowserRef, Record};
use crate::walk::{self, Company, Event, StageOutcome, WalkEnd};

/// What all attempts have in common.
pub(super) struct Attempts<'a> {
    pub(super) order: &'a Order<'a>,
    pub(super) company: Company<'a>,
    pub(super) reached: Reached,
    pub(super) log: Option<File>,
    pub(super) now: Timestamp,
    /// The record before anything is known.
    pub(super) blank: Record,
    /// A sign-in from an earlier night.
    pub(super) kept: Vec<Cookie>,
    /// Reads pictures that people made, where the plan has some.
    pub(super) reader: Option<Arc<Library>>,
    /// How finely frames are drawn.
    pub(super) lens: Arc<Lens>,
}

impl Attempts<'_> {
    /// Walks; the record is the last attempt's, with a remark on why there was a second one.
    pub(super) async fn walked(&self) -> Result<(Record, WalkEnd)> {
        let session = self.session().await?;
        let (mut record, end) = self.attempt(session, self.blank.clone()).await?;
        let Some(why) = end.died.clone().filter(|_| self.order.stop.requested().is_none()) else { return Ok((record, end)) };
        let remark = format!("the browser or its driver died ({why}); everything was walked again in a fresh session");
        self.company.listener.hear(&Event::Note(remark.clone()));
        record.attempts = 2;
        match self.session().await {
            Ok(session) => {
                let mut blank = Record { attempts: 2, ..self.blank.clone() };
                blank.remarks.extend(end.remarks);
                blank.remarks.push(self.company.scrubber.clean(&remark));
                self.order.folder.begin_again()?;
                self.attempt(session, blank).await
            }
            Err(error) => {
                record
                    .remarks
                    .push(format!("the browser or its driver died ({why}), and no fresh session could be had: {error:#}"));
                Ok((record, end))
            }
        }
    }

    async fn session(&self) -> Result<Session> {
        let opening = Session::open(&self.order.plan.way, self.order.settings, self.reached.clone(), self.company.times);
        self.company.times.of(Part::Session, opening).await
    }

    /// The plan with a mark of its own, so that what one attempt makes is never taken for another's.
    fn itinerary(&self) -> Itinerary {
        let run = run_name(self.now);
        let itinerary = self.order.plan.itinerary(self.order.credentials.clone(), &run, &keeping::day(self.now));
        Itinerary { kept: self.kept.clone(), rehearses: self.order.settings.rehearse, ..itinerary }
    }

    /// One walk in one session. What earlier ones, the attempt before among them, could not take back is taken back in it.
    async fn attempt(&self, session: Session, mut record: Record) -> Result<(Record, WalkEnd)> {
        let (earlier, remarks) =
            self.order.keeping.earlier(|run, day| self.order.plan.itinerary(self.order.credentials.clone(), run, day));
        record.remarks.extend(remarks.into_iter().chain(session.remark.clone()));
        let itinerary = self.itinerary();
        let identity = session.page.identity();
        record.browser = BrowserRef { name: identity.name, version: identity.version, ..record.browser };
        let (sender, receiver) = unbounded_channel();
        let scribe = self.scribe(&session, record)?;
        let stop = self.order.stop.clone();
        // The judge has a thread of its own: it works on one step while the browser loads the next.
        let judging = tokio::task::spawn_blocking(move || {
            let written = write_down(scribe, receiver);
            if written.is_err() {
                stop.abandon();
            }
            written
        });
        let end = walk::walk_after(&earlier, &session.page, &itinerary, self.company, &sender).await;
        drop(sender);
        let ((), written) = tokio::join!(self.company.times.of(Part::Session, session.close()), judging);
        let written = written.context("the judge broke off")?;
        if written.is_err() {
            // The record can't say it any more.
            end.left_behind.iter().for_each(|left| self.company.listener.hear(&Event::Note(left.clone())));
        }
        Ok((written?, end))
    }

    fn scribe(&self, session: &Session, record: Record) -> Result<Scribe> {
        let order = self.order;
        let mut log = self.log.as_ref().map(File::try_clone).transpose().context("cannot write the log")?;
        if let Some(log) = &mut log {
            writeln!(log, "attempt {}", record.attempts).context("cannot write the log")?;
        }
        Ok(Scribe {
            reader: self.reader.clone(),
            lens: Arc::clone(&self.lens),
            plan: Arc::clone(&order.plan),
            patched_as: scribe::shown_in_patches(&order.plan.guide_shown_as),
            renderer: session.renderer.clone(),
            folder: order.folder.clone(),
            listener: Arc::clone(&order.listener),
            scrubber: self.company.scrubber.clone(),
            reread: Reread {
                tesseract: reading::tesseract().map(Tesseract::with_unsure_words),
                scrubber: self.company.scrubber.clone(),
                read: HashMap::new(),
                last: None,
                trouble: None,
            },
            staging: order.staging,
            record,
            outcomes: Vec::new(),
            log,
            times: self.company.times.clone(),
        })
    }
}

/// Takes in outcomes until the walk is over.
fn write_down(mut scribe: Scribe, mut receiver: UnboundedReceiver<StageOutcome>) -> Result<Record> {
    while let Some(outcome) = receiver.blocking_recv() {
        scribe.take(outcome)?;
    }
    scribe.finish()?;
    Ok(scribe.record)
}

/// `guidewalk` and a mark that no other walk has.
fn run_name(now: Timestamp) -> String {
    let mark: String = std::iter::repeat_with(fastrand::alphanumeric).take(4).collect::<String>().to_lowercase();
    format!("{}-{mark}", now.strftime("%Y%m%d-%H%M%S"))
}
