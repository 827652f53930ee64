//! Other places: two entries in the place of one and one in the place of two, switches, headings, help, what is gone.

use super::case::{ALL, Case, Change, EARLY, LATE, Part, edit, rename, take, truth};
use crate::judge::Kind::{Added, Missing, Moved, Renamed};
use crate::judge::Severity::{Breaking, Cosmetic, Misleading};
use crate::practice::lists::item;

pub(super) static CASES: &[Case] = &[
    Case {
        name: "feedback-in-the-header",
        about: "the word \"Feedback\", which can be pressed, stands before the notifications in the header",
        source: "Vercel: \"Feedback\" stands as a word in the bar at the top",
        editions: ALL,
        parts: &[Part::Header],
        changes: &[
            Change::Pages(&[edit(
                "*",
                " href=\"/notifications\" aria-label=\"You have no unread notifications\">",
                " href=\"/feedback\">Feedback</a>\n    <a class=\"x-tool Header-link\" href=\"/notifications\" aria-label=\"You have no unread notifications\">",
            )]),
            Change::Style(".x-right > [href='/feedback'] { width: auto; padding: 0 5px; font-size: 12px; }"),
        ],
        truths: &[truth(2, Added, Misleading, "Feedback")],
        unreached: &[],
    },
    Case {
        name: "sign-out-in-the-header",
        about: "\"Sign out\" is an icon in the header and gone from the user panel",
        source: "phpMyAdmin: a door without a word, near the top, logs out",
        editions: LATE,
        parts: &[Part::Header, Part::Panel],
        changes: &[
            Change::Pages(&[edit(
                "*",
                " href=\"/notifications\" aria-label=\"You have no unread notifications\">",
                " href=\"/logout\" aria-label=\"Sign out\"><svg class=\"x-icon\" viewBox=\"0 0 16 16\" width=\"16\" height=\"16\" aria-hidden=\"true\"><path d=\"M6 2.500H3v11h3M10 5l3 3-3 3M13 8H6.500\"></path></svg></a>\n    <a class=\"x-tool\" href=\"/notifications\" aria-label=\"You have no unread notifications\">",
            )]),
            Change::Style(".x-panel-list:last-child { display: none; }"),
        ],
        truths: &[truth(2, Added, Misleading, "Sign out"), truth(3, Missing, Misleading, "Sign out")],
        unreached: &[],
    },
    Case {
        name: "settings-below-sign-out",
        about: "\"Settings\" is the last entry of the user panel, below \"Sign out\"",
        source: "invented",
        editions: LATE,
        parts: &[Part::Panel],
        changes: &[
            Change::Content(|content| drop(take(content, "Settings"))),
            Change::Pages(&[edit(
                "/_side-panels/user",
                "Sign out\n      </span></a></li>",
                "Sign out\n      </span></a></li>\n      <li class=\"ActionListItem\"><a class=\"ActionListContent x-row\" href=\"/settings/profile\"><svg class=\"x-icon\" viewBox=\"0 0 16 16\" width=\"16\" height=\"16\" aria-hidden=\"true\"><path d=\"M8 10.500a2.500 2.500 0 1 0 0-5 2.500 2.500 0 0 0 0 5zM8 1.500v2M8 12.500v2M1.500 8h2M12.500 8h2M3.400 3.400l1.400 1.400M11.200 11.200l1.400 1.400M12.600 3.400l-1.400 1.400M4.800 11.200l-1.400 1.400\"></path></svg><span class=\"ActionListItem-label x-row-label\">\n        Settings\n      </span></a></li>",
            )]),
        ],
        truths: &[truth(3, Moved, Breaking, "Settings")],
        unreached: &[],
    },
    Case {
        name: "ssh-and-gpg-keys-apart",
        about: "\"SSH keys\" and \"GPG keys\" stand in the settings sidebar in the place of \"SSH and GPG keys\"",
        source: "GitLab: SSH keys and GPG keys have an entry each",
        editions: ALL,
        parts: &[Part::Sidebar],
        changes: &[Change::Content(|content| {
            if let Some((items, at)) = content.siblings_mut("SSH and GPG keys") {
                items.insert(at + 1, item("GPG keys", "/settings/gpg", "key"));
                "SSH keys".clone_into(&mut items[at].label);
            }
        })],
        truths: &[truth(4, Renamed, Misleading, "SSH keys"), truth(4, Added, Misleading, "GPG keys")],
        unreached: &[],
    },
    Case {
        name: "one-audit-log",
        about: "\"Audit log\" stands in the settings sidebar in the place of the two logs",
        source: "GitHub: organizations have one \"Audit log\"",
        editions: ALL,
        parts: &[Part::Sidebar],
        changes: &[Change::Content(|content| {
            take(content, "Sponsorship log");
            rename(content, "Security log", "Audit log");
        })],
        truths: &[truth(4, Renamed, Misleading, "Audit log"), truth(4, Missing, Misleading, "Sponsorship log")],
        unreached: &[],
    },
    Case {
        name: "developer-mode-in-the-sidebar",
        about: "\"Developer settings\" shows only once a box \"Developer mode\" in the settings sidebar is ticked",
        source: "Chrome: what is for developers shows on the page of extensions once \"Developer mode\" is on",
        editions: ALL,
        parts: &[Part::Sidebar],
        changes: &[
            Change::Pages(&[edit(
                "/settings/profile",
                "<li class=\"ActionListItem\" data-item-id=\"developer_settings\">",
                "<li class=\"ActionListItem x-mode\"><label class=\"x-row\"><input type=\"checkbox\"><span class=\"x-row-label\">Developer mode</span></label></li>\n      <li class=\"ActionListItem\" data-item-id=\"developer_settings\">",
            )]),
            Change::Style(".x-mode:not(:has(:checked)) + .ActionListItem { display: none; }"),
        ],
        truths: &[truth(4, Missing, Breaking, "Developer settings"), truth(4, Added, Misleading, "Developer mode")],
        unreached: &[],
    },
    Case {
        name: "heading-over-the-tokens",
        about: "a heading \"Credentials\" stands above \"Personal access tokens\" in the developer sidebar",
        source: "invented",
        editions: LATE,
        parts: &[Part::DeveloperSidebar],
        changes: &[Change::Pages(&[
            edit(
                "/settings/apps",
                " data-item-id=\"personal_access_tokens\">",
                " data-item-id=\"personal_access_tokens\"><h2 class=\"x-side-heading\">Credentials</h2>",
            ),
            edit(
                "/settings/tokens",
                " data-item-id=\"personal_access_tokens\">",
                " data-item-id=\"personal_access_tokens\"><h2 class=\"x-side-heading\">Credentials</h2>",
            ),
            edit(
                "/settings/tokens/new",
                " data-item-id=\"personal_access_tokens\">",
                " data-item-id=\"personal_access_tokens\"><h2 class=\"x-side-heading\">Credentials</h2>",
            ),
        ])],
        truths: &[truth(5, Added, Misleading, "Credentials")],
        unreached: &[],
    },
    Case {
        name: "older-tokens-are-folded",
        about: "\"Tokens (classic)\" shows only once \"Older tokens\", below \"Fine-grained tokens\", is unfolded",
        source: "invented",
        editions: LATE,
        parts: &[Part::DeveloperSidebar],
        changes: &[Change::Pages(&[
            edit(
                "/settings/apps",
                "<li class=\"ActionListItem ActionListItem--subItem\"><a class=\"ActionListContent ActionListContent--visual16 x-row x-child-row\" href=\"/settings/tokens\"",
                "<li class=\"ActionListItem\"><button type=\"button\" class=\"ActionListContent x-row x-unfold x-child-row\" aria-expanded=\"false\"><span class=\"x-row-label\">Older tokens</span><svg class=\"x-icon\" viewBox=\"0 0 16 16\" width=\"16\" height=\"16\" aria-hidden=\"true\"><path d=\"M4 6l4 4 4-4\"></path></svg></button><ul class=\"x-list x-sub\"><li class=\"ActionListItem ActionListItem--subItem\"><a class=\"ActionListContent ActionListContent--visual16 x-row x-child-row\" href=\"/settings/tokens\"",
            ),
            edit(
                "/settings/apps",
                "Tokens (classic)\n        </span></a></li>",
                "Tokens (classic)\n        </span></a></li></ul></li>",
            ),
        ])],
        truths: &[truth(5, Missing, Breaking, "Tokens (classic)"), truth(5, Added, Misleading, "Older tokens")],
        unreached: &[],
    },
    Case {
        name: "heading-over-the-rows",
        about: "a heading \"Token name\" stands above the rows of the list, like that of a column",
        source: "GitLab, 2023: the list of tokens is a table, and \"Token name\" stands above its first column",
        editions: LATE,
        parts: &[Part::ListHead],
        changes: &[
            Change::Pages(&[edit(
                "/settings/tokens",
                "<div class=\"listgroup Box x-rows\">",
                "<div class=\"listgroup Box x-rows\"><h3 class=\"x-column\">Token name</h3>",
            )]),
            Change::Style(
                ".x-intro:has(+ .x-rows) { margin-bottom: 0; } .x-column { padding: 2px 16px; border-bottom: 1px solid var(--line); background: var(--inset); font-size: 12px; line-height: 16px; } .x-column + .x-token { padding-top: 8px; }",
            ),
        ],
        truths: &[truth(6, Added, Misleading, "Token name")],
        unreached: &[],
    },
    Case {
        name: "learn-more-above-the-list",
        about: "a link \"Learn more\" stands behind the sentence above the list of tokens",
        source: "Vercel: \"Learn more\" stands behind what is said of a page",
        editions: LATE,
        parts: &[Part::ListHead],
        changes: &[Change::Pages(&[edit(
            "/settings/tokens",
            "GitHub API</a>.</p>\n",
            "GitHub API</a>. <a href=\"/docs\">Learn more</a></p>\n",
        )])],
        truths: &[truth(6, Added, Misleading, "Learn more")],
        unreached: &[],
    },
    Case {
        name: "signed-in-as-leaves",
        about: "the box that says who is signed in is gone from the password form",
        source: "invented",
        editions: ALL,
        parts: &[Part::Sudo],
        changes: &[Change::Style(".x-signed-in { visibility: hidden; }")],
        truths: &[truth(7, Missing, Cosmetic, "Signed in as")],
        unreached: &[],
    },
    Case {
        name: "sudo-can-be-cancelled",
        about: "a link \"Cancel\" stands below \"Confirm\" in the password form",
        source: "macOS: who is asked for the password can press \"Cancel\"",
        editions: ALL,
        parts: &[Part::Sudo],
        changes: &[
            Change::Pages(&[edit(
                "/sessions/sudo",
                ">Confirm</button>",
                ">Confirm</button>\n      <a href=\"/settings/tokens\" class=\"x-back-out\">Cancel</a>",
            )]),
            Change::Style(
                ".x-back-out { display: block; margin-top: 3px; font-size: 12px; line-height: 16px; text-align: center; }",
            ),
        ],
        truths: &[truth(7, Added, Misleading, "Cancel")],
        unreached: &[],
    },
    Case {
        name: "caption-behind-a-question-mark",
        about: "the sentence below \"Note\" is gone; a question mark, which shows it, stands behind the word",
        source: "GitLab: a question mark behind a label shows what is said of a field",
        editions: ALL,
        parts: &[Part::NoteAndExpiration],
        changes: &[
            Change::Pages(&[edit(
                "/settings/tokens/new",
                "</label>\n    <input type=\"text\" name=\"oauth_access[description]\"",
                "</label> <button type=\"button\" class=\"x-ask\" aria-label=\"About the note\">?</button>\n    <input type=\"text\" name=\"oauth_access[description]\"",
            )]),
            Change::Style(
                ".x-form label[for='oauth_access_description'] { display: inline-block; } .x-ask { width: 18px; height: 18px; margin-left: 4px; padding: 0; border: 1px solid var(--link); border-radius: 9px; background: none; color: var(--link); font-size: 12px; line-height: 14px; } .x-note-caption { visibility: hidden; }",
            ),
        ],
        truths: &[truth(8, Missing, Cosmetic, "this token for"), truth(8, Added, Misleading, "About the note")],
        unreached: &[],
    },
    Case {
        name: "note-with-an-example",
        about: "\"Enter token name\" stands in the field \"Note\" until something is typed",
        source: "DigitalOcean: \"Enter token name\" stands in the field for the name of a token",
        editions: ALL,
        parts: &[Part::NoteAndExpiration],
        changes: &[Change::Pages(&[edit(
            "/settings/tokens/new",
            "id=\"oauth_access_description\" value=\"\"",
            "id=\"oauth_access_description\" value=\"\" placeholder=\"Enter token name\"",
        )])],
        truths: &[truth(8, Added, Cosmetic, "Enter token name")],
        unreached: &[],
    },
    Case {
        name: "last-day-leaves",
        about: "the sentence that says on which day the token will expire is gone",
        source: "invented",
        editions: EARLY,
        parts: &[Part::NoteAndExpiration],
        changes: &[Change::Style(".x-until { display: none; }")],
        truths: &[truth(8, Missing, Cosmetic, "The token will expire on")],
        unreached: &[],
    },
    Case {
        name: "scope-texts-leave",
        about: "the texts of the scopes are gone; their names are still there",
        source: "Gitea, 2023: scopes were offered by their names alone",
        editions: ALL,
        parts: &[Part::Scopes, Part::FormFoot],
        changes: &[Change::Style(".x-scope-about { display: none; }")],
        truths: &[truth(9, Missing, Cosmetic, ""), truth(10, Missing, Cosmetic, "")],
        unreached: &[],
    },
    Case {
        name: "scope-texts-below",
        about: "the texts of the scopes stand below their names",
        source: "GitLab: what is said of a scope stands below its name",
        editions: ALL,
        parts: &[Part::Scopes, Part::FormFoot],
        changes: &[Change::Style(
            ".x-form .x-scope-label { grid-template-columns: 21px minmax(0, 1fr); } .x-scope-about { grid-column: 2; }",
        )],
        truths: &[truth(9, Moved, Cosmetic, ""), truth(10, Moved, Cosmetic, "")],
        unreached: &[],
    },
    Case {
        name: "reset-in-the-foot",
        about: "a button \"Reset\" stands between \"Generate token\" and \"Cancel\"",
        source: "phpBB: \"Reset\" stands beside the button that sends a form",
        editions: ALL,
        parts: &[Part::FormFoot],
        changes: &[Change::Pages(&[edit(
            "/settings/tokens/new",
            "</button> <a href=\"/settings/tokens\" class=\"btn-link x-cancel\">",
            "</button> <button type=\"reset\" class=\"btn\">Reset</button> <a href=\"/settings/tokens\" class=\"btn-link x-cancel\">",
        )])],
        truths: &[truth(10, Added, Misleading, "Reset")],
        unreached: &[],
    },
    Case {
        name: "how-do-i-use-it",
        about: "a link \"How do I use it?\" stands behind the sentence above the new token",
        source: "PyPI: how a new token is used stands where it is shown",
        editions: ALL,
        parts: &[Part::MadeToken],
        changes: &[Change::Pages(&[edit(
            "/settings/tokens",
            "You won’t be able to see it again!",
            "You won’t be able to see it again! <a href=\"/docs\">How do I use it?</a>",
        )])],
        truths: &[truth(11, Added, Misleading, "How do I use it?")],
        unreached: &[],
    },
    Case {
        name: "copy-now-leaves",
        about: "the box with the sentence above the new token is gone",
        source: "invented",
        editions: ALL,
        parts: &[Part::MadeToken],
        changes: &[Change::Style(".x-copy-now { visibility: hidden; }")],
        truths: &[truth(11, Missing, Cosmetic, "Make sure to copy")],
        unreached: &[],
    },
];
