import type { PushTexts } from '../app/i18n/texts.js';
import type { ConversationId, MessageId, Time, UserId } from '../client/src/values.js';
import type { Target } from './news.js';

/** What the server pushes. How much a message says, the server and the user have set. */
export type Push =
  | PushedMessage
  | { type: 'test'; badge: number }
  /** Something came, no more is said. */
  | { type: 'wakeup' };

export interface PushedMessage {
  type: 'message';
  conversation: ConversationId;
  /** Of the newest, when there are several. */
  id: MessageId;
  at: Time;
  count: number;
  /** How many are unread in all conversations. */
  badge: number;
  from: { id: UserId; name: string };
  group?: string;
  text?: string;
}

/** What a notification shows. */
export interface Contents {
  title: string;
  body: string;
  /** Of two with the same tag the later one shows. */
  tag: string;
  target: Target | undefined;
}

const TITLE = 'Parley';

/** Takes what does not read as a push for one that says nothing: browsers want something shown for each. */
export function readPush(data: { json(): unknown } | null): Push {
  try {
    const push: unknown = data?.json();
    return isPush(push) ? push : { type: 'wakeup' };
  } catch {
    return { type: 'wakeup' };
  }
}

function isPush(value: unknown): value is Push {
  return isObject(value) && 'type' in value
    && (value.type === 'test'
      || (value.type === 'message' && 'conversation' in value && 'id' in value && 'from' in value && isObject(value.from)));
}

function isObject(value: unknown): value is object {
  return typeof value === 'object' && value !== null;
}

export function contentsOf(push: Push, texts: PushTexts): Contents {
  switch (push.type) {
    case 'message': return contentsOfMessage(push, texts);
    case 'test': return { title: TITLE, body: texts.test, tag: push.type, target: undefined };
    default: return { title: TITLE, body: texts.wakeup, tag: push.type, target: undefined };
  }
}

function contentsOfMessage({ conversation, id, count, from, group, text }: PushedMessage, texts: PushTexts): Contents {
  const name = from.name || texts.unknown;
  const more = text !== undefined && count > 1 ? `\n${texts.more(count - 1)}` : '';
  const said = text ?? texts.messages(count);
  return {
    title: group === undefined ? name : group || texts.group,
    body: (group === undefined ? said : texts.says(name, said)) + more,
    tag: conversation,
    target: { conversation, message: id },
  };
}
