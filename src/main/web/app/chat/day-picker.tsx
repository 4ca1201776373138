import type { Time } from '../../client/src/index.js';
import { useRef, useState } from 'preact/hooks';
import { useClient, useTexts } from '../state/app.js';
import { Dialog } from '../ui/dialog.js';
import { Field } from '../ui/field.js';

const FIRST = '2025-01-01';

/** Asks for a day, no later than today by the server's clock. */
export function DayPicker({ onPick, onClose }: { onPick: (time: Time) => void; onClose: () => void }) {
  const texts = useTexts();
  const { clock } = useClient();
  const [problem, setProblem] = useState('');
  const field = useRef<HTMLInputElement>(null);
  const submit = (event: SubmitEvent) => {
    event.preventDefault();
    const { value, validity } = field.current!;
    const day = new Date(`${value}T00:00`);
    if (value === '' || !validity.valid || Number.isNaN(day.getTime())) {
      setProblem(texts.dates.wrong);
      field.current!.focus();
      return;
    }
    onPick(day.toISOString());
    onClose();
  };
  return (
    <Dialog title={texts.dates.jump} onClose={onClose}>
      <form class="day-form" onSubmit={submit} noValidate>
        <Field
          label={texts.dates.day} type="date" inputRef={field} min={FIRST} max={localDay(clock.now())}
          error={problem === '' ? undefined : problem} autofocus />
        <div class="dialog-actions">
          <button class="button" type="button" onClick={onClose}>{texts.cancel}</button>
          <button class="button primary" type="submit">{texts.dates.show}</button>
        </div>
      </form>
    </Dialog>
  );
}

/** A day as the field writes it, where the user is. */
function localDay(at: number): string {
  const date = new Date(at);
  const two = (n: number) => String(n).padStart(2, '0');
  return `${date.getFullYear()}-${two(date.getMonth() + 1)}-${two(date.getDate())}`;
}
