//! Mutations, one by one on every edition and in pairs: what is true of each against what the walk says.

use std::collections::BTreeSet;

use anyhow::Result;
use guidewalk::judge::{Finding, Kind, Severity, Status};
use guidewalk::practice::{Edition, Mutation, Truth};
use guidewalk::record::StepRecord;

use crate::Pick;
use crate::guides::{self, Guide};
use crate::sheet::{self, Entry};
use crate::tally::{Share, claim, line, median};
use crate::walks::{Bench, Job, Walked};

/// So many pairs, over all editions.
const PAIRS: usize = 100;

/// One walk with what is true of it.
struct Case {
    name: String,
    guide: usize,
    mutations: Vec<Mutation>,
    truths: Vec<Truth>,
    /// Steps that can't be reached because of it.
    unreached: BTreeSet<u32>,
    /// Set aside: nothing was tuned on it.
    aside: bool,
}

/// What walks came to.
#[derive(Default)]
struct Tally {
    walks: usize,
    /// Truths of a target's name, being there, or of the way to it.
    targets: Share,
    /// All truths.
    all: Share,
    /// Truths that were found, of their kind.
    kinds: Share,
    /// Truths that were found, of their severity.
    severities: Share,
    /// Flagged steps that are rightly flagged.
    steps: Share,
    /// Findings that a truth explains.
    findings: Share,
    /// Steps that could have been seen and were not judged.
    unverified: Share,
    /// Exit codes.
    codes: Share,
    seconds: Vec<f64>,
}

/// Walks through mutations, and prints truth against finding.
pub(crate) fn measure(bench: &Bench, pick: &Pick<'_>) -> Result<bool> {
    let guides = guides::all(bench)?;
    let mutations: Vec<Mutation> = Mutation::all().filter(|mutation| pick.retired || !mutation.was_aside()).collect();
    let mut cases: Vec<Case> = alone(&guides, &mutations);
    cases.extend(pairs(&guides, &mutations, pick.seed));
    cases.retain(|case| pick.aside.is_none_or(|aside| case.aside == aside));
    cases.retain(|case| !pick.last || case.mutations.iter().any(|mutation| mutation.is_of_last_set()));
    let cases = pick.of(bench, "mutations", cases, |case| &case.name)?;
    let mut jobs: Vec<Job> = guides.iter().map(|guide| job(&unchanged(guide.edition), guide, &[], (1..=11).collect())).collect();
    jobs.extend(cases.iter().map(|case| {
        let frames = case.truths.iter().map(|truth| truth.step).collect();
        job(&case.name, &guides[case.guide], &case.mutations, frames)
    }));
    let walks = bench.walk_all("mutations", &jobs)?;
    let (base, walks) = walks.split_at(guides.len());
    let mut holds = true;
    for walked in base {
        holds &= claim("nothing is said of the unchanged site", &walked.name, walked.code == Some(0));
    }
    let (mut tuned, mut aside) = (Tally::default(), Tally::default());
    let mut sheet = Vec::new();
    for (case, walked) in cases.iter().zip(walks) {
        let wrong = if case.aside { aside.weigh(case, walked) } else { tuned.weigh(case, walked) };
        let part = if case.aside { "aside" } else { "tuned" };
        for what in &wrong {
            line(&format!("       {part} {}: {what}", case.name));
        }
        sheet.extend(entry(bench, case, walked, guides[case.guide].edition, &wrong));
    }
    let page = sheet::write(bench, &sheet)?;
    line(&format!("\ncontact sheet: {}", page.display()));
    let both = [("never tuned on", aside), ("tuned on", tuned)].map(|(name, tally)| tally.print(name));
    Ok(holds && both.into_iter().all(|one| one))
}

fn unchanged(edition: Edition) -> String {
    format!("{} unchanged", edition.name())
}

fn alone(guides: &[Guide], mutations: &[Mutation]) -> Vec<Case> {
    let of = |at: usize, guide: &Guide| {
        let fitting = mutations.iter().filter(|mutation| mutation.editions().contains(&guide.edition));
        fitting.map(|mutation| case(at, guide, vec![*mutation])).collect::<Vec<_>>()
    };
    guides.iter().enumerate().flat_map(|(at, guide)| of(at, guide)).collect()
}

fn pairs(guides: &[Guide], mutations: &[Mutation], seed: u64) -> Vec<Case> {
    let mut all = Vec::new();
    for (at, guide) in guides.iter().enumerate() {
        let fits = |mutation: Mutation| mutation.editions().contains(&guide.edition);
        for (first, one) in mutations.iter().enumerate() {
            let others = mutations[first + 1..].iter().filter(|other| !one.clashes_with(**other));
            all.extend(others.filter(|other| fits(*one) && fits(**other)).map(|other| (at, *one, *other)));
        }
    }
    fastrand::Rng::with_seed(seed).shuffle(&mut all);
    all.truncate(PAIRS);
    all.into_iter().map(|(at, one, other)| case(at, &guides[at], vec![one, other])).collect()
}

fn case(at: usize, guide: &Guide, mutations: Vec<Mutation>) -> Case {
    let names: Vec<&str> = mutations.iter().map(|mutation| mutation.name()).collect();
    let unreached: BTreeSet<u32> = mutations.iter().flat_map(|mutation| mutation.unreached()).copied().collect();
    let truths = mutations.iter().flat_map(|mutation| mutation.truths_in(guide.edition));
    Case {
        name: format!("{} {}", guide.edition.name(), names.join("+")),
        guide: at,
        truths: truths.filter(|truth| !unreached.contains(&truth.step)).collect(),
        unreached,
        aside: mutations.iter().any(|mutation| mutation.is_aside()),
        mutations,
    }
}

fn job(name: &str, guide: &Guide, mutations: &[Mutation], frames_of: Vec<u32>) -> Job {
    let mut arguments = guide.arguments();
    arguments.extend(mutations.iter().flat_map(|mutation| ["--mutate".to_owned(), mutation.name().to_owned()]));
    Job { name: name.to_owned(), arguments, frames_of, site: None }
}

/// Whether the finding speaks of what the truth names.
fn speaks_of(finding: &Finding, truth: &Truth) -> bool {
    let names = truth.names.to_lowercase();
    [&finding.was, &finding.now, &finding.message].iter().any(|words| words.to_lowercase().contains(&names))
}

impl Tally {
    /// Counts one walk; what is wrong with it comes back in words.
    fn weigh(&mut self, case: &Case, walked: &Walked) -> Vec<String> {
        self.walks += 1;
        self.seconds.push(walked.seconds);
        let steps = walked.record.as_ref().map(|record| record.steps.as_slice()).unwrap_or_default();
        let mut wrong = Vec::new();
        for truth in &case.truths {
            let findings = steps.iter().find(|step| step.step == truth.step).map(|step| step.findings.as_slice());
            wrong.extend(self.weigh_truth(truth, findings.unwrap_or_default()));
        }
        for step in steps {
            wrong.extend(self.weigh_step(case, step));
        }
        let counts = case.truths.iter().any(|truth| truth.severity > Severity::Cosmetic);
        let code = if counts {
            1
        } else if case.unreached.is_empty() {
            0
        } else {
            3
        };
        self.codes.count(walked.code == Some(code));
        if walked.code != Some(code) {
            wrong.push(format!("the exit code is {:?} and not {code}", walked.code));
        }
        wrong
    }

    fn weigh_truth(&mut self, truth: &Truth, findings: &[Finding]) -> Option<String> {
        let (kind, severity) = (truth.kind, truth.severity);
        let about: Vec<&Finding> = findings.iter().filter(|finding| speaks_of(finding, truth)).collect();
        let of_kind: Vec<&&Finding> = about.iter().filter(|finding| finding.kind == kind).collect();
        let found = !about.is_empty();
        self.all.count(found);
        let of_target = matches!(kind, Kind::Renamed | Kind::Missing | Kind::WrongScreen | Kind::ExtraStep);
        if of_target && severity == Severity::Breaking {
            self.targets.count(found);
        }
        if found {
            self.kinds.count(!of_kind.is_empty());
            self.severities.count(about.iter().any(|finding| finding.severity == severity));
        }
        let right = of_kind.iter().any(|finding| finding.severity == severity);
        (!right).then(|| {
            let said: Vec<String> =
                findings.iter().map(|one| format!("{} {} {:?} -> {:?}", one.kind, one.severity, one.was, one.now)).collect();
            format!("step {} should be {kind} {severity} \"{}\", and is said to be {said:?}", truth.step, truth.names)
        })
    }

    fn weigh_step(&mut self, case: &Case, step: &StepRecord) -> Option<String> {
        let truths: Vec<&Truth> = case.truths.iter().filter(|truth| truth.step == step.step).collect();
        if !case.unreached.contains(&step.step) {
            let unverified = matches!(step.status, Status::Unsure | Status::Blocked | Status::NotReached);
            self.unverified.count(unverified);
            if unverified {
                return Some(format!("step {} is {}: {}", step.step, step.status, step.because.clone().unwrap_or_default()));
            }
        }
        if !step.findings.is_empty() {
            self.steps.count(!truths.is_empty());
        }
        let explained = |finding: &Finding| truths.iter().any(|truth| truth.kind == finding.kind || speaks_of(finding, truth));
        step.findings.iter().for_each(|finding| self.findings.count(explained(finding)));
        let message = step.findings.first().map(|finding| format!("{} {}", finding.kind, finding.message));
        message.filter(|_| truths.is_empty()).map(|message| format!("step {} is flagged: {message}", step.step))
    }

    fn print(&self, part: &str) -> bool {
        let seconds = median(self.seconds.iter().copied());
        line(&format!("\nmutations, {part}: {} walks, median {seconds:.1} s a walk", self.walks));
        let at_least =
            |what: &str, share: Share, least: f64| claim(&format!("{what} ({least})"), &share.shown(), share.share() >= least);
        let holds = [
            at_least("recall, targets", self.targets, 1.0),
            at_least("recall, all", self.all, 0.97),
            at_least("precision, flagged steps", self.steps, 0.98),
            at_least("precision, single findings", self.findings, 0.95),
            at_least("kinds right", self.kinds, 0.95),
            at_least("severities right", self.severities, 0.95),
            at_least("exit codes", self.codes, 0.97),
            claim("steps unsure, blocked or not reached (0.02)", &self.unverified.shown(), self.unverified.share() < 0.02),
        ];
        holds.into_iter().all(|one| one)
    }
}

/// The sheet's entries for mutations that stand alone.
fn entry(bench: &Bench, case: &Case, walked: &Walked, edition: Edition, wrong: &[String]) -> Vec<Entry> {
    let [mutation] = case.mutations.as_slice() else { return Vec::new() };
    let steps: BTreeSet<u32> = case.truths.iter().map(|truth| truth.step).collect();
    let findings = |step: u32| {
        walked.record.iter().flat_map(|record| &record.steps).filter(move |one| one.step == step).flat_map(|one| &one.findings)
    };
    let was = |step: u32| {
        let steps = walked.record.iter().flat_map(|record| &record.steps).filter(move |one| one.step == step);
        let placed = steps.filter_map(|step| Some((step, step.registration.as_ref()?)));
        placed.flat_map(|(step, at)| {
            let boxes = step.findings.iter().filter_map(|finding| finding.reference_box);
            boxes.map(move |was| was.scaled(at.scale).moved(at.x, at.y))
        })
    };
    let of = |step: u32| Entry {
        title: format!("{}, step {step}", case.name),
        about: format!("{} ({})", mutation.about(), mutation.source()),
        truths: case
            .truths
            .iter()
            .filter(|truth| truth.step == step)
            .map(|truth| format!("{} {} {}", truth.kind, truth.severity, truth.names))
            .collect(),
        said: findings(step).map(|finding| finding.message.clone()).collect(),
        wrong: !wrong.is_empty(),
        before: bench.frame(&unchanged(edition), step),
        after: bench.frame(&case.name, step),
        was: was(step).collect(),
        marked: findings(step).filter_map(|finding| finding.frame_box).collect(),
    };
    steps.into_iter().map(of).collect()
}
