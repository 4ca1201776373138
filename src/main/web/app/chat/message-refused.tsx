import type { Pending } from '../../client/src/index.js';
import { useTexts, useWorkspace } from '../state/app.js';
import { explainCode } from '../state/errors.js';
import type { Said } from './rows.js';

/** Why the server refused a message, or a change of it, and what can be done. */
export function Refused({ said: { pending, refused } }: { said: Said }) {
  const texts = useTexts();
  const workspace = useWorkspace();
  const one = pending?.failed ? pending : refused;
  if (!one) {
    return null;
  }
  return (
    <p class="failed-note" role="alert">
      <span>{whatOf(one, texts.state)} {explainCode(one.failed!.code, texts)}</span>
      <span class="failed-acts">
        <button class="button link" type="button" onClick={() => void workspace.outbox.retry(one.ref)}>{texts.retry}</button>
        <button class="button link" type="button" onClick={() => void workspace.outbox.discard(one.ref)}>{texts.state.discard}</button>
      </span>
    </p>
  );
}

function whatOf({ kind }: Pending, { notEdited, notDeleted }: { notEdited: string; notDeleted: string }): string {
  return { text: '', edit: notEdited, delete: notDeleted }[kind];
}
