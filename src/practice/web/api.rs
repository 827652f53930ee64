//! The API as far as a token needs it: is it alive, and away with it.

use super::App;
use crate::practice::{TokenInfo, scopes};
use axum::extract::State;
use axum::http::{HeaderMap, HeaderName, HeaderValue, StatusCode, header};
use axum::response::{IntoResponse as _, Response};
use axum::{Json, body::Bytes};
use jiff::tz::TimeZone;
use serde_json::{Value, json};
use std::sync::Arc;

const DOCS: &str = "https://docs.github.com/rest";
/// How many requests in an hour are answered, with a token and without one.
const LIMITS: [u32; 2] = [5000, 60];
/// How many tokens can be revoked at once.
const MOST_CREDENTIALS: usize = 1000;

/// `GET /user`: whose token this is, and what it may do.
pub(super) async fn user(State(app): State<Arc<App>>, headers: HeaderMap) -> Response {
    if headers.get(header::USER_AGENT).is_none_or(HeaderValue::is_empty) {
        let message = "Request forbidden by administrative rules. Please make sure your request has a User-Agent header.";
        return (StatusCode::FORBIDDEN, message).into_response();
    }
    let given = headers.get(header::AUTHORIZATION).and_then(|value| value.to_str().ok()).unwrap_or_default();
    let secret = given.strip_prefix("Bearer ").or_else(|| given.strip_prefix("token ")).unwrap_or_default();
    let now = app.now();
    let token = app.store().use_token(secret, now);
    let response = match &token {
        Some(token) => described(&app, token),
        None => {
            let message = if given.is_empty() { "Requires authentication" } else { "Bad credentials" };
            refusal(StatusCode::UNAUTHORIZED, message)
        }
    };
    counted(&app, response, LIMITS[usize::from(token.is_none())])
}

fn refusal(status: StatusCode, message: &str) -> Response {
    let body = json!({ "message": message, "documentation_url": DOCS, "status": status.as_str() });
    (status, Json(body)).into_response()
}

/// What the API says about a living token.
fn described(app: &App, token: &TokenInfo) -> Response {
    let login = &app.account.login;
    let body = json!({ "login": login, "id": 4_217_001, "type": "User", "html_url": format!("{}/{login}", app.base_url) });
    let scopes = scopes::smallest(&app.content.scopes, &token.scopes).join(", ");
    let expires = token.expires.map(|expires| expires.to_zoned_datetime(TimeZone::UTC).strftime("%Y-%m-%d %H:%M:%S UTC"));
    let lines = [
        ("x-oauth-scopes", Some(scopes)),
        ("x-accepted-oauth-scopes", Some(String::new())),
        ("github-authentication-token-expiration", expires.map(|expires| expires.to_string())),
    ];
    with_lines(Json(body).into_response(), lines.into_iter().filter_map(|(name, value)| Some((name, value?))))
}

/// The answer with what every answer has: its own number, and how many requests are left.
fn counted(app: &App, response: Response, limit: u32) -> Response {
    let used = {
        let mut store = app.store();
        store.api_asked += 1;
        store.api_asked.min(limit)
    };
    let part = || fastrand::u16(..);
    let reset = app.time().as_second() + 3600;
    let lines = [
        ("date", app.now().strftime("%a, %d %b %Y %H:%M:%S GMT").to_string()),
        (
            "x-github-request-id",
            format!("{:04X}:{:06X}:{:04X}{:04X}:{:08X}", part(), fastrand::u32(..1 << 24), part(), part(), fastrand::u32(..)),
        ),
        ("x-ratelimit-limit", limit.to_string()),
        ("x-ratelimit-remaining", (limit - used).to_string()),
        ("x-ratelimit-used", used.to_string()),
        ("x-ratelimit-reset", reset.to_string()),
        ("x-ratelimit-resource", "core".to_owned()),
    ];
    with_lines(response, lines.into_iter())
}

fn with_lines(mut response: Response, lines: impl Iterator<Item = (&'static str, String)>) -> Response {
    for (name, value) in lines {
        if let Ok(value) = HeaderValue::try_from(value) {
            response.headers_mut().insert(HeaderName::from_static(name), value);
        }
    }
    response
}

/// `POST /credentials/revoke`: takes tokens away from whoever holds them. Who sends them need not be signed in, and is not told
/// which of them there were.
pub(super) async fn revoke(State(app): State<Arc<App>>, body: Bytes) -> Response {
    let body: Value = serde_json::from_slice(&body).unwrap_or_default();
    let secrets = body["credentials"].as_array().filter(|secrets| (1..=MOST_CREDENTIALS).contains(&secrets.len()));
    let response = match secrets {
        Some(secrets) => {
            secrets.iter().filter_map(Value::as_str).for_each(|secret| app.store().revoke(secret));
            (StatusCode::ACCEPTED, Json(json!({}))).into_response()
        }
        None => refusal(StatusCode::UNPROCESSABLE_ENTITY, "Validation Failed"),
    };
    counted(&app, response, LIMITS[1])
}
