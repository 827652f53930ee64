//! Other screens: one in between, a dialog, another page, another window, a form that isn't sent.

use super::case::{ALL, Case, Change, Detour, LATE, Part, Screen, edit, truth};
use crate::judge::Kind::{Added, ExtraStep, WrongScreen};
use crate::judge::Severity::{Breaking, Misleading};

pub(super) static CASES: &[Case] = &[
    Case {
        name: "phone-number-after-sign-in",
        about: "a page asks after signing in for a phone number",
        source: "LinkedIn: who has signed in is asked now and then for a phone number",
        editions: ALL,
        parts: &[Part::Home],
        changes: &[Change::Detour(Detour::Screen {
            before: "/",
            screen: Screen {
                heading: "Add your phone number",
                sentence: "It helps you to get back in, should you ever lose your password. Nobody else will see it.",
                button: "Later",
            },
        })],
        truths: &[truth(1, ExtraStep, Breaking, "Add your phone number")],
        unreached: &[],
    },
    Case {
        name: "developer-settings-in-a-new-window",
        about: "\"Developer settings\" opens another window",
        source: "invented",
        editions: ALL,
        parts: &[Part::Sidebar],
        changes: &[Change::Pages(&[edit(
            "/settings/profile",
            "href=\"/settings/apps\" data-turbo-frame=\"settings-frame\"",
            "href=\"/settings/apps\" target=\"_blank\"",
        )])],
        truths: &[truth(4, WrongScreen, Misleading, "window")],
        unreached: &[],
    },
    Case {
        name: "classic-leads-to-fine-grained",
        about: "\"Tokens (classic)\" leads to the list of fine-grained tokens; the old list is still there",
        source: "invented",
        editions: LATE,
        parts: &[Part::DeveloperSidebar],
        changes: &[Change::Content(|content| {
            if let Some((items, at)) = content.siblings_mut("Tokens (classic)") {
                "/settings/personal-access-tokens".clone_into(&mut items[at].href);
            }
        })],
        truths: &[truth(5, WrongScreen, Breaking, "")],
        unreached: &[],
    },
    Case {
        name: "password-leads-back-to-the-list",
        about: "\"Confirm\" in the password form leads back to the list of tokens instead of on to the form",
        source: "invented",
        editions: ALL,
        parts: &[Part::Sudo],
        changes: &[Change::Pages(&[edit(
            "/sessions/sudo",
            "name=\"sudo_return_to\" value=\"",
            "name=\"sudo_return_to\" value=\"/settings/tokens\" data-from=\"",
        )])],
        truths: &[truth(7, WrongScreen, Breaking, "")],
        unreached: &[],
    },
    Case {
        name: "token-in-a-new-window",
        about: "\"Generate token\" opens another window, with the new token in it",
        source: "invented",
        editions: ALL,
        parts: &[Part::FormFoot],
        changes: &[Change::Pages(&[edit(
            "/settings/tokens/new",
            "action=\"/settings/tokens\" accept-charset=\"UTF-8\"",
            "action=\"/settings/tokens\" target=\"_blank\" accept-charset=\"UTF-8\"",
        )])],
        truths: &[truth(10, WrongScreen, Misleading, "window")],
        unreached: &[],
    },
    Case {
        name: "username-before-generating",
        about: "the account's name must be typed above \"Generate token\"; the form isn't sent without it",
        source: "GitHub: what can't be undone wants a name typed before its button",
        editions: ALL,
        parts: &[Part::FormFoot],
        changes: &[Change::Pages(&[edit(
            "/settings/tokens/new",
            "<p class=\"x-submit\">",
            "<p><label for=\"x-typed\">Type your username</label><input type=\"text\" id=\"x-typed\" class=\"form-control\" autocomplete=\"off\" required=\"required\"></p>\n  <p class=\"x-submit\">",
        )])],
        truths: &[truth(10, Added, Misleading, "Type your username"), truth(10, WrongScreen, Breaking, "")],
        unreached: &[11],
    },
    Case {
        name: "saved-it-over-the-token",
        about: "a dialog that asks whether the new token is saved lies over it",
        source: "Twilio: who makes a key says that it is saved before going on",
        editions: ALL,
        parts: &[Part::MadeToken],
        changes: &[
            Change::Pages(&[edit(
                "/settings/tokens",
                "<div class=\"Box x-made\">",
                "<dialog class=\"x-dialog x-over x-saved\" aria-label=\"Have you got a safe place?\"><h3>Have you got a safe place?</h3><p>The token below shows this once. Write it down where nobody else looks.</p><form method=\"dialog\"><button type=\"submit\" class=\"btn btn-primary\">I have</button></form></dialog>\n<div class=\"Box x-made\">",
            )]),
            Change::Style(".x-saved { top: 180px; }"),
        ],
        truths: &[truth(11, ExtraStep, Breaking, "Have you got a safe place?")],
        unreached: &[],
    },
];
