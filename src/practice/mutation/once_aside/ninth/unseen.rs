//! What no reader can see, or what lies outside the pictures. Nothing is true of these but that the guide still holds.

use super::case::{ALL, Case, Change, EARLY, Part, edit, say};
use crate::practice::lists::item;

pub(super) static CASES: &[Case] = &[
    Case {
        name: "feed-on-the-first-page",
        about: "the first page shows what others have done, which no picture shows",
        source: "GitHub, 2023-09: the first page got a feed of what others do",
        editions: ALL,
        parts: &[Part::Home],
        changes: &[
            Change::Pages(&[edit(
                "/",
                "<h2 class=\"x-title\">Home</h2>",
                "<h2 class=\"x-title\">Home</h2>\n<div class=\"Box x-box x-did\"><strong>somebody</strong> starred a repository</div>\n<div class=\"Box x-box x-did\"><strong>somebody-else</strong> released a new version</div>",
            )]),
            Change::Style(".x-did { margin-bottom: 16px; }"),
        ],
        truths: &[],
        unreached: &[],
    },
    Case {
        name: "terms-in-the-footer",
        about: "the foot of every page has links \"Terms\" and \"Privacy\", which no picture shows",
        source: "GitHub: \"Terms\" and \"Privacy\" stand in the foot of every page",
        editions: ALL,
        parts: &[Part::Home],
        changes: &[Change::Pages(&[edit(
            "*",
            "<a href=\"/about\">Manage cookies</a>",
            "<a href=\"/about\">Terms</a> <a href=\"/about\">Privacy</a> <a href=\"/about\">Manage cookies</a>",
        )])],
        truths: &[],
        unreached: &[],
    },
    Case {
        name: "budgets-among-the-folded",
        about: "\"Billing and plans\" unfolds one entry more, which shows only while it is unfolded",
        source: "GitHub, 2024-10 to 2026-03: \"Budgets and alerts\" came under billing",
        editions: EARLY,
        parts: &[Part::Sidebar],
        changes: &[Change::Content(|content| {
            if let Some((items, at)) = content.siblings_mut("Spending limits") {
                items.insert(at + 1, item("Budgets and alerts", "/settings/billing/budgets", ""));
            }
        })],
        truths: &[],
        unreached: &[],
    },
    Case {
        name: "other-words-about-apps",
        about: "the page beside the developer sidebar says something else about apps, which no picture shows",
        source: "invented",
        editions: ALL,
        parts: &[Part::DeveloperSidebar],
        changes: &[Change::Pages(&[edit(
            "/settings/apps",
            "Want to build something that integrates with and extends GitHub? Register a new app to get started.",
            "No apps have been registered here. An app acts for itself, and not for the people who use it.",
        )])],
        truths: &[],
        unreached: &[],
    },
    Case {
        name: "title-of-the-list",
        about: "the list of tokens has another title, which stands on the browser's tab only",
        source: "invented",
        editions: ALL,
        parts: &[Part::ListHead],
        changes: &[Change::Content(|content| say(content, "list_title", "Tokens · Developer settings"))],
        truths: &[],
        unreached: &[],
    },
    Case {
        name: "scopes-for-codespaces-leave",
        about: "the two scopes for codespaces are gone from the middle of the list, where no picture shows them",
        source: "GitHub, 2021: the scopes came with codespaces (here the other way round)",
        editions: ALL,
        parts: &[Part::Scopes],
        changes: &[Change::Content(|content| content.scopes.retain(|scope| scope.name != "codespace"))],
        truths: &[],
        unreached: &[],
    },
];
