import type { Call, Circle, Session, UserEvent } from '../../main/web/client/src/index.js';
import { Account, ApiError, ConversationList, Friends, MemoryStorage, Replica, circleAfter, tieTo } from '../../main/web/client/src/index.js';
import { equal, fails, settled, test } from './harness.js';
import { ANN, BEN, CHAT } from './people.js';

const NOBODY: Circle = { friends: [], incoming: [], outgoing: [], blocked: [] };
const told = (friends: object[], incoming: object[] = []) => ({ friends, incoming, outgoing: [] });
const event = (id: string, name: string, body: object): UserEvent => ({ id, at: '', name, body: body as UserEvent['body'] });

/** What a user knows of people, and a server that answers when the test says so. */
class Bench {
  readonly replica = new Replica(new MemoryStorage(), { conversations: [], groups: [], people: [], pending: [] }, ANN);
  readonly calls: string[] = [];
  readonly answers: ((answer: object | ApiError) => void)[] = [];
  readonly online: string[] = [];
  readonly session = { call: (call: Call) => this.#call(call) } as unknown as Session;
  readonly friends = new Friends({
    replica: this.replica,
    session: this.session,
    onChange: () => undefined,
    onPresence: ({ user }) => this.online.push(user),
    onSight: user => this.online.push(`anew ${user}`),
  });

  #call({ method, path }: Call): Promise<unknown> {
    this.calls.push(`${method} ${path}`);
    return new Promise((resolve, reject) => this.answers.push(
      answer => answer instanceof ApiError ? reject(answer) : resolve(answer)));
  }

  async answer(...answers: (object | ApiError)[]): Promise<void> {
    await settled();
    answers.forEach(answer => this.answers.shift()!(answer));
    await settled();
  }
}

test('goes from request to friendship, block and back', () => {
  const asked = circleAfter(NOBODY, BEN.id, { name: 'requested', mine: false });
  equal(tieTo(BEN.id, asked), 'incoming');
  const friends = circleAfter(asked, BEN.id, { name: 'accepted' });
  equal([tieTo(BEN.id, friends), friends.incoming], ['friend', []]);
  const blocked = circleAfter(friends, BEN.id, { name: 'blocked' });
  equal([tieTo(BEN.id, blocked), blocked.friends], ['blocked', []]);
  equal(circleAfter(circleAfter(blocked, BEN.id, { name: 'blocked' }), BEN.id, { name: 'unblocked' }), NOBODY);
  equal(tieTo(BEN.id, circleAfter(NOBODY, BEN.id, { name: 'requested', mine: true })), 'outgoing');
});

test('learns who is a friend, and who of them is there', async () => {
  const bench = new Bench();
  const refreshed = bench.friends.refresh();
  await bench.answer(told([{ ...BEN, since: '', presence: { user: BEN.id, status: 'online' } }]), { blocked: [] });
  await refreshed;
  equal([bench.friends.tie(BEN.id), bench.replica.people.get(BEN.id)?.displayName, bench.online], ['friend', 'Ben', [BEN.id]]);
});

test('asks again when something happened while it asked', async () => {
  const bench = new Bench();
  const refreshed = bench.friends.refresh();
  await settled();
  bench.friends.hear(event('1', 'friend.requested', { user: BEN, by: BEN.id }));
  await bench.answer(told([]), { blocked: [] });
  equal(bench.friends.tie(BEN.id), 'incoming');
  await bench.answer(told([], [BEN]), { blocked: [] });
  await refreshed;
  equal([bench.friends.tie(BEN.id), bench.calls.length], ['incoming', 4]);
});

test('asks again when it has caught up, for what it heard may be older than what it was told', async () => {
  const bench = new Bench();
  const refreshed = bench.friends.refresh();
  await bench.answer(told([]), { blocked: [] });
  await refreshed;
  bench.friends.hear(event('1', 'friend.requested', { user: BEN, by: ANN.id }));
  equal(bench.friends.tie(BEN.id), 'outgoing');
  bench.friends.caughtUp();
  await bench.answer(told([]), { blocked: [] });
  equal(bench.friends.tie(BEN.id), undefined);
  bench.friends.caughtUp();
  equal(bench.calls.length, 4);
});

test('lets an event that comes late change nothing', () => {
  const bench = new Bench();
  bench.friends.hear(event('2', 'friend.accepted', { user: BEN, by: BEN.id }));
  bench.friends.hear(event('1', 'friend.requested', { user: BEN, by: ANN.id }));
  equal(bench.friends.tie(BEN.id), 'friend');
});

test('changes nothing that the server refuses', async () => {
  const bench = new Bench();
  const blocked = bench.friends.block(BEN.id);
  await bench.answer(new ApiError(409, { code: 'limit_reached' }));
  await fails(() => blocked);
  equal(bench.friends.tie(BEN.id), undefined);
});

test('mutes at once, and takes it back when the server refuses', async () => {
  const bench = new Bench();
  const list = new ConversationList(bench.replica, bench.session, () => undefined);
  const shown = list.show(CHAT, { muted: true });
  equal(bench.replica.conversation(CHAT).muted, true);
  await bench.answer(new ApiError(409, { code: 'limit_reached' }));
  await fails(() => shown);
  equal(bench.replica.conversation(CHAT).muted, false);
});

test('shows a chat as it was set last, on whichever device', () => {
  const bench = new Bench();
  const list = new ConversationList(bench.replica, bench.session, () => undefined);
  list.hear(event('6', 'conversation.changed', { conversation: CHAT, muted: true, pinned: true }));
  list.hear(event('5', 'conversation.changed', { conversation: CHAT, muted: false, pinned: true }));
  equal([bench.replica.conversation(CHAT).muted, bench.replica.conversation(CHAT).pinned], [true, true]);
});

test('tells changes of the profile one after the other, and takes back only what was refused', async () => {
  const bench = new Bench();
  const account = new Account(bench.replica, bench.session, () => undefined);
  const changes = [account.change({ displayName: '' }), account.change({ readReceipts: false })];
  equal([bench.replica.me.displayName, bench.replica.me.readReceipts], ['', false]);
  const refused = fails(() => changes[0]!);
  await bench.answer(new ApiError(422, { code: 'invalid', field: 'displayName' }));
  await refused;
  equal([bench.replica.me.displayName, bench.replica.me.readReceipts, bench.calls.length], ['Ann', false, 2]);
  await bench.answer({ ...ANN, presence: 'everyone', readReceipts: false });
  await changes[1];
  equal(bench.replica.me.readReceipts, false);
});
