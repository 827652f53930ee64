//! The browser as guidewalk sees it: a page that is asked questions, acted on and pictured. The trait [`Page`] is the seam; the
//! real one speaks WebDriver ([`webdriver`]), the scripted one lets walks be tested without a browser ([`scripted`]).

use std::future::Future;

use serde::{Deserialize, Serialize};

use crate::account::Cookie;
use crate::outline::{Rect, Theme};
use crate::references::Renderer;
use crate::walkfile::{Locator, Matching, WindowChange};

mod actions;
mod commands;
mod dressing;
pub mod driver;
pub mod find;
mod refusal;
pub mod scripted;
pub mod session;
pub mod watchdog;
pub mod webdriver;

pub use dressing::{Dressed, Dressing, MaskAsk, MaskBox, PictureAsk, PictureBoxes, Prepared, Rest, StandInAsk, WordsAsk};

/// An element of a page, as the driver calls it. Good for as long as the document lives.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub struct Handle(pub String);

impl Handle {
    /// Whether the element stands in a frame of the page: the page keeps it then, and the driver knows nothing of it.
    #[must_use]
    pub fn is_in_frame(&self) -> bool {
        self.0.starts_with("framed:")
    }
}

/// What one poll asks.
#[derive(Debug, Clone, Default, PartialEq, Serialize)]
pub struct Question {
    /// Targets to look for.
    pub targets: Vec<TargetAsk>,
    /// Words to look for in the page's visible text.
    pub texts: Vec<TextAsk>,
}

impl Question {
    /// A question for one target.
    #[must_use]
    pub fn about(locators: Vec<Locator>) -> Self {
        Self { targets: vec![TargetAsk { locators, guard: None }], texts: Vec::new() }
    }
}

/// See [`Question::targets`].
#[derive(Debug, Clone, Default, PartialEq, Serialize)]
pub struct TargetAsk {
    /// Alternatives: the first that matches counts.
    pub locators: Vec<Locator>,
    /// Looked for on these pages only.
    pub guard: Option<Guard>,
}

/// See [`Question::texts`].
#[derive(Debug, Clone, Default, PartialEq, Serialize)]
pub struct TextAsk {
    /// The words.
    pub text: String,
    /// Looked for on these pages only.
    pub guard: Option<Guard>,
}

/// Tells pages apart by what costs nothing, so that the rest is looked for only where it can matter. All that is given must hold;
/// a trailing `*` matches any rest.
#[derive(Debug, Clone, Default, PartialEq, Serialize)]
pub struct Guard {
    /// The address's path, or path and query.
    pub url: Option<String>,
    /// The title.
    pub title: Option<String>,
    /// A visible heading.
    pub heading: Option<String>,
}

/// What one poll saw.
#[derive(Debug, Clone, Default, PartialEq, Deserialize)]
pub struct Observation {
    /// The whole address.
    pub url: String,
    /// The title, white space collapsed.
    pub title: String,
    /// Names of the visible headings, in order.
    pub headings: Vec<String>,
    /// Whether the document and what it needs is loaded.
    pub ready: bool,
    /// The HTTP status of the document's own answer, where the browser says it.
    pub status: Option<u16>,
    /// Whether the document has begun to go elsewhere.
    pub leaving: bool,
    /// Changes of the document since it was first looked at.
    pub changes: u64,
    /// Uncaught errors of the page's scripts, at most five.
    #[serde(default)]
    pub errors: Vec<String>,
    /// The document's content type.
    #[serde(default, rename = "type")]
    pub content_type: String,
    /// When the document began, in milliseconds: another document has another.
    #[serde(default)]
    pub document: f64,
    /// Whether the document's text is still coming in.
    #[serde(default)]
    pub parsing: bool,
    /// Addresses of its style sheets that are not there.
    #[serde(default)]
    pub unstyled: Vec<String>,
    /// Whether there is nothing in it.
    #[serde(default)]
    pub blank: bool,
    /// Whether the document before it wanted to be asked before it was left. Said once.
    #[serde(default)]
    pub kept: bool,
    /// Whether the page says of itself that it is busy.
    #[serde(default)]
    pub busy: bool,
    /// The fields for whose sake the browser did not send a form, by their names.
    #[serde(default)]
    pub refused: Vec<String>,
    /// For each text asked: whether it is there.
    #[serde(default)]
    pub texts: Vec<bool>,
    /// For each target asked: what was found.
    pub targets: Vec<Sighting>,
}

/// What was found of one target.
#[derive(Debug, Clone, Default, PartialEq, Deserialize)]
pub struct Sighting {
    /// Which alternative matched, from 0.
    pub alternative: Option<usize>,
    /// The first few visible matches.
    pub matches: Vec<Match>,
    /// How many there are.
    pub count: usize,
}

/// One element that a locator matched.
#[derive(Debug, Clone, PartialEq, Deserialize)]
pub struct Match {
    /// The element.
    #[serde(deserialize_with = "handle")]
    pub element: Handle,
    /// Its role.
    pub role: String,
    /// Its accessible name.
    pub name: String,
    /// The words that are seen on it.
    #[serde(default)]
    pub text: String,
    /// The value that it shows.
    #[serde(default)]
    pub value: String,
    /// Where: CSS pixels from the document's top left corner.
    #[serde(rename = "box")]
    pub bounds: Rect,
    /// See `outline::Item::states`.
    #[serde(default)]
    pub states: Vec<String>,
    /// See `outline::Item::within`.
    #[serde(default)]
    pub within: Vec<String>,
    /// See `outline::Item::leads_to`.
    #[serde(default)]
    pub leads_to: String,
    /// Whether it is a native list.
    #[serde(default)]
    pub native: bool,
    /// Whether all of it is in the window.
    #[serde(default)]
    pub in_view: bool,
    /// Whether it says that it can't be used yet.
    #[serde(default)]
    pub busy: bool,
    /// What lies over its middle, in words; empty where it would receive a click.
    #[serde(default)]
    pub covered_by: String,
}

/// The key under which WebDriver hands over elements.
const ELEMENT_KEY: &str = "element-6066-11e4-a52e-4f735466cecf";

fn handle<'de, D: serde::Deserializer<'de>>(deserializer: D) -> Result<Handle, D::Error> {
    let map = std::collections::BTreeMap::<String, String>::deserialize(deserializer)?;
    map.into_values().next().map(Handle).ok_or_else(|| serde::de::Error::custom("no element"))
}

/// Why a page could not be asked or acted on.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum PageError {
    /// The document or the element has just been replaced: ask again.
    #[error("the page has changed: {0}")]
    Changed(String),
    /// A box of the browser's own (`alert`) stands before the page; its words.
    #[error("a box stands before the page: {0}")]
    Alert(String),
    /// The address could not be loaded.
    #[error("{0}")]
    Unreachable(String),
    /// The control can't be acted on just now.
    #[error("{0}")]
    NotInteractable(String),
    /// Browser or driver ended, or don't answer.
    #[error("{0}")]
    Died(String),
    /// Anything else that the driver refused.
    #[error("{0}")]
    Refused(String),
}

/// The browser that is walked with.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Identity {
    /// `chrome`, `firefox` …
    pub name: String,
    /// Its version.
    pub version: String,
}

/// A page in a browser. Every call is bounded in time by the implementation.
pub trait Page: Send + Sync {
    /// Which browser it is.
    fn identity(&self) -> Identity;
    /// What draws its pictures.
    fn renderer(&self) -> impl Future<Output = Result<Renderer, PageError>> + Send;
    /// Starts to go to an address; does not wait for its end.
    fn open(&self, url: &str) -> impl Future<Output = Result<(), PageError>> + Send;
    /// The address that the browser shows, also where it could not be loaded.
    fn address(&self) -> impl Future<Output = Result<String, PageError>> + Send;
    /// Looks once.
    fn observe(&self, question: &Question) -> impl Future<Output = Result<Observation, PageError>> + Send;
    /// Presses a control with the pointer. [`PageError::Changed`] where the page moved under it: nothing was pressed then.
    fn click(&self, element: &Handle) -> impl Future<Output = Result<(), PageError>> + Send;
    /// Empties a field and types into it.
    fn fill(&self, element: &Handle, text: &str) -> impl Future<Output = Result<(), PageError>> + Send;
    /// Takes an entry of a native list. The error names the entries that are there.
    fn choose(&self, element: &Handle, option: &str, matching: Matching) -> impl Future<Output = Result<(), PageError>> + Send;
    /// Presses a key.
    fn press(&self, key: &str) -> impl Future<Output = Result<(), PageError>> + Send;
    /// Brings an element into the middle of the window.
    fn reveal(&self, element: &Handle) -> impl Future<Output = Result<(), PageError>> + Send;
    /// Reads an element's words.
    fn words(&self, element: &Handle) -> impl Future<Output = Result<String, PageError>> + Send;
    /// Moves the pointer to the window's corner, so that nothing is hovered.
    fn park_pointer(&self) -> impl Future<Output = Result<(), PageError>> + Send;
    /// Dresses the page for a frame and reads its outline.
    fn dress(&self, dressing: &Dressing) -> impl Future<Output = Result<Dressed, PageError>> + Send;
    /// Whether the page is as it was when it was dressed; `since` is what [`Dressed::changes`] said.
    fn is_unmoved(&self, since: u64) -> impl Future<Output = Result<bool, PageError>> + Send;
    /// Takes back what `dress` did; looking at the page (`observe`) does it too.
    fn undress(&self) -> impl Future<Output = Result<(), PageError>> + Send;
    /// The window's inside as PNG.
    fn viewport_png(&self) -> impl Future<Output = Result<Vec<u8>, PageError>> + Send;
    /// The whole document as PNG; width and height in CSS pixels.
    fn page_png(&self, width: f64, height: f64) -> impl Future<Output = Result<Vec<u8>, PageError>> + Send;
    /// A part of the document as PNG, CSS pixels from its top left corner, drawn with so many device pixels in a CSS pixel.
    fn fine_png(&self, part: Rect, scale: f64) -> impl Future<Output = Result<Vec<u8>, PageError>> + Send;
    /// Lets the page have these colours; `None`: its own again.
    fn show_theme(&self, theme: Option<Theme>) -> impl Future<Output = Result<(), PageError>> + Send;
    /// How many windows there are.
    fn windows(&self) -> impl Future<Output = Result<usize, PageError>> + Send;
    /// Goes on in another window.
    fn switch(&self, to: WindowChange) -> impl Future<Output = Result<(), PageError>> + Send;
    /// The cookies of the page's site.
    fn cookies(&self) -> impl Future<Output = Result<Vec<Cookie>, PageError>> + Send;
    /// Puts cookies into the browser, which must show a page of their site. Those that it refuses are left out.
    fn put_cookies(&self, cookies: &[Cookie]) -> impl Future<Output = Result<(), PageError>> + Send;
    /// Dismisses a box of the browser's own and returns its words.
    fn dismiss_alert(&self) -> impl Future<Output = Result<String, PageError>> + Send;
}
