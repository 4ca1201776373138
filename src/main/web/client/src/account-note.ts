import type { UserId } from './values.js';

/** Who is signed in here: nothing secret. */
export interface AccountNote {
  user: UserId;
  username: string;
  device: string;
}

/** Remembers it between pages. */
export interface AccountNotes {
  read(): AccountNote | undefined;
  write(note: AccountNote | undefined): void;
}

const KEY = 'parley.account';

/** In the local storage of the browser, so that every tab knows. */
export const browserAccountNotes: AccountNotes = {
  read() {
    try {
      const note: unknown = JSON.parse(localStorage.getItem(KEY) ?? 'null');
      return isNote(note) ? note : undefined;
    } catch {
      return undefined;
    }
  },
  write(note) {
    if (note === undefined) {
      localStorage.removeItem(KEY);
    } else {
      localStorage.setItem(KEY, JSON.stringify(note));
    }
  },
};

function isNote(value: unknown): value is AccountNote {
  return typeof value === 'object' && value !== null && 'user' in value && 'username' in value && 'device' in value;
}
