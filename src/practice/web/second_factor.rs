//! The second factor after a right password: the code of an authenticator app, and what can be used instead.

use super::reply::{self, Fields, Visit};
use super::{App, signin};
use crate::practice::Feature;
use crate::practice::edition::Wording;
use crate::practice::store::Flash;
use crate::practice::view::Page;
use axum::Extension;
use axum::extract::{Path, State};
use axum::response::Response;
use minijinja::{Value, context};
use std::sync::Arc;

/// Said to a wrong code, and to one that was used before.
pub(super) const FAILED: &str = "Two-factor authentication failed.";
/// Said to whoever sent too many.
pub(super) const TOO_MANY: &str = "We were unable to authenticate your request because too many codes have been submitted. \
     Please wait a few minutes and contact support if you continue to have problems.";

/// A way to show the second factor: the end of its address, the link to it in full and in short, and the feature that offers it.
struct Method {
    name: &'static str,
    link: &'static str,
    short: &'static str,
    offered: Option<Feature>,
}

const METHODS: [Method; 5] = [
    Method { name: "webauthn", link: "Use your passkey", short: "Passkey", offered: Some(Feature::PasskeyFirst) },
    Method {
        name: "mobile",
        link: "Authenticate with GitHub Mobile",
        short: "GitHub Mobile",
        offered: Some(Feature::MobileFirst),
    },
    Method { name: "app", link: "Use your authenticator app", short: "Authenticator app", offered: None },
    Method { name: "sms", link: "Send a code via SMS", short: "Text message", offered: Some(Feature::SmsFirst) },
    Method {
        name: "recovery",
        link: "Use a recovery code or begin 2FA account recovery",
        short: "2FA recovery code",
        offered: None,
    },
];

/// The ways that the account has.
fn offered(app: &App) -> impl Iterator<Item = &'static Method> {
    METHODS.iter().filter(|method| method.offered.is_none_or(|feature| app.has(feature)))
}

/// The way that is asked for when none was chosen.
fn preferred(app: &App) -> &'static str {
    offered(app).find(|method| method.offered.is_some()).map_or("app", |method| method.name)
}

/// The password was right: now the second factor.
pub(super) fn required(app: &App, visit: &Visit, return_to: &str) -> Response {
    app.with_session(&visit.session, |session| session.wanted = Some(return_to.to_owned()));
    reply::go(&format!("/sessions/two-factor/{}", preferred(app)))
}

/// `/sessions/two-factor` leads to the preferred way.
pub(super) async fn start(State(app): State<Arc<App>>) -> Response {
    reply::go(&format!("/sessions/two-factor/{}", preferred(&app)))
}

/// `/sessions/two-factor/METHOD`.
pub(super) async fn ask(State(app): State<Arc<App>>, Extension(visit): Extension<Visit>, Path(name): Path<String>) -> Response {
    if signin::wanted(&app, &visit).is_none() {
        return reply::go("/login");
    }
    match offered(&app).find(|method| method.name == name) {
        Some(method) => reply::page(&app, &visit, &what(method.name), fields(&app, method.name)),
        None => reply::not_found(&app, &visit),
    }
}

fn what(method: &str) -> Page {
    let title = if method == "recovery" { "Two-factor recovery" } else { "Two-factor authentication" };
    Page::new("two_factor.html", "/sessions/two-factor", "sessions#two_factor", title)
}

fn fields(app: &App, method: &str) -> Value {
    let late = app.content.eras.wording == Wording::Late && method == "webauthn";
    let other = |one: &Method| {
        let link = if late { one.short } else { one.link };
        context! { link, address => format!("/sessions/two-factor/{}", one.name) }
    };
    let others: Vec<Value> = offered(app).filter(|one| one.name != method).map(other).collect();
    context! { method, others, late, number => fastrand::u32(10..100) }
}

/// A code was sent. Nobody holds the phone, and no recovery code was kept.
pub(super) async fn check(
    State(app): State<Arc<App>>,
    Extension(visit): Extension<Visit>,
    fields: Extension<Fields>,
) -> Response {
    let Some(wanted) = signin::wanted(&app, &visit) else { return reply::go("/login") };
    if app.takes_code(fields.get("app_otp").trim()) {
        return signin::signed_in(&app, &visit, &wanted);
    }
    let text = if fields.get("recovery_code").is_empty() { FAILED } else { "Recovery code authentication failed." };
    refused(&app, &visit, text)
}

/// The form for a code once more, with its refusal.
pub(super) fn refused(app: &App, visit: &Visit, text: &'static str) -> Response {
    reply::page_with_flash(app, visit, Flash { kind: "error", text }, &what("app"), fields(app, "app"))
}
