//! What a mutation puts on the way to a page: a screen in between, another page, or none.

use super::App;
use super::reply::{self, Fields, Visit};
use crate::practice::mutation::{Detour, Screen};
use crate::practice::view::Page;
use axum::Extension;
use axum::extract::{OriginalUri, Request, State};
use axum::http::Method;
use axum::middleware::Next;
use axum::response::Response;
use minijinja::{context, value::Serde};
use std::sync::Arc;

const BETWEEN: &str = "/in-between";

/// Leads a request another way, where a mutation says so.
pub(super) async fn pass(State(app): State<Arc<App>>, request: Request, next: Next) -> Response {
    let path = request.uri().path();
    let visit = request.extensions().get::<Visit>().filter(|visit| visit.signed_in && request.method() == Method::GET);
    if let Some(visit) = visit
        && let Some(response) = app.detours.iter().find_map(|detour| led_away(&app, visit, path, detour))
    {
        return response;
    }
    next.run(request).await
}

fn led_away(app: &App, visit: &Visit, path: &str, detour: &Detour) -> Option<Response> {
    match detour {
        Detour::Screen { before, screen } if *before == path => {
            let first = app.with_session(&visit.session, |session| session.passes(screen.heading));
            (first == Some(true)).then(|| reply::go_through(app, BETWEEN, &visit.path))
        }
        Detour::Redirect { from, to } if *from == path => Some(reply::go(to)),
        Detour::Gone { at } if *at == path => Some(reply::not_found(app, visit)),
        _ => None,
    }
}

/// The dialog that lies over the page at `path`.
pub(super) fn dialog(app: &App, path: &str) -> Option<Screen> {
    app.detours.iter().find_map(|detour| match detour {
        Detour::Dialog { over, screen } if *over == path => Some(*screen),
        _ => None,
    })
}

/// A screen in between, which leads on to `return_to`.
pub(super) async fn between(State(app): State<Arc<App>>, Extension(visit): Extension<Visit>, uri: OriginalUri) -> Response {
    let query = Fields::read(uri.query().unwrap_or_default().as_bytes());
    let onward = reply::local_path(&app, query.get("return_to"), "/");
    let wanted = onward.split('?').next().unwrap_or_default();
    let screen = app.detours.iter().find_map(|detour| match detour {
        Detour::Screen { before, screen } if *before == wanted => Some(*screen),
        _ => None,
    });
    let Some(screen) = screen else { return reply::not_found(&app, &visit) };
    let what = Page::new("between.html", BETWEEN, "interstitials#show", screen.heading);
    reply::page(&app, &visit, &what, context! { onward, screen => Serde(screen) })
}
