import type { Conversation, ConversationId, Message } from '../../client/src/index.js';
import { otherIn } from '../../client/src/index.js';
import { useEffect, useRef, useState } from 'preact/hooks';
import { always, useEvents, useTexts, useWorkspace } from '../state/app.js';
import { ConnectionBanner } from '../status/connection-banner.js';
import type { Acts, Point } from './acts.js';
import { ActsContext } from './acts.js';
import { ChatHeader } from './chat-header.js';
import type { ComposerControl } from './composer.js';
import { Composer } from './composer.js';
import { DayPicker } from './day-picker.js';
import type { ListControl } from './message-list.js';
import { MessageList } from './message-list.js';
import { MessageMenu } from './message-menu.js';
import { Readers } from './readers.js';
import { Removal } from './removal.js';
import type { Said } from './rows.js';
import { useRouteTarget } from './use-route-target.js';
import './chat.css';

/** What lies over a chat, one at a time. */
type Over =
  | { name: 'menu'; said: Said; at: Point }
  | { name: 'removal' | 'readers'; message: Message }
  | { name: 'day' };

/** One conversation: with whom, what was said, where one writes. */
export function Chat({ id }: { id: ConversationId }) {
  const texts = useTexts();
  const workspace = useWorkspace();
  const list = useRef<ListControl>(null);
  const composer = useRef<ComposerControl>(null);
  const [over, setOver] = useState<Over>();
  useEvents({ conversations: always, people: always, group: ({ conversation: changed }) => changed === id }, [id]);
  const conversation = workspace.conversation(id);
  useIntroduction(conversation);
  useRouteTarget(id, list);
  const acts: Acts = {
    reply: message => composer.current?.reply(message),
    edit: message => composer.current?.edit(message),
    remove: message => setOver({ name: 'removal', message }),
    showReaders: message => setOver({ name: 'readers', message }),
    jump: message => list.current?.jump({ id: message }),
    pickDay: () => setOver({ name: 'day' }),
    openMenu: (said, at) => setOver({ name: 'menu', said, at }),
    write: () => composer.current?.focus(),
  };
  const isAdmin = ['owner', 'admin'].includes(workspace.groups.role(id) ?? '');
  const close = () => setOver(undefined);
  return (
    <ActsContext.Provider value={acts}>
      <ChatHeader conversation={conversation} />
      <div class="on-phone"><ConnectionBanner /></div>
      <MessageList conversation={conversation} control={list} />
      {workspace.groups.of(id)?.left
        ? <p class="read-only soft" role="status">{texts.chat.left}</p>
        : <Composer
            id={id} control={composer} onSent={() => list.current?.said()} lastOwn={() => list.current?.lastOwn()} />}
      {over?.name === 'menu' && <MessageMenu key={over.said.id} {...over} {...{ conversation, isAdmin }} onClose={close} />}
      {over?.name === 'removal' && <Removal message={over.message} onClose={close} />}
      {over?.name === 'readers' && <Readers message={over.message} onClose={close} />}
      {over?.name === 'day' && <DayPicker onPick={time => list.current?.jump({ time })} onClose={close} />}
    </ActsContext.Provider>
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
