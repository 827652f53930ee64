//! Other places: what is gone, what is folded, what stands elsewhere or in another order.

use super::case::{ALL, Case, Change, EARLY, JANUARY_2024, LATE, Part, edit, take, truth};
use crate::judge::Kind::{Missing, Moved, Restyled};
use crate::judge::Severity::{Cosmetic, Misleading};

pub(super) static CASES: &[Case] = &[
    Case {
        name: "no-cross-in-the-panel",
        about: "the cross that closes the user panel is gone from its top",
        source: "Google: the account's menu has no cross and closes when something else is pressed",
        editions: LATE,
        parts: &[Part::Panel],
        changes: &[Change::Style(".x-panel-head [aria-label='Close user navigation menu'] { display: none; }")],
        truths: &[truth(3, Missing, Misleading, "Close user navigation menu")],
        unreached: &[],
    },
    Case {
        name: "gists-leave-the-panel",
        about: "\"Your gists\" is gone from the user panel",
        source: "invented",
        editions: EARLY,
        parts: &[Part::Panel],
        changes: &[Change::Content(|content| {
            take(content, "Your gists");
        })],
        truths: &[truth(3, Missing, Misleading, "Your gists")],
        unreached: &[],
    },
    Case {
        name: "security-above-access",
        about: "the group \"Security\" of the settings sidebar stands above the group \"Access\"",
        source: "invented",
        editions: ALL,
        parts: &[Part::Sidebar],
        changes: &[Change::Content(|content| {
            let at = |heading| content.sidebar.iter().position(|group| group.heading == Some(heading));
            if let (Some(security), Some(access)) = (at("Security"), at("Access")) {
                let group = content.sidebar.remove(security);
                content.sidebar.insert(access, group);
            }
        })],
        truths: &[truth(4, Moved, Cosmetic, "")],
        unreached: &[],
    },
    Case {
        name: "automation-is-folded",
        about: "the heading \"Code, planning, and automation\" in the settings sidebar is a button; its entries show only once it is pressed",
        source: "GitLab, 2023: the parts of the sidebar are folded until their headings are pressed",
        editions: EARLY,
        parts: &[Part::Sidebar],
        changes: &[
            Change::Pages(&[edit(
                "/settings/profile",
                "<h2 class=\"ActionList-sectionDivider-title x-side-heading\">Code, planning, and automation</h2>",
                "<button type=\"button\" class=\"x-side-heading x-unfold x-shut\" aria-expanded=\"false\">Code, planning, and automation<svg class=\"x-icon\" viewBox=\"0 0 16 16\" width=\"16\" height=\"16\" aria-hidden=\"true\"><path d=\"M4 6l4 4 4-4\"></path></svg></button>",
            )]),
            Change::Style(
                ".x-shut { display: flex; justify-content: space-between; width: 100%; border: 0; border-radius: 6px; background: none; cursor: pointer; } .x-shut[aria-expanded='false'] + .x-list { display: none; }",
            ),
        ],
        truths: &[
            truth(4, Restyled, Misleading, "Code, planning, and automation"),
            truth(4, Missing, Misleading, "Repositories"),
            truth(4, Missing, Misleading, "Codespaces"),
            truth(4, Missing, Misleading, "Packages"),
            truth(4, Missing, Misleading, "Copilot"),
            truth(4, Missing, Misleading, "Pages"),
            truth(4, Missing, Misleading, "Saved replies"),
        ],
        unreached: &[],
    },
    Case {
        name: "beta-beside-its-entry",
        about: "the label \"Beta\" stands directly behind \"Fine-grained tokens\", and not at the right end of the sidebar",
        source: "Google Cloud: the label \"Preview\" stands directly behind the entry that it is about",
        editions: JANUARY_2024,
        parts: &[Part::DeveloperSidebar],
        changes: &[Change::Style(".x-side .x-child-row .x-row-label { flex: none; }")],
        truths: &[truth(5, Moved, Cosmetic, "Beta")],
        unreached: &[],
    },
    Case {
        name: "delete-packages-above-the-packages",
        about: "the scope \"delete:packages\" stands above \"write:packages\" instead of below \"read:packages\"",
        source: "invented",
        editions: ALL,
        parts: &[Part::Scopes],
        changes: &[Change::Content(|content| {
            let at = |name| content.scopes.iter().position(|scope| scope.name == name);
            if let (Some(delete), Some(write)) = (at("delete:packages"), at("write:packages")) {
                let scope = content.scopes.remove(delete);
                content.scopes.insert(write, scope);
            }
        })],
        truths: &[truth(9, Moved, Cosmetic, "delete:packages")],
        unreached: &[],
    },
];
