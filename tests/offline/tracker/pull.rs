//! The one pull request of a guide.

use guidewalk::tracker::{DidPull, File, KeptPull, Proposal, keep_pull};
use http::Method;
use serde_json::json;

use super::Repository as _;
use crate::fake_tracker::{Served, Trouble};

const BRANCH: &str = "guidewalk/guide";
const OLD: &[u8] = b"old picture";

/// A repository with a guide's picture in it.
fn served() -> Served {
    let served = Served::start();
    served.tracker().git.push("main", &[("docs/03.png", OLD.to_vec()), ("docs/guide.md", b"Press 'Save'.\n".to_vec())]);
    served
}

/// A new picture, for these facts.
fn proposal(facts: &[&str], new: &[u8]) -> Proposal {
    let file = File { path: "docs/03.png".into(), bytes: new.to_vec(), before: Some(OLD.to_vec()) };
    let taken = File { path: "docs/taken.json".into(), bytes: b"{}".to_vec(), before: None };
    Proposal {
        guide: "docs/guide.md".into(),
        branch: BRANCH.into(),
        base: None,
        title: format!("Bring it up to date: {}", facts.join(", ")),
        text: "What the site shows now.".into(),
        facts: facts.iter().map(|fact| (*fact).to_owned()).collect(),
        files: if facts.is_empty() { Vec::new() } else { vec![file, taken] },
    }
}

fn keep(served: &Served, proposal: &Proposal) -> KeptPull {
    served.run(keep_pull(&served.github(), proposal)).unwrap()
}

fn picture(served: &Served, of: &str) -> Option<Vec<u8>> {
    served.tracker().git.read(of, "docs/03.png").cloned()
}

#[test]
fn it_is_opened_once_and_pushed_anew_only_for_other_facts() {
    let served = served();
    assert_eq!(keep(&served, &proposal(&[], b"")).did, DidPull::Nothing);
    assert_eq!(served.writes(), Vec::<String>::new());
    let kept = keep(&served, &proposal(&["a"], b"new"));
    assert_eq!((kept.did, picture(&served, BRANCH)), (DidPull::Opened, Some(b"new".to_vec())));
    let main = served.tracker().git.refs["main"].clone();
    assert_eq!((kept.base, kept.commit), (Some(main), Some(served.tracker().git.refs[BRANCH].clone())));
    served.writes();
    assert_eq!(keep(&served, &proposal(&["a"], b"new, with another clock in it")).did, DidPull::Nothing);
    assert_eq!(served.writes(), Vec::<String>::new(), "another frame of the same facts is no news");
    let before = served.tracker().git.refs[BRANCH].clone();
    assert_eq!(keep(&served, &proposal(&["a", "b"], b"newer")).did, DidPull::Updated);
    assert_eq!(picture(&served, BRANCH), Some(b"newer".to_vec()));
    let after = served.tracker().git.refs[BRANCH].clone();
    assert!(served.tracker().git.is_ancestor(&before, &after), "it only goes forward");
    assert_eq!((served.count(), served.text(1, "title")), (1, "Bring it up to date: a, b".into()));
}

#[test]
fn it_is_closed_when_there_is_nothing_to_propose_and_a_merged_one_is_followed_by_another() {
    let served = served();
    keep(&served, &proposal(&["a"], b"new"));
    let unwritable = Proposal { files: Vec::new(), ..proposal(&["b"], b"") };
    assert_eq!(keep(&served, &unwritable).did, DidPull::Nothing, "drift that nothing can be written for");
    assert_eq!(served.text(1, "state"), "open");
    assert_eq!(keep(&served, &proposal(&[], b"")).did, DidPull::Closed);
    assert_eq!(served.text(1, "state"), "closed");
    assert_eq!(keep(&served, &proposal(&[], b"")).did, DidPull::Nothing);
    assert_eq!(keep(&served, &proposal(&["a"], b"new")).did, DidPull::Updated, "the same one is opened again");
    assert_eq!(served.text(1, "state"), "open");
    served.tracker().merge(1);
    assert_eq!(picture(&served, "main"), Some(b"new".to_vec()));
    assert_eq!(keep(&served, &proposal(&[], b"")).did, DidPull::Nothing);
    let mut next = proposal(&["c"], b"newest");
    next.files[0].before = Some(b"new".to_vec());
    next.files[1].before = Some(b"{}".to_vec());
    assert_eq!(keep(&served, &next).did, DidPull::Opened);
    assert_eq!((served.count(), picture(&served, BRANCH)), (2, Some(b"newest".to_vec())));
}

#[test]
fn closed_by_a_person_it_is_quiet_until_something_else_changes() {
    let served = served();
    keep(&served, &proposal(&["a"], b"new"));
    served.tracker().by_hand(1, &json!({ "state": "closed" }));
    served.writes();
    assert_eq!(keep(&served, &proposal(&["a"], b"new again")).did, DidPull::Quiet);
    assert_eq!(served.writes(), Vec::<String>::new());
    served.tracker().git.refs.remove(BRANCH);
    assert_eq!(keep(&served, &proposal(&["a", "b"], b"newer")).did, DidPull::Updated);
    assert_eq!(served.count(), 1);
}

#[test]
fn what_somebody_else_committed_is_left_alone() {
    let served = served();
    keep(&served, &proposal(&["a"], b"new"));
    served.tracker().git.push(BRANCH, &[("docs/03.png", b"cut by hand".to_vec())]);
    served.writes();
    assert_eq!(keep(&served, &proposal(&["a", "b"], b"newer")).did, DidPull::LeftAlone);
    assert_eq!(keep(&served, &proposal(&[], b"")).did, DidPull::LeftAlone);
    assert_eq!((served.writes(), picture(&served, BRANCH)), (vec![], Some(b"cut by hand".to_vec())));
}

#[test]
fn a_base_that_holds_other_files_than_those_that_were_judged_is_not_written_over() {
    let served = served();
    served.tracker().git.push("main", &[("docs/03.png", b"taken anew by someone".to_vec())]);
    assert_eq!(keep(&served, &proposal(&["a"], b"new")).did, DidPull::BaseMoved);
    assert_eq!(served.writes(), Vec::<String>::new());
}

#[test]
fn an_answer_that_is_lost_after_a_write_makes_no_second_one() {
    let served = served();
    for path in ["/git/blobs", "/git/trees", "/git/commits", "/git/refs", "/pulls"] {
        served.fail(Method::POST, path, Trouble::LostAnswer);
    }
    assert_eq!(keep(&served, &proposal(&["a"], b"new")).did, DidPull::Opened);
    assert_eq!((served.count(), picture(&served, BRANCH)), (1, Some(b"new".to_vec())));
    served.fail(Method::PATCH, "/git/refs", Trouble::LostAnswer);
    served.fail(Method::PATCH, "/pulls", Trouble::LostAnswer);
    assert_eq!(keep(&served, &proposal(&["b"], b"newer")).did, DidPull::Updated);
    assert_eq!(served.count(), 1);
    served.writes();
    assert_eq!(keep(&served, &proposal(&["b"], b"newer")).did, DidPull::Nothing);
}

#[test]
fn a_pull_request_that_may_not_be_opened_leaves_a_branch_that_the_next_night_takes_up() {
    let served = served();
    let message = "GitHub Actions is not permitted to create or approve pull requests.";
    served.fail(Method::POST, "/pulls", Trouble::Refused(403, vec![], message));
    let error = served.run(keep_pull(&served.github(), &proposal(&["a"], b"new"))).unwrap_err().to_string();
    assert!(error.contains("not permitted") && error.contains("may create pull requests"), "{error}");
    served.writes();
    assert_eq!(keep(&served, &proposal(&["a"], b"new, another frame")).did, DidPull::Opened);
    assert_eq!((served.writes(), picture(&served, BRANCH)), (vec!["POST /pulls".to_owned()], Some(b"new".to_vec())));
}
