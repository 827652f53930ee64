//! The forms in which the screen of an interruption comes: which one fits the page, and how long an answer is waited for.

use std::time::{Duration, Instant};

use super::act::{Done, Trouble};
use super::attend::{Attended, Goal};
use super::lookout::Lookout;
use super::walker::{Halt, Walker};
use crate::browser::{Observation, Page};
use crate::walkfile::{Action, Condition, Interruption, On, Reason, Target, Variant};

/// A form that leads to another form of the same screen shows it within this time.
const FORM_CHANGE: Duration = Duration::from_secs(4);

/// What became of an answer to a screen.
pub(super) enum Answered<'i> {
    /// The screen is gone.
    Passed,
    /// The same screen wants something else now.
    InAnotherForm(&'i Variant),
    /// The site said no to a code that is worth another try.
    Refused,
    /// The walk can't go on.
    Halted(Halt),
}

impl<P: Page> Walker<'_, P> {
    /// Waits for what comes of an answer. Only another form that fits ends the wait early: what is on its way is never sent twice.
    pub(super) async fn answered<'i>(&mut self, interruption: &'i Interruption, variant: &Variant, last: &Done) -> Answered<'i> {
        let words = format!("that the screen \"{}\" is gone", interruption.name);
        let several = interruption.variants.len() > 1;
        let (started, reloads) = (Instant::now(), self.reloads);
        loop {
            let left = self.plan.timeout.saturating_sub(started.elapsed());
            let limit = if several { left.min(FORM_CHANGE) } else { left };
            let seen = match self.attend(Goal::Gone(&interruption.when), limit, words.clone()).await {
                Attended::Reached(..) => {
                    self.code_is_new = false;
                    return Answered::Passed;
                }
                Attended::Missed(seen) => seen,
                ended @ Attended::Halted(_) if self.reloads == reloads && self.still_waiting(&ended, started) => continue,
                Attended::Halted(halt) => return Answered::Halted(halt),
            };
            if let Some(another) = self.another_that_fits(interruption, variant, last).await {
                return Answered::InAnotherForm(another);
            }
            if several && self.is_code_refused(last, seen.as_deref()).await {
                return Answered::Refused;
            }
            if !several || started.elapsed() >= self.plan.timeout {
                let halt = self.stayed(interruption, last, seen.as_deref()).await;
                return halt.map_or(Answered::Passed, Answered::Halted);
            }
        }
    }

    /// A form other than the one that was just answered, which fits the page. One that fits always is not taken while a secret may
    /// be on its way.
    async fn another_that_fits<'i>(
        &self,
        interruption: &'i Interruption,
        answered: &Variant,
        last: &Done,
    ) -> Option<&'i Variant> {
        let others = interruption.variants.iter().filter(|other| *other != answered && self.is_usable(interruption, other));
        let others: Vec<_> = others.filter(|other| other.when.is_some() || !last.typed_secret).collect();
        let mut lookout = Lookout::default();
        let screen = lookout.condition(&interruption.when);
        let sought: Vec<_> = others.iter().map(|other| other.when.as_ref().map(|when| lookout.condition(when))).collect();
        let seen = self.page.observe(lookout.question()).await.ok().filter(|seen| screen.holds(seen))?;
        let at = sought.iter().position(|sought| sought.as_ref().is_none_or(|sought| sought.holds(&seen)))?;
        others.get(at).copied()
    }

    /// Whether the site said no to the first one-time code, so that the next one is worth a try: another page came that asks for a
    /// code again, or the same one says so.
    async fn is_code_refused(&self, last: &Done, seen: Option<&Observation>) -> bool {
        if self.counts(Reason::SecondFactor) {
            return false;
        }
        let before = last.before.as_ref().zip(seen);
        if before.is_some_and(|(before, seen)| before.document.to_bits() != seen.document.to_bits()) {
            return true;
        }
        let mut lookout = Lookout::default();
        let blocks = self.plan.walk.blocks.iter().filter(|block| block.reason == Reason::SecondFactor);
        let refusals: Vec<_> = blocks.map(|block| lookout.condition(&block.when)).collect();
        let seen = self.page.observe(lookout.question()).await;
        seen.is_ok_and(|seen| refusals.iter().any(|refusal| refusal.holds(&seen)))
    }

    /// How often a screen was answered in a form that has the control that the guide's step points at; `None` where no form is said
    /// to have it.
    pub(super) fn answers_as_pictured(&self, interruption: &Interruption) -> Option<u32> {
        let pictured: Vec<_> = interruption.variants.iter().filter(|variant| has_target(interruption, variant)).collect();
        let times = |variant: &&Variant| self.forms.get(&(interruption.name.clone(), variant.name.clone())).copied().unwrap_or(0);
        (!pictured.is_empty()).then(|| pictured.iter().map(times).sum())
    }

    /// The first variant that fits the page, has not been used up, and for which the secrets are there.
    pub(super) async fn variant_of<'i>(&self, interruption: &'i Interruption) -> Option<&'i Variant> {
        let mut lookout = Lookout::default();
        let usable: Vec<_> = interruption.variants.iter().filter(|variant| self.is_usable(interruption, variant)).collect();
        let sought: Vec<_> = usable.iter().map(|variant| variant.when.as_ref().map(|when| lookout.condition(when))).collect();
        if sought.iter().all(Option::is_none) {
            return usable.first().copied();
        }
        for _ in 0..20 {
            if let Ok(seen) = self.page.observe(lookout.question()).await {
                let fits = sought.iter().position(|sought| sought.as_ref().is_none_or(|sought| sought.holds(&seen)));
                if let Some(at) = fits {
                    return usable.get(at).copied();
                }
            }
            self.company.times.pause(Duration::from_millis(100)).await;
        }
        None
    }

    fn is_usable(&self, interruption: &Interruption, variant: &Variant) -> bool {
        let used = self.forms.get(&(interruption.name.clone(), variant.name.clone())).copied().unwrap_or(0);
        variant.times.is_none_or(|times| used < times) && variant.actions.iter().all(|action| self.has_what_it_types(action))
    }

    /// Where another form of the screen comes first, goes to the one that the guide shows, which has the target: by the variants that
    /// only press, and never by one that types.
    pub(super) async fn lead_to_pictured_form(&mut self, interruption: &Interruption) -> Option<Halt> {
        let target = interruption.target.as_ref()?;
        let presses = |variant: &&Variant| variant.actions.iter().all(|action| matches!(action, Action::Click(On::Control(_))));
        for variant in interruption.variants.iter().filter(presses) {
            let leads = variant.when.as_ref().filter(|_| self.is_usable(interruption, variant));
            let Some(leads) = leads else { continue };
            if !self.shows_before(leads, target).await {
                continue;
            }
            self.note(&format!("\"{}\": \"{}\" leads to the form that the guide shows", interruption.name, variant.name));
            *self.forms.entry((interruption.name.clone(), variant.name.clone())).or_default() += 1;
            for action in &variant.actions {
                match self.perform(action, None, interruption.guarded).await {
                    Ok(_) => {}
                    Err(Trouble::Halt(halt)) => return Some(halt),
                    Err(Trouble::Missing(_)) => return None,
                }
            }
        }
        None
    }

    /// Whether a condition holds while a target is not there: looked at until one of them is.
    async fn shows_before(&self, leads: &Condition, target: &Target) -> bool {
        let mut lookout = Lookout::default();
        let leads = lookout.condition(leads);
        let slot = lookout.target(target);
        for _ in 0..10 {
            if let Ok(seen) = self.page.observe(lookout.question()).await {
                if !slot.in_answer(&seen).matches.is_empty() {
                    return false;
                }
                if leads.holds(&seen) {
                    return true;
                }
            }
            self.company.times.pause(Duration::from_millis(50)).await;
        }
        false
    }
}

/// Whether a form of a screen has the control that the guide's step points at.
fn has_target(interruption: &Interruption, variant: &Variant) -> bool {
    let shown = variant.when.as_ref().and_then(|when| when.shown.as_ref());
    let uses_it = |action: &Action| match action {
        Action::Click(on) | Action::Expand(on) | Action::Check(on) | Action::Fill { on, .. } | Action::Choose { on, .. } => {
            *on == On::StageTarget
        }
        _ => false,
    };
    variant.actions.iter().any(uses_it) || (shown.is_some() && shown == interruption.target.as_ref())
}
