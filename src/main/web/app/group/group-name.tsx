import type { ConversationId } from '../../client/src/index.js';
import { useLayoutEffect, useRef, useState } from 'preact/hooks';
import { useAction } from '../state/action.js';
import { useTexts, useWorkspace } from '../state/app.js';
import { Field } from '../ui/field.js';
import { Icon } from '../ui/icon.js';
import { Problem } from '../ui/problem.js';
import { useFocusIn } from '../ui/use-focus-in.js';

/** What a group is called, and a way to call it otherwise for who may. */
export function GroupName({ id, name, mayRename }: { id: ConversationId; name: string; mayRename: boolean }) {
  const texts = useTexts();
  const workspace = useWorkspace();
  const [written, setWritten] = useState<string>();
  const action = useAction();
  const form = useRef<HTMLFormElement>(null);
  const field = useRef<HTMLInputElement>(null);
  const editing = written !== undefined;
  const opener = useFocusIn(editing, form);
  useLayoutEffect(() => field.current?.select(), [editing]);
  const save = async () => {
    const said = (written ?? '').trim();
    if (said === '' || said === name || await action.run(() => workspace.groups.rename(id, said))) {
      setWritten(undefined);
    }
  };
  const onKey = (event: KeyboardEvent) => {
    if (event.key === 'Escape') {
      event.preventDefault();
      setWritten(undefined);
    }
  };
  if (!editing) {
    return (
      <p class="card-name">
        <bdi>{name}</bdi>
        {mayRename && (
          <button class="icon-button" type="button" ref={opener} aria-label={texts.groups.rename} onClick={() => setWritten(name)}>
            <Icon name="edit" />
          </button>
        )}
      </p>
    );
  }
  return (
    <form class="group-rename" ref={form} onSubmit={event => { event.preventDefault(); void save(); }} onKeyDown={onKey}>
      <Field
        label={texts.groups.name} inputRef={field} value={written} maxLength={128} autocomplete="off"
        onInput={event => setWritten(event.currentTarget.value)} />
      <Problem text={action.problem} />
      <div class="part-actions">
        <button class="button primary" type="submit" disabled={action.busy}>{texts.save}</button>
        <button class="button" type="button" onClick={() => setWritten(undefined)}>{texts.cancel}</button>
      </div>
    </form>
  );
}
