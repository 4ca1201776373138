import type { Message } from '../../main/web/client/src/index.js';
import { MemoryStorage, Replica, search, searchable, takeIn } from '../../main/web/client/src/index.js';
import { equal, test } from './harness.js';
import { ANN, deleted, said } from './people.js';

async function found(messages: Message[], wanted: string): Promise<string[]> {
  const replica = new Replica(new MemoryStorage(), { conversations: [], groups: [], people: [], pending: [] }, ANN);
  await (await takeIn(replica, messages, true)).kept;
  const ids: string[] = [];
  for await (const { id } of search(replica, searchable(wanted))) {
    ids.push(id);
  }
  return ids;
}

test('finds words in any case, the newest first, chat by chat', async () => {
  const elsewhere = (id: string, text: string) => said(id, text, { conversation: 'd:7:13' });
  const messages = [said('1', 'The Sea'), said('2', 'a lake'), said('5', 'seaside'), elsewhere('3', 'SEA'), elsewhere('9', 'no')];
  equal(await found(messages, 'sea'), ['3', '5', '1']);
});

test('finds Hangul and accents however they were typed', async () => {
  const messages = [said('1', '바다로 가자'.normalize('NFD')), said('2', 'Cafe\u0301')];
  equal([await found(messages, '바다'), await found(messages, 'café')], [['1'], ['2']]);
});

test('finds nothing that was deleted', async () => {
  equal(await found([said('1', 'secret'), deleted('2', '1')], 'secret'), []);
});
