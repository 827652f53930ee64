//! Another look: sizes, icons, colours, a button that looks like a link, controls that can't be used.

use super::case::{ALL, Case, Change, JANUARY_2024, LATE, Part, edit, truth};
use crate::judge::Kind::Restyled;
use crate::judge::Severity::{Breaking, Cosmetic, Misleading};

pub(super) static CASES: &[Case] = &[
    Case {
        name: "search-as-an-icon",
        about: "the search in the header is as small as the buttons beside it",
        source: "invented",
        editions: JANUARY_2024,
        parts: &[Part::Header],
        changes: &[Change::Style(".x-search { width: 32px; padding: 0 7px; } .x-search span { display: none; }")],
        truths: &[truth(2, Restyled, Cosmetic, "Search")],
        unreached: &[],
    },
    Case {
        name: "roomier-panel",
        about: "the entries of the user panel are higher and in larger letters",
        source: "GitHub, 2023: the rows of the panel are higher than those of the menu before it",
        editions: LATE,
        parts: &[Part::Panel],
        changes: &[Change::Style(".x-panel .x-row { min-height: 40px; font-size: 16px; }")],
        truths: &[truth(3, Restyled, Cosmetic, "")],
        unreached: &[],
    },
    Case {
        name: "settings-are-grey",
        about: "\"Settings\" in the user panel is grey and leads nowhere",
        source: "invented",
        editions: LATE,
        parts: &[Part::Panel],
        changes: &[
            Change::Pages(&[edit(
                "/_side-panels/user",
                "x-row\" href=\"/settings/profile\"",
                "x-row x-out-of-use\" role=\"link\" aria-disabled=\"true\"",
            )]),
            Change::Style(".x-out-of-use { opacity: 0.4; cursor: not-allowed; }"),
        ],
        truths: &[truth(3, Restyled, Breaking, "Settings")],
        unreached: &[],
    },
    Case {
        name: "sidebars-without-icons",
        about: "the entries of both sidebars have no icons",
        source: "GitHub, 2021: the settings sidebar got icons (here the other way round)",
        editions: ALL,
        parts: &[Part::Sidebar, Part::DeveloperSidebar],
        changes: &[Change::Style(".x-side .x-row > .x-icon:first-child { display: none; }")],
        truths: &[truth(4, Restyled, Cosmetic, ""), truth(5, Restyled, Cosmetic, "")],
        unreached: &[],
    },
    Case {
        name: "larger-generate-new",
        about: "\"Generate new token\" is larger",
        source: "invented",
        editions: ALL,
        parts: &[Part::ListHead],
        changes: &[Change::Style(
            ".x-subhead .btn { padding: 7px 20px; font-size: 16px; line-height: 24px; } .x-subhead .x-menu { top: 46px; }",
        )],
        truths: &[truth(6, Restyled, Cosmetic, "Generate new token")],
        unreached: &[],
    },
    Case {
        name: "confirm-as-a-link",
        about: "the button \"Confirm\" of the password form looks like a link",
        source: "invented",
        editions: ALL,
        parts: &[Part::Sudo],
        changes: &[Change::Style(
            "#sudo .btn-block { background: none; border-color: transparent; color: var(--link); font-weight: 400; }",
        )],
        truths: &[truth(7, Restyled, Misleading, "Confirm")],
        unreached: &[],
    },
    Case {
        name: "taller-note",
        about: "the field \"Note\" is as high as several lines",
        source: "GitLab, 2024: a token's description is a field of several lines",
        editions: ALL,
        parts: &[Part::NoteAndExpiration],
        changes: &[Change::Style("#oauth_access_description { height: 96px; }")],
        truths: &[truth(8, Restyled, Cosmetic, "Note")],
        unreached: &[],
    },
    Case {
        name: "read-packages-is-grey",
        about: "the scope \"read:packages\" is grey and can't be ticked",
        source: "invented",
        editions: ALL,
        parts: &[Part::Scopes],
        changes: &[
            Change::Pages(&[edit(
                "/settings/tokens/new",
                "value=\"read:packages\" class=\"js-checkbox-scope\"",
                "value=\"read:packages\" class=\"js-checkbox-scope\" disabled=\"disabled\"",
            )]),
            Change::Style(".x-scope:has(:disabled:not(:checked)) { opacity: 0.4; cursor: not-allowed; }"),
        ],
        truths: &[truth(9, Restyled, Breaking, "read:packages")],
        // The token then has not the scope that the walk asks for, and is not kept.
        unreached: &[11],
    },
    Case {
        name: "scopes-on-grey",
        about: "the rows of the scopes that stand above others are grey",
        source: "invented",
        editions: ALL,
        parts: &[Part::Scopes, Part::FormFoot],
        changes: &[Change::Style(".x-scope.x-parent { background: #e4e8ec; }")],
        truths: &[truth(9, Restyled, Cosmetic, ""), truth(10, Restyled, Cosmetic, "")],
        unreached: &[],
    },
    Case {
        name: "token-in-a-dialog",
        about: "the new token and the sentence above it lie over the grey page, like a dialog",
        source: "Docker Hub: a new token is shown in a dialog",
        editions: ALL,
        parts: &[Part::MadeToken],
        changes: &[Change::Style(
            ".x-copy-now, .x-made { position: relative; z-index: 13; width: 620px; margin-left: auto; margin-right: auto; } .x-copy-now { box-shadow: 0 0 0 2000px var(--shade); }",
        )],
        truths: &[truth(11, Restyled, Cosmetic, "")],
        unreached: &[],
    },
    Case {
        name: "green-copy-token",
        about: "the button that copies the new token is white on green",
        source: "invented",
        editions: ALL,
        parts: &[Part::MadeToken],
        changes: &[Change::Style(".x-copy { background: var(--green); border-color: var(--green-line); color: #fff; }")],
        truths: &[truth(11, Restyled, Cosmetic, "Copy token")],
        unreached: &[],
    },
];
