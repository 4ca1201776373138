import { useCallback, useLayoutEffect, useRef, useState } from 'preact/hooks';
import { useTexts } from '../state/app.js';
import { Icon } from '../ui/icon.js';
import { useDismiss } from '../ui/use-dismiss.js';
import type { EmojiGroup } from './emoji.js';
import { EMOJI } from './emoji.js';
import { insert } from './insert.js';

const COLUMNS = 8;
const RECENT = 'parley.emoji';
const MOST_RECENT = 16;

/** Opens and closes the choice of emoji. */
export function EmojiButton({ field }: { field: { current: HTMLTextAreaElement | null } }) {
  const texts = useTexts();
  const [open, setOpen] = useState(false);
  const close = useCallback(() => {
    setOpen(false);
    field.current?.focus();
  }, []);
  const place = useRef<HTMLDivElement>(null);
  return (
    <div class="emoji-place" ref={place}>
      <button
        class="icon-button" type="button" aria-label={texts.emoji.open} title={texts.emoji.open}
        aria-expanded={open} aria-haspopup="dialog" onClick={() => setOpen(!open)}><Icon name="smile" /></button>
      {open && <EmojiPicker place={place} onClose={close} onPick={emoji => insert(field.current!, emoji)} />}
    </div>
  );
}

interface PickerProps {
  place: { current: HTMLElement | null };
  onPick: (emoji: string) => void;
  onClose: () => void;
}

function EmojiPicker({ place, onPick, onClose }: PickerProps) {
  const texts = useTexts();
  const picker = useRef<HTMLDivElement>(null);
  const [recent] = useState(readRecent);
  useDismiss(place, onClose);
  useLayoutEffect(() => picker.current!.querySelector('button')?.focus(), []);
  const pick = (emoji: string, event: MouseEvent & { currentTarget: HTMLElement }) => {
    const button = event.currentTarget;
    onPick(emoji);
    keepRecent(emoji);
    button.focus();
  };
  const groups: [EmojiGroup | 'recent', readonly string[]][] = [
    ['recent', recent], ...Object.entries(EMOJI) as [EmojiGroup, string[]][],
  ];
  return (
    <div class="emoji-picker" role="dialog" aria-label={texts.emoji.open} ref={picker} onKeyDown={move}>
      {groups.filter(([, all]) => all.length > 0).map(([name, all], group) => (
        <section key={name} aria-label={texts.emoji.groups[name]}>
          <h2>{texts.emoji.groups[name]}</h2>
          <div class="emoji-grid">
            {all.map((emoji, index) => (
              <button key={emoji} type="button" tabIndex={group + index === 0 ? 0 : -1} onClick={event => pick(emoji, event)}>{emoji}</button>
            ))}
          </div>
        </section>
      ))}
    </div>
  );
}

function move(event: KeyboardEvent & { currentTarget: HTMLElement }): void {
  const step = { ArrowRight: 1, ArrowLeft: -1, ArrowDown: COLUMNS, ArrowUp: -COLUMNS }[event.key];
  if (step !== undefined) {
    const all = [...event.currentTarget.querySelectorAll('button')];
    const to = all.indexOf(document.activeElement as HTMLButtonElement) + step;
    all[Math.max(0, Math.min(to, all.length - 1))]?.focus();
    event.preventDefault();
  }
}

function readRecent(): string[] {
  return (localStorage.getItem(RECENT) ?? '').split(' ').filter(emoji => emoji !== '');
}

function keepRecent(emoji: string): void {
  const recent = [emoji, ...readRecent().filter(one => one !== emoji)].slice(0, MOST_RECENT);
  localStorage.setItem(RECENT, recent.join(' '));
}
