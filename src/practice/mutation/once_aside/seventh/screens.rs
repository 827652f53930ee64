//! Other screens: one in between, a dialog, a page that is not there.

use super::case::{ALL, Case, Change, Detour, Part, Screen, edit, truth};
use crate::judge::Kind::{ExtraStep, WrongScreen};
use crate::judge::Severity::Breaking;

pub(super) static CASES: &[Case] = &[
    Case {
        name: "birthday-after-sign-in",
        about: "a page asks after signing in for the day of birth",
        source: "Instagram, 2021-08: who had not given a day of birth was asked for it",
        editions: ALL,
        parts: &[Part::Home],
        changes: &[Change::Detour(Detour::Screen {
            before: "/",
            screen: Screen {
                heading: "Add your birthday",
                sentence: "It helps us to show what is right for your age. Nobody else will see it.",
                button: "Not now",
            },
        })],
        truths: &[truth(1, ExtraStep, Breaking, "Add your birthday")],
        unreached: &[],
    },
    Case {
        name: "open-elsewhere-over-home",
        about: "a dialog that says that the site is open in another window lies over the first page, once for each sign-in",
        source: "WhatsApp Web: a dialog says that it is open in another window, and \"Use Here\" leads on",
        editions: ALL,
        parts: &[Part::Home],
        changes: &[Change::Detour(Detour::Dialog {
            over: "/",
            screen: Screen {
                heading: "Open in another window",
                sentence: "Your account is in use in another window. You can go on in this one all the same.",
                button: "Use here",
            },
        })],
        truths: &[truth(2, ExtraStep, Breaking, "Open in another window")],
        unreached: &[],
    },
    Case {
        name: "developer-mode-first",
        about: "a page wants developer mode to be turned on before the developer settings, once for each sign-in",
        source: "iOS, 2022: developer mode has to be turned on before what is for developers can be used",
        editions: ALL,
        parts: &[Part::DeveloperSidebar],
        changes: &[Change::Detour(Detour::Screen {
            before: "/settings/apps",
            screen: Screen {
                heading: "Turn on developer mode?",
                sentence: "It is needed for apps and tokens. Turn it on only if you know why you want it.",
                button: "Turn on",
            },
        })],
        truths: &[truth(4, ExtraStep, Breaking, "Turn on developer mode?")],
        unreached: &[],
    },
    Case {
        name: "classic-tokens-are-going-away",
        about: "a page says before the list of tokens that classic tokens will end, once for each sign-in",
        source: "npm, 2025-11: notices said when classic tokens would be revoked",
        editions: ALL,
        parts: &[Part::ListHead],
        changes: &[Change::Detour(Detour::Screen {
            before: "/settings/tokens",
            screen: Screen {
                heading: "Classic tokens are going away",
                sentence: "They will stop working next year. Until then, all that you have are still here.",
                button: "Show my tokens",
            },
        })],
        truths: &[truth(5, ExtraStep, Breaking, "Classic tokens are going away")],
        unreached: &[],
    },
    Case {
        name: "pick-an-app-first",
        about: "a page asks before the form which app the token is to open, once for each sign-in",
        source: "Atlassian account: who makes a token with scopes picks an app first",
        editions: ALL,
        parts: &[Part::ListHead],
        changes: &[Change::Detour(Detour::Screen {
            before: "/settings/tokens/new",
            screen: Screen {
                heading: "Select the app",
                sentence: "A token opens one app only. Its scopes come after this.",
                button: "Code and packages",
            },
        })],
        truths: &[truth(6, ExtraStep, Breaking, "Select the app")],
        unreached: &[],
    },
    Case {
        name: "lifetime-policy-over-the-form",
        about: "a dialog that says for how long tokens may live lies over the form, once for each sign-in",
        source: "GitHub, 2024-10: organizations can say for how long tokens may live",
        editions: ALL,
        parts: &[Part::NoteAndExpiration],
        changes: &[Change::Detour(Detour::Dialog {
            over: "/settings/tokens/new",
            screen: Screen {
                heading: "Tokens live for 366 days at most",
                sentence: "An organization of yours has set this. Tokens that live longer can’t reach what it owns.",
                button: "Understood",
            },
        })],
        truths: &[truth(8, ExtraStep, Breaking, "Tokens live for 366 days at most")],
        unreached: &[],
    },
    Case {
        name: "generate-token-leads-nowhere",
        about: "\"Generate token\" leads to a page that is not there: 404, always; no token is made",
        source: "invented",
        editions: ALL,
        parts: &[Part::FormFoot],
        changes: &[Change::Pages(&[edit(
            "/settings/tokens/new",
            "action=\"/settings/tokens\" accept-charset=\"UTF-8\"",
            "action=\"/settings/classic-tokens\" accept-charset=\"UTF-8\"",
        )])],
        truths: &[truth(10, WrongScreen, Breaking, "Page not found")],
        unreached: &[11],
    },
];
