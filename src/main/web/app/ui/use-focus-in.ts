import type { RefObject } from 'preact';
import { useLayoutEffect, useRef } from 'preact/hooks';

/**
 * Puts the focus into what opens in the place of a button, and back on the button when it closes.
 *
 * @param opened has a field
 */
export function useFocusIn(open: boolean, opened: RefObject<HTMLElement>): RefObject<HTMLButtonElement> {
  const opener = useRef<HTMLButtonElement>(null);
  const before = useRef(open);
  useLayoutEffect(() => {
    if (before.current !== open) {
      before.current = open;
      (open ? opened.current?.querySelector('input') : opener.current)?.focus();
    }
  }, [open]);
  return opener;
}
