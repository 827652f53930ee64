//! Other places: what moved, what is gone, what shows only once something else is unfolded.

use super::case::{ALL, Case, Change, EARLY, LATE, Part, edit, put_before, take, truth};
use crate::judge::Kind::{Added, Missing, Moved, Restyled};
use crate::judge::Severity::{Breaking, Cosmetic, Misleading};
use crate::practice::lists::unfolding;

pub(super) static CASES: &[Case] = &[
    Case {
        name: "plus-beside-the-avatar",
        about: "the button with a plus stands between the notifications and the account's picture in the header",
        source: "GitHub, until 2023: the plus stood between the bell and the account's picture (here again)",
        editions: LATE,
        parts: &[Part::Header],
        changes: &[Change::Style(".x-right > .x-create { order: 1; } .x-right .x-avatar-button { order: 2; }")],
        truths: &[truth(2, Moved, Cosmetic, "Create new")],
        unreached: &[],
    },
    Case {
        name: "avatar-leaves-the-header",
        about: "the account's picture is gone from the header",
        source: "invented",
        editions: LATE,
        parts: &[Part::Header],
        changes: &[Change::Style(".x-avatar-button { display: none; }")],
        truths: &[truth(2, Missing, Breaking, "")],
        unreached: &[3],
    },
    Case {
        name: "try-enterprise-leaves",
        about: "\"Try Enterprise\" is gone from the user panel",
        source: "GitHub Enterprise Server: nobody is offered a trial of it in the menu",
        editions: LATE,
        parts: &[Part::Panel],
        changes: &[Change::Content(|content| drop(take(content, "Try Enterprise")))],
        truths: &[truth(3, Missing, Misleading, "Try Enterprise")],
        unreached: &[],
    },
    Case {
        name: "repositories-come-first",
        about: "the entry for repositories is the first of its group in the user panel",
        source: "invented",
        editions: ALL,
        parts: &[Part::Panel],
        changes: &[Change::Content(|content| {
            let early = content.siblings_mut("Your profile").is_some();
            let (repositories, profile) = if early { ("Your repositories", "Your profile") } else { ("Repositories", "Profile") };
            if let Some(item) = take(content, repositories) {
                put_before(content, profile, item);
            }
        })],
        truths: &[truth(3, Moved, Cosmetic, "")],
        unreached: &[],
    },
    Case {
        name: "scheduled-reminders-leave",
        about: "\"Scheduled reminders\" is gone from the settings sidebar",
        source: "GitHub, until 2020: there were no scheduled reminders (here again)",
        editions: ALL,
        parts: &[Part::Sidebar],
        changes: &[Change::Content(|content| drop(take(content, "Scheduled reminders")))],
        truths: &[truth(4, Missing, Misleading, "Scheduled reminders")],
        unreached: &[],
    },
    Case {
        name: "sessions-below-the-keys",
        about: "\"Sessions\" stands below \"SSH and GPG keys\" in the settings sidebar",
        source: "invented",
        editions: ALL,
        parts: &[Part::Sidebar],
        changes: &[Change::Content(|content| {
            if let Some(sessions) = take(content, "Sessions")
                && let Some((items, at)) = content.siblings_mut("SSH and GPG keys")
            {
                items.insert(at + 1, sessions);
            }
        })],
        truths: &[truth(4, Moved, Cosmetic, "")],
        unreached: &[],
    },
    Case {
        name: "developer-settings-under-applications",
        about: "\"Applications\" in the settings sidebar unfolds two entries; \"Developer settings\" is one of them and shows only then",
        source: "invented",
        editions: ALL,
        parts: &[Part::Sidebar],
        changes: &[Change::Content(|content| {
            drop(take(content, "Developer settings"));
            if let Some((items, at)) = content.siblings_mut("Applications") {
                let parts = [("Installed apps", "/settings/installations"), ("Developer settings", "/settings/apps")];
                items[at] = unfolding("Applications", "grid", &parts);
            }
        })],
        truths: &[truth(4, Missing, Breaking, "Developer settings"), truth(4, Restyled, Misleading, "Applications")],
        unreached: &[],
    },
    Case {
        name: "tokens-back-in-the-settings",
        about: "\"Personal access tokens\" is gone from the developer sidebar and stands below \"SSH and GPG keys\" in the settings sidebar",
        source: "GitHub, about 2015 to 2017: the entry stood in the sidebar of the settings (here again)",
        editions: ALL,
        parts: &[Part::Sidebar, Part::DeveloperSidebar],
        changes: &[Change::Content(|content| {
            if let Some(tokens) = take(content, "Personal access tokens")
                && let Some((items, at)) = content.siblings_mut("SSH and GPG keys")
            {
                items.insert(at + 1, tokens);
            }
        })],
        truths: &[truth(4, Added, Misleading, "Personal access tokens"), truth(5, Missing, Breaking, "Personal access tokens")],
        unreached: &[],
    },
    Case {
        name: "fine-grained-on-its-own",
        about: "\"Fine-grained tokens\" stands above the group \"Personal access tokens\", with an icon, and not in it any more",
        source: "invented",
        editions: LATE,
        parts: &[Part::DeveloperSidebar],
        changes: &[Change::Content(|content| {
            if let Some(mut fine_grained) = take(content, "Fine-grained tokens") {
                fine_grained.icon = "shield";
                put_before(content, "Personal access tokens", fine_grained);
            }
        })],
        truths: &[truth(5, Moved, Cosmetic, "Fine-grained tokens")],
        unreached: &[],
    },
    Case {
        name: "no-sentence-above-the-list",
        about: "the sentence above the list of tokens is gone",
        source: "invented",
        editions: LATE,
        parts: &[Part::ListHead],
        changes: &[Change::Style(".x-subhead:has(.x-anchor) + .x-intro { display: none; }")],
        truths: &[truth(6, Missing, Cosmetic, "Tokens you have generated"), truth(6, Missing, Misleading, "GitHub API")],
        unreached: &[],
    },
    Case {
        name: "scopes-leave-the-rows",
        about: "the rows of the list do not say any more what scopes a token has",
        source: "invented",
        editions: LATE,
        parts: &[Part::ListHead],
        changes: &[Change::Style(".x-token-text > span.x-muted { display: none; }")],
        truths: &[truth(6, Missing, Cosmetic, "read:org")],
        unreached: &[],
    },
    Case {
        name: "generate-new-below-its-heading",
        about: "\"Generate new token\" stands on the left, between the heading of the list and the sentence above the list",
        source: "invented",
        editions: ALL,
        parts: &[Part::ListHead],
        changes: &[Change::Style(
            ".x-subhead:has(.x-anchor, [href='/settings/tokens/new']) { position: relative; margin-bottom: 60px; } .x-subhead .x-anchor, .x-subhead > [href='/settings/tokens/new'] { position: absolute; left: 0; top: 60px; } .x-anchor .x-menu { right: auto; left: 0; }",
        )],
        truths: &[truth(6, Moved, Breaking, "Generate new token")],
        unreached: &[],
    },
    Case {
        name: "last-day-above-the-list-box",
        about: "the sentence that says on which day the token will expire stands above the list box \"Expiration\"",
        source: "invented",
        editions: EARLY,
        parts: &[Part::NoteAndExpiration],
        changes: &[Change::Style(".x-expiration-line { flex-direction: column-reverse; align-items: flex-start; gap: 2px; }")],
        truths: &[truth(8, Moved, Cosmetic, "The token will expire on")],
        unreached: &[],
    },
    Case {
        name: "expiration-below-the-scopes",
        about: "\"Expiration\" stands below the scopes, above \"Generate token\"",
        source: "Cloudflare: how long a token lives is asked for below what it may do",
        editions: ALL,
        parts: &[Part::NoteAndExpiration, Part::Scopes, Part::FormFoot],
        changes: &[Change::Style(
            "#new_oauth_access { display: flex; flex-direction: column; } #new_oauth_access .x-scopes { order: 1; } #new_oauth_access .x-expiration { order: 2; } #new_oauth_access .x-submit { order: 3; }",
        )],
        truths: &[
            truth(8, Moved, Breaking, "Expiration"),
            truth(10, Added, Misleading, "Expiration"),
            truth(10, Added, Cosmetic, "The token will expire on"),
        ],
        unreached: &[],
    },
    Case {
        name: "statuses-and-deployments-leave",
        about: "the scopes \"repo:status\" and \"repo_deployment\" are gone",
        source: "invented",
        editions: ALL,
        parts: &[Part::Scopes],
        changes: &[Change::Content(|content| drop(content.scopes[0].children.drain(..2)))],
        truths: &[truth(9, Missing, Misleading, "repo:status"), truth(9, Missing, Misleading, "repo_deployment")],
        unreached: &[],
    },
    Case {
        name: "scopes-below-repo-are-folded",
        about: "the five scopes below \"repo\" show only once \"5 more\" is unfolded",
        source: "GitHub, 2022-10: on the form of fine-grained tokens the permissions for repositories are folded",
        editions: ALL,
        parts: &[Part::Scopes],
        changes: &[
            Change::Pages(&[
                edit(
                    "/settings/tokens/new",
                    "<ul class=\"x-list\"><li><div class=\"token-scope x-scope x-child\"><label class=\"x-scope-label\"><input type=\"checkbox\" name=\"oauth_access[scopes][]\" value=\"repo:status\"",
                    "<details class=\"x-unfolds\"><summary role=\"button\">5 more</summary><ul class=\"x-list\"><li><div class=\"token-scope x-scope x-child\"><label class=\"x-scope-label\"><input type=\"checkbox\" name=\"oauth_access[scopes][]\" value=\"repo:status\"",
                ),
                edit(
                    "/settings/tokens/new",
                    "Read and write security events\n</span></label></div></li></ul>",
                    "Read and write security events\n</span></label></div></li></ul></details>",
                ),
            ]),
            Change::Style(
                ".x-unfolds > summary { padding: 4px 0 4px 21px; line-height: 20px; color: var(--link); } .x-unfolds[open] > summary { display: none; }",
            ),
        ],
        truths: &[
            truth(9, Missing, Misleading, "repo:status"),
            truth(9, Missing, Misleading, "repo_deployment"),
            truth(9, Missing, Misleading, "public_repo"),
            truth(9, Missing, Misleading, "repo:invite"),
            truth(9, Missing, Misleading, "security_events"),
            truth(9, Added, Misleading, "5 more"),
        ],
        unreached: &[],
    },
    Case {
        name: "copy-token-comes-with-the-pointer",
        about: "the button that copies the new token shows only while the pointer rests on the box",
        source: "GitHub: the button that copies a block of code shows while the pointer rests on it",
        editions: ALL,
        parts: &[Part::MadeToken],
        changes: &[Change::Style(".x-made .x-copy { visibility: hidden; } .x-made:hover .x-copy { visibility: visible; }")],
        truths: &[truth(11, Missing, Breaking, "Copy token")],
        unreached: &[],
    },
];
