import { useLayoutEffect, useReducer } from 'preact/hooks';

/** A value that changes, and those who want to know. */
export class Store<T> {
  #value: T;
  readonly #listeners = new Set<() => void>();

  constructor(value: T) {
    this.#value = value;
  }

  get value(): T {
    return this.#value;
  }

  set(value: T): void {
    if (value !== this.#value) {
      this.#value = value;
      this.#listeners.forEach(listener => listener());
    }
  }

  /** Listens until the function that it returns is called. */
  listen(listener: () => void): () => void {
    this.#listeners.add(listener);
    return () => {
      this.#listeners.delete(listener);
    };
  }
}

/** The value, for a component that is drawn again whenever it changes. */
export function useStore<T>(store: Store<T>): T {
  const redraw = useRedraw();
  useLayoutEffect(() => store.listen(redraw), [store]);
  return store.value;
}

/** Draws a component again. */
export function useRedraw(): () => void {
  return useReducer<number, void>(count => count + 1, 0)[1] as () => void;
}
