import type { UserId } from '../../client/src/index.js';
import { directConversation } from '../../client/src/index.js';
import type { ComponentChildren } from 'preact';
import { useEffect } from 'preact/hooks';
import { useAction, useLoad } from '../state/action.js';
import { always, useEvents, useTexts, useWorkspace } from '../state/app.js';
import { address } from '../state/router.js';
import { useStandings } from '../state/standing.js';
import { Avatar } from '../ui/avatar.js';
import { useConfirm } from '../ui/confirm.js';
import { Icon } from '../ui/icon.js';
import { Problem } from '../ui/problem.js';
import { Part } from '../ui/screen.js';
import { BlockAction, FriendshipActions } from './person-actions.js';
import './person-card.css';

interface Props {
  user: UserId;
  /** Whether it lies beside the chat with them. */
  beside?: boolean;
  /** What comes after who they are. */
  children?: ComponentChildren;
}

/** Who somebody is, and what can be done about them. */
export function PersonCard({ user, beside, children }: Props) {
  const texts = useTexts();
  const workspace = useWorkspace();
  const standingOf = useStandings();
  const action = useAction();
  const look = useLoad(() => workspace.people.refresh(user), [user]);
  const { ask, dialog } = useConfirm();
  useEvents({ people: always, circle: always });
  useEffect(() => workspace.presence.look([user]), [user]);
  const person = workspace.people.get(user);
  if (!person) {
    return look.problem ? <Problem text={look.problem} /> : <p class="soft" role="status">{texts.loading}</p>;
  }
  const standing = standingOf(person);
  const isMe = user === workspace.me.id;
  const tie = workspace.friends.tie(user);
  return (
    <>
      <Part>
        <div class="card-head">
          <Avatar id={user} name={person.displayName} picture={person.avatar} online={standing.online} large />
          <p class="card-name"><bdi>{person.displayName}</bdi></p>
          <p class="soft">@{person.username}</p>
          <p class={standing.online ? 'lively' : 'soft'}>{standing.text === `@${person.username}` ? '' : standing.text}</p>
          {tie && <p class="card-tie">{texts.people.ties[tie](person.displayName)}</p>}
        </div>
        {!isMe && (
          <div class="card-actions">
            {!beside && tie !== 'blocked' && (
              <a class="button primary" href={address({ name: 'chat', conversation: directConversation(workspace.me.id, user) })}>
                <Icon name="chat" />{texts.people.write}
              </a>
            )}
            <FriendshipActions person={person} action={action} ask={ask} />
          </div>
        )}
        {isMe && (
          <div class="card-actions"><a class="button" href={address({ name: 'settings' })}>{texts.people.edit}</a></div>
        )}
        <Problem text={action.problem || look.problem} />
      </Part>
      {person.about && <Part title={texts.people.about}><p class="card-about" dir="auto">{person.about}</p></Part>}
      {children}
      {!isMe && tie !== 'blocked' && <Part><BlockAction person={person} ask={ask} /></Part>}
      {dialog}
    </>
  );
}
