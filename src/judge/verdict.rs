//! What findings mean: for a step its status, for the whole guide the verdict and the exit code.

use serde::{Deserialize, Serialize};

use super::{Finding, Severity, Status};

/// What the findings mean for the guide.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, schemars::JsonSchema)]
#[serde(rename_all = "kebab-case")]
pub enum Verdict {
    /// All that was looked at is true.
    Current,
    /// Not true any more.
    Drifted,
    /// No drift was seen, but something could not be verified.
    Unverified,
}

/// Whether cosmetic findings count.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Strictness {
    /// They are remarks. The default.
    #[default]
    Plain,
    /// They are drift (`--strict`).
    Strict,
}

/// What one step adds to the verdict.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Weighed {
    /// Its status.
    pub status: Status,
    /// Whether it has a cosmetic finding.
    pub cosmetic: bool,
}

/// What is not a step's but counts for the exit code.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Aftermath {
    /// Whether the walk left something behind that its clean-up should have taken back.
    pub left_behind: bool,
    /// Whether the account is locked or pausing.
    pub account_waits: bool,
}

/// The exit code of a guide that is true.
pub const EXIT_CURRENT: u8 = 0;
/// The exit code of a guide that is not true any more.
pub const EXIT_DRIFTED: u8 = 1;
/// The exit code when no drift was seen, but something could not be verified or was left behind.
pub const EXIT_UNVERIFIED: u8 = 3;

/// The status that findings give a step whose walk gave it `walked`: the worst wins.
#[must_use]
pub fn status(walked: Status, findings: &[Finding]) -> Status {
    let drifted = findings.iter().any(|finding| finding.severity > Severity::Cosmetic);
    if drifted { Status::Drifted } else { walked }
}

/// The guide's verdict and the exit code (0, 1 or 3). Drift outweighs what could not be verified.
#[must_use]
pub fn verdict(steps: &[Weighed], strictness: Strictness, aftermath: Aftermath) -> (Verdict, u8) {
    let untrue = |step: &Weighed| {
        matches!(step.status, Status::Drifted | Status::NoPicture) || (step.cosmetic && strictness == Strictness::Strict)
    };
    let unverified = |step: &Weighed| matches!(step.status, Status::Blocked | Status::Unsure | Status::NotReached);
    if steps.iter().any(untrue) {
        (Verdict::Drifted, EXIT_DRIFTED)
    } else if steps.iter().any(unverified) {
        (Verdict::Unverified, EXIT_UNVERIFIED)
    } else if aftermath.left_behind || aftermath.account_waits {
        (Verdict::Current, EXIT_UNVERIFIED)
    } else {
        (Verdict::Current, EXIT_CURRENT)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn of(statuses: &[Status]) -> (Verdict, u8) {
        let steps: Vec<Weighed> = statuses.iter().map(|status| Weighed { status: *status, cosmetic: false }).collect();
        verdict(&steps, Strictness::Plain, Aftermath::default())
    }

    #[test]
    fn drift_outweighs_what_could_not_be_verified() {
        assert_eq!(of(&[Status::Current, Status::NotShown, Status::Skipped]), (Verdict::Current, 0));
        assert_eq!(of(&[Status::Blocked, Status::NotReached]), (Verdict::Unverified, 3));
        assert_eq!(of(&[Status::Blocked, Status::NoPicture]), (Verdict::Drifted, 1));
        assert_eq!(of(&[Status::Unsure, Status::Drifted]), (Verdict::Drifted, 1));
    }

    #[test]
    fn cosmetic_findings_count_when_strict_and_what_is_left_behind_always() {
        let step = [Weighed { status: Status::Current, cosmetic: true }];
        let left = Aftermath { left_behind: true, account_waits: false };
        assert_eq!(verdict(&step, Strictness::Plain, Aftermath::default()).1, 0);
        assert_eq!(verdict(&step, Strictness::Strict, Aftermath::default()).1, 1);
        assert_eq!(verdict(&step, Strictness::Plain, left), (Verdict::Current, 3));
    }
}
