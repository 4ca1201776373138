import type { AccountNotes } from './account-note.js';
import type { ConnectionState } from './connection.js';
import { Connection } from './connection.js';
import { ServerClock } from './clock.js';
import { CLOSED } from './close-codes.js';
import { Emitter } from './emitter.js';
import type { Environment } from './environment.js';
import { Rest } from './rest.js';
import type { Device, SignedIn } from './session.js';
import { Session } from './session.js';
import type { Storage } from './storage.js';
import type { Tabs } from './tabs.js';
import type { Transport } from './transports.js';
import type { Limits, Message, UserEvent, UserId } from './values.js';
import { Workspace } from './workspace.js';

export interface ClientOptions {
  /** The address of the API, such as `https://chat.example.org/api/v1`. */
  api: string;
  device: Device;
  environment: Environment;
  tabs: Tabs;
  notes: AccountNotes;
  transports: readonly Transport[];
  /** Opens what is kept for a user. */
  storage: (user: UserId) => Promise<Storage>;
  /** Forgets what is kept for a user who is not here any more. */
  forget: (user: UserId) => Promise<void>;
}

/** What a client tells; a value that is `undefined` only says that something changed. */
export interface ClientEvents {
  /** Somebody is signed in, or nobody any more; with the code of the reason if it was no wish of the user. */
  session: { reason?: string };
  connection: ConnectionState;
  /** The list of conversations, or what is known about some of them. */
  conversations: undefined;
  /** Messages that came or changed. */
  messages: readonly Message[];
  /** What waits to be accepted. */
  pending: { conversation: string };
  /** Messages that others refer to were found. */
  quotes: { conversation: string };
  typing: { conversation: string };
  presence: { user: UserId };
  people: undefined;
  /** Friends, requests, blocks. */
  circle: undefined;
  /** A group: its name, its members, or that the user is in it. */
  group: { conversation: string };
  event: UserEvent;
}

/**
 * A device of a user: signs in, connects, keeps what comes, sends what is written. No part of it knows a user interface, nor
 * more of the browser than is handed to it.
 */
export class Client {
  readonly events = new Emitter<ClientEvents>();
  readonly clock: ServerClock;
  readonly session: Session;
  readonly #options: ClientOptions;
  readonly #connection: Connection;
  #workspace: Workspace | undefined;
  #state: ConnectionState = { name: 'connecting' };
  #limits: Limits | undefined;

  constructor(options: ClientOptions) {
    this.#options = options;
    const { environment, tabs, notes, device } = options;
    this.clock = new ServerClock(environment);
    const rest = new Rest(options.api, this.clock);
    const onEnd = (code: string) => this.#leave(code);
    this.session = new Session({ rest, clock: this.clock, environment, tabs, notes, device, onEnd });
    this.#connection = this.#connect();
  }

  /** What the signed-in user has; nothing when nobody is signed in. */
  get workspace(): Workspace | undefined {
    return this.#workspace;
  }

  get connection(): ConnectionState {
    return this.#state;
  }

  get limits(): Limits | undefined {
    return this.#limits;
  }

  /** Goes on with the session that this browser has, from what is kept; resolves to whether it has one. */
  async start(): Promise<boolean> {
    const user = this.session.user;
    if (user === undefined) {
      return false;
    }
    const storage = await this.#options.storage(user);
    const snapshot = await storage.load();
    if (snapshot.me) {
      this.#enter(new Workspace(this.#links(), storage, snapshot, snapshot.me));
      return true;
    }
    const me = await this.session.call<SignedIn['user']>({ method: 'GET', path: '/users/me' });
    this.#enter(new Workspace(this.#links(), storage, snapshot, me));
    return true;
  }

  signUp(username: string, password: string, displayName: string): Promise<void> {
    return this.session.signUp(username, password, displayName);
  }

  async logIn(username: string, password: string): Promise<void> {
    const before = this.session.lastUser;
    const signedIn = await this.session.logIn(username, password);
    if (before !== undefined && before !== signedIn.user.id) {
      await this.#options.forget(before);
    }
    const storage = await this.#options.storage(signedIn.user.id);
    this.#enter(new Workspace(this.#links(), storage, await storage.load(), signedIn.user), signedIn);
  }

  /** Signs out and forgets all that is kept here. */
  async logOut(): Promise<void> {
    const workspace = this.#workspace;
    this.#connection.stop();
    await this.session.logOut().catch(() => undefined);
    this.#leave();
    await workspace?.destroy();
  }

  /** Connects again after it was stopped, or at once while it waits. */
  reconnect(): void {
    if (this.#state.name === 'stopped') {
      this.#connection.start();
    } else {
      this.#connection.hurry();
    }
  }

  /** The browser says that there is no network, or that there is one again. */
  networkChanged(online: boolean): void {
    if (online) {
      this.#connection.hurry();
    } else {
      this.#connection.goOffline();
    }
  }

  /** The user is back after a while; timers of a page that nobody saw may be late. */
  woken(): void {
    this.#connection.hurry();
  }

  #enter(workspace: Workspace, signedIn?: SignedIn): void {
    this.#workspace = workspace;
    this.events.emit('session', {});
    void workspace.begin().finally(() => {
      if (this.#workspace === workspace) {
        this.#connection.start(signedIn?.edge);
      }
    });
  }

  #leave(reason?: string): void {
    this.#connection.stop();
    this.#workspace?.close();
    this.#workspace = undefined;
    this.events.emit('session', reason === undefined ? {} : { reason });
  }

  #links() {
    const { environment } = this.#options;
    const { session, clock, events } = this;
    return { environment, session, clock, events, send: this.#connection.send.bind(this.#connection) };
  }

  #connect(): Connection {
    return new Connection({
      environment: this.#options.environment,
      transports: this.#options.transports,
      token: () => this.session.token(),
      tokenLastsMs: () => this.session.lastsMs(),
      renew: () => this.session.renew(),
      edge: () => this.session.call({ method: 'GET', path: '/edge' }),
      cursor: () => this.#workspace?.cursor,
      onState: state => this.#onState(state),
      onWelcome: welcome => {
        this.clock.observe(welcome.serverTime);
        this.#limits = welcome.limits;
        this.#workspace?.connected();
      },
      onFrame: frame => this.#workspace?.take(frame),
    });
  }

  /** A device that was signed out elsewhere has to log in again. */
  #onState(state: ConnectionState): void {
    this.#state = state;
    if (state.name !== 'online') {
      this.#workspace?.disconnected();
    }
    this.events.emit('connection', state);
    if (state.name === 'stopped' && (state.code === CLOSED.REVOKED || state.code === CLOSED.UNAUTHENTICATED)) {
      this.session.end(state.code === CLOSED.REVOKED ? 'revoked' : 'unauthenticated');
    }
  }
}
