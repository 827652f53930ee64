//! The first that were set aside, of all sorts.

use super::case::{ALL, Case, Change, Detour, EARLY, JUNE_2022, LATE, Part, Screen, edit, put_before, rename, say, take, truth};
use crate::judge::Kind::{Added, ExtraStep, Missing, Moved, Renamed, Restyled, Reworded, WrongScreen};
use crate::judge::Severity::{Breaking, Cosmetic, Misleading};
use crate::practice::edition::Edition;
use crate::practice::lists::item;

pub(super) static CASES: &[Case] = &[
    Case {
        name: "continue-before-the-password",
        about: "password and \"Sign in\" show only once \"Continue\" is pressed",
        source: "Google account, 2013 to 2015: the password is asked for after the name",
        editions: ALL,
        parts: &[Part::SignIn],
        changes: &[
            Change::Pages(&[
                edit(
                    "/login",
                    "<div class=\"x-password-line\">",
                    "<details class=\"x-next\"><summary class=\"btn btn-primary btn-block\" role=\"button\">Continue</summary><div class=\"x-password-line\">",
                ),
                edit("/login", "data-disable-with=\"Signing in…\">", "data-disable-with=\"Signing in…\"></details>"),
            ]),
            Change::Style(".x-next[open] > summary { display: none; }"),
        ],
        truths: &[truth(1, Missing, Breaking, "Sign in")],
        unreached: &[2, 3, 4, 5, 6, 7, 8, 9, 10, 11],
    },
    Case {
        name: "stay-signed-in",
        about: "a page asks after signing in whether to stay signed in",
        source: "Microsoft account, 2017: \"Stay signed in?\" is asked after signing in",
        editions: ALL,
        parts: &[Part::Home],
        changes: &[Change::Detour(Detour::Screen {
            before: "/",
            screen: Screen {
                heading: "Stay signed in?",
                sentence: "Do this on your own machine only, to be asked for your password less often.",
                button: "Yes",
            },
        })],
        truths: &[truth(1, ExtraStep, Breaking, "Stay signed in?")],
        unreached: &[],
    },
    Case {
        name: "avatar-before-the-search",
        about: "the account's picture stands to the left of the search in the header",
        source: "invented",
        editions: LATE,
        parts: &[Part::Header],
        changes: &[Change::Style(".x-right .x-avatar-button { order: -1; }")],
        truths: &[truth(2, Moved, Breaking, "")],
        unreached: &[],
    },
    Case {
        name: "avatar-leads-to-the-profile",
        about: "the account's picture in the header leads to the profile; it opens no menu",
        source: "Stack Overflow: the picture in the top bar leads to the profile",
        editions: ALL,
        parts: &[Part::Header, Part::Panel],
        changes: &[
            Change::PagesOf(
                LATE,
                &[edit("*", " data-panel=\"/_side-panels/user\"", " onclick=\"location.assign('/practice-walker')\"")],
            ),
            Change::PagesOf(&[Edition::November2026], &[edit("*", "x-avatar-button cursor-wait\"", "x-avatar-button\"")]),
            Change::PagesOf(
                JUNE_2022,
                &[edit(
                    "*",
                    " aria-label=\"View profile and more\"",
                    " aria-label=\"View profile and more\" onclick=\"location.assign('/practice-walker'); return false\"",
                )],
            ),
        ],
        truths: &[truth(2, WrongScreen, Breaking, "")],
        unreached: &[3],
    },
    Case {
        name: "bell-instead-of-an-inbox",
        about: "the icon of the notifications in the header is a bell",
        source: "GitHub, 2023: the bell became an inbox (here the other way round)",
        editions: LATE,
        parts: &[Part::Header],
        changes: &[Change::Pages(&[edit(
            "*",
            "M2 9.500l2-6.500h8l2 6.500v4H2zM2 9.500h3.500l1 1.500h3l1-1.500H14",
            "M3 12h10c-1-1.200-1.300-2-1.300-4.500a3.700 3.700 0 0 0-7.400 0C4.300 10 4 10.800 3 12zM6.800 14.200h2.400",
        )])],
        truths: &[truth(2, Restyled, Cosmetic, "notifications")],
        unreached: &[],
    },
    Case {
        name: "settings-and-privacy",
        about: "\"Settings\" in the user panel is called \"Settings & privacy\"",
        source: "Facebook, 2019: the account's menu says \"Settings & privacy\"",
        editions: ALL,
        parts: &[Part::Panel],
        changes: &[Change::Content(|content| rename(content, "Settings", "Settings & privacy"))],
        truths: &[truth(3, Renamed, Breaking, "Settings & privacy")],
        unreached: &[],
    },
    Case {
        name: "no-account-switcher",
        about: "the button that switches accounts is gone from the user panel",
        source: "GitHub, 2023-11: the account switcher came (here the other way round)",
        editions: LATE,
        parts: &[Part::Panel],
        changes: &[Change::Style(".x-panel-head [aria-label='Account switcher'] { display: none; }")],
        truths: &[truth(3, Missing, Misleading, "Account switcher")],
        unreached: &[],
    },
    Case {
        name: "developer-settings-in-capitals",
        about: "\"Developer settings\" is spelt \"Developer Settings\"",
        source: "GitHub, 2026: breadcrumbs spell it \"Developer Settings\"",
        editions: ALL,
        parts: &[Part::Sidebar],
        changes: &[Change::Content(|content| rename(content, "Developer settings", "Developer Settings"))],
        truths: &[truth(4, Renamed, Cosmetic, "Developer Settings")],
        unreached: &[],
    },
    Case {
        name: "tokens-in-the-settings-sidebar",
        about: "\"Personal access tokens\" stands in the settings sidebar, and \"Developer settings\" is gone",
        source: "GitHub, about 2017: the entry moved under the new \"Developer settings\" (here the other way round)",
        editions: ALL,
        parts: &[Part::Sidebar],
        changes: &[Change::Content(|content| {
            drop(take(content, "Developer settings"));
            put_before(content, "Applications", item("Personal access tokens", "/settings/tokens", "key"));
        })],
        truths: &[truth(4, Missing, Breaking, "Developer settings"), truth(4, Added, Misleading, "Personal access tokens")],
        unreached: &[],
    },
    Case {
        name: "developer-settings-lead-to-a-portal",
        about: "\"Developer settings\" leads to a page without the sidebar; the old page is still there",
        source: "invented",
        editions: ALL,
        parts: &[Part::Sidebar],
        changes: &[Change::Content(|content| {
            if let Some((items, at)) = content.siblings_mut("Developer settings") {
                "/about".clone_into(&mut items[at].href);
            }
        })],
        truths: &[truth(4, WrongScreen, Breaking, "/about")],
        unreached: &[],
    },
    Case {
        name: "legacy-tokens",
        about: "\"Tokens (classic)\" is called \"Legacy tokens\"",
        source: "Slack, until 2020: the older sort of token was called legacy",
        editions: LATE,
        parts: &[Part::DeveloperSidebar],
        changes: &[Change::Content(|content| rename(content, "Tokens (classic)", "Legacy tokens"))],
        truths: &[truth(5, Renamed, Breaking, "Legacy tokens")],
        unreached: &[],
    },
    Case {
        name: "oauth-applications",
        about: "\"OAuth Apps\" in the developer sidebar is called \"OAuth applications\"",
        source: "GitHub, about 2017: \"OAuth applications\" became \"OAuth Apps\" (here the other way round)",
        editions: ALL,
        parts: &[Part::DeveloperSidebar],
        changes: &[Change::Content(|content| rename(content, "OAuth Apps", "OAuth applications"))],
        truths: &[truth(5, Renamed, Misleading, "OAuth applications")],
        unreached: &[],
    },
    Case {
        name: "email-check-before-tokens",
        about: "a page asks before the list of tokens whether an email address is still right, once for each sign-in",
        source: "GitHub: now and then a page asks for the recovery settings to be confirmed",
        editions: ALL,
        parts: &[Part::ListHead],
        changes: &[Change::Detour(Detour::Screen {
            before: "/settings/tokens",
            screen: Screen {
                heading: "Is this still your email address?",
                sentence: "Messages about your tokens go there. You can change it in your settings.",
                button: "It is",
            },
        })],
        truths: &[truth(5, ExtraStep, Breaking, "Is this still your email address?")],
        unreached: &[],
    },
    Case {
        name: "generate-new-as-a-plus",
        about: "the button \"Generate new token\" shows a plus instead of its words",
        source: "invented",
        editions: ALL,
        parts: &[Part::ListHead],
        changes: &[
            Change::PagesOf(
                LATE,
                &[edit(
                    "/settings/tokens",
                    " aria-haspopup=\"menu\">\n      Generate new token ",
                    " aria-haspopup=\"menu\" aria-label=\"Generate new token\">\n      + ",
                )],
            ),
            Change::PagesOf(
                JUNE_2022,
                &[edit(
                    "/settings/tokens",
                    "href=\"/settings/tokens/new\">Generate new token</a>",
                    "href=\"/settings/tokens/new\" aria-label=\"Generate new token\">+</a>",
                )],
            ),
        ],
        truths: &[truth(6, Renamed, Breaking, "Generate new token")],
        unreached: &[],
    },
    Case {
        name: "classic-entry-is-grey",
        about: "\"Generate new token (classic)\" in the menu is grey and leads nowhere",
        source: "GitHub, 2022-10: who runs an organization may forbid classic tokens",
        editions: LATE,
        parts: &[Part::ListHead],
        changes: &[
            Change::Pages(&[edit(
                "/settings/tokens",
                "class=\"SelectMenu-item x-menu-item\" href=\"/settings/tokens/new\"",
                "class=\"SelectMenu-item x-menu-item x-off\" aria-disabled=\"true\"",
            )]),
            Change::Style(".x-off { opacity: 0.4; cursor: not-allowed; }"),
        ],
        truths: &[truth(6, Restyled, Breaking, "Generate new token (classic)")],
        unreached: &[],
    },
    Case {
        name: "revoke-all-above-the-list",
        about: "\"Revoke all\" stands beside \"Generate new token\"",
        source: "GitHub, until about 2025: \"Revoke all\" stood above the list",
        editions: ALL,
        parts: &[Part::ListHead],
        changes: &[
            Change::PagesOf(
                LATE,
                &[edit(
                    "/settings/tokens",
                    "<details class=\"details-reset details-overlay x-anchor\">",
                    "<button type=\"button\" class=\"btn btn-sm btn-danger x-revoke\">Revoke all</button><details class=\"details-reset details-overlay x-anchor\">",
                )],
            ),
            Change::PagesOf(
                JUNE_2022,
                &[edit(
                    "/settings/tokens",
                    "<a class=\"btn btn-sm\" href=\"/settings/tokens/new\">",
                    "<button type=\"button\" class=\"btn btn-sm btn-danger x-revoke\">Revoke all</button><a class=\"btn btn-sm\" href=\"/settings/tokens/new\">",
                )],
            ),
            Change::Style(".x-revoke { margin-left: auto; margin-right: 8px; }"),
        ],
        truths: &[truth(6, Added, Misleading, "Revoke all")],
        unreached: &[],
    },
    Case {
        name: "confirm-says-confirm-password",
        about: "the button \"Confirm\" of the password form is called \"Confirm password\"",
        source: "GitHub, until about 2022: the button said so (here the other way round)",
        editions: ALL,
        parts: &[Part::Sudo],
        changes: &[Change::Content(|content| say(content, "confirm", "Confirm password"))],
        truths: &[truth(7, Renamed, Breaking, "Confirm password")],
        unreached: &[],
    },
    Case {
        name: "sudo-can-show-the-password",
        about: "a box \"Show password\" stands below the field of the password form",
        source: "Google account, 2020: a box \"Show password\" stands below the field",
        editions: ALL,
        parts: &[Part::Sudo],
        changes: &[Change::Pages(&[edit(
            "/sessions/sudo",
            "      <button type=\"submit\" class=\"btn btn-primary btn-block\">",
            "      <label><input type=\"checkbox\"> Show password</label>\n      <button type=\"submit\" class=\"btn btn-primary btn-block\">",
        )])],
        truths: &[truth(7, Added, Misleading, "Show password")],
        unreached: &[],
    },
    Case {
        name: "passkey-offer-over-sudo",
        about: "a dialog that offers a passkey lies over the password form, once for each sign-in",
        source: "Amazon, 2023: who gives the password is offered a passkey",
        editions: ALL,
        parts: &[Part::Sudo],
        changes: &[Change::Detour(Detour::Dialog {
            over: "/sessions/sudo",
            screen: Screen {
                heading: "Sign in faster next time",
                sentence: "With a passkey, your finger or your face is enough. It takes a minute to set up.",
                button: "Not now",
            },
        })],
        truths: &[truth(7, ExtraStep, Breaking, "Sign in faster next time")],
        unreached: &[],
    },
    Case {
        name: "note-with-a-colon",
        about: "the label \"Note\" ends with a colon",
        source: "invented",
        editions: ALL,
        parts: &[Part::NoteAndExpiration],
        changes: &[Change::Content(|content| say(content, "note", "Note:"))],
        truths: &[truth(8, Renamed, Cosmetic, "Note:")],
        unreached: &[],
    },
    Case {
        name: "expiration-is-fixed",
        about: "\"Expiration\" is grey and stays at 30 days",
        source: "GitHub, 2024-10: who runs an organization may say how long tokens live",
        editions: EARLY,
        parts: &[Part::NoteAndExpiration],
        changes: &[
            Change::Pages(&[edit(
                "/settings/tokens/new",
                "<select name=\"oauth_access[default_expires_at]\"",
                "<input type=\"hidden\" name=\"oauth_access[default_expires_at]\" value=\"30\"><select disabled=\"disabled\"",
            )]),
            Change::Style(".form-select:disabled { opacity: 0.4; cursor: not-allowed; }"),
        ],
        truths: &[truth(8, Restyled, Breaking, "Expiration")],
        unreached: &[],
    },
    Case {
        name: "package-registry-as-packages",
        about: "the texts beside the scopes for packages say \"Packages\" instead of \"Package Registry\"",
        source: "GitHub, 2019-11: the Package Registry became GitHub Packages",
        editions: ALL,
        parts: &[Part::Scopes],
        changes: &[Change::Content(|content| {
            for scope in &mut content.scopes[2..4] {
                scope.about = scope.about.replace("Package Registry", "Packages");
                scope.children.iter_mut().for_each(|child| child.about = child.about.replace("Package Registry", "Packages"));
            }
        })],
        truths: &[
            truth(9, Reworded, Cosmetic, "Upload packages to GitHub Packages"),
            truth(9, Reworded, Cosmetic, "Download packages from GitHub Packages"),
            truth(9, Reworded, Cosmetic, "Delete packages from GitHub Packages"),
        ],
        unreached: &[],
    },
    Case {
        name: "packages-read",
        about: "the scope \"read:packages\" is called \"packages:read\"",
        source: "GitHub Actions, 2021: permissions are written this way round",
        editions: ALL,
        parts: &[Part::Scopes],
        changes: &[Change::Content(|content| "packages:read".clone_into(&mut content.scopes[2].children[0].name))],
        truths: &[truth(9, Renamed, Breaking, "packages:read")],
        unreached: &[],
    },
    Case {
        name: "cancel-as-a-button",
        about: "the link \"Cancel\" of the form's foot looks like a button",
        source: "GitLab, 2024: \"Cancel\" is a button beside \"Create token\"",
        editions: ALL,
        parts: &[Part::FormFoot],
        changes: &[Change::Style(
            ".x-cancel { padding: 5px 16px; border: 1px solid var(--line); border-radius: 6px; background: var(--inset); color: var(--text); font-weight: 700; }",
        )],
        truths: &[truth(10, Restyled, Misleading, "Cancel")],
        unreached: &[],
    },
    Case {
        name: "acknowledge-before-generating",
        about: "a box above \"Generate token\" must be ticked; the form isn't sent without it",
        source: "AWS, 2022: a box has to be ticked before an access key is made",
        editions: ALL,
        parts: &[Part::FormFoot],
        changes: &[Change::Pages(&[edit(
            "/settings/tokens/new",
            "<p class=\"x-submit\">",
            "<p><label><input type=\"checkbox\" required=\"required\"> I understand the risk</label></p>\n  <p class=\"x-submit\">",
        )])],
        truths: &[truth(10, Added, Misleading, "I understand the risk"), truth(10, WrongScreen, Breaking, "")],
        unreached: &[11],
    },
    Case {
        name: "copy-token-before-the-token",
        about: "the button that copies the new token stands to the left of it",
        source: "invented",
        editions: ALL,
        parts: &[Part::MadeToken],
        changes: &[Change::Style(".x-copy { order: -1; }")],
        truths: &[truth(11, Moved, Breaking, "Copy token")],
        unreached: &[],
    },
];
