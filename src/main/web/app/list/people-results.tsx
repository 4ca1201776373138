import type { Conversation, Person } from '../../client/src/index.js';
import { directConversation } from '../../client/src/index.js';
import { useTexts, useWorkspace } from '../state/app.js';
import { address } from '../state/router.js';
import { Avatar } from '../ui/avatar.js';

const MOST = 10;

interface Props {
  query: string;
  /** The chats that the list has already. */
  listed: readonly Conversation[];
  onChosen: () => void;
}

/** People whom this device knows by a name that matches, and with whom there is no chat in the list. */
export function PeopleResults({ query, listed, onChosen }: Props) {
  const texts = useTexts();
  const workspace = useWorkspace();
  const chatting = new Set(listed.map(one => one.with?.id));
  const found = workspace.people.known
    .filter(one => one.id !== workspace.me.id && !chatting.has(one.id) && matches(one, query))
    .slice(0, MOST);
  if (found.length === 0) {
    return null;
  }
  return (
    <section aria-label={texts.search.people}>
      <h2 class="results-head">{texts.search.people}</h2>
      <ul onClick={onChosen}>
        {found.map(one => (
          <li key={one.id}>
            <a class="conversation" href={address({ name: 'chat', conversation: directConversation(workspace.me.id, one.id) })}>
              <Avatar id={one.id} name={one.displayName} />
              <span class="conversation-name one-line"><bdi>{one.displayName}</bdi></span>
              <span class="conversation-last one-line soft">@{one.username}</span>
            </a>
          </li>
        ))}
      </ul>
    </section>
  );
}

function matches({ username, displayName }: Person, query: string): boolean {
  return username.includes(query) || displayName.toLocaleLowerCase().includes(query);
}
