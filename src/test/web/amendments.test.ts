import type { Message } from '../../main/web/client/src/index.js';
import { MemoryStorage, Replica, takeIn } from '../../main/web/client/src/index.js';
import { equal, test } from './harness.js';
import { ANN, CHAT, deleted, edited, said } from './people.js';

async function after(...entries: Message[]): Promise<Message | undefined> {
  const replica = new Replica(new MemoryStorage(), { conversations: [], groups: [], people: [], pending: [] }, ANN);
  for (const entry of entries) {
    await (await takeIn(replica, [entry], true)).kept;
  }
  return (await replica.storage.look([{ conversation: CHAT, id: '1' }]))[0]?.message;
}

test('shows the last edit, in whatever order edits and message come', async () => {
  const [message, first, second] = [said('1', 'helo'), edited('2', '1', 'hello'), edited('3', '1', 'hello!')] as const;
  for (const order of [[message, first, second], [second, message, first], [first, second, message], [second, first, message]]) {
    equal((await after(...order))?.text, 'hello!');
  }
});

test('keeps a deleted text deleted, in whatever order entries come', async () => {
  const [message, edit, deletion] = [said('1', 'oops'), edited('2', '1', 'ooops'), deleted('3', '1')] as const;
  for (const order of [[message, edit, deletion], [deletion, edit, message], [message, deletion, edit], [deletion, message, edit]]) {
    const kept = await after(...order);
    equal([kept?.text, kept?.deletedAt !== undefined], ['', true]);
  }
});

test('names those whom the last edit names', async () => {
  const first = said('1', '@ben', { mentions: ['12'] });
  equal((await after(first, { ...edited('2', '1', '@cat'), mentions: ['13'] }))?.mentions, ['13']);
  equal((await after(first, edited('2', '1', 'nobody')))?.mentions, undefined);
});

test('takes an edit without text for a deletion that came before it was read', async () => {
  equal((await after(said('1', 'oops'), edited('2', '1', '')))?.deletedAt !== undefined, true);
});

test('lets an older state from history replace no newer one', async () => {
  const replica = new Replica(new MemoryStorage(), { conversations: [], groups: [], people: [], pending: [] }, ANN);
  await (await takeIn(replica, [said('1', 'a'), edited('5', '1', 'b')], true)).kept;
  await (await takeIn(replica, [said('1', 'a')], false)).kept;
  equal((await replica.storage.look([{ conversation: CHAT, id: '1' }]))[0]?.message?.text, 'b');
});
