//! The shape of the code: the order of the modules is the order of dependence, files stay small, no drawer for odds and ends.

use std::fmt::Write;
use std::fs;
use std::path::{Path, PathBuf};

/// Lines that a file may have.
const MOST_LINES: usize = 400;

/// The modules as `lib.rs` lists them.
pub(crate) fn modules() -> Vec<String> {
    let lib = fs::read_to_string("src/lib.rs").unwrap();
    let names = lib.lines().filter_map(|line| line.strip_prefix("pub mod ")?.strip_suffix(';'));
    names.map(str::to_owned).collect()
}

/// The Rust files below a folder.
fn rust_files(folder: &Path) -> Vec<PathBuf> {
    let mut files = Vec::new();
    for entry in fs::read_dir(folder).unwrap() {
        let path = entry.unwrap().path();
        if path.is_dir() {
            files.extend(rust_files(&path));
        } else if path.extension().is_some_and(|extension| extension == "rs") {
            files.push(path);
        }
    }
    files.sort();
    files
}

/// The module that a file belongs to: the first part of its path below `src`.
fn module_of(path: &Path) -> String {
    let first = path.components().nth(1).unwrap().as_os_str().to_string_lossy().into_owned();
    first.trim_end_matches(".rs").to_owned()
}

/// Where `crate::…` stands in a text, with every module that is named there: one, or each of a group in braces.
fn named(text: &str) -> Vec<(usize, String)> {
    let mut found = Vec::new();
    for (at, begin) in text.match_indices("crate::") {
        let line_start = text[..at].rfind('\n').map_or(0, |end| end + 1);
        let is_longer_word = text[..at].ends_with(|c: char| c.is_alphanumeric() || c == '_');
        if text[line_start..].trim_start().starts_with("//") || is_longer_word {
            continue;
        }
        let rest = &text[at + begin.len()..];
        let line = text[..at].matches('\n').count() + 1;
        found.extend(first_words(rest).into_iter().map(|name| (line, name)));
    }
    found
}

/// The name that a path begins with, or the names that the paths of a group begin with.
fn first_words(path: &str) -> Vec<String> {
    let word = |text: &str| text.trim_start().chars().take_while(|c| c.is_alphanumeric() || *c == '_').collect::<String>();
    let Some(group) = path.strip_prefix('{') else { return vec![word(path)] };
    let (mut depth, mut names, mut start) = (0, Vec::new(), 0);
    for (at, c) in group.char_indices() {
        match c {
            '{' => depth += 1,
            '}' if depth == 0 => {
                names.push(word(&group[start..at]));
                break;
            }
            '}' => depth -= 1,
            ',' if depth == 0 => {
                names.push(word(&group[start..at]));
                start = at + 1;
            }
            _ => {}
        }
    }
    names.retain(|name| !name.is_empty());
    names
}

/// `file:line` of each place where a module names one that stands below it.
fn offences(path: &str, text: &str, modules: &[String]) -> String {
    let rank = |name: &str| modules.iter().position(|module| module == name);
    let own = module_of(Path::new(path));
    let Some(place) = rank(&own) else { return format!("{path}: {own} is not in the list of lib.rs\n") };
    let mut out = String::new();
    for (line, name) in named(text) {
        match rank(&name) {
            Some(other) if other <= place => {}
            Some(_) => _ = writeln!(out, "{path}:{line}: {own} uses {name}, which stands below it"),
            None => _ = writeln!(out, "{path}:{line}: {name} is no module of lib.rs"),
        }
    }
    out
}

#[test]
fn a_module_uses_only_modules_above_it() {
    let modules = modules();
    assert!(modules.len() > 15 && modules.last().is_some_and(|last| last == "app"), "{modules:?}");
    let mut all = String::new();
    for path in rust_files(Path::new("src")) {
        if !["src/lib.rs", "src/main.rs"].contains(&path.to_str().unwrap()) {
            all += &offences(path.to_str().unwrap(), &fs::read_to_string(&path).unwrap(), &modules);
        }
    }
    assert!(all.is_empty(), "\n{all}hint: the order is that of the `mod` lines in src/lib.rs");
}

#[test]
fn a_use_of_a_lower_module_is_seen_in_every_form() {
    let modules = ["walk", "judge", "report"].map(str::to_owned);
    let text = "use crate::walk::Walk;\n// crate::report is not used\nuse crate::{\n    judge::{Kind, Status},\n    walk,\n};\n\
                fn f() -> crate::report::Style {}\npub(crate) fn g() {}\nuse crate::nothing::X;\n";
    assert_eq!(
        offences("src/walk/act.rs", text, &modules),
        "src/walk/act.rs:3: walk uses judge, which stands below it\n\
         src/walk/act.rs:7: walk uses report, which stands below it\n\
         src/walk/act.rs:9: nothing is no module of lib.rs\n"
    );
    assert_eq!(offences("src/report.rs", &text[..text.len() - 22], &modules), "");
    assert_eq!(offences("src/other.rs", text, &modules), "src/other.rs: other is not in the list of lib.rs\n");
}

#[test]
fn every_file_can_be_read_in_one_sitting() {
    let files = ["src", "tests"].into_iter().flat_map(|folder| rust_files(Path::new(folder)));
    let lines = files.map(|path| (fs::read_to_string(&path).unwrap().lines().count(), path));
    let long: Vec<_> = lines.filter(|(lines, _)| *lines > MOST_LINES).collect();
    assert!(long.is_empty(), "longer than {MOST_LINES} lines: {long:?}");
}

#[test]
fn nothing_is_a_drawer_for_odds_and_ends() {
    let drawers = ["util", "utils", "helper", "helpers", "common", "misc"];
    let found: Vec<_> = rust_files(Path::new("src"))
        .into_iter()
        .filter(|path| path.with_extension("").iter().any(|part| drawers.contains(&part.to_str().unwrap())))
        .collect();
    assert!(found.is_empty(), "{found:?}: name it for its subject");
}

#[test]
fn the_map_tells_what_every_module_is_for_in_their_order() {
    let lib = fs::read_to_string("src/lib.rs").unwrap();
    let told =
        lib.lines().filter_map(|line| line.strip_prefix("//! - [`")?.split_once("`]: ").filter(|(_, what)| what.len() > 10));
    assert_eq!(told.map(|(name, _)| name.to_owned()).collect::<Vec<_>>(), modules());
}

/// Who may ask what time it is, for names, dates, what is kept between nights, one-time codes and the practice site's own pages. All
/// waiting goes by the monotonic clock: a clock that is set back in the night changes no verdict and no duration.
const ASKS_THE_TIME: [&str; 9] = [
    "src/account/lock.rs",
    "src/app/account.rs",
    "src/app/check.rs",
    "src/app/nightly/mod.rs",
    "src/conduct/keeping.rs",
    "src/conduct/mod.rs",
    "src/conduct/visit.rs",
    "src/practice/web/mod.rs",
    "src/secrets/codes.rs",
];

#[test]
fn nothing_waits_by_the_clock_on_the_wall() {
    let asks = |text: &str| ["Timestamp::now", "Zoned::now", "SystemTime"].iter().any(|way| text.contains(way));
    let found: Vec<String> = rust_files(Path::new("src"))
        .into_iter()
        .filter(|path| asks(&fs::read_to_string(path).unwrap()))
        .map(|path| path.display().to_string())
        .collect();
    assert_eq!(found, ASKS_THE_TIME);
    for name in ASKS_THE_TIME {
        let text = fs::read_to_string(name).unwrap();
        let waits = ["clock::pause", "tokio::time", "recv_timeout", "park_timeout"].iter().any(|way| text.contains(way));
        assert!(!waits || name == "src/practice/web/mod.rs", "{name} asks the time and waits");
    }
}
