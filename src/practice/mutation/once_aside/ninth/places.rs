//! Other places: what moved or changed its group, what is new or gone, what is behind dots.

use super::case::{ALL, Case, Change, EARLY, JANUARY_2024, JUNE_2022, LATE, Part, edit, put_before, take, truth};
use crate::judge::Kind::{Added, Missing, Moved};
use crate::judge::Severity::{Breaking, Cosmetic, Misleading};
use crate::practice::lists::item;

pub(super) static CASES: &[Case] = &[
    Case {
        name: "language-in-the-header",
        about: "a globe, which opens languages, stands before the notifications in the header",
        source: "Airbnb: a globe in the bar at the top opens languages",
        editions: ALL,
        parts: &[Part::Header],
        changes: &[Change::Pages(&[edit(
            "*",
            " href=\"/notifications\" aria-label=\"You have no unread notifications\">",
            " href=\"/about\" aria-label=\"Language\"><svg class=\"x-icon\" viewBox=\"0 0 16 16\" width=\"16\" height=\"16\" aria-hidden=\"true\"><path d=\"M8 14a6 6 0 1 0 0-12 6 6 0 0 0 0 12zM2 8h12M8 2c-4 4-4 8 0 12M8 2c4 4 4 8 0 12\"></path></svg></a>\n    <a class=\"x-tool Header-link\" href=\"/notifications\" aria-label=\"You have no unread notifications\">",
        )])],
        truths: &[truth(2, Added, Misleading, "Language")],
        unreached: &[],
    },
    Case {
        name: "search-leaves-the-header",
        about: "the search is gone from the header",
        source: "GitLab, 2023-05: the search left the top bar for the sidebar",
        editions: JANUARY_2024,
        parts: &[Part::Header],
        changes: &[Change::Style(".x-search, .x-search + .x-rule { display: none; }")],
        truths: &[truth(2, Missing, Misleading, "Search")],
        unreached: &[],
    },
    Case {
        name: "pulls-before-issues",
        about: "the icon for pull requests stands before the one for issues in the header",
        source: "invented",
        editions: LATE,
        parts: &[Part::Header],
        changes: &[Change::Style(
            ".x-right > [href='/issues'] { order: 1; } .x-right > [href='/notifications'], .x-right .x-avatar-button { order: 2; }",
        )],
        truths: &[truth(2, Moved, Cosmetic, "")],
        unreached: &[],
    },
    Case {
        name: "your-codespaces",
        about: "\"Your codespaces\" stands above \"Your projects\" in the user panel",
        source: "GitHub, 2021: \"Your codespaces\" stood in the account's menu",
        editions: EARLY,
        parts: &[Part::Panel],
        changes: &[Change::Content(|content| {
            put_before(content, "Your projects", item("Your codespaces", "/codespaces", "server"));
        })],
        truths: &[truth(3, Added, Misleading, "Your codespaces")],
        unreached: &[],
    },
    Case {
        name: "keyboard-shortcuts-in-the-panel",
        about: "\"Keyboard shortcuts\" stands above \"Settings\" in the user panel",
        source: "YouTube: \"Keyboard shortcuts\" stands above the settings in the account's menu",
        editions: ALL,
        parts: &[Part::Panel],
        changes: &[Change::Content(|content| {
            put_before(content, "Settings", item("Keyboard shortcuts", "/shortcuts", "grid"));
        })],
        truths: &[truth(3, Added, Misleading, "Keyboard shortcuts")],
        unreached: &[],
    },
    Case {
        name: "settings-in-the-panels-head",
        about: "\"Settings\" is gone from the entries of the user panel and stands beside the account's name at its top",
        source: "invented",
        editions: LATE,
        parts: &[Part::Panel],
        changes: &[
            Change::Content(|content| drop(take(content, "Settings"))),
            Change::Pages(&[edit(
                "/_side-panels/user",
                "<button type=\"button\" class=\"x-tool\" aria-label=\"Account switcher\"",
                "<a class=\"x-head-link\" href=\"/settings/profile\">Settings</a>\n    <button type=\"button\" class=\"x-tool\" aria-label=\"Account switcher\"",
            )]),
            Change::Style(".x-panel-who { min-width: 0; } .x-head-link { font-size: 12px; }"),
        ],
        truths: &[truth(3, Moved, Breaking, "Settings")],
        unreached: &[],
    },
    Case {
        name: "search-in-the-settings",
        about: "a field that searches the settings stands above \"Public profile\" in the settings sidebar",
        source: "macOS: a field that searches the settings stands above their sidebar",
        editions: ALL,
        parts: &[Part::Sidebar],
        changes: &[
            Change::Pages(&[edit(
                "/settings/profile",
                "<li class=\"ActionListItem ActionListItem--navActive\" data-item-id=\"public_profile\">",
                "<li class=\"ActionListItem x-seek\"><input type=\"search\" class=\"form-control\" placeholder=\"Search settings\" aria-label=\"Search settings\"></li>\n      <li class=\"ActionListItem ActionListItem--navActive\" data-item-id=\"public_profile\">",
            )]),
            Change::Style(".x-seek { margin-bottom: 8px; } .x-seek .form-control { width: 100%; }"),
        ],
        truths: &[truth(4, Added, Misleading, "Search settings")],
        unreached: &[],
    },
    Case {
        name: "copilot-leaves-the-sidebar",
        about: "\"Copilot\" is gone from the settings sidebar",
        source: "GitHub, until 2022: there was no entry for Copilot (here again)",
        editions: ALL,
        parts: &[Part::Sidebar],
        changes: &[Change::Content(|content| drop(take(content, "Copilot")))],
        truths: &[truth(4, Missing, Misleading, "Copilot")],
        unreached: &[],
    },
    Case {
        name: "account-comes-first",
        about: "\"Account\" stands above \"Public profile\" in the settings sidebar",
        source: "Reddit: \"Account\" comes before \"Profile\" in the settings",
        editions: ALL,
        parts: &[Part::Sidebar],
        changes: &[Change::Content(|content| {
            if let Some(account) = take(content, "Account") {
                put_before(content, "Public profile", account);
            }
        })],
        truths: &[truth(4, Moved, Cosmetic, "")],
        unreached: &[],
    },
    Case {
        name: "code-security-under-access",
        about: "the heading \"Security\" is gone from the settings sidebar; \"Code security\" stands last under \"Access\"",
        source: "invented",
        editions: ALL,
        parts: &[Part::Sidebar],
        changes: &[Change::Content(|content| {
            if let Some(security) = take(content, "Code security")
                && let Some((items, at)) = content.siblings_mut("Moderation")
            {
                items.insert(at + 1, security);
            }
        })],
        truths: &[truth(4, Missing, Misleading, "Security"), truth(4, Moved, Cosmetic, "Code security")],
        unreached: &[],
    },
    Case {
        name: "back-to-settings",
        about: "\"Back to settings\" stands at the top of the developer sidebar",
        source: "Linear: what leads back stands at the top of the sidebar of the settings",
        editions: ALL,
        parts: &[Part::DeveloperSidebar],
        changes: &[Change::Content(|content| {
            content.developer.insert(0, item("Back to settings", "/settings/profile", "reply"));
        })],
        truths: &[truth(5, Added, Misleading, "Back to settings")],
        unreached: &[],
    },
    Case {
        name: "github-apps-leave",
        about: "\"GitHub Apps\" is gone from the developer sidebar",
        source: "GitHub, until 2017: there were no GitHub Apps (here again)",
        editions: ALL,
        parts: &[Part::DeveloperSidebar],
        changes: &[Change::Content(|content| drop(take(content, "GitHub Apps")))],
        truths: &[truth(5, Missing, Misleading, "GitHub Apps")],
        unreached: &[],
    },
    Case {
        name: "tokens-classic-on-its-own",
        about: "\"Tokens (classic)\" stands below the group \"Personal access tokens\", with an icon, and not in it any more",
        source: "invented",
        editions: LATE,
        parts: &[Part::DeveloperSidebar],
        changes: &[Change::Content(|content| {
            if let Some(mut classic) = take(content, "Tokens (classic)") {
                classic.icon = "key";
                content.developer.push(classic);
            }
        })],
        truths: &[truth(5, Moved, Breaking, "Tokens (classic)")],
        unreached: &[],
    },
    Case {
        name: "docs-beside-generate-new",
        about: "a button \"Docs\" stands beside \"Generate new token\"",
        source: "Supabase: a button \"Docs\" stands at the right end of the heads of pages",
        editions: ALL,
        parts: &[Part::ListHead],
        changes: &[
            Change::PagesOf(
                LATE,
                &[edit(
                    "/settings/tokens",
                    "<details class=\"details-reset details-overlay x-anchor\">",
                    "<a class=\"btn btn-sm x-docs\" role=\"button\" href=\"/docs\">Docs</a>\n  <details class=\"details-reset details-overlay x-anchor\">",
                )],
            ),
            Change::PagesOf(
                JUNE_2022,
                &[edit(
                    "/settings/tokens",
                    "<a class=\"btn btn-sm\" href=\"/settings/tokens/new\">",
                    "<a class=\"btn btn-sm x-docs\" role=\"button\" href=\"/docs\">Docs</a>\n  <a class=\"btn btn-sm\" href=\"/settings/tokens/new\">",
                )],
            ),
            Change::Style(".x-docs { margin: 0 8px 0 auto; }"),
        ],
        truths: &[truth(6, Added, Misleading, "Docs")],
        unreached: &[],
    },
    Case {
        name: "fine-grained-entry-leaves-the-menu",
        about: "the entry for fine-grained tokens is gone from the menu of \"Generate new token\"",
        source: "invented",
        editions: LATE,
        parts: &[Part::ListHead],
        changes: &[Change::Style(
            ".x-menu-item[href='/settings/personal-access-tokens/new'] { display: none; } .x-menu-item + .x-menu-item { border-top: 0; }",
        )],
        truths: &[truth(6, Missing, Misleading, "Fine-grained")],
        unreached: &[],
    },
    Case {
        name: "generate-new-behind-dots",
        about: "\"Generate new token\" shows only once three dots at the right end of the list's head are pressed",
        source: "Jira: what can be done with a page is behind three dots in the corner at its top",
        editions: ALL,
        parts: &[Part::ListHead],
        changes: &[
            Change::PagesOf(
                LATE,
                &[edit(
                    "/settings/tokens",
                    "<details class=\"details-reset details-overlay x-anchor\">",
                    "<details class=\"details-reset x-dots\"><summary class=\"btn btn-sm\" role=\"button\" aria-label=\"More actions\">···</summary>\n  <details class=\"details-reset details-overlay x-anchor\">",
                )],
            ),
            Change::PagesOf(
                JUNE_2022,
                &[edit(
                    "/settings/tokens",
                    "<a class=\"btn btn-sm\" href=\"/settings/tokens/new\">",
                    "<details class=\"details-reset x-dots\"><summary class=\"btn btn-sm\" role=\"button\" aria-label=\"More actions\">···</summary>\n  <a class=\"btn btn-sm\" href=\"/settings/tokens/new\">",
                )],
            ),
            Change::Pages(&[edit(
                "/settings/tokens",
                "</div>\n<p class=\"x-intro\">Tokens you",
                "</details></div>\n<p class=\"x-intro\">Tokens you",
            )]),
            Change::Style(
                ".x-dots { position: relative; } .x-dots[open] > summary::before { content: none; } .x-dots > .x-anchor, .x-dots > a { position: absolute; z-index: 5; top: 34px; right: 0; }",
            ),
        ],
        truths: &[truth(6, Missing, Breaking, "Generate new token"), truth(6, Added, Misleading, "More actions")],
        unreached: &[],
    },
    Case {
        name: "who-is-signed-in-below",
        about: "the box that says who is signed in stands below the field and the button of the password form",
        source: "invented",
        editions: ALL,
        parts: &[Part::Sudo],
        changes: &[Change::Style("sudo-credential-options.x-block { display: flex; flex-direction: column-reverse; }")],
        truths: &[truth(7, Moved, Cosmetic, "Signed in as")],
        unreached: &[],
    },
    Case {
        name: "to-continue-above-the-password",
        about: "a sentence below \"Confirm access\" says why the password is asked for",
        source: "Google account: \"To continue, first verify it’s you\" stands above the field",
        editions: ALL,
        parts: &[Part::Sudo],
        changes: &[
            Change::Pages(&[edit(
                "/sessions/sudo",
                "<h1>Confirm access</h1>",
                "<h1>Confirm access</h1><p class=\"x-why\">To continue, first verify that it’s you</p>",
            )]),
            Change::Style(".x-why { margin: 4px 0 0; color: var(--muted); }"),
        ],
        truths: &[truth(7, Added, Cosmetic, "To continue")],
        unreached: &[],
    },
    Case {
        name: "suggest-a-name",
        about: "\"Suggest a name\" stands below the sentence below \"Note\"",
        source: "GitHub: on the form for a new repository a name is suggested below the field",
        editions: ALL,
        parts: &[Part::NoteAndExpiration],
        changes: &[
            Change::Pages(&[edit(
                "/settings/tokens/new",
                "id=\"x-note-caption\">What’s this token for?</p>",
                "id=\"x-note-caption\">What’s this token for?</p>\n    <button type=\"button\" class=\"btn-link x-suggest\">Suggest a name</button>",
            )]),
            Change::Style(".x-suggest { display: block; margin-top: 2px; font-size: 12px; line-height: 18px; }"),
        ],
        truths: &[truth(8, Added, Misleading, "Suggest a name")],
        unreached: &[],
    },
    Case {
        name: "public-repo-comes-first",
        about: "the scope \"public_repo\" is the first of those below \"repo\"",
        source: "invented",
        editions: ALL,
        parts: &[Part::Scopes],
        changes: &[Change::Content(|content| content.scopes[0].children[..3].rotate_right(1))],
        truths: &[truth(9, Moved, Cosmetic, "public_repo")],
        unreached: &[],
    },
    Case {
        name: "scopes-for-packages-leave",
        about: "the three scopes for packages are gone",
        source: "GitHub, 2019-05: the scopes came with the Package Registry (here the other way round)",
        editions: ALL,
        parts: &[Part::Scopes],
        changes: &[Change::Content(|content| content.scopes.retain(|scope| !scope.name.ends_with(":packages")))],
        truths: &[
            truth(9, Missing, Breaking, "read:packages"),
            truth(9, Missing, Misleading, "write:packages"),
            truth(9, Missing, Misleading, "delete:packages"),
        ],
        unreached: &[],
    },
    Case {
        name: "generate-and-add-another",
        about: "\"Generate and add another\" stands between \"Generate token\" and \"Cancel\"",
        source: "Django: \"Save and add another\" stands beside \"Save\" on the pages for administrators",
        editions: ALL,
        parts: &[Part::FormFoot],
        changes: &[Change::Pages(&[edit(
            "/settings/tokens/new",
            "</button> <a href=\"/settings/tokens\" class=\"btn-link x-cancel\">",
            "</button> <button type=\"submit\" class=\"btn\" name=\"another\" value=\"1\">Generate and add another</button> <a href=\"/settings/tokens\" class=\"btn-link x-cancel\">",
        )])],
        truths: &[truth(10, Added, Misleading, "Generate and add another")],
        unreached: &[],
    },
    Case {
        name: "cancel-at-the-right-end",
        about: "\"Cancel\" stands at the right end of the form's foot",
        source: "invented",
        editions: ALL,
        parts: &[Part::FormFoot],
        changes: &[Change::Style(".x-submit { display: flex; align-items: center; } .x-cancel { margin-left: auto; }")],
        truths: &[truth(10, Moved, Cosmetic, "Cancel")],
        unreached: &[],
    },
    Case {
        name: "at-the-password-prompt",
        about: "a sentence above the box with the new token says where the token is to be entered",
        source: "Docker Hub: \"At the password prompt, enter the personal access token\" stands where a new token is shown",
        editions: ALL,
        parts: &[Part::MadeToken],
        changes: &[Change::Pages(&[edit(
            "/settings/tokens",
            "<div class=\"Box x-made\">",
            "<p>At the password prompt, enter the personal access token.</p>\n<div class=\"Box x-made\">",
        )])],
        truths: &[truth(11, Added, Cosmetic, "At the password prompt")],
        unreached: &[],
    },
];
