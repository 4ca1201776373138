import icon from '../app/icon.svg';
import type { PushTexts } from '../app/i18n/texts.js';
import { compareIds } from '../client/src/ids.js';
import type { ConversationId } from '../client/src/values.js';
import type { Target } from './news.js';
import { inTurn, soon } from './patience.js';
import type { Contents, Push } from './push.js';
import { contentsOf } from './push.js';

/** What browsers take and the types of the page do not know. */
export interface Options extends NotificationOptions {
  renotify?: boolean;
  timestamp?: number;
  actions?: Action[];
}

interface Action {
  action: string;
  title: string;
  /** A browser that has no field for a text makes it a button. */
  type: 'text';
  placeholder: string;
}

export const REPLY = 'reply';

/**
 * Shows what was pushed in place of what showed of the same conversation. A page and a push may tell of the same message: it
 * makes no second sound, and nothing older replaces it.
 */
export async function show(registration: ServiceWorkerRegistration, push: Push, texts: PushTexts): Promise<void> {
  const contents = contentsOf(push, texts);
  await inTurn(async () => {
    const order = await orderAmongShown(registration, contents);
    if (order >= 0) {
      const options: Options = {
        body: contents.body,
        tag: contents.tag,
        icon,
        data: contents.target,
        renotify: order > 0,
        silent: order === 0,
        ...(push.type === 'message' && { timestamp: Date.parse(push.at) }),
        ...(contents.target && { actions: actionsOf(texts) }),
      };
      await registration.showNotification(contents.title, options);
    }
  });
}

/** Shows what was written and did not go: it stays to be seen, and can be answered again. */
export async function showUnsent(
  registration: ServiceWorkerRegistration,
  { title, tag, data }: Notification,
  text: string,
  texts: PushTexts,
): Promise<void> {
  const options: Options = { tag, icon, data, body: texts.notSent(text), actions: actionsOf(texts) };
  await inTurn(() => registration.showNotification(title, options));
}

function actionsOf({ reply, replyHint }: PushTexts): Action[] {
  return [{ action: REPLY, title: reply, type: 'text', placeholder: replyHint }];
}

/** Where a notification leads, if it is to a conversation. */
export function targetOf({ data }: Notification): Target | undefined {
  return (data ?? undefined) as Target | undefined;
}

/** Positive when it is newer than what shows of its conversation, 0 when it is the same message. */
async function orderAmongShown(registration: ServiceWorkerRegistration, { tag, target }: Contents): Promise<number> {
  const shown = await shownOf(registration, { tag });
  const orders = shown.map(targetOf).map(before => target && before ? compareIds(target.message, before.message) : 1);
  return Math.min(1, ...orders);
}

/** Takes notifications away: of a conversation, or all. */
export async function clear(registration: ServiceWorkerRegistration, conversation?: ConversationId): Promise<void> {
  await inTurn(async () => {
    const shown = await shownOf(registration, conversation === undefined ? {} : { tag: conversation });
    shown.forEach(notification => notification.close());
  });
}

function shownOf(registration: ServiceWorkerRegistration, filter: GetNotificationOptions): Promise<Notification[]> {
  return soon(registration.getNotifications(filter), []);
}
