import type { HistoryPage, Message } from '../../main/web/client/src/index.js';
import { ApiError, MemoryStorage, Quotes, Replica, takeIn } from '../../main/web/client/src/index.js';
import { equal, settled, test } from './harness.js';
import { ANN, CHAT, said } from './people.js';

/** A server that has some messages, and how often it was asked. */
class Bench {
  readonly replica = new Replica(new MemoryStorage(), { conversations: [], groups: [], people: [], pending: [] }, ANN);
  asked = 0;
  told = 0;
  reachable = true;
  history: Message[] = [];
  readonly quotes = new Quotes({
    replica: this.replica,
    page: () => this.#page(),
    onChange: () => this.told++,
  });

  #page(): Promise<HistoryPage> {
    this.asked++;
    return this.reachable
      ? Promise.resolve({ messages: this.history, hasBefore: false, hasAfter: false })
      : Promise.reject(new ApiError(0, { code: 'offline' }));
  }
}

test('quotes what is kept here without a word to the server', async () => {
  const bench = new Bench();
  await (await takeIn(bench.replica, [said('1', 'here')], false)).kept;
  equal(bench.quotes.get(CHAT, '1'), undefined);
  await settled();
  equal([(bench.quotes.get(CHAT, '1') as Message).text, bench.told, bench.asked], ['here', 1, 0]);
});

test('asks the server once for what is quoted from far away, and knows when it is not to be seen', async () => {
  const bench = new Bench();
  bench.history = [said('1', 'there')];
  bench.quotes.get(CHAT, '1');
  bench.quotes.get(CHAT, '2');
  bench.quotes.get(CHAT, '1');
  await settled();
  equal([(bench.quotes.get(CHAT, '1') as Message).text, bench.quotes.get(CHAT, '2'), bench.asked], ['there', 'missing', 2]);
});

test('asks again for a quote after the server could not be reached', async () => {
  const bench = new Bench();
  bench.reachable = false;
  bench.quotes.get(CHAT, '1');
  await settled();
  bench.reachable = true;
  bench.history = [said('1', 'there')];
  bench.quotes.get(CHAT, '1');
  await settled();
  equal((bench.quotes.get(CHAT, '1') as Message).text, 'there');
});

test('quotes a message as it is now', async () => {
  const bench = new Bench();
  bench.history = [said('1', 'before')];
  bench.quotes.get(CHAT, '1');
  await settled();
  bench.quotes.take([said('1', 'after', { editedAt: '2030-01-02' }), said('9', 'another')]);
  equal([(bench.quotes.get(CHAT, '1') as Message).text, bench.told], ['after', 2]);
});
