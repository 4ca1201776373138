/** The element with this id. */
export const byId = id => document.getElementById(id);

/** A new element with a class and a text; never with HTML. */
export function element(tag, className = '', text = '') {
  const made = document.createElement(tag);
  if (className) {
    made.className = className;
  }
  made.textContent = text;
  return made;
}

/** Changes the text only if it differs, so that screen readers are not told again. */
export function setText(node, text) {
  if (node.textContent !== text) {
    node.textContent = text;
  }
}

/**
 * Makes the children of `parent` match `items`, keeping the element of every key that stays: focus, selection and scrolling
 * survive. `create(item)` makes an element, `update(element, item)` brings it up to date.
 */
export function reconcile(parent, items, keyOf, create, update) {
  const known = new Map(Array.from(parent.children, child => [child.dataset.key, child]));
  let next = parent.firstElementChild;
  for (const item of items) {
    const key = keyOf(item);
    const child = known.get(key) ?? create(item);
    child.dataset.key = key;
    known.delete(key);
    update(child, item);
    if (child === next) {
      next = next.nextElementSibling;
    } else {
      parent.insertBefore(child, next);
    }
  }
  known.forEach(child => child.remove());
}
