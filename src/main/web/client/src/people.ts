import type { Replica } from './replica.js';
import type { Session } from './session.js';
import type { Person, UserId } from './values.js';

/** Who is who. People are asked for when they are first met, once each. */
export class People {
  readonly #replica: Replica;
  readonly #session: Session;
  readonly #onChange: () => void;
  readonly #asked = new Set<UserId>();

  constructor(replica: Replica, session: Session, onChange: () => void) {
    this.#replica = replica;
    this.#session = session;
    this.#onChange = onChange;
  }

  /** All whom this device has met. */
  get known(): Person[] {
    return [...this.#replica.people.values()];
  }

  /** Somebody as far as known; who is not known is asked for, and the listener told. */
  get(id: UserId): Person | undefined {
    const known = this.#replica.people.get(id);
    if (!known) {
      void this.fetch(id);
    }
    return known;
  }

  /** Asks the server for what somebody is called now, and says of themselves. */
  async refresh(id: UserId): Promise<void> {
    this.#asked.add(id);
    await this.#meet(await this.#session.call<Person>({ method: 'GET', path: `/users/${encodeURIComponent(id)}` }));
  }

  /** Asks the server, unless it was asked before. */
  async fetch(id: UserId): Promise<void> {
    if (this.#asked.has(id)) {
      return;
    }
    try {
      await this.refresh(id);
    } catch {
      this.#asked.delete(id);
    }
  }

  /** Finds somebody by name; fails with `not_found` when there is nobody. */
  async find(username: string): Promise<Person> {
    const path = `/users?username=${encodeURIComponent(username)}`;
    const person = await this.#session.call<Person>({ method: 'GET', path });
    await this.#meet(person);
    return person;
  }

  async #meet(person: Person): Promise<void> {
    await this.#replica.meet([person]).catch(() => undefined);
    this.#onChange();
  }
}
