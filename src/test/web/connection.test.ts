import type { ConnectionState, ServerFrame, SocketListener, Transport } from '../../main/web/client/src/index.js';
import { ApiError, Connection, afterClose } from '../../main/web/client/src/index.js';
import { TestTime, equal, test } from './harness.js';

const EDGE = { url: 'http://e', websocket: 'ws://e/ws', sockjs: 'http://e/sockjs', region: 'r' };
const WELCOME = { type: 'welcome', heartbeatMs: 30_000, serverTime: '2030-01-01T00:00:00.000Z', limits: {} };

/** A connection to a server that says what the test says. */
class Bench {
  readonly time = new TestTime();
  readonly states: ConnectionState[] = [];
  readonly frames: ServerFrame[] = [];
  readonly sockets: { transport: string; listener: SocketListener; sent: { type: string; cursor?: string }[]; closed: boolean }[] = [];
  cursor: string | undefined;
  renewals = 0;
  edges = 0;
  edge: () => Promise<typeof EDGE> = () => Promise.resolve(EDGE);
  renewal: () => Promise<unknown> = () => Promise.resolve();
  readonly connection = new Connection({
    environment: this.time,
    transports: [this.transport('websocket'), this.transport('sockjs')],
    token: () => Promise.resolve('token'),
    tokenLastsMs: () => 900_000,
    renew: () => {
      this.renewals++;
      return this.renewal();
    },
    edge: () => {
      this.edges++;
      return this.edge();
    },
    cursor: () => this.cursor,
    onState: state => this.states.push(state),
    onWelcome: () => undefined,
    onFrame: frame => this.frames.push(frame),
  });

  transport(name: string): Transport {
    return {
      name,
      open: (_, listener) => {
        const socket = { transport: name, listener, sent: [] as { type: string }[], closed: false };
        this.sockets.push(socket);
        return {
          send: text => socket.sent.push(JSON.parse(text) as { type: string }),
          close: () => {
            socket.closed = true;
          },
        };
      },
    };
  }

  get socket() {
    return this.sockets.at(-1)!;
  }

  get state(): string {
    return this.states.at(-1)?.name ?? '';
  }

  say(frame: object): void {
    this.socket.listener.text(JSON.stringify(frame));
  }

  async online(): Promise<this> {
    this.connection.start(EDGE);
    await this.time.pass(0);
    this.socket.listener.open();
    this.say(WELCOME);
    return this;
  }
}

test('classes close codes as the contract does', () => {
  equal([4400, 4403, 4409, 4429].map(afterClose), ['stop', 'stop', 'stop', 'stop']);
  equal([4401, 4501].map(afterClose), ['refresh', 'refresh']);
  equal([1000, 1006, 1009, 4500, 4503, 4508, 4512, 4999].map(afterClose), Array(8).fill('reconnect'));
});

test('says hello with the cursor that it has', async () => {
  const bench = new Bench();
  bench.cursor = 'c1';
  await bench.online();
  equal(bench.socket.sent[0], { type: 'hello', token: 'token', v: 1, cursor: 'c1' });
  equal(bench.state, 'online');
});

test('comes back after a loss, later each time, and at once when it is hurried', async () => {
  const bench = await new Bench().online();
  bench.socket.listener.close(1006);
  equal(bench.state, 'waiting');
  await bench.time.pass(400);
  equal(bench.sockets.length, 2);
  bench.socket.listener.close(1006);
  await bench.time.pass(400);
  equal(bench.sockets.length, 2);
  bench.connection.hurry();
  await bench.time.pass(0);
  equal(bench.sockets.length, 3);
});

test('asks for an edge after a loss, and takes the last one when nobody answers', async () => {
  const bench = await new Bench().online();
  bench.edge = () => Promise.reject(new ApiError(0, { code: 'offline' }));
  bench.socket.listener.close(1006);
  await bench.time.pass(1_000);
  equal([bench.edges, bench.sockets.length], [1, 2]);
});

test('waits when no edge takes it in', async () => {
  const bench = await new Bench().online();
  bench.edge = () => Promise.reject(new ApiError(503, { code: 'unavailable' }));
  bench.socket.listener.close(1006);
  await bench.time.pass(400);
  equal([bench.edges, bench.sockets.length, bench.state], [1, 1, 'waiting']);
});

test('takes SockJS when a WebSocket does not open, and tries the other again when that fails too', async () => {
  const bench = new Bench();
  bench.connection.start(EDGE);
  await bench.time.pass(0);
  bench.socket.listener.close(1006);
  await bench.time.pass(5_000);
  equal(bench.sockets.slice(0, 2).map(socket => socket.transport), ['websocket', 'sockjs']);
  bench.socket.listener.close(1006);
  await bench.time.pass(2_000);
  equal(bench.socket.transport, 'websocket');
  equal(bench.edges, 2);
});

test('gives up a socket that does not open in time', async () => {
  const bench = new Bench();
  bench.connection.start(EDGE);
  await bench.time.pass(8_100);
  equal([bench.sockets[0]?.closed, bench.state], [true, 'waiting']);
});

test('stops when it was replaced, and says why', async () => {
  const bench = await new Bench().online();
  bench.socket.listener.close(4409);
  await bench.time.pass(60_000);
  equal([bench.state, bench.sockets.length], ['stopped', 1]);
  equal(bench.states.at(-1), { name: 'stopped', code: 4409 });
});

test('takes the close code from the last frame of SockJS', async () => {
  const bench = await new Bench().online();
  bench.say({ type: 'close', code: 4403, reason: '' });
  equal(bench.states.at(-1), { name: 'stopped', code: 4403 });
});

test('renews an old token, then reconnects', async () => {
  const bench = await new Bench().online();
  bench.socket.listener.close(4501);
  await bench.time.pass(1_000);
  equal([bench.renewals, bench.sockets.length], [1, 2]);
});

test('stops when the session is over', async () => {
  const bench = await new Bench().online();
  bench.renewal = () => Promise.reject(new ApiError(401, { code: 'token_reused' }));
  bench.socket.listener.close(4501);
  await bench.time.pass(1_000);
  equal(bench.states.at(-1), { name: 'stopped', code: 4401 });
});

test('stays as long as a draining edge says, and asks for another', async () => {
  const bench = await new Bench().online();
  bench.say({ type: 'reconnect', afterMs: 7_000, reason: 'draining' });
  await bench.time.pass(6_900);
  equal([bench.state, bench.sockets.length, bench.edges], ['online', 1, 0]);
  await bench.time.pass(200);
  equal([bench.sockets.length, bench.edges], [2, 1]);
});

test('comes back no sooner than it was told, though the edge is gone before', async () => {
  const bench = await new Bench().online();
  bench.say({ type: 'reconnect', afterMs: 7_000, reason: 'draining' });
  bench.socket.listener.close(4512);
  await bench.time.pass(6_900);
  equal([bench.state, bench.sockets.length], ['waiting', 1]);
  await bench.time.pass(200);
  equal([bench.sockets.length, bench.edges], [2, 1]);
});

test('beats, and gives up a server that is silent', async () => {
  const bench = await new Bench().online();
  await bench.time.pass(25_000);
  equal(bench.socket.sent.filter(frame => frame.type === 'heartbeat').length, 1);
  await bench.time.pass(60_000);
  equal(bench.sockets[0]!.closed, true);
});

test('renews its token before the end, on the same socket', async () => {
  const bench = await new Bench().online();
  for (let minute = 0; minute < 13; minute++) {
    await bench.time.pass(60_000 / 3);
    bench.say({ type: 'heartbeat' });
    await bench.time.pass(60_000 / 3);
    bench.say({ type: 'heartbeat' });
    await bench.time.pass(60_000 / 3);
    bench.say({ type: 'heartbeat' });
  }
  equal([bench.sockets.length, bench.renewals], [1, 1]);
  equal(bench.socket.sent.filter(frame => frame.type === 'token').length, 1);
});

test('syncs every five minutes from the last cursor', async () => {
  const bench = await new Bench().online();
  bench.cursor = 'c9';
  for (let turn = 0; turn < 16; turn++) {
    await bench.time.pass(20_000);
    bench.say({ type: 'heartbeat' });
  }
  equal(bench.socket.sent.filter(frame => frame.type === 'sync'), [{ type: 'sync', cursor: 'c9' }]);
});

test('takes no notice of what is no frame', async () => {
  const bench = await new Bench().online();
  bench.socket.listener.text('nonsense');
  bench.socket.listener.text('7');
  bench.say({ type: 'of a newer server' });
  equal(bench.state, 'online');
});
