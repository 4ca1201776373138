import type { Group, Person } from '../../client/src/index.js';
import { useRef, useState } from 'preact/hooks';
import { useAction } from '../state/action.js';
import { useTexts, useWorkspace } from '../state/app.js';
import { Icon } from '../ui/icon.js';
import { Problem } from '../ui/problem.js';
import { useFocusIn } from '../ui/use-focus-in.js';
import { MemberPicker } from './member-picker.js';

/** Takes more people into a group. Those who could not be taken in stay picked. */
export function AddMembers({ group }: { group: Group }) {
  const texts = useTexts();
  const workspace = useWorkspace();
  const [open, setOpen] = useState(false);
  const [chosen, setChosen] = useState<Person[]>([]);
  const form = useRef<HTMLDivElement>(null);
  const opener = useFocusIn(open, form);
  const action = useAction();
  const add = () => action.run(async () => {
    let left = chosen;
    for (const person of chosen) {
      await workspace.groups.put(group.conversation, person.id);
      left = left.filter(one => one !== person);
      setChosen(left);
    }
    setOpen(false);
  });
  if (!open) {
    return (
      <button class="add-members" type="button" ref={opener} onClick={() => setOpen(true)}>
        <span class="find-icon"><Icon name="plus" /></span>{texts.groups.add}
      </button>
    );
  }
  return (
    <div class="part-stack adding" ref={form}>
      <MemberPicker chosen={chosen} onChange={setChosen} without={group.members.map(one => one.user)} />
      <Problem text={action.problem} />
      <div class="part-actions">
        <button class="button primary" type="button" disabled={action.busy || chosen.length === 0} onClick={() => void add()}>
          {texts.groups.addNow(chosen.length)}
        </button>
        <button class="button" type="button" onClick={() => setOpen(false)}>{texts.cancel}</button>
      </div>
    </div>
  );
}
