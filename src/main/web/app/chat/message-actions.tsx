import { useTexts } from '../state/app.js';
import { Icon } from '../ui/icon.js';
import { useActs } from './acts.js';
import type { Said } from './rows.js';

/** Beside a message under the pointer: answer it, or see what else can be done. With keys, Enter on the message does it. */
export function Actions({ said }: { said: Said }) {
  const texts = useTexts();
  const acts = useActs();
  const { message } = said;
  if (!message || said.deleted) {
    return null;
  }
  return (
    <div class="actions">
      <button class="icon-button" type="button" tabIndex={-1} aria-label={texts.acts.reply} onClick={() => acts.reply(message)}>
        <Icon name="reply" />
      </button>
      <button
        class="icon-button" type="button" tabIndex={-1} aria-label={texts.acts.menu} aria-haspopup="menu"
        onClick={event => openAt(event.currentTarget)}>
        <Icon name="more" />
      </button>
    </div>
  );

  function openAt(button: HTMLElement): void {
    const { left, bottom } = button.getBoundingClientRect();
    acts.openMenu(said, { x: left, y: bottom });
  }
}

/** Opens the menu of a message: by Enter, by a key or a button for menus, and by a touch where there is no pointer to hover. */
export function useMenuKeys(said: Said) {
  const acts = useActs();
  const onKeyDown = (event: KeyboardEvent & { currentTarget: HTMLElement }) => {
    if (event.target !== event.currentTarget || event.ctrlKey || event.metaKey || event.altKey) {
      return;
    }
    if (event.key === 'Enter') {
      event.preventDefault();
      const { left, top } = event.currentTarget.querySelector('.bubble')!.getBoundingClientRect();
      acts.openMenu(said, { x: left, y: top });
    } else if (event.key === 'r' && said.message && !said.deleted) {
      event.preventDefault();
      acts.reply(said.message);
    }
  };
  const onContextMenu = (event: MouseEvent) => {
    if (!isOnWords(event) && !said.deleted) {
      event.preventDefault();
      acts.openMenu(said, { x: event.clientX, y: event.clientY });
    }
  };
  const onClick = (event: MouseEvent) => {
    const isTouch = event instanceof PointerEvent && event.pointerType === 'touch';
    if (isTouch && !isOnWords(event) && !said.deleted && (event.target as Element).closest('.bubble')) {
      acts.openMenu(said, { x: event.clientX, y: event.clientY });
    }
  };
  return { onKeyDown, onContextMenu, onClick };
}

/** On a link, a button or chosen words the browser's own ways are wanted. */
function isOnWords(event: MouseEvent): boolean {
  return (event.target as Element).closest('a, button') !== null || getSelection()?.isCollapsed === false;
}
