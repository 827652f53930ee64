//! Other screens: one in between, a dialog over a page, another page, none, another window.

use super::case::{ALL, Case, Change, Detour, JUNE_2022, LATE, Part, Screen, edit, truth};
use crate::judge::Kind::{ExtraStep, WrongScreen};
use crate::judge::Severity::{Breaking, Misleading};

pub(super) static CASES: &[Case] = &[
    Case {
        name: "terms-after-sign-in",
        about: "a page of new terms with \"Accept\" comes up after signing in",
        source: "Docker Desktop, 2021-08: new terms had to be accepted before going on",
        editions: ALL,
        parts: &[Part::Home],
        changes: &[Change::Detour(Detour::Screen {
            before: "/",
            screen: Screen {
                heading: "Our terms have changed",
                sentence: "Please read the new terms of service. They hold from the first of next month.",
                button: "Accept",
            },
        })],
        truths: &[truth(1, ExtraStep, Breaking, "Our terms have changed")],
        unreached: &[],
    },
    Case {
        name: "tour-over-home",
        about: "a dialog that offers a tour lies over the first page, once for each sign-in",
        source: "GitLab, 2023-05: the new navigation offered a tour",
        editions: ALL,
        parts: &[Part::Home],
        changes: &[Change::Detour(Detour::Dialog {
            over: "/",
            screen: Screen {
                heading: "Meet your new home",
                sentence: "Everything that you work on is closer now. A short tour shows where it went.",
                button: "Not now",
            },
        })],
        truths: &[truth(2, ExtraStep, Breaking, "Meet your new home")],
        unreached: &[],
    },
    Case {
        name: "announcement-before-settings",
        about: "a page of news with \"Continue\" comes up before the settings, once for each sign-in",
        source: "invented",
        editions: ALL,
        parts: &[Part::Panel],
        changes: &[Change::Detour(Detour::Screen {
            before: "/settings/profile",
            screen: Screen {
                heading: "What’s new in settings",
                sentence: "Your settings have moved closer together. Everything that you have set stays as it is.",
                button: "Continue",
            },
        })],
        truths: &[truth(3, ExtraStep, Breaking, "new in settings")],
        unreached: &[],
    },
    Case {
        name: "settings-in-a-new-window",
        about: "\"Settings\" in the user panel opens another window",
        source: "Google account, 2019: \"Manage your Google Account\" in the account's menu opens another window",
        editions: ALL,
        parts: &[Part::Panel],
        changes: &[
            Change::PagesOf(
                LATE,
                &[edit("/_side-panels/user", "href=\"/settings/profile\"", "href=\"/settings/profile\" target=\"_blank\"")],
            ),
            Change::PagesOf(
                JUNE_2022,
                &[edit(
                    "*",
                    "class=\"dropdown-item\" href=\"/settings/profile\"",
                    "class=\"dropdown-item\" href=\"/settings/profile\" target=\"_blank\"",
                )],
            ),
        ],
        truths: &[truth(3, WrongScreen, Misleading, "window")],
        unreached: &[],
    },
    Case {
        name: "settings-lead-to-an-accounts-centre",
        about: "the settings' address leads to a page without the sidebar",
        source: "Instagram, 2023: the settings lead to the Accounts Center",
        editions: ALL,
        parts: &[Part::Panel, Part::Sidebar],
        changes: &[Change::Detour(Detour::Redirect { from: "/settings/profile", to: "/about" })],
        truths: &[truth(3, WrongScreen, Breaking, "/about")],
        unreached: &[4],
    },
    Case {
        name: "survey-over-settings",
        about: "a dialog with a survey lies over the settings, once for each sign-in",
        source: "invented",
        editions: ALL,
        parts: &[Part::Sidebar],
        changes: &[Change::Detour(Detour::Dialog {
            over: "/settings/profile",
            screen: Screen {
                heading: "How do you like your settings?",
                sentence: "Two questions, one minute. Your answers help to make them better.",
                button: "No thanks",
            },
        })],
        truths: &[truth(4, ExtraStep, Breaking, "How do you like")],
        unreached: &[],
    },
    Case {
        name: "developer-settings-not-found",
        about: "the page behind \"Developer settings\" is gone: 404, always",
        source: "invented",
        editions: ALL,
        parts: &[Part::DeveloperSidebar],
        changes: &[Change::Detour(Detour::Gone { at: "/settings/apps" })],
        truths: &[truth(4, WrongScreen, Breaking, "Page not found")],
        unreached: &[5],
    },
    Case {
        name: "survey-before-developer-settings",
        about: "a page with a survey and \"Skip\" comes up before the developer settings, once for each sign-in",
        source: "invented",
        editions: ALL,
        parts: &[Part::DeveloperSidebar],
        changes: &[Change::Detour(Detour::Screen {
            before: "/settings/apps",
            screen: Screen {
                heading: "What do you build?",
                sentence: "Tell us what you are working on, so that we can show what helps with it.",
                button: "Skip",
            },
        })],
        truths: &[truth(4, ExtraStep, Breaking, "What do you build?")],
        unreached: &[],
    },
    Case {
        name: "tokens-in-a-new-window",
        about: "\"Tokens (classic)\" opens another window",
        source: "invented",
        editions: LATE,
        parts: &[Part::DeveloperSidebar],
        changes: &[Change::Pages(&[edit(
            "/settings/apps",
            "href=\"/settings/tokens\" data-turbo-frame=\"settings-frame\"",
            "href=\"/settings/tokens\" target=\"_blank\"",
        )])],
        truths: &[truth(5, WrongScreen, Misleading, "window")],
        unreached: &[],
    },
    Case {
        name: "warning-before-the-form",
        about: "a page that advises against classic tokens comes up before the form, once for each sign-in",
        source: "npm, 2025-09: warnings stood before classic tokens until they were gone",
        editions: ALL,
        parts: &[Part::ListHead],
        changes: &[Change::Detour(Detour::Screen {
            before: "/settings/tokens/new",
            screen: Screen {
                heading: "Do you need a classic token?",
                sentence: "Fine-grained tokens open less and are safer. Classic tokens are there for what they can’t do yet.",
                button: "Continue with a classic token",
            },
        })],
        truths: &[truth(6, ExtraStep, Breaking, "Do you need a classic token?")],
        unreached: &[],
    },
    Case {
        name: "form-leads-to-fine-grained",
        about: "the form of classic tokens leads to the form of fine-grained ones",
        source: "npm, 2025-11: classic tokens can't be made any more",
        editions: ALL,
        parts: &[Part::ListHead],
        changes: &[Change::Detour(Detour::Redirect { from: "/settings/tokens/new", to: "/settings/personal-access-tokens/new" })],
        truths: &[truth(6, WrongScreen, Breaking, "New fine-grained personal access token")],
        unreached: &[7, 8, 9, 10, 11],
    },
    Case {
        name: "confirmation-before-making",
        about: "a dialog asks before a token is made",
        source: "GitHub, 2025: a dialog asks before a fine-grained token is made",
        editions: ALL,
        parts: &[Part::FormFoot],
        changes: &[Change::Pages(&[
            edit(
                "/settings/tokens/new",
                "<button type=\"submit\" class=\"btn btn-primary x-generate\">",
                "<button type=\"button\" class=\"btn btn-primary x-generate\" data-show-dialog-id=\"x-make\">",
            ),
            edit(
                "/settings/tokens/new",
                "</p>\n</form>",
                "</p>\n<dialog class=\"x-dialog\" id=\"x-make\" aria-label=\"Make this token?\"><h3>Make this token?</h3><p>It opens what was ticked, until it ends.</p><button type=\"submit\" class=\"btn btn-primary\">Yes, make it</button></dialog>\n</form>",
            ),
        ])],
        truths: &[truth(10, ExtraStep, Breaking, "Make this token?")],
        unreached: &[11],
    },
];
