//! Going on where the way is broken: a screen in between is recognised and left by Escape or by the next stage's own address,
//! never by clicking through something unknown.

use std::time::Duration;

use super::act::{Done, Trouble};
use super::attend::{Attended, Goal};
use super::heal::Met;
use super::lookout::{address_matches, described, link_matches, path_of};
use super::outcome::{ExtraScreen, Found, Frame};
use super::settle::Subject;
use super::stage::subject;
use super::wait::screen_name;
use super::walker::{Halt, Walker};
use crate::browser::{Observation, Page, Question};
use crate::outline::{Item, Outline};
use crate::walkfile::{Action, Condition, Moment, PictureSpec, Stage, Target, WindowChange};

/// Words of a control that leads on from a screen in between.
const LEADS_ON: [&str; 14] = [
    "continue",
    "next",
    "skip",
    "got it",
    "not now",
    "maybe later",
    "remind me",
    "ok",
    "okay",
    "dismiss",
    "close",
    "no thanks",
    "accept",
    "done",
];

/// A dialog that Escape closes is gone within this time.
const AFTER_ESCAPE: Duration = Duration::from_millis(1500);

impl<P: Page> Walker<'_, P> {
    /// What came instead of the expected screen, where that is a screen in between that could be left; notes it if so.
    ///
    /// # Errors
    /// When the walk was blocked on its way on.
    pub(crate) async fn pass_extra_screen(
        &mut self,
        index: usize,
        stage: &Stage,
        until: &Condition,
        last: &Done,
        seen: Option<&Observation>,
    ) -> Result<Option<Passed>, Halt> {
        let Some(seen) = seen else { return Ok(None) };
        let subject = Subject { stage: &stage.id, moment: Moment::After, target: None, pictures: &[] };
        let Ok(mut frame) = self.frame(&subject).await else { return Ok(None) };
        frame.id = format!("{}-extra", stage.id);
        let left = self.leave(index, stage, until, (seen, &frame.outline), promised(last)).await?;
        let Some(passed) = left else { return Ok(None) };
        // A dialog over the page is the screen that came, whatever the page's own heading says.
        let title = dialog_in(&frame.outline).filter(|title| !title.is_empty()).unwrap_or_else(|| screen_name(seen));
        self.notes_extra(frame, &title, seen, &passed.by);
        Ok(Some(passed))
    }

    /// Meets a target; where a dialog lies over it, once Escape has closed that. `None`: it is not needed.
    pub(crate) async fn meet_in_the_open(&mut self, errand: &Errand<'_>, target: &Target) -> Result<Option<Met>, Trouble> {
        match self.meet(target, errand.until, errand.unless, errand.id).await {
            // A target in a dialog of its own is covered by what loads in it; Escape would take both away.
            Ok(Some(met)) if !met.found.covered_by.is_empty() && met.seen.found != Found::Healed && !is_in_dialog(&met) => {
                let in_the_open = self.met_after_escape(errand, target, true).await;
                if in_the_open.is_none() {
                    self.notes
                        .frames
                        .retain(|frame| self.notes.extra.iter().any(|extra| extra.frame_id.as_ref() == Some(&frame.id)));
                }
                Ok(in_the_open.or(Some(met)))
            }
            Err(Trouble::Missing(missing)) => match self.met_after_escape(errand, target, false).await {
                Some(met) => Ok(Some(met)),
                None => Err(Trouble::Missing(missing)),
            },
            met => met,
        }
    }

    /// The target once Escape has closed a dialog; else the page is pictured as it was, and a dialog that covers the target is noted.
    async fn met_after_escape(&mut self, errand: &Errand<'_>, target: &Target, covered: bool) -> Option<Met> {
        if !self.plan.wants(errand.step) {
            return None;
        }
        let subject = Subject { stage: errand.id, moment: Moment::Before, target: None, pictures: errand.pictures };
        let frame = self.frame(&subject).await.ok()?;
        let dialog = dialog_in(&frame.outline);
        self.notes.frames.push(frame.clone());
        let seen = self.page.observe(&Question::default()).await.ok()?;
        let title = dialog?;
        self.page.press("Escape").await.ok()?;
        let met = match self.attend(Goal::Target(target), AFTER_ESCAPE, described(target)).await {
            Attended::Reached(..) => self.meet(target, errand.until, None, errand.id).await.ok().flatten(),
            Attended::Missed(_) | Attended::Halted(_) => None,
        };
        let met = met.filter(|met| met.found.covered_by.is_empty() && met.seen.found != Found::Healed);
        if met.is_some() || covered {
            self.notes.frames.retain(|one| one.id != frame.id);
            let frame = Frame { id: format!("{}-extra", errand.id), ..frame };
            self.notes_extra(frame, &title, &seen, if met.is_some() { "Escape" } else { "" });
        }
        met
    }

    /// Notes a dialog over the page where a guarded stage was, which is not answered.
    pub(crate) async fn notes_dialog(&mut self, stage: &Stage, seen: Option<&Observation>) -> bool {
        let Some(seen) = seen else { return false };
        let Ok(frame) = self.frame(&subject(stage, None, Moment::After)).await else { return false };
        let Some(title) = dialog_in(&frame.outline) else { return false };
        self.notes_extra(Frame { id: format!("{}-extra", stage.id), ..frame }, &title, seen, "");
        true
    }

    fn notes_extra(&mut self, frame: Frame, title: &str, seen: &Observation, passed_by: &str) {
        let title = self.company.scrubber.clean(title);
        let url = self.company.scrubber.clean(&path_of(&seen.url));
        self.notes.extra.push(ExtraScreen { title, url, passed_by: passed_by.to_owned(), frame_id: Some(frame.id.clone()) });
        self.notes.frames.push(frame);
    }

    /// Goes on in a window that a press has opened, where what should follow is in it.
    pub(crate) async fn follow_window(&mut self, goal: Goal<'_>) -> bool {
        let Ok(open) = self.page.windows().await else { return false };
        if open <= self.windows || self.page.switch(WindowChange::Newest).await.is_err() {
            return false;
        }
        self.windows = open;
        self.note("went on in the window that the press had opened");
        self.notes.followed = true;
        let words = "what should follow, in a new window".to_owned();
        matches!(self.attend(goal, self.plan.timeout, words).await, Attended::Reached(..))
    }

    /// Leaves an unknown screen without pressing anything on it; `None` where that led neither on nor to a screen of the guide's own.
    ///
    /// # Errors
    /// When the walk was blocked on its way on.
    async fn leave(
        &mut self,
        index: usize,
        stage: &Stage,
        until: &Condition,
        (seen, outline): (&Observation, &Outline),
        promised: &str,
    ) -> Result<Option<Passed>, Halt> {
        let passed = |by: String| Some(Passed { by, halt: None });
        if dialog_in(outline).is_some() && self.page.press("Escape").await.is_ok() {
            let words = "what should follow, after Escape".to_owned();
            if reached(self.attend(Goal::Condition(until), AFTER_ESCAPE, words).await)? {
                return Ok(passed("Escape".to_owned()));
            }
        }
        let Some(address) = self.plan.walk.stages.get(index + 1).and_then(|next| next.at.clone()) else { return Ok(None) };
        let expected = [until.url.as_deref().unwrap_or(&address), &address];
        let is_in_between = outline.controls().any(|item| leads_to_expected(item, until))
            || comes_back_to(&seen.url, &expected)
            || expected.iter().any(|path| link_matches(path, promised));
        if !is_in_between || path_of(&seen.url) == stage.at.clone().unwrap_or_default() {
            return Ok(None);
        }
        let by = format!("opening {address}");
        let words = "what should follow".to_owned();
        if self.go_to(index + 1).await? && reached(self.attend(Goal::Condition(until), self.plan.timeout, words).await)? {
            return Ok(passed(by));
        }
        // Behind it may come a screen that the guide shows, under another heading.
        let halt = self.shown_by_its_target().await;
        Ok(halt.map(|halt| Passed { by, halt: Some(halt) }))
    }

    /// Goes to a stage's screen by the nearest earlier address, repeating the actions between; never guarded ones. Whether it is there.
    ///
    /// # Errors
    /// When the walk was blocked on the way: that is no broken way, and no other page is to be opened then.
    pub(crate) async fn go_to(&mut self, index: usize) -> Result<bool, Halt> {
        let plan = self.plan;
        let Some(from) = (0..=index).rev().find(|at| plan.walk.stages[*at].at.is_some()) else { return Ok(false) };
        let stages = &plan.walk.stages[from..index];
        if (from == 0 && self.signs_in()) || stages.iter().any(|stage| stage.guarded) {
            return Ok(false);
        }
        let address = plan.walk.stages[from].at.clone().unwrap_or_default();
        let open = Action::Open { address };
        let between = stages.iter().flat_map(|stage| stage.actions.iter().map(|action| (action, stage.target.as_ref())));
        for (action, target) in std::iter::once((&open, None)).chain(between) {
            match self.perform(action, target, false).await {
                Ok(_) => {}
                Err(Trouble::Halt(halt @ Halt::Blocked { .. })) => return Err(halt),
                Err(Trouble::Halt(_) | Trouble::Missing(_)) => return Ok(false),
            }
        }
        let Some(target) = &plan.walk.stages[index].target else { return Ok(true) };
        match self.attend(Goal::Target(target), plan.timeout, described(target)).await {
            // The stage itself says that its target is gone: where its address still shows its screen.
            Attended::Missed(seen) => Ok(seen.is_some_and(|seen| from != index || answers(&plan.walk.stages[index], &seen))),
            ended => reached(ended),
        }
    }
}

/// Whether a wait brought what it waited for.
///
/// # Errors
/// When the walk was blocked in it.
fn reached(ended: Attended) -> Result<bool, Halt> {
    match ended {
        Attended::Reached(..) => Ok(true),
        Attended::Halted(halt @ Halt::Blocked { .. }) => Err(halt),
        Attended::Missed(_) | Attended::Halted(Halt::Broken { .. }) => Ok(false),
    }
}

/// A screen in between that was left.
pub(crate) struct Passed {
    /// How: a key, or an address that was opened.
    by: String,
    /// Why the walk can't go on behind it, where it can't.
    pub(crate) halt: Option<Halt>,
}

/// What is met, and for whom: a stage, or an interruption that the guide shows.
pub(crate) struct Errand<'e> {
    pub(crate) id: &'e str,
    pub(crate) step: u32,
    pub(crate) pictures: &'e [PictureSpec],
    pub(crate) until: Option<&'e Condition>,
    pub(crate) unless: Option<&'e Condition>,
}

/// Where the control that was pressed said that it leads; empty where it said nothing.
fn promised(last: &Done) -> &str {
    let pressed = last.before.as_ref().and_then(|before| before.targets.first()?.matches.first());
    pressed.map_or("", |pressed| pressed.leads_to.as_str())
}

/// Whether a screen's address says that it leads back to one that is expected, as `?return_to=...` does.
fn comes_back_to(address: &str, expected: &[&str]) -> bool {
    let Ok(url) = url::Url::parse(address) else { return false };
    let back = url.query_pairs().filter_map(|(_, value)| url.join(&value).ok()).filter(|back| back.origin() == url.origin());
    // What it leads back to may lead back itself, as a password asked for once more does.
    back.into_iter().any(|back| {
        let is_shorter = back.as_str().len() < address.len();
        is_shorter && (expected.iter().any(|path| address_matches(path, back.as_str())) || comes_back_to(back.as_str(), expected))
    })
}

/// Whether a stage's address still answers, and does not lead elsewhere.
fn answers(stage: &Stage, seen: &Observation) -> bool {
    let path = stage.at.as_deref().unwrap_or_default().split('?').next().unwrap_or_default();
    seen.status.is_none_or(|status| status < 400) && address_matches(path, &seen.url)
}

/// Whether a target stands in a dialog.
fn is_in_dialog(met: &Met) -> bool {
    met.found.within.iter().any(|group| group.starts_with("dialog") || group.starts_with("alertdialog"))
}

/// What the dialog on a page is called, where there is one: the innermost, which lies over those that it is in.
fn dialog_in(outline: &Outline) -> Option<String> {
    let name = |group: &String| {
        let name = group.strip_prefix("alertdialog").or_else(|| group.strip_prefix("dialog"))?;
        Some(name.trim().to_owned())
    };
    let dialogs = outline.items.iter().map(|item| item.within.iter().filter_map(name).collect::<Vec<_>>());
    let deepest = dialogs.reduce(|deepest, other| if other.len() > deepest.len() { other } else { deepest })?;
    deepest.into_iter().next_back()
}

/// Whether a control of an unknown screen leads on: by its words, or by its address.
fn leads_to_expected(item: &Item, until: &Condition) -> bool {
    let name = item.name.to_lowercase();
    let by_words = LEADS_ON.iter().any(|word| name == *word || name.starts_with(&format!("{word} ")));
    let expected = until.url.as_deref().unwrap_or("\u{0}");
    let decoded = percent_encoding::percent_decode_str(&item.leads_to).decode_utf8_lossy().into_owned();
    by_words || decoded == expected || decoded.contains(&format!("={expected}"))
}

#[cfg(test)]
mod tests {
    use super::comes_back_to;

    #[test]
    fn an_address_that_leads_back_says_so() {
        let back = |address: &str| comes_back_to(address, &["/settings/tokens/new"]);
        assert!(back("https://example.org/in-between?return_to=%2Fsettings%2Ftokens%2Fnew"));
        assert!(back("https://example.org/ask?next=%2Fsudo%3Freturn_to%3D%252Fsettings%252Ftokens%252Fnew"));
        assert!(!back("https://example.org/ask?next=https%3A%2F%2Felsewhere.example%2Fsettings%2Ftokens%2Fnew"));
        assert!(!back("https://example.org/settings/tokens/new?q=1"));
    }
}
