//! Other places: what moved, what is gone, what is new, what hides behind a menu.

use super::case::{ALL, Case, Change, EARLY, JUNE_2022, LATE, Part, edit, put_before, take, truth};
use crate::judge::Kind::{Added, Missing, Moved};
use crate::judge::Severity::{Breaking, Cosmetic, Misleading};

pub(super) static CASES: &[Case] = &[
    Case {
        name: "issues-and-pulls-behind-dots",
        about: "the icons for issues and pull requests in the header show only once three dots are pressed",
        source: "Atlassian, 2020: what has no room in the top bar is behind \"More\"",
        editions: LATE,
        parts: &[Part::Header],
        changes: &[
            Change::Pages(&[
                edit(
                    "*",
                    "<a class=\"x-tool\" href=\"/issues\"",
                    "<details class=\"x-dots\"><summary class=\"x-tool\" role=\"button\" aria-label=\"More\">…</summary><a class=\"x-tool\" href=\"/issues\"",
                ),
                edit(
                    "*",
                    "</a>\n    <a class=\"x-tool\" href=\"/notifications\"",
                    "</a></details>\n    <a class=\"x-tool\" href=\"/notifications\"",
                ),
            ]),
            Change::Style(
                ".x-dots { position: relative; } .x-dots > a { position: absolute; top: 40px; left: 0; z-index: 9; background: var(--back); } .x-dots > a + a { left: 40px; }",
            ),
        ],
        truths: &[
            truth(2, Missing, Misleading, "Issues"),
            truth(2, Missing, Misleading, "Pull requests"),
            truth(2, Added, Misleading, "More"),
        ],
        unreached: &[],
    },
    Case {
        name: "upgrade-in-the-header",
        about: "a button \"Upgrade\" stands before the notifications in the header",
        source: "Dropbox: a button that sells a better plan stands in the top bar",
        editions: ALL,
        parts: &[Part::Header],
        changes: &[
            Change::Pages(&[edit(
                "*",
                " href=\"/notifications\" aria-label=\"You have no unread notifications\">",
                " href=\"/account/choose\">Upgrade</a>\n    <a class=\"x-tool Header-link\" href=\"/notifications\" aria-label=\"You have no unread notifications\">",
            )]),
            Change::Style(".x-right > [href='/account/choose'] { width: auto; padding: 0 10px; font-weight: 700; }"),
        ],
        truths: &[truth(2, Added, Misleading, "Upgrade")],
        unreached: &[],
    },
    Case {
        name: "projects-leave-the-panel",
        about: "\"Your projects\" is gone from the user panel",
        source: "GitHub, 2024-10 to 2026-03: the entry for projects left the menu",
        editions: EARLY,
        parts: &[Part::Panel],
        changes: &[Change::Content(|content| drop(take(content, "Your projects")))],
        truths: &[truth(3, Missing, Misleading, "Your projects")],
        unreached: &[],
    },
    Case {
        name: "emails-among-the-first",
        about: "\"Emails\" stands above \"Notifications\" in the settings sidebar",
        source: "GitHub, until about 2021: \"Emails\" stood near the top of the sidebar (here again)",
        editions: ALL,
        parts: &[Part::Sidebar],
        changes: &[Change::Content(|content| {
            if let Some(item) = take(content, "Emails") {
                put_before(content, "Notifications", item);
            }
        })],
        truths: &[truth(4, Moved, Cosmetic, "Emails")],
        unreached: &[],
    },
    Case {
        name: "oauth-apps-come-first",
        about: "\"OAuth Apps\" stands above \"GitHub Apps\" in the developer sidebar",
        source: "GitHub, until about 2018: \"OAuth Apps\" stood first (here again)",
        editions: ALL,
        parts: &[Part::DeveloperSidebar],
        changes: &[Change::Content(|content| content.developer.swap(0, 1))],
        truths: &[truth(5, Moved, Cosmetic, "Apps")],
        unreached: &[],
    },
    Case {
        name: "fine-grained-tokens-leave",
        about: "\"Fine-grained tokens\" is gone from the developer sidebar",
        source: "GitHub Enterprise Server, until 2023: there were no fine-grained tokens (here again)",
        editions: LATE,
        parts: &[Part::DeveloperSidebar],
        changes: &[Change::Content(|content| drop(take(content, "Fine-grained tokens")))],
        truths: &[truth(5, Missing, Misleading, "Fine-grained tokens")],
        unreached: &[],
    },
    Case {
        name: "tokens-classic-in-the-page",
        about: "\"Tokens (classic)\" is gone from the developer sidebar and stands on the page beside it",
        source: "invented",
        editions: LATE,
        parts: &[Part::DeveloperSidebar],
        changes: &[
            Change::Content(|content| drop(take(content, "Tokens (classic)"))),
            Change::Pages(&[edit(
                "/settings/apps",
                "New GitHub App</a></div>",
                "New GitHub App</a></div>\n<p>The older sort of token has a page of its own: <a href=\"/settings/tokens\">Tokens (classic)</a></p>",
            )]),
        ],
        truths: &[truth(5, Moved, Breaking, "Tokens (classic)")],
        unreached: &[],
    },
    Case {
        name: "filter-above-the-list",
        about: "a field \"Filter tokens\" stands beside \"Generate new token\"",
        source: "GitLab, 2025: the list of tokens got a field that filters it",
        editions: ALL,
        parts: &[Part::ListHead],
        changes: &[
            Change::PagesOf(
                LATE,
                &[edit(
                    "/settings/tokens",
                    "<details class=\"details-reset details-overlay x-anchor\">",
                    "<input type=\"search\" class=\"form-control x-filter\" placeholder=\"Filter tokens\"><details class=\"details-reset details-overlay x-anchor\">",
                )],
            ),
            Change::PagesOf(
                JUNE_2022,
                &[edit(
                    "/settings/tokens",
                    "<a class=\"btn btn-sm\" href=\"/settings/tokens/new\">",
                    "<input type=\"search\" class=\"form-control x-filter\" placeholder=\"Filter tokens\"><a class=\"btn btn-sm\" href=\"/settings/tokens/new\">",
                )],
            ),
            Change::Style(".x-filter { width: 180px; margin-left: auto; margin-right: 12px; }"),
        ],
        truths: &[truth(6, Added, Misleading, "Filter tokens")],
        unreached: &[],
    },
    Case {
        name: "notice-above-the-list",
        about: "a yellow box above the list says that classic tokens will stop working",
        source: "npm, 2025-09: a notice said when classic tokens would stop working",
        editions: LATE,
        parts: &[Part::ListHead],
        changes: &[
            Change::Pages(&[edit(
                "/settings/tokens",
                "<p class=\"x-intro\">Tokens you have",
                "<div class=\"flash flash-warn x-notice\">Classic tokens will stop working next year.</div>\n<p class=\"x-intro\">Tokens you have",
            )]),
            Change::Style(".x-notice { margin-bottom: 16px; padding: 8px 16px; }"),
        ],
        truths: &[truth(6, Added, Cosmetic, "will stop working next year")],
        unreached: &[],
    },
    Case {
        name: "eye-in-the-password",
        about: "an eye that shows the password stands in the field of the password form",
        source: "GitLab, 2023: an eye stands in the field for the password",
        editions: ALL,
        parts: &[Part::Sudo],
        changes: &[
            Change::Pages(&[edit(
                "/sessions/sudo",
                "autocomplete=\"current-password\" required=\"required\">\n",
                "autocomplete=\"current-password\" required=\"required\">\n      <button type=\"button\" class=\"x-eye\" aria-label=\"Show password\"><svg class=\"x-icon\" viewBox=\"0 0 16 16\" width=\"16\" height=\"16\" aria-hidden=\"true\"><path d=\"M1 8c3-5.500 11-5.500 14 0-3 5.500-11 5.500-14 0zM8 10a2 2 0 1 0 0-4 2 2 0 0 0 0 4z\"></path></svg></button>\n",
            )]),
            Change::Style(
                "#sudo form { position: relative; } .x-eye { position: absolute; top: 33px; right: 6px; padding: 2px 4px; border: 0; background: none; cursor: pointer; }",
            ),
        ],
        truths: &[truth(7, Added, Misleading, "Show password")],
        unreached: &[],
    },
    Case {
        name: "hint-above-the-note",
        about: "the sentence below \"Note\" stands between the word and its field",
        source: "GOV.UK: a hint stands between a field and its label",
        editions: ALL,
        parts: &[Part::NoteAndExpiration],
        changes: &[Change::Style(
            ".form-group:has(#oauth_access_description) { display: flex; flex-direction: column; align-items: flex-start; } .x-note-caption { order: 1; margin: -4px 0 6px; } #oauth_access_description { order: 2; }",
        )],
        truths: &[truth(8, Moved, Cosmetic, "this token for")],
        unreached: &[],
    },
    Case {
        name: "ticks-at-the-right-end",
        about: "the boxes of the scopes stand at the right end of their rows",
        source: "iOS: what is switched on and off stands at the right end of its row",
        editions: ALL,
        parts: &[Part::Scopes, Part::FormFoot],
        changes: &[Change::Style(
            ".x-form .x-scope-label { grid-template-columns: 230px minmax(0, 1fr) 21px; } .x-form .x-child .x-scope-label { grid-template-columns: 210px minmax(0, 1fr) 21px; } .x-scope input[type=\"checkbox\"] { order: 1; }",
        )],
        truths: &[truth(9, Moved, Breaking, ""), truth(10, Moved, Cosmetic, "")],
        unreached: &[],
    },
    Case {
        name: "generate-token-among-actions",
        about: "\"Generate token\" shows only once \"Actions\" is unfolded",
        source: "AWS: what can be done with a thing is behind a button \"Actions\"",
        editions: ALL,
        parts: &[Part::FormFoot],
        changes: &[
            Change::Pages(&[
                edit(
                    "/settings/tokens/new",
                    "<p class=\"x-submit\"><button type=\"submit\" class=\"btn btn-primary x-generate\">",
                    "<div class=\"x-submit\"><details class=\"x-actions\"><summary class=\"btn\" role=\"button\">Actions</summary><button type=\"submit\" class=\"btn btn-primary x-generate\">",
                ),
                edit(
                    "/settings/tokens/new",
                    "</button> <a href=\"/settings/tokens\" class=\"btn-link x-cancel\">",
                    "</button></details> <a href=\"/settings/tokens\" class=\"btn-link x-cancel\">",
                ),
                edit("/settings/tokens/new", "</a></p>\n</form>", "</a></div>\n</form>"),
            ]),
            Change::Style(
                ".x-actions { display: inline-block; position: relative; } .x-actions > .x-generate { position: absolute; left: 0; bottom: 40px; z-index: 9; }",
            ),
        ],
        truths: &[truth(10, Missing, Breaking, "Generate token"), truth(10, Added, Misleading, "Actions")],
        unreached: &[11],
    },
    Case {
        name: "ssh-signing-keys-leave",
        about: "the last three scopes, those for SSH signing keys, are gone",
        source: "GitHub, 2022-08: scopes for SSH signing keys came into the list (here the other way round)",
        editions: ALL,
        parts: &[Part::Scopes, Part::FormFoot],
        changes: &[Change::Content(|content| drop(content.scopes.pop()))],
        truths: &[
            truth(10, Missing, Misleading, "admin:ssh_signing_key"),
            truth(10, Missing, Misleading, "write:ssh_signing_key"),
            truth(10, Missing, Misleading, "read:ssh_signing_key"),
        ],
        unreached: &[],
    },
    Case {
        name: "delete-beside-the-token",
        about: "\"Delete\" stands at the right end of the box with the new token",
        source: "GitHub: a new token is shown in its row, with \"Delete\" at the right end",
        editions: ALL,
        parts: &[Part::MadeToken],
        changes: &[
            Change::Pages(&[edit(
                "/settings/tokens",
                "</clipboard-copy>\n",
                "</clipboard-copy>\n  <button type=\"button\" class=\"btn btn-sm btn-danger x-at-once\">Delete</button>\n",
            )]),
            Change::Style(".x-at-once { margin-left: auto; }"),
        ],
        truths: &[truth(11, Added, Misleading, "Delete")],
        unreached: &[],
    },
];
