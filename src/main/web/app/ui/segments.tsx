import { useId } from 'preact/hooks';
import './segments.css';

interface Props<Value extends string> {
  legend: string;
  choices: readonly { value: Value; label: string; lang?: string }[];
  value: Value;
  onChoose: (value: Value) => void;
  hint?: string;
}

/** One of a few, all of them in sight. */
export function Segments<Value extends string>({ legend, choices, value, onChoose, hint }: Props<Value>) {
  const id = useId();
  return (
    <fieldset class="segments" aria-describedby={hint === undefined ? undefined : `${id}-hint`}>
      <legend>{legend}</legend>
      <div>
        {choices.map(one => (
          <label key={one.value} lang={one.lang}>
            <input type="radio" name={id} checked={one.value === value} onChange={() => onChoose(one.value)} />
            <span>{one.label}</span>
          </label>
        ))}
      </div>
      {hint !== undefined && <p id={`${id}-hint`} class="field-note">{hint}</p>}
    </fieldset>
  );
}
