//! What no reader can see, or what lies outside the pictures. Nothing is true of these but that the guide still holds.

use super::case::{ALL, Case, Change, Part, edit, say};

pub(super) static CASES: &[Case] = &[
    Case {
        name: "sign-in-like-a-dialog",
        about: "the page that signs in is grey, with the form on a card in it like a dialog, which no picture shows",
        source: "Dropbox: signing in comes as a dialog over the page",
        editions: ALL,
        parts: &[Part::SignIn],
        changes: &[Change::Style(
            "body:has(#login_field) { background: var(--shade); } .x-auth:has(#login_field) { padding: 16px; border-radius: 12px; background: var(--back); box-shadow: var(--shadow); }",
        )],
        truths: &[],
        unreached: &[],
    },
    Case {
        name: "other-heading-of-the-form",
        about: "the heading above the form of classic tokens reads \"Make a classic token\", which no picture shows",
        source: "invented",
        editions: ALL,
        parts: &[Part::NoteAndExpiration],
        changes: &[Change::Content(|content| say(content, "new_heading", "Make a classic token"))],
        truths: &[],
        unreached: &[],
    },
    Case {
        name: "delete-in-grey",
        about: "\"Delete\" in the list of tokens is grey instead of red, at the end of the rows that no picture shows",
        source: "GitLab: what revokes a token is a grey button in its row",
        editions: ALL,
        parts: &[Part::ListHead],
        changes: &[Change::Style(".x-delete { color: var(--muted); }")],
        truths: &[],
        unreached: &[],
    },
    Case {
        name: "labels-with-hashed-classes",
        about: "the labels of the entries of user panel and sidebars have class names that a build has made, and look as before",
        source: "GitHub, 2025: the lists were built anew, with class names that a build makes",
        editions: ALL,
        parts: &[Part::Panel, Part::Sidebar, Part::DeveloperSidebar],
        changes: &[Change::Pages(&[edit("*", "ActionListItem-label x-row-label", "prc-ActionList-ItemLabel-81ohH x-row-label")])],
        truths: &[],
        unreached: &[],
    },
    Case {
        name: "password-form-in-a-shadow-tree",
        about: "the password form stands in a shadow tree",
        source: "YouTube, 2017: pages were built anew from elements with shadow trees",
        editions: ALL,
        parts: &[Part::Sudo],
        changes: &[Change::Pages(&[
            edit(
                "/sessions/sudo",
                "<sudo-credential-options class=\"x-block\">",
                "<sudo-credential-options class=\"x-block\"><template shadowrootmode=\"open\"><link rel=\"stylesheet\" href=\"/assets/site.css\">",
            ),
            edit("/sessions/sudo", "</sudo-credential-options>", "</template></sudo-credential-options>"),
        ])],
        truths: &[],
        unreached: &[],
    },
];
