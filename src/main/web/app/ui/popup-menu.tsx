import { useEffect, useLayoutEffect, useRef, useState } from 'preact/hooks';
import type { IconName } from './icon.js';
import { Icon } from './icon.js';
import './popup-menu.css';

export interface Choice {
  label: string;
  danger?: boolean;
  act: () => void;
}

interface Props {
  label: string;
  icon: IconName;
  choices: readonly Choice[];
}

/**
 * A button that opens a few choices. Arrows move among them, Escape closes and gives the focus back. Scrolled away with its button the
 * menu closes too; what scrolls elsewhere, as a chat does with each message, is nothing to it.
 */
export function PopupMenu({ label, icon, choices }: Props) {
  const [open, setOpen] = useState(false);
  const button = useRef<HTMLButtonElement>(null);
  const close = (focus: boolean) => {
    setOpen(false);
    if (focus) {
      button.current?.focus();
    }
  };
  const choose = (choice: Choice) => {
    close(true);
    choice.act();
  };
  return (
    <>
      <button
        class="icon-button popup-button" type="button" ref={button} aria-label={label} aria-haspopup="menu" aria-expanded={open}
        onClick={() => setOpen(!open)}><Icon name={icon} /></button>
      {open && <Choices at={button} label={label} choices={choices} onChoose={choose} onClose={close} />}
    </>
  );
}

interface ChoicesProps extends Omit<Props, 'icon'> {
  at: { current: HTMLButtonElement | null };
  onChoose: (choice: Choice) => void;
  onClose: (focus: boolean) => void;
}

function Choices({ at, label, choices, onChoose, onClose }: ChoicesProps) {
  const menu = useRef<HTMLDivElement>(null);
  useLayoutEffect(() => {
    place(menu.current!, at.current!);
    menu.current!.querySelector('button')?.focus();
  }, []);
  useEffect(() => {
    const onOutside = (event: Event) =>
      menu.current?.contains(event.target as Node) || at.current?.contains(event.target as Node) || onClose(false);
    const onScroll = (event: Event) => (event.target as Node).contains(at.current) && onClose(false);
    document.addEventListener('pointerdown', onOutside);
    document.addEventListener('scroll', onScroll, true);
    return () => {
      document.removeEventListener('pointerdown', onOutside);
      document.removeEventListener('scroll', onScroll, true);
    };
  }, []);
  const onKey = (event: KeyboardEvent) => {
    if (event.key === 'Escape' || event.key === 'Tab') {
      event.preventDefault();
      onClose(true);
    }
    move(menu.current!, event);
    event.stopPropagation();
  };
  return (
    <div class="popup" role="menu" aria-label={label} ref={menu} onKeyDown={onKey}>
      {choices.map(choice => (
        <button
          key={choice.label} class={choice.danger ? 'danger' : ''} type="button" role="menuitem" tabIndex={-1}
          onClick={() => onChoose(choice)}>{choice.label}</button>
      ))}
    </div>
  );
}

/** Below the button, or above it where there is more room; never out of the window. */
function place(menu: HTMLElement, button: HTMLElement): void {
  const { right, bottom, top } = button.getBoundingClientRect();
  const { offsetWidth: width, offsetHeight: height } = menu;
  const below = bottom + height + 8 < window.innerHeight;
  menu.style.left = `${Math.max(8, Math.min(right, window.innerWidth - 8) - width)}px`;
  menu.style.top = `${below ? bottom + 4 : Math.max(8, top - height - 4)}px`;
}

function move(menu: HTMLElement, event: KeyboardEvent): void {
  const items = [...menu.querySelectorAll('button')];
  const here = items.indexOf(document.activeElement as HTMLButtonElement);
  const steps: Record<string, number> = { ArrowDown: here + 1, ArrowUp: here - 1, Home: 0, End: -1 };
  const next = steps[event.key];
  if (next !== undefined) {
    event.preventDefault();
    items.at(next % items.length)?.focus();
  }
}
