import type { Person, UserId } from '../../client/src/index.js';
import { useRef, useState } from 'preact/hooks';
import { always, useEvents, useTexts, useWorkspace } from '../state/app.js';
import { FindPerson } from '../people/find-person.js';
import { Avatar } from '../ui/avatar.js';
import { Icon } from '../ui/icon.js';
import { Search } from '../ui/search.js';
import './member-picker.css';

interface Props {
  chosen: readonly Person[];
  onChange: (chosen: Person[]) => void;
  /** Who is in already. */
  without: readonly UserId[];
}

/** Picks people: friends and those one has talked to at a click, others by username. */
export function MemberPicker({ chosen, onChange, without }: Props) {
  const texts = useTexts();
  const [query, setQuery] = useState('');
  const find = useRef<(() => void) | null>(null);
  const wanted = query.trim().toLocaleLowerCase().replace(/^@/, '');
  const known = useAcquaintances().filter(({ id }) => !without.includes(id));
  const shown = known.filter(({ displayName, username }) =>
    displayName.toLocaleLowerCase().includes(wanted) || username.includes(wanted));
  const isChosen = (person: Person) => chosen.some(one => one.id === person.id);
  const toggle = (person: Person) =>
    onChange(isChosen(person) ? chosen.filter(one => one.id !== person.id) : [...chosen, person]);
  const add = (person: Person) => {
    if (!isChosen(person) && !without.includes(person.id)) {
      onChange([...chosen, person]);
    }
    setQuery('');
  };
  return (
    <div class="picker">
      {chosen.length > 0 && (
        <ul class="picked" aria-label={texts.groups.chosen}>
          {chosen.map(person => (
            <li key={person.id}>
              <button class="chip" type="button" aria-label={texts.groups.unpick(person.displayName)} onClick={() => toggle(person)}>
                <bdi class="one-line">{person.displayName}</bdi><Icon name="clear" />
              </button>
            </li>
          ))}
        </ul>
      )}
      <Search label={texts.people.search} value={query} onChange={setQuery} onEnter={() => find.current?.()} />
      {wanted !== '' && <FindPerson query={wanted} onFound={add} control={find} />}
      {wanted === '' && known.length === 0 && <p class="soft">{texts.people.findHint}</p>}
      <ul class="candidates" aria-label={texts.groups.candidates}>
        {shown.map(person => (
          <li key={person.id}>
            <label class="candidate">
              <Avatar id={person.id} name={person.displayName} picture={person.avatar} />
              <span class="candidate-text">
                <bdi class="one-line">{person.displayName}</bdi>
                <span class="one-line soft">@{person.username}</span>
              </span>
              <input type="checkbox" checked={isChosen(person)} onChange={() => toggle(person)} />
            </label>
          </li>
        ))}
      </ul>
    </div>
  );
}

/** Friends, then those of direct chats, by name. */
function useAcquaintances(): Person[] {
  const workspace = useWorkspace();
  useEvents({ circle: always, people: always, conversations: always });
  const { friends, blocked } = workspace.friends.circle;
  const talked = [...workspace.conversations.values()].flatMap(one => one.with ? [one.with.id] : []);
  const users = [...new Set([...friends, ...talked])].filter(user => !blocked.includes(user));
  const isFriend = new Set(friends);
  return users
    .flatMap(user => workspace.people.get(user) ?? [])
    .sort((one, other) =>
      Number(isFriend.has(other.id)) - Number(isFriend.has(one.id)) || one.displayName.localeCompare(other.displayName));
}
