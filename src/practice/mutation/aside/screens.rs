//! Other screens: one in between, a dialog over a page, another page in the place of one, a form that isn't sent, no token yet.

use super::case::{ALL, Case, Change, Detour, Part, Screen, edit, say, truth};
use crate::judge::Kind::{Added, ExtraStep, WrongScreen};
use crate::judge::Severity::{Breaking, Misleading};

pub(super) static CASES: &[Case] = &[
    Case {
        name: "team-size-after-sign-in",
        about: "a page asks after signing in how many people one works with",
        source: "GitHub, 2021: who came for the first time was asked how many team members there are",
        editions: ALL,
        parts: &[Part::Home],
        changes: &[Change::Detour(Detour::Screen {
            before: "/",
            screen: Screen {
                heading: "How many people do you work with?",
                sentence: "Your answer helps us to show what fits you. You can change it later.",
                button: "Just me",
            },
        })],
        truths: &[truth(1, ExtraStep, Breaking, "How many people do you work with?")],
        unreached: &[],
    },
    Case {
        name: "year-in-review-over-home",
        about: "a dialog that shows the year that is over lies over the first page, once for each sign-in",
        source: "Spotify: at the end of a year, what was heard in it comes up first",
        editions: ALL,
        parts: &[Part::Home],
        changes: &[Change::Detour(Detour::Dialog {
            over: "/",
            screen: Screen {
                heading: "Your year in code",
                sentence: "See what you have made this year, and share it with others.",
                button: "Maybe later",
            },
        })],
        truths: &[truth(2, ExtraStep, Breaking, "Your year in code")],
        unreached: &[],
    },
    Case {
        name: "failing-webhooks-over-developer-settings",
        about: "a dialog that says that webhooks fail lies over the developer settings, once for each sign-in",
        source: "Stripe: the pages for developers say when webhooks fail",
        editions: ALL,
        parts: &[Part::DeveloperSidebar],
        changes: &[
            Change::Pages(&[edit(
                "/settings/profile",
                "href=\"/settings/apps\" data-turbo-frame=\"settings-frame\"",
                "href=\"/settings/apps\"",
            )]),
            // Part of a page alone would come without the dialog.
            Change::Detour(Detour::Dialog {
                over: "/settings/apps",
                screen: Screen {
                    heading: "Two of your webhooks fail",
                    sentence: "Nobody has answered them for three days. They will be turned off soon.",
                    button: "Got it",
                },
            }),
        ],
        truths: &[truth(5, ExtraStep, Breaking, "Two of your webhooks fail")],
        unreached: &[],
    },
    Case {
        name: "payment-before-the-form",
        about: "a page wants a way to pay before the form, once for each sign-in",
        source: "Google Maps: who makes a key is asked for a way to pay first",
        editions: ALL,
        parts: &[Part::ListHead],
        changes: &[Change::Detour(Detour::Screen {
            before: "/settings/tokens/new",
            screen: Screen {
                heading: "Add a payment method",
                sentence: "The first requests of a token cost nothing. A card is needed for those that come after.",
                button: "Add it later",
            },
        })],
        truths: &[truth(6, ExtraStep, Breaking, "Add a payment method")],
        unreached: &[],
    },
    Case {
        name: "form-leads-back-to-the-list",
        about: "the address of the form of classic tokens leads back to the list of tokens",
        source: "npm, 2025-11: classic tokens can't be made any more",
        editions: ALL,
        parts: &[Part::ListHead],
        changes: &[Change::Detour(Detour::Redirect { from: "/settings/tokens/new", to: "/settings/tokens" })],
        truths: &[truth(6, WrongScreen, Breaking, "")],
        unreached: &[7, 8, 9, 10, 11],
    },
    Case {
        name: "unusual-activity-before-the-password",
        about: "a page says before the password form that something unusual was seen, once for each sign-in",
        source: "LinkedIn: a page says that something unusual was seen before one can go on",
        editions: ALL,
        parts: &[Part::Sudo],
        changes: &[Change::Detour(Detour::Screen {
            before: "/sessions/sudo",
            screen: Screen {
                heading: "We have noticed unusual activity",
                sentence: "To keep your account safe, we will ask you a few things before you go on.",
                button: "Continue to verification",
            },
        })],
        truths: &[truth(6, ExtraStep, Breaking, "We have noticed unusual activity")],
        unreached: &[],
    },
    Case {
        name: "password-before-generating",
        about: "a required field \"Current password\" stands above \"Generate token\"; the form isn't sent without it",
        source: "GitLab: the current password has to be given in the form that changes how one signs in",
        editions: ALL,
        parts: &[Part::FormFoot],
        changes: &[Change::Pages(&[edit(
            "/settings/tokens/new",
            "<p class=\"x-submit\">",
            "<div class=\"form-group\"><label for=\"x-again\">Current password</label><input type=\"password\" id=\"x-again\" class=\"form-control wide\" autocomplete=\"off\" required=\"required\"></div>\n  <p class=\"x-submit\">",
        )])],
        truths: &[truth(10, Added, Misleading, "Current password"), truth(10, WrongScreen, Breaking, "")],
        unreached: &[11],
    },
    Case {
        name: "token-waits-for-approval",
        about: "the box with the new token does not show; the sentence above it says that an owner has to approve the token first",
        source: "GitHub, 2022-10: owners of an organization approve fine-grained tokens",
        editions: ALL,
        parts: &[Part::MadeToken],
        changes: &[
            Change::Content(|content| {
                say(content, "copy_now", "Your token is waiting for approval by an owner of the organization.");
            }),
            Change::Style(".x-made { display: none; }"),
        ],
        // Nothing on the screen tells that a token was made, so it is not the one that the step should lead to.
        truths: &[truth(10, WrongScreen, Breaking, "")],
        unreached: &[11],
    },
];
