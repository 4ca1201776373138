import type { Client, ConversationId, Message, Workspace } from '../../client/src/index.js';
import { compareIds } from '../../client/src/index.js';
import type { PushedMessage } from '../../worker/push.js';
import { clear, show } from '../../worker/show.js';
import { speech } from '../i18n/languages.js';
import { wanted } from './wanted.js';
import { hasAttention, worker } from './worker.js';

const MOST = 160;

/** Tells of messages while nobody looks at the page: one notification a chat, of its newest message, until it is read. */
export function notify(client: Client): void {
  const told = new Map<string, string>();
  client.events.on('messages', messages => {
    const { workspace } = client;
    if (!workspace || wanted.value !== 'yes' || hasAttention()) {
      return;
    }
    for (const message of newestOfEach(messages.filter(one => isNews(one, workspace)))) {
      if (compareIds(message.id, told.get(message.conversation) ?? '0') > 0) {
        told.set(message.conversation, message.id);
        void tell(pushed(message, workspace));
      }
    }
  });
  client.events.on('conversations', takeBackRead(client));
}

/** A change of a message is none; nor is what was read elsewhere. */
function isNews({ conversation: id, id: message, from, kind, deletedAt, editedAt }: Message, workspace: Workspace): boolean {
  const { muted, readUpTo, unread } = workspace.conversation(id);
  return kind === 'text' && from !== workspace.me.id && deletedAt === undefined && editedAt === undefined
    && !muted && unread > 0 && compareIds(message, readUpTo ?? '0') > 0;
}

function newestOfEach(messages: readonly Message[]): Iterable<Message> {
  return new Map(messages.map(message => [message.conversation, message])).values();
}

/** The message as the server would push it. */
function pushed({ conversation: id, id: message, at, from, text }: Message, workspace: Workspace): PushedMessage {
  const { kind, title } = workspace.conversation(id);
  return {
    type: 'message',
    conversation: id,
    id: message,
    at,
    count: 1,
    badge: 0,
    from: { id: from, name: workspace.people.get(from)?.displayName ?? '' },
    ...(kind === 'group' && { group: title }),
    text: text.slice(0, MOST),
  };
}

async function tell(message: PushedMessage): Promise<void> {
  const registration = await worker();
  if (registration) {
    await show(registration, message, speech.value.texts.pushes);
  }
}

/** What was read, here or elsewhere, is told of no longer. */
function takeBackRead(client: Client): () => void {
  const unread = new Set<ConversationId>();
  return () => {
    for (const conversation of client.workspace?.conversations.values() ?? []) {
      if (conversation.unread > 0) {
        unread.add(conversation.id);
      } else if (unread.delete(conversation.id)) {
        void takeBack(conversation.id);
      }
    }
  };
}

async function takeBack(conversation: ConversationId): Promise<void> {
  const registration = await navigator.serviceWorker?.getRegistration();
  if (registration) {
    await clear(registration, conversation);
  }
}
