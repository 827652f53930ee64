//! The judge on pages drawn in code: each kind of change is told, noise is not.

mod edges;
mod page;
mod scales;
mod sorts;

use guidewalk::judge::{JudgedAs, Judgement, Severity, Status};
use guidewalk::outline::{ItemKind, Rect};
use guidewalk::references::{Source, Unusable};
use guidewalk::walk::{ExtraScreen, Found, StageEnd};
use guidewalk::walkfile::Reason;
use page::{Case, Page, take, told};

const SIDEBAR: [&str; 9] = [
    "Public profile",
    "Account",
    "Appearance",
    "Billing and plans",
    "Emails",
    "Codespaces",
    "Packages",
    "Security log",
    "Developer settings",
];
const REGION: Rect = Rect::new(0.0, 40.0, 320.0, 380.0);
const SPELLING: &str = "prose cosmetic Developer Settings → Developer settings";

fn sidebar(entries: &[&str]) -> Page {
    let mut page = Page::new();
    page.put(ItemKind::Control, "link", "Home", 20.0, 8.0);
    page.put(ItemKind::Heading, "heading", "Account settings", 20.0, 50.0);
    for (i, entry) in (0u32..).zip(entries) {
        page.link(entry, 20.0, 90.0 + 32.0 * f64::from(i));
    }
    page.put(ItemKind::Heading, "heading", "Public profile of yours", 340.0, 50.0);
    page.text("Your name may appear around the site", 340.0, 120.0);
    page
}

fn judged(then: &Page, today: &Page) -> Judgement {
    Case::new(&take(then, REGION, Some("Developer settings")), today, Some("Developer settings")).judge()
}

#[test]
fn a_list_in_another_order_stands_where_it_stood() {
    let mut entries = SIDEBAR;
    entries.rotate_left(4);
    let (then, today) = (sidebar(&SIDEBAR), sidebar(&entries));
    let judgement = judged(&then, &today);
    assert_eq!(judgement.region, Some(REGION));
    assert!(news(&judgement).iter().all(|line| line.starts_with("moved")), "{:?}", told(&judgement));
}

/// What is told beside the guide's spelling of the label.
fn news(judgement: &Judgement) -> Vec<String> {
    told(judgement).into_iter().filter(|line| line != SPELLING).collect()
}

#[test]
fn the_same_page_is_current_and_the_spelling_of_a_label_a_remark() {
    let page = sidebar(&SIDEBAR);
    let judgement = judged(&page, &page);
    assert_eq!(told(&judgement), [SPELLING]);
    assert_eq!((judgement.status, judgement.judged_as), (Status::Current, JudgedAs::Own));
    let remark = &judgement.findings[0];
    assert_eq!(remark.guide_line, Some(7));
    assert!(remark.patch.as_deref().unwrap().contains("+Click 'Developer settings.' there."), "{remark:?}");
    assert!(judgement.difference_png.is_none());
    assert_eq!(judgement.region, Some(REGION));
}

#[test]
fn a_renamed_target_is_one_finding_with_place_line_and_patch() {
    let then = sidebar(&SIDEBAR);
    let mut entries = SIDEBAR;
    entries[8] = "Developer options";
    let mut today = sidebar(&entries);
    today.find("Developer options").leads_to = "/developer-settings".into();
    let taken = take(&then, REGION, Some("Developer settings"));
    let case = Case::new(&taken, &today, Some("Developer options"));
    let judgement = case.seen(Found::Healed, "Developer settings", "Developer options").judge();
    assert_eq!(told(&judgement), ["renamed breaking Developer settings → Developer options"]);
    let finding = &judgement.findings[0];
    assert_eq!(
        finding.message,
        "Step 4: the guide says 'Developer Settings'; the page now says 'Developer options' (left sidebar). guide.md:7"
    );
    let patch = finding.patch.as_deref().unwrap();
    assert!(patch.contains("+Click 'Developer options.' there."), "{patch}");
    assert!(patch.contains("+![The entry Developer options](03.png)"), "the picture's description too: {patch}");
    assert_eq!(finding.reference_box.unwrap().y, 306.0);
    assert_eq!(finding.frame_box.unwrap().y, 346.0);
    assert!(judgement.healed && judgement.difference_png.is_some());
}

#[test]
fn an_inserted_entry_is_added_and_nothing_below_it_has_moved() {
    let then = sidebar(&SIDEBAR);
    let mut entries = SIDEBAR.to_vec();
    entries.insert(6, "Models");
    entries[3] = "Billing and licensing";
    let judgement = judged(&then, &sidebar(&entries));
    assert_eq!(news(&judgement), ["renamed misleading Billing and plans → Billing and licensing", "added misleading  → Models"]);
    assert_eq!(judgement.status, Status::Drifted);
}

#[test]
fn a_removed_entry_is_missing_and_a_missing_target_breaking() {
    let then = sidebar(&SIDEBAR);
    let mut entries = SIDEBAR.to_vec();
    entries.remove(5);
    assert_eq!(news(&judged(&then, &sidebar(&entries))), ["missing misleading Codespaces → "]);
    let mut entries = SIDEBAR.to_vec();
    entries.pop();
    let taken = take(&then, REGION, Some("Developer settings"));
    let mut case = Case::new(&taken, &sidebar(&entries), None).seen(Found::Missing, "Developer settings", "");
    case.outcome.end = StageEnd::TargetMissing;
    let judgement = case.judge();
    assert_eq!(told(&judgement), ["missing breaking Developer settings → "]);
    assert!(judgement.findings[0].reference_box.is_some());
}

#[test]
fn a_target_that_jumps_to_the_top_has_moved_and_only_that() {
    let then = sidebar(&SIDEBAR);
    let mut entries = SIDEBAR.to_vec();
    entries.rotate_right(1);
    assert_eq!(news(&judged(&then, &sidebar(&entries))), ["moved breaking Developer settings → Developer settings"]);
}

#[test]
fn siblings_in_another_order_are_a_remark() {
    let then = sidebar(&SIDEBAR);
    let mut entries = SIDEBAR;
    entries.swap(4, 5);
    let judgement = judged(&then, &sidebar(&entries));
    assert_eq!((news(&judgement).len(), judgement.status), (1, Status::Current), "{:?}", told(&judgement));
    assert!(news(&judgement)[0].starts_with("moved cosmetic"));
}

#[test]
fn dates_counts_and_masked_pictures_are_no_news() {
    let mut then = sidebar(&SIDEBAR);
    then.put(ItemKind::Image, "img", "avatar of one", 260.0, 60.0).bounds = Rect::new(260.0, 60.0, 40.0, 40.0);
    then.masks.push(Rect::new(258.0, 58.0, 44.0, 44.0));
    then.text("Expires on Sun, Dec 23 2026", 20.0, 384.0);
    let mut today = then.clone();
    today.find("avatar of one").name = "avatar of two".into();
    let date = today.find("Expires on Sun, Dec 23 2026");
    (date.name, date.text) = ("Expires on Tue, Jan 2 2027".into(), "Expires on Tue, Jan 2 2027".into());
    let judgement = judged(&then, &today);
    assert_eq!(news(&judgement), Vec::<String>::new());
    assert!(judgement.masked_share > 0.01 && judgement.masked_share < 0.03);
}

#[test]
fn a_list_box_that_became_a_menu_button_is_restyled() {
    let form = |role: &str, value: &str, help: &str| {
        let mut page = Page::new();
        page.text("Note", 20.0, 60.0);
        page.put(ItemKind::Control, "textbox", "Note", 20.0, 90.0).text.clear();
        page.text("Expiration", 20.0, 140.0);
        let list = page.put(ItemKind::Control, role, "Expiration", 20.0, 170.0);
        list.text.clear();
        list.bounds.width = 160.0;
        if role == "button" {
            (list.text, list.name) = (value.into(), value.into());
            list.states = vec!["collapsed".into()];
        } else {
            list.value = value.into();
        }
        page.text(help, 190.0, 170.0);
        page
    };
    let then = form("combobox", "30 days", "Expires on Sun, Dec 23 2026");
    let today = form("button", "30 days (Dec 23, 2026)", "The token will expire on the selected date");
    let judgement = Case::new(&take(&then, REGION, Some("Note")), &today, Some("Note")).judge();
    let news: Vec<String> = told(&judgement).into_iter().filter(|line| !line.starts_with("prose")).collect();
    assert_eq!(news[0], "restyled misleading list box → menu button");
    assert!(news[1].starts_with("reworded cosmetic Expires on"), "{news:?}");
    assert_eq!(news.len(), 2);
}

const PANEL_THEN: [&str; 12] = [
    "Your profile",
    "Your repositories",
    "Your projects",
    "Your stars",
    "Your gists",
    "Your organizations",
    "Your enterprises",
    "Your sponsors",
    "Try Enterprise",
    "Feature preview",
    "Settings",
    "Sign out",
];
const PANEL_NOW: [&str; 15] = [
    "Set status",
    "Profile",
    "Repositories",
    "Stars",
    "Gists",
    "Organizations",
    "Enterprises",
    "Sponsors",
    "Settings",
    "Copilot settings",
    "Feature preview",
    "Appearance",
    "Accessibility",
    "Try Enterprise Free",
    "Sign out",
];

#[test]
fn a_menu_that_was_reworded_all_over_is_still_that_menu() {
    let panel = |entries: &[&str]| {
        let mut page = Page::new();
        for (i, entry) in (0u32..).zip(entries) {
            page.link(entry, 300.0, 60.0 + 32.0 * f64::from(i));
        }
        for item in &mut page.items {
            item.leads_to = item.leads_to.replace("your-", "").replace("-free", "");
        }
        page
    };
    let (then, now) = (panel(&PANEL_THEN), panel(&PANEL_NOW));
    let taken = take(&then, Rect::new(290.0, 50.0, 300.0, 410.0), Some("Settings"));
    let judgement = Case::new(&taken, &now, Some("Settings")).seen(Found::AsNamed, "Settings", "Settings").judge();
    let news = told(&judgement);
    let has = |line: &str| assert!(news.iter().any(|told| told == line), "{line}: {news:#?}");
    has("renamed misleading Your profile → Profile");
    has("renamed misleading Your stars → Stars");
    has("added misleading  → Copilot settings");
    has("missing misleading Your projects → ");
    assert!(!news.iter().any(|line| line.contains("wrong-screen") || line.ends_with("→ Settings")), "{news:#?}");
    assert_eq!(judgement.status, Status::Drifted);
}

#[test]
fn other_colours_are_cosmetic_and_another_shape_is_misleading() {
    let mut then = sidebar(&SIDEBAR);
    then.put(ItemKind::Control, "button", "Save", 200.0, 384.0);
    let mut today = then.clone();
    today.find("Codespaces").role = "menuitem".into();
    let judgement = judged(&then, &today);
    assert_eq!(news(&judgement), ["restyled misleading link → menu entry"]);
    let mut today = then.clone();
    today.find("Save").role = "link".into();
    assert_eq!(judged(&then, &today).findings[0].severity, Severity::Misleading);
    let mut today = then.clone();
    today.ink = [120, 60, 20, 255];
    let judgement = judged(&then, &today);
    assert_eq!(judgement.status, Status::Current);
    assert!(news(&judgement).iter().all(|line| line.starts_with("restyled cosmetic")), "{:?}", told(&judgement));
    assert_eq!(news(&judgement).len(), 2);
}

#[test]
fn what_no_reader_sees_is_no_finding() {
    let mut then = sidebar(&SIDEBAR);
    then.put(ItemKind::Control, "button", "Open user account menu", 280.0, 50.0).text.clear();
    let mut today = then.clone();
    today.find("Open user account menu").name = "Open user navigation menu".into();
    assert_eq!(news(&judged(&then, &today)), Vec::<String>::new());
    today.find("Open user navigation menu").name = "Konto".into();
    assert_eq!(news(&judged(&then, &today)), Vec::<String>::new());
    let skip = today.put(ItemKind::Control, "link", "Skip to content", 10.0, 60.0);
    (skip.bounds, skip.text) = (Rect::new(10.0, 60.0, 1.0, 1.0), String::new());
    assert_eq!(news(&judged(&then, &today)), Vec::<String>::new());
}

#[test]
fn a_picture_that_is_not_there_or_not_ours_has_its_status_and_prose_is_judged_all_the_same() {
    let page = sidebar(&SIDEBAR);
    let taken = take(&page, REGION, None);
    let case = || Case::new(&taken, &page, Some("Developer settings"));
    let missing = case().without_picture(Unusable::Missing("/nowhere/03.png".into())).judge();
    assert_eq!((missing.status, told(&missing)), (Status::NoPicture, vec![SPELLING.to_owned()]));
    let pointer = case().without_picture(Unusable::LfsPointer("/nowhere/03.png".into())).judge();
    assert_eq!(pointer.status, Status::Unsure);
    assert!(pointer.because.unwrap().ends_with("hint: run git lfs pull"));
    let mut persons = case();
    persons.reference.as_mut().unwrap().loaded.as_mut().unwrap().taken = None;
    let persons = persons.judge();
    assert_eq!((persons.status, persons.judged_as), (Status::Unsure, JudgedAs::Person));
    assert_eq!(told(&persons), [SPELLING]);
    assert!(persons.because.unwrap().contains("03.png"));
}

#[test]
fn a_blocked_step_is_blocked_whatever_its_last_screen_showed() {
    let page = sidebar(&SIDEBAR);
    let mut case = Case::new(&take(&page, REGION, None), &Page::new(), None);
    case.outcome.end = StageEnd::Blocked { reason: Reason::Captcha, message: "a puzzle".into() };
    let judgement = case.judge();
    assert_eq!((judgement.status, judgement.reason), (Status::Blocked, Some(Reason::Captcha)));
    assert!(judgement.findings.is_empty() && judgement.because.is_some());
    assert_eq!(judgement.shows.as_deref(), Some("4.1"));
}

#[test]
fn what_was_not_pressed_because_it_was_known_by_likeness_only_is_never_current() {
    let page = sidebar(&SIDEBAR);
    let mut case = Case::new(&take(&page, REGION, Some("Developer settings")), &page, Some("Developer settings"));
    case.outcome.end = StageEnd::Guarded;
    let judgement = case.judge();
    assert_eq!(judgement.status, Status::NotReached);
    assert!(judgement.because.is_some_and(|because| because.contains("likeness")));
}

#[test]
fn a_screen_in_between_is_an_extra_step() {
    let page = sidebar(&SIDEBAR);
    let mut case = Case::new(&take(&page, REGION, None), &page, Some("Developer settings"));
    let (title, url, passed_by) = ("What's new".into(), "/news".into(), "its address".into());
    case.outcome.extra.push(ExtraScreen { title, url, passed_by, frame_id: None });
    assert_eq!(news(&case.judge()), ["extra-step breaking  → What's new"]);
}

#[test]
fn another_screen_altogether_is_the_wrong_one() {
    let mut other = Page::new();
    for (i, words) in (0u32..).zip(["Pricing", "Enterprise plan", "Contact sales", "Terms"]) {
        other.link(words, 300.0, 200.0 + 40.0 * f64::from(i));
    }
    let judgement = Case::new(&take(&sidebar(&SIDEBAR), REGION, None), &other, None).judge();
    assert!(told(&judgement).iter().any(|line| line.starts_with("wrong-screen breaking")), "{:?}", told(&judgement));
    assert_eq!(judgement.registration, None);
}

#[test]
fn a_scrolled_page_and_a_long_page_give_the_same_judgement() {
    let mut then = sidebar(&SIDEBAR);
    then.size[1] = 300.0;
    let taken = take(&then, REGION, None);
    assert_eq!(taken.entry.recipe.source, Source::Page);
    let mut today = then.clone();
    today.scroll[1] = 60.0;
    let judgement = Case::new(&taken, &today, None).judge();
    assert_eq!((told(&judgement), judgement.source), (vec![SPELLING.to_owned()], Source::Page));
    let mut tall = sidebar(&SIDEBAR);
    tall.scroll[1] = 30.0;
    let judgement = judged(&sidebar(&SIDEBAR), &tall);
    assert_eq!(told(&judgement), [SPELLING]);
    assert_eq!(judgement.region.unwrap().y, 10.0);
}

#[test]
fn another_renderer_is_compared_by_words() {
    let then = sidebar(&SIDEBAR);
    let mut today = then.clone();
    today.ink = [90, 90, 90, 255];
    let mut case = Case::new(&take(&then, REGION, None), &today, Some("Developer settings"));
    case.renderer.fonts = "f2".into();
    assert_eq!(told(&case.judge()), [SPELLING]);
    let mut entries = SIDEBAR;
    entries[4] = "Emails and names";
    let mut case = Case::new(&take(&then, REGION, None), &sidebar(&entries), Some("Developer settings"));
    case.renderer.version = "160.0".into();
    assert_eq!(news(&case.judge()).len(), 1);
}

#[test]
fn a_page_judged_against_a_picture_taken_from_it_has_no_findings() {
    let words = ["Save", "Delete", "Your profile", "Emails", "3 tokens", "Last used 3 days ago", "Cancel", "Save"];
    for seed in 0..60 {
        let mut random = fastrand::Rng::with_seed(seed);
        let mut page = sidebar(&SIDEBAR);
        for _ in 0..random.usize(0..30) {
            let kind = [ItemKind::Control, ItemKind::Text, ItemKind::Heading, ItemKind::Image][random.usize(0..4)];
            let role = match kind {
                ItemKind::Control => ["button", "link", "textbox", "combobox"][random.usize(0..4)],
                _ => "",
            };
            let (x, y) = (f64::from(random.u32(0..560)), f64::from(random.u32(0..560)));
            page.put(kind, role, words[random.usize(0..words.len())], x, y);
        }
        let region = Rect::new(f64::from(random.u32(0..200)), f64::from(random.u32(0..200)), 300.0, 280.0);
        let judgement = Case::new(&take(&page, region, None), &page, Some("Developer settings")).judge();
        assert_eq!(told(&judgement), [SPELLING], "seed {seed}");
        // Shifted as by a banner.
        let mut shifted = page.clone();
        for item in &mut shifted.items {
            item.bounds = item.bounds.moved(0.0, 20.0);
        }
        let judgement = Case::new(&take(&page, region, None), &shifted, Some("Developer settings")).judge();
        assert_eq!(told(&judgement), [SPELLING], "seed {seed}, shifted");
    }
}
