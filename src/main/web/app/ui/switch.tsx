import { useId } from 'preact/hooks';
import './switch.css';

interface Props {
  label: string;
  hint?: string;
  on: boolean;
  disabled?: boolean;
  onSwitch: (on: boolean) => void;
}

/** Something that is so or not. */
export function Switch({ label, hint, on, disabled, onSwitch }: Props) {
  const id = useId();
  return (
    <div class="switch-row">
      <div class="switch-text">
        <label for={id}>{label}</label>
        {hint !== undefined && <p id={`${id}-hint`} class="field-note">{hint}</p>}
      </div>
      <input
        id={id} class="switch" type="checkbox" role="switch" checked={on} disabled={disabled ?? false}
        aria-describedby={hint === undefined ? undefined : `${id}-hint`}
        onChange={event => onSwitch(event.currentTarget.checked)} />
    </div>
  );
}
