import type { Tie, TieNews } from './circle.js';
import { circleAfter, tieTo } from './circle.js';
import { Latest } from './latest.js';
import type { Replica } from './replica.js';
import type { Call } from './rest.js';
import type { Session } from './session.js';
import type { Circle, Person, Presence, UserEvent, UserId } from './values.js';

interface Told {
  friends: (Person & { presence?: Presence })[];
  incoming: Person[];
  outgoing: Person[];
}

export interface FriendsLinks {
  replica: Replica;
  session: Session;
  onChange(): void;
  /** The server told who is online. */
  onPresence(presence: Presence): void;
  /** Who sees whom may have changed. */
  onSight(user: UserId): void;
}

/** Friends, requests and blocks: as the server last told, as they changed since, and changing them. */
export class Friends {
  readonly #links: FriendsLinks;
  readonly #heard = new Latest();
  /** Counts what happened, so that an answer that was on its way meanwhile is known to be old. */
  #happened = 0;
  /** Whether news came since the server answered: what catching up repeats may be older than its answer. */
  #doubtful = false;
  #fresh = false;

  constructor(links: FriendsLinks) {
    this.#links = links;
  }

  get circle(): Circle {
    return this.#links.replica.circle;
  }

  /** Whether it was read since this page was opened. */
  get fresh(): boolean {
    return this.#fresh;
  }

  tie(user: UserId): Tie | undefined {
    return tieTo(user, this.circle);
  }

  /** Asks the server; again when something happened meanwhile. */
  async refresh(): Promise<void> {
    const { session, replica, onChange, onPresence } = this.#links;
    const before = this.#happened;
    const [told, { blocked }] = await Promise.all([
      session.call<Told>({ method: 'GET', path: '/friends' }),
      session.call<{ blocked: Person[] }>({ method: 'GET', path: '/blocks' }),
    ]);
    if (before !== this.#happened) {
      return this.refresh();
    }
    this.#fresh = true;
    this.#doubtful = false;
    const { friends, incoming, outgoing } = told;
    const circle = { friends: ids(friends), incoming: ids(incoming), outgoing: ids(outgoing), blocked: ids(blocked) };
    void replica.commit({ circle }).catch(() => undefined);
    void replica.meet([...friends, ...incoming, ...outgoing, ...blocked].map(brief)).catch(() => undefined);
    friends.forEach(({ presence }) => presence && onPresence(presence));
    onChange();
  }

  /** Asks for friendship; who was asked by the other one is a friend then. */
  async request(user: UserId): Promise<void> {
    await this.#links.session.call({ method: 'POST', path: '/friends/requests', body: { userId: user } });
    await this.refresh();
  }

  accept(user: UserId): Promise<void> {
    return this.#change(user, { method: 'POST', path: `/friends/requests/${user}/accept` }, { name: 'accepted' });
  }

  decline(user: UserId): Promise<void> {
    return this.#change(user, { method: 'POST', path: `/friends/requests/${user}/decline` }, { name: 'ended' });
  }

  /** Ends a friendship, or takes a request back. */
  remove(user: UserId): Promise<void> {
    return this.#change(user, { method: 'DELETE', path: `/friends/${user}` }, { name: 'ended' });
  }

  block(user: UserId): Promise<void> {
    return this.#change(user, { method: 'PUT', path: `/blocks/${user}` }, { name: 'blocked' });
  }

  unblock(user: UserId): Promise<void> {
    return this.#change(user, { method: 'DELETE', path: `/blocks/${user}` }, { name: 'unblocked' });
  }

  /** News from the server, on whichever device it was done. */
  hear(event: UserEvent): void {
    const news = newsOf(event, this.#links.replica.me.id);
    const person = event.body['user'] as Person | undefined;
    if (news && person && this.#heard.take(person.id, event.id)) {
      void this.#links.replica.meet([brief(person)]).catch(() => undefined);
      this.#doubtful = true;
      this.#happens(person.id, news);
    }
  }

  /** All that was missed has been heard. Not all is told: who is declined hears nothing, and may have heard their own request again. */
  caughtUp(): void {
    if (this.#doubtful) {
      void this.refresh().catch(() => undefined);
    }
  }

  async #change(user: UserId, call: Call, news: TieNews): Promise<void> {
    await this.#links.session.call(call);
    this.#happens(user, news);
  }

  #happens(user: UserId, news: TieNews): void {
    this.#happened++;
    void this.#links.replica.commit({ circle: circleAfter(this.circle, user, news) }).catch(() => undefined);
    this.#links.onSight(user);
    this.#links.onChange();
  }
}

function newsOf({ name, body }: UserEvent, me: UserId): TieNews | undefined {
  switch (name) {
    case 'friend.requested': return { name: 'requested', mine: body['by'] === me };
    case 'friend.accepted': return { name: 'accepted' };
    case 'friend.declined':
    case 'friend.removed': return { name: 'ended' };
    case 'block.changed': return { name: body['blocked'] === true ? 'blocked' : 'unblocked' };
    default: return undefined;
  }
}

function ids(people: readonly Person[]): UserId[] {
  return people.map(one => one.id);
}

function brief({ id, username, displayName, avatar }: Person): Person {
  return { id, username, displayName, ...(avatar !== undefined && { avatar }) };
}
