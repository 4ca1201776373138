import type { Person, UserId } from '../../client/src/index.js';
import { useEffect, useRef, useState } from 'preact/hooks';
import { useAction, useLoad } from '../state/action.js';
import { always, useEvents, useTexts, useWorkspace } from '../state/app.js';
import { go } from '../state/router.js';
import { useStandings } from '../state/standing.js';
import { useConfirm } from '../ui/confirm.js';
import { Empty } from '../ui/empty.js';
import { Problem } from '../ui/problem.js';
import { Part, Screen } from '../ui/screen.js';
import { Search } from '../ui/search.js';
import { FindPerson } from './find-person.js';
import { FriendshipActions } from './person-actions.js';
import { PersonRow } from './person-row.js';

/** Friends, who asks to be one, who was asked, and who is blocked. */
export function People() {
  const texts = useTexts();
  const workspace = useWorkspace();
  const [query, setQuery] = useState('');
  const find = useRef<(() => void) | null>(null);
  const action = useAction();
  const load = useLoad(() => workspace.friends.refresh());
  useEvents({ circle: always, people: always });
  const { friends, incoming, outgoing, blocked } = workspace.friends.circle;
  useEffect(() => workspace.presence.watch(friends), [friends]);
  const wanted = query.trim().toLocaleLowerCase();
  const none = friends.length + incoming.length + outgoing.length + blocked.length === 0;
  const list = { wanted: wanted.replace(/^@/, ''), action };
  return (
    <Screen title={texts.people.title} back={{ name: 'home' }}>
      <Search label={texts.people.search} value={query} onChange={setQuery} onEnter={() => find.current?.()} />
      {wanted !== '' && (
        <Part>
          <FindPerson query={wanted} onFound={({ id }) => go({ name: 'person', user: id })} control={find} />
          <p class="soft">{texts.people.findHint}</p>
        </Part>
      )}
      <Problem text={action.problem || load.problem} />
      <PeoplePart title={texts.people.incoming} users={incoming} {...list} />
      <PeoplePart title={texts.people.friends} users={friends} {...list} bare />
      <PeoplePart title={texts.people.outgoing} users={outgoing} {...list} />
      <PeoplePart title={texts.people.blocked} users={blocked} {...list} />
      {none && !workspace.friends.fresh && !load.problem && <p class="soft" role="status">{texts.loading}</p>}
      {none && wanted === '' && workspace.friends.fresh && <Empty icon="people" title={texts.people.none} hint={texts.people.noneHint} />}
    </Screen>
  );
}

interface PartProps {
  title: string;
  users: readonly UserId[];
  wanted: string;
  action: ReturnType<typeof useAction>;
  /** Without buttons, and who is online first. */
  bare?: boolean;
}

function PeoplePart({ title, users, wanted, action, bare }: PartProps) {
  const workspace = useWorkspace();
  const standingOf = useStandings();
  const { ask, dialog } = useConfirm();
  const people = users
    .flatMap(user => workspace.people.get(user) ?? [])
    .filter(person => wanted === '' || matches(person, wanted));
  if (bare) {
    people.sort((one, other) =>
      Number(standingOf(other).online) - Number(standingOf(one).online) || one.displayName.localeCompare(other.displayName));
  }
  if (people.length === 0) {
    return null;
  }
  return (
    <Part title={`${title} (${people.length})`}>
      <ul class="person-list">
        {people.map(person => (
          <PersonRow key={person.id} person={person} standing={standingOf(person)}>
            {!bare && <FriendshipActions person={person} action={action} ask={ask} />}
          </PersonRow>
        ))}
      </ul>
      {dialog}
    </Part>
  );
}

function matches({ displayName, username }: Person, wanted: string): boolean {
  return displayName.toLocaleLowerCase().includes(wanted) || username.includes(wanted);
}
