//! What a walk has asked of the site so far. One that runs in circles ends; the clean-up is never held up.

use super::act::Trouble;
use super::walker::{Halt, Walker};
use crate::browser::Page;
use crate::walkfile::Reason;

/// What was asked for.
#[derive(Debug, Clone, Default)]
pub(crate) struct Spent {
    pages: u32,
    changes: u32,
    /// The document that was seen last, by the moment when it began.
    document: f64,
    /// The addresses that were loaded again because no page was found there.
    pub(super) not_found: Vec<String>,
    /// Nothing is counted: what was made is being taken back.
    pub(super) is_free: bool,
}

impl<P: Page> Walker<'_, P> {
    /// Counts a document when it is seen first; why the walk must end, where that was one too many.
    pub(super) fn page_seen(&mut self, document: f64) -> Option<Halt> {
        let spent = &mut self.spent;
        if spent.document.to_bits() != document.to_bits() {
            spent.document = document;
            spent.pages += 1;
        }
        let most = self.plan.walk.budget.pages;
        (!spent.is_free && spent.pages > most).then(|| over(&format!("{most} pages")))
    }

    /// Counts what makes or changes something on the site, before it is done.
    ///
    /// # Errors
    /// When that would be one too many.
    pub(super) fn change_asked(&mut self) -> Result<(), Trouble> {
        self.spent.changes += 1;
        let most = self.plan.walk.budget.changes;
        if !self.spent.is_free && self.spent.changes > most {
            return Err(Trouble::Halt(over(&format!("{most} guarded presses and requests that change something"))));
        }
        Ok(())
    }
}

fn over(what: &str) -> Halt {
    let message = format!("one walk may ask for {what}, says `budget` of the walk file, and this one wanted more");
    Halt::Blocked { reason: Reason::OverBudget, message }
}
