import type { ConversationId, Message } from '../../client/src/index.js';
import { useEffect, useState } from 'preact/hooks';
import { always, useClient, useEvents, useTexts, useWorkspace } from '../state/app.js';
import { useNames } from '../state/names.js';
import { notice } from './notice.js';

const MOST = 300;

/** Reads to those who cannot see what others say and do while the chat is open. What is scrolled to is not read. */
export function Announcer({ id }: { id: ConversationId }) {
  const texts = useTexts();
  const { events } = useClient();
  const workspace = useWorkspace();
  const names = useNames();
  const [last, setLast] = useState<Message>();
  useEvents({ people: always });
  useEffect(() => events.on('messages', messages => {
    const fresh = messages.filter(one => one.conversation === id && one.from !== workspace.me.id && one.deletedAt === undefined);
    setLast(before => fresh.at(-1) ?? before);
  }), [events, id]);
  const said = () => last?.kind === 'text'
    ? texts.chat.says(names.of(last.from), last.text.slice(0, MOST))
    : last && notice(last, texts, names.ofOthers);
  return <p class="unseen" role="log" aria-live="polite">{said()}</p>;
}
