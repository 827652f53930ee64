//! Meeting a stage's target: under its name, under another name of the walk file, or, when it is neither there, by likeness.
//! A heal is a hypothesis: it is always reported, and two close candidates mean none.

use super::act::{Trouble, missing, seen_of};
use super::attend::{Attended, Goal};
use super::likeness::{Wanted, is_named_by_another, nearest, ranked};
use super::lookout::{described, described_wanted};
use super::outcome::{Found, TargetSeen};
use super::walker::Walker;
use crate::browser::{Dressing, Match, Page, PageError, Question, Sighting, TargetAsk};
use crate::outline::{Item, Outline, normalised};
use crate::walkfile::{Condition, Locator, Matching, Stage, Target};

/// How alike (0 to 1) the best candidate must be, and how far ahead of the second: one that stands alone may be less like it.
const ENOUGH: [(f64, f64); 2] = [(0.55, 0.12), (0.48, 0.2)];

/// So many controls are named where the wanted one is not found.
const NAMED: usize = 3;

/// A target that was met.
pub(crate) struct Met {
    /// As it was met.
    pub(crate) seen: TargetSeen,
    /// How it is found from now on.
    pub(crate) using: Target,
    /// The control at that moment.
    pub(crate) found: Match,
}

impl<P: Page> Walker<'_, P> {
    /// Waits for a stage's target. `until` tells where it should lead.
    /// `None`: `unless` holds, so it is not needed. `id` is the stage's or interruption's.
    pub(crate) async fn meet(
        &mut self,
        target: &Target,
        until: Option<&Condition>,
        unless: Option<&Condition>,
        id: &str,
    ) -> Result<Option<Met>, Trouble> {
        let goal = unless.map_or(Goal::Target(target), |unless| Goal::TargetUnless(target, unless));
        match self.attend(goal, self.plan.timeout, described(target)).await {
            Attended::Reached(seen, slot) => match recognised(target, slot.in_answer(&seen)) {
                Some(met) if met.seen.found == Found::Healed && is_named_by_another(&self.plan.walk, target, &met.found.name) => {
                    self.note(&format!("\"{}\" is what another control is called", met.found.name));
                    self.heal(target, until, id).await.map(Some)
                }
                met => Ok(met),
            },
            Attended::Halted(halt) => Err(Trouble::Halt(halt)),
            Attended::Missed(_) => self.heal(target, until, id).await.map(Some),
        }
    }

    /// A target by its likeness to what is on the page.
    pub(super) async fn heal(&mut self, target: &Target, until: Option<&Condition>, id: &str) -> Result<Met, Trouble> {
        let outline = match self.outline_now().await {
            Ok(outline) => outline,
            Err(error) => return Err(self.failed(error)),
        };
        let wanted = self.wanted(target, until, id);
        let ranked = ranked(&wanted, &outline);
        if let Some(item) = clear_winner(&ranked)
            && let Some(met) = self.found_again(target, item, ranked[0].0).await
        {
            self.note(&format!("healed: {} is taken for \"{}\" ({:.2})", described(target), item.name, ranked[0].0));
            return Ok(met);
        }
        let nearest = nearest(&wanted, &ranked).into_iter().take(NAMED).map(as_walk_line).collect();
        let pictured_name = wanted.memory.map(|memory| memory.control.name.clone()).unwrap_or_default();
        Err(Trouble::Missing(Box::new(TargetSeen { pictured_name, ..missing(target, nearest) })))
    }

    /// Whether something on the page would be taken for a stage's target by its likeness; a stage without one lacks nothing.
    pub(super) async fn has_its_like(&self, stage: Option<&Stage>) -> bool {
        let Some((stage, target)) = stage.and_then(|stage| Some((stage, stage.target.as_ref()?))) else { return true };
        let Ok(outline) = self.outline_now().await else { return true };
        clear_winner(&ranked(&self.wanted(target, stage.until.as_ref(), &stage.id), &outline)).is_some()
    }

    fn wanted<'w>(&'w self, target: &'w Target, until: Option<&'w Condition>, id: &str) -> Wanted<'w> {
        Wanted {
            target,
            destination: until.and_then(|condition| condition.url.as_deref()),
            memory: self.plan.remembered.get(id),
            walk: &self.plan.walk,
        }
    }

    async fn outline_now(&self) -> Result<Outline, PageError> {
        let dressed = self.page.dress(&Dressing::default()).await;
        let _ = self.page.undress().await;
        dressed.map(|dressed| dressed.outline)
    }

    /// The winner as a control that can be acted on; `None` where it can't be told from others.
    async fn found_again(&self, target: &Target, item: &Item, score: f64) -> Option<Met> {
        let locator = Locator {
            role: Some(item.role.clone()),
            name: Some(item.name.clone()),
            beside: always_beside(target).cloned().map(Box::new),
            ..Locator::default()
        };
        let using = Target { alternatives: vec![locator] };
        let question = Question::about(using.alternatives.clone());
        let seen = self.page.observe(&question).await.ok()?;
        let sighting = seen.targets.first()?;
        let found = sighting.matches.first().filter(|_| sighting.count == 1)?;
        let evidence =
            vec![format!("likeness {score:.2} to {}", described_wanted(&missing(target, Vec::new()))), as_walk_line(item)];
        Some(Met { seen: seen_of(target, found, Found::Healed, evidence), using, found: found.clone() })
    }
}

impl<P: Page> Walker<'_, P> {
    /// In a rehearsal: notes what each of a target's alternatives finds, for whoever mends the walk file.
    pub(super) async fn note_candidates(&mut self, target: &Target) {
        if !self.plan.rehearses {
            return;
        }
        let target = self.target_filled_in(target);
        let mut question = Question::default();
        let single = |locator: &Locator| TargetAsk { locators: vec![locator.clone()], guard: None };
        question.targets.extend(target.alternatives.iter().map(single));
        let Ok(seen) = self.page.observe(&question).await else { return };
        for (locator, sighting) in target.alternatives.iter().zip(&seen.targets) {
            let found: Vec<String> = sighting.matches.iter().map(|one| format!("{} \"{}\"", one.role, one.name)).collect();
            let asked = described(&Target { alternatives: vec![locator.clone()] });
            self.note(&format!("candidates for {asked}: {} ({})", sighting.count, found.join(", ")));
        }
    }
}

/// What the walk file says that a target stands beside, under whatever name it goes.
fn always_beside(target: &Target) -> Option<&Locator> {
    let mut all = target.alternatives.iter().map(|locator| locator.beside.as_deref());
    let first = all.next()??;
    all.all(|other| other == Some(first)).then_some(first)
}

/// How a target was found: by name, or by something that says nothing about its name.
fn recognised(target: &Target, sighting: &Sighting) -> Option<Met> {
    let found = sighting.matches.first()?;
    let alternative = sighting.alternative.unwrap_or(0);
    let how = match target.alternatives.get(alternative) {
        _ if alternative == 0 => Found::AsNamed,
        Some(locator) if has_words(locator) || !target.alternatives.iter().any(has_words) => Found::Alternative,
        _ if is_named_so(target, found) => Found::Alternative,
        _ => Found::Healed,
    };
    let evidence = match how {
        Found::Healed => vec![format!("found by a stable attribute; it is now called \"{}\"", found.name)],
        _ => Vec::new(),
    };
    Some(Met { seen: seen_of(target, found, how, evidence), using: target.clone(), found: found.clone() })
}

fn has_words(locator: &Locator) -> bool {
    locator.name.is_some() || locator.label.is_some() || locator.text.is_some() || locator.placeholder.is_some()
}

/// Whether the control bears one of the names that the walk file knows.
fn is_named_so(target: &Target, found: &Match) -> bool {
    let has = normalised(&found.name);
    target
        .alternatives
        .iter()
        .filter_map(|locator| Some((locator.matching, locator.name.as_ref().or(locator.label.as_ref())?)))
        .any(|(matching, wanted)| match matching {
            Matching::Exact => has == normalised(wanted),
            Matching::Prefix => has.starts_with(&normalised(wanted)),
            Matching::Regex => regex::Regex::new(wanted).is_ok_and(|pattern| pattern.is_match(&has)),
        })
}

fn clear_winner<'i>(ranked: &[(f64, &'i Item)]) -> Option<&'i Item> {
    let (best, item) = ranked.first()?;
    let second = ranked.get(1).map_or(0.0, |(score, _)| *score);
    ENOUGH.iter().any(|(enough, ahead)| *best >= *enough && best - second >= *ahead).then_some(*item)
}

/// A control as a line of a walk file, ready to paste.
pub(crate) fn as_walk_line(item: &Item) -> String {
    let quoted = |text: &str| serde_json::to_string(text).unwrap_or_default();
    format!("target = {{ role = {}, name = {} }}", quoted(&item.role), quoted(&item.name))
}
