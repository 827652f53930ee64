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
            if makes(action) && self.makes_something(stage) {
                self.company.ledger.about_to_make(&self.plan.run).map_err(|because| Trouble::Halt(Halt::Broken { because }))?;
                self.made_something = true;
            }
            last = self.perform(action, using, stage.guarded).await?;
        }
        Ok(last)
    }

    /// Whether a stage does what must not be done lightly, in an open account.
    pub(super) fn makes_something(&self, stage: &Stage) -> bool {
        stage.guarded && self.is_account_open() && stage.actions.iter().any(makes)
    }
}

/// Whether an action of a guarded stage makes or changes something.
fn makes(action: &Action) -> bool {
    match action {
        Action::Click(_) | Action::Press { .. } => true,
        Action::Request { method, .. } => method != "GET",
        _ => false,
    }
}
