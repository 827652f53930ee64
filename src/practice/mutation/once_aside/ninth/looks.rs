//! Another look: signs that come and go beside words, lines, a bold heading, black, a field.

use super::case::{ALL, Case, Change, LATE, Part, truth};
use crate::judge::Kind::Restyled;
use crate::judge::Severity::Cosmetic;

pub(super) static CASES: &[Case] = &[
    Case {
        name: "plus-without-its-triangle",
        about: "the button with a plus in the header has no triangle and is as wide as those beside it",
        source: "GitLab, 2023-05: the plus at the top of the sidebar has no triangle",
        editions: LATE,
        parts: &[Part::Header],
        changes: &[Change::Style(".x-create { width: 32px; } .x-create .x-icon:last-child { display: none; }")],
        truths: &[truth(2, Restyled, Cosmetic, "Create new")],
        unreached: &[],
    },
    Case {
        name: "panel-without-lines",
        about: "there are no lines between the groups of the user panel",
        source: "invented",
        editions: LATE,
        parts: &[Part::Panel],
        changes: &[Change::Style(".x-panel-list { border-top-color: transparent; }")],
        truths: &[truth(3, Restyled, Cosmetic, "")],
        unreached: &[],
    },
    Case {
        name: "dot-behind-developer-settings",
        about: "a blue dot stands at the right end of \"Developer settings\"",
        source: "GitHub: a blue dot beside \"Feature preview\" said that there was something new",
        editions: ALL,
        parts: &[Part::Sidebar],
        changes: &[Change::Style(
            ".x-side [data-item-id='developer_settings'] .x-row::after { flex: none; width: 8px; height: 8px; margin-right: 4px; border-radius: 4px; background: var(--blue); content: \"\"; }",
        )],
        truths: &[truth(4, Restyled, Cosmetic, "Developer settings")],
        unreached: &[],
    },
    Case {
        name: "line-beside-the-unfolded",
        about: "a line stands to the left of the entries that \"Personal access tokens\" unfolds",
        source: "VS Code: a line stands to the left of what a folder of the explorer unfolds",
        editions: LATE,
        parts: &[Part::DeveloperSidebar],
        changes: &[Change::Style(
            ".x-sub { position: relative; } .x-sub::before { position: absolute; top: 0; bottom: 0; left: 16px; width: 2px; background: var(--line); content: \"\"; }",
        )],
        truths: &[truth(5, Restyled, Cosmetic, "")],
        unreached: &[],
    },
    Case {
        name: "bold-list-heading",
        about: "the heading of the token list is smaller and bold",
        source: "GitLab: the headings of pages are bold",
        editions: LATE,
        parts: &[Part::ListHead],
        changes: &[Change::Style(".x-subhead h2 { font-size: 20px; font-weight: 700; }")],
        truths: &[truth(6, Restyled, Cosmetic, "Personal access tokens (classic)")],
        unreached: &[],
    },
    Case {
        name: "lock-before-confirm",
        about: "a lock stands before the word of the button \"Confirm\" of the password form",
        source: "Stripe: a lock stands in the button that pays",
        editions: ALL,
        parts: &[Part::Sudo],
        changes: &[Change::Style(
            "#sudo .btn-primary::before { display: inline-block; width: 14px; height: 14px; margin-right: 6px; vertical-align: -2px; background: url(\"data:image/svg+xml,%3Csvg xmlns='http://www.w3.org/2000/svg' viewBox='0 0 16 16'%3E%3Cpath d='M3 7.500h10v6.500H3zM5 7.500V5a3 3 0 0 1 6 0v2.500' fill='none' stroke='white' stroke-width='1.600'/%3E%3C/svg%3E\"); content: \"\"; }",
        )],
        truths: &[truth(7, Restyled, Cosmetic, "Confirm")],
        unreached: &[],
    },
    Case {
        name: "black-generate-token",
        about: "\"Generate token\" is white on black",
        source: "Vercel: the buttons that make something are white on black",
        editions: ALL,
        parts: &[Part::FormFoot],
        changes: &[Change::Style(".x-generate { border-color: #000; background: #171717; }")],
        truths: &[truth(10, Restyled, Cosmetic, "Generate token")],
        unreached: &[],
    },
    Case {
        name: "token-in-a-field",
        about: "the new token stands in a white field with a frame",
        source: "GitLab: a new token stands in a field",
        editions: ALL,
        parts: &[Part::MadeToken],
        changes: &[Change::Style(
            ".x-made .token { padding: 5px 12px; border: 1px solid var(--line); border-radius: 6px; background: var(--back); }",
        )],
        truths: &[truth(11, Restyled, Cosmetic, "")],
        unreached: &[],
    },
];
