//! A browser that never signed in before must show a code that is sent by mail.

use super::reply::{self, Fields, Visit};
use super::{App, signin};
use crate::practice::Feature;
use crate::practice::store::Flash;
use crate::practice::view::Page;
use axum::Extension;
use axum::extract::{OriginalUri, State};
use axum::http::{StatusCode, header};
use axum::response::{IntoResponse as _, Response};
use minijinja::{Value, context};
use std::sync::Arc;

const ADDRESS: &str = "/sessions/verified-device";
/// For how long a code is good.
const MINUTES: i64 = 60;

/// The password was right, and the browser is a new one: a code is sent and asked for.
pub(super) fn required(app: &App, visit: &Visit, return_to: &str) -> Response {
    app.with_session(&visit.session, |session| session.wanted = Some(return_to.to_owned()));
    app.mail_code(&visit.session, 6, MINUTES);
    reply::go(ADDRESS)
}

fn what(app: &App) -> Page {
    let title = if app.has(Feature::DeviceBoxes) { "Verify your device · GitHub" } else { "Device verification · GitHub" };
    Page::new("device.html", ADDRESS, "sessions#verified_device", title)
}

fn fields(app: &App, visit: &Visit) -> Value {
    let until = app.with_session(&visit.session, |session| session.mailed.as_ref().map(|(_, until)| *until)).flatten();
    let until = until.map(|until| until.strftime("%H:%M UTC").to_string());
    let start: String = app.account.login.chars().take(1).collect();
    context! { boxes => app.has(Feature::DeviceBoxes), until, address => format!("{start}•••@p•••.example") }
}

/// `/sessions/verified-device`; with `?resend` another code is sent.
pub(super) async fn ask(State(app): State<Arc<App>>, Extension(visit): Extension<Visit>, uri: OriginalUri) -> Response {
    if signin::wanted(&app, &visit).is_none() {
        return reply::go("/login");
    }
    if uri.query() == Some("resend") {
        app.mail_code(&visit.session, 6, MINUTES);
        return reply::go(ADDRESS);
    }
    reply::page(&app, &visit, &what(&app), fields(&app, &visit))
}

/// A code was sent back.
pub(super) async fn check(
    State(app): State<Arc<App>>,
    Extension(visit): Extension<Visit>,
    fields: Extension<Fields>,
) -> Response {
    let Some(wanted) = signin::wanted(&app, &visit) else { return reply::go("/login") };
    let now = app.time();
    let right = app.with_session(&visit.session, |session| session.takes_mailed(fields.get("otp").trim(), now));
    if right == Some(true) { signin::signed_in(&app, &visit, &wanted) } else { refused(&app, &visit) }
}

/// The form once more, with its refusal.
pub(super) fn refused(app: &App, visit: &Visit) -> Response {
    let flash = Flash { kind: "error", text: "Incorrect verification code provided." };
    reply::page_with_flash(app, visit, flash, &what(app), fields(app, visit))
}

/// `/_practice/mailbox`: the code in the newest mail to the account's holder, alone in a line. No page of the path leads here.
pub(super) async fn mailbox(State(app): State<Arc<App>>) -> Response {
    let Some(code) = app.store().mail.clone() else {
        return (StatusCode::NOT_FOUND, "no mail yet\n").into_response();
    };
    ([(header::CONTENT_TYPE, "text/plain; charset=utf-8"), (header::CACHE_CONTROL, "no-store")], format!("{code}\n"))
        .into_response()
}
