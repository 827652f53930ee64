//! Waiting for a goal on a live page: interruptions are dealt with on the way, pages that say why nothing goes on are recognised.

use std::future::Future;
use std::pin::Pin;
use std::time::Duration;

use super::lookout::{Lookout, Slot, Sought};
use super::outcome::Waited;
use super::wait::{Look, Quiet, WaitEnd, Waiting, seen_in_words};
use super::walker::{Halt, Walker};
use crate::browser::{Observation, Page, PageError};
use crate::walkfile::{Condition, Reason, Target};

/// A page that has not changed for so long will not bring the goal any more.
const HOPELESS: Duration = Duration::from_secs(4);

/// What is waited for.
#[derive(Clone, Copy)]
pub(crate) enum Goal<'g> {
    /// A control is visible.
    Target(&'g Target),
    /// A control is visible, or a condition holds that makes it needless.
    TargetUnless(&'g Target, &'g Condition),
    /// A condition holds.
    Condition(&'g Condition),
    /// An interruption's screen is gone.
    Gone(&'g Condition),
}

/// How a wait for a goal ended.
pub(crate) enum Attended {
    /// It is there.
    Reached(Box<Observation>, Slot),
    /// It did not come; what was seen last.
    Missed(Option<Box<Observation>>),
    /// The walk can't go on.
    Halted(Halt),
}

/// What one look found, in order of importance.
enum Sight {
    Interruption(usize),
    Reached(Box<Observation>),
    Block(Reason, String),
}

/// Everything that is looked for in one wait.
struct Watched {
    lookout: Lookout,
    goal: Sought,
    goal_is_gone: bool,
    unless: Option<Sought>,
    target: Slot,
    interruptions: Vec<(usize, Sought)>,
    blocks: Vec<(Reason, Sought)>,
}

impl Watched {
    fn look(&self, seen: &Observation, signed_in: bool) -> Option<Sight> {
        let interruption =
            self.interruptions.iter().find(|(_, sought)| sought.holds(seen)).map(|(at, _)| Sight::Interruption(*at));
        let needless = self.unless.as_ref().is_some_and(|unless| unless.holds(seen));
        if needless || self.goal.holds(seen) != self.goal_is_gone {
            return interruption.or_else(|| Some(Sight::Reached(Box::new(seen.clone()))));
        }
        self.block(seen, signed_in).or(interruption)
    }

    /// Why the walk can't go on, if the page says so.
    fn block(&self, seen: &Observation, signed_in: bool) -> Option<Sight> {
        if seen.url.starts_with("chrome-error:") || seen.url.starts_with("about:neterror") {
            return Some(Sight::Block(
                Reason::Network,
                format!("the browser shows an error page of its own: \"{}\"", seen.title),
            ));
        }
        let block = self.blocks.iter().find(|(reason, sought)| {
            let about_signing_in = matches!(reason, Reason::LoginWall | Reason::SessionLost);
            (signed_in || !about_signing_in) && sought.holds(seen)
        });
        if let Some((reason, sought)) = block {
            let reason = if *reason == Reason::LoginWall && signed_in { Reason::SessionLost } else { *reason };
            return Some(Sight::Block(reason, format!("the page shows {} ({})", sought.in_words(), seen_in_words(seen))));
        }
        let status = seen.status.filter(|status| *status >= 500 && seen.ready)?;
        Some(Sight::Block(Reason::SiteDown, format!("the site answered {status} at {}", super::lookout::path_of(&seen.url))))
    }
}

impl<P: Page> Walker<'_, P> {
    fn watched(&self, goal: Goal<'_>) -> Watched {
        let mut lookout = Lookout::default();
        let nothing = Slot::default();
        let unless = match goal {
            Goal::TargetUnless(_, unless) => Some(lookout.condition(&self.condition_filled_in(unless))),
            _ => None,
        };
        let (goal, goal_is_gone, target) = match goal {
            Goal::Target(target) | Goal::TargetUnless(target, _) => {
                let target = self.target_filled_in(target);
                let slot = lookout.target(&target);
                (lookout.condition(&Condition { shown: Some(target), ..Condition::default() }), false, slot)
            }
            Goal::Condition(condition) => (lookout.condition(&self.condition_filled_in(condition)), false, nothing),
            Goal::Gone(condition) => (lookout.condition(condition), true, nothing),
        };
        let interruptions = self.plan.walk.interruptions.iter().enumerate();
        let open = interruptions.filter(|(at, _)| self.handling.is_none_or(|handled| handled != *at));
        let interruptions: Vec<_> = open.map(|(at, interruption)| (at, lookout.condition(&interruption.when))).collect();
        let blocks = self.plan.walk.blocks.iter().map(|block| (block.reason, lookout.condition(&block.when))).collect();
        Watched { lookout, goal, goal_is_gone, unless, target, interruptions, blocks }
    }

    /// Waits for a goal. Boxed, because dealing with an interruption waits for goals of its own.
    pub(crate) fn attend<'s>(
        &'s mut self,
        goal: Goal<'s>,
        limit: Duration,
        for_what: String,
    ) -> Pin<Box<dyn Future<Output = Attended> + Send + 's>> {
        Box::pin(async move {
            let mut reloaded = false;
            loop {
                let watched = self.watched(goal);
                let (end, waited) = self.look_until(&watched, limit, for_what.clone()).await;
                self.note_wait(waited);
                match end {
                    Ok(Sight::Reached(seen)) => {
                        self.notes.url = self.company.scrubber.clean(&super::lookout::path_of(&seen.url));
                        return Attended::Reached(seen, watched.target);
                    }
                    Ok(Sight::Interruption(at)) => {
                        if let Some(halt) = self.interrupted(at).await {
                            return Attended::Halted(halt);
                        }
                    }
                    Ok(Sight::Block(reason, message)) => {
                        let worth_a_reload = matches!(reason, Reason::SiteDown | Reason::Network) && !self.made_something;
                        if reloaded || !worth_a_reload {
                            return Attended::Halted(Halt::Blocked { reason, message: self.company.scrubber.clean(&message) });
                        }
                        reloaded = true;
                        self.reload(&message).await;
                    }
                    Err(end) => return self.missed(end),
                }
            }
        })
    }

    async fn look_until(&self, watched: &Watched, limit: Duration, for_what: String) -> (Result<Sight, WaitEnd>, Waited) {
        let company = self.company;
        let mut waiting = Waiting {
            page: self.page,
            listener: company.listener,
            stop: company.stop,
            times: company.times,
            limit,
            for_what,
            alerts: Vec::new(),
        };
        let signed_in = self.signed_in;
        waiting
            .until(&watched.lookout, |seen, quiet: &Quiet| match watched.look(seen, signed_in) {
                Some(sight) => Look::Found(sight),
                None if quiet.lasted() >= HOPELESS => Look::GiveUp,
                None => Look::Not,
            })
            .await
    }

    fn missed(&self, end: WaitEnd) -> Attended {
        let blocked =
            |reason, message: String| Attended::Halted(Halt::Blocked { reason, message: self.company.scrubber.clean(&message) });
        match end {
            WaitEnd::TimedOut(Some(seen)) if seen.leaving || seen.busy => {
                blocked(Reason::Network, format!("the site did not answer in time; the page was still {}", seen_in_words(&seen)))
            }
            WaitEnd::TimedOut(None) => blocked(Reason::Network, "the page never answered".to_owned()),
            WaitEnd::TimedOut(Some(seen)) => Attended::Missed(Some(Box::new(seen))),
            WaitEnd::Stopped => blocked(Reason::Interrupted, "stopped by a signal".to_owned()),
            WaitEnd::Page(PageError::Died(message)) => blocked(Reason::BrowserDied, message),
            WaitEnd::Page(PageError::Unreachable(message)) => blocked(Reason::Network, message),
            WaitEnd::Page(error) => blocked(Reason::BrowserDied, error.to_string()),
        }
    }

    async fn reload(&mut self, why: &str) {
        self.note(&format!("reloaded once: {why}"));
        self.remarks.push(self.company.scrubber.clean(&format!("a page was loaded again: {why}")));
        let url = match self.page.observe(&crate::browser::Question::default()).await {
            Ok(seen) if seen.url.starts_with("http") => seen.url,
            _ => return,
        };
        let _ = self.page.open(&url).await;
        self.company.times.pause(Duration::from_millis(300)).await;
    }
}
