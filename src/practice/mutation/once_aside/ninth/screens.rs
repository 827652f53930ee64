//! Other screens: one in between, a dialog, another page in the place of one.

use super::case::{ALL, Case, Change, Detour, LATE, Part, Screen, edit, truth};
use crate::judge::Kind::{ExtraStep, WrongScreen};
use crate::judge::Severity::Breaking;

pub(super) static CASES: &[Case] = &[
    Case {
        name: "save-the-login",
        about: "a page asks after signing in whether name and password should be kept on this device",
        source: "Instagram: \"Save your login info?\" is asked after signing in",
        editions: ALL,
        parts: &[Part::Home],
        changes: &[Change::Detour(Detour::Screen {
            before: "/",
            screen: Screen {
                heading: "Save your login info?",
                sentence: "We can save it on this browser, so that you don’t need to enter it again.",
                button: "Not now",
            },
        })],
        truths: &[truth(1, ExtraStep, Breaking, "Save your login info?")],
        unreached: &[],
    },
    Case {
        name: "secure-the-account-first",
        about: "a page advises a second factor before the settings, once for each sign-in",
        source: "invented",
        editions: ALL,
        parts: &[Part::Sidebar],
        changes: &[Change::Detour(Detour::Screen {
            before: "/settings/profile",
            screen: Screen {
                heading: "Your account has no second factor",
                sentence: "Whoever learns your password can sign in. An app on your phone would keep them out.",
                button: "Remind me later",
            },
        })],
        truths: &[truth(3, ExtraStep, Breaking, "Your account has no second factor")],
        unreached: &[],
    },
    Case {
        name: "register-as-a-developer",
        about: "a page wants one to register as a developer before the developer settings, once for each sign-in",
        source: "Meta: who opens the pages for developers for the first time registers as one",
        editions: ALL,
        parts: &[Part::Sidebar, Part::DeveloperSidebar],
        changes: &[Change::Detour(Detour::Screen {
            before: "/settings/apps",
            screen: Screen {
                heading: "Register as a developer",
                sentence: "By going on you agree to the terms of the platform and to its rules for developers.",
                button: "Register",
            },
        })],
        truths: &[truth(4, ExtraStep, Breaking, "Register as a developer")],
        unreached: &[],
    },
    Case {
        name: "test-mode-over-developer-settings",
        about: "a dialog that says that one is in test mode lies over the developer settings, once for each sign-in",
        source: "Stripe: the pages for developers say when one is in test mode",
        editions: ALL,
        parts: &[Part::DeveloperSidebar],
        changes: &[
            // Part of a page alone would come without the dialog.
            Change::Pages(&[edit(
                "/settings/profile",
                "href=\"/settings/apps\" data-turbo-frame=\"settings-frame\"",
                "href=\"/settings/apps\"",
            )]),
            Change::Detour(Detour::Dialog {
                over: "/settings/apps",
                screen: Screen {
                    heading: "You are in test mode",
                    sentence: "What you make here opens test data only. You can leave test mode at any time.",
                    button: "Continue in test mode",
                },
            }),
        ],
        truths: &[truth(5, ExtraStep, Breaking, "You are in test mode")],
        unreached: &[],
    },
    Case {
        name: "list-leads-to-fine-grained",
        about: "the address of the list of classic tokens leads to the list of fine-grained ones",
        source: "invented",
        editions: LATE,
        parts: &[Part::DeveloperSidebar, Part::ListHead, Part::MadeToken],
        changes: &[Change::Detour(Detour::Redirect { from: "/settings/tokens", to: "/settings/personal-access-tokens" })],
        truths: &[truth(5, WrongScreen, Breaking, ""), truth(6, WrongScreen, Breaking, ""), truth(10, WrongScreen, Breaking, "")],
        unreached: &[11],
    },
    Case {
        name: "phone-before-the-form",
        about: "a page wants a phone number to be verified before the form, once for each sign-in",
        source: "OpenAI: who makes the first key verifies a phone number first",
        editions: ALL,
        parts: &[Part::ListHead],
        changes: &[Change::Detour(Detour::Screen {
            before: "/settings/tokens/new",
            screen: Screen {
                heading: "Verify your phone number",
                sentence: "Before you can make a token, we need to know a phone number of yours.",
                button: "Start verification",
            },
        })],
        truths: &[truth(6, ExtraStep, Breaking, "Verify your phone number")],
        unreached: &[],
    },
];
