import type { ComponentChildren, JSX, Ref } from 'preact';
import { useId } from 'preact/hooks';
import './field.css';

interface FieldProps extends Omit<JSX.InputHTMLAttributes<HTMLInputElement>, 'label'> {
  label: string;
  hint?: string | undefined;
  error?: string | undefined;
  inputRef?: Ref<HTMLInputElement>;
  children?: ComponentChildren;
}

interface AreaProps extends Omit<JSX.TextareaHTMLAttributes<HTMLTextAreaElement>, 'label'> {
  label: string;
  hint: string;
}

/** The same for more than a line. */
export function Area({ label, hint, ...area }: AreaProps) {
  const id = useId();
  return (
    <div class="field">
      <label for={id}>{label}</label>
      <textarea {...area} id={id} dir="auto" aria-describedby={`${id}-note`} />
      <p id={`${id}-note`} class="field-note">{hint}</p>
    </div>
  );
}

/** An input with its name, a hint, and what is wrong with it. */
export function Field({ label, hint, error, inputRef, children, ...input }: FieldProps) {
  const id = useId();
  const note = error ?? hint;
  return (
    <div class={`field ${error ? 'wrong' : ''}`}>
      <label for={id}>{label}</label>
      <div class="field-input">
        <input
          {...input}
          id={id}
          ref={inputRef ?? null}
          aria-invalid={error ? 'true' : 'false'}
          aria-describedby={note ? `${id}-note` : undefined}
        />
        {children}
      </div>
      {note && <p id={`${id}-note`} class="field-note">{note}</p>}
    </div>
  );
}
