//! What no reader can see, or what lies outside the pictures. Nothing is true of these but that the guide still holds.

use super::case::{ALL, Case, Change, EARLY, LATE, Part, edit};

pub(super) static CASES: &[Case] = &[
    Case {
        name: "tips-on-header-icons",
        about: "the icons for issues and pull requests in the header have tips, which show while the pointer rests on them",
        source: "GitHub: a tip shows while the pointer rests on an icon of the header",
        editions: LATE,
        parts: &[Part::Header],
        changes: &[Change::Pages(&[
            edit("*", "href=\"/issues\" aria-label=\"Issues\"", "href=\"/issues\" aria-label=\"Issues\" title=\"Issues\""),
            edit(
                "*",
                "href=\"/pulls\" aria-label=\"Pull requests\"",
                "href=\"/pulls\" aria-label=\"Pull requests\" title=\"Pull requests\"",
            ),
        ])],
        truths: &[],
        unreached: &[],
    },
    Case {
        name: "no-name-above-the-settings",
        about: "the line with the account's name above the settings is gone, which no picture shows",
        source: "invented",
        editions: ALL,
        parts: &[Part::Sidebar],
        changes: &[Change::Style(".x-context { display: none; }")],
        truths: &[],
        unreached: &[],
    },
    Case {
        name: "pronouns-in-the-profile",
        about: "the public profile asks for pronouns, which no picture shows",
        source: "GitHub, 2022: the public profile asks for pronouns",
        editions: ALL,
        parts: &[Part::Sidebar],
        changes: &[Change::Pages(&[edit(
            "/settings/profile",
            "<label for=\"user_profile_blog\">",
            "<label for=\"user_profile_pronouns\">Pronouns</label><select class=\"form-control\" id=\"user_profile_pronouns\"><option>Don’t specify</option></select><label for=\"user_profile_blog\">",
        )])],
        truths: &[],
        unreached: &[],
    },
    Case {
        name: "half-a-year-is-offered",
        about: "the list box \"Expiration\" offers 180 days too, which shows only while it is open",
        source: "GitHub, 2024-10: tokens may live for up to 366 days",
        editions: EARLY,
        parts: &[Part::NoteAndExpiration],
        changes: &[Change::Pages(&[edit(
            "/settings/tokens/new",
            "<option value=\"custom\"",
            "<option value=\"180\">180 days</option>\n      <option value=\"custom\"",
        )])],
        truths: &[],
        unreached: &[],
    },
    Case {
        name: "find-a-scope",
        about: "a field that finds scopes stands above the list of them, where no picture shows it",
        source: "Slack: scopes are found with a field",
        editions: ALL,
        parts: &[Part::Scopes],
        changes: &[
            Change::Pages(&[edit(
                "/settings/tokens/new",
                "<ul class=\"x-scope-list\">",
                "<input type=\"search\" class=\"form-control x-find\" placeholder=\"Find a scope\" aria-label=\"Find a scope\">\n    <ul class=\"x-scope-list\">",
            )]),
            Change::Style(".x-find { display: block; width: 240px; margin-bottom: 32px; }"),
        ],
        truths: &[],
        unreached: &[],
    },
];
