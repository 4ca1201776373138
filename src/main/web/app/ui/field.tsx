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
