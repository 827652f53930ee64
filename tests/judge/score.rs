//! What the answers of a corpus come to.

use guidewalk::judge::{Kind, Severity};
use guidewalk::outline::Rect;

use crate::cases::{Class, Says};
use crate::judged::{Again, Found, Judged, Said};
use crate::line;
use crate::marker::Drawn;
use crate::tally::{Share, median};

/// From this confidence on an answer counts as sure.
const SURE: f64 = 0.6;
/// How far a place may be off, frame pixels; and a scale, as a share.
const PLACE: f64 = 3.0;
const SCALE: f64 = 0.01;
/// How far the step's control may be off in another edition, frame pixels.
const CONTROL: f64 = 20.0;
/// How much of a mark's box must agree (intersection over union), and how far ends may be off, picture pixels.
const OVERLAP: f64 = 0.7;
const ENDS: f64 = 5.0;

/// Shares of one part of a corpus.
#[derive(Default)]
pub(crate) struct Score {
    pub(crate) pictures: usize,
    trouble: usize,
    same: Share,
    fonts: Share,
    rows: Share,
    sure: Share,
    right_when_sure: Share,
    /// How often what OpenCV's SIFT proposes is right, of the same pictures as the three above.
    pub(crate) sift: Share,
    elsewhere: Share,
    control: Share,
    frames: Share,
    ends: Share,
    other_marks: Share,
    false_marks: Share,
    precision: Share,
    recall: Share,
    renamed: Share,
    kinds: Share,
    false_alarms: Share,
    remarked: Share,
    unsure: Share,
    seconds: Vec<f64>,
}

/// What is wrong with an answer, in words; nothing where it is right.
pub(crate) fn weigh(score: &mut Score, judged: &Judged) -> Vec<String> {
    score.pictures += 1;
    score.seconds.push(judged.answer.seconds);
    let Some(said) = &judged.answer.said else {
        score.trouble += 1;
        count_verdict(score, judged, None);
        return vec![format!("no answer (exit {:?}): {}", judged.answer.code, judged.answer.trouble)];
    };
    let mut wrong = Vec::new();
    wrong.extend(weigh_place(score, judged, said));
    wrong.extend(weigh_control(score, judged, said));
    wrong.extend(weigh_marks(score, judged, said));
    wrong.extend(count_verdict(score, judged, Some(said)));
    wrong
}

/// Whether a place is the true one.
pub(crate) fn is_right(judged: &Judged, scale: f64, x: f64, y: f64) -> bool {
    let Some(truth) = judged.lies else { return false };
    let centre = judged.shows.centre();
    let (right, found) = (truth.at(centre), (scale * centre.0 + x, scale * centre.1 + y));
    let off = (right.0 - found.0).hypot(right.1 - found.1);
    off <= PLACE && (scale / truth.scale - 1.0).abs() <= SCALE
}

fn weigh_place(score: &mut Score, judged: &Judged, said: &Said) -> Option<String> {
    let placed = said.registration.as_ref();
    if judged.lies.is_none() {
        score.elsewhere.count(placed.is_none());
        return placed.map(|one| format!("is on another screen, and is laid on it with confidence {:.2}", one.confidence));
    }
    if !judged.case.placed {
        return None;
    }
    let right = placed.is_some_and(|one| one.ambiguous || is_right(judged, one.scale, one.x, one.y));
    match judged.case.class {
        Class::Same => score.same.count(right),
        Class::OtherFont => score.fonts.count(right),
        Class::OneRow => score.rows.count(right),
    }
    let sure = placed.is_some_and(|one| one.confidence >= SURE && !one.ambiguous);
    score.sure.count(sure);
    if sure {
        score.right_when_sure.count(right);
    }
    let truth = judged.lies?;
    (!right).then(|| match placed {
        Some(one) => format!(
            "should lie at {:.3} {:.0},{:.0} and is laid at {:.3} {:.0},{:.0} (confidence {:.2})",
            truth.scale, truth.x, truth.y, one.scale, one.x, one.y, one.confidence
        ),
        None => format!("should lie at {:.3} {:.0},{:.0} and is called another screen", truth.scale, truth.x, truth.y),
    })
}

fn weigh_control(score: &mut Score, judged: &Judged, said: &Said) -> Option<String> {
    let (then, now) = judged.case.control?;
    let one = said.registration.as_ref();
    let off = one.map(|one| {
        let (x, y) = judged.on_source.back(&then).centre();
        let (right_x, right_y) = now.centre();
        let holds = |again: &&Again| again.reference_box.intersection(&Rect::new(x - 0.5, y - 0.5, 1.0, 1.0)).is_some();
        let smallest = |a: &&Again, b: &&Again| a.reference_box.area().total_cmp(&b.reference_box.area());
        let again = said.controls.iter().filter(holds).min_by(smallest).map(|again| again.frame_box.centre());
        let (x, y) = again.unwrap_or((one.scale * x + one.x, one.scale * y + one.y));
        (x - right_x).hypot(y - right_y)
    });
    let right = off.is_some_and(|off| off <= CONTROL) || one.is_some_and(|one| one.ambiguous);
    score.control.count(right);
    (!right).then(|| format!("the step's control is {off:.0?} pixels off"))
}

fn overlap(one: &Rect, other: &Rect) -> f64 {
    let both = one.intersection(other).map_or(0.0, |both| both.area());
    both / (one.area() + other.area() - both).max(1e-9)
}

fn family(kind: &str) -> &str {
    if kind == "rounded-box" { "box" } else { kind }
}

fn weigh_marks(score: &mut Score, judged: &Judged, said: &Said) -> Option<String> {
    let whole = Rect::new(judged.shows.x, judged.shows.y, judged.shows.width, judged.shows.height);
    let mut missed = Vec::new();
    let mut boxes = Vec::new();
    for mark in &judged.marks {
        let [x, y, width, height] = mark.bounds;
        let Some(bounds) = Rect::new(x, y, width, height).intersection(&whole) else { continue };
        boxes.push(bounds);
        let found = is_found(mark, &bounds, said);
        match mark.kind {
            "box" | "rounded-box" | "ellipse" => score.frames.count(found),
            "arrow" | "underline" => score.ends.count(found),
            _ => score.other_marks.count(found),
        }
        if !found {
            missed.push(mark.kind);
        }
    }
    let invented = said.marks.iter().filter(|found| boxes.iter().all(|drawn| drawn.intersection(&found.grown(6.0)).is_none()));
    let invented = invented.count();
    score.false_marks.count(invented > 0);
    let right = missed.is_empty() && invented == 0;
    (!right).then(|| format!("marks not found: {missed:?}; {invented} that nobody drew"))
}

fn is_found(mark: &Drawn, bounds: &Rect, said: &Said) -> bool {
    said.marks.iter().zip(said.mark_styles.iter().map(Some).chain(std::iter::repeat(None))).any(|(found, style)| {
        match mark.kind {
            "arrow" | "underline" => {
                let apart =
                    [found.x - bounds.x, found.y - bounds.y, found.right() - bounds.right(), found.bottom() - bounds.bottom()];
                apart.iter().all(|apart| apart.abs() <= ENDS + mark.stroke) && style.is_none_or(|style| style.kind == mark.kind)
            }
            "box" | "rounded-box" | "ellipse" => {
                let frame = |kind: &str| ["box", "rounded-box", "ellipse"].contains(&kind);
                overlap(found, bounds) >= OVERLAP && style.is_none_or(|style| frame(&style.kind))
            }
            _ => overlap(found, bounds) >= 0.5 && style.is_none_or(|style| family(&style.kind) == mark.kind),
        }
    })
}

fn speaks_of(finding: &Found, names: &str) -> bool {
    let plain = |words: &str| words.to_lowercase().replace('…', "...");
    let names = plain(names);
    [&finding.was, &finding.now, &finding.message].iter().any(|words| plain(words).contains(&names))
}

fn count_verdict(score: &mut Score, judged: &Judged, said: Option<&Said>) -> Option<String> {
    let drifted = said.is_some_and(|said| said.status == "drifted");
    let unsure = said.is_none_or(|said| said.status == "unsure");
    let findings: Vec<String> = said
        .map(|said| {
            said.findings.iter().map(|one| format!("{} {} {:?} -> {:?}", one.kind, one.severity, one.was, one.now)).collect()
        })
        .unwrap_or_default();
    let findings = findings.join("; ");
    match &judged.case.says {
        Says::Unjudged => None,
        Says::Current => {
            score.unsure.count(unsure);
            score.false_alarms.count(drifted);
            if drifted {
                score.precision.count(false);
            }
            let wrong = if drifted { "drifted" } else { "unsure" };
            (drifted || unsure).then(|| format!("is current and called {wrong}: {findings}"))
        }
        Says::Remarked(kind) => {
            score.unsure.count(unsure);
            score.false_alarms.count(drifted);
            let remarked = said.is_some_and(|said| said.findings.iter().any(|one| one.kind == *kind));
            score.remarked.count(remarked);
            (drifted || !remarked).then(|| format!("should only remark {kind}; says {findings}"))
        }
        Says::Drifted(truths) => {
            score.unsure.count(unsure);
            score.recall.count(drifted);
            if drifted {
                score.precision.count(true);
            }
            let found = said.map(|said| said.findings.as_slice()).unwrap_or_default();
            let mut wrong = Vec::new();
            for (kind, names) in truths {
                let about: Vec<&Found> = found.iter().filter(|one| speaks_of(one, names)).collect();
                let of_kind = about.iter().any(|one| one.kind == *kind);
                if *kind == Kind::Renamed {
                    score.renamed.count(about.iter().any(|one| one.severity > Severity::Cosmetic));
                }
                if !about.is_empty() {
                    score.kinds.count(of_kind);
                }
                wrong.extend((!of_kind).then(|| format!("{kind} {names:?}")));
            }
            let status = said.map_or("nothing", |said| &said.status);
            (!drifted || !wrong.is_empty()).then(|| format!("should say {wrong:?}, is called {status}; says {findings}"))
        }
    }
}

impl Score {
    /// Prints what isn't empty.
    pub(crate) fn print(&self, title: &str) {
        if self.pictures == 0 {
            return;
        }
        let seconds = median(self.seconds.iter().copied()) * 1000.0;
        line(&format!(
            "\n{title}: {} pictures, median {seconds:.0} ms each (whole process, reading included), {} without an answer",
            self.pictures, self.trouble
        ));
        let rows: [(&str, Share); 18] = [
            ("placed within 3 px and 1 %, same renderer (0.98)", self.same),
            ("placed within 3 px and 1 %, one row, same renderer (0.98)", self.rows),
            ("placed within 3 px and 1 %, other font, density, theme (0.95)", self.fonts),
            ("  OpenCV SIFT + RANSAC on the same pictures", self.sift),
            ("answerable with confidence 0.6 or more (0.85)", self.sure),
            ("right among these (0.995)", self.right_when_sure),
            ("\"not this screen\" right (0.98)", self.elsewhere),
            ("the step's control within 20 px (0.90)", self.control),
            ("boxes and ellipses, IoU 0.7 (0.90)", self.frames),
            ("arrows and underlines, corners within 5 px", self.ends),
            ("badges, highlighters, blurs, redactions, IoU 0.5", self.other_marks),
            ("pictures with a mark that nobody drew", self.false_marks),
            ("verdict, precision (0.95)", self.precision),
            ("verdict, recall (0.95)", self.recall),
            ("renamed, recall (1.00)", self.renamed),
            ("kinds right among what is spoken of (0.90)", self.kinds),
            ("current pictures called drifted (under 0.01)", self.false_alarms),
            ("cosmetic changes remarked", self.remarked),
        ];
        for (what, share) in rows.iter().chain([("unsure (under 0.05)", self.unsure)].iter()).filter(|(_, share)| share.of > 0) {
            line(&format!("  {what:<66} {}", share.shown()));
        }
    }
}
