import type { Client } from '../../client/src/index.js';
import { compareIds } from '../../client/src/index.js';
import type { Target, WorkerNews } from '../../worker/news.js';
import { PATIENCE_MS } from '../../worker/news.js';
import { go, route } from '../state/router.js';

let started: Promise<ServiceWorkerRegistration | undefined> | undefined;

/** The worker of this page, once it runs; nothing where the browser has none, as in some private windows. */
export function worker(): Promise<ServiceWorkerRegistration | undefined> {
  started ??= start();
  return started;
}

async function start(): Promise<ServiceWorkerRegistration | undefined> {
  try {
    await navigator.serviceWorker.register('worker.js', { updateViaCache: 'none' });
    return await navigator.serviceWorker.ready;
  } catch {
    return undefined;
  }
}

/** Does what the worker says: a push shows that there is news, and a notification was pressed. */
export function obeyWorker(client: Client): void {
  navigator.serviceWorker?.addEventListener('message', ({ data, ports: [port] }: MessageEvent<WorkerNews>) => {
    if (data.type === 'pushed') {
      client.woken();
      void isSeen(client, data.message).then(seen => port?.postMessage(seen));
    } else {
      open(client, data.target);
    }
  });
}

/** Whether the user looks at the page now. */
export function hasAttention(): boolean {
  return document.visibilityState === 'visible' && document.hasFocus();
}

/** Whether the user looks at the chat and the message is in it, or comes while the worker waits: a page may have lost its connection. */
function isSeen(client: Client, target: Target | undefined): Promise<boolean> {
  if (!target || !isLookedAt(target.conversation)) {
    return Promise.resolve(false);
  }
  const has = () => compareIds(client.workspace?.conversation(target.conversation).last?.id ?? '0', target.message) >= 0;
  return new Promise(resolve => {
    const answer = (seen: boolean) => {
      clearTimeout(timer);
      stop();
      resolve(seen);
    };
    const timer = setTimeout(() => answer(false), PATIENCE_MS);
    const look = () => has() && answer(isLookedAt(target.conversation));
    const stop = client.events.on('messages', look);
    look();
  });
}

function isLookedAt(conversation: string): boolean {
  return hasAttention() && route.value.name === 'chat' && route.value.conversation === conversation;
}

/** The page that was pressed for is the one to go on with. */
function open(client: Client, target: Target | undefined): void {
  if (client.workspace) {
    client.reconnect();
  }
  go(target ? { name: 'chat', ...target } : { name: 'home' });
}
