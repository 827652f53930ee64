//! Another look: words in the place of icons, signs beside words, frames, one that can't be used.

use super::case::{ALL, Case, Change, JUNE_2022, LATE, NOVEMBER_2026, Part, edit, truth};
use crate::judge::Kind::Restyled;
use crate::judge::Severity::{Breaking, Cosmetic};

pub(super) static CASES: &[Case] = &[
    Case {
        name: "issues-and-pulls-as-words",
        about: "the icons for issues and pull requests in the header are words instead",
        source: "GitHub, until 2023: \"Pull requests\" and \"Issues\" stood in the header as words (here again)",
        editions: LATE,
        parts: &[Part::Header],
        changes: &[
            Change::Pages(&[
                edit(
                    "*",
                    "href=\"/issues\" aria-label=\"Issues\"><svg",
                    "href=\"/issues\" aria-label=\"Issues\">Issues<svg hidden",
                ),
                edit(
                    "*",
                    "href=\"/pulls\" aria-label=\"Pull requests\"><svg",
                    "href=\"/pulls\" aria-label=\"Pull requests\">Pull requests<svg hidden",
                ),
            ]),
            Change::Style(
                ".x-right > [href='/issues'], .x-right > [href='/pulls'] { width: auto; padding: 0 5px; font-size: 12px; }",
            ),
        ],
        truths: &[truth(2, Restyled, Cosmetic, "Issues"), truth(2, Restyled, Cosmetic, "Pull requests")],
        unreached: &[],
    },
    Case {
        name: "avatar-is-pale",
        about: "the account's picture in the header is pale and opens nothing",
        source: "invented",
        editions: LATE,
        parts: &[Part::Header, Part::Panel],
        changes: &[
            Change::Pages(&[edit("*", " data-panel=\"/_side-panels/user\"", " disabled=\"disabled\"")]),
            Change::PagesOf(NOVEMBER_2026, &[edit("*", "x-avatar-button cursor-wait\"", "x-avatar-button\"")]),
            Change::Style(".x-avatar-button:disabled { opacity: 0.35; cursor: not-allowed; }"),
        ],
        truths: &[truth(2, Restyled, Breaking, "")],
        unreached: &[3],
    },
    Case {
        name: "arrow-behind-developer-settings",
        about: "an arrow that points out of the page stands at the right end of \"Developer settings\"",
        source: "Atlassian: an arrow stands behind entries that lead out of where one is",
        editions: ALL,
        parts: &[Part::Sidebar],
        changes: &[Change::Style(
            ".x-side [data-item-id='developer_settings'] .x-row::after { flex: none; width: 16px; height: 16px; margin-right: 4px; background: url(\"data:image/svg+xml,%3Csvg xmlns='http://www.w3.org/2000/svg' viewBox='0 0 16 16'%3E%3Cpath d='M6.500 3.500h-4v10h10v-4M9 2.500h4.500V7M13.500 2.500L7 9' fill='none' stroke='%2359636e' stroke-width='1.400'/%3E%3C/svg%3E\"); content: \"\"; }",
        )],
        truths: &[truth(4, Restyled, Cosmetic, "Developer settings")],
        unreached: &[],
    },
    Case {
        name: "plus-before-generate-new",
        about: "a plus stands before the words of \"Generate new token\"",
        source: "OpenAI: a plus stands before the words of the button above the list",
        editions: ALL,
        parts: &[Part::ListHead],
        changes: &[
            Change::PagesOf(
                LATE,
                &[edit(
                    "/settings/tokens",
                    "x-menu-button\" role=\"button\" aria-haspopup=\"menu\">\n",
                    "x-menu-button\" role=\"button\" aria-haspopup=\"menu\"><svg class=\"x-icon x-plus\" viewBox=\"0 0 16 16\" width=\"16\" height=\"16\" aria-hidden=\"true\"><path d=\"M8 2.500v11M2.500 8h11\"></path></svg>\n",
                )],
            ),
            Change::PagesOf(
                JUNE_2022,
                &[edit(
                    "/settings/tokens",
                    "<a class=\"btn btn-sm\" href=\"/settings/tokens/new\">",
                    "<a class=\"btn btn-sm\" href=\"/settings/tokens/new\"><svg class=\"x-icon x-plus\" viewBox=\"0 0 16 16\" width=\"16\" height=\"16\" aria-hidden=\"true\"><path d=\"M8 2.500v11M2.500 8h11\"></path></svg>",
                )],
            ),
            Change::Style(".x-subhead .btn .x-plus { margin: 0 4px 0 -4px; stroke-width: 2; }"),
        ],
        truths: &[truth(6, Restyled, Cosmetic, "Generate new token")],
        unreached: &[],
    },
    Case {
        name: "confirm-cannot-be-pressed",
        about: "the button \"Confirm\" of the password form is pale and can't be pressed",
        source: "invented",
        editions: ALL,
        parts: &[Part::Sudo],
        changes: &[
            Change::Pages(&[edit(
                "/sessions/sudo",
                "class=\"btn btn-primary btn-block\">Confirm</button>",
                "class=\"btn btn-primary btn-block\" disabled=\"disabled\">Confirm</button>",
            )]),
            Change::Style("#sudo .btn-block:disabled { opacity: 0.4; cursor: not-allowed; }"),
        ],
        truths: &[truth(7, Restyled, Breaking, "Confirm")],
        unreached: &[8, 9, 10, 11],
    },
    Case {
        name: "outlined-generate-token",
        about: "\"Generate token\" is green on white, with a green frame",
        source: "Bootstrap 4, 2018: buttons may have a frame and words of one colour, and nothing behind them",
        editions: ALL,
        parts: &[Part::FormFoot],
        changes: &[Change::Style(".x-generate { background: none; border-color: var(--green); color: var(--green); }")],
        truths: &[truth(10, Restyled, Cosmetic, "Generate token")],
        unreached: &[],
    },
    Case {
        name: "copy-token-without-a-frame",
        about: "the button that copies the new token has no frame and nothing behind its icon",
        source: "GitHub: the button that copies the path of a file has no frame",
        editions: ALL,
        parts: &[Part::MadeToken],
        changes: &[Change::Style(".x-copy { border-color: transparent; background: none; }")],
        truths: &[truth(11, Restyled, Cosmetic, "Copy token")],
        unreached: &[],
    },
];
