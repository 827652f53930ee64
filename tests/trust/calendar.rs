//! Thirty nights of a guide as they come: noise always, the site becomes another at night 5, a rename at 9 is taken back at 12, the site is
//! down from 14 to 17, the second factor is refused at 20, the pull request is merged before 24. Real walks, a tracker of this program's
//! own; what people hear is counted.

use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;
use std::time::Duration;

use anyhow::{Context as _, Result, ensure};
use guidewalk::practice::Edition;
use http::Method;
use serde_json::json;

use crate::fake_tracker::{Served, TOKEN, Trouble};
use crate::guides;
use crate::tally::{Share, claim, line};
use crate::walks::{Bench, guidewalk, run};
use crate::{Pick, folders};

/// So many nights.
const NIGHTS: usize = 30;
/// The numbers of the pull request and the issue, in the order in which they are opened.
const PULL: u64 = 1;
const ISSUE: u64 = 2;

/// Walks night after night, and prints what people heard.
pub(crate) fn measure(bench: &Bench, pick: &Pick<'_>) -> Result<bool> {
    let guide = guides::all(bench)?.into_iter().find(|guide| guide.edition == Edition::January2024);
    let guide = guide.context("no guide of that edition")?;
    let place = tempfile::tempdir_in(&bench.folder).context("no folder for the nights")?;
    let (root, served) = (place.path().join("guides"), Served::start());
    let post = laid_out(&guide.path, &root, &served)?;
    let (mut calm, mut codes, mut twice) = (Share::default(), Share::default(), Share::default());
    let mut leaks = 0;
    for night in 1..=pick.sample.unwrap_or(NIGHTS) {
        before(night, &served, &root)?;
        served.writes();
        let mut command = nightly(&root, &post, &served, night);
        let (code, seconds, _, said) = run(&mut command, Duration::from_secs(600))?;
        leaks += served.tracker().log.iter().filter(|came| came.body.contains(TOKEN)).count();
        let writes = served.writes();
        let (wanted, is_news) = expected(night);
        codes.count(code == Some(wanted));
        calm.count(writes.is_empty() != is_news);
        line(&format!("  night {night:>2}: exit {code:?}, {} writes ({seconds:.1} s) {said}", writes.len()));
        if matches!(night, 5 | 16 | 24) {
            run(&mut nightly(&root, &post, &served, night), Duration::from_secs(600))?;
            twice.count(served.writes().is_empty());
        }
    }
    shown(&root, &post, &bench.folder.join("calendar.svg"))?;
    line("\ncalendar");
    let holds = [
        claim("nights that end as they should", &codes.shown(), codes.hit == codes.of),
        claim("nights on which people hear of what is new, and of nothing else", &calm.shown(), calm.hit == calm.of),
        claim("nights that change nothing when they are done again", &twice.shown(), twice.hit == twice.of),
        claim("issues and pull requests", &served.count().to_string(), served.count() <= 2),
        claim("requests with the token in their body", &leaks.to_string(), leaks == 0),
        claim("words said on the issue", &served.said(ISSUE).len().to_string(), true),
    ];
    line(&format!("the issue is {}", served.text(ISSUE, "state")));
    Ok(holds.into_iter().all(|one| one))
}

/// The exit code of a night, and whether there is something new to tell.
const fn expected(night: usize) -> (i32, bool) {
    let code = match night {
        5..=13 | 18 | 19 | 21..=23 => 1,
        14..=17 | 20 => 3,
        _ => 0,
    };
    (code, matches!(night, 5 | 9 | 12 | 16 | 18 | 24))
}

/// The guide in a repository of its own, and at the tracker.
fn laid_out(guide: &Path, root: &Path, served: &Served) -> Result<PathBuf> {
    let from = guide.ancestors().nth(2).context("the guide has no folder")?;
    for part in ["_posts", "assets"] {
        folders::copy(&from.join(part), &root.join(part))?;
    }
    fs::copy(from.join("_config.yml"), root.join("_config.yml")).context("the guide's folder can't be copied")?;
    let made = Command::new("git").args(["init", "-q"]).current_dir(root).status().context("git can't be started")?;
    ensure!(made.success(), "no repository could be made");
    let mut all = BTreeMap::new();
    gathered(root, root, &mut all)?;
    let all: Vec<(&str, Vec<u8>)> = all.iter().map(|(path, bytes)| (path.as_str(), bytes.clone())).collect();
    served.tracker().git.push("main", &all);
    guide.strip_prefix(from).map(Path::to_owned).context("the guide lies elsewhere")
}

fn gathered(root: &Path, below: &Path, all: &mut BTreeMap<String, Vec<u8>>) -> Result<()> {
    for entry in fs::read_dir(below).context("a folder can't be read")? {
        let path = entry.context("a folder can't be read")?.path();
        let name = path.strip_prefix(root).ok().and_then(Path::to_str).unwrap_or_default().to_owned();
        if name == ".git" {
            continue;
        }
        if path.is_dir() {
            gathered(root, &path, all)?;
        } else {
            all.insert(name, fs::read(&path).context("a file can't be read")?);
        }
    }
    Ok(())
}

/// What happens at the tracker before a night.
fn before(night: usize, served: &Served, root: &Path) -> Result<()> {
    match night {
        5 => served.fail(Method::POST, "/issues", Trouble::LostAnswer),
        9 => served.fail(Method::GET, "/issues", Trouble::Refused(503, vec![], "Down")),
        10 => served.tracker().by_hand(ISSUE, &json!({ "title": "Ours" })),
        24 => {
            served.tracker().merge(PULL);
            let tracker = served.tracker();
            for path in tracker.git.files("main").keys().filter(|path| *path != "README.md") {
                let bytes = tracker.git.read("main", path).context("a file is not there")?;
                fs::write(root.join(path), bytes).context("a file can't be written")?;
            }
        }
        _ => {}
    }
    Ok(())
}

fn nightly(root: &Path, post: &Path, served: &Served, night: usize) -> Command {
    let edition = if night < 5 { "2024-01" } else { "2026-11" };
    let mut command = guidewalk(root);
    command.arg("nightly").arg(post).arg(format!("--practice={edition}")).args(["--night", &format!("2026-11-{night:02}")]);
    command.args(["--quiet", "--retry-for", "0", "--github=me/guides", "--github-api", &served.address, "--pull-request"]);
    command.args(["--noise", &format!("markup:{night}"), "--noise", &format!("counters:{night}"), "--noise", "slow"]);
    command.env("GITHUB_TOKEN", TOKEN).env("GITHUB_SERVER_URL", "https://github.test");
    match night {
        9..=11 => drop(command.args(["--mutate", "rename-note"])),
        // From the first page on: what is seen before a fault is judged all the same.
        14..=17 => drop(command.args(["--fault", "error-503@/login"])),
        20 => drop(command.args(["--account", "two-factor", "--fault", "code-refused"])),
        _ => {}
    }
    command
}

/// Prints what the nights said of each step, and keeps it as a picture.
fn shown(root: &Path, post: &Path, picture: &Path) -> Result<()> {
    let asked = guidewalk(root).arg("history").arg(post).output().context("the history can't be read")?;
    line(&String::from_utf8_lossy(&asked.stdout));
    let mut drawn = guidewalk(root);
    drawn.arg("history").arg(post).args(["--format", "svg", "--out"]).arg(picture);
    let drawn = drawn.status().context("the history can't be drawn")?;
    ensure!(drawn.success(), "the history can't be drawn");
    line(&format!("a picture of them: {}", picture.display()));
    Ok(())
}
