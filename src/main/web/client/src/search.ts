import { compareIds } from './ids.js';
import type { Replica } from './replica.js';
import type { ConversationId, Message } from './values.js';

/** Text as it is compared: upper and lower case, and letters written in several ways, are the same. */
export function searchable(text: string): string {
  return text.normalize('NFKC').toLocaleLowerCase();
}

/**
 * Looks for words in the messages that are kept on this device: conversation by conversation, the one with the newest
 * message first, and the newest messages first.
 *
 * @param wanted what has to occur, as {@link searchable} writes it
 */
export async function* search(replica: Replica, wanted: string): AsyncIterable<Message> {
  for (const conversation of newestFirst(replica)) {
    for await (const messages of replica.storage.backwards(conversation)) {
      yield* messages.filter(({ kind, text }) => kind === 'text' && searchable(text).includes(wanted));
    }
  }
}

function newestFirst(replica: Replica): ConversationId[] {
  return [...replica.conversations.values()]
    .sort((one, other) => compareIds(other.last?.id ?? '', one.last?.id ?? ''))
    .map(one => one.id);
}
