//! The one issue of a guide: opened at the first drift that counts, changed when the facts change, closed with a word when all is true
//! again. It is found again by what is hidden in it, whoever has edited it and whatever became of the state folder.

use jiff::Timestamp;
use serde_json::{Value, json};

use super::api::{ApiError, Github};
use super::section::{self, Memory};
use super::words::{self, Links};
use super::{News, Stamp};

/// The label of all issues that guidewalk opens.
const LABEL: &str = "guidewalk";
/// So many pages of issues without the label are looked through, the newest first.
const PAGES: u32 = 5;

/// What was done.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Did {
    /// Nothing: all of it was told.
    Nothing,
    /// Nothing: a person closed it, and there is nothing new.
    Quiet,
    /// There was none.
    Opened,
    /// Its text was changed.
    Updated,
    /// It was open again.
    Reopened,
    /// All is true again.
    Closed,
}

impl Did {
    /// In a word or two.
    #[must_use]
    pub const fn name(self) -> &'static str {
        match self {
            Self::Nothing => "as it is",
            Self::Quiet => "closed by someone, and nothing is new",
            Self::Opened => "opened",
            Self::Updated => "updated",
            Self::Reopened => "opened again",
            Self::Closed => "closed",
        }
    }
}

/// The issue as it is now.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct KeptIssue {
    /// Its number; none where there is no issue and no need of one.
    pub number: Option<u64>,
    /// Its page.
    pub url: Option<String>,
    /// What was done.
    pub did: Did,
}

/// An issue that is there.
struct Issue {
    number: u64,
    url: String,
    title: String,
    body: String,
    is_open: bool,
    reason: String,
    closed_at: Option<Timestamp>,
    memory: Option<Memory>,
}

/// What the issue is to say.
#[derive(Debug, Clone)]
struct Wanted<'a> {
    stamp: Stamp,
    links: &'a Links,
}

/// Makes the issue say what there is to tell. `known` is its number, where it is remembered.
///
/// # Errors
/// When the site refuses or can't be reached; what was done until then is found again the next time.
pub async fn keep_issue(github: &Github, news: &News, links: &Links, known: Option<u64>) -> Result<KeptIssue, ApiError> {
    let news = &news.cleaned(github.scrubber());
    let wanted = Wanted { stamp: news.stamp(), links };
    let Some(issue) = found(github, &news.guide, known).await? else {
        if wanted.stamp.is_empty() {
            return Ok(KeptIssue { number: None, url: None, did: Did::Nothing });
        }
        return opened(github, news, &wanted).await;
    };
    let told = issue.memory.as_ref().map(|memory| memory.told.clone()).unwrap_or_default();
    let did = match (issue.is_open, wanted.stamp.is_empty()) {
        (true, true) => closed(github, news, &wanted, &issue).await?,
        (true, false) if told == wanted.stamp && is_told(&issue, links) => Did::Nothing,
        (true, false) => changed(github, news, &wanted, &issue, Did::Updated).await?,
        (false, true) if told.is_empty() => Did::Nothing,
        // A person closed it, and it is true: it forgets, so that the same drift is told when it comes back.
        (false, true) => {
            rewritten(github, news, &wanted, &issue, &json!({})).await?;
            Did::Quiet
        }
        (false, false) if is_settled(&issue, &told, &wanted.stamp, news) => Did::Quiet,
        (false, false) => changed(github, news, &wanted, &issue, Did::Reopened).await?,
    };
    Ok(KeptIssue { number: Some(issue.number), url: Some(issue.url), did })
}

/// Whether it names the pull request that is open.
fn is_told(issue: &Issue, links: &Links) -> bool {
    let named = issue.memory.as_ref().and_then(|memory| memory.pull);
    links.pull.as_ref().is_none_or(|(number, _)| named == Some(*number))
}

/// Whether a person closed it and nothing has come since that they did not know.
fn is_settled(issue: &Issue, told: &Stamp, stamp: &Stamp, news: &News) -> bool {
    if told.is_empty() || stamp.has_more_than(told) {
        return false;
    }
    let walked: Option<Timestamp> = news.walked.parse().ok();
    let was_walked_since = walked.zip(issue.closed_at).is_some_and(|(walked, closed)| walked > closed);
    // Closed as done, and a later walk still saw it: it isn't.
    issue.reason != "completed" || !was_walked_since
}

async fn opened(github: &Github, news: &News, wanted: &Wanted<'_>) -> Result<KeptIssue, ApiError> {
    let title = words::title(news);
    let memory = memory(news, wanted, 1, section::digest(&title));
    let body = json!({
        "title": title,
        "body": section::with("", &memory, &words::body(news, wanted.links)),
        "labels": [LABEL],
    });
    let made = async || raw(github, &news.guide, None).await;
    let answer = github.create("open an issue", "/issues", body, made).await?;
    let issue = issue(&answer);
    Ok(KeptIssue { number: Some(issue.number), url: Some(issue.url), did: Did::Opened })
}

/// A word where there is something new, then the text.
async fn changed(github: &Github, news: &News, wanted: &Wanted<'_>, issue: &Issue, did: Did) -> Result<Did, ApiError> {
    let told = issue.memory.as_ref().map(|memory| memory.told.clone()).unwrap_or_default();
    if did == Did::Reopened || wanted.stamp.has_more_than(&told) {
        said(github, issue, &wanted.stamp, &words::what_is_new(news, &told, did == Did::Reopened)).await?;
    }
    let state = if did == Did::Reopened { json!({ "state": "open" }) } else { json!({}) };
    rewritten(github, news, wanted, issue, &state).await?;
    Ok(did)
}

async fn closed(github: &Github, news: &News, wanted: &Wanted<'_>, issue: &Issue) -> Result<Did, ApiError> {
    said(github, issue, &wanted.stamp, &words::true_again(news)).await?;
    rewritten(github, news, wanted, issue, &json!({ "state": "closed", "state_reason": "completed" })).await?;
    Ok(Did::Closed)
}

async fn rewritten(github: &Github, news: &News, wanted: &Wanted<'_>, issue: &Issue, more: &Value) -> Result<(), ApiError> {
    let before = issue.memory.clone().unwrap_or_default();
    let title = words::title(news);
    let is_own_title = before.title == section::digest(&issue.title);
    let digest = if is_own_title { section::digest(&title) } else { before.title.clone() };
    let memory = memory(news, wanted, before.times + 1, digest);
    let mut body = json!({ "body": section::with(&issue.body, &memory, &words::body(news, wanted.links)) });
    // A title that a person gave stays.
    if is_own_title && !wanted.stamp.is_empty() {
        body["title"] = title.into();
    }
    for (name, value) in more.as_object().into_iter().flatten() {
        body[name] = value.clone();
    }
    github.set("change the issue", &format!("/issues/{}", issue.number), body).await.map(drop)
}

fn memory(news: &News, wanted: &Wanted<'_>, times: u64, title: String) -> Memory {
    let pull = wanted.links.pull.as_ref().map(|(number, _)| *number);
    Memory { guide: news.guide.clone(), told: wanted.stamp.clone(), times, pull, title, ..Memory::default() }
}

/// Says something once: what was said is known by what is hidden in it.
async fn said(github: &Github, issue: &Issue, stamp: &Stamp, text: &str) -> Result<(), ApiError> {
    let times = issue.memory.as_ref().map_or(0, |memory| memory.times);
    let stamp = serde_json::to_string(stamp).unwrap_or_default();
    let mark = format!("<!-- guidewalk:said {times}-{} -->", section::digest(&stamp));
    let path = format!("/issues/{}/comments", issue.number);
    let made = async || {
        let mut there = None;
        let look = |comments: &[Value]| {
            let is_it = |one: &&Value| one["body"].as_str().is_some_and(|body| body.contains(&mark));
            there = comments.iter().find(is_it).cloned();
            there.is_none()
        };
        github.pages("read the issue's comments", &path, u32::MAX, look).await?;
        Ok(there)
    };
    if made().await?.is_some() {
        return Ok(());
    }
    github.create("comment on the issue", &path, json!({ "body": format!("{}\n\n{mark}", text.trim()) }), made).await.map(drop)
}

/// The guide's issue.
async fn found(github: &Github, guide: &str, known: Option<u64>) -> Result<Option<Issue>, ApiError> {
    Ok(raw(github, guide, known).await?.map(|issue| self::issue(&issue)))
}

async fn raw(github: &Github, guide: &str, known: Option<u64>) -> Result<Option<Value>, ApiError> {
    let is_it = |one: &Value| one.get("pull_request").is_none() && memory_of(one).is_some_and(|memory| memory.guide == guide);
    if let Some(number) = known
        && let Some(one) = github.find("read the issue", &format!("/issues/{number}")).await?
        // Whoever wrote its text anew has taken the memory out; a memory of another guide is another's issue.
        && (is_it(&one) || memory_of(&one).is_none())
    {
        return Ok(Some(one));
    }
    for (filter, pages) in [(format!("&labels={LABEL}"), u32::MAX), (String::new(), PAGES)] {
        let mut there = None;
        let look = |issues: &[Value]| {
            there = issues.iter().find(|one| is_it(one)).cloned();
            there.is_none()
        };
        let path = format!("/issues?state=all&sort=created&direction=desc{filter}");
        github.pages("read the issues", &path, pages, look).await?;
        if there.is_some() {
            return Ok(there);
        }
    }
    Ok(None)
}

fn memory_of(issue: &Value) -> Option<Memory> {
    section::memory(issue["body"].as_str()?)
}

fn issue(answer: &Value) -> Issue {
    let text = |name: &str| answer[name].as_str().unwrap_or_default().to_owned();
    Issue {
        number: answer["number"].as_u64().unwrap_or_default(),
        url: text("html_url"),
        title: text("title"),
        body: text("body"),
        is_open: answer["state"] == "open",
        reason: answer["state_reason"].as_str().unwrap_or("completed").to_owned(),
        closed_at: answer["closed_at"].as_str().and_then(|at| at.parse().ok()),
        memory: memory_of(answer),
    }
}
