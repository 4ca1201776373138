import type { WorkerNews } from './news.js';
import { PATIENCE_MS } from './news.js';
import type { WindowClient, WorkerScope } from './scope.js';

/** The pages of the app, the one that was used last first. */
export function windows({ clients }: WorkerScope): Promise<readonly WindowClient[]> {
  return clients.matchAll({ type: 'window', includeUncontrolled: true });
}

/** Tells a page something and resolves to whether it says yes; one that does not show is told, and not waited for. */
export function ask(window: WindowClient, news: WorkerNews): Promise<boolean> {
  const { port1, port2 } = new MessageChannel();
  return new Promise(resolve => {
    setTimeout(() => resolve(false), window.visibilityState === 'visible' ? PATIENCE_MS : 0);
    port1.onmessage = ({ data }) => resolve(data === true);
    window.postMessage(news, [port2]);
  });
}
