import type { ConversationId, MessageId, UserId } from '../../client/src/index.js';

const PAGES = ['people', 'new-group', 'settings', 'devices'] as const;

/** A screen that needs no more than its name. */
export type Page = (typeof PAGES)[number];

/** Where one is. A screen more is a line more here and a case more in `Messenger`. */
export type Route =
  | { name: 'home' }
  /** `about` shows beside the chat whom it is with; `message` is to be shown first. */
  | { name: 'chat'; conversation: ConversationId; about?: boolean; message?: MessageId }
  | { name: 'person'; user: UserId }
  | { name: Page };

const CHAT = /^#\/c\/((?:d:\d{1,19}:|g:)\d{1,19})(\/about|\/\d{1,19})?$/;
const PERSON = /^#\/u\/(\d{1,19})$/;

/** Where a route is in the address. */
export function address(to: Route): string {
  switch (to.name) {
    case 'home': return '#/';
    case 'chat': return `#/c/${to.conversation}${to.about ? '/about' : to.message === undefined ? '' : `/${to.message}`}`;
    case 'person': return `#/u/${to.user}`;
    default: return `#/${to.name}`;
  }
}

/** The route that an address has; the list of chats where it has none. */
export function routeOf(hash: string): Route {
  const [, conversation, more] = CHAT.exec(hash.replaceAll('%3A', ':')) ?? [];
  if (conversation !== undefined) {
    const rest = more === '/about' ? { about: true } : more === undefined ? {} : { message: more.slice(1) };
    return { name: 'chat', conversation, ...rest };
  }
  const user = PERSON.exec(hash)?.[1];
  const page = PAGES.find(one => hash === `#/${one}`);
  return user === undefined ? { name: page ?? 'home' } : { name: 'person', user };
}
