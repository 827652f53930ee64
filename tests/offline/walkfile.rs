//! Walk files: what is read, what is refused, and the walk that is built in.

use std::collections::BTreeSet;
use std::fs;
use std::path::{Path, PathBuf};

use guidewalk::walkfile::{self, Action, Condition, Locator, On, Target, Walk};

use crate::common::assert_text;

fn github() -> Walk {
    parsed(walkfile::GITHUB_PAT, "github-pat.walk.toml")
}

fn parsed(source: &str, name: &str) -> Walk {
    match walkfile::parse(source, name) {
        Ok(walk) => walk,
        Err(error) => panic!("{error}"),
    }
}

/// The fixtures: name without ending, and text.
fn fixtures() -> Vec<(String, String)> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/fixtures/walkfiles");
    let entries = fs::read_dir(folder).expect("the fixtures are there");
    let mut paths: Vec<PathBuf> = entries.map(|entry| entry.expect("the folder can be listed").path()).collect();
    paths.sort();
    let named = |path: &PathBuf| path.file_stem().map(|name| name.to_string_lossy().into_owned()).unwrap_or_default();
    paths.iter().map(|path| (named(path), fs::read_to_string(path).expect("a fixture is UTF-8"))).collect()
}

#[test]
fn every_mistake_is_shown_at_its_place() {
    let refused = fixtures().into_iter().filter(|(name, _)| name != "every-key");
    for (name, source) in refused {
        let Err(error) = walkfile::parse(&source, &format!("{name}.toml")) else { panic!("{name} is not refused") };
        assert_text(&format!("walk-file-{name}"), &error.to_string());
    }
}

#[test]
fn a_secret_that_was_written_into_the_file_is_not_shown_again() {
    let (_, source) = fixtures().into_iter().find(|(name, _)| name == "secret-in-the-file").unwrap();
    let message = walkfile::parse(&source, "a.toml").unwrap_err().to_string();
    for secret in ["hunter2", "4711"] {
        assert!(source.contains(secret) && !message.contains(secret), "{message}");
    }
}

#[test]
fn a_file_that_is_not_there_is_named() {
    let error = walkfile::read(Path::new("no-such-folder/a.walk.toml")).unwrap_err().to_string();
    assert!(error.starts_with("can't read the walk file no-such-folder/a.walk.toml: "), "{error}");
    assert!(error.contains("\nhint: "), "{error}");
}

#[test]
fn the_schema_accepts_what_the_reader_accepts() {
    let schema = jsonschema::draft202012::new(&walkfile::schema()).unwrap();
    let every_key = fixtures().into_iter().find(|(name, _)| name == "every-key").unwrap().1;
    for source in [walkfile::GITHUB_PAT, &every_key] {
        parsed(source, "accepted");
        let as_json = serde_json::to_value(toml::from_str::<toml::Table>(source).unwrap()).unwrap();
        let problems: Vec<_> = schema.iter_errors(&as_json).map(|e| format!("{}: {e}", e.instance_path())).collect();
        assert!(problems.is_empty(), "{}", problems.join("\n"));
    }
}

/// What the schema can't say: names that must be declared elsewhere in the file, regular expressions, order.
const BEYOND_A_SCHEMA: [&str; 13] = [
    "broken-regex",
    "do-and-variants",
    "duplicate-picture",
    "first-stage-without-at",
    "mark-without-target",
    "match-without-words",
    "no-target-to-mean",
    "read-into-a-secret",
    "undeclared-bearer",
    "undeclared-variable",
    "unknown-control",
    "duplicate-key",
    "syntax-error",
];

#[test]
fn the_schema_refuses_what_the_reader_refuses() {
    let schema = jsonschema::draft202012::new(&walkfile::schema()).unwrap();
    for (name, source) in fixtures() {
        let Ok(table) = toml::from_str::<toml::Table>(&source) else { continue };
        let refused = !schema.is_valid(&serde_json::to_value(table).unwrap());
        assert_eq!(refused, name != "every-key" && !BEYOND_A_SCHEMA.contains(&name.as_str()), "{name}");
    }
}

#[test]
fn text_that_was_damaged_never_panics() {
    let mut random = fastrand::Rng::with_seed(20_240_110);
    let sources: Vec<String> = fixtures().into_iter().map(|(_, text)| text).chain([walkfile::GITHUB_PAT.to_owned()]).collect();
    let pieces =
        ["\"", "'", "[", "]", "{", "}", "=", "\n", "\r\n", "é", "\u{1f600}", "\0", "\t", ",", "9", "-", "{run}", "[[stage]]"];
    for _ in 0..1500 {
        let source = &sources[random.usize(..sources.len())];
        let mut letters: Vec<char> = source.chars().collect();
        for _ in 0..random.usize(1..6) {
            let at = random.usize(..=letters.len());
            match random.u8(..3) {
                0 => drop(letters.drain(at..(at + random.usize(..20)).min(letters.len()))),
                1 => drop(letters.splice(at..at, pieces[random.usize(..pieces.len())].chars())),
                _ => letters.truncate(at.max(letters.len() / 2)),
            }
        }
        let damaged: String = letters.into_iter().collect();
        if let Err(error) = walkfile::parse(&damaged, "damaged.toml") {
            assert!(error.to_string().starts_with("damaged.toml:"), "{error}");
        }
    }
}

#[test]
fn the_built_in_walk_carries_every_step_and_picture() {
    let walk = github();
    let steps = walk.stages.iter().map(|stage| stage.step);
    let steps: BTreeSet<u32> = steps.chain(walk.interruptions.iter().filter_map(|interruption| interruption.step)).collect();
    assert_eq!(steps, (1..=11).collect());
    let pictures = walk.stages.iter().flat_map(|stage| &stage.pictures);
    let pictures = pictures.chain(walk.interruptions.iter().flat_map(|interruption| &interruption.pictures));
    let files: BTreeSet<&str> = pictures.map(|picture| picture.file.as_str()).collect();
    let wanted = ["01.png", "02.png", "03.png", "04.png", "05.png", "06.png", "07.png", "07_1.png", "08.png", "09.png"];
    assert_eq!(files, BTreeSet::from(wanted));
    assert_eq!(walkfile::built_in("github-pat"), Some(walkfile::GITHUB_PAT));
    assert_eq!(walkfile::built_in("gitlab"), None);
}

#[test]
fn what_types_a_secret_or_makes_a_token_is_guarded() {
    let walk = github();
    let guarded: Vec<&str> = walk.stages.iter().filter(|stage| stage.guarded).map(|stage| stage.id.as_str()).collect();
    assert_eq!(guarded, ["1.1", "10.1", "11.1"]);
    let types_a_secret = |actions: &[Action]| {
        actions
            .iter()
            .any(|action| matches!(action, Action::Fill { with, .. } if with.contains("{password}") || with.contains("{totp}")))
    };
    assert!(walk.stages.iter().all(|stage| stage.guarded || !types_a_secret(&stage.actions)));
    let variants = |actions: &walkfile::Interruption| actions.variants.iter().any(|variant| types_a_secret(&variant.actions));
    assert!(walk.interruptions.iter().all(|interruption| interruption.guarded || !variants(interruption)));
}

/// Elements that have no role and name to begin with, each with the reason.
const NAMELESS: [(&str, &str); 6] = [
    ("new-oauth-token", "the token: a `code` element whose words are different each time"),
    ("img[data-testid=\"github-avatar\"], .AppHeader-user img, img.avatar", "an image with an empty `alt` has neither"),
    ("[role=dialog] .Truncate.color-fg-subtle", "the account holder's name: other words for each account"),
    (".AppHeader-button--hasIndicator, .mail-status.unread", "a dot in the corner of a link; a dot has no name"),
    ("main iframe", "another site's frame may be called anything"),
    ("iframe[src*=captcha], iframe[src*=octocaptcha]", "a frame's title is the captcha service's own business"),
];

#[test]
fn every_target_begins_with_role_and_name() {
    let nameless: BTreeSet<&str> = NAMELESS.iter().map(|(hook, _)| *hook).collect();
    let mut used = BTreeSet::new();
    for target in targets(&github()) {
        let first = &target.alternatives[0];
        let hook = first.id.as_deref().or(first.css.as_deref()).unwrap_or_default();
        // Masks and crops may lie on plain words, which have no role.
        let words = first.text.is_some() && first.css.is_none();
        if nameless.contains(hook) {
            used.insert(hook.to_owned());
        } else {
            assert!((first.role.is_some() && first.name.is_some()) || words, "{first:?}");
        }
    }
    assert_eq!(used, nameless.into_iter().map(str::to_owned).collect());
}

/// Every target of a walk, wherever it stands.
fn targets(walk: &Walk) -> Vec<Target> {
    let mut found = walk.never.clone();
    found.extend(walk.masks.iter().map(|mask| mask.target.clone()));
    found.extend(walk.stand_ins.iter().filter_map(|stand_in| stand_in.target.clone()));
    for stage in &walk.stages {
        found.extend(stage.target.clone());
        found.extend([&stage.unless, &stage.until].into_iter().flatten().flat_map(of_condition));
        found.extend(stage.actions.iter().flat_map(of_action));
        found.extend(stage.pictures.iter().filter_map(|picture| picture.crop.as_ref()).flat_map(|crop| crop.around.clone()));
    }
    for interruption in &walk.interruptions {
        found.extend(interruption.target.clone());
        found.extend(of_condition(&interruption.when));
        for variant in &interruption.variants {
            found.extend(variant.when.iter().flat_map(of_condition));
            found.extend(variant.actions.iter().flat_map(of_action));
        }
    }
    for clean_up in &walk.clean_up {
        found.extend(clean_up.when.iter().flat_map(of_condition));
        found.extend([&clean_up.action].into_iter().chain(&clean_up.then).flat_map(of_action));
    }
    found.extend(walk.blocks.iter().flat_map(|block| of_condition(&block.when)));
    found
}

fn of_condition(condition: &Condition) -> Vec<Target> {
    [&condition.shown, &condition.gone].into_iter().flatten().cloned().collect()
}

fn of_action(action: &Action) -> Vec<Target> {
    match action {
        Action::Click(on) | Action::Expand(on) | Action::Check(on) | Action::Scroll(on) => of_on(on),
        Action::Fill { on, .. } | Action::Choose { on, .. } | Action::Read { on, .. } => of_on(on),
        Action::WaitFor(condition) => of_condition(condition),
        Action::Open { .. } | Action::Press { .. } | Action::Window(_) | Action::Request { .. } => Vec::new(),
    }
}

fn of_on(on: &On) -> Vec<Target> {
    match on {
        On::StageTarget => Vec::new(),
        On::Control(target) => vec![target.clone()],
    }
}

#[test]
fn the_clean_up_deletes_in_the_row_of_its_own_token_only() {
    let walk = github();
    let delete = walk.clean_up.iter().find_map(|clean_up| match &clean_up.action {
        Action::Click(On::Control(target)) => Some(target.clone()),
        _ => None,
    });
    let alternatives = delete.unwrap().alternatives;
    let row = Locator { role: Some("link".to_owned()), name: Some("guidewalk {run}".to_owned()), ..Locator::default() };
    assert!(alternatives.iter().all(|locator| locator.beside.as_deref() == Some(&row)));
    assert!(walk.never.iter().any(|target| target.alternatives[0].name.as_deref() == Some("Revoke all")));
}
