//! Other screens: one in between, a dialog, another page, none, another window, a form that isn't sent.

use super::case::{ALL, Case, Change, Detour, LATE, Part, Screen, edit, truth};
use crate::judge::Kind::{Added, ExtraStep, WrongScreen};
use crate::judge::Severity::{Breaking, Misleading};

pub(super) static CASES: &[Case] = &[
    Case {
        name: "sign-in-in-a-new-window",
        about: "\"Sign in\" opens another window, with the first page in it",
        source: "Google account: signing in through it opens another window on many sites",
        editions: ALL,
        parts: &[Part::SignIn],
        changes: &[Change::Pages(&[edit(
            "/login",
            "<form action=\"/session\" accept-charset=\"UTF-8\"",
            "<form action=\"/session\" target=\"_blank\" accept-charset=\"UTF-8\"",
        )])],
        truths: &[truth(1, WrongScreen, Misleading, "window")],
        unreached: &[],
    },
    Case {
        name: "copilot-offer-after-sign-in",
        about: "a page that offers Copilot comes up after signing in",
        source: "GitHub, 2024-12: Copilot was offered to everyone free of charge",
        editions: ALL,
        parts: &[Part::Home],
        changes: &[Change::Detour(Detour::Screen {
            before: "/",
            screen: Screen {
                heading: "Copilot is free for you",
                sentence: "It writes along with you, answers questions and looks through your changes. No card is needed.",
                button: "Maybe later",
            },
        })],
        truths: &[truth(1, ExtraStep, Breaking, "Copilot is free for you")],
        unreached: &[],
    },
    Case {
        name: "notifications-offer-over-home",
        about: "a dialog that offers notifications lies over the first page, once for each sign-in",
        source: "Slack: a dialog asks whether notifications should be turned on",
        editions: ALL,
        parts: &[Part::Home],
        changes: &[Change::Detour(Detour::Dialog {
            over: "/",
            screen: Screen {
                heading: "Turn on notifications?",
                sentence: "You will hear at once when somebody mentions you or asks for your review.",
                button: "Not now",
            },
        })],
        truths: &[truth(2, ExtraStep, Breaking, "Turn on notifications?")],
        unreached: &[],
    },
    Case {
        name: "whose-settings",
        about: "a page asks before the settings whose they are to be, once for each sign-in",
        source: "invented",
        editions: ALL,
        parts: &[Part::Panel],
        changes: &[Change::Detour(Detour::Screen {
            before: "/settings/profile",
            screen: Screen {
                heading: "Whose settings do you want to change?",
                sentence: "You can change your own, and those of organizations that you run.",
                button: "My personal account",
            },
        })],
        truths: &[truth(3, ExtraStep, Breaking, "Whose settings do you want to change?")],
        unreached: &[],
    },
    Case {
        name: "developer-settings-lead-to-applications",
        about: "the address of the developer settings leads to \"Applications\" in the settings",
        source: "invented",
        editions: ALL,
        parts: &[Part::Sidebar, Part::DeveloperSidebar],
        changes: &[Change::Detour(Detour::Redirect { from: "/settings/apps", to: "/settings/installations" })],
        truths: &[truth(4, WrongScreen, Breaking, "/settings/installations")],
        unreached: &[5],
    },
    Case {
        name: "news-over-developer-settings",
        about: "a dialog with news lies over the developer settings, once for each sign-in",
        source: "GitHub, 2025-03: fine-grained tokens were announced as finished",
        editions: ALL,
        parts: &[Part::DeveloperSidebar],
        changes: &[
            Change::Pages(&[edit(
                "/settings/profile",
                "href=\"/settings/apps\" data-turbo-frame=\"settings-frame\"",
                "href=\"/settings/apps\"",
            )]),
            Change::Detour(Detour::Dialog {
                over: "/settings/apps",
                screen: Screen {
                    heading: "Fine-grained tokens are ready",
                    sentence: "They are out of their trial, and can do what most programs need.",
                    button: "Got it",
                },
            }),
        ],
        truths: &[truth(5, ExtraStep, Breaking, "Fine-grained tokens are ready")],
        unreached: &[],
    },
    Case {
        name: "classic-not-found",
        about: "\"Tokens (classic)\" leads to a page that is not there: 404, always; the list is still at its old address",
        source: "invented",
        editions: LATE,
        parts: &[Part::DeveloperSidebar],
        changes: &[Change::Content(|content| {
            if let Some((items, at)) = content.siblings_mut("Tokens (classic)") {
                "/settings/classic-tokens".clone_into(&mut items[at].href);
            }
        })],
        truths: &[truth(5, WrongScreen, Breaking, "Page not found")],
        unreached: &[],
    },
    Case {
        name: "unused-tokens-over-the-list",
        about: "a dialog about tokens that nobody uses lies over the list of tokens, once for each sign-in",
        source: "GitHub, 2021-07: tokens that nobody has used for a year are taken away",
        editions: ALL,
        parts: &[Part::ListHead],
        changes: &[
            Change::Pages(&[edit(
                "/settings/apps",
                "href=\"/settings/tokens\" data-turbo-frame=\"settings-frame\"",
                "href=\"/settings/tokens\"",
            )]),
            Change::Detour(Detour::Dialog {
                over: "/settings/tokens",
                screen: Screen {
                    heading: "Some of your tokens are not in use",
                    sentence: "Tokens that nobody has used for a year will be taken away at the end of the month.",
                    button: "I have seen it",
                },
            }),
        ],
        truths: &[truth(6, ExtraStep, Breaking, "Some of your tokens are not in use")],
        unreached: &[],
    },
    Case {
        name: "classic-entry-leads-elsewhere",
        about: "\"Generate new token (classic)\" in the menu leads to a page about tokens; the form is still there",
        source: "invented",
        editions: LATE,
        parts: &[Part::ListHead],
        changes: &[Change::Pages(&[edit(
            "/settings/tokens",
            "class=\"SelectMenu-item x-menu-item\" href=\"/settings/tokens/new\"",
            "class=\"SelectMenu-item x-menu-item\" href=\"/about\"",
        )])],
        truths: &[truth(6, WrongScreen, Breaking, "/about")],
        unreached: &[],
    },
    Case {
        name: "use-case-is-required",
        about: "a required list box \"Use case\" stands above \"Generate token\"; the form isn't sent without it",
        source: "AWS, 2022: a use case has to be picked before an access key is made",
        editions: ALL,
        parts: &[Part::FormFoot],
        changes: &[Change::Pages(&[edit(
            "/settings/tokens/new",
            "<p class=\"x-submit\">",
            "<p><label for=\"x-use-case\">Use case</label><select id=\"x-use-case\" class=\"form-select\" required=\"required\"><option value=\"\">Pick one</option><option>Command line</option><option>Other</option></select></p>\n  <p class=\"x-submit\">",
        )])],
        truths: &[truth(10, Added, Misleading, "Use case"), truth(10, WrongScreen, Breaking, "")],
        unreached: &[11],
    },
];
