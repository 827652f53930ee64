"use strict";
// Noises that need a script. The page lists them with a number each, as in " caret:7 spinner:900".

const root = document.documentElement;
const noises = new Map(root.dataset.noise.trim().split(" ").map((noise) => noise.split(":")));
const numberOf = (name) => Number(noises.get(name));
const later = (ms, what) => setTimeout(what, ms);

// Covers words or the page for a while: with something that moves, or with a still one on a page that says that it is busy.
const busy = new Set();

function cover(name, done) {
  if (!noises.has(name)) return;
  const isStill = numberOf(name) % 2 === 1;
  root.classList.toggle(`still-${name}`, isStill);
  root.classList.remove(done);
  if (isStill) tellBusy(name, true);
  later(numberOf(name), () => {
    root.classList.add(done);
    tellBusy(name, false);
  });
}

function tellBusy(name, isBusy) {
  if (isBusy) busy.add(name); else busy.delete(name);
  for (const part of document.querySelectorAll("main, .x-side, .x-panel")) {
    if (busy.size) part.setAttribute("aria-busy", "true"); else part.removeAttribute("aria-busy");
  }
}

function ringSomething() {
  const active = document.activeElement;
  if (!noises.has("focus-ring") || document.querySelector("[autofocus]") || (active !== document.body && !active.matches("[role=dialog]"))) return;
  const within = document.querySelector("[role=dialog]") || document.body;
  const controls = [...within.querySelectorAll("a[href], button, summary, input:not([type=hidden])")].filter((at) => at.checkVisibility());
  const chosen = controls[numberOf("focus-ring") % controls.length];
  if (chosen) chosen.focus({ focusVisible: true, preventScroll: true });
}

function placeCaret() {
  const active = document.activeElement;
  if (noises.has("caret") && active.matches("input")) later(numberOf("caret") % 400, () => { active.blur(); active.focus(); });
}

function growList() {
  if (!noises.has("lazy-list")) return;
  const list = document.createElement("ul");
  list.className = "x-feed";
  document.querySelector(".x-footer").before(list);
  const add = (count) => {
    list.insertAdjacentHTML("beforeend", `<li>Entry ${count} of many</li>`);
    if (count < 12) later(numberOf("lazy-list"), () => add(count + 1));
  };
  later(numberOf("lazy-list"), () => add(1));
}

function showBanner() {
  const banner = document.querySelector(".x-top-banner[hidden]");
  if (banner) later(numberOf("banner"), () => { banner.hidden = false; });
}

function askAboutCookies() {
  const bar = document.querySelector(".x-cookie-bar, .x-cookie-card");
  if (!bar || document.cookie.includes("cookies_answered")) return;
  later(numberOf("cookie-bar") % 3 === 0 ? 500 : 0, () => { bar.hidden = false; });
  for (const button of bar.querySelectorAll("button")) {
    button.addEventListener("click", () => {
      document.cookie = "cookies_answered=yes; path=/";
      bar.hidden = true;
    });
  }
}

// Goes on by the second.
function tellTime() {
  const place = document.querySelector(".x-ago");
  if (!place) return;
  const started = performance.now();
  const units = [[86400, "day"], [3600, "hour"], [60, "minute"], [1, "second"]];
  const tell = () => {
    const seconds = numberOf("relative-times") + Math.floor((performance.now() - started) / 1000);
    const [length, unit] = units.find(([length]) => seconds >= length);
    const count = Math.floor(seconds / length);
    place.textContent = `updated ${count} ${unit}${count === 1 ? "" : "s"} ago (${seconds} s)`;
  };
  tell();
  setInterval(tell, 1000);
}

root.classList.toggle("x-aside", numberOf("sub-pixel") % 2 === 1);
const covers = () => {
  cover("spinner", "x-spun");
  cover("skeleton", "x-filled");
};
covers();
document.addEventListener("fresh", () => {
  covers();
  ringSomething();
});
growList();
showBanner();
askAboutCookies();
tellTime();
later(50, ringSomething);
placeCaret();
