import { PATIENCE_MS } from './news.js';

const NOTIFICATIONS = 'parley.notifications';

/** What work comes to; something else where it fails or takes too long: a push has to show, whatever does not answer. */
export function soon<T>(work: Promise<T>, otherwise: T): Promise<T> {
  const late = new Promise<T>(resolve => setTimeout(() => resolve(otherwise), PATIENCE_MS));
  return Promise.race([work.catch(() => otherwise), late]);
}

/**
 * Works on notifications one at a time over the worker and all pages, or without its turn when that takes too long. Chromium
 * loses a notification if it is asked for those that show while that one comes to show: it stays on the screen, but nobody can
 * press it or take it away.
 */
export async function inTurn<T>(action: () => Promise<T>): Promise<T> {
  const end = await turn();
  try {
    return await action();
  } finally {
    end();
  }
}

function turn(): Promise<() => void> {
  return new Promise(begin => {
    const signal = AbortSignal.timeout(PATIENCE_MS);
    navigator.locks.request(NOTIFICATIONS, { signal }, () => new Promise<void>(begin)).catch(() => begin(() => undefined));
  });
}
