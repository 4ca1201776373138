import type { Client, Message, Workspace } from '../../client/src/index.js';
import { compareIds } from '../../client/src/index.js';
import { speech } from '../i18n/languages.js';
import { go } from '../state/router.js';
import { wanted } from './wanted.js';

const MOST = 160;

/** Tells of messages while nobody looks at the page: one notification a chat, of its newest message. */
export function notify(client: Client): void {
  const told = new Map<string, string>();
  client.events.on('messages', messages => {
    const { workspace } = client;
    if (!workspace || wanted.value !== 'yes' || isSeen()) {
      return;
    }
    for (const message of newestOfEach(messages.filter(one => isNews(one, workspace)))) {
      if (compareIds(message.id, told.get(message.conversation) ?? '0') > 0) {
        told.set(message.conversation, message.id);
        tell(message, workspace);
      }
    }
  });
}

function isSeen(): boolean {
  return document.visibilityState === 'visible' && document.hasFocus();
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

function tell({ conversation: id, id: message, from, text }: Message, workspace: Workspace): void {
  const { kind, title } = workspace.conversation(id);
  const { chat } = speech.value.texts;
  const name = workspace.people.get(from)?.displayName ?? chat.unknown;
  const said = text.slice(0, MOST);
  try {
    const notification = new Notification(kind === 'group' ? title || chat.group : name, {
      body: kind === 'group' ? chat.says(name, said) : said,
      tag: id,
      icon: 'icon.svg',
    });
    notification.onclick = () => {
      window.focus();
      go({ name: 'chat', conversation: id, message });
      notification.close();
    };
  } catch {
    // some browsers let only service workers notify
  }
}
