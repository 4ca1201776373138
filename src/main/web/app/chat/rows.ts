import type { Conversation, Message, MessageId, Pending, UserId } from '../../client/src/index.js';
import { compareIds } from '../../client/src/index.js';
import { startOfDay } from '../i18n/times.js';

/** How far a message of the user's own has come. */
export type Progress = 'pending' | 'failed' | 'sent' | 'delivered' | 'read';

/** A message as it shows, accepted or not. */
export interface Said {
  id: MessageId | undefined;
  from: UserId;
  at: string | number;
  text: string;
  edited: boolean;
  deleted: boolean;
  progress: Progress | undefined;
  replyTo: MessageId | undefined;
  mentions: readonly UserId[];
  pending: Pending | undefined;
  /** An edit or a deletion that the server refused. */
  refused: Pending | undefined;
  message: Message | undefined;
}

export type Row =
  | { type: 'day'; key: string; at: string | number }
  | { type: 'new'; key: string }
  | { type: 'notice'; key: string; message: Message }
  /** `first` and `last` of a run of one author without a pause. */
  | { type: 'said'; key: string; said: Said; first: boolean; last: boolean };

export interface Shown {
  messages: readonly Message[];
  pending: readonly Pending[];
  conversation: Conversation;
  me: UserId;
  /** The read mark when the chat was opened; what others said after it is new. */
  readUpTo: MessageId | undefined;
  /** Whether there are messages before these: then what is new may begin among those. */
  hasBefore: boolean;
}

const PAUSE_MS = 5 * 60_000;

/** What a chat shows, top to bottom: messages in order, what is still to be accepted at the end, days and news between. */
export function rowsOf(shown: Shown): Row[] {
  const rows: Row[] = [];
  let day = NaN;
  let isNew = shown.readUpTo === undefined;
  const add = (row: Row, at: string | number, begins = false) => {
    const itsDay = startOfDay(at);
    if (itsDay !== day) {
      rows.push({ type: 'day', key: `day ${itsDay}`, at });
      day = itsDay;
    }
    if (begins) {
      rows.push({ type: 'new', key: 'new' });
    }
    rows.push(row);
  };
  const changes = amendmentsOf(shown.pending);
  shown.messages.forEach((message, index) => {
    const isLater = !isNew && message.from !== shown.me && compareIds(message.id, shown.readUpTo!) > 0;
    isNew ||= isLater;
    add(rowOf(message, changes.get(message.id), shown), message.at, isLater && (index > 0 || !shown.hasBefore));
  });
  for (const pending of shown.pending) {
    if (pending.kind === 'text' && !isAmong(pending, shown)) {
      add({ type: 'said', key: pending.ref, said: saidPending(pending, shown.me), first: true, last: true }, pending.at);
    }
  }
  return markRuns(rows);
}

/** History may bring what was sent before the server's answer does. */
function isAmong({ ref }: Pending, { messages, me }: Shown): boolean {
  return messages.some(message => message.from === me && message.ref === ref);
}

/** The last edit or deletion of each message that waits to be accepted, or was refused. */
function amendmentsOf(pending: readonly Pending[]): Map<MessageId, Pending> {
  return new Map(pending.filter(one => one.target !== undefined).map(one => [one.target!, one]));
}

function rowOf(message: Message, amendment: Pending | undefined, shown: Shown): Row {
  if (message.kind !== 'text') {
    return { type: 'notice', key: message.id, message };
  }
  const said = saidMessage(message, amendment, shown);
  return { type: 'said', key: message.ref ?? message.id, said, first: true, last: true };
}

/** What was not refused shows at once. */
function saidMessage(message: Message, change: Pending | undefined, { conversation, me }: Shown): Said {
  const amendment = change?.failed ? undefined : change;
  const deleted = amendment?.kind === 'delete' || message.deletedAt !== undefined;
  return {
    id: message.id,
    from: message.from,
    at: message.at,
    text: amendment?.text ?? message.text,
    edited: !deleted && (amendment?.kind === 'edit' || message.editedAt !== undefined),
    deleted,
    progress: message.from === me ? progressOf(message.id, conversation) : undefined,
    replyTo: deleted ? undefined : message.replyTo,
    mentions: amendment?.mentions ?? message.mentions ?? [],
    pending: undefined,
    refused: change?.failed && change,
    message,
  };
}

function saidPending(pending: Pending, me: UserId): Said {
  return {
    id: undefined,
    from: me,
    at: pending.at,
    text: pending.text,
    edited: false,
    deleted: false,
    progress: pending.failed ? 'failed' : 'pending',
    replyTo: pending.replyTo,
    mentions: pending.mentions ?? [],
    pending,
    refused: undefined,
    message: undefined,
  };
}

/** In a group a message is read when one has read it; who did is a question of its own. */
function progressOf(id: MessageId, { marks }: Conversation): Progress {
  const reaches = (mark: MessageId | undefined) => mark !== undefined && compareIds(mark, id) >= 0;
  const all = Object.values(marks);
  if (all.some(one => reaches(one.read))) {
    return 'read';
  }
  return all.some(one => reaches(one.delivered)) ? 'delivered' : 'sent';
}

function markRuns(rows: Row[]): Row[] {
  rows.forEach((row, index) => {
    const before = rows[index - 1];
    if (row.type === 'said' && before?.type === 'said' && isRun(before.said, row.said)) {
      before.last = false;
      row.first = false;
    }
  });
  return rows;
}

function isRun(one: Said, next: Said): boolean {
  return one.from === next.from && new Date(next.at).getTime() - new Date(one.at).getTime() < PAUSE_MS;
}
