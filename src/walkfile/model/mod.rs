//! What a walk file says, read and checked: plain types that the walker works through.

mod action;
mod picture;

use std::collections::{BTreeMap, BTreeSet};
use std::time::Duration;

pub use action::{Action, Expiry, On, WindowChange};
pub use picture::{Crop, MarkSpec, Moment, PictureSpec, Side};

use super::Reason;

/// A whole walk file, read and checked.
#[derive(Debug, Clone, PartialEq)]
pub struct Walk {
    /// What messages and reports call it.
    pub title: String,
    /// The guide's path as written, relative to the walk file's folder.
    pub guide: Option<String>,
    /// The origin that is walked, without a slash at its end; secrets are typed there only.
    pub site: String,
    /// The API's address without a slash at its end; `None`: `<site>/api/v3`.
    pub api: Option<String>,
    /// Other origins where secrets may be typed, without a slash at their ends. Default: none.
    pub origins: Vec<String>,
    /// What passes before each action on a site that is not this machine's own. Default: 1 s.
    pub pace: Duration,
    /// What one walk may ask of the site at most.
    pub budget: Budget,
    /// The window's inside.
    pub viewport: Viewport,
    /// How long one wait may last by default. Default: 10 s.
    pub timeout: Duration,
    /// Secret names → the environment variables that hold them.
    pub secrets: BTreeMap<String, String>,
    /// The stages, in file order.
    pub stages: Vec<Stage>,
    /// Screens that may come up at any time, in the order in which they are looked for.
    pub interruptions: Vec<Interruption>,
    /// What always runs at the end.
    pub clean_up: Vec<CleanUp>,
    /// What is never compared.
    pub masks: Vec<Mask>,
    /// What is replaced in the page at the moment of a frame.
    pub stand_ins: Vec<StandIn>,
    /// Controls that are never pressed, whatever a stage says.
    pub never: Vec<Target>,
    /// Pages that say why the walk can't go on (`blocked`), in order.
    pub blocks: Vec<Block>,
}

impl Walk {
    /// The secrets that only interruptions type: the screen that asks for them may never come up.
    #[must_use]
    pub fn optional_secrets(&self) -> BTreeSet<String> {
        let typed = |actions: &mut dyn Iterator<Item = &Action>| -> BTreeSet<String> {
            let texts = actions.filter_map(|action| match action {
                Action::Fill { with, .. } => Some(with.as_str()),
                Action::Request { body, .. } => body.as_deref(),
                _ => None,
            });
            texts.flat_map(crate::walkfile::variables_in).map(|(name, _)| name.to_owned()).collect()
        };
        let variants = self.interruptions.iter().flat_map(|interruption| &interruption.variants);
        let on_the_way = typed(&mut variants.flat_map(|variant| &variant.actions));
        let cleaning = self.clean_up.iter().flat_map(|clean_up| std::iter::once(&clean_up.action).chain(&clean_up.then));
        let always = typed(&mut self.stages.iter().flat_map(|stage| &stage.actions).chain(cleaning));
        self.secrets.keys().filter(|name| on_the_way.contains(*name) && !always.contains(*name)).cloned().collect()
    }
}

/// What one walk may ask of the site at most. The clean-up is never held up by it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Budget {
    /// Pages that are loaded. Default: 120, about five times what the way to a token takes.
    pub pages: u32,
    /// Guarded presses, and requests other than `GET`. Default: 20.
    pub changes: u32,
}

/// The window's inside.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Viewport {
    /// CSS pixels.
    pub width: u32,
    /// CSS pixels.
    pub height: u32,
    /// Device pixels in a CSS pixel.
    pub scale: f64,
}

/// One screen of a walk.
#[derive(Debug, Clone, PartialEq)]
pub struct Stage {
    /// `<step>.<n>`, n from 1 within its step.
    pub id: String,
    /// The guide's step that it carries.
    pub step: u32,
    /// A path on the site that shows this stage's screen: a walk can start again here.
    pub at: Option<String>,
    /// The control that the stage points at.
    pub target: Option<Target>,
    /// What is done, in order.
    pub actions: Vec<Action>,
    /// Holds this before anything was done, there is nothing to do: the stage is over (someone is signed in already).
    pub unless: Option<Condition>,
    /// What holds when the stage is over.
    pub until: Option<Condition>,
    /// Recognised but never pressed when healed; never repeated to get back to a later stage.
    pub guarded: bool,
    /// The step's pictures that this stage can show, and how they are cut out for regeneration.
    pub pictures: Vec<PictureSpec>,
    /// The stage's line in the walk file.
    pub line: u32,
}

/// How a control is found: alternatives, the first that matches counts.
#[derive(Debug, Clone, PartialEq)]
pub struct Target {
    /// Never empty; the first one is the name that the page is expected to show.
    pub alternatives: Vec<Locator>,
}

/// One way to find an element. All that is given must hold.
#[derive(Debug, Clone, PartialEq, Default, serde::Serialize)]
pub struct Locator {
    /// Computed role.
    pub role: Option<String>,
    /// Accessible name, compared after `outline::normalised`.
    pub name: Option<String>,
    /// The words of a field's label.
    pub label: Option<String>,
    /// Visible words.
    pub text: Option<String>,
    /// A field's placeholder.
    pub placeholder: Option<String>,
    /// The `id` attribute.
    pub id: Option<String>,
    /// A CSS selector.
    pub css: Option<String>,
    /// An XPath expression.
    pub xpath: Option<String>,
    /// How `name`, `label`, `text` and `placeholder` are compared. Case counts.
    pub matching: Matching,
    /// The element lies inside this one.
    pub within: Option<Box<Locator>>,
    /// The element stands beside this one, as a button in the row of a link: it lies in the nearest element around this one that
    /// holds any match at all. Where this one has a role, the two must be each other's nearest: the nearest element around the
    /// match that holds anything of that role holds this one, so that a row without its button never lends the next row's.
    pub beside: Option<Box<Locator>>,
    /// Which of several matches, from 1; without it several matches are an error.
    pub nth: Option<u32>,
}

/// How words are compared.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, serde::Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum Matching {
    /// Equal.
    #[default]
    Exact,
    /// The page's words begin with them.
    Prefix,
    /// A regular expression that matches somewhere in the page's words.
    Regex,
}

/// What must hold; every given part must.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Condition {
    /// The address's path; with `?`, path and query; a trailing `*` matches any rest.
    pub url: Option<String>,
    /// The title, equal after normalising; a trailing `*` matches any rest.
    pub title: Option<String>,
    /// A visible heading of these words (trailing `*` as above).
    pub heading: Option<String>,
    /// Some visible text of the page holds these words.
    pub text: Option<String>,
    /// A control is visible.
    pub shown: Option<Target>,
    /// A control is not visible.
    pub gone: Option<Target>,
    /// The HTTP status of the page's own answer is one of these.
    pub status: Vec<u16>,
}

/// What is done at the end, with its place, and when it may be left out.
#[derive(Debug, Clone, PartialEq)]
pub struct CleanUp {
    /// What is done. Passed over where it needs a variable that was never read.
    pub action: Action,
    /// What is done after it, each time.
    pub then: Vec<Action>,
    /// Runs only when this control or screen is there.
    pub when: Option<Condition>,
    /// Repeated while `when` holds, at most so often. Default 1.
    pub times: u32,
    /// Its line in the walk file.
    pub line: u32,
}

/// A screen that may come up at any time.
#[derive(Debug, Clone, PartialEq)]
pub struct Interruption {
    /// Its name in messages (`sudo`).
    pub name: String,
    /// How it is recognised.
    pub when: Condition,
    /// The guide's step that shows it; `None`: the account's own business, no drift.
    pub step: Option<u32>,
    /// The control that the step points at.
    pub target: Option<Target>,
    /// What is done. The first variant whose `when` holds, or the only one.
    pub variants: Vec<Variant>,
    /// How often in one walk at most. Default 3.
    pub times: u32,
    /// The pictures that it can show.
    pub pictures: Vec<PictureSpec>,
    /// Whether it types a secret or changes something.
    pub guarded: bool,
    /// What is reported where it can't be passed: no variant fits, a secret is not there, `times` is used up.
    pub otherwise: Option<Reason>,
    /// Its line in the walk file.
    pub line: u32,
}

/// One shape of an interruption.
#[derive(Debug, Clone, PartialEq)]
pub struct Variant {
    /// Its name (`password`); empty where there is only one.
    pub name: String,
    /// How it is told from the others; `None` fits always.
    pub when: Option<Condition>,
    /// What is done.
    pub actions: Vec<Action>,
    /// How often in one walk at most; `None`: as often as the interruption.
    pub times: Option<u32>,
}

/// A part of the page that is never compared.
#[derive(Debug, Clone, PartialEq)]
pub struct Mask {
    /// What is covered.
    pub target: Target,
    /// Why; shown in the report.
    pub reason: String,
}

/// What is shown instead of an account's own content while a frame is taken.
#[derive(Debug, Clone, PartialEq)]
pub struct StandIn {
    /// The elements; every match is changed. `None`: words, wherever they stand.
    pub target: Option<Target>,
    /// The words that are replaced wherever they stand, compared as `matching` says.
    pub words: Option<String>,
    /// How: whole words that are equal, or what a regular expression matches.
    pub matching: Matching,
    /// The words shown instead; `None`: a picture becomes a neutral one, anything else is covered with a plain area.
    pub text: Option<String>,
    /// Why.
    pub reason: String,
}

/// A page that says why the walk can't go on. Looked for before the interruptions. The reasons `login-wall` and `session-lost` don't
/// count on a screen that shows the present stage's own target: the sign-in page is no block while signing in.
#[derive(Debug, Clone, PartialEq)]
pub struct Block {
    /// What is reported.
    pub reason: Reason,
    /// How the page is recognised.
    pub when: Condition,
}
