import type { ConversationId } from '../../client/src/index.js';
import { useEffect, useState } from 'preact/hooks';
import { useClient, useTexts, useWorkspace } from '../state/app.js';

const MOST = 300;

/** Reads to those who cannot see what others say while the chat is open. What is scrolled to is not read. */
export function Announcer({ id }: { id: ConversationId }) {
  const texts = useTexts();
  const { events } = useClient();
  const workspace = useWorkspace();
  const [said, setSaid] = useState('');
  useEffect(() => events.on('messages', messages => {
    const last = messages
      .filter(one => one.conversation === id && one.kind === 'text' && one.from !== workspace.me.id && one.text !== '')
      .at(-1);
    if (last) {
      const name = workspace.people.get(last.from)?.displayName ?? texts.chat.unknown;
      setSaid(texts.chat.says(name, last.text.slice(0, MOST)));
    }
  }), [events, id, texts]);
  return <p class="unseen" role="log" aria-live="polite">{said}</p>;
}
