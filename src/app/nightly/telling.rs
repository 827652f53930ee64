//! Whom a night tells, and with what: branch and pull request, the issue, a tracker's command, a message.

use std::path::{Path, PathBuf};

use anyhow::{Context as _, Result, anyhow, bail};

use super::super::github;
use super::super::print;
use super::Guide;
use crate::cli::Nightly;
use crate::nightly::{Checkout, Order, Over, address, propose};
use crate::secrets::Scrubber;
use crate::store::{self, work_tree};
use crate::tracker::{Github, Links, News, Pace, Told, change, keep_issue, message, run_with_words};
use crate::walk::Stop;

/// What can be found out before anything is walked.
pub(super) fn look_ahead(asked: &Nightly, guide: &Guide) -> Result<()> {
    if asked.github.is_some() {
        repository(asked, &Scrubber::default())?;
    }
    if asked.pull_request && root(guide).is_none() {
        bail!("the guide is in no git repository, so there can be no pull request\nhint: leave --pull-request out");
    }
    Ok(())
}

/// Tells everybody who is to be told, until the end is wished. One who can't be told keeps nobody else from it.
pub(super) async fn tell(asked: &Nightly, guide: &Guide, over: &Over, order: &Order, stop: &Stop) -> Result<()> {
    let (scrubber, is_wanted) = (Scrubber::default(), || stop.requested().is_none());
    let walked = over.last().map_or(over.night.started.clone(), |(record, _)| record.started.clone());
    let title = if over.night.guide.title.is_empty() { guide.named.title.clone() } else { over.night.guide.title.clone() };
    let site = over.nights.iter().rev().map(|night| &night.site).find(|site| !site.is_empty()).cloned().unwrap_or_default();
    let news = News { guide: guide.named.path.clone(), title, site, known: over.known.clone(), walked };
    let mut links = Links { report: asked.report_url.clone().or_else(github::job), ..Links::default() };
    let mut troubles = Vec::new();
    if asked.github.is_some() {
        let github = repository(asked, &scrubber)?;
        if let Err(error) = told_on_github(&github, asked, guide, over, order, &news, &mut links).await {
            troubles.push(error);
        }
    }
    if let Some(command) = &asked.tracker_command {
        let told = Told::beside(order.history.path(), "tracker");
        if let Some(words) = change(&news, &told.read(), &links) {
            let done = run_with_words(command, &scrubber.clean(&words), is_wanted).and_then(|()| told.write(&news.stamp()));
            troubles.extend(done.err());
        }
    }
    if let Some(command) = &asked.notify_command {
        let told = Told::beside(order.history.path(), "notified");
        let done = match message(&news, &told.read(), &links) {
            Some(words) => run_with_words(command, &scrubber.clean(&words), is_wanted).and_then(|()| told.write(&news.stamp())),
            None if told.read() == news.stamp() => Ok(()),
            None => told.write(&news.stamp()),
        };
        troubles.extend(done.err());
    }
    let Some(first) = troubles.first() else { return Ok(()) };
    let all: Vec<String> = troubles.iter().map(|trouble| format!("{trouble:#}")).collect();
    if all.len() == 1 { bail!("{first:#}") } else { bail!("{}", all.join("\n")) }
}

async fn told_on_github(
    github: &Github,
    asked: &Nightly,
    guide: &Guide,
    over: &Over,
    order: &Order,
    news: &News,
    links: &mut Links,
) -> Result<()> {
    links.guide = Some(format!("{}/{}/blob/HEAD/{}", github::server(), github.repository, address(&news.guide)));
    let mut trouble = None;
    if asked.pull_request {
        match proposed(github, asked, guide, over, news, links).await {
            Ok(said) => said.iter().try_for_each(|line| print(&format!("pull request: {line}\n")))?,
            // People hear of the drift all the same.
            Err(error) => trouble = Some(error),
        }
    }
    let known = order.history.path().with_extension("issue");
    let number = std::fs::read_to_string(&known).ok().and_then(|number| number.trim().parse().ok());
    let kept = keep_issue(github, news, links, number).await?;
    if let (Some(number), Some(url)) = (kept.number, &kept.url) {
        store::write_whole(&known, number.to_string())?;
        print(&format!("issue: {url} ({})\n", kept.did.name()))?;
    }
    trouble.map_or(Ok(()), Err)
}

async fn proposed(
    github: &Github,
    asked: &Nightly,
    guide: &Guide,
    over: &Over,
    news: &News,
    links: &mut Links,
) -> Result<Vec<String>> {
    let (root, file) = root(guide).zip(guide.file.clone()).context("the guide is in no git repository")?;
    let checkout = Checkout { root, guide: file, base: asked.base.clone(), server: github::server() };
    propose(github, &checkout, over, news, links).await
}

fn root(guide: &Guide) -> Option<PathBuf> {
    let file = guide.file.as_deref()?.canonicalize().ok()?;
    work_tree(&file).map(Path::to_owned)
}

fn repository(asked: &Nightly, scrubber: &Scrubber) -> Result<Github> {
    let named = asked.github.clone().filter(|named| !named.is_empty()).or_else(|| github::variable("GITHUB_REPOSITORY"));
    let named = named.ok_or_else(|| anyhow!("no repository is named\nhint: --github=OWNER/REPO"))?;
    let api = asked.github_api.clone().or_else(|| github::variable("GITHUB_API_URL"));
    let api = api.unwrap_or_else(|| "https://api.github.com".to_owned());
    Github::new(&api, &named, github::token()?, scrubber.clone(), Pace::default())
}
