//! The words that a walk file may choose from.

use super::Kind;

/// Computed roles: WAI-ARIA's that a page can show, and what browsers report for elements without one.
pub(super) const ROLE: Kind = Kind::Word {
    called: "role",
    words: &[
        "alert",
        "alertdialog",
        "application",
        "article",
        "banner",
        "blockquote",
        "button",
        "caption",
        "cell",
        "checkbox",
        "code",
        "columnheader",
        "combobox",
        "complementary",
        "contentinfo",
        "definition",
        "deletion",
        "dialog",
        "directory",
        "document",
        "emphasis",
        "feed",
        "figure",
        "form",
        "generic",
        "grid",
        "gridcell",
        "group",
        "heading",
        "image",
        "img",
        "insertion",
        "link",
        "list",
        "listbox",
        "listitem",
        "log",
        "main",
        "mark",
        "marquee",
        "math",
        "menu",
        "menubar",
        "menuitem",
        "menuitemcheckbox",
        "menuitemradio",
        "meter",
        "navigation",
        "none",
        "note",
        "option",
        "paragraph",
        "presentation",
        "progressbar",
        "radio",
        "radiogroup",
        "region",
        "row",
        "rowgroup",
        "rowheader",
        "scrollbar",
        "search",
        "searchbox",
        "separator",
        "slider",
        "spinbutton",
        "status",
        "strong",
        "subscript",
        "superscript",
        "switch",
        "tab",
        "table",
        "tablist",
        "tabpanel",
        "term",
        "textbox",
        "time",
        "timer",
        "toolbar",
        "tooltip",
        "tree",
        "treegrid",
        "treeitem",
        "DisclosureTriangle",
        "Iframe",
    ],
};

/// How words are compared.
pub(super) const MATCHING: Kind = Kind::Word { called: "way to match", words: &["exact", "prefix", "regex"] };

/// When a picture shows what it shows.
pub(super) const MOMENT: Kind = Kind::Word { called: "moment", words: &["before", "after"] };

/// What can be drawn on a picture.
pub(super) const MARK_KIND: Kind = Kind::Word {
    called: "kind of mark",
    words: &["box", "ellipse", "arrow", "underline", "badge", "highlighter", "spotlight", "blur", "redaction"],
};

/// A side of a control.
pub(super) const SIDE: Kind = Kind::Word { called: "side", words: &["left", "right", "above", "below"] };

/// Which window goes on.
pub(super) const WINDOW: Kind = Kind::Word { called: "window", words: &["newest", "first"] };

/// Keys that can be pressed.
pub(super) const KEY: Kind = Kind::Word {
    called: "key",
    words: &[
        "Escape",
        "Enter",
        "Tab",
        "Space",
        "Backspace",
        "Delete",
        "Home",
        "End",
        "PageUp",
        "PageDown",
        "ArrowUp",
        "ArrowDown",
        "ArrowLeft",
        "ArrowRight",
    ],
};

/// Why a walk can't go on.
pub(super) const REASON: Kind = Kind::Word {
    called: "reason",
    words: &[
        "login-wall",
        "sign-in-refused",
        "second-factor",
        "device-verification",
        "single-sign-on",
        "captcha",
        "rate-limited",
        "site-down",
        "network",
        "page-error",
        "session-lost",
        "browser-died",
        "unsettled",
        "refused-origin",
        "over-budget",
        "interrupted",
    ],
};
