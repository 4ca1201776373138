import type { Conversation, ConversationId, Person } from '../../client/src/index.js';
import { compareIds, directConversation } from '../../client/src/index.js';
import { useEffect, useRef, useState } from 'preact/hooks';
import { useAction } from '../state/action.js';
import { always, useEvents, useTexts, useWorkspace } from '../state/app.js';
import { NotifyBanner } from '../notify/notify-banner.js';
import { ConnectionBanner } from '../status/connection-banner.js';
import { FindPerson } from '../people/find-person.js';
import { go } from '../state/router.js';
import { Empty } from '../ui/empty.js';
import { Problem } from '../ui/problem.js';
import { Search } from '../ui/search.js';
import { ConversationRow } from './conversation-row.js';
import { Menu } from './menu.js';
import { MessageResults } from './message-results.js';
import { PeopleResults } from './people-results.js';
import './conversation-list.css';

/** One letter occurs nearly everywhere; one syllable of Hangul does not, but most words have two. */
const SHORTEST = 2;

/** All chats, the newest first, with a search over them. */
export function ConversationList({ chosen }: { chosen: ConversationId | undefined }) {
  const texts = useTexts();
  const workspace = useWorkspace();
  const [query, setQuery] = useState('');
  const action = useAction(true);
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
      <header class="bar" onKeyDown={focusFirst}>
        <Menu />
        <Search label={texts.list.search} value={query} onChange={setQuery} onEnter={() => find.current?.()} />
      </header>
      <ConnectionBanner />
      <Problem text={action.problem} />
      <nav class="conversations" aria-label={texts.list.chats} onKeyDown={moveFocus}>
        <ul onClick={() => setQuery('')}>
          {found.map(one => (
            <ConversationRow
              key={one.id} conversation={one} chosen={one.id === chosen}
              onShow={change => void action.run(() => workspace.list.show(one.id, change))} />
          ))}
        </ul>
        {wanted !== '' && (
          <>
            <PeopleResults query={wanted.replace(/^@/, '')} listed={all} onChosen={() => setQuery('')} />
            <FindPerson query={wanted} onFound={chatWith} control={find} />
            {wanted.length >= SHORTEST && <MessageResults query={wanted} />}
          </>
        )}
        {wanted === '' && workspace.list.hasMore && (
          <button class="button link more" type="button" onClick={() => void workspace.list.more().catch(() => undefined)}>
            {texts.list.more}
          </button>
        )}
        {wanted === '' && all.length === 0 && (workspace.list.fresh
          ? <Empty icon="chat" title={texts.list.empty} hint={texts.list.emptyHint} />
          : <p class="list-loading soft" role="status"><span class="spinner" />{texts.loading}</p>)}
      </nav>
      <NotifyBanner />
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

/** Down goes from the search to what was found. */
function focusFirst(event: KeyboardEvent & { currentTarget: HTMLElement }): void {
  if (event.key === 'ArrowDown' && event.target instanceof HTMLInputElement) {
    event.currentTarget.closest('.side')?.querySelector<HTMLElement>('.conversations a')?.focus();
    event.preventDefault();
  }
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
