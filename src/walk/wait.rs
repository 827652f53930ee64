//! The one wait loop: bounded, it tells what it waited for, how long, and what was there at its end.

use std::time::{Duration, Instant};

use super::event::{Event, Listener};
use super::lookout::Lookout;
use super::outcome::Waited;
use super::stop::Stop;
use crate::browser::{Observation, Page, PageError};
use crate::clock::Times;

/// Polls begin this often and become rarer.
const FIRST_PAUSE: Duration = Duration::from_millis(8);
/// Never rarer than this while the wait is young.
const LONG_PAUSE: Duration = Duration::from_millis(20);
/// Never rarer than this.
const LONGEST_PAUSE: Duration = Duration::from_millis(100);
/// A wait is young for so long.
const YOUNG: Duration = Duration::from_secs(1);
/// A wait shorter than this is not worth a line in the record.
pub(crate) const A_MOMENT: Duration = Duration::from_millis(400);

/// How a wait ended, where what it waited for did not come.
#[derive(Debug, Clone)]
pub(crate) enum WaitEnd {
    /// The time was up; what was seen last, where anything was.
    TimedOut(Option<Box<Observation>>),
    /// A signal came.
    Stopped,
    /// The page can't be asked any more, or its address can't be loaded.
    Page(PageError),
}

/// What the caller makes of one look.
pub(crate) enum Look<T> {
    /// It is there.
    Found(T),
    /// Go on looking.
    Not,
    /// There is no point in looking longer.
    GiveUp,
}

/// How long a page has been the same.
#[derive(Debug, Clone)]
pub(crate) struct Quiet {
    last: Option<(String, u64)>,
    since: Instant,
}

impl Quiet {
    fn new() -> Self {
        Self { last: None, since: Instant::now() }
    }

    fn note(&mut self, seen: &Observation) {
        let now = Some((seen.url.clone(), seen.changes));
        if self.last != now || seen.busy || !seen.ready || seen.leaving {
            self.last = now;
            self.since = Instant::now();
        }
    }

    /// For how long nothing has changed, with the document loaded and not busy.
    pub(crate) fn lasted(&self) -> Duration {
        self.since.elapsed()
    }
}

/// A wait that came to an end.
pub(crate) struct Waiting<'a, P: Page> {
    /// The page that is looked at.
    pub(crate) page: &'a P,
    /// Heard while it lasts.
    pub(crate) listener: &'a dyn Listener,
    /// Ends it at once.
    pub(crate) stop: &'a Stop,
    /// Adds up its pauses.
    pub(crate) times: &'a Times,
    /// Its longest duration.
    pub(crate) limit: Duration,
    /// In words.
    pub(crate) for_what: String,
    /// Boxes of the browser's own that were answered on the way, by their words.
    pub(crate) alerts: Vec<String>,
}

impl<P: Page> Waiting<'_, P> {
    /// Looks until `judge` has found what it wants.
    pub(crate) async fn until<T>(
        &mut self,
        lookout: &Lookout,
        mut judge: impl FnMut(&Observation, &Quiet) -> Look<T>,
    ) -> (Result<T, WaitEnd>, Waited) {
        let started = Instant::now();
        let mut pause = FIRST_PAUSE;
        let mut quiet = Quiet::new();
        let mut last = None;
        let end = loop {
            if self.stop.requested().is_some() {
                break Err(WaitEnd::Stopped);
            }
            match self.page.observe(lookout.question()).await {
                Ok(seen) => {
                    quiet.note(&seen);
                    if seen.kept {
                        self.alerts.push("leave the page?".to_owned());
                    }
                    match judge(&seen, &quiet) {
                        Look::Found(found) => break Ok(found),
                        Look::GiveUp => break Err(WaitEnd::TimedOut(Some(Box::new(seen)))),
                        Look::Not => last = Some(seen),
                    }
                }
                Err(PageError::Changed(_) | PageError::NotInteractable(_)) => {}
                Err(PageError::Alert(_)) => self.alerts.push(self.page.dismiss_alert().await.unwrap_or_default()),
                Err(error) => break Err(WaitEnd::Page(error)),
            }
            if started.elapsed() >= self.limit {
                break Err(WaitEnd::TimedOut(last.take().map(Box::new)));
            }
            self.tell(started);
            self.times.pause(pause).await;
            pause = (pause * 3 / 2).min(if started.elapsed() < YOUNG { LONG_PAUSE } else { LONGEST_PAUSE });
        };
        let seen = match &end {
            Ok(_) => "it came".to_owned(),
            Err(WaitEnd::TimedOut(Some(seen))) => seen_in_words(seen),
            Err(WaitEnd::TimedOut(None)) => "nothing".to_owned(),
            Err(WaitEnd::Stopped) => "a signal".to_owned(),
            Err(WaitEnd::Page(error)) => error.to_string(),
        };
        (end, Waited { for_what: self.for_what.clone(), seconds: started.elapsed().as_secs_f64(), seen })
    }

    fn tell(&self, started: Instant) {
        self.listener.hear(&Event::Waiting { for_what: self.for_what.clone(), seconds: started.elapsed().as_secs_f64() });
    }
}

/// A page in words: its first heading or title, and its address.
pub(crate) fn seen_in_words(seen: &Observation) -> String {
    let name = screen_name(seen);
    let at = super::lookout::path_of(&seen.url);
    let screen = if name.is_empty() { at } else { format!("\"{name}\" at {at}") };
    match seen.refused.as_slice() {
        [] => screen,
        fields => format!("{screen}, whose form isn't sent without \"{}\"", fields.join("\", \"")),
    }
}

/// What a screen is called: its first heading, else its title.
pub(crate) fn screen_name(seen: &Observation) -> String {
    seen.headings.first().cloned().filter(|heading| !heading.is_empty()).unwrap_or_else(|| seen.title.clone())
}
