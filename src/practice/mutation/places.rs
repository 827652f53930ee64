//! Other places: what moved, what is gone, what is new, what stands in another order.

use super::case::{ALL, Case, Change, EARLY, JUNE_2022, LATE, NOVEMBER_2026, Part, edit, put_before, take, truth};
use crate::judge::Kind::{Added, Missing, Moved};
use crate::judge::Severity::{Breaking, Cosmetic, Misleading};
use crate::practice::edition::Expiration;
use crate::practice::lists::{item, unfolding};
use crate::practice::scopes::Scope;

pub(super) static CASES: &[Case] = &[
    Case {
        name: "avatar-on-the-left",
        about: "the account's picture stands in the middle of the header",
        source: "GitLab, 2023-05: the account's picture left the right end of the top bar",
        editions: LATE,
        parts: &[Part::Header],
        changes: &[Change::Style(".x-avatar-button { position: absolute; left: 480px; top: 14px; }")],
        truths: &[truth(2, Moved, Breaking, "")],
        unreached: &[],
    },
    Case {
        name: "issues-leave-the-header",
        about: "\"Issues\" and \"Pull requests\" are gone from the header",
        source: "GitLab, 2023-05: issues and merge requests left the top bar",
        editions: LATE,
        parts: &[Part::Header],
        changes: &[Change::Style(".x-right .x-tool[href='/issues'], .x-right .x-tool[href='/pulls'] { display: none; }")],
        truths: &[truth(2, Missing, Misleading, "Issues"), truth(2, Missing, Misleading, "Pull requests")],
        unreached: &[],
    },
    Case {
        name: "copilot-in-the-header",
        about: "a button for Copilot stands before the notifications in the header",
        source: "GitHub, 2024: a Copilot button came into the header",
        editions: ALL,
        parts: &[Part::Header],
        changes: &[Change::Pages(&[edit(
            "*",
            " href=\"/notifications\" aria-label=\"You have no unread notifications\">",
            " href=\"/about\" aria-label=\"Chat with Copilot\"><svg class=\"x-icon\" viewBox=\"0 0 16 16\" width=\"16\" height=\"16\" aria-hidden=\"true\"><path d=\"M2 9.500c0-3 1-5 2.500-5S8 5.500 8 7c0-1.500 2-2.500 3.500-2.500S14 6.500 14 9.500c0 2-3 3.500-6 3.500s-6-1.500-6-3.500z\"></path></svg></a>\n    <a class=\"x-tool Header-link\" href=\"/notifications\" aria-label=\"You have no unread notifications\">",
        )])],
        truths: &[truth(2, Added, Misleading, "Copilot")],
        unreached: &[],
    },
    Case {
        name: "settings-in-the-header",
        about: "\"Settings\" is a gear in the header and gone from the user panel",
        source: "Bitbucket, 2021: personal settings left the account's menu for a gear in the top bar",
        editions: ALL,
        parts: &[Part::Header, Part::Panel],
        changes: &[
            Change::Content(|content| drop(take(content, "Settings"))),
            Change::Pages(&[edit(
                "*",
                " href=\"/notifications\" aria-label=\"You have no unread notifications\">",
                " href=\"/settings/profile\" aria-label=\"Settings\"><svg class=\"x-icon\" viewBox=\"0 0 16 16\" width=\"16\" height=\"16\" aria-hidden=\"true\"><path d=\"M8 10.500a2.500 2.500 0 1 0 0-5 2.500 2.500 0 0 0 0 5zM8 1.500v2M8 12.500v2M1.500 8h2M12.500 8h2\"></path></svg></a>\n    <a class=\"x-tool Header-link\" href=\"/notifications\" aria-label=\"You have no unread notifications\">",
            )]),
        ],
        truths: &[truth(2, Added, Misleading, "Settings"), truth(3, Missing, Breaking, "Settings")],
        unreached: &[],
    },
    Case {
        name: "settings-at-the-top",
        about: "\"Settings\" stands at the top of the user panel",
        source: "invented",
        editions: ALL,
        parts: &[Part::Panel],
        changes: &[Change::Content(|content| {
            if let Some(item) = take(content, "Settings") {
                content.panel[0].items.insert(0, item);
            }
        })],
        truths: &[truth(3, Moved, Breaking, "Settings")],
        unreached: &[],
    },
    Case {
        name: "settings-in-a-collapsed-group",
        about: "\"Settings\" in the user panel shows only once \"Account\" is unfolded",
        source: "invented",
        editions: LATE,
        parts: &[Part::Panel],
        changes: &[Change::Content(|content| {
            if let Some((items, at)) = content.siblings_mut("Settings") {
                items[at] =
                    unfolding("Account", "gear", &[("Settings", "/settings/profile"), ("Security", "/settings/security")]);
            }
        })],
        truths: &[truth(3, Missing, Breaking, "Settings"), truth(3, Added, Misleading, "Account")],
        unreached: &[],
    },
    Case {
        name: "remove-settings",
        about: "\"Settings\" is gone from the user panel",
        source: "invented",
        editions: ALL,
        parts: &[Part::Panel],
        changes: &[Change::Content(|content| drop(take(content, "Settings")))],
        truths: &[truth(3, Missing, Breaking, "Settings")],
        unreached: &[],
    },
    Case {
        name: "add-near-twin",
        about: "\"Settings beta\" stands above \"Settings\" in the user panel",
        source: "invented",
        editions: ALL,
        parts: &[Part::Panel],
        changes: &[Change::Content(|content| put_before(content, "Settings", item("Settings beta", "/settings/beta", "flask")))],
        truths: &[truth(3, Added, Misleading, "Settings beta")],
        unreached: &[],
    },
    Case {
        name: "add-copilot-settings",
        about: "\"Copilot settings\" stands above \"Settings\" in the user panel",
        source: "GitHub, 2025: \"Copilot settings\" came beside \"Settings\"",
        editions: EARLY,
        parts: &[Part::Panel],
        changes: &[Change::Content(|content| {
            put_before(content, "Settings", item("Copilot settings", "/settings/copilot/features", "goggles"));
        })],
        truths: &[truth(3, Added, Misleading, "Copilot settings")],
        unreached: &[],
    },
    Case {
        name: "add-twin-settings",
        about: "a second \"Settings\" stands in the user panel, and leads to organizations",
        source: "invented",
        editions: LATE,
        parts: &[Part::Panel],
        changes: &[Change::Content(|content| {
            put_before(content, "Feature preview", item("Settings", "/settings/organizations", "people"));
        })],
        truths: &[truth(3, Added, Misleading, "Settings")],
        unreached: &[],
    },
    Case {
        name: "feature-preview-leaves",
        about: "\"Feature preview\" is gone from the user panel",
        source: "invented",
        editions: ALL,
        parts: &[Part::Panel],
        changes: &[Change::Content(|content| drop(take(content, "Feature preview")))],
        truths: &[truth(3, Missing, Misleading, "Feature preview")],
        unreached: &[],
    },
    Case {
        name: "add-your-copilot",
        about: "\"Your Copilot\" stands in the user panel",
        source: "GitHub, 2024-02: \"Your Copilot\" came into the menu",
        editions: ALL,
        parts: &[Part::Panel],
        changes: &[Change::Content(|content| {
            let label = if content.siblings_mut("Your stars").is_some() { "Your stars" } else { "Stars" };
            put_before(content, label, item("Your Copilot", "/settings/copilot", "goggles"));
        })],
        truths: &[truth(3, Added, Misleading, "Your Copilot")],
        unreached: &[],
    },
    Case {
        name: "sponsors-come-first",
        about: "the entry for sponsors is the first of the user panel",
        source: "invented",
        editions: ALL,
        parts: &[Part::Panel],
        changes: &[Change::Content(|content| {
            let item = take(content, "Your sponsors").or_else(|| take(content, "Sponsors"));
            if let Some(item) = item {
                content.panel[0].items.insert(0, item);
            }
        })],
        truths: &[
            truth(3, Moved, Cosmetic, "Your sponsors").only(EARLY),
            truth(3, Moved, Cosmetic, "Sponsors").only(NOVEMBER_2026),
        ],
        unreached: &[],
    },
    Case {
        name: "move-developer-settings",
        about: "\"Developer settings\" stands at the top of the sidebar",
        source: "invented",
        editions: ALL,
        parts: &[Part::Sidebar],
        changes: &[Change::Content(|content| {
            if let Some(item) = take(content, "Developer settings") {
                content.sidebar[0].items.insert(0, item);
            }
        })],
        truths: &[truth(4, Moved, Breaking, "Developer settings")],
        unreached: &[],
    },
    Case {
        name: "remove-developer-settings",
        about: "\"Developer settings\" is gone from the sidebar",
        source: "GitHub, about 2017: the entry for tokens left the sidebar of the settings",
        editions: ALL,
        parts: &[Part::Sidebar],
        changes: &[Change::Content(|content| drop(take(content, "Developer settings")))],
        truths: &[truth(4, Missing, Breaking, "Developer settings")],
        unreached: &[],
    },
    Case {
        name: "developer-settings-in-a-collapsed-group",
        about: "\"Developer settings\" shows only once \"Advanced\" is unfolded",
        source: "invented",
        editions: ALL,
        parts: &[Part::Sidebar],
        changes: &[Change::Content(|content| {
            if let Some((items, at)) = content.siblings_mut("Developer settings") {
                items[at] =
                    unfolding("Advanced", "code", &[("Developer settings", "/settings/apps"), ("Labs", "/settings/labs")]);
            }
        })],
        truths: &[truth(4, Missing, Breaking, "Developer settings"), truth(4, Added, Misleading, "Advanced")],
        unreached: &[],
    },
    Case {
        name: "add-models",
        about: "\"Models\" stands in the settings sidebar",
        source: "GitHub, 2025: \"Models\" came into the settings sidebar",
        editions: EARLY,
        parts: &[Part::Sidebar],
        changes: &[Change::Content(|content| put_before(content, "Packages", item("Models", "/settings/models", "cube")))],
        truths: &[truth(4, Added, Misleading, "Models")],
        unreached: &[],
    },
    Case {
        name: "keys-come-first",
        about: "\"SSH and GPG keys\" is the first entry of its group in the settings sidebar",
        source: "invented",
        editions: ALL,
        parts: &[Part::Sidebar],
        changes: &[Change::Content(|content| {
            if let Some(item) = take(content, "SSH and GPG keys") {
                content.sidebar[1].items.insert(0, item);
            }
        })],
        truths: &[truth(4, Moved, Cosmetic, "SSH and GPG keys")],
        unreached: &[],
    },
    Case {
        name: "moderation-leaves-the-sidebar",
        about: "\"Moderation\" is gone from the settings sidebar",
        source: "invented",
        editions: ALL,
        parts: &[Part::Sidebar],
        changes: &[Change::Content(|content| drop(take(content, "Moderation")))],
        truths: &[truth(4, Missing, Misleading, "Moderation")],
        unreached: &[],
    },
    Case {
        name: "remove-tokens-classic",
        about: "\"Tokens (classic)\" is gone from the developer sidebar; its page is still there",
        source: "npm, 2025-11: classic tokens are gone",
        editions: LATE,
        parts: &[Part::DeveloperSidebar],
        changes: &[Change::Content(|content| drop(take(content, "Tokens (classic)")))],
        truths: &[truth(5, Missing, Breaking, "Tokens (classic)")],
        unreached: &[],
    },
    Case {
        name: "add-registry-tokens",
        about: "\"Tokens (registry)\" stands beside \"Tokens (classic)\"",
        source: "npm, 2022-12: a second sort of token came beside the old one",
        editions: LATE,
        parts: &[Part::DeveloperSidebar],
        changes: &[Change::Content(|content| {
            put_before(content, "Tokens (classic)", item("Tokens (registry)", "/settings/registry-tokens", ""));
        })],
        truths: &[truth(5, Added, Misleading, "Tokens (registry)")],
        unreached: &[],
    },
    Case {
        name: "generate-new-below-the-fold",
        about: "\"Generate new token\" stands below everything else on the page of tokens",
        source: "invented",
        editions: JUNE_2022,
        parts: &[Part::ListHead],
        changes: &[Change::Style(".x-subhead > .btn { position: absolute; top: 860px; }")],
        truths: &[truth(6, Moved, Breaking, "Generate new token")],
        unreached: &[],
    },
    Case {
        name: "sudo-offers-a-code",
        about: "\"Send a code via email\" stands in the password form",
        source: "GitHub, 2024-10 to 2026-03: the password can be confirmed by a code sent by email",
        editions: ALL,
        parts: &[Part::Sudo],
        changes: &[Change::Pages(&[edit(
            "/sessions/sudo",
            "      <button type=\"submit\" class=\"btn btn-primary btn-block\">",
            "      <p><a href=\"/about\">Send a code via email</a></p>\n      <button type=\"submit\" class=\"btn btn-primary btn-block\">",
        )])],
        truths: &[truth(7, Added, Misleading, "Send a code via email")],
        unreached: &[],
    },
    Case {
        name: "remove-expiration",
        about: "\"Expiration\" is gone from the form",
        source: "GitHub, 2021-07: \"Expiration\" came into the form (here the other way round)",
        editions: ALL,
        parts: &[Part::NoteAndExpiration],
        changes: &[Change::Content(|content| content.eras.expiration = Expiration::None)],
        truths: &[truth(8, Missing, Breaking, "Expiration"), truth(8, Missing, Cosmetic, "The token will expire on")],
        // Such a token never ends, and the walk keeps none that does not.
        unreached: &[11],
    },
    Case {
        name: "add-description",
        about: "a field \"Description\" stands between \"Note\" and \"Expiration\"",
        source: "GitHub, 2022-10: the form of fine-grained tokens has a \"Description\"",
        editions: ALL,
        parts: &[Part::NoteAndExpiration],
        changes: &[Change::Pages(&[edit(
            "/settings/tokens/new",
            "What’s this token for?</p>",
            "What’s this token for?</p>\n    <label for=\"x-description\">Description</label><input type=\"text\" id=\"x-description\" class=\"form-control wide\" autocomplete=\"off\">",
        )])],
        truths: &[truth(8, Added, Misleading, "Description")],
        unreached: &[],
    },
    Case {
        name: "add-a-scope",
        about: "a scope \"repo:hooks\" stands under \"repo\"",
        source: "GitHub, 2024-10 to 2026-03: scopes came into the list",
        editions: ALL,
        parts: &[Part::Scopes],
        changes: &[Change::Content(|content| {
            let scope = Scope { name: "repo:hooks".into(), about: "Access repository hooks".into(), children: Vec::new() };
            content.scopes[0].children.insert(3, scope);
        })],
        truths: &[truth(9, Added, Misleading, "repo:hooks")],
        unreached: &[],
    },
    Case {
        name: "remove-a-scope",
        about: "the scope \"repo:invite\" is gone",
        source: "invented",
        editions: ALL,
        parts: &[Part::Scopes],
        changes: &[Change::Content(|content| drop(content.scopes[0].children.remove(3)))],
        truths: &[truth(9, Missing, Misleading, "repo:invite")],
        unreached: &[],
    },
    Case {
        name: "generate-token-on-the-right",
        about: "\"Generate token\" stands at the right end of the form's foot",
        source: "invented",
        editions: ALL,
        parts: &[Part::FormFoot],
        changes: &[Change::Style(".x-generate { float: right; } .x-submit { min-height: 52px; }")],
        truths: &[truth(10, Moved, Breaking, "Generate token")],
        unreached: &[],
    },
    Case {
        name: "generate-token-at-the-top",
        about: "\"Generate token\" stands at the top of the form, beside its heading",
        source: "invented",
        editions: ALL,
        parts: &[Part::FormFoot],
        changes: &[Change::Style(
            ".x-main { position: relative; } .x-generate { position: absolute; top: 0; right: 0; } .x-submit { min-height: 52px; }",
        )],
        truths: &[truth(10, Moved, Breaking, "Generate token")],
        unreached: &[],
    },
    Case {
        name: "remove-cancel",
        about: "\"Cancel\" is gone from the form's foot",
        source: "invented",
        editions: ALL,
        parts: &[Part::FormFoot],
        changes: &[Change::Style(".x-cancel { display: none; }")],
        truths: &[truth(10, Missing, Misleading, "Cancel")],
        unreached: &[],
    },
    Case {
        name: "remove-copy-token",
        about: "the button that copies the new token is gone",
        source: "invented",
        editions: ALL,
        parts: &[Part::MadeToken],
        changes: &[Change::Style(".x-copy { display: none; }")],
        truths: &[truth(11, Missing, Breaking, "Copy token")],
        unreached: &[],
    },
    Case {
        name: "add-hide-token",
        about: "\"Hide\" stands beside the new token",
        source: "GitLab, 2023: a new token is shown and hidden by a button beside it",
        editions: ALL,
        parts: &[Part::MadeToken],
        changes: &[Change::Pages(&[edit(
            "/settings/tokens",
            "</code>\n",
            "</code>\n  <button type=\"button\" class=\"btn btn-sm\">Hide</button>\n",
        )])],
        truths: &[truth(11, Added, Misleading, "Hide")],
        unreached: &[],
    },
];
