"use strict";
// How two pictures are compared: side by side, or one over the other.
const viewing = (() => {
  const all = (selector, from = document) => [...from.querySelectorAll(selector)];
  let blinking = null;

  function stopBlinking() {
    clearInterval(blinking);
    blinking = null;
    all(".stack.off").forEach((stack) => stack.classList.remove("off"));
  }

  function show(viewer, mode) {
    const buttons = all("[data-to]", viewer);
    if (!buttons.some((button) => button.dataset.to === mode)) return;
    const next = viewer.dataset.mode === mode ? "side" : mode;
    stopBlinking();
    viewer.dataset.mode = next;
    buttons.forEach((button) => button.setAttribute("aria-pressed", String(button.dataset.to === next)));
    const stacked = viewer.querySelector(".stacked");
    const apart = next === "side" || (next === "difference" && viewer.querySelector(".difference"));
    if (stacked) stacked.hidden = Boolean(apart);
    if (next === "blink") {
      const stack = viewer.querySelector(".stack");
      blinking = setInterval(() => stack.classList.toggle("off"), 700);
    }
    if (next === "slider") viewer.querySelector(".wipe").focus({ preventScroll: true });
  }

  document.addEventListener("input", (event) => {
    if (event.target.classList.contains("wipe")) {
      event.target.closest(".stack").style.setProperty("--at", `${event.target.value}%`);
    }
  });

  return { show, stop: stopBlinking };
})();
