//! What no reader can see: a frame, a shadow tree, a landmark, an address. Nothing is true of these but that the guide still
//! holds.

use super::case::{ALL, Case, Change, EARLY, JANUARY_2024, JUNE_2022, LATE, NOVEMBER_2026, Part, edit};

pub(super) static CASES: &[Case] = &[
    Case {
        name: "header-without-a-landmark",
        about: "the header is no landmark for programs that read aloud",
        source: "invented",
        editions: ALL,
        parts: &[Part::Header],
        changes: &[
            Change::PagesOf(JUNE_2022, &[edit("*", "x-header x-dark\" role=\"banner\"", "x-header x-dark\" role=\"none\"")]),
            Change::PagesOf(
                JANUARY_2024,
                &[edit("*", "\"AppHeader x-header\" role=\"banner\"", "\"AppHeader x-header\" role=\"none\"")],
            ),
            Change::PagesOf(
                NOVEMBER_2026,
                &[edit(
                    "*",
                    "\"GlobalNav x-header\" role=\"banner\" aria-label=\"Global navigation menu\"",
                    "\"GlobalNav x-header\" role=\"none\"",
                )],
            ),
        ],
        truths: &[],
        unreached: &[],
    },
    Case {
        name: "header-tools-in-a-shadow-tree",
        about: "search, plus, issues, pull requests and notifications stand in a shadow tree in the header",
        source: "SAP: the bar at the top of its pages stands in a shadow tree",
        editions: LATE,
        parts: &[Part::Header],
        changes: &[
            Change::Pages(&[edit(
                "*",
                "<button type=\"button\" class=\"x-search\"",
                "<div class=\"x-contents\"><template shadowrootmode=\"open\"><link rel=\"stylesheet\" href=\"/assets/site.css\"><button type=\"button\" class=\"x-search\"",
            )]),
            Change::PagesOf(
                JANUARY_2024,
                &[edit("*", "</a>\n    <div class=\"AppHeader-user", "</a></template></div>\n    <div class=\"AppHeader-user")],
            ),
            Change::PagesOf(
                NOVEMBER_2026,
                &[edit(
                    "*",
                    "</a>\n    <button type=\"button\" class=\"prc-Button",
                    "</a></template></div>\n    <button type=\"button\" class=\"prc-Button",
                )],
            ),
        ],
        truths: &[],
        unreached: &[],
    },
    Case {
        name: "form-address-with-a-query",
        about: "what leads from the list to the form says in its address where it comes from",
        source: "Amazon: addresses say where one comes from",
        editions: ALL,
        parts: &[Part::ListHead],
        changes: &[Change::Pages(&[edit(
            "/settings/tokens",
            "href=\"/settings/tokens/new\"",
            "href=\"/settings/tokens/new?from=list\"",
        )])],
        truths: &[],
        unreached: &[],
    },
    Case {
        name: "expiration-in-a-fieldset",
        about: "\"Expiration\" stands in a group of its own for programs that read aloud, and looks as before",
        source: "invented",
        editions: EARLY,
        parts: &[Part::NoteAndExpiration],
        changes: &[
            Change::Pages(&[
                edit(
                    "/settings/tokens/new",
                    "<div class=\"form-group x-expiration js-default-token-expiration\">",
                    "<fieldset class=\"form-group x-expiration x-group js-default-token-expiration\">",
                ),
                edit("/settings/tokens/new", "information secure.</p>\n  </div>", "information secure.</p>\n  </fieldset>"),
            ]),
            Change::Style(".x-group { margin-left: 0; margin-right: 0; padding: 0; border: 0; }"),
        ],
        truths: &[],
        unreached: &[],
    },
    Case {
        name: "password-form-in-a-frame",
        about: "the password form stands in a frame of its own",
        source: "Apple: where an account is managed, the form for the password stands in a frame of its own",
        editions: ALL,
        parts: &[Part::Sudo],
        changes: &[Change::Pages(&[edit("/sessions/sudo", "</body>", FRAMED)])],
        truths: &[],
        unreached: &[],
    },
];

/// Moves the box with the form, with the site's style sheet and script, into a frame that is as high as it is; what is sent and
/// what is pressed leads the whole window on.
const FRAMED: &str = "<script>
(() => {
  const box = document.querySelector('#sudo form[method=\"post\"]').parentElement;
  const frame = document.createElement('iframe');
  frame.title = 'Confirm access';
  frame.srcdoc = '<!DOCTYPE html>';
  frame.style.cssText = 'display: block; border: 0; width: 100%; margin-bottom: 16px; height: ' + box.offsetHeight + 'px';
  const move = () => {
    const inner = frame.contentDocument;
    for (const part of document.querySelectorAll('link[rel=stylesheet], style')) inner.head.append(part.cloneNode(true));
    for (const { name, value } of document.documentElement.attributes) inner.documentElement.setAttribute(name, value);
    inner.body.className = document.body.className;
    inner.body.style.cssText = 'margin: 0; padding: 0; min-height: 0';
    for (const part of box.querySelectorAll('form, a')) part.target = '_top';
    box.style.margin = '0';
    inner.body.append(box);
  };
  frame.addEventListener('load', move, { once: true });
  box.before(frame);
  box.remove();
})();
</script></body>";
