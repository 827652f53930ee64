//! What no reader can see: a frame, a shadow tree, other names for programs. Nothing is true of these but that the guide still
//! holds.

use super::case::{ALL, Case, Change, JUNE_2022, Part, edit, say, truth};
use crate::judge::Kind::Renamed;
use crate::judge::Severity::Cosmetic;

pub(super) static CASES: &[Case] = &[
    Case {
        name: "sign-in-in-a-frame",
        about: "the form that signs in stands in a frame of its own",
        source: "iCloud: the form that signs in stands in a frame of its own",
        editions: ALL,
        parts: &[Part::SignIn],
        changes: &[Change::Pages(&[edit("/login", "</body>", FRAMED)])],
        truths: &[],
        unreached: &[],
    },
    Case {
        name: "account-menu-in-a-shadow-tree",
        about: "the menu of the account's picture stands in a shadow tree",
        source: "Reddit, 2023: pages were built anew from elements with shadow trees",
        editions: JUNE_2022,
        parts: &[Part::Panel],
        changes: &[Change::Pages(&[
            edit(
                "*",
                "<details-menu class=\"dropdown-menu x-dropdown\" role=\"menu\">",
                "<div><template shadowrootmode=\"open\"><link rel=\"stylesheet\" href=\"/assets/site.css\"><details-menu class=\"dropdown-menu x-dropdown\" role=\"menu\">",
            ),
            edit("*", "</form>\n      </details-menu>", "</form>\n      </details-menu></template></div>"),
        ])],
        truths: &[],
        unreached: &[],
    },
    Case {
        name: "note-named-from-elsewhere",
        about: "the field \"Note\" has its name from an element that is no label",
        source: "invented",
        editions: ALL,
        parts: &[Part::NoteAndExpiration],
        changes: &[Change::Pages(&[
            edit(
                "/settings/tokens/new",
                "<label for=\"oauth_access_description\">",
                "<div class=\"x-label\" id=\"x-name-of-note\">",
            ),
            edit(
                "/settings/tokens/new",
                "</label>\n    <input type=\"text\" name=\"oauth_access[description]\"",
                "</div>\n    <input type=\"text\" aria-labelledby=\"x-name-of-note\" name=\"oauth_access[description]\"",
            ),
        ])],
        truths: &[],
        unreached: &[],
    },
    Case {
        name: "copy-token-with-another-name",
        about: "the button that copies the new token has another name for programs that read aloud",
        source: "GitHub, 2024: names that only programs read changed",
        editions: ALL,
        parts: &[Part::MadeToken],
        changes: &[Change::Content(|content| say(content, "copy_token", "Copy to clipboard"))],
        // No reader sees it, and the walk file has to know it: what is found again under another name is always told.
        truths: &[truth(11, Renamed, Cosmetic, "Copy to clipboard")],
        unreached: &[],
    },
];

/// Moves the box with the form, with the site's style sheet and script, into a frame that is as high as it is; what is sent and
/// what is pressed leads the whole window on.
const FRAMED: &str = "<script>
(() => {
  const box = document.querySelector('form[action=\"/session\"]').parentElement;
  const frame = document.createElement('iframe');
  frame.title = 'Sign in';
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
    const script = inner.createElement('script');
    script.src = '/assets/site.js';
    script.onload = () => {
      inner.body.append(box);
      inner.getElementById('login_field').focus();
    };
    inner.body.append(script);
  };
  frame.addEventListener('load', move, { once: true });
  box.before(frame);
  box.remove();
})();
</script></body>";
