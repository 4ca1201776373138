import type { Client, Workspace } from '../../client/src/index.js';
import { forgetHere, writeHere } from '../../worker/here.js';
import { clear } from '../../worker/show.js';
import { subscribe } from '../../worker/subscription.js';
import { speech } from '../i18n/languages.js';
import { wanted } from './wanted.js';
import { worker } from './worker.js';

/** Has messages pushed to this browser while no page is open, for as long as the user is signed in and wants that. */
export function keepSubscribed(client: Client): void {
  let settled: Workspace | 'nobody' | undefined;
  let doing = Promise.resolve();
  const look = () => {
    const next = (wanted.value === 'yes' && client.workspace) || 'nobody';
    if (next === settled || (next !== 'nobody' && client.connection.name !== 'online')) {
      return;
    }
    settled = next;
    // what failed is tried again with the next change: there may be no push service, or no network
    doing = doing.then(() => next === 'nobody' ? end(client) : begin(client, next)).catch(() => {
      settled = undefined;
    });
  };
  client.events.on('session', look);
  client.events.on('connection', look);
  wanted.listen(look);
  speech.listen(() => settled !== undefined && settled !== 'nobody' && void note(settled));
  look();
}

async function begin(client: Client, workspace: Workspace): Promise<void> {
  await note(workspace);
  const registration = await worker();
  if (registration) {
    await subscribe(registration, call => client.session.call(call));
  }
}

function note({ me }: Workspace): Promise<void> {
  return writeHere({ user: me.id, language: speech.value.language });
}

/** Of who has signed out the server knows it already. */
async function end(client: Client): Promise<void> {
  await forgetHere();
  await navigator.clearAppBadge?.().catch(() => undefined);
  const registration = await navigator.serviceWorker?.getRegistration();
  if (!registration) {
    return;
  }
  await clear(registration);
  const subscription = await registration.pushManager.getSubscription();
  if (subscription && client.workspace) {
    await client.session.call({ method: 'DELETE', path: '/push/subscription' });
  }
  await subscription?.unsubscribe();
}
