// What guidewalk asks a page, in one round trip a question. Sent with every question; leaves nothing behind but what `prepare`
// notes down for `restore`. Roles and names follow the ARIA and accname recommendations as far as visible pages need them.
const [command, input] = arguments;

const INTERACTIVE = new Set(['button', 'link', 'textbox', 'searchbox', 'combobox', 'listbox', 'checkbox', 'radio', 'switch',
  'menuitem', 'menuitemradio', 'menuitemcheckbox', 'option', 'tab', 'slider', 'spinbutton', 'treeitem']);
const NAMED_BY_CONTENT = new Set(['button', 'link', 'heading', 'menuitem', 'menuitemradio', 'menuitemcheckbox', 'option', 'tab',
  'treeitem', 'checkbox', 'radio', 'switch', 'cell', 'columnheader', 'rowheader', 'row', 'tooltip']);
const LANDMARKS = new Set(['banner', 'navigation', 'main', 'complementary', 'contentinfo', 'form', 'region', 'search', 'dialog',
  'alertdialog', 'menu', 'menubar', 'alert', 'tabpanel', 'group', 'radiogroup', 'table', 'list']);
const KNOWN = new Set([...INTERACTIVE, ...NAMED_BY_CONTENT, ...LANDMARKS, 'img', 'status', 'note', 'article', 'listitem',
  'presentation', 'none', 'toolbar', 'tree', 'grid', 'rowgroup', 'separator', 'progressbar', 'tablist', 'figure', 'log', 'timer']);

const TYPES = { submit: 'button', button: 'button', reset: 'button', image: 'button', checkbox: 'checkbox', radio: 'radio',
  search: 'searchbox', number: 'spinbutton', range: 'slider', hidden: '' };
const TAGS = { BUTTON: 'button', SUMMARY: 'button', TEXTAREA: 'textbox', NAV: 'navigation', MAIN: 'main', DIALOG: 'dialog',
  UL: 'list', OL: 'list', LI: 'listitem', OPTION: 'option', ASIDE: 'complementary', TABLE: 'table', TR: 'row', TD: 'cell',
  TH: 'columnheader', FIELDSET: 'group', DETAILS: 'group', ARTICLE: 'article', OUTPUT: 'status', PROGRESS: 'progressbar',
  H1: 'heading', H2: 'heading', H3: 'heading', H4: 'heading', H5: 'heading', H6: 'heading', HR: 'separator', MENU: 'list' };

const fold = (s) => (s || '').replace(/[\u200b-\u200d\ufeff\u00ad]/g, '').replace(/[\u2018\u2019]/g, "'")
  .replace(/[\u201c\u201d]/g, '"').replace(/\u2026/g, '...').replace(/\s+/g, ' ').trim();

function parentOf(node) {
  if (node.assignedSlot || node.parentElement) return node.assignedSlot || node.parentElement;
  const root = node.getRootNode();
  return root.nodeType === Node.DOCUMENT_FRAGMENT_NODE ? root.host || null : frameAround(node);
}
function childrenOf(node) {
  if (node.shadowRoot) return node.shadowRoot.childNodes;
  const inner = node.nodeType === Node.ELEMENT_NODE && innerDocument(node);
  if (inner) return [inner.body];
  if (node.tagName === 'SLOT' && node.assignedNodes().length) return node.assignedNodes();
  return node.childNodes;
}
function closest(element, test) {
  for (let at = element; at; at = parentOf(at)) if (test(at)) return at;
  return null;
}

const roles = new Map();
function roleOf(element) {
  if (!roles.has(element)) roles.set(element, computeRole(element));
  return roles.get(element);
}
function computeRole(element) {
  const given = (element.getAttribute('role') || '').toLowerCase().split(/\s+/).find((role) => KNOWN.has(role));
  if (given) return given === 'none' ? 'presentation' : given;
  const tag = element.tagName;
  if (tag === 'A' || tag === 'AREA') return element.hasAttribute('href') ? 'link' : '';
  if (tag === 'INPUT') return element.type in TYPES ? TYPES[element.type] : (element.list ? 'combobox' : 'textbox');
  if (tag === 'SELECT') return element.multiple || element.size > 1 ? 'listbox' : 'combobox';
  if (tag === 'IMG') return element.getAttribute('alt') === '' ? 'presentation' : 'img';
  if (tag === 'HEADER' || tag === 'FOOTER') {
    const inner = closest(parentOf(element), (at) => ['ARTICLE', 'SECTION', 'MAIN', 'NAV', 'ASIDE'].includes(at.tagName));
    return inner ? '' : tag === 'HEADER' ? 'banner' : 'contentinfo';
  }
  if (tag === 'SECTION' || tag === 'FORM') {
    const named = element.hasAttribute('aria-label') || element.hasAttribute('aria-labelledby');
    return named ? (tag === 'FORM' ? 'form' : 'region') : '';
  }
  return TAGS[tag] || '';
}

function styleHidden(element) {
  const style = getComputedStyle(element);
  return style.display === 'none' || style.visibility === 'hidden' || style.visibility === 'collapse';
}
function contentText(node, seen, evenHidden) {
  let out = '';
  for (const child of childrenOf(node)) {
    if (child.nodeType === Node.TEXT_NODE) { out += child.data; continue; }
    if (child.nodeType !== Node.ELEMENT_NODE || ['SCRIPT', 'STYLE', 'TEMPLATE', 'NOSCRIPT'].includes(child.tagName)) continue;
    if (!evenHidden && (child.getAttribute('aria-hidden') === 'true' || styleHidden(child))) continue;
    const display = getComputedStyle(child).display;
    const gap = display.startsWith('inline') || display === 'contents' ? '' : ' ';
    out += gap + partName(child, seen, evenHidden) + gap;
  }
  return out;
}
function partName(element, seen, evenHidden) {
  if (seen.has(element)) return '';
  seen.add(element);
  const label = element.getAttribute('aria-label');
  if (label && label.trim()) return label;
  if (element.tagName === 'IMG') return element.alt || '';
  if (element.tagName === 'INPUT' && ['submit', 'button', 'reset'].includes(element.type)) return element.value;
  if (element.tagName === 'SVG' || element.tagName === 'svg') {
    const title = element.querySelector('title');
    return title ? title.textContent : '';
  }
  if (element.tagName === 'SELECT') return element.selectedOptions.length ? element.selectedOptions[0].textContent : '';
  return contentText(element, seen, evenHidden);
}
function byIds(element, attribute) {
  const root = element.getRootNode();
  const find = (id) => (root.getElementById ? root.getElementById(id) : null) || document.getElementById(id);
  return (element.getAttribute(attribute) || '').split(/\s+/).filter(Boolean).map(find).filter(Boolean);
}
function labelWords(element) {
  return fold([...(element.labels || [])].map((label) => contentText(label, new Set([element]), false)).join(' '));
}
const names = new Map();
function nameOf(element) {
  if (!names.has(element)) names.set(element, fold(computeName(element)));
  return names.get(element);
}
function computeName(element) {
  const labelled = byIds(element, 'aria-labelledby').map((at) => partName(at, new Set(), true)).join(' ');
  if (fold(labelled)) return labelled;
  const label = element.getAttribute('aria-label');
  if (label && label.trim()) return label;
  const tag = element.tagName;
  if (tag === 'INPUT' && ['submit', 'button', 'reset'].includes(element.type)) {
    return element.value || { submit: 'Submit', reset: 'Reset' }[element.type] || '';
  }
  if (tag === 'IMG' || (tag === 'INPUT' && element.type === 'image')) return element.alt || element.title || '';
  if (element.labels && element.labels.length) return labelWords(element);
  if (tag === 'FIELDSET') return contentText(element.querySelector('legend') || document.createElement('i'), new Set(), false);
  const role = roleOf(element);
  if (NAMED_BY_CONTENT.has(role) || tag === 'SUMMARY' || tag === 'LEGEND') {
    const words = contentText(element, new Set([element]), false);
    if (fold(words)) return words;
  }
  return element.title || element.getAttribute('placeholder') || '';
}

function boxOf(element) {
  const rect = edgeOf(element);
  return [rect.x + scrollX, rect.y + scrollY, rect.width, rect.height];
}
function visible(element) {
  if (!element.isConnected) return false;
  if (!element.checkVisibility({ opacityProperty: true, visibilityProperty: true, contentVisibilityAuto: true })) return false;
  const frame = frameAround(element);
  if (frame && !visible(frame)) return false;
  const rect = edgeOf(element);
  if (rect.width <= 1 || rect.height <= 1) return false;
  return rect.right + scrollX > 0 && rect.bottom + scrollY > 0;
}
// Whether a page offers an element to those who go by roles: not what it hides from them, nor what lies behind an open dialog that
// must be answered first.
function isOffered(element) {
  const dialog = [...document.querySelectorAll('dialog:modal')].pop();
  if (dialog && !closest(element, (at) => at === dialog)) return false;
  return !closest(element, (at) => at.inert || at.getAttribute('aria-hidden') === 'true');
}
// What the scrolling and clipping ancestors of an element let through, the element itself included; null where that is all.
const clips = new Map();
function clipOf(element) {
  if (!element || element === document.body || element === document.documentElement) return null;
  if (!clips.has(element)) {
    const style = getComputedStyle(element);
    let clip = style.position === 'fixed' ? clipOf(frameAround(element)) : clipOf(parentOf(element));
    if (style.overflowX !== 'visible' || style.overflowY !== 'visible' || innerDocument(element)) {
      const edge = edgeOf(element);
      clip = clip ? { left: Math.max(clip.left, edge.left), top: Math.max(clip.top, edge.top),
        right: Math.min(clip.right, edge.right), bottom: Math.min(clip.bottom, edge.bottom) } : edge;
    }
    clips.set(element, clip);
  }
  return clips.get(element);
}
// The part of a rectangle that is let through; null where nothing is left.
function clipped(element, rect) {
  if (getComputedStyle(element).position === 'fixed') return rect;
  const clip = clipOf(parentOf(element));
  if (!clip) return rect;
  const [left, top] = [Math.max(rect.left, clip.left), Math.max(rect.top, clip.top)];
  const [right, bottom] = [Math.min(rect.right, clip.right), Math.min(rect.bottom, clip.bottom)];
  if (right - left < 1 || bottom - top < 1) return null;
  return { left, top, right, bottom, x: left, y: top, width: right - left, height: bottom - top };
}

function* everything(root) {
  for (const element of root.querySelectorAll('*')) {
    yield element;
    const inner = element.shadowRoot || innerDocument(element);
    if (inner) yield* everything(inner);
  }
}
function deepQuery(selector) {
  const found = [...document.querySelectorAll(selector)];
  for (const host of hosts()) found.push(...(host.shadowRoot || innerDocument(host)).querySelectorAll(selector));
  return found;
}
// The elements that have trees of their own in them: shadow trees, or documents.
let allHosts = null;
function hosts() {
  if (!allHosts) allHosts = [...everything(document)].filter((element) => element.shadowRoot || innerDocument(element));
  return allHosts;
}

const compare = { exact: (has, wants) => has === wants, prefix: (has, wants) => has.startsWith(wants),
  regex: (has, wants) => new RegExp(wants).test(has) };
function wordsMatch(locator, has, wants) {
  const wanted = locator.matching === 'regex' ? wants : fold(wants);
  return compare[locator.matching || 'exact'](fold(has), wanted);
}
// A summary that has no role of its own is called a button here and a DisclosureTriangle by some browsers.
function wantedRole(locator) {
  return locator.role === 'DisclosureTriangle' ? 'button' : locator.role;
}
function candidates(locator) {
  if (locator.css) return deepQuery(locator.css);
  if (locator.id) return deepQuery('[id=' + CSS.escape(locator.id) + ']');
  if (locator.xpath) {
    const result = document.evaluate(locator.xpath, document, null, XPathResult.ORDERED_NODE_SNAPSHOT_TYPE, null);
    return Array.from({ length: result.snapshotLength }, (_, at) => result.snapshotItem(at));
  }
  if (locator.placeholder) return deepQuery('[placeholder]');
  if (locator.label) return deepQuery('input,select,textarea,[aria-label],[aria-labelledby]');
  if (locator.role) return deepQuery('*').filter((element) => roleOf(element) === wantedRole(locator));
  if (locator.text && locator.matching !== 'regex') return holders(document.documentElement, fold(locator.text));
  return deepQuery('*');
}
// What is in no text of an element is not among its visible words: cheaper to know, most elements are out by it.
function mayHold(locator, element) {
  return locator.matching === 'regex' || fold(element.textContent).includes(fold(locator.text));
}
// The elements that hold words in their text. Only where an element does are its children looked at; shadow trees and frames,
// which are in nobody's text, are always looked through.
function holders(element, words) {
  const holds = fold(element.textContent).includes(words);
  if (!holds && !hosts().some((host) => element.contains(host))) return [];
  const children = [...element.children, ...(element.shadowRoot ? element.shadowRoot.children : [])];
  if (innerDocument(element)) children.push(innerDocument(element).body);
  const inner = children.flatMap((child) => holders(child, words));
  return holds || inner.length ? [element, ...inner] : [];
}
function deepest(elements) {
  return elements.filter((element) => !elements.some((other) => other !== element && element.contains(other)));
}
function matchesOf(locator) {
  let found = candidates(locator).filter((element) => {
    if (locator.role && roleOf(element) !== wantedRole(locator)) return false;
    if (locator.id && element.id !== locator.id) return false;
    if (locator.css && !element.matches(locator.css)) return false;
    if (locator.placeholder && !wordsMatch(locator, element.getAttribute('placeholder'), locator.placeholder)) return false;
    if (locator.role && !isOffered(element)) return false;
    if (!visible(element)) return false;
    if (locator.name != null && !wordsMatch(locator, nameOf(element), locator.name)) return false;
    if (locator.label && !wordsMatch(locator, labelWords(element) || nameOf(element), locator.label)) return false;
    if (locator.text && !(mayHold(locator, element) && wordsMatch(locator, element.innerText, locator.text))) return false;
    return true;
  });
  if (locator.text && !locator.role && !locator.css && !locator.id) found = deepest(found);
  if (locator.within) {
    const inside = matchesOf(locator.within);
    found = found.filter((element) => closest(parentOf(element), (at) => inside.includes(at)));
  }
  if (locator.beside) found = besides(found, locator.beside);
  if (locator.nth) found = found.slice(locator.nth - 1, locator.nth);
  return found;
}
// What stands beside an anchor, as a button in the row of a link. With a role, the two must be each other's nearest, so that a row
// without its button never lends the next row's.
function besides(found, beside) {
  const chosen = new Set();
  for (const anchor of matchesOf(beside)) {
    let near = [];
    for (let at = parentOf(anchor); at && !near.length; at = parentOf(at)) near = found.filter((element) => at.contains(element));
    const mutual = near.filter((element) => {
      if (!beside.role) return true;
      for (let at = parentOf(element); at; at = parentOf(at)) {
        if ([...at.querySelectorAll('*')].some((other) => other !== element && roleOf(other) === beside.role && visible(other))) return at.contains(anchor);
      }
      return false;
    });
    mutual.forEach((element) => chosen.add(element));
  }
  return [...chosen];
}
// Of several that fit, the only one that another alternative means too.
function agreed(found, others) {
  for (const other of others) {
    const both = matchesOf(other).filter((element) => found.includes(element));
    if (both.length === 1) return both;
  }
  return found;
}
function find(target) {
  for (let at = 0; at < target.length; at += 1) {
    const found = matchesOf(target[at]);
    if (found.length) return { alternative: at, elements: found.length > 1 ? agreed(found, target.slice(at + 1)) : found };
  }
  return { alternative: null, elements: [] };
}

function statesOf(element) {
  const states = [];
  const expanded = element.tagName === 'SUMMARY' && element.parentElement && element.parentElement.tagName === 'DETAILS'
    ? String(element.parentElement.open) : element.getAttribute('aria-expanded');
  if (expanded === 'true') states.push('expanded');
  if (expanded === 'false') states.push('collapsed');
  if (element.checked === true || element.getAttribute('aria-checked') === 'true') states.push('checked');
  if (element.disabled || element.getAttribute('aria-disabled') === 'true' || element.closest('[inert]')) states.push('disabled');
  if (element.required || element.getAttribute('aria-required') === 'true') states.push('required');
  if (element.getAttribute('aria-selected') === 'true') states.push('selected');
  return states;
}
function valueOf(element) {
  if (element.tagName === 'SELECT') return fold(element.selectedOptions.length ? element.selectedOptions[0].textContent : '');
  if (element.tagName === 'TEXTAREA') return fold(element.value);
  if (element.tagName !== 'INPUT' || element.type === 'password') return '';
  return ['checkbox', 'radio', 'submit', 'button', 'reset', 'image', 'file', 'hidden'].includes(element.type) ? '' : fold(element.value);
}
// What a reader sees in a field: its value, else the words that stand there until something is typed.
function shownValueOf(element) {
  const value = valueOf(element);
  return value || !element.matches('input:placeholder-shown,textarea:placeholder-shown') ? value : fold(element.placeholder);
}
const groups = new Map();
function withinOf(element) {
  const parent = parentOf(element);
  return parent ? groupsOf(parent) : [];
}
function groupsOf(element) {
  if (!groups.has(element)) {
    const outer = withinOf(element);
    const role = roleOf(element);
    const name = LANDMARKS.has(role) ? nameOf(element) : '';
    const counts = LANDMARKS.has(role) && (name || !['group', 'list', 'region', 'form', 'table'].includes(role));
    groups.set(element, counts ? [...outer, (role + ' ' + name).trim()] : outer);
  }
  return groups.get(element);
}
function hooksOf(element) {
  const hooks = [];
  if (element.id && !/\d{3,}|_r|:|[0-9a-f]{8}/i.test(element.id)) hooks.push('#' + element.id);
  if (element.getAttribute('name')) hooks.push('[name=' + JSON.stringify(element.getAttribute('name')) + ']');
  if (element.getAttribute('data-testid')) hooks.push('[data-testid=' + JSON.stringify(element.getAttribute('data-testid')) + ']');
  return hooks.slice(0, 3);
}
function leadsTo(element) {
  const link = element.tagName === 'A' ? element : null;
  if (!link || !link.href) return '';
  const url = new URL(link.href, location.href);
  return url.origin === location.origin ? url.pathname + url.search : url.href;
}

function prepared() { return window.__guidewalkPrepared || null; }
function covered(element) {
  const notes = prepared();
  return notes ? closest(element, (at) => notes.covered.has(at)) : null;
}
function itemOf(kind, element, role, name, text) {
  const cover = covered(element);
  const shown = clipped(element, edgeOf(element)) || edgeOf(element);
  const item = { kind, role, name: cover ? '' : name, text: cover ? '' : text, value: cover ? '' : shownValueOf(element),
    box: [shown.left + scrollX, shown.top + scrollY, shown.width, shown.height],
    states: isUnder(element, shown) ? [...statesOf(element), 'under'] : statesOf(element),
    leads_to: leadsTo(element), within: withinOf(element), hooks: hooksOf(element) };
  if (!cover) [item.words_at, item.lines] = wordsAt(element);
  return item;
}
// Boxes and counts of words of lines where words take several; a text that is a line has none.
function linesOf(nodes) {
  const lines = [];
  const range = document.createRange();
  let isOpen = false;
  for (const node of nodes) {
    if (!fold(node.data)) isOpen = false;
    for (const word of node.data.matchAll(/\S+/g)) {
      range.setStart(node, word.index);
      range.setEnd(node, word.index + word[0].length);
      const rect = inWindow(range.getBoundingClientRect(), node);
      const last = lines[lines.length - 1];
      const middle = rect.top + rect.height / 2;
      const goesOn = isOpen && word.index === 0;
      isOpen = word.index + word[0].length === node.data.length;
      if (last && middle > last.top && middle < last.bottom && rect.left >= last.left) {
        [last.top, last.right, last.bottom] = [Math.min(last.top, rect.top), Math.max(last.right, rect.right), Math.max(last.bottom, rect.bottom)];
        if (!goesOn) last.words += 1;
      } else {
        lines.push({ words: 1, left: rect.left, top: rect.top, right: rect.right, bottom: rect.bottom });
      }
    }
  }
  return lines.length < 2 ? [] : lines.map(({ words, left, top, right, bottom }) =>
    ({ words, box: [left + scrollX, top + scrollY, right - left, bottom - top] }));
}
// Higher than this, words take more than one line, pixels.
const ONE_LINE = 30;
// Where the visible words of an element stand, and their lines where they are several; null where it has none, or shows them in a way
// of its own as fields do.
function wordsAt(element) {
  const nodes = [];
  let [left, top, right, bottom] = [Infinity, Infinity, -Infinity, -Infinity];
  const range = document.createRange();
  const visit = (node) => {
    for (const child of childrenOf(node)) {
      if (child.nodeType === Node.TEXT_NODE && fold(child.data)) {
        range.selectNodeContents(child);
        const rect = inWindow(range.getBoundingClientRect(), child);
        if (rect.width <= 1 || rect.height <= 1) continue;
        [left, top] = [Math.min(left, rect.left), Math.min(top, rect.top)];
        [right, bottom] = [Math.max(right, rect.right), Math.max(bottom, rect.bottom)];
        nodes.push(child);
      } else if (child.nodeType === Node.ELEMENT_NODE && !['SCRIPT', 'STYLE', 'TEMPLATE', 'NOSCRIPT', 'SELECT'].includes(child.tagName)
        && child.checkVisibility({ opacityProperty: true, visibilityProperty: true })) visit(child);
    }
  };
  visit(element);
  const edge = edgeOf(element);
  [left, top, right, bottom] = [Math.max(left, edge.left), Math.max(top, edge.top), Math.min(right, edge.right), Math.min(bottom, edge.bottom)];
  if (right <= left || bottom <= top) return [null, []];
  return [[left + scrollX, top + scrollY, right - left, bottom - top], bottom - top > ONE_LINE ? linesOf(nodes) : []];
}
const modal = [...document.querySelectorAll('dialog:modal')].pop();
// Whether something opaque lies over the whole of it, as a panel does over the page.
function isUnder(element, rect) {
  const [x, y] = [rect.left + rect.width / 2, rect.top + rect.height / 2];
  if (x < 0 || y < 0 || x >= innerWidth || y >= innerHeight) return false;
  const isOver = (at) => {
    const edge = edgeOf(at);
    const holds = edge.left <= rect.left && edge.top <= rect.top && edge.right >= rect.right && edge.bottom >= rect.bottom;
    return holds && !/^(transparent|rgba\(.*)$/.test(getComputedStyle(at).backgroundColor);
  };
  const around = new Set();
  closest(element, (at) => { around.add(at); return false; });
  // What a dialog that asks first lies over in part can't be read whole.
  if (modal && !around.has(modal)) {
    const edge = edgeOf(modal);
    if (edge.left < rect.right && edge.right > rect.left && edge.top < rect.bottom && edge.bottom > rect.top) return true;
  }
  for (let at = elementAt(x, y); at && !around.has(at); at = parentOf(at)) {
    if (element.contains(at)) return false;
    if (isOver(at)) return true;
  }
  return false;
}
function visibleWords(element) {
  if (element.tagName === 'INPUT') return ['submit', 'button', 'reset'].includes(element.type) ? fold(element.value) : '';
  if (element.tagName === 'SELECT' || element.tagName === 'TEXTAREA') return '';
  return fold(seenText(element));
}
function seenText(node) {
  let out = '';
  for (const child of childrenOf(node)) {
    if (child.nodeType === Node.TEXT_NODE) { out += child.data; continue; }
    if (child.nodeType !== Node.ELEMENT_NODE || ['SCRIPT', 'STYLE', 'TEMPLATE', 'NOSCRIPT'].includes(child.tagName)) continue;
    if (!child.checkVisibility({ opacityProperty: true, visibilityProperty: true })) continue;
    const rect = child.getBoundingClientRect();
    const display = getComputedStyle(child).display;
    if (display !== 'contents' && (rect.width <= 1 || rect.height <= 1)) continue;
    const gap = display.startsWith('inline') || display === 'contents' ? '' : ' ';
    out += gap + seenText(child) + gap;
  }
  return out;
}

const blocks = new Map();
function blockOf(element) {
  if (!blocks.has(element)) {
    const parent = parentOf(element);
    blocks.set(element, parent && getComputedStyle(element).display.startsWith('inline') ? blockOf(parent) : element);
  }
  return blocks.get(element);
}
function outline() {
  const items = [];
  let run = null;
  const close = () => {
    if (run && fold(run.words)) {
      const cover = covered(run.element);
      const shown = new DOMRect(run.box[0] - scrollX, run.box[1] - scrollY, run.box[2], run.box[3]);
      items.push({ kind: 'text', role: run.label ? 'label' : '', name: cover ? '' : fold(run.words), box: run.box,
        states: isUnder(run.element, shown) ? ['under'] : [], within: withinOf(run.element),
        lines: !cover && run.box[3] > ONE_LINE ? linesOf(run.nodes) : [] });
    }
    run = null;
  };
  const addText = (node) => {
    const element = parentOf(node);
    const range = document.createRange();
    range.selectNodeContents(node);
    const shown = clipped(element, inWindow(range.getBoundingClientRect(), node));
    if (!fold(node.data) || !shown || shown.width <= 1 || shown.height <= 1) { if (run) run.words += node.data; return; }
    const block = blockOf(element);
    const box = [shown.left + scrollX, shown.top + scrollY, shown.width, shown.height];
    if (run && run.block === block) {
      const right = Math.max(run.box[0] + run.box[2], box[0] + box[2]);
      const bottom = Math.max(run.box[1] + run.box[3], box[1] + box[3]);
      const [x, y] = [Math.min(run.box[0], box[0]), Math.min(run.box[1], box[1])];
      run.box = [x, y, right - x, bottom - y];
      run.words += node.data;
      run.nodes.push(node);
    } else {
      close();
      run = { block, element, words: node.data, nodes: [node], box, label: !!closest(element, (at) => at.tagName === 'LABEL') };
    }
  };
  const visit = (node) => {
    for (const child of childrenOf(node)) {
      if (child.nodeType === Node.TEXT_NODE) { if (visible(parentOf(child)) || closest(parentOf(child), (at) => getComputedStyle(at).display === 'contents')) addText(child); continue; }
      if (child.nodeType !== Node.ELEMENT_NODE || ['SCRIPT', 'STYLE', 'TEMPLATE', 'NOSCRIPT'].includes(child.tagName)) continue;
      if (getComputedStyle(child).display !== 'contents' && !visible(child)) { if (!child.checkVisibility()) continue; }
      const role = roleOf(child);
      const rect = edgeOf(child);
      const seen = visible(child) && clipped(child, rect);
      if (seen && INTERACTIVE.has(role) && child.tagName !== 'OPTION') {
        close();
        items.push(itemOf('control', child, role, nameOf(child), visibleWords(child)));
        if (child.tagName !== 'SELECT') nested(child);
      } else if (seen && role === 'heading') {
        close();
        items.push(itemOf('heading', child, role, nameOf(child), visibleWords(child)));
        nested(child);
      } else if (seen && (child.tagName === 'IMG' || child.tagName === 'svg' || child.tagName === 'CANVAS' || role === 'img')) {
        if (rect.width * rect.height >= 64) {
          close();
          items.push(itemOf('image', child, 'img', child.tagName === 'IMG' ? fold(child.alt) : nameOf(child), ''));
        }
      } else if (child.tagName !== 'SELECT') {
        if (!getComputedStyle(child).display.startsWith('inline')) close();
        visit(child);
        if (!getComputedStyle(child).display.startsWith('inline')) close();
      }
    }
  };
  const nested = (element) => {
    for (const inner of element.querySelectorAll('a,button,input,select,textarea,summary,[role]')) {
      const role = roleOf(inner);
      if (INTERACTIVE.has(role) && inner.tagName !== 'OPTION' && visible(inner)) {
        items.push(itemOf('control', inner, role, nameOf(inner), visibleWords(inner)));
      }
    }
  };
  if (document.body) visit(document.body);
  close();
  const release = document.querySelector('meta[name=release]');
  return { url: location.href, title: fold(document.title), viewport: [innerWidth, innerHeight], scroll: [scrollX, scrollY],
    page: pageSize(), scale: devicePixelRatio, release: release ? release.content : null, items };
}
function pageSize() {
  const [root, body] = [document.documentElement, document.body || document.documentElement];
  return [Math.max(root.scrollWidth, innerWidth), Math.max(root.scrollHeight, body.scrollHeight, innerHeight)];
}

// Where a press goes: the middle of an element's first rectangle.
function aimAt(element) {
  const rect = inWindow(element.getClientRects()[0] || element.getBoundingClientRect(), element);
  return { x: rect.left + rect.width / 2, y: rect.top + rect.height / 2 };
}
// Whether a press that arrives is one on the element.
function isPressOn(element, event) {
  const path = event.composedPath();
  return path.includes(element) || [...(element.labels || [])].some((label) => path.includes(label));
}
// Sees to it that the press that follows reaches the element and nothing else: a page may move between the pointer's coming and its
// press. Whether it came is asked while the button is down.
const PRESS = ['pointerdown', 'mousedown', 'pointerup', 'mouseup', 'click'];
function watchPress(element) {
  unwatchPress();
  const view = element.ownerDocument.defaultView;
  const place = ({ x, y } = aimAt(element)) => Math.round(x) + ' ' + Math.round(y);
  const watch = { landed: null, from: place() };
  const hear = (event) => {
    if (!event.isTrusted) return;
    const lands = isPressOn(element, event);
    if (event.type === 'pointerdown') watch.landed = lands;
    if (event.type === 'pointerup') setTimeout(unwatchPress, 0);
    // Where the control went away under the press, it was not clicked, and nothing else is.
    if (event.type === 'click' && !lands && element.isConnected && place() !== watch.from) watch.landed = false;
    if (watch.landed) return;
    event.preventDefault();
    event.stopImmediatePropagation();
  };
  PRESS.forEach((type) => view.addEventListener(type, hear, true));
  watch.end = () => PRESS.forEach((type) => view.removeEventListener(type, hear, true));
  window.__guidewalkPress = watch;
}
function unwatchPress() {
  const watch = window.__guidewalkPress;
  delete window.__guidewalkPress;
  if (watch) watch.end();
}
function underPoint(element) {
  const { x, y } = aimAt(element);
  return x < 0 || y < 0 || x >= innerWidth || y >= innerHeight ? null : elementAt(x, y);
}
function receivesClick(element) {
  const at = underPoint(element);
  if (!at) return true;
  if (closest(at, (up) => up === element)) return true;
  return [...(element.labels || [])].some((label) => label.contains(at)) || element.contains(at);
}
function describe(element) {
  if (!element) return '';
  const words = fold(element.innerText || '').slice(0, 40);
  return element.tagName.toLowerCase() + (element.id ? '#' + element.id : '') + (words ? ' "' + words + '"' : '');
}
function matchOf(element) {
  const style = getComputedStyle(element);
  const rect = edgeOf(element);
  return { element: handed(element), role: roleOf(element), name: nameOf(element), text: visibleWords(element), value: valueOf(element),
    box: boxOf(element), states: statesOf(element), within: withinOf(element), native: element.tagName === 'SELECT',
    leads_to: leadsTo(element),
    in_view: rect.top >= 0 && (rect.left >= 0 || scrollX === 0) && rect.bottom <= innerHeight && rect.right <= innerWidth,
    busy: style.cursor === 'wait' || style.cursor === 'progress' || element.getAttribute('aria-busy') === 'true',
    covered_by: receivesClick(element) ? '' : describe(underPoint(element)) };
}

function animations() {
  return documents().flatMap((each) => each.getAnimations());
}
function running() {
  return animations().filter((animation) => {
    if (animation.playState !== 'running') return false;
    const timing = animation.effect && animation.effect.getComputedTiming();
    return timing && Number.isFinite(timing.endTime) && timing.endTime > 0;
  });
}
function loading() {
  const inView = (rect) => rect.bottom > 0 && rect.top < innerHeight;
  const expected = (image) => image.loading !== 'lazy' || inView(edgeOf(image));
  return documents().flatMap((each) => [...each.images]).filter((image) => !image.complete && visible(image) && expected(image)).length;
}
// Where the page says that it has not finished: parts that are busy, and motion without end (a wheel, a shimmer).
function unfinished() {
  const busy = deepQuery('[aria-busy=true],[role=progressbar]:not([aria-valuenow]),progress:not([value])');
  const endless = animations().filter((animation) => animation.playState === 'running' && animation.effect
    && animation.effect.target && !Number.isFinite(animation.effect.getComputedTiming().endTime));
  const parts = new Set([...busy, ...endless.map((animation) => animation.effect.target)]);
  return [...parts].filter(visible).map(boxOf);
}
function watch() {
  if (window.__guidewalkWatch) return window.__guidewalkWatch;
  const notes = { leaving: false, changes: 0, errors: window.__guidewalkErrors || [], observer: null };
  window.__guidewalkWatch = notes;
  // Those of the page that come after this one are heard only once the page goes.
  let asked = null;
  const note = () => { if (asked && (asked.defaultPrevented || asked.returnValue)) kept(true); };
  addEventListener('beforeunload', (event) => {
    notes.leaving = true;
    asked = event;
    note();
  });
  addEventListener('pagehide', note);
  if (!window.__guidewalkErrors) {
    addEventListener('error', (event) => { if (event.message && notes.errors.length < 5) notes.errors.push(fold(event.message)); });
    addEventListener('unhandledrejection', (event) => { if (notes.errors.length < 5) notes.errors.push(fold(String(event.reason))); });
  }
  notes.observer = new MutationObserver((list) => { notes.changes += list.length; });
  notes.observer.observe(document, { subtree: true, childList: true, attributes: true, characterData: true });
  return notes;
}
// How often the document has changed, up to this very moment.
function changes() {
  const notes = watch();
  notes.changes += notes.observer.takeRecords().length;
  return notes.changes;
}
// Whether the page before wanted to be asked before it was left: drivers answer that box themselves. The note that says so outlives
// the page in the tab's storage, and goes when it is read.
function kept(put) {
  const name = '__guidewalkKept';
  try {
    const before = sessionStorage.getItem(name) !== null;
    if (put) sessionStorage.setItem(name, '1'); else if (before) sessionStorage.removeItem(name);
    return before;
  } catch { return false; }
}
// Style sheets that did not come. One whose answer is still awaited is among them while the page loads.
function unstyled() {
  const wanted = [...document.querySelectorAll('link[rel=stylesheet][href]')]
    .filter((link) => !link.disabled && (!link.media || matchMedia(link.media).matches));
  const failed = (link) => {
    if (!link.sheet || performance.getEntriesByName(link.href).some((entry) => entry.responseStatus >= 400)) return true;
    if (new URL(link.href).origin !== location.origin) return false;
    try { return !link.sheet.cssRules; } catch { return true; }
  };
  return wanted.filter(failed).map((link) => link.href);
}
// A trailing * matches any rest.
function wordsFit(wanted, has) {
  return wanted.endsWith('*') ? has.startsWith(fold(wanted.slice(0, -1))) : has === fold(wanted);
}
function addressFits(wanted) {
  const has = wanted.includes('?') ? location.pathname + location.search : location.pathname;
  const trim = (path) => (path.length > 1 ? path.replace(/\/+$/, '') : path);
  return wanted.endsWith('*') ? has.startsWith(wanted.slice(0, -1)) : trim(has) === trim(wanted);
}
// Whether words are visible: all text is looked through first, which is cheap; what is rendered only where they are in it.
function bodyWords() {
  let all = null;
  let rendered = null;
  return (text) => {
    if (!document.body) return false;
    if (all === null) all = fold(documents().map((each) => each.body.textContent).join(' '));
    if (!all.includes(text)) return false;
    if (rendered === null) rendered = fold(documents().map((each) => each.body.innerText).join(' '));
    return rendered.includes(text);
  };
}
// The fields for whose sake the browser did not send a form, by their names.
function refused() {
  return deepQuery('input:user-invalid,select:user-invalid,textarea:user-invalid').filter(visible).map(nameOf).filter(Boolean).slice(0, 5);
}
function observe() {
  restore();
  const notes = watch();
  const entry = performance.getEntriesByType('navigation')[0];
  const heads = deepQuery('h1,h2,h3,h4,h5,h6,[role=heading]').filter(visible).map(nameOf).filter(Boolean).slice(0, 60);
  const title = fold(document.title);
  const plausible = (guard) => !guard || ((!guard.title || wordsFit(guard.title, title))
    && (!guard.url || addressFits(guard.url)) && (!guard.heading || heads.some((head) => wordsFit(guard.heading, head))));
  const words = bodyWords();
  return { url: location.href, title, headings: heads, ready: documents().every((each) => each.readyState === 'complete'),
    status: entry && entry.responseStatus ? entry.responseStatus : null, leaving: notes.leaving, changes: notes.changes,
    errors: notes.errors, type: document.contentType, document: performance.timeOrigin, parsing: document.readyState === 'loading',
    unstyled: unstyled(), blank: !(document.body && document.body.firstChild), kept: !notes.leaving && kept(false),
    busy: !!document.querySelector('html[aria-busy=true],turbo-frame[busy]')
      || [...document.querySelectorAll('[aria-busy=true]')].some(visible), refused: refused(),
    texts: input.texts.map((ask) => plausible(ask.guard) && words(fold(ask.text))),
    targets: input.targets.map((ask) => {
      if (!plausible(ask.guard)) return { alternative: null, matches: [], count: 0 };
      const { alternative, elements } = find(ask.locators);
      return { alternative, matches: elements.slice(0, 6).map(matchOf), count: elements.length };
    }) };
}

// The box of an element, or of its whole line where it stands in a line with other words: these go where it lets them. A control in
// that line is no part of it: what came beside a name is seen.
function lineOf(element) {
  const box = boxOf(element);
  const block = blockOf(element);
  if (block === element || fold(block.textContent) === fold(element.textContent) || box[3] > 40) return box;
  const [outer, style] = [boxOf(block), getComputedStyle(block)];
  let [left, right] = [outer[0] + parseFloat(style.paddingLeft), outer[0] + outer[2] - parseFloat(style.paddingRight)];
  for (const other of block.querySelectorAll('a[href],button,input,select,[role=button],[role=link]')) {
    if (other.contains(element) || element.contains(other) || !visible(other)) continue;
    const [x, y, width, height] = boxOf(other);
    if (y >= box[1] + box[3] || y + height <= box[1]) continue;
    if (x + width <= box[0] + 1) left = Math.max(left, x + width);
    if (x >= box[0] + box[2] - 1) right = Math.min(right, x);
  }
  return right - left > box[2] ? [left, box[1], right - left, box[3]] : box;
}

function prepare() {
  const notes = prepared() || { undo: [], covered: new Set() };
  window.__guidewalkPrepared = notes;
  const set = (element, property, value) => {
    const before = [element.style.getPropertyValue(property), element.style.getPropertyPriority(property)];
    notes.undo.push(() => (before[0] ? element.style.setProperty(property, before[0], before[1]) : element.style.removeProperty(property)));
    element.style.setProperty(property, value, 'important');
  };
  for (const each of documents()) set(each.documentElement, 'caret-color', 'transparent');
  const active = focused();
  notes.active = active;
  if (active && active.style) {
    set(active, 'caret-color', 'transparent');
    // The keyboard's ring stays only where the page itself starts with it.
    if (active.matches(':focus-visible') && !active.hasAttribute('autofocus')) set(active, 'outline-style', 'none');
  }
  for (const animation of animations()) {
    const timing = animation.effect && animation.effect.getComputedTiming();
    if (!timing || animation.playState === 'paused') continue;
    if (Number.isFinite(timing.endTime)) continue;
    // One that the page took away meanwhile is idle; to play it would bring it back.
    notes.undo.push(() => { if (animation.playState === 'paused') animation.play(); });
    animation.pause();
    animation.currentTime = 0;
  }
  // What is asked for is found by the page's own words, before stand-ins take their place; boxes are those of afterwards.
  const masked = input.masks.map((mask) => ({ reason: mask.reason,
    elements: find(mask.target).elements.filter((element) => !isUnder(element, edgeOf(element))) }));
  // Where stand-ins take the place of what differs in an element's words, these are the same for everybody then.
  const differing = masked.flatMap((mask) => mask.elements).filter((element) => veiled(element.textContent) !== element.textContent);
  const first = (targets) => targets.map((target) => find(target).elements[0]);
  const around = input.pictures.map((picture) => [first(picture.around), first(picture.marks)]);
  const target = input.target ? find(input.target).elements[0] : null;
  const covers = [];
  const isMasked = (element) => masked.some((mask) => mask.elements.includes(element));
  const replaced = input.stand_ins.map((standIn) => find(standIn.target).elements);
  for (const [at, standIn] of input.stand_ins.entries()) {
    for (const element of replaced[at]) {
      // What a panel lies over is not seen: its cover would hide what the panel shows.
      if (!isMasked(element) && !isUnder(element, edgeOf(element))) covers.push({ element, reason: standIn.reason });
      if (notes.covered.has(element)) continue;
      notes.covered.add(element);
      if (standIn.text != null && element.childElementCount === 0 && element.tagName !== 'IMG') {
        const before = element.textContent;
        element.textContent = standIn.text;
        notes.undo.push(() => { element.textContent = before; });
        continue;
      }
      if (element.tagName === 'IMG') { neutral(element, set); continue; }
      for (const inner of element.querySelectorAll('*')) set(inner, 'visibility', 'hidden');
      if (element.tagName === 'svg') set(element, 'filter', 'contrast(0) grayscale(1)');
      set(element, 'color', 'transparent');
      set(element, 'text-shadow', 'none');
      set(element, 'background', '#c8ccd1');
    }
  }
  replaceWords(notes);
  for (const known of [names, groups, clips]) known.clear();
  const masks = masked.flatMap(({ elements, reason }) =>
    elements.map((element) => ({ box: lineOf(element), reason, veiled: differing.includes(element) })));
  const boxes = (elements) => elements.map((element) => (element ? boxOf(element) : null));
  const pictures = input.pictures.map(({ file }, at) => ({ file, boxes: boxes(around[at][0]), marks: boxes(around[at][1]) }));
  return { masks: [...masks, ...covers.map(({ element, reason }) => ({ box: boxOf(element), reason }))], pictures,
    target: target ? boxOf(target) : null };
}
// Somebody, and nobody in particular: nothing is loaded for it, and the picture's own pixels are moved out of its box.
function neutral(image, set) {
  const [light, dark] = ['#f6f8fa', '#8c959f'];
  set(image, 'object-position', '-9999px 0');
  set(image, 'background', `radial-gradient(circle closest-side at 50% 40%, ${light} 50%, transparent 54%) center / 100% 100% no-repeat, `
    + `radial-gradient(ellipse 36% 34% at 50% 100%, ${light} 96%, transparent 100%) center / 100% 100% no-repeat, ${dark}`);
}
// Words with those in their place that stand in for them.
function veiled(words) {
  return (input.words || []).reduce((so_far, ask) => so_far.replace(new RegExp(ask.words, 'g'), () => ask.text), words);
}
function replaceWords(notes) {
  if (!(input.words || []).length) return;
  for (const each of documents().flatMap((document) => [document.body, ...hosts().map((host) => host.shadowRoot)]).filter(Boolean)) {
    const walker = document.createTreeWalker(each, NodeFilter.SHOW_TEXT);
    for (let node = walker.nextNode(); node; node = walker.nextNode()) {
      const [text, before, after] = [node, node.data, veiled(node.data)];
      if (after === before || ['SCRIPT', 'STYLE'].includes(text.parentNode.tagName)) continue;
      text.data = after;
      // What the page has written there meanwhile stays.
      notes.undo.push(() => { if (text.data === after) text.data = before; });
    }
  }
  for (const field of deepQuery('input:not([type=password]):not([type=hidden]),textarea')) {
    const [before, after] = [field.value, veiled(field.value || '')];
    if (after === (before || '')) continue;
    field.value = after;
    notes.undo.push(() => { if (field.value === after) field.value = before; });
  }
}
// An outline as pictures show the page: addresses and hidden names have words too.
function veiledOutline(outline) {
  if (!(input.words || []).length) return outline;
  for (const item of outline.items) {
    for (const key of ['name', 'text', 'value', 'leads_to']) if (item[key]) item[key] = veiled(item[key]);
    for (const key of ['within', 'hooks']) if (item[key]) item[key] = item[key].map(veiled);
  }
  return outline;
}
function rest() {
  for (const animation of running()) {
    const timing = animation.effect.getComputedTiming();
    const left = timing.endTime - (animation.currentTime || 0);
    if (left > 2000) animation.finish();
  }
  return { fonts: document.fonts.status === 'loaded', images: loading(), running: running().length,
    loaded: document.readyState === 'complete', unfinished: unfinished() };
}
function restore() {
  const notes = prepared();
  if (!notes) return null;
  for (const undo of notes.undo.reverse()) undo();
  delete window.__guidewalkPrepared;
  return null;
}

// How wide a sentence is in the families that pages ask for: tells one set of fonts from another.
function fontWidths() {
  const context = document.createElement('canvas').getContext('2d');
  const families = ['serif', 'sans-serif', 'monospace', 'system-ui', 'Arial', 'Helvetica', '"Liberation Sans"', '"Segoe UI"', '"Noto Sans"'];
  return families.map((family) => {
    context.font = '20px ' + family;
    return context.measureText('Sphinx of black quartz, judge my vow 0123456789').width.toFixed(2);
  });
}

// Chooses an entry of a native list in a frame, where no driver presses it: as the browser would tell the page.
function chooseHere(list, option) {
  list.focus();
  list.value = option.value;
  for (const kind of ['input', 'change']) list.dispatchEvent(new Event(kind, { bubbles: true }));
  return true;
}

if (input.element) input.element = meant(input.element);
const COMMANDS = {
  observe,
  restore,
  frame: () => {
    const before = prepared();
    restore();
    return { rest: rest(), prepared: prepare(), outline: veiledOutline(outline()), changes: changes(),
      refocused: !!before && before.active !== focused() };
  },
  unmoved: () => changes() === input.since && !running().length && !(prepared() && prepared().active !== focused()),
  size: () => ({ inner: [innerWidth, innerHeight], outer: [outerWidth, outerHeight], scale: devicePixelRatio, agent: navigator.userAgent }),
  reveal: () => { input.element.scrollIntoView({ block: 'center', inline: 'nearest', behavior: 'instant' }); return null; },
  surroundings: () => ({ platform: navigator.platform, fonts: fontWidths(), scale: devicePixelRatio,
    theme: matchMedia('(prefers-color-scheme: dark)').matches ? 'dark' : 'light' }),
  aim: () => {
    if (!input.element.isConnected) return null;
    watchPress(input.element);
    return aimAt(input.element);
  },
  // Whether the press came to what it was aimed at; a page that was left at the press has had it.
  landed: () => !window.__guidewalkPress || window.__guidewalkPress.landed === true,
  // Ready to be typed over; not where it has left the page, or something else keeps the keyboard: what is typed would go there.
  enter: () => {
    input.element.focus();
    if (input.element.select) input.element.select();
    return input.element.isConnected && focused() === input.element;
  },
  words: () => (input.element.value != null && input.element.tagName !== 'LI' ? input.element.value : input.element.innerText),
  option: () => {
    const option = [...input.element.options].find((at) => compare[input.matching](fold(at.textContent), fold(input.option)));
    if (option && option.ownerDocument !== document) return { chosen: chooseHere(input.element, option) };
    return option ? { element: option } : { have: [...input.element.options].map((at) => fold(at.textContent)).slice(0, 20) };
  },
};
return COMMANDS[command]();
