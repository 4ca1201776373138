import type { ClientFrame } from './frames.js';
import type { ConversationId, Presence, UserId } from './values.js';

const MOST_USERS = 500;

/** Who is online, as far as the server told. */
export class PresenceBoard {
  readonly #send: (frame: ClientFrame) => boolean;
  readonly #known = new Map<UserId, Presence>();
  #watched = new Set<UserId>();

  constructor(send: (frame: ClientFrame) => boolean) {
    this.#send = send;
  }

  of(user: UserId): Presence | undefined {
    return this.#known.get(user);
  }

  hear(presence: Presence): void {
    this.#known.set(presence.user, presence);
  }

  /** Asks about users that nobody asked about before. */
  watch(users: readonly UserId[]): void {
    const fresh = users.filter(user => !this.#watched.has(user));
    fresh.forEach(user => this.#watched.add(user));
    this.#ask(fresh);
  }

  /** Asks about users now: of those who are no friends nothing is told when they come and go. */
  look(users: readonly UserId[]): void {
    users.forEach(user => this.#watched.add(user));
    this.#ask(users);
  }

  /** Asks again about somebody: who may see whom has changed. */
  lookAnew(user: UserId): void {
    this.#known.delete(user);
    this.#ask([user]);
  }

  /** Asks about the members of a group, once. */
  lookAtGroup(conversation: ConversationId): void {
    this.#send({ type: 'presence', conversation });
  }

  /** Asks again about all: what was known may be old. */
  askAgain(): void {
    this.#ask([...this.#watched]);
  }

  /** Without a connection nobody knows. */
  forget(): void {
    this.#known.clear();
  }

  #ask(users: readonly UserId[]): void {
    for (let first = 0; first < users.length; first += MOST_USERS) {
      this.#send({ type: 'presence', users: users.slice(first, first + MOST_USERS) });
    }
  }
}
