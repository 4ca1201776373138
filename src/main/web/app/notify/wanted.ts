import { Store } from '../state/store.js';

const KEY = 'parley.notify';

/** Whether messages are told of while nobody looks: the browser has to allow it, and the user to want it. */
export type Wanted = 'yes' | 'no' | 'unasked' | 'refused' | 'unsupported';

export const wanted = new Store<Wanted>(read());

/** Asks the browser; to be called when the user has pressed something. */
export async function want(): Promise<void> {
  localStorage.setItem(KEY, 'yes');
  if (Notification.permission === 'default') {
    await Notification.requestPermission();
  }
  wanted.set(read());
}

export function wantNone(): void {
  localStorage.setItem(KEY, 'no');
  wanted.set(read());
}

function read(): Wanted {
  if (!('Notification' in window && 'serviceWorker' in navigator)) {
    return 'unsupported';
  }
  if (Notification.permission === 'denied') {
    return 'refused';
  }
  const kept = localStorage.getItem(KEY);
  if (kept === 'no') {
    return 'no';
  }
  return kept === 'yes' && Notification.permission === 'granted' ? 'yes' : 'unasked';
}
