import type { ConversationId, UserId } from './values.js';

const LONGEST = 19;

/** Negative, zero or positive, as `one` is smaller than, equal to or larger than `other`. */
export function compareIds(one: string, other: string): number {
  if (one.length !== other.length) {
    return one.length - other.length;
  }
  return one < other ? -1 : one > other ? 1 : 0;
}

/** The larger of two ids, of which one may be missing. */
export function largerId(one: string | undefined, other: string): string;
export function largerId(one: string | undefined, other: string | undefined): string | undefined;
export function largerId(one: string | undefined, other: string | undefined): string | undefined {
  if (one === undefined || other === undefined) {
    return one ?? other;
  }
  return compareIds(one, other) < 0 ? other : one;
}

/** An id as text that sorts as the number does. */
export function sortable(id: string): string {
  return id.padStart(LONGEST, '0');
}

/** The conversation of two users. */
export function directConversation(one: UserId, other: UserId): ConversationId {
  return compareIds(one, other) < 0 ? `d:${one}:${other}` : `d:${other}:${one}`;
}

/** Whom a direct conversation is with; nothing for a group, or when `me` is not in it. */
export function otherIn(conversation: ConversationId, me: UserId): UserId | undefined {
  const [kind, low, high] = conversation.split(':');
  if (kind !== 'd') {
    return undefined;
  }
  return low === me ? high : high === me ? low : undefined;
}

/** A reference of a send that was never used. */
export function newRef(): string {
  const bytes = crypto.getRandomValues(new Uint8Array(16));
  return Array.from(bytes, byte => byte.toString(16).padStart(2, '0')).join('');
}

/** How many characters people would count; limits are in these. */
export function codePoints(text: string): number {
  let count = 0;
  for (const _ of text) {
    count++;
  }
  return count;
}
