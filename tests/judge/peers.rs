//! The same pictures for the tools that people use today, as they are and with the true place given away, and for OpenCV.

use std::collections::BTreeMap;
use std::fs::{self, File};
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};

use anyhow::{Context as _, Result};
use image::imageops::{self, FilterType};
use image::{Rgba, RgbaImage};
use serde::{Deserialize, Serialize};
use serde_json::json;

use crate::bench::Bench;
use crate::cases::Says;
use crate::judged::Judged;
use crate::line;
use crate::score::{Score, is_right};
use crate::tally::{Share, median};

/// So many pictures of each corpus go to the tools that are slow.
const SAMPLE: usize = 40;

/// What a tool said.
#[derive(Debug, Serialize, Deserialize)]
struct Said {
    key: String,
    tool: String,
    /// `None` where it could not do it.
    changed: Option<bool>,
    milliseconds: f64,
}

/// Where OpenCV lays a picture.
#[derive(Debug, Serialize, Deserialize)]
struct Laid {
    key: String,
    placed: Option<[f64; 3]>,
}

/// What the tools need, as `scripts/bench` laid it out.
pub(crate) struct Peers {
    node_modules: Option<PathBuf>,
    python: Option<PathBuf>,
}

impl Peers {
    /// Finds them, and says loudly what is missing.
    pub(crate) fn find() -> Self {
        let named = |name: &str| std::env::var_os(name).map(PathBuf::from).filter(|path| path.exists());
        let peers = Self { node_modules: named("BENCH_PEERS"), python: named("BENCH_PYTHON") };
        if peers.node_modules.is_none() {
            line("LEFT OUT: odiff, pixelmatch, looks-same, Playwright's comparator, Doc Detective's rule (no npm packages)");
        }
        if peers.python.is_none() {
            line("LEFT OUT: OpenCV's SIFT (no python3 with opencv-python-headless)");
        }
        peers
    }

    /// Lays the pictures by OpenCV, and counts.
    pub(crate) fn sift(&self, bench: &Bench, name: &str, judged: &[Judged], scores: &mut [Score; 2]) -> Result<()> {
        let Some(python) = &self.python else { return Ok(()) };
        let placed: Vec<&Judged> = judged.iter().filter(|one| one.lies.is_some() && one.case.placed).collect();
        let pair = |one: &&Judged| json!({"key": one.case.name, "reference": one.png, "frame": one.case.frame.picture});
        let pairs: Vec<_> = placed.iter().map(pair).collect();
        let script = Path::new(env!("CARGO_MANIFEST_DIR")).join("scripts/bench-judge/sift.py");
        let mut command = Command::new(python);
        let answers: Vec<Laid> = ask(bench, &format!("{name}-sift"), command.arg(script), &pairs)?;
        let answers: BTreeMap<&str, &Laid> = answers.iter().map(|one| (one.key.as_str(), one)).collect();
        for one in placed {
            let found = answers.get(one.case.name.as_str()).and_then(|laid| laid.placed);
            let right = found.is_some_and(|[scale, x, y]| is_right(one, scale, x, y));
            scores[usize::from(one.case.aside)].sift.count(right);
        }
        Ok(())
    }

    /// Asks the other tools, and prints their table.
    pub(crate) fn verdicts(&self, bench: &Bench, name: &str, judged: &[Judged]) -> Result<()> {
        let Some(node_modules) = &self.node_modules else { return Ok(()) };
        let mut some: Vec<&Judged> = judged.iter().filter(|one| !matches!(one.case.says, Says::Unjudged)).collect();
        fastrand::Rng::with_seed(3).shuffle(&mut some);
        some.truncate(SAMPLE);
        if some.is_empty() {
            return Ok(());
        }
        let mut pairs = Vec::new();
        for one in &some {
            let key = &one.case.name;
            pairs.push(json!({"key": format!("as-is {key}"), "reference": one.png, "frame": one.case.frame.picture}));
            if let Some(laid) = laid(bench, one)? {
                pairs.push(json!({"key": format!("laid {key}"), "reference": one.png, "frame": laid}));
            }
        }
        let script = node_modules.parent().unwrap_or(Path::new(".")).join("peers.mjs");
        let mut command = Command::new("node");
        command.arg(script).env("BENCH_ODIFF", native_odiff(node_modules));
        let answers: Vec<Said> = ask(bench, &format!("{name}-peers"), &mut command, &pairs)?;
        print(&some, &answers);
        Ok(())
    }
}

/// odiff's own program: what the package starts would count node's start too.
pub(crate) fn native_odiff(node_modules: &Path) -> PathBuf {
    let here = fs::read_dir(node_modules.join("@odiff")).ok().and_then(|mut folders| folders.next()?.ok());
    here.map_or_else(|| node_modules.join("odiff-bin/bin/odiff"), |folder| folder.path().join("odiff"))
}

/// Runs a script with the pairs, once for the same pairs.
fn ask<T: for<'a> Deserialize<'a>>(
    bench: &Bench,
    name: &str,
    command: &mut Command,
    pairs: &[serde_json::Value],
) -> Result<Vec<T>> {
    let (asked, answered) = (bench.folder.join(format!("{name}.json")), bench.folder.join(format!("{name}.jsonl")));
    let text = serde_json::to_string(pairs).context("pairs can't be written")?;
    if fs::read_to_string(&asked).ok().as_deref() != Some(text.as_str()) || !answered.exists() {
        let partial = answered.with_extension("partial");
        fs::write(&asked, &text).context("pairs can't be written")?;
        let _ = fs::remove_file(&answered);
        let output = File::create(&partial).context("answers can't be kept")?;
        let input = File::open(&asked).context("pairs can't be read")?;
        let status = command.stdin(input).stdout(output).stderr(Stdio::null()).status();
        anyhow::ensure!(status.with_context(|| format!("{command:?}"))?.success(), "a peer's script failed: {command:?}");
        fs::rename(&partial, &answered).context("answers can't be kept")?;
    }
    let text = fs::read_to_string(&answered).context("answers can't be read")?;
    text.lines().map(|line| serde_json::from_str(line).context("an answer is broken")).collect()
}

/// The part of the frame that the picture shows by the truth, at the picture's size.
fn laid(bench: &Bench, judged: &Judged) -> Result<Option<PathBuf>> {
    let Some(truth) = judged.lies else { return Ok(None) };
    let (width, height) = image::image_dimensions(&judged.png).context("a picture can't be read")?;
    let frame = image::open(&judged.case.frame.picture).context("a frame can't be read")?.to_rgba8();
    let [x, y] = [truth.x, truth.y].map(whole);
    let [wide, high] =
        [f64::from(width), f64::from(height)].map(|side| u32::try_from(whole(side * truth.scale)).unwrap_or(1).max(1));
    let mut part = RgbaImage::from_pixel(wide, high, Rgba([255; 4]));
    imageops::replace(&mut part, &frame, -x, -y);
    let part = imageops::resize(&part, width, height, FilterType::CatmullRom);
    let name = judged.png.file_stem().map(|name| name.to_string_lossy().into_owned()).unwrap_or_default();
    let path = bench.folder.join("pictures").join(format!("{name}.laid.png"));
    part.save(&path).context("a picture can't be written")?;
    Ok(Some(path))
}

#[expect(clippy::cast_possible_truncation, reason = "places in pictures")]
fn whole(place: f64) -> i64 {
    place.round() as i64
}

fn print(some: &[&Judged], answers: &[Said]) {
    line(&format!("  {} of them with the tools of today    right   false alarms   misses   median ms", some.len()));
    let ours = some.iter().map(|one| (*one, one.answer.said.as_ref().map(|said| said.status == "drifted")));
    row("guidewalk", ours, median(some.iter().map(|one| one.answer.seconds * 1000.0)));
    let mut tools: Vec<&str> = answers.iter().map(|one| one.tool.as_str()).collect();
    tools.sort_unstable();
    tools.dedup();
    for way in ["as-is", "laid"] {
        for tool in &tools {
            let of = |one: &Judged| {
                let key = format!("{way} {}", one.case.name);
                answers.iter().find(|said| said.tool == *tool && said.key == key)
            };
            let said = some.iter().filter_map(|one| of(one).map(|said| (*one, said.changed)));
            let times = answers.iter().filter(|said| said.tool == *tool && said.key.starts_with(way));
            let given = if way == "laid" { format!("{tool}, true place given") } else { (*tool).to_owned() };
            row(&given, said, median(times.map(|said| said.milliseconds)));
        }
    }
}

fn row<'a>(tool: &str, said: impl Iterator<Item = (&'a Judged, Option<bool>)>, milliseconds: f64) {
    let (mut right, mut alarms, mut misses) = (Share::default(), Share::default(), Share::default());
    for (judged, changed) in said {
        let drifted = matches!(judged.case.says, Says::Drifted(_));
        right.count(changed == Some(drifted));
        if drifted { misses.count(changed == Some(false)) } else { alarms.count(changed == Some(true)) }
    }
    let per_cent = |share: Share| if share.of == 0 { "-".to_owned() } else { format!("{:.0} %", share.share() * 100.0) };
    line(&format!("    {tool:<36} {:>6} {:>12} {:>9} {milliseconds:>10.0}", per_cent(right), per_cent(alarms), per_cent(misses)));
}
