//! Other places: what is behind bars, what stands on its own, beside or below, what is gone.

use super::case::{ALL, Case, Change, JANUARY_2024, LATE, NOVEMBER_2026, Part, edit, take, truth};
use crate::judge::Kind::{Added, Missing, Moved, Reworded};
use crate::judge::Severity::{Breaking, Cosmetic, Misleading};

pub(super) static CASES: &[Case] = &[
    Case {
        name: "avatar-behind-three-bars",
        about: "three bars stand in the header in the place of the account's picture, which shows only once they are pressed",
        source: "Bootstrap: in narrow windows, what stands in the bar at the top is behind three bars",
        editions: LATE,
        parts: &[Part::Header],
        changes: &[
            Change::PagesOf(
                JANUARY_2024,
                &[
                    edit(
                        "*",
                        "<button type=\"button\" class=\"AppHeader-logo Button--invisible x-avatar-button\"",
                        "<details class=\"details-reset x-bars\"><summary class=\"x-tool\" role=\"button\" aria-label=\"Menu\"><svg class=\"x-icon\" viewBox=\"0 0 16 16\" width=\"16\" height=\"16\" aria-hidden=\"true\"><path d=\"M2 4h12M2 8h12M2 12h12\"></path></svg></summary><button type=\"button\" class=\"AppHeader-logo Button--invisible x-avatar-button\"",
                    ),
                    edit(
                        "*",
                        "class=\"avatar circle x-avatar\"></button>",
                        "class=\"avatar circle x-avatar\"></button></details>",
                    ),
                ],
            ),
            Change::PagesOf(
                NOVEMBER_2026,
                &[
                    edit(
                        "*",
                        "<button type=\"button\" class=\"prc-Button-ButtonBase-9n-Xk x-avatar-button",
                        "<details class=\"details-reset x-bars\"><summary class=\"x-tool\" role=\"button\" aria-label=\"Menu\"><svg class=\"x-icon\" viewBox=\"0 0 16 16\" width=\"16\" height=\"16\" aria-hidden=\"true\"><path d=\"M2 4h12M2 8h12M2 12h12\"></path></svg></summary><button type=\"button\" class=\"prc-Button-ButtonBase-9n-Xk x-avatar-button",
                    ),
                    edit("*", "width=\"32\" height=\"32\"></button>", "width=\"32\" height=\"32\"></button></details>"),
                ],
            ),
            Change::Style(
                ".x-bars { position: relative; } .x-bars > .x-avatar-button { position: absolute; z-index: 9; top: 44px; right: 0; }",
            ),
        ],
        truths: &[truth(2, Missing, Breaking, ""), truth(2, Added, Misleading, "Menu")],
        unreached: &[3],
    },
    Case {
        name: "developer-settings-above-the-archives",
        about: "\"Developer settings\" stands in its own group between \"Integrations\" and \"Archives\", and is not the last entry",
        source: "invented",
        editions: ALL,
        parts: &[Part::Sidebar],
        changes: &[Change::Content(|content| {
            let at = content.sidebar.len() - 2;
            content.sidebar[at..].reverse();
        })],
        truths: &[truth(4, Moved, Breaking, "Developer settings")],
        unreached: &[],
    },
    Case {
        name: "sidebar-without-headings",
        about: "no group of the settings sidebar has a heading; the lines between the groups are still there",
        source: "Vercel: the sidebar of the account's settings has no headings",
        editions: ALL,
        parts: &[Part::Sidebar],
        changes: &[Change::Content(|content| content.sidebar.iter_mut().for_each(|group| group.heading = None))],
        truths: &[
            truth(4, Missing, Misleading, "Access"),
            truth(4, Missing, Misleading, "Code, planning, and automation"),
            truth(4, Missing, Misleading, "Security"),
            truth(4, Missing, Misleading, "Integrations"),
            truth(4, Missing, Misleading, "Archives"),
        ],
        unreached: &[],
    },
    Case {
        name: "two-kinds-without-their-group",
        about: "\"Personal access tokens\" is gone from the developer sidebar; the two entries that it unfolded stand there on their own",
        source: "invented",
        editions: LATE,
        parts: &[Part::DeveloperSidebar],
        changes: &[Change::Content(|content| {
            if let Some(mut tokens) = take(content, "Personal access tokens") {
                tokens.children.iter_mut().for_each(|child| child.icon = "key");
                content.developer.append(&mut tokens.children);
            }
        })],
        truths: &[truth(5, Missing, Breaking, "Personal access tokens")],
        unreached: &[],
    },
    Case {
        name: "entries-of-one-line",
        about: "the entries of the menu of \"Generate new token\" have lost the lines that say what they are for",
        source: "invented",
        editions: LATE,
        parts: &[Part::ListHead],
        changes: &[Change::Style(".x-menu-item span { display: none; }")],
        truths: &[truth(6, Reworded, Cosmetic, "Fine-grained, repo-scoped"), truth(6, Reworded, Cosmetic, "For general use")],
        unreached: &[],
    },
    Case {
        name: "confirm-beside-the-password",
        about: "the button \"Confirm\" of the password form stands to the right of the field, which is narrower",
        source: "iCloud: what sends the password stands at the right end of its field",
        editions: ALL,
        parts: &[Part::Sudo],
        changes: &[Change::Style(
            "#sudo .x-auth-body form { display: flex; flex-wrap: wrap; gap: 0 8px; } #sudo .x-password-line { width: 100%; } #sudo #sudo_password { flex: 1; width: 0; margin-bottom: 0; } #sudo .x-auth-body .btn-primary { width: auto; }",
        )],
        truths: &[truth(7, Moved, Breaking, "Confirm")],
        unreached: &[],
    },
    Case {
        name: "delete-packages-leaves",
        about: "the scope \"delete:packages\" is gone",
        source: "GitLab: no scope for the registry deletes alone",
        editions: ALL,
        parts: &[Part::Scopes],
        changes: &[Change::Content(|content| content.scopes.retain(|scope| scope.name != "delete:packages"))],
        truths: &[truth(9, Missing, Misleading, "delete:packages")],
        unreached: &[],
    },
    Case {
        name: "token-below-the-list",
        about: "the box with the new token stands below the list of tokens; the sentence about it is where it was",
        source: "invented",
        editions: ALL,
        parts: &[Part::MadeToken],
        changes: &[Change::Style(
            ".x-main:has(.x-made) { display: flex; flex-direction: column; } .x-main .x-made { order: 1; } .x-main .x-made ~ .x-footnote, .x-main .x-made ~ .x-revoke-all { order: 2; }",
        )],
        truths: &[truth(11, Moved, Breaking, "Copy token")],
        unreached: &[],
    },
];
