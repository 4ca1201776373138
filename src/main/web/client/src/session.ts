import type { AccountNote, AccountNotes } from './account-note.js';
import { ApiError } from './api-error.js';
import type { ServerClock } from './clock.js';
import type { Environment } from './environment.js';
import type { Call, Rest } from './rest.js';
import type { Tabs } from './tabs.js';
import type { Edge, Me, Time, UserId } from './values.js';

/** What a login or a refresh answers. */
export interface SignedIn {
  user: Me;
  deviceId: string;
  accessToken: string;
  accessTokenExpiresAt: Time;
  edge: Edge;
}

export interface Device {
  name: string;
  platform: string;
}

interface Parts {
  rest: Rest;
  clock: ServerClock;
  environment: Environment;
  tabs: Tabs;
  notes: AccountNotes;
  device: Device;
  /** Told when the session is over through no wish of this tab's user. */
  onEnd: (code: string) => void;
}

/** A token this near to its end is exchanged before it is used. */
const EARLY_MS = 30_000;

/**
 * Who is signed in, and the tokens. The access token lives in memory; the refresh token in a cookie that no script can read.
 * Tokens are exchanged one at a time over all tabs, and what one tab gets all of them use.
 */
export class Session {
  readonly #parts: Parts;
  #user: UserId | undefined;
  #token = '';
  /** By the clock that only goes forward, for the other one may be wrong. */
  #endsAt = 0;
  #renewing: Promise<SignedIn | undefined> | undefined;
  #last: AccountNote | undefined;

  constructor(parts: Parts) {
    this.#parts = parts;
    this.#user = parts.notes.read()?.user;
    parts.tabs.hear(news => {
      if (news.user !== this.#user) {
        return;
      }
      if (news.type === 'signed-out') {
        this.end('unauthenticated');
      } else {
        this.#take(news.token, news.lastsMs);
      }
    });
  }

  /** The user who is signed in here, as far as this browser knows. */
  get user(): UserId | undefined {
    return this.#user;
  }

  /** Who is signed in here, or was last. */
  get lastUser(): UserId | undefined {
    return this.#user ?? this.#last?.user;
  }

  async signUp(username: string, password: string, displayName: string): Promise<void> {
    await this.#parts.rest.call({ method: 'POST', path: '/users', body: { username, password, displayName } });
  }

  /** Logs in, as the device that this browser was for the same user before. */
  async logIn(username: string, password: string): Promise<SignedIn> {
    const note = this.#parts.notes.read() ?? this.#last;
    const known = note?.username === username ? note.device : undefined;
    try {
      return this.#begin(await this.#create(username, password, known));
    } catch (error) {
      if (known === undefined || !(error instanceof ApiError) || error.code !== 'not_found') {
        throw error;
      }
      return this.#begin(await this.#create(username, password));
    }
  }

  /** Signs this device out, on the server too if it can be reached. */
  async logOut(): Promise<void> {
    try {
      await this.call({ method: 'DELETE', path: '/sessions/current' });
    } finally {
      if (this.#user !== undefined) {
        this.#parts.tabs.tell({ type: 'signed-out', user: this.#user });
      }
      this.#forget();
    }
  }

  /** A call as the user; a token that ran out meanwhile is exchanged once. */
  async call<T>(call: Call): Promise<T> {
    const token = await this.token();
    try {
      return await this.#parts.rest.call<T>({ ...call, token });
    } catch (error) {
      if (!(error instanceof ApiError) || !error.endsSession) {
        throw error;
      }
      await this.renew(token);
      return this.#parts.rest.call<T>({ ...call, token: this.#token });
    }
  }

  /** An access token that is good for a while. */
  async token(): Promise<string> {
    if (this.lastsMs() < EARLY_MS) {
      await this.renew();
    }
    return this.#token;
  }

  /** How long the access token is still good. */
  lastsMs(): number {
    return this.#endsAt - this.#parts.environment.now();
  }

  /**
   * Exchanges the tokens, unless another tab has done so meanwhile.
   *
   * @param stale the token that turned out to be no good
   * @returns what the server said, if it was asked
   */
  renew(stale = this.#token): Promise<SignedIn | undefined> {
    this.#renewing ??= this.#parts.tabs.alone(() => this.#renewUnlessDone(stale)).finally(() => {
      this.#renewing = undefined;
    });
    return this.#renewing;
  }

  async #renewUnlessDone(stale: string): Promise<SignedIn | undefined> {
    if (this.#token !== stale && this.lastsMs() > EARLY_MS) {
      return undefined;
    }
    if (this.#user === undefined) {
      throw new ApiError(401, { code: 'unauthenticated' });
    }
    try {
      return this.#checked(await this.#parts.rest.call<SignedIn>({
        method: 'POST', path: '/sessions/refresh', body: { cookie: true }, keepalive: true,
      }));
    } catch (error) {
      if (error instanceof ApiError && error.endsSession) {
        this.end(error.code);
      }
      throw error;
    }
  }

  /** Another tab may have logged in as somebody else. */
  #checked(signedIn: SignedIn): SignedIn {
    if (signedIn.user.id !== this.#user) {
      throw new ApiError(401, { code: 'unauthenticated' });
    }
    return this.#keep(signedIn);
  }

  #create(username: string, password: string, deviceId?: string): Promise<SignedIn> {
    const body = { username, password, deviceId, device: this.#parts.device, cookie: true };
    return this.#parts.rest.call({ method: 'POST', path: '/sessions', body });
  }

  #begin(signedIn: SignedIn): SignedIn {
    this.#user = signedIn.user.id;
    const { id: user, username } = signedIn.user;
    this.#parts.notes.write({ user, username, device: signedIn.deviceId });
    return this.#keep(signedIn);
  }

  #keep(signedIn: SignedIn): SignedIn {
    const lastsMs = Date.parse(signedIn.accessTokenExpiresAt) - this.#parts.clock.now();
    this.#take(signedIn.accessToken, lastsMs);
    this.#parts.tabs.tell({ type: 'token', user: signedIn.user.id, token: signedIn.accessToken, lastsMs });
    return signedIn;
  }

  #take(token: string, lastsMs: number): void {
    this.#token = token;
    this.#endsAt = this.#parts.environment.now() + lastsMs;
  }

  /** The session is over: only a login helps. */
  end(code: string): void {
    if (this.#user !== undefined) {
      this.#forget();
      this.#parts.onEnd(code);
    }
  }

  /** The device is remembered for as long as the page is there, so that the next login goes on with it. */
  #forget(): void {
    this.#last = this.#parts.notes.read();
    this.#parts.notes.write(undefined);
    this.#user = undefined;
    this.#token = '';
    this.#endsAt = 0;
  }
}
