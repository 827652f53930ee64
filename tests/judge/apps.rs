//! Three open web applications in an older and a newer release: pictures as people make them of the older one, held against the
//! newer. What is true of each was told by eye (tests/fixtures/apps). Nothing is tuned on the last.

use std::fs;
use std::io::{BufRead as _, BufReader};
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Stdio};
use std::time::Duration;

use anyhow::{Context as _, Result, bail};
use guidewalk::judge::Kind;
use rustix::process::{Pid, Signal, kill_process};
use serde::Deserialize;

use crate::bench::Bench;
use crate::cases::{Case, Says};
use crate::corpora::guide_pictures;
use crate::takes::{self, GUIDEWALK, Taken};
use crate::{apart, folders};

/// The applications, the last one set aside.
const APPS: [&str; 3] = ["django", "wagtail", ASIDE];
const ASIDE: &str = "verdaccio";
/// Pictures of each of the guides' pictures.
const TIMES: u64 = 3;
/// No walk may take longer.
const LIMIT: Duration = Duration::from_secs(300);
/// Who administers an application.
const LOGIN: &str = "gardener";

/// What is true of an application's pictures.
#[derive(Debug, Deserialize)]
struct Truth {
    step: Vec<Step>,
}

#[derive(Debug, Deserialize)]
struct Step {
    step: u32,
    drifted: bool,
    #[serde(default)]
    finding: Vec<Told>,
}

#[derive(Debug, Deserialize)]
struct Told {
    kind: Kind,
    words: String,
    #[serde(default)]
    cosmetic: bool,
}

/// The pictures of all applications.
pub(crate) fn cases(bench: &Bench) -> Result<Vec<Case>> {
    let mut all = Vec::new();
    for app in APPS {
        let (old, new) = (walked(&bench.folder, app, "old")?, walked(&bench.folder, app, "new")?);
        let truth = fs::read_to_string(fixture(app).join("truth.toml")).with_context(|| format!("{app} has no truth"))?;
        let truth: Truth = toml::from_str(&truth).with_context(|| format!("the truth of {app} can't be read"))?;
        let mut cases = guide_pictures(&old, &new, app, TIMES, |step| says(&truth, step))?;
        cases.iter_mut().for_each(|case| case.aside = app == ASIDE);
        all.extend(cases);
    }
    Ok(all)
}

/// What is true of a step. Findings without words are left out: they can't be told from others.
fn says(truth: &Truth, step: u32) -> Says {
    let Some(step) = truth.step.iter().find(|one| one.step == step) else { return Says::Unjudged };
    if !step.drifted {
        return Says::Current;
    }
    let counts = step.finding.iter().filter(|told| !told.cosmetic && !told.words.is_empty());
    Says::Drifted(counts.map(|told| (told.kind, &*told.words.clone().leak())).collect())
}

fn fixture(app: &str) -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/fixtures/apps").join(app)
}

/// The walk of a release, walked now where it isn't kept. The older one makes the guide's pictures.
fn walked(folder: &Path, app: &str, release: &str) -> Result<Taken> {
    let kept = folder.join("apps").join(format!("{app}-{release}"));
    if !kept.join("finished").exists() {
        crate::line(&format!("       walking {app}, {release}"));
        if kept.exists() {
            fs::remove_dir_all(&kept).context("a broken walk can't be taken away")?;
        }
        walk(&kept, &folder.join("apps/installed"), app, release).with_context(|| format!("{app}, {release}"))?;
    }
    takes::opened(&kept.join("record"), (release == "old").then(|| kept.join("guide")).as_deref())
}

fn walk(kept: &Path, installed: &Path, app: &str, release: &str) -> Result<()> {
    let guide = kept.join("guide");
    folders::copy(&fixture(app), &guide)?;
    let mut command = Command::new(Path::new(env!("CARGO_MANIFEST_DIR")).join("scripts/bench-judge/apps"));
    let status = command.arg("install").arg(installed).arg(app).status().context("nothing can be installed")?;
    if !status.success() {
        bail!("it can't be installed");
    }
    let served = Served::start(installed, app, release)?;
    let mut command = apart::guidewalk(GUIDEWALK, kept);
    command.arg(if release == "old" { "regenerate" } else { "check" }).arg(guide.join("guide.md"));
    command.arg("--walk").arg(guide.join("walk.toml")).args(["--site", &served.address, "--quiet", "--record"]);
    command.arg(kept.join("record")).envs(served.account());
    if release == "old" {
        command.args(["--all", "--accept"]);
    }
    let (code, _, _, said) = takes::run(&mut command, LIMIT)?;
    if !kept.join("record/record.json").exists() || code.is_none_or(|code| code == 2) {
        bail!("guidewalk did not walk it: {code:?}\n{said}");
    }
    fs::write(kept.join("finished"), "").context("a walk can't be finished")
}

/// A release that answers; it ends with this.
struct Served {
    child: Child,
    address: String,
    password: String,
}

impl Served {
    fn start(installed: &Path, app: &str, release: &str) -> Result<Self> {
        let password: String = std::iter::repeat_with(fastrand::alphanumeric).take(24).collect();
        let mut command = Command::new(Path::new(env!("CARGO_MANIFEST_DIR")).join("scripts/bench-judge/apps"));
        command.args(["serve", app, release]).arg(installed).envs(account(&password)).stdin(Stdio::null()).stdout(Stdio::piped());
        let child = command.spawn().context("it can't be served")?;
        let mut served = Self { child, address: String::new(), password };
        let out = served.child.stdout.take().context("its address can't be read")?;
        BufReader::new(out).read_line(&mut served.address).context("its address can't be read")?;
        served.address = served.address.trim().to_owned();
        if !served.address.starts_with("http://") {
            bail!("it did not start");
        }
        Ok(served)
    }

    fn account(&self) -> [(&'static str, &str); 2] {
        account(&self.password)
    }
}

/// The administrator, as programs are told of it: with a password for this once.
fn account(password: &str) -> [(&'static str, &str); 2] {
    [("GUIDEWALK_LOGIN", LOGIN), ("GUIDEWALK_PASSWORD", password)]
}

impl Drop for Served {
    fn drop(&mut self) {
        let _ = kill_process(Pid::from_child(&self.child), Signal::TERM);
        let _ = self.child.wait();
    }
}
