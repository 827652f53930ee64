//! What no reader can see: another build of the same page. Nothing is true of these but that the guide still holds.

use super::case::Case;

pub(super) static CASES: &[Case] = &[];
