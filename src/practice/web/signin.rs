//! Home, signing in and signing out.

use super::App;
use super::reply::{self, Fields, Visit};
use crate::practice::SudoMode;
use crate::practice::store::{Flash, Session, random_text};
use crate::practice::view::Page;
use axum::Extension;
use axum::extract::{OriginalUri, State};
use axum::http::{HeaderValue, header};
use axum::response::Response;
use minijinja::context;
use std::sync::Arc;
use std::time::Instant;

/// What stands between a right password and the signed-in account.
///
/// A second factor or a device check becomes another variant here, with a page of its own; [`enter`] is the only place that
/// asks.
#[derive(Debug, Clone, Copy)]
enum Next {
    SignedIn,
}

fn after_password(_app: &App) -> Next {
    Next::SignedIn
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
        return refusal(&app, &visit, form_values(fields.get("return_to"), login));
    }
    match after_password(&app) {
        Next::SignedIn => signed_in(&app, &visit, fields.get("return_to")),
    }
}

/// The form once more, with its refusal, whatever was typed.
pub(super) fn refused(app: &App, visit: &Visit) -> Response {
    refusal(app, visit, form_values("", ""))
}

fn refusal(app: &App, visit: &Visit, values: minijinja::Value) -> Response {
    let flash = Flash { kind: "error", text: "Incorrect username or password." };
    reply::page_with_flash(app, visit, flash, &login_page(), values)
}

/// Opens the account in a session of its own and leads on.
fn signed_in(app: &App, visit: &Visit, return_to: &str) -> Response {
    let sudo = (app.sudo == SudoMode::Fresh).then(Instant::now);
    let key = {
        let mut store = app.store();
        store.sessions.remove(&visit.session);
        store.open_session(Session { signed_in: true, sudo, ..Session::default() })
    };
    let mut response = reply::go(reply::local_path(app, return_to, "/"));
    let cookies = [
        format!("user_session={key}; Path=/; HttpOnly; SameSite=Lax; Max-Age=1209600"),
        format!("__Host-user_session_same_site={key}; Path=/; HttpOnly; Secure; SameSite=Strict; Max-Age=1209600"),
        "logged_in=yes; Path=/; HttpOnly; SameSite=Lax; Max-Age=31536000".to_owned(),
        format!("dotcom_user={}; Path=/; HttpOnly; SameSite=Lax; Max-Age=31536000", app.account.login),
        format!("_device_id={}; Path=/; HttpOnly; SameSite=Lax; Max-Age=31536000", random_text(32).to_lowercase()),
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
