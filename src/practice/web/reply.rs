//! Answers: pages, redirects, and who they are for.

use super::App;
use crate::practice::Feature;
use crate::practice::mutation::Screen;
use crate::practice::store::Flash;
use crate::practice::view::{self, Page};
use axum::http::{HeaderValue, StatusCode, header};
use axum::response::{Html, IntoResponse as _, Response};
use minijinja::context;
use minijinja::value::{Serde, Value};
use percent_encoding::{AsciiSet, NON_ALPHANUMERIC, utf8_percent_encode};

const IN_QUERY: &AsciiSet = &NON_ALPHANUMERIC.remove(b'-').remove(b'_').remove(b'.').remove(b'~');

/// Who is asking.
#[derive(Debug, Clone)]
pub(super) struct Visit {
    /// The session's key.
    pub(super) session: String,
    pub(super) signed_in: bool,
    /// The browser's own mark, from an earlier sign-in.
    pub(super) device: String,
    /// Path and query.
    pub(super) path: String,
}

/// What a form sent.
#[derive(Debug, Clone, Default)]
pub(super) struct Fields(pub(super) Vec<(String, String)>);

impl Fields {
    /// Reads a form's body or an address's query.
    pub(super) fn read(encoded: &[u8]) -> Self {
        Self(url::form_urlencoded::parse(encoded).into_owned().collect())
    }

    /// The first value of that name, or nothing.
    pub(super) fn get(&self, name: &str) -> &str {
        self.0.iter().find(|(key, _)| key == name).map_or("", |(_, value)| value)
    }

    /// All values of that name.
    pub(super) fn all(&self, name: &str) -> Vec<String> {
        self.0.iter().filter(|(key, _)| key == name).map(|(_, value)| value.clone()).collect()
    }
}

/// The page, with what every page needs; takes the session's message along.
pub(super) fn page(app: &App, visit: &Visit, page: &Page, special: Value) -> Response {
    let (csrf, flash) =
        app.with_session(&visit.session, |session| (session.csrf.clone(), session.flash.take())).unwrap_or_default();
    let login = if visit.signed_in { app.account.login.as_str() } else { "" };
    let slower = if app.stir.slow.is_some() { 10 } else { 1 };
    let hydrate_ms = slower * (150 + u64::from(visit.path.bytes().fold(0_u8, u8::wrapping_add)));
    let common = context! {
        csrf, flash => Serde(flash), login, hydrate_ms, path => &visit.path, unique => fastrand::u32(..),
        over => Serde(over(app, visit)), asks_in_dialog => app.has(Feature::SudoDialog),
    };
    match view::render(app, page, common, special) {
        Ok(html) => {
            let mut response = Html(html).into_response();
            response.headers_mut().insert(header::CACHE_CONTROL, HeaderValue::from_static("no-store"));
            response
        }
        Err(error) => (StatusCode::INTERNAL_SERVER_ERROR, format!("the practice site is broken: {error:#}")).into_response(),
    }
}

/// The dialog that lies over a page, the first time.
fn over(app: &App, visit: &Visit) -> Option<Screen> {
    let path = visit.path.split('?').next().unwrap_or_default();
    let screen = super::detour::dialog(app, path).filter(|_| visit.signed_in)?;
    let first = app.with_session(&visit.session, |session| session.passes(screen.heading));
    (first == Some(true)).then_some(screen)
}

/// The page with a message of its own at the top.
pub(super) fn page_with_flash(app: &App, visit: &Visit, flash: Flash, what: &Page, special: Value) -> Response {
    app.with_session(&visit.session, |session| session.flash = Some(flash));
    page(app, visit, what, special)
}

/// A page that says what went wrong.
pub(super) fn error(app: &App, visit: &Visit, status: StatusCode, title: &str, sentence: &str) -> Response {
    let what = Page::new("error.html", "/error", "errors#show", title);
    let mut response = page(app, visit, &what, context! { sentence });
    *response.status_mut() = status;
    response
}

/// There is no such page.
pub(super) fn not_found(app: &App, visit: &Visit) -> Response {
    error(app, visit, StatusCode::NOT_FOUND, "Page not found · GitHub", "This is not the web page you are looking for.")
}

/// Sends the browser to a page of the site.
pub(super) fn go(to: &str) -> Response {
    let to = HeaderValue::try_from(to).unwrap_or_else(|_| HeaderValue::from_static("/"));
    (StatusCode::FOUND, [(header::LOCATION, to)]).into_response()
}

/// Sends the browser to `gate`, which leads on to `wanted`.
pub(super) fn go_through(app: &App, gate: &str, wanted: &str) -> Response {
    let wanted = format!("{}{wanted}", app.base_url);
    go(&format!("{gate}?return_to={}", in_query(&wanted)))
}

/// A text as the value of a field in an address.
pub(super) fn in_query(text: &str) -> String {
    utf8_percent_encode(text, IN_QUERY).to_string()
}

/// The path on this site that `return_to` names, or `otherwise`: other sites are not led to.
pub(super) fn local_path<'a>(app: &App, return_to: &'a str, otherwise: &'a str) -> &'a str {
    let path = return_to.strip_prefix(app.base_url.as_str()).unwrap_or(return_to);
    let local = path.starts_with('/') && !path.starts_with("//") && !path.contains('\\');
    if local { path } else { otherwise }
}
