import { useEffect } from 'preact/hooks';
import { Chat } from './chat/chat.js';
import { ConversationList } from './list/conversation-list.js';
import { always, useEvents, useTexts, useWorkspace } from './state/app.js';
import { route } from './state/router.js';
import { useStore } from './state/store.js';
import { Empty } from './ui/empty.js';
import { otherIn } from '../client/src/index.js';
import './messenger.css';

const TITLE = 'Parley';

/** The list of chats and beside it what was picked; on a phone one or the other. */
export function Messenger() {
  const texts = useTexts();
  const workspace = useWorkspace();
  const here = useStore(route);
  useTitle();
  const chosen = here.name === 'chat' && isMine(here.conversation, workspace.me.id) ? here.conversation : undefined;
  return (
    <div class={`messenger ${chosen ? 'open' : ''}`}>
      <ConversationList chosen={chosen} />
      <main class="main">
        {chosen
          ? <Chat key={chosen} id={chosen} />
          : <Empty icon="chat" title={texts.chat.none} hint={texts.chat.noneHint} />}
      </main>
    </div>
  );
}

/** An address can name a chat of somebody else, who was signed in here before. */
function isMine(conversation: string, me: string): boolean {
  return conversation.startsWith('g:') || otherIn(conversation, me) !== undefined;
}

/** Unread messages show in the title of the page, but for muted chats. */
function useTitle(): void {
  const workspace = useWorkspace();
  useEvents({ conversations: always });
  const unread = [...workspace.conversations.values()].reduce((sum, one) => sum + (one.muted ? 0 : one.unread), 0);
  useEffect(() => {
    document.title = unread > 0 ? `(${unread}) ${TITLE}` : TITLE;
    return () => {
      document.title = TITLE;
    };
  }, [unread]);
}
