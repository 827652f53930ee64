//! Thirty nights of a guide, through everything that comes after a walk: what counts, what is kept, what people hear of it. Each night
//! is done twice, and the second time nothing may change anywhere.

mod site;

use std::collections::BTreeMap;
use std::fs;
use std::time::Duration;

use guidewalk::history::{self, Doubt, Night};
use guidewalk::judge::{Status, Strictness, Verdict};
use guidewalk::nightly::{self, Checkout, Order, Over};
use guidewalk::record::GuideRef;
use guidewalk::report;
use guidewalk::tracker::{Links, News, Told, keep_issue, message};

use crate::common::assert_text;
use crate::fake_tracker::Served;
use crate::tracker::Repository as _;
use site::{GUIDE, Site, Stopped};

/// A guide whose nights go by.
struct Nights {
    site: Site,
    served: Served,
    history: history::Guide,
    /// The messages that people got, by night.
    messages: BTreeMap<i8, String>,
    /// What was written at the tracker, by night.
    writes: BTreeMap<i8, Vec<String>>,
}

impl Nights {
    fn new() -> Self {
        let (site, served) = (Site::new(), Served::start());
        let files = site.files();
        let files: Vec<(&str, Vec<u8>)> = files.iter().map(|(path, bytes)| (path.as_str(), bytes.clone())).collect();
        served.tracker().git.push("main", &files);
        let history = history::file_of(&site.folder.path().join("state"), GUIDE);
        Self { site, served, history, messages: BTreeMap::new(), writes: BTreeMap::new() }
    }

    /// A night is walked and told.
    fn night(&mut self, day: i8) -> Over {
        self.site.begin(day);
        self.served.tracker().now = format!("2026-11-{day:02}T05:00:00Z");
        let order = Order {
            date: jiff::civil::date(2026, 11, day),
            guide: GuideRef { path: GUIDE.into(), title: "A guide".into() },
            history: self.history.clone(),
            strictness: Strictness::Plain,
            patience: Duration::from_secs(90 * 60),
        };
        let over = self.served.run(nightly::night(&mut self.site, &order)).unwrap();
        self.tell(day, &over);
        over
    }

    fn tell(&mut self, day: i8, over: &Over) {
        let walked = over.last().unwrap().0.started.clone();
        let (title, site) = ("A guide".into(), "https://site.test".into());
        let news = News { guide: GUIDE.into(), title, site, known: over.known.clone(), walked };
        let root = self.site.root();
        let server = "https://github.test".to_owned();
        let checkout = Checkout { guide: root.join(GUIDE), root, base: None, server };
        let (github, mut links) = (self.served.github(), Links::default());
        self.served.run(nightly::propose(&github, &checkout, over, &news, &mut links)).unwrap();
        self.served.run(keep_issue(&github, &news, &links, None)).unwrap();
        let told = Told::beside(self.history.path(), "notified");
        if let Some(words) = message(&news, &told.read(), &links) {
            assert!(self.messages.insert(day, words).is_none(), "one message a night");
        }
        told.write(&news.stamp()).unwrap();
        let writes = self.served.writes();
        self.writes.entry(day).or_default().extend(writes);
    }

    /// What happens on the site and at the tracker before a night.
    fn before(&mut self, day: i8) {
        let site = &mut self.site;
        // Something always moves, and sometimes a walk sees what isn't there.
        site.mirage = matches!(day, 3 | 8 | 22).then_some(2);
        match day {
            5 => (site.labels[2], site.labels[3]) = ("Save it".into(), "Keep it".into()),
            9 => site.labels[0] = "Begin".into(),
            12 => site.labels[0] = "Button 1".into(),
            14 => site.stopped = Some(Stopped::Down),
            18 | 21 => site.stopped = None,
            20 => site.stopped = Some(Stopped::Refused),
            24 => self.merge(),
            27 => site.labels[1] = "Go on".into(),
            _ => {}
        }
    }

    /// Somebody merges the pull request, and the work tree is brought up to date.
    fn merge(&mut self) {
        let mut tracker = self.served.tracker();
        let number = tracker.issues.values().find(|one| one.get("pull_request").is_some() && one["state"] == "open").unwrap();
        let number = number["number"].as_u64().unwrap();
        tracker.merge(number);
        let files = tracker.git.files("main").clone();
        let files: Vec<(String, Vec<u8>)> =
            files.into_iter().map(|(path, blob)| (path, tracker.git.blobs[&blob].clone())).collect();
        drop(tracker);
        self.site.pull(&files);
    }

    fn repository(&self) -> BTreeMap<String, String> {
        self.served.tracker().git.refs.clone()
    }

    fn nights(&self) -> Vec<Night> {
        self.history.nights().unwrap()
    }
}

#[test]
fn thirty_nights_are_told_once_each_and_noise_never() {
    let mut nights = Nights::new();
    for day in 1..=30 {
        nights.before(day);
        nights.night(day);
        let (refs, files, messages) = (nights.repository(), nights.site.files(), nights.messages.len());
        let writes = nights.writes[&day].len();
        nights.night(day);
        assert_eq!(nights.writes[&day].len(), writes, "night {day} twice: {:?}", nights.writes[&day]);
        assert_eq!((nights.repository(), nights.messages.len()), (refs, messages), "night {day} twice");
        assert!(nights.site.files() == files, "not a byte of the guide");
    }
    let told: String = nights.messages.iter().map(|(day, words)| format!("night {day}: {words}\n")).collect();
    assert_text("thirty_nights_messages", &told);
    let writes = nights.writes.iter().filter(|(_, writes)| !writes.is_empty());
    let writes: String = writes.map(|(day, writes)| format!("night {day}: {}\n", writes.join(", "))).collect();
    assert_text("thirty_nights_writes", &writes);
    assert_text("thirty_nights", &report::nights(&nights.nights()));
    let tracker = nights.served.tracker();
    let issues = tracker.issues.values().filter(|one| one.get("pull_request").is_none()).count();
    let pulls: Vec<&str> = tracker
        .issues
        .values()
        .filter(|one| one.get("pull_request").is_some())
        .map(|one| one["state"].as_str().unwrap())
        .collect();
    assert_eq!((issues, pulls), (1, vec!["closed", "open"]), "one issue; a merged pull request, and one for the drift since");
    drop(tracker);
    fs::write(concat!(env!("CARGO_TARGET_TMPDIR"), "/nights.svg"), report::strip(&nights.nights())).unwrap();
}

#[test]
fn a_night_of_noise_is_walked_twice_and_named_as_flickering() {
    let mut nights = Nights::new();
    nights.before(3);
    let over = nights.night(3);
    let step = &over.night.steps[1];
    assert_eq!((over.night.walks, over.night.verdict, step.doubt), (2, Verdict::Unverified, Some(Doubt::Flickers)));
    let frames: Vec<String> =
        step.seen.iter().map(|seen| format!("{}/{}", seen.record, seen.frame.as_deref().unwrap())).collect();
    assert!(frames[0].ends_with("records/1/frames/2.1.png") && frames[1].ends_with("records/2/frames/2.1.png"), "{frames:?}");
    assert_eq!(nights.writes[&3], Vec::<String>::new());
    let mut turned = over;
    turned.looks.reverse();
    assert_eq!(turned.last().unwrap().0.steps[1].findings.len(), 1);
    let calm = turned.calm_record().unwrap();
    assert_eq!(report::annotations(&calm, GUIDE).matches("::error").count(), 0, "nor is it an error at the guide's line");
    assert!(report::markdown(&calm).contains("it flickers") && !report::markdown(&calm).contains("(soon)"));
}

#[test]
fn a_blocked_night_is_tried_again_within_its_budget_and_a_refused_one_is_not() {
    let mut nights = Nights::new();
    nights.site.stopped = Some(Stopped::Down);
    let over = nights.night(1);
    // After 5, 10, 20 and 40 minutes: 75 of 90.
    assert_eq!((over.night.walks, nights.site.waited), (5, Duration::from_secs(75 * 60)));
    nights.site.stopped = Some(Stopped::Refused);
    let over = nights.night(2);
    assert_eq!((over.night.walks, nights.site.waited), (1, Duration::ZERO));
    assert_eq!(over.night.held_up.as_deref(), Some("second-factor"));
}

#[test]
fn a_site_that_goes_down_in_the_night_costs_the_pull_request_nothing() {
    let mut nights = Nights::new();
    (nights.site.labels[1], nights.site.labels[2]) = ("Go on".into(), "Save it".into());
    nights.night(1);
    let before = nights.repository();
    nights.site.stopped = Some(Stopped::GoesDown);
    let over = nights.night(2);
    let seen = over.night.facts().count();
    assert_eq!((over.night.verdict, seen), (Verdict::Drifted, 2), "the first walk saw what is known");
    assert_eq!((over.night.walks, over.night.steps[3].status), (5, Status::NotReached), "and no walk all");
    assert!(over.last().unwrap().0.steps.iter().all(|step| step.findings.is_empty()), "and the last one nothing");
    assert_eq!((&nights.writes[&2], nights.repository()), (&Vec::new(), before));
    // What is new tonight is proposed from the walk that saw it.
    nights.site.stopped = None;
    nights.site.labels[0] = "Begin".into();
    nights.night(3);
    nights.site.stopped = Some(Stopped::GoesDown);
    nights.night(4);
    nights.merge();
    let guide = fs::read_to_string(nights.site.folder.path().join(GUIDE)).unwrap();
    for label in ["Begin", "Go on", "Save it"] {
        assert!(guide.contains(&format!("Press '{label}'.")), "{guide}");
    }
}

#[test]
fn what_a_pull_request_holds_makes_the_guide_true() {
    let mut nights = Nights::new();
    nights.site.labels[2] = "Save it".into();
    assert_eq!(nights.night(1).night.verdict, Verdict::Drifted);
    nights.merge();
    let guide = fs::read_to_string(nights.site.folder.path().join(GUIDE)).unwrap();
    assert!(guide.contains("Press 'Save it'.") && guide.contains("Press 'Button 4'."), "{guide}");
    let over = nights.night(2);
    assert_eq!((over.night.verdict, over.night.walks), (Verdict::Current, 2), "its end is looked at twice as well");
}

#[test]
fn the_page_shows_the_nights_and_a_badge_says_when_it_was_verified() {
    let mut nights = Nights::new();
    for day in 1..=3 {
        nights.night(day);
    }
    let (record, folder) = {
        let over = nights.night(4);
        let (record, folder) = over.last().unwrap();
        (record.clone(), folder.to_owned())
    };
    let all = nights.nights();
    let page = report::html_with_nights(&record, &folder, &all).unwrap();
    assert!(page.contains("<title>step 3, 4 November: current</title>") && page.matches("<style>").count() == 1);
    assert!(!report::html(&record, &folder).unwrap().contains("id=\"nights\""));
    let on = |day| report::badge_json(&all, jiff::civil::date(2026, 11, day));
    assert!(on(4).contains("\"verified today\"") && on(6).contains("\"verified 2 days ago\""));
    assert!(on(20).contains("\"not verified for 16 days\"") && on(20).contains("\"yellow\""));
    nights.site.labels[2] = "Save it".into();
    nights.night(5);
    let badge = report::badge(&nights.nights(), jiff::civil::date(2026, 11, 7));
    assert!(badge.contains("<title>guide: step 3 drifted since 5 November</title>"), "{badge}");
}
