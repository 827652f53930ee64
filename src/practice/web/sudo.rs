//! The password once more, before a sensitive page.

use super::App;
use super::reply::{self, Fields, Visit};
use crate::practice::store::Flash;
use crate::practice::view::Page;
use axum::Extension;
use axum::extract::{OriginalUri, State};
use axum::response::Response;
use minijinja::context;
use std::sync::Arc;
use std::time::Instant;

fn what() -> Page {
    Page::new("sudo.html", "/sessions/sudo", "sessions#sudo", "Confirm access")
}

/// Whether the password was given lately; if so, the time starts again.
pub(super) fn granted(app: &App, visit: &Visit) -> bool {
    app.store().sudo_renewed(&visit.session, app.sudo_minutes)
}

/// Where the password is asked for; leads on to `wanted`.
pub(super) fn required(app: &App, wanted: &str) -> Response {
    reply::go_through(app, "/sessions/sudo", wanted)
}

/// `/sessions/sudo`.
pub(super) async fn ask(State(app): State<Arc<App>>, Extension(visit): Extension<Visit>, uri: OriginalUri) -> Response {
    let query = Fields::read(uri.query().unwrap_or_default().as_bytes());
    reply::page(&app, &visit, &what(), context! { return_to => query.get("return_to") })
}

/// The password was sent.
pub(super) async fn confirm(
    State(app): State<Arc<App>>,
    Extension(visit): Extension<Visit>,
    fields: Extension<Fields>,
) -> Response {
    let return_to = fields.get("sudo_return_to");
    if fields.get("sudo_password") != app.account.password {
        let text = if app.stir.vary.sudo_refusal { "Sudo authentication failed." } else { "Incorrect password." };
        return refusal(&app, &visit, text, return_to);
    }
    app.with_session(&visit.session, |session| session.sudo = Some(Instant::now()));
    reply::go(reply::local_path(&app, return_to, "/settings/profile"))
}

/// The form once more, with its refusal, whatever was typed.
pub(super) fn refused(app: &App, visit: &Visit) -> Response {
    refusal(app, visit, "Incorrect password.", "/settings/tokens/new")
}

fn refusal(app: &App, visit: &Visit, text: &'static str, return_to: &str) -> Response {
    reply::page_with_flash(app, visit, Flash { kind: "error", text }, &what(), context! { return_to })
}
