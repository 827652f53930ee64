//! Pictures as people made them, made again: do they show the same part of the page in as many pixels, with the same marks; does
//! the judge call them true; are they the same on another day, whoever walks; do they show nobody?

use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};
use std::time::Duration;

use anyhow::{Context as _, Result};
use guidewalk::browser::find;
use guidewalk::outline::Rect;
use guidewalk::picture::{self, Library, Tesseract};
use guidewalk::references::{self, Entry};
use serde::{Deserialize, Serialize};

use crate::bench::Bench;
use crate::takes::{self, ASSETS, POST};
use crate::tally::Share;
use crate::{apart, folders, line};

/// What is true of a set's pictures.
pub(crate) const TRUTH: &str = "truth.json";
/// How far an edge of the part may be off, pixels of the reference.
const EDGE: f64 = 2.0;
/// How much of a mark's box must agree, intersection over union.
const OVERLAP: f64 = 0.9;
/// No walk may take longer.
const LIMIT: Duration = Duration::from_secs(400);
/// What differs from night to night.
const ANOTHER_NIGHT: [&str; 3] = ["user-name:5", "dates:3", "avatar:9"];
/// What differs with another account on the same night.
const ANOTHER_ACCOUNT: [&str; 2] = ["user-name:5", "avatar:9"];
/// Words of the practice site's account that no picture may show.
const NAMES: [&str; 4] = ["practice-walker", "Practice Walker", "anna-lena-brandt", "Anna-Lena Brandt"];

/// What is true of one picture.
#[derive(Debug, Clone, Serialize, Deserialize)]
pub(crate) struct Truth {
    /// The part of the page that it shows, CSS pixels.
    pub(crate) region: Rect,
    /// The part of the picture that shows it, its pixels.
    pub(crate) shows: Rect,
    /// Kinds and boxes of what was drawn, pixels of the picture.
    pub(crate) marks: Vec<(String, Rect)>,
}

/// Shares over all pictures of the sets.
#[derive(Default)]
struct Tally {
    sizes: Share,
    edges: Share,
    marks: Share,
    current: Share,
    bytes: Share,
    nobody: Share,
    anyone: Share,
    today: Share,
}

/// Makes the pictures of all sets again, and prints what came out.
pub(crate) fn measure(bench: &Bench, sets: &Path) -> Result<bool> {
    let mut tally = Tally::default();
    let mut folders: Vec<PathBuf> =
        fs::read_dir(sets).context("no sets: `scripts/bench judge sets` makes them")?.flatten().map(|set| set.path()).collect();
    folders.retain(|set| set.join(TRUTH).is_file());
    folders.sort();
    for set in &folders {
        one(bench, set, &mut tally).with_context(|| format!("the set {}", set.display()))?;
    }
    let row = |what: &str, share: &Share| line(&format!("{what:<54} {}", share.shown()));
    row("same number of pixels", &tally.sizes);
    row(&format!("same part of the page, each edge within {EDGE} px"), &tally.edges);
    row(&format!("marks in their places, IoU {OVERLAP} or more"), &tally.marks);
    row("steps that are current with the new pictures", &tally.current);
    row("files that are the same on another night", &tally.bytes);
    row("pictures and taken.json that show nobody", &tally.nobody);
    row("pictures that are the same with another account", &tally.anyone);
    row("sets that are true on 2026-11 once all is accepted", &tally.today);
    Ok(!folders.is_empty())
}

fn one(bench: &Bench, set: &Path, tally: &mut Tally) -> Result<()> {
    let name = set.file_name().unwrap_or_default().to_string_lossy().into_owned();
    let work = bench.folder.join("again").join(&name);
    let guide = fresh(set, &work.join("then"))?;
    let before = files(&guide)?;
    walk(bench, &guide, "2024-01", &[], true)?;
    let truths: BTreeMap<String, Truth> = serde_json::from_slice(&fs::read(set.join(TRUTH))?)?;
    let taken = references::read_taken(&guide.join(ASSETS)).map_err(anyhow::Error::msg)?;
    for (file, truth) in &truths {
        let Some(entry) = taken.pictures.get(file) else {
            line(&format!("  {name} {file}: not made again"));
            [&mut tally.sizes, &mut tally.edges].into_iter().for_each(|share| share.count(false));
            continue;
        };
        let old = picture::decode(before.get(file).context("a set has no such picture")?)?;
        tally.sizes.count(entry.size == [old.width(), old.height()]);
        let off = off(entry, truth);
        tally.edges.count(off <= EDGE);
        if off > EDGE {
            line(&format!("  {name} {file}: an edge is {off:.1} px off"));
        }
        marks(&format!("{name} {file}"), entry, truth, tally);
    }
    nobody(&name, &guide, tally)?;
    anyone(bench, set, &work, &guide, tally)?;
    let current = check(bench, &guide, "2024-01")?;
    (0..current.1).for_each(|step| tally.current.count(step < current.0));
    let first = files(&guide)?;
    walk(bench, &guide, "2024-01", &ANOTHER_NIGHT, true)?;
    for (file, bytes) in files(&guide)? {
        let same = first.get(&file) == Some(&bytes);
        tally.bytes.count(same);
        if !same {
            line(&format!("  {name} {file}: other bytes on another night"));
        }
    }
    let today = fresh(set, &work.join("today"))?;
    walk(bench, &today, "2026-11", &[], true)?;
    let (true_steps, steps) = check(bench, &today, "2026-11")?;
    tally.today.count(true_steps == steps);
    line(&format!("{name}: made again in {}", work.display()));
    Ok(())
}

/// A copy of a set that may be written into.
fn fresh(set: &Path, into: &Path) -> Result<PathBuf> {
    if into.exists() {
        fs::remove_dir_all(into).context("an earlier copy can't be taken away")?;
    }
    fs::create_dir_all(into)?;
    folders::copy(set, &into.join("guide"))?;
    Ok(into.join("guide"))
}

/// The files of a guide's pictures.
fn files(guide: &Path) -> Result<BTreeMap<String, Vec<u8>>> {
    let entries = fs::read_dir(guide.join(ASSETS)).context("a guide has no pictures")?.flatten();
    entries.map(|entry| Ok((entry.file_name().to_string_lossy().into_owned(), fs::read(entry.path())?))).collect()
}

/// Walks and accepts.
fn walk(bench: &Bench, guide: &Path, edition: &str, noises: &[&str], accepts: bool) -> Result<PathBuf> {
    let folder = guide.parent().context("a guide lies in a folder")?;
    let record = folder.join(if accepts { "record" } else { "checked" });
    if record.exists() {
        fs::remove_dir_all(&record)?;
    }
    let mut command = apart::guidewalk(&bench.program, folder);
    command.arg(if accepts { "regenerate" } else { "check" }).arg(guide.join(POST));
    command.arg(format!("--practice={edition}")).arg("--quiet").arg("--record").arg(&record);
    command.args(noises.iter().flat_map(|noise| ["--noise", noise]));
    if accepts {
        command.args(["--all", "--accept"]);
    }
    let (code, _, _, said) = takes::run(&mut command, LIMIT)?;
    anyhow::ensure!(code.is_some_and(|code| code != 2), "guidewalk did not walk it: {code:?}\n{said}");
    Ok(record)
}

/// How many steps are current, of how many.
fn check(bench: &Bench, guide: &Path, edition: &str) -> Result<(usize, usize)> {
    let taken = takes::opened(&walk(bench, guide, edition, &[], false)?, None)?;
    let wrong = taken.record.steps.iter().filter(|step| step.status != guidewalk::judge::Status::Current);
    wrong.clone().for_each(|step| line(&format!("  {}: step {} is {}", guide.display(), step.step, step.status)));
    Ok((taken.record.steps.len() - wrong.count(), taken.record.steps.len()))
}

/// How far the edge that is farthest off lies from where it should, pixels of the picture.
fn off(entry: &Entry, truth: &Truth) -> f64 {
    let scale = entry.renderer.scale;
    let shows = entry.recipe.framing.as_ref().map_or(truth.shows, |framing| framing.shows);
    let now = shows.moved(entry.recipe.region.x * scale, entry.recipe.region.y * scale);
    let then = truth.region.scaled(scale);
    let edges = [now.x - then.x, now.y - then.y, now.right() - then.right(), now.bottom() - then.bottom()];
    edges.into_iter().map(f64::abs).fold(0.0, f64::max)
}

fn marks(name: &str, entry: &Entry, truth: &Truth, tally: &mut Tally) {
    let drawn = entry.recipe.framing.as_ref().map(|framing| framing.marks.clone()).unwrap_or_default();
    for (kind, bounds) in &truth.marks {
        // The box of a line says little: it is compared with the room around it.
        let room = if matches!(kind.as_str(), "arrow" | "underline") { 8.0 } else { 0.0 };
        let bounds = &bounds.grown(room);
        let overlap = |mark: &picture::Drawing| {
            let [x, y, width, height] = mark.bounds;
            let ends =
                mark.ends.filter(|_| kind == "arrow").map(|[(x, y), (u, v)]| [x.min(u), y.min(v), (x - u).abs(), (y - v).abs()]);
            let mark = Rect::from(ends.unwrap_or([x, y, width, height])).grown(room);
            mark.intersection(bounds).map_or(0.0, |both| both.area() / (mark.area() + bounds.area() - both.area()))
        };
        let best = drawn.iter().map(overlap).fold(0.0, f64::max);
        tally.marks.count(best >= OVERLAP);
        if best < OVERLAP {
            line(&format!("  {name}: the {kind} has an IoU of {best:.2}"));
        }
    }
}

/// Makes the same pictures from the person's once more with another account: a name, an avatar, an e-mail address or a token that
/// showed would change pixels. Dates are the night's, so they are not changed here.
fn anyone(bench: &Bench, set: &Path, work: &Path, guide: &Path, tally: &mut Tally) -> Result<()> {
    let theirs = fresh(set, &work.join("another-account"))?;
    walk(bench, &theirs, "2024-01", &ANOTHER_ACCOUNT, true)?;
    let (ours, theirs) = (files(guide)?, files(&theirs)?);
    for (file, bytes) in &ours {
        let Ok(picture) = picture::decode(bytes) else { continue };
        let other = picture::decode(theirs.get(file).context("another account's picture is missing")?)?;
        let same = picture.digest() == other.digest();
        tally.anyone.count(same);
        if !same {
            line(&format!("  {} {file}: other pixels with another account", set.display()));
        }
    }
    Ok(())
}

/// Looks for the account's words in what was written, and reads the pictures.
fn nobody(set: &str, guide: &Path, tally: &mut Tally) -> Result<()> {
    let tesseract = find::on_path("tesseract").context("Tesseract is not there")?;
    let library = Library::new(Tesseract::new(&tesseract, "eng"), None);
    for (name, bytes) in files(guide)? {
        let words = match picture::decode(&bytes) {
            Ok(picture) => {
                let reading = library.frame(&picture).map_err(|error| anyhow::anyhow!("{error}"))?;
                reading.words.iter().map(|word| word.text.as_str()).collect::<Vec<_>>().join(" ")
            }
            Err(_) => String::from_utf8_lossy(&bytes).into_owned(),
        };
        let shown = NAMES.iter().find(|name| words.contains(**name));
        tally.nobody.count(shown.is_none());
        if let Some(shown) = shown {
            line(&format!("  {set} {name}: shows {shown}"));
        }
    }
    Ok(())
}
