//! Another look: colours, boxes, another kind of control, one that can't be used.

use super::case::{ALL, Case, Change, EARLY, LATE, Part, edit, truth};
use crate::judge::Kind::Restyled;
use crate::judge::Severity::{Breaking, Cosmetic, Misleading};
use crate::practice::lists::unfolding;

pub(super) static CASES: &[Case] = &[
    Case {
        name: "plus-in-blue",
        about: "the button with a plus in the header is white on blue",
        source: "Jira: the button in the top bar that makes something is white on blue",
        editions: LATE,
        parts: &[Part::Header],
        changes: &[Change::Style(".x-right .x-create { border-color: var(--blue); background: var(--blue); color: #fff; }")],
        truths: &[truth(2, Restyled, Cosmetic, "Create new")],
        unreached: &[],
    },
    Case {
        name: "copilot-unfolds",
        about: "\"Copilot\" in the settings sidebar unfolds two entries instead of leading to a page",
        source: "GitHub, 2024-10 to 2026-03: \"Copilot\" became an entry that unfolds others",
        editions: EARLY,
        parts: &[Part::Sidebar],
        changes: &[Change::Content(|content| {
            if let Some((items, at)) = content.siblings_mut("Copilot") {
                let parts = [("Features", "/settings/copilot/features"), ("Coding agent", "/settings/copilot/coding_agent")];
                items[at] = unfolding("Copilot", "goggles", &parts);
            }
        })],
        truths: &[truth(4, Restyled, Misleading, "Copilot")],
        unreached: &[],
    },
    Case {
        name: "sidebar-entries-in-blue",
        about: "the entries of both sidebars are blue, like links",
        source: "GitHub, until about 2020: the entries of the sidebars were blue (here again)",
        editions: ALL,
        parts: &[Part::Sidebar, Part::DeveloperSidebar],
        changes: &[Change::Style(".x-side .x-row { color: var(--link); }")],
        truths: &[truth(4, Restyled, Cosmetic, ""), truth(5, Restyled, Cosmetic, "")],
        unreached: &[],
    },
    Case {
        name: "limit-of-tokens-is-reached",
        about: "\"Generate new token\" is pale and opens no menu",
        source: "Atlassian account: nobody can have more than 25 API tokens",
        editions: LATE,
        parts: &[Part::ListHead],
        changes: &[
            Change::Pages(&[edit(
                "/settings/tokens",
                "x-menu-button\" role=\"button\" aria-haspopup=\"menu\">",
                "x-menu-button\" role=\"button\" aria-haspopup=\"menu\" aria-disabled=\"true\" tabindex=\"-1\" onclick=\"return false\">",
            )]),
            Change::Style(".x-menu-button[aria-disabled] { opacity: 0.4; cursor: not-allowed; }"),
        ],
        truths: &[truth(6, Restyled, Breaking, "Generate new token")],
        unreached: &[],
    },
    Case {
        name: "password-form-without-boxes",
        about: "the boxes of the password form are gone; what stood in them is still there",
        source: "invented",
        editions: ALL,
        parts: &[Part::Sudo],
        changes: &[Change::Style("#sudo .x-auth-body { border-color: transparent; background: none; }")],
        truths: &[truth(7, Restyled, Cosmetic, "")],
        unreached: &[],
    },
    Case {
        name: "fields-on-grey",
        about: "the fields of the form are grey and have no frames",
        source: "Material Design, 2018: fields are filled with grey",
        editions: ALL,
        parts: &[Part::NoteAndExpiration],
        changes: &[Change::Style(
            "#new_oauth_access .form-control, #new_oauth_access .form-select { border-color: transparent; background-color: #dfe4e9; }",
        )],
        truths: &[truth(8, Restyled, Cosmetic, "")],
        unreached: &[],
    },
    Case {
        name: "scope-names-in-blue",
        about: "the names of the scopes are blue",
        source: "invented",
        editions: ALL,
        parts: &[Part::Scopes, Part::FormFoot],
        changes: &[Change::Style(".x-scope-name { color: var(--link); }")],
        truths: &[truth(9, Restyled, Cosmetic, ""), truth(10, Restyled, Cosmetic, "")],
        unreached: &[],
    },
    Case {
        name: "copy-now-without-a-box",
        about: "the sentence above the new token stands in no box",
        source: "invented",
        editions: ALL,
        parts: &[Part::MadeToken],
        changes: &[Change::Style(".x-copy-now { border-color: transparent; background: none; }")],
        truths: &[truth(11, Restyled, Cosmetic, "")],
        unreached: &[],
    },
];
