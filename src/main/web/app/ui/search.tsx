import { Icon } from './icon.js';
import './search.css';

interface Props {
  label: string;
  value: string;
  onChange: (value: string) => void;
  onEnter: () => void;
}

/** Where one searches. Escape empties it; Enter does what the first thing found would. */
export function Search({ label, value, onChange, onEnter }: Props) {
  const onKey = (event: KeyboardEvent) => {
    if (event.key === 'Escape' && value !== '') {
      event.preventDefault();
      onChange('');
    } else if (event.key === 'Enter' && !event.isComposing) {
      event.preventDefault();
      onEnter();
    }
  };
  return (
    <label class="search">
      <Icon name="search" />
      <span class="unseen">{label}</span>
      <input
        type="search" placeholder={label} value={value} autocomplete="off" autocapitalize="none" spellcheck={false}
        maxLength={64} enterkeyhint="search" onInput={event => onChange(event.currentTarget.value)} onKeyDown={onKey} />
    </label>
  );
}
