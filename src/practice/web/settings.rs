//! The settings and developer settings, the user panel, and every page that is not on the path.

use super::App;
use super::reply::{self, Visit};
use crate::practice::lists::Item;
use crate::practice::view::Page;
use axum::Extension;
use axum::extract::{OriginalUri, State};
use axum::response::Response;
use minijinja::context;
use std::sync::Arc;

/// `/settings` leads to its first page.
pub(super) async fn start() -> Response {
    reply::go("/settings/profile")
}

/// `/settings/profile`.
pub(super) async fn profile(State(app): State<Arc<App>>, Extension(visit): Extension<Visit>) -> Response {
    let what = Page::new("profile.html", "/settings/profile", "settings/profiles#show", "Your profile");
    reply::page(&app, &visit, &what, context! { here => "/settings/profile" })
}

/// The user panel, fetched when it is opened.
pub(super) async fn panel(State(app): State<Arc<App>>, Extension(visit): Extension<Visit>) -> Response {
    let what = Page::new("panel.html", "/_side-panels/user", "side_panels#user", "");
    reply::page(&app, &visit, &what, context! {})
}

/// `/settings/apps`.
pub(super) async fn apps(State(app): State<Arc<App>>, Extension(visit): Extension<Visit>) -> Response {
    let what = Page::new("apps.html", "/settings/apps", "settings/integrations#index", "GitHub Apps");
    let about = "Want to build something that integrates with and extends GitHub? Register a new app to get started.";
    reply::page(&app, &visit, &what, context! { here => "/settings/apps", heading => "GitHub Apps", about })
}

/// `/settings/developers`.
pub(super) async fn developers(State(app): State<Arc<App>>, Extension(visit): Extension<Visit>) -> Response {
    let what = Page::new("apps.html", "/settings/developers", "oauth_applications#index", "Developer applications");
    let about = "No OAuth apps here yet. An app that is registered here may act for the people who allow it.";
    reply::page(&app, &visit, &what, context! { here => "/settings/developers", heading => "OAuth Apps", about })
}

/// `/settings/personal-access-tokens`.
pub(super) async fn fine_grained(State(app): State<Arc<App>>, Extension(visit): Extension<Visit>) -> Response {
    let route = "/settings/personal-access-tokens";
    let title = "Fine-grained Personal Access Tokens";
    let what = Page::new("fine_grained.html", route, "user_programmatic_accesses#index", title);
    reply::page(&app, &visit, &what, context! { here => route })
}

/// A page that is not on the path but in a list: a simple page. Else there is none.
pub(super) async fn other(State(app): State<Arc<App>>, Extension(visit): Extension<Visit>, uri: OriginalUri) -> Response {
    let login = app.account.login.as_str();
    let path = if uri.path().strip_prefix('/') == Some(login) { "/practice-walker" } else { uri.path() };
    let in_sidebar = app.content.sidebar.iter().find_map(|group| labelled(&group.items, path));
    if let Some(label) = in_sidebar {
        let what = Page::new("simple.html", "/settings/simple", "settings#show", label);
        return reply::page(&app, &visit, &what, context! { here => path, heading => label });
    }
    let elsewhere = app.content.panel.iter().find_map(|group| labelled(&group.items, path));
    let shared = PLAIN.iter().find(|(address, _)| *address == path).map(|(_, label)| *label);
    match elsewhere.or(shared) {
        Some(label) => {
            let what = Page::new("plain.html", "/plain", "pages#show", &format!("{label} · GitHub"));
            reply::page(&app, &visit, &what, context! { heading => label })
        }
        None => reply::not_found(&app, &visit),
    }
}

/// Pages that headers and forms lead to.
const PLAIN: &[(&str, &str)] = &[
    ("/about", "About"),
    ("/password_reset", "Reset your password"),
    ("/issues", "Issues"),
    ("/pulls", "Pull requests"),
    ("/notifications", "Notifications"),
    ("/practice-walker", "practice-walker"),
    ("/settings/personal-access-tokens/new", "New fine-grained personal access token"),
];

fn labelled<'list>(items: &'list [Item], path: &str) -> Option<&'list str> {
    let own = |item: &'list Item| (item.href.split('?').next() == Some(path)).then_some(item.label.as_str());
    items.iter().find_map(|item| own(item).or_else(|| labelled(&item.children, path)))
}
