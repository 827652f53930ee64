//! The corpora: which pictures are held against which frames.

use anyhow::{Context as _, Result};
use fastrand::Rng;
use guidewalk::outline::Rect;
use guidewalk::practice::{Edition, Noise};

use crate::apps;
use crate::bench::Bench;
use crate::cases::{self, Case, Class, Says};
use crate::changed;
use crate::fonts;
use crate::line;
use crate::place;
use crate::takes::{Cut, Shot, Take, Taken};

/// Every so manyth seed is set aside: nothing is tuned on it.
const ASIDE: u64 = 5;
/// A place is known where so much of a part is there, and it is another screen where less than that is.
const KNOWN: f64 = 0.55;
const ELSEWHERE: f64 = 0.2;
/// Steps of the practice guide whose pictures of 2024-01 are not true of 2026-11 (the truth table of the practice site).
const DRIFTED: [u32; 4] = [3, 4, 5, 8];

/// What pictures are held against.
#[derive(Debug, Clone, Copy, PartialEq, Eq, clap::ValueEnum)]
pub(crate) enum Corpus {
    /// The same page on another day, same renderer.
    Same,
    /// The same page, another font, density or theme.
    Fonts,
    /// Nights that must alarm nobody.
    Noise,
    /// The guide's pictures of 2024-01 on 2026-11.
    Editions,
    /// Real changes of the page.
    Mutations,
    /// One property changed: a colour, a size, a word, an icon, a place.
    Single,
    /// Frames that don't show what the picture shows.
    Elsewhere,
    /// Three web applications, an older release's pictures on a newer one.
    Apps,
}

/// All cases of a corpus.
pub(crate) fn cases(bench: &Bench, corpus: Corpus) -> Result<Vec<Case>> {
    let (then, now) = (Edition::January2024, Edition::November2026);
    let mut all = Vec::new();
    match corpus {
        Corpus::Same => {
            for (edition, other) in [(then, calm(then, 31)), (now, calm(now, 32))] {
                all.extend(anywhere(&bench.take(&Take::of(edition))?, &bench.take(&other)?, Class::Same, 6)?);
            }
        }
        Corpus::Fonts => {
            let frame = bench.take(&Take::of(then))?;
            for take in other_looks() {
                match take.font.filter(|font| !fonts::is_there(font)) {
                    Some(font) => line(&format!("       LEFT OUT: {}", fonts::missing(font))),
                    None => all.extend(anywhere(&bench.take(&take)?, &frame, Class::OtherFont, 3)?),
                }
            }
        }
        Corpus::Noise => {
            let source = bench.take(&Take::of(then))?;
            for take in noisy(then) {
                let says = |_: u32| Says::Current;
                all.extend(guide_pictures(&source, &bench.take(&take)?, &take.name(), 2, says)?);
            }
        }
        Corpus::Editions => {
            let says = |step: u32| if DRIFTED.contains(&step) { Says::Drifted(Vec::new()) } else { Says::Current };
            all.extend(guide_pictures(&bench.take(&Take::of(then))?, &bench.take(&Take::of(now))?, "editions", 6, says)?);
        }
        Corpus::Mutations => all.extend(changed::mutations(bench)?),
        Corpus::Single => all.extend(changed::single_properties(bench)?),
        Corpus::Elsewhere => {
            let (old, new) = (bench.take(&Take::of(then))?, bench.take(&Take::of(now))?);
            let mut some = elsewhere(&old, &old, "stages")?;
            some.extend(elsewhere(&old, &new, "editions")?);
            all.extend(some);
        }
        Corpus::Apps => all.extend(apps::cases(bench)?),
    }
    Ok(all)
}

/// Another day of the same site; nothing moves.
fn calm(edition: Edition, seed: u64) -> Take {
    let noises = vec![(Noise::Dates, seed), (Noise::Counters, seed), (Noise::Markup, seed)];
    Take { noises, ..Take::of(edition) }
}

fn noisy(edition: Edition) -> Vec<Take> {
    let take =
        |noises: &[Noise], seed: u64| Take { noises: noises.iter().map(|noise| (*noise, seed)).collect(), ..Take::of(edition) };
    vec![
        take(&[Noise::Banner, Noise::Dates, Noise::NotificationDot, Noise::FocusRing], 41),
        take(&[Noise::ScrollBar, Noise::OtherText, Noise::RelativeTimes, Noise::SubPixel], 42),
        take(&[Noise::CookieBar, Noise::OtherOrder, Noise::TimeZone, Noise::Caret], 43),
    ]
}

/// The looks of other people's systems. Two of them are the takes of the three sets.
fn other_looks() -> Vec<Take> {
    let then = Take::of(Edition::January2024);
    let of = |font, scale, seed| Take {
        font: Some(font),
        scale,
        noises: vec![(Noise::UserName, seed), (Noise::Dates, seed)],
        ..then.clone()
    };
    vec![
        of(fonts::MACOS, 2.0, 11),
        of(fonts::WINDOWS, 1.25, 12),
        Take { font: Some(fonts::ANDROID), scale: 1.5, ..then.clone() },
        Take { font: Some(fonts::LINUX), ..then.clone() },
        Take { dark: true, ..then },
    ]
}

fn is_aside(seed: u64) -> bool {
    seed.is_multiple_of(ASIDE)
}

fn seed_of(text: &str) -> u64 {
    text.bytes().fold(0xcbf2_9ce4_8422_2325, |hash, byte| (hash ^ u64::from(byte)).wrapping_mul(0x0100_0000_01b3)) >> 20
}

fn frame_named<'a>(shots: &'a [Shot], name: &str) -> Option<&'a Shot> {
    shots.iter().find(|shot| shot.name == name)
}

/// Parts of every frame, held against the same frame of another walk.
fn anywhere(source: &Taken, frame: &Taken, class: Class, times: u64) -> Result<Vec<Case>> {
    let frames = frame.shots()?;
    let mut cases = Vec::new();
    for shot in source.shots()? {
        let Some(other) = frame_named(&frames, &shot.name) else { continue };
        for time in 0..times {
            let name = format!("{} {} {time}", source.folder_name(), shot.name);
            let seed = seed_of(&name);
            let Some((part, row)) = cases::part(&shot, &mut Rng::with_seed(seed)) else { continue };
            let moved = place::moved(&shot, other, &part);
            if moved.share < KNOWN {
                continue;
            }
            cases.push(Case {
                name,
                aside: is_aside(seed),
                class: if row && class == Class::Same { Class::OneRow } else { class },
                wish: cases::wish(&shot, &part, row, None, seed),
                source: shot.clone(),
                frame: other.clone(),
                moved: Some(moved.by),
                placed: true,
                says: if moved.same { Says::Current } else { Says::Unjudged },
                control: None,
            });
        }
    }
    Ok(cases)
}

/// The guide's own ten pictures as people cut them, held against another walk.
pub(crate) fn guide_pictures(
    source: &Taken,
    frame: &Taken,
    what: &str,
    times: u64,
    says: impl Fn(u32) -> Says,
) -> Result<Vec<Case>> {
    let frames = frame.shots()?;
    let mut cases = Vec::new();
    for (file, cut) in &source.cuts {
        let shot = source.shot_of(cut)?;
        let Some(other) = frame_named(&frames, &shot.name) else { continue };
        for time in 0..times {
            let name = format!("{what} {file} {time}");
            cases.push(guide_picture(&shot, other, cut, &name, says(shot.step)));
        }
    }
    Ok(cases)
}

fn guide_picture(shot: &Shot, other: &Shot, cut: &Cut, name: &str, says: Says) -> Case {
    let seed = seed_of(name);
    let mut chance = Rng::with_seed(seed);
    let mut off = || chance.f64() * 14.0 - 4.0;
    let [left, top, right, bottom] = [off(), off(), off(), off()].map(f64::round);
    let region = cut.region;
    let part = Rect::new(region.x - left, region.y - top, region.width + left + right, region.height + top + bottom);
    let in_frame = shot.in_picture(&region);
    let target = cut.target.map(|target| target.moved(in_frame.x, in_frame.y));
    let moved = place::moved(shot, other, &part);
    let mut wish = cases::wish(shot, &part, false, target, seed);
    wish.marks.extend(cut.secrets.iter().map(|secret| ("redaction", secret.moved(in_frame.x, in_frame.y))));
    Case {
        name: name.to_owned(),
        aside: is_aside(seed),
        class: Class::Same,
        wish,
        source: shot.clone(),
        frame: other.clone(),
        moved: Some(moved.by),
        placed: moved.share >= 0.8,
        says,
        control: target.zip(other.target),
    }
}

/// Parts of frames, held against frames of other stages that don't show them.
fn elsewhere(source: &Taken, frame: &Taken, what: &str) -> Result<Vec<Case>> {
    let frames = frame.shots()?;
    let mut cases = Vec::new();
    for (file, cut) in &source.cuts {
        let shot = source.shot_of(cut)?;
        for other in &frames {
            let moved = place::moved(&shot, other, &cut.region);
            if moved.things < 3 || moved.share > ELSEWHERE || other.step == shot.step {
                continue;
            }
            let name = format!("{what} {file} on {}", other.name);
            let mut case = guide_picture(&shot, other, cut, &name, Says::Unjudged);
            case.moved = None;
            case.control = None;
            cases.push(case);
        }
    }
    let mut chance = Rng::with_seed(7);
    chance.shuffle(&mut cases);
    cases.truncate(60);
    Ok(cases)
}

impl Taken {
    fn folder_name(&self) -> String {
        let name = self.folder.parent().and_then(|folder| folder.file_name());
        name.map(|name| name.to_string_lossy().into_owned()).unwrap_or_default()
    }
}

/// Opens what a corpus needs, so that walking is over before judging begins.
pub(crate) fn prepared(bench: &Bench, corpora: &[Corpus]) -> Result<Vec<(Corpus, Vec<Case>)>> {
    let of = |corpus: &Corpus| Ok((*corpus, cases(bench, *corpus).with_context(|| format!("the corpus {corpus:?}"))?));
    corpora.iter().map(of).collect()
}
