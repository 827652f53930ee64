//! What no reader can see, or what lies outside the pictures. Nothing is true of these but that the guide still holds.

use super::case::{ALL, Case, Change, EARLY, Part, edit};
use crate::practice::scopes::Scope;

pub(super) static CASES: &[Case] = &[
    Case {
        name: "register-now",
        about: "\"Create an account\" below the form that signs in says \"Register now\", which no picture shows",
        source: "GitLab: \"Register now\" stands below the form that signs in",
        editions: ALL,
        parts: &[Part::SignIn],
        changes: &[Change::Pages(&[edit("/login", ">Create an account</a>", ">Register now</a>")])],
        truths: &[],
        unreached: &[],
    },
    Case {
        name: "dimmed-dark-theme",
        about: "the dark theme is dimmed, which shows only where the theme is dark",
        source: "GitHub, 2021: a dimmed dark theme came beside the first",
        editions: ALL,
        parts: &[Part::Home],
        changes: &[Change::Style(
            "@media (prefers-color-scheme: dark) { :root { --back: #22272e; --bar: #1c2128; --inset: #2d333b; } }",
        )],
        truths: &[],
        unreached: &[],
    },
    Case {
        name: "whole-pages-are-loaded",
        about: "the entries of both sidebars load whole pages and not parts of them, and lead where they led before",
        source: "invented",
        editions: ALL,
        parts: &[Part::Sidebar, Part::DeveloperSidebar],
        changes: &[Change::Pages(&[edit("*", " data-turbo-frame=\"settings-frame\"", "")])],
        truths: &[],
        unreached: &[],
    },
    Case {
        name: "register-a-new-app",
        about: "the button beside the developer sidebar says \"Register new GitHub App\", which no picture shows",
        source: "GitHub: the form behind the button is called \"Register new GitHub App\"",
        editions: ALL,
        parts: &[Part::DeveloperSidebar],
        changes: &[Change::Pages(&[edit("/settings/apps", ">New GitHub App</a>", ">Register new GitHub App</a>")])],
        truths: &[],
        unreached: &[],
    },
    Case {
        name: "no-tip-below-the-password",
        about: "the tip below the password form is gone, which no picture shows",
        source: "invented",
        editions: ALL,
        parts: &[Part::Sudo],
        changes: &[Change::Style("#sudo .x-tip { display: none; }")],
        truths: &[],
        unreached: &[],
    },
    Case {
        name: "network-configurations-come",
        about: "two scopes for network configurations stand in the middle of the list, where no picture shows them",
        source: "GitHub, 2024-10 to 2026-03: scopes for network configurations came into the list",
        editions: EARLY,
        parts: &[Part::Scopes],
        changes: &[Change::Content(|content| {
            let scope = |name: &str, about: &str, children| Scope { name: name.into(), about: about.into(), children };
            let read = scope("read:network_configurations", "Read org hosted compute network configurations", Vec::new());
            let write = scope("write:network_configurations", "Write org hosted compute network configurations", vec![read]);
            if let Some(at) = content.scopes.iter().position(|scope| scope.name == "project") {
                content.scopes.insert(at, write);
            }
        })],
        truths: &[],
        unreached: &[],
    },
    Case {
        name: "copy-now-is-read-aloud",
        about: "the sentence above the new token is a message for programs that read aloud, and looks as before",
        source: "invented",
        editions: ALL,
        parts: &[Part::MadeToken],
        changes: &[Change::Pages(&[edit(
            "/settings/tokens",
            "<div class=\"flash x-copy-now\">",
            "<div class=\"flash x-copy-now\" role=\"status\">",
        )])],
        truths: &[],
        unreached: &[],
    },
];
