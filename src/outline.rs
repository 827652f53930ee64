//! What is visible on a page at one moment: its words and controls, each with role, accessible name and box. Read from the
//! browser in one round trip, kept in the record, compared by the judge as text. No browser and no pixels here.

use serde::{Deserialize, Serialize};

use crate::picture::Area;

/// A rectangle, written as `[x, y, width, height]`. The unit is the pixel of whatever picture or page it lies in, and the owner
/// says which.
#[derive(Debug, Clone, Copy, PartialEq, Default, Serialize, Deserialize, schemars::JsonSchema)]
#[serde(from = "[f64; 4]", into = "[f64; 4]")]
#[schemars(with = "[f64; 4]")]
pub struct Rect {
    /// Left edge.
    pub x: f64,
    /// Top edge.
    pub y: f64,
    /// Width, never negative.
    pub width: f64,
    /// Height, never negative.
    pub height: f64,
}

impl From<[f64; 4]> for Rect {
    fn from([x, y, width, height]: [f64; 4]) -> Self {
        Self { x, y, width, height }
    }
}

impl From<Rect> for [f64; 4] {
    fn from(rect: Rect) -> Self {
        [rect.x, rect.y, rect.width, rect.height]
    }
}

impl From<Area> for Rect {
    #[expect(clippy::cast_precision_loss, reason = "coordinates of a picture are far below 2^52")]
    fn from(area: Area) -> Self {
        Self::new(area.x as f64, area.y as f64, area.width as f64, area.height as f64)
    }
}

impl Rect {
    /// A rectangle from its left, top, width and height.
    #[must_use]
    pub const fn new(x: f64, y: f64, width: f64, height: f64) -> Self {
        Self { x, y, width, height }
    }

    /// Right edge.
    #[must_use]
    pub fn right(&self) -> f64 {
        self.x + self.width
    }

    /// Bottom edge.
    #[must_use]
    pub fn bottom(&self) -> f64 {
        self.y + self.height
    }

    /// Its middle point.
    #[must_use]
    pub fn centre(&self) -> (f64, f64) {
        (self.x + self.width / 2.0, self.y + self.height / 2.0)
    }

    /// Width × height.
    #[must_use]
    pub fn area(&self) -> f64 {
        self.width * self.height
    }

    /// The same rectangle elsewhere.
    #[must_use]
    pub fn moved(&self, by_x: f64, by_y: f64) -> Self {
        Self { x: self.x + by_x, y: self.y + by_y, ..*self }
    }

    /// The same rectangle with `by` added on every side.
    #[must_use]
    pub fn grown(&self, by: f64) -> Self {
        Self::new(self.x - by, self.y - by, (self.width + 2.0 * by).max(0.0), (self.height + 2.0 * by).max(0.0))
    }

    /// All four numbers multiplied.
    #[must_use]
    pub fn scaled(&self, by: f64) -> Self {
        Self::new(self.x * by, self.y * by, self.width * by, self.height * by)
    }

    /// What both cover; `None` where they only touch or are apart.
    #[must_use]
    pub fn intersection(&self, other: &Self) -> Option<Self> {
        let (x, y) = (self.x.max(other.x), self.y.max(other.y));
        let (right, bottom) = (self.right().min(other.right()), self.bottom().min(other.bottom()));
        (right > x && bottom > y).then(|| Self::new(x, y, right - x, bottom - y))
    }

    /// The smallest rectangle that holds both.
    #[must_use]
    pub fn union(&self, other: &Self) -> Self {
        let (x, y) = (self.x.min(other.x), self.y.min(other.y));
        Self::new(x, y, self.right().max(other.right()) - x, self.bottom().max(other.bottom()) - y)
    }

    /// Whether the other rectangle's middle lies in this one.
    #[must_use]
    pub fn holds_centre_of(&self, other: &Self) -> bool {
        let (x, y) = other.centre();
        x >= self.x && x <= self.right() && y >= self.y && y <= self.bottom()
    }
}

/// What sort of thing an item of the outline is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, schemars::JsonSchema)]
#[serde(rename_all = "kebab-case")]
pub enum ItemKind {
    /// Something that a person can act on: link, button, field, menu item, check box.
    Control,
    /// A heading.
    Heading,
    /// A run of words in one line, outside controls and headings.
    Text,
    /// A picture or an icon that stands outside controls.
    Image,
}

/// A line of an item's visible words.
#[derive(Debug, Clone, Copy, PartialEq, Serialize, Deserialize, schemars::JsonSchema)]
pub struct Line {
    /// How many of the item's words stand in it, after those of the lines before.
    pub words: usize,
    /// Where it is: CSS pixels from the document's top left corner.
    #[serde(rename = "box")]
    pub bounds: Rect,
}

/// One visible thing on a page.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, schemars::JsonSchema)]
pub struct Item {
    /// Its sort.
    pub kind: ItemKind,
    /// Its computed role (`button`, `link`, `heading` …); empty for plain text.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub role: String,
    /// Its accessible name, white space collapsed; for text the words themselves.
    pub name: String,
    /// The words that a sighted reader sees on it; empty where it shows an icon only. May differ from `name`.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub text: String,
    /// The value that a field or list shows; passwords are never here.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub value: String,
    /// Where it is: CSS pixels from the document's top left corner.
    #[serde(rename = "box")]
    pub bounds: Rect,
    /// Where its visible words stand, as `bounds`; `None` where it has none, or where they fill its box as those of a text do.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub words_at: Option<Rect>,
    /// The lines of its visible words where they take several; empty where they stand in one.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub lines: Vec<Line>,
    /// `expanded`, `collapsed`, `checked`, `disabled`, `required`, `selected`, in this order; `under` where something opaque lies
    /// over all of it.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub states: Vec<String>,
    /// The address that a link leads to, without origin.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub leads_to: String,
    /// The nearest landmarks and named groups around it, outermost first (`banner`, `navigation Settings`, `dialog`).
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub within: Vec<String>,
    /// Stable attributes that can find it again: `#id`, `[name=…]`; at most three.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub hooks: Vec<String>,
}

/// What is visible on a page at one moment, in reading order of the document.
#[derive(Debug, Clone, PartialEq, Default, Serialize, Deserialize, schemars::JsonSchema)]
pub struct Outline {
    /// The page's address.
    pub url: String,
    /// The page's title.
    pub title: String,
    /// Width and height of the window's inside, CSS pixels.
    pub viewport: [f64; 2],
    /// How far the page is scrolled, CSS pixels to the right and down.
    pub scroll: [f64; 2],
    /// Width and height of the whole document, CSS pixels.
    pub page: [f64; 2],
    /// Device pixels in a CSS pixel.
    pub scale: f64,
    /// `content` of `meta[name=release]`, where the page offers it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub release: Option<String>,
    /// The things themselves.
    pub items: Vec<Item>,
}

/// The colours that a page is asked to have (`prefers-color-scheme`).
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Theme {
    /// Dark on light.
    Light,
    /// Light on dark.
    Dark,
}

impl Theme {
    /// Its name in CSS.
    #[must_use]
    pub const fn name(self) -> &'static str {
        match self {
            Self::Light => "light",
            Self::Dark => "dark",
        }
    }
}

impl Outline {
    /// The controls, in document order.
    pub fn controls(&self) -> impl Iterator<Item = &Item> {
        self.items.iter().filter(|item| item.kind == ItemKind::Control)
    }
}

impl Item {
    /// Whether something opaque lies over all of it, so that nobody sees it.
    #[must_use]
    pub fn is_under(&self) -> bool {
        self.states.iter().any(|state| state == "under")
    }

    /// Whether it is there and can't be used.
    #[must_use]
    pub fn is_off(&self) -> bool {
        self.states.iter().any(|state| state == "disabled")
    }

    /// Whether it opens something, as a menu button does.
    #[must_use]
    pub fn opens(&self) -> bool {
        self.states.iter().any(|state| state == "expanded" || state == "collapsed")
    }

    /// Whether it is filled in or chosen from, in a box or on a line.
    #[must_use]
    pub fn is_field(&self) -> bool {
        let field = matches!(self.role.as_str(), "textbox" | "searchbox" | "combobox" | "listbox" | "spinbutton");
        field && self.kind == ItemKind::Control
    }

    /// Its states without `collapsed`: that a menu is closed is seen by what it doesn't show, and a script may say so late.
    pub fn lasting_states(&self) -> impl Iterator<Item = &str> {
        self.states.iter().map(String::as_str).filter(|state| *state != "collapsed")
    }
}

/// Words as they are compared everywhere: trimmed, white space collapsed, curly apostrophes and quotes made straight, `…` made
/// `...`. Letter case stays.
#[must_use]
pub fn normalised(words: &str) -> String {
    let folded: String = words
        .chars()
        .filter(|c| !matches!(c, '\u{200b}' | '\u{200c}' | '\u{200d}' | '\u{feff}' | '\u{ad}'))
        .flat_map(|c| match c {
            '\u{2018}' | '\u{2019}' => vec!['\''],
            '\u{201c}' | '\u{201d}' => vec!['"'],
            '\u{2026}' => vec!['.', '.', '.'],
            other => vec![other],
        })
        .collect();
    folded.split_whitespace().collect::<Vec<_>>().join(" ")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_are_compared_without_white_space_and_typography() {
        assert_eq!(normalised("  You won’t\n be able… "), "You won't be able...");
    }

    #[test]
    fn rectangles_that_only_touch_do_not_overlap() {
        let left = Rect::new(0.0, 0.0, 10.0, 10.0);
        assert_eq!(left.intersection(&left.moved(10.0, 0.0)), None);
        assert_eq!(left.intersection(&left.moved(5.0, 5.0)), Some(Rect::new(5.0, 5.0, 5.0, 5.0)));
    }
}
