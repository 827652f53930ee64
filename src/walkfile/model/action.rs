//! What a stage does.

use super::{Condition, Matching, Target};

/// What an action acts on.
#[derive(Debug, Clone, PartialEq)]
pub enum On {
    /// The stage's target.
    StageTarget,
    /// Another control.
    Control(Target),
}

/// One action.
#[derive(Debug, Clone, PartialEq)]
pub enum Action {
    /// Go to a path of the site.
    Open {
        /// The path, `/…`; variables are filled in.
        address: String,
    },
    /// Press with the pointer.
    Click(On),
    /// Press, unless it is open already.
    Expand(On),
    /// Empty a field and type.
    Fill {
        /// The field.
        on: On,
        /// What is typed; `{name}` is a variable or a secret.
        with: String,
        /// Whether each control that matches gets one letter.
        each: bool,
    },
    /// Take an entry of a list: native list, or an opened menu of options.
    Choose {
        /// The list or its opener.
        on: On,
        /// The entry's words, compared as `matching` says.
        option: String,
        /// How.
        matching: Matching,
    },
    /// Tick a box unless it is ticked.
    Check(On),
    /// Press a key (`Escape`, `Enter`, `Tab`).
    Press {
        /// The key's name.
        key: String,
    },
    /// Bring a control into view.
    Scroll(On),
    /// Go on in the newest window, or back in the first.
    Window(WindowChange),
    /// Read an element's words into a secret variable.
    Read {
        /// The element.
        on: On,
        /// The variable.
        into: String,
        /// What the words must look like, a regular expression that matches somewhere in them; `None`: anything.
        form: Option<String>,
    },
    /// Wait until something holds.
    WaitFor(Condition),
    /// One request to the walk file's `api`.
    Request {
        /// `GET`, `POST` …
        method: String,
        /// Path below `api`.
        path: String,
        /// A variable that is sent as bearer token.
        bearer: Option<String>,
        /// What is sent, as `application/json`; variables are filled in.
        body: Option<String>,
        /// The status that must come back.
        expect: u16,
        /// A header that must come back with it, `Name: value`; variables are filled in.
        header: Option<String>,
        /// A header that must come back with a time in it, at most so long after the answer's own.
        expires: Option<Expiry>,
    },
}

/// A header with a time, and how far off the time may be.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Expiry {
    /// The header's name.
    pub header: String,
    /// Whole days after the time of the answer.
    pub days: u32,
}

/// Which window goes on.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum WindowChange {
    /// The one that was opened last.
    Newest,
    /// The first; the others are closed.
    First,
}
