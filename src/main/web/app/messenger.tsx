import { useEffect } from 'preact/hooks';
import { Chat } from './chat/chat.js';
import { ChatAbout } from './chat/chat-about.js';
import { NewGroup } from './group/new-group.js';
import { Shortcuts } from './keys/shortcuts.js';
import { ConversationList } from './list/conversation-list.js';
import { People } from './people/people.js';
import { PersonCard } from './people/person-card.js';
import { Devices } from './settings/devices.js';
import { Settings } from './settings/settings.js';
import { always, useEvents, useTexts, useWorkspace } from './state/app.js';
import type { Route } from './state/router.js';
import { route } from './state/router.js';
import { useStore } from './state/store.js';
import { Empty } from './ui/empty.js';
import { Screen } from './ui/screen.js';
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
  const about = chosen !== undefined && here.name === 'chat' && here.about === true;
  const open = chosen !== undefined || (here.name !== 'home' && here.name !== 'chat');
  return (
    <main class={`messenger ${open ? 'open' : ''} ${about ? 'beside' : ''}`}>
      {!open && <h1 class="unseen">{texts.list.chats}</h1>}
      <ConversationList chosen={chosen} />
      <div class="main"><Place here={here} chosen={chosen} /></div>
      {about && <div class="aside"><ChatAbout key={chosen} id={chosen} /></div>}
      <Shortcuts />
    </main>
  );
}

function Place({ here, chosen }: { here: Route; chosen: string | undefined }) {
  const texts = useTexts();
  switch (here.name) {
    case 'people': return <People />;
    case 'new-group': return <NewGroup />;
    case 'settings': return <Settings />;
    case 'devices': return <Devices />;
    case 'person': return (
      <Screen key={here.user} title={texts.people.card} back={{ name: 'people' }}><PersonCard user={here.user} /></Screen>
    );
    default: return chosen
      ? <Chat key={chosen} id={chosen} />
      : <Empty icon="chat" title={texts.chat.none} hint={texts.chat.noneHint} />;
  }
}

/** An address can name a chat of somebody else, who was signed in here before. */
function isMine(conversation: string, me: string): boolean {
  return conversation.startsWith('g:') || otherIn(conversation, me) !== undefined;
}

/** Unread messages show in the title of the page, and on its icon where that is installed; but for muted chats. */
function useTitle(): void {
  const workspace = useWorkspace();
  useEvents({ conversations: always });
  const unread = [...workspace.conversations.values()].reduce((sum, one) => sum + (one.muted ? 0 : one.unread), 0);
  useEffect(() => {
    document.title = unread > 0 ? `(${unread}) ${TITLE}` : TITLE;
    void navigator.setAppBadge?.(unread).catch(() => undefined);
    return () => {
      document.title = TITLE;
    };
  }, [unread]);
}
