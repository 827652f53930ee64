//! What standard error shows while a walk goes on. Hears the walk's events; decides nothing.

use std::io::{IsTerminal, Write};
use std::sync::{Mutex, MutexGuard, PoisonError};
use std::time::Duration;

use console::{Term, truncate_str};
use indicatif::{ProgressBar, ProgressDrawTarget, ProgressStyle};

use crate::report::{harmless, style_named};
use crate::walk::{Event, Listener};

/// How long a wait must last before it is named.
const PATIENCE_SECONDS: f64 = 2.0;

/// How often the moving line moves.
const TICK: Duration = Duration::from_millis(100);

/// How the progress is shown.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Manner {
    /// One line that moves, and a line for each judged step: for a terminal.
    Live,
    /// Lines that stay: for a log.
    Plain,
    /// Nothing.
    Quiet,
}

impl Manner {
    /// What fits standard error as it is.
    #[must_use]
    pub fn of_stderr() -> Self {
        if std::io::stderr().is_terminal() { Self::Live } else { Self::Plain }
    }
}

/// Shows the events of a walk.
pub struct Progress {
    bar: ProgressBar,
    colour: bool,
    inner: Mutex<Inner>,
}

struct Inner {
    /// Where plain lines go; `None`: the bar shows them, or nobody.
    plain: Option<Box<dyn Write + Send>>,
    steps: usize,
    /// What a wait belongs to, in few words: `step 3 of 11`.
    place: String,
    /// What the last named wait was for: a log names each once.
    named: String,
}

impl Progress {
    /// On standard error.
    #[must_use]
    pub fn on_stderr(manner: Manner) -> Self {
        let plain: Option<Box<dyn Write + Send>> = if manner == Manner::Plain { Some(Box::new(std::io::stderr())) } else { None };
        let target = match manner {
            Manner::Live => ProgressDrawTarget::term(Term::stderr(), 12),
            Manner::Plain | Manner::Quiet => ProgressDrawTarget::hidden(),
        };
        let colour = manner == Manner::Live && console::colors_enabled_stderr();
        Self::new(ProgressBar::with_draw_target(None, target), colour, plain)
    }

    /// Plain lines into a writer.
    #[must_use]
    pub fn into_writer(writer: Box<dyn Write + Send>) -> Self {
        Self::new(ProgressBar::hidden(), false, Some(writer))
    }

    fn new(bar: ProgressBar, colour: bool, plain: Option<Box<dyn Write + Send>>) -> Self {
        let style = ProgressStyle::with_template("{spinner:.cyan} {wide_msg}");
        let style = style.unwrap_or_else(|_| ProgressStyle::default_spinner());
        bar.set_style(style);
        let inner = Inner { plain, steps: 0, place: String::new(), named: String::new() };
        Self { bar, colour, inner: Mutex::new(inner) }
    }

    /// Takes the moving line away: before other words are written to the terminal, or when a signal came. What is heard later
    /// is shown again.
    pub fn clear(&self) {
        self.bar.finish_and_clear();
    }

    fn inner(&self) -> MutexGuard<'_, Inner> {
        self.inner.lock().unwrap_or_else(PoisonError::into_inner)
    }

    fn begin(&self, inner: &mut Inner, place: String, doing: &str) {
        inner.named.clear();
        inner.place = place;
        self.show(format!("{} · {doing}", inner.place));
    }

    fn show(&self, message: String) {
        if self.bar.is_finished() {
            self.bar.reset();
        }
        self.bar.enable_steady_tick(TICK);
        self.bar.set_message(message);
    }

    fn waiting(&self, inner: &mut Inner, for_what: &str, seconds: f64) {
        if seconds < PATIENCE_SECONDS {
            return;
        }
        let wait = format!("waiting for {}", harmless(for_what));
        self.show(format!("{} · {seconds:.0} s {wait}", inner.place));
        if inner.named != for_what {
            for_what.clone_into(&mut inner.named);
            inner.log(&format!("  {wait}"));
        }
    }

    /// A line that stays.
    fn say(&self, inner: &mut Inner, line: &str) {
        self.bar.println(line);
        inner.log(line);
    }

    fn judged(&self, step: u32, heading: &str, status: &str, sentence: Option<&str>) -> String {
        let padded = format!("{status:<11}");
        let status = if self.colour { style_named(status).force_styling(true).apply_to(padded).to_string() } else { padded };
        let mut line = format!("{status}  {step:>2}  {}", harmless(heading));
        if let Some(sentence) = sentence {
            line.push_str(" - ");
            line.push_str(&harmless(sentence));
        }
        if self.bar.is_hidden() { line } else { truncate_str(&line, usize::from(Term::stderr().size().1), "…").into_owned() }
    }
}

impl Inner {
    fn log(&mut self, line: &str) {
        if let Some(writer) = &mut self.plain {
            // A closed standard error is no reason to end a walk.
            let _ = writeln!(writer, "{line}");
        }
    }

    fn step(&self, step: u32) -> String {
        if self.steps == 0 { format!("step {step}") } else { format!("step {step} of {}", self.steps) }
    }
}

impl Listener for Progress {
    fn hear(&self, event: &Event) {
        let inner = &mut *self.inner();
        match event {
            Event::WalkStarted { title, steps } => {
                inner.steps = *steps;
                self.begin(inner, "starting".into(), &harmless(title));
                inner.log(&format!("walking {}, {steps} steps", harmless(title)));
            }
            Event::StageStarted { step, heading, stage } => {
                let place = inner.step(*step);
                self.begin(inner, place, &format!("{} ({stage})", harmless(heading)));
            }
            Event::Waiting { for_what, seconds } => self.waiting(inner, for_what, *seconds),
            Event::StepJudged { step, heading, status, sentence } => {
                let line = self.judged(*step, heading, status, sentence.as_deref());
                self.say(inner, &line);
            }
            Event::CleanUp { what } => {
                self.begin(inner, "cleaning up".into(), &harmless(what));
                inner.log(&format!("cleaning up: {}", harmless(what)));
            }
            Event::Note(words) => self.say(inner, &format!("note: {}", harmless(words))),
            Event::Finished => self.bar.finish_and_clear(),
        }
    }
}

impl Drop for Progress {
    fn drop(&mut self) {
        self.bar.finish_and_clear();
    }
}

#[cfg(test)]
mod tests {
    use std::sync::Arc;

    use super::*;

    #[derive(Clone, Default)]
    struct Kept(Arc<Mutex<Vec<u8>>>);

    impl Write for Kept {
        fn write(&mut self, bytes: &[u8]) -> std::io::Result<usize> {
            self.0.lock().unwrap().write(bytes)
        }
        fn flush(&mut self) -> std::io::Result<()> {
            Ok(())
        }
    }

    fn heard(events: &[Event]) -> String {
        let kept = Kept::default();
        let progress = Progress::into_writer(Box::new(kept.clone()));
        for event in events {
            progress.hear(event);
        }
        let bytes = kept.0.lock().unwrap().clone();
        String::from_utf8(bytes).unwrap()
    }

    #[test]
    fn a_log_has_a_line_for_each_judged_step() {
        let judged = Event::StepJudged {
            step: 3,
            heading: "Open the settings\u{1b}[2J".into(),
            status: "drifted",
            sentence: Some("“Settings” → “Preferences”".into()),
        };
        let started = Event::WalkStarted { title: "A guide".into(), steps: 11 };
        assert_eq!(
            heard(&[started, judged, Event::Finished]),
            "walking A guide, 11 steps\ndrifted       3  Open the settings [2J - “Settings” → “Preferences”\n"
        );
    }

    #[test]
    fn a_wait_is_named_once_and_only_when_it_is_long() {
        let waiting = |seconds| Event::Waiting { for_what: "the link \"Settings\"".into(), seconds };
        let begun = Event::StageStarted { step: 3, heading: "x".into(), stage: "3.1".into() };
        let events = [begun.clone(), waiting(0.5), waiting(2.0), waiting(3.0), begun, waiting(2.5)];
        let line = "  waiting for the link \"Settings\"\n";
        assert_eq!(heard(&events), format!("{line}{line}"));
    }

    #[test]
    fn after_its_line_is_cleared_it_still_hears() {
        let progress = Progress::on_stderr(Manner::Quiet);
        progress.hear(&Event::WalkStarted { title: "x".into(), steps: 1 });
        progress.clear();
        progress.hear(&Event::CleanUp { what: "revoking the token".into() });
        assert_eq!(progress.bar.message(), "cleaning up · revoking the token");
    }
}
