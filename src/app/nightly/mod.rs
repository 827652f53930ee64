//! `nightly`: a check that is one of a guide's nights. What it is about is in the module of this name; here it gets a browser, a state
//! folder and somebody to tell.

mod telling;
mod walker;

use std::path::{Path, PathBuf};
use std::process::ExitCode;

use anyhow::{Context as _, Result, anyhow, bail};
use jiff::Timestamp;
use jiff::tz::TimeZone;

use super::github::{self, in_repository};
use super::signals::Signals;
use super::{account, practice, print};
use crate::cli::Nightly;
use crate::history::{self, Look, Night};
use crate::judge::{EXIT_CURRENT, EXIT_DRIFTED, EXIT_UNVERIFIED, Strictness, Verdict};
use crate::nightly::{Order, Over, night};
use crate::record::GuideRef;
use crate::store::shown;
use crate::{plan, report, store};
use walker::Browsers;

/// The guide of a night.
struct Guide {
    /// Its file; none where it comes with guidewalk.
    file: Option<PathBuf>,
    /// Its path, as its repository names it, and its title.
    named: GuideRef,
}

/// `guidewalk nightly`.
pub(super) async fn nightly(asked: &Nightly) -> Result<ExitCode> {
    let guide = guide(asked)?;
    telling::look_ahead(asked, &guide)?;
    let state = account::State::of(asked.walking.state.as_deref(), false)?;
    let order = Order {
        date: asked.night.unwrap_or_else(|| TimeZone::UTC.to_datetime(Timestamp::now()).date()),
        guide: guide.named.clone(),
        history: history::file_of(state.folder(), &guide.named.path),
        strictness: if asked.walking.strict { Strictness::Strict } else { Strictness::Plain },
        patience: std::time::Duration::from_secs(asked.retry_for * 60),
    };
    let signals = Signals::default();
    let over = match night(&mut Browsers::new(&asked.walking, state.folder(), &signals), &order).await {
        Ok(over) => over,
        Err(error) => return signals.ended(error),
    };
    shown_to_people(&over)?;
    if let Some(folder) = &asked.publish {
        published(&over.nights, folder, order.date)?;
    }
    signals.hear()?;
    let told = tokio::select! {
        biased;
        _ = signals.came(1) => Err(anyhow!("the night is kept, and not everybody was told")),
        told = telling::tell(asked, &guide, &over, &order, signals.stop()) => told,
    };
    match told {
        Ok(()) => Ok(ExitCode::from(exit(&over))),
        Err(error) => signals.ended(error),
    }
}

fn guide(asked: &Nightly) -> Result<Guide> {
    if asked.walking.guide.is_none() && asked.walking.walk.is_none() && asked.walking.practice.is_some() {
        let path = practice::GUIDE_SHOWN_AS.to_owned();
        return Ok(Guide { file: None, named: GuideRef { title: path.clone(), path } });
    }
    let plan = plan::build(&asked.walking.settings())?;
    let named = GuideRef { path: in_repository(&plan.guide.path), title: plan.guide.title.clone() };
    Ok(Guide { file: Some(plan.guide.path), named })
}

/// The exit code of a night; drift that does not count is something that could not be verified.
fn exit(over: &Over) -> u8 {
    let left_behind = over.last().is_some_and(|(record, _)| !record.clean_up.left_behind.is_empty());
    match over.night.verdict {
        Verdict::Drifted => EXIT_DRIFTED,
        Verdict::Unverified => EXIT_UNVERIFIED,
        Verdict::Current if left_behind => EXIT_UNVERIFIED,
        Verdict::Current => EXIT_CURRENT,
    }
}

/// The last walk's report with the nights in it, and what the night came to.
fn shown_to_people(over: &Over) -> Result<()> {
    let summary = summary(over);
    let (Some((_, folder)), Some(record)) = (over.last(), over.calm_record()) else {
        github::add_to_summary(&format!("```text\n{summary}```"))?;
        return print(&summary);
    };
    let (kept, mut seen) = store::open_record(folder)?;
    // The page shows what the walk saw, also what doesn't count, and says so.
    let doubts = over.night.steps.iter().filter_map(|step| Some(format!("Step {}: {}.", step.step, step.doubt?.says())));
    seen.remarks.extend(doubts);
    let page = report::html_with_nights(&seen, folder, &over.nights)?;
    kept.write_file("report.html", page.as_bytes())?;
    let folder = shown(folder);
    let style = report::Style { colour: console::colors_enabled() };
    print(&report::text(&record, style, &report::Ending { record: &folder, next: None }))?;
    print(&format!("\n{summary}"))?;
    github::add_to_summary(&format!("{}\n```text\n{summary}```", report::markdown(&record)))?;
    if std::env::var_os("GITHUB_ACTIONS").is_some() {
        print(&report::annotations(&record, &over.night.guide.path))?;
    }
    Ok(())
}

/// What the night came to, in lines.
fn summary(over: &Over) -> String {
    let night = &over.night;
    let verdict = match night.verdict {
        Verdict::Current => "current",
        Verdict::Drifted => "drifted",
        Verdict::Unverified => "not verified",
    };
    let walks = if night.walks == 1 { "1 walk".to_owned() } else { format!("{} walks", night.walks) };
    let mut out = format!("night {}: {verdict}, {walks}\n", night.night);
    for (step, doubt) in night.steps.iter().filter_map(|step| Some((step, step.doubt?))) {
        out.push_str(&format!("step {}: {}\n", step.step, doubt.says()));
        for seen in &step.seen {
            let frame = seen.frame.as_deref().unwrap_or("no frame");
            out.push_str(&format!("  {}  {}/{frame}\n", seen.status, shown(Path::new(&seen.record))));
        }
    }
    if let Some(streak) = &over.known.streak {
        out.push_str(&format!("held up since {}: {} (night {} in a row)\n", streak.since, streak.reason, streak.nights));
    }
    for (number, _, warning) in over.known.warnings() {
        out.push_str(&format!("step {number}: {}\n", warning.says()));
    }
    if over.looks.iter().all(|look| *look == Look::Waits) {
        out.push_str("nothing was walked: the account is not to be used now\n");
    }
    out
}

/// Badge and picture, each whole or not at all.
fn published(nights: &[Night], folder: &Path, today: jiff::civil::Date) -> Result<()> {
    std::fs::create_dir_all(folder).with_context(|| format!("cannot make the folder {}", folder.display()))?;
    let files = [
        ("badge.svg", report::badge(nights, today)),
        ("badge.json", report::badge_json(nights, today)),
        ("nights.svg", report::strip(nights)),
    ];
    for (name, text) in files {
        store::write_whole(&folder.join(name), text)?;
    }
    Ok(())
}

/// `guidewalk history`.
pub(super) fn history(asked: &crate::cli::HistoryCommand) -> Result<ExitCode> {
    use crate::cli::HistoryFormat;
    let state = account::State::of(asked.state.as_deref(), false)?;
    let guides = match &asked.guide {
        Some(guide) => vec![history::file_of(state.folder(), &in_repository(guide))],
        None => history::all(state.folder())?,
    };
    let mut all: Vec<Vec<Night>> = guides.iter().map(history::Guide::nights).collect::<Result<_>>()?;
    all.retain(|nights| !nights.is_empty());
    if all.is_empty() {
        bail!("no night is kept in {}\nhint: `guidewalk nightly` keeps one", state.folder().display());
    }
    let today = TimeZone::UTC.to_datetime(Timestamp::now()).date();
    let text = match (asked.format, &all[..]) {
        (HistoryFormat::Text, all) => all.iter().map(|nights| report::nights(nights)).collect::<Vec<_>>().join("\n"),
        (HistoryFormat::Json, all) => lines(all.iter().flatten())?,
        (HistoryFormat::Svg, [nights]) => report::strip(nights),
        (HistoryFormat::Badge, [nights]) => report::badge(nights, today),
        (HistoryFormat::BadgeJson, [nights]) => report::badge_json(nights, today),
        (_, several) => bail!("there are {} guides\nhint: name one: `guidewalk history guide.md --format svg`", several.len()),
    };
    match &asked.out {
        Some(path) => std::fs::write(path, text).with_context(|| format!("cannot write {}", path.display()))?,
        None => print(&text)?,
    }
    Ok(ExitCode::SUCCESS)
}

fn lines<'a>(nights: impl Iterator<Item = &'a Night>) -> Result<String> {
    let lines = nights.map(|night| serde_json::to_string(night).map(|line| line + "\n"));
    lines.collect::<serde_json::Result<String>>().context("cannot put the nights into JSON")
}
