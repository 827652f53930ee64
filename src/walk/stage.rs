//! One stage: meet its target, take its frame, act, and wait until what should follow is there.

use std::time::{Duration, Instant};

use super::act::{Done, Trouble};
use super::attend::{Attended, Goal};
use super::lookout::{Lookout, address_matches, condition_in_words};
use super::outcome::{Frame, StageEnd, StageOutcome, TargetSeen};
use super::pressed::{dead_press, stayed, unchanged};
use super::recover::Errand;
use super::settle::Subject;
use super::wait::seen_in_words;
use super::walker::{Halt, Walker};
use crate::browser::{Observation, Page, Question};
use crate::walkfile::{Action, Condition, Moment, On, Reason, Stage, Target};

/// A control that was pressed and did nothing at all for so long is pressed again.
const DEAD_PRESS: Duration = Duration::from_millis(1500);

/// A page where the walk can't go on is pictured within this time, or not at all.
const GLIMPSE: Duration = Duration::from_secs(3);

/// What became of a stage, before it is sent.
struct Progress {
    end: StageEnd,
    frames: Vec<Frame>,
    target: Option<TargetSeen>,
    halt: Option<Halt>,
}

impl Progress {
    const fn halted(end: StageEnd, frames: Vec<Frame>, target: Option<TargetSeen>, halt: Halt) -> Self {
        Self { end, frames, target, halt: Some(halt) }
    }
}

/// How a stage ends when the walk was halted.
pub(crate) fn end_of(halt: &Halt) -> StageEnd {
    match halt {
        Halt::Blocked { reason, message } => StageEnd::Blocked { reason: *reason, message: message.clone() },
        Halt::Broken { because } => StageEnd::NotReached { because: because.clone() },
    }
}

impl<P: Page> Walker<'_, P> {
    /// Carries out one stage and sends its outcome; returns why the walk can't simply go on, if it can't.
    pub(crate) async fn stage(&mut self, index: usize) -> Option<Halt> {
        let plan = self.plan;
        let stage = &plan.walk.stages[index];
        self.tell_stage(&stage.id, stage.step);
        let started = self.fresh_notes();
        let mut progress = self.carry_out(index, stage).await;
        if let StageEnd::Blocked { reason, .. } = &progress.end
            && !matches!(reason, Reason::BrowserDied | Reason::Interrupted)
        {
            let subject = subject(stage, None, Moment::Before);
            let glimpse = tokio::time::timeout(GLIMPSE, self.glimpse(&subject)).await;
            progress.frames.extend(glimpse.ok().flatten());
        }
        let mut notes = std::mem::take(&mut self.notes);
        progress.frames.append(&mut notes.frames);
        notes.frames = progress.frames;
        let end = if plan.wants(stage.step) { progress.end } else { StageEnd::Skipped };
        let outcome = notes.into_outcome(stage.id.clone(), stage.step, end, started.elapsed());
        let outcome = StageOutcome { target: progress.target, ..outcome };
        let _ = self.sender.send(outcome);
        progress.halt
    }

    async fn carry_out(&mut self, index: usize, stage: &Stage) -> Progress {
        if let Some(halt) = self.enter(index, stage).await {
            return Progress::halted(end_of(&halt), Vec::new(), None, halt);
        }
        let mut target = None;
        let mut rested = None;
        let mut using = stage.target.clone();
        if let Some(wanted) = &stage.target {
            let errand = Errand {
                id: &stage.id,
                step: stage.step,
                pictures: &stage.pictures,
                until: stage.until.as_ref(),
                unless: stage.unless.as_ref(),
            };
            match self.meet_in_the_open(&errand, wanted).await {
                Ok(Some(met)) => {
                    self.note_candidates(wanted).await;
                    using = Some(met.using);
                    target = Some(met.seen);
                    rested = Some(met.found);
                }
                Ok(None) => return self.needless(),
                Err(trouble) => return self.unmet(stage, trouble),
            }
        }
        let mut frames = Vec::new();
        if self.plan.wants(stage.step) {
            let is_at_rest = match self.frame_undisturbed(&subject(stage, using.as_ref(), Moment::Before)).await {
                Ok((frame, is_at_rest)) => {
                    frames.push(frame);
                    is_at_rest
                }
                Err(halt) => return Progress::halted(end_of(&halt), frames, target, halt),
            };
            // The frame took two equal pictures: what was there before them is at rest.
            self.rested = rested.filter(|_| is_at_rest);
        }
        let begun = Progress { end: StageEnd::Done, frames, target, halt: None };
        match self.before_acting(stage, begun).await {
            Ok(begun) => self.act_and_arrive(index, stage, using.as_ref(), begun).await,
            Err(ended) => ended,
        }
    }

    /// What ends a stage before anything is done in it: a kept sign-in, a control that was known by likeness only, a rehearsal.
    async fn before_acting(&mut self, stage: &Stage, begun: Progress) -> Result<Progress, Progress> {
        match self.is_opened_by_kept_sign_in(stage).await {
            Ok(true) => return Err(begun),
            Ok(false) => {}
            Err(trouble) => {
                let unmet = self.unmet(stage, trouble);
                return Err(Progress { frames: [begun.frames, unmet.frames].concat(), ..unmet });
            }
        }
        if stage.guarded && begun.target.as_ref().is_some_and(|seen| seen.found == super::Found::Healed) {
            let now = described_now(begun.target.as_ref());
            let because = format!("\"{now}\" was recognised by likeness only and must not be pressed then");
            return Err(Progress::halted(StageEnd::Guarded, begun.frames, begun.target, Halt::Broken { because }));
        }
        if self.plan.rehearses && self.makes_something(stage) {
            self.note("a rehearsal ends here: nothing is made");
            self.rehearsed = true;
            return Err(begun);
        }
        Ok(begun)
    }

    /// Acts, waits for what should follow, and pictures it, or what came instead.
    async fn act_and_arrive(&mut self, index: usize, stage: &Stage, using: Option<&Target>, begun: Progress) -> Progress {
        let Progress { mut frames, mut target, .. } = begun;
        let (end, halt) = match self.act(stage, using).await {
            Ok(last) => {
                let is_healed = target.as_ref().is_some_and(|seen| seen.found == super::Found::Healed);
                let ended = self.arrived(index, stage, using, (&last, is_healed)).await;
                if is_healed && ended.0 == StageEnd::TargetMissing {
                    let name = described_now(target.as_ref());
                    let tried = vec![format!("\"{name}\" was pressed in its place, and what should follow did not come")];
                    target = stage.target.as_ref().map(|wanted| TargetSeen { name, ..super::act::missing(wanted, tried) });
                    frames.iter_mut().for_each(|frame| frame.target = None);
                }
                ended
            }
            Err(Trouble::Halt(halt)) => (end_of(&halt), Some(halt)),
            Err(Trouble::Missing(unusable)) => {
                let because = format!("step {}: {} could not be used", stage.step, super::lookout::described_wanted(&unusable));
                self.note(&format!("{because}: {}", unusable.evidence.join("; ")));
                // What was taken for the target is not what the guide names.
                target = Some(match (&target, &stage.target) {
                    (Some(healed), Some(wanted)) if healed.found == super::Found::Healed => {
                        let tried = format!("\"{}\" was tried in its place and could not be used", healed.name);
                        super::act::missing(wanted, vec![tried])
                    }
                    _ => *unusable,
                });
                (StageEnd::TargetMissing, Some(Halt::Broken { because }))
            }
        };
        let strayed = matches!(end, StageEnd::WrongScreen { .. }) && self.plan.wants(stage.step);
        if strayed || (end == StageEnd::Done && self.wants_frame_after(index, stage)) {
            match self.frame(&subject(stage, None, Moment::After)).await {
                Ok(frame) => frames.push(frame),
                Err(halt) => return Progress::halted(end_of(&halt), frames, target, halt),
            }
        }
        Progress { end, frames, target, halt }
    }

    /// The next stage's first frame shows the same moment; one of its own needs a stage behind which none is pictured, or that has
    /// pictures of it.
    fn wants_frame_after(&self, index: usize, stage: &Stage) -> bool {
        let next_is_pictured = self.plan.walk.stages.get(index + 1).is_some_and(|next| self.plan.wants(next.step));
        let has_pictures = stage.pictures.iter().any(|picture| picture.moment == Moment::After);
        self.plan.wants(stage.step) && (!next_is_pictured || has_pictures)
    }

    /// Opens the stage's address where the walk begins.
    async fn enter(&mut self, index: usize, stage: &Stage) -> Option<Halt> {
        let (0, Some(at)) = (index, &stage.at) else { return None };
        match self.perform(&Action::Open { address: at.clone() }, None, stage.guarded).await {
            Ok(_) => None,
            Err(Trouble::Halt(halt)) => Some(halt),
            Err(_) => None,
        }
    }

    /// A stage whose `unless` holds is over before it began.
    fn needless(&mut self) -> Progress {
        self.note("not needed: what it leads to is there already");
        self.signed_in = true;
        let because = "it was not needed: what it leads to was there already".to_owned();
        Progress { end: StageEnd::NotShown { because }, frames: Vec::new(), target: None, halt: None }
    }

    fn unmet(&mut self, stage: &Stage, trouble: Trouble) -> Progress {
        match trouble {
            Trouble::Halt(halt) => Progress::halted(end_of(&halt), Vec::new(), None, halt),
            Trouble::Missing(seen) => {
                let because = format!("step {}: {} was not found", stage.step, super::lookout::described_wanted(&seen));
                let frames = std::mem::take(&mut self.notes.frames);
                Progress::halted(StageEnd::TargetMissing, frames, Some(*seen), Halt::Broken { because })
            }
        }
    }

    async fn arrived(
        &mut self,
        index: usize,
        stage: &Stage,
        using: Option<&Target>,
        (last, is_healed): (&Done, bool),
    ) -> (StageEnd, Option<Halt>) {
        let Some(until) = &stage.until else { return (StageEnd::Done, None) };
        let ended = match self.arrive(stage, until, using, last).await {
            Ok(()) | Err(Attended::Reached(..)) => (StageEnd::Done, None),
            // A step in between could not be carried out: this one led to it.
            Err(Attended::Halted(halt @ Halt::Broken { .. })) => (StageEnd::Done, Some(halt)),
            Err(Attended::Halted(halt)) => (end_of(&halt), Some(halt)),
            Err(Attended::Missed(seen)) => self.strayed(index, stage, until, (last, is_healed), seen.as_deref()).await,
        };
        if ended.0 == StageEnd::Done {
            self.notes.new_window |= self.notes.followed;
            self.code_is_new = false;
            self.signed_in |= last.typed_secret || stage.actions.iter().any(|action| self.types_secret(action));
        }
        ended
    }

    /// Waits for what should follow; a press that did nothing at all is repeated once, where nothing can be made twice by it.
    async fn arrive(&mut self, stage: &Stage, until: &Condition, using: Option<&Target>, last: &Done) -> Result<(), Attended> {
        let started = Instant::now();
        let words = condition_in_words(until);
        let reloads = self.reloads;
        let pressed = matches!(stage.actions.last(), Some(Action::Click(On::StageTarget)));
        if pressed
            && !stage.guarded
            && let Some(before) = &last.before
        {
            match self.attend(Goal::Condition(until), DEAD_PRESS, words.clone()).await {
                Attended::Reached(..) => return Ok(()),
                Attended::Missed(Some(_)) if self.follow_window(Goal::Condition(until)).await => return Ok(()),
                Attended::Missed(Some(seen)) if unchanged(before, &seen) => {
                    self.note(&format!("pressed again: nothing had happened in {:.1} s", DEAD_PRESS.as_secs_f64()));
                    if let Err(Trouble::Halt(halt)) = self.perform(&Action::Click(On::StageTarget), using, false).await {
                        return Err(Attended::Halted(halt));
                    }
                }
                Attended::Missed(_) => {}
                halted @ Attended::Halted(_) if self.reloads > reloads || !self.still_waiting(&halted, started) => {
                    return Err(halted);
                }
                Attended::Halted(_) => {}
            }
        }
        let left = self.plan.timeout.saturating_sub(started.elapsed()).max(Duration::from_millis(500));
        match self.attend(Goal::Condition(until), left, words).await {
            Attended::Reached(..) => Ok(()),
            Attended::Missed(Some(seen)) => match dead_press(last, &seen) {
                Some(halt) => Err(Attended::Halted(halt)),
                None => Err(Attended::Missed(Some(seen))),
            },
            // The window that is looked at still asks for a sign-in: it may have gone on in another one.
            Attended::Halted(halt) if is_about_signing_in(&halt) && self.follow_window(Goal::Condition(until)).await => {
                self.note(&format!("left behind: {}", super::walker::halt_in_words(&halt)));
                Ok(())
            }
            other => Err(other),
        }
    }

    /// A first short wait that ended while the page was still loading is no block yet.
    pub(super) fn still_waiting(&self, ended: &Attended, since: Instant) -> bool {
        let Attended::Halted(Halt::Blocked { reason, .. }) = ended else { return false };
        *reason == Reason::Network && since.elapsed() < self.plan.timeout && self.company.stop.requested().is_none()
    }

    /// What should follow did not come: look for a way on, and say what happened. A control that was known by likeness only and leaves
    /// the reader on the same page is not the target.
    async fn strayed(
        &mut self,
        index: usize,
        stage: &Stage,
        until: &Condition,
        (last, is_healed): (&Done, bool),
        seen: Option<&Observation>,
    ) -> (StageEnd, Option<Halt>) {
        let got = seen.map_or_else(|| "nothing".to_owned(), seen_in_words);
        let got = self.company.scrubber.clean(&got);
        self.note(&format!("expected {}, got {got}", condition_in_words(until)));
        let is_next_ones = self.is_next_ones_matter(index, stage, until, seen);
        // Where neither this one's target is there under its name nor anything like the next one's, it was another control.
        if is_next_ones && is_healed && !self.has_its_like(self.plan.walk.stages.get(index + 1)).await {
            return (StageEnd::TargetMissing, Some(leads_not_on(stage)));
        }
        if is_next_ones
            || self.follow_window(Goal::Condition(until)).await
            || self.came_under_other_words(index, stage, until, seen).await
        {
            return (StageEnd::Done, None);
        }
        if let Some(halt) = self.shown_by_its_target().await {
            return (StageEnd::Done, Some(halt));
        }
        if is_healed && names_a_page(until) && seen.is_some_and(|seen| stayed(last, seen)) {
            return (StageEnd::TargetMissing, Some(leads_not_on(stage)));
        }
        if !self.made_something {
            match self.pass_extra_screen(index, stage, until, last, seen).await {
                Ok(Some(passed)) => return (StageEnd::Done, passed.halt),
                Ok(None) => {}
                Err(halt) => return (end_of(&halt), Some(halt)),
            }
        }
        if self.made_something && self.notes_dialog(stage, seen).await {
            let because = format!("step {}: a dialog asks something that the guide doesn't mention", stage.step);
            return (StageEnd::Guarded, Some(Halt::Broken { because }));
        }
        // Where the press itself should have led elsewhere, what comes after a screen in between is that screen's matter.
        if let Some(answered) = self
            .answered
            .filter(|_| names_a_page(until))
            .filter(|at| self.plan.walk.interruptions[*at].step.is_some_and(|step| self.plan.wants(step)))
            && let Some(halt) = self.strayed_behind(answered, condition_in_words(until), got.clone()).await
        {
            return (StageEnd::Done, Some(halt));
        }
        let because = format!("step {} led to {got}", stage.step);
        (StageEnd::WrongScreen { expected: condition_in_words(until), got }, Some(Halt::Broken { because }))
    }
}

impl<P: Page> Walker<'_, P> {
    /// Whether the right address came with the next stage's target on it, and only a heading or sentence reads otherwise: what
    /// words a screen has is the judge's matter. The last stage stays where its own target is.
    async fn came_under_other_words(&self, index: usize, stage: &Stage, until: &Condition, seen: Option<&Observation>) -> bool {
        let Some(seen) = seen else { return false };
        let next = self.plan.walk.stages.get(index + 1);
        let expected = next.map_or(stage.target.as_ref(), |next| next.target.as_ref());
        let at_its_address = match &until.url {
            Some(url) => address_matches(url, &seen.url),
            None => next.is_none() && until.text.is_some(),
        };
        let worded = until.heading.is_some() || until.text.is_some() || until.title.is_some();
        let (true, true, Some(expected)) = (at_its_address, worded, expected) else { return false };
        if until.shown.is_some() || until.gone.is_some() {
            return false;
        }
        let question = Question::about(self.target_filled_in(expected).alternatives);
        let seen = self.page.observe(&question).await.ok();
        seen.is_some_and(|seen| seen.targets.first().is_some_and(|sighting| sighting.count > 0))
    }

    /// Whether all that is missing is the next stage's own target, on the screen that should come, at the next stage's address or on
    /// the same screen: then the next stage says so, and no other screen came up.
    fn is_next_ones_matter(&self, index: usize, stage: &Stage, until: &Condition, seen: Option<&Observation>) -> bool {
        let (Some(seen), Some(shown)) = (seen, &until.shown) else { return false };
        let following = self.plan.walk.stages.get(index + 1);
        let next = following.and_then(|next| next.target.as_ref());
        let is_at = |stage: &Stage, otherwise: bool| stage.at.as_deref().map_or(otherwise, |at| address_matches(at, &seen.url));
        let mut lookout = Lookout::default();
        let rest = lookout.condition(&Condition { shown: None, ..until.clone() });
        let stays = is_at(stage, true) && following.is_some_and(|next| is_at(next, true)) && seen.refused.is_empty();
        let arrived = until.url.is_some() || stays || following.is_some_and(|next| is_at(next, false));
        let answered = seen.status.is_none_or(|status| status < 400);
        answered && next == Some(shown) && until.text.is_none() && until.gone.is_none() && rest.holds(seen) && arrived
    }
}

fn leads_not_on(stage: &Stage) -> Halt {
    Halt::Broken { because: format!("step {}: what was taken for its target does not lead on", stage.step) }
}

/// Whether a condition says which page comes, and not only what shows on the same one.
fn names_a_page(until: &Condition) -> bool {
    until.url.is_some() || until.heading.is_some() || until.title.is_some() || until.text.is_some()
}

fn is_about_signing_in(halt: &Halt) -> bool {
    matches!(halt, Halt::Blocked { reason: Reason::SessionLost | Reason::LoginWall, .. })
}

fn described_now(target: Option<&TargetSeen>) -> String {
    target.map(|seen| if seen.text.is_empty() { seen.name.clone() } else { seen.text.clone() }).unwrap_or_default()
}

pub(crate) const fn subject<'s>(stage: &'s Stage, target: Option<&'s Target>, moment: Moment) -> Subject<'s> {
    Subject { stage: stage.id.as_str(), moment, target, pictures: stage.pictures.as_slice() }
}
