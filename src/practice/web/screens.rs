//! Screens of the account's own, between signing in and the page that was wanted. Each comes up until it is answered, once for a
//! sign-in. What they are called is known; their addresses are vouched for by nobody, but for that of the passkey's offer.

use super::App;
use super::reply::{self, Fields, Visit};
use crate::practice::Feature;
use crate::practice::store::Flash;
use crate::practice::view::Page;
use axum::Extension;
use axum::extract::{OriginalUri, State};
use axum::response::Response;
use minijinja::context;
use std::sync::Arc;

/// A screen: what brings it, its address, its title, and its heading.
struct Screen {
    feature: Feature,
    address: &'static str,
    title: &'static str,
    heading: &'static str,
}

/// In the order in which they come up.
const SCREENS: [Screen; 5] = [
    Screen {
        feature: Feature::CheckUp,
        address: "/account/two_factor_check_up",
        title: "Verify two-factor authentication",
        heading: "Verify your two-factor authentication (2FA) settings",
    },
    Screen {
        feature: Feature::TwoFactorReminder,
        address: "/account/two_factor_requirement",
        title: REQUIRED,
        heading: REQUIRED,
    },
    Screen {
        feature: Feature::RecoveryQuestion,
        address: "/account/recovery_settings",
        title: "Confirm your account recovery settings",
        heading: "Confirm your account recovery settings",
    },
    Screen {
        feature: Feature::PasskeyOffer,
        address: "/sessions/trusted-device",
        title: "Configure passwordless authentication",
        heading: "Configure passwordless authentication",
    },
    Screen {
        feature: Feature::Personalisation,
        address: "/account/personalize",
        title: "Personalize your experience",
        heading: "What would you like to do first?",
    },
];

const REQUIRED: &str = "Two-factor authentication (2FA) is required for your GitHub account";
/// Where the check-up is carried out.
const CHECK_UP: &str = "/settings/two_factor_checkup";
/// Addresses that are open while a screen is due, beside those of all screens.
const OPEN: [&str; 4] = [CHECK_UP, "/logout", "/about", "/_side-panels/user"];

/// The address of the screen that comes before this page, if one does.
pub(super) fn due(app: &App, visit: &Visit, path: &str) -> Option<&'static str> {
    let is_open = OPEN.contains(&path) || path.starts_with("/_practice/") || SCREENS.iter().any(|screen| screen.address == path);
    if !visit.signed_in || is_open {
        return None;
    }
    let passed = app.with_session(&visit.session, |session| session.passed.clone())?;
    let due = SCREENS.iter().find(|screen| app.has(screen.feature) && !passed.contains(&screen.address));
    due.map(|screen| screen.address)
}

/// A screen; with `skip` in its address it is passed at once.
pub(super) async fn show(State(app): State<Arc<App>>, Extension(visit): Extension<Visit>, uri: OriginalUri) -> Response {
    let screen = SCREENS.iter().find(|screen| screen.address == uri.path() && app.has(screen.feature));
    let Some(screen) = screen else { return reply::not_found(&app, &visit) };
    let query = Fields::read(uri.query().unwrap_or_default().as_bytes());
    let return_to = query.get("return_to");
    if query.get("skip") == "true" {
        return pass(&app, &visit, screen.address, return_to);
    }
    let what = Page::new("interstitial.html", screen.address, "account_screens#show", screen.title);
    let known = context! { name => screen.feature.name(), heading => screen.heading, address => screen.address, return_to, return_query => reply::in_query(return_to), grace => true };
    reply::page(&app, &visit, &what, known)
}

/// A screen was answered, in whatever way: it does not come up again.
pub(super) async fn answer(
    State(app): State<Arc<App>>,
    Extension(visit): Extension<Visit>,
    uri: OriginalUri,
    fields: Extension<Fields>,
) -> Response {
    match SCREENS.iter().find(|screen| screen.address == uri.path()) {
        Some(screen) => pass(&app, &visit, screen.address, fields.get("return_to")),
        None => reply::not_found(&app, &visit),
    }
}

fn pass(app: &App, visit: &Visit, address: &'static str, return_to: &str) -> Response {
    app.with_session(&visit.session, |session| session.passes(address));
    reply::go(reply::local_path(app, return_to, "/"))
}

/// `/settings/two_factor_checkup`: the check-up itself.
pub(super) async fn check_up(State(app): State<Arc<App>>, Extension(visit): Extension<Visit>) -> Response {
    reply::page(&app, &visit, &check_up_page(), context! { done => false })
}

fn check_up_page() -> Page {
    Page::new("check_up.html", CHECK_UP, "settings/two_factor_checkups#show", "Verify two-factor authentication")
}

/// A code was sent for the check-up: another one than the sign-in's.
pub(super) async fn checked_up(
    State(app): State<Arc<App>>,
    Extension(visit): Extension<Visit>,
    fields: Extension<Fields>,
) -> Response {
    if app.takes_code(fields.get("app_otp").trim()) {
        app.with_session(&visit.session, |session| session.passes(SCREENS[0].address));
        return reply::page(&app, &visit, &check_up_page(), context! { done => true });
    }
    let flash = Flash { kind: "error", text: super::second_factor::FAILED };
    reply::page_with_flash(&app, &visit, flash, &check_up_page(), context! { done => false })
}

/// The second factor is required, and nothing leads past that: the days of grace are over.
pub(super) fn no_grace(app: &App, visit: &Visit) -> Response {
    let what = Page::new("interstitial.html", "/account/two_factor_requirement", "account_screens#show", REQUIRED);
    let name = Feature::TwoFactorReminder.name();
    reply::page(app, visit, &what, context! { name, heading => REQUIRED, grace => false })
}
