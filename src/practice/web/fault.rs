//! How faults strike: instead of a page, on the way to it, or in it.

use super::gate::{cookie, nobody};
use super::{App, elsewhere, reply, trouble};
use crate::practice::{Fault, FaultKind, Struck};
use axum::body::{Body, Bytes};
use axum::extract::Request;
use axum::extract::connect_info::{ConnectInfo, Connected};
use axum::http::{HeaderMap, HeaderValue, Method, StatusCode, header};
use axum::response::{IntoResponse as _, Response};
use axum::serve::IncomingStream;
use std::os::fd::{AsFd as _, OwnedFd};
use std::pin::Pin;
use std::sync::Arc;
use std::task::{Context, Poll};
use std::time::Duration;
use tokio::net::TcpListener;

/// Pages are small.
const PAGE_LIMIT_BYTES: usize = 4 * 1024 * 1024;

/// The connection that a request came by, so that it can be broken. Gone with the connection.
#[derive(Debug, Clone)]
pub(crate) struct Wire(Option<Arc<OwnedFd>>);

impl Connected<IncomingStream<'_, TcpListener>> for Wire {
    fn connect_info(stream: IncomingStream<'_, TcpListener>) -> Self {
        Self(stream.io().as_fd().try_clone_to_owned().ok().map(Arc::new))
    }
}

/// The fault that this request meets, if any. One that strikes once is used up by it.
pub(super) fn met(app: &App, method: &Method, path: &str) -> Option<FaultKind> {
    let fits = |fault: &Fault| fault.path == path && (fault.struck == Struck::Any || *method == Method::POST);
    let kinds: Vec<FaultKind> = app.faults.iter().filter(|fault| fits(fault)).map(|fault| fault.kind).collect();
    kinds.into_iter().find(|kind| {
        let once = matches!(kind, FaultKind::Error500Once | FaultKind::Error502Once | FaultKind::Error503Once);
        !once || app.store().struck.insert(*kind)
    })
}

/// What faults need to know of a request.
pub(super) struct Asked {
    path: String,
    session: String,
    wire: Option<Wire>,
}

impl Asked {
    pub(super) fn of(request: &Request) -> Self {
        Self {
            path: request.uri().path().to_owned(),
            session: cookie(request.headers(), "user_session").unwrap_or_default(),
            wire: request.extensions().get::<ConnectInfo<Wire>>().map(|info| info.0.clone()),
        }
    }
}

/// What comes instead of the page; `None` where the fault does not keep the page away.
pub(super) async fn instead(app: &Arc<App>, kind: FaultKind, asked: Asked) -> Option<Response> {
    let failing = |status| Some(failed(app, &asked.path, status));
    match kind {
        FaultKind::Error500 | FaultKind::Error500Once => failing(StatusCode::INTERNAL_SERVER_ERROR),
        FaultKind::Error502 | FaultKind::Error502Once => failing(StatusCode::BAD_GATEWAY),
        FaultKind::Error503 | FaultKind::Error503Once => failing(StatusCode::SERVICE_UNAVAILABLE),
        FaultKind::NoStyle => Some((StatusCode::INTERNAL_SERVER_ERROR, "no style sheet today").into_response()),
        FaultKind::RedirectLoop => Some(reply::go(&asked.path)),
        FaultKind::Blank => Some(([(header::CONTENT_TYPE, "text/html; charset=utf-8")], "").into_response()),
        FaultKind::Reset => Some(reset(asked.wire.as_ref())),
        FaultKind::Offline => {
            app.closing.send_replace(true);
            Some(reset(asked.wire.as_ref()))
        }
        FaultKind::Stall | FaultKind::StallStyle => {
            app.linger(None).await;
            Some(StatusCode::SERVICE_UNAVAILABLE.into_response())
        }
        FaultKind::RateLimited => {
            let mut response = failed(app, &asked.path, StatusCode::TOO_MANY_REQUESTS);
            response.headers_mut().insert(header::RETRY_AFTER, HeaderValue::from_static("60"));
            Some(response)
        }
        FaultKind::DeadScript => {
            let kind = [(header::CONTENT_TYPE, "text/javascript; charset=utf-8"), (header::CACHE_CONTROL, "no-store")];
            Some((kind, "throw new TypeError('menus is not a function');").into_response())
        }
        FaultKind::SessionLost => {
            app.store().sessions.remove(&asked.session);
            None
        }
        kind if kind.is_elsewhere() => elsewhere::instead(app, kind),
        kind => {
            let signed_in = app.with_session(&asked.session, |session| session.signed_in) == Some(true);
            trouble::page(app, kind, &asked.path, signed_in)
        }
    }
}

/// What the fault makes of the page that would come.
pub(super) async fn changed(app: &Arc<App>, kind: FaultKind, response: Response) -> Response {
    let script = match kind {
        FaultKind::StallHead => return broken(app, response, 0, End::Stalled).await,
        FaultKind::StallBody => return broken(app, response, 2, End::Stalled).await,
        FaultKind::Truncated => return broken(app, response, 2, End::Cut).await,
        FaultKind::WrongType => {
            let mut response = response;
            response.headers_mut().insert(header::CONTENT_TYPE, HeaderValue::from_static("application/json"));
            return response;
        }
        FaultKind::LoginLinkElsewhere => return edited(response, |page| elsewhere::linked(app, page)).await,
        FaultKind::StaleSession => STALE,
        FaultKind::DeadMenu => DEAD_MENU,
        FaultKind::Alert => "alert('The practice site has news.');",
        FaultKind::Confirm => {
            "addEventListener('click', () => confirm('Do you like the practice site?'), { once: true, capture: true });"
        }
        FaultKind::BeforeUnload => {
            "addEventListener('beforeunload', (event) => { event.preventDefault(); event.returnValue = 'x'; });"
        }
        FaultKind::Restless => RESTLESS,
        FaultKind::Shifting => SHIFTING,
        _ => return response,
    };
    with_script(response, script).await
}

const DEAD_MENU: &str = "addEventListener('click', (event) => {
  if (!event.target.closest('summary,[aria-haspopup],[aria-expanded],[popovertarget]')) return;
  event.preventDefault();
  event.stopImmediatePropagation();
  throw new TypeError('menus is not a function');
}, true);";

const SHIFTING: &str = "let stands = true;
addEventListener('mousemove', (event) => {
  if (!stands || !event.target.closest('button, input[type=submit]')) return;
  stands = false;
  const strip = document.createElement('div');
  strip.style.height = '90px';
  document.body.prepend(strip);
}, true);";

const STALE: &str = "addEventListener('DOMContentLoaded', () => {
  const parts = document.querySelectorAll('.js-stale-session-flash, .js-stale-session-flash-signed-in');
  parts.forEach((part) => { part.hidden = false; });
});
addEventListener('submit', (event) => {
  event.preventDefault();
  event.stopImmediatePropagation();
}, true);";

const RESTLESS: &str = "let turn = 0;
(function again() {
  turn = (turn + 37) % 360;
  for (const part of document.querySelectorAll('h1,h2,nav a')) part.style.background = 'hsl(' + turn + ' 90% 70%)';
  requestAnimationFrame(again);
})();";

fn failed(app: &App, path: &str, status: StatusCode) -> Response {
    let title = match status {
        StatusCode::TOO_MANY_REQUESTS => "Too many requests",
        _ => "Server Error",
    };
    let sentence = "Looks like something went wrong! We track these errors automatically.";
    reply::error(app, &nobody(path), status, title, sentence)
}

/// How a page that is not whole ends.
#[derive(Clone, Copy)]
enum End {
    Stalled,
    Cut,
}

/// One `part`-th of the page, or nothing of it for 0, and then silence or the end.
async fn broken(app: &Arc<App>, response: Response, part: usize, end: End) -> Response {
    let (head, body) = response.into_parts();
    let whole = axum::body::to_bytes(body, PAGE_LIMIT_BYTES).await.unwrap_or_default();
    let sent = whole.slice(..whole.len().checked_div(part).unwrap_or_default());
    let mut headers = HeaderMap::new();
    headers.insert(header::CONTENT_LENGTH, HeaderValue::from(whole.len()));
    for (name, value) in head.headers.iter().filter(|(name, _)| **name != header::CONTENT_LENGTH) {
        headers.append(name, value.clone());
    }
    let app = Arc::clone(app);
    let body = Body::new(Torn::new(sent, async move {
        if matches!(end, End::Stalled) {
            app.linger(None).await;
        } else {
            // Long enough for what was sent to arrive.
            app.linger(Some(Duration::from_millis(50))).await;
        }
    }));
    let mut response = (head.status, body).into_response();
    *response.headers_mut() = headers;
    response
}

/// Ends the connection without an answer.
fn reset(wire: Option<&Wire>) -> Response {
    if let Some(Wire(Some(wire))) = wire {
        // The last one to close the socket then resets it.
        let _ = rustix::net::sockopt::set_socket_linger(wire, Some(Duration::ZERO));
    }
    Body::new(Torn::new(Bytes::new(), std::future::ready(()))).into_response()
}

/// The page with a script of the fault's own, before all others.
async fn with_script(response: Response, script: &str) -> Response {
    edited(response, |page| page.replacen("</title>", &format!("</title><script>{script}</script>"), 1)).await
}

/// The answer with its page changed, if it is one.
pub(super) async fn edited(response: Response, edit: impl FnOnce(&str) -> String) -> Response {
    let is_page = response.headers().get(header::CONTENT_TYPE).is_some_and(|kind| kind.as_bytes().starts_with(b"text/html"));
    if !is_page {
        return response;
    }
    let (mut head, body) = response.into_parts();
    let bytes = axum::body::to_bytes(body, PAGE_LIMIT_BYTES).await.unwrap_or_default();
    let page = edit(&String::from_utf8_lossy(&bytes));
    head.headers.remove(header::CONTENT_LENGTH);
    Response::from_parts(head, Body::from(page))
}

/// A body that breaks off: what is sent, then what is waited for, then the end of the connection.
struct Torn {
    sent: Option<Bytes>,
    until: Pin<Box<dyn Future<Output = ()> + Send>>,
}

impl Torn {
    fn new(sent: Bytes, until: impl Future<Output = ()> + Send + 'static) -> Self {
        Self { sent: Some(sent).filter(|sent| !sent.is_empty()), until: Box::pin(until) }
    }
}

impl http_body::Body for Torn {
    type Data = Bytes;
    type Error = std::io::Error;

    fn poll_frame(
        mut self: Pin<&mut Self>,
        context: &mut Context<'_>,
    ) -> Poll<Option<Result<http_body::Frame<Bytes>, Self::Error>>> {
        if let Some(sent) = self.sent.take() {
            return Poll::Ready(Some(Ok(http_body::Frame::data(sent))));
        }
        self.until.as_mut().poll(context).map(|()| Some(Err(std::io::Error::other("the page breaks off here"))))
    }
}
