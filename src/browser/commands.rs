//! Commands of WebDriver that are sent in one request each.

use fantoccini::wd::WebDriverCompatibleCommand;
use serde_json::{Value, json};

use crate::account::Cookie;

/// A command of one request: Chrome's own ones, as ChromeDriver offers them (they pass through Selenium Grid too), and those for
/// which fantoccini sends two.
#[derive(Debug)]
pub(super) struct DriverCommand {
    pub(super) path: &'static str,
    pub(super) body: Value,
}

impl WebDriverCompatibleCommand for DriverCommand {
    fn endpoint(&self, base: &url::Url, session: Option<&str>) -> Result<url::Url, url::ParseError> {
        base.join(&format!("session/{}/{}", session.unwrap_or_default(), self.path))
    }

    fn method_and_body(&self, _: &url::Url) -> (http::Method, Option<String>) {
        (http::Method::POST, Some(self.body.to_string()))
    }
}

/// All cookies of the page's site.
#[derive(Debug)]
pub(super) struct AllCookies;

/// One cookie into the browser.
#[derive(Debug)]
pub(super) struct PutCookie(pub(super) Cookie);

fn endpoint(base: &url::Url, session: Option<&str>) -> Result<url::Url, url::ParseError> {
    base.join(&format!("session/{}/cookie", session.unwrap_or_default()))
}

impl WebDriverCompatibleCommand for AllCookies {
    fn endpoint(&self, base: &url::Url, session: Option<&str>) -> Result<url::Url, url::ParseError> {
        endpoint(base, session)
    }

    fn method_and_body(&self, _: &url::Url) -> (http::Method, Option<String>) {
        (http::Method::GET, None)
    }
}

impl WebDriverCompatibleCommand for PutCookie {
    fn endpoint(&self, base: &url::Url, session: Option<&str>) -> Result<url::Url, url::ParseError> {
        endpoint(base, session)
    }

    fn method_and_body(&self, _: &url::Url) -> (http::Method, Option<String>) {
        let mut cookie = self.0.clone();
        // A cookie of one host alone is put without naming it: with a name it would be for the hosts below it too.
        if !cookie.domain.starts_with('.') {
            cookie.domain.clear();
        }
        (http::Method::POST, Some(json!({ "cookie": cookie }).to_string()))
    }
}
