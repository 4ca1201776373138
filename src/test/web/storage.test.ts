import type { Storage } from '../../main/web/client/src/index.js';
import { IndexedDbStorage, MemoryStorage, Replica } from '../../main/web/client/src/index.js';
import { equal, test } from './harness.js';
import { ANN, CHAT, said } from './people.js';

const NAME = 'parley-test';
const adapters: [string, () => Promise<Storage>][] = [
  ['memory', () => Promise.resolve(new MemoryStorage())],
  ['IndexedDB', async () => {
    await IndexedDbStorage.drop(NAME);
    return IndexedDbStorage.open(NAME);
  }],
];

for (const [name, open] of adapters) {
  const contract = (rule: string, run: (storage: Storage) => Promise<void>) => test(`${name} ${rule}`, async () => {
    const storage = await open();
    await run(storage);
    await storage.destroy();
  });
  const ids = (messages: { id: string }[]) => messages.map(message => message.id);

  contract('pages through messages by number, within one conversation', async storage => {
    const other = said('50', 'elsewhere', { conversation: 'd:7:13' });
    await storage.commit({ messages: [...['9', '10', '100', '2', '30'].map(id => said(id, id)), other] });
    equal(ids(await storage.before(CHAT, undefined, '0', 2)), ['30', '100']);
    equal(ids(await storage.before(CHAT, '30', '0', 10)), ['2', '9', '10']);
    equal(ids(await storage.before(CHAT, undefined, '9', 10)), ['9', '10', '30', '100']);
    equal(ids(await storage.after(CHAT, '9', 2)), ['10', '30']);
    equal(ids(await storage.before(CHAT, '2', '2', 10)), []);
  });

  contract('goes back through all messages of one conversation', async storage => {
    const all = Array.from({ length: 2_500 }, (_, index) => said(String(index + 1), ''));
    await storage.commit({ messages: [...all, said('9000', '', { conversation: 'd:7:13' })] });
    const seen: string[] = [];
    for await (const messages of storage.backwards(CHAT)) {
      seen.push(...ids(messages));
    }
    equal([seen.length, seen[0], seen.at(-1)], [2_500, '2500', '1']);
  });

  contract('keeps a cursor together with what it covers', async storage => {
    const conversation = new Replica(storage, { conversations: [], groups: [], people: [], pending: [] }, ANN).conversation(CHAT);
    const circle = { friends: ['12'], incoming: [], outgoing: [], blocked: [] };
    const group = { conversation: 'g:5', name: 'Trip', members: [], left: false };
    await storage.commit({ me: ANN, cursor: 'c1', messages: [said('1', 'a')], conversations: [conversation], people: [ANN] });
    await storage.commit({ circle, groups: [group] });
    const { me, cursor, conversations, people, ...more } = await storage.load();
    equal([me?.id, cursor, conversations.length, people.length], ['7', 'c1', 1, 1]);
    equal([more.circle, more.groups], [circle, [group]]);
  });

  contract('gives pending sends back in the order of sending, without those that are settled', async storage => {
    const pending = (ref: string, order: number) => ({ ref, order, conversation: CHAT, kind: 'text' as const, text: ref, at: 0 });
    await storage.commit({ pending: [pending('b', 2), pending('a', 3), pending('c', 1)] });
    await storage.commit({ settled: ['b'] });
    equal((await storage.load()).pending.map(one => one.ref), ['c', 'a']);
  });

  contract('holds an amendment until its message comes', async storage => {
    const amendment = { id: '5', conversation: CHAT, target: '1', at: '', text: 'x', deletes: false };
    await storage.commit({ amendments: [amendment] });
    equal((await storage.look([{ conversation: CHAT, id: '1' }]))[0]?.amendment, amendment);
    await storage.commit({ messages: [said('1', 'x')] });
    equal((await storage.look([{ conversation: CHAT, id: '1' }]))[0]?.amendment, undefined);
  });

  contract('forgets messages before it keeps what comes with that', async storage => {
    await storage.commit({ messages: [said('1', 'a')] });
    await storage.commit({ forgetMessages: true, messages: [said('2', 'b')] });
    equal(ids(await storage.before(CHAT, undefined, '0', 10)), ['2']);
  });
}

test('IndexedDB keeps everything when the page goes', async () => {
  await IndexedDbStorage.drop(NAME);
  await (await IndexedDbStorage.open(NAME)).commit({ cursor: 'c7', messages: [said('1', 'a')] });
  const again = await IndexedDbStorage.open(NAME);
  equal((await again.load()).cursor, 'c7');
  equal((await again.look([{ conversation: CHAT, id: '1' }]))[0]?.message?.text, 'a');
  await again.destroy();
});
