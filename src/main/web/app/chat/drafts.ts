import type { ConversationId, MessageId, UserId } from '../../client/src/index.js';
import { Store } from '../state/store.js';

/** What was begun in a chat and not sent. */
export interface Draft {
  text: string;
  replyTo?: MessageId;
  /** A message that is being changed, and what it is to say; `text` waits meanwhile. */
  edit?: { id: MessageId; text: string };
}

const EMPTY: Draft = { text: '' };
const PREFIX = 'parley.draft.';
const KEEP_AFTER_MS = 250;

/** Changes with each draft, for those who show which chats have one. */
export const draftsChanged = new Store(0);

const drafts = new Map<string, Draft>();
const unkept = new Set<string>();
let keeping: ReturnType<typeof setTimeout> | undefined;

/** The draft of a chat, of this page or of the one before. */
export function readDraft(user: UserId, conversation: ConversationId): Draft {
  const key = keyOf(user, conversation);
  const known = drafts.get(key) ?? parse(localStorage.getItem(key));
  drafts.set(key, known);
  return known;
}

/** Keeps a draft: for this page at once, for the next one in a moment, or when the page is left. */
export function writeDraft(user: UserId, conversation: ConversationId, draft: Draft): void {
  const key = keyOf(user, conversation);
  drafts.set(key, draft);
  unkept.add(key);
  keeping ??= setTimeout(keepDrafts, KEEP_AFTER_MS);
  draftsChanged.set(draftsChanged.value + 1);
}

/** Forgets all drafts of a user. */
export function forgetDrafts(user: UserId): void {
  const prefix = keyOf(user, '');
  [...drafts.keys()].filter(key => key.startsWith(prefix)).forEach(key => drafts.delete(key));
  Object.keys(localStorage).filter(key => key.startsWith(prefix)).forEach(key => localStorage.removeItem(key));
  unkept.clear();
}

/** Keeps what was not kept yet: to be called when the page may go. */
export function keepDrafts(): void {
  clearTimeout(keeping);
  keeping = undefined;
  unkept.forEach(keep);
  unkept.clear();
}

/** A full storage takes no draft; it stays in the page. */
function keep(key: string): void {
  const draft = drafts.get(key) ?? EMPTY;
  try {
    if (isEmpty(draft)) {
      localStorage.removeItem(key);
    } else {
      localStorage.setItem(key, JSON.stringify(draft));
    }
  } catch {
    localStorage.removeItem(key);
  }
}

function isEmpty({ text, replyTo, edit }: Draft): boolean {
  return text === '' && replyTo === undefined && edit === undefined;
}

function keyOf(user: UserId, conversation: ConversationId): string {
  return `${PREFIX}${user}.${conversation}`;
}

function parse(kept: string | null): Draft {
  try {
    const draft: unknown = JSON.parse(kept ?? 'null');
    return isDraft(draft) ? draft : EMPTY;
  } catch {
    return EMPTY;
  }
}

function isDraft(value: unknown): value is Draft {
  return typeof value === 'object' && value !== null && 'text' in value && typeof value.text === 'string';
}
