//! What is new: icons, entries, headings, fields, scopes, sentences.

use super::case::{ALL, Case, Change, LATE, Part, edit, put_before, truth};
use crate::judge::Kind::Added;
use crate::judge::Severity::{Cosmetic, Misleading};
use crate::practice::lists::{Group, item};
use crate::practice::scopes::Scope;

pub(super) static CASES: &[Case] = &[
    Case {
        name: "cloud-shell-in-the-header",
        about: "a button that opens a terminal stands before the notifications in the header",
        source: "Azure: Cloud Shell is an icon in the bar at the top",
        editions: ALL,
        parts: &[Part::Header],
        changes: &[Change::Pages(&[edit(
            "*",
            " href=\"/notifications\" aria-label=\"You have no unread notifications\">",
            " href=\"/about\" aria-label=\"Cloud Shell\"><svg class=\"x-icon\" viewBox=\"0 0 16 16\" width=\"16\" height=\"16\" aria-hidden=\"true\"><path d=\"M2 2.500h12v11H2zM4.500 5.500L7 8l-2.500 2.500M8.500 10.500h3\"></path></svg></a>\n    <a class=\"x-tool Header-link\" href=\"/notifications\" aria-label=\"You have no unread notifications\">",
        )])],
        truths: &[truth(2, Added, Misleading, "Cloud Shell")],
        unreached: &[],
    },
    Case {
        name: "access-tokens-in-the-panel",
        about: "\"Access tokens\", which leads to the list of classic tokens, stands above \"Feature preview\" in the user panel",
        source: "npm: \"Access Tokens\" stands in the account's menu",
        editions: ALL,
        parts: &[Part::Panel],
        changes: &[Change::Content(|content| {
            put_before(content, "Feature preview", item("Access tokens", "/settings/tokens", "key"))
        })],
        truths: &[truth(3, Added, Misleading, "Access tokens")],
        unreached: &[],
    },
    Case {
        name: "settings-of-the-site",
        about: "\"Site settings\" stands below \"Settings\" in the user panel",
        source: "invented",
        editions: ALL,
        parts: &[Part::Panel],
        changes: &[Change::Content(|content| {
            if let Some((items, at)) = content.siblings_mut("Settings") {
                items.insert(at + 1, item("Site settings", "/settings/site", "globe"));
            }
        })],
        truths: &[truth(3, Added, Misleading, "Site settings")],
        unreached: &[],
    },
    Case {
        name: "usage-quotas",
        about: "\"Usage quotas\" stands above \"Emails\" in the settings sidebar",
        source: "GitLab: \"Usage quotas\" stands in the sidebar of the account's settings",
        editions: ALL,
        parts: &[Part::Sidebar],
        changes: &[Change::Content(|content| {
            put_before(content, "Emails", item("Usage quotas", "/settings/usage_quotas", "board"))
        })],
        truths: &[truth(4, Added, Misleading, "Usage quotas")],
        unreached: &[],
    },
    Case {
        name: "heading-preferences",
        about: "a heading \"Preferences\" stands above \"Appearance\" in the settings sidebar, with a line above it",
        source: "invented",
        editions: ALL,
        parts: &[Part::Sidebar],
        changes: &[Change::Content(|content| {
            let items = content.sidebar[0].items.split_off(2);
            content.sidebar.insert(1, Group { heading: Some("Preferences"), items });
        })],
        truths: &[truth(4, Added, Misleading, "Preferences")],
        unreached: &[],
    },
    Case {
        name: "moderation-is-unfolded",
        about: "\"Moderation\" in the settings sidebar is unfolded at first, with its two entries",
        source: "invented",
        editions: ALL,
        parts: &[Part::Sidebar],
        changes: &[Change::Pages(&[edit(
            "/settings/profile",
            "data-item-id=\"moderation\">\n        <button type=\"button\" class=\"ActionListContent ActionListContent--visual16 x-row x-unfold\" aria-expanded=\"false\"",
            "data-item-id=\"moderation\">\n        <button type=\"button\" class=\"ActionListContent ActionListContent--visual16 x-row x-unfold\" aria-expanded=\"true\"",
        )])],
        truths: &[truth(4, Added, Misleading, "Blocked users"), truth(4, Added, Misleading, "Interaction limits")],
        unreached: &[],
    },
    Case {
        name: "usage-among-the-developers",
        about: "\"Usage\" stands above \"Personal access tokens\" in the developer sidebar",
        source: "OpenAI: \"Usage\" stands in the sidebar with the keys",
        editions: ALL,
        parts: &[Part::DeveloperSidebar],
        changes: &[Change::Content(|content| {
            put_before(content, "Personal access tokens", item("Usage", "/settings/usage", "board"))
        })],
        truths: &[truth(5, Added, Misleading, "Usage")],
        unreached: &[],
    },
    Case {
        name: "boxes-before-the-rows",
        about: "a box to tick stands before every row of the list",
        source: "npm: a box to tick stands before every token of the list",
        editions: LATE,
        parts: &[Part::ListHead],
        changes: &[Change::Pages(&[edit(
            "/settings/tokens",
            "<div class=\"x-token-text\">",
            "<input type=\"checkbox\" aria-label=\"Select this token\">\n    <div class=\"x-token-text\">",
        )])],
        truths: &[truth(6, Added, Misleading, "Select this token")],
        unreached: &[],
    },
    Case {
        name: "try-another-way",
        about: "a link \"Try another way\" stands below \"Confirm\" in the password form",
        source: "Google account: \"Try another way\" stands below the password",
        editions: ALL,
        parts: &[Part::Sudo],
        changes: &[
            Change::Pages(&[edit(
                "/sessions/sudo",
                "<button type=\"submit\" class=\"btn btn-primary btn-block\">Confirm</button>",
                "<button type=\"submit\" class=\"btn btn-primary btn-block\">Confirm</button>\n      <p class=\"x-way\"><a href=\"/about\">Try another way</a></p>",
            )]),
            Change::Style(".x-way { margin: 6px 0 0; text-align: center; }"),
        ],
        truths: &[truth(7, Added, Misleading, "Try another way")],
        unreached: &[],
    },
    Case {
        name: "enter-your-password",
        about: "\"Enter your password\" stands in the field of the password form until something is typed",
        source: "Google account: \"Enter your password\" stands in the field",
        editions: ALL,
        parts: &[Part::Sudo],
        changes: &[Change::Pages(&[edit(
            "/sessions/sudo",
            "id=\"sudo_password\" class=",
            "id=\"sudo_password\" placeholder=\"Enter your password\" class=",
        )])],
        truths: &[truth(7, Added, Cosmetic, "Enter your password")],
        unreached: &[],
    },
    Case {
        name: "access-permissions",
        about: "a list box \"Access permissions\" stands between \"Note\" and \"Expiration\"",
        source: "Docker Hub: the form of a new token has a list box \"Access permissions\"",
        editions: ALL,
        parts: &[Part::NoteAndExpiration],
        changes: &[
            Change::Style("label[for=\"x-access\"] { margin-top: 16px; }"),
            Change::Pages(&[edit(
                "/settings/tokens/new",
                "What’s this token for?</p>",
                "What’s this token for?</p>\n    <label for=\"x-access\">Access permissions</label><select id=\"x-access\" class=\"form-select\"><option>Read &amp; write</option><option>Read-only</option></select>",
            )]),
        ],
        truths: &[truth(8, Added, Misleading, "Access permissions")],
        unreached: &[],
    },
    Case {
        name: "add-attestations",
        about: "a scope \"attestations\" stands below \"workflow\"",
        source: "GitHub Actions, 2024: among the permissions of a workflow is \"attestations\"",
        editions: ALL,
        parts: &[Part::Scopes],
        changes: &[Change::Content(|content| {
            let scope =
                Scope { name: "attestations".into(), about: "Read and write artifact attestations".into(), children: Vec::new() };
            content.scopes.insert(2, scope);
        })],
        truths: &[truth(9, Added, Misleading, "attestations")],
        unreached: &[],
    },
    Case {
        name: "add-models-to-the-scopes",
        about: "a scope \"models\" is the last of the list",
        source: "GitHub, 2025: among the permissions of fine-grained tokens is \"Models\"",
        editions: ALL,
        parts: &[Part::Scopes, Part::FormFoot],
        changes: &[Change::Content(|content| {
            content.scopes.push(Scope { name: "models".into(), about: "Read and use models".into(), children: Vec::new() })
        })],
        truths: &[truth(10, Added, Misleading, "models")],
        unreached: &[],
    },
    Case {
        name: "by-generating-you-agree",
        about: "a sentence with a link above \"Generate token\" says what one agrees to",
        source: "invented",
        editions: ALL,
        parts: &[Part::FormFoot],
        changes: &[Change::Pages(&[edit(
            "/settings/tokens/new",
            "<p class=\"x-submit\">",
            "<p class=\"x-agree\">By generating a token you agree to the <a href=\"/about\">API terms</a>.</p>\n  <p class=\"x-submit\">",
        )])],
        truths: &[truth(10, Added, Cosmetic, "you agree to"), truth(10, Added, Misleading, "API terms")],
        unreached: &[],
    },
    Case {
        name: "reset-the-token",
        about: "\"Reset token\" stands beside the button that copies the new token",
        source: "Discord: \"Reset Token\" stands beside the button that copies the token of a bot",
        editions: ALL,
        parts: &[Part::MadeToken],
        changes: &[Change::Pages(&[edit(
            "/settings/tokens",
            "</clipboard-copy>\n",
            "</clipboard-copy>\n  <button type=\"button\" class=\"btn btn-sm\">Reset token</button>\n",
        )])],
        truths: &[truth(11, Added, Misleading, "Reset token")],
        unreached: &[],
    },
];
