//! What no reader can see: other markup, other names for programs. Nothing is true of these but that the guide still holds.

use super::case::{ALL, Case, Change, LATE, Part, edit};

pub(super) static CASES: &[Case] = &[
    Case {
        name: "other-names-of-header-icons",
        about: "the icons for issues and pull requests in the header have other names for programs that read aloud",
        source: "GitHub, 2024: names that only programs read changed in the header",
        editions: LATE,
        parts: &[Part::Header],
        changes: &[Change::Pages(&[
            edit("*", "href=\"/issues\" aria-label=\"Issues\"", "href=\"/issues\" aria-label=\"Assigned to you\""),
            edit("*", "href=\"/pulls\" aria-label=\"Pull requests\"", "href=\"/pulls\" aria-label=\"Waiting for your review\""),
        ])],
        truths: &[],
        unreached: &[],
    },
    Case {
        name: "panel-entries-as-menu-items",
        about: "the entries of the user panel are menu items for programs, and look as before",
        source: "GitHub, 2024: the panel was built anew from other parts",
        editions: LATE,
        parts: &[Part::Panel],
        changes: &[Change::Pages(&[
            edit(
                "/_side-panels/user",
                "<ul class=\"ActionList x-panel-list\">",
                "<ul role=\"menu\" class=\"ActionList x-panel-list\">",
            ),
            edit("/_side-panels/user", "<li class=\"ActionListItem\">", "<li role=\"none\" class=\"ActionListItem\">"),
            edit("/_side-panels/user", "<a class=\"ActionListContent", "<a role=\"menuitem\" class=\"ActionListContent"),
        ])],
        truths: &[],
        unreached: &[],
    },
    Case {
        name: "generate-new-in-a-shadow-tree",
        about: "\"Generate new token\" and its menu stand in a shadow tree",
        source: "YouTube, 2017: pages were built anew from elements with shadow trees",
        editions: LATE,
        parts: &[Part::ListHead],
        changes: &[Change::Pages(&[
            edit(
                "/settings/tokens",
                "<details class=\"details-reset details-overlay x-anchor\">",
                "<div><template shadowrootmode=\"open\"><link rel=\"stylesheet\" href=\"/assets/site.css\"><details class=\"details-reset details-overlay x-anchor\">",
            ),
            edit("/settings/tokens", "</a>\n    </div>\n  </details>", "</a>\n    </div>\n  </details></template></div>"),
        ])],
        truths: &[],
        unreached: &[],
    },
    Case {
        name: "note-with-another-id",
        about: "the field \"Note\" has another id and is described by nothing",
        source: "invented",
        editions: ALL,
        parts: &[Part::NoteAndExpiration],
        changes: &[Change::Pages(&[
            edit("/settings/tokens/new", "for=\"oauth_access_description\"", "for=\"field-r2\""),
            edit("/settings/tokens/new", "id=\"oauth_access_description\"", "id=\"field-r2\""),
            edit("/settings/tokens/new", " aria-describedby=\"x-note-caption\"", ""),
        ])],
        truths: &[],
        unreached: &[],
    },
    Case {
        name: "generate-token-as-an-input",
        about: "\"Generate token\" is an input instead of a button in the markup",
        source: "Rails 7, 2021: what sends a form may be a button element instead of an input (here the other way round)",
        editions: ALL,
        parts: &[Part::FormFoot],
        changes: &[Change::Pages(&[edit(
            "/settings/tokens/new",
            "<button type=\"submit\" class=\"btn btn-primary x-generate\">\n    Generate token\n  </button>",
            "<input type=\"submit\" class=\"btn btn-primary x-generate\" value=\"Generate token\">",
        )])],
        truths: &[],
        unreached: &[],
    },
];
