import type { UserId } from '../../client/src/index.js';
import { useTexts, useWorkspace } from './app.js';

/** What people are called. Who is not known yet is asked for; draw again on `people`. */
export interface Names {
  of(user: UserId): string;
  /** The same, and nothing for the user. */
  ofOthers(user: UserId): string | undefined;
}

export function useNames(): Names {
  const texts = useTexts();
  const workspace = useWorkspace();
  const of = (user: UserId) => workspace.people.get(user)?.displayName ?? texts.chat.unknown;
  return { of, ofOthers: user => user === workspace.me.id ? undefined : of(user) };
}
