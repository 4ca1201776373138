import type { Conversation, Message, Pending } from '../../client/src/index.js';
import type { MutableRef } from 'preact/hooks';
import { useEffect, useLayoutEffect, useMemo, useRef, useState } from 'preact/hooks';
import { always, useClient, useEvents, useTexts, useWorkspace } from '../state/app.js';
import { explain } from '../state/errors.js';
import { Empty } from '../ui/empty.js';
import { Icon } from '../ui/icon.js';
import { useActs } from './acts.js';
import { Announcer } from './announcer.js';
import { ChatRow } from './message-row.js';
import type { Row } from './rows.js';
import { rowsOf } from './rows.js';
import { moveAmongMessages } from './message-keys.js';
import { useDivider } from './use-divider.js';
import type { Target } from './use-jump.js';
import { useJump } from './use-jump.js';
import { useProgress } from './use-progress.js';
import { useReading } from './use-reading.js';
import { useLoadAhead, useTimeline } from './use-timeline.js';
import type { Visible } from './virtual-list.js';
import { VirtualList } from './virtual-list.js';

const ESTIMATE_PX = 48;
const ABOVE_NEW_PX = -80;

/** What others may ask of the list. */
export interface ListControl {
  toEnd(): void;
  jump(target: Target): void;
  /** The user's last message that can be changed. */
  lastOwn(): Message | undefined;
  /** What the user has just said comes after all that was new. */
  said(): void;
}

interface Props {
  conversation: Conversation;
  control: MutableRef<ListControl | null>;
}

/** What was said, with as much of it in the page as can be seen. */
export function MessageList({ conversation, control }: Props) {
  const texts = useTexts();
  const acts = useActs();
  const workspace = useWorkspace();
  const [readUpTo, allIsRead] = useDivider(conversation);
  const timeline = useTimeline(conversation.id, readUpTo);
  const pending = usePending(conversation.id);
  const list = useRef<VirtualList<Row>>(null);
  const [visible, setVisible] = useState<Visible>();
  useEvents({ people: always });
  const { messages, hasBefore, hasAfter } = timeline;
  const me = workspace.me.id;
  const rows = useMemo(
    () => rowsOf({ messages, pending: hasAfter ? changesOf(pending) : pending, conversation, me, readUpTo, hasBefore }),
    [messages, hasBefore, hasAfter, pending, conversation.marks, readUpTo]);
  const { found, to, again } = useJump(timeline, rows, key => list.current?.show(key));
  const toEnd = () => hasAfter ? void timeline.open().then(() => list.current?.toEnd()) : list.current?.toEnd();
  useLayoutEffect(() => {
    control.current = { toEnd, jump: to, lastOwn: () => lastOwn(messages, me), said: () => { allIsRead(); toEnd(); } };
  });
  useLoadAhead(timeline, visible, rows.length);
  useReading(conversation, rows, visible);
  useProgress(timeline, lastOwn(messages, me));
  const away = visible !== undefined && (!visible.atEnd || hasAfter);
  return (
    <div class="messages" onKeyDown={event => moveAmongMessages(event, acts.write)}>
      {timeline.loading !== undefined && (
        <p class="loading" role="status"><span class="spinner" /><span class="unseen">{texts.loading}</span></p>
      )}
      {timeline.error !== undefined && (
        <p class="load-error" role="alert">
          {texts.chat.notLoaded} {explain(timeline.error, texts)}
          <button class="button link" type="button" onClick={again ?? (() => void retry(timeline))}>{texts.retry}</button>
        </p>
      )}
      {rows.length === 0 && timeline.loading === undefined && timeline.error === undefined && (
        <Empty icon="chat" title={texts.chat.empty} hint={texts.chat.emptyHint(conversation.title)} />
      )}
      {rows.length > 0 && (
        <VirtualList
          ref={list} rows={rows} estimate={ESTIMATE_PX} label={texts.chat.messages} hint={texts.acts.hint}
          start={rows.some(row => row.type === 'new') ? { key: 'new', past: ABOVE_NEW_PX } : 'end'}
          draw={row => <ChatRow row={row} isGroup={conversation.kind === 'group'} found={row.key === found} />}
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

/** New messages are at the end, which may not be shown; changes may be anywhere. */
function changesOf(pending: readonly Pending[]): readonly Pending[] {
  return pending.filter(one => one.target !== undefined);
}

function lastOwn(messages: readonly Message[], me: string): Message | undefined {
  return messages.filter(one => one.from === me && one.kind === 'text' && one.deletedAt === undefined).at(-1);
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
