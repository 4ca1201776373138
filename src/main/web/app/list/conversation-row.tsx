import type { Conversation, Message, Showing } from '../../client/src/index.js';
import { useEvents, useTexts, useTimes, useWorkspace } from '../state/app.js';
import { draftsChanged, readDraft } from '../chat/drafts.js';
import { address } from '../state/router.js';
import { useStore } from '../state/store.js';
import { useNames } from '../state/names.js';
import { notice } from '../chat/notice.js';
import { Avatar } from '../ui/avatar.js';
import { Icon } from '../ui/icon.js';
import { PopupMenu } from '../ui/popup-menu.js';

interface Props {
  conversation: Conversation;
  chosen: boolean;
  onShow: (change: Partial<Showing>) => void;
}

/** One chat in the list: with whom, what was said last and when, how much is unread; and a menu, on a right click too. */
export function ConversationRow({ conversation, chosen, onShow }: Props) {
  const { showing } = useTexts();
  const { muted, pinned, title } = conversation;
  return (
    <li class="conversation-item" onContextMenu={openMenu}>
      <RowLink conversation={conversation} chosen={chosen} />
      {conversation.last && (
        <PopupMenu
          label={showing.menu(title)} icon="more" choices={[
            { label: pinned ? showing.unpin : showing.pin, act: () => onShow({ pinned: !pinned }) },
            { label: muted ? showing.unmute : showing.mute, act: () => onShow({ muted: !muted }) },
          ]} />
      )}
    </li>
  );
}

function openMenu(event: MouseEvent & { currentTarget: HTMLElement }): void {
  const button = event.currentTarget.querySelector<HTMLElement>('.popup-button');
  if (button) {
    event.preventDefault();
    button.click();
  }
}

function RowLink({ conversation, chosen }: Omit<Props, 'onShow'>) {
  const texts = useTexts();
  const times = useTimes();
  const workspace = useWorkspace();
  const other = conversation.with?.id;
  useEvents({ presence: ({ user }) => user === other, connection: () => true, typing: ({ conversation: id }) => id === conversation.id }, [other, conversation.id]);
  const name = conversation.title || texts.chat.unknown;
  const { last, unread, muted, pinned, id } = conversation;
  const online = other !== undefined && workspace.presence.of(other)?.status === 'online';
  const names = useNames();
  const writers = workspace.typing.writers(id);
  return (
    <a class={`conversation ${chosen ? 'chosen' : ''}`} href={address({ name: 'chat', conversation: id })} aria-current={chosen ? 'page' : undefined}>
      <Avatar id={other ?? id} name={name} picture={conversation.with?.avatar} online={online} />
      <span class="conversation-name one-line">
        <bdi>{name}</bdi>
        {online && <span class="unseen">, {texts.chat.online}</span>}
        {muted && <Icon name="mute" class="small" />}
      </span>
      {last && <time class="conversation-time soft" dateTime={last.at}>{times.short(last.at)}</time>}
      <span class={`conversation-last one-line ${writers.length > 0 ? 'writes' : 'soft'}`}>
        {writers.length === 0 && <Preview conversation={conversation} last={last} chosen={chosen} />}
        {writers.length > 0 && (other === undefined ? texts.chat.typing(writers.map(names.of)) : texts.chat.typingAlone)}
      </span>
      {unread > 0 && (
        <span class={`badge ${muted ? 'quiet' : ''}`}>
          <span aria-hidden="true">{unread > 999 ? '999+' : unread}</span>
          <span class="unseen">{texts.list.unread(unread)}</span>
        </span>
      )}
      {unread === 0 && pinned && <Icon name="pin" class="small soft" />}
    </a>
  );
}

interface PreviewProps {
  conversation: Conversation;
  last: Message | undefined;
  chosen: boolean;
}

/** What waits comes before what was said: a message that was not sent, a draft. */
function Preview({ conversation, last, chosen }: PreviewProps) {
  const texts = useTexts();
  const workspace = useWorkspace();
  const names = useNames();
  useStore(draftsChanged);
  const draft = chosen ? '' : readDraft(workspace.me.id, conversation.id).text.trim();
  const pending = workspace.outbox.of(conversation.id).filter(one => one.kind === 'text').at(-1);
  if (pending) {
    return (
      <>
        <Icon name={pending.failed ? 'alert' : 'clock'} class={`small ${pending.failed ? 'danger' : ''}`} />
        {pending.failed && <span class="danger">{texts.list.failed}: </span>}
        {firstLine(pending.text)}
      </>
    );
  }
  if (draft !== '') {
    return <><span class="danger">{texts.list.draft}: </span>{firstLine(draft)}</>;
  }
  if (!last) {
    return null;
  }
  if (last.kind !== 'text') {
    return <>{notice(last, texts, names.ofOthers)}</>;
  }
  const said = last.deletedAt === undefined ? firstLine(last.text) : texts.chat.deleted;
  if (last.from === workspace.me.id) {
    return <>{texts.list.you(said)}</>;
  }
  return <>{conversation.kind === 'group' ? texts.chat.says(names.of(last.from), said) : said}</>;
}

/** As much of a text as a row can show. */
function firstLine(text: string): string {
  return text.slice(0, 200).replace(/\s+/g, ' ').trim();
}
