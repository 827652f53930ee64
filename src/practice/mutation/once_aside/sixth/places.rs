//! Other places: what moved, what is new, what hides behind something else, what stands in another order.

use super::case::{ALL, Case, Change, EARLY, LATE, Part, edit, put_before, take, truth};
use crate::judge::Kind::{Added, Missing, Moved};
use crate::judge::Severity::{Breaking, Cosmetic, Misleading};
use crate::practice::lists::{Group, item};

pub(super) static CASES: &[Case] = &[
    Case {
        name: "password-behind-another-way",
        about: "a passkey comes first on the page that signs in; the form shows only once \"Try another way\" is pressed",
        source: "Google account, 2023-10: a passkey comes first, the password is behind \"Try another way\"",
        editions: ALL,
        parts: &[Part::SignIn],
        changes: &[
            Change::Pages(&[
                edit(
                    "/login",
                    "<label for=\"login_field\">",
                    "<button type=\"button\" class=\"btn btn-primary btn-block\">Use your passkey</button><details class=\"x-other-way\"><summary class=\"btn btn-block\" role=\"button\">Try another way</summary><label for=\"login_field\">",
                ),
                edit("/login", "data-disable-with=\"Signing in…\">", "data-disable-with=\"Signing in…\"></details>"),
            ]),
            Change::Style(".x-other-way { margin-top: 8px; } .x-other-way[open] > summary { display: none; }"),
        ],
        truths: &[truth(1, Missing, Breaking, "Sign in")],
        unreached: &[2, 3, 4, 5, 6, 7, 8, 9, 10, 11],
    },
    Case {
        name: "organization-beside-the-avatar",
        about: "a round picture of an organization, which switches to it, stands before the notifications in the header",
        source: "invented",
        editions: ALL,
        parts: &[Part::Header],
        changes: &[
            Change::Pages(&[edit(
                "*",
                " href=\"/notifications\" aria-label=\"You have no unread notifications\">",
                " href=\"/about\" id=\"x-switch\" aria-label=\"Switch organization\">P</a>\n    <a class=\"x-tool Header-link\" href=\"/notifications\" aria-label=\"You have no unread notifications\">",
            )]),
            Change::Style(
                "#x-switch { width: 32px; height: 32px; border: 0; border-radius: 50%; background: #8250df; color: #fff; font-weight: 700; }",
            ),
        ],
        truths: &[truth(2, Added, Misleading, "Switch organization")],
        unreached: &[],
    },
    Case {
        name: "notifications-in-the-corner",
        about: "the notifications and the account's picture have changed places: the picture is not the last in the header any more",
        source: "invented",
        editions: LATE,
        parts: &[Part::Header],
        changes: &[Change::Style(".x-right > .x-tool[href='/notifications'] { order: 1; }")],
        truths: &[truth(2, Moved, Breaking, "")],
        unreached: &[],
    },
    Case {
        name: "set-status",
        about: "\"Set status\" stands at the top of the user panel",
        source: "GitHub, 2024-10 to 2026-03: \"Set status\" came to stand at the top of the menu",
        editions: EARLY,
        parts: &[Part::Panel],
        changes: &[Change::Content(|content| {
            content.panel.insert(0, Group { heading: None, items: vec![item("Set status", "/status", "smile")] });
        })],
        truths: &[truth(3, Added, Misleading, "Set status")],
        unreached: &[],
    },
    Case {
        name: "developer-settings-in-the-panel",
        about: "\"Developer settings\" is gone from the settings sidebar and stands in the user panel",
        source: "invented",
        editions: ALL,
        parts: &[Part::Panel, Part::Sidebar],
        changes: &[Change::Content(|content| {
            if let Some(entry) = take(content, "Developer settings") {
                put_before(content, "Feature preview", entry);
            }
        })],
        truths: &[truth(3, Added, Misleading, "Developer settings"), truth(4, Missing, Breaking, "Developer settings")],
        unreached: &[],
    },
    Case {
        name: "see-more-in-the-sidebar",
        about: "the logs and \"Developer settings\" show only once \"See more\" is unfolded below the settings sidebar",
        source: "Facebook: \"See more\" unfolds the rest of the menu on the left",
        editions: ALL,
        parts: &[Part::Sidebar],
        changes: &[
            Change::Pages(&[
                edit(
                    "/settings/profile",
                    "<nav-list-group class=\"x-side-group x-block\"><h2 class=\"ActionList-sectionDivider-title x-side-heading\">Archives</h2>",
                    "<details class=\"x-rest\"><summary class=\"x-row\" role=\"button\">See more</summary><nav-list-group class=\"x-side-group x-block\"><h2 class=\"ActionList-sectionDivider-title x-side-heading\">Archives</h2>",
                ),
                edit("/settings/profile", "</nav-list></nav>", "</details></nav-list></nav>"),
            ]),
            Change::Style(
                ".x-rest { margin-top: 8px; padding-top: 8px; border-top: 1px solid var(--soft); } .x-rest[open] > summary::before { display: none; }",
            ),
        ],
        truths: &[
            truth(4, Missing, Breaking, "Developer settings"),
            truth(4, Missing, Misleading, "Archives"),
            truth(4, Missing, Misleading, "Security log"),
            truth(4, Missing, Misleading, "Sponsorship log"),
            truth(4, Added, Misleading, "See more"),
        ],
        unreached: &[],
    },
    Case {
        name: "notifications-come-first",
        about: "\"Notifications\" is the first entry of the settings sidebar",
        source: "Slack: \"Notifications\" is the first entry of the preferences",
        editions: ALL,
        parts: &[Part::Sidebar],
        changes: &[Change::Content(|content| {
            if let Some(entry) = take(content, "Notifications") {
                put_before(content, "Public profile", entry);
            }
        })],
        truths: &[truth(4, Moved, Cosmetic, "Notifications")],
        unreached: &[],
    },
    Case {
        name: "personal-access-tokens-twice",
        about: "a second \"Personal access tokens\" stands above the first, and leads to what organizations allow",
        source: "GitHub, 2022-10: the settings of organizations have an entry of the same name (here beside it)",
        editions: LATE,
        parts: &[Part::DeveloperSidebar],
        changes: &[Change::Content(|content| {
            put_before(content, "Personal access tokens", item("Personal access tokens", "/settings/token-policies", "people"));
        })],
        truths: &[truth(5, Added, Misleading, "Personal access tokens")],
        unreached: &[],
    },
    Case {
        name: "generate-new-on-the-left",
        about: "\"Generate new token\" stands at the left end of the list's head, and its heading at the right end",
        source: "invented",
        editions: ALL,
        parts: &[Part::ListHead],
        changes: &[Change::Style(
            ".x-subhead:has([href='/settings/tokens/new']) { flex-direction: row-reverse; } .x-subhead .x-menu { right: auto; left: 0; }",
        )],
        truths: &[truth(6, Moved, Breaking, "Generate new token")],
        unreached: &[],
    },
    Case {
        name: "headings-among-the-scopes",
        about: "headings \"Packages\" and \"Organizations\" stand above the scopes that are for these",
        source: "GitHub, 2022-10: on the form of fine-grained tokens headings stand above groups of permissions",
        editions: ALL,
        parts: &[Part::Scopes],
        changes: &[
            Change::Pages(&[
                edit(
                    "/settings/tokens/new",
                    "<li><div class=\"token-scope x-scope x-parent\"><label class=\"x-scope-label\"><input type=\"checkbox\" name=\"oauth_access[scopes][]\" value=\"write:packages\"",
                    "<li><h4 class=\"x-kind\">Packages</h4></li>\n      <li><div class=\"token-scope x-scope x-parent\"><label class=\"x-scope-label\"><input type=\"checkbox\" name=\"oauth_access[scopes][]\" value=\"write:packages\"",
                ),
                edit(
                    "/settings/tokens/new",
                    "<li><div class=\"token-scope x-scope x-parent\"><label class=\"x-scope-label\"><input type=\"checkbox\" name=\"oauth_access[scopes][]\" value=\"admin:org\"",
                    "<li><h4 class=\"x-kind\">Organizations</h4></li>\n      <li><div class=\"token-scope x-scope x-parent\"><label class=\"x-scope-label\"><input type=\"checkbox\" name=\"oauth_access[scopes][]\" value=\"admin:org\"",
                ),
            ]),
            Change::Style(
                ".x-kind { margin: 0; padding: 8px 0 4px; border-top: 1px solid var(--soft); font-size: 16px; line-height: 24px; }",
            ),
        ],
        truths: &[truth(9, Added, Misleading, "Packages"), truth(9, Added, Misleading, "Organizations")],
        unreached: &[],
    },
    Case {
        name: "read-packages-on-its-own",
        about: "the scope \"read:packages\" stands below \"delete:packages\", and not indented below \"write:packages\" any more",
        source: "invented",
        editions: ALL,
        parts: &[Part::Scopes],
        changes: &[Change::Content(|content| {
            let scope = content.scopes[2].children.remove(0);
            content.scopes.insert(4, scope);
        })],
        truths: &[truth(9, Moved, Breaking, "read:packages")],
        unreached: &[],
    },
    Case {
        name: "summary-above-generating",
        about: "a heading \"Summary\" with a sentence stands above \"Generate token\"",
        source: "npm, 2022-12: a summary of the token stands above the button that makes it",
        editions: ALL,
        parts: &[Part::FormFoot],
        changes: &[Change::Pages(&[edit(
            "/settings/tokens/new",
            "<p class=\"x-submit\">",
            "<h3 class=\"x-small-title\">Summary</h3>\n  <p>This token will act in your name until it ends.</p>\n  <p class=\"x-submit\">",
        )])],
        truths: &[truth(10, Added, Misleading, "Summary"), truth(10, Added, Cosmetic, "will act in your name")],
        unreached: &[],
    },
    Case {
        name: "copy-token-in-the-upper-box",
        about: "the button that copies the new token stands at the right end of the box with the sentence above it",
        source: "invented",
        editions: ALL,
        parts: &[Part::MadeToken],
        changes: &[Change::Style(".x-made { position: relative; } .x-copy { position: absolute; top: -59px; right: 16px; }")],
        truths: &[truth(11, Moved, Breaking, "Copy token")],
        unreached: &[],
    },
    Case {
        name: "token-as-a-qr-code",
        about: "\"Show QR code\" stands beside the button that copies the new token",
        source: "Nextcloud: a new app password can be shown as a QR code",
        editions: ALL,
        parts: &[Part::MadeToken],
        changes: &[Change::Pages(&[edit(
            "/settings/tokens",
            "</clipboard-copy>\n",
            "</clipboard-copy>\n  <button type=\"button\" class=\"btn btn-sm\">Show QR code</button>\n",
        )])],
        truths: &[truth(11, Added, Misleading, "Show QR code")],
        unreached: &[],
    },
];
