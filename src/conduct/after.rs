//! The frame that shows what a step leads to.

use crate::walk::{Frame, StageEnd, StageOutcome};
use crate::walkfile::Stage;

/// The first frame of what came after a step: of the stage behind its last one, or of a screen that came up between the two. `None`
/// where the step was not carried out, or what came was not pictured; what a later stage shows is not what the step leads to.
pub(super) fn frame_after<'o>(stages: &[Stage], outcomes: &'o [StageOutcome], step: u32) -> Option<&'o Frame> {
    let last = outcomes.iter().rposition(|outcome| outcome.step == step).filter(|last| outcomes[*last].end == StageEnd::Done)?;
    let place = |outcome: &StageOutcome| stages.iter().position(|stage| stage.id == outcome.id);
    let own = place(&outcomes[last]).or_else(|| stages.iter().rposition(|stage| stage.step <= step));
    let next = stages.get(own.map_or(0, |own| own + 1))?;
    let shows_it = |outcome: &&StageOutcome| match place(outcome) {
        Some(_) => outcome.id == next.id,
        None => outcome.step > step && outcome.step <= next.step,
    };
    let is_seen = |outcome: &&StageOutcome| !matches!(outcome.end, StageEnd::Blocked { .. } | StageEnd::Skipped);
    outcomes[last + 1..].iter().filter(shows_it).filter(is_seen).flat_map(|outcome| &outcome.frames).next()
}

#[cfg(test)]
mod tests {
    use std::time::Duration;

    use super::*;
    use crate::outline::Outline;
    use crate::walkfile::{Moment, Reason};

    const WALK: &str = "title = \"t\"\nsite = \"https://example.org\"\n";

    fn stages() -> Vec<Stage> {
        let stages: String = [1, 2, 4].map(|step| format!("\n[[stage]]\nstep = {step}\nat = \"/{step}\"\n")).concat();
        crate::walkfile::parse(&format!("{WALK}{stages}"), "t").unwrap().stages
    }

    fn outcome(id: &str, end: StageEnd) -> StageOutcome {
        let frame = Frame {
            id: id.to_owned(),
            stage: id.to_owned(),
            moment: Moment::Before,
            viewport_png: Vec::new(),
            page_png: None,
            fine: None,
            themed: Vec::new(),
            outline: Outline::default(),
            masks: Vec::new(),
            target: None,
            pictures: Vec::new(),
            delicate: false,
        };
        StageOutcome {
            id: id.to_owned(),
            step: id.split('.').next().unwrap().parse().unwrap(),
            end,
            frames: vec![frame],
            target: None,
            extra: Vec::new(),
            new_window: false,
            url: String::new(),
            took: Duration::ZERO,
            waited: Vec::new(),
            log: Vec::new(),
        }
    }

    fn after(outcomes: &[StageOutcome], step: u32) -> Option<&str> {
        frame_after(&stages(), outcomes, step).map(|frame| frame.id.as_str())
    }

    #[test]
    fn a_step_leads_to_the_stage_behind_it() {
        let done = ["1.1", "2.1", "4.1"].map(|id| outcome(id, StageEnd::Done));
        assert_eq!(after(&done, 1), Some("2.1"));
        assert_eq!(after(&done, 4), None);
        assert_eq!(after(&[outcome("1.1", StageEnd::TargetMissing), outcome("2.1", StageEnd::Done)], 1), None);
    }

    #[test]
    fn what_comes_later_or_was_blocked_is_not_what_a_step_leads_to() {
        let done = |id| outcome(id, StageEnd::Done);
        assert_eq!(after(&[done("1.1"), outcome("2.1", StageEnd::Skipped), done("4.1")], 1), None);
        let blocked = StageEnd::Blocked { reason: Reason::SiteDown, message: String::new() };
        assert_eq!(after(&[done("1.1"), outcome("2.1", blocked)], 1), None);
    }

    #[test]
    fn a_screen_between_two_stages_is_what_the_first_leads_to() {
        let done = ["1.1", "2.1", "3.sudo", "4.1"].map(|id| outcome(id, StageEnd::Done));
        assert_eq!(after(&done, 2), Some("3.sudo"));
        assert_eq!(after(&done, 1), Some("2.1"));
        assert_eq!(after(&done, 3), Some("4.1"));
        let came_first = ["3.sudo", "2.1", "4.1"].map(|id| outcome(id, StageEnd::Done));
        assert_eq!(after(&came_first, 3), Some("4.1"));
    }
}
