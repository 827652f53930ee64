//! The end in good order: what the walk made is taken back, whatever happened before.

use std::time::{Duration, Instant};

use super::act::Trouble;
use super::attend::{Attended, Goal};
use super::event::Event;
use super::lookout::Lookout;
use super::stop::Stop;
use super::walker::{Company, Halt, Walker};
use crate::browser::{Page, PageError};
use crate::walkfile::{Action, CleanUp, Condition, Reason};

/// The whole clean-up takes no longer than this.
const LONGEST: Duration = Duration::from_secs(60);
/// How long a clean-up's `when` is looked for.
const LOOKING: Duration = Duration::from_millis(2500);

impl<P: Page> Walker<'_, P> {
    /// Runs the clean-up and returns what was left behind, in words; what is gone is struck out of the ledger.
    pub(crate) async fn clean_up(&mut self) -> Vec<String> {
        let plan = self.plan;
        if plan.walk.clean_up.is_empty() || !self.made_something {
            return Vec::new();
        }
        self.company.listener.hear(&Event::CleanUp { what: "taking back what this walk made".to_owned() });
        // A signal ended the walk, not the clean-up.
        let unstopped = Stop::default();
        let company = Company { stop: &unstopped, ..self.company };
        let mut cleaner = Walker::new(self.page, plan, company, self.sender);
        cleaner.variables = self.variables.clone();
        cleaner.codes = self.codes.clone();
        cleaner.windows = self.windows;
        (cleaner.signed_in, cleaner.typed_secret, cleaner.made_something) = (true, true, true);
        cleaner.spent.is_free = true;
        let outcome = tokio::time::timeout(LONGEST, cleaner.take_back(&plan.walk.clean_up)).await;
        let trouble = match outcome {
            Ok(Ok(())) => match self.company.ledger.taken_back(&plan.run) {
                Ok(()) => return Vec::new(),
                Err(message) => message,
            },
            Ok(Err(message)) => message,
            Err(_) => format!("it took longer than {} s", LONGEST.as_secs()),
        };
        vec![self.company.scrubber.clean(&super::walker::still_there(&plan.run, &trouble))]
    }

    async fn take_back(&mut self, actions: &[CleanUp]) -> Result<(), String> {
        let mut trouble: Option<String> = None;
        let mut gone = false;
        for clean_up in actions {
            let needs_browser = !matches!(clean_up.action, Action::Request { .. });
            if needs_browser && gone {
                continue;
            }
            if let Err((message, died)) = self.repeated(clean_up).await {
                trouble.get_or_insert(message);
                gone |= died;
            } else if !needs_browser
                && matches!(&clean_up.action, Action::Request { method, .. } if method != "GET")
                && self.has_what_it_types(&clean_up.action)
            {
                // The API has taken it back: what the browser could not do before is no trouble any more.
                trouble = None;
            }
        }
        trouble.map_or(Ok(()), Err)
    }

    /// One entry of the clean-up, as often as it says; the error tells whether the browser is gone.
    async fn repeated(&mut self, clean_up: &CleanUp) -> Result<(), (String, bool)> {
        for round in 0..clean_up.times.max(1) {
            // The first look may come before the page; after a round the page is there, and one look tells.
            let patience = if round == 0 { LOOKING } else { Duration::ZERO };
            if let Some(when) = &clean_up.when
                && !self.holds_soon(when, patience).await
            {
                return Ok(());
            }
            for action in std::iter::once(&clean_up.action).chain(&clean_up.then) {
                self.perform(action, None, true).await.map_err(in_words)?;
                if let Action::Open { address } = action {
                    self.opened(address).await.map_err(in_words)?;
                }
            }
        }
        Ok(())
    }

    /// Waits until an address is really there: on a page that leads elsewhere nothing to take back would be seen.
    async fn opened(&mut self, address: &str) -> Result<(), Trouble> {
        let address = self.address_filled_in(address);
        let path = address.split('?').next().unwrap_or_default().to_owned();
        let there = Condition { url: Some(path.clone()), ..Condition::default() };
        match self.attend(Goal::Condition(&there), self.plan.timeout, format!("the address {path}")).await {
            Attended::Reached(..) => Ok(()),
            Attended::Halted(halt) => Err(Trouble::Halt(halt)),
            Attended::Missed(seen) => {
                let got = seen.as_deref().map_or_else(|| "nothing".to_owned(), super::wait::seen_in_words);
                Err(Trouble::Halt(Halt::Broken { because: format!("{path} led to {got}") }))
            }
        }
    }

    async fn holds_soon(&mut self, when: &Condition, patience: Duration) -> bool {
        let mut lookout = Lookout::default();
        let when = self.condition_filled_in(when);
        let sought = lookout.condition(&when);
        let started = Instant::now();
        while started.elapsed() < LOOKING {
            match self.page.observe(lookout.question()).await {
                Ok(seen) if seen.ready && sought.holds(&seen) => return true,
                Ok(seen) if seen.ready && !seen.busy && !seen.leaving && started.elapsed() >= patience / 2 => return false,
                Err(PageError::Died(_)) => return true,
                Ok(_) | Err(_) => {}
            }
            self.company.times.pause(Duration::from_millis(40)).await;
        }
        false
    }
}

/// What went wrong in a clean-up, and whether the browser is gone.
fn in_words(trouble: Trouble) -> (String, bool) {
    match trouble {
        Trouble::Halt(Halt::Blocked { reason, message }) => {
            (format!("{}: {message}", reason.name()), reason == Reason::BrowserDied)
        }
        Trouble::Halt(Halt::Broken { because }) => (because, false),
        Trouble::Missing(seen) => (format!("{}: {}", super::lookout::described_wanted(&seen), seen.evidence.join("; ")), false),
    }
}
