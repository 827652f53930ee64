//! What isn't walked, and what is said of it: stages that are not wanted or can't be reached, and screens that did not come up.

use std::time::Duration;

use super::outcome::StageEnd;
use super::stage::end_of;
use super::walker::{Halt, Notes, Walker};
use crate::browser::Page;
use crate::walkfile::Stage;

impl<P: Page> Walker<'_, P> {
    /// How many stages the wanted steps need, as far as is known. A screen that may come up at any time comes up after the stages of
    /// the steps before it, in the first stage that follows; once it was met, it needs no more of them.
    pub(super) fn needed_stages(&self) -> usize {
        let stages = &self.plan.walk.stages;
        let of_stages = stages.iter().rposition(|stage| self.plan.wants(stage.step)).map_or(0, |at| at + 1);
        let awaited = self.plan.walk.interruptions.iter().enumerate().filter(|(at, _)| !self.met.contains_key(at));
        let steps = awaited.filter_map(|(_, interruption)| interruption.step).filter(|step| self.plan.wants(*step));
        let ends = steps.map(|step| {
            let before = self.stages_before_screen_of(step);
            // What is guarded is not carried out for the sake of a screen that may not come.
            before + usize::from(stages.get(before).is_some_and(|stage| before == 0 || !stage.guarded))
        });
        ends.fold(of_stages, usize::max)
    }

    /// How many stages come before the place where a step's screen can come up.
    fn stages_before_screen_of(&self, step: u32) -> usize {
        let stages = &self.plan.walk.stages;
        let own = stages.iter().position(|stage| stage.step == step);
        own.unwrap_or_else(|| stages.iter().rposition(|stage| stage.step < step).map_or(0, |at| at + 1))
    }

    /// Whether the walk came where a step's screen can come up. What nothing is to follow from shows only in the stage behind it
    /// what came.
    fn came_where_screen_comes(&self, step: u32, halt: Option<&Halt>) -> bool {
        let before = self.stages_before_screen_of(step);
        let has_arrived = before.checked_sub(1).is_some_and(|last| self.plan.walk.stages[last].until.is_some());
        let blocked = matches!(halt, Some(Halt::Blocked { .. }));
        self.came_to.is_some_and(|came_to| came_to > before || (came_to == before && (has_arrived || !blocked)))
    }

    /// Reports a stage that isn't walked.
    pub(super) fn leave_out(&self, stage: &Stage, halt: Option<&Halt>) {
        let end = match halt {
            Some(halt) if self.plan.wants(stage.step) && !self.rehearsed => end_of(halt),
            _ => StageEnd::Skipped,
        };
        self.send(stage.id.clone(), stage.step, end, Notes::default(), Duration::ZERO);
    }

    /// Reports the interruptions that carry a step and did not come up: where the walk ended before they could, for its reason.
    pub(super) fn silent_interruptions(&self, halt: Option<&Halt>) {
        for (at, interruption) in self.plan.walk.interruptions.iter().enumerate() {
            let Some(step) = interruption.step else { continue };
            if self.met.contains_key(&at) {
                continue;
            }
            let could_come_up = self.came_where_screen_comes(step, halt);
            let end = match halt {
                _ if !self.plan.wants(step) => StageEnd::Skipped,
                Some(halt) if !could_come_up => end_of(halt),
                None if !could_come_up => StageEnd::Skipped,
                _ => StageEnd::NotShown { because: format!("the screen \"{}\" was not asked for this time", interruption.name) },
            };
            self.send(format!("{step}.{}", interruption.name), step, end, Notes::default(), Duration::ZERO);
        }
    }
}
