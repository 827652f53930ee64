//! Acting: a control is used when it is there once, at rest, enabled, and would really receive the press.

use std::time::{Duration, Instant};

use super::attend::{Attended, Goal};
use super::lookout::described;
use super::outcome::{Found, TargetSeen};
use super::request::Ask;
use super::walker::{Halt, Walker};
use crate::browser::{Match, Observation, Page, PageError, Sighting};
use crate::walkfile::{Action, Condition, Locator, Matching, On, Reason, Target};

/// How long an opener may take to show that it is open.
const OPENING: Duration = Duration::from_millis(900);
/// How often an opener is pressed at most.
const OPENING_TRIES: u32 = 4;

/// How often a control that is replaced or can't be used at just that moment is tried at most.
pub(super) const TRIES: u32 = 3;
/// What passes between two tries.
pub(super) const BETWEEN_TRIES: Duration = Duration::from_millis(60);

/// Why an action could not be done.
pub(crate) enum Trouble {
    /// Nothing goes on.
    Halt(Halt),
    /// The control isn't there, or can't be used; the evidence says why.
    Missing(Box<TargetSeen>),
}

/// What an action left behind for those that come after it.
#[derive(Default)]
pub(crate) struct Done {
    /// The page just before the press.
    pub(crate) before: Option<Box<Observation>>,
    /// Whether a secret was typed.
    pub(crate) typed_secret: bool,
}

impl<P: Page> Walker<'_, P> {
    /// Does one action. `stage_target` is what `"target"` stands for.
    pub(crate) async fn perform(
        &mut self,
        action: &Action,
        stage_target: Option<&Target>,
        guarded: bool,
    ) -> Result<Done, Trouble> {
        let aim = |on: &On| match on {
            On::StageTarget => stage_target.cloned().unwrap_or(Target { alternatives: Vec::new() }),
            On::Control(target) => target.clone(),
        };
        match action {
            Action::Open { address } => self.open(address).await,
            Action::Click(on) => self.click(&aim(on), guarded).await,
            Action::Expand(on) => self.expand(&aim(on)).await,
            Action::Fill { on, with, each: false } => self.fill(&aim(on), with).await,
            Action::Fill { on, with, each: true } => self.fill_each(&aim(on), with).await,
            Action::Choose { on, option, matching } => self.choose(&aim(on), option, *matching).await,
            Action::Check(on) => self.check(&aim(on)).await,
            Action::Press { key } => {
                self.note(&format!("pressed {key}"));
                self.page.press(key).await.map_err(|error| self.failed(error))?;
                Ok(Done::default())
            }
            Action::Scroll(on) => {
                let (found, _) = self.usable(&aim(on)).await?;
                self.page.reveal(&found.element).await.map_err(|error| self.failed(error))?;
                Ok(Done::default())
            }
            Action::Window(change) => {
                self.page.switch(*change).await.map_err(|error| self.failed(error))?;
                Ok(Done::default())
            }
            Action::Read { on, into, form } => self.read(&aim(on), into, form.as_deref()).await,
            Action::WaitFor(condition) => self.wait_for(condition).await,
            Action::Request { method, path, bearer, body, expect, header, expires } => {
                let ask = Ask {
                    method,
                    path,
                    bearer: bearer.as_deref(),
                    body: body.as_deref(),
                    expect: *expect,
                    header: header.as_deref(),
                    expires: expires.as_ref(),
                };
                self.request(ask).await
            }
        }
    }

    /// Whether an action types one of the secrets.
    pub(crate) fn types_secret(&self, action: &Action) -> bool {
        matches!(action, Action::Fill { with, .. } if self.holds_secret(with))
    }

    async fn open(&mut self, address: &str) -> Result<Done, Trouble> {
        let url = format!("{}{}", self.plan.site, self.address_filled_in(address));
        self.note(&format!("opened {address}"));
        self.page.open(&url).await.map_err(|error| self.failed(error))?;
        Ok(Done::default())
    }

    pub(super) async fn click(&mut self, target: &Target, guarded: bool) -> Result<Done, Trouble> {
        let usable = self.usable(target).await?;
        self.press_it(target, usable, guarded).await
    }

    /// Presses a control that could be used a moment ago.
    async fn press_it(&mut self, target: &Target, usable: (Match, Box<Observation>), guarded: bool) -> Result<Done, Trouble> {
        if guarded {
            self.change_asked()?;
        }
        let mut usable = Some(usable);
        for _ in 0..TRIES {
            let (found, before) = match usable.take() {
                Some(usable) => usable,
                None => self.usable(target).await?,
            };
            if self.is_forbidden(&found) {
                let message = format!("\"{}\" is a control that is never pressed", found.name);
                return Err(Trouble::Missing(Box::new(seen_of(target, &found, Found::Missing, vec![message]))));
            }
            match self.page.click(&found.element).await {
                Ok(()) => {
                    self.note(&format!(
                        "pressed {} ({})",
                        described(target),
                        if guarded { "guarded" } else { found.name.as_str() }
                    ));
                    return Ok(Done { before: Some(before), typed_secret: false });
                }
                Err(error) if is_passing(&error) => {
                    self.note(&format!("{} was not pressed: {error}", described(target)));
                    self.company.times.pause(BETWEEN_TRIES).await;
                }
                Err(PageError::Alert(_)) => return Ok(Done { before: Some(before), typed_secret: false }),
                Err(error) => return Err(self.failed(error)),
            }
        }
        let (found, _) = self.usable(target).await?;
        let message = "it could not be pressed: something else received the press".to_owned();
        Err(Trouble::Missing(Box::new(seen_of(target, &found, Found::Missing, vec![message]))))
    }

    fn is_forbidden(&self, found: &Match) -> bool {
        let names =
            self.plan.walk.never.iter().flat_map(|target| &target.alternatives).filter_map(|locator| locator.name.as_deref());
        names.into_iter().any(|name| crate::outline::normalised(name) == crate::outline::normalised(&found.name))
    }

    /// Presses an opener unless it is open already, and again when it did not open: some are shown before they work.
    pub(super) async fn expand(&mut self, target: &Target) -> Result<Done, Trouble> {
        for attempt in 1..=OPENING_TRIES {
            let (found, before) = match self.usable(target).await {
                // It could be used before it was pressed: what it opened came late and lies over it.
                Err(Trouble::Missing(_)) if attempt > 1 => return Ok(Done::default()),
                usable => usable?,
            };
            if found.states.iter().any(|state| state == "expanded") {
                return Ok(Done { before: Some(before), typed_secret: false });
            }
            if attempt > 1 {
                self.note(&format!("pressed {} again: it had not opened", described(target)));
            }
            self.press_it(target, (found, before.clone()), false).await?;
            if self.has_opened(target, &before).await {
                return Ok(Done { before: Some(before), typed_secret: false });
            }
        }
        self.working(&format!("pressing {} opens nothing", described(target))).await?;
        Ok(Done::default())
    }

    /// Refuses to go on where a control does nothing and a script of its page has failed.
    async fn working(&self, doing: &str) -> Result<(), Trouble> {
        let seen = self.page.observe(&crate::browser::Question::default()).await.map_err(|error| self.failed(error))?;
        match super::attend::script_failure(&seen.errors, doing) {
            Some(halt) => Err(Trouble::Halt(halt)),
            None => Ok(()),
        }
    }

    /// Whether the opener says that it is open, is gone, or the page has changed around it.
    async fn has_opened(&self, target: &Target, before: &Observation) -> bool {
        let question = crate::browser::Question::about(target.alternatives.clone());
        let started = Instant::now();
        while started.elapsed() < OPENING {
            match self.page.observe(&question).await {
                Ok(seen) => {
                    let sighting = seen.targets.first().cloned().unwrap_or_default();
                    let Some(found) = sighting.matches.first() else { return true };
                    // What lies over it now came up with the press.
                    let is_open = found.states.iter().any(|state| state == "expanded") || !found.covered_by.is_empty();
                    if is_open || seen.url != before.url {
                        return true;
                    }
                    let tells = found.states.iter().any(|state| state == "collapsed");
                    if !tells && !found.busy && seen.changes > before.changes && started.elapsed() > OPENING / 2 {
                        return !before.targets.is_empty();
                    }
                }
                Err(PageError::Changed(_)) => {}
                Err(_) => return true,
            }
            self.company.times.pause(Duration::from_millis(25)).await;
        }
        false
    }

    async fn check(&mut self, target: &Target) -> Result<Done, Trouble> {
        let (found, before) = self.usable(target).await?;
        if found.states.iter().any(|state| state == "checked") {
            return Ok(Done { before: Some(before), typed_secret: false });
        }
        self.click(target, false).await
    }

    async fn wait_for(&mut self, condition: &Condition) -> Result<Done, Trouble> {
        let words = super::lookout::condition_in_words(condition);
        match self.attend(Goal::Condition(condition), self.plan.timeout, words.clone()).await {
            Attended::Reached(..) => Ok(Done::default()),
            Attended::Halted(halt) => Err(Trouble::Halt(halt)),
            Attended::Missed(_) => Err(Trouble::Missing(Box::new(missing(
                &Target { alternatives: Vec::new() },
                vec![format!("{words} never came")],
            )))),
        }
    }

    /// Waits until a control can be used, and returns it with the page as it was at that moment.
    pub(crate) async fn usable(&mut self, target: &Target) -> Result<(Match, Box<Observation>), Trouble> {
        let started = Instant::now();
        let mut before: Option<Match> = self.rested.take();
        let mut hindrance = String::new();
        while started.elapsed() < self.plan.timeout {
            let left = self.plan.timeout.saturating_sub(started.elapsed());
            let (seen, slot) = match self.attend(Goal::Target(target), left, described(target)).await {
                Attended::Reached(seen, slot) => (seen, slot),
                Attended::Halted(halt) => return Err(Trouble::Halt(halt)),
                Attended::Missed(_) => {
                    return Err(Trouble::Missing(Box::new(missing(target, vec!["it is not there".to_owned()]))));
                }
            };
            let sighting = slot.in_answer(&seen).clone();
            let Some(found) = sighting.matches.first().cloned() else { continue };
            match hindered(&sighting, &found, before.as_ref()) {
                None => return Ok((found, seen)),
                Some(what) => hindrance = what,
            }
            if !found.in_view || !found.covered_by.is_empty() {
                let _ = self.page.reveal(&found.element).await;
            }
            before = Some(found);
            self.company.times.pause(Duration::from_millis(12)).await;
        }
        if before.as_ref().is_some_and(|found| found.busy) {
            self.working(&format!("{} never came to life", described(target))).await?;
        }
        let mut seen =
            before.map_or_else(|| missing(target, Vec::new()), |found| seen_of(target, &found, Found::Missing, Vec::new()));
        seen.evidence.push(hindrance);
        Err(Trouble::Missing(Box::new(seen)))
    }

    pub(super) fn refused(&self, target: &Target, found: &Match, error: PageError) -> Trouble {
        match error {
            PageError::Refused(message) => Trouble::Missing(Box::new(seen_of(target, found, Found::Missing, vec![message]))),
            other => self.failed(other),
        }
    }

    /// A driver's error as a reason.
    pub(crate) fn failed(&self, error: PageError) -> Trouble {
        let (reason, message) = match error {
            PageError::Unreachable(message) => (Reason::Network, message),
            PageError::Died(message) => (Reason::BrowserDied, message),
            PageError::Refused(message) => (Reason::BrowserDied, message),
            other => (Reason::PageError, other.to_string()),
        };
        Trouble::Halt(Halt::Blocked { reason, message: self.company.scrubber.clean(&message) })
    }
}

/// Whether an error says that a control was replaced or could not be used at just that moment.
pub(super) const fn is_passing(error: &PageError) -> bool {
    matches!(error, PageError::Changed(_) | PageError::NotInteractable(_))
}

/// Why a control can't be used just now; `None` where it can.
fn hindered(sighting: &Sighting, found: &Match, before: Option<&Match>) -> Option<String> {
    if sighting.count > 1 && !same_destination(sighting) {
        let names: Vec<_> =
            sighting.matches.iter().map(|one| format!("{} \"{}\" in {}", one.role, one.name, one.within.join(" › "))).collect();
        return Some(format!("{} controls match: {}; say which with `within` or `nth`", sighting.count, names.join("; ")));
    }
    if found.states.iter().any(|state| state == "disabled") {
        return Some(super::outcome::DISABLED.to_owned());
    }
    if found.busy {
        return Some("it says that it can't be used yet".to_owned());
    }
    if before.is_none_or(|before| before.bounds != found.bounds) {
        return Some("it never came to rest".to_owned());
    }
    if !found.in_view && found.bounds.height < 600.0 {
        return Some("it could not be brought into view".to_owned());
    }
    if !found.covered_by.is_empty() {
        return Some(format!("it lies under {}", found.covered_by));
    }
    None
}

/// Several links to one place are as good as one.
fn same_destination(sighting: &Sighting) -> bool {
    let mut places = sighting.matches.iter().map(|found| found.leads_to.as_str());
    let Some(first) = places.next().filter(|place| !place.is_empty()) else { return false };
    places.all(|place| place == first)
}

/// The record of a control that was found.
pub(crate) fn seen_of(target: &Target, found: &Match, how: Found, evidence: Vec<String>) -> TargetSeen {
    let mut seen = missing(target, evidence);
    seen.found = how;
    seen.role.clone_from(&found.role);
    seen.name.clone_from(&found.name);
    seen.text.clone_from(&found.text);
    seen.bounds = Some(found.bounds);
    seen.place = found.within.join(", ");
    seen
}

/// The record of a control that was not found.
pub(crate) fn missing(target: &Target, evidence: Vec<String>) -> TargetSeen {
    // A pattern is no name for people.
    let named = target.alternatives.iter().find(|locator| locator.matching != Matching::Regex);
    let first = named.or_else(|| target.alternatives.first());
    let words = |locator: &Locator| locator.name.clone().or_else(|| locator.label.clone()).or_else(|| locator.text.clone());
    TargetSeen {
        found: Found::Missing,
        wanted_role: first.and_then(|locator| locator.role.clone()).unwrap_or_default(),
        wanted_name: first.and_then(words).unwrap_or_default(),
        pictured_name: String::new(),
        role: String::new(),
        name: String::new(),
        text: String::new(),
        bounds: None,
        place: String::new(),
        evidence,
    }
}
