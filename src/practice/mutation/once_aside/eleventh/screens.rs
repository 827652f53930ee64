//! Other screens: one in between, a dialog over a page, another page in the place of one, a form that isn't sent.

use super::case::{ALL, Case, Change, Detour, Part, Screen, edit, truth};
use crate::judge::Kind::{ExtraStep, WrongScreen};
use crate::judge::Severity::Breaking;

pub(super) static CASES: &[Case] = &[
    Case {
        name: "region-at-sign-in",
        about: "a required list box \"Region\" stands above the name on the page that signs in; the form isn't sent without it",
        source: "Datadog: who signs in chooses a site first, which stands for a region",
        editions: ALL,
        parts: &[Part::SignIn],
        changes: &[Change::Pages(&[edit(
            "/login",
            "<label for=\"login_field\">",
            "<label for=\"x-region\">Region</label><select id=\"x-region\" class=\"form-select form-control input-block\" required=\"required\"><option value=\"\">Choose one</option><option>Europe</option><option>United States</option></select>\n      <label for=\"login_field\">",
        )])],
        truths: &[truth(1, WrongScreen, Breaking, "")],
        unreached: &[2, 3, 4, 5, 6, 7, 8, 9, 10, 11],
    },
    Case {
        name: "too-many-devices",
        about: "a page says after signing in that the account is in use on too many devices",
        source: "Evernote: who signs in on one device too many has to take another away first",
        editions: ALL,
        parts: &[Part::Home],
        changes: &[Change::Detour(Detour::Screen {
            before: "/",
            screen: Screen {
                heading: "You have reached your limit of devices",
                sentence: "Two devices come with your plan. The one that you have not used for longest will be taken away.",
                button: "Use this device",
            },
        })],
        truths: &[truth(1, ExtraStep, Breaking, "You have reached your limit of devices")],
        unreached: &[],
    },
    Case {
        name: "recovery-codes-over-settings",
        about: "a dialog that wants recovery codes to be saved lies over the settings, once for each sign-in",
        source: "GitHub: who has not saved the recovery codes is told to",
        editions: ALL,
        parts: &[Part::Sidebar],
        changes: &[Change::Detour(Detour::Dialog {
            over: "/settings/profile",
            screen: Screen {
                heading: "You have not saved your recovery codes",
                sentence: "Without your phone, they are the only way back into your account.",
                button: "Remind me later",
            },
        })],
        truths: &[truth(4, ExtraStep, Breaking, "You have not saved your recovery codes")],
        unreached: &[],
    },
    Case {
        name: "leaked-token-over-the-list",
        about: "a dialog that says that a token was found in public lies over the list of tokens, once for each sign-in",
        source: "GitHub: who has a token in a public repository is told so",
        editions: ALL,
        parts: &[Part::ListHead],
        changes: &[
            // Part of a page alone would come without the dialog.
            Change::Pages(&[edit(
                "/settings/apps",
                "href=\"/settings/tokens\" data-turbo-frame=\"settings-frame\"",
                "href=\"/settings/tokens\"",
            )]),
            Change::Detour(Detour::Dialog {
                over: "/settings/tokens",
                screen: Screen {
                    heading: "One of your tokens was found in public",
                    sentence: "It stood in a repository that everybody can read, and has been revoked.",
                    button: "Close",
                },
            }),
        ],
        truths: &[truth(6, ExtraStep, Breaking, "One of your tokens was found in public")],
        unreached: &[],
    },
    Case {
        name: "password-form-leads-to-the-security-settings",
        about: "the address of the password form leads to \"Password and authentication\" in the settings",
        source: "invented",
        editions: ALL,
        parts: &[Part::Sudo],
        changes: &[Change::Detour(Detour::Redirect { from: "/sessions/sudo", to: "/settings/security" })],
        truths: &[truth(6, WrongScreen, Breaking, "/settings/security")],
        unreached: &[7, 8, 9, 10, 11],
    },
    Case {
        name: "session-about-to-end-over-sudo",
        about: "a dialog that says that the session is about to end lies over the password form, once for each sign-in",
        source: "Salesforce: a dialog says that the session is about to end",
        editions: ALL,
        parts: &[Part::Sudo],
        changes: &[Change::Detour(Detour::Dialog {
            over: "/sessions/sudo",
            screen: Screen {
                heading: "Your session is about to end",
                sentence: "Nothing has happened here for a while. You can go on working if you say so now.",
                button: "Continue working",
            },
        })],
        truths: &[truth(7, ExtraStep, Breaking, "Your session is about to end")],
        unreached: &[],
    },
    Case {
        name: "draft-over-the-form",
        about: "a dialog that says that there is a draft of a token lies over the form, once for each sign-in",
        source: "WordPress: who opens a page of which there is a draft is told so",
        editions: ALL,
        parts: &[Part::NoteAndExpiration],
        changes: &[Change::Detour(Detour::Dialog {
            over: "/settings/tokens/new",
            screen: Screen {
                heading: "You have an unfinished token",
                sentence: "The last time, you left this form before the token was made. Nothing of it has to be kept.",
                button: "Start anew",
            },
        })],
        truths: &[truth(8, ExtraStep, Breaking, "You have an unfinished token")],
        unreached: &[],
    },
];
