//! What no reader can see, or what lies outside the pictures. Nothing is true of these but that the guide still holds.

use super::case::{ALL, Case, Change, LATE, Part, edit};

pub(super) static CASES: &[Case] = &[
    Case {
        name: "search-says-ctrl-k",
        about: "the search in the header says \"Ctrl K to search\" in the part of it that no picture shows",
        source: "Docusaurus: \"Ctrl K\" stands in the search of the bar at the top",
        editions: LATE,
        parts: &[Part::Header],
        changes: &[Change::Pages(&[edit("*", ">Type / to search</span>", ">Ctrl K to search</span>")])],
        truths: &[],
        unreached: &[],
    },
    Case {
        name: "never-used-leaves",
        about: "the rows of the list do not say any more whether a token was used, which stands below the open menu in the picture",
        source: "GitLab, until 2021: the list did not say when a token was used last (here again)",
        editions: LATE,
        parts: &[Part::ListHead],
        changes: &[Change::Style(".x-used { display: none; }")],
        truths: &[],
        unreached: &[],
    },
    Case {
        name: "scopes-set-the-permission-levels",
        about: "the sentence below \"Select scopes\" is another, which no picture shows",
        source: "GitLab: \"Scopes set the permission levels granted to the token\" stands above the scopes",
        editions: ALL,
        parts: &[Part::Scopes],
        changes: &[Change::Pages(&[edit(
            "/settings/tokens/new",
            "Scopes define the access for personal tokens.",
            "Scopes set the permission levels granted to the token.",
        )])],
        truths: &[],
        unreached: &[],
    },
    Case {
        name: "toast-in-the-corner",
        about: "\"Token created\" stands in the corner at the bottom left of the window, which no picture shows",
        source: "GitLab: what has been done is said in the corner at the bottom left",
        editions: ALL,
        parts: &[Part::MadeToken],
        changes: &[
            Change::Pages(&[edit(
                "/settings/tokens",
                "<div class=\"flash x-copy-now\">",
                "<div class=\"x-toast\" role=\"status\">Token created</div>\n<div class=\"flash x-copy-now\">",
            )]),
            Change::Style(
                ".x-toast { position: fixed; bottom: 24px; left: 24px; z-index: 7; padding: 12px 16px; border-radius: 6px; background: var(--text); color: var(--back); }",
            ),
        ],
        truths: &[],
        unreached: &[],
    },
    Case {
        name: "made-token-in-a-frame",
        about: "the box with the new token stands in a frame of its own, and looks as before",
        source: "Stripe: numbers of cards are shown in frames of their own, which the page can’t read",
        editions: ALL,
        parts: &[Part::MadeToken],
        changes: &[Change::Pages(&[edit("*", "</body>", FRAMED)])],
        truths: &[],
        unreached: &[],
    },
];

/// Moves the box with the new token, with the site's style sheet and script, into a frame that is as high as it is.
const FRAMED: &str = "<script>
(() => {
  const made = document.querySelector('.x-made');
  if (!made) return;
  const frame = document.createElement('iframe');
  frame.style.cssText = 'display: block; border: 0; width: 100%; margin-bottom: 16px; height: ' + made.offsetHeight + 'px';
  made.before(frame);
  const inner = frame.contentDocument;
  for (const part of document.querySelectorAll('link[rel=stylesheet], style')) inner.head.append(part.cloneNode(true));
  for (const { name, value } of document.documentElement.attributes) inner.documentElement.setAttribute(name, value);
  inner.body.className = document.body.className;
  inner.body.style.cssText = 'margin: 0; padding: 0; min-height: 0';
  made.style.marginBottom = '0';
  made.remove();
  inner.body.append(made);
  const script = inner.createElement('script');
  script.src = '/assets/site.js';
  inner.body.append(script);
})();
</script></body>";
