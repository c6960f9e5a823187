/**
 * Makes what is inside an element look like what was made anew, and touches nothing that is so already: focus, selection, scroll positions and what a
 * screen reader is at stay where they are. Elements with a `data-key` are known again by it wherever they have moved.
 *
 * @param {Element} parent
 * @param {readonly Node[]} wanted
 */
export function morphChildren(parent, wanted) {
  const kept = new Map();
  for (const child of parent.children) {
    const key = keyOf(child);
    if (key !== undefined) kept.set(key, child);
  }
  let place = parent.firstChild;
  for (const next of wanted) {
    const current = keyOf(next) === undefined ? place : kept.get(keyOf(next));
    if (current && isSameKind(current, next)) {
      if (place && current === place) place = place.nextSibling;
      else parent.insertBefore(current, place);
      morph(current, next);
    } else {
      parent.insertBefore(next, place);
    }
  }
  while (place) {
    const gone = place;
    place = place.nextSibling;
    gone.remove();
  }
}

/**
 * @param {Node} current
 * @param {Node} next
 */
function morph(current, next) {
  if (!(current instanceof Element) || !(next instanceof Element)) {
    if (current.nodeValue !== next.nodeValue) current.nodeValue = next.nodeValue;
    return;
  }
  for (const { name } of [...current.attributes]) if (!next.hasAttribute(name)) current.removeAttribute(name);
  for (const { name, value } of next.attributes) {
    if (current.getAttribute(name) !== value) current.setAttribute(name, value);
  }
  morphChildren(current, [...next.childNodes]);
}

/**
 * @param {Node} one
 * @param {Node} other
 */
function isSameKind(one, other) {
  return one.nodeName === other.nodeName && keyOf(one) === keyOf(other);
}

/** @param {Node} node */
function keyOf(node) {
  return node instanceof HTMLElement ? node.dataset.key : undefined;
}
