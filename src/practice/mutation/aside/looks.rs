//! Another look: words below icons, tiles, dark, wider and narrower boxes, another kind of control.

use super::case::{ALL, Case, Change, EARLY, LATE, Part, edit, truth};
use crate::judge::Kind::Restyled;
use crate::judge::Severity::{Cosmetic, Misleading};

pub(super) static CASES: &[Case] = &[
    Case {
        name: "words-below-header-tools",
        about: "small words stand below the icons at the right end of the header, which have no frames",
        source: "LinkedIn: words stand below the icons in the bar at the top",
        editions: LATE,
        parts: &[Part::Header],
        changes: &[Change::Style(
            ".x-right .x-tool { flex-direction: column; gap: 2px; width: 48px; height: 44px; border-color: transparent; font-size: 11px; line-height: 14px; } .x-right .x-create .x-icon + .x-icon { display: none; } .x-right .x-create::after { content: \"New\"; } .x-right [aria-label='Issues']::after { content: \"Issues\"; } .x-right [aria-label='Pull requests']::after { content: \"Pulls\"; } .x-right [href='/notifications']::after { content: \"Inbox\"; }",
        )],
        truths: &[
            truth(2, Restyled, Cosmetic, "Create new"),
            truth(2, Restyled, Cosmetic, "Issues"),
            truth(2, Restyled, Cosmetic, "Pull requests"),
            truth(2, Restyled, Cosmetic, "notifications"),
        ],
        unreached: &[],
    },
    Case {
        name: "large-picture-in-the-panel",
        about: "the account's picture at the top of the user panel is large, and the names stand below it",
        source: "Google, 2023: the account's menu shows a large picture in the middle of its top",
        editions: LATE,
        parts: &[Part::Panel],
        changes: &[Change::Style(
            ".x-panel-head { position: relative; flex-direction: column; justify-content: center; height: 152px; } .x-panel-head .x-avatar { width: 72px; height: 72px; } .x-panel-head .x-panel-who { flex: none; text-align: center; } .x-panel-head .x-tool { position: absolute; top: 16px; right: 16px; } .x-panel-head [aria-label='Account switcher'] { right: 56px; }",
        )],
        truths: &[truth(3, Restyled, Cosmetic, "")],
        unreached: &[],
    },
    Case {
        name: "icons-on-coloured-tiles",
        about: "the icons of both sidebars are white on coloured tiles",
        source: "iOS: the icons of the settings are white on coloured tiles",
        editions: ALL,
        parts: &[Part::Sidebar, Part::DeveloperSidebar],
        changes: &[Change::Style(
            ".x-side .x-row > .x-icon:first-child { width: 22px; height: 22px; padding: 3px; border-radius: 5px; background: #0969da; color: #fff; } .x-side li:nth-child(even) > .x-row > .x-icon:first-child { background: #bf3989; } .x-side li:nth-child(3n) > .x-row > .x-icon:first-child { background: #bc4c00; }",
        )],
        truths: &[truth(4, Restyled, Cosmetic, ""), truth(5, Restyled, Cosmetic, "")],
        unreached: &[],
    },
    Case {
        name: "dark-menu",
        about: "the menu of \"Generate new token\" is dark, over a page that is light",
        source: "Figma: menus are dark over a light page",
        editions: LATE,
        parts: &[Part::ListHead],
        changes: &[Change::Style(
            ".x-menu { border-color: #24292f; background: #24292f; } .x-menu .x-menu-item { color: #fff; } .x-menu .x-menu-item span { color: #c9d1d9; } .x-menu .x-menu-item + .x-menu-item { border-top-color: #57606a; }",
        )],
        truths: &[truth(6, Restyled, Cosmetic, "")],
        unreached: &[],
    },
    Case {
        name: "forgot-password-as-a-button",
        about: "the link \"Forgot password?\" of the password form looks like a button",
        source: "invented",
        editions: ALL,
        parts: &[Part::Sudo],
        changes: &[Change::Style(
            "#sudo .x-password-line { align-items: center; } #sudo .x-forgot { margin-bottom: 6px; padding: 3px 10px; border: 1px solid var(--line); border-radius: 6px; background: var(--back); color: var(--text); font-weight: 700; }",
        )],
        truths: &[truth(7, Restyled, Misleading, "Forgot password?")],
        unreached: &[],
    },
    Case {
        name: "wider-password-form",
        about: "the boxes of the password form, with the field and the button in them, are wider",
        source: "invented",
        editions: ALL,
        parts: &[Part::Sudo],
        changes: &[Change::Style("#sudo.x-auth { width: 500px; }")],
        truths: &[truth(7, Restyled, Cosmetic, "")],
        unreached: &[],
    },
    Case {
        name: "expiration-as-segments",
        about: "\"Expiration\" is a row of four joined buttons, of which one is blue, instead of a list box",
        source: "iOS: one of a few is chosen in a row of joined segments",
        editions: EARLY,
        parts: &[Part::NoteAndExpiration],
        changes: &[
            Change::Pages(&[edit(
                "/settings/tokens/new",
                "<select name=\"oauth_access[default_expires_at]\" id=\"oauth_access_default_expires_at\"",
                "<span role=\"radiogroup\" aria-label=\"Expiration\" class=\"x-segments\"><label><input type=\"radio\" name=\"oauth_access[default_expires_at]\" value=\"7\">7 d</label><label><input type=\"radio\" name=\"oauth_access[default_expires_at]\" value=\"30\" checked=\"checked\">30 d</label><label><input type=\"radio\" name=\"oauth_access[default_expires_at]\" value=\"60\">60 d</label><label><input type=\"radio\" name=\"oauth_access[default_expires_at]\" value=\"90\">90 d</label></span><select hidden=\"hidden\" disabled=\"disabled\"",
            )]),
            Change::Style(
                ".x-segments { display: flex; overflow: hidden; border: 1px solid var(--line); border-radius: 6px; } .x-form .x-segments label { margin: 0; padding: 5px 8px; font-weight: 400; cursor: pointer; } .x-segments label + label { border-left: 1px solid var(--line); } .x-segments label:has(:checked) { background: var(--blue); color: #fff; } .x-segments input { width: 0; height: 0; margin: 0; appearance: none; }",
            ),
        ],
        truths: &[truth(8, Restyled, Misleading, "Expiration")],
        // As with other kinds of control, the token is then made for thirty days, and no walk keeps such a one.
        unreached: &[11],
    },
    Case {
        name: "full-control-in-red",
        about: "the texts beside \"repo\" and \"admin:org\", which speak of full control, are bold and red",
        source: "invented",
        editions: ALL,
        parts: &[Part::Scopes],
        changes: &[Change::Style(
            ".x-scope-about[data-scope-for='repo'], .x-scope-about[data-scope-for='admin:org'] { color: var(--red); font-weight: 700; }",
        )],
        truths: &[truth(9, Restyled, Cosmetic, "")],
        unreached: &[],
    },
    Case {
        name: "arrow-behind-generate-token",
        about: "an arrow stands behind the words of \"Generate token\"",
        source: "Vercel: an arrow stands behind the word of a button that leads on",
        editions: ALL,
        parts: &[Part::FormFoot],
        changes: &[Change::Style(
            ".x-generate::after { display: inline-block; width: 16px; height: 16px; margin-left: 8px; vertical-align: -3px; background: url(\"data:image/svg+xml,%3Csvg xmlns='http://www.w3.org/2000/svg' viewBox='0 0 16 16'%3E%3Cpath d='M2 8h11M8.500 3.500L13 8l-4.500 4.500' fill='none' stroke='white' stroke-width='2'/%3E%3C/svg%3E\"); content: \"\"; }",
        )],
        truths: &[truth(10, Restyled, Cosmetic, "Generate token")],
        unreached: &[],
    },
    Case {
        name: "narrow-box-around-the-token",
        about: "the box with the new token is only as wide as what stands in it",
        source: "invented",
        editions: ALL,
        parts: &[Part::MadeToken],
        changes: &[Change::Style(".x-made { width: fit-content; }")],
        truths: &[truth(11, Restyled, Cosmetic, "")],
        unreached: &[],
    },
];
