import type { Message } from '../../client/src/index.js';
import { searchable } from '../../client/src/index.js';
import { useEffect, useState } from 'preact/hooks';
import { useTexts, useTimes, useWorkspace } from '../state/app.js';
import { address } from '../state/router.js';
import { Avatar } from '../ui/avatar.js';

const MOST = 40;
const AFTER_MS = 150;
const BEFORE_FOUND = 7;
const LONGEST_NAME = 10;
const SHOWN = 160;

/** Messages on this device in which the words occur. A press shows one where it was said. */
export function MessageResults({ query }: { query: string }) {
  const texts = useTexts();
  const { messages, done } = useFound(query);
  if (messages.length === 0) {
    return <p class="unseen" role="status">{done && texts.search.noMessages}</p>;
  }
  return (
    <section aria-label={texts.search.messages}>
      <h2 class="results-head">{texts.search.messages}</h2>
      <ul>{messages.map(message => <li key={message.id}><Result message={message} query={query} /></li>)}</ul>
      {done && messages.length === MOST && <p class="results-more soft">{texts.search.more(MOST)}</p>}
    </section>
  );
}

/** What was found so far; a search that nobody waits for any more ends. */
function useFound(query: string): { messages: readonly Message[]; done: boolean } {
  const workspace = useWorkspace();
  const [found, setFound] = useState<{ messages: readonly Message[]; done: boolean }>({ messages: [], done: false });
  useEffect(() => {
    let wanted = true;
    const look = async () => {
      const messages: Message[] = [];
      for await (const message of workspace.search(query)) {
        if (!wanted || messages.push(message) === MOST) {
          break;
        }
      }
      if (wanted) {
        setFound({ messages, done: true });
      }
    };
    const timer = setTimeout(() => void look().catch(() => undefined), AFTER_MS);
    return () => {
      wanted = false;
      clearTimeout(timer);
    };
  }, [query, workspace]);
  return found;
}

function Result({ message, query }: { message: Message; query: string }) {
  const texts = useTexts();
  const times = useTimes();
  const workspace = useWorkspace();
  const conversation = workspace.conversation(message.conversation);
  const name = conversation.title || texts.chat.unknown;
  const from = message.from === workspace.me.id ? texts.chat.you : workspace.people.get(message.from)?.displayName;
  const [before, hit, after] = cut(message.text, query);
  return (
    <a class="conversation" href={address({ name: 'chat', conversation: message.conversation, message: message.id })}>
      <Avatar id={conversation.with?.id ?? conversation.id} name={name} />
      <span class="conversation-name one-line"><bdi>{name}</bdi></span>
      <time class="conversation-time soft" dateTime={message.at}>{times.short(message.at)}</time>
      <span class="conversation-last one-line soft">
        {from !== undefined && (conversation.kind === 'group' || from === texts.chat.you) && <bdi>{firstWord(from)}: </bdi>}
        <bdi>{before}<mark>{hit}</mark>{after}</bdi>
      </span>
    </a>
  );
}

/** A whole name could leave no room for what was found. */
function firstWord(name: string): string {
  return name.split(/\s/, 1)[0]!.slice(0, LONGEST_NAME);
}

/** The text around the first place where the words occur. */
function cut(text: string, query: string): [string, string, string] {
  const line = text.replace(/\s+/g, ' ');
  const at = searchable(line).indexOf(searchable(query));
  if (at < 0) {
    return [line.slice(0, SHOWN), '', ''];
  }
  const start = Math.max(0, at - BEFORE_FOUND);
  const end = at + query.length;
  return [`${start > 0 ? '…' : ''}${line.slice(start, at)}`, line.slice(at, end), line.slice(end, end + SHOWN)];
}
