//! Requests to the walk file's `api`: no browser, no redirects, and the only place that a token is ever sent to.

use std::time::Duration;

use jiff::{SignedDuration, Timestamp};

use super::act::{Done, Trouble};
use super::walker::{Halt, Walker};
use crate::browser::Page;
use crate::secrets::Secret;
use crate::walkfile::Expiry;

impl<P: Page> Walker<'_, P> {
    /// One request to the walk file's API. Repeated for a short while where another status comes back: deletions take a moment.
    pub(crate) async fn request(&mut self, ask: Ask<'_>) -> Result<Done, Trouble> {
        if !self.knows_variables_in(ask.body.unwrap_or_default()) {
            return Ok(Done::default());
        }
        let token = match ask.bearer {
            Some(name) => match self.variables.get(name) {
                Some(secret) => Some(secret.clone()),
                None => return Ok(Done::default()),
            },
            None => None,
        };
        let sent = Sent {
            method: ask.method.to_owned(),
            url: format!("{}{}", self.plan.api, self.filled_in(ask.path)),
            token,
            body: ask.body.map(|body| Secret::new(self.filled_in(body))),
            header: ask.header.map(|header| self.filled_in(header)),
            expires: ask.expires.cloned(),
        };
        if ask.method != "GET" {
            self.change_asked()?;
        }
        let mut last = String::new();
        for attempt in 0..4u32 {
            let copy = sent.clone();
            match tokio::task::spawn_blocking(move || copy.answer()).await {
                Ok(Ok(answer)) if answer.status != ask.expect => {
                    last = format!("the API answered {} to {} instead of {}", answer.status, ask.path, ask.expect);
                }
                Ok(Ok(Answer { wrong: Some(wrong), .. })) => last = format!("the API answered {} with {wrong}", ask.path),
                Ok(Ok(answer)) => {
                    self.note(&format!("requested {}: {}", ask.path, answer.status));
                    return Ok(Done::default());
                }
                Ok(Err(error)) => last = format!("the API could not be asked: {error}"),
                Err(error) => last = error.to_string(),
            }
            self.company.times.pause(Duration::from_millis(400) * (attempt + 1)).await;
        }
        Err(Trouble::Halt(Halt::Broken { because: self.company.scrubber.clean(&last) }))
    }
}

/// A request as the walk file writes it.
pub(crate) struct Ask<'a> {
    pub(crate) method: &'a str,
    pub(crate) path: &'a str,
    pub(crate) bearer: Option<&'a str>,
    pub(crate) body: Option<&'a str>,
    pub(crate) expect: u16,
    pub(crate) header: Option<&'a str>,
    pub(crate) expires: Option<&'a Expiry>,
}

/// A request as it is sent.
#[derive(Clone)]
struct Sent {
    method: String,
    url: String,
    token: Option<Secret>,
    body: Option<Secret>,
    /// What must come back, `Name: value`.
    header: Option<String>,
    /// What must come back with a time that is not too far off.
    expires: Option<Expiry>,
}

/// What came back.
struct Answer {
    status: u16,
    /// What is not as it must be, in words.
    wrong: Option<String>,
}

impl Sent {
    fn answer(&self) -> Result<Answer, String> {
        let agent: ureq::Agent = ureq::Agent::config_builder()
            .http_status_as_error(false)
            .max_redirects(0)
            .timeout_global(Some(Duration::from_secs(10)))
            .user_agent(concat!("guidewalk/", env!("CARGO_PKG_VERSION")))
            .build()
            .into();
        let mut request =
            http::Request::builder().method(self.method.as_str()).uri(&self.url).header("Accept", "application/vnd.github+json");
        if let Some(token) = &self.token {
            request = request.header("Authorization", format!("Bearer {}", token.reveal()));
        }
        let answer = match &self.body {
            Some(body) => {
                let request = request.header("Content-Type", "application/json").body(body.reveal().to_owned());
                agent.run(request.map_err(|error| error.to_string())?)
            }
            None => agent.run(request.body(()).map_err(|error| error.to_string())?),
        };
        let answer = answer.map_err(|error| error.to_string())?;
        let came = |name: &str| answer.headers().get(name.trim()).and_then(|came| came.to_str().ok()).unwrap_or_default().trim();
        let header = self.header.as_deref().and_then(|header| header.split_once(':'));
        let other = header.filter(|(name, value)| came(name) != value.trim());
        let other = other.map(|(name, value)| format!("\"{}: {}\" instead of \"{}\"", name.trim(), came(name), value.trim()));
        let late = self.expires.as_ref().and_then(|expiry| too_late(expiry, came(&expiry.header), came("date")));
        Ok(Answer { status: answer.status().as_u16(), wrong: other.or(late) })
    }
}

/// What is wrong with the time at which something ends, in words; `None` where nothing is.
fn too_late(expiry: &Expiry, ends: &str, answered: &str) -> Option<String> {
    let Expiry { header, days } = expiry;
    if ends.is_empty() {
        return Some(format!("no \"{header}\", so what was made never ends"));
    }
    let Some(at) = moment(ends) else { return Some(format!("\"{header}: {ends}\", which is no time")) };
    let Ok(now) = jiff::fmt::rfc2822::parse(answered) else {
        return Some("no date of its own, so that nobody knows how long the token lives".to_owned());
    };
    let longest = SignedDuration::from_hours(24 * i64::from(*days));
    (at.duration_since(now.timestamp()) > longest).then(|| format!("\"{header}: {ends}\", which is more than {days} days away"))
}

/// A time as `2026-12-03 07:00:00 UTC` or with an offset (`+0200`) at its end.
fn moment(written: &str) -> Option<Timestamp> {
    let zoned = written.strip_suffix(" UTC").map(|time| format!("{time} +0000"));
    Timestamp::strptime("%Y-%m-%d %H:%M:%S %z", zoned.as_deref().unwrap_or(written)).ok()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_life_that_is_longer_than_asked_for_is_said() {
        let expiry = Expiry { header: "Ends".to_owned(), days: 8 };
        let wrong = |ends| too_late(&expiry, ends, "Thu, 26 Nov 2026 07:00:00 GMT");
        assert_eq!(wrong("2026-12-03 09:00:00 UTC"), None);
        assert_eq!(wrong("2026-12-04 09:00:00 +0200"), None);
        assert_eq!(
            wrong("2026-12-04 08:59:00 UTC").unwrap(),
            "\"Ends: 2026-12-04 08:59:00 UTC\", which is more than 8 days away"
        );
        assert!(too_late(&expiry, "2026-12-03 09:00:00 UTC", "").is_some());
        assert_eq!(wrong("").unwrap(), "no \"Ends\", so what was made never ends");
        assert_eq!(wrong("soon").unwrap(), "\"Ends: soon\", which is no time");
    }
}
