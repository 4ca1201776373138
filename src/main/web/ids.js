// Ids are 64-bit numbers in decimal: too large for a JavaScript number, so they are compared as text.

/** Negative, zero or positive, as `one` is smaller than, equal to or larger than `other`. */
export function compareIds(one, other) {
  if (one.length !== other.length) {
    return one.length - other.length;
  }
  return one < other ? -1 : one > other ? 1 : 0;
}

/** The conversation id of two users' direct chat. */
export function directConversation(one, other) {
  return compareIds(one, other) < 0 ? `d:${one}:${other}` : `d:${other}:${one}`;
}

/** A reference of a send that was never used. */
export function newRef() {
  const bytes = crypto.getRandomValues(new Uint8Array(16));
  return Array.from(bytes, byte => byte.toString(16).padStart(2, '0')).join('');
}

/** How many characters people would count; limits are in these. */
export function codePoints(text) {
  let count = 0;
  for (const point of text) {
    count += point ? 1 : 0;
  }
  return count;
}
