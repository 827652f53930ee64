"use strict";
(() => {
  const all = (selector, from = document) => [...from.querySelectorAll(selector)];
  const steps = all(".step");
  let at = -1;

  all(".js").forEach((part) => { part.hidden = false; });
  document.documentElement.classList.add("scripted");

  function openWhole(viewer) {
    const dialog = viewer && viewer.querySelector(".whole");
    if (dialog) dialog.showModal();
  }

  function go(to) {
    if (to < 0 || to >= steps.length) return;
    at = to;
    steps[at].open = true;
    const summary = steps[at].querySelector("summary");
    summary.focus({ preventScroll: true });
    steps[at].scrollIntoView({ block: "start" });
  }

  function goToHash() {
    const found = steps.findIndex((step) => `#${step.id}` === location.hash);
    if (found >= 0) { at = found; steps[found].open = true; steps[found].scrollIntoView({ block: "start" }); }
  }

  function nextOpenQuestion() {
    const fine = (step) => ["current", "skipped", "not-shown"].some((status) => step.classList.contains(status));
    const after = steps.findIndex((step, n) => n > at && !fine(step));
    go(after >= 0 ? after : steps.findIndex((step) => !fine(step)));
  }

  function viewerHere() {
    return steps[at] && steps[at].querySelector(".viewer");
  }

  function help() {
    document.querySelector(".help").showModal();
  }

  document.addEventListener("click", (event) => {
    const target = event.target.closest("[data-to], [data-whole], [data-close], [data-help], [data-all], .opens");
    if (!target) {
      if (event.target.localName === "dialog") event.target.close();
      return;
    }
    const viewer = target.closest(".viewer");
    if (target.dataset.to) {
      if (viewer.dataset.mode !== target.dataset.to) viewing.show(viewer, target.dataset.to);
    } else if ("close" in target.dataset) {
      target.closest("dialog").close();
    } else if ("help" in target.dataset) {
      help();
    } else if ("all" in target.dataset) {
      const open = steps.some((step) => !step.open);
      steps.forEach((step) => { step.open = open; });
      target.textContent = open ? "Close all" : "Open all";
    } else {
      openWhole(viewer);
    }
  });

  document.addEventListener("focusin", (event) => {
    const found = steps.findIndex((step) => step.contains(event.target));
    if (found >= 0) at = found;
  });

  const keys = {
    j: () => go(at + 1),
    ArrowRight: () => go(at + 1),
    k: () => go(at - 1),
    ArrowLeft: () => go(at - 1),
    n: nextOpenQuestion,
    s: () => viewerHere() && viewing.show(viewerHere(), "slider"),
    o: () => viewerHere() && viewing.show(viewerHere(), "overlay"),
    b: () => viewerHere() && viewing.show(viewerHere(), "blink"),
    d: () => viewerHere() && viewing.show(viewerHere(), "difference"),
    f: () => openWhole(viewerHere()),
    "?": help,
  };

  document.addEventListener("keydown", (event) => {
    if (event.ctrlKey || event.metaKey || event.altKey || document.querySelector("dialog[open]")) return;
    if (event.target.localName === "input" && event.key.startsWith("Arrow")) return;
    const act = Object.hasOwn(keys, event.key) && keys[event.key];
    if (act) { event.preventDefault(); act(); }
  });

  addEventListener("hashchange", goToHash);
  addEventListener("beforeprint", () => steps.forEach((step) => { step.open = true; }));
  goToHash();
})();
