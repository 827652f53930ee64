//! Noise alarms nobody, and lies where its table says: outside the pictures, in masked or patterned words, or it passes.

use guidewalk::outline::{Outline, Rect};
use guidewalk::picture::{self, Area, Picture, Tolerance};
use guidewalk::practice::{Edition, Lies, Noise};
use guidewalk::record::StepRecord;
use guidewalk::references;

use crate::walking::{self, Walked, each};

/// Where the practice guide's pictures are, from the folder of its text.
const PICTURES: &str = "../assets/img/posts/generating-a-token";

/// A panel's corners are no rounder than this, pixels.
const CORNER: i64 = 12;

/// The seed of all noises: `GUIDEWALK_SEED`, else always the same.
fn seed() -> u64 {
    std::env::var("GUIDEWALK_SEED").ok().map_or(17, |seed| seed.parse().unwrap())
}

fn walk(edition: Edition, noises: impl IntoIterator<Item = Noise>) -> Walked {
    let guide = walking::guide_of_this_browser().to_string_lossy().into_owned();
    let mut arguments = vec![guide, format!("--practice={edition}")];
    for noise in noises {
        arguments.extend(["--noise".to_owned(), format!("{noise}:{}", seed())]);
    }
    let arguments: Vec<&str> = arguments.iter().map(String::as_str).collect();
    walking::check(&arguments)
}

/// What a walk found, without what things are called now: that may be a name or a count.
fn verdicts(walked: &Walked) -> Vec<String> {
    let step = |step: &StepRecord| {
        let mut findings: Vec<String> =
            step.findings.iter().map(|finding| format!("{} {} {:?}", finding.kind, finding.severity, finding.was)).collect();
        findings.sort();
        format!("{} {} {:?} {}", step.step, step.status, step.reason, findings.join("; "))
    };
    walked.record.steps.iter().map(step).collect()
}

#[test]
fn no_noise_alarms_anybody_and_each_lies_where_its_table_says() {
    each([Lies::Outside, Lies::Veiled, Lies::Passing, Lies::Drawing], |lies| {
        let walked = walk(Edition::January2024, Noise::ALL.into_iter().filter(|noise| noise.lies() == lies));
        if walked.code != Some(0) || walked.record.steps.iter().any(|step| !step.findings.is_empty()) {
            return Err(format!("{lies:?}: {}", walked.in_words()));
        }
        let steps = walked.record.steps.iter().filter(|_| lies != Lies::Drawing);
        let differing: Vec<String> = steps.filter_map(|step| difference(&walked, step, lies)).collect();
        if differing.is_empty() { Ok(()) } else { Err(format!("{lies:?}: {}", differing.join("\n"))) }
    });
}

/// The guide of 2024 can't be laid on the menus of 2022; `scripts/bench trust` has a guide of its own for them.
#[test]
fn all_noise_at_once_changes_nothing_of_what_is_found_on_the_site_of_today() {
    each([Edition::November2026], |edition| {
        let (calm, noisy) = (walk(edition, []), walk(edition, Noise::ALL));
        let same = verdicts(&calm) == verdicts(&noisy) && calm.code == noisy.code;
        if same { Ok(()) } else { Err(format!("{edition}: {}\nbut without noise\n{}", noisy.in_words(), calm.in_words())) }
    });
}

/// Where a step's frame differs from its picture, beyond what noise of this sort may touch.
fn difference(walked: &Walked, step: &StepRecord, lies: Lies) -> Option<String> {
    let name = step.reference.as_ref()?.rsplit('/').next()?;
    let place = step.registration?;
    let folder = walking::guide_of_this_browser().with_file_name(PICTURES);
    let taken = references::read_taken(&folder).unwrap();
    let entry = &taken.pictures[name];
    let reference = decoded(&folder.join(name));
    let frame = decoded(&walked.record_folder().join(step.frame.as_ref()?));
    let corner = Area::nearest(place.x, place.y, 1.0, 1.0);
    let region = Area::new(corner.x, corner.y, reference.area().width, reference.area().height);
    let mut veiled: Vec<Area> = entry.masks.iter().map(|mask| area(&mask.bounds, 1)).collect();
    if lies == Lies::Veiled {
        let rows = entry.masks.iter().map(|mask| area(&mask.bounds, 20));
        veiled.extend(rows.map(|row| Area::new(0, row.y, region.width, row.height)));
        let patterned = |name: &str, text: &str| {
            name.contains("notifications") || [name, text].iter().any(|words| words.contains(|c: char| c.is_ascii_digit()))
        };
        let then = entry.items.iter().filter(|item| patterned(&item.name, &item.text)).map(|item| area(&item.bounds, 2));
        let outline = outline(walked, step);
        let now = outline.items.iter().filter(|item| patterned(&item.name, &item.text));
        veiled.extend(then.chain(now.map(|item| area(&item.bounds.moved(-place.x, -place.y), 2))));
    }
    // Beside the round corners of a panel the page behind it is seen, where a banner may lie.
    if entry.items.iter().any(|item| item.within.iter().any(|within| within.starts_with("dialog"))) {
        let (right, bottom) = (region.width - CORNER, region.height - CORNER);
        let corners = [(0, 0), (right, 0), (0, bottom), (right, bottom)];
        veiled.extend(corners.map(|(x, y)| Area::new(x, y, CORNER, CORNER)));
    }
    let found = picture::diff(&reference, &frame.crop(region, [255; 4]), &Tolerance::default(), &veiled);
    let places: Vec<String> = found.clusters.iter().map(|cluster| format!("{:?}", cluster.bounds)).collect();
    (!places.is_empty()).then(|| format!("{name} differs at {}", places.join(", ")))
}

fn outline(walked: &Walked, step: &StepRecord) -> Outline {
    let path = format!("outlines/{}.json", step.shows.as_ref().unwrap());
    serde_json::from_slice(&std::fs::read(walked.record_folder().join(path)).unwrap()).unwrap()
}

fn decoded(path: &std::path::Path) -> Picture {
    picture::decode(&std::fs::read(path).unwrap()).unwrap()
}

fn area(bounds: &Rect, margin: i64) -> Area {
    Area::nearest(bounds.x, bounds.y, bounds.width, bounds.height).grown(margin)
}
