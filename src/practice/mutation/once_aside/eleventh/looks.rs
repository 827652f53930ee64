//! Another look: rings and frames, cards, words in the place of an icon, labels, what can't be pressed.

use super::case::{ALL, Case, Change, JANUARY_2024, LATE, Part, edit, truth};
use crate::judge::Kind::Restyled;
use crate::judge::Severity::{Breaking, Cosmetic};

pub(super) static CASES: &[Case] = &[
    Case {
        name: "ring-around-the-avatar",
        about: "a coloured ring runs around the account's picture in the header",
        source: "Instagram: a coloured ring around a picture says that there is something new",
        editions: LATE,
        parts: &[Part::Header],
        changes: &[Change::Style(".x-right .x-avatar-button { box-shadow: 0 0 0 2px var(--bar), 0 0 0 5px #d6249f; }")],
        truths: &[truth(2, Restyled, Cosmetic, "")],
        unreached: &[],
    },
    Case {
        name: "switch-account-as-words",
        about: "the button that switches accounts says \"Switch account\" at the top of the user panel instead of showing an icon",
        source: "YouTube: \"Switch account\" stands as words in the account's menu",
        editions: LATE,
        parts: &[Part::Panel],
        changes: &[Change::Style(
            ".x-panel-head [aria-label='Account switcher'] { width: auto; padding: 0 4px; font-size: 12px; white-space: nowrap; } .x-panel-head [aria-label='Account switcher'] .x-icon { display: none; } .x-panel-head [aria-label='Account switcher']::after { content: \"Switch account\"; }",
        )],
        truths: &[truth(3, Restyled, Cosmetic, "Account switcher")],
        unreached: &[],
    },
    Case {
        name: "sidebars-on-cards",
        about: "both sidebars stand on grey, in a frame with round corners",
        source: "invented",
        editions: ALL,
        parts: &[Part::Sidebar, Part::DeveloperSidebar],
        changes: &[Change::Style(
            ".x-side { padding: 8px 7px; border: 1px solid var(--line); border-radius: 12px; background: var(--inset); }",
        )],
        truths: &[truth(4, Restyled, Cosmetic, ""), truth(5, Restyled, Cosmetic, "")],
        unreached: &[],
    },
    Case {
        name: "beta-as-a-lozenge",
        about: "the label \"Beta\" of \"Fine-grained tokens\" is a grey box with black letters",
        source: "Atlassian: labels are lozenges, which are grey where nothing is urgent",
        editions: JANUARY_2024,
        parts: &[Part::DeveloperSidebar],
        changes: &[Change::Style(
            ".x-side .x-badge { border-color: transparent; border-radius: 3px; background: var(--line); color: var(--text); }",
        )],
        truths: &[truth(5, Restyled, Cosmetic, "Beta")],
        unreached: &[],
    },
    Case {
        name: "personal-access-tokens-are-grey",
        about: "\"Personal access tokens\" in the developer sidebar is grey and unfolds nothing",
        source: "GitLab: whoever runs it can turn personal access tokens off",
        editions: LATE,
        parts: &[Part::DeveloperSidebar],
        changes: &[
            Change::Pages(&[edit(
                "/settings/apps",
                "aria-expanded=\"false\" id=\"personal-access-tokens-menu-item\">",
                "aria-expanded=\"false\" id=\"personal-access-tokens-menu-item\" disabled=\"disabled\">",
            )]),
            Change::Style(".x-unfold:disabled { opacity: 0.4; cursor: not-allowed; }"),
        ],
        truths: &[truth(5, Restyled, Breaking, "Personal access tokens")],
        unreached: &[],
    },
    Case {
        name: "caption-in-italics",
        about: "the sentence below \"Note\" is set in italics",
        source: "Redmine: what is said of a field is set in italics",
        editions: ALL,
        parts: &[Part::NoteAndExpiration],
        changes: &[Change::Style(".x-note-caption { font-style: italic; }")],
        truths: &[truth(8, Restyled, Cosmetic, "this token for")],
        unreached: &[],
    },
    Case {
        name: "scopes-on-cards",
        about: "each scope stands with those below it in a frame of its own",
        source: "invented",
        editions: ALL,
        parts: &[Part::Scopes, Part::FormFoot],
        changes: &[Change::Style(
            ".x-scope-list { border-bottom: 0; } .x-scope-list > li { margin-bottom: 8px; padding: 0 8px 4px; border: 1px solid var(--line); border-radius: 6px; } .x-scope-list .x-parent { border-top: 0; }",
        )],
        truths: &[truth(9, Restyled, Cosmetic, ""), truth(10, Restyled, Cosmetic, "")],
        unreached: &[],
    },
    Case {
        name: "foot-on-grey",
        about: "the form's foot stands on grey, below a line",
        source: "GitLab, until 2023: the buttons of a form stood on grey, below a line",
        editions: ALL,
        parts: &[Part::FormFoot],
        changes: &[Change::Style(".x-submit { padding: 16px; border-top: 1px solid var(--line); background: var(--inset); }")],
        truths: &[truth(10, Restyled, Cosmetic, "")],
        unreached: &[],
    },
    Case {
        name: "dashed-frame-around-the-token",
        about: "the frame of the box with the new token is dashed, thick and green",
        source: "invented",
        editions: ALL,
        parts: &[Part::MadeToken],
        changes: &[Change::Style(".x-made { border: 2px dashed var(--green-line); }")],
        truths: &[truth(11, Restyled, Cosmetic, "")],
        unreached: &[],
    },
];
