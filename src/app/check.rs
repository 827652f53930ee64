//! `check` and `regenerate`: plan, walk, judge, show.

use std::path::{Path, PathBuf};
use std::process::ExitCode;
use std::sync::Arc;

use anyhow::Result;

use super::account::{self, Opened, State};
use super::signals::Signals;
use super::{github, here, practice, print};
use crate::cli::{Check, CheckFormat, Regenerate, Walking};
use crate::conduct::{self, Conducted, Order, Staging};
use crate::judge::{Status, Strictness};
use crate::plan::{self, Plan};
use crate::progress::{Manner, Progress};
use crate::report;
use crate::secrets::Scrubber;
use crate::store::{RecordFolder, shown};
use crate::walk::{Event, Listener};

/// `guidewalk check`.
pub(super) async fn check(asked: &Check) -> Result<ExitCode> {
    match walk(&asked.walking, Staging::Nothing, &Signals::default()).await? {
        Ended::Walked(walked) => {
            show(&walked, asked.format)?;
            Ok(ExitCode::from(walked.conducted.exit))
        }
        Ended::Waits(why) => account::waits(&why),
    }
}

/// `guidewalk regenerate`.
pub(super) async fn regenerate(asked: &Regenerate) -> Result<ExitCode> {
    if asked.accept {
        super::accept::refuse_in_ci("accept")?;
        refuse_bundled_guide(&asked.walking)?;
    }
    let staging = if asked.all { Staging::All } else { Staging::Drifted };
    let walked = match walk(&asked.walking, staging, &Signals::default()).await? {
        Ended::Walked(walked) => walked,
        Ended::Waits(why) => return account::waits(&why),
    };
    show(&walked, asked.format)?;
    if asked.accept && walked.conducted.record.complete {
        let strictness = if asked.walking.strict { Strictness::Strict } else { Strictness::Plain };
        let exit = super::accept::write_all(walked.folder.path(), asked.walking.state.as_deref(), strictness)?;
        return Ok(ExitCode::from(exit));
    }
    Ok(ExitCode::from(walked.conducted.exit))
}

/// The practice guide comes with the binary: there is no file to write its pictures into.
fn refuse_bundled_guide(asked: &Walking) -> Result<()> {
    if asked.guide.is_none() && asked.walk.is_none() && asked.practice.is_some() {
        anyhow::bail!(
            "the practice guide comes with guidewalk, so nothing can be written into it\nhint: name a guide, or leave --accept out"
        );
    }
    Ok(())
}

/// `--practice 2026-11` without its sign of equality asks for a guide of that name.
fn refuse_edition_as_guide(asked: &Walking) -> Result<()> {
    let named = asked.guide.as_deref().filter(|path| asked.practice.is_some() && !path.exists());
    let edition = named.and_then(|path| path.to_str()?.parse::<crate::practice::Edition>().ok());
    if let Some(edition) = edition {
        anyhow::bail!("{edition} is an edition of the practice site, and no guide\nhint: --practice={edition}");
    }
    Ok(())
}

/// What became of the wish to walk.
pub(super) enum Ended {
    /// It is over.
    Walked(Box<Walked>),
    /// The account is not to be used now; why.
    Waits(String),
}

/// A walk that is over, with its record.
pub(super) struct Walked {
    pub(super) conducted: Conducted,
    pub(super) folder: RecordFolder,
    next: Option<String>,
}

/// Plans, walks and judges. The practice site is served meanwhile, where it is walked.
pub(super) async fn walk(asked: &Walking, staging: Staging, signals: &Signals) -> Result<Ended> {
    refuse_edition_as_guide(asked)?;
    let mut settings = asked.settings();
    let mut unpacked = None;
    if asked.practice.is_some() && settings.guide.is_none() && settings.walk.is_none() {
        let guide = practice::unpacked_guide()?;
        settings.guide = Some(guide.path.clone());
        unpacked = Some(guide);
    }
    let served = match &asked.practice {
        Some(edition) => Some(practice::site(edition, &asked.changes, 0).await?),
        None => practice::refuse_changes(&asked.changes).map(|()| None)?,
    };
    if let Some(site) = &served {
        settings.site = Some(site.base_url.clone());
        settings.code_command = settings.code_command.or_else(|| practice::mailbox_command(site));
    }
    let mut plan = plan::build(&settings).map_err(|error| match &unpacked {
        Some(guide) => practice::as_shown(&error, guide),
        None => error,
    })?;
    if unpacked.is_some() {
        practice::GUIDE_SHOWN_AS.clone_into(&mut plan.guide_shown_as);
    }
    let state = State::of(asked.state.as_deref(), served.is_some())?;
    let secrets = match &served {
        Some(site) => practice::secrets(site),
        None => account::secrets(&plan.way).await?,
    };
    let doing = format!("check of {}", plan.guide_shown_as);
    let opened = match account::open(&state, &plan.way, secrets, &settings, &doing)? {
        Ok(opened) => opened,
        Err(why) => return Ok(Ended::Waits(why)),
    };
    let folder = record_folder_for(&settings.record, &plan)?;
    let conducted = conducted(plan, &settings, opened, asked, &folder, staging, signals).await;
    if let Some(site) = served {
        site.stop().await;
    }
    let conducted = conducted?;
    write_page(&folder, &conducted)?;
    let next = next_command(&conducted, &folder, staging);
    Ok(Ended::Walked(Box::new(Walked { conducted, folder, next })))
}

async fn conducted(
    plan: Plan,
    settings: &crate::settings::Settings,
    opened: Opened,
    asked: &Walking,
    folder: &RecordFolder,
    staging: Staging,
    signals: &Signals,
) -> Result<Conducted> {
    let listener: Arc<Progress> = Arc::new(Progress::on_stderr(if asked.quiet { Manner::Quiet } else { Manner::of_stderr() }));
    for remark in &plan.remarks {
        listener.hear(&Event::Note(remark.clone()));
    }
    let scrubber = Scrubber::default();
    super::scrub_panics(&scrubber);
    let order = Order {
        plan: Arc::new(plan),
        settings,
        credentials: opened.credentials,
        scrubber,
        keeping: &opened.keeping,
        practice: asked.practice.as_ref().map(|edition| practice::description(edition, &asked.changes)),
        folder,
        staging,
        listener: Arc::clone(&listener) as Arc<dyn Listener>,
        stop: signals.stop(),
    };
    let on_first = || {
        listener.hear(&Event::Note("stopping: what was made is taken back first; press Ctrl-C again to stop at once".to_owned()));
    };
    let conducted = signals.heed(conduct::conduct(order), on_first).await;
    listener.clear();
    conducted
}

fn record_folder_for(named: &Option<PathBuf>, plan: &Plan) -> Result<RecordFolder> {
    match named {
        Some(path) => RecordFolder::at(path),
        None => {
            let name =
                Path::new(&plan.guide_shown_as).file_stem().map(|stem| stem.to_string_lossy().into_owned()).unwrap_or_default();
            RecordFolder::create(&here()?, &name, jiff::Timestamp::now())
        }
    }
}

fn write_page(folder: &RecordFolder, conducted: &Conducted) -> Result<()> {
    let page = report::html(&conducted.record, folder.path())?;
    folder.write_file("report.html", page.as_bytes()).map(|_| ())
}

/// What one would type next.
fn next_command(conducted: &Conducted, folder: &RecordFolder, staging: Staging) -> Option<String> {
    let record = shown(folder.path());
    let staged = conducted.record.steps.iter().any(|step| step.staged.is_some());
    if staging != Staging::Nothing && staged {
        return Some(format!("guidewalk review {record}"));
    }
    let attention =
        conducted.record.steps.iter().any(|step| !matches!(step.status, Status::Current | Status::Skipped | Status::NotShown));
    attention.then(|| format!("open {record}/report.html"))
}

fn show(walked: &Walked, format: CheckFormat) -> Result<()> {
    let record = &walked.conducted.record;
    github::add_to_summary(&report::markdown(record))?;
    match format {
        CheckFormat::Json => print(&report::json(record)?),
        CheckFormat::Annotations => print(&report::annotations(record, &github::in_repository(Path::new(&record.guide.path)))),
        CheckFormat::Text => {
            let folder = shown(walked.folder.path());
            let style = report::Style { colour: console::colors_enabled() };
            print(&report::text(record, style, &report::Ending { record: &folder, next: walked.next.as_deref() }))
        }
    }
}
