import type { Call, Message, Session } from '../../main/web/client/src/index.js';
import { ApiError, Groups, MemoryStorage, Replica } from '../../main/web/client/src/index.js';
import { equal, fails, settled, test } from './harness.js';
import { ANN, BEN, said } from './people.js';

const GROUP = 'g:5';
const named = (name: string) => ({
  id: '5', conversation: GROUP, name,
  members: [
    { user: ANN.id, username: 'ann', displayName: 'Ann', role: 'owner', since: '' },
    { user: BEN.id, username: 'ben', displayName: 'Ben B.', role: 'member', since: '' },
  ],
});

/** Groups, and a server that answers when the test says so. */
class Bench {
  readonly replica = new Replica(new MemoryStorage(), { conversations: [], groups: [], people: [], pending: [] }, ANN);
  readonly calls: Call[] = [];
  readonly answers: ((answer: object | ApiError) => void)[] = [];
  readonly changed: string[] = [];
  readonly groups = new Groups({
    replica: this.replica,
    session: { call: (call: Call) => this.#call(call) } as unknown as Session,
    onChange: conversation => this.changed.push(conversation),
  });

  #call(call: Call): Promise<unknown> {
    this.calls.push(call);
    return new Promise((resolve, reject) => this.answers.push(
      answer => answer instanceof ApiError ? reject(answer) : resolve(answer)));
  }
}

test('learns the members of a group, what they are called, and what the user may do', async () => {
  const bench = new Bench();
  await bench.replica.change(GROUP, { title: 'Old' });
  const refreshed = bench.groups.refresh(GROUP);
  bench.answers[0]!(named('Trip'));
  await refreshed;
  equal(bench.groups.of(GROUP)?.members.map(one => [one.user, one.role]), [[ANN.id, 'owner'], [BEN.id, 'member']]);
  equal([bench.replica.people.get(BEN.id)?.displayName, bench.replica.conversation(GROUP).title], ['Ben B.', 'Trip']);
  equal([bench.groups.role(GROUP), bench.changed], ['owner', [GROUP]]);
});

test('does not take over what it asked for before something newer', async () => {
  const bench = new Bench();
  const [first, second] = [bench.groups.refresh(GROUP), bench.groups.rename(GROUP, 'New')];
  bench.answers[1]!(named('New'));
  await second;
  bench.answers[0]!(named('Old'));
  await first;
  equal(bench.groups.of(GROUP)?.name, 'New');
});

test('keeps a group that the user is not in any more, as left', async () => {
  const bench = new Bench();
  const refreshed = bench.groups.refresh(GROUP);
  bench.answers[0]!(named('Trip'));
  await refreshed;
  const again = bench.groups.refresh(GROUP);
  bench.answers[1]!(new ApiError(404, { code: 'not_found' }));
  await again;
  equal([bench.groups.of(GROUP)?.name, bench.groups.of(GROUP)?.left, bench.groups.role(GROUP)], ['Trip', true, undefined]);
});

test('takes a server that cannot be reached for no removal', async () => {
  const bench = new Bench();
  const refreshed = bench.groups.refresh(GROUP);
  bench.answers[0]!(new ApiError(0, { code: 'offline' }));
  await fails(() => refreshed);
  equal(bench.groups.of(GROUP), undefined);
});

test('asks again once for each group that entries say is not what it was', async () => {
  const bench = new Bench();
  const entry = (id: string, more: Partial<Message>) => said(id, 'added', { conversation: GROUP, kind: 'membership', ...more });
  bench.groups.hear([entry('1', {}), entry('2', {}), entry('3', { conversation: 'g:6', kind: 'group' }), said('4', 'text')]);
  await settled();
  equal(bench.calls.map(call => `${call.method} ${call.path}`), ['GET /groups/5', 'GET /groups/6']);
});
