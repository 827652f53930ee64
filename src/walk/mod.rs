//! Carries a plan out: act, settle, interruptions, heal, clean-up; an outcome for each stage. Never sees a reference.

mod act;
mod attend;
mod budget;
mod caught;
mod choose;
mod clean_up;
mod codes;
mod cover;
mod detail;
mod event;
mod heal;
mod interrupt;
mod ledger;
mod left_out;
mod likeness;
mod lookout;
mod origin;
mod outcome;
mod pressed;
mod recover;
mod request;
mod settle;
mod signing;
mod stage;
mod stop;
mod variables;
mod wait;
mod walker;

pub use detail::{Detail, Fine, Wanted};
pub use event::{Event, Listener};
pub use ledger::Ledger;
pub(crate) use outcome::DISABLED;
pub use outcome::{ExtraScreen, Found, Frame, MaskedArea, PictureRegion, StageEnd, StageOutcome, TargetSeen, Waited};
pub use signing::wait_for_sign_in;
pub use stop::Stop;
pub use walker::{Company, WalkEnd, sweep, walk, walk_after};
