import { ApiError } from './api-error.js';
import { Backoff } from './backoff.js';
import { CLOSED, afterClose } from './close-codes.js';
import type { Environment } from './environment.js';
import type { ClientFrame, ServerFrame, Welcome } from './frames.js';
import { readFrame } from './frames.js';
import type { Socket, Transport } from './transports.js';
import type { Edge } from './values.js';

export type ConnectionState =
  | { name: 'connecting' }
  | { name: 'online'; transport: string }
  /** Waits until `at`, by the clock of the environment, and tries again. */
  | { name: 'waiting'; at: number }
  /** The browser says that there is no network. */
  | { name: 'offline' }
  /** It will not come back by itself; 0 when it was stopped from here. */
  | { name: 'stopped'; code: number };

export interface Links {
  environment: Environment;
  transports: readonly Transport[];
  /** A good access token; fails with 401 when the session is over. */
  token(): Promise<string>;
  tokenLastsMs(): number;
  /** Exchanges the token. */
  renew(): Promise<unknown>;
  edge(): Promise<Edge>;
  cursor(): string | undefined;
  onState(state: ConnectionState): void;
  onWelcome(welcome: Welcome): void;
  onFrame(frame: ServerFrame): void;
}

const OPEN_WITHIN_MS = 8_000;
const WELCOME_WITHIN_MS = 15_000;
const SYNC_EVERY_MS = 5 * 60_000;
const BEAT_AT = 0.8;
const SILENT_BEATS = 2;
const RENEW_AT = 0.8;
const SOONEST_RENEWAL_MS = 5_000;

/** Keeps one session at the edge: says hello, beats, renews the token, syncs now and then, and comes back after a loss. */
export class Connection {
  readonly #links: Links;
  readonly #backoff: Backoff;
  #edge: Edge | undefined;
  /** Whether to ask for an edge before going anywhere: this one was lost, or sends its clients away. */
  #left = false;
  #socket: Socket | undefined;
  #transport = 0;
  #opened = false;
  #welcomed = false;
  /** When a draining edge wants it to come back. */
  #returnAt = 0;
  #heardAt = 0;
  #running = false;
  /** Grows with each try, so that what comes late of an older one is known. */
  #attempt = 0;
  #timers = new Set<() => void>();

  constructor(links: Links) {
    this.#links = links;
    this.#backoff = new Backoff(links.environment);
  }

  /** Begins, at this edge if one is known. */
  start(edge?: Edge): void {
    this.#edge = edge ?? this.#edge;
    this.#left = edge === undefined;
    this.#running = true;
    this.#backoff.reset();
    void this.#connect();
  }

  stop(code = 0): void {
    this.#running = false;
    this.#drop();
    this.#links.onState({ name: 'stopped', code });
  }

  /** Comes back at once if it is waiting to: the network is there again, or the user is. */
  hurry(): void {
    if (this.#running && this.#socket === undefined) {
      this.#backoff.reset();
      void this.#connect();
    }
  }

  /** The browser lost its network. */
  goOffline(): void {
    if (this.#running) {
      this.#drop();
      this.#links.onState({ name: 'offline' });
    }
  }

  get online(): boolean {
    return this.#welcomed;
  }

  /** Sends a frame; false when the session is not up. */
  send(frame: ClientFrame): boolean {
    if (this.#welcomed) {
      this.#socket?.send(JSON.stringify(frame));
    }
    return this.#welcomed;
  }

  async #connect(): Promise<void> {
    this.#drop();
    const attempt = this.#attempt;
    this.#links.onState({ name: 'connecting' });
    try {
      const token = await this.#links.token();
      const edge = await this.#whereTo();
      if (attempt === this.#attempt && this.#running) {
        this.#open(edge, token);
      }
    } catch (error) {
      if (attempt === this.#attempt) {
        this.#retryUnlessOver(error);
      }
    }
  }

  /** When nobody can be asked, the last edge may still be there. */
  async #whereTo(): Promise<Edge> {
    if (this.#left || this.#edge === undefined) {
      try {
        this.#edge = await this.#links.edge();
        this.#left = false;
      } catch (error) {
        if (this.#edge === undefined || (error instanceof ApiError && error.status !== 0)) {
          throw error;
        }
      }
    }
    return this.#edge;
  }

  #open(edge: Edge, token: string): void {
    const transport = this.#links.transports[this.#transport]!;
    this.#opened = false;
    this.#after(OPEN_WITHIN_MS, () => this.#opened || this.#lost(CLOSED.LOST));
    this.#after(WELCOME_WITHIN_MS, () => this.#welcomed || this.#lost(CLOSED.LOST));
    this.#socket = transport.open(edge, {
      open: () => {
        this.#opened = true;
        const cursor = this.#links.cursor();
        this.#socket?.send(JSON.stringify({ type: 'hello', token, v: 1, ...(cursor !== undefined && { cursor }) }));
      },
      text: text => this.#heard(text),
      close: code => this.#lost(code),
    });
  }

  #heard(text: string): void {
    this.#heardAt = this.#links.environment.now();
    const frame = readFrame(text);
    if (frame === undefined) {
      return;
    }
    switch (frame.type) {
      case 'welcome': return this.#onWelcome(frame);
      case 'reconnect': return this.#onReconnect(frame.afterMs);
      case 'close': return this.#lost(frame.code);
      default: return this.#links.onFrame(frame);
    }
  }

  #onWelcome(welcome: Welcome): void {
    this.#welcomed = true;
    this.#returnAt = 0;
    this.#backoff.reset();
    this.#beat(welcome.heartbeatMs);
    this.#syncLater();
    this.#renewInTime();
    this.#links.onState({ name: 'online', transport: this.#links.transports[this.#transport]!.name });
    this.#links.onWelcome(welcome);
  }

  /** Goes on here until its time has come: the server spreads them, so that clients do not come to the next edge all at once. */
  #onReconnect(afterMs: number): void {
    this.#left = true;
    this.#returnAt = this.#links.environment.now() + afterMs;
    this.#after(afterMs, () => void this.#connect());
  }

  #lost(code: number): void {
    this.#left = true;
    if (!this.#opened) {
      this.#transport = (this.#transport + 1) % this.#links.transports.length;
    }
    const next = afterClose(code);
    if (next === 'stop') {
      this.stop(code);
    } else if (next === 'refresh') {
      void this.#renewAndRetry();
    } else {
      this.#drop();
      this.#wait(Math.max(this.#returnAt - this.#links.environment.now(), this.#backoff.next()));
    }
  }

  async #renewAndRetry(): Promise<void> {
    this.#drop();
    const attempt = this.#attempt;
    try {
      await this.#links.renew();
      if (attempt === this.#attempt) {
        this.#wait(this.#backoff.next());
      }
    } catch (error) {
      if (attempt === this.#attempt) {
        this.#retryUnlessOver(error);
      }
    }
  }

  #retryUnlessOver(error: unknown): void {
    if (error instanceof ApiError && error.endsSession) {
      this.stop(CLOSED.UNAUTHENTICATED);
    } else {
      const asked = error instanceof ApiError ? error.retryAfterMs : 0;
      this.#wait(Math.max(asked, this.#backoff.next()));
    }
  }

  #wait(ms: number): void {
    if (!this.#running) {
      return;
    }
    this.#links.onState({ name: 'waiting', at: this.#links.environment.now() + ms });
    this.#after(ms, () => void this.#connect());
  }

  #beat(everyMs: number): void {
    this.#after(everyMs * BEAT_AT, () => {
      if (this.#links.environment.now() - this.#heardAt > everyMs * SILENT_BEATS) {
        this.#lost(CLOSED.LOST);
      } else {
        this.send({ type: 'heartbeat' });
        this.#beat(everyMs);
      }
    });
  }

  #syncLater(): void {
    this.#after(SYNC_EVERY_MS, () => {
      const cursor = this.#links.cursor();
      if (cursor !== undefined) {
        this.send({ type: 'sync', cursor });
      }
      this.#syncLater();
    });
  }

  #renewInTime(): void {
    this.#after(Math.max(SOONEST_RENEWAL_MS, this.#links.tokenLastsMs() * RENEW_AT), async () => {
      const attempt = this.#attempt;
      try {
        await this.#links.renew();
        this.send({ type: 'token', token: await this.#links.token() });
      } catch {
        // the next round tries again; of a session that is over the client was told
      }
      if (attempt === this.#attempt) {
        this.#renewInTime();
      }
    });
  }

  #after(ms: number, action: () => void): void {
    const cancel = this.#links.environment.after(ms, () => {
      this.#timers.delete(cancel);
      action();
    });
    this.#timers.add(cancel);
  }

  #drop(): void {
    this.#attempt++;
    this.#timers.forEach(cancel => cancel());
    this.#timers.clear();
    this.#welcomed = false;
    this.#socket?.close();
    this.#socket = undefined;
  }
}
