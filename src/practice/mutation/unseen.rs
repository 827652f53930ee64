//! What no reader can see: another build of the same page. Nothing is true of these but that the guide still holds.

use super::case::{ALL, Case, Change, EARLY, Part, edit};

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
    Case {
        name: "token-form-in-a-frame",
        about: "the form of the new token stands in a frame of its own",
        source: "Salesforce, 2015: older pages of its settings stand in frames of the newer ones",
        editions: EARLY,
        parts: &[Part::NoteAndExpiration, Part::Scopes, Part::FormFoot],
        changes: &[Change::Pages(&[edit("*", "</body>", FRAMED)])],
        truths: &[],
        unreached: &[],
    },
];

/// Moves the form, with the site's style sheet and script, into a frame that is as high as it is; what it sends goes to the whole
/// window.
const FRAMED: &str = "<script>
(() => {
  const move = () => {
    const form = document.querySelector('form.x-form');
    if (!form) return;
    const frame = document.createElement('iframe');
    frame.style.cssText = 'display: block; border: 0; width: 100%; height: ' + form.offsetHeight + 'px';
    const active = document.activeElement;
    form.before(frame);
    const inner = frame.contentDocument;
    for (const part of document.querySelectorAll('link[rel=stylesheet], style')) inner.head.append(part.cloneNode(true));
    for (const { name, value } of document.documentElement.attributes) inner.documentElement.setAttribute(name, value);
    inner.body.className = document.body.className;
    inner.body.style.cssText = 'margin: 0; padding: 0; min-height: 0';
    form.target = '_top';
    form.remove();
    const script = inner.createElement('script');
    script.src = '/assets/site.js';
    script.onload = () => {
      inner.body.append(form);
      if (form.contains(active)) active.focus();
    };
    inner.body.append(script);
  };
  document.addEventListener('fresh', move);
  move();
})();
</script></body>";
