//! The API as far as a token needs it: is it alive, and away with it.

use super::App;
use crate::practice::{TokenInfo, scopes};
use axum::extract::State;
use axum::http::{HeaderMap, HeaderName, HeaderValue, StatusCode, header};
use axum::response::{IntoResponse as _, Response};
use axum::{Json, body::Bytes};
use jiff::tz::TimeZone;
use serde_json::json;
use std::sync::Arc;

/// `GET /user`: whose token this is, and what it may do.
pub(super) async fn user(State(app): State<Arc<App>>, headers: HeaderMap) -> Response {
    if headers.get(header::USER_AGENT).is_none_or(HeaderValue::is_empty) {
        let message = "Request forbidden by administrative rules. Please make sure your request has a User-Agent header.";
        return (StatusCode::FORBIDDEN, message).into_response();
    }
    let given = headers.get(header::AUTHORIZATION).and_then(|value| value.to_str().ok()).unwrap_or_default();
    let secret = given.strip_prefix("Bearer ").or_else(|| given.strip_prefix("token ")).unwrap_or_default();
    let now = app.now();
    let Some(token) = app.store().use_token(secret, now) else {
        let message = if given.is_empty() { "Requires authentication" } else { "Bad credentials" };
        return (StatusCode::UNAUTHORIZED, Json(json!({ "message": message, "status": "401" }))).into_response();
    };
    described(&app, &token)
}

/// What the API says about a living token.
fn described(app: &App, token: &TokenInfo) -> Response {
    let mut response = Json(json!({ "login": app.account.login, "id": 4_217_001, "type": "User" })).into_response();
    let scopes = scopes::smallest(&app.content.scopes, &token.scopes).join(", ");
    let expires =
        token.expires.map(|expires| expires.to_zoned_datetime(TimeZone::UTC).strftime("%Y-%m-%d %H:%M:%S UTC").to_string());
    let lines = [
        ("x-oauth-scopes", Some(scopes)),
        ("x-accepted-oauth-scopes", Some(String::new())),
        ("github-authentication-token-expiration", expires),
    ];
    for (name, value) in lines {
        if let Some(Ok(value)) = value.map(HeaderValue::try_from) {
            response.headers_mut().insert(HeaderName::from_static(name), value);
        }
    }
    response
}

/// `POST /credentials/revoke`: takes tokens away from whoever holds them.
pub(super) async fn revoke(State(app): State<Arc<App>>, body: Bytes) -> Response {
    let body: serde_json::Value = serde_json::from_slice(&body).unwrap_or_default();
    let Some(secrets) = body["credentials"].as_array() else {
        return (StatusCode::UNPROCESSABLE_ENTITY, Json(json!({ "message": "Validation Failed" }))).into_response();
    };
    secrets.iter().filter_map(|secret| secret.as_str()).for_each(|secret| app.store().revoke(secret));
    StatusCode::ACCEPTED.into_response()
}
