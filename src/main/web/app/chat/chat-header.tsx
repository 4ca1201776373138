import type { Conversation, Person, UserId } from '../../client/src/index.js';
import { always, useEvents, useTexts, useTimes, useWorkspace } from '../state/app.js';
import { useNames } from '../state/names.js';
import { address } from '../state/router.js';
import { Avatar } from '../ui/avatar.js';
import { Icon } from '../ui/icon.js';

/** With whom one talks, and who of them is there or writes. */
export function ChatHeader({ conversation }: { conversation: Conversation }) {
  const texts = useTexts();
  const name = conversation.title || texts.chat.unknown;
  return (
    <header class="bar chat-bar">
      <a class="icon-button back" href={address({ name: 'home' })} aria-label={texts.back}><Icon name="back" /></a>
      <Avatar id={conversation.with?.id ?? conversation.id} name={name} />
      <div class="chat-name">
        <h1 class="one-line"><bdi>{name}</bdi></h1>
        <Standing conversation={conversation} />
      </div>
    </header>
  );
}

function Standing({ conversation }: { conversation: Conversation }) {
  const texts = useTexts();
  const workspace = useWorkspace();
  const names = useNames();
  const { id, with: other } = conversation;
  useEvents({ typing: ({ conversation: about }) => about === id, people: always }, [id]);
  const writers = workspace.typing.writers(id);
  if (writers.length > 0) {
    const alone = conversation.kind === 'direct';
    return <p class="standing one-line lively">{alone ? texts.chat.typingAlone : texts.chat.typing(writers.map(names.of))}</p>;
  }
  if (conversation.kind === 'group') {
    return <GroupStanding conversation={conversation} />;
  }
  return other ? <PersonStanding person={other} /> : <p class="standing" />;
}

/** Whether somebody is there, or was when. */
function PersonStanding({ person: { id, username } }: { person: Person }) {
  const texts = useTexts();
  const times = useTimes();
  const workspace = useWorkspace();
  useEvents({ presence: ({ user }) => user === id, connection: always }, [id]);
  const { status, lastActiveAt } = workspace.presence.of(id) ?? {};
  const seen = lastActiveAt === undefined ? `@${username}` : texts.chat.lastActive(times.full(lastActiveAt));
  return (
    <p class={`standing one-line ${status === 'online' ? 'lively' : 'soft'}`} data-username={username}>
      {status === 'online' ? texts.chat.online : seen}
    </p>
  );
}

/** Who is in it, the others first. */
function GroupStanding({ conversation }: { conversation: Conversation }) {
  const texts = useTexts();
  const workspace = useWorkspace();
  const names = useNames();
  const group = workspace.groups.of(conversation.id);
  const isMe = (user: UserId) => Number(user === workspace.me.id);
  const members = [...group?.members ?? []].sort((one, other) => isMe(one.user) - isMe(other.user));
  const shown = members.map(({ user }) => names.ofOthers(user) ?? texts.chat.you).join(', ');
  return <p class="standing one-line soft">{group?.left ? texts.chat.group : shown || texts.chat.group}</p>;
}
