import type { Route } from './routes.js';
import { address, routeOf } from './routes.js';
import { Store } from './store.js';

export type { Page, Route } from './routes.js';
export { address } from './routes.js';

/** The address holds no more than the route: no token ever. */
export const route = new Store<Route>(routeOf(location.hash));

export function listenToAddress(): void {
  window.addEventListener('hashchange', () => route.set(routeOf(location.hash)));
}

export function go(to: Route): void {
  location.hash = address(to);
}

/** The message that was to be shown is shown: the address is that of the chat from now on. */
export function forgetTarget(): void {
  const { value } = route;
  if (value.name === 'chat') {
    const plain: Route = { name: 'chat', conversation: value.conversation };
    history.replaceState(null, '', address(plain));
    route.set(plain);
  }
}
