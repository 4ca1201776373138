import type { Conversation, ConversationId } from '../../client/src/index.js';
import { otherIn } from '../../client/src/index.js';
import { useEffect, useRef } from 'preact/hooks';
import { always, useEvents, useTexts, useWorkspace } from '../state/app.js';
import { ConnectionBanner } from '../status/connection-banner.js';
import { ChatHeader } from './chat-header.js';
import { Composer } from './composer.js';
import { MessageList } from './message-list.js';
import './chat.css';

/** One conversation: with whom, what was said, where one writes. */
export function Chat({ id }: { id: ConversationId }) {
  const texts = useTexts();
  const workspace = useWorkspace();
  const list = useRef<{ toEnd(): void }>(null);
  useEvents({ conversations: always, group: ({ conversation: changed }) => changed === id }, [id]);
  const conversation = workspace.conversation(id);
  useIntroduction(conversation);
  return (
    <>
      <ChatHeader conversation={conversation} />
      <div class="on-phone"><ConnectionBanner /></div>
      <MessageList conversation={conversation} control={list} />
      {workspace.groups.of(id)?.left
        ? <p class="read-only soft" role="status">{texts.chat.left}</p>
        : <Composer id={id} onSent={() => list.current?.toEnd()} />}
    </>
  );
}

/** Somebody whom nothing was heard of yet is asked for; a group each time that it is opened. */
function useIntroduction({ id }: Conversation): void {
  const workspace = useWorkspace();
  const other = otherIn(id, workspace.me.id);
  useEffect(() => {
    if (other === undefined) {
      void workspace.groups.refresh(id).catch(() => undefined);
    } else {
      workspace.people.get(other);
      workspace.presence.look([other]);
    }
  }, [id, other]);
}
