//! Another look: colours, shapes, an icon, another kind of control, one that can't be used.

use super::case::{ALL, Case, Change, EARLY, LATE, Part, edit, truth};
use crate::judge::Kind::Restyled;
use crate::judge::Severity::{Breaking, Cosmetic, Misleading};

pub(super) static CASES: &[Case] = &[
    Case {
        name: "avatar-with-a-caret",
        about: "a small triangle stands beside the account's picture, in the same button",
        source: "GitHub, until 2023: a triangle stood beside the picture (here again)",
        editions: LATE,
        parts: &[Part::Header],
        changes: &[Change::Style(
            ".x-avatar-button { display: inline-flex; align-items: center; gap: 6px; width: 48px; border-radius: 6px; } .x-avatar-button::after { flex: none; border: 5px solid transparent; border-top-color: var(--text); border-bottom-width: 0; content: \"\"; }",
        )],
        truths: &[truth(2, Restyled, Cosmetic, "")],
        unreached: &[],
    },
    Case {
        name: "dark-panel",
        about: "the user panel is dark, over a page that is light",
        source: "WordPress: the account's menu in the top bar is dark over a light page",
        editions: LATE,
        parts: &[Part::Panel],
        changes: &[Change::Style(
            ".x-panel { --text: #f6f8fa; --muted: #b1bac4; --soft: #57606a; --line: #57606a; background: #24292f; color: #f6f8fa; }",
        )],
        truths: &[truth(3, Restyled, Cosmetic, "")],
        unreached: &[],
    },
    Case {
        name: "current-entry-in-blue",
        about: "the entry of the page that is shown is white on blue in both sidebars",
        source: "Bootstrap: what is shown is white on blue among its pills",
        editions: ALL,
        parts: &[Part::Sidebar, Part::DeveloperSidebar],
        changes: &[Change::Style(
            ".ActionListItem--navActive::before { display: none; } .ActionListItem--navActive .x-row { background: var(--blue); color: #fff; } .ActionListItem--navActive .x-row .x-icon { color: #fff; }",
        )],
        truths: &[truth(4, Restyled, Cosmetic, ""), truth(5, Restyled, Cosmetic, "")],
        unreached: &[],
    },
    Case {
        name: "developer-settings-are-grey",
        about: "\"Developer settings\" is grey and leads nowhere",
        source: "invented",
        editions: ALL,
        parts: &[Part::Sidebar],
        changes: &[
            Change::Pages(&[edit(
                "/settings/profile",
                "href=\"/settings/apps\" data-turbo-frame=\"settings-frame\"",
                "role=\"link\" aria-disabled=\"true\"",
            )]),
            Change::Style(".x-side [aria-disabled] { opacity: 0.4; cursor: not-allowed; }"),
        ],
        truths: &[truth(4, Restyled, Breaking, "Developer settings")],
        unreached: &[],
    },
    Case {
        name: "confirm-with-round-ends",
        about: "the button \"Confirm\" of the password form is higher, with round ends and larger letters",
        source: "Material Design 3, 2021: buttons have round ends",
        editions: ALL,
        parts: &[Part::Sudo],
        changes: &[Change::Style("#sudo .btn-block { padding: 9px 16px; border-radius: 20px; font-size: 16px; }")],
        truths: &[truth(7, Restyled, Cosmetic, "Confirm")],
        unreached: &[],
    },
    Case {
        name: "expiration-as-a-date",
        about: "\"Expiration\" is a field for a date instead of a list box",
        source: "GitLab: the end of a token is given in a field for a date",
        editions: EARLY,
        parts: &[Part::NoteAndExpiration],
        changes: &[
            Change::Pages(&[edit("/settings/tokens/new", "aria-label=\"Select date *\"", "aria-label=\"Expiration\"")]),
            Change::Style(
                ".js-default-token-expiration-select { display: none; } .x-expiration .x-custom-date[hidden] { display: inline-block !important; }",
            ),
        ],
        truths: &[truth(8, Restyled, Misleading, "Expiration")],
        unreached: &[],
    },
    Case {
        name: "scopes-as-switches",
        about: "the boxes of the scopes look like switches",
        source: "iOS: what others tick is switched on and off there",
        editions: ALL,
        parts: &[Part::Scopes, Part::FormFoot],
        changes: &[Change::Style(
            ".x-scope input[type=\"checkbox\"] { width: 28px; height: 16px; border-radius: 8px; background: radial-gradient(circle at 7px 50%, var(--muted) 4.5px, transparent 5px) var(--back); } .x-scope input[type=\"checkbox\"]:checked { background: radial-gradient(circle at 19px 50%, #fff 4.5px, transparent 5px) var(--blue); } .x-form .x-scope-label { grid-template-columns: 36px 215px minmax(0, 1fr); } .x-form .x-child .x-scope-label { grid-template-columns: 36px 195px minmax(0, 1fr); }",
        )],
        truths: &[truth(9, Restyled, Misleading, ""), truth(10, Restyled, Misleading, "")],
        unreached: &[],
    },
    Case {
        name: "blue-generate-token",
        about: "\"Generate token\" is white on blue",
        source: "GitLab, 2021: buttons that make something went from green to blue",
        editions: ALL,
        parts: &[Part::FormFoot],
        changes: &[Change::Style(".x-generate { background: var(--blue); border-color: var(--blue); }")],
        truths: &[truth(10, Restyled, Cosmetic, "Generate token")],
        unreached: &[],
    },
    Case {
        name: "clipboard-on-copy-token",
        about: "the icon of the button that copies the new token is a clipboard",
        source: "GitHub, until about 2021: buttons that copy showed a clipboard (here the other way round)",
        editions: ALL,
        parts: &[Part::MadeToken],
        changes: &[Change::Pages(&[edit(
            "/settings/tokens",
            "M5.500 5.500h8v8h-8zM3.500 10.500h-1v-8h8v1",
            "M5.500 3h-2.500v11h10v-11h-2.500M5.500 1.500h5v3h-5z",
        )])],
        truths: &[truth(11, Restyled, Cosmetic, "Copy token")],
        unreached: &[],
    },
];
