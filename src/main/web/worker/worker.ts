import { PUSH_TEXTS } from '../app/i18n/push-texts.js';
import type { PushTexts } from '../app/i18n/texts.js';
import { address } from '../app/state/routes.js';
import { ApiError } from '../client/src/api-error.js';
import { newRef } from '../client/src/ids.js';
import type { Session } from '../client/src/session.js';
import type { Here } from './here.js';
import { readHere } from './here.js';
import type { Target } from './news.js';
import { soon } from './patience.js';
import type { Push } from './push.js';
import { readPush } from './push.js';
import type { Click, WorkerScope } from './scope.js';
import { retried, sessionOf } from './session.js';
import { dropOldShells, isOfShell, keepShell, shellFor } from './shell.js';
import { REPLY, show, showUnsent, targetOf } from './show.js';
import { subscribe } from './subscription.js';
import { ask, windows } from './windows.js';

/** What goes on when no page is open: pushes show, lead to their chats, and can be answered; the page opens offline. */
declare const self: WorkerScope;

const { scope } = self.registration;
/** Browsers that end a subscription of which a push showed nothing, whoever looks at the page. */
const SHOWS_ALWAYS = /^((?!Chrom|Android).)*Safari/.test(navigator.userAgent);

self.addEventListener('install', event => {
  void self.skipWaiting();
  event.waitUntil(keepShell());
});
self.addEventListener('activate', event => event.waitUntil(dropOldShells()));
self.addEventListener('fetch', event => {
  if (isOfShell(event.request, scope)) {
    event.respondWith(shellFor(event.request, scope));
  }
});
self.addEventListener('push', event => event.waitUntil(pushed(readPush(event.data))));
self.addEventListener('notificationclick', event => event.waitUntil(clicked(event)));
self.addEventListener('pushsubscriptionchange', event => event.waitUntil(subscribeAgain()));

/** Who has signed out meanwhile, or may have, is told nothing that others could read. */
async function pushed(push: Push): Promise<void> {
  const here = await soon(readHere(), undefined);
  if (SHOWS_ALWAYS || !await isSeen(push)) {
    await show(self.registration, here ? push : { type: 'wakeup' }, textsOf(here));
  }
  if ('badge' in push) {
    await navigator.setAppBadge?.(push.badge).catch(() => undefined);
  }
}

/** All pages hear of it, for their connection may be dead; the one that shows it to its user says so. */
async function isSeen(push: Push): Promise<boolean> {
  const message = push.type === 'message' ? { conversation: push.conversation, message: push.id } : undefined;
  const pages = await soon(windows(self), []);
  const answers = await Promise.all(pages.map(page => ask(page, { type: 'pushed', message })));
  return answers.includes(true);
}

async function clicked({ action, notification, reply }: Click): Promise<void> {
  const target = targetOf(notification);
  const text = action === REPLY ? reply?.trim() : undefined;
  notification.close();
  if (target && text) {
    await answer(target, text).catch(async () => showUnsent(self.registration, notification, text, textsOf(await readHere())));
  } else {
    await open(target);
  }
}

async function open(target: Target | undefined): Promise<void> {
  const [window] = await windows(self);
  if (window) {
    window.postMessage({ type: 'open', target });
    await window.focus();
  } else {
    await self.clients.openWindow(new URL(target ? address({ name: 'chat', ...target }) : '', scope).href);
  }
}

/** Sends what was written into a notification; who answers has read what they answer. */
async function answer({ conversation, message }: Target, text: string): Promise<void> {
  const session = await sessionHere();
  const said = { ref: newRef(), text };
  await retried(() => session.call({ method: 'POST', path: `/conversations/${conversation}/messages`, body: said }));
  await session.call({ method: 'PUT', path: `/conversations/${conversation}/read`, body: { id: message } }).catch(() => undefined);
}

async function subscribeAgain(): Promise<void> {
  const session = await sessionHere();
  await subscribe(self.registration, call => session.call(call));
}

async function sessionHere(): Promise<Session> {
  const here = await readHere();
  if (!here) {
    throw new ApiError(401, { code: 'unauthenticated' });
  }
  return sessionOf(here, scope);
}

function textsOf(here: Here | undefined): PushTexts {
  return PUSH_TEXTS[here?.language ?? 'en'];
}
