import { Store } from './store.js';

const KEY = 'parley.enter';

/** Whether Enter sends what was written; else it makes a line. On a phone, where there is no other way, it makes a line. */
export const enterSends = new Store<boolean>(read());

export function chooseEnter(sends: boolean): void {
  localStorage.setItem(KEY, String(sends));
  enterSends.set(sends);
}

function read(): boolean {
  const kept = localStorage.getItem(KEY);
  return kept === null ? !matchMedia('(pointer: coarse)').matches : kept === 'true';
}
