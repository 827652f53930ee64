//! What a guide is once something of a walk was written into it.

use super::{Review, Subject, Wish};
use crate::judge::{self, Aftermath, Severity, Status, Strictness, Weighed};
use crate::record::StepRecord;

impl Review {
    /// The exit code of a walk of which this was written: what was drifted for its picture alone is true now; everything else counts as
    /// the walk left it, what it could not take back too.
    #[must_use]
    pub fn exit_after(&self, written: &Wish, strictness: Strictness) -> u8 {
        let weighed: Vec<Weighed> = self.record.steps.iter().map(|step| self.weighed_after(step, written)).collect();
        let aftermath = Aftermath { left_behind: !self.record.clean_up.left_behind.is_empty(), account_waits: false };
        judge::verdict(&weighed, strictness, aftermath).1
    }

    fn weighed_after(&self, step: &StepRecord, written: &Wish) -> Weighed {
        let is_mended = written.pictures.contains(&step.step) && !self.has_old_sentence(step.step, written);
        let status = match step.status {
            Status::Drifted | Status::NoPicture | Status::Unsure if is_mended => Status::Current,
            other => other,
        };
        let cosmetic = !is_mended && step.findings.iter().any(|finding| finding.severity == Severity::Cosmetic);
        Weighed { status, cosmetic }
    }

    /// Whether a sentence of the step should say something else still. What describes a picture to those who don't see it is none.
    fn has_old_sentence(&self, step: u32, written: &Wish) -> bool {
        self.questions.iter().filter(|question| question.step == step).any(|question| match &question.subject {
            Subject::Sentence(change) => !change.is_in_alternative() && !written.sentences.contains(change),
            Subject::Picture(_) => false,
        })
    }
}
