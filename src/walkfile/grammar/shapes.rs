//! The tables.

use super::words::{MARK_KIND, MATCHING, MOMENT, REASON, ROLE, SIDE};
use super::{Format, Kind, Named, Shape, may, must};

/// Any words.
const WORDS: Kind = Kind::Text(Format::Any);
/// A control, by name or written out.
const CONTROL: Kind = Kind::Control(Named::Controls);
/// Actions, in order.
const ACTION_LIST: Kind = Kind::List(&Kind::Action);
/// How often.
const TIMES: Kind = Kind::Whole { least: 1, most: 100 };
/// A step of the guide.
const STEP: Kind = Kind::Whole { least: 1, most: 9999 };
/// The pictures of a screen.
const PICTURES: Kind = Kind::OneOrList(&Kind::Table(&PICTURE));

/// Every table except the actions.
pub(in crate::walkfile) static ALL: &[&Shape] = &[
    &FILE,
    &VIEWPORT,
    &BUDGET,
    &STAGE,
    &INTERRUPTION,
    &VARIANT,
    &CLEAN_UP,
    &MASK,
    &STAND_IN,
    &BLOCK,
    &LOCATOR,
    &CONDITION,
    &PICTURE,
    &CROP,
    &MARK,
];

/// The file itself.
pub(in crate::walkfile) static FILE: Shape = Shape {
    called: "a walk file",
    name: "file",
    about: "How a guide is carried out in a browser, stage by stage.",
    keys: &[
        must("title", WORDS, "What messages and reports call the walk."),
        may("guide", WORDS, "The guide's path, relative to this file's folder."),
        must("site", Kind::Text(Format::Origin), "The origin that is walked; secrets are typed there only."),
        may("api", Kind::Text(Format::Address), "Where requests go and nowhere else. Default: `<site>/api/v3`."),
        may("origins", Kind::List(&Kind::Text(Format::Origin)), "Other origins where secrets may be typed, over https."),
        may("viewport", Kind::Table(&VIEWPORT), "The window's inside."),
        may("timeout", Kind::Number { least: 0.1, most: 600.0 }, "How many seconds one wait may last. Default: 10."),
        may(
            "pace",
            Kind::Number { least: 0.0, most: 60.0 },
            "How many seconds pass before each action, on sites other than this machine's own. Default: 1.",
        ),
        may("budget", Kind::Table(&BUDGET), "What one walk may ask of the site at most."),
        may("never", Kind::List(&CONTROL), "Controls that are never pressed, whatever a stage says."),
        may("secrets", Kind::Names(&Kind::Text(Format::Environment)), "Secret names, each with its environment variable."),
        may("controls", Kind::Names(&Kind::Control(Named::Nothing)), "Controls that several places name."),
        must("stage", Kind::List(&Kind::Table(&STAGE)), "One screen of the walk; they run in file order."),
        may("interruption", Kind::List(&Kind::Table(&INTERRUPTION)), "A screen that may come up at any time."),
        may("clean-up", Kind::List(&Kind::Table(&CLEAN_UP)), "What always runs at the end, whatever happened."),
        may("mask", Kind::List(&Kind::Table(&MASK)), "A part of the page that is never compared."),
        may("stand-in", Kind::List(&Kind::Table(&STAND_IN)), "What pictures show instead of an account's own content."),
        may("blocked", Kind::List(&Kind::Table(&BLOCK)), "A page that says why the walk can't go on."),
    ],
    any_of: &[],
};

/// The window's inside.
pub(in crate::walkfile) static VIEWPORT: Shape = Shape {
    called: "`viewport`",
    name: "viewport",
    about: "The window's inside.",
    keys: &[
        may("width", Kind::Whole { least: 320, most: 7680 }, "CSS pixels. Default: 1280."),
        may("height", Kind::Whole { least: 240, most: 4320 }, "CSS pixels. Default: 800."),
        may("scale", Kind::Number { least: 0.5, most: 4.0 }, "Device pixels in a CSS pixel. Default: 1."),
    ],
    any_of: &[],
};

/// What a walk may ask for.
pub(in crate::walkfile) static BUDGET: Shape = Shape {
    called: "`budget`",
    name: "budget",
    about: "What one walk may ask of the site at most; the clean-up is never held up by it.",
    keys: &[
        may("pages", Kind::Whole { least: 1, most: 10_000 }, "Pages that are loaded. Default: 120."),
        may("changes", Kind::Whole { least: 1, most: 1000 }, "Guarded presses, and requests other than GET. Default: 20."),
    ],
    any_of: &[],
};

/// A stage.
pub(in crate::walkfile) static STAGE: Shape = Shape {
    called: "a stage",
    name: "stage",
    about: "One screen of a walk. One or more stages carry a step of the guide.",
    keys: &[
        must("step", STEP, "The guide's step, from 1."),
        may("at", Kind::Text(Format::Path), "A path that shows this screen: a walk can start again here."),
        may("target", CONTROL, "The control that the step points at."),
        may("unless", Kind::Table(&CONDITION), "Holds this already, there is nothing to do."),
        may("do", ACTION_LIST, "What is done, in order."),
        may("until", Kind::Table(&CONDITION), "What holds when the stage is over."),
        may(
            "guarded",
            Kind::Flag,
            "Types a secret, or makes, shows, changes or destroys something: never pressed on a likeness.",
        ),
        may("picture", PICTURES, "The guide's pictures that this screen can show."),
    ],
    any_of: &[],
};

/// An interruption.
pub(in crate::walkfile) static INTERRUPTION: Shape = Shape {
    called: "an interruption",
    name: "interruption",
    about: "A screen that may come up at any time, and what is done then.",
    keys: &[
        must("name", Kind::Text(Format::Name), "Its name in messages."),
        must("when", Kind::Table(&CONDITION), "How it is recognised."),
        may("step", STEP, "The step that shows it; without it the screen is the account's own and no drift."),
        may("target", CONTROL, "The control that the step points at."),
        may("do", ACTION_LIST, "What is done; either this or `variant`."),
        may("variant", Kind::List(&Kind::Table(&VARIANT)), "Its shapes; the first that fits counts."),
        may("times", TIMES, "How often in one walk at most. Default: 3."),
        may("guarded", Kind::Flag, "Types a secret or changes something."),
        may("otherwise", REASON, "What is reported where it can't be passed."),
        may("picture", PICTURES, "The guide's pictures that it can show."),
    ],
    any_of: &["do", "variant"],
};

/// One shape of an interruption.
pub(in crate::walkfile) static VARIANT: Shape = Shape {
    called: "a variant",
    name: "variant",
    about: "One shape of an interruption.",
    keys: &[
        must("name", Kind::Text(Format::Name), "Its name in messages."),
        may("when", Kind::Table(&CONDITION), "How it is told from the others; without it, it fits always."),
        must("do", ACTION_LIST, "What is done, in order."),
        may("times", TIMES, "How often in one walk at most. Default: as often as the interruption."),
    ],
    any_of: &[],
};

/// A piece of the clean-up.
pub(in crate::walkfile) static CLEAN_UP: Shape = Shape {
    called: "a clean-up",
    name: "clean-up",
    about: "What always runs at the end. Passed over where it needs a variable that was never read.",
    keys: &[
        may("when", Kind::Table(&CONDITION), "Runs only when this holds."),
        must("do", ACTION_LIST, "What is done, in order."),
        may("times", TIMES, "Repeated while `when` holds, at most so often. Default: 1."),
    ],
    any_of: &[],
};

/// A mask.
pub(in crate::walkfile) static MASK: Shape = Shape {
    called: "a mask",
    name: "mask",
    about: "A part of the page that is never compared.",
    keys: &[must("target", CONTROL, "What is left out; every match."), must("reason", WORDS, "Why; the report shows it.")],
    any_of: &[],
};

/// A stand-in.
pub(in crate::walkfile) static STAND_IN: Shape = Shape {
    called: "a stand-in",
    name: "stand-in",
    about: "What is shown instead of an account's own content while a picture is taken.",
    keys: &[
        may("target", CONTROL, "The elements; every match."),
        may("words", WORDS, "Words that are replaced wherever they stand; whole ones, unless `match` says otherwise."),
        may("match", MATCHING, "`regex`: `words` is a regular expression. Default: exact."),
        may("text", WORDS, "The words shown instead; without them a picture becomes a neutral one, anything else is covered."),
        must("reason", WORDS, "Why; the report shows it."),
    ],
    any_of: &["target", "words"],
};

/// A blocking page.
pub(in crate::walkfile) static BLOCK: Shape = Shape {
    called: "a blocking page",
    name: "blocked",
    about: "A page that says why the walk can't go on.",
    keys: &[must("reason", REASON, "What is reported."), must("when", Kind::Table(&CONDITION), "How the page is recognised.")],
    any_of: &[],
};

/// A locator.
pub(in crate::walkfile) static LOCATOR: Shape = Shape {
    called: "a locator",
    name: "locator",
    about: "One way to find an element; all that is given must hold. Role and name first.",
    keys: &[
        may("role", ROLE, "Computed role."),
        may("name", WORDS, "Accessible name."),
        may("match", MATCHING, "How name, label, text and placeholder are compared. Default: exact."),
        may("label", WORDS, "The words of a field's label."),
        may("text", WORDS, "Visible words."),
        may("placeholder", WORDS, "A field's placeholder."),
        may("id", WORDS, "The `id` attribute."),
        may("css", WORDS, "A CSS selector."),
        may("xpath", WORDS, "An XPath expression."),
        may("within", Kind::Table(&LOCATOR), "It lies inside this one."),
        may("beside", Kind::Table(&LOCATOR), "It stands beside this one, as a button in the row of a link."),
        may("nth", Kind::Whole { least: 1, most: 9999 }, "Which of several, from 1; without it several are an error."),
    ],
    any_of: &["role", "name", "label", "text", "placeholder", "id", "css", "xpath"],
};

/// A condition.
pub(in crate::walkfile) static CONDITION: Shape = Shape {
    called: "a condition",
    name: "condition",
    about: "What must hold; every given part must.",
    keys: &[
        may("url", Kind::Text(Format::PathPattern), "The path; with `?`, path and query; `*` at the end matches any rest."),
        may("title", Kind::Text(Format::Pattern), "The title; `*` at the end matches any rest."),
        may("heading", Kind::Text(Format::Pattern), "A visible heading; `*` at the end matches any rest."),
        may("text", WORDS, "Visible text that holds these words."),
        may("shown", CONTROL, "A control that is visible."),
        may("gone", CONTROL, "A control that is not visible."),
        may("status", Kind::OneOrList(&Kind::Whole { least: 100, most: 599 }), "The HTTP status of the page's own answer."),
    ],
    any_of: &["url", "title", "heading", "text", "shown", "gone", "status"],
};

/// A picture.
pub(in crate::walkfile) static PICTURE: Shape = Shape {
    called: "a picture",
    name: "picture",
    about: "A picture of the guide that a screen shows.",
    keys: &[
        must("file", Kind::Text(Format::File), "File name without folder."),
        may("moment", MOMENT, "`before` the actions (default), or `after` them, when `until` holds."),
        may("crop", Kind::Table(&CROP), "The part that is cut out when the picture is made anew. Default: the window's inside."),
        may("marks", Kind::List(&Kind::Table(&MARK)), "What is drawn on it then, one after the other."),
    ],
    any_of: &[],
};

/// A crop.
pub(in crate::walkfile) static CROP: Shape = Shape {
    called: "`crop`",
    name: "crop",
    about: "The smallest rectangle around some controls, grown by `padding`.",
    keys: &[
        must("around", Kind::List(&CONTROL), "All of these are inside; alternatives in a list of their own."),
        may("padding", Kind::Padding, "Added outside, CSS pixels: one number, or top, right, bottom, left. Negative takes away."),
        may("width", Kind::Number { least: 1.0, most: 10_000.0 }, "Fixed width, CSS pixels; the middle stays."),
        may("height", Kind::Number { least: 1.0, most: 10_000.0 }, "Fixed height, CSS pixels; the middle stays."),
    ],
    any_of: &[],
};

/// A mark.
pub(in crate::walkfile) static MARK: Shape = Shape {
    called: "a mark",
    name: "mark",
    about: "What is drawn on a new picture; lengths are CSS pixels.",
    keys: &[
        must("kind", MARK_KIND, "What it is."),
        may("at", CONTROL, "The control that it is about. Default: the target of the stage."),
        may(
            "colour",
            Kind::Text(Format::Colour),
            "As `#rrggbb`. Default: red; of a highlighter yellow, of a spotlight and a redaction black.",
        ),
        may("stroke", Kind::Number { least: 0.5, most: 40.0 }, "How thick its lines are. Default: 3."),
        may("radius", Kind::Number { least: 0.0, most: 400.0 }, "Of a box's corners, default 0; of a badge, default 11."),
        may("margin", Kind::Number { least: 0.0, most: 400.0 }, "The room between the control and the mark. Default: 4."),
        may("from", SIDE, "The side that an arrow comes from. Default: right."),
        may("length", Kind::Number { least: 8.0, most: 2000.0 }, "How long an arrow is. Default: 80."),
        may("number", Kind::Whole { least: 1, most: 99 }, "What stands in a badge. Default: 1."),
    ],
    any_of: &[],
};
