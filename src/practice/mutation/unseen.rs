//! What no reader can see: another build of the same page. Nothing is true of these but that the guide still holds.

use super::case::{ALL, Case, Change, Part, edit};

pub(super) static CASES: &[Case] = &[
    Case {
        name: "settings-sidebar-in-a-shadow-tree",
        about: "the settings sidebar stands in a shadow tree",
        source: "YouTube, 2017: pages were built anew from elements with shadow trees",
        editions: ALL,
        parts: &[Part::Sidebar],
        changes: &[Change::Pages(&[
            edit(
                "/settings/profile",
                "<nav aria-label=\"Settings\" class=\"x-block\"><nav-list class=\"x-block\">",
                "<nav aria-label=\"Settings\" class=\"x-block\"><nav-list class=\"x-block\"><template shadowrootmode=\"open\"><link rel=\"stylesheet\" href=\"/assets/site.css\">",
            ),
            edit("/settings/profile", "</nav-list></nav>", "</template></nav-list></nav>"),
        ])],
        truths: &[],
        unreached: &[],
    },
    Case {
        name: "developer-sidebar-in-a-shadow-tree",
        about: "the developer sidebar stands in a shadow tree",
        source: "YouTube, 2017: pages were built anew from elements with shadow trees",
        editions: ALL,
        parts: &[Part::DeveloperSidebar],
        changes: &[Change::Pages(&[
            edit(
                "*",
                "<nav aria-label=\"Developer settings\" class=\"x-block\"><nav-list class=\"x-block\"><ul class=\"ActionList x-list\">",
                "<nav aria-label=\"Developer settings\" class=\"x-block\"><nav-list class=\"x-block\"><template shadowrootmode=\"open\"><link rel=\"stylesheet\" href=\"/assets/site.css\"><ul class=\"ActionList x-list\">",
            ),
            edit("*", "\n      </ul></nav-list></nav>", "\n      </ul></template></nav-list></nav>"),
        ])],
        truths: &[],
        unreached: &[],
    },
];
