import type { AccountNote, Rest, TabNews, Tabs } from '../../main/web/client/src/index.js';
import { ApiError, ServerClock, Session } from '../../main/web/client/src/index.js';
import { TestTime, equal, fails, test } from './harness.js';
import { ANN } from './people.js';

/** A session in one of several tabs, and a server that answers as the test says. */
class Bench {
  readonly time = new TestTime();
  readonly clock = new ServerClock(this.time);
  readonly calls: string[] = [];
  readonly told: TabNews[] = [];
  readonly ends: string[] = [];
  note: AccountNote | undefined = { user: ANN.id, username: 'ann', device: '3' };
  user = ANN.id;
  tokens = 0;
  refuses: ApiError | undefined;
  hear: (news: TabNews) => void = () => undefined;
  readonly session: Session;

  constructor() {
    this.clock.observe('2030-01-01T00:00:00.000Z');
    const tabs: Tabs = {
      alone: action => action(),
      tell: news => this.told.push(news),
      hear: listener => {
        this.hear = listener;
      },
    };
    const notes = { read: () => this.note, write: (note: AccountNote | undefined) => void (this.note = note) };
    const rest = { call: this.#answer.bind(this) } as unknown as Rest;
    const device = { name: 'test', platform: 'web' };
    this.session = new Session({ rest, clock: this.clock, environment: this.time, tabs, notes, device, onEnd: code => this.ends.push(code) });
  }

  async #answer({ method, path, token }: { method: string; path: string; token?: string }): Promise<unknown> {
    this.calls.push(`${method} ${path}${token === undefined ? '' : ` by ${token}`}`);
    await Promise.resolve();
    if (this.refuses) {
      throw this.refuses;
    }
    const accessTokenExpiresAt = new Date(this.clock.now() + 900_000).toISOString();
    return { user: { ...ANN, id: this.user }, deviceId: '3', accessToken: `t${++this.tokens}`, accessTokenExpiresAt, edge: {} };
  }
}

test('exchanges tokens once, however many ask', async () => {
  const bench = new Bench();
  equal(await Promise.all([bench.session.token(), bench.session.token(), bench.session.token()]), ['t1', 't1', 't1']);
  equal(bench.calls, ['POST /sessions/refresh']);
});

test('uses the token that another tab got', async () => {
  const bench = new Bench();
  bench.hear({ type: 'token', user: ANN.id, token: 'theirs', lastsMs: 900_000 });
  equal(await bench.session.token(), 'theirs');
  equal(bench.calls, []);
});

test('exchanges a token before its end, whatever the clock of the machine says', async () => {
  const bench = new Bench();
  await bench.session.token();
  await bench.time.pass(860_000);
  equal(await bench.session.token(), 't1');
  await bench.time.pass(15_000);
  equal(await bench.session.token(), 't2');
});

test('tries a refused token once more with a fresh one', async () => {
  const bench = new Bench();
  await bench.session.token();
  bench.refuses = new ApiError(401, { code: 'token_expired' });
  const call = bench.session.call({ method: 'GET', path: '/edge' });
  await Promise.resolve();
  await Promise.resolve();
  bench.refuses = undefined;
  await call;
  equal(bench.calls.slice(-3), ['GET /edge by t1', 'POST /sessions/refresh', 'GET /edge by t2']);
});

test('ends when the server refuses to go on, and not when it cannot be reached', async () => {
  const bench = new Bench();
  bench.refuses = new ApiError(0, { code: 'offline' });
  await fails(() => bench.session.token());
  equal([bench.ends, bench.session.user], [[], ANN.id]);
  bench.refuses = new ApiError(401, { code: 'token_reused' });
  await fails(() => bench.session.token());
  equal([bench.ends, bench.session.user, bench.note], [['token_reused'], undefined, undefined]);
});

test('is nobody else when another tab logged in as somebody else', async () => {
  const bench = new Bench();
  bench.user = '99';
  await fails(() => bench.session.token());
  equal(bench.ends, ['unauthenticated']);
});

test('ends with the other tabs, and tells them', async () => {
  const bench = new Bench();
  await bench.session.token();
  await bench.session.logOut();
  equal(bench.told.at(-1), { type: 'signed-out', user: ANN.id });
  const other = new Bench();
  other.hear({ type: 'signed-out', user: ANN.id });
  equal(other.ends, ['unauthenticated']);
});
