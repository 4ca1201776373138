import type { Conversation } from '../../client/src/index.js';
import { useLayoutEffect, useRef } from 'preact/hooks';
import { useTexts, useWorkspace } from '../state/app.js';
import type { IconName } from '../ui/icon.js';
import { Icon } from '../ui/icon.js';
import { useDismiss } from '../ui/use-dismiss.js';
import type { Allowed, Point } from './acts.js';
import { allowed, useActs } from './acts.js';
import type { Said } from './rows.js';

const MARGIN_PX = 8;

interface Props {
  said: Said;
  at: Point;
  conversation: Conversation;
  isAdmin: boolean;
  onClose: () => void;
}

/** What can be done with one message; up and down choose, Escape goes back. */
export function MessageMenu({ said, at, conversation, isAdmin, onClose }: Props) {
  const texts = useTexts();
  const { me } = useWorkspace();
  const place = useRef<HTMLDivElement>(null);
  const doers = useDoers(said);
  const can = allowed(said, conversation, me.id, isAdmin);
  useDismiss(place, onClose);
  useLayoutEffect(() => {
    const before = document.activeElement as HTMLElement | null;
    keepOnScreen(place.current!, at);
    place.current!.querySelector('button')?.focus();
    return () => before?.isConnected && before.focus({ preventScroll: true });
  }, []);
  return (
    <div class="message-menu" role="menu" ref={place} aria-label={texts.acts.menu} onKeyDown={move}>
      {ITEMS.filter(({ name }) => can[name]).map(({ name, icon }) => (
        <button
          key={name} type="button" role="menuitem" class={`menu-item ${name === 'remove' ? 'danger' : ''}`} tabIndex={-1}
          onClick={() => { onClose(); doers[name](); }}>
          <Icon name={icon} />{texts.acts[name]}
        </button>
      ))}
    </div>
  );
}

const ITEMS: { name: keyof Allowed; icon: IconName }[] = [
  { name: 'reply', icon: 'reply' },
  { name: 'copy', icon: 'copy' },
  { name: 'edit', icon: 'edit' },
  { name: 'readers', icon: 'checks' },
  { name: 'remove', icon: 'bin' },
];

function useDoers({ message, text }: Said): Record<keyof Allowed, () => void> {
  const acts = useActs();
  return {
    reply: () => acts.reply(message!),
    copy: () => void navigator.clipboard?.writeText(text).catch(() => undefined),
    edit: () => acts.edit(message!),
    readers: () => acts.showReaders(message!),
    remove: () => acts.remove(message!),
  };
}

function move(event: KeyboardEvent & { currentTarget: HTMLElement }): void {
  const items = [...event.currentTarget.querySelectorAll('button')];
  const at = items.indexOf(document.activeElement as HTMLButtonElement);
  const to = { ArrowDown: at + 1, ArrowUp: at - 1, Home: 0, End: -1, Tab: event.shiftKey ? at - 1 : at + 1 }[event.key];
  if (to !== undefined) {
    items.at(to % items.length)?.focus();
    event.preventDefault();
  }
}

function keepOnScreen(menu: HTMLElement, { x, y }: Point): void {
  const { width, height } = menu.getBoundingClientRect();
  const left = Math.max(MARGIN_PX, Math.min(x, window.innerWidth - width - MARGIN_PX));
  const top = y + height + MARGIN_PX > window.innerHeight ? y - height : y;
  menu.style.left = `${left}px`;
  menu.style.top = `${Math.max(MARGIN_PX, top)}px`;
}
