import type { Conversation, Pending } from '../../client/src/index.js';
import type { MutableRef } from 'preact/hooks';
import { useEffect, useLayoutEffect, useMemo, useRef, useState } from 'preact/hooks';
import { always, useClient, useEvents, useTexts, useWorkspace } from '../state/app.js';
import { explain } from '../state/errors.js';
import { Empty } from '../ui/empty.js';
import { Icon } from '../ui/icon.js';
import { Announcer } from './announcer.js';
import { ChatRow } from './message-row.js';
import type { Row } from './rows.js';
import { rowsOf } from './rows.js';
import { useReading } from './use-reading.js';
import { useLoadAhead, useTimeline } from './use-timeline.js';
import type { Visible } from './virtual-list.js';
import { VirtualList } from './virtual-list.js';

const ESTIMATE_PX = 48;
const ABOVE_NEW_PX = -80;

interface Props {
  conversation: Conversation;
  /** Filled with what others may ask of the list. */
  control: MutableRef<{ toEnd(): void } | null>;
}

/** What was said, with as much of it in the page as can be seen. */
export function MessageList({ conversation, control }: Props) {
  const texts = useTexts();
  const workspace = useWorkspace();
  const timeline = useTimeline(conversation.id);
  const pending = usePending(conversation.id);
  const list = useRef<VirtualList<Row>>(null);
  const [visible, setVisible] = useState<Visible>();
  const [readUpTo] = useState(conversation.unread > 0 ? conversation.readUpTo ?? '0' : undefined);
  useEvents({ people: always });
  const { messages, hasBefore, hasAfter } = timeline;
  const rows = useMemo(
    () => rowsOf({ messages, pending: hasAfter ? [] : pending, conversation, me: workspace.me.id, readUpTo, hasBefore }),
    [messages, hasBefore, hasAfter, pending, conversation.marks, readUpTo]);
  const toEnd = () => hasAfter ? void timeline.open() : list.current?.toEnd();
  useLayoutEffect(() => {
    control.current = { toEnd };
  });
  useLoadAhead(timeline, visible, rows.length);
  useReading(conversation, rows, visible);
  const away = visible !== undefined && (!visible.atEnd || hasAfter);
  return (
    <div class="messages">
      {timeline.loading !== undefined && (
        <p class="loading" role="status"><span class="spinner" /><span class="unseen">{texts.loading}</span></p>
      )}
      {timeline.error !== undefined && (
        <p class="load-error" role="alert">
          {texts.chat.notLoaded} {explain(timeline.error, texts)}
          <button class="button link" type="button" onClick={() => void retry(timeline)}>{texts.retry}</button>
        </p>
      )}
      {rows.length === 0 && timeline.loading === undefined && timeline.error === undefined && (
        <Empty icon="chat" title={texts.chat.empty} hint={texts.chat.emptyHint(conversation.title)} />
      )}
      {rows.length > 0 && (
        <VirtualList
          ref={list} rows={rows} estimate={ESTIMATE_PX} label={texts.chat.messages}
          start={rows.some(row => row.type === 'new') ? { key: 'new', past: ABOVE_NEW_PX } : 'end'}
          draw={row => <ChatRow row={row} isGroup={conversation.kind === 'group'} />}
          onVisible={setVisible} />
      )}
      {away && (
        <button class="to-end" type="button" aria-label={texts.chat.toEnd} onClick={toEnd}>
          <Icon name="down" />
          {conversation.unread > 0 && <span class="badge" aria-hidden="true">{conversation.unread}</span>}
        </button>
      )}
      <Announcer id={conversation.id} />
    </div>
  );
}

function retry(timeline: ReturnType<typeof useTimeline>): Promise<void> {
  return timeline.messages.length === 0 ? timeline.open() : timeline.loadBefore();
}

/** What waits to be accepted; the same array as long as nothing changes. */
function usePending(id: string): readonly Pending[] {
  const { events } = useClient();
  const workspace = useWorkspace();
  const [pending, setPending] = useState(() => workspace.outbox.of(id));
  useEffect(() => events.on('pending', ({ conversation }) => {
    if (conversation === id) {
      setPending(workspace.outbox.of(id));
    }
  }), [events, workspace, id]);
  return pending;
}
