import type { Conversation, Person, UserId } from '../../client/src/index.js';
import { always, useEvents, useTexts, useWorkspace } from '../state/app.js';
import { useNames } from '../state/names.js';
import { address } from '../state/router.js';
import { useStandings } from '../state/standing.js';
import { Avatar } from '../ui/avatar.js';
import { Icon } from '../ui/icon.js';
import { useActs } from './acts.js';

/** With whom one talks, and who of them is there or writes. */
export function ChatHeader({ conversation }: { conversation: Conversation }) {
  const texts = useTexts();
  const acts = useActs();
  const name = conversation.title || texts.chat.unknown;
  const about = address({ name: 'chat', conversation: conversation.id, about: true });
  return (
    <header class="bar chat-bar">
      <a class="icon-button back" href={address({ name: 'home' })} aria-label={texts.back}><Icon name="back" /></a>
      <Avatar id={conversation.with?.id ?? conversation.id} name={name} picture={conversation.with?.avatar} />
      <div class="chat-name">
        <h1 class="one-line"><a href={about} title={texts.chat.about}><bdi>{name}</bdi></a></h1>
        <Standing conversation={conversation} />
      </div>
      <button class="icon-button" type="button" aria-label={texts.dates.jump} title={texts.dates.jump} onClick={() => acts.pickDay()}>
        <Icon name="calendar" />
      </button>
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

function PersonStanding({ person }: { person: Person }) {
  const { online, text } = useStandings()(person);
  return <p class={`standing one-line ${online ? 'lively' : 'soft'}`}>{text}</p>;
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
