//! The practice guide with its ten pictures as three people would have made them: each a folder that can be walked at once.

use std::collections::BTreeMap;
use std::fs;
use std::path::Path;

use anyhow::{Context as _, Result};
use fastrand::Rng;
use guidewalk::outline::Rect;
use guidewalk::practice::{Edition, Noise};

use crate::again::{TRUTH, Truth};
use crate::bench::Bench;
use crate::folders;
use crate::fonts;
use crate::line;
use crate::person::{self, Around, Saved, Wish};
use crate::takes::{ASSETS, Cut, GUIDE, POST, Shot, Take, Taken};

/// How one person makes pictures.
struct Maker {
    name: &'static str,
    about: &'static str,
    font: Option<&'static str>,
    scale: f64,
    saved: Saved,
    /// Pixels that are cut out too much or too little at a side, at most; CSS pixels.
    slack: f64,
    marks: &'static [&'static str],
    around: &'static [Around],
    /// Whose account it is, and on which day.
    noises: [(Noise, u64); 2],
    seed: u64,
}

const MAKERS: [Maker; 3] = [
    Maker {
        name: "macos",
        about: "a sans-serif as macOS has it, two device pixels to a CSS pixel, PNG, some with a window's shadow",
        font: Some(fonts::MACOS),
        scale: 2.0,
        saved: Saved::Png,
        slack: 8.0,
        marks: &[],
        around: &[Around::Nothing, Around::Nothing, Around::Shadow],
        noises: [(Noise::UserName, 11), (Noise::Dates, 11)],
        seed: 1001,
    },
    Maker {
        name: "windows",
        about: "a sans-serif as Windows has it, five device pixels to four CSS pixels, JPEG",
        font: Some(fonts::WINDOWS),
        scale: 1.25,
        saved: Saved::Jpeg(85),
        slack: 6.0,
        marks: &[],
        around: &[Around::Nothing],
        noises: [(Noise::UserName, 12), (Noise::Dates, 12)],
        seed: 1002,
    },
    Maker {
        name: "linux",
        about: "the site's own font, PNG, marks around what the steps name, some with a border",
        font: None,
        scale: 1.0,
        saved: Saved::Png,
        slack: 10.0,
        marks: &["box", "rounded-box", "ellipse", "arrow", "box", "underline", "badge", "rounded-box", "arrow", "ellipse"],
        around: &[Around::Nothing, Around::Border],
        noises: [(Noise::UserName, 13), (Noise::Dates, 13)],
        seed: 1003,
    },
];

/// Makes the three guides, each in a folder of `into`, and says how each is walked.
pub(crate) fn make(bench: &Bench, into: &Path) -> Result<bool> {
    let mut all = true;
    for maker in &MAKERS {
        if maker.font.is_some_and(|font| !fonts::is_there(font)) {
            line(&format!("NOT MADE {}: {}", maker.name, fonts::missing(maker.font.unwrap_or_default())));
            all = false;
            continue;
        }
        let folder = into.join(maker.name);
        guide(bench, maker, &folder).with_context(|| format!("the set {}", maker.name))?;
        line(&format!("{}: {}", maker.name, maker.about));
        line(&format!("  guidewalk check {} --practice=2024-01", folder.join(POST).display()));
    }
    Ok(all)
}

fn guide(bench: &Bench, maker: &Maker, folder: &Path) -> Result<()> {
    let take = Take { font: maker.font, scale: maker.scale, noises: maker.noises.to_vec(), ..Take::of(Edition::January2024) };
    let taken = bench.take(&take)?;
    if folder.exists() {
        fs::remove_dir_all(folder).with_context(|| format!("{} can't be taken away", folder.display()))?;
    }
    folders::copy(&Path::new(env!("CARGO_MANIFEST_DIR")).join(GUIDE), folder)?;
    let assets = folder.join(ASSETS);
    fs::remove_file(assets.join("taken.json")).context("the set has no taken.json")?;
    let mut text = fs::read_to_string(folder.join(POST)).context("the guide can't be read")?;
    let mut chance = Rng::with_seed(maker.seed);
    let mut truths = BTreeMap::new();
    for (at, (name, cut)) in taken.cuts.iter().enumerate() {
        let person = picture(&taken, maker, at, cut, &mut chance)?;
        let truth = truth(&person, &taken.shot_of(cut)?);
        let stem = name.trim_end_matches(".png");
        let now = format!("{stem}.{}", person.extension);
        fs::remove_file(assets.join(name)).with_context(|| format!("the guide has no {name}"))?;
        fs::write(assets.join(&now), &person.bytes).with_context(|| format!("{now} can't be written"))?;
        text = text.replace(&format!("/{name}\""), &format!("/{now}\""));
        truths.insert(now, truth);
    }
    fs::write(folder.join(TRUTH), serde_json::to_vec_pretty(&truths)?).context("what is true can't be written")?;
    fs::write(folder.join(POST), text).context("the guide can't be written")
}

/// Where a picture's part of the page lies, and where its marks are.
fn truth(person: &person::Person, shot: &Shot) -> Truth {
    let (left, top) = person.truth.at((person.shows.x, person.shows.y));
    let size = person.shows.scaled(person.truth.scale);
    let frame = Rect::new(left, top, size.width, size.height);
    let marks = person.marks.iter().map(|mark| {
        let [x, y, width, height] = mark.bounds;
        (mark.kind.to_owned(), Rect::new(x, y, width, height))
    });
    let region = frame.scaled(1.0 / shot.density()).moved(shot.origin[0], shot.origin[1]);
    Truth { region, shows: person.shows, marks: marks.collect() }
}

fn picture(taken: &Taken, maker: &Maker, at: usize, cut: &Cut, chance: &mut Rng) -> Result<person::Person> {
    let shot = taken.shot_of(cut)?;
    let frame = image::open(&shot.picture).context("a frame can't be read")?.to_rgba8();
    let density = shot.density();
    let region = shot.in_picture(&cut.region);
    let mut off = || ((chance.f64() * 2.0 - 0.5) * maker.slack * density).round();
    let [left, top, right, bottom] = [off(), off(), off(), off()];
    let wider = Rect::new(region.x - left, region.y - top, region.width + left + right, region.height + top + bottom);
    let in_frame = |bounds: &Rect| bounds.moved(region.x, region.y);
    let mut marks: Vec<(&'static str, Rect)> = cut.secrets.iter().map(|secret| ("redaction", in_frame(secret))).collect();
    let kind = (!maker.marks.is_empty()).then(|| maker.marks[at % maker.marks.len()]);
    marks.extend(kind.zip(cut.target).map(|(kind, target)| (kind, in_frame(&target))));
    let wish = Wish {
        cut: wider,
        scale: 1.0,
        marks,
        around: maker.around[at % maker.around.len()],
        saved: maker.saved,
        seed: maker.seed + at as u64,
    };
    person::make(&frame, &wish)
}
