//! Other places: what moved, what is gone, what is new, what is folded away.

use super::case::{ALL, Case, Change, JANUARY_2024, LATE, Part, edit, put_before, take, truth};
use crate::judge::Kind::{Added, Missing, Moved};
use crate::judge::Severity::{Breaking, Cosmetic, Misleading};
use crate::practice::lists::item;

pub(super) static CASES: &[Case] = &[
    Case {
        name: "only-a-passkey",
        about: "fields and button for a password are gone from the page that signs in; a passkey is left",
        source: "Microsoft account, 2025-05: new accounts have no password",
        editions: LATE,
        parts: &[Part::SignIn],
        changes: &[Change::Style(
            ".x-auth:not(#sudo) .x-auth-body > form, .x-auth:not(#sudo) .x-auth-body:not(:has(.x-or)) { display: none; }",
        )],
        truths: &[truth(1, Missing, Breaking, "Sign in")],
        unreached: &[2, 3, 4, 5, 6, 7, 8, 9, 10, 11],
    },
    Case {
        name: "avatar-in-the-top-left-corner",
        about: "the account's picture stands at the left end of the header",
        source: "Linear: the account's menu hangs in the top left corner",
        editions: LATE,
        parts: &[Part::Header],
        changes: &[Change::Style(
            ".x-header:has(.x-avatar-button) { padding-left: 64px; } .x-avatar-button { position: absolute; left: 16px; top: 14px; }",
        )],
        truths: &[truth(2, Moved, Breaking, "")],
        unreached: &[],
    },
    Case {
        name: "repositories-in-the-header",
        about: "an icon for repositories stands before the notifications in the header",
        source: "GitHub, 2025: an icon for repositories came into the header",
        editions: ALL,
        parts: &[Part::Header],
        changes: &[Change::Pages(&[edit(
            "*",
            " href=\"/notifications\" aria-label=\"You have no unread notifications\">",
            " href=\"/about\" aria-label=\"Repositories\"><svg class=\"x-icon\" viewBox=\"0 0 16 16\" width=\"16\" height=\"16\" aria-hidden=\"true\"><path d=\"M4 14.500h8.500v-12h-8A1.500 1.500 0 0 0 3 4v9c0 1 .5 1.500 1 1.500zM3 11.500h9.500M6 5.500h4\"></path></svg></a>\n    <a class=\"x-tool Header-link\" href=\"/notifications\" aria-label=\"You have no unread notifications\">",
        )])],
        truths: &[truth(2, Added, Misleading, "Repositories")],
        unreached: &[],
    },
    Case {
        name: "settings-first-of-their-group",
        about: "\"Settings\" is the first entry of its group in the user panel",
        source: "GitHub, 2024-10 to 2026-03: \"Settings\" came to stand first in its group",
        editions: JANUARY_2024,
        parts: &[Part::Panel],
        changes: &[Change::Content(|content| {
            if let Some(item) = take(content, "Settings") {
                put_before(content, "Try Enterprise", item);
            }
        })],
        truths: &[truth(3, Moved, Breaking, "Settings")],
        unreached: &[],
    },
    Case {
        name: "organization-settings",
        about: "\"Organization settings\" stands below \"Settings\" in the user panel",
        source: "invented",
        editions: ALL,
        parts: &[Part::Panel],
        changes: &[Change::Content(|content| {
            if let Some((items, at)) = content.siblings_mut("Settings") {
                items.insert(at + 1, item("Organization settings", "/settings/organizations", "people"));
            }
        })],
        truths: &[truth(3, Added, Misleading, "Organization settings")],
        unreached: &[],
    },
    Case {
        name: "developer-settings-in-the-page",
        about: "\"Developer settings\" is gone from the sidebar and stands below the form of the public profile",
        source: "invented",
        editions: ALL,
        parts: &[Part::Sidebar],
        changes: &[
            Change::Content(|content| drop(take(content, "Developer settings"))),
            Change::Pages(&[edit(
                "/settings/profile",
                "Update profile</button></p>\n</form>",
                "Update profile</button></p>\n</form>\n<div class=\"Box x-box\"><h3 class=\"x-small-title\">For developers</h3><p>Register apps, and make tokens for your programs.</p><a href=\"/settings/apps\">Developer settings</a></div>",
            )]),
        ],
        truths: &[truth(4, Moved, Breaking, "Developer settings")],
        unreached: &[],
    },
    Case {
        name: "classic-comes-first",
        about: "\"Tokens (classic)\" is the first of the two entries below \"Personal access tokens\"",
        source: "invented",
        editions: LATE,
        parts: &[Part::DeveloperSidebar],
        changes: &[Change::Content(|content| {
            if let Some((items, _)) = content.siblings_mut("Tokens (classic)") {
                items.reverse();
            }
        })],
        truths: &[truth(5, Moved, Breaking, "Tokens (classic)")],
        unreached: &[],
    },
    Case {
        name: "organization-access-tokens",
        about: "\"Organization access tokens\" stands above \"Personal access tokens\"",
        source: "Docker Hub, 2024: organization access tokens came beside the personal ones",
        editions: ALL,
        parts: &[Part::DeveloperSidebar],
        changes: &[Change::Content(|content| {
            let entry = item("Organization access tokens", "/settings/organization-access-tokens", "key");
            put_before(content, "Personal access tokens", entry);
        })],
        truths: &[truth(5, Added, Misleading, "Organization access tokens")],
        unreached: &[],
    },
    Case {
        name: "generate-new-below-the-list",
        about: "\"Generate new token\" stands below the list of tokens, on the left",
        source: "invented",
        editions: LATE,
        parts: &[Part::ListHead],
        changes: &[Change::Style(
            ".x-main:has(.x-anchor) { position: relative; padding-bottom: 60px; } .x-anchor { position: absolute; left: 0; bottom: 0; } .x-anchor .x-menu { right: auto; left: 0; }",
        )],
        truths: &[truth(6, Moved, Breaking, "Generate new token")],
        unreached: &[],
    },
    Case {
        name: "add-twin-generate-new",
        about: "a second \"Generate new token\" stands beside the first, and leads to the form of fine-grained tokens",
        source: "invented",
        editions: LATE,
        parts: &[Part::ListHead],
        changes: &[
            Change::Pages(&[edit(
                "/settings/tokens",
                "<details class=\"details-reset details-overlay x-anchor\">",
                "<a class=\"btn btn-sm x-twin\" href=\"/settings/personal-access-tokens/new\">Generate new token</a><details class=\"details-reset details-overlay x-anchor\">",
            )]),
            Change::Style(".x-twin { margin-left: auto; margin-right: 8px; }"),
        ],
        truths: &[truth(6, Added, Misleading, "Generate new token")],
        unreached: &[],
    },
    Case {
        name: "sudo-remembers-the-device",
        about: "a box \"Don’t ask again on this device\" stands below the field of the password form",
        source: "Google account: a box \"Don't ask again on this device\" stands below the field for a code",
        editions: ALL,
        parts: &[Part::Sudo],
        changes: &[Change::Pages(&[edit(
            "/sessions/sudo",
            "      <button type=\"submit\" class=\"btn btn-primary btn-block\">",
            "      <label><input type=\"checkbox\"> Don’t ask again on this device</label>\n      <button type=\"submit\" class=\"btn btn-primary btn-block\">",
        )])],
        truths: &[truth(7, Added, Misleading, "ask again on this device")],
        unreached: &[],
    },
    Case {
        name: "expiration-is-folded",
        about: "\"Expiration\" shows only once \"Advanced options\" is unfolded",
        source: "Google Cloud: what is seldom changed is folded under \"Show advanced options\"",
        editions: ALL,
        parts: &[Part::NoteAndExpiration],
        changes: &[
            Change::Pages(&[
                edit(
                    "/settings/tokens/new",
                    "<div class=\"form-group x-expiration",
                    "<details class=\"form-group x-more\"><summary role=\"button\">Advanced options</summary><div class=\"form-group x-expiration",
                ),
                edit("/settings/tokens/new", "information secure.</p>\n  </div>", "information secure.</p>\n  </div></details>"),
            ]),
            Change::Style(
                ".x-more > summary { color: var(--link); font-weight: 700; } .x-more[open] > summary { display: none; }",
            ),
        ],
        truths: &[
            truth(8, Missing, Breaking, "Expiration"),
            truth(8, Missing, Cosmetic, "The token will expire on"),
            truth(8, Added, Misleading, "Advanced options"),
        ],
        unreached: &[],
    },
    Case {
        name: "allowed-ip-ranges",
        about: "a field \"Allowed IP ranges\" stands between \"Note\" and \"Expiration\"",
        source: "npm, 2022-12: the form of granular tokens has \"Allowed IP ranges\"",
        editions: ALL,
        parts: &[Part::NoteAndExpiration],
        changes: &[
            Change::Style("[for='x-ranges'] { margin-top: 16px; }"),
            Change::Pages(&[edit(
                "/settings/tokens/new",
                "What’s this token for?</p>",
                "What’s this token for?</p>\n    <label for=\"x-ranges\">Allowed IP ranges (optional)</label><input type=\"text\" id=\"x-ranges\" class=\"form-control wide\" autocomplete=\"off\">",
            )]),
        ],
        truths: &[truth(8, Added, Misleading, "Allowed IP ranges")],
        unreached: &[],
    },
    Case {
        name: "read-packages-is-folded",
        about: "the scope \"read:packages\" shows only once \"1 more\" is unfolded",
        source: "invented",
        editions: ALL,
        parts: &[Part::Scopes],
        changes: &[
            Change::Pages(&[
                edit(
                    "/settings/tokens/new",
                    "<ul class=\"x-list\"><li><div class=\"token-scope x-scope x-child\"><label class=\"x-scope-label\"><input type=\"checkbox\" name=\"oauth_access[scopes][]\" value=\"read:packages\"",
                    "<details class=\"x-fold\"><summary role=\"button\">1 more</summary><ul class=\"x-list\"><li><div class=\"token-scope x-scope x-child\"><label class=\"x-scope-label\"><input type=\"checkbox\" name=\"oauth_access[scopes][]\" value=\"read:packages\"",
                ),
                edit(
                    "/settings/tokens/new",
                    "Download packages from GitHub Package Registry\n</span></label></div></li></ul>",
                    "Download packages from GitHub Package Registry\n</span></label></div></li></ul></details>",
                ),
            ]),
            Change::Style(
                ".x-fold > summary { padding: 4px 0 4px 41px; line-height: 20px; color: var(--link); } .x-fold[open] > summary { display: none; }",
            ),
        ],
        truths: &[truth(9, Missing, Breaking, "read:packages"), truth(9, Added, Misleading, "1 more")],
        unreached: &[],
    },
    Case {
        name: "remove-generate-token",
        about: "\"Generate token\" is gone from the form's foot",
        source: "Bitbucket, 2025-09: app passwords can't be made any more",
        editions: ALL,
        parts: &[Part::FormFoot],
        changes: &[Change::Style(".x-generate { display: none; }")],
        truths: &[truth(10, Missing, Breaking, "Generate token")],
        unreached: &[11],
    },
    Case {
        name: "copy-token-below-the-token",
        about: "the button that copies the new token stands below it",
        source: "invented",
        editions: ALL,
        parts: &[Part::MadeToken],
        changes: &[Change::Style(
            ".x-made { flex-wrap: wrap; } .x-made .token { flex: 1 0 calc(100% - 60px); } .x-copy { margin-left: 26px; }",
        )],
        truths: &[truth(11, Moved, Breaking, "Copy token")],
        unreached: &[],
    },
    Case {
        name: "copy-as-curl",
        about: "\"Copy as curl\" stands beside the button that copies the new token",
        source: "Cloudflare: a new token is shown with a curl command that tests it",
        editions: ALL,
        parts: &[Part::MadeToken],
        changes: &[Change::Pages(&[edit(
            "/settings/tokens",
            "</clipboard-copy>\n",
            "</clipboard-copy>\n  <button type=\"button\" class=\"btn btn-sm\">Copy as curl</button>\n",
        )])],
        truths: &[truth(11, Added, Misleading, "Copy as curl")],
        unreached: &[],
    },
];
