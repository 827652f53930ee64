//! What is new: an icon, a card, headings, entries, controls, sentences, a label.

use super::case::{ALL, Case, Change, LATE, Part, edit, put_before, truth};
use crate::judge::Kind::Added;
use crate::judge::Severity::{Cosmetic, Misleading};
use crate::practice::lists::item;

pub(super) static CASES: &[Case] = &[
    Case {
        name: "recent-in-the-header",
        about: "a clock, which shows where one has been, stands before the notifications in the header",
        source: "Slack: a clock in the bar at the top shows where one has been",
        editions: ALL,
        parts: &[Part::Header],
        changes: &[Change::Pages(&[edit(
            "*",
            " href=\"/notifications\" aria-label=\"You have no unread notifications\">",
            " href=\"/about\" aria-label=\"Recent\"><svg class=\"x-icon\" viewBox=\"0 0 16 16\" width=\"16\" height=\"16\" aria-hidden=\"true\"><path d=\"M8 14a6 6 0 1 0 0-12 6 6 0 0 0 0 12zM8 4.500V8l2.500 1.500\"></path></svg></a>\n    <a class=\"x-tool Header-link\" href=\"/notifications\" aria-label=\"You have no unread notifications\">",
        )])],
        truths: &[truth(2, Added, Misleading, "Recent")],
        unreached: &[],
    },
    Case {
        name: "trial-card-in-the-panel",
        about: "a card with a sentence and a button \"Start free trial\" stands above the entries of the user panel",
        source: "Trello: a card in the menu offers a free trial",
        editions: LATE,
        parts: &[Part::Panel],
        changes: &[
            Change::Pages(&[edit(
                "/_side-panels/user",
                "<nav aria-label=\"User navigation\" class=\"x-panel-lists\">",
                "<div class=\"x-trial\"><p>Private pages and more minutes come with Team.</p><button type=\"button\" class=\"btn btn-sm\">Start free trial</button></div>\n  <nav aria-label=\"User navigation\" class=\"x-panel-lists\">",
            )]),
            Change::Style(
                ".x-trial { margin: 0 16px 12px; padding: 12px; border: 1px solid var(--info-line); border-radius: 6px; background: var(--info); } .x-trial p { margin-bottom: 8px; }",
            ),
        ],
        truths: &[truth(3, Added, Cosmetic, "come with Team"), truth(3, Added, Misleading, "Start free trial")],
        unreached: &[],
    },
    Case {
        name: "what-developer-settings-are-for",
        about: "a grey sentence below \"Developer settings\" says what they are for",
        source: "Android: a grey sentence below an entry of the settings says what is in it",
        editions: ALL,
        parts: &[Part::Sidebar],
        changes: &[
            Change::Pages(&[edit(
                "/settings/profile",
                "Developer settings\n        </span></a>",
                "Developer settings\n        </span></a>\n        <p class=\"note x-what\">Apps and tokens for the API</p>",
            )]),
            Change::Style(".x-what { margin: 0 0 0 32px; }"),
        ],
        truths: &[truth(4, Added, Cosmetic, "Apps and tokens for the API")],
        unreached: &[],
    },
    Case {
        name: "heading-over-the-developer-sidebar",
        about: "a heading \"Developer settings\" stands at the top of the developer sidebar",
        source: "invented",
        editions: ALL,
        parts: &[Part::DeveloperSidebar],
        changes: &[
            Change::Pages(&[edit(
                "*",
                "<nav aria-label=\"Developer settings\" class=\"x-block\"><nav-list class=\"x-block\">",
                "<nav aria-label=\"Developer settings\" class=\"x-block\"><h2 class=\"x-part\">Developer settings</h2><nav-list class=\"x-block\">",
            )]),
            Change::Style(".x-part { padding: 0 8px 8px; font-size: 16px; line-height: 24px; }"),
        ],
        truths: &[truth(5, Added, Misleading, "Developer settings")],
        unreached: &[],
    },
    Case {
        name: "logs-and-events",
        about: "\"Logs\" and \"Events\" stand above \"Personal access tokens\" in the developer sidebar",
        source: "Stripe: the pages for developers have entries \"Logs\" and \"Events\"",
        editions: ALL,
        parts: &[Part::DeveloperSidebar],
        changes: &[Change::Content(|content| {
            put_before(content, "Personal access tokens", item("Logs", "/settings/logs", "log"));
            put_before(content, "Personal access tokens", item("Events", "/settings/events", "bell"));
        })],
        truths: &[truth(5, Added, Misleading, "Logs"), truth(5, Added, Misleading, "Events")],
        unreached: &[],
    },
    Case {
        name: "sort-above-the-list",
        about: "a list box \"Sort by\" stands to the left of the button \"Generate new token\"",
        source: "Jira: a list box above a list says by what it is sorted",
        editions: LATE,
        parts: &[Part::ListHead],
        changes: &[
            Change::Pages(&[edit(
                "/settings/tokens",
                "<details class=\"details-reset details-overlay x-anchor\">",
                "<label class=\"x-sort\">Sort by <select class=\"form-select\"><option>Newest</option><option>Name</option></select></label>\n  <details class=\"details-reset details-overlay x-anchor\">",
            )]),
            Change::Style(".x-sort { margin: 0 8px 0 auto; } .x-sort .form-select { min-width: 100px; }"),
        ],
        truths: &[truth(6, Added, Misleading, "Sort by")],
        unreached: &[],
    },
    Case {
        name: "sudo-with-google",
        about: "a button \"Continue with Google\" stands above the password in the password form",
        source: "GitHub, 2024-10 to 2026-03: the page that signs in got \"Continue with Google\"",
        editions: ALL,
        parts: &[Part::Sudo],
        changes: &[
            Change::Pages(&[edit(
                "/sessions/sudo",
                "<div class=\"x-password-line\">",
                "<a class=\"btn btn-block x-google\" role=\"button\" href=\"/about\">Continue with Google</a>\n      <div class=\"x-password-line\">",
            )]),
            Change::Style(".x-google { margin-bottom: 16px; }"),
        ],
        truths: &[truth(7, Added, Misleading, "Continue with Google")],
        unreached: &[],
    },
    Case {
        name: "characters-left-below-the-note",
        about: "a sentence below \"Note\" says how many characters are left",
        source: "Material Design: below a field stands how much may be written in it",
        editions: ALL,
        parts: &[Part::NoteAndExpiration],
        changes: &[Change::Pages(&[edit(
            "/settings/tokens/new",
            "What’s this token for?</p>",
            "What’s this token for?</p>\n    <p class=\"note\">Forty characters left</p>",
        )])],
        truths: &[truth(8, Added, Cosmetic, "characters left")],
        unreached: &[],
    },
    Case {
        name: "email-me-before-it-expires",
        about: "a box \"Email me before it expires\" stands above \"Generate token\"",
        source: "invented",
        editions: ALL,
        parts: &[Part::FormFoot],
        changes: &[
            Change::Pages(&[edit(
                "/settings/tokens/new",
                "<p class=\"x-submit\">",
                "<p><label class=\"x-remind\"><input type=\"checkbox\"> Email me before it expires</label></p>\n  <p class=\"x-submit\">",
            )]),
            Change::Style(".x-form .x-remind { font-weight: 400; } .x-remind input { vertical-align: -2px; }"),
        ],
        truths: &[truth(10, Added, Misleading, "Email me before it expires")],
        unreached: &[],
    },
    Case {
        name: "label-beside-the-token",
        about: "a label \"New\" stands beside the button that copies the new token",
        source: "invented",
        editions: ALL,
        parts: &[Part::MadeToken],
        changes: &[Change::Pages(&[edit(
            "/settings/tokens",
            "</clipboard-copy>\n",
            "</clipboard-copy>\n  <span class=\"Label x-badge\">New</span>\n",
        )])],
        truths: &[truth(11, Added, Cosmetic, "New")],
        unreached: &[],
    },
];
