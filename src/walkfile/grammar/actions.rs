//! The actions: each is a table whose first key is the verb.

use super::words::{KEY, MATCHING, WINDOW};
use super::{CONDITION, Format, Key, Kind, Named, Shape, may, must};

/// What an action acts on.
const ON: Kind = Kind::Control(Named::ControlsOrTarget);

/// The verbs, in the order of [`ACTIONS`].
pub(in crate::walkfile) const VERBS: &[&str] =
    &["open", "click", "expand", "fill", "choose", "check", "press", "scroll", "window", "read", "wait-for", "request"];

/// The shape of an action: its first key is its verb.
const fn action(name: &'static str, about: &'static str, keys: &'static [Key]) -> Shape {
    Shape { called: "this action", name, about, keys, any_of: &[] }
}

/// Every action.
pub(in crate::walkfile) static ACTIONS: &[Shape] = &[
    action(
        "open",
        "Go to a path of the site.",
        &[must("open", Kind::Text(Format::Path), "The path, `/…`. Variables are filled in.")],
    ),
    action("click", "Press with the pointer.", &[must("click", ON, "What is pressed.")]),
    action(
        "expand",
        "Press, unless it is open already; pressed again where it did not open.",
        &[must("expand", ON, "What is opened.")],
    ),
    action(
        "fill",
        "Empty a field and type.",
        &[
            must("fill", ON, "The field."),
            must("with", Kind::Text(Format::Any), "What is typed. `{name}` is a variable or a secret."),
            may("each", Kind::Flag, "Type one letter into each control that matches: a code in boxes of one digit."),
        ],
    ),
    action(
        "choose",
        "Take an entry of a list: of a native list, or of the menu that a button opens.",
        &[
            must("choose", ON, "The list, or the button that opens it."),
            must("option", Kind::Text(Format::Any), "The entry's words."),
            may("match", MATCHING, "How `option` is compared. Default: exact."),
        ],
    ),
    action("check", "Tick a box unless it is ticked.", &[must("check", ON, "The box.")]),
    action("press", "Press a key.", &[must("press", KEY, "The key.")]),
    action("scroll", "Bring a control into view.", &[must("scroll", ON, "The control.")]),
    action(
        "window",
        "Go on in another window.",
        &[must("window", WINDOW, "`newest`: the one that was opened last; `first`: back, and the others are closed.")],
    ),
    action(
        "read",
        "Read an element's words into a secret variable.",
        &[
            must("read", ON, "The element."),
            must("into", Kind::Text(Format::Name), "The variable; from then on its value is covered wherever it is written."),
            may(
                "form",
                Kind::Text(Format::Any),
                "What the words must look like, a regular expression; otherwise nothing goes on.",
            ),
        ],
    ),
    action("wait-for", "Wait until something holds.", &[must("wait-for", Kind::Table(&CONDITION), "What must hold.")]),
    action(
        "request",
        "One request to `api`, asked again for a while until the expected status comes.",
        &[
            must("request", Kind::Text(Format::Request), "Method and path below `api`: `GET /user`."),
            may("bearer", Kind::Text(Format::Name), "The variable that is sent as bearer token."),
            may("body", Kind::Text(Format::Any), "What is sent, as `application/json`. Variables are filled in."),
            must("expect", Kind::Whole { least: 100, most: 599 }, "The status that must come back."),
            may(
                "header",
                Kind::Text(Format::Any),
                "A header that must come back with it, `Name: value`. Variables are filled in.",
            ),
            may(
                "expires",
                Kind::Text(Format::Expiry),
                "A header with a time, and how long after the answer it may be at most: `Name: 8 days`.",
            ),
        ],
    ),
];
