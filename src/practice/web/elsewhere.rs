//! Another origin, whose forms look like the site's and ask for the same secrets. Nothing may be typed there; what is sent there
//! is in the site's log, with its whole address.

use super::reply::{self, Visit};
use super::{App, assets, gate, signin};
use crate::practice::FaultKind;
use crate::practice::store;
use crate::practice::view::Page;
use axum::extract::{Request, State};
use axum::middleware::{self, Next};
use axum::response::{IntoResponse as _, Response};
use axum::{Router, routing};
use minijinja::context;
use std::sync::Arc;

/// All addresses of the other origin.
pub(in crate::practice) fn router(app: Arc<App>) -> Router {
    Router::new()
        .route("/assets/{name}", routing::get(assets::asset))
        .route("/settings/tokens/new", routing::get(confirm))
        .fallback(form)
        .layer(middleware::from_fn_with_state(Arc::clone(&app), logged))
        .with_state(app)
}

async fn logged(State(app): State<Arc<App>>, request: Request, next: Next) -> Response {
    let method = request.method().to_string();
    let path = format!("{}{}", app.elsewhere.as_deref().unwrap_or_default(), request.uri());
    let response = next.run(request).await;
    let status = response.status().as_u16();
    app.store().log.push(store::Request { method, path, status });
    response
}

/// A form for name and password.
async fn form(State(app): State<Arc<App>>) -> Response {
    signin::blank_form(&app, &gate::nobody("/login"))
}

/// A form for the password once more.
async fn confirm(State(app): State<Arc<App>>) -> Response {
    let what = Page::new("sudo.html", "/sessions/sudo", "sessions#sudo", "Confirm access");
    let visit = Visit { signed_in: true, ..gate::nobody("/settings/tokens/new") };
    reply::page(&app, &visit, &what, context! { return_to => "/settings/tokens/new", method => "password" })
}

/// What comes instead of the sign-in's page.
pub(super) fn instead(app: &App, kind: FaultKind) -> Option<Response> {
    let address = format!("{}/login", app.elsewhere.as_deref()?);
    match kind {
        FaultKind::LoginElsewhere => Some(reply::go(&address)),
        FaultKind::LoginIframe => {
            let what = Page::new("framed.html", "/login", "sessions#new", "Sign in to GitHub · GitHub");
            Some(reply::page(app, &gate::nobody("/login"), &what, context! { address }).into_response())
        }
        _ => None,
    }
}

/// The page with its links to the form leading there.
pub(super) fn linked(app: &App, page: &str) -> String {
    let base = app.elsewhere.as_deref().unwrap_or_default();
    page.replace("href=\"/settings/tokens/new\"", &format!("href=\"{base}/settings/tokens/new\""))
}
