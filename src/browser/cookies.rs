//! WebDriver's commands for cookies, each in one request.

use fantoccini::wd::WebDriverCompatibleCommand;
use serde_json::json;

use crate::account::Cookie;

/// All cookies of the page's site.
#[derive(Debug)]
pub(super) struct All;

/// One cookie into the browser.
#[derive(Debug)]
pub(super) struct Put(pub(super) Cookie);

fn endpoint(base: &url::Url, session: Option<&str>) -> Result<url::Url, url::ParseError> {
    base.join(&format!("session/{}/cookie", session.unwrap_or_default()))
}

impl WebDriverCompatibleCommand for All {
    fn endpoint(&self, base: &url::Url, session: Option<&str>) -> Result<url::Url, url::ParseError> {
        endpoint(base, session)
    }

    fn method_and_body(&self, _: &url::Url) -> (http::Method, Option<String>) {
        (http::Method::GET, None)
    }
}

impl WebDriverCompatibleCommand for Put {
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
