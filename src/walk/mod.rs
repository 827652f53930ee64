//! Carries a plan out: act, settle, interruptions, heal, clean-up; an outcome for each stage. Never sees a reference.

mod event;
mod outcome;

pub use event::{Event, Listener};
pub use outcome::{ExtraScreen, Found, Frame, MaskedArea, PictureRegion, StageEnd, StageOutcome, TargetSeen, Waited};
