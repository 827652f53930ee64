//! Another look: frames that touch, colours, a sign before a sentence, a heading that can be pressed.

use super::case::{ALL, Case, Change, LATE, Part, edit, truth};
use crate::judge::Kind::Restyled;
use crate::judge::Severity::{Cosmetic, Misleading};

pub(super) static CASES: &[Case] = &[
    Case {
        name: "joined-header-tools",
        about: "the icons at the right end of the header stand side by side in one frame",
        source: "Bootstrap: buttons in a group stand side by side, without room between them",
        editions: LATE,
        parts: &[Part::Header],
        changes: &[Change::Style(
            ".x-right > .x-tool { margin-left: -9px; border-radius: 0; } .x-right > .x-create { margin-left: 0; border-radius: 6px 0 0 6px; } .x-right > [href='/notifications'] { border-radius: 0 6px 6px 0; }",
        )],
        truths: &[truth(2, Restyled, Cosmetic, "")],
        unreached: &[],
    },
    Case {
        name: "sign-out-in-red",
        about: "\"Sign out\" in the user panel is red",
        source: "Discord: \"Log Out\" is red in the settings",
        editions: LATE,
        parts: &[Part::Panel],
        changes: &[Change::Style(".x-panel [href='/logout'], .x-panel [href='/logout'] .x-icon { color: var(--red); }")],
        truths: &[truth(3, Restyled, Cosmetic, "Sign out")],
        unreached: &[],
    },
    Case {
        name: "heading-that-folds",
        about: "the heading \"Archives\" in the settings sidebar is a button that folds its entries",
        source: "GitLab, 2023: the parts of the sidebar fold when their headings are pressed",
        editions: ALL,
        parts: &[Part::Sidebar],
        changes: &[
            Change::Pages(&[edit(
                "/settings/profile",
                "<h2 class=\"ActionList-sectionDivider-title x-side-heading\">Archives</h2>",
                "<button type=\"button\" class=\"x-side-heading x-unfold x-folds\" aria-expanded=\"true\">Archives<svg class=\"x-icon\" viewBox=\"0 0 16 16\" width=\"16\" height=\"16\" aria-hidden=\"true\"><path d=\"M4 6l4 4 4-4\"></path></svg></button>",
            )]),
            Change::Style(
                ".x-folds { display: flex; justify-content: space-between; width: 100%; border: 0; border-radius: 6px; background: none; cursor: pointer; } .x-folds[aria-expanded='false'] + .x-list { display: none; }",
            ),
        ],
        truths: &[truth(4, Restyled, Misleading, "Archives")],
        unreached: &[],
    },
    Case {
        name: "no-expiration-in-orange",
        about: "\"This token has no expiration date\" stands in the list in bold orange",
        source: "GitHub: that a token has no end stands in the list in the colour of warnings",
        editions: LATE,
        parts: &[Part::ListHead],
        changes: &[Change::Style(".x-token-text div { color: #bc4c00; font-weight: 700; }")],
        truths: &[truth(6, Restyled, Cosmetic, "no expiration date")],
        unreached: &[],
    },
    Case {
        name: "sign-before-copy-now",
        about: "a warning sign stands before the sentence above the new token",
        source: "GitHub: a sign stands before the sentence in boxes that inform or warn",
        editions: ALL,
        parts: &[Part::MadeToken],
        changes: &[
            Change::Pages(&[edit(
                "/settings/tokens",
                "<div class=\"flash x-copy-now\">",
                "<div class=\"flash x-copy-now\"><svg class=\"x-icon x-sign\" viewBox=\"0 0 16 16\" width=\"16\" height=\"16\" aria-hidden=\"true\"><path d=\"M8 2l6.500 11.500h-13zM8 6.500v3M8 11.500v.1\"></path></svg>",
            )]),
            Change::Style(".x-sign { margin: 0 8px 0 0; }"),
        ],
        truths: &[truth(11, Restyled, Cosmetic, "Make sure to copy")],
        unreached: &[],
    },
];
