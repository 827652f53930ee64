//! The page on which a person decides: what it says, in the order in which it says it. The templates only write it down.

use std::ops::Range;

use anyhow::{Context, Result};
use minijinja::value::Serde;
use minijinja::{Environment, context};
use serde::Serialize;

use super::register::{self, Placed};
use super::sentence::LineChange;
use super::{Answer, Desk, Question, Review, Subject, prose};
use crate::judge::Finding;
use crate::outline::Rect;
use crate::picture as pixels;
use crate::record::{StepRecord, VariantRecord};
use crate::report::html::panel::{Panel, Side, panel, shown_width, whole};
use crate::report::html::pictures::{Kept, Picture, Pictures};
use crate::report::{self, html};

/// The page's own style, after the one that all pages share.
const STYLE: &str = concat!(include_str!("../report/html/page.css"), include_str!("page.css"));
const SCRIPT: &str = concat!(include_str!("../report/html/viewer.js"), include_str!("page.js"));

/// A page, with the pictures that it shows: the first of them is number 1.
#[derive(Debug)]
pub(super) struct Page {
    pub(super) html: String,
    pub(super) pictures: Vec<Picture>,
}

/// What the page may load: its own style and script by their digests, and pictures and answers from where it came.
pub(super) fn policy() -> String {
    format!(
        "default-src 'none'; img-src 'self'; connect-src 'self'; style-src {}; script-src {}; base-uri 'none'; form-action 'none'; \
         frame-ancestors 'none'",
        html::hash(STYLE),
        html::hash(SCRIPT)
    )
}

#[derive(Debug, Serialize)]
struct StepView {
    number: u32,
    heading: String,
    body: String,
    questions: Vec<QuestionView>,
    findings: Vec<FindingView>,
    is_same: bool,
}

#[derive(Debug, Serialize)]
struct QuestionView {
    n: usize,
    kind: &'static str,
    /// Before, what goes, what comes, after.
    parts: Vec<String>,
    trouble: Option<String>,
}

#[derive(Debug, Serialize)]
struct FindingView {
    severity: &'static str,
    change: String,
    message: String,
}

/// The old picture and the new one.
#[derive(Debug, Default, Serialize)]
struct Pair {
    step: u32,
    n: usize,
    old: Option<Panel>,
    new: Option<Panel>,
    stack: Option<Stack>,
    others: Vec<Other>,
}

/// A file that is written with the new picture: in another theme, finer, or in another format.
#[derive(Debug, Serialize)]
struct Other {
    name: String,
    panel: Option<Panel>,
}

/// Both in register: what lies where, in pixels of the new one.
#[derive(Debug, Serialize)]
struct Stack {
    view_box: String,
    width: f64,
    height: f64,
    old: String,
    new: String,
    transform: String,
}

/// The page as it stands.
pub(super) fn of(review: &Review) -> Result<Page> {
    let environment = environment()?;
    let drawn = Drawn::of(review, &environment)?;
    let guide = review.guide();
    let mut first = 0;
    let steps: Vec<StepView> = guide
        .steps
        .iter()
        .map(|step| {
            let due = first..first + step.pictures.len();
            first = due.end;
            drawn.step(step, due)
        })
        .collect();
    let values = context! {
        title => guide.title.clone(),
        guide => report::harmless(&review.record().guide.path),
        started => review.record().started.clone(),
        site => review.record().site.clone(),
        complete => review.record().complete,
        steps => Serde(steps),
        total => review.questions().len(),
        shown_at_once => report::SHOWN_AT_ONCE,
        pictures => Serde(drawn.pictures.clone()),
        state => state(review, None)?.to_string(),
        style => STYLE,
        script => SCRIPT,
    };
    let html = environment.get_template("page").and_then(|page| page.render(values)).context("cannot put the page together")?;
    Ok(Page { html, pictures: drawn.pictures })
}

/// The whole guide as it will be when what was accepted is written, and what that is.
pub(super) fn last_look(review: &Review, desk: &Desk) -> Result<String> {
    let environment = environment()?;
    let mut drawn = Drawn::of(review, &environment)?;
    let wish = review.accepted()?;
    drawn.accepted = Some(wish.pictures.clone());
    drawn.changes = wish.sentences.clone();
    let values = context! {
        body => drawn.whole(),
        pictures => wish.pictures.len(),
        sentences => wish.sentences.len(),
        kept => review.questions().len() - wish.open - wish.pictures.len() - wish.sentences.len(),
        open => wish.open,
        trouble => review.why_not(&wish, desk),
    };
    environment.get_template("last").and_then(|page| page.render(values)).context("cannot put the last look together")
}

/// The answers, for the page's script; `undone` is a question whose answer was just taken back.
pub(super) fn state(review: &Review, undone: Option<usize>) -> Result<serde_json::Value> {
    let answers = review.answers()?;
    let named = |answer: &Option<Answer>| match answer {
        Some(Answer::Accept) => "accept",
        Some(Answer::Reject) => "reject",
        None => "open",
    };
    let steps: Vec<u32> = review.questions().iter().map(|question| question.step).collect();
    let questions = review.questions().iter().map(|question| serde_json::json!({ "name": question.name, "of": question.of }));
    Ok(serde_json::json!({
        "questions": questions.collect::<Vec<_>>(),
        "answers": answers.iter().map(named).collect::<Vec<_>>(),
        "steps": steps,
        "undone": undone,
        "can_undo": super::Decisions::read(review.folder())?.last().is_some(),
    }))
}

fn environment() -> Result<Environment<'static>> {
    let mut environment = html::templates(include_str!("page.html"))?;
    for (name, text) in [("pair", include_str!("pair.html")), ("last", include_str!("last.html"))] {
        environment.add_template(name, text).context("a page's template is broken")?;
    }
    Ok(environment)
}

/// The guide's parts, with the pictures that are shown so far.
struct Drawn<'a> {
    review: &'a Review,
    /// What stands at the place of each picture of the guide.
    places: Vec<String>,
    /// The old picture alone, and the new one alone.
    alone: Vec<[String; 2]>,
    pictures: Vec<Picture>,
    changes: Vec<LineChange>,
    /// The steps with new pictures, in the last look.
    accepted: Option<Vec<u32>>,
}

impl<'a> Drawn<'a> {
    fn of(review: &'a Review, environment: &Environment<'static>) -> Result<Self> {
        let mut pictures = Pictures::new(review.folder().path(), Kept::Beside);
        let (mut places, mut alone) = (Vec::new(), Vec::new());
        for step in &review.guide().steps {
            for (at, link) in step.pictures.iter().enumerate() {
                let asked = review.questions().iter().enumerate().find(|(_, question)| is_about(question, step.number));
                let name = link.address.rsplit('/').next().unwrap_or_default();
                let old = pictures.get(&format!("references/{name}"));
                let kept = plain(environment, old.as_ref(), name, &link.alt, false)?;
                let Some((n, question)) = asked.filter(|_| at == 0) else {
                    places.push(kept.clone());
                    alone.push([kept.clone(), kept]);
                    continue;
                };
                let pair = pair(review, question, n, old.as_ref(), &mut pictures);
                let pair_html = environment.get_template("pair").and_then(|page| page.render(context! { pair => Serde(&pair) }));
                places.push(pair_html.context("cannot put a picture in its place")?);
                let Subject::Picture(staged) = &question.subject else { continue };
                alone.push([kept, plain(environment, pictures.get(staged).as_ref(), name, &link.alt, true)?]);
            }
        }
        let changes = review.questions().iter().filter_map(|question| match &question.subject {
            Subject::Sentence(change) => Some(change.clone()),
            Subject::Picture(_) => None,
        });
        Ok(Self { review, places, alone, pictures: pictures.into_all(), changes: changes.collect(), accepted: None })
    }

    fn html(&self, span: Range<usize>, due: Range<usize>) -> String {
        let guide = self.review.guide();
        let steps = guide.steps.iter().flat_map(|step| step.pictures.iter().map(|_| step.number)).collect::<Vec<_>>();
        let place = |n: usize| {
            let is_new = |accepted: &Vec<u32>| steps.get(n).is_some_and(|step| accepted.contains(step));
            let shown = match &self.accepted {
                None => self.places.get(n),
                Some(accepted) => self.alone.get(n).map(|both| &both[usize::from(is_new(accepted))]),
            };
            shown.cloned().unwrap_or_default()
        };
        let changes: Vec<&LineChange> = self.changes.iter().collect();
        prose::html(guide, span, &changes, due, &place)
    }

    /// The whole guide, step by step, with what stands around the steps.
    fn whole(&self) -> String {
        let guide = self.review.guide();
        let (mut out, mut at, mut first) = (String::new(), 0, 0);
        for step in &guide.steps {
            out += &self.html(at.min(step.span.start)..step.span.start, 0..0);
            let due = first..first + step.pictures.len();
            first = due.end;
            out += &self.html(step.span.clone(), due);
            at = step.span.end;
        }
        out + &self.html(at..guide.source.len(), 0..0)
    }

    fn step(&self, step: &crate::guide::Step, due: Range<usize>) -> StepView {
        let review = self.review;
        let asked = review.questions().iter().enumerate().filter(|(_, question)| question.step == step.number);
        let recorded = review.record().steps.iter().find(|recorded| recorded.step == step.number);
        StepView {
            number: step.number,
            heading: step.heading.clone(),
            body: self.html(step.span.clone(), due),
            questions: asked.map(|(n, question)| question_view(n, question)).collect(),
            findings: recorded.into_iter().flat_map(|recorded| &recorded.findings).map(finding_view).collect(),
            is_same: review.same().contains(&step.number),
        }
    }
}

fn is_about(question: &Question, step: u32) -> bool {
    question.step == step && matches!(question.subject, Subject::Picture(_))
}

fn question_view(n: usize, question: &Question) -> QuestionView {
    let (kind, parts) = match &question.subject {
        Subject::Picture(_) => ("picture", Vec::new()),
        Subject::Sentence(change) => {
            let kind = if change.is_in_alternative() { "alternative" } else { "sentence" };
            (kind, shortened(change.parts()))
        }
    };
    QuestionView { n, kind, parts, trouble: question.trouble.clone() }
}

/// A line may be a whole paragraph: what stands far from the change is left out.
fn shortened([before, goes, comes, after]: [&str; 4]) -> Vec<String> {
    const NEAR: usize = 90;
    let (from, to) = (before.chars().count(), after.chars().count());
    let before: String = before.chars().skip(from.saturating_sub(NEAR)).collect();
    let before = if from > NEAR { format!("… {}", before.split_once(' ').map_or("", |(_, rest)| rest)) } else { before };
    let mut behind: String = after.chars().take(NEAR).collect();
    if to > NEAR {
        behind = format!("{} …", behind.rsplit_once(' ').map_or("", |(rest, _)| rest));
    }
    vec![before, goes.to_owned(), comes.to_owned(), behind]
}

fn finding_view(finding: &Finding) -> FindingView {
    // The place in the file is of no use to someone who has the guide before them.
    let message = finding.message.rsplit_once(". ").map_or(finding.message.as_str(), |(sentence, _)| sentence);
    let message = message.split_once(": ").filter(|(step, _)| step.starts_with("Step ")).map_or(message, |(_, rest)| rest);
    let mut letters = message.chars();
    let message = letters.next().map(|first| first.to_uppercase().chain(letters).collect()).unwrap_or_default();
    FindingView { severity: finding.severity.name(), change: finding.change(), message }
}

/// A picture that nothing is asked about, or the new one alone.
fn plain(environment: &Environment, picture: Option<&Picture>, name: &str, alt: &str, is_new: bool) -> Result<String> {
    let panel = picture.map(|picture| panel(picture, whole(picture), shown_width(whole(picture), 1.0), alt.to_owned(), None));
    let values = context! { plain => Serde(&panel), name => name, is_new => is_new };
    environment.get_template("pair").and_then(|page| page.render(values)).context("cannot put a picture in its place")
}

fn pair(review: &Review, question: &Question, n: usize, old: Option<&Picture>, pictures: &mut Pictures) -> Pair {
    let Subject::Picture(staged) = &question.subject else { return Pair::default() };
    let Some(step) = review.record().steps.iter().find(|step| step.step == question.step) else { return Pair::default() };
    let new = pictures.get(staged);
    let placed = new.as_ref().and_then(|new| pixels::decode(&new.bytes).ok()).and_then(|decoded| {
        let old = old.and_then(|old| pixels::decode(&old.bytes).ok()).map(|old| (old.width(), old.height()));
        register::placed(review.folder(), step, &decoded, old)
    });
    let others = step.variants.iter().map(|variant| other(variant, pictures)).collect();
    Pair { others, ..laid_out(step, n, old, new.as_ref(), placed, review.record().browser.scale) }
}

fn other(variant: &VariantRecord, pictures: &mut Pictures) -> Other {
    let name = variant.reference.rsplit('/').next().unwrap_or_default().to_owned();
    let shown = |picture: Picture| {
        let part = whole(&picture);
        panel(&picture, part, shown_width(part, 1.0), format!("The new {name}"), None)
    };
    Other { panel: pictures.get(&variant.staged).map(shown), name }
}

/// Both pictures in the same scale, so that a word is as large in one as in the other.
fn laid_out(
    step: &StepRecord,
    n: usize,
    old: Option<&Picture>,
    new: Option<&Picture>,
    placed: Option<Placed>,
    density: f64,
) -> Pair {
    let of = format!("step {}: {}", step.step, step.heading);
    let cut = placed.and_then(|placed| placed.cut).unwrap_or_default();
    let findings: Vec<Finding> = step
        .findings
        .iter()
        .map(|finding| Finding { frame_box: finding.frame_box.map(|bounds| bounds.moved(-cut.0, -cut.1)), ..finding.clone() })
        .collect();
    let width = new.map_or(0.0, |new| shown_width(whole(new), density));
    let unit = new.map_or(1.0, |new| if width > 0.0 { new.width / width } else { 1.0 });
    let shown_new = new.map(|new| {
        let marks = placed.and_then(|placed| placed.cut).map(|_| (&findings[..], Side::Frame));
        panel(new, whole(new), width, format!("The new picture at {of}"), marks)
    });
    let shown_old = old.map(|old| {
        let width = placed.map_or_else(|| shown_width(whole(old), density), |placed| old.width * placed.scale / unit);
        panel(old, whole(old), width, format!("The guide’s picture at {of}"), Some((&findings[..], Side::Reference)))
    });
    let stack = placed.zip(old).zip(new).map(|((placed, old), new)| stack(placed, old, new, unit));
    Pair { step: step.step, n, old: shown_old, new: shown_new, stack, others: Vec::new() }
}

fn stack(placed: Placed, old: &Picture, new: &Picture, unit: f64) -> Stack {
    let old_area = whole(old).scaled(placed.scale).moved(placed.x, placed.y);
    let new_area = whole(new);
    let (left, top) = (old_area.x.min(0.0), old_area.y.min(0.0));
    let (right, bottom) = (old_area.right().max(new_area.right()), old_area.bottom().max(new_area.bottom()));
    let all = Rect::new(left, top, right - left, bottom - top);
    Stack {
        view_box: format!("{:.2} {:.2} {:.2} {:.2}", all.x, all.y, all.width, all.height),
        width: (all.width / unit).round(),
        height: (all.height / unit).round(),
        old: old.id.clone(),
        new: new.id.clone(),
        transform: format!("translate({:.3} {:.3}) scale({:.5})", placed.x, placed.y, placed.scale),
    }
}
