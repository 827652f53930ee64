//! Home, signing in and signing out.

use super::reply::{self, Fields, Visit};
use super::{App, device, second_factor};
use crate::practice::store::{Flash, Session, random_text};
use crate::practice::view::Page;
use crate::practice::{Feature, SudoMode};
use axum::Extension;
use axum::extract::{OriginalUri, State};
use axum::http::{HeaderValue, header};
use axum::response::Response;
use minijinja::context;
use std::sync::Arc;

/// Said to a wrong password, and to a right one that comes from a data centre's address.
pub(super) const INCORRECT: &str = "Incorrect username or password.";
/// Said to whoever tried too often.
pub(super) const TOO_MANY: &str = "There have been several failed attempts to sign in from this account or IP address. Please wait a while and try again later.";

/// What stands between a right password and the signed-in account. [`enter`] is the only place that asks.
#[derive(Debug, Clone, Copy)]
enum Next {
    SignedIn,
    SecondFactor,
    Device,
}

/// Who has a second factor is never asked for a code by mail, nor is a browser that signed in before.
fn after_password(app: &App, visit: &Visit) -> Next {
    if app.has(Feature::TwoFactor) {
        Next::SecondFactor
    } else if app.has(Feature::DeviceVerification) && !app.store().devices.contains(&visit.device) {
        Next::Device
    } else {
        Next::SignedIn
    }
}

/// `/`: the account's home, or the way in.
pub(super) async fn home(State(app): State<Arc<App>>, Extension(visit): Extension<Visit>) -> Response {
    let what = if visit.signed_in {
        Page::new("home.html", "/", "dashboard#index", "GitHub")
    } else {
        Page::new("landing.html", "/", "site#index", "GitHub: practice site")
    };
    reply::page(&app, &visit, &what, context! {})
}

fn login_page() -> Page {
    Page::new("login.html", "/login", "sessions#new", "Sign in to GitHub · GitHub")
}

/// `/login`.
pub(super) async fn form(State(app): State<Arc<App>>, Extension(visit): Extension<Visit>, uri: OriginalUri) -> Response {
    if visit.signed_in {
        return reply::go("/");
    }
    let query = Fields::read(uri.query().unwrap_or_default().as_bytes());
    reply::page(&app, &visit, &login_page(), form_values(query.get("return_to"), ""))
}

/// The form with nothing in it.
pub(super) fn blank_form(app: &App, visit: &Visit) -> Response {
    reply::page(app, visit, &login_page(), form_values("", ""))
}

fn form_values(return_to: &str, login_field: &str) -> minijinja::Value {
    context! { return_to, login_field, honeypot => fastrand::u32(1000..10000), secret => random_text(64) }
}

/// The password form was sent. A refusal is shown at this address.
pub(super) async fn enter(
    State(app): State<Arc<App>>,
    Extension(visit): Extension<Visit>,
    fields: Extension<Fields>,
) -> Response {
    let (login, password) = (fields.get("login"), fields.get("password"));
    let trapped = fields.0.0.iter().any(|(name, value)| name.starts_with("required_field_") && !value.is_empty());
    let account = &app.account;
    if trapped || !login.eq_ignore_ascii_case(&account.login) || password != account.password {
        return refusal(&app, &visit, INCORRECT, form_values(fields.get("return_to"), login));
    }
    let wanted = fields.get("return_to");
    match after_password(&app, &visit) {
        Next::SignedIn => signed_in(&app, &visit, wanted),
        Next::SecondFactor => second_factor::required(&app, &visit, wanted),
        Next::Device => device::required(&app, &visit, wanted),
    }
}

/// The form once more, with its refusal, whatever was typed.
pub(super) fn refused(app: &App, visit: &Visit, text: &'static str) -> Response {
    refusal(app, visit, text, form_values("", ""))
}

fn refusal(app: &App, visit: &Visit, text: &'static str, values: minijinja::Value) -> Response {
    let flash = Flash { kind: "error", text };
    reply::page_with_flash(app, visit, flash, &login_page(), values)
}

/// Where a sign-in leads to whose password was right, while something else is asked for; `None` where there is no such sign-in.
pub(super) fn wanted(app: &App, visit: &Visit) -> Option<String> {
    app.with_session(&visit.session, |session| session.wanted.clone()).flatten()
}

/// Opens the account in a session of its own and leads on.
pub(super) fn signed_in(app: &App, visit: &Visit, return_to: &str) -> Response {
    let now = app.time();
    let sudo = (app.sudo == SudoMode::Fresh).then_some(now);
    let device = if visit.device.is_empty() { random_text(32).to_lowercase() } else { visit.device.clone() };
    let key = {
        let mut store = app.store();
        store.devices.insert(device.clone());
        store.sessions.remove(&visit.session);
        store.open_session(Session { signed_in: true, sudo, ..Session::default() }, now)
    };
    let mut response = reply::go(reply::local_path(app, return_to, "/"));
    let cookies = [
        format!("user_session={key}; Path=/; HttpOnly; SameSite=Lax; Max-Age=1209600"),
        format!("__Host-user_session_same_site={key}; Path=/; HttpOnly; Secure; SameSite=Strict; Max-Age=1209600"),
        // Gone within the hour, while the session lasts for two weeks.
        "has_recent_activity=1; Path=/; HttpOnly; SameSite=Lax; Max-Age=3600".to_owned(),
        "logged_in=yes; Path=/; HttpOnly; SameSite=Lax; Max-Age=31536000".to_owned(),
        format!("dotcom_user={}; Path=/; HttpOnly; SameSite=Lax; Max-Age=31536000", app.account.login),
        format!("_device_id={device}; Path=/; HttpOnly; SameSite=Lax; Max-Age=31536000"),
        "_gh_sess=; Path=/; Max-Age=0".to_owned(),
    ];
    for cookie in cookies.into_iter().filter_map(|cookie| HeaderValue::try_from(cookie).ok()) {
        response.headers_mut().append(header::SET_COOKIE, cookie);
    }
    response
}

/// `/logout` asks first.
pub(super) async fn leaving(State(app): State<Arc<App>>, Extension(visit): Extension<Visit>) -> Response {
    let what = Page::new("logout.html", "/logout", "sessions#destroy_confirm", "Sign out · GitHub");
    reply::page(&app, &visit, &what, context! {})
}

/// Ends the session.
pub(super) async fn leave(State(app): State<Arc<App>>, Extension(visit): Extension<Visit>) -> Response {
    app.store().sessions.remove(&visit.session);
    let mut response = reply::go("/");
    for cookie in ["user_session=; Path=/; Max-Age=0", "logged_in=no; Path=/; HttpOnly; SameSite=Lax"] {
        response.headers_mut().append(header::SET_COOKIE, HeaderValue::from_static(cookie));
    }
    response
}
