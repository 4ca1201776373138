import type { Replica } from './replica.js';
import type { Session } from './session.js';
import type { Me, Time, UserEvent } from './values.js';

/** Somewhere the user is signed in. */
export interface SignedInDevice {
  id: string;
  name: string;
  platform: string;
  createdAt: Time;
  lastSeenAt: Time;
  /** Whether it is this one. */
  current: boolean;
}

export type ProfileChange = Partial<Omit<Me, 'id' | 'username'>>;

/** The user's own profile, settings and devices. */
export class Account {
  readonly #replica: Replica;
  readonly #session: Session;
  readonly #onChange: () => void;
  /** Changes reach the server one after the other. */
  #changing: Promise<unknown> = Promise.resolve();
  #changes = 0;

  constructor(replica: Replica, session: Session, onChange: () => void) {
    this.#replica = replica;
    this.#session = session;
    this.#onChange = onChange;
  }

  /** Asks for the profile: another device may have changed it. What is changed here meanwhile brings its own answer. */
  async refresh(): Promise<void> {
    await this.#changing;
    const changes = this.#changes;
    const me = await this.#session.call<Me>({ method: 'GET', path: '/users/me' });
    if (changes === this.#changes) {
      this.#take(me);
    }
  }

  /** News from the server: another device may have changed the profile. */
  hear({ name }: UserEvent): void {
    if (name === 'profile.changed') {
      void this.refresh().catch(() => undefined);
    }
  }

  /** Changes the profile, what is left out stays; at once, unless the server refuses. */
  async change(change: ProfileChange): Promise<void> {
    const number = ++this.#changes;
    const before = this.#replica.me;
    this.#take({ ...before, ...change });
    const changed = this.#changing.then(() => this.#session.call<Me>({ method: 'PATCH', path: '/users/me', body: change }));
    this.#changing = changed.catch(() => undefined);
    try {
      const me = await changed;
      if (number === this.#changes) {
        this.#take(me);
      }
    } catch (error) {
      const fields = Object.keys(change) as (keyof ProfileChange)[];
      this.#take({ ...this.#replica.me, ...Object.fromEntries(fields.map(field => [field, before[field]])) });
      throw error;
    }
  }

  async devices(): Promise<SignedInDevice[]> {
    const { devices } = await this.#session.call<{ devices: SignedInDevice[] }>({ method: 'GET', path: '/devices' });
    return devices;
  }

  /** Signs a device out, wherever it is. */
  async revoke(device: string): Promise<void> {
    await this.#session.call({ method: 'DELETE', path: `/devices/${device}` });
  }

  #take(me: Me): void {
    void this.#replica.commit({ me, people: [me] }).catch(() => undefined);
    this.#onChange();
  }
}
