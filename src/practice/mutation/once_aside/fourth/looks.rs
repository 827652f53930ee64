//! Another look: frames, shapes, spaces, another kind of control, one that can't be used.

use super::case::{ALL, Case, Change, EARLY, LATE, Part, edit, truth};
use crate::judge::Kind::{Missing, Restyled, Reworded};
use crate::judge::Severity::{Breaking, Cosmetic, Misleading};

pub(super) static CASES: &[Case] = &[
    Case {
        name: "header-tools-without-frames",
        about: "the icons at the right end of the header have no frames",
        source: "invented",
        editions: LATE,
        parts: &[Part::Header],
        changes: &[Change::Style(".x-right .x-tool { border-color: transparent; }")],
        truths: &[truth(2, Restyled, Cosmetic, "")],
        unreached: &[],
    },
    Case {
        name: "panel-as-a-drop-down",
        about: "the user panel hangs below the account's picture and is only as high as its entries",
        source: "GitHub, until 2023: the account's menu hung below its picture (here again)",
        editions: LATE,
        parts: &[Part::Panel],
        changes: &[Change::Style(
            ".x-panel { top: 54px; right: 16px; bottom: auto; max-height: 730px; border: 1px solid var(--line); border-radius: 12px; }",
        )],
        truths: &[truth(3, Restyled, Cosmetic, "")],
        unreached: &[],
    },
    Case {
        name: "developer-settings-as-a-button",
        about: "the link \"Developer settings\" looks like a button",
        source: "invented",
        editions: ALL,
        parts: &[Part::Sidebar],
        changes: &[Change::Style(
            ".x-side [data-item-id='developer_settings'] .x-row { border: 1px solid var(--line); background: var(--inset); box-shadow: 0 1px 2px var(--shade); font-weight: 700; text-align: center; }",
        )],
        truths: &[truth(4, Restyled, Misleading, "Developer settings")],
        unreached: &[],
    },
    Case {
        name: "tokens-classic-are-grey",
        about: "\"Tokens (classic)\" in the developer sidebar is grey and leads nowhere",
        source: "GitHub, 2022-10: who runs an enterprise may forbid classic tokens",
        editions: LATE,
        parts: &[Part::DeveloperSidebar],
        changes: &[
            Change::Pages(&[edit(
                "/settings/apps",
                "href=\"/settings/tokens\" data-turbo-frame=\"settings-frame\"",
                "role=\"link\" aria-disabled=\"true\"",
            )]),
            Change::Style(".x-sub [aria-disabled] { opacity: 0.4; cursor: not-allowed; }"),
        ],
        truths: &[truth(5, Restyled, Breaking, "Tokens (classic)")],
        unreached: &[],
    },
    Case {
        name: "confirm-is-pale-at-first",
        about: "the button \"Confirm\" of the password form is pale until a password is typed",
        source: "invented",
        editions: ALL,
        parts: &[Part::Sudo],
        changes: &[Change::Style("#sudo form:has(:invalid) .btn-block { opacity: 0.4; }")],
        truths: &[truth(7, Restyled, Cosmetic, "Confirm")],
        unreached: &[],
    },
    Case {
        name: "expiration-must-be-chosen",
        about: "\"Expiration\" shows \"Choose one\" at first; the form isn't sent so",
        source: "Atlassian account, 2024-12: every new token must be given an end",
        editions: EARLY,
        parts: &[Part::NoteAndExpiration],
        changes: &[
            Change::Pages(&[
                edit("/settings/tokens/new", " selected=\"selected\"", ""),
                edit(
                    "/settings/tokens/new",
                    "class=\"form-select js-default-token-expiration-select\">",
                    "class=\"form-select js-default-token-expiration-select\" required=\"required\"><option value=\"\" selected=\"selected\">Choose one</option>",
                ),
            ]),
            Change::Style(".x-expiration:has(option[value='']:checked) .x-until { display: none; }"),
        ],
        truths: &[truth(8, Reworded, Cosmetic, "Choose one"), truth(8, Missing, Cosmetic, "The token will expire on")],
        unreached: &[],
    },
    Case {
        name: "roomier-scopes",
        about: "the rows of the scopes are higher",
        source: "invented",
        editions: ALL,
        parts: &[Part::Scopes, Part::FormFoot],
        changes: &[Change::Style(
            ".x-scope { padding-top: 10px; min-height: 40px; } .x-scope.x-parent { padding-top: 12px; min-height: 43px; }",
        )],
        truths: &[truth(9, Restyled, Cosmetic, ""), truth(10, Restyled, Cosmetic, "")],
        unreached: &[],
    },
    Case {
        name: "copy-now-in-yellow",
        about: "the box of the sentence above the new token is yellow",
        source: "invented",
        editions: ALL,
        parts: &[Part::MadeToken],
        changes: &[Change::Style(".x-copy-now { border-color: #d4a72c; background: #fff3b0; }")],
        truths: &[truth(11, Restyled, Cosmetic, "")],
        unreached: &[],
    },
];
