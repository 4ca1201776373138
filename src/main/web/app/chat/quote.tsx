import type { ConversationId, MessageId } from '../../client/src/index.js';
import { useEvents, useTexts, useWorkspace } from '../state/app.js';
import { useNames } from '../state/names.js';

const MOST = 200;

/** As much of another message as tells which one is meant: who said it, and how it begins. */
export function QuoteText({ conversation, id }: { conversation: ConversationId; id: MessageId }) {
  const texts = useTexts();
  const workspace = useWorkspace();
  const names = useNames();
  useEvents({ quotes: ({ conversation: changed }) => changed === conversation, connection: ({ name }) => name === 'online' }, [conversation]);
  const quoted = workspace.quotes.get(conversation, id);
  const known = quoted === 'missing' ? undefined : quoted;
  const name = known && (names.ofOthers(known.from) ?? texts.chat.you);
  return (
    <>
      <span class="quote-name one-line"><bdi>{name ?? ' '}</bdi></span>
      <span class={`quote-said one-line ${known?.deletedAt === undefined ? '' : 'gone'}`}>
        {quoted === 'missing' && texts.chat.missing}
        {known && <bdi>{known.deletedAt === undefined ? firstLine(known.text) : texts.chat.deleted}</bdi>}
        {quoted === undefined && ' '}
      </span>
    </>
  );
}

function firstLine(text: string): string {
  return text.slice(0, MOST).replace(/\s+/g, ' ').trim();
}
