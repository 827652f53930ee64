//! A record as lines for a terminal: readable at 80 columns, colour only where it is asked for.

use console::{Style as Colour, measure_text_width};

use crate::judge::{Finding, Severity, Status};
use crate::record::{Record, StepRecord};
use crate::report::words::{self, SHOWN_AT_ONCE, harmless};

/// The width that lines are made for.
const WIDTH: usize = 80;

/// Where headings and sentences begin: after the longest status, the step's number, and two gaps.
const INDENT: usize = 17;

/// How the text looks.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Style {
    /// With colours, for a terminal.
    pub colour: bool,
}

/// What the last lines say.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Ending<'a> {
    /// The record folder, as one can type it.
    pub record: &'a str,
    /// The next thing to type; `None` where there is nothing to do.
    pub next: Option<&'a str>,
}

/// The record as text: a line for every step, what was found under it, the sum, and what to do next.
#[must_use]
pub fn text(record: &Record, style: Style, ending: &Ending<'_>) -> String {
    let mut page = Page { style, out: String::new() };
    page.head(record);
    for step in &record.steps {
        page.step(record, step);
    }
    page.sum(record);
    page.end(record, ending);
    page.out
}

/// The colour of a status: the same in every report and in the progress lines.
pub(crate) fn colour_of(status: Status) -> Colour {
    match status {
        Status::Drifted | Status::NoPicture => Colour::new().red().bold(),
        Status::Blocked | Status::Unsure | Status::NotReached => Colour::new().yellow(),
        Status::Current => Colour::new().green(),
        Status::NotShown | Status::Skipped => Colour::new().dim(),
    }
}

/// The same by a status's name, for those who stand above the judge.
pub(crate) fn style_named(status: &str) -> Colour {
    words::STATUSES.into_iter().find(|known| known.name() == status).map_or_else(Colour::new, colour_of)
}

struct Page {
    style: Style,
    out: String,
}

impl Page {
    fn head(&mut self, record: &Record) {
        self.line(&self.paint(&Colour::new().bold(), &harmless(&record.guide.title)));
        let site = record.practice.as_ref().map_or_else(|| record.site.clone(), |of| format!("practice site, {of}"));
        let browser = format!("{} {}", record.browser.name, record.browser.version);
        self.wrapped(0, &Colour::new().dim(), &format!("{site} · {browser}"));
        let facts = [words::time(&record.started), words::duration(record.seconds)];
        self.wrapped(0, &Colour::new().dim(), &facts.join(" · "));
        self.line("");
    }

    fn step(&mut self, record: &Record, step: &StepRecord) {
        let status = self.paint(&colour_of(step.status), &format!("{:<11}", step.status));
        let mut heading = fold(&harmless(&step.heading), WIDTH - INDENT).into_iter();
        self.line(&format!("{status}  {:>2}  {}", step.step, heading.next().unwrap_or_default()));
        for rest in heading {
            self.line(&format!("{:INDENT$}{rest}", ""));
        }
        for remark in words::remarks(step) {
            self.wrapped(INDENT, &Colour::new().dim(), &remark);
        }
        self.findings(record, step);
    }

    /// The worst first, and as many as one wants to read in a terminal.
    fn findings(&mut self, record: &Record, step: &StepRecord) {
        let mut findings: Vec<&Finding> = step.findings.iter().collect();
        findings.sort_by_key(|finding| std::cmp::Reverse(finding.severity));
        for finding in findings.iter().take(SHOWN_AT_ONCE) {
            self.finding(record, step, finding);
        }
        if let Some(more) = findings.len().checked_sub(SHOWN_AT_ONCE).filter(|more| *more > 0) {
            self.wrapped(INDENT, &Colour::new().dim(), &format!("… and {more} more, in the report"));
        }
    }

    fn finding(&mut self, record: &Record, step: &StepRecord, finding: &Finding) {
        let colour = match finding.severity {
            Severity::Breaking => Colour::new().red(),
            Severity::Misleading => Colour::new().yellow(),
            Severity::Cosmetic => Colour::new().dim(),
        };
        let severity = self.paint(&colour, &format!("{:>15}", finding.severity.name()));
        let change = format!("{}: {}", finding.kind, finding.change());
        let mut lines = fold(&harmless(&change), WIDTH - INDENT).into_iter();
        self.line(&format!("{severity}  {}", lines.next().unwrap_or_default()));
        for rest in lines {
            self.line(&format!("{:INDENT$}{rest}", ""));
        }
        self.wrapped(INDENT, &Colour::new(), &finding.message);
        let place = words::place(record, step, finding);
        if finding.message.ends_with(&place) {
            return;
        }
        let indent = INDENT.min(WIDTH.saturating_sub(measure_text_width(&place))).max(2);
        self.line(&format!("{:indent$}{}", "", self.paint(&Colour::new().dim(), &place)));
    }

    fn sum(&mut self, record: &Record) {
        let (verdict, sentence) = words::verdict(record);
        let counts: Vec<String> = words::STATUSES
            .into_iter()
            .map(|status| (status, words::count(record, status)))
            .filter(|(_, count)| *count > 0)
            .map(|(status, count)| self.paint(&colour_of(status), &format!("{count} {status}")))
            .collect();
        self.line("");
        self.wrapped(0, &Colour::new().bold(), &format!("{verdict}. {sentence}"));
        for line in fold(&format!("{} steps: {}", record.steps.len(), counts.join(", ")), WIDTH) {
            self.line(&line);
        }
        if let Some(sentence) = words::new_pictures(record) {
            self.wrapped(0, &Colour::new(), &sentence);
        }
        for remark in &record.remarks {
            self.wrapped(0, &Colour::new().dim(), &format!("note: {remark}"));
        }
        self.clean_up(record);
    }

    fn clean_up(&mut self, record: &Record) {
        if record.attempts > 1 {
            let sentence = format!("note: the browser ended on its way; {} sessions were needed", record.attempts);
            self.wrapped(0, &Colour::new().dim(), &sentence);
        }
        for left in &record.clean_up.left_behind {
            self.wrapped(0, &Colour::new().red(), &format!("left behind: {left}"));
        }
        if !record.clean_up.done && record.clean_up.left_behind.is_empty() {
            self.wrapped(0, &Colour::new().yellow(), "clean-up was not finished");
        }
    }

    fn end(&mut self, record: &Record, ending: &Ending<'_>) {
        self.line("");
        self.line(&format!("record  {}", ending.record));
        if !record.clean_up.left_behind.is_empty() {
            self.line("then    take away by hand what was left behind");
        }
        if let Some(next) = ending.next {
            self.line(&format!("next    {}", self.paint(&Colour::new().bold(), next)));
        }
    }

    fn paint(&self, colour: &Colour, words: &str) -> String {
        // Forced, not guessed: whether standard output is a terminal is the caller's business.
        if self.style.colour { colour.clone().force_styling(true).apply_to(words).to_string() } else { words.to_owned() }
    }

    fn wrapped(&mut self, indent: usize, colour: &Colour, words: &str) {
        for line in fold(&harmless(words), WIDTH - indent) {
            let painted = self.paint(colour, &line);
            self.line(&format!("{:indent$}{painted}", ""));
        }
    }

    fn line(&mut self, line: &str) {
        self.out.push_str(line.trim_end());
        self.out.push('\n');
    }
}

/// Breaks at spaces so that no line is wider, unless a single word is.
fn fold(words: &str, width: usize) -> Vec<String> {
    let mut lines: Vec<String> = Vec::new();
    for word in words.split_whitespace() {
        match lines.last_mut() {
            Some(line) if measure_text_width(line) + 1 + measure_text_width(word) <= width => {
                line.push(' ');
                line.push_str(word);
            }
            _ => lines.push(word.to_owned()),
        }
    }
    lines
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn lines_are_folded_at_spaces() {
        assert_eq!(fold("one two three", 7), ["one two", "three"]);
        assert_eq!(fold("unbreakable words", 4), ["unbreakable", "words"]);
        assert!(fold("  ", 4).is_empty());
    }

    #[test]
    fn a_page_cannot_steer_the_terminal() {
        assert_eq!(harmless("a\u{1b}[31mb\nc\u{202e}d"), "a [31mb c d");
    }
}
