import type { Person } from '../../client/src/index.js';
import { useRef, useState } from 'preact/hooks';
import { useAction } from '../state/action.js';
import { useTexts, useWorkspace } from '../state/app.js';
import { go } from '../state/router.js';
import { Field } from '../ui/field.js';
import { Problem } from '../ui/problem.js';
import { Part, Screen } from '../ui/screen.js';
import { MemberPicker } from './member-picker.js';

/** Makes a group. */
export function NewGroup() {
  const texts = useTexts();
  const workspace = useWorkspace();
  const [name, setName] = useState('');
  const [missing, setMissing] = useState(false);
  const [chosen, setChosen] = useState<Person[]>([]);
  const action = useAction();
  const field = useRef<HTMLInputElement>(null);
  const create = async () => {
    const said = name.trim();
    setMissing(said === '');
    if (said === '') {
      field.current?.focus();
      return;
    }
    await action.run(async () => {
      const conversation = await workspace.groups.create(said, chosen.map(one => one.id));
      go({ name: 'chat', conversation });
    });
  };
  return (
    <Screen title={texts.groups.create} back={{ name: 'home' }}>
      <form class="part-stack" noValidate onSubmit={event => { event.preventDefault(); void create(); }}>
        <Part>
          <Field
            label={texts.groups.name} inputRef={field} value={name} maxLength={128} required autocomplete="off"
            error={missing ? texts.groups.nameMissing : undefined} onInput={event => setName(event.currentTarget.value)} />
        </Part>
        <Part title={texts.groups.pick}><MemberPicker chosen={chosen} onChange={setChosen} without={[]} /></Part>
        <Problem text={action.problem} />
        <button class="button primary" type="submit" disabled={action.busy}>
          {action.busy && <span class="spinner" />}{texts.groups.createNow(chosen.length + 1)}
        </button>
      </form>
    </Screen>
  );
}
