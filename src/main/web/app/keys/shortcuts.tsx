import { useEffect, useState } from 'preact/hooks';
import { useTexts } from '../state/app.js';
import { Dialog } from '../ui/dialog.js';
import './shortcuts.css';

/** Keys as their caps say; `+` joins those that are held together. */
const KEYS = {
  search: ['Ctrl+K'],
  chats: ['Alt+↑', 'Alt+↓'],
  send: ['Enter'],
  line: ['Shift+Enter'],
  editLast: ['↑'],
  stop: ['Esc'],
  messages: ['↑', '↓'],
  menu: ['Enter'],
  reply: ['R'],
  help: ['Ctrl+/'],
} as const;

/** Keys that work anywhere, and the list of all keys, which one of them opens. */
export function Shortcuts() {
  const [open, setOpen] = useState(false);
  useEffect(() => {
    const onKey = (event: KeyboardEvent) => {
      const isCommand = event.ctrlKey || event.metaKey;
      const does = isCommand && event.key === '/' ? () => setOpen(shown => !shown)
        : isCommand && event.key.toLowerCase() === 'k' ? focusSearch
        : event.altKey && event.key === 'ArrowUp' ? () => goToNext(-1)
        : event.altKey && event.key === 'ArrowDown' ? () => goToNext(1)
        : undefined;
      if (does) {
        event.preventDefault();
        does();
      }
    };
    document.addEventListener('keydown', onKey);
    return () => document.removeEventListener('keydown', onKey);
  }, []);
  return open ? <ShortcutList onClose={() => setOpen(false)} /> : null;
}

function ShortcutList({ onClose }: { onClose: () => void }) {
  const texts = useTexts();
  return (
    <Dialog title={texts.keys.title} onClose={onClose}>
      <dl class="shortcuts">
        {Object.entries(KEYS).map(([name, keys]) => (
          <div key={name}>
            <dt>{texts.keys[name as keyof typeof KEYS]}</dt>
            <dd>{keys.map(key => <Combination key={key} keys={key} />)}</dd>
          </div>
        ))}
      </dl>
    </Dialog>
  );
}

function Combination({ keys }: { keys: string }) {
  return <span class="combination">{keys.split('+').map(key => <kbd key={key}>{key}</kbd>)}</span>;
}

function focusSearch(): void {
  const search = document.querySelector<HTMLInputElement>('.search input');
  search?.focus();
  search?.select();
}

/** The chat above or below the one that is open, as the list has them. */
function goToNext(by: -1 | 1): void {
  const rows = [...document.querySelectorAll<HTMLAnchorElement>('a.conversation')];
  const at = rows.findIndex(row => row.getAttribute('aria-current') === 'page');
  rows[at < 0 ? 0 : at + by]?.click();
}
