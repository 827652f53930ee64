//! The page over HTTP: on loopback, for whoever has its address. The address has a token that is made anew at each start and must
//! come with every request; the host, and the origin of whoever asks, must be the page's own. Pictures are served by number, from
//! a list that was made of the record, and never by path.

use std::path::PathBuf;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};
use std::time::Duration;

use anyhow::{Context as _, Result};
use axum::extract::{DefaultBodyLimit, Json, Path, Request, State};
use axum::http::{HeaderMap, HeaderValue, Method, StatusCode, header};
use axum::middleware::{self, Next};
use axum::response::{Html, IntoResponse as _, Response};
use axum::{Router, routing};
use serde::Deserialize;
use tokio::net::TcpListener;
use tokio::sync::watch;
use tokio::task::JoinHandle;

use super::page::{self, Page};
use super::{Answer, Desk, Review, take_back_only};
use crate::store::{Written, shown};

/// No request needs more, bytes.
const LONGEST_BODY: usize = 4096;

/// How long requests that are going on may take once the page ends.
const GRACE: Duration = Duration::from_secs(2);

/// Headers of every answer.
const HEADERS: [(header::HeaderName, &str); 6] = [
    (header::CACHE_CONTROL, "no-store"),
    (header::REFERRER_POLICY, "no-referrer"),
    (header::X_CONTENT_TYPE_OPTIONS, "nosniff"),
    (header::X_FRAME_OPTIONS, "DENY"),
    (header::HeaderName::from_static("cross-origin-resource-policy"), "same-origin"),
    (header::HeaderName::from_static("cross-origin-opener-policy"), "same-origin"),
];

/// A page that is served.
#[derive(Debug)]
pub struct Served {
    /// Where it is, with its token.
    pub address: String,
    closing: watch::Sender<bool>,
    written: Arc<Mutex<Vec<PathBuf>>>,
    serving: JoinHandle<()>,
}

impl Served {
    /// Returns when the person on the page has finished.
    pub async fn finished(&self) {
        drop(self.closing.subscribe().wait_for(|closing| *closing).await);
    }

    /// The files that were written last and not taken back.
    #[must_use]
    pub fn written(&self) -> Vec<PathBuf> {
        self.written.lock().unwrap_or_else(PoisonError::into_inner).clone()
    }

    /// Ends it and waits until it has ended.
    pub async fn stop(mut self) {
        self.closing.send_replace(true);
        tokio::select! {
            _ = &mut self.serving => {}
            () = crate::clock::pause(GRACE) => self.serving.abort(),
        }
    }
}

/// What the handlers share.
struct Shared {
    open: Mutex<Open>,
    desk: Desk,
    host: String,
    token: String,
    closing: watch::Sender<bool>,
    written: Arc<Mutex<Vec<PathBuf>>>,
}

/// The review as it is, with the page's pictures.
struct Open {
    record: PathBuf,
    review: Review,
    page: Page,
    /// What was written from here, in its order.
    written: Vec<Written>,
}

impl Open {
    fn renew(&mut self) -> Result<()> {
        let guide = self.review.guide().path.clone();
        self.review = Review::open(&self.record, Some(&guide))?;
        self.page = page::of(&self.review)?;
        Ok(())
    }
}

impl Shared {
    fn open(&self) -> MutexGuard<'_, Open> {
        self.open.lock().unwrap_or_else(PoisonError::into_inner)
    }

    fn now_written(&self, files: &[PathBuf]) {
        files.clone_into(&mut self.written.lock().unwrap_or_else(PoisonError::into_inner));
    }
}

/// Serves a review on loopback, at a port that is free.
///
/// # Errors
/// When no port can be had, no token made, or the page not put together.
pub async fn serve(review: Review, desk: Desk) -> Result<Served> {
    let page = page::of(&review)?;
    let listener = TcpListener::bind(("127.0.0.1", 0)).await.context("no port on loopback can be had")?;
    let host = listener.local_addr().context("the port is not known")?.to_string();
    let token = token()?;
    let address = format!("http://{host}/{token}/");
    let (closing, mut closed) = watch::channel(false);
    let record = review.folder().path().to_owned();
    let open = Mutex::new(Open { record, review, page, written: Vec::new() });
    let written = Arc::<Mutex<Vec<PathBuf>>>::default();
    let shared = Arc::new(Shared { open, desk, host, token, closing: closing.clone(), written: Arc::clone(&written) });
    let serving = tokio::spawn(async move {
        let end = async move { drop(closed.wait_for(|closed| *closed).await) };
        let _ = axum::serve(listener, router(shared)).with_graceful_shutdown(end).await;
    });
    Ok(Served { address, closing, written, serving })
}

fn token() -> Result<String> {
    let mut bytes = [0; 24];
    getrandom::fill(&mut bytes).map_err(|error| anyhow::anyhow!("the system gives no random numbers: {error}"))?;
    Ok(bytes.iter().map(|byte| format!("{byte:02x}")).collect())
}

fn router(shared: Arc<Shared>) -> Router {
    use routing::{get, post};
    Router::new()
        .route("/{token}/", get(show))
        .route("/{token}/picture/{number}", get(picture))
        .route("/{token}/last-look", get(last_look))
        .route("/{token}/answer", post(answer))
        .route("/{token}/undo", post(undo))
        .route("/{token}/write", post(write))
        .route("/{token}/take-back", post(take_back_written))
        .route("/{token}/end", post(end))
        .fallback(|| async { refusal(StatusCode::NOT_FOUND, "there is nothing here") })
        .layer(DefaultBodyLimit::max(LONGEST_BODY))
        .layer(middleware::from_fn_with_state(Arc::clone(&shared), guard))
        .with_state(shared)
}

/// Lets through what the page itself asks, and nothing else.
async fn guard(State(shared): State<Arc<Shared>>, request: Request, next: Next) -> Response {
    let mut answer = match why_refused(&shared, request.method(), request.uri().path(), request.headers()) {
        Some(reason) => refusal(StatusCode::FORBIDDEN, reason),
        None => next.run(request).await,
    };
    for (name, value) in HEADERS {
        answer.headers_mut().insert(name, HeaderValue::from_static(value));
    }
    if let Ok(policy) = HeaderValue::from_str(&page::policy()) {
        answer.headers_mut().insert(header::CONTENT_SECURITY_POLICY, policy);
    }
    answer
}

fn why_refused(shared: &Shared, method: &Method, path: &str, headers: &HeaderMap) -> Option<&'static str> {
    let value = |name: &str| headers.get(name).map(|value| value.to_str().unwrap_or_default());
    if value("host") != Some(&shared.host) {
        return Some("the request is for another host");
    }
    let origin = format!("http://{}", shared.host);
    match value("origin") {
        Some(named) if named != origin => return Some("the request comes from another origin"),
        None if method != Method::GET => return Some("the request doesn't say where it comes from"),
        _ => {}
    }
    if value("sec-fetch-site").is_some_and(|site| !matches!(site, "same-origin" | "none")) {
        return Some("the request comes from another site");
    }
    let first = path.trim_start_matches('/').split('/').next().unwrap_or_default();
    (!is_equal(first, &shared.token)).then_some("the address is not the one that guidewalk printed: open that one")
}

/// Takes as long whatever the first difference is.
fn is_equal(one: &str, other: &str) -> bool {
    one.len() == other.len() && one.bytes().zip(other.bytes()).fold(0, |found, (a, b)| found | (a ^ b)) == 0
}

fn refusal(status: StatusCode, reason: &str) -> Response {
    (status, format!("{reason}\n")).into_response()
}

/// An answer, or what went wrong as words for the person on the page.
fn said(outcome: Result<Response>) -> Response {
    outcome.unwrap_or_else(|error| refusal(StatusCode::CONFLICT, &format!("{error:#}")))
}

async fn show(State(shared): State<Arc<Shared>>) -> Response {
    let mut open = shared.open();
    // The answers may have changed since, and the guide too.
    said(open.renew().map(|()| Html(open.page.html.clone()).into_response()))
}

async fn picture(State(shared): State<Arc<Shared>>, Path((_, number)): Path<(String, usize)>) -> Response {
    let open = shared.open();
    match number.checked_sub(1).and_then(|n| open.page.pictures.get(n)) {
        Some(picture) => ([(header::CONTENT_TYPE, picture.kind)], picture.bytes.to_vec()).into_response(),
        None => refusal(StatusCode::NOT_FOUND, "there is no such picture"),
    }
}

async fn last_look(State(shared): State<Arc<Shared>>) -> Response {
    said(page::last_look(&shared.open().review, &shared.desk).map(|html| Html(html).into_response()))
}

/// What `answer` is sent: the question by its name and by what it was about on the page. The page may be older than the list here.
#[derive(Debug, Deserialize)]
struct Given {
    question: String,
    of: String,
    answer: Answer,
}

/// What is said to a page that is older.
const OLDER: &str =
    "This answer was not kept: guide or record were changed since the page was loaded, and the question is not asked any more.";

async fn answer(State(shared): State<Arc<Shared>>, Json(given): Json<Given>) -> Response {
    let open = shared.open();
    let Some(question) = open.review.question(&given.question, &given.of) else { return refusal(StatusCode::CONFLICT, OLDER) };
    let kept = open.review.answer(question, given.answer);
    said(kept.and_then(|()| page::state(&open.review, None)).map(|state| Json(state).into_response()))
}

async fn undo(State(shared): State<Arc<Shared>>) -> Response {
    let open = shared.open();
    let undone = open.review.take_back();
    said(undone.and_then(|undone| page::state(&open.review, undone)).map(|state| Json(state).into_response()))
}

async fn write(State(shared): State<Arc<Shared>>) -> Response {
    let mut open = shared.open();
    let written = open.review.accepted().and_then(|wish| open.review.write(&wish, &shared.desk));
    said(written.map(|(files, written)| {
        open.written.push(written);
        shared.now_written(&files);
        Json(serde_json::json!({ "written": names(&files), "number": open.written.len() })).into_response()
    }))
}

/// What `take-back` is sent: which of the writings is meant, as `write` numbered it.
#[derive(Debug, Deserialize)]
struct Meant {
    number: usize,
}

async fn take_back_written(State(shared): State<Arc<Shared>>, Json(meant): Json<Meant>) -> Response {
    let open = shared.open();
    let Some(written) = meant.number.checked_sub(1).and_then(|n| open.written.get(n)) else {
        return refusal(StatusCode::CONFLICT, "nothing of that number was written from this page");
    };
    let files = take_back_only(written, &shared.desk).inspect(|_| shared.now_written(&[]));
    said(files.map(|files| Json(serde_json::json!({ "taken_back": names(&files) })).into_response()))
}

fn names(files: &[PathBuf]) -> Vec<String> {
    files.iter().map(|file| shown(file)).collect()
}

async fn end(State(shared): State<Arc<Shared>>) -> Response {
    shared.closing.send_replace(true);
    Json(serde_json::json!({})).into_response()
}
