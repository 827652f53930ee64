//! Other screens: one in between, a dialog, none, another window, a form that isn't sent.

use super::case::{ALL, Case, Change, Detour, LATE, Part, Screen, edit, truth};
use crate::judge::Kind::{Added, ExtraStep, WrongScreen};
use crate::judge::Severity::{Breaking, Misleading};

pub(super) static CASES: &[Case] = &[
    Case {
        name: "was-this-you",
        about: "a page asks after signing in whether it was the account's holder who did",
        source: "Google account: who signs in from a new device is asked whether it was them",
        editions: ALL,
        parts: &[Part::Home],
        changes: &[Change::Detour(Detour::Screen {
            before: "/",
            screen: Screen {
                heading: "Was this you?",
                sentence: "Somebody has just signed in to your account from a device that is new to us.",
                button: "It was me",
            },
        })],
        truths: &[truth(1, ExtraStep, Breaking, "Was this you?")],
        unreached: &[],
    },
    Case {
        name: "settings-entry-leads-elsewhere",
        about: "\"Settings\" in the user panel leads to a page without the sidebar; the old page is still there",
        source: "invented",
        editions: ALL,
        parts: &[Part::Panel],
        changes: &[Change::Content(|content| {
            if let Some((items, at)) = content.siblings_mut("Settings") {
                "/about".clone_into(&mut items[at].href);
            }
        })],
        truths: &[truth(3, WrongScreen, Breaking, "/about")],
        unreached: &[],
    },
    Case {
        name: "trial-over-settings",
        about: "a dialog about a trial that ends lies over the settings, once for each sign-in",
        source: "Atlassian: a dialog says that a trial is about to end",
        editions: ALL,
        parts: &[Part::Sidebar],
        changes: &[Change::Detour(Detour::Dialog {
            over: "/settings/profile",
            screen: Screen {
                heading: "Your trial is about to end",
                sentence: "Choose a plan before then, and everything that you have set up stays as it is.",
                button: "Decide later",
            },
        })],
        truths: &[truth(4, ExtraStep, Breaking, "Your trial is about to end")],
        unreached: &[],
    },
    Case {
        name: "how-will-you-use-it",
        about: "a page asks before the form what the token will be used for, once for each sign-in",
        source: "Stripe, 2024: who makes a key is asked first what it will be used for",
        editions: ALL,
        parts: &[Part::ListHead],
        changes: &[Change::Detour(Detour::Screen {
            before: "/settings/tokens/new",
            screen: Screen {
                heading: "How will you use this token?",
                sentence: "For what others run on your behalf, an app is safer: it has a name of its own, and rights of its own.",
                button: "In a program of mine",
            },
        })],
        truths: &[truth(6, ExtraStep, Breaking, "How will you use this token?")],
        unreached: &[],
    },
    Case {
        name: "classic-asks-first",
        about: "\"Generate new token (classic)\" in the menu opens a dialog that warns, and leads on from there",
        source: "npm, 2025-09: warnings stood before classic tokens until they were gone",
        editions: LATE,
        parts: &[Part::ListHead],
        changes: &[
            Change::Pages(&[
                edit(
                    "/settings/tokens",
                    "class=\"SelectMenu-item x-menu-item\" href=\"/settings/tokens/new\" data-turbo=\"false\">",
                    "class=\"SelectMenu-item x-menu-item x-asks\" tabindex=\"0\" data-show-dialog-id=\"x-warn\">",
                ),
                edit(
                    "/settings/tokens",
                    "</a>\n    </div>\n  </details>",
                    "</a>\n    </div>\n  </details>\n  <dialog class=\"x-dialog\" id=\"x-warn\" aria-label=\"Classic tokens open everything\"><h3>Classic tokens open everything</h3><p>Whoever has such a token can reach all that you can reach.</p><a class=\"btn btn-danger\" role=\"button\" href=\"/settings/tokens/new\" data-turbo=\"false\">Go on all the same</a></dialog>",
                ),
            ]),
            Change::Style(".x-asks { cursor: pointer; }"),
        ],
        truths: &[truth(6, ExtraStep, Breaking, "Classic tokens open everything")],
        unreached: &[],
    },
    Case {
        name: "password-form-not-found",
        about: "the password form that comes before the form of classic tokens is gone: 404, always",
        source: "invented",
        editions: ALL,
        parts: &[Part::Sudo],
        changes: &[Change::Detour(Detour::Gone { at: "/sessions/sudo" })],
        truths: &[truth(6, WrongScreen, Breaking, "Page not found")],
        unreached: &[7, 8, 9, 10, 11],
    },
    Case {
        name: "confirm-in-a-new-window",
        about: "\"Confirm\" in the password form opens another window, with the form of classic tokens in it",
        source: "invented",
        editions: ALL,
        parts: &[Part::Sudo],
        changes: &[Change::Pages(&[edit(
            "/sessions/sudo",
            "<form action=\"/sessions/sudo\" accept-charset=\"UTF-8\"",
            "<form action=\"/sessions/sudo\" target=\"_blank\" accept-charset=\"UTF-8\"",
        )])],
        truths: &[truth(7, WrongScreen, Misleading, "window")],
        unreached: &[],
    },
    Case {
        name: "sudo-wants-a-reason",
        about: "a required field \"Reason for access\" stands in the password form; the form isn't sent without it",
        source: "Teleport, 2021: who asks for access may have to give a reason",
        editions: ALL,
        parts: &[Part::Sudo],
        changes: &[Change::Pages(&[edit(
            "/sessions/sudo",
            "      <button type=\"submit\" class=\"btn btn-primary btn-block\">",
            "      <label for=\"x-why\">Reason for access</label><input type=\"text\" id=\"x-why\" class=\"form-control input-block\" autocomplete=\"off\" required=\"required\">\n      <button type=\"submit\" class=\"btn btn-primary btn-block\">",
        )])],
        truths: &[truth(7, Added, Misleading, "Reason for access"), truth(7, WrongScreen, Breaking, "")],
        unreached: &[8, 9, 10, 11],
    },
    Case {
        name: "code-before-making",
        about: "a dialog wants a code that was sent by email before a token is made",
        source: "Stripe: a code that is sent by email is wanted before a key is made",
        editions: ALL,
        parts: &[Part::FormFoot],
        changes: &[Change::Pages(&[
            edit(
                "/settings/tokens/new",
                "<button type=\"submit\" class=\"btn btn-primary x-generate\">",
                "<button type=\"button\" class=\"btn btn-primary x-generate\" data-show-dialog-id=\"x-mailed\">",
            ),
            edit(
                "/settings/tokens/new",
                "</p>\n</form>",
                "</p>\n<dialog class=\"x-dialog\" id=\"x-mailed\" aria-label=\"We have sent you a code\"><h3>We have sent you a code</h3><label for=\"x-code\">Code from the message</label><input type=\"text\" id=\"x-code\" class=\"form-control input-block\" autocomplete=\"off\" required=\"required\"><p></p><button type=\"submit\" class=\"btn btn-primary\">Go on</button></dialog>\n</form>",
            ),
        ])],
        truths: &[truth(10, ExtraStep, Breaking, "We have sent you a code")],
        unreached: &[11],
    },
];
