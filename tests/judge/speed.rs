//! Own-picture comparison against odiff on the same PNG files: whole process against whole process, alternating.

use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};
use std::time::Instant;

use anyhow::{Context as _, Result, ensure};
use fastrand::Rng;
use image::{Rgba, RgbaImage};

use crate::bench::Bench;
use crate::peers::native_odiff;
use crate::takes::Take;
use crate::tally::{claim, median};

/// Runs of each side.
const RUNS: usize = 11;
const SIZES: [(u32, u32); 2] = [(1280, 800), (3840, 2400)];

/// Measures, and prints the ratios of medians.
pub(crate) fn measure(bench: &Bench) -> Result<bool> {
    let odiff = std::env::var_os("BENCH_PEERS").map(|peers| native_odiff(Path::new(&peers)));
    let odiff = odiff.filter(|path| path.exists()).context("odiff is missing: start this as `scripts/bench judge speed`")?;
    let taken = bench.take(&Take::of(guidewalk::practice::Edition::January2024))?;
    let shots = taken.shots()?;
    let shot = shots.iter().find(|shot| shot.name == "9.1").context("the walk has no stage 9.1")?;
    let window = image::open(&shot.picture).context("a frame can't be read")?.to_rgba8();
    let folder = bench.folder.join("speed");
    std::fs::create_dir_all(&folder).context("no folder")?;
    let mut holds = true;
    for (width, height) in SIZES {
        let (one, same, other) = files(&folder, &window, width, height)?;
        for (what, right) in [("unchanged, other bytes", &same), ("changed", &other), ("byte-equal", &one)] {
            let ours = |bench: &Bench| {
                let mut command = Command::new(&bench.program);
                command.arg("compare").arg(&one).arg(right).args(["--format", "json"]);
                command
            };
            let theirs = || {
                let mut command = Command::new(&odiff);
                command.arg(&one).arg(right);
                command
            };
            let (mut us, mut them) = (Vec::new(), Vec::new());
            for run in 0..=RUNS {
                let (a, b) = (timed(ours(bench))?, timed(theirs())?);
                if run > 0 {
                    us.push(a);
                    them.push(b);
                }
            }
            let (us, them) = (median(us.into_iter()), median(them.into_iter()));
            let found = format!("{us:.0} ms, odiff {them:.0} ms, ratio {:.2}", us / them);
            holds &= claim(&format!("{width}x{height} {what} (1.0 at most)"), &found, us <= them);
        }
    }
    Ok(holds)
}

/// A picture, the same pixels in other bytes, and one that differs in a few places.
fn files(folder: &Path, window: &RgbaImage, width: u32, height: u32) -> Result<(PathBuf, PathBuf, PathBuf)> {
    // A big page is many windows beside each other: as much lettering for each pixel.
    let at = |x: u32, y: u32| *window.get_pixel(x % window.width(), y % window.height());
    let picture = RgbaImage::from_fn(width, height, at);
    let mut changed = picture.clone();
    let mut chance = Rng::with_seed(5);
    for _ in 0..6 {
        let (left, top) = (chance.u32(0..width - 160), chance.u32(0..height - 40));
        for y in top..top + 30 {
            for x in left..left + 140 {
                changed.put_pixel(x, y, Rgba([31, 136, 61, 255]));
            }
        }
    }
    let path = |name: &str| folder.join(format!("{width}-{name}.png"));
    let save = |name: &str, picture: &RgbaImage, level: image::codecs::png::CompressionType| -> Result<PathBuf> {
        let file = std::fs::File::create(path(name)).context("a picture can't be written")?;
        let filter = image::codecs::png::FilterType::Adaptive;
        let encoder = image::codecs::png::PngEncoder::new_with_quality(std::io::BufWriter::new(file), level, filter);
        picture.write_with_encoder(encoder).context("a picture can't be written")?;
        Ok(path(name))
    };
    use image::codecs::png::CompressionType::{Default as Usual, Fast};
    Ok((save("one", &picture, Usual)?, save("same", &picture, Fast)?, save("other", &changed, Usual)?))
}

/// Milliseconds of a whole process.
fn timed(mut command: Command) -> Result<f64> {
    let began = Instant::now();
    let status = command.stdin(Stdio::null()).stdout(Stdio::null()).stderr(Stdio::null()).status();
    let status = status.with_context(|| format!("{command:?}"))?;
    ensure!(status.code().is_some_and(|code| code != 2 && code < 100), "{command:?} did not do its job: {status}");
    Ok(began.elapsed().as_secs_f64() * 1000.0)
}
