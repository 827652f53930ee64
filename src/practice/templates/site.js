"use strict";
// Names that start with "x-" are this site's own; they are other names under other markup, here as in the pages.

// A control may stand in a shadow tree: what was pressed is at the head of the path.
const closest = (event, selector) => {
  const pressed = event.composedPath()[0];
  return pressed instanceof Element ? pressed.closest(selector) : null;
};

// The user panel: fetched when its button is pressed. Until a late header is ready, its button does nothing.
const portal = () => document.getElementById("__primerPortalRoot__");
let opener = null;

async function openPanel(button) {
  const answer = await fetch(button.dataset.panel, { headers: { "X-Requested-With": "XMLHttpRequest" } });
  if (answer.redirected) return void location.assign("/login?return_to=" + encodeURIComponent(location.href));
  if (!answer.ok) return void (document.querySelector(".ajax-error-message").hidden = false);
  portal().innerHTML = await answer.text();
  opener = button;
  button.setAttribute("aria-expanded", "true");
  portal().querySelector("[role=dialog]").focus();
  document.dispatchEvent(new Event("fresh"));
}

function closePanel() {
  if (!opener) return;
  portal().replaceChildren();
  opener.setAttribute("aria-expanded", "false");
  opener.focus();
  opener = null;
}

function hydrate() {
  for (const button of document.querySelectorAll(".cursor-wait[data-panel]")) {
    setTimeout(() => {
      button.classList.remove("cursor-wait");
      button.setAttribute("aria-haspopup", button.dataset.popup);
      button.setAttribute("aria-expanded", "false");
    }, Number(document.body.dataset.hydrateMs));
  }
}

// Partial navigation: the frame is swapped, the document stays.
async function visit(address, isBack) {
  const shown = document.getElementById("settings-frame");
  shown.setAttribute("busy", "");
  shown.setAttribute("aria-busy", "true");
  try { await swap(address, isBack); } finally {
    shown.removeAttribute("busy");
    shown.removeAttribute("aria-busy");
  }
}

async function swap(address, isBack) {
  const answer = await fetch(address, { headers: { "Turbo-Frame": "settings-frame", Accept: "text/html" } });
  const text = await answer.text();
  // Only the first way makes the shadow trees that a page declares.
  const page = Document.parseHTMLUnsafe ? Document.parseHTMLUnsafe(text) : new DOMParser().parseFromString(text, "text/html");
  const frame = page.getElementById("settings-frame");
  if (!answer.ok || !frame) return void location.assign(answer.url || address);
  document.getElementById("settings-frame").replaceChildren(...frame.childNodes);
  for (const selector of ["#x-crumbs", "#js-flash-container"]) {
    const [old, fresh] = [document.querySelector(selector), page.querySelector(selector)];
    if (old && fresh) old.replaceWith(fresh);
  }
  document.title = page.title;
  for (const name of ["route-pattern", "route-controller", "route-action", "selected-link"]) {
    const [old, fresh] = [document, page].map((where) => where.querySelector(`meta[name="${name}"]`));
    if (old && fresh) old.replaceWith(fresh);
  }
  if (!isBack) {
    history.pushState({ frame: true }, "", answer.url);
    scrollTo(0, 0);
  }
  document.dispatchEvent(new Event("fresh"));
}

// How long a token lives.
function showLife(group, choice, day) {
  const [date, until, never] = [".x-custom-date", ".x-until", ".x-never"].map((selector) => group.querySelector(selector));
  date.hidden = choice !== "custom";
  date.required = choice === "custom";
  until.hidden = choice === "custom" || choice === "none";
  never.hidden = choice !== "none";
  const shown = group.querySelector(".x-until-day");
  if (shown && day) shown.textContent = day;
}

function chooseLife(item) {
  const group = item.closest(".x-expiration");
  for (const other of group.querySelectorAll("[role=menuitemradio]")) other.setAttribute("aria-checked", String(other === item));
  group.querySelector("input[type=hidden]").value = item.dataset.value;
  group.querySelector(".Button-label").textContent = item.textContent.trim();
  item.closest("[popover]").hidePopover();
  showLife(group, item.dataset.value);
}

// Scopes: a parent ticks its children and holds them.
function tick(box) {
  const form = box.form;
  const find = (name) => form.querySelector(`input[value="${name}"]`);
  const isSet = (name, value) => {
    const other = find(name);
    if (other && value && !other.checked) { other.checked = true; tick(other); }
  };
  for (const child of form.querySelectorAll(`input[data-parent="${box.value}"]`)) {
    child.checked = box.checked;
    if (!("enabledChildren" in form.dataset)) child.disabled = box.checked;
  }
  if (box.value === "write:packages") isSet("repo", box.checked);
  if (box.value === "workflow" && !("loneWorkflow" in form.dataset)) isSet("repo", box.checked);
}

function isHeld(box) {
  const parent = box.dataset.parent && box.form.querySelector(`input[value="${box.dataset.parent}"]`);
  return Boolean(parent && parent.checked);
}

async function copy(button) {
  const text = document.getElementById(button.getAttribute("for")).textContent;
  try { await navigator.clipboard.writeText(text); } catch { /* no clipboard here: the token is on the page */ }
  const icon = button.innerHTML;
  button.innerHTML = document.querySelector(".x-made-check").innerHTML;
  setTimeout(() => { button.innerHTML = icon; }, 2000);
}

// The password once more, in a dialog over the page, where the site asks for it so.
async function afterSudo(goOn) {
  const answer = await fetch(document.body.dataset.sudoDialog, { headers: { "X-Requested-With": "XMLHttpRequest" } });
  if (answer.status === 204) return goOn();
  showSudo(await answer.text(), goOn);
}

function showSudo(text, goOn) {
  document.querySelector(".x-sudo-dialog")?.remove();
  portal().insertAdjacentHTML("beforeend", text);
  const dialog = document.querySelector(".x-sudo-dialog");
  dialog.showModal();
  dialog.querySelector("input:not([type=hidden])")?.focus();
  dialog.querySelector("form").addEventListener("submit", async (event) => {
    event.preventDefault();
    const body = new URLSearchParams(new FormData(event.target));
    const answer = await fetch(event.target.action, { method: "POST", body, headers: { "X-Requested-With": "XMLHttpRequest" } });
    if (answer.status !== 204) return showSudo(await answer.text(), goOn);
    dialog.remove();
    goOn();
  });
}

// Whether what was pressed or sent waits for the password; it then goes on by itself.
function waitsForSudo(event, what, goOn) {
  if (!what || !("sudoDialog" in document.body.dataset) || "sudoGiven" in what.dataset) return false;
  event.preventDefault();
  afterSudo(() => { what.dataset.sudoGiven = ""; goOn(what); });
  return true;
}

// A code that is whole sends itself off.
function sendWhole(field) {
  if (!/^[0-9]{6}$/.test(field.value)) return;
  const button = field.form.querySelector("button[data-busy]");
  field.form.requestSubmit();
  button.textContent = button.dataset.busy;
  button.disabled = true;
}

// Six boxes: what is typed or pasted runs on into the next ones.
function spread(box) {
  const boxes = [...box.form.querySelectorAll(".x-box-digit")];
  const next = boxes[boxes.indexOf(box) + 1];
  if (box.value && next) next.focus();
  const whole = box.form.querySelector("input[name=otp]");
  whole.value = boxes.map((one) => one.value).join("");
  sendWhole(whole);
}

// No browser of this site's has a passkey.
function failPasskey(button) {
  const label = button.textContent;
  button.disabled = true;
  setTimeout(() => {
    button.disabled = false;
    button.textContent = button.dataset.again || label;
    button.form.querySelector(".x-passkey-failed").hidden = false;
  }, 400);
}

document.addEventListener("input", (event) => {
  if (closest(event, "[data-auto-submit]")) sendWhole(event.target);
  if (closest(event, ".x-box-digit")) spread(event.target);
});

document.addEventListener("paste", (event) => {
  const box = closest(event, ".x-box-digit");
  if (!box) return;
  event.preventDefault();
  const digits = event.clipboardData.getData("text").replace(/\D/g, "");
  [...box.form.querySelectorAll(".x-box-digit")].forEach((one, at) => { one.value = digits[at] || ""; });
  spread(box);
});

document.addEventListener("click", (event) => {
  const avatar = closest(event, "[data-panel]");
  if (avatar && !avatar.classList.contains("cursor-wait") && event.isTrusted) return void openPanel(avatar);
  if (closest(event, "[data-close-panel]")) return closePanel();
  const unfold = closest(event, ".x-unfold");
  if (unfold) return unfold.setAttribute("aria-expanded", String(unfold.getAttribute("aria-expanded") !== "true"));
  const item = closest(event, "[role=menuitemradio]");
  if (item && event.isTrusted) return chooseLife(item);
  const dialog = closest(event, "[data-show-dialog-id]");
  if (dialog) return document.getElementById(dialog.dataset.showDialogId).showModal();
  const message = closest(event, ".js-flash-close");
  if (message) return message.closest(".js-flash").remove();
  const copier = closest(event, "clipboard-copy");
  if (copier) return void copy(copier);
  const box = closest(event, ".js-checkbox-scope");
  if (box && isHeld(box)) return event.preventDefault();
  const passkey = closest(event, ".x-use-passkey");
  if (passkey) return failPasskey(passkey);
  const sensitive = closest(event, 'a[href^="/settings/tokens/new"]');
  if (waitsForSudo(event, sensitive, (link) => location.assign(link.href))) return;
  const link = closest(event, "a[data-turbo-frame]");
  if (link && !event.ctrlKey && !event.metaKey && !event.shiftKey && event.button === 0) {
    event.preventDefault();
    visit(link.href, false);
  }
});

document.addEventListener("change", (event) => {
  if (closest(event, ".js-checkbox-scope")) tick(event.target);
  const select = closest(event, ".js-default-token-expiration-select");
  if (select) showLife(select.closest(".x-expiration"), select.value, select.selectedOptions[0].dataset.until);
});

document.addEventListener("keydown", (event) => {
  if (event.key !== "Escape") return;
  closePanel();
  for (const open of document.querySelectorAll("details[open]")) open.open = false;
});

document.addEventListener("toggle", (event) => {
  if (event.newState !== "open" || !event.target.matches(".x-popover")) return;
  const place = document.querySelector(`[popovertarget="${event.target.id}"]`).getBoundingClientRect();
  event.target.style.left = `${place.left}px`;
  event.target.style.top = `${place.bottom + 4}px`;
}, true);

document.addEventListener("submit", (event) => {
  const { target } = event;
  if (waitsForSudo(event, target.id === "new_oauth_access" ? target : null, () => target.requestSubmit())) return;
  // What a parent holds is not sent: only the parent counts.
  for (const box of target.querySelectorAll(".js-checkbox-scope:checked")) if (isHeld(box)) box.disabled = true;
  const button = event.submitter;
  if (button && button.dataset.disableWith) setTimeout(() => { button.value = button.dataset.disableWith; button.disabled = true; });
});

addEventListener("popstate", () => {
  if (document.getElementById("settings-frame")) visit(location.href, true);
  else location.reload();
});

for (const dialog of document.querySelectorAll(".x-over")) dialog.showModal();
hydrate();
document.documentElement.setAttribute("data-turbo-loaded", "");
for (const parent of document.querySelectorAll(".parent-checkbox-scope:checked")) tick(parent);
for (const select of document.querySelectorAll(".js-default-token-expiration-select")) select.dispatchEvent(new Event("change", { bubbles: true }));
