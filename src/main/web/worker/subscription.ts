import type { Call } from '../client/src/rest.js';

/** Asks the server as the user who is signed in. */
export type Caller = <T>(call: Call) => Promise<T>;

/** Has the browser's push service take pushes of this server, and tells the server how to reach it. */
export async function subscribe({ pushManager }: ServiceWorkerRegistration, call: Caller): Promise<void> {
  const { key } = await call<{ key?: string }>({ method: 'GET', path: '/push/key' });
  if (key === undefined) {
    return;
  }
  const subscription = await kept(pushManager, key)
    ?? await pushManager.subscribe({ userVisibleOnly: true, applicationServerKey: key });
  const { endpoint, keys } = subscription.toJSON();
  await call({ method: 'PUT', path: '/push/subscription', body: { kind: 'webpush', endpoint, keys } });
}

/** The subscription that there is, unless the server has another key by now. */
async function kept(pushManager: PushManager, key: string): Promise<PushSubscription | undefined> {
  const subscription = await pushManager.getSubscription();
  if (subscription === null || base64Url(subscription.options.applicationServerKey) === key) {
    return subscription ?? undefined;
  }
  await subscription.unsubscribe();
  return undefined;
}

function base64Url(bytes: ArrayBuffer | null): string {
  const text = String.fromCharCode(...new Uint8Array(bytes ?? []));
  return btoa(text).replaceAll('+', '-').replaceAll('/', '_').replaceAll('=', '');
}
