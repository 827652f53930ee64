//! GitHub's REST API as this needs it: what can be repeated is repeated, what creates something is looked for before it is tried
//! again, and a pause that the site asks for is kept. Every body goes through the scrubber.

use std::time::Duration;

use http::Method;
use serde_json::Value;

use crate::clock;
use crate::plan::is_loopback;
use crate::secrets::{Scrubber, Secret};

/// So often a request is tried.
const TRIES: u32 = 4;
/// An answer of more bytes is not read.
const MOST_BYTES: u64 = 32 << 20;

/// How long is waited between two tries.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Pace {
    /// Before the second; doubled for each that follows.
    pub first: Duration,
    /// A pause that the site asks for is kept up to this; a longer one ends the work.
    pub most: Duration,
}

impl Default for Pace {
    fn default() -> Self {
        Self { first: Duration::from_secs(2), most: Duration::from_secs(300) }
    }
}

/// Why a request led to nothing.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum ApiError {
    /// It was refused.
    #[error("GitHub refused to {what}: {status} {message}{hint}")]
    Refused {
        /// What was asked.
        what: String,
        /// The status.
        status: u16,
        /// What it said.
        message: String,
        /// What to do, on a line of its own; may be empty.
        hint: &'static str,
    },
    /// It asks for a longer pause than there is time for.
    #[error("GitHub asks for a pause of {seconds} s before it lets anyone {what}\nhint: the next night tries again")]
    RateLimited {
        /// What was asked.
        what: String,
        /// How long.
        seconds: u64,
    },
    /// No answer came, or one about the site's own trouble: it may have been done all the same.
    #[error("GitHub did not answer when asked to {what}: {why}\nhint: the next night tries again")]
    Lost {
        /// What was asked.
        what: String,
        /// What came instead.
        why: String,
    },
}

impl ApiError {
    /// The status of a refusal.
    #[must_use]
    pub const fn status(&self) -> Option<u16> {
        match self {
            Self::Refused { status, .. } => Some(*status),
            Self::RateLimited { .. } | Self::Lost { .. } => None,
        }
    }
}

/// A repository at GitHub, or at a server with the same API.
#[derive(Debug, Clone)]
pub struct Github {
    /// `OWNER/REPOSITORY`.
    pub repository: String,
    api: String,
    token: Secret,
    scrubber: Scrubber,
    agent: ureq::Agent,
    pace: Pace,
}

/// What came back.
struct Answer {
    status: u16,
    body: Value,
    /// How long the site asks to be left alone.
    pause: Option<u64>,
}

impl Github {
    /// A repository by its name and the API's address; the token is sent nowhere else.
    ///
    /// # Errors
    /// When the name is none, or the address is neither encrypted nor on this machine.
    pub fn new(api: &str, repository: &str, token: Secret, scrubber: Scrubber, pace: Pace) -> anyhow::Result<Self> {
        let is_plain = |part: &str| !part.is_empty() && part.chars().all(|c| c.is_ascii_alphanumeric() || "-_.".contains(c));
        if repository.split('/').filter(|part| is_plain(part)).count() != 2 || repository.matches('/').count() != 1 {
            anyhow::bail!("'{repository}' is no repository\nhint: name it as OWNER/REPOSITORY");
        }
        let url = url::Url::parse(api).map_err(|error| anyhow::anyhow!("'{api}' is no address: {error}"))?;
        if url.scheme() != "https" && !is_loopback(api) {
            anyhow::bail!("the token is not sent unencrypted to {api}\nhint: give an https address");
        }
        scrubber.learn("tracker-token", token.reveal());
        let agent = ureq::Agent::config_builder()
            .http_status_as_error(false)
            .max_redirects(0)
            .timeout_global(Some(Duration::from_secs(60)))
            .user_agent(concat!("guidewalk/", env!("CARGO_PKG_VERSION")))
            .build()
            .into();
        Ok(Self { repository: repository.to_owned(), api: api.trim_end_matches('/').to_owned(), token, scrubber, agent, pace })
    }

    /// The owner of the repository.
    #[must_use]
    pub fn owner(&self) -> &str {
        self.repository.split('/').next().unwrap_or_default()
    }

    /// What takes secrets out of all that is sent.
    pub(super) const fn scrubber(&self) -> &Scrubber {
        &self.scrubber
    }

    /// Reads something; `path` is below the repository.
    pub(super) async fn get(&self, what: &str, path: &str) -> Result<Value, ApiError> {
        self.repeated(what, &Method::GET, path, None).await
    }

    /// Reads something that may not be there.
    pub(super) async fn find(&self, what: &str, path: &str) -> Result<Option<Value>, ApiError> {
        match self.get(what, path).await {
            Err(error) if matches!(error.status(), Some(404 | 410)) => Ok(None),
            answer => answer.map(Some),
        }
    }

    /// Sets something, which is the same however often it is done.
    pub(super) async fn set(&self, what: &str, path: &str, body: Value) -> Result<Value, ApiError> {
        self.repeated(what, &Method::PATCH, path, Some(body)).await
    }

    /// Puts something where it is named by its content, so that a second time adds nothing.
    pub(super) async fn store(&self, what: &str, path: &str, body: Value) -> Result<Value, ApiError> {
        self.repeated(what, &Method::POST, path, Some(body)).await
    }

    /// Creates something. Where the answer is lost, `made` says whether it is there before it is tried again.
    pub(super) async fn create(
        &self,
        what: &str,
        path: &str,
        body: Value,
        made: impl AsyncFn() -> Result<Option<Value>, ApiError>,
    ) -> Result<Value, ApiError> {
        self.tried(what, (&Method::POST, path), Some(body), made).await
    }

    /// All pages of a list, up to `most`, as long as `goes_on` says so.
    pub(super) async fn pages(
        &self,
        what: &str,
        path: &str,
        most: u32,
        mut goes_on: impl FnMut(&[Value]) -> bool,
    ) -> Result<(), ApiError> {
        let joined = if path.contains('?') { '&' } else { '?' };
        for page in 1..=most {
            let answer = self.get(what, &format!("{path}{joined}per_page=100&page={page}")).await?;
            let items = answer.as_array().map(Vec::as_slice).unwrap_or_default();
            if !goes_on(items) || items.len() < 100 {
                break;
            }
        }
        Ok(())
    }

    async fn repeated(&self, what: &str, method: &Method, path: &str, body: Option<Value>) -> Result<Value, ApiError> {
        self.tried(what, (method, path), body, async || Ok(None)).await
    }

    /// Tries until there is an answer, or `made` says after a lost one that it is there.
    async fn tried(
        &self,
        what: &str,
        (method, path): (&Method, &str),
        body: Option<Value>,
        made: impl AsyncFn() -> Result<Option<Value>, ApiError>,
    ) -> Result<Value, ApiError> {
        let mut tries = 1;
        loop {
            let lost = match self.once(what, method, path, body.as_ref()).await {
                Ok(answer) => match self.judged(what, answer, tries).await? {
                    Some(body) => return Ok(body),
                    None => ApiError::Lost { what: what.to_owned(), why: "it asked for patience again and again".to_owned() },
                },
                Err(error) => {
                    self.rest(tries).await;
                    if let Some(there) = made().await? {
                        return Ok(there);
                    }
                    error
                }
            };
            if tries == TRIES {
                return Err(lost);
            }
            tries += 1;
        }
    }

    /// An answer's body; `None` after a pause that it asked for.
    async fn judged(&self, what: &str, answer: Answer, tries: u32) -> Result<Option<Value>, ApiError> {
        if (200..300).contains(&answer.status) {
            return Ok(Some(answer.body));
        }
        if let Some(seconds) = answer.pause {
            if Duration::from_secs(seconds) > self.pace.most {
                return Err(ApiError::RateLimited { what: what.to_owned(), seconds });
            }
            if tries < TRIES {
                clock::pause(Duration::from_secs(seconds)).await;
            }
            return Ok(None);
        }
        let said = answer.body["message"].as_str().unwrap_or_default().to_owned();
        let details = answer.body["errors"].as_array().into_iter().flatten();
        let details: Vec<&str> = details.filter_map(|one| one["message"].as_str().or(one["code"].as_str())).collect();
        let message = self.scrubber.clean(&[&[said.as_str()], &details[..]].concat().join("; "));
        Err(ApiError::Refused { what: what.to_owned(), status: answer.status, message, hint: hint(answer.status) })
    }

    async fn rest(&self, tries: u32) {
        clock::pause(self.pace.first * 2_u32.pow(tries - 1)).await;
    }

    /// One try.
    async fn once(&self, what: &str, method: &Method, path: &str, body: Option<&Value>) -> Result<Answer, ApiError> {
        let lost = |why: String| ApiError::Lost { what: what.to_owned(), why };
        let request = http::Request::builder()
            .method(method)
            .uri(format!("{}/repos/{}{path}", self.api, self.repository))
            .header("Accept", "application/vnd.github+json")
            .header("X-GitHub-Api-Version", "2022-11-28")
            .header("Content-Type", "application/json")
            .header("Authorization", format!("Bearer {}", self.token.reveal()));
        let body = body.map_or_else(String::new, |body| self.scrubber.clean(&body.to_string()));
        let agent = self.agent.clone();
        let sends_body = *method != Method::GET;
        let sent = tokio::task::spawn_blocking(move || {
            let answer = if sends_body { agent.run(request.body(body)?) } else { agent.run(request.body(())?) };
            let mut answer = answer?;
            let text = answer.body_mut().with_config().limit(MOST_BYTES).read_to_string()?;
            Ok::<_, ureq::Error>((answer.status().as_u16(), pause(answer.headers(), answer.status().as_u16(), &text), text))
        });
        match sent.await {
            Ok(Ok((status, _, _))) if status >= 500 => Err(lost(format!("status {status}"))),
            Ok(Ok((status, pause, text))) => {
                let body = serde_json::from_str(&text).unwrap_or_default();
                Ok(Answer { status, body, pause })
            }
            Ok(Err(error)) => Err(lost(self.scrubber.clean(&error.to_string()))),
            Err(_) => Err(lost("the request was broken off".to_owned())),
        }
    }
}

/// How long a refusal asks to be left alone, in seconds; `None` where it is not about the pace.
fn pause(headers: &http::HeaderMap, status: u16, said: &str) -> Option<u64> {
    if !matches!(status, 403 | 429) {
        return None;
    }
    let number = |name: &str| headers.get(name).and_then(|value| value.to_str().ok()).and_then(|value| value.parse::<u64>().ok());
    // The end of the hour is told as a time; the answer's own date is what it is compared with, not this machine's clock.
    let left = || {
        let now = headers.get("date").and_then(|date| date.to_str().ok());
        let now = now.and_then(|date| jiff::fmt::rfc2822::parse(date).ok())?.timestamp().as_second();
        let until = number("x-ratelimit-reset").filter(|_| number("x-ratelimit-remaining") == Some(0))?;
        Some(until.saturating_sub(u64::try_from(now).unwrap_or_default()))
    };
    number("retry-after").or_else(left).or((status == 429 || said.contains("rate limit")).then_some(60))
}

const fn hint(status: u16) -> &'static str {
    match status {
        401 => "\nhint: the token is wrong or has ended",
        403 => {
            "\nhint: the token needs the permissions issues: write, and for pull requests contents: write and pull-requests: write; \
                a repository's settings say whether Actions may create pull requests"
        }
        404 => "\nhint: see whether the repository is named rightly, and whether the token may see it",
        410 => "\nhint: issues are switched off in this repository",
        _ => "",
    }
}
