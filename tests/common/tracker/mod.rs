//! A tracker that answers as GitHub's REST API does, served on loopback, with its failures.

mod git;

use std::collections::BTreeMap;
use std::sync::{Arc, Mutex, MutexGuard};

use axum::body::Bytes;
use axum::extract::State;
use axum::response::{IntoResponse, Response};
use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;
use http::{HeaderMap, Method, StatusCode, Uri};
use serde_json::{Value, json};
use tokio::runtime::Runtime;

use git::{Commit, Git};

/// The token that is taken.
pub(crate) const TOKEN: &str = "tracker-token-7fd1c2";
const REPOSITORY: &str = "/repos/me/guides";
/// A text of more bytes is refused.
const MOST: usize = 65_536;

/// What goes wrong with one request.
#[derive(Debug, Clone)]
pub(crate) enum Trouble {
    /// It is refused with this status, these headers and this message.
    Refused(u16, Vec<(&'static str, String)>, &'static str),
    /// It is done, and the answer is lost.
    LostAnswer,
}

/// A request that came.
#[derive(Debug, Clone)]
pub(crate) struct Came {
    pub(crate) method: Method,
    pub(crate) path: String,
    pub(crate) body: String,
}

/// All that the tracker knows.
#[derive(Debug, Default)]
pub(crate) struct Tracker {
    pub(crate) issues: BTreeMap<u64, Value>,
    pub(crate) comments: BTreeMap<u64, Vec<Value>>,
    pub(crate) git: Git,
    pub(crate) log: Vec<Came>,
    /// What goes wrong with the next request of this method whose path has this in it.
    pub(crate) troubles: Vec<(Method, &'static str, Trouble)>,
    /// Its clock.
    pub(crate) now: String,
}

type Shared = Arc<Mutex<Tracker>>;

/// A served tracker; it ends with the test.
pub(crate) struct Served {
    _runtime: Runtime,
    shared: Shared,
    pub(crate) address: String,
}

impl Served {
    pub(crate) fn start() -> Self {
        let runtime = tokio::runtime::Builder::new_multi_thread().worker_threads(2).enable_all().build().unwrap();
        let shared = Shared::default();
        shared.lock().unwrap().now = "2026-11-01T04:00:00Z".into();
        shared.lock().unwrap().git.push("main", &[("README.md", b"Guides.\n".to_vec())]);
        let listener = runtime.block_on(tokio::net::TcpListener::bind("127.0.0.1:0")).unwrap();
        let address = format!("http://{}", listener.local_addr().unwrap());
        let app = axum::Router::new().fallback(answer).with_state(Arc::clone(&shared));
        runtime.spawn(async move { axum::serve(listener, app).await });
        Self { _runtime: runtime, shared, address }
    }

    pub(crate) fn tracker(&self) -> MutexGuard<'_, Tracker> {
        self.shared.lock().unwrap()
    }

    /// What was written since the last time, as `POST /issues`.
    pub(crate) fn writes(&self) -> Vec<String> {
        let log = std::mem::take(&mut self.tracker().log);
        log.into_iter().filter(|came| came.method != Method::GET).map(|came| format!("{} {}", came.method, came.path)).collect()
    }

    /// How many issues and pull requests there are.
    pub(crate) fn count(&self) -> usize {
        self.tracker().issues.len()
    }

    pub(crate) fn text(&self, number: u64, field: &str) -> String {
        self.tracker().text(number, field)
    }

    /// What was said on an issue.
    pub(crate) fn said(&self, number: u64) -> Vec<String> {
        let tracker = self.tracker();
        tracker.comments.get(&number).into_iter().flatten().map(|one| one["body"].as_str().unwrap().to_owned()).collect()
    }

    /// The next request of this method with this in its path goes wrong.
    pub(crate) fn fail(&self, method: Method, path: &'static str, trouble: Trouble) {
        self.tracker().troubles.push((method, path, trouble));
    }
}

impl Tracker {
    fn text(&self, number: u64, field: &str) -> String {
        self.issues[&number][field].as_str().unwrap_or_default().to_owned()
    }

    /// A person changes an issue or pull request.
    pub(crate) fn by_hand(&mut self, number: u64, changes: &Value) {
        let now = self.now.clone();
        changed(self.issues.get_mut(&number).unwrap(), changes, &now);
    }

    /// A person merges a pull request.
    pub(crate) fn merge(&mut self, number: u64) {
        let head = self.text(number, "branch");
        let (head, base) = (self.git.refs[&head].clone(), self.git.refs["main"].clone());
        let tree = self.git.commits[&head].tree.clone();
        let commit = self.git.commit(Commit { tree, parents: vec![base, head], message: "Merge".into() });
        self.git.refs.insert("main".into(), commit);
        let now = self.now.clone();
        self.by_hand(number, &json!({ "state": "closed", "merged_at": now }));
    }

    fn next_number(&self) -> u64 {
        self.issues.len() as u64 + 1
    }

    fn handle(&mut self, method: &Method, path: &str, query: &BTreeMap<String, String>, body: &Value) -> (u16, Value) {
        let parts: Vec<&str> = path.trim_matches('/').split('/').filter(|part| !part.is_empty()).collect();
        match (method.as_str(), &parts[..]) {
            ("GET", []) => (200, json!({ "default_branch": "main" })),
            ("GET", ["issues"]) => (200, self.listed(query, |_| true)),
            ("POST", ["issues"]) => self.opened(body),
            ("GET", ["issues", number]) => self.read(number),
            ("PATCH", ["issues" | "pulls", number]) => self.patched(number, body),
            ("GET", ["issues", number, "comments"]) => {
                (200, paged(self.comments.get(&number.parse().unwrap()).cloned().unwrap_or_default(), query))
            }
            ("POST", ["issues", number, "comments"]) => {
                self.comments.entry(number.parse().unwrap()).or_default().push(body.clone());
                (201, body.clone())
            }
            ("GET", ["pulls"]) => {
                let head = query["head"].strip_prefix("me:").unwrap().to_owned();
                (200, self.listed(query, |one| one["branch"] == head.as_str()))
            }
            ("POST", ["pulls"]) => self.proposed(body),
            ("GET", ["contents", path @ ..]) => match self.git.files(&query["ref"]).get(&path.join("/")) {
                Some(sha) => (200, json!({ "sha": sha })),
                None => not_found(),
            },
            (_, ["git", rest @ ..]) => self.with_git(method, rest, body),
            _ => not_found(),
        }
    }

    fn listed(&self, query: &BTreeMap<String, String>, is_meant: impl Fn(&Value) -> bool) -> Value {
        let wants = |one: &&Value| {
            let state = query.get("state").map_or("open", String::as_str);
            let has_label = query.get("labels").is_none_or(|label| one["labels"].to_string().contains(label.as_str()));
            (state == "all" || one["state"] == state) && has_label && is_meant(one)
        };
        paged(self.issues.values().rev().filter(wants).cloned().collect(), query)
    }

    fn read(&self, number: &str) -> (u16, Value) {
        self.issues.get(&number.parse().unwrap()).map_or_else(not_found, |one| (200, one.clone()))
    }

    fn opened(&mut self, body: &Value) -> (u16, Value) {
        if body["title"].as_str().is_none_or(str::is_empty) || body["body"].to_string().len() > MOST {
            return refused("Validation Failed");
        }
        let number = self.next_number();
        let labels: Vec<Value> = body["labels"].as_array().into_iter().flatten().map(|name| json!({ "name": name })).collect();
        let issue = json!({
            "number": number, "title": body["title"], "body": body["body"], "labels": labels, "state": "open",
            "state_reason": null, "closed_at": null, "html_url": format!("https://github.test/me/guides/issues/{number}"),
        });
        self.issues.insert(number, issue.clone());
        (201, issue)
    }

    fn patched(&mut self, number: &str, body: &Value) -> (u16, Value) {
        let number = number.parse().unwrap();
        let Some(one) = self.issues.get_mut(&number) else { return not_found() };
        let opens = body["state"] == "open" && one["state"] == "closed";
        let branch = one["branch"].as_str().unwrap_or_default();
        if opens && one.get("pull_request").is_some() && (!self.git.refs.contains_key(branch) || one["merged_at"].is_string()) {
            return refused("state cannot be changed");
        }
        changed(one, body, &self.now);
        (200, one.clone())
    }

    fn proposed(&mut self, body: &Value) -> (u16, Value) {
        let (head, base) = (body["head"].as_str().unwrap(), body["base"].as_str().unwrap());
        let Some(commit) = self.git.refs.get(head) else { return refused("head is invalid") };
        if self.git.files(commit) == self.git.files(base) {
            return refused("No commits between them");
        }
        if self.issues.values().any(|one| one["branch"] == head && one["state"] == "open") {
            return refused("A pull request already exists");
        }
        let number = self.next_number();
        let pull = json!({
            "number": number, "title": body["title"], "body": body["body"], "state": "open", "merged_at": null, "branch": head,
            "labels": [], "pull_request": {}, "html_url": format!("https://github.test/me/guides/pull/{number}"),
        });
        self.issues.insert(number, pull.clone());
        (201, pull)
    }

    fn with_git(&mut self, method: &Method, parts: &[&str], body: &Value) -> (u16, Value) {
        let text = |name: &str| body[name].as_str().unwrap_or_default().to_owned();
        match (method.as_str(), parts) {
            ("GET", ["ref", "heads", branch @ ..]) => match self.git.refs.get(&branch.join("/")) {
                Some(sha) => (200, json!({ "object": { "sha": sha } })),
                None => not_found(),
            },
            ("POST", ["refs"]) => {
                let name = text("ref").strip_prefix("refs/heads/").unwrap().to_owned();
                if self.git.refs.contains_key(&name) {
                    return refused("Reference already exists");
                }
                self.git.refs.insert(name, text("sha"));
                (201, json!({}))
            }
            ("PATCH", ["refs", "heads", branch @ ..]) => {
                let name = branch.join("/");
                if !self.git.is_ancestor(&self.git.refs[&name], &text("sha")) && body["force"] != true {
                    return refused("Update is not a fast forward");
                }
                self.git.refs.insert(name, text("sha"));
                (200, json!({}))
            }
            ("GET", ["commits", sha]) => match self.git.commits.get(*sha) {
                Some(commit) => {
                    let parents: Vec<Value> = commit.parents.iter().map(|sha| json!({ "sha": sha })).collect();
                    (200, json!({ "sha": sha, "message": commit.message, "tree": { "sha": commit.tree }, "parents": parents }))
                }
                None => not_found(),
            },
            ("POST", ["blobs"]) => (201, json!({ "sha": self.git.blob(&STANDARD.decode(text("content")).unwrap()) })),
            ("POST", ["trees"]) => {
                let mut files = self.git.trees[&text("base_tree")].clone();
                for entry in body["tree"].as_array().unwrap() {
                    files.insert(entry["path"].as_str().unwrap().into(), entry["sha"].as_str().unwrap().into());
                }
                (201, json!({ "sha": self.git.tree(files) }))
            }
            ("POST", ["commits"]) => {
                let parents = body["parents"].as_array().unwrap().iter().map(|sha| sha.as_str().unwrap().to_owned()).collect();
                let commit = Commit { tree: text("tree"), parents, message: text("message") };
                (201, json!({ "sha": self.git.commit(commit) }))
            }
            _ => not_found(),
        }
    }
}

fn changed(one: &mut Value, changes: &Value, now: &str) {
    for (name, value) in changes.as_object().unwrap() {
        one[name] = value.clone();
    }
    if changes["state"] == "closed" {
        one["closed_at"] = now.into();
        one["state_reason"] = changes.get("state_reason").cloned().unwrap_or_else(|| "completed".into());
    }
    if changes["state"] == "open" {
        one["closed_at"] = Value::Null;
        one["state_reason"] = "reopened".into();
    }
}

fn paged(all: Vec<Value>, query: &BTreeMap<String, String>) -> Value {
    let number = |name: &str, otherwise: usize| query.get(name).and_then(|value| value.parse().ok()).unwrap_or(otherwise);
    let (size, page) = (number("per_page", 30), number("page", 1));
    all.into_iter().skip((page - 1) * size).take(size).collect()
}

fn not_found() -> (u16, Value) {
    (404, json!({ "message": "Not Found" }))
}

fn refused(message: &str) -> (u16, Value) {
    (422, json!({ "message": "Validation Failed", "errors": [{ "message": message }] }))
}

async fn answer(State(shared): State<Shared>, method: Method, uri: Uri, headers: HeaderMap, body: Bytes) -> Response {
    let mut tracker = shared.lock().unwrap();
    let path = percent_encoding::percent_decode_str(uri.path()).decode_utf8().unwrap().into_owned();
    let path = path.strip_prefix(REPOSITORY).unwrap_or("/nowhere").to_owned();
    let text = String::from_utf8(body.to_vec()).unwrap();
    tracker.log.push(Came { method: method.clone(), path: path.clone(), body: text.clone() });
    if headers.get("authorization").is_none_or(|sent| *sent != format!("Bearer {TOKEN}")) {
        return (StatusCode::UNAUTHORIZED, axum::Json(json!({ "message": "Bad credentials" }))).into_response();
    }
    let meant = tracker.troubles.iter().position(|(verb, part, _)| *verb == method && path.contains(part));
    let trouble = meant.map(|at| tracker.troubles.remove(at).2);
    if let Some(Trouble::Refused(status, headers, message)) = &trouble {
        let mut answer = (StatusCode::from_u16(*status).unwrap(), axum::Json(json!({ "message": message }))).into_response();
        for (name, value) in headers {
            answer.headers_mut().insert(*name, value.parse().unwrap());
        }
        return answer;
    }
    let query = url::form_urlencoded::parse(uri.query().unwrap_or_default().as_bytes()).into_owned().collect();
    let (status, json) = tracker.handle(&method, &path, &query, &serde_json::from_str(&text).unwrap_or_default());
    match trouble {
        Some(Trouble::LostAnswer) => StatusCode::BAD_GATEWAY.into_response(),
        _ => (StatusCode::from_u16(status).unwrap(), axum::Json(json)).into_response(),
    }
}
