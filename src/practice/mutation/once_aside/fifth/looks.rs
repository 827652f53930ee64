//! Another look: shapes, icons, another kind of control, one that can't be used.

use super::case::{ALL, Case, Change, EARLY, JUNE_2022, LATE, Part, edit, truth};
use crate::judge::Kind::Restyled;
use crate::judge::Severity::{Breaking, Cosmetic, Misleading};

pub(super) static CASES: &[Case] = &[
    Case {
        name: "sign-in-is-grey",
        about: "the button \"Sign in\" is pale and can't be pressed",
        source: "invented",
        editions: ALL,
        parts: &[Part::SignIn],
        changes: &[
            Change::Pages(&[edit("/login", "value=\"Sign in\"", "value=\"Sign in\" disabled=\"disabled\"")]),
            Change::Style(".js-sign-in-button:disabled { opacity: 0.4; cursor: not-allowed; }"),
        ],
        truths: &[truth(1, Restyled, Breaking, "Sign in")],
        unreached: &[2, 3, 4, 5, 6, 7, 8, 9, 10, 11],
    },
    Case {
        name: "round-header-tools",
        about: "the icons at the right end of the header stand on grey discs",
        source: "Facebook, 2020: the icons at the right end of the top bar stand on grey discs",
        editions: LATE,
        parts: &[Part::Header],
        changes: &[Change::Style(
            ".x-right .x-tool { border-color: transparent; border-radius: 16px; background: #d8dee4; color: var(--text); }",
        )],
        truths: &[truth(2, Restyled, Cosmetic, "")],
        unreached: &[],
    },
    Case {
        name: "chevrons-in-the-sidebar",
        about: "a chevron stands at the right end of every entry of the settings sidebar",
        source: "iOS: a chevron stands at the right end of every entry of the settings",
        editions: ALL,
        parts: &[Part::Sidebar],
        changes: &[Change::Style(
            "nav[aria-label=\"Settings\"] .x-row:not(.x-unfold)::after { flex: none; width: 7px; height: 7px; margin-right: 6px; border: solid var(--muted); border-width: 1.5px 1.5px 0 0; transform: rotate(45deg); content: \"\"; }",
        )],
        truths: &[truth(4, Restyled, Cosmetic, "")],
        unreached: &[],
    },
    Case {
        name: "tokens-group-with-a-plus",
        about: "a plus, and a minus once it is unfolded, stands behind \"Personal access tokens\" instead of a chevron",
        source: "Windows, until 2006: what unfolds has a plus, and a minus once it is unfolded",
        editions: LATE,
        parts: &[Part::DeveloperSidebar],
        changes: &[
            Change::Pages(&[
                edit("/settings/apps", "M4 6l4 4 4-4", "M2.500 8h11M8 2.500v11"),
                edit("/settings/tokens", "M4 6l4 4 4-4", "M2.500 8h11M8 2.500v11"),
                edit("/settings/tokens/new", "M4 6l4 4 4-4", "M2.500 8h11M8 2.500v11"),
            ]),
            Change::Style(
                "#personal-access-tokens-menu-item[aria-expanded=\"true\"] .x-icon:last-child { clip-path: inset(45% 0); }",
            ),
        ],
        truths: &[truth(5, Restyled, Cosmetic, "Personal access tokens")],
        unreached: &[],
    },
    Case {
        name: "generate-new-is-grey",
        about: "\"Generate new token\" is pale and leads nowhere",
        source: "Atlassian: who runs an organization may forbid its people to make API tokens",
        editions: JUNE_2022,
        parts: &[Part::ListHead],
        changes: &[
            Change::Pages(&[edit(
                "/settings/tokens",
                "<a class=\"btn btn-sm\" href=\"/settings/tokens/new\">",
                "<a class=\"btn btn-sm x-forbidden\" role=\"link\" aria-disabled=\"true\">",
            )]),
            Change::Style(".x-forbidden { opacity: 0.4; cursor: not-allowed; }"),
        ],
        truths: &[truth(6, Restyled, Breaking, "Generate new token")],
        unreached: &[],
    },
    Case {
        name: "password-on-a-line",
        about: "the field of the password form is a line to write on instead of a box",
        source: "Material Design, 2014: a field is a line to write on",
        editions: ALL,
        parts: &[Part::Sudo],
        changes: &[Change::Style(
            "#sudo_password { border-width: 0 0 2px; border-color: var(--muted); border-radius: 0; background: transparent; }",
        )],
        truths: &[truth(7, Restyled, Cosmetic, "Password")],
        unreached: &[],
    },
    Case {
        name: "expiration-as-radio-buttons",
        about: "\"Expiration\" is four radio buttons, one below the other, instead of a list box",
        source: "invented",
        editions: EARLY,
        parts: &[Part::NoteAndExpiration],
        changes: &[
            Change::Pages(&[edit(
                "/settings/tokens/new",
                "<select name=\"oauth_access[default_expires_at]\" id=\"oauth_access_default_expires_at\"",
                "<span role=\"radiogroup\" aria-label=\"Expiration\" class=\"x-lives\"><label><input type=\"radio\" name=\"oauth_access[default_expires_at]\" value=\"7\"> 7 days</label><label><input type=\"radio\" name=\"oauth_access[default_expires_at]\" value=\"30\" checked=\"checked\"> 30 days</label><label><input type=\"radio\" name=\"oauth_access[default_expires_at]\" value=\"60\"> 60 days</label><label><input type=\"radio\" name=\"oauth_access[default_expires_at]\" value=\"90\"> 90 days</label></span><select hidden=\"hidden\" disabled=\"disabled\"",
            )]),
            Change::Style(
                ".x-form .x-lives label { margin: 0; font-weight: 400; } .x-lives input { margin: 0 4px 0 0; vertical-align: -2px; } .x-expiration-line { align-items: flex-start; }",
            ),
        ],
        truths: &[truth(8, Restyled, Misleading, "Expiration")],
        // Nothing can be chosen where the list was, so that the token is made for thirty days, and no walk keeps such a one.
        unreached: &[11],
    },
    Case {
        name: "scopes-as-code",
        about: "the names of the scopes stand on grey, like code",
        source: "GitHub: its documentation sets the names of scopes on grey, like code",
        editions: ALL,
        parts: &[Part::Scopes, Part::FormFoot],
        changes: &[Change::Style(
            ".x-scope-name { justify-self: start; padding: 0 8px; border-radius: 6px; background: #d8dee4; }",
        )],
        truths: &[truth(9, Restyled, Cosmetic, ""), truth(10, Restyled, Cosmetic, "")],
        unreached: &[],
    },
    Case {
        name: "copy-token-is-grey",
        about: "the button that copies the new token is pale and can't be pressed",
        source: "invented",
        editions: ALL,
        parts: &[Part::MadeToken],
        changes: &[
            Change::Pages(&[edit(
                "/settings/tokens",
                "x-copy\" role=\"button\" tabindex=\"0\">",
                "x-copy\" role=\"button\" aria-disabled=\"true\">",
            )]),
            Change::Style(".x-copy[aria-disabled] { opacity: 0.35; cursor: not-allowed; pointer-events: none; }"),
        ],
        truths: &[truth(11, Restyled, Breaking, "Copy token")],
        unreached: &[],
    },
];
