//! Other screens: one in between, a dialog, a summary that comes first.

use super::case::{ALL, Case, Change, Detour, Part, Screen, edit, truth};
use crate::judge::Kind::{Added, ExtraStep, Missing};
use crate::judge::Severity::{Breaking, Misleading};

pub(super) static CASES: &[Case] = &[
    Case {
        name: "restore-the-account",
        about: "a page says after signing in that the account is about to be deleted, and offers to keep it",
        source: "Discord: who signs in to an account that is to be deleted can restore it",
        editions: ALL,
        parts: &[Part::Home],
        changes: &[Change::Detour(Detour::Screen {
            before: "/",
            screen: Screen {
                heading: "Account scheduled for deletion",
                sentence: "You have asked for this account to be deleted. Until then you can change your mind.",
                button: "Restore account",
            },
        })],
        truths: &[truth(1, ExtraStep, Breaking, "Account scheduled for deletion")],
        unreached: &[],
    },
    Case {
        name: "maintenance-over-home",
        about: "a dialog about maintenance lies over the first page, once for each sign-in",
        source: "Bitbucket: maintenance to come is announced to all who sign in",
        editions: ALL,
        parts: &[Part::Home],
        changes: &[Change::Detour(Detour::Dialog {
            over: "/",
            screen: Screen {
                heading: "Scheduled maintenance",
                sentence: "On Saturday night nothing can be saved for about two hours.",
                button: "Got it",
            },
        })],
        truths: &[truth(2, ExtraStep, Breaking, "Scheduled maintenance")],
        unreached: &[],
    },
    Case {
        name: "continue-to-summary",
        about: "the form's foot shows only once \"Continue to summary\" is pressed, below a summary",
        source: "Cloudflare: who makes a token presses \"Continue to summary\" first",
        editions: ALL,
        parts: &[Part::FormFoot],
        changes: &[
            Change::Pages(&[
                edit(
                    "/settings/tokens/new",
                    "<p class=\"x-submit\">",
                    "<details class=\"x-second\"><summary class=\"btn btn-primary\" role=\"button\">Continue to summary</summary><h3>Summary</h3><p>The token will have the scopes that are ticked above.</p><p class=\"x-submit\">",
                ),
                edit("/settings/tokens/new", "</a></p>\n</form>", "</a></p></details>\n</form>"),
            ]),
            Change::Style(".x-second { padding: 4px 0 16px; } .x-second[open] > summary { display: none; }"),
        ],
        truths: &[
            truth(10, Missing, Breaking, "Generate token"),
            truth(10, Missing, Misleading, "Cancel"),
            truth(10, Added, Misleading, "Continue to summary"),
        ],
        unreached: &[11],
    },
];
