import type { Language } from '../app/i18n/languages.js';
import type { UserId } from '../client/src/values.js';

/** What the worker has to know when no page is open: nothing secret. */
export interface Here {
  user: UserId;
  language: Language;
}

const CACHE = 'parley.here';
const KEY = 'here';

/** Who is signed in here and wants to be told of messages, if somebody is. */
export async function readHere(): Promise<Here | undefined> {
  const cache = await caches.open(CACHE);
  const kept = await cache.match(KEY);
  return kept?.json();
}

export async function writeHere(here: Here): Promise<void> {
  const cache = await caches.open(CACHE);
  await cache.put(KEY, Response.json(here));
}

export async function forgetHere(): Promise<void> {
  await caches.delete(CACHE);
}
