//! A record as GitHub's workflow commands: printed by a job, they stand as annotations at the guide's own file and line.

use crate::judge::{Finding, Severity, Status};
use crate::record::{Record, StepRecord};
use crate::report::words::{self, harmless};

/// The record as workflow commands, a line for each finding and for each step that needs attention without one; the worst first, since
/// GitHub shows ten of each sort. `file` is the guide as the repository names it.
#[must_use]
pub fn annotations(record: &Record, file: &str) -> String {
    let mut lines: Vec<(Level, String)> = record.steps.iter().flat_map(|step| of_step(step, file)).collect();
    let left = record.clean_up.left_behind.iter();
    lines.extend(left.map(|left| (Level::Error, command(Level::Error, file, 1, "left behind", left))));
    lines.sort_by_key(|(level, _)| *level);
    lines.into_iter().map(|(_, line)| line).collect()
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
enum Level {
    Error,
    Warning,
    Notice,
}

fn of_step(step: &StepRecord, file: &str) -> Vec<(Level, String)> {
    if step.findings.is_empty() {
        let level = match step.status {
            Status::NoPicture | Status::Drifted => Level::Error,
            Status::Blocked | Status::Unsure | Status::NotReached => Level::Warning,
            Status::NotShown | Status::Skipped | Status::Current => return Vec::new(),
        };
        let remarks = words::remarks(step);
        let message = if remarks.is_empty() { words::meaning(step.status).to_owned() } else { remarks.join(" ") };
        return vec![(level, command(level, file, step.line, &title(step, step.status.name()), &message))];
    }
    step.findings.iter().map(|finding| of_finding(step, finding, file)).collect()
}

fn of_finding(step: &StepRecord, finding: &Finding, file: &str) -> (Level, String) {
    let level = match finding.severity {
        Severity::Breaking => Level::Error,
        Severity::Misleading => Level::Warning,
        Severity::Cosmetic => Level::Notice,
    };
    let message = format!("{}\n{}", finding.change(), finding.message);
    let line = finding.guide_line.unwrap_or(step.line);
    (level, command(level, file, line, &title(step, finding.kind.name()), &message))
}

fn title(step: &StepRecord, what: &str) -> String {
    format!("step {}, {what}", step.step)
}

fn command(level: Level, file: &str, line: u32, title: &str, message: &str) -> String {
    let name = match level {
        Level::Error => "error",
        Level::Warning => "warning",
        Level::Notice => "notice",
    };
    let lines: Vec<String> = message.lines().map(harmless).collect();
    format!("::{name} file={},line={line},title={}::{}\n", property(file), property(title), data(&lines.join("\n")))
}

/// A command's text: a line end in it would begin another command.
fn data(text: &str) -> String {
    text.replace('%', "%25").replace('\r', "%0D").replace('\n', "%0A")
}

fn property(text: &str) -> String {
    data(&harmless(text)).replace(':', "%3A").replace(',', "%2C")
}
