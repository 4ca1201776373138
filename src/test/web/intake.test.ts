import { MemoryStorage, Replica, takeIn } from '../../main/web/client/src/index.js';
import { equal, test } from './harness.js';
import { ANN, BEN, CHAT, deleted, said } from './people.js';

const fresh = () => new Replica(new MemoryStorage(), { conversations: [], groups: [], people: [], pending: [] }, ANN);

test('counts what others said once, however often it comes', async () => {
  const replica = fresh();
  await takeIn(replica, [said('1', 'a'), said('2', 'b')], true);
  const again = await takeIn(replica, [said('2', 'b'), said('1', 'a'), said('3', 'mine', { from: ANN.id })], true);
  equal(again.messages.filter(message => message.id === '3').length, 1);
  equal(replica.conversation(CHAT).unread, 2);
  equal(replica.conversation(CHAT).last?.text, 'mine');
});

test('counts nothing below the read mark, and nothing of history', async () => {
  const replica = fresh();
  await replica.change(CHAT, { readUpTo: '5' });
  await takeIn(replica, [said('4', 'old')], true);
  await takeIn(replica, [said('6', 'from a page')], false);
  equal(replica.conversation(CHAT).unread, 0);
});

test('shows a deletion in the list of conversations', async () => {
  const replica = fresh();
  await takeIn(replica, [said('1', 'secret')], true);
  await takeIn(replica, [deleted('2', '1')], true);
  equal(replica.conversation(CHAT).last?.text, '');
});

test('takes the count of the server over when it knows all that is here', async () => {
  const replica = fresh();
  await replica.list([{ id: CHAT, kind: 'direct', title: 'Ben', with: BEN, lastMessage: said('9', 'x'), unread: 4, readUpTo: '2' }]);
  equal(replica.conversation(CHAT).unread, 4);
  await takeIn(replica, [said('10', 'y')], true);
  await replica.list([{ id: CHAT, kind: 'direct', lastMessage: said('9', 'x'), unread: 4 }]);
  equal(replica.conversation(CHAT).unread, 5);
});
