import { pushes as en } from '../../main/web/app/i18n/en.js';
import { inTurn, soon } from '../../main/web/worker/patience.js';
import type { Push } from '../../main/web/worker/push.js';
import { clear, show } from '../../main/web/worker/show.js';
import { equal, settled, test } from './harness.js';

const TEST: Push = { type: 'test', badge: 1 };
const WAKEUP: Push = { type: 'wakeup' };
const PATIENCE_MS = 20_000;
const NEVER = new Promise<never>(() => undefined);

/** Notes what it is asked, and shows when it is told to. */
class Shows {
  readonly asked: string[] = [];
  readonly registration = this as unknown as ServiceWorkerRegistration;
  #shown: (() => void) | undefined;

  async getNotifications(): Promise<Notification[]> {
    this.asked.push('get');
    return [];
  }

  async showNotification(_: string, { tag }: NotificationOptions): Promise<void> {
    this.asked.push(`show ${tag}`);
    await new Promise<void>(shown => this.#shown = shown);
  }

  async finish(): Promise<void> {
    const late = performance.now() + PATIENCE_MS;
    while (this.#shown === undefined) {
      if (performance.now() > late) {
        throw new Error('nothing shows');
      }
      await settled();
    }
    this.#shown();
    this.#shown = undefined;
  }
}

test('asks for no notifications while one comes to show', async () => {
  const shows = new Shows();
  const all = Promise.all([show(shows.registration, TEST, en), show(shows.registration, WAKEUP, en), clear(shows.registration)]);
  await shows.finish();
  await shows.finish();
  await all;
  equal(shows.asked, ['get', 'show test', 'get', 'show wakeup', 'get']);
});

test('shows a push though others never end their turn and what shows is never said', async () => {
  const shows = new Shows();
  shows.getNotifications = () => NEVER;
  let end = () => undefined as void;
  void inTurn(() => new Promise<void>(resolve => end = resolve));
  const done = show(shows.registration, TEST, en);
  await shows.finish();
  await done;
  end();
  equal(shows.asked, ['show test']);
});

test('waits neither for what fails nor for what does not end', async () => {
  equal(await Promise.all([soon(Promise.reject(new Error('no')), 1), soon(NEVER, 2), soon(Promise.resolve(3), 0)]), [1, 2, 3]);
});
