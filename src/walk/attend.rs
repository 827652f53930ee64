//! Waiting for a goal on a live page: interruptions are dealt with on the way, pages that say why nothing goes on are recognised.

use std::collections::HashMap;
use std::future::Future;
use std::pin::Pin;
use std::time::{Duration, Instant};

use super::lookout::{Lookout, Slot, Sought, path_of};
use super::wait::{Look, Quiet, WaitEnd, Waiting, seen_in_words};
use super::walker::{Halt, Walker};
use crate::browser::{Observation, Page, PageError};
use crate::walkfile::{Condition, DEFAULT_TIMEOUT, Reason, Target};

/// A page that has not changed for so long will not bring the goal any more; more of it where a wait may last longer than by default.
const HOPELESS: Duration = Duration::from_secs(4);

/// What holds a walk up counts once it has stood for so long: a page that is being put together may look like a wall for a moment.
const STANDS: Duration = Duration::from_millis(400);

/// After a page was loaded again, a wait has at least so long.
const AFTER_RELOAD: Duration = Duration::from_secs(5);
/// A page that has had nothing in it for so long stays so.
const BLANK: Duration = Duration::from_millis(1500);

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
    /// The site says that there is no page at this address: worth a second look.
    NotFound(String),
}

/// Everything that is looked for in one wait.
struct Watched {
    lookout: Lookout,
    goal: Sought,
    goal_is_gone: bool,
    unless: Option<Sought>,
    target: Slot,
    interruptions: Vec<(usize, Sought)>,
    /// Interruptions that lie under something else in a document.
    put_off: HashMap<usize, f64>,
    blocks: Vec<(Reason, Sought)>,
    /// The browser says that it was led round in circles.
    circles: Sought,
    /// A document that is being replaced: what it says counts no more.
    stale: Option<f64>,
    /// The addresses at which no page was found, even when they were loaded again; `None`: nothing may be loaded again.
    not_found: Option<Vec<String>>,
}

impl Watched {
    fn look(&self, seen: &Observation, quiet: &Quiet, is_open: bool) -> Option<Sight> {
        // What is seen of a page that is still coming in may be half the truth.
        if seen.parsing {
            return None;
        }
        if !is_page(seen) {
            return unusable(seen, quiet);
        }
        let interruption = self.interruption(seen).map(Sight::Interruption);
        let needless = self.unless.as_ref().is_some_and(|unless| unless.holds(seen));
        if (needless || self.goal.holds(seen) != self.goal_is_gone) && seen.unstyled.is_empty() {
            return interruption.or_else(|| Some(Sight::Reached(Box::new(seen.clone()))));
        }
        self.block(seen, is_open).or_else(|| unusable(seen, quiet)).or(interruption).or_else(|| self.not_found(seen))
    }

    /// A screen that is to be dealt with before anything else.
    fn interruption(&self, seen: &Observation) -> Option<usize> {
        let mut open = self.interruptions.iter().filter(|(at, _)| self.put_off.get(at) != Some(&seen.document));
        open.find(|(_, sought)| sought.holds(seen)).map(|(at, _)| *at)
    }

    /// A page that is not there, where that may be the site's mistake of a moment.
    fn not_found(&self, seen: &Observation) -> Option<Sight> {
        let before = self.not_found.as_ref().filter(|_| seen.ready && seen.status == Some(404))?;
        (!before.contains(&seen.url)).then(|| Sight::NotFound(seen.url.clone()))
    }

    /// Why the walk can't go on, if the page says so.
    fn block(&self, seen: &Observation, is_open: bool) -> Option<Sight> {
        if seen.url.starts_with("chrome-error:") || seen.url.starts_with("about:neterror") {
            return seen.ready.then(|| self.not_loaded(seen));
        }
        let block = self.blocks.iter().find(|(reason, sought)| {
            let about_signing_in = matches!(reason, Reason::LoginWall | Reason::SessionLost);
            // A form that the browser did not send was not refused by the site.
            let counts = !about_signing_in || (is_open && seen.refused.is_empty());
            counts && sought.holds(seen)
        });
        if let Some((reason, sought)) = block {
            return Some(Sight::Block(*reason, format!("the page shows {} ({})", sought.in_words(), seen_in_words(seen))));
        }
        let status = seen.status.filter(|status| *status >= 500 && seen.ready)?;
        Some(Sight::Block(Reason::SiteDown, format!("the site answered {status} at {}", path_of(&seen.url))))
    }

    /// An error page of the browser's own: the site led round in circles, or there was no answer.
    fn not_loaded(&self, seen: &Observation) -> Sight {
        let circles = self.circles.holds(seen) || seen.url.contains("e=redirectLoop");
        match circles {
            true => Sight::Block(Reason::SiteDown, "the site redirects without end".to_owned()),
            false => {
                let words = format!("the browser shows an error page of its own: \"{}\"", seen.title);
                Sight::Block(Reason::Network, words)
            }
        }
    }
}

/// For how long a page must have been the same until nothing is hoped for any more, where one wait may last so long.
fn hopeless_after(timeout: Duration) -> Duration {
    HOPELESS.mul_f64(timeout.div_duration_f64(DEFAULT_TIMEOUT).max(1.0))
}

/// For how long something has stood, from the first time that this is asked.
fn stood(since: &mut Option<Instant>) -> Duration {
    since.get_or_insert_with(Instant::now).elapsed()
}

/// Whether a document is a page that people read; browsers wrap one around other content too.
fn is_page(seen: &Observation) -> bool {
    matches!(seen.content_type.as_str(), "" | "text/html" | "application/xhtml+xml")
}

/// What came is loaded and no page to go on with.
fn unusable(seen: &Observation, quiet: &Quiet) -> Option<Sight> {
    let at = path_of(&seen.url);
    if !seen.ready || !seen.url.starts_with("http") {
        return None;
    }
    let message = if !is_page(seen) {
        format!("the site sent {} instead of a page at {at}", seen.content_type)
    } else if let Some(missing) = seen.unstyled.first() {
        format!("the style sheet {} of the page at {at} did not come", path_of(missing))
    } else if seen.blank && quiet.lasted() >= BLANK {
        format!("the site sent an empty page at {at}")
    } else {
        return None;
    };
    Some(Sight::Block(Reason::SiteDown, message))
}

/// Errors of scripts as the reason why a control does nothing; `None` where there was none.
pub(crate) fn script_failure(errors: &[String], doing: &str) -> Option<Halt> {
    let first = errors.first()?;
    let unfetched = ["Failed to fetch", "NetworkError", "Load failed"];
    let reason = match errors.iter().any(|error| unfetched.iter().any(|words| error.contains(words))) {
        true => Reason::Network,
        false => Reason::PageError,
    };
    Some(Halt::Blocked { reason, message: format!("{doing}, and a script of the page failed: {first}") })
}

impl<P: Page> Walker<'_, P> {
    fn watched(&self, goal: Goal<'_>, stale: Option<f64>) -> Watched {
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
        let counting = self.plan.walk.blocks.iter().filter(|block| self.counts(block.reason));
        // Who has signed in and stands before the wall again has lost the session.
        let had_session = self.signed_in || self.typed_secret;
        let reason = |reason| if reason == Reason::LoginWall && had_session { Reason::SessionLost } else { reason };
        let blocks = counting.map(|block| (reason(block.reason), lookout.condition(&block.when))).collect();
        let circles = Condition { text: Some("ERR_TOO_MANY_REDIRECTS".to_owned()), ..Condition::default() };
        let circles = lookout.condition(&circles);
        let put_off = self.put_off.clone();
        let not_found = (!self.made_something).then(|| self.spent.not_found.clone());
        Watched { not_found, circles, stale, lookout, goal, goal_is_gone, unless, target, interruptions, put_off, blocks }
    }

    /// Waits for a goal. Boxed, because dealing with an interruption waits for goals of its own.
    pub(crate) fn attend<'s>(
        &'s mut self,
        goal: Goal<'s>,
        limit: Duration,
        for_what: String,
    ) -> Pin<Box<dyn Future<Output = Attended> + Send + 's>> {
        Box::pin(async move {
            let mut left = limit;
            let mut reloaded: Option<Reloaded> = None;
            loop {
                let watched = self.watched(goal, reloaded.as_ref().and_then(|reloaded| reloaded.document));
                let began = Instant::now();
                let end = self.look_until(&watched, left, for_what.clone()).await;
                left = left.saturating_sub(began.elapsed());
                match end {
                    Ok(Sight::Reached(seen)) => {
                        if let Some(halt) = self.page_seen(seen.document) {
                            return Attended::Halted(halt);
                        }
                        self.notes.url = self.company.scrubber.clean(&path_of(&seen.url));
                        return Attended::Reached(seen, watched.target);
                    }
                    Ok(Sight::Interruption(at)) => {
                        if let Some(halt) = self.interrupted(at).await {
                            return Attended::Halted(halt);
                        }
                        left = limit;
                    }
                    Ok(Sight::Block(reason, message)) => {
                        let worth_a_reload = matches!(reason, Reason::SiteDown | Reason::Network) && !self.made_something;
                        if reloaded.is_some() || !worth_a_reload {
                            return Attended::Halted(Halt::Blocked { reason, message: self.company.scrubber.clean(&message) });
                        }
                        let document = self.reload(&message).await;
                        reloaded = Some(Reloaded { reason, message, document });
                        left = left.max(AFTER_RELOAD.min(limit));
                    }
                    // What is still not there then is missed as any other page that did not come.
                    Ok(Sight::NotFound(address)) => {
                        self.reload(&format!("the site answered 404 at {}", path_of(&address))).await;
                        self.spent.not_found.push(address);
                        left = left.max(AFTER_RELOAD.min(limit));
                    }
                    Err(end) => return self.missed(end, &watched, reloaded),
                }
            }
        })
    }

    /// Whether a screen that may come up at any time is up now.
    pub(crate) async fn is_interrupted(&self, goal: Goal<'_>) -> bool {
        let watched = self.watched(goal, None);
        let seen = self.page.observe(watched.lookout.question()).await;
        seen.is_ok_and(|seen| watched.interruption(&seen).is_some())
    }

    async fn look_until(&mut self, watched: &Watched, limit: Duration, for_what: String) -> Result<Sight, WaitEnd> {
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
        let is_open = self.is_account_open();
        let hopeless = hopeless_after(self.plan.timeout);
        let began = Instant::now();
        let mut blocked_since: Option<Instant> = None;
        let (end, waited) = waiting
            .until(&watched.lookout, |seen, quiet: &Quiet| {
                let sight = watched.look(seen, quiet, is_open);
                let held_up = matches!(sight, Some(Sight::Block(..) | Sight::NotFound(_)));
                if !held_up {
                    blocked_since = None;
                }
                match sight {
                    Some(_) if held_up && watched.stale == Some(seen.document) => Look::Not,
                    Some(_) if held_up && began.elapsed() + STANDS < limit && stood(&mut blocked_since) < STANDS => Look::Not,
                    Some(sight) => Look::Found(sight),
                    None if quiet.lasted() >= hopeless => Look::GiveUp,
                    None => Look::Not,
                }
            })
            .await;
        let alerts = std::mem::take(&mut waiting.alerts);
        alerts.iter().for_each(|words| self.box_answered(words));
        self.note_wait(waited);
        end
    }

    /// Notes a box of the browser's own that stood before the page.
    fn box_answered(&mut self, words: &str) {
        let words =
            self.company.scrubber.clean(&format!("a box of the browser stood before the page and was dismissed: \"{words}\""));
        self.note(&words);
        self.remarks.push(words);
    }

    /// Dismisses the box of the browser's own that stands before the page.
    pub(crate) async fn dismiss_box(&mut self) {
        let words = self.page.dismiss_alert().await.unwrap_or_default();
        self.box_answered(&words);
    }

    fn missed(&self, end: WaitEnd, watched: &Watched, reloaded: Option<Reloaded>) -> Attended {
        let blocked =
            |reason, message: String| Attended::Halted(Halt::Blocked { reason, message: self.company.scrubber.clean(&message) });
        match end {
            WaitEnd::TimedOut(Some(seen)) if seen.leaving || seen.busy || seen.parsing || !seen.unstyled.is_empty() => {
                blocked(Reason::Network, format!("the site did not answer in time; the page was still {}", seen_in_words(&seen)))
            }
            WaitEnd::TimedOut(None) => blocked(Reason::Network, "the page never answered".to_owned()),
            WaitEnd::TimedOut(Some(seen)) => {
                // A page that did not come as it should even after it was loaded again says nothing about the guide.
                if let Some(Reloaded { reason, message, .. }) = reloaded {
                    return blocked(reason, message);
                }
                // Who signed in and is asked to do so again was not let in.
                if let (true, Some(Sight::Block(reason, message))) = (self.typed_secret, watched.block(&seen, true)) {
                    return blocked(reason, message);
                }
                Attended::Missed(Some(seen))
            }
            WaitEnd::Stopped => blocked(Reason::Interrupted, "stopped by a signal".to_owned()),
            WaitEnd::Page(PageError::Died(message)) => blocked(Reason::BrowserDied, message),
            WaitEnd::Page(PageError::Unreachable(message)) => blocked(Reason::Network, message),
            WaitEnd::Page(error) => blocked(Reason::BrowserDied, error.to_string()),
        }
    }

    /// Loads the page again, by its address: what a form sent is never sent twice. Returns the document that was there before.
    async fn reload(&mut self, because: &str) -> Option<f64> {
        self.reloads += 1;
        self.note(&format!("reloaded once: {because}"));
        self.remarks.push(self.company.scrubber.clean(&format!("a page was loaded again: {because}")));
        let document = self.page.observe(&crate::browser::Question::default()).await.ok().map(|seen| seen.document);
        if let Ok(address) = self.page.address().await
            && address.starts_with("http")
        {
            let _ = self.page.open(&address).await;
        }
        document
    }
}

/// A page that was loaded again in a wait.
struct Reloaded {
    reason: Reason,
    message: String,
    /// The document that was there before.
    document: Option<f64>,
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn who_waits_longer_hopes_longer() {
        let after = |seconds| hopeless_after(Duration::from_secs(seconds)).as_secs();
        assert_eq!([after(1), after(10), after(30)], [4, 4, 12]);
    }
}
