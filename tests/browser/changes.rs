//! Mutations of the practice site, each held to the truth that stands beside it in its table.

use guidewalk::judge::Severity;
use guidewalk::practice::{Edition, Mutation, Truth};

use crate::walking::{self, Walked, each, said};

/// How many mutations a run of this suite looks at; the whole table is walked by the measuring program.
const SAMPLE: usize = 12;

/// Mutations of a seeded sample, each with one of its editions: another sample for every version of the program. What was written
/// last is measured and not held: a suite that fails on it would be tuned to it.
fn sample() -> Vec<(Mutation, Edition)> {
    let seed = env!("CARGO_PKG_VERSION").bytes().fold(7, |sum: u64, byte| sum.wrapping_mul(31).wrapping_add(u64::from(byte)));
    let mut random = fastrand::Rng::with_seed(seed);
    let mut all: Vec<Mutation> = Mutation::all().filter(|mutation| !mutation.is_of_last_set()).collect();
    random.shuffle(&mut all);
    let edition = |mutation: &Mutation| *random.choice(mutation.editions()).expect("every mutation has an edition");
    let editions: Vec<Edition> = all.iter().map(edition).collect();
    all.into_iter().zip(editions).take(SAMPLE).collect()
}

/// Kind, severity and words of every finding, by step.
fn all_said(walked: &Walked) -> Vec<(u32, String)> {
    let steps = walked.record.steps.iter();
    steps.flat_map(|step| step.findings.iter().map(|finding| (step.step, said(finding)))).collect()
}

/// Whether the walk says of a mutation what is true, and nothing more of other steps than it says without.
fn is_judged_rightly(mutation: Mutation, edition: Edition, walked: &Walked, plain: &[(u32, String)]) -> Result<(), String> {
    let truths: Vec<Truth> = mutation.truths_in(edition).collect();
    let found = all_said(walked);
    // Where the guide's way ends at a step of this edition anyway, nothing is seen of what changed behind it.
    let ends_anyway = |truth: &&Truth| {
        let is_breaking = |said: &str| said.split(' ').nth(1) == Some(Severity::Breaking.name());
        plain.iter().any(|(step, said)| *step == truth.step && is_breaking(said))
    };
    for truth in truths.iter().filter(|truth| !ends_anyway(truth)) {
        let wanted = format!("{} {} ", truth.kind.name(), truth.severity.name());
        let is_it =
            |(step, said): &&(u32, String)| *step == truth.step && said.starts_with(&wanted) && said.contains(truth.names);
        if !found.iter().any(|said| is_it(&said)) {
            return Err(format!("step {} is not {wanted}{}", truth.step, truth.names));
        }
    }
    let is_explained = |said: &&(u32, String)| truths.iter().any(|truth| truth.step == said.0) || plain.contains(said);
    if let Some((step, said)) = found.iter().find(|said| !is_explained(said)) {
        return Err(format!("step {step} is flagged: {said}"));
    }
    let counts = truths.iter().any(|truth| truth.severity > Severity::Cosmetic) || !plain.is_empty();
    if walked.code != Some(i32::from(counts)) {
        return Err(format!("the exit code is not {}", i32::from(counts)));
    }
    Ok(())
}

#[test]
fn every_mutation_of_a_sample_is_found_at_its_step_with_its_kind_and_nowhere_else() {
    let guide = walking::guide_of_this_browser().to_string_lossy().into_owned();
    let practice = |edition: Edition| format!("--practice={edition}");
    let plain = Edition::ALL.map(|edition| (edition, all_said(&walking::check(&[&guide, &practice(edition)]))));
    each(sample(), |(mutation, edition)| {
        let walked = walking::check(&[&guide, &practice(edition), "--mutate", mutation.name()]);
        let (_, plain) = plain.iter().find(|(known, _)| *known == edition).expect("every edition was walked");
        is_judged_rightly(mutation, edition, &walked, plain)
            .map_err(|wrong| format!("{mutation} in {edition}: {wrong}\n{}", walked.in_words()))
    });
}
