import { thisDevice } from '../app/state/device.js';
import { ServerClock } from '../client/src/clock.js';
import { browserEnvironment } from '../client/src/environment.js';
import { Rest } from '../client/src/rest.js';
import { Session } from '../client/src/session.js';
import { browserTabs } from '../client/src/tabs.js';
import type { Here } from './here.js';

/**
 * The session that the pages of this browser have, for when none is open: it takes its turn among them, by the same cookie, and
 * tells them of a token that it got.
 */
export function sessionOf({ user }: Here, scope: string): Session {
  const clock = new ServerClock(browserEnvironment);
  return new Session({
    rest: new Rest(new URL('api/v1', scope).href, clock),
    clock,
    environment: browserEnvironment,
    tabs: browserTabs(),
    notes: { read: () => ({ user, username: '', device: '' }), write: () => undefined },
    device: thisDevice(),
    onEnd: () => undefined,
  });
}

const TRIES = 3;
const PAUSE_MS = 1_000;

/** Does something again that failed, a few times; for what may be done twice. */
export async function retried<T>(action: () => Promise<T>, tries = TRIES): Promise<T> {
  try {
    return await action();
  } catch (error) {
    if (tries <= 1) {
      throw error;
    }
    await new Promise(resolve => setTimeout(resolve, PAUSE_MS));
    return retried(action, tries - 1);
  }
}
