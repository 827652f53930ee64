//! Doing what a stage does; what makes something is written down before it is done, so that it can be taken back.

use super::act::{Done, Trouble};
use super::walker::{Halt, Walker};
use crate::browser::Page;
use crate::walkfile::{Action, Stage, Target};

impl<P: Page> Walker<'_, P> {
    /// Does the stage's actions, one after the other.
    pub(super) async fn act(&mut self, stage: &Stage, using: Option<&Target>) -> Result<Done, Trouble> {
        let mut last = Done::default();
        for action in &stage.actions {
            if self.makes_something(stage) && matches!(action, Action::Click(_)) {
                self.company.ledger.about_to_make(&self.plan.run).map_err(|because| Trouble::Halt(Halt::Broken { because }))?;
                self.made_something = true;
            }
            last = self.perform(action, using, stage.guarded).await?;
        }
        Ok(last)
    }

    /// Whether a stage presses what must not be pressed lightly, in an open account.
    pub(super) fn makes_something(&self, stage: &Stage) -> bool {
        stage.guarded && self.signed_in && stage.actions.iter().any(|action| matches!(action, Action::Click(_)))
    }
}
