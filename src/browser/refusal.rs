//! What a driver refuses, sorted by what it means for a walk: ask again, dismiss a box, give up.

use fantoccini::error::CmdError;

use super::PageError;

/// What drivers say when the browser is gone.
const GONE: [&str; 11] = [
    "invalid session id",
    "session deleted",
    "disconnected",
    "chrome not reachable",
    "tab crashed",
    "no such window",
    "target window already closed",
    "page crash",
    "not connected to devtools",
    "session timed out",
    "unable to find session",
];

/// What drivers say when the document was replaced while they were at it.
const REPLACED: [&str; 12] = [
    "document unloaded",
    "execution context",
    "context was destroyed",
    "aborted by navigation",
    "cannot find context",
    "node with given id",
    "does not belong to the document",
    "frame was detached",
    "inspected target navigated",
    "uniquecontextid",
    "cannot determine loading status",
    "no such execution",
];

/// Sorts what drivers say by what it means for a walk.
pub(super) fn classified(error: &CmdError) -> PageError {
    let message = first_line(&error.to_string());
    let lower = error.to_string().to_lowercase();
    let has = |parts: &[&str]| parts.iter().any(|part| lower.contains(part));
    if error.is_unexpected_alert_open() {
        return PageError::Alert(message);
    }
    if has(&["net::err_", "neterror", "dnsnotfound", "connectionfailure"]) {
        return PageError::Unreachable(message);
    }
    // While an answer is awaited the page can't be asked: a question then waits for its own end.
    if has(&["script timeout", "timed out receiving message from renderer"]) {
        return PageError::Unreachable("the page did not answer; the site may be silent".to_owned());
    }
    if has(&GONE) {
        return PageError::Died(message);
    }
    match error {
        CmdError::Lost(_) | CmdError::Failed(_) | CmdError::FailedC(_) => PageError::Died(message),
        _ if error.is_stale_element_reference() || error.is_no_such_element() => PageError::Changed(message),
        _ if has(&REPLACED) => PageError::Changed(message),
        _ if error.is_element_not_interactable()
            || has(&["click intercepted", "not interactable", "not clickable", "invalid element state"]) =>
        {
            PageError::NotInteractable(message)
        }
        _ => PageError::Refused(message),
    }
}

fn first_line(text: &str) -> String {
    text.lines().next().unwrap_or_default().trim().to_owned()
}
