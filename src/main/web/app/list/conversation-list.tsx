import type { Conversation, ConversationId, Person } from '../../client/src/index.js';
import { compareIds, directConversation } from '../../client/src/index.js';
import { useEffect, useRef, useState } from 'preact/hooks';
import { useAction } from '../state/action.js';
import { always, useEvents, useTexts, useWorkspace } from '../state/app.js';
import { ConnectionBanner } from '../status/connection-banner.js';
import { FindPerson } from '../people/find-person.js';
import { go } from '../state/router.js';
import { Empty } from '../ui/empty.js';
import { Problem } from '../ui/problem.js';
import { Search } from '../ui/search.js';
import { ConversationRow } from './conversation-row.js';
import { Menu } from './menu.js';
import './conversation-list.css';

/** All chats, the newest first, with a search over them. */
export function ConversationList({ chosen }: { chosen: ConversationId | undefined }) {
  const texts = useTexts();
  const workspace = useWorkspace();
  const [query, setQuery] = useState('');
  const action = useAction();
  const find = useRef<(() => void) | null>(null);
  useEvents({ conversations: always, pending: always, people: always });
  const all = inOrder([...workspace.conversations.values()].filter(
    one => one.last || one.id === chosen || workspace.outbox.of(one.id).length > 0));
  useEffect(() => workspace.presence.watch(all.flatMap(one => one.with ? [one.with.id] : [])), [all.length]);
  const chatWith = (person: Person) => {
    go({ name: 'chat', conversation: directConversation(workspace.me.id, person.id) });
    setQuery('');
  };
  const wanted = query.trim().toLocaleLowerCase();
  const found = wanted === '' ? all : all.filter(one => matches(one, wanted.replace(/^@/, '')));
  return (
    <section class="side" aria-label={texts.list.chats}>
      <header class="bar">
        <Menu />
        <Search label={texts.list.search} value={query} onChange={setQuery} onEnter={() => find.current?.()} />
      </header>
      <ConnectionBanner />
      <Problem text={action.problem} />
      <nav class="conversations" aria-label={texts.list.chats} onKeyDown={moveFocus}>
        <ul>
          {found.map(one => (
            <ConversationRow
              key={one.id} conversation={one} chosen={one.id === chosen}
              onShow={change => void action.run(() => workspace.list.show(one.id, change))} />
          ))}
        </ul>
        {wanted !== '' && <FindPerson query={wanted} onFound={chatWith} control={find} />}
        {wanted === '' && workspace.list.hasMore && (
          <button class="button link more" type="button" onClick={() => void workspace.list.more().catch(() => undefined)}>
            {texts.list.more}
          </button>
        )}
        {wanted === '' && all.length === 0 && (workspace.list.fresh
          ? <Empty icon="chat" title={texts.list.empty} hint={texts.list.emptyHint} />
          : <p class="list-loading soft" role="status"><span class="spinner" />{texts.loading}</p>)}
      </nav>
    </section>
  );
}

function inOrder(conversations: Conversation[]): Conversation[] {
  return conversations.sort((one, other) =>
    Number(other.pinned) - Number(one.pinned) || compareIds(other.last?.id ?? '', one.last?.id ?? ''));
}

function matches({ title, with: other }: Conversation, wanted: string): boolean {
  return title.toLocaleLowerCase().includes(wanted) || (other?.username.includes(wanted) ?? false);
}

/** Up and down go from chat to chat. */
function moveFocus(event: KeyboardEvent & { currentTarget: HTMLElement }): void {
  const step = event.key === 'ArrowDown' ? 1 : event.key === 'ArrowUp' ? -1 : 0;
  if (step !== 0) {
    const rows = [...event.currentTarget.querySelectorAll<HTMLElement>('a')];
    const next = rows[rows.indexOf(document.activeElement as HTMLElement) + step];
    next?.focus();
    event.preventDefault();
  }
}
