//! Classic tokens: the list, the form, one that was just made, and deleting.

use super::App;
use super::reply::{self, Fields, Visit};
use super::sudo;
use crate::practice::edition::{Expiration, Wording};
use crate::practice::scopes;
use crate::practice::store::{Flash, TokenInfo, random_token};
use crate::practice::view::Page;
use axum::Extension;
use axum::extract::{OriginalUri, Path, State};
use axum::response::Response;
use jiff::{Timestamp, ToSpan as _, tz::TimeZone};
use minijinja::{Value, context};
use std::sync::Arc;

const LIST: &str = "/settings/tokens";
const NARROWED: &str =
    "Some of the scopes you’ve selected are included in other scopes. Only the minimum set of necessary scopes has been saved.";

/// `/settings/tokens`. A token that was just made is shown here, once.
pub(super) async fn list(State(app): State<Arc<App>>, Extension(visit): Extension<Visit>) -> Response {
    let made = app.with_session(&visit.session, |session| session.made.take()).flatten();
    let tokens = app.store().tokens();
    let rows: Vec<Value> = tokens.iter().rev().map(|token| row(&app, token)).collect();
    let (made_id, secret) = made.unwrap_or_default();
    let what = Page::new("tokens.html", LIST, "oauth_tokens#index", app.content.words["list_title"]);
    reply::page(&app, &visit, &what, context! { here => LIST, rows, made_id, secret })
}

fn row(app: &App, token: &TokenInfo) -> Value {
    let ends = match token.expires {
        None => "This token has no expiration date".to_owned(),
        Some(time) if time <= app.now() => "This token has expired".to_owned(),
        Some(time) => format!("Expires on {}{}.", app.stir.long_day(time), app.stir.hour(time)),
    };
    let used = if token.used { "Last used within the last week" } else { "Never used" };
    context! { id => token.id, note => &token.note, scopes => token.scopes.join(", "), ends, used }
}

/// `/settings/tokens/new`; its fields can be set beforehand in the address.
pub(super) async fn form(State(app): State<Arc<App>>, Extension(visit): Extension<Visit>, uri: OriginalUri) -> Response {
    if !sudo::granted(&app, &visit) {
        return sudo::required(&app, &visit, &visit.path);
    }
    sudo::run_out(&app, &visit);
    let query = Fields::read(uri.query().unwrap_or_default().as_bytes());
    let scopes: Vec<String> = query.get("scopes").split([',', ' ']).map(str::to_owned).collect();
    filled_form(&app, &visit, query.get("description"), &scopes, query.get("default_expires_at"), "")
}

fn filled_form(app: &App, visit: &Visit, note: &str, ticked: &[String], days: &str, problem: &str) -> Response {
    let what = Page::new("new_token.html", "/settings/tokens/new", "oauth_tokens#new", app.content.words["new_title"]);
    let choices: Vec<Value> = ["7", "30", "60", "90"].iter().map(|days| choice(app, days)).collect();
    let days = if ["7", "30", "60", "90", "none", "custom"].contains(&days) { days } else { app.content.words["default_days"] };
    let fields = context! { here => LIST, note, ticked => ticked.to_vec(), choices, days, problem };
    reply::page(app, visit, &what, fields)
}

/// A length of life: its number of days, the older value for it, and the day on which it ends, long and short.
fn choice(app: &App, days: &str) -> Value {
    let older = match days {
        "7" => "seven_days",
        "30" => "thirty_days",
        "60" => "sixty_days",
        _ => "ninety_days",
    };
    let end = ends_after(app, days);
    let value = if app.stir.vary.select_words { older } else { days };
    let long = end.map(|end| app.stir.long_day(end));
    context! { days, value, long, short => end.map(|end| app.stir.short_day(end)) }
}

fn ends_after(app: &App, days: &str) -> Option<Timestamp> {
    let days: i64 = match days {
        "seven_days" => 7,
        "thirty_days" => 30,
        "sixty_days" => 60,
        "ninety_days" => 90,
        number => number.parse().ok().filter(|days| (1..=366).contains(days))?,
    };
    app.now().checked_add((days * 24).hours()).ok()
}

/// The form was sent.
pub(super) async fn make(State(app): State<Arc<App>>, Extension(visit): Extension<Visit>, fields: Extension<Fields>) -> Response {
    if !sudo::granted(&app, &visit) {
        return sudo::required(&app, &visit, "/settings/tokens/new");
    }
    let note = fields.get("oauth_access[description]").trim();
    let chosen = fields.all("oauth_access[scopes][]");
    let days = fields.get("oauth_access[default_expires_at]");
    let expires = expiry(&app, days, fields.get("oauth_access[custom_expires_at]"));
    let taken = app.store().tokens().iter().any(|token| token.note == note);
    let expires = match expires {
        _ if note.is_empty() => Err("Note can't be blank"),
        _ if taken => Err("Note has already been taken"),
        expires => expires,
    };
    let expires = match expires {
        Ok(expires) => expires,
        Err(problem) => return filled_form(&app, &visit, note, &chosen, days, problem),
    };
    let scopes = scopes::smallest(&app.content.scopes, &chosen);
    let narrowed = scopes.len() < chosen.len();
    let secret = random_token();
    let id = app.store().add_token(note, scopes, expires, secret.clone());
    app.with_session(&visit.session, |session| {
        session.made = Some((id, secret));
        session.flash = narrowed.then_some(Flash { kind: "notice", text: NARROWED });
    });
    reply::go(LIST)
}

/// When the token ends, from what the form says; `None` is never.
fn expiry(app: &App, days: &str, custom: &str) -> Result<Option<Timestamp>, &'static str> {
    if app.content.eras.expiration == Expiration::None || days == "none" {
        return Ok(None);
    }
    if days == "custom" {
        let date: jiff::civil::Date = custom.parse().map_err(|_| "Expiration date can't be blank")?;
        let end = date.to_zoned_datetime(TimeZone::UTC).map_err(|_| "Expiration date can't be blank")?.timestamp();
        let right = end > app.now() && end <= app.now() + (366 * 24_i64).hours();
        return if right { Ok(Some(end)) } else { Err("Expiration date must be between 1 and 366 days from now") };
    }
    ends_after(app, days).map(Some).ok_or("Expiration date can't be blank")
}

/// `/settings/tokens/NUMBER`: a token's own page.
pub(super) async fn edit(State(app): State<Arc<App>>, Extension(visit): Extension<Visit>, Path(id): Path<String>) -> Response {
    let token = app.store().tokens().into_iter().find(|token| token.id.to_string() == id);
    let Some(token) = token else { return reply::not_found(&app, &visit) };
    let early = app.content.eras.wording == Wording::Early;
    let what = Page::new("edit_token.html", "/settings/tokens/:id", "oauth_tokens#show", "Edit Personal Access Token (Classic)");
    reply::page(&app, &visit, &what, context! { here => LIST, row => row(&app, &token), early })
}

/// The confirmation of a row, or of a token's own page.
pub(super) async fn delete(
    State(app): State<Arc<App>>,
    Extension(visit): Extension<Visit>,
    Path(id): Path<String>,
    fields: Extension<Fields>,
) -> Response {
    let wanted = if fields.get("_method") == "delete" { id.parse().ok() } else { None };
    if let Some(id) = wanted {
        app.store().remove_token(id);
        let flash = Flash { kind: "notice", text: "Deleted personal access token" };
        app.with_session(&visit.session, |session| session.flash = Some(flash));
    }
    reply::go(LIST)
}

/// Takes all tokens away. Nobody should ever come here.
pub(super) async fn revoke_all(State(app): State<Arc<App>>, fields: Extension<Fields>) -> Response {
    if fields.get("verify") == app.account.login {
        app.store().remove_all_tokens();
    }
    reply::go(LIST)
}
