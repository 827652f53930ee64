//! Other screens: one in between, a dialog, another page, none, another window, a form that isn't sent.

use super::case::{ALL, Case, Change, Detour, JUNE_2022, LATE, Part, Screen, edit, truth};
use crate::judge::Kind::{ExtraStep, Missing, WrongScreen};
use crate::judge::Severity::{Breaking, Misleading};

pub(super) static CASES: &[Case] = &[
    Case {
        name: "account-id-at-sign-in",
        about: "a required field \"Account ID\" stands above the name on the page that signs in; the form isn't sent without it",
        source: "AWS: who signs in gives an \"Account ID\" first",
        editions: ALL,
        parts: &[Part::SignIn],
        changes: &[Change::Pages(&[edit(
            "/login",
            "<label for=\"login_field\">",
            "<label for=\"x-account\">Account ID</label><input type=\"text\" id=\"x-account\" class=\"form-control input-block\" autocomplete=\"off\" required=\"required\">\n      <label for=\"login_field\">",
        )])],
        truths: &[truth(1, WrongScreen, Breaking, "")],
        unreached: &[2, 3, 4, 5, 6, 7, 8, 9, 10, 11],
    },
    Case {
        name: "password-in-a-leak",
        about: "a page says after signing in that the password was found in a leak",
        source: "GitHub, 2018-07: who signs in with a password that was found in a leak is told so",
        editions: ALL,
        parts: &[Part::Home],
        changes: &[Change::Detour(Detour::Screen {
            before: "/",
            screen: Screen {
                heading: "Your password has been found in a leak",
                sentence: "It stands in a list of passwords from another site. Please choose a new one soon.",
                button: "Remind me tomorrow",
            },
        })],
        truths: &[truth(1, ExtraStep, Breaking, "Your password has been found in a leak")],
        unreached: &[],
    },
    Case {
        name: "desktop-app-over-home",
        about: "a dialog that offers an app for the desktop lies over the first page, once for each sign-in",
        source: "Microsoft Teams: an app for the desktop is offered before the page can be used",
        editions: ALL,
        parts: &[Part::Home],
        changes: &[Change::Detour(Detour::Dialog {
            over: "/",
            screen: Screen {
                heading: "Get the app for your desktop",
                sentence: "Clone, change and publish without leaving your machine. It costs nothing.",
                button: "Use the website instead",
            },
        })],
        truths: &[truth(2, ExtraStep, Breaking, "Get the app for your desktop")],
        unreached: &[],
    },
    Case {
        name: "quick-settings-first",
        about: "\"Settings\" in the user panel opens a dialog with a few settings; \"See all settings\" in it leads on",
        source: "Gmail, 2020: the gear opens quick settings, in which \"See all settings\" leads on",
        editions: LATE,
        parts: &[Part::Panel],
        changes: &[Change::Pages(&[
            edit(
                "/_side-panels/user",
                "x-row\" href=\"/settings/profile\">",
                "x-row\" role=\"link\" tabindex=\"0\" data-show-dialog-id=\"x-quick\">",
            ),
            edit(
                "/_side-panels/user",
                "</ul>\n  </nav>",
                "</ul>\n  </nav>\n  <dialog class=\"x-dialog\" id=\"x-quick\" aria-label=\"Quick settings\"><h3>Quick settings</h3><p><label><input type=\"checkbox\"> Dark theme</label></p><p><label><input type=\"checkbox\"> Larger text</label></p><a class=\"btn btn-primary\" role=\"button\" href=\"/settings/profile\">See all settings</a></dialog>",
            ),
        ])],
        truths: &[truth(3, ExtraStep, Breaking, "Quick settings")],
        unreached: &[],
    },
    Case {
        name: "settings-entry-not-found",
        about: "\"Settings\" in the user panel leads to a page that is not there: 404, always; the old page is still there",
        source: "invented",
        editions: ALL,
        parts: &[Part::Panel],
        changes: &[
            Change::Content(|content| {
                if let Some((items, at)) = content.siblings_mut("Settings") {
                    "/settings/overview".clone_into(&mut items[at].href);
                }
            }),
            Change::Detour(Detour::Gone { at: "/settings/overview" }),
        ],
        truths: &[truth(3, WrongScreen, Breaking, "Page not found")],
        unreached: &[],
    },
    Case {
        name: "developer-agreement",
        about: "a page with an agreement comes up before the developer settings, once for each sign-in",
        source: "Apple: developers must agree to a new agreement before they can go on",
        editions: ALL,
        parts: &[Part::DeveloperSidebar],
        changes: &[Change::Detour(Detour::Screen {
            before: "/settings/apps",
            screen: Screen {
                heading: "The developer agreement has changed",
                sentence: "Please read it again before you make or change an app or a token.",
                button: "Agree",
            },
        })],
        truths: &[truth(4, ExtraStep, Breaking, "The developer agreement has changed")],
        unreached: &[],
    },
    Case {
        name: "straight-to-fine-grained",
        about: "\"Generate new token\" is a link to the form of fine-grained tokens, without a menu",
        source: "npm, 2025-11: the button above the list leads to granular tokens only",
        editions: LATE,
        parts: &[Part::ListHead],
        changes: &[
            Change::Pages(&[
                edit(
                    "/settings/tokens",
                    "<details class=\"details-reset details-overlay x-anchor\">\n    <summary class=\"btn btn-sm select-menu-button x-menu-button\" role=\"button\" aria-haspopup=\"menu\">",
                    "<a class=\"btn btn-sm x-straight\" href=\"/settings/personal-access-tokens/new\">",
                ),
                edit(
                    "/settings/tokens",
                    "</summary>\n    <div role=\"menu\" class=\"SelectMenu x-menu\">",
                    "</a>\n    <div hidden>",
                ),
                edit("/settings/tokens", "</a>\n    </div>\n  </details>", "</a>\n    </div>"),
            ]),
            Change::Style(".x-straight .x-icon { display: none; }"),
        ],
        truths: &[
            truth(6, WrongScreen, Breaking, "New fine-grained personal access token"),
            truth(6, Missing, Breaking, "Generate new token (classic)"),
            truth(6, Missing, Misleading, "Fine-grained"),
        ],
        unreached: &[],
    },
    Case {
        name: "generate-new-in-a-new-window",
        about: "\"Generate new token\" opens another window",
        source: "invented",
        editions: JUNE_2022,
        parts: &[Part::ListHead],
        changes: &[Change::Pages(&[edit(
            "/settings/tokens",
            "<a class=\"btn btn-sm\" href=\"/settings/tokens/new\">",
            "<a class=\"btn btn-sm\" href=\"/settings/tokens/new\" target=\"_blank\">",
        )])],
        truths: &[truth(6, WrongScreen, Misleading, "window")],
        unreached: &[],
    },
];
