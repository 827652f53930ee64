//! Guide, walk file, references and settings become a plan: everything resolved and checked before a browser starts.

mod memory;

use std::collections::{BTreeMap, BTreeSet};
use std::path::{Path, PathBuf};
use std::time::Duration;

use anyhow::{Context, Result, anyhow, bail};

use crate::account::Cookie;
use crate::guide::{self, Guide};
use crate::references::{self, References};
use crate::secrets::Credentials;
use crate::settings::Settings;
use crate::walkfile::{self, Walk};

pub use memory::Remembered;

/// The built-in walk's name in messages.
const BUILT_IN: &str = "github-pat.walk.toml (built in)";

/// What is going to be done, checked.
#[derive(Debug, Clone)]
pub struct Plan {
    /// The guide.
    pub guide: Guide,
    /// Its path as messages, reports and patches show it.
    pub guide_shown_as: String,
    /// How it is carried out.
    pub way: Way,
    /// The guide's pictures.
    pub references: References,
    /// The steps that are wanted; `None`: all.
    pub steps: Option<BTreeSet<u32>>,
    /// What is odd, in sentences.
    pub remarks: Vec<String>,
}

/// What a walk needs to know: the walk file with everything resolved. It holds no pictures on purpose.
#[derive(Debug, Clone)]
pub struct Itinerary {
    /// The walk file.
    pub walk: Walk,
    /// The origin that is walked, without a slash at its end.
    pub site: String,
    /// The API's address, without a slash at its end.
    pub api: String,
    /// What is signed in with.
    pub credentials: Credentials,
    /// A sign-in that was kept from an earlier night; empty: none.
    pub kept: Vec<Cookie>,
    /// What `{run}` stands for: unique for each walk, recognisable.
    pub run: String,
    /// What `{date}` stands for: the day, `2026-11-23`.
    pub date: String,
    /// The guide's steps and their headings.
    pub headings: BTreeMap<u32, String>,
    /// Targets as they were when the guide's own pictures were made, by stage or interruption: to know them again under
    /// another name.
    pub remembered: BTreeMap<String, Remembered>,
    /// The steps that are wanted; `None`: all.
    pub steps: Option<BTreeSet<u32>>,
    /// How long one wait may last.
    pub timeout: Duration,
    /// Whether the walk ends before the first press that makes something.
    pub rehearses: bool,
}

/// Where a walk file leads: what is needed to sign in and to take back, without any guide.
#[derive(Debug, Clone)]
pub struct Way {
    /// The walk file.
    pub walk: Walk,
    /// Its name in messages.
    pub walk_shown_as: String,
    /// Its folder; `None`: it is built in.
    folder: Option<PathBuf>,
    /// The origin to walk, without a slash at its end.
    pub site: String,
    /// The API's address, without a slash at its end.
    pub api: String,
    /// How long one wait may last.
    pub timeout: Duration,
    /// What passes before each action: nothing on this machine's own sites.
    pub pace: Duration,
}

impl Way {
    /// The way as a walker takes it, with no step of any guide wanted.
    #[must_use]
    pub fn itinerary(&self, credentials: Credentials, run: &str, date: &str) -> Itinerary {
        Itinerary {
            walk: self.walk.clone(),
            site: self.site.clone(),
            api: self.api.clone(),
            credentials,
            kept: Vec::new(),
            run: run.to_owned(),
            date: date.to_owned(),
            headings: BTreeMap::new(),
            remembered: BTreeMap::new(),
            steps: Some(BTreeSet::new()),
            timeout: self.timeout,
            rehearses: false,
        }
    }
}

impl Itinerary {
    /// Whether a step is wanted.
    #[must_use]
    pub fn wants(&self, step: u32) -> bool {
        self.steps.as_ref().is_none_or(|steps| steps.contains(&step))
    }
}

impl Plan {
    /// The walker's part of the plan.
    #[must_use]
    pub fn itinerary(&self, credentials: Credentials, run: &str, date: &str) -> Itinerary {
        Itinerary {
            headings: self.guide.steps.iter().map(|step| (step.number, step.heading.clone())).collect(),
            remembered: memory::remembered(&self.way.walk, &self.references),
            steps: self.steps.clone(),
            ..self.way.itinerary(credentials, run, date)
        }
    }

    /// The steps that no stage and no interruption carries.
    #[must_use]
    pub fn uncarried_steps(&self) -> Vec<u32> {
        let carried = carried_steps(&self.way.walk);
        self.guide.steps.iter().map(|step| step.number).filter(|step| !carried.contains(step)).collect()
    }
}

/// Resolves and checks everything.
///
/// # Errors
/// With the file, line and column of what is wrong, and the next thing to type.
pub fn build(settings: &Settings) -> Result<Plan> {
    let way = way(settings)?;
    let guide_path = guide_path(settings, &way.walk, way.folder.as_deref())?;
    let guide = guide::read(&guide_path, &guide::Settings { site_root: settings.site_root.clone() })
        .map_err(|error| anyhow!("{error}"))?;
    let references = references::read(&guide);
    check_steps(&guide, &way.walk, &way.walk_shown_as, settings)?;
    let mut remarks: Vec<String> =
        guide.remarks.iter().map(|remark| format!("{}:{}: {}", guide_path.display(), remark.line, remark.message)).collect();
    remarks.extend(references.remarks.iter().cloned());
    remarks.extend(references.missing_variants());
    let plan = Plan {
        guide_shown_as: guide_path.display().to_string(),
        steps: (!settings.steps.is_empty()).then(|| settings.steps.clone()),
        guide,
        way,
        references,
        remarks,
    };
    Ok(with_remarks_on_steps(plan))
}

/// Where the walk file leads, resolved and checked; no guide is read.
///
/// # Errors
/// As [`build`].
pub fn way(settings: &Settings) -> Result<Way> {
    let (walk, walk_shown_as, folder) = read_walk(settings.walk.as_deref())?;
    let site = match &settings.site {
        Some(site) => origin(site)?,
        None => walk.site.clone(),
    };
    let api = settings
        .api
        .clone()
        .or_else(|| walk.api.clone().filter(|_| settings.site.is_none()))
        .unwrap_or_else(|| format!("{site}/api/v3"));
    let timeout = settings.timeout.unwrap_or(walk.timeout);
    let pace = match settings.slow_motion {
        Some(asked) => asked,
        None if is_loopback(&site) => Duration::ZERO,
        None => walk.pace,
    };
    Ok(Way { pace, walk, walk_shown_as, folder, site, api: api.trim_end_matches('/').to_owned(), timeout })
}

fn with_remarks_on_steps(mut plan: Plan) -> Plan {
    for step in plan.uncarried_steps() {
        plan.remarks.push(format!("{} has no stage for step {step}, so it can't be looked at", plan.way.walk_shown_as));
    }
    plan
}

fn read_walk(path: Option<&Path>) -> Result<(Walk, String, Option<PathBuf>)> {
    match path {
        Some(path) => {
            let walk = walkfile::read(path).map_err(|error| anyhow!("{error}"))?;
            Ok((walk, path.display().to_string(), path.parent().map(Path::to_owned)))
        }
        None => {
            let walk = walkfile::parse(walkfile::GITHUB_PAT, BUILT_IN).map_err(|error| anyhow!("{error}"))?;
            Ok((walk, BUILT_IN.to_owned(), None))
        }
    }
}

fn guide_path(settings: &Settings, walk: &Walk, walk_folder: Option<&Path>) -> Result<PathBuf> {
    if let Some(guide) = &settings.guide {
        return Ok(guide.clone());
    }
    match (&walk.guide, walk_folder) {
        (Some(guide), Some(folder)) => Ok(folder.join(guide)),
        _ => bail!(
            "no guide was named\nhint: `guidewalk check GUIDE.md` checks a guide of yours; `guidewalk check --practice` walks the practice guide on the practice site"
        ),
    }
}

/// Scheme, host and port of an address.
fn origin(address: &str) -> Result<String> {
    let url = url::Url::parse(address)
        .with_context(|| format!("{address} is no address\nhint: write it with its scheme, as in --site https://github.com"))?;
    if !matches!(url.scheme(), "http" | "https") || url.host().is_none() {
        bail!("{address} is no address of a site\nhint: write it with its scheme, as in --site https://github.com");
    }
    Ok(url.origin().ascii_serialization())
}

/// Whether an origin is this machine's own.
pub(crate) fn is_loopback(origin: &str) -> bool {
    url::Url::parse(origin).is_ok_and(|url| match url.host() {
        Some(url::Host::Domain(name)) => name == "localhost",
        Some(url::Host::Ipv4(address)) => address.is_loopback(),
        Some(url::Host::Ipv6(address)) => address.is_loopback(),
        None => false,
    })
}

fn carried_steps(walk: &Walk) -> BTreeSet<u32> {
    let stages = walk.stages.iter().map(|stage| stage.step);
    stages.chain(walk.interruptions.iter().filter_map(|interruption| interruption.step)).collect()
}

fn check_steps(guide: &Guide, walk: &Walk, shown_as: &str, settings: &Settings) -> Result<()> {
    let has = |number: u32| guide.steps.iter().any(|step| step.number == number);
    let of_stages = walk.stages.iter().map(|stage| (stage.step, stage.line));
    let of_interruptions = walk.interruptions.iter().filter_map(|interruption| Some((interruption.step?, interruption.line)));
    if let Some((step, line)) = of_stages.chain(of_interruptions).find(|(step, _)| !has(*step)) {
        let last = guide.steps.iter().map(|step| step.number).max().unwrap_or(0);
        bail!(
            "{shown_as}:{line}:1: the guide {} has no step {step}\nhint: its steps are numbered 1 to {last}; is this the walk file of another guide?",
            guide.path.display()
        );
    }
    if let Some(step) = settings.steps.iter().find(|step| !has(**step)) {
        bail!(
            "the guide {} has no step {step}\nhint: `guidewalk plan {}` lists its steps",
            guide.path.display(),
            guide.path.display()
        );
    }
    Ok(())
}
