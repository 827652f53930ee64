//! Where a person decides about what a walk made: the new pictures, and the sentences that have a safe replacement. Each is a
//! question, answered on its own; the answers are kept in the record, and what was accepted becomes one change of the guide.
//! Needs a record and its guide, and neither browser nor account.
//!
//! [`serve()`] shows it as a page on loopback, [`in_terminal()`] in a terminal.

mod after;
mod changes;
mod checkout;
mod decisions;
mod inline;
mod page;
mod prose;
mod register;
pub mod sentence;
mod server;
mod terminal;

use std::path::{Path, PathBuf};

use anyhow::{Context, Result, anyhow, bail};

use crate::guide::{self, Guide};
use crate::judge::Kind;
use crate::picture;
use crate::record::{Record, StepRecord};
use crate::store::{self, Change, Finisher, RecordFolder, Written};
use changes::Between;
pub use decisions::{Answer, Decision, Decisions};
pub use inline::Pictures;
pub use sentence::LineChange;
pub use server::{Served, serve};
pub use terminal::{Ended, Keys, in_terminal};

/// A record with its guide, and what there is to decide.
#[derive(Debug)]
pub struct Review {
    folder: RecordFolder,
    record: Record,
    guide: Guide,
    /// The command that makes new pictures of the guide again.
    again: String,
    questions: Vec<Question>,
    same: Vec<u32>,
}

/// One thing to decide.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Question {
    /// Its name in the record's decisions.
    pub name: String,
    /// What it is about, so that an answer is not taken for one to something else.
    pub of: String,
    /// The step.
    pub step: u32,
    /// What is asked.
    pub subject: Subject,
    /// Why it can't be accepted as things are.
    pub trouble: Option<String>,
}

/// What a question is about.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Subject {
    /// The new picture at this path of the record.
    Picture(String),
    /// A line of the guide.
    Sentence(LineChange),
}

/// With what is written.
#[derive(Debug, Clone)]
pub struct Desk {
    /// Where guidewalk keeps what outlives a walk.
    pub state: PathBuf,
    /// guidewalk's own program, which finishes what a kill broke off.
    pub program: Option<PathBuf>,
    /// Whether changes that are not committed may be written over.
    pub force: bool,
}

/// What is to be written.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Wish {
    /// The steps whose pictures.
    pub pictures: Vec<u32>,
    /// The changes of the text.
    pub sentences: Vec<LineChange>,
    /// How many questions have no answer.
    pub open: usize,
}

impl Wish {
    /// Whether nothing is to be written.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.pictures.is_empty() && self.sentences.is_empty()
    }
}

impl Review {
    /// Opens a record with its guide; `named` where the guide is not where the walk was started.
    ///
    /// # Errors
    /// When there is no such record, or its guide is not here or can't be read.
    pub fn open(record: &Path, named: Option<&Path>) -> Result<Self> {
        let (folder, record) = store::open_record(record)?;
        let path = guide_of(&record, named)?;
        let guide = guide::read(&path, &guide::Settings::default()).map_err(|error| anyhow!("{error}"))?;
        let again = regenerate(&record, &guide.path);
        let mut review = Self { folder, record, guide, again, questions: Vec::new(), same: Vec::new() };
        review.ask()?;
        Ok(review)
    }

    /// The record.
    #[must_use]
    pub fn record(&self) -> &Record {
        &self.record
    }

    /// The guide as it is.
    #[must_use]
    pub fn guide(&self) -> &Guide {
        &self.guide
    }

    /// The record's folder.
    #[must_use]
    pub fn folder(&self) -> &RecordFolder {
        &self.folder
    }

    /// The command that makes new pictures of the guide again, as it is typed.
    #[must_use]
    pub fn again(&self) -> &str {
        &self.again
    }

    /// What there is to decide, in the guide's order; a step's picture before its sentences.
    #[must_use]
    pub fn questions(&self) -> &[Question] {
        &self.questions
    }

    /// The steps whose new picture is the old one, pixel for pixel; nothing is asked about them.
    #[must_use]
    pub fn same(&self) -> &[u32] {
        &self.same
    }

    /// The answer to each question, as the record has them.
    ///
    /// # Errors
    /// When they can't be read.
    pub fn answers(&self) -> Result<Vec<Option<Answer>>> {
        let decisions = Decisions::read(&self.folder)?;
        Ok(self.questions.iter().map(|question| decisions.answer(&question.name, &question.of)).collect())
    }

    /// The question of this name, as long as it is about the same as when somebody saw it.
    #[must_use]
    pub fn question(&self, name: &str, of: &str) -> Option<usize> {
        self.questions.iter().position(|question| question.name == name && question.of == of)
    }

    /// Gives an answer, and keeps it.
    ///
    /// # Errors
    /// When there is no such question, or the answer can't be kept.
    pub fn answer(&self, question: usize, answer: Answer) -> Result<()> {
        let question = self.questions.get(question).context("there is no such question")?;
        let decision = Decision { question: question.name.clone(), of: question.of.clone(), answer };
        Decisions::add(&self.folder, decision)
    }

    /// Takes the last answer back, and says to which question it was.
    ///
    /// # Errors
    /// When that can't be kept.
    pub fn take_back(&self) -> Result<Option<usize>> {
        let name = Decisions::take_back(&self.folder)?;
        Ok(name.and_then(|name| self.questions.iter().position(|question| question.name == name)))
    }

    /// What was accepted.
    ///
    /// # Errors
    /// When the answers can't be read.
    pub fn accepted(&self) -> Result<Wish> {
        let answers = self.answers()?;
        let mut wish = Wish { open: answers.iter().filter(|answer| answer.is_none()).count(), ..Wish::default() };
        let accepted = self.questions.iter().zip(&answers).filter(|(_, answer)| **answer == Some(Answer::Accept));
        for (question, _) in accepted {
            match &question.subject {
                Subject::Picture(_) => wish.pictures.push(question.step),
                Subject::Sentence(change) => wish.sentences.push(change.clone()),
            }
        }
        Ok(wish)
    }

    /// What a person decided; where nobody has, every new picture, and no sentence.
    ///
    /// # Errors
    /// When the answers can't be read, or nothing is there to be written.
    pub fn decided_or_all(&self) -> Result<Wish> {
        let wish = if Decisions::read(&self.folder)?.is_empty() { self.all() } else { self.accepted()? };
        if !wish.is_empty() {
            return Ok(wish);
        }
        let shown = self.folder.path().display();
        if self.record.steps.iter().all(|step| step.staged.is_none()) && self.questions.is_empty() {
            bail!(
                "the record has no new pictures\nhint: `{0}` makes them for what has drifted, `{0} --all` for each step",
                self.again
            );
        }
        bail!("nothing that the record has is accepted and not written yet\nhint: `guidewalk review {shown}` decides again")
    }

    /// Every new picture that the guide has a place for.
    #[must_use]
    pub fn all(&self) -> Wish {
        let staged = self.record.steps.iter().filter(|step| step.staged.is_some() && step.reference.is_some());
        Wish { pictures: staged.map(|step| step.step).collect(), ..Wish::default() }
    }

    /// The new pictures of these steps, and their sentences where a person accepted them.
    ///
    /// # Errors
    /// When a step has no new picture and no accepted sentence.
    pub fn of_steps(&self, steps: &[u32]) -> Result<Wish> {
        let accepted = self.accepted()?;
        let sentences = self.questions.iter().filter(|question| steps.contains(&question.step));
        let sentences: Vec<LineChange> = sentences
            .filter_map(|question| match &question.subject {
                Subject::Sentence(change) if accepted.sentences.contains(change) => Some(change.clone()),
                _ => None,
            })
            .collect();
        let is_staged = |number: &u32| self.record.steps.iter().any(|step| step.step == *number && step.staged.is_some());
        if let Some(missing) = steps.iter().find(|number| !is_staged(number)) {
            bail!("the record has no new picture for step {missing}\nhint: `{} --step {missing}` makes one", self.again);
        }
        Ok(Wish { pictures: steps.to_vec(), sentences, open: 0 })
    }

    /// A change for each file that becomes new.
    ///
    /// # Errors
    /// When a file is not the one that was judged, or what is to be written can't be read.
    pub fn changes(&self, wish: &Wish) -> Result<Vec<Change>> {
        let steps: Vec<&StepRecord> = self.record.steps.iter().filter(|step| wish.pictures.contains(&step.step)).collect();
        let sentences: Vec<&LineChange> = wish.sentences.iter().collect();
        self.between().changes(&steps, &sentences)
    }

    /// Writes it into the guide, all or nothing, and gives the files, and what [`take_back_only`] knows it by.
    ///
    /// # Errors
    /// When a file is not the one that was judged, has changes that are not committed, or can't be written.
    pub fn write(&self, wish: &Wish, desk: &Desk) -> Result<(Vec<PathBuf>, Written)> {
        let changes = self.writable(wish, desk)?;
        let _finisher = desk.program.as_ref().and_then(|program| Finisher::start(program, &desk.state));
        let written = store::promote(&changes, &desk.state)?;
        Ok((changes.into_iter().map(|change| change.path).collect(), written))
    }

    /// Why it could not be written as things are; it may be another time, once that is mended.
    #[must_use]
    pub fn why_not(&self, wish: &Wish, desk: &Desk) -> Option<String> {
        self.writable(wish, desk).err().map(|error| format!("{error:#}"))
    }

    fn writable(&self, wish: &Wish, desk: &Desk) -> Result<Vec<Change>> {
        let changes = self.changes(wish)?;
        if !desk.force {
            checkout::refuse_uncommitted(&changes, &store::last_written(&desk.state)?)?;
        }
        Ok(changes)
    }

    fn between(&self) -> Between<'_> {
        Between { folder: &self.folder, guide: &self.guide, again: &self.again }
    }

    /// Finds out what there is to decide.
    fn ask(&mut self) -> Result<()> {
        let (mut questions, mut same) = (Vec::new(), Vec::new());
        for step in &self.record.steps {
            match self.about_picture(step)? {
                Some(question) => questions.push(question),
                None if step.staged.is_some() && step.reference.is_some() => same.push(step.step),
                None => {}
            }
            for change in sentences_of(step) {
                let name = format!("sentence-{}", change.name());
                // Of two replacements for the same words the first is offered: both can't be written.
                let is_offered = |known: &Question| {
                    known.name == name
                        || matches!(&known.subject, Subject::Sentence(other) if other.clashes_with(&change, &self.guide.source))
                };
                if change.fits(&self.guide.source) && !questions.iter().any(is_offered) {
                    let of = change.name();
                    questions.push(Question { name, of, step: step.step, subject: Subject::Sentence(change), trouble: None });
                }
            }
        }
        (self.questions, self.same) = (questions, same);
        Ok(())
    }

    /// The question about a step's new picture; none where there is no new one, or it is the old one.
    fn about_picture(&self, step: &StepRecord) -> Result<Option<Question>> {
        let (Some(staged), Some(_)) = (&step.staged, &step.reference) else { return Ok(None) };
        let bytes = self.folder.read_file(staged)?;
        let trouble = match self.between().pictures(step) {
            Ok(changes) if changes.iter().all(|(change, _)| is_same_picture(change)) => return Ok(None),
            Ok(_) => None,
            Err(error) => Some(format!("{error:#}")),
        };
        let name = format!("picture-{}", step.step);
        let subject = Subject::Picture(staged.clone());
        Ok(Some(Question { name, of: store::digest(&bytes), step: step.step, subject, trouble }))
    }
}

/// What to type for new pictures of a record's guide; what was changed on the practice site is left out.
fn regenerate(record: &Record, guide: &Path) -> String {
    let shown = store::shown(guide);
    let guide = if shown.contains(char::is_whitespace) { format!("'{shown}'") } else { shown };
    let edition = record.practice.as_deref().and_then(|words| words.strip_prefix("edition "));
    let edition = edition.and_then(|words| words.split([' ', ',']).next());
    let site = edition.map(|edition| format!(" --practice={edition}")).unwrap_or_default();
    format!("guidewalk regenerate {guide}{site}")
}

/// Takes back what was written last, and gives the files.
///
/// # Errors
/// When nothing was written, or a file was changed since.
pub fn take_back(desk: &Desk) -> Result<Vec<PathBuf>> {
    let _finisher = desk.program.as_ref().and_then(|program| Finisher::start(program, &desk.state));
    store::undo(&desk.state)
}

/// Takes this back, where nothing else was written since, and gives the files.
///
/// # Errors
/// When something else was, or a file was changed since.
pub fn take_back_only(written: &Written, desk: &Desk) -> Result<Vec<PathBuf>> {
    let _finisher = desk.program.as_ref().and_then(|program| Finisher::start(program, &desk.state));
    store::undo_only(written, &desk.state)
}

fn is_same_picture(change: &Change) -> bool {
    let pixels = |bytes: &[u8]| picture::decode(bytes).map(|picture| picture.digest()).ok();
    let now = std::fs::read(&change.path).ok().and_then(|bytes| pixels(&bytes));
    now.is_some() && now == pixels(&change.bytes)
}

/// The changes of the guide's lines that a step's findings propose.
fn sentences_of(step: &StepRecord) -> Vec<LineChange> {
    let offered = step.findings.iter().filter(|finding| matches!(finding.kind, Kind::Renamed | Kind::Reworded | Kind::Prose));
    offered.filter_map(|finding| finding.patch.as_deref()).flat_map(LineChange::all_of).collect()
}

/// The record's guide: where it was named, where the walk found it, or at the end of that path below this folder, because a record
/// may come from another machine.
fn guide_of(record: &Record, named: Option<&Path>) -> Result<PathBuf> {
    if let Some(named) = named {
        return Ok(named.to_owned());
    }
    let walked = Path::new(&record.guide.path);
    let parts: Vec<_> = walked.components().collect();
    let tails = (0..parts.len()).map(|skipped| parts[skipped..].iter().collect::<PathBuf>());
    tails.into_iter().find(|path| path.is_file()).with_context(|| {
        format!(
            "the record's guide is not here: {}\nhint: run the command in the folder where the walk was started, or name the guide with --guide",
            walked.display()
        )
    })
}
