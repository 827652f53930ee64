//! What is new: labels, fields, links, buttons, sentences, a choice of themes.

use super::case::{ALL, Case, Change, JUNE_2022, LATE, Part, edit, put_before, truth};
use crate::judge::Kind::Added;
use crate::judge::Severity::{Cosmetic, Misleading};
use crate::practice::lists::item;

pub(super) static CASES: &[Case] = &[
    Case {
        name: "plan-in-the-header",
        about: "a label \"Free\" stands before the notifications in the header",
        source: "Supabase: a label in the bar at the top says which plan one has",
        editions: LATE,
        parts: &[Part::Header],
        changes: &[Change::Pages(&[edit(
            "*",
            "<a class=\"x-tool\" href=\"/notifications\"",
            "<span class=\"x-badge\">Free</span>\n    <a class=\"x-tool\" href=\"/notifications\"",
        )])],
        truths: &[truth(2, Added, Cosmetic, "Free")],
        unreached: &[],
    },
    Case {
        name: "themes-in-the-panel",
        about: "three buttons, \"System\", \"Light\" and \"Dark\", stand above \"Sign out\" in the user panel",
        source: "Vercel: a theme is chosen in the account's menu",
        editions: LATE,
        parts: &[Part::Panel],
        changes: &[
            Change::Pages(&[edit(
                "/_side-panels/user",
                "<li class=\"ActionListItem\"><a class=\"ActionListContent x-row\" href=\"/logout\">",
                "<li class=\"ActionListItem x-themes\"><button type=\"button\" class=\"btn btn-sm\">System</button><button type=\"button\" class=\"btn btn-sm\">Light</button><button type=\"button\" class=\"btn btn-sm\">Dark</button></li>\n      <li class=\"ActionListItem\"><a class=\"ActionListContent x-row\" href=\"/logout\">",
            )]),
            Change::Style(".x-themes { display: flex; gap: 8px; padding: 4px 8px 8px; }"),
        ],
        truths: &[
            truth(3, Added, Misleading, "System"),
            truth(3, Added, Misleading, "Light"),
            truth(3, Added, Misleading, "Dark"),
        ],
        unreached: &[],
    },
    Case {
        name: "storage-in-the-panel",
        about: "a sentence below the entries of the user panel says how much of the storage is used",
        source: "Google account: how much of the storage is used stands in the account's menu",
        editions: LATE,
        parts: &[Part::Panel],
        changes: &[
            Change::Pages(&[edit(
                "/_side-panels/user",
                "</ul>\n  </nav>",
                "</ul>\n    <p class=\"x-storage\">Much of your storage is still free</p>\n  </nav>",
            )]),
            Change::Style(
                ".x-storage { margin: 0; padding: 12px 16px; border-top: 1px solid var(--soft); color: var(--muted); }",
            ),
        ],
        truths: &[truth(3, Added, Cosmetic, "of your storage")],
        unreached: &[],
    },
    Case {
        name: "labs-in-the-sidebar",
        about: "\"Labs\" stands below \"Appearance\" in the settings sidebar",
        source: "Bitbucket: \"Labs\" stands in the sidebar of the personal settings",
        editions: ALL,
        parts: &[Part::Sidebar],
        changes: &[Change::Content(|content| content.sidebar[0].items.insert(3, item("Labs", "/settings/labs", "flask")))],
        truths: &[truth(4, Added, Misleading, "Labs")],
        unreached: &[],
    },
    Case {
        name: "deploy-tokens-in-the-group",
        about: "\"Deploy tokens\" stands above \"Tokens (classic)\" below \"Personal access tokens\"",
        source: "GitLab: there are deploy tokens beside the personal ones",
        editions: LATE,
        parts: &[Part::DeveloperSidebar],
        changes: &[Change::Content(|content| {
            put_before(content, "Tokens (classic)", item("Deploy tokens", "/settings/deploy-tokens", ""))
        })],
        truths: &[truth(5, Added, Misleading, "Deploy tokens")],
        unreached: &[],
    },
    Case {
        name: "refresh-beside-generate-new",
        about: "a button with a round arrow, which refreshes the list, stands before \"Generate new token\"",
        source: "AWS: a button with a round arrow stands before the buttons above a list",
        editions: ALL,
        parts: &[Part::ListHead],
        changes: &[
            Change::PagesOf(
                LATE,
                &[edit(
                    "/settings/tokens",
                    "<details class=\"details-reset details-overlay x-anchor\">",
                    "<button type=\"button\" class=\"btn btn-sm x-refresh\" aria-label=\"Refresh\"><svg class=\"x-icon\" viewBox=\"0 0 16 16\" width=\"16\" height=\"16\" aria-hidden=\"true\"><path d=\"M13 8a5 5 0 1 1-1.500-3.500M13 2v3h-3\"></path></svg></button>\n  <details class=\"details-reset details-overlay x-anchor\">",
                )],
            ),
            Change::PagesOf(
                JUNE_2022,
                &[edit(
                    "/settings/tokens",
                    "<a class=\"btn btn-sm\" href=\"/settings/tokens/new\">",
                    "<button type=\"button\" class=\"btn btn-sm x-refresh\" aria-label=\"Refresh\"><svg class=\"x-icon\" viewBox=\"0 0 16 16\" width=\"16\" height=\"16\" aria-hidden=\"true\"><path d=\"M13 8a5 5 0 1 1-1.500-3.500M13 2v3h-3\"></path></svg></button>\n  <a class=\"btn btn-sm\" href=\"/settings/tokens/new\">",
                )],
            ),
            Change::Style(".x-refresh { margin: 0 8px 0 auto; padding: 3px 8px; }"),
        ],
        truths: &[truth(6, Added, Misleading, "Refresh")],
        unreached: &[],
    },
    Case {
        name: "test-or-live",
        about: "two radio buttons, \"Test data\" and \"Live data\", stand between \"Note\" and \"Expiration\"",
        source: "Stripe: a key is for test data or for live data",
        editions: ALL,
        parts: &[Part::NoteAndExpiration],
        changes: &[
            Change::Pages(&[edit(
                "/settings/tokens/new",
                "What’s this token for?</p>",
                "What’s this token for?</p>\n    <div class=\"x-kinds\"><label><input type=\"radio\" name=\"kind\" checked=\"checked\"> Test data</label><label><input type=\"radio\" name=\"kind\"> Live data</label></div>",
            )]),
            Change::Style(
                ".x-kinds { display: flex; gap: 16px; margin-top: 12px; } .x-form .x-kinds label { margin: 0; font-weight: 400; } .x-kinds input { margin: 0 4px 0 0; vertical-align: -2px; }",
            ),
        ],
        truths: &[truth(8, Added, Misleading, "Test data"), truth(8, Added, Misleading, "Live data")],
        unreached: &[],
    },
    Case {
        name: "note-is-filled-in-at-first",
        about: "\"API key 1\" is written in the field \"Note\" at first",
        source: "Google Cloud: a new key is called \"API key 1\" at first",
        editions: ALL,
        parts: &[Part::NoteAndExpiration],
        changes: &[Change::Pages(&[edit(
            "/settings/tokens/new",
            "id=\"oauth_access_description\" value=\"\"",
            "id=\"oauth_access_description\" value=\"API key 1\"",
        )])],
        truths: &[truth(8, Added, Cosmetic, "API key 1")],
        unreached: &[],
    },
    Case {
        name: "learn-more-behind-repo",
        about: "a link \"Learn more\" stands at the right end of the row of the scope \"repo\"",
        source: "Google account: \"Learn more\" stands where one says what an app may do",
        editions: ALL,
        parts: &[Part::Scopes],
        changes: &[
            Change::Pages(&[edit(
                "/settings/tokens/new",
                "Full control of private repositories\n</span></label>",
                "Full control of private repositories\n</span></label><a class=\"x-learn\" href=\"/docs\">Learn more</a>",
            )]),
            Change::Style(
                ".x-scope:has(.x-learn) { position: relative; } .x-learn { position: absolute; top: 6px; right: 8px; line-height: 20px; }",
            ),
        ],
        truths: &[truth(9, Added, Misleading, "Learn more")],
        unreached: &[],
    },
    Case {
        name: "marked-with-an-asterisk",
        about: "a sentence above \"Generate token\" says how required fields are marked",
        source: "Atlassian: \"Required fields are marked with an asterisk\" stands on forms",
        editions: ALL,
        parts: &[Part::FormFoot],
        changes: &[Change::Pages(&[edit(
            "/settings/tokens/new",
            "<p class=\"x-submit\">",
            "<p class=\"x-muted\">Required fields are marked with an asterisk</p>\n  <p class=\"x-submit\">",
        )])],
        truths: &[truth(10, Added, Cosmetic, "marked with an asterisk")],
        unreached: &[],
    },
    Case {
        name: "done-beside-the-token",
        about: "a button \"Done\" stands at the right end of the box with the new token",
        source: "OpenAI: \"Done\" stands where a new key is shown",
        editions: ALL,
        parts: &[Part::MadeToken],
        changes: &[
            Change::Pages(&[edit(
                "/settings/tokens",
                "</clipboard-copy>\n",
                "</clipboard-copy>\n  <a class=\"btn btn-sm x-done\" role=\"button\" href=\"/settings/tokens\">Done</a>\n",
            )]),
            Change::Style(".x-done { margin-left: auto; }"),
        ],
        truths: &[truth(11, Added, Misleading, "Done")],
        unreached: &[],
    },
];
