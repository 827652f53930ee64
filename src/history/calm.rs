//! From the walks of one night to its line, so that noise is no news: what is new is looked at again before it counts, what could not
//! be reached is tried later, and what one walk saw and another didn't is named as flickering.

use std::collections::BTreeSet;

use jiff::Timestamp;
use jiff::civil::Date;

use super::{Doubt, Fact, NO_PICTURE, Night, NightStep, SCHEMA, Seen, Standing, State};
use crate::account::Rest;
use crate::judge::{Aftermath, Severity, Status, Strictness, Weighed, verdict};
use crate::record::{GuideRef, Record, StepRecord};
use crate::walkfile::Reason;

/// What came of one walk.
#[derive(Debug, Clone, PartialEq)]
pub enum Look {
    /// Its record, and the folder that it lies in.
    Walked(Box<Record>, String),
    /// Nothing was walked: the account is not to be used now.
    Waits,
}

/// What is to be done next in a night.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Next {
    /// Nothing: the night is over.
    Enough,
    /// Walk again at once: what is new counts when it is seen twice.
    Again,
    /// Walk again later: something could not be reached.
    Later,
}

/// The walks of one night, in their order.
#[derive(Debug, Clone, PartialEq)]
pub struct Looks {
    /// What was known before.
    pub before: Standing,
    /// Whether cosmetic findings count.
    pub strictness: Strictness,
    /// The walks.
    pub all: Vec<Look>,
}

/// What one walk saw of a step.
#[derive(Debug, Clone, PartialEq, Eq)]
enum Sight {
    True,
    Untrue(BTreeSet<Fact>),
}

impl Looks {
    /// What is to be done next.
    #[must_use]
    pub fn next(&self) -> Next {
        let Some(Look::Walked(last, _)) = self.all.last() else { return Next::Enough };
        let mut next = Next::Enough;
        for step in &last.steps {
            let sights = self.sights(step.step);
            let saw = self.sight(step).is_some();
            match &sights[..] {
                [one] if !self.is_known(step.step, one) && saw => return Next::Again,
                [one] if !self.is_known(step.step, one) && can_be_tried_again(last) => next = Next::Later,
                [] if is_held_up(step.status) && can_be_tried_again(last) => next = Next::Later,
                _ => {}
            }
        }
        next
    }

    /// The night's line. `guide` is named where nothing was walked.
    #[must_use]
    pub fn night(&self, date: Date, guide: &GuideRef) -> Night {
        let records: Vec<&Record> = self.records().collect();
        let last = records.last();
        let steps: Vec<NightStep> = last.map_or_else(Vec::new, |last| last.steps.iter().map(|step| self.step(step)).collect());
        let weighed: Vec<Weighed> = steps.iter().map(|step| Weighed { status: step.status, cosmetic: false }).collect();
        let waits = last.is_none();
        let (verdict, _) = verdict(&weighed, Strictness::Plain, Aftermath::default());
        Night {
            schema: SCHEMA,
            night: date,
            started: records.first().map_or_else(|| format!("{date}T00:00:00Z"), |first| first.started.clone()),
            seconds: (records.iter().map(|record| record.seconds).sum::<f64>() * 10.0).round() / 10.0,
            walks: u32::try_from(records.len()).unwrap_or(u32::MAX),
            tool: concat!("guidewalk ", env!("CARGO_PKG_VERSION")).to_owned(),
            guide: last.map_or_else(|| guide.clone(), |last| GuideRef { path: guide.path.clone(), ..last.guide.clone() }),
            site: last.map_or_else(String::new, |last| last.site.clone()),
            verdict: if waits { crate::judge::Verdict::Unverified } else { verdict },
            held_up: if waits { Some("account-waits".into()) } else { held_up(&steps) },
            steps,
        }
    }

    fn records(&self) -> impl Iterator<Item = &Record> {
        self.all.iter().filter_map(|look| if let Look::Walked(record, _) = look { Some(&**record) } else { None })
    }

    /// What the walks saw of a step, as far as they did.
    fn sights(&self, number: u32) -> Vec<Sight> {
        let steps = self.records().flat_map(|record| &record.steps).filter(|step| step.step == number);
        steps.filter_map(|step| self.sight(step)).collect()
    }

    fn sight(&self, step: &StepRecord) -> Option<Sight> {
        let facts = self.facts(step);
        match step.status {
            Status::Drifted | Status::NoPicture => Some(Sight::Untrue(facts)),
            Status::Current if facts.is_empty() => Some(Sight::True),
            Status::Current => Some(Sight::Untrue(facts)),
            _ => None,
        }
    }

    fn facts(&self, step: &StepRecord) -> BTreeSet<Fact> {
        let counts = |severity: Severity| severity > Severity::Cosmetic || self.strictness == Strictness::Strict;
        let found = step.findings.iter().filter(|finding| counts(finding.severity)).map(|finding| Fact {
            step: step.step,
            kind: finding.kind.name().to_owned(),
            severity: finding.severity,
            was: finding.was.clone(),
            now: finding.now.clone(),
            says: finding.change(),
        });
        found.chain(no_picture(step)).collect()
    }

    /// Whether a sight is no news.
    fn is_known(&self, number: u32, sight: &Sight) -> bool {
        // A file that is missing is missing; a second look at the site changes nothing about it.
        let is_of_the_file = |facts: &BTreeSet<Fact>| !facts.is_empty() && facts.iter().all(|fact| fact.kind == NO_PICTURE);
        match (self.before.steps.get(&number).map(|step| &step.state), sight) {
            (Some(State::Drifted(known)), Sight::Untrue(seen)) if known == seen => true,
            (Some(State::Drifted(_)), Sight::True) => false,
            (_, Sight::True) => true,
            (_, Sight::Untrue(seen)) => is_of_the_file(seen),
        }
    }

    fn step(&self, last: &StepRecord) -> NightStep {
        let sights = self.sights(last.step);
        let seen_by = || self.seen(last.step);
        let step = NightStep {
            step: last.step,
            heading: last.heading.clone(),
            status: last.status,
            reason: None,
            doubt: None,
            facts: Vec::new(),
            wavering: Vec::new(),
            seen: Vec::new(),
        };
        let untrue: Vec<&BTreeSet<Fact>> =
            sights.iter().filter_map(|sight| if let Sight::Untrue(facts) = sight { Some(facts) } else { None }).collect();
        match (sights.len(), untrue.len()) {
            (0, _) => NightStep { reason: last.reason, ..step },
            (1, _) if !self.is_known(last.step, &sights[0]) => {
                let wavering = together(&untrue);
                NightStep { status: Status::Unsure, doubt: Some(Doubt::Once), wavering, seen: seen_by(), ..step }
            }
            (_, 0) => NightStep { status: Status::Current, ..step },
            (all, some) if some < all => {
                let wavering = together(&untrue);
                NightStep { status: Status::Unsure, doubt: Some(Doubt::Flickers), wavering, seen: seen_by(), ..step }
            }
            _ => {
                let (facts, wavering) = agreed(&untrue);
                let is_of_the_file = facts.iter().any(|fact| fact.kind == NO_PICTURE);
                let status = if is_of_the_file { Status::NoPicture } else { Status::Drifted };
                NightStep { status, facts, wavering, ..step }
            }
        }
    }

    fn seen(&self, number: u32) -> Vec<Seen> {
        let walked = self.all.iter().filter_map(|look| match look {
            Look::Walked(record, folder) => Some((record.steps.iter().find(|step| step.step == number)?, folder)),
            Look::Waits => None,
        });
        walked.map(|(step, folder)| Seen { record: folder.clone(), status: step.status, frame: step.frame.clone() }).collect()
    }
}

fn no_picture(step: &StepRecord) -> Option<Fact> {
    let missing = step.reference.clone().unwrap_or_default();
    (step.status == Status::NoPicture).then(|| Fact {
        step: step.step,
        kind: NO_PICTURE.into(),
        severity: Severity::Breaking,
        says: format!("the picture {missing} is not there"),
        was: missing,
        now: String::new(),
    })
}

/// What all of them say, and the rest; where they agree on nothing, what the last one says.
fn agreed(sights: &[&BTreeSet<Fact>]) -> (Vec<Fact>, Vec<Fact>) {
    let all: BTreeSet<&Fact> = sights.iter().copied().flatten().collect();
    let mut common: Vec<Fact> =
        all.iter().filter(|fact| sights.iter().all(|facts| facts.contains(**fact))).map(|fact| (*fact).clone()).collect();
    if common.is_empty() {
        common = sights.last().into_iter().copied().flatten().cloned().collect();
    }
    let wavering = all.into_iter().filter(|fact| !common.contains(fact)).cloned().collect();
    (common, wavering)
}

/// All that any of them says.
fn together(sights: &[&BTreeSet<Fact>]) -> Vec<Fact> {
    let all: BTreeSet<Fact> = sights.iter().copied().flatten().cloned().collect();
    all.into_iter().collect()
}

const fn is_held_up(status: Status) -> bool {
    matches!(status, Status::Blocked | Status::NotReached)
}

/// What held a night up, where a step could not be seen for it.
fn held_up(steps: &[NightStep]) -> Option<String> {
    let blocked = steps.iter().find(|step| step.status == Status::Blocked)?;
    Some(blocked.reason.map_or("blocked", Reason::name).to_owned())
}

/// Whether another walk in the same night may come further: not where the account is left alone after a refusal.
fn can_be_tried_again(record: &Record) -> bool {
    let mut reasons = record.steps.iter().filter_map(|step| step.reason);
    let is_refused = |reason: Reason| Rest::after(reason, Timestamp::UNIX_EPOCH).is_some();
    let is_final = |reason: Reason| matches!(reason, Reason::Interrupted | Reason::RefusedOrigin | Reason::LoginWall);
    !reasons.any(|reason| is_refused(reason) || is_final(reason))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::history::standing;
    use crate::history::tests::{night, record};
    use crate::judge::Verdict;

    const TRUE: Status = Status::Current;
    const GONE: Status = Status::Drifted;
    const HELD: Status = Status::Blocked;

    /// The walks of a night, each by the statuses of its steps, after nights of one walk each.
    fn looks(before: &[&[Status]], all: &[&[Status]]) -> Looks {
        let nights: Vec<Night> = (1..).zip(before).map(|(day, statuses)| night(day, statuses)).collect();
        let walked = (1..).zip(all).map(|(n, statuses)| Look::Walked(Box::new(record(statuses)), format!("record-{n}")));
        Looks { before: standing(&nights), strictness: Strictness::Plain, all: walked.collect() }
    }

    fn line(looks: &Looks) -> Night {
        looks.night(jiff::civil::date(2026, 11, 9), &GuideRef { path: "docs/guide.md".into(), title: String::new() })
    }

    #[test]
    fn a_drift_counts_when_it_was_seen_twice() {
        assert_eq!(looks(&[&[TRUE]], &[&[GONE]]).next(), Next::Again);
        let twice = looks(&[&[TRUE]], &[&[GONE], &[GONE]]);
        assert_eq!(twice.next(), Next::Enough);
        assert_eq!((line(&twice).verdict, line(&twice).facts().count()), (Verdict::Drifted, 1));
    }

    #[test]
    fn what_was_known_the_night_before_needs_no_second_look() {
        let known = looks(&[&[TRUE], &[GONE]], &[&[GONE]]);
        assert_eq!((known.next(), line(&known).verdict), (Next::Enough, Verdict::Drifted));
        assert_eq!(looks(&[&[TRUE]], &[&[TRUE]]).next(), Next::Enough);
    }

    #[test]
    fn that_it_is_true_again_is_looked_at_twice_as_well() {
        assert_eq!(looks(&[&[GONE]], &[&[TRUE]]).next(), Next::Again);
        let twice = looks(&[&[GONE]], &[&[TRUE], &[TRUE]]);
        assert_eq!((twice.next(), line(&twice).verdict), (Next::Enough, Verdict::Current));
    }

    #[test]
    fn what_one_walk_saw_and_another_did_not_flickers_and_is_no_drift() {
        let flickers = looks(&[&[TRUE]], &[&[GONE], &[TRUE]]);
        assert_eq!(flickers.next(), Next::Enough);
        let step = line(&flickers).steps.remove(0);
        assert_eq!(
            (step.status, step.doubt, step.facts.len(), step.wavering.len()),
            (Status::Unsure, Some(Doubt::Flickers), 0, 1)
        );
        let seen: Vec<(&str, Status)> = step.seen.iter().map(|seen| (seen.record.as_str(), seen.status)).collect();
        assert_eq!(seen, [("record-1", GONE), ("record-2", TRUE)]);
        assert!(step.seen.iter().all(|seen| seen.frame.is_some()), "both frames");
        let back = looks(&[&[GONE]], &[&[TRUE], &[GONE]]);
        assert_eq!(line(&back).steps[0].doubt, Some(Doubt::Flickers));
    }

    #[test]
    fn a_blocked_walk_is_tried_later_and_takes_nothing_back() {
        assert_eq!(looks(&[&[TRUE]], &[&[HELD]]).next(), Next::Later);
        let again = looks(&[&[TRUE]], &[&[HELD], &[TRUE]]);
        assert_eq!((again.next(), line(&again).is_verified()), (Next::Enough, true));
        let held = line(&looks(&[&[TRUE, TRUE]], &[&[TRUE, HELD]]));
        assert_eq!((held.held_up.as_deref(), held.verdict), (Some("site-down"), Verdict::Unverified));
    }

    #[test]
    fn a_drift_that_could_not_be_looked_at_again_waits_for_the_next_night() {
        let once = looks(&[&[TRUE]], &[&[GONE], &[HELD]]);
        assert_eq!(once.next(), Next::Later);
        let step = line(&once).steps.remove(0);
        assert_eq!((step.status, step.doubt, step.facts.len()), (Status::Unsure, Some(Doubt::Once), 0));
    }

    #[test]
    fn after_a_refusal_nothing_is_tried_again_in_the_same_night() {
        let mut refused = looks(&[], &[&[HELD]]);
        if let Look::Walked(record, _) = &mut refused.all[0] {
            record.steps[0].reason = Some(Reason::SignInRefused);
        }
        assert_eq!(refused.next(), Next::Enough);
        let waits = Looks { all: vec![Look::Waits], ..refused };
        assert_eq!((waits.next(), line(&waits).held_up.as_deref()), (Next::Enough, Some("account-waits")));
    }

    #[test]
    fn facts_that_only_one_of_two_walks_found_waver() {
        let mut two = looks(&[&[TRUE]], &[&[GONE], &[GONE]]);
        if let Look::Walked(record, _) = &mut two.all[1] {
            let more = record.steps[0].findings[0].clone();
            record.steps[0].findings.push(crate::judge::Finding { was: "else".into(), ..more });
        }
        let step = line(&two).steps.remove(0);
        assert_eq!((step.facts.len(), step.wavering.len()), (1, 1));
        assert_eq!(step.wavering[0].was, "else");
    }

    #[test]
    fn a_picture_that_is_missing_counts_at_once() {
        let missing = looks(&[&[TRUE]], &[&[Status::NoPicture]]);
        assert_eq!(missing.next(), Next::Enough);
        assert_eq!(line(&missing).facts().map(|fact| fact.kind.as_str()).collect::<Vec<_>>(), [NO_PICTURE]);
    }

    #[test]
    fn cosmetic_findings_count_where_they_were_asked_to() {
        let mut cosmetic = looks(&[&[TRUE]], &[&[TRUE], &[TRUE]]);
        for look in &mut cosmetic.all {
            if let Look::Walked(walked, _) = look {
                walked.steps[0].findings = record(&[GONE]).steps[0].findings.clone();
                walked.steps[0].findings[0].severity = Severity::Cosmetic;
            }
        }
        assert_eq!(line(&cosmetic).verdict, Verdict::Current);
        assert_eq!(line(&Looks { strictness: Strictness::Strict, ..cosmetic }).verdict, Verdict::Drifted);
    }
}
