import { useEffect } from 'preact/hooks';

/** Calls `close` on Escape, and when something outside of the place is pressed. */
export function useDismiss(place: { current: HTMLElement | null }, close: () => void): void {
  useEffect(() => {
    const onKey = (event: KeyboardEvent) => {
      if (event.key === 'Escape') {
        event.stopPropagation();
        close();
      }
    };
    const onPress = (event: Event) => place.current?.contains(event.target as Node) || close();
    document.addEventListener('keydown', onKey, true);
    document.addEventListener('pointerdown', onPress);
    return () => {
      document.removeEventListener('keydown', onKey, true);
      document.removeEventListener('pointerdown', onPress);
    };
  }, [close]);
}
