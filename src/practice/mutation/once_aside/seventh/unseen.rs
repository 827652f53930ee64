//! What no reader can see: a shadow tree, other elements, what is hidden or stands off the screen. Nothing is true of these but
//! that the guide still holds.

use super::case::{ALL, Case, Change, JANUARY_2024, LATE, NOVEMBER_2026, Part, edit};

pub(super) static CASES: &[Case] = &[
    Case {
        name: "sign-in-in-a-shadow-tree",
        about: "the form that signs in stands in a shadow tree",
        source: "Reddit, 2023: pages were built anew from elements with shadow trees",
        editions: ALL,
        parts: &[Part::SignIn],
        changes: &[
            Change::Pages(&[
                edit(
                    "/login",
                    "<form action=\"/session\" accept-charset=\"UTF-8\"",
                    "<div><template shadowrootmode=\"open\"><link rel=\"stylesheet\" href=\"/assets/site.css\"><div class=\"x-auth-body x-within\"><form action=\"/session\" accept-charset=\"UTF-8\"",
                ),
                edit(
                    "/login",
                    "data-disable-with=\"Signing in…\">\n    </form>",
                    "data-disable-with=\"Signing in…\">\n    </form></div></template></div>",
                ),
            ]),
            Change::Style(".x-within { margin: 0; padding: 0; border: 0; background: none; }"),
        ],
        truths: &[],
        unreached: &[],
    },
    Case {
        name: "avatar-as-a-div",
        about: "the account's picture in the header is a plain element with the role of a button, and looks and works as before",
        source: "Gmail: its buttons are plain elements with the role of a button",
        editions: LATE,
        parts: &[Part::Header],
        changes: &[
            Change::PagesOf(
                JANUARY_2024,
                &[
                    edit(
                        "*",
                        "<button type=\"button\" class=\"AppHeader-logo Button--invisible x-avatar-button\"",
                        "<div role=\"button\" tabindex=\"0\" class=\"AppHeader-logo Button--invisible x-avatar-button\"",
                    ),
                    edit("*", "class=\"avatar circle x-avatar\"></button>", "class=\"avatar circle x-avatar\"></div>"),
                ],
            ),
            Change::PagesOf(
                NOVEMBER_2026,
                &[
                    edit(
                        "*",
                        "<button type=\"button\" class=\"prc-Button-ButtonBase-9n-Xk x-avatar-button",
                        "<div role=\"button\" tabindex=\"0\" class=\"prc-Button-ButtonBase-9n-Xk x-avatar-button",
                    ),
                    edit("*", "width=\"32\" height=\"32\"></button>", "width=\"32\" height=\"32\"></div>"),
                ],
            ),
        ],
        truths: &[],
        unreached: &[],
    },
    Case {
        name: "menu-for-narrow-windows",
        about: "the settings have a second menu with the same entries, which shows in narrow windows only",
        source: "Bootstrap: what is for narrow windows stands in the page, and is hidden in wide ones",
        editions: ALL,
        parts: &[Part::Sidebar],
        changes: &[
            Change::Pages(&[edit(
                "/settings/profile",
                "<nav aria-label=\"Settings\" class=\"x-block\">",
                "<div class=\"x-narrow-only\"><a href=\"/settings/profile\">Public profile</a> <a href=\"/settings/admin\">Account</a> <a href=\"/settings/apps\">Developer settings</a></div><nav aria-label=\"Settings\" class=\"x-block\">",
            )]),
            Change::Style(".x-narrow-only { display: none; } @media (max-width: 767px) { .x-narrow-only { display: block; } }"),
        ],
        truths: &[],
        unreached: &[],
    },
    Case {
        name: "list-heading-as-a-div",
        about: "the heading of the token list is no heading in the markup, and looks as before",
        source: "invented",
        editions: ALL,
        parts: &[Part::ListHead],
        changes: &[
            Change::Pages(&[
                edit("/settings/tokens", "<h2 class=\"Subhead-heading\">", "<div class=\"Subhead-heading x-as-heading\">"),
                edit("/settings/tokens", "</h2>", "</div>"),
            ]),
            Change::Style(".x-as-heading { font-size: 24px; line-height: 32px; }"),
        ],
        truths: &[],
        unreached: &[],
    },
    Case {
        name: "trap-in-the-password-form",
        about: "a second field \"Password\" stands off the screen, to catch programs",
        source: "WordPress: plugins against spam put fields off the screen that only programs fill in",
        editions: ALL,
        parts: &[Part::Sudo],
        changes: &[
            Change::Pages(&[edit(
                "/sessions/sudo",
                "<div class=\"x-password-line\">",
                "<div class=\"x-trap\" aria-hidden=\"true\"><label for=\"x-trap\">Password</label><input type=\"password\" id=\"x-trap\" tabindex=\"-1\" autocomplete=\"off\"></div>\n      <div class=\"x-password-line\">",
            )]),
            Change::Style(".x-trap { position: absolute; left: -9999px; top: 0; }"),
        ],
        truths: &[],
        unreached: &[],
    },
    Case {
        name: "scopes-as-a-tree",
        about: "the list of scopes is a tree for programs that read aloud, and looks as before",
        source: "invented",
        editions: ALL,
        parts: &[Part::Scopes, Part::FormFoot],
        changes: &[Change::Pages(&[
            edit("/settings/tokens/new", "<ul class=\"x-scope-list\">", "<ul class=\"x-scope-list\" role=\"tree\">"),
            edit("/settings/tokens/new", "<ul class=\"x-list\"><li>", "<ul class=\"x-list\" role=\"group\"><li>"),
            edit("/settings/tokens/new", "<li><div class=\"token-scope", "<li role=\"treeitem\"><div class=\"token-scope"),
        ])],
        truths: &[],
        unreached: &[],
    },
];
