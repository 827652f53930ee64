//! Other screens: one in between, a dialog, none, another window, a form that isn't sent.

use super::case::{ALL, Case, Change, Detour, JUNE_2022, Part, Screen, edit, truth};
use crate::judge::Kind::{Added, ExtraStep, WrongScreen};
use crate::judge::Severity::{Breaking, Misleading};

pub(super) static CASES: &[Case] = &[
    Case {
        name: "trust-this-browser",
        about: "a page asks after signing in whether the browser is to be trusted",
        source: "Apple account: \"Trust this browser?\" is asked after signing in",
        editions: ALL,
        parts: &[Part::Home],
        changes: &[Change::Detour(Detour::Screen {
            before: "/",
            screen: Screen {
                heading: "Trust this browser?",
                sentence: "If you trust it, you won’t be asked for a code the next time that you sign in here.",
                button: "Not now",
            },
        })],
        truths: &[truth(1, ExtraStep, Breaking, "Trust this browser?")],
        unreached: &[],
    },
    Case {
        name: "time-zone-over-home",
        about: "a dialog that offers another time zone lies over the first page, once for each sign-in",
        source: "Google Calendar: who travels is asked whether to change the time zone",
        editions: ALL,
        parts: &[Part::Home],
        changes: &[Change::Detour(Detour::Dialog {
            over: "/",
            screen: Screen {
                heading: "Change your time zone?",
                sentence: "You seem to be somewhere else than the last time. Dates can be shown as they are there.",
                button: "Keep it as it is",
            },
        })],
        truths: &[truth(2, ExtraStep, Breaking, "Change your time zone?")],
        unreached: &[],
    },
    Case {
        name: "account-is-managed",
        about: "a page says before the settings that an organization manages the account, once for each sign-in",
        source: "invented",
        editions: ALL,
        parts: &[Part::Panel, Part::Sidebar],
        changes: &[Change::Detour(Detour::Screen {
            before: "/settings/profile",
            screen: Screen {
                heading: "Your account is managed",
                sentence: "An organization looks after this account. It can see and change some of what you set.",
                button: "I understand",
            },
        })],
        truths: &[truth(3, ExtraStep, Breaking, "Your account is managed")],
        unreached: &[],
    },
    Case {
        name: "complete-your-profile",
        about: "a dialog that wants the profile to be completed lies over the settings, once for each sign-in",
        source: "invented",
        editions: ALL,
        parts: &[Part::Sidebar],
        changes: &[Change::Detour(Detour::Dialog {
            over: "/settings/profile",
            screen: Screen {
                heading: "Complete your profile",
                sentence: "People find you more easily when they see your name and where you work.",
                button: "Later",
            },
        })],
        truths: &[truth(4, ExtraStep, Breaking, "Complete your profile")],
        unreached: &[],
    },
    Case {
        name: "list-not-found",
        about: "the list of classic tokens is gone: 404, always; the form is still there",
        source: "invented",
        editions: ALL,
        parts: &[Part::DeveloperSidebar, Part::ListHead, Part::MadeToken],
        changes: &[Change::Detour(Detour::Gone { at: "/settings/tokens" })],
        truths: &[truth(5, WrongScreen, Breaking, "Page not found"), truth(10, WrongScreen, Breaking, "Page not found")],
        unreached: &[6, 11],
    },
    Case {
        name: "tokens-entry-in-a-new-window",
        about: "\"Personal access tokens\" in the developer sidebar opens another window",
        source: "invented",
        editions: JUNE_2022,
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
        name: "second-factor-before-tokens",
        about: "a page advises a second factor before the list of tokens, once for each sign-in",
        source: "PyPI, 2023: who had no second factor was told to set one up",
        editions: ALL,
        parts: &[Part::DeveloperSidebar, Part::ListHead],
        changes: &[Change::Detour(Detour::Screen {
            before: "/settings/tokens",
            screen: Screen {
                heading: "Set up two-factor authentication",
                sentence: "Soon it will be required from everybody who has tokens. It takes about a minute.",
                button: "Remind me next time",
            },
        })],
        truths: &[truth(5, ExtraStep, Breaking, "Set up two-factor authentication")],
        unreached: &[],
    },
    Case {
        name: "which-way-to-confirm",
        about: "a page asks before the password form in which way one wants to confirm, once for each sign-in",
        source: "Microsoft account: who has to show again who it is picks a way first",
        editions: ALL,
        parts: &[Part::ListHead, Part::Sudo],
        changes: &[Change::Detour(Detour::Screen {
            before: "/sessions/sudo",
            screen: Screen {
                heading: "How do you want to confirm that it is you?",
                sentence: "Pick a way that you have at hand. You can change your ways in the settings.",
                button: "Use your password",
            },
        })],
        truths: &[truth(6, ExtraStep, Breaking, "How do you want to confirm")],
        unreached: &[],
    },
    Case {
        name: "sudo-wants-a-code-as-well",
        about: "a required field \"Authentication code\" stands below the password in the password form; the form isn't sent without it, and the walk has one",
        source: "invented",
        editions: ALL,
        parts: &[Part::Sudo],
        changes: &[Change::Pages(&[edit(
            "/sessions/sudo",
            "      <button type=\"submit\" class=\"btn btn-primary btn-block\">",
            "      <label for=\"x-second\">Authentication code</label><input type=\"text\" id=\"x-second\" class=\"form-control input-block\" inputmode=\"numeric\" autocomplete=\"off\" required=\"required\">\n      <button type=\"submit\" class=\"btn btn-primary btn-block\">",
        )])],
        truths: &[truth(7, Added, Misleading, "Authentication code")],
        unreached: &[],
    },
];
