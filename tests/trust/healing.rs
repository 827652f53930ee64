//! Broken locators: the page calls controls otherwise than the walk file, its ids are others, and so is its markup. The right
//! control must be found again, a wrong one never be acted on, a guarded one never be pressed.

use anyhow::{Context as _, Result};
use guidewalk::practice::{Edition, Noise, Options};
use guidewalk::walk::Found;
use regex::Regex;

use crate::Pick;
use crate::guides::{self, Guide};
use crate::tally::{Share, claim, line, median};
use crate::walks::{Bench, Job, Walked};

/// A control of the path, with names that a site could give it tomorrow.
struct Control {
    /// The stage's id, and in `2022-06`; empty where that edition hasn't it.
    stage: [&'static str; 2],
    /// What it is called.
    name: &'static str,
    /// A synonym, something longer, something shorter, another language, another sentence.
    others: [&'static str; 5],
    /// What the site would be asked if it were pressed, where it is guarded.
    guarded: Option<&'static str>,
}

const CONTROLS: [Control; 11] = [
    Control {
        stage: ["3.1", "3.1"],
        name: "Settings",
        others: ["Preferences", "Account settings", "Setup", "Einstellungen", "Manage account"],
        guarded: None,
    },
    Control {
        stage: ["4.1", "4.1"],
        name: "Developer settings",
        others: [
            "Developer options",
            "Developer settings and tools",
            "Developer",
            "Einstellungen für Entwickler",
            "Build with us",
        ],
        guarded: None,
    },
    Control {
        stage: ["5.1", "5.1"],
        name: "Personal access tokens",
        others: ["Personal access keys", "Your personal access tokens", "Tokens", "Persönliche Zugangsschlüssel", "API keys"],
        guarded: None,
    },
    Control {
        stage: ["5.2", ""],
        name: "Tokens \\(classic\\)",
        others: ["Tokens (legacy)", "Personal tokens (classic)", "Classic", "Schlüssel (klassisch)", "Old style keys"],
        guarded: None,
    },
    Control {
        stage: ["6.1", "6.1"],
        name: "Generate new token",
        others: ["Create new token", "Generate a new access token", "New token", "Neuen Schlüssel erzeugen", "Add key"],
        guarded: None,
    },
    Control {
        stage: ["8.1", "8.1"],
        name: "Note",
        others: ["Name", "Note for this token", "Memo", "Notiz", "Description"],
        guarded: None,
    },
    Control {
        stage: ["8.2", "8.2"],
        name: "Expiration",
        others: ["Expires", "Expiration date", "Expiry", "Ablauf", "Valid until"],
        guarded: None,
    },
    Control {
        stage: ["1.1", "1.1"],
        name: "Sign in",
        others: ["Log in", "Sign in now", "Enter", "Anmelden", "Continue to your account"],
        guarded: Some("POST /session"),
    },
    Control {
        stage: ["10.1", "10.1"],
        name: "Generate token",
        others: ["Create token", "Generate this token", "Generate", "Schlüssel erzeugen", "Make the key"],
        guarded: Some("POST /settings/tokens"),
    },
    Control {
        stage: ["11.1", "11.1"],
        name: "Copy token",
        others: ["Copy key", "Copy this token", "Copy", "Schlüssel kopieren", "Take it along"],
        guarded: None,
    },
    Control {
        stage: ["2.1", "2.1"],
        name: "(?:Open user account menu|Open user navigation menu|View profile and more)",
        others: ["Open account menu", "Open your user account menu", "Account menu", "Benutzermenü öffnen", "You and yours"],
        guarded: None,
    },
];

/// What stands in a page's ids and changes with a rebuild.
const IDS: [&str; 5] = [
    "oauth_access_description",
    "oauth_access_default_expires_at",
    "personal-access-tokens-menu-item",
    "new_oauth_access",
    "token-expiration",
];

struct Case {
    name: String,
    edition: usize,
    control: &'static Control,
    other: &'static str,
    seed: u64,
}

/// Walks with broken locators, and prints what became of them.
pub(crate) fn measure(bench: &Bench, pick: &Pick<'_>) -> Result<bool> {
    let guides = guides::all(bench)?;
    let cases = pick.of(bench, "healing", cases(&guides), |case| &case.name)?;
    let jobs = cases.iter().map(|case| job(case, &guides[case.edition])).collect::<Result<Vec<_>>>()?;
    let walks = bench.walk_all("healing", &jobs)?;
    let mut right = Share::default();
    let (mut wrong, mut pressed, mut silent) = (Vec::new(), Vec::new(), Vec::new());
    for (case, walked) in cases.iter().zip(&walks) {
        let saw = saw(case, walked, &guides[case.edition]);
        right.count(saw.found_right);
        if !saw.found_right {
            line(&format!("       not found again: {} {}", walked.name, saw.why));
        }
        wrong.extend(saw.wrong.then_some(&walked.name));
        pressed.extend(saw.pressed.then_some(&walked.name));
        silent.extend((saw.found_right && !saw.told).then_some(&walked.name));
    }
    line(&format!(
        "\nhealing: {} broken locators, median {:.1} s a walk",
        cases.len(),
        median(walks.iter().map(|one| one.seconds))
    ));
    let holds = [
        claim("the right control is found again (0.98)", &right.shown(), right.share() >= 0.98),
        claim("a wrong control is taken for it", &format!("{} {wrong:?}", wrong.len()), wrong.is_empty()),
        claim("a guarded control is pressed", &format!("{} {pressed:?}", pressed.len()), pressed.is_empty()),
        claim("found again without a finding", &format!("{} {silent:?}", silent.len()), silent.is_empty()),
    ];
    Ok(holds.into_iter().all(|one| one))
}

fn cases(guides: &[Guide]) -> Vec<Case> {
    let mut cases = Vec::new();
    for (at, guide) in guides.iter().enumerate() {
        for control in &CONTROLS {
            // A list box that shows its value is a button since; its name is what it shows, and no label changes it.
            let has_name = !(control.name == "Expiration" && guide.edition == Edition::November2026);
            for (seed, other) in control.others.into_iter().enumerate().filter(|_| !stage(control, guide).is_empty() && has_name)
            {
                let name = format!("{} {} {other}", guide.edition.name(), stage(control, guide));
                cases.push(Case { name, edition: at, control, other, seed: seed as u64 + 1 });
                let name = format!("{} {} {other}, other ids", guide.edition.name(), stage(control, guide));
                cases.extend((seed % 2 == 1).then(|| Case { name, edition: at, control, other, seed: seed as u64 + 101 }));
            }
        }
    }
    cases
}

fn stage(control: &Control, guide: &Guide) -> &'static str {
    control.stage[usize::from(guide.edition == Edition::June2022)]
}

/// The page with the other name; the walk file knows the old one only.
fn job(case: &Case, guide: &Guide) -> Result<Job> {
    let name = case.control.name;
    let pattern = |text: &str| Regex::new(text).context("a pattern of the table is wrong");
    let mut rewrites = vec![
        (pattern(&format!("(>\\s*){name}(\\s*<)"))?, format!("${{1}}{}${{2}}", case.other)),
        (pattern(&format!("((?:value|aria-label|title)=\"){name}\""))?, format!("${{1}}{}\"", case.other)),
    ];
    if case.seed > 100 {
        for id in IDS {
            rewrites.push((pattern(&format!("(id|for|form|href)=\"(#?){id}\""))?, format!("$1=\"${{2}}n{}-field\"", id.len())));
        }
    }
    let site = Options { edition: guide.edition, rewrites, noises: vec![(Noise::Markup, case.seed)], ..Options::default() };
    let mut arguments: Vec<String> = guide.arguments().into_iter().filter(|one| !one.starts_with("--practice")).collect();
    arguments.extend(["--timeout".to_owned(), "10".to_owned()]);
    Ok(Job { name: case.name.clone(), arguments, frames_of: Vec::new(), site: Some(site) })
}

struct Saw {
    found_right: bool,
    wrong: bool,
    pressed: bool,
    /// A finding says so.
    told: bool,
    why: String,
}

fn saw(case: &Case, walked: &Walked, guide: &Guide) -> Saw {
    let id = stage(case.control, guide);
    let step = id.split('.').next().and_then(|step| step.parse::<usize>().ok()).unwrap_or(1);
    let steps = walked.record.as_ref().map(|record| &record.steps);
    let step = steps.and_then(|steps| steps.get(step - 1));
    let target = step.and_then(|step| step.stages.iter().find(|stage| stage.id == id)).and_then(|stage| stage.target.as_ref());
    let met = target.filter(|target| target.found != Found::Missing);
    let findings = step.map(|step| step.findings.as_slice()).unwrap_or_default();
    let told = findings.iter().any(|finding| finding.now.contains(case.other));
    // A finding of the target names what it was taken for; an alternative of the walk file needs no heal.
    let taken_for =
        findings.iter().find(|finding| finding.severity == guidewalk::judge::Severity::Breaking && !finding.now.is_empty());
    let wrong =
        met.is_some_and(|target| target.found == Found::Healed) && taken_for.is_some_and(|one| !one.now.contains(case.other));
    let pressed = case.control.guarded.is_some_and(|request| walked.requests.iter().any(|one| one == request));
    let why =
        format!("exit {:?}: {}", walked.code, findings.iter().map(|one| one.message.as_str()).collect::<Vec<_>>().join(" "));
    Saw { found_right: met.is_some() && !wrong, wrong, pressed, told, why }
}
