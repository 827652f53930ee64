//! The review in a terminal: one question after the other, one key for each answer.

use std::io::{self, Write};

use anyhow::{Context, Result};
use console::{Key, Style, style};

use super::{Answer, Desk, Pictures, Question, Review, Subject};
use crate::picture;
use crate::record::StepRecord;
use crate::report::{self, harmless};

/// Where the next key comes from.
pub type Keys<'a> = &'a mut dyn FnMut() -> io::Result<Key>;

/// How a review in a terminal ended.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Ended {
    /// What was accepted is to be written.
    Write,
    /// It was left; what was decided is kept.
    Left,
}

/// How wide a picture is shown at most, cells.
const WIDEST: u32 = 100;

/// Between two pictures, pixels.
const GAP: u32 = 24;

/// Asks all that has no answer yet, then shows what will be written.
///
/// # Errors
/// When the terminal can't be written or read, or an answer can't be kept.
pub fn in_terminal(review: &Review, desk: &Desk, screen: &mut dyn Write, keys: Keys, pictures: Pictures) -> Result<Ended> {
    let mut view = View { review, desk, screen, pictures };
    let mut at = view.first_open(0)?;
    loop {
        let Some(n) = at else {
            match view.last_look(keys)? {
                After::End(ended) => return Ok(ended),
                After::Question(question) => at = question,
            }
            continue;
        };
        view.question(n)?;
        match keys().context("no key can be read")? {
            Key::Char('a') => {
                review.answer(n, Answer::Accept)?;
                at = view.first_open(n + 1)?;
            }
            Key::Char('r') => {
                review.answer(n, Answer::Reject)?;
                at = view.first_open(n + 1)?;
            }
            Key::Char('s') | Key::ArrowRight => at = (n + 1 < review.questions().len()).then_some(n + 1),
            Key::ArrowLeft => at = Some(n.saturating_sub(1)),
            Key::Char('u') => at = review.take_back()?.or(Some(n)),
            Key::Char('l') => at = None,
            Key::Char('q') | Key::Escape | Key::CtrlC | Key::Unknown => return Ok(Ended::Left),
            _ => {}
        }
    }
}

/// Where one goes from the last look.
enum After {
    End(Ended),
    Question(Option<usize>),
}

struct View<'a> {
    review: &'a Review,
    desk: &'a Desk,
    screen: &'a mut dyn Write,
    pictures: Pictures,
}

impl View<'_> {
    /// The next question without an answer, from this one on and then from the beginning.
    fn first_open(&self, from: usize) -> Result<Option<usize>> {
        let answers = self.review.answers()?;
        let all = answers.len();
        Ok((0..all).map(|n| (n + from) % all).find(|n| answers[*n].is_none()))
    }

    fn line(&mut self, line: &str) -> Result<()> {
        writeln!(self.screen, "{line}").context("cannot write to the terminal")
    }

    fn question(&mut self, n: usize) -> Result<()> {
        let review = self.review;
        let Some(question) = review.questions().get(n) else { return Ok(()) };
        let answers = review.answers()?;
        let decided = answers.iter().flatten().count();
        let Some(step) = review.record().steps.iter().find(|step| step.step == question.step) else { return Ok(()) };
        self.line("")?;
        let heading = style(format!("Step {}: {}", step.step, harmless(&step.heading))).bold();
        self.line(&format!("{heading}  {}", style(format!("{decided} of {} decided", answers.len())).dim()))?;
        for finding in step.findings.iter().take(report::SHOWN_AT_ONCE) {
            self.line(&format!("  {}", harmless(&finding.change())))?;
        }
        if let Some(more) = step.findings.len().checked_sub(report::SHOWN_AT_ONCE).filter(|more| *more > 0) {
            self.line(&format!("  … and {more} more"))?;
        }
        match &question.subject {
            Subject::Picture(staged) => self.picture(step, staged)?,
            Subject::Sentence(change) => {
                let [before, goes, comes, after] = change.parts().map(harmless);
                let what = if change.is_in_alternative() { "the picture's description" } else { "the sentence" };
                self.line(&format!("\n{what}:"))?;
                self.line(&format!("  {} {before}{}{after}", style("-").red(), style(goes).red().underlined()))?;
                self.line(&format!("  {} {before}{}{after}", style("+").green(), style(comes).green().underlined()))?;
            }
        }
        if let Some(trouble) = &question.trouble {
            let held = "as things are this can't be written, and while it is accepted nothing else is:";
            self.line(&format!("{} {}", style(held).red(), harmless(trouble)))?;
        }
        if let Some(answer) = answers[n] {
            let words = if answer == Answer::Accept { "accepted" } else { "rejected" };
            self.line(&format!("{}", style(format!("until now: {words}")).dim()))?;
        }
        let accept = if question.trouble.is_some() { "accept all the same" } else { "accept" };
        self.line(&menu(&[('a', accept), ('r', "reject"), ('s', "skip"), ('u', "undo"), ('l', "last look"), ('q', "leave")]))
    }

    /// The old picture beside the new one, or what is known of them in words.
    fn picture(&mut self, step: &StepRecord, staged: &str) -> Result<()> {
        let read = |path: &str| self.review.folder().read_file(path).ok().and_then(|bytes| picture::decode(&bytes).ok());
        let name = step.reference.as_deref().and_then(|path| path.rsplit('/').next()).unwrap_or_default();
        let (old, new) = (read(&format!("references/{name}")), read(staged));
        let size = |picture: &picture::Picture| format!("{} × {}", picture.width(), picture.height());
        let sizes = match (&old, &new) {
            (Some(old), Some(new)) => format!("{} pixels, was {}", size(new), size(old)),
            (None, Some(new)) => format!("{} pixels; the guide has none yet", size(new)),
            _ => "it can't be read".to_owned(),
        };
        let both = match (old, new) {
            (Some(old), Some(new)) => Some(old.beside(&new, GAP)),
            (_, new) => new,
        };
        let shown = both.map(|both| self.pictures.sequence(&both, WIDEST)).transpose().context("the picture can't be shown")?;
        self.line(&format!("\nthe picture {}: {sizes}", harmless(name)))?;
        for variant in &step.variants {
            let name = variant.reference.rsplit('/').next().unwrap_or_default();
            self.line(&format!("  with it {}: {}", harmless(name), self.review.folder().path().join(&variant.staged).display()))?;
        }
        match shown.filter(|shown| !shown.is_empty()) {
            Some(shown) => write!(self.screen, "{shown}").context("cannot write to the terminal"),
            None => {
                let folder = self.review.folder().path();
                self.line(&format!("  old  {}", folder.join("references").join(name).display()))?;
                self.line(&format!("  new  {}", folder.join(staged).display()))
            }
        }
    }

    fn last_look(&mut self, keys: Keys) -> Result<After> {
        let wish = self.review.accepted()?;
        let all = self.review.questions();
        self.line(&format!("\n{}", style("What will be written").bold()))?;
        let answers = self.review.answers()?;
        for (question, answer) in all.iter().zip(answers) {
            let (mark, colour) = match answer {
                Some(Answer::Accept) => ("new", Style::new().green()),
                Some(Answer::Reject) => ("old", Style::new().dim()),
                None => ("?", Style::new().yellow()),
            };
            self.line(&format!("  {:<4} step {:<3} {}", colour.apply_to(mark), question.step, named(question)))?;
        }
        if all.is_empty() {
            self.line("  nothing: there is nothing to decide")?;
        } else if wish.open > 0 {
            self.line(&format!("  {} without an answer stay as they are", wish.open))?;
        }
        let trouble = self.review.why_not(&wish, self.desk);
        if let Some(trouble) = &trouble {
            self.line(&format!("{} {}", style("as things are nothing of this can be written:").red(), harmless(trouble)))?;
        }
        let write = if trouble.is_some() { "try to write into the guide" } else { "write into the guide" };
        self.line(&menu(&[('w', write), ('u', "undo"), ('b', "back to the questions"), ('q', "leave")]))?;
        Ok(match keys().context("no key can be read")? {
            Key::Char('w') if !wish.is_empty() => After::End(Ended::Write),
            Key::Char('u') => After::Question(self.review.take_back()?),
            Key::Char('b') if !all.is_empty() => After::Question(self.first_open(0)?.or(Some(0))),
            Key::Char('q') | Key::Escape | Key::CtrlC | Key::Unknown => After::End(Ended::Left),
            _ => After::Question(None),
        })
    }
}

fn named(question: &Question) -> String {
    match &question.subject {
        Subject::Picture(staged) => format!("picture {}", harmless(staged.rsplit('/').next().unwrap_or(staged))),
        Subject::Sentence(change) => {
            let [_, goes, comes, _] = change.parts().map(harmless);
            format!("“{goes}” → “{comes}”")
        }
    }
}

fn menu(keys: &[(char, &str)]) -> String {
    let all: Vec<String> = keys.iter().map(|(key, what)| format!("{} {what}", style(*key).bold())).collect();
    format!("\n{}", all.join("   "))
}
