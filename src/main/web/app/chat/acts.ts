import type { Conversation, Message, MessageId } from '../../client/src/index.js';
import { createContext } from 'preact';
import { useContext } from 'preact/hooks';
import type { Said } from './rows.js';

/** Where something is on the screen. */
export interface Point {
  x: number;
  y: number;
}

/** What can be done with the messages of the chat that is open. */
export interface Acts {
  reply(message: Message): void;
  edit(message: Message): void;
  /** Asks first. */
  remove(message: Message): void;
  /** Says who has read it. */
  showReaders(message: Message): void;
  /** Shows a message, wherever in the chat it is. */
  jump(id: MessageId): void;
  /** Asks for a day, and shows what was said on it. */
  pickDay(): void;
  /** Opens the menu of a message. */
  openMenu(said: Said, at: Point): void;
  /** Back to where one writes. */
  write(): void;
}

export const ActsContext = createContext<Acts | undefined>(undefined);

export function useActs(): Acts {
  const acts = useContext(ActsContext);
  if (!acts) {
    throw new Error('there is no chat around this component');
  }
  return acts;
}

/** What the user may do with a message. */
export interface Allowed {
  reply: boolean;
  copy: boolean;
  edit: boolean;
  remove: boolean;
  readers: boolean;
}

/** @param isAdmin whether the user administers the group */
export function allowed({ message, deleted, from }: Said, { kind }: Conversation, me: string, isAdmin: boolean): Allowed {
  const stands = message !== undefined && !deleted;
  const mine = from === me;
  return {
    reply: stands,
    copy: !deleted,
    edit: stands && mine,
    remove: stands && (mine || isAdmin),
    readers: stands && mine && kind === 'group',
  };
}
