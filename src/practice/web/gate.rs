//! What every request passes: the log, faults, its session, the need to be signed in, the form's own token.

use super::reply::{self, Fields, Visit};
use super::{App, device, fault, screens, second_factor, signin, sudo};
use crate::practice::FaultKind;
use crate::practice::store::{self, Session};
use axum::body::Body;
use axum::extract::{Request, State};
use axum::http::{HeaderMap, HeaderValue, Method, StatusCode, header};
use axum::middleware::Next;
use axum::response::Response;
use std::sync::Arc;

/// Forms are small.
const BODY_LIMIT_BYTES: usize = 64 * 1024;
/// Pages that anybody may see.
const PUBLIC: [&str; 6] = ["/", "/login", "/session", "/about", "/password_reset", "/sessions/verified-device"];
/// What the addresses of more such pages begin with.
const PUBLIC_BELOW: [&str; 2] = ["/sessions/two-factor", "/_practice/"];

/// Lets a request through, or answers it on the way.
pub(super) async fn pass(State(app): State<Arc<App>>, request: Request, next: Next) -> Response {
    let path = request.uri().path_and_query().map_or_else(|| "/".to_owned(), ToString::to_string);
    let entry = store::Request { method: request.method().to_string(), path, status: 0 };
    let at = {
        let log = &mut app.store().log;
        log.push(entry);
        log.len() - 1
    };
    let response = answer(&app, request, next).await;
    app.store().log[at].status = response.status().as_u16();
    response
}

async fn answer(app: &Arc<App>, request: Request, next: Next) -> Response {
    let path = request.uri().path().to_owned();
    if let Some(slow) = app.stir.slow {
        app.linger(Some(if path.starts_with("/assets/") { slow / 4 } else { slow })).await;
    }
    let fault = fault::met(app, request.method(), &path);
    if let Some(kind) = fault
        && let Some(response) = fault::instead(app, kind, fault::Asked::of(&request)).await
    {
        return response;
    }
    let response = let_through(app, &path, fault, request, next).await;
    match fault {
        Some(kind) => fault::changed(app, kind, response).await,
        None => response,
    }
}

async fn let_through(app: &Arc<App>, path: &str, fault: Option<FaultKind>, request: Request, next: Next) -> Response {
    if path.starts_with("/assets/") || path.starts_with("/avatars/") || path.starts_with("/api/") {
        return next.run(request).await;
    }
    let (visit, is_new) = visit(app, &request);
    let is_form = request.method() == Method::POST;
    let refusal = fault.filter(|_| is_form).and_then(|kind| refused(app, &visit, kind));
    let is_public = PUBLIC.contains(&path) || PUBLIC_BELOW.iter().any(|start| path.starts_with(start));
    let mut response = if !visit.signed_in && !is_public {
        reply::go_through(app, "/login", if is_form { "/settings/profile" } else { visit.path.as_str() })
    } else if let Some(refusal) = refusal {
        refusal
    } else if let Some(screen) = screens::due(app, &visit, path).filter(|_| !is_form) {
        reply::go_through(app, screen, &visit.path)
    } else {
        checked(app, visit.clone(), request, next).await
    };
    if is_new && let Ok(cookie) = HeaderValue::try_from(format!("_gh_sess={}; Path=/; HttpOnly; SameSite=Lax", visit.session)) {
        response.headers_mut().append(header::SET_COOKIE, cookie);
    }
    response
}

/// The form once more, whatever was sent with it, where a fault refuses it.
fn refused(app: &App, visit: &Visit, kind: FaultKind) -> Option<Response> {
    match kind {
        FaultKind::SignInRefused => Some(signin::refused(app, visit, signin::INCORRECT)),
        FaultKind::TooManySignIns => Some(signin::refused(app, visit, signin::TOO_MANY)),
        FaultKind::SudoRefused => Some(sudo::refused(app, visit)),
        FaultKind::CodeRefused => Some(second_factor::refused(app, visit, second_factor::FAILED)),
        FaultKind::TooManyCodes => Some(second_factor::refused(app, visit, second_factor::TOO_MANY)),
        FaultKind::DeviceRefused => Some(device::refused(app, visit)),
        _ => None,
    }
}

/// Goes on with the request; what a form sent is read, and must carry the token that its page had.
async fn checked(app: &App, visit: Visit, mut request: Request, next: Next) -> Response {
    if request.method() == Method::POST {
        let body = std::mem::replace(request.body_mut(), Body::empty());
        let bytes = axum::body::to_bytes(body, BODY_LIMIT_BYTES).await.unwrap_or_default();
        let fields = Fields::read(&bytes);
        let given = fields.get("authenticity_token");
        let right = app.with_session(&visit.session, |session| !given.is_empty() && session.csrf == given);
        if right != Some(true) {
            let sentence =
                "Your browser did something unexpected. Please try again. If the error continues, try clearing your cookies.";
            return reply::error(app, &visit, StatusCode::UNPROCESSABLE_ENTITY, "Oh no · GitHub", sentence);
        }
        request.extensions_mut().insert(fields);
    }
    request.extensions_mut().insert(visit);
    next.run(request).await
}

/// Who is asking; the session is opened where there is none yet.
fn visit(app: &App, request: &Request) -> (Visit, bool) {
    let path = request.uri().path_and_query().map_or_else(|| "/".to_owned(), ToString::to_string);
    let device = cookie(request.headers(), "_device_id").unwrap_or_default();
    let now = app.time();
    let mut store = app.store();
    let known = ["user_session", "_gh_sess"].into_iter().find_map(|name| {
        let key = cookie(request.headers(), name)?;
        let signed_in = store.session_used(&key, now)?.signed_in;
        (signed_in == (name == "user_session")).then_some((key, signed_in))
    });
    match known {
        Some((session, signed_in)) => (Visit { session, signed_in, device, path }, false),
        None => (Visit { session: store.open_session(Session::default(), now), signed_in: false, device, path }, true),
    }
}

/// The cookie of that name.
pub(super) fn cookie(headers: &HeaderMap, name: &str) -> Option<String> {
    let cookies = headers.get_all(header::COOKIE).into_iter().filter_map(|value| value.to_str().ok());
    cookies.flat_map(|line| line.split(';')).find_map(|pair| {
        let (key, value) = pair.trim().split_once('=')?;
        (key == name).then(|| value.to_owned())
    })
}

/// A visit of nobody, for pages that know no session.
pub(super) fn nobody(path: &str) -> Visit {
    Visit { session: String::new(), signed_in: false, device: String::new(), path: path.to_owned() }
}
