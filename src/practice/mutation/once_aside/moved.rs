//! Other places: what moved, what is gone, what stands in another order, what is folded away.

use super::case::{ALL, Case, Change, JANUARY_2024, LATE, Part, put_before, take, truth};
use crate::judge::Kind::{Added, Missing, Moved, WrongScreen};
use crate::judge::Severity::{Breaking, Cosmetic, Misleading};
use crate::practice::lists::{item, unfolding};

pub(super) static CASES: &[Case] = &[
    Case {
        name: "create-new-leaves-the-header",
        about: "the button with a plus is gone from the header",
        source: "GitLab, 2023-05: the plus left the top bar",
        editions: LATE,
        parts: &[Part::Header],
        changes: &[Change::Style(".x-right .x-create { display: none; }")],
        truths: &[truth(2, Missing, Misleading, "Create new")],
        unreached: &[],
    },
    Case {
        name: "notifications-before-the-plus",
        about: "the notifications stand before the plus in the header",
        source: "invented",
        editions: LATE,
        parts: &[Part::Header],
        changes: &[Change::Style(
            ".x-right > .x-search, .x-right > .x-rule { order: -2; } .x-right > .x-tool[href='/notifications'] { order: -1; }",
        )],
        truths: &[truth(2, Moved, Cosmetic, "notifications")],
        unreached: &[],
    },
    Case {
        name: "settings-before-sign-out",
        about: "\"Settings\" is the last entry of the user panel before \"Sign out\"",
        source: "invented",
        editions: LATE,
        parts: &[Part::Panel],
        changes: &[Change::Content(|content| {
            let item = take(content, "Settings");
            if let Some(group) = content.panel.last_mut() {
                group.items.extend(item);
            }
        })],
        truths: &[truth(3, Moved, Breaking, "Settings")],
        unreached: &[],
    },
    Case {
        name: "help-leaves-the-panel",
        about: "the entries for website, documentation, support and community are gone from the user panel",
        source: "GitHub, 2024-10 to 2026-03: these entries left the menu",
        editions: JANUARY_2024,
        parts: &[Part::Panel],
        changes: &[Change::Content(|content| {
            for name in ["Website", "Docs", "Support", "Community"] {
                drop(take(content, &format!("GitHub {name}")));
            }
        })],
        truths: &[
            truth(3, Missing, Misleading, "GitHub Website"),
            truth(3, Missing, Misleading, "GitHub Docs"),
            truth(3, Missing, Misleading, "GitHub Support"),
            truth(3, Missing, Misleading, "GitHub Community"),
        ],
        unreached: &[],
    },
    Case {
        name: "developer-settings-among-the-code",
        about: "\"Developer settings\" stands in the group \"Code, planning, and automation\"",
        source: "GitLab: the entry for tokens stands in the middle of the sidebar",
        editions: ALL,
        parts: &[Part::Sidebar],
        changes: &[Change::Content(|content| {
            if let Some(item) = take(content, "Developer settings") {
                put_before(content, "Packages", item);
            }
        })],
        truths: &[truth(4, Moved, Breaking, "Developer settings")],
        unreached: &[],
    },
    Case {
        name: "developer-settings-at-the-head",
        about: "\"Developer settings\" stands at the head of the page, on the right",
        source: "invented",
        editions: ALL,
        parts: &[Part::Sidebar],
        changes: &[Change::Style(
            ".x-side [data-item-id='developer_settings'] { position: absolute; top: 94px; right: 260px; width: 180px; }",
        )],
        truths: &[truth(4, Moved, Breaking, "Developer settings")],
        unreached: &[],
    },
    Case {
        name: "logs-are-folded",
        about: "the two logs of the settings sidebar show only once \"History\" is unfolded",
        source: "GitLab, 2023-05: entries of the sidebar were folded into groups",
        editions: ALL,
        parts: &[Part::Sidebar],
        changes: &[Change::Content(|content| {
            drop(take(content, "Sponsorship log"));
            if let Some((items, at)) = content.siblings_mut("Security log") {
                let logs = [("Security log", "/settings/security-log"), ("Sponsorship log", "/settings/sponsors-log")];
                items[at] = unfolding("History", "log", &logs);
            }
        })],
        truths: &[
            truth(4, Missing, Misleading, "Security log"),
            truth(4, Missing, Misleading, "Sponsorship log"),
            truth(4, Added, Misleading, "History"),
        ],
        unreached: &[],
    },
    Case {
        name: "integrations-without-a-heading",
        about: "the heading \"Integrations\" is gone from the settings sidebar; its entries are still there",
        source: "invented",
        editions: ALL,
        parts: &[Part::Sidebar],
        changes: &[Change::Content(|content| {
            let group = content.sidebar.iter_mut().find(|group| group.heading == Some("Integrations"));
            if let Some(group) = group {
                group.heading = None;
            }
        })],
        truths: &[truth(4, Missing, Misleading, "Integrations")],
        unreached: &[],
    },
    Case {
        name: "tokens-without-a-group",
        about: "\"Personal access tokens\" leads to the list of classic tokens; it unfolds nothing",
        source: "GitHub, 2022-10: the entry became a group of two (here the other way round)",
        editions: LATE,
        parts: &[Part::DeveloperSidebar],
        changes: &[Change::Content(|content| {
            if let Some((items, at)) = content.siblings_mut("Personal access tokens") {
                items[at] = item("Personal access tokens", "/settings/tokens", "key");
            }
        })],
        truths: &[
            truth(5, WrongScreen, Breaking, "(classic)"),
            truth(5, Missing, Breaking, "Tokens (classic)"),
            truth(5, Missing, Misleading, "Fine-grained tokens"),
        ],
        unreached: &[],
    },
    Case {
        name: "oauth-apps-leave",
        about: "\"OAuth Apps\" is gone from the developer sidebar",
        source: "invented",
        editions: ALL,
        parts: &[Part::DeveloperSidebar],
        changes: &[Change::Content(|content| drop(take(content, "OAuth Apps")))],
        truths: &[truth(5, Missing, Misleading, "OAuth Apps")],
        unreached: &[],
    },
    Case {
        name: "classic-entry-comes-first",
        about: "\"Generate new token (classic)\" is the first of the two entries in the menu",
        source: "invented",
        editions: LATE,
        parts: &[Part::ListHead],
        changes: &[Change::Style(
            ".x-menu { display: flex; flex-direction: column-reverse; } .x-menu-item + .x-menu-item { border-top: 0; border-bottom: 1px solid var(--soft); }",
        )],
        truths: &[truth(6, Moved, Breaking, "Generate new token")],
        unreached: &[],
    },
    Case {
        name: "forgot-password-leaves",
        about: "\"Forgot password?\" is gone from the password form",
        source: "invented",
        editions: ALL,
        parts: &[Part::Sudo],
        changes: &[Change::Style(".x-forgot { display: none; }")],
        truths: &[truth(7, Missing, Misleading, "Forgot password?")],
        unreached: &[],
    },
    Case {
        name: "expiration-above-note",
        about: "\"Expiration\" stands above \"Note\"",
        source: "invented",
        editions: ALL,
        parts: &[Part::NoteAndExpiration],
        changes: &[Change::Style(".x-form { display: flex; flex-direction: column; } .x-form .x-expiration { order: -1; }")],
        truths: &[truth(8, Moved, Breaking, "")],
        unreached: &[],
    },
    Case {
        name: "workflow-leaves",
        about: "the scope \"workflow\" is gone",
        source: "GitHub, 2019: the scope \"workflow\" came into the list (here the other way round)",
        editions: ALL,
        parts: &[Part::Scopes],
        changes: &[Change::Content(|content| drop(content.scopes.remove(1)))],
        truths: &[truth(9, Missing, Misleading, "workflow")],
        unreached: &[],
    },
    Case {
        name: "workflow-below-the-packages",
        about: "the scope \"workflow\" stands below those for packages",
        source: "invented",
        editions: ALL,
        parts: &[Part::Scopes],
        changes: &[Change::Content(|content| content.scopes[1..4].rotate_left(1))],
        truths: &[truth(9, Moved, Cosmetic, "workflow")],
        unreached: &[],
    },
    Case {
        name: "cancel-comes-first",
        about: "\"Generate token\" stands to the right of \"Cancel\"",
        source: "Material Design, 2014: what confirms stands to the right of what dismisses",
        editions: ALL,
        parts: &[Part::FormFoot],
        changes: &[Change::Style(
            ".x-submit { display: flex; flex-direction: row-reverse; justify-content: flex-end; align-items: center; gap: 12px; } .x-cancel { margin: 0; }",
        )],
        truths: &[truth(10, Moved, Breaking, "Generate token")],
        unreached: &[],
    },
    Case {
        name: "copy-token-at-the-end",
        about: "the button that copies the new token stands at the right end of its box",
        source: "invented",
        editions: ALL,
        parts: &[Part::MadeToken],
        changes: &[Change::Style(".x-copy { margin-left: auto; }")],
        truths: &[truth(11, Moved, Breaking, "Copy token")],
        unreached: &[],
    },
    Case {
        name: "copy-now-below-the-token",
        about: "the sentence that stood above the new token stands below it",
        source: "invented",
        editions: ALL,
        parts: &[Part::MadeToken],
        changes: &[Change::Style(
            ".x-main:has(.x-made) { display: flex; flex-direction: column; } .x-copy-now { order: 1; } .x-made ~ * { order: 2; }",
        )],
        truths: &[truth(11, Moved, Cosmetic, "Make sure to copy your personal access token")],
        unreached: &[],
    },
];
