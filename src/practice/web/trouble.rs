//! Pages that say why the page that was asked for does not come.

use super::gate::nobody;
use super::{App, reply, screens};
use crate::practice::FaultKind;
use crate::practice::view::Page;
use axum::http::{StatusCode, header};
use axum::response::{IntoResponse as _, Response};
use minijinja::{context, value::Serde};

/// The page that a fault puts in the place of another; `signed_in` is whether it was asked for by the account's holder.
pub(super) fn page(app: &App, kind: FaultKind, path: &str, signed_in: bool) -> Option<Response> {
    match kind {
        FaultKind::Captcha => Some(puzzle()),
        FaultKind::Unicorn => Some(unicorn(app, path)),
        FaultKind::RateLimitPage => Some(slow_down(app, path)),
        FaultKind::MustEnrol => signed_in.then(|| screens::no_grace(app, &nobody(path))),
        FaultKind::SingleSignOn => signed_in.then(|| single_sign_on(app, path)),
        _ => None,
    }
}

/// A page without the site's header.
fn bare(app: &App, path: &str, status: StatusCode, title: &str, heading: &str, lines: &[&str]) -> Response {
    let what = Page::new("trouble.html", "/trouble", "errors#show", title);
    let links: &[[&str; 2]] = match status {
        StatusCode::BAD_GATEWAY => &[["/about", "Contact Support"], ["/about", "GitHub Status"]],
        _ => &[],
    };
    let mut response = reply::page(app, &nobody(path), &what, context! { heading, lines => Serde(lines), links => Serde(links) });
    *response.status_mut() = status;
    response
}

fn unicorn(app: &App, path: &str) -> Response {
    let lines = [
        "We had issues producing the response to your request.",
        "Sorry about that. Please try refreshing and contact us if the problem persists.",
    ];
    bare(app, path, StatusCode::BAD_GATEWAY, "Unicorn! · GitHub", "This page is taking too long to load.", &lines)
}

fn slow_down(app: &App, path: &str) -> Response {
    let lines = [
        "You have exceeded a secondary rate limit.",
        "Please wait a few minutes before you try again; in some cases this may take up to an hour.",
    ];
    bare(app, path, StatusCode::FORBIDDEN, "Rate limit · GitHub", "Whoa there!", &lines)
}

fn single_sign_on(app: &App, path: &str) -> Response {
    let what = Page::new("single_sign_on.html", "/orgs/:org/sso", "orgs/identity#sso", "Sign in to Practice Works · GitHub");
    reply::page(app, &nobody(path), &what, context! { heading => "Single sign-on to Practice Works" })
}

fn puzzle() -> Response {
    let page = "<!DOCTYPE html><html lang=\"en\"><head><title>Verify your account</title></head><body><h1>Verify your account</h1>\
        <iframe src=\"/captcha/puzzle\" width=\"400\" height=\"300\" title=\"puzzle\"></iframe></body></html>";
    ([(header::CONTENT_TYPE, "text/html; charset=utf-8")], page).into_response()
}
