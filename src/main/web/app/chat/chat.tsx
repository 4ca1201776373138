import type { Conversation, ConversationId } from '../../client/src/index.js';
import { otherIn } from '../../client/src/index.js';
import { useEffect, useMemo, useRef } from 'preact/hooks';
import { useEvents, useTexts, useTimes, useWorkspace } from '../state/app.js';
import { address } from '../state/router.js';
import { ConnectionBanner } from '../status/connection-banner.js';
import { Avatar } from '../ui/avatar.js';
import { Icon } from '../ui/icon.js';
import { Composer } from './composer.js';
import { MessageList } from './message-list.js';
import './chat.css';

/** One conversation: with whom, what was said, where one writes. */
export function Chat({ id }: { id: ConversationId }) {
  const workspace = useWorkspace();
  const list = useRef<{ toEnd(): void }>(null);
  useEvents({ conversations: () => true }, [id]);
  const conversation = workspace.conversation(id);
  useIntroduction(conversation);
  return (
    <>
      <ChatHeader conversation={conversation} />
      <div class="on-phone"><ConnectionBanner /></div>
      <MessageList conversation={conversation} control={list} />
      <Composer id={id} onSent={() => list.current?.toEnd()} />
    </>
  );
}

/** Somebody whom nothing was heard of yet is asked for. */
function useIntroduction({ id }: Conversation): void {
  const workspace = useWorkspace();
  const other = otherIn(id, workspace.me.id);
  useEffect(() => {
    if (other !== undefined) {
      workspace.people.get(other);
      workspace.presence.watch([other]);
    }
  }, [other]);
}

function ChatHeader({ conversation }: { conversation: Conversation }) {
  const texts = useTexts();
  const name = conversation.title || texts.chat.unknown;
  return (
    <header class="bar chat-bar">
      <a class="icon-button back" href={address({ name: 'home' })} aria-label={texts.back}><Icon name="back" /></a>
      <Avatar id={conversation.with?.id ?? conversation.id} name={name} />
      <div class="chat-name">
        <h1 class="one-line"><bdi>{name}</bdi></h1>
        <Standing conversation={conversation} />
      </div>
    </header>
  );
}

/** Whether the other one is there, or writes. */
function Standing({ conversation }: { conversation: Conversation }) {
  const texts = useTexts();
  const times = useTimes();
  const workspace = useWorkspace();
  const { id, with: other } = conversation;
  useEvents({
    presence: ({ user }) => user === other?.id,
    typing: ({ conversation: about }) => about === id,
    connection: () => true,
  }, [id, other?.id]);
  const writes = workspace.typing.writers(id).length > 0;
  const presence = other && workspace.presence.of(other.id);
  const text = useMemo(() => {
    if (presence?.status === 'online') {
      return texts.chat.online;
    }
    return presence?.lastActiveAt === undefined
      ? other && `@${other.username}`
      : texts.chat.lastActive(times.full(presence.lastActiveAt));
  }, [presence, other, texts, times]);
  return (
    <p class={`standing one-line ${writes || presence?.status === 'online' ? 'lively' : 'soft'}`} data-username={other?.username}>
      {writes ? texts.chat.typing : text ?? (conversation.kind === 'group' ? texts.chat.group : '')}
    </p>
  );
}
