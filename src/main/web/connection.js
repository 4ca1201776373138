import { openSocket } from './sockets.js';

const FIRST_DELAY_MS = 500;
const LONGEST_DELAY_MS = 30_000;
const OPEN_WITHIN_MS = 10_000;
const SYNC_EVERY_MS = 5 * 60_000;
const RENEW_TOKEN_AT = 0.8;
const NEVER_OPENED_BEFORE_SOCKJS = 2;

/**
 * Keeps one session at the edge alive: says hello, beats, renews the token, and comes back after a loss. The cursor that the
 * server gave last is where the next hello starts.
 *
 * `listener` has `frame(frame)`, `state(name, reason)` with `connecting`, `online` or `stopped`.
 */
export class Connection {
  #api;
  #listener;
  #edge;
  #socket = null;
  #cursor;
  #failures = 0;
  #neverOpened = 0;
  #useSockJs = false;
  #welcomed = false;
  #lastHeard = 0;
  #timers = new Set();
  #stopped = true;

  constructor(api, listener) {
    this.#api = api;
    this.#listener = listener;
  }

  /** Begins a session that only gets what follows. */
  start(edge) {
    this.#cursor = undefined;
    this.resume(edge);
  }

  /** Begins a session that goes on where the last one ended. */
  resume(edge) {
    this.#edge = edge;
    this.#stopped = false;
    this.#failures = 0;
    this.#connect();
  }

  /** Ends the session. */
  stop(reason) {
    this.#stopped = true;
    this.#drop();
    this.#listener.state('stopped', reason);
  }

  /** Sends a frame if the session is up; what has to arrive is sent again after the next welcome. */
  send(frame) {
    if (this.#welcomed) {
      this.#socket.send(JSON.stringify(frame));
    }
  }

  /** Comes back at once, if it is waiting to: the network is there again. */
  hurry() {
    if (!this.#stopped && !this.#socket) {
      this.#connect();
    }
  }

  async #connect() {
    this.#drop();
    this.#listener.state('connecting');
    try {
      const token = await this.#api.accessToken();
      if (!this.#stopped) {
        this.#open(token);
      }
    } catch (error) {
      this.#retryUnless(error.status === 401);
    }
  }

  #open(token) {
    let opened = false;
    this.#after(OPEN_WITHIN_MS, () => this.#welcomed || this.#lost(1006, opened));
    this.#socket = openSocket(this.#edge, this.#useSockJs, {
      open: () => {
        opened = true;
        this.#neverOpened = 0;
        this.#socket.send(JSON.stringify({ type: 'hello', token, v: 1, cursor: this.#cursor }));
      },
      text: text => this.#heard(JSON.parse(text)),
      close: code => this.#lost(code, opened),
    });
  }

  #heard(frame) {
    this.#lastHeard = Date.now();
    if (frame.type === 'welcome') {
      this.#onWelcome(frame);
    } else if (frame.type === 'synced') {
      this.#onSynced(frame);
    } else if (frame.type === 'reconnect') {
      this.#onReconnect(frame);
    } else if (frame.type === 'close') {
      this.#lost(frame.code, true);
    } else if (frame.code === 'bad_cursor') {
      this.#cursor = undefined;
    }
    this.#listener.frame(frame);
  }

  #onWelcome(frame) {
    this.#welcomed = true;
    this.#failures = 0;
    this.#beat(frame.heartbeatMs);
    this.#after(SYNC_EVERY_MS, () => this.#syncRegularly());
    this.#renewTokenInTime();
    this.#listener.state('online');
  }

  #onSynced(frame) {
    this.#cursor = frame.cursor;
    if (frame.more) {
      this.send({ type: 'sync', cursor: frame.cursor });
    }
  }

  #onReconnect(frame) {
    this.#drop();
    this.#listener.state('connecting');
    this.#after(frame.afterMs, async () => {
      this.#edge = await this.#api.edge().catch(() => this.#edge);
      this.#connect();
    });
  }

  #lost(code, opened) {
    if (!opened && ++this.#neverOpened >= NEVER_OPENED_BEFORE_SOCKJS) {
      this.#neverOpened = 0;
      this.#useSockJs = !this.#useSockJs;
    }
    if (code === 4401 || code === 4501) {
      this.#refreshAndReconnect();
    } else if (code >= 4000 && code < 4500) {
      this.stop(code);
    } else {
      this.#retryUnless(this.#stopped);
    }
  }

  async #refreshAndReconnect() {
    this.#drop();
    try {
      await this.#api.refresh();
      this.#retryUnless(false);
    } catch (error) {
      this.#retryUnless(error.status === 401);
    }
  }

  /** Full jitter: anything from nothing to a delay that doubles, so that a crowd does not come back at once. */
  #retryUnless(over) {
    this.#drop();
    if (over || this.#stopped) {
      return;
    }
    this.#listener.state('connecting');
    const most = Math.min(LONGEST_DELAY_MS, FIRST_DELAY_MS * 2 ** this.#failures++);
    this.#after(Math.random() * most, () => this.#connect());
  }

  #beat(everyMs) {
    this.#after(everyMs * 0.8, () => {
      if (Date.now() - this.#lastHeard > everyMs * 2) {
        this.#lost(1006, true);
      } else {
        this.send({ type: 'heartbeat' });
        this.#beat(everyMs);
      }
    });
  }

  #syncRegularly() {
    if (this.#cursor) {
      this.send({ type: 'sync', cursor: this.#cursor });
    }
    this.#after(SYNC_EVERY_MS, () => this.#syncRegularly());
  }

  #renewTokenInTime() {
    this.#after(Math.max(1_000, this.#api.accessTokenLasts() * RENEW_TOKEN_AT), async () => {
      try {
        await this.#api.refresh();
        this.send({ type: 'token', token: await this.#api.accessToken() });
      } catch (tryAgainSoon) {
        // the next round tries again; a session that is over was told to the app
      }
      this.#renewTokenInTime();
    });
  }

  #after(ms, action) {
    const timer = setTimeout(() => { this.#timers.delete(timer); action(); }, ms);
    this.#timers.add(timer);
  }

  #drop() {
    this.#timers.forEach(clearTimeout);
    this.#timers.clear();
    this.#welcomed = false;
    this.#socket?.close();
    this.#socket = null;
  }
}
