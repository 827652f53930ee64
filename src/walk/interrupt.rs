//! Screens that may come up at any time: recognised, pictured where the guide shows them, and dealt with as the walk file says.

use super::act::{Done, Trouble};
use super::attend::Goal;
use super::forms::Answered;
use super::lookout::Lookout;
use super::outcome::{DISABLED, Found, StageEnd, StageOutcome, TargetSeen};
use super::pressed::{dead_press, unchanged};
use super::recover::Errand;
use super::settle::Subject;
use super::stage::end_of;
use super::wait::seen_in_words;
use super::walker::{Halt, Notes, Walker};
use crate::browser::{Observation, Page, Question};
use crate::walkfile::{Action, Interruption, Moment, On, Reason, Variant};

impl<P: Page> Walker<'_, P> {
    /// Deals with an interruption; returns why the walk can't go on, if it can't.
    pub(crate) async fn interrupted(&mut self, index: usize) -> Option<Halt> {
        let plan = self.plan;
        let interruption = &plan.walk.interruptions[index];
        if let Some(because) = self.barred.get(&index) {
            return Some(Halt::Broken { because: because.clone() });
        }
        if let Some(document) = self.lies_under_another(interruption).await {
            self.note(&format!("the screen \"{}\" lies under another: it is left for later", interruption.name));
            self.put_off.insert(index, document);
            return None;
        }
        if let Some(halt) = self.met_again(index) {
            return Some(halt);
        }
        let first = self.met.get(&index) == Some(&1);
        self.note(&format!("met the screen \"{}\"", interruption.name));
        let outer = self.handling.replace(index);
        let step = interruption.step.filter(|_| first);
        let halt = match step {
            Some(step) => self.shown_step(index, step, Recognised::ByItsSign).await,
            None => self.deal_with(index).await,
        };
        self.handling = outer;
        if let Some(Halt::Broken { because }) = &halt {
            self.barred.insert(index, because.clone());
        }
        halt
    }

    /// Whether a screen can't be answered because something lies over it, as a menu that was opened before it came up: then it
    /// hinders nobody, and its turn comes when what lies over it is gone. Returns the document that it stands in.
    async fn lies_under_another(&self, interruption: &Interruption) -> Option<f64> {
        let [variant] = interruption.variants.as_slice() else { return None };
        let Some(Action::Click(On::Control(target))) = variant.actions.first() else { return None };
        let mut lookout = Lookout::default();
        let slot = lookout.target(target);
        let started = std::time::Instant::now();
        loop {
            let seen = self.page.observe(lookout.question()).await.ok()?;
            let found = slot.in_answer(&seen).matches.first()?;
            if !found.in_view || found.covered_by.is_empty() {
                return None;
            }
            if started.elapsed() >= STAYS_COVERED {
                return Some(seen.document);
            }
            self.company.times.pause(std::time::Duration::from_millis(40)).await;
        }
    }

    /// A screen that the guide shows, without its own sign but with its target by a stable attribute: pictured, never answered.
    pub(crate) async fn shown_by_its_target(&mut self) -> Option<Halt> {
        let plan = self.plan;
        for (index, interruption) in plan.walk.interruptions.iter().enumerate() {
            let (Some(step), Some(target)) = (interruption.step, &interruption.target) else { continue };
            let hooks = target.alternatives.iter().filter(|locator| locator.id.is_some() || locator.css.is_some());
            let question = Question::about(hooks.cloned().collect());
            if self.met.contains_key(&index) || question.targets.iter().all(|ask| ask.locators.is_empty()) {
                continue;
            }
            let seen = self.page.observe(&question).await.ok();
            if seen.is_some_and(|seen| seen.targets.iter().any(|sighting| sighting.count > 0)) {
                self.met.insert(index, 1);
                let halt = self.shown_step(index, step, Recognised::ByItsTarget).await;
                if let Some(Halt::Broken { because }) = &halt {
                    self.barred.insert(index, because.clone());
                }
                return halt;
            }
        }
        None
    }

    /// An interruption that the guide shows: it gets frames and an outcome of its own.
    async fn shown_step(&mut self, index: usize, step: u32, recognised: Recognised) -> Option<Halt> {
        let plan = self.plan;
        let interruption = &plan.walk.interruptions[index];
        let id = format!("{step}.{}", interruption.name);
        self.tell_stage(&id, step);
        let outer = std::mem::take(&mut self.notes);
        let started = std::time::Instant::now();
        let led_astray = self.lead_to_pictured_form(interruption).await;
        let (target, mut halt) = match led_astray {
            Some(halt) => (None, Some(halt)),
            None => self.target_of(interruption, &id).await,
        };
        if halt.is_none() && self.plan.wants(step) {
            let subject = Subject {
                stage: &id,
                moment: Moment::Before,
                target: interruption.target.as_ref(),
                pictures: &interruption.pictures,
            };
            match self.frame(&subject).await {
                Ok(frame) => self.notes.frames.push(frame),
                Err(stopped) => halt = Some(stopped),
            }
        }
        let answers = self.answers_as_pictured(interruption);
        if halt.is_none() {
            halt = match must_not_be_answered(interruption, target.as_ref(), recognised) {
                Some(because) => Some(Halt::Broken { because }),
                None => self.deal_with(index).await,
            };
        }
        let otherwise = if halt.is_none() { self.shown_otherwise(interruption, target.as_ref(), answers) } else { None };
        let end = match otherwise {
            _ if !self.plan.wants(step) => StageEnd::Skipped,
            Some(because) => StageEnd::NotShown { because },
            None => self.end_of_screen(halt.as_ref()),
        };
        self.answered = (end == StageEnd::Done).then_some(index);
        let notes = std::mem::replace(&mut self.notes, outer);
        let outcome = StageOutcome { target, ..notes.into_outcome(id, step, end, started.elapsed()) };
        let _ = self.sender.send(outcome);
        self.met.entry(index).or_insert(1);
        halt
    }

    /// How a screen of the guide's own ends.
    fn end_of_screen(&mut self, halt: Option<&Halt>) -> StageEnd {
        let stuck = self.notes.stuck.take();
        match halt {
            Some(Halt::Broken { .. }) => {
                stuck.map_or(StageEnd::Guarded, |(expected, got)| StageEnd::WrongScreen { expected, got })
            }
            Some(halt) => end_of(halt),
            None => StageEnd::Done,
        }
    }

    /// Why a screen that was answered is not the one that the guide shows: it came in another form, without the step's control. What
    /// was pictured of it is no picture of the step's screen then.
    fn shown_otherwise(
        &mut self,
        interruption: &Interruption,
        target: Option<&TargetSeen>,
        before: Option<u32>,
    ) -> Option<String> {
        let missing = target.filter(|target| target.found == Found::Missing)?;
        if before.is_none() || before != self.answers_as_pictured(interruption) {
            return None;
        }
        let Notes { frames, extra, .. } = &mut self.notes;
        frames.retain(|frame| extra.iter().any(|screen| screen.frame_id.as_ref() == Some(&frame.id)));
        let control = super::lookout::described_wanted(missing);
        Some(format!("the screen \"{}\" came up in another form than the guide shows, without {control}", interruption.name))
    }

    /// What came after a screen that the guide shows was answered is not what should follow: it is that screen's step that led there.
    pub(crate) async fn strayed_behind(&mut self, index: usize, expected: String, got: String) -> Option<Halt> {
        let interruption = &self.plan.walk.interruptions[index];
        let (name, step) = (interruption.name.clone(), interruption.step?);
        let id = format!("{step}.{name}-then");
        let subject = Subject { stage: &id, moment: Moment::After, target: None, pictures: &[] };
        let outer = std::mem::take(&mut self.notes);
        if let Ok(frame) = self.frame(&subject).await {
            self.notes.frames.push(frame);
        }
        let notes = std::mem::replace(&mut self.notes, outer);
        let because = format!("step {step} led to {got}");
        let end = StageEnd::WrongScreen { expected, got };
        let _ = self.sender.send(notes.into_outcome(id, step, end, std::time::Duration::ZERO));
        Some(Halt::Broken { because })
    }

    /// A control that could not be used is told of the step that shows the screen, whether the guide points at it or not: where it is
    /// there and disabled, or where it goes by another name.
    async fn tell_of_control(&mut self, interruption: &Interruption, action: &Action, seen: TargetSeen) {
        let Some(step) = interruption.step else { return };
        let id = format!("{step}.{}-pressed", interruption.name);
        let (end, seen) = match action {
            _ if seen.evidence.iter().any(|line| line == DISABLED) => (StageEnd::TargetMissing, seen),
            Action::Click(On::Control(target)) => match self.heal(target, None, &id).await {
                Ok(met) => (StageEnd::Guarded, met.seen),
                Err(_) => return,
            },
            _ => return,
        };
        let outcome = Notes::default().into_outcome(id, step, end, std::time::Duration::ZERO);
        let _ = self.sender.send(StageOutcome { target: Some(seen), ..outcome });
    }

    /// The control that the guide's step points at, as it was met.
    async fn target_of(&mut self, interruption: &Interruption, id: &str) -> (Option<TargetSeen>, Option<Halt>) {
        let (Some(wanted), Some(step)) = (&interruption.target, interruption.step) else { return (None, None) };
        let errand = Errand { id, step, pictures: &interruption.pictures, until: None, unless: None };
        match self.meet_in_the_open(&errand, wanted).await {
            Ok(met) => (met.map(|met| met.seen), None),
            Err(Trouble::Missing(seen)) => (Some(*seen), None),
            Err(Trouble::Halt(stopped)) => (None, Some(stopped)),
        }
    }

    /// Answers a screen, in each of the forms in which it comes.
    async fn deal_with(&mut self, index: usize) -> Option<Halt> {
        let plan = self.plan;
        let interruption = &plan.walk.interruptions[index];
        let mut form = self.variant_of(interruption).await;
        loop {
            let Some(variant) = form else {
                let message = format!("the screen \"{}\" has a form that can't be filled in", interruption.name);
                return Some(unpassable(interruption, message));
            };
            let last = match self.fill_in(interruption, variant).await {
                Ok(last) => last,
                Err(halt) => return Some(halt),
            };
            form = match self.answered(interruption, variant, &last).await {
                Answered::Passed => return None,
                Answered::Halted(halt) => return Some(halt),
                Answered::InAnotherForm(another) => Some(another),
                Answered::Refused => self.variant_of(interruption).await,
            };
            if let Some(halt) = self.met_again(index) {
                return Some(halt);
            }
        }
    }

    /// Counts a meeting with a screen; why the walk can't go on where that was one too many.
    fn met_again(&mut self, index: usize) -> Option<Halt> {
        let interruption = &self.plan.walk.interruptions[index];
        let met = self.met.entry(index).or_default();
        *met += 1;
        (*met > interruption.times).then(|| {
            let message = format!("the screen \"{}\" came up more than {} times", interruption.name, interruption.times);
            unpassable(interruption, message)
        })
    }

    /// Does what a form of the screen asks for.
    async fn fill_in(&mut self, interruption: &Interruption, variant: &Variant) -> Result<Done, Halt> {
        if !variant.name.is_empty() {
            self.note(&format!("\"{}\" in the form \"{}\"", interruption.name, variant.name));
        }
        *self.forms.entry((interruption.name.clone(), variant.name.clone())).or_default() += 1;
        let mut last = Done::default();
        for action in &variant.actions {
            match self.perform(action, interruption.target.as_ref(), interruption.guarded).await {
                Ok(done) => last = Done { typed_secret: last.typed_secret || done.typed_secret, ..done },
                Err(Trouble::Halt(halt)) => return Err(halt),
                // The guide shows the screen: that it lacks a control is the guide's matter.
                Err(Trouble::Missing(seen)) if interruption.step.is_some() => {
                    self.tell_of_control(interruption, action, *seen).await;
                    let because = format!("the screen \"{}\" lacks a control that the walk file names", interruption.name);
                    return Err(Halt::Broken { because });
                }
                Err(Trouble::Missing(seen)) => {
                    let message =
                        format!("the screen \"{}\" could not be passed: {}", interruption.name, seen.evidence.join("; "));
                    return Err(unpassable(interruption, message));
                }
            }
        }
        Ok(last)
    }

    /// What a screen that was answered and stayed is about: it may have gone on in another window, or its answer was never sent, as a
    /// page does while something else is still to be filled in.
    pub(super) async fn stayed(&mut self, interruption: &Interruption, last: &Done, seen: Option<&Observation>) -> Option<Halt> {
        if self.follow_window(Goal::Gone(&interruption.when)).await {
            self.notes.new_window = true;
            self.code_is_new = false;
            return None;
        }
        let same = seen.filter(|seen| last.typed_secret && last.before.as_ref().is_some_and(|before| unchanged(before, seen)));
        if let (Some(seen), Some(step)) = (same, interruption.step) {
            if let Some(halt) = dead_press(last, seen) {
                return Some(halt);
            }
            let got = self.company.scrubber.clean(&seen_in_words(seen));
            self.notes.stuck = Some((format!("that the screen \"{}\" is gone", interruption.name), got));
            return Some(Halt::Broken { because: format!("step {step}: the press led nowhere") });
        }
        Some(unpassable(interruption, format!("the screen \"{}\" did not go away", interruption.name)))
    }
}

/// How an interruption's screen was recognised.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Recognised {
    /// By what the walk file says of it.
    ByItsSign,
    /// By its target alone.
    ByItsTarget,
}

/// Why a screen is left unanswered: nothing secret is typed on a mere likeness.
fn must_not_be_answered(interruption: &Interruption, target: Option<&TargetSeen>, recognised: Recognised) -> Option<String> {
    let healed = target.is_some_and(|target| target.found == Found::Healed);
    let likely_only = healed || recognised == Recognised::ByItsTarget;
    (interruption.guarded && likely_only)
        .then(|| format!("the screen \"{}\" was recognised by likeness only and must not be answered then", interruption.name))
}

/// What has lain under something else for so long is not about to come up.
const STAYS_COVERED: std::time::Duration = std::time::Duration::from_millis(500);

/// A screen that can't be passed, with the reason that the walk file gives for that.
fn unpassable(interruption: &Interruption, message: String) -> Halt {
    Halt::Blocked { reason: interruption.otherwise.unwrap_or(Reason::SignInRefused), message }
}
