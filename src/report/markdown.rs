//! A record as Markdown: what a job's summary page shows. Words of pages and guides stay words in it: they make no heading, link or
//! table, and nobody is called by them.

use crate::judge::{Finding, Severity, Status};
use crate::record::{Record, StepRecord};
use crate::report::words::{self, SHOWN_AT_ONCE, harmless};
use crate::secrets::Scrubber;

/// The record as Markdown: the verdict, a row for every step that needs attention, and the sum.
#[must_use]
pub fn markdown(record: &Record) -> String {
    let (verdict, sentence) = words::verdict(record);
    let mut out = format!("## {verdict}: {}\n\n{}\n\n", plain(&record.guide.title), plain(&sentence));
    let attention: Vec<&StepRecord> =
        record.steps.iter().filter(|step| words::needs_attention(step.status) || !step.findings.is_empty()).collect();
    if !attention.is_empty() {
        out.push_str("| step | status | what was found |\n|---|---|---|\n");
        attention.iter().for_each(|step| out.push_str(&row(record, step)));
        out.push('\n');
    }
    for left in &record.clean_up.left_behind {
        out.push_str(&format!("**Left behind:** {}. Take it away by hand.\n\n", plain(left)));
    }
    for remark in &record.remarks {
        out.push_str(&format!("Note: {}\n\n", plain(remark)));
    }
    let counts = words::STATUSES.into_iter().map(|status| (status, words::count(record, status)));
    let counts: Vec<String> = counts.filter(|(_, count)| *count > 0).map(|(status, count)| format!("{count} {status}")).collect();
    let site = record.practice.as_ref().map_or_else(|| record.site.clone(), |of| format!("practice site, {of}"));
    let facts = [
        format!("{} steps: {}", record.steps.len(), counts.join(", ")),
        format!("{} {}", record.browser.name, record.browser.version),
        words::time(&record.started),
        words::duration(record.seconds),
    ];
    out.push_str(&format!("<sub>{} · {}</sub>\n", code(&site), plain(&facts.join(" · "))));
    out
}

fn row(record: &Record, step: &StepRecord) -> String {
    let mut findings: Vec<&Finding> = step.findings.iter().collect();
    findings.sort_by_key(|finding| std::cmp::Reverse(finding.severity));
    let mut cells: Vec<String> = findings.iter().take(SHOWN_AT_ONCE).map(|finding| found(record, step, finding)).collect();
    if let Some(more) = findings.len().checked_sub(SHOWN_AT_ONCE).filter(|more| *more > 0) {
        cells.push(format!("… and {more} more"));
    }
    cells.extend(words::remarks(step).iter().map(|remark| plain(remark)));
    if cells.is_empty() {
        cells.push(words::meaning(step.status).to_owned());
    }
    format!("| **{}** {} | {} {} | {} |\n", step.step, plain(&step.heading), sign(step.status), step.status, cells.join("<br>"))
}

fn found(record: &Record, step: &StepRecord, finding: &Finding) -> String {
    let severity = match finding.severity {
        Severity::Breaking => "**breaking**",
        Severity::Misleading => "misleading",
        Severity::Cosmetic => "cosmetic",
    };
    let place = words::place(record, step, finding);
    let place = place.rsplit('/').next().unwrap_or_default();
    format!("{severity}, {}: {} ({})", finding.kind, plain(&finding.change()), code(place))
}

/// A status as one sees it before one reads it.
pub(crate) const fn sign(status: Status) -> &'static str {
    match status {
        Status::Drifted | Status::NoPicture => "❌",
        Status::Blocked | Status::Unsure | Status::NotReached => "❔",
        Status::NotShown | Status::Skipped => "➖",
        Status::Current => "✅",
    }
}

/// Words as words: nothing in them is Markdown or HTML, and no name or number in them becomes a mention.
pub(crate) fn plain(words: &str) -> String {
    let mut out = String::new();
    // Before it is written otherwise: a token with an escaped letter in it would not be known for one.
    let words = Scrubber::default().clean(words);
    for c in harmless(&words).chars() {
        match c {
            '&' => out.push_str("&amp;"),
            '<' => out.push_str("&lt;"),
            '>' => out.push_str("&gt;"),
            // A mention is looked for after everything else, so that only something in between keeps it from being one.
            '@' | '#' => out.push_str(&format!("{c}<!-- -->")),
            '\\' | '`' | '*' | '_' | '[' | ']' | '|' | '~' | '$' => out.push_str(&format!("\\{c}")),
            c => out.push(c),
        }
    }
    out.replace("://", ":<!-- -->//")
}

/// Words in the type of code, also within a table.
pub(crate) fn code(words: &str) -> String {
    let words = Scrubber::default().clean(words).replace(['\n', '\r'], " ");
    let words = harmless(&words).replace('&', "&amp;").replace('<', "&lt;").replace('>', "&gt;").replace('|', "&#124;");
    format!("<code>{}</code>", words.replace('@', "@<!-- -->").replace('`', "&#96;").replace('*', "&#42;").replace('_', "&#95;"))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_token_is_taken_out_before_its_letters_are_written_otherwise() {
        let token = "ghp_0123456789abcdefghijABCDEFGHIJ012345";
        assert_eq!((plain(token), code(token)), ("\\[token\\]".to_owned(), "<code>[token]</code>".to_owned()));
    }

    #[test]
    fn words_of_a_page_call_nobody_and_make_nothing() {
        let words = plain("# @octocat | <img> [x](https://e.test) *b* `c` #12\n## d");
        assert_eq!(
            words,
            "#<!-- --> @<!-- -->octocat \\| &lt;img&gt; \\[x\\](https:<!-- -->//e.test) \\*b\\* \\`c\\` #<!-- -->12 #<!-- -->#<!-- --> d"
        );
        assert_eq!(code("a|b <c> `d` _e_"), "<code>a&#124;b &lt;c&gt; &#96;d&#96; &#95;e&#95;</code>");
    }
}
