//! Other places: what moved, what is new, what is gone, what stands somewhere else beside what it belongs to.

use super::case::{ALL, Case, Change, EARLY, LATE, Part, edit, put_before, take, truth};
use crate::judge::Kind::{Added, Missing, Moved};
use crate::judge::Severity::{Breaking, Cosmetic, Misleading};
use crate::practice::lists::item;

pub(super) static CASES: &[Case] = &[
    Case {
        name: "apps-in-the-header",
        about: "nine dots, which open apps, stand before the notifications in the header",
        source: "Google: nine dots near the account's picture open its apps",
        editions: ALL,
        parts: &[Part::Header],
        changes: &[Change::Pages(&[edit(
            "*",
            " href=\"/notifications\" aria-label=\"You have no unread notifications\">",
            " href=\"/about\" aria-label=\"Apps\"><svg class=\"x-icon\" viewBox=\"0 0 16 16\" width=\"16\" height=\"16\" aria-hidden=\"true\"><path stroke-width=\"3\" d=\"M3 3v.01M8 3v.01M13 3v.01M3 8v.01M8 8v.01M13 8v.01M3 13v.01M8 13v.01M13 13v.01\"></path></svg></a>\n    <a class=\"x-tool Header-link\" href=\"/notifications\" aria-label=\"You have no unread notifications\">",
        )])],
        truths: &[truth(2, Added, Misleading, "Apps")],
        unreached: &[],
    },
    Case {
        name: "notifications-in-the-panel",
        about: "the notifications are gone from the header and stand in the user panel",
        source: "Discourse: notifications stand in the menu of the account's picture",
        editions: ALL,
        parts: &[Part::Header, Part::Panel],
        changes: &[
            Change::Content(|content| put_before(content, "Feature preview", item("Notifications", "/notifications", "bell"))),
            Change::Style(".x-right .x-tool[href='/notifications'] { display: none; }"),
        ],
        truths: &[truth(2, Missing, Misleading, "notifications"), truth(3, Added, Misleading, "Notifications")],
        unreached: &[],
    },
    Case {
        name: "appearance-in-the-panel",
        about: "\"Appearance\" and \"Accessibility\" stand below \"Feature preview\" in the user panel",
        source: "GitHub, 2024-10 to 2026-03: both came into the menu",
        editions: EARLY,
        parts: &[Part::Panel],
        changes: &[Change::Content(|content| {
            if let Some((items, at)) = content.siblings_mut("Feature preview") {
                items.insert(at + 1, item("Appearance", "/settings/appearance", "brush"));
                items.insert(at + 2, item("Accessibility", "/settings/accessibility", "figure"));
            }
        })],
        truths: &[truth(3, Added, Misleading, "Appearance"), truth(3, Added, Misleading, "Accessibility")],
        unreached: &[],
    },
    Case {
        name: "sign-out-at-the-top",
        about: "\"Sign out\" is the first entry of the user panel",
        source: "Microsoft 365: \"Sign out\" stands at the top of the account's panel",
        editions: LATE,
        parts: &[Part::Panel],
        changes: &[Change::Style(
            ".x-panel-lists { display: flex; flex-direction: column; } .x-panel-list:last-child { order: -1; }",
        )],
        truths: &[truth(3, Moved, Cosmetic, "Sign out")],
        unreached: &[],
    },
    Case {
        name: "pages-leave-the-sidebar",
        about: "\"Pages\" is gone from the settings sidebar",
        source: "GitHub, until 2021: there was no entry for Pages (here again)",
        editions: ALL,
        parts: &[Part::Sidebar],
        changes: &[Change::Content(|content| drop(take(content, "Pages")))],
        truths: &[truth(4, Missing, Misleading, "Pages")],
        unreached: &[],
    },
    Case {
        name: "add-app-passwords",
        about: "\"App passwords\" stands above \"Personal access tokens\" in the developer sidebar",
        source: "Bitbucket, until 2025: \"App passwords\" stood in the personal settings",
        editions: ALL,
        parts: &[Part::DeveloperSidebar],
        changes: &[Change::Content(|content| {
            put_before(content, "Personal access tokens", item("App passwords", "/settings/app-passwords", "shield"));
        })],
        truths: &[truth(5, Added, Misleading, "App passwords")],
        unreached: &[],
    },
    Case {
        name: "tokens-classic-twice",
        about: "a second \"Tokens (classic)\" stands above the first, and leads to what organizations allow",
        source: "invented",
        editions: LATE,
        parts: &[Part::DeveloperSidebar],
        changes: &[Change::Content(|content| {
            put_before(content, "Tokens (classic)", item("Tokens (classic)", "/settings/token-policies", ""));
        })],
        truths: &[truth(5, Added, Misleading, "Tokens (classic)")],
        unreached: &[],
    },
    Case {
        name: "classic-entry-leaves-the-menu",
        about: "\"Generate new token (classic)\" is gone from the menu; its form is still there",
        source: "npm, 2025-11: classic tokens can't be made any more",
        editions: LATE,
        parts: &[Part::ListHead],
        changes: &[Change::Style(".x-menu-item[href='/settings/tokens/new'] { display: none; }")],
        truths: &[truth(6, Missing, Breaking, "Generate new token (classic)")],
        unreached: &[],
    },
    Case {
        name: "active-and-inactive",
        about: "\"Active\" and \"Inactive\" stand above the list, to choose which tokens it shows",
        source: "GitLab: tokens are parted into active and inactive ones",
        editions: LATE,
        parts: &[Part::ListHead],
        changes: &[
            Change::Pages(&[edit(
                "/settings/tokens",
                "<div class=\"listgroup Box x-rows\">",
                "<div class=\"x-states\"><a class=\"x-chosen\" href=\"/settings/tokens\">Active</a> <a href=\"/about\">Inactive</a></div>\n<div class=\"listgroup Box x-rows\">",
            )]),
            Change::Style(
                ".x-intro:has(+ .x-states) { margin-bottom: 2px; } .x-states { display: flex; gap: 16px; margin-bottom: 4px; line-height: 20px; } .x-states a { color: var(--text); border-bottom: 2px solid transparent; } .x-states .x-chosen { border-color: var(--blue); font-weight: 700; }",
            ),
        ],
        truths: &[truth(6, Added, Misleading, "Active"), truth(6, Added, Misleading, "Inactive")],
        unreached: &[],
    },
    Case {
        name: "not-you",
        about: "a link \"Not you?\" stands behind the account's name in the password form",
        source: "Facebook: \"Not you?\" stands beside the name where the password is asked for",
        editions: ALL,
        parts: &[Part::Sudo],
        changes: &[Change::Pages(&[edit(
            "/sessions/sudo",
            "</strong></div>\n    <div class=\"x-auth-body\">",
            "</strong> <a href=\"/logout\">Not you?</a></div>\n    <div class=\"x-auth-body\">",
        )])],
        truths: &[truth(7, Added, Misleading, "Not you?")],
        unreached: &[],
    },
    Case {
        name: "confirm-at-the-right-end",
        about: "the button \"Confirm\" of the password form is only as wide as its word, and stands at the right end",
        source: "Google account: the button stands at the right end, below the field",
        editions: ALL,
        parts: &[Part::Sudo],
        changes: &[Change::Style("#sudo .btn-block { width: auto; margin-left: auto; }")],
        truths: &[truth(7, Moved, Breaking, "Confirm")],
        unreached: &[],
    },
    Case {
        name: "security-events-leave",
        about: "the scope \"security_events\" is gone",
        source: "GitHub, 2020: the scope came into the list with code scanning (here the other way round)",
        editions: ALL,
        parts: &[Part::Scopes],
        changes: &[Change::Content(|content| drop(content.scopes[0].children.remove(4)))],
        truths: &[truth(9, Missing, Misleading, "security_events")],
        unreached: &[],
    },
    Case {
        name: "scope-texts-at-the-right-end",
        about: "the texts of the scopes stand at the right end of their rows",
        source: "iOS: what is said of an entry stands at the right end of its row",
        editions: ALL,
        parts: &[Part::Scopes, Part::FormFoot],
        changes: &[Change::Style(".x-scope-about { text-align: right; }")],
        truths: &[truth(9, Moved, Cosmetic, ""), truth(10, Moved, Cosmetic, "")],
        unreached: &[],
    },
    Case {
        name: "save-in-1password",
        about: "\"Save in 1Password\" stands beside the button that copies the new token",
        source: "1Password, 2022: sites can offer a button \"Save in 1Password\" where a secret is shown",
        editions: ALL,
        parts: &[Part::MadeToken],
        changes: &[Change::Pages(&[edit(
            "/settings/tokens",
            "</clipboard-copy>\n",
            "</clipboard-copy>\n  <button type=\"button\" class=\"btn btn-sm\">Save in 1Password</button>\n",
        )])],
        truths: &[truth(11, Added, Misleading, "Save in 1Password")],
        unreached: &[],
    },
    Case {
        name: "cross-on-copy-now",
        about: "a cross that takes the sentence above the new token away stands at the right end of its box",
        source: "Bootstrap: a message has a cross at its right end, to be taken away",
        editions: ALL,
        parts: &[Part::MadeToken],
        changes: &[
            Change::Pages(&[edit(
                "/settings/tokens",
                "<div class=\"flash x-copy-now\">",
                "<div class=\"flash x-copy-now\"><button type=\"button\" class=\"flash-close x-away\" aria-label=\"Dismiss\"><svg class=\"x-icon\" viewBox=\"0 0 16 16\" width=\"16\" height=\"16\" aria-hidden=\"true\"><path d=\"M3.500 3.500l9 9M12.500 3.500l-9 9\"></path></svg></button>",
            )]),
            Change::Style(".x-away { float: right; }"),
        ],
        truths: &[truth(11, Added, Misleading, "Dismiss")],
        unreached: &[],
    },
];
