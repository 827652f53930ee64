//! The practice guide on the practice site: true where it was made, drifted where the site went on.

use guidewalk::judge::Status;
use guidewalk::practice::Edition;
use guidewalk::walkfile::Reason;

use crate::walking::{self, LEFT_ALONE, Walked, each, said};

const ALL: [u32; 11] = [1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11];

fn assert_true_guide(walked: &Walked) {
    assert_eq!(walked.code, Some(0), "{}", walked.in_words());
    assert_eq!(walked.steps(Status::Current), ALL, "{}", walked.in_words());
    for step in &walked.record.steps {
        let frame = walked.record_folder().join(step.frame.as_ref().unwrap());
        assert!(frame.metadata().unwrap().len() > 1000, "step {}: {}", step.step, frame.display());
        assert!(step.findings.is_empty(), "{}", walked.in_words());
    }
    assert_eq!(walked.record.steps.iter().filter(|step| step.reference.is_some()).count(), 10);
    assert!(walked.record.complete && walked.record.clean_up.done, "{}", walked.in_words());
}

#[test]
fn the_guide_is_true_three_times_in_a_row_and_nothing_is_left_behind() {
    let served = walking::serve(Edition::January2024);
    let walks = [walking::check_on(&served.site, &[]), walking::check_on(&served.site, &[])];
    assert_eq!(walking::notes(&served.site), [LEFT_ALONE]);
    let made = served.site.log().iter().filter(|request| request.method == "POST" && request.path == "/settings/tokens").count();
    assert_eq!(made, 2, "each walk makes one token");
    let own = walking::check(&["--practice=2024-01"]);
    for walked in walks.iter().chain([&own]) {
        assert_true_guide(walked);
        assert_eq!(walked.essence(), own.essence());
    }
}

#[test]
fn where_the_password_is_not_asked_for_again_its_step_is_not_shown() {
    let walked = walking::check(&["--practice=2024-01", "--sudo", "fresh"]);
    assert_eq!(walked.code, Some(0), "{}", walked.in_words());
    assert_eq!(walked.steps(Status::NotShown), [7]);
    assert_eq!(walked.steps(Status::Current), ALL.into_iter().filter(|step| *step != 7).collect::<Vec<_>>());
}

/// What can be asked of the account's holder and is passed.
const ASKED: [&[&str]; 4] = [
    &["check-up", "two-factor-reminder", "recovery-question", "passkey-offer", "personalisation"],
    &["personalisation", "sudo-in-place"],
    &["device-verification", "sudo-dialog"],
    &["device-boxes", "sudo-code-first"],
];

#[test]
fn what_is_asked_of_the_accounts_holder_is_passed_and_no_drift() {
    each(ASKED, |features| {
        let asked = features.iter().flat_map(|feature| ["--account", *feature]);
        let walked = walking::check(&["--practice=2024-01"].into_iter().chain(asked).collect::<Vec<_>>());
        let calm = walked.code == Some(0) && walked.steps(Status::Current) == ALL;
        if calm { Ok(()) } else { Err(format!("{features:?}: {}", walked.in_words())) }
    });
}

/// What is asked of the holder and nobody can answer at night, with the reason and the first step that it blocks.
const UNANSWERED: [(&str, Reason, u32); 1] = [("no-password", Reason::SecondFactor, 6)];

#[test]
fn what_nobody_can_answer_blocks_the_walk() {
    each(UNANSWERED, |(feature, reason, from)| {
        let walked = walking::check(&["--practice=2024-01", "--account", feature, "--timeout", "6"]);
        let blocked = walked.record.steps.iter().find(|step| step.status == Status::Blocked);
        let right = walked.code == Some(3) && blocked.is_some_and(|step| step.step == from && step.reason == Some(reason));
        if right { Ok(()) } else { Err(format!("{feature}: {}", walked.in_words())) }
    });
}

/// What a perfect judge says of edition 2026-11, from section 13 of the facts about GitHub's path.
const TRUTH: [(u32, &str); 9] = [
    (3, "renamed misleading \"Your profile\" -> \"Profile\""),
    (3, "renamed misleading \"Your repositories\" -> \"Repositories\""),
    (3, "renamed misleading \"Your stars\" -> \"Stars\""),
    (3, "added misleading \"\" -> \"Copilot settings\""),
    (4, "renamed misleading \"Billing and plans\" -> \"Billing and licensing\""),
    (4, "added misleading \"\" -> \"Models\""),
    (5, "renamed misleading \"Fine-grained tokens Beta\" -> \"Fine-grained tokens\""),
    (8, "restyled misleading \"list box\" -> \"button\""),
    (8, "-> \"The token will expire on the selected date\""),
];

#[test]
fn on_the_site_of_today_exactly_what_changed_has_drifted() {
    let walked = walking::check(&["--practice=2026-11"]);
    assert_eq!(walked.code, Some(1), "{}", walked.in_words());
    assert_eq!(walked.steps(Status::Drifted), [3, 4, 5, 8], "{}", walked.in_words());
    assert_eq!(walked.steps(Status::Current), [1, 2, 6, 7, 9, 10, 11], "{}", walked.in_words());
    for (step, truth) in TRUTH {
        let findings = &walked.record.steps[step as usize - 1].findings;
        assert!(findings.iter().any(|finding| said(finding).ends_with(truth)), "step {step}: {truth}\n{}", walked.in_words());
    }
    let untouched = walked.record.steps.iter().filter(|step| ![3, 4, 5, 8].contains(&step.step));
    assert!(untouched.clone().all(|step| step.findings.is_empty()), "{}", walked.in_words());
}

/// How many seeds are tried: `GUIDEWALK_SEEDS`, else a sample.
fn seeds() -> u64 {
    std::env::var("GUIDEWALK_SEEDS").ok().map_or(4, |count| count.parse().unwrap())
}

#[test]
fn other_markup_for_the_same_pages_alarms_nobody() {
    each(1..=seeds(), |seed| {
        let walked = walking::check(&["--practice=2024-01", "--noise", &format!("markup:{seed}")]);
        let calm = walked.code == Some(0) && walked.steps(Status::Current) == ALL;
        if calm { Ok(()) } else { Err(format!("markup:{seed}: {}", walked.in_words())) }
    });
}
