// Frames of the page's own origin are part of the page: what stands in one is found, measured and pressed like anything else, and
// all boxes are the outer page's. A driver hands out no elements of another document: these are kept in the page, under a number.

// The document in a frame; null where the element is none, or the document is another site's.
function innerDocument(element) {
  if (element.tagName !== 'IFRAME' && element.tagName !== 'FRAME') return null;
  try { return element.contentDocument && element.contentDocument.body ? element.contentDocument : null; } catch { return null; }
}
// The frame that a node's document stands in; null in the page itself.
function frameAround(node) {
  return node.ownerDocument === document || !node.ownerDocument.defaultView ? null : node.ownerDocument.defaultView.frameElement;
}
// Where a document begins in the window.
function originOf(inner) {
  const frame = inner === document || !inner.defaultView ? null : inner.defaultView.frameElement;
  if (!frame) return [0, 0];
  const [edge, style] = [edgeOf(frame), getComputedStyle(frame)];
  return [edge.left + frame.clientLeft + parseFloat(style.paddingLeft), edge.top + frame.clientTop + parseFloat(style.paddingTop)];
}
// A rectangle in a node's document as one in the window.
function inWindow(rect, node) {
  if (node.ownerDocument === document) return rect;
  const [x, y] = originOf(node.ownerDocument);
  return new DOMRect(rect.x + x, rect.y + y, rect.width, rect.height);
}
function edgeOf(element) {
  return inWindow(element.getBoundingClientRect(), element);
}
// The page and all documents in its frames.
function documents() {
  return [document, ...hosts().map(innerDocument).filter(Boolean)];
}
// The innermost element at a point of the window, in whatever shadow tree or frame.
function elementAt(x, y) {
  let at = document.elementFromPoint(x, y);
  while (at) {
    const inner = innerDocument(at);
    const [left, top] = inner ? originOf(inner) : [0, 0];
    const deeper = inner ? inner.elementFromPoint(x - left, y - top) : at.shadowRoot && at.shadowRoot.elementFromPoint(x, y);
    if (!deeper || deeper === at) break;
    at = deeper;
  }
  return at;
}
function focused() {
  let at = document.activeElement;
  for (;;) {
    const inner = at && (innerDocument(at) || at.shadowRoot);
    if (!inner || !inner.activeElement) return at;
    at = inner.activeElement;
  }
}

// What stands for an element in an answer.
function handed(element) {
  if (element.ownerDocument === document) return element;
  const kept = window.__guidewalkFramed || (window.__guidewalkFramed = []);
  if (!kept.includes(element)) kept.push(element);
  return { framed: 'framed:' + kept.indexOf(element) };
}
// The element that is meant by what was handed out.
function meant(given) {
  if (typeof given !== 'string') return given;
  return (window.__guidewalkFramed || [])[Number(given.slice('framed:'.length))] || document.createElement('i');
}
