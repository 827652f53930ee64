//! What needs no browser: `report`, `plan`, `schema`, `doctor`.

use std::fmt::Write as _;
use std::path::Path;
use std::process::ExitCode;

use anyhow::{Context, Result};

use super::github::in_repository;
use super::{EXIT_TROUBLE, here, practice, print, record_folder, state_folder};
use crate::cli::{PlanCommand, PlanFormat, Report, ReportFormat, SchemaOf};
use crate::guide::{PictureFile, Step};
use crate::plan::{self, Plan};
use crate::secrets::Scrubber;
use crate::settings::Settings;
use crate::store::shown;
use crate::{doctor, history, record, report, store, walkfile};

/// `guidewalk report`.
pub(super) fn report(asked: &Report) -> Result<ExitCode> {
    let (folder, record) = store::open_record(&record_folder(asked.record.as_deref())?)?;
    let text = match asked.format {
        ReportFormat::Bundle => {
            let out = asked.out.clone().unwrap_or_else(|| "guidewalk-record.zip".into());
            std::fs::write(&out, report::bundle(folder.path(), "guidewalk-record")?)
                .with_context(|| format!("cannot write {}", out.display()))?;
            print(&format!("{}: look through it before you send it; it shows what the account's pages showed\n", shown(&out)))?;
            return Ok(ExitCode::SUCCESS);
        }
        ReportFormat::Json => report::json(&record)?,
        ReportFormat::Junit => report::junit(&record)?,
        ReportFormat::Markdown => report::markdown(&record),
        ReportFormat::Annotations => report::annotations(&record, &in_repository(Path::new(&record.guide.path))),
        ReportFormat::Html => report::html_with_nights(&record, folder.path(), &nights_of(asked, &record)?)?,
        ReportFormat::Text => {
            let path = shown(folder.path());
            let style = report::Style { colour: asked.out.is_none() && console::colors_enabled() };
            report::text(&record, style, &report::Ending { record: &path, next: None })
        }
    };
    // What a walk knew as secret was taken out when it was written; what looks like a token is looked for once more.
    let text = Scrubber::default().clean(&text);
    match &asked.out {
        Some(path) => std::fs::write(path, text).with_context(|| format!("cannot write {}", path.display()))?,
        None => print(&text)?,
    }
    Ok(ExitCode::SUCCESS)
}

/// The nights of the record's guide, where some are kept.
fn nights_of(asked: &Report, record: &record::Record) -> Result<Vec<history::Night>> {
    let state = asked.state.clone().map_or_else(state_folder, Ok);
    let guide = in_repository(Path::new(&record.guide.path));
    state.map_or_else(|_| Ok(Vec::new()), |state| history::file_of(&state, &guide).nights())
}

/// `guidewalk plan`.
pub(super) fn plan(asked: &PlanCommand) -> Result<ExitCode> {
    let mut settings = Settings {
        guide: asked.guide.clone(),
        walk: asked.walk.clone(),
        site_root: asked.site_root.clone(),
        ..Settings::default()
    };
    let unpacked = if asked.practice && settings.guide.is_none() { Some(practice::unpacked_guide()?) } else { None };
    if let Some(guide) = &unpacked {
        settings.guide = Some(guide.path.clone());
    }
    let plan = plan::build(&settings)?;
    let text = match asked.format {
        PlanFormat::Text => plan_text(&plan),
        PlanFormat::Json => format!("{:#}\n", plan_json(&plan)),
    };
    print(&text)?;
    Ok(ExitCode::SUCCESS)
}

fn plan_text(plan: &Plan) -> String {
    let mut out = format!("{}\n{} on {}\n", plan.guide.title, plan.way.walk_shown_as, plan.way.site);
    for step in &plan.guide.steps {
        let _ = writeln!(out, "\n{:>3}  {}  ({}:{})", step.number, step.heading, plan.guide_shown_as, step.line);
        for picture in &step.pictures {
            let _ = writeln!(out, "     picture  {}  ({})", picture.address, picture_state(&picture.file));
        }
        if !step.labels.is_empty() {
            let labels: Vec<String> = step.labels.iter().map(|label| format!("\"{}\"", label.text)).collect();
            let _ = writeln!(out, "     quotes   {}", labels.join(", "));
        }
        let stages: Vec<String> = stages_of(plan, step);
        let _ = writeln!(
            out,
            "     walked   {}",
            if stages.is_empty() { "no: no stage carries it".to_owned() } else { stages.join(", then ") }
        );
    }
    for remark in &plan.remarks {
        let _ = writeln!(out, "\nremark: {remark}");
    }
    out
}

fn stages_of(plan: &Plan, step: &Step) -> Vec<String> {
    let name = |target: &Option<walkfile::Target>| {
        let first = target.as_ref().and_then(|target| target.alternatives.first());
        first.map_or_else(String::new, |locator| {
            format!(
                "{} \"{}\"",
                locator.role.as_deref().unwrap_or("control"),
                locator.name.as_deref().or(locator.label.as_deref()).unwrap_or_default()
            )
        })
    };
    let stages = plan.way.walk.stages.iter().filter(|stage| stage.step == step.number).map(|stage| name(&stage.target));
    let interruptions = plan.way.walk.interruptions.iter().filter(|one| one.step == Some(step.number));
    stages.chain(interruptions.map(|one| format!("\"{}\", when it is asked for", one.name))).collect()
}

fn picture_state(file: &PictureFile) -> String {
    match file {
        PictureFile::Found(path) => format!("found at {}", shown(path)),
        PictureFile::Missing(path) => format!("missing: looked for at {}", shown(path)),
        PictureFile::LfsPointer(_) => "a Git LFS pointer: run git lfs pull".to_owned(),
        PictureFile::Remote(_) => "on the web: can't be judged".to_owned(),
    }
}

fn plan_json(plan: &Plan) -> serde_json::Value {
    let steps = plan.guide.steps.iter().map(|step| {
        serde_json::json!({
            "step": step.number,
            "heading": step.heading,
            "line": step.line,
            "labels": step.labels.iter().map(|label| serde_json::json!({ "text": label.text, "line": label.line, "column": label.column })).collect::<Vec<_>>(),
            "pictures": step.pictures.iter().map(|picture| serde_json::json!({ "address": picture.address, "alt": picture.alt, "line": picture.line, "state": picture_state(&picture.file) })).collect::<Vec<_>>(),
            "walked": stages_of(plan, step),
        })
    });
    serde_json::json!({
        "guide": { "path": plan.guide_shown_as, "title": plan.guide.title },
        "walk": plan.way.walk_shown_as,
        "site": plan.way.site,
        "steps": steps.collect::<Vec<_>>(),
        "remarks": plan.remarks,
    })
}

/// `guidewalk schema`.
pub(super) fn schema(of: SchemaOf) -> Result<ExitCode> {
    let schema = match of {
        SchemaOf::Walk => walkfile::schema(),
        SchemaOf::Record => record::schema(),
        SchemaOf::History => history::schema(),
    };
    print(&format!("{schema:#}\n"))?;
    Ok(ExitCode::SUCCESS)
}

/// `guidewalk doctor`.
pub(super) fn doctor() -> Result<ExitCode> {
    let checks = doctor::examine(&here()?);
    print(&doctor::text(&checks, report::Style { colour: console::colors_enabled() }))?;
    Ok(if doctor::is_everything_needed_there(&checks) { ExitCode::SUCCESS } else { ExitCode::from(EXIT_TROUBLE) })
}
