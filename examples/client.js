// A complete client of Parley, for browsers and Node 22. In a terminal: node client.js http://localhost:8080 ann password ben
export class Parley {
  #unanswered = new Map(); #known = new Set(); #tries = 0; #session; #cursor; #socket;

  constructor(url, onMessage) { Object.assign(this, { api: `${url}/api/v1`, onMessage }); }

  async logIn(username, password) {
    this.#session = await this.call('POST', '/sessions', { username, password, device: { name: 'example', platform: 'js' } });
    this.#connect();
  }

  async call(method, path, body) {
    const headers = this.#session ? { Authorization: `Bearer ${this.#session.accessToken}` } : {};
    const answer = await fetch(this.api + path, { method, headers, ...body && { body: JSON.stringify(body) } });
    const json = answer.status === 204 ? {} : await answer.json();
    return answer.ok ? json : Promise.reject(json);
  }

  /** Resolves once the message is durable. Unanswered it is sent again with the same `ref`, which makes no second message. */
  send(to, text) {
    const frame = { type: 'send', ref: crypto.randomUUID(), to, text };
    if (this.#socket.welcome) this.#say(frame);
    return new Promise((accepted, failed) => this.#unanswered.set(frame.ref, { frame, accepted, failed }));
  }

  #say(frame) { this.#socket.send(JSON.stringify(frame)); }

  #connect() {
    const socket = this.#socket = new WebSocket(this.#session.edge.websocket);
    const beat = setInterval(() => socket.welcome && this.#say({ type: 'heartbeat' }), 20_000);
    const sync = setInterval(() => socket.welcome && this.#say({ type: 'sync', cursor: this.#cursor }), 300_000);
    socket.onopen = () => this.#say({ type: 'hello', token: this.#session.accessToken, cursor: this.#cursor });
    socket.onmessage = event => this.#hear(JSON.parse(event.data));
    socket.onclose = ({ code }) => { [beat, sync].forEach(clearInterval); if (code < 4000 || code >= 4500) this.#later(); };
  }

  /** Comes back with a fresh token, to the edge that takes clients now; 4000 to 4499 mean to stay away. */
  #later() {
    setTimeout(async () => {
      const { refreshToken } = this.#session;
      try { this.#session = await this.call('POST', '/sessions/refresh', { refreshToken }); this.#connect(); }
      catch ({ status }) { if (status !== 401) this.#later(); }
    }, Math.random() * Math.min(30_000, 500 * 2 ** this.#tries++));
  }

  #hear(frame) {
    const { type, id, ref, cursor } = frame, waiting = this.#unanswered.get(ref);
    if (type === 'welcome') {
      Object.assign(this.#socket, { welcome: frame }); this.#tries = 0;
      for (const { frame: sent } of this.#unanswered.values()) this.#say(sent);
    } else if (type === 'message' && !this.#known.has(id)) {
      this.#known.add(id); this.#say({ type: 'received', ids: [id] }); this.onMessage(frame);
    } else if (type === 'synced') {
      this.#cursor = cursor; if (frame.more) this.#say({ type: 'sync', cursor });
    } else if (waiting?.[type]) {
      this.#unanswered.delete(ref); waiting[type](frame);
    }
  }
}
if (globalThis.process?.argv[1]?.endsWith('client.js')) {
  const [url, username, password, other] = process.argv.slice(2);
  const parley = new Parley(url, ({ from, text }) => console.log(`${from}: ${text}`));
  await parley.logIn(username, password);
  const { id: user } = await parley.call('GET', `/users?username=${other}`);
  for await (const line of (await import('node:readline')).createInterface({ input: process.stdin }))
    await parley.send({ user }, line).then(({ id }) => console.log(`sent ${id}`), ({ code }) => console.log(`failed: ${code}`));
}
