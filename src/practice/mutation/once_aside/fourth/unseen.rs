//! What no reader can see: other elements for the same look. Nothing is true of these but that the guide still holds.

use super::case::{ALL, Case, Change, LATE, Part, edit};

pub(super) static CASES: &[Case] = &[
    Case {
        name: "settings-entry-as-a-button-element",
        about: "\"Settings\" in the user panel is a button in the markup, and looks and leads as before",
        source: "GitHub, 2024: the panel was built anew from other parts",
        editions: LATE,
        parts: &[Part::Panel],
        changes: &[Change::Pages(&[
            edit(
                "/_side-panels/user",
                "<a class=\"ActionListContent ActionListContent--visual16 x-row\" href=\"/settings/profile\">",
                "<button type=\"button\" class=\"ActionListContent ActionListContent--visual16 x-row\" onclick=\"location.assign('/settings/profile')\">",
            ),
            edit("/_side-panels/user", ">\n        Settings\n      </span></a>", ">\n        Settings\n      </span></button>"),
        ])],
        truths: &[],
        unreached: &[],
    },
    Case {
        name: "settings-sidebar-without-a-landmark",
        about: "the settings sidebar is no navigation for programs that read aloud",
        source: "invented",
        editions: ALL,
        parts: &[Part::Sidebar],
        changes: &[Change::Pages(&[
            edit(
                "/settings/profile",
                "<nav aria-label=\"Settings\" class=\"x-block\"><nav-list class=\"x-block\">",
                "<div class=\"x-block\"><nav-list class=\"x-block\">",
            ),
            edit("/settings/profile", "</nav-list></nav>", "</nav-list></div>"),
        ])],
        truths: &[],
        unreached: &[],
    },
    Case {
        name: "sidebar-headings-of-another-level",
        about: "the headings of the settings sidebar are of the third level in the markup",
        source: "invented",
        editions: ALL,
        parts: &[Part::Sidebar],
        changes: &[Change::Pages(&[
            edit(
                "/settings/profile",
                "<h2 class=\"ActionList-sectionDivider-title x-side-heading\">",
                "<h3 class=\"ActionList-sectionDivider-title x-side-heading\">",
            ),
            edit(
                "/settings/profile",
                "</h2>\n          <ul class=\"ActionList x-list\">",
                "</h3>\n          <ul class=\"ActionList x-list\">",
            ),
        ])],
        truths: &[],
        unreached: &[],
    },
    Case {
        name: "menu-entries-as-plain-links",
        about: "the two entries of the menu of \"Generate new token\" are links for programs, and no menu",
        source: "GitHub, 2023: what opens below a button became a list of links on some pages",
        editions: LATE,
        parts: &[Part::ListHead],
        changes: &[Change::Pages(&[
            edit("/settings/tokens", "<div role=\"menu\" class=\"SelectMenu x-menu\">", "<div class=\"SelectMenu x-menu\">"),
            edit("/settings/tokens", "<a role=\"menuitem\" class=\"SelectMenu-item", "<a class=\"SelectMenu-item"),
        ])],
        truths: &[],
        unreached: &[],
    },
    Case {
        name: "sudo-password-with-another-id",
        about: "the field \"Password\" of the password form has another id",
        source: "invented",
        editions: ALL,
        parts: &[Part::Sudo],
        changes: &[Change::Pages(&[
            edit("/sessions/sudo", "for=\"sudo_password\"", "for=\"field-r4\""),
            edit("/sessions/sudo", "id=\"sudo_password\"", "id=\"field-r4\""),
        ])],
        truths: &[],
        unreached: &[],
    },
];
