//! The one issue of a guide, and how it is kept through all that goes wrong at a tracker.

mod pull;

use std::collections::BTreeMap;
use std::time::Duration;

use guidewalk::history::{Fact, Night, NightStep, SCHEMA, standing};
use guidewalk::judge::{Severity, Status, Verdict};
use guidewalk::record::GuideRef;
use guidewalk::secrets::{Scrubber, Secret};
use guidewalk::tracker::{Did, Github, KeptIssue, Links, News, Pace, PictureLinks, keep_issue};
use http::Method;
use serde_json::json;

use crate::common::assert_text;
use crate::fake_tracker::{Served, TOKEN, Trouble};

/// A repository, as guidewalk sees it.
pub(crate) trait Repository {
    /// It waits for moments only.
    fn github(&self) -> Github;
    fn run<T>(&self, work: impl Future<Output = T>) -> T;
}

impl Repository for Served {
    fn github(&self) -> Github {
        let pace = Pace { first: Duration::from_millis(2), most: Duration::from_secs(2) };
        Github::new(&self.address, "me/guides", Secret::new(TOKEN.into()), Scrubber::default(), pace).unwrap()
    }

    fn run<T>(&self, work: impl Future<Output = T>) -> T {
        tokio::runtime::Builder::new_current_thread().enable_all().build().unwrap().block_on(work)
    }
}

/// A night of November 2026; each name in `drifted` is what a step is called now.
pub(crate) fn night(day: i8, drifted: &[(u32, &str)], held_up: bool) -> Night {
    let step = |number: u32| {
        let now = drifted.iter().find(|(step, _)| *step == number).map(|(_, now)| *now);
        let fact = now.map(|now| Fact {
            step: number,
            kind: "renamed".into(),
            severity: Severity::Breaking,
            was: "Save".into(),
            now: now.into(),
            says: format!("“Save” → “{now}”"),
        });
        let status = match (held_up, now) {
            (true, _) => Status::Blocked,
            (false, Some(_)) => Status::Drifted,
            (false, None) => Status::Current,
        };
        let (heading, facts) = (format!("Do {number}"), fact.into_iter().filter(|_| !held_up).collect());
        NightStep { step: number, heading, status, reason: None, doubt: None, facts, wavering: vec![], seen: vec![] }
    };
    Night {
        schema: SCHEMA,
        night: jiff::civil::date(2026, 11, day),
        started: format!("2026-11-{day:02}T03:00:00Z"),
        seconds: 20.0,
        walks: 1,
        tool: "guidewalk 0.1.0".into(),
        guide: GuideRef { path: "docs/guide.md".into(), title: "A guide".into() },
        site: "https://site.test".into(),
        verdict: match (held_up, drifted.is_empty()) {
            (true, _) => Verdict::Unverified,
            (false, true) => Verdict::Current,
            (false, false) => Verdict::Drifted,
        },
        held_up: held_up.then(|| "site-down".into()),
        steps: (1..=4).map(step).collect(),
    }
}

/// A guide whose nights are told.
struct Story {
    served: Served,
    nights: Vec<Night>,
}

impl Story {
    fn new() -> Self {
        Self { served: Served::start(), nights: vec![night(1, &[], false)] }
    }

    fn news(&self) -> News {
        News {
            guide: "docs/guide.md".into(),
            title: "A guide".into(),
            site: "https://site.test".into(),
            known: standing(&self.nights),
            walked: self.nights.last().unwrap().started.clone(),
        }
    }

    /// The next night, told.
    fn night(&mut self, drifted: &[(u32, &str)]) -> KeptIssue {
        self.then(drifted, false)
    }

    fn then(&mut self, drifted: &[(u32, &str)], held_up: bool) -> KeptIssue {
        let day = i8::try_from(self.nights.len() + 1).unwrap();
        self.nights.push(night(day, drifted, held_up));
        self.served.tracker().now = format!("2026-11-{day:02}T04:00:00Z");
        self.told()
    }

    /// The last night told once more.
    fn told(&self) -> KeptIssue {
        self.served.run(keep_issue(&self.served.github(), &self.news(), &Links::default(), None)).unwrap()
    }

    fn writes(&self) -> Vec<String> {
        self.served.writes()
    }

    fn said(&self) -> Vec<String> {
        self.served.said(1)
    }
}

#[test]
fn an_issue_is_opened_changed_closed_and_opened_again_and_each_night_twice_is_once() {
    let mut story = Story::new();
    assert_eq!(story.night(&[]).did, Did::Nothing);
    let tale: [(&[(u32, &str)], Did); 7] = [
        (&[(3, "Keep")], Did::Opened),
        (&[(3, "Keep")], Did::Nothing),
        (&[(3, "Keep"), (4, "Store")], Did::Updated),
        (&[(4, "Store")], Did::Updated),
        (&[], Did::Closed),
        (&[], Did::Nothing),
        (&[(2, "Keep")], Did::Reopened),
    ];
    for (drifted, did) in tale {
        assert_eq!(story.night(drifted).did, did, "{drifted:?}");
        story.writes();
        assert_eq!(story.told().did, Did::Nothing, "{drifted:?}");
        assert_eq!(story.writes(), Vec::<String>::new());
    }
    assert_eq!(story.served.count(), 1);
    let said = story.said();
    assert_eq!(said.len(), 3, "{said:?}");
    assert!(said[0].contains("“Store”") && !said[0].contains("“Keep”"), "what is new, and no more: {}", said[0]);
    assert!(said[1].contains("All of the guide is true again") && said[2].contains("step 2"), "{said:?}");
}

#[test]
fn the_text_has_what_is_needed_to_decide() {
    let mut story = Story::new();
    story.night(&[(3, "Keep"), (4, "<b>@someone</b> #7")]);
    let pictures = PictureLinks {
        was: Some("https://github.test/me/guides/blob/0a1b/docs/03.png?raw=true".into()),
        now: Some("https://github.test/me/guides/blob/2c3d/docs/03.png?raw=true".into()),
    };
    let links = Links {
        guide: Some("https://github.test/me/guides/blob/HEAD/docs/guide.md".into()),
        report: Some("https://github.test/me/guides/actions/runs/9".into()),
        pull: Some((7, "https://github.test/me/guides/pull/7".into())),
        pictures: BTreeMap::from([(3, pictures)]),
    };
    let kept = story.served.run(keep_issue(&story.served.github(), &story.news(), &links, None)).unwrap();
    assert_eq!(kept.did, Did::Updated, "there is a pull request now");
    assert_eq!(story.said(), Vec::<String>::new(), "which is no reason to call anyone");
    let text = story.served.text(1, "body");
    assert_text("issue_of_two_steps", &text);
    assert!(!text.contains("@someone") && !text.contains("<b>"), "{text}");
}

#[test]
fn what_people_write_is_kept() {
    let mut story = Story::new();
    story.night(&[(3, "Keep")]);
    let body = story.served.text(1, "body");
    let edited = format!("I look at this on Monday.\r\n\r\n{}\r\n\r\nStep 3 is mine.", body.replace('\n', "\r\n"));
    story.served.tracker().by_hand(1, &json!({ "title": "Our token guide", "body": edited, "labels": [] }));
    story.night(&[(3, "Keep"), (4, "Store")]);
    let (title, body) = (story.served.text(1, "title"), story.served.text(1, "body"));
    assert_eq!(title, "Our token guide");
    assert!(body.starts_with("I look at this on Monday.") && body.ends_with("Step 3 is mine."), "{body}");
    assert!(body.contains("“Store”") && body.matches("guidewalk:begin").count() == 1, "{body}");
    let inside = body.replace("The guide", "Well, the guide");
    story.served.tracker().by_hand(1, &json!({ "body": inside }));
    story.night(&[(4, "Store")]);
    let body = story.served.text(1, "body");
    assert!(body.contains("Well, the guide") && body.ends_with("Step 3 is mine."), "{body}");
    assert_eq!(story.served.count(), 1);
}

#[test]
fn closed_as_not_planned_it_is_quiet_until_something_else_changes() {
    let mut story = Story::new();
    story.night(&[(3, "Keep"), (4, "Store")]);
    story.served.tracker().by_hand(1, &json!({ "state": "closed", "state_reason": "not_planned" }));
    story.writes();
    assert_eq!(story.night(&[(3, "Keep"), (4, "Store")]).did, Did::Quiet);
    assert_eq!(story.night(&[(4, "Store")]).did, Did::Quiet, "less is nothing new");
    assert_eq!(story.writes(), Vec::<String>::new());
    assert_eq!(story.night(&[(4, "Store"), (1, "New")]).did, Did::Reopened);
    assert!(story.said()[0].contains("step 1") && !story.said()[0].contains("step 4"), "{:?}", story.said());
}

#[test]
fn closed_as_done_it_is_opened_when_a_later_walk_still_finds_it() {
    let mut story = Story::new();
    story.night(&[(3, "Keep")]);
    story.served.tracker().by_hand(1, &json!({ "state": "closed", "state_reason": "completed" }));
    assert_eq!(story.told().did, Did::Quiet, "the walk was before");
    assert_eq!(story.night(&[(3, "Keep")]).did, Did::Reopened);
    assert!(story.said()[0].contains("A later walk still found this"), "{:?}", story.said());
    story.served.tracker().by_hand(1, &json!({ "state": "closed", "state_reason": "completed" }));
    assert_eq!(story.night(&[]).did, Did::Quiet, "and this time it was");
    assert_eq!(story.night(&[(3, "Keep")]).did, Did::Reopened, "what comes back is told");
}

#[test]
fn blocked_nights_are_told_after_the_third_in_a_row() {
    let mut story = Story::new();
    assert_eq!(story.then(&[], true).did, Did::Nothing);
    assert_eq!(story.then(&[], true).did, Did::Nothing);
    assert_eq!(story.then(&[], true).did, Did::Opened);
    assert_eq!(story.served.text(1, "title"), "The guide “A guide” can't be checked");
    assert_eq!(story.then(&[], true).did, Did::Nothing);
    assert_eq!(story.night(&[(2, "Keep")]).did, Did::Updated);
    assert_eq!(story.served.text(1, "title"), "The guide “A guide” is not true any more");
    assert_eq!(story.then(&[], true).did, Did::Nothing, "a blocked night takes no drift back");
    assert_eq!(story.night(&[]).did, Did::Closed);
}

#[test]
fn an_answer_that_is_lost_after_a_write_makes_nothing_twice() {
    let mut story = Story::new();
    story.served.fail(Method::POST, "/issues", Trouble::LostAnswer);
    assert_eq!(story.night(&[(3, "Keep")]).did, Did::Opened);
    assert_eq!(story.served.count(), 1);
    story.served.fail(Method::POST, "/comments", Trouble::LostAnswer);
    story.served.fail(Method::PATCH, "/issues/1", Trouble::LostAnswer);
    assert_eq!(story.night(&[(3, "Keep"), (4, "Store")]).did, Did::Updated);
    assert_eq!((story.said().len(), story.served.count()), (1, 1));
    story.writes();
    assert_eq!(story.told().did, Did::Nothing);
}

#[test]
fn a_site_in_trouble_is_asked_again_and_what_was_done_is_found_the_next_night() {
    let mut story = Story::new();
    story.served.fail(Method::GET, "/issues", Trouble::Refused(503, vec![], "Down"));
    let soon = vec![("retry-after", "1".to_owned())];
    story.served.fail(Method::POST, "/issues", Trouble::Refused(403, soon, "You have exceeded a secondary rate limit"));
    assert_eq!(story.night(&[(3, "Keep")]).did, Did::Opened);
    for _ in 0..4 {
        story.served.fail(Method::PATCH, "/issues/1", Trouble::Refused(500, vec![], "Down"));
    }
    story.nights.push(night(3, &[(3, "Keep"), (4, "Store")], false));
    let github = story.served.github();
    let error = story.served.run(keep_issue(&github, &story.news(), &Links::default(), None)).unwrap_err().to_string();
    assert!(error.starts_with("GitHub did not answer when asked to change the issue: status 500\nhint: "), "{error}");
    assert_eq!(story.said().len(), 1, "the word was said");
    assert_eq!(story.told().did, Did::Updated);
    assert_eq!(story.said().len(), 1, "and is not said again");
}

#[test]
fn a_refusal_is_told_with_what_to_do_and_nothing_is_knocked_at_twice() {
    let mut story = Story::new();
    story.nights.push(night(2, &[(3, "Keep")], false));
    let github = story.served.github();
    let tell = || story.served.run(keep_issue(&github, &story.news(), &Links::default(), None)).unwrap_err().to_string();
    story.served.fail(Method::POST, "/issues", Trouble::Refused(403, vec![], "Resource not accessible by integration"));
    let error = tell();
    assert!(error.starts_with("GitHub refused to open an issue: 403 Resource not accessible by integration\nhint: "), "{error}");
    let late = vec![("retry-after", "3600".to_owned())];
    story.served.fail(Method::GET, "/issues", Trouble::Refused(429, late, "Slow down"));
    assert!(tell().contains("asks for a pause of 3600 s"));
    let until = [("x-ratelimit-remaining", "0"), ("x-ratelimit-reset", "4102444800"), ("date", "Thu, 31 Dec 2099 23:00:00 GMT")];
    let until = until.map(|(name, value)| (name, value.to_owned())).to_vec();
    story.served.fail(Method::GET, "/issues", Trouble::Refused(403, until, "API rate limit exceeded"));
    assert!(tell().contains("asks for a pause of 3600 s"));
    story.served.fail(Method::POST, "/issues", Trouble::Refused(422, vec![], "Validation Failed"));
    assert!(tell().contains("422 Validation Failed"));
    let posts = story.writes();
    assert_eq!(posts, ["POST /issues", "POST /issues"]);
}

#[test]
fn an_issue_is_found_among_many_whoever_took_its_label() {
    let mut story = Story::new();
    story.night(&[(3, "Keep")]);
    {
        let mut tracker = story.served.tracker();
        tracker.by_hand(1, &json!({ "labels": [] }));
        for number in 2..=230 {
            let other = json!({ "number": number, "title": "Else", "body": "Else.", "labels": [], "state": "open" });
            tracker.issues.insert(number, other);
        }
    }
    assert_eq!(story.told().did, Did::Nothing);
    story.served.tracker().by_hand(1, &json!({ "body": "I wrote all of this anew." }));
    let github = story.served.github();
    let kept = story.served.run(keep_issue(&github, &story.news(), &Links::default(), Some(1))).unwrap();
    assert_eq!((kept.number, kept.did), (Some(1), Did::Updated), "by its number, where that is remembered");
    assert!(story.served.text(1, "body").starts_with("I wrote all of this anew.\n\n<!-- guidewalk:begin"));
}

#[test]
fn no_secret_is_sent_and_the_token_goes_nowhere_unencrypted() {
    let mut story = Story::new();
    story.night(&[(3, "ghp_0123456789abcdefghijABCDEFGHIJ012345"), (4, TOKEN)]);
    let log = std::mem::take(&mut story.served.tracker().log);
    assert!(log.iter().any(|came| came.body.contains("[token") && came.body.contains("[tracker-token")), "{log:?}");
    for came in log {
        assert!(!came.body.contains("ghp_0123") && !came.body.contains(TOKEN), "{came:?}");
    }
    let at = |api: &str, name: &str| Github::new(api, name, Secret::new(TOKEN.into()), Scrubber::default(), Pace::default());
    assert!(at("http://github.test", "me/guides").unwrap_err().to_string().contains("not sent unencrypted"));
    assert!(at("https://github.test", "me/guides/../..").unwrap_err().to_string().contains("OWNER/REPOSITORY"));
}
