//! Other screens: one in between, a dialog over a page, none, another window, a form that isn't sent.

use super::case::{ALL, Case, Change, Detour, LATE, Part, Screen, edit, truth};
use crate::judge::Kind::{ExtraStep, WrongScreen};
use crate::judge::Severity::{Breaking, Misleading};

pub(super) static CASES: &[Case] = &[
    Case {
        name: "workspace-after-sign-in",
        about: "a page asks after signing in which workspace to open",
        source: "Slack, 2020: who has signed in picks a workspace first",
        editions: ALL,
        parts: &[Part::Home],
        changes: &[Change::Detour(Detour::Screen {
            before: "/",
            screen: Screen {
                heading: "Where do you want to work?",
                sentence: "Your account belongs to this workspace. You can change to another at any time.",
                button: "Practice Works",
            },
        })],
        truths: &[truth(1, ExtraStep, Breaking, "Where do you want to work?")],
        unreached: &[],
    },
    Case {
        name: "terms-to-tick-at-sign-in",
        about: "a box above \"Sign in\" must be ticked; the form isn't sent without it",
        source: "invented",
        editions: ALL,
        parts: &[Part::SignIn],
        changes: &[Change::Pages(&[edit(
            "/login",
            "<input type=\"submit\" name=\"commit\"",
            "<label><input type=\"checkbox\" required=\"required\"> I have read the new terms</label>\n      <input type=\"submit\" name=\"commit\"",
        )])],
        truths: &[truth(1, WrongScreen, Breaking, "")],
        unreached: &[2, 3, 4, 5, 6, 7, 8, 9, 10, 11],
    },
    Case {
        name: "settings-not-found",
        about: "the page behind \"Settings\" is gone: 404, always",
        source: "invented",
        editions: ALL,
        parts: &[Part::Panel, Part::Sidebar],
        changes: &[Change::Detour(Detour::Gone { at: "/settings/profile" })],
        truths: &[truth(3, WrongScreen, Breaking, "Page not found")],
        unreached: &[4],
    },
    Case {
        name: "form-in-a-new-window",
        about: "\"Generate new token (classic)\" opens another window",
        source: "invented",
        editions: LATE,
        parts: &[Part::ListHead],
        changes: &[Change::Pages(&[edit(
            "/settings/tokens",
            "class=\"SelectMenu-item x-menu-item\" href=\"/settings/tokens/new\"",
            "class=\"SelectMenu-item x-menu-item\" href=\"/settings/tokens/new\" target=\"_blank\"",
        )])],
        truths: &[truth(6, WrongScreen, Misleading, "window")],
        unreached: &[],
    },
    Case {
        name: "form-not-found",
        about: "the form of classic tokens is gone: 404, always",
        source: "Bitbucket, 2025-09: app passwords can't be made any more",
        editions: ALL,
        parts: &[Part::ListHead],
        changes: &[Change::Detour(Detour::Gone { at: "/settings/tokens/new" })],
        truths: &[truth(6, WrongScreen, Breaking, "Page not found")],
        unreached: &[7, 8, 9, 10, 11],
    },
    Case {
        name: "rules-before-the-password",
        about: "a page with rules for tokens comes up before the password form, once for each sign-in",
        source: "invented",
        editions: ALL,
        parts: &[Part::Sudo],
        changes: &[Change::Detour(Detour::Screen {
            before: "/sessions/sudo",
            screen: Screen {
                heading: "Keep your tokens safe",
                sentence: "A token is as good as your password. Give it to nobody, and let it end soon.",
                button: "Understood",
            },
        })],
        truths: &[truth(6, ExtraStep, Breaking, "Keep your tokens safe")],
        unreached: &[],
    },
    Case {
        name: "offer-over-the-form",
        about: "a dialog that offers fine-grained tokens lies over the form, once for each sign-in",
        source: "GitHub, 2022-10: notes on the pages of classic tokens point to fine-grained ones",
        editions: ALL,
        parts: &[Part::NoteAndExpiration],
        changes: &[Change::Detour(Detour::Dialog {
            over: "/settings/tokens/new",
            screen: Screen {
                heading: "Try fine-grained tokens",
                sentence: "They open only the repositories that you pick, and nothing else.",
                button: "Not now",
            },
        })],
        truths: &[truth(8, ExtraStep, Breaking, "Try fine-grained tokens")],
        unreached: &[],
    },
];
