//! Pictures made, and `guidewalk compare` asked about them: each answer is kept, so that a run that was broken off goes on.

use std::collections::HashMap;
use std::ffi::OsStr;
use std::fs::{self, File};
use std::io::Write as _;
use std::path::{Path, PathBuf};
use std::sync::Mutex;
use std::time::Duration;

use anyhow::{Context as _, Result, bail};
use guidewalk::judge::{Kind, Severity};
use guidewalk::outline::Rect;
use serde::{Deserialize, Serialize};
use sha2::{Digest as _, Sha256};

use crate::apart;
use crate::bench::Bench;
use crate::cases::Case;
use crate::marker::Drawn;
use crate::person::{self, Lies};
use crate::takes::run;

/// No picture may take longer.
const LIMIT: Duration = Duration::from_secs(60);

/// What `guidewalk compare --format json` says, as far as it is counted.
#[derive(Debug, Clone, Serialize, Deserialize)]
pub(crate) struct Said {
    pub(crate) status: String,
    pub(crate) registration: Option<Placed>,
    #[serde(default)]
    pub(crate) marks: Vec<Rect>,
    #[serde(default)]
    pub(crate) mark_styles: Vec<Style>,
    #[serde(default)]
    pub(crate) controls: Vec<Again>,
    #[serde(default)]
    pub(crate) findings: Vec<Found>,
}

/// A control that was found again: where the picture has it, and where the frame.
#[derive(Debug, Clone, Serialize, Deserialize)]
pub(crate) struct Again {
    pub(crate) reference_box: Rect,
    pub(crate) frame_box: Rect,
}

/// How it says that the picture lies.
#[derive(Debug, Clone, Serialize, Deserialize)]
pub(crate) struct Placed {
    pub(crate) scale: f64,
    pub(crate) x: f64,
    pub(crate) y: f64,
    pub(crate) confidence: f64,
    #[serde(default)]
    pub(crate) ambiguous: bool,
}

/// A mark's kind.
#[derive(Debug, Clone, Serialize, Deserialize)]
pub(crate) struct Style {
    pub(crate) kind: String,
}

/// A finding, as far as it is counted.
#[derive(Debug, Clone, Serialize, Deserialize)]
pub(crate) struct Found {
    pub(crate) kind: Kind,
    pub(crate) severity: Severity,
    #[serde(default)]
    pub(crate) was: String,
    #[serde(default)]
    pub(crate) now: String,
    #[serde(default)]
    pub(crate) message: String,
}

/// What came of one picture.
#[derive(Debug, Clone, Serialize, Deserialize)]
pub(crate) struct Answer {
    key: String,
    pub(crate) code: Option<i32>,
    pub(crate) seconds: f64,
    /// `None` where it did no job: a crash, a hang, an error.
    pub(crate) said: Option<Said>,
    pub(crate) trouble: String,
}

/// A case with its picture, its truth and the answer.
pub(crate) struct Judged {
    pub(crate) case: Case,
    /// The picture's file.
    pub(crate) picture: PathBuf,
    /// The picture as a PNG: what peers can read.
    pub(crate) png: PathBuf,
    pub(crate) lies: Option<Lies>,
    /// How it lies on its own source.
    pub(crate) on_source: Lies,
    pub(crate) shows: Rect,
    pub(crate) marks: Vec<Drawn>,
    pub(crate) answer: Answer,
}

/// Judges all cases, several at once.
pub(crate) fn judge(bench: &Bench, name: &str, cases: Vec<Case>) -> Result<Vec<Judged>> {
    let program = fs::read(&bench.program).with_context(|| format!("{} can't be read", bench.program.display()))?;
    let path = bench.folder.join(format!("answers-{name}-{}.jsonl", digest(&[&program])));
    let known = kept(&path);
    let file = File::options().create(true).append(true).open(&path);
    let file = Mutex::new(file.with_context(|| format!("{} can't be written", path.display()))?);
    let queue = Mutex::new(cases.into_iter().enumerate().collect::<Vec<_>>());
    let done = Mutex::new(Vec::new());
    let work = || -> Result<()> {
        let next = || queue.lock().map_or(None, |mut queue| queue.pop());
        while let Some((at, case)) = next() {
            let judged = one(bench, case, &known, &file).with_context(|| format!("the corpus {name}"))?;
            done.lock().map_err(|_| anyhow::anyhow!("a thread broke off"))?.push((at, judged));
        }
        Ok(())
    };
    std::thread::scope(|scope| {
        let workers: Vec<_> = (0..bench.jobs).map(|_| scope.spawn(work)).collect();
        workers.into_iter().try_for_each(|worker| worker.join().unwrap_or_else(|_| bail!("a picture's thread broke off")))
    })?;
    let mut done = done.into_inner().map_err(|_| anyhow::anyhow!("a thread broke off"))?;
    done.sort_by_key(|(at, _)| *at);
    Ok(done.into_iter().map(|(_, judged)| judged).collect())
}

fn one(bench: &Bench, case: Case, known: &HashMap<String, Answer>, file: &Mutex<File>) -> Result<Judged> {
    let frame = image::open(&case.source.picture).with_context(|| format!("{} can't be read", case.source.picture.display()))?;
    let person = person::make(&frame.to_rgba8(), &case.wish).with_context(|| case.name.clone())?;
    let folder = bench.folder.join("pictures");
    let name = digest(&[&person.bytes]);
    let picture = folder.join(format!("{name}.{}", person.extension));
    let png = folder.join(format!("{name}.png"));
    if !picture.exists() {
        fs::create_dir_all(&folder).context("the pictures' folder can't be made")?;
        fs::write(&picture, &person.bytes).context("a picture can't be written")?;
    }
    if !png.exists() {
        let decoded = image::load_from_memory(&person.bytes).context("a picture of ours can't be read")?;
        decoded.save(&png).context("a picture can't be written")?;
    }
    let on = case.frame.picture.display().to_string();
    let key = digest(&[name.as_bytes(), on.as_bytes()]);
    let answer = match known.get(&key) {
        Some(answer) => answer.clone(),
        None => {
            let answer = ask(bench, &picture, &case, key)?;
            let line = serde_json::to_string(&answer).context("an answer can't be kept")?;
            let mut file = file.lock().map_err(|_| anyhow::anyhow!("a thread broke off"))?;
            writeln!(file, "{line}").context("an answer can't be kept")?;
            answer
        }
    };
    let lies = case.truth(&person.truth);
    Ok(Judged { case, picture, png, lies, on_source: person.truth, shows: person.shows, marks: person.marks, answer })
}

fn ask(bench: &Bench, picture: &Path, case: &Case, key: String) -> Result<Answer> {
    let mut command = apart::guidewalk(&bench.program, &bench.folder);
    command.args(question(picture, case)).args(["--format", "json"]);
    let (code, seconds, out, err) = run(&mut command, LIMIT)?;
    let said = serde_json::from_str::<Said>(&out);
    let trouble = said.as_ref().err().map(|error| format!("{error}; {err}")).unwrap_or_default();
    Ok(Answer { key, code, seconds, said: said.ok(), trouble })
}

/// What guidewalk is asked: its arguments, but for the form of the answer.
pub(crate) fn question<'c>(picture: &'c Path, case: &'c Case) -> [&'c OsStr; 5] {
    let [picture, frame, outline] = [picture, &case.frame.picture, &case.frame.outline_file].map(Path::as_os_str);
    ["compare".as_ref(), picture, frame, "--outline".as_ref(), outline]
}

fn digest(parts: &[&[u8]]) -> String {
    let mut all = Sha256::new();
    parts.iter().for_each(|part| all.update(part));
    all.finalize().iter().take(8).map(|byte| format!("{byte:02x}")).collect()
}

fn kept(path: &Path) -> HashMap<String, Answer> {
    let text = fs::read_to_string(path).unwrap_or_default();
    // A line that was cut off by a kill is asked again.
    text.lines().filter_map(|line| serde_json::from_str::<Answer>(line).ok()).map(|one| (one.key.clone(), one)).collect()
}
