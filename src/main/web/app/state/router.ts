import type { ConversationId } from '../../client/src/index.js';
import { Store } from './store.js';

/** Where one is. A screen more is a line more here and a case more in `Messenger`. */
export type Route = { name: 'home' } | { name: 'chat'; conversation: ConversationId };

const CHAT = /^#\/c\/((?:d:\d{1,19}:|g:)\d{1,19})$/;

/** The address holds no more than the route: no token ever. */
export const route = new Store<Route>(read(location.hash));

export function listenToAddress(): void {
  window.addEventListener('hashchange', () => route.set(read(location.hash)));
}

/** Where a route is in the address. */
export function address(to: Route): string {
  return to.name === 'chat' ? `#/c/${to.conversation}` : '#/';
}

export function go(to: Route): void {
  location.hash = address(to);
}

function read(hash: string): Route {
  const conversation = CHAT.exec(hash.replaceAll('%3A', ':'))?.[1];
  return conversation === undefined ? { name: 'home' } : { name: 'chat', conversation };
}
