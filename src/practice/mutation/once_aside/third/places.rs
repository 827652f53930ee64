//! Other places: what moved, what is gone, what is new, what is folded away.

use super::case::{ALL, Case, Change, LATE, Part, edit, put_before, take, truth};
use crate::judge::Kind::{Added, Missing, Moved};
use crate::judge::Severity::{Breaking, Cosmetic, Misleading};
use crate::practice::lists::item;

pub(super) static CASES: &[Case] = &[
    Case {
        name: "avatar-at-the-bottom-left",
        about: "on the first page, the account's picture stands in the corner at the bottom left",
        source: "Slack, 2023-08: the account's picture went to the corner at the bottom left",
        editions: LATE,
        parts: &[Part::Header],
        changes: &[Change::Style(
            "body:has(.x-page) .x-avatar-button { position: fixed; left: 16px; bottom: 16px; z-index: 5; }",
        )],
        truths: &[truth(2, Moved, Breaking, "")],
        unreached: &[],
    },
    Case {
        name: "notifications-leave-the-header",
        about: "the notifications are gone from the header",
        source: "GitLab, 2023-05: the to-do list left the top bar",
        editions: ALL,
        parts: &[Part::Header],
        changes: &[Change::Style(".x-right .x-tool[href='/notifications'] { display: none; }")],
        truths: &[truth(2, Missing, Misleading, "notifications")],
        unreached: &[],
    },
    Case {
        name: "dark-theme-in-the-header",
        about: "a moon that makes the page dark stands before the notifications in the header",
        source: "MDN: light or dark is chosen in the header",
        editions: ALL,
        parts: &[Part::Header],
        changes: &[Change::Pages(&[edit(
            "*",
            " href=\"/notifications\" aria-label=\"You have no unread notifications\">",
            " href=\"/about\" aria-label=\"Dark theme\"><svg class=\"x-icon\" viewBox=\"0 0 16 16\" width=\"16\" height=\"16\" aria-hidden=\"true\"><path d=\"M13.500 10A6 6 0 0 1 6 2.500a6 6 0 1 0 7.500 7.500z\"></path></svg></a>\n    <a class=\"x-tool Header-link\" href=\"/notifications\" aria-label=\"You have no unread notifications\">",
        )])],
        truths: &[truth(2, Added, Misleading, "Dark theme")],
        unreached: &[],
    },
    Case {
        name: "heading-in-the-panel",
        about: "a heading \"Your account\" stands above the first entry of the user panel",
        source: "Jira: the account's menu has headings above its groups",
        editions: LATE,
        parts: &[Part::Panel],
        changes: &[
            Change::Pages(&[edit(
                "/_side-panels/user",
                "class=\"x-panel-lists\">",
                "class=\"x-panel-lists\"><h3 class=\"x-side-heading x-panel-heading\">Your account</h3>",
            )]),
            Change::Style(".x-panel-heading { padding: 8px 16px; border-top: 1px solid var(--soft); }"),
        ],
        truths: &[truth(3, Added, Misleading, "Your account")],
        unreached: &[],
    },
    Case {
        name: "developer-settings-among-the-integrations",
        about: "\"Developer settings\" is the first entry under \"Integrations\"",
        source: "invented",
        editions: ALL,
        parts: &[Part::Sidebar],
        changes: &[Change::Content(|content| {
            if let Some(item) = take(content, "Developer settings") {
                put_before(content, "Applications", item);
            }
        })],
        truths: &[truth(4, Moved, Breaking, "Developer settings")],
        unreached: &[],
    },
    Case {
        name: "heading-over-developer-settings",
        about: "a heading \"System\" stands above \"Developer settings\"",
        source: "Android, 2017: what is for developers went under \"System\"",
        editions: ALL,
        parts: &[Part::Sidebar],
        changes: &[Change::Content(|content| {
            if let Some(group) = content.sidebar.last_mut() {
                group.heading = Some("System");
            }
        })],
        truths: &[truth(4, Added, Misleading, "System")],
        unreached: &[],
    },
    Case {
        name: "add-twin-developer-settings",
        about: "a second \"Developer settings\" stands under \"Integrations\", and leads elsewhere",
        source: "invented",
        editions: ALL,
        parts: &[Part::Sidebar],
        changes: &[Change::Content(|content| {
            put_before(content, "Applications", item("Developer settings", "/settings/integration-developers", "grid"));
        })],
        truths: &[truth(4, Added, Misleading, "Developer settings")],
        unreached: &[],
    },
    Case {
        name: "tokens-come-first",
        about: "\"Personal access tokens\" is the first entry of the developer sidebar",
        source: "invented",
        editions: LATE,
        parts: &[Part::DeveloperSidebar],
        changes: &[Change::Content(|content| content.developer.rotate_right(1))],
        truths: &[truth(5, Moved, Breaking, "")],
        unreached: &[],
    },
    Case {
        name: "generate-new-behind-the-heading",
        about: "\"Generate new token\" stands directly behind the heading of the list",
        source: "WordPress: \"Add New\" stands directly behind the heading of a list",
        editions: ALL,
        parts: &[Part::ListHead],
        changes: &[Change::Style(
            ".x-subhead:has([href='/settings/tokens/new']) { justify-content: flex-start; gap: 16px; } .x-subhead .x-menu { right: auto; left: 0; }",
        )],
        truths: &[truth(6, Moved, Breaking, "Generate new token")],
        unreached: &[],
    },
    Case {
        name: "menu-as-a-list-of-links",
        about: "the two entries of the menu stand open as links; the button \"Generate new token\" above them is gone",
        source: "invented",
        editions: LATE,
        parts: &[Part::ListHead],
        changes: &[
            Change::Pages(&[
                edit(
                    "/settings/tokens",
                    "<details class=\"details-reset details-overlay x-anchor\">\n    <summary class=\"btn btn-sm select-menu-button x-menu-button\" role=\"button\" aria-haspopup=\"menu\">",
                    "<div class=\"x-anchor\">\n    <div hidden>",
                ),
                edit(
                    "/settings/tokens",
                    "</summary>\n    <div role=\"menu\" class=\"SelectMenu x-menu\">",
                    "</div>\n    <div class=\"SelectMenu x-menu\">",
                ),
                edit("/settings/tokens", "<a role=\"menuitem\" class=\"SelectMenu-item", "<a class=\"SelectMenu-item"),
                edit("/settings/tokens", "</a>\n    </div>\n  </details>", "</a>\n    </div>\n  </div>"),
            ]),
            Change::Style(".x-anchor .x-menu { position: static; box-shadow: none; }"),
        ],
        truths: &[truth(6, Missing, Breaking, "Generate new token")],
        unreached: &[],
    },
    Case {
        name: "forgot-password-below-confirm",
        about: "\"Forgot password?\" stands below \"Confirm\" in the password form",
        source: "Google account: \"Forgot password?\" stands below the field",
        editions: ALL,
        parts: &[Part::Sudo],
        changes: &[Change::Style(
            "#sudo form { position: relative; padding-bottom: 32px; } #sudo .x-forgot { position: absolute; bottom: 0; left: 0; }",
        )],
        truths: &[truth(7, Moved, Cosmetic, "Forgot password?")],
        unreached: &[],
    },
    Case {
        name: "note-caption-leaves",
        about: "the sentence below \"Note\" is gone",
        source: "invented",
        editions: ALL,
        parts: &[Part::NoteAndExpiration],
        changes: &[Change::Style(".x-note-caption { display: none; }")],
        truths: &[truth(8, Missing, Cosmetic, "this token for")],
        unreached: &[],
    },
    Case {
        name: "expiration-beside-note",
        about: "\"Expiration\" stands to the right of \"Note\"",
        source: "invented",
        editions: ALL,
        parts: &[Part::NoteAndExpiration],
        changes: &[Change::Style(
            ".x-form > .form-group:has(#oauth_access_description), .x-form > .x-expiration { display: inline-block; max-width: 432px; vertical-align: top; } .x-form > .form-group:has(#oauth_access_description) { max-width: none; margin-right: 12px; }",
        )],
        truths: &[truth(8, Moved, Breaking, "")],
        unreached: &[],
    },
    Case {
        name: "read-packages-leaves",
        about: "the scope \"read:packages\" is gone",
        source: "invented",
        editions: ALL,
        parts: &[Part::Scopes],
        changes: &[Change::Content(|content| content.scopes[2].children.clear())],
        truths: &[truth(9, Missing, Breaking, "read:packages")],
        unreached: &[],
    },
    Case {
        name: "reveal-the-token",
        about: "the new token and the button that copies it show only once \"Reveal\" is pressed",
        source: "Supabase: a secret key shows only once \"Reveal\" is pressed",
        editions: ALL,
        parts: &[Part::MadeToken],
        changes: &[
            Change::Pages(&[
                edit(
                    "/settings/tokens",
                    "<code id=\"new-oauth-token\"",
                    "<details class=\"x-reveal\"><summary class=\"btn btn-sm\" role=\"button\">Reveal</summary><code id=\"new-oauth-token\"",
                ),
                edit("/settings/tokens", "</clipboard-copy>\n", "</clipboard-copy></details>\n"),
            ]),
            Change::Style(
                ".x-reveal[open] > summary { display: none; } .x-reveal .x-copy { display: inline-block; margin-left: 10px; }",
            ),
        ],
        truths: &[truth(11, Missing, Breaking, "Copy token"), truth(11, Added, Misleading, "Reveal")],
        unreached: &[],
    },
];
