//! Mutations and noises of the practice site, each held to the truth that stands beside it in its table.

use guidewalk::judge::Severity;
use guidewalk::practice::{Mutation, Noise};

use crate::walking::{self, Walked, each, said};

/// Whether the walk says of a mutation what is true, and nothing of other steps.
fn is_judged_rightly(mutation: Mutation, walked: &Walked) -> Result<(), String> {
    for truth in mutation.truths() {
        let wanted = format!("{} {} ", truth.kind.name(), truth.severity.name());
        let findings = &walked.record.steps[truth.step as usize - 1].findings;
        if !findings.iter().any(|finding| said(finding).starts_with(&wanted)) {
            return Err(format!("step {} is not {wanted}", truth.step));
        }
    }
    let is_touched = |step: u32| mutation.truths().iter().any(|truth| truth.step == step);
    if let Some(step) = walked.record.steps.iter().find(|step| !is_touched(step.step) && !step.findings.is_empty()) {
        return Err(format!("step {} is flagged", step.step));
    }
    let counts = mutation.truths().iter().any(|truth| truth.severity > Severity::Cosmetic);
    if walked.code != Some(i32::from(counts)) {
        return Err(format!("the exit code is not {}", i32::from(counts)));
    }
    Ok(())
}

#[test]
fn every_mutation_is_found_at_its_step_with_its_kind_and_nowhere_else() {
    each(Mutation::all(), |mutation| {
        let walked = walking::check(&["--practice=2024-01", "--mutate", mutation.name()]);
        is_judged_rightly(mutation, &walked).map_err(|wrong| format!("{mutation}: {wrong}\n{}", walked.in_words()))
    });
}

#[test]
fn no_noise_alarms_anybody() {
    each(Noise::ALL, |noise| {
        let walked = walking::check(&["--practice=2024-01", "--noise", &format!("{noise}:17")]);
        let calm = walked.code == Some(0) && walked.record.steps.iter().all(|step| step.findings.is_empty());
        if calm { Ok(()) } else { Err(format!("{noise}: {}", walked.in_words())) }
    });
}
