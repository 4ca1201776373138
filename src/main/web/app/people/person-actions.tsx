import type { Person } from '../../client/src/index.js';
import type { Action } from '../state/action.js';
import { useTexts, useWorkspace } from '../state/app.js';
import type { Question } from '../ui/confirm.js';

interface Props {
  person: Person;
  action: Action;
  ask: (question: Question) => void;
}

/** What can be done about a friendship as it is now. */
export function FriendshipActions({ person: { id, displayName }, action, ask }: Props) {
  const { people } = useTexts();
  const { friends } = useWorkspace();
  const button = (text: string, act: () => Promise<void>, kind = '') => (
    <button class={`button ${kind}`} type="button" disabled={action.busy} onClick={() => void action.run(act)}>{text}</button>
  );
  const end = { title: people.endTitle(displayName), hint: people.endHint, yes: people.end, act: () => friends.remove(id) };
  switch (friends.tie(id)) {
    case 'friend': return <button class="button" type="button" onClick={() => ask(end)}>{people.end}</button>;
    case 'outgoing': return button(people.takeBack, () => friends.remove(id));
    case 'blocked': return button(people.unblock, () => friends.unblock(id));
    case 'incoming': return (
      <>
        {button(people.accept, () => friends.accept(id), 'primary')}
        {button(people.decline, () => friends.decline(id))}
      </>
    );
    default: return button(people.request, () => friends.request(id));
  }
}

/** The way to be left in peace. */
export function BlockAction({ person: { id, displayName }, ask }: Omit<Props, 'action'>) {
  const { people } = useTexts();
  const { friends } = useWorkspace();
  const block = { title: people.blockTitle(displayName), hint: people.blockHint, yes: people.block, act: () => friends.block(id) };
  return friends.tie(id) === 'blocked'
    ? null
    : <button class="button quiet-danger" type="button" onClick={() => ask(block)}>{people.block}</button>;
}
