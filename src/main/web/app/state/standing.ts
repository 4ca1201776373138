import type { Person } from '../../client/src/index.js';
import { always, useEvents, useTexts, useTimes, useWorkspace } from './app.js';

/** Whether somebody is there, and how to say so. */
export interface Standing {
  online: boolean;
  text: string;
}

/** Says who else is there, or was when. Whoever uses it is drawn again when that changes. */
export function useStandings(): (person: Person) => Standing {
  const texts = useTexts();
  const times = useTimes();
  const workspace = useWorkspace();
  useEvents({ presence: always, connection: always });
  return ({ id, username }) => {
    const { status, lastActiveAt } = id === workspace.me.id ? {} : workspace.presence.of(id) ?? {};
    if (status === 'online') {
      return { online: true, text: texts.chat.online };
    }
    return { online: false, text: lastActiveAt === undefined ? `@${username}` : texts.chat.lastActive(times.full(lastActiveAt)) };
  };
}
