const PAGE_KEYS = ['PageUp', 'PageDown', 'Home', 'End'];

/**
 * Up and down go from message to message, once the list has the focus; Escape goes back to where one writes. Everything else
 * is the browser's, which scrolls.
 */
export function moveAmongMessages(event: KeyboardEvent, write: () => void): void {
  const scroller = (event.target as Element).closest<HTMLElement>('.scroller');
  if (!scroller || event.ctrlKey || event.metaKey || event.altKey) {
    return;
  }
  if (event.key === 'Escape') {
    event.preventDefault();
    write();
  } else if (event.key === 'ArrowUp' || event.key === 'ArrowDown') {
    event.preventDefault();
    step(scroller, event.key === 'ArrowUp' ? -1 : 1);
  } else if (PAGE_KEYS.includes(event.key) && event.target !== scroller) {
    scroller.focus({ preventScroll: true });
  }
}

/** From no message one comes to the last one on the screen. */
function step(scroller: HTMLElement, by: -1 | 1): void {
  const messages = [...scroller.querySelectorAll<HTMLElement>('article')];
  const at = messages.findIndex(message => message.contains(document.activeElement));
  const next = at < 0 ? messages.filter(message => isOn(scroller, message)).at(-1) : messages[at + by];
  next?.focus({ preventScroll: true });
  next?.scrollIntoView({ block: 'nearest' });
}

function isOn(scroller: HTMLElement, message: HTMLElement): boolean {
  return message.getBoundingClientRect().top < scroller.getBoundingClientRect().bottom;
}
