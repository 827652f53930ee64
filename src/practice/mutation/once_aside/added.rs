//! What is new: controls, headings, sentences, and near-twins of what the guide names.

use super::case::{ALL, Case, Change, LATE, Part, edit, put_before, truth};
use crate::judge::Kind::Added;
use crate::judge::Severity::{Cosmetic, Misleading};
use crate::practice::lists::item;
use crate::practice::scopes::Scope;

pub(super) static CASES: &[Case] = &[
    Case {
        name: "help-in-the-header",
        about: "a question mark stands before the notifications in the header",
        source: "GitLab, until 2023: a question mark stood near the account's picture",
        editions: ALL,
        parts: &[Part::Header],
        changes: &[Change::Pages(&[edit(
            "*",
            " href=\"/notifications\" aria-label=\"You have no unread notifications\">",
            " href=\"/support\" aria-label=\"Help\">?</a>\n    <a class=\"x-tool Header-link\" href=\"/notifications\" aria-label=\"You have no unread notifications\">",
        )])],
        truths: &[truth(2, Added, Misleading, "Help")],
        unreached: &[],
    },
    Case {
        name: "add-another-account",
        about: "\"Add another account\" stands in the user panel",
        source: "Google account: the account's menu has \"Add another account\"",
        editions: ALL,
        parts: &[Part::Panel],
        changes: &[Change::Content(|content| {
            if let Some(group) = content.panel.last_mut() {
                group.items.push(item("Add another account", "/account/add", "plus"));
            }
        })],
        truths: &[truth(3, Added, Misleading, "Add another account")],
        unreached: &[],
    },
    Case {
        name: "add-developer-program",
        about: "\"Developer program\" stands above \"Developer settings\"",
        source: "invented",
        editions: ALL,
        parts: &[Part::Sidebar],
        changes: &[Change::Content(|content| {
            put_before(content, "Developer settings", item("Developer program", "/settings/program", "people"));
        })],
        truths: &[truth(4, Added, Misleading, "Developer program")],
        unreached: &[],
    },
    Case {
        name: "add-webhooks",
        about: "\"Webhooks\" stands in the developer sidebar",
        source: "Stripe: webhooks stand beside the keys on the pages for developers",
        editions: ALL,
        parts: &[Part::DeveloperSidebar],
        changes: &[Change::Content(|content| {
            put_before(content, "Personal access tokens", item("Webhooks", "/settings/webhooks", "globe"));
        })],
        truths: &[truth(5, Added, Misleading, "Webhooks")],
        unreached: &[],
    },
    Case {
        name: "add-read-only-token",
        about: "\"Generate new token (read-only)\" stands between the two entries of the menu",
        source: "npm, 2020: a token is read-only, for automation or for publishing",
        editions: LATE,
        parts: &[Part::ListHead],
        changes: &[Change::Pages(&[edit(
            "/settings/tokens",
            "<a role=\"menuitem\" class=\"SelectMenu-item x-menu-item\" href=\"/settings/tokens/new\"",
            "<a role=\"menuitem\" class=\"SelectMenu-item x-menu-item\" href=\"/about\"><strong>Generate new token (read-only)</strong><span class=\"x-muted\">For looking only</span></a>\n      <a role=\"menuitem\" class=\"SelectMenu-item x-menu-item\" href=\"/settings/tokens/new\"",
        )])],
        truths: &[truth(6, Added, Misleading, "Generate new token (read-only)")],
        unreached: &[],
    },
    Case {
        name: "sudo-offers-a-passkey",
        about: "\"Use passkey\" stands above the password in the password form",
        source: "GitHub, 2023-07: a passkey confirms what the password did",
        editions: ALL,
        parts: &[Part::Sudo],
        changes: &[Change::Pages(&[edit(
            "/sessions/sudo",
            "<div class=\"x-auth-body\">\n    <form",
            "<div class=\"x-auth-body\"><button type=\"button\" class=\"btn btn-block\">Use passkey</button></div>\n    <div class=\"x-auth-body\">\n    <form",
        )])],
        truths: &[truth(7, Added, Misleading, "Use passkey")],
        unreached: &[],
    },
    Case {
        name: "add-resource-owner",
        about: "a list box \"Resource owner\" stands between \"Note\" and \"Expiration\"",
        source: "GitHub, 2022-10: the form of fine-grained tokens has a \"Resource owner\"",
        editions: ALL,
        parts: &[Part::NoteAndExpiration],
        changes: &[
            Change::Style("[for='x-owner'] { margin-top: 16px; }"),
            Change::Pages(&[edit(
                "/settings/tokens/new",
                "What’s this token for?</p>",
                "What’s this token for?</p>\n    <label for=\"x-owner\">Resource owner</label><select id=\"x-owner\" class=\"form-select\"><option>Yourself</option></select>",
            )]),
        ],
        truths: &[truth(8, Added, Misleading, "Resource owner")],
        unreached: &[],
    },
    Case {
        name: "add-packages-metadata",
        about: "a scope \"read:packages:meta\" stands above \"read:packages\"",
        source: "invented",
        editions: ALL,
        parts: &[Part::Scopes],
        changes: &[Change::Content(|content| {
            let about = "Read the names of packages".into();
            let scope = Scope { name: "read:packages:meta".into(), about, children: Vec::new() };
            content.scopes[2].children.insert(0, scope);
        })],
        truths: &[truth(9, Added, Misleading, "read:packages:meta")],
        unreached: &[],
    },
    Case {
        name: "generate-token-and-copy",
        about: "\"Generate token and copy\" stands beside \"Generate token\"",
        source: "invented",
        editions: ALL,
        parts: &[Part::FormFoot],
        changes: &[Change::Pages(&[edit(
            "/settings/tokens/new",
            "<a href=\"/settings/tokens\" class=\"btn-link x-cancel\">",
            "<button type=\"button\" class=\"btn\">Generate token and copy</button> <a href=\"/settings/tokens\" class=\"btn-link x-cancel\">",
        )])],
        truths: &[truth(10, Added, Misleading, "Generate token and copy")],
        unreached: &[],
    },
    Case {
        name: "so-many-tokens-left",
        about: "a sentence above \"Generate token\" says how many tokens there may be",
        source: "GitHub, 2025-03: there may be no more than fifty fine-grained tokens",
        editions: ALL,
        parts: &[Part::FormFoot],
        changes: &[Change::Pages(&[edit(
            "/settings/tokens/new",
            "<p class=\"x-submit\">",
            "<p>No account can have more than fifty tokens.</p>\n  <p class=\"x-submit\">",
        )])],
        truths: &[truth(10, Added, Cosmetic, "more than fifty tokens")],
        unreached: &[],
    },
    Case {
        name: "download-the-token",
        about: "\"Download\" stands beside the button that copies the new token",
        source: "AWS: a new access key can be downloaded where it is shown",
        editions: ALL,
        parts: &[Part::MadeToken],
        changes: &[Change::Pages(&[edit(
            "/settings/tokens",
            "</clipboard-copy>\n",
            "</clipboard-copy>\n  <button type=\"button\" class=\"btn btn-sm\">Download</button>\n",
        )])],
        truths: &[truth(11, Added, Misleading, "Download")],
        unreached: &[],
    },
    Case {
        name: "heading-over-the-token",
        about: "a heading \"Your new token\" stands above the box with the new token",
        source: "GitLab: \"Your new personal access token\" stands above it",
        editions: ALL,
        parts: &[Part::MadeToken],
        changes: &[Change::Pages(&[edit(
            "/settings/tokens",
            "<div class=\"Box x-made\">",
            "<h3 class=\"x-small-title\">Your new token</h3>\n<div class=\"Box x-made\">",
        )])],
        truths: &[truth(11, Added, Misleading, "Your new token")],
        unreached: &[],
    },
];
