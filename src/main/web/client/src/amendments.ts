import { compareIds } from './ids.js';
import type { ConversationId, Message, MessageId, Time, UserId } from './values.js';

/** An edit or a deletion of a message, which may come before the message. */
export interface Amendment {
  id: MessageId;
  conversation: ConversationId;
  target: MessageId;
  at: Time;
  /** What the target says now; empty when it was deleted. */
  text: string;
  /** Whom it names now. */
  mentions?: UserId[];
  deletes: boolean;
}

/** The amendment that an entry is, if it is one. */
export function amendmentOf(entry: Message): Amendment | undefined {
  if ((entry.kind !== 'edit' && entry.kind !== 'delete') || entry.target === undefined) {
    return undefined;
  }
  const deletes = entry.kind === 'delete' || entry.text === '';
  const { id, conversation, target, at, mentions } = entry;
  return { id, conversation, target, at, text: deletes ? '' : entry.text, deletes, ...(mentions && { mentions }) };
}

/** The message as it is after an amendment. The one with the highest id wins, in whatever order they come. */
export function amend(message: Message, amendment: Amendment): Message {
  if (isOlder(amendment, message)) {
    return message;
  }
  const { mentions: before, ...rest } = message;
  const { text, mentions, id: amendedBy } = amendment;
  const amended = { ...rest, text, amendedBy, ...(mentions && { mentions }) };
  return amendment.deletes
    ? { ...amended, deletedAt: message.deletedAt ?? amendment.at }
    : { ...amended, editedAt: amendment.at };
}

/** Of two states of the same message the later one. */
export function later(kept: Message, come: Message): Message {
  const [before, after] = [stateTime(kept), stateTime(come)];
  if (before > after) {
    return kept;
  }
  return before === after && kept.amendedBy !== undefined ? { ...come, amendedBy: kept.amendedBy } : come;
}

function isOlder(amendment: Amendment, message: Message): boolean {
  if (message.amendedBy !== undefined) {
    return compareIds(amendment.id, message.amendedBy) <= 0;
  }
  return amendment.at < stateTime(message);
}

/** When the message came to say what it says; times are written so that they compare as text. */
function stateTime(message: Message): Time {
  return [message.editedAt ?? '', message.deletedAt ?? ''].sort()[1]!;
}
